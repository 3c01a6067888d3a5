//! The worked example's seeded mistakes: how many of them the audit finds, rule by rule.

use expect_test::expect;
use probata_assay::{Settings, assay, rules};
use probata_report::Report;
use probata_vocabulary::Level;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
struct Seeds {
    seed: Vec<Seed>,
}

#[derive(Deserialize)]
struct Seed {
    rule: String,
    quote: String,
    #[serde(default)]
    hidden: bool,
    /// Whom a rule that reports once a person reports, wherever it first meets them.
    about: Option<String>,
}

/// The example, audited with every rule on.
fn audited(name: &str) -> Report {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    let bytes = std::fs::read(path).expect("the examples stand beside the crates");
    let document = probata_reader::read(name, &bytes, &probata_reader::Options::default());
    let levels = rules().iter().map(|rule| (rule.name.to_owned(), Level::Deny)).collect();
    assay(document, &Settings { levels, ..Settings::default() })
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// True if a finding of the rule stands at the seeded words, or rests on them.
fn is_found(report: &Report, seed: &Seed) -> bool {
    let text = &report.document.text;
    let wanted = folded(&seed.quote);
    let of_rule = report.findings.iter().filter(|finding| finding.rule == seed.rule);
    if seed.hidden {
        return of_rule.count() > 0;
    }
    if let Some(about) = &seed.about {
        return of_rule.into_iter().any(|finding| finding.message.starts_with(about.as_str()));
    }
    let around = |span: probata_report::Span| {
        let sentence =
            report.document.sentence_at(span.start).map(|index| report.document.sentences[index].span);
        folded(&text[sentence.unwrap_or(span)])
    };
    let near = |words: String| words.contains(&wanted) || (words.len() > 12 && wanted.contains(&words));
    of_rule
        .flat_map(|finding| std::iter::once(finding.span).chain(finding.rests_on.iter().map(|r| r.span)))
        .any(|span| near(around(span)) || near(folded(&text[span])))
}

#[test]
fn seeded_mistakes_are_found() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/seeded.toml");
    let seeds: Seeds = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let report = audited("returned.docx");
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for seed in &seeds.seed {
        let count = counts.entry(&seed.rule).or_default();
        count.1 += 1;
        let found = is_found(&report, seed);
        if !found {
            println!("not found: {}: {}", seed.rule, seed.quote);
        }
        count.0 += usize::from(found);
    }
    let lines: Vec<String> =
        counts.iter().map(|(rule, (found, all))| format!("{rule}: {found} of {all}")).collect();
    expect![[r#"
        accusation-without-reply: 2 of 2
        accused-on-withheld-only: 2 of 2
        broken-ibid: 2 of 2
        conflicting-counts: 2 of 2
        conflicting-dates: 2 of 2
        dangling-mark: 2 of 2
        hidden-content: 4 of 4
        impossible-date: 5 of 5
        legal-term-as-fact: 2 of 2
        name-variants: 2 of 2
        orphan-note: 2 of 2
        quotation-drift: 2 of 2
        quotation-without-source: 2 of 2
        same-origin: 2 of 2
        sole-source: 2 of 2
        summary-firmer-than-body: 4 of 4
        undated-source: 2 of 2
        unnamed-authority: 2 of 2
        unresolved-cross-reference: 3 of 3
        unsupported-assertion: 2 of 2
        unsupported-number: 1 of 2
        vague-quantity: 2 of 2
        web-source-without-access-date: 2 of 2
        withheld-elsewhere-given: 3 of 3"#]]
    .assert_eq(&lines.join("\n"));
}
