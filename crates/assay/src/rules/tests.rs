use super::*;
use expect_test::expect;

#[test]
fn every_rule_explains_itself_under_the_fixed_headings() {
    let headings = ["Looks for", "Why it matters", "Example", "Remedy", "Authority", "Blind spots"];
    for rule in rules() {
        let found: Vec<&str> = rule.explanation.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(found, headings, "{}", rule.name);
        assert!(
            rule.explanation.starts_with(&format!("# {}\n", rule.name)),
            "{} names itself in its title",
            rule.name
        );
        assert!(
            !rule.summary.ends_with('.') && rule.summary.len() <= 100,
            "{}: one line, no stop",
            rule.name
        );
    }
}

#[test]
fn rules_stand_in_order_of_name_each_once() {
    let names: Vec<&str> = rules().iter().map(|rule| rule.name).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(names, sorted);
}

/// What one rule finds in a text, at its own place: the words and the message.
fn check(rule: &str, text: &str, expected: expect_test::Expect) {
    let settings = crate::Settings {
        levels: rules()
            .iter()
            .map(|r| (r.name.to_owned(), if r.name == rule { Level::Warn } else { Level::Allow }))
            .collect(),
        ..crate::Settings::default()
    };
    let report = crate::assay(crate::testing::document(text), &settings);
    let lines: Vec<String> = report
        .findings
        .iter()
        .map(|finding| format!("[{}] {}", &report.document.text[finding.span], finding.message))
        .collect();
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn a_quotation_in_two_wordings_drifts() {
    let rule = "quotation-drift";
    check(
        rule,
        "Verin said: “You were sold with a piece of paper.”\n\nThe Major said: “You have been sold for a piece of paper. Nobody will come to collect you.”",
        expect![[
            r#"[“You have been sold for a piece of paper. Nobody will come to collect you.”] stands elsewhere in other words: "sold with a" there, "sold for a" here"#
        ]],
    );
    check(
        rule,
        "It speaks of “treatment that is humane and in accordance with recognised standards”.\n\nIt promises “humane and in accordance with accepted standards”.",
        expect![[
            r#"[“humane and in accordance with accepted standards”] stands elsewhere in other words: "with recognised standards" there, "with accepted standards" here"#
        ]],
    );
    // Marked omissions and insertions, hyphens at line ends and other spacing are no drift.
    check(
        rule,
        "He said “they came at night and took my brother to Doln”.\n\nHe said “they came at night and took [his] brother to Doln”, and “they came at night … took my bro- ther to Doln”.",
        expect![[""]],
    );
    // Two passages of one form share words and differ in many places.
    check(
        rule,
        "One oath says “I will guard the house of the people by day”.\n\nAnother says “I will sweep the yard of the people by night and rain”.",
        expect![[""]],
    );
}

#[test]
fn a_quotation_that_nobody_speaks_is_bare() {
    let rule = "quotation-without-source";
    check(
        rule,
        "The arrangement has been called “a model that others in the region would do well to copy”.",
        expect![
            "[“a model that others in the region would do well to copy”] nobody is named as the speaker, and no note stands with it"
        ],
    );
    for sourced in [
        "Tomas Verin called it “a model that others in the region would do well to copy”.",
        "She told them that it was “a model that others in the region would do well to copy”.",
        "It is “a model that others in the region would do well to copy”. Id. at 44.",
        "It is “A Model That Others Would Do Well to Copy”.",
        "It was “a model”.",
    ] {
        check(rule, sourced, expect![[""]]);
    }
}

#[test]
fn a_plain_fact_is_unsupported_and_a_weighed_or_cited_one_is_not() {
    let rule = "unsupported-assertion";
    check(
        rule,
        "Guards kicked the detainees on arrival at Doln.",
        expect![
            "[Guards kicked the detainees on arrival at Doln.] asserts a fact that no note and no named source carries"
        ],
    );
    for covered in [
        "Guards may have beaten the detainees on arrival at Doln.",
        "We visited the prison at Doln twice in 2019.",
        "Guards beat the detainees on arrival. See Verin v. Sorvania, 12 S.C. 33 (2019).",
        "T h e g u a r d s b e a t d e t a i n e e s in 2019.",
    ] {
        check(rule, covered, expect![[""]]);
    }
}

#[test]
fn dates_and_ages_that_cannot_be() {
    let rule = "impossible-date";
    check(
        rule,
        "He was taken on 30 February 2019.",
        expect![[r#"[30 February 2019] "30 February 2019" cannot be: the month has no day 30"#]],
    );
    check(
        rule,
        "Vasko, born in 1979, was 34 when he was taken on 14 July 2022.",
        expect!["[34] born in 1979 and 34 years old in 2022 do not go together"],
    );
    check(rule, "Vasko, born in 1979, was 43 when he was taken on 14 July 2022.", expect![[""]]);
}
