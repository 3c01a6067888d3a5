//! Levels of chapters, from the settings file to the findings.

use crate::desk::Memory;
use expect_test::{Expect, expect};
use probata_casework::{Asked, Audited, audit, configure};
use probata_vocabulary::Level;
use std::path::{Path, PathBuf};

const ONE: &str = "# Returned\n\nA report.\n\n\
    ## 1. Arrests\n\nThe road to Doln was closed for 22 days.\n\n\
    ## Chapter 2: The transfers\n\nThe road to Kareva was closed for 23 days.[^1]\n\n\
    ### 2.1 By night\n\nThe road to Velsk was closed for 24 days.\n\n[^1]: Ibid.\n";
const TWO: &str = "## IV Treatment\n\nThe road from Velsk to Marnik was closed for 25 days by the Directorate and its guards.\n\n\
    ## Annex\n\nThe road from Velsk to Ustra was closed for 26 days by the Directorate and its guards.\n";

fn audited(settings: &str, asked: &[(&str, Level)]) -> Audited {
    let off = "[levels]\nall = \"allow\"\n";
    let settings = format!("{off}{settings}");
    let desk =
        Memory::with(&[("probata.toml", settings.as_str()), ("drafts/one.md", ONE), ("drafts/two.md", TWO)]);
    let paths = [PathBuf::from("drafts/one.md"), PathBuf::from("drafts/two.md")];
    let levels = asked.iter().map(|(rule, level)| ((*rule).to_owned(), *level)).collect();
    let asked = Asked { levels, ..Asked::default() };
    let choices = configure(&desk, Some(Path::new("drafts/one.md")), &asked).expect("settings that hold");
    audit(&desk, &paths, &choices).expect("an audit")
}

/// What is found with these settings, and what is said of them.
fn check(settings: &str, asked: &[(&str, Level)], expected: Expect) {
    let audited = audited(settings, asked);
    let report = &audited.report;
    let line = |finding: &probata_report::Finding| {
        let words: String = report.document.text[finding.span].chars().take(27).collect();
        format!("{} {}: {words}\n", finding.level.code(), finding.rule)
    };
    let mut out = format!("status {}\n", audited.status().code());
    report.findings.iter().for_each(|finding| out += &line(finding));
    let remarks = report.document.parts.iter().flat_map(|part| &part.remarks);
    remarks
        .filter(|remark| !remark.starts_with("Settings from"))
        .for_each(|remark| out += &format!("{remark}\n"));
    expected.assert_eq(&out);
}

#[test]
fn a_chapter_is_named_by_number_heading_or_both() {
    check(
        "unsupported-assertion = \"warn\"\n[chapters.2]\nunsupported-assertion = \"deny\"\n[chapters.arrests]\nall = \"allow\"",
        &[],
        expect![[r#"
            status 1
            deny unsupported-assertion: The road to Velsk was close
            warn unsupported-assertion: The road from Velsk to Marn
        "#]],
    );
    check(
        "[chapters.\"Chapter 2\"]\nunsupported-assertion = \"warn\"",
        &[],
        expect![[r#"
        status 0
        warn unsupported-assertion: The road to Velsk was close
    "#]],
    );
    check(
        "[chapters.\"the Transfers\"]\nunsupported-assertion = \"warn\"",
        &[],
        expect![[r#"
        status 0
        warn unsupported-assertion: The road to Velsk was close
    "#]],
    );
    check(
        "[chapters]\niv = { unsupported-assertion = \"warn\" }\n\"1 Arrests\" = { unsupported-assertion = \"deny\" }",
        &[],
        expect![[r#"
            status 1
            deny unsupported-assertion: The road to Doln was closed
            warn unsupported-assertion: The road from Velsk to Marn
        "#]],
    );
}

#[test]
fn a_file_names_all_that_it_holds() {
    check(
        "[chapters.\"two.md\"]\nunsupported-assertion = \"warn\"\n[chapters.Annex]\nall = \"allow\"",
        &[],
        expect![[r#"
            status 0
            warn unsupported-assertion: The road from Velsk to Marn
        "#]],
    );
}

#[test]
fn a_note_belongs_to_the_chapter_that_calls_it() {
    check(
        "[chapters.2]\nbroken-ibid = \"deny\"",
        &[],
        expect![[r#"
        status 1
        deny broken-ibid: Ibid.
    "#]],
    );
    check(
        "broken-ibid = \"deny\"\n[chapters.IV]\nbroken-ibid = \"allow\"",
        &[],
        expect![[r#"
        status 1
        deny broken-ibid: Ibid.
    "#]],
    );
}

#[test]
fn a_section_goes_before_its_chapter_and_a_heading_before_its_number() {
    check(
        "[chapters.\"2.1\"]\nunsupported-assertion = \"deny\"\n[chapters.2]\nunsupported-assertion = \"warn\"",
        &[],
        expect![[r#"
            status 1
            deny unsupported-assertion: The road to Velsk was close
        "#]],
    );
    check(
        "[chapters.\"Chapter 2: The transfers\"]\nunsupported-assertion = \"deny\"\n[chapters.2]\nunsupported-assertion = \"warn\"",
        &[],
        expect![[r#"
            status 1
            deny unsupported-assertion: The road to Velsk was close
        "#]],
    );
}

#[test]
fn the_command_line_goes_before_chapters() {
    let settings = "[chapters.2]\nunsupported-assertion = \"deny\"\nbroken-ibid = \"warn\"";
    check(
        settings,
        &[("unsupported-assertion", Level::Warn)],
        expect![[r#"
        status 0
        warn unsupported-assertion: The road to Doln was closed
        warn unsupported-assertion: The road to Velsk was close
        warn broken-ibid: Ibid.
        warn unsupported-assertion: The road from Velsk to Marn
    "#]],
    );
    check(
        settings,
        &[("all", Level::Allow)],
        expect![[r#"
        status 0
    "#]],
    );
}

#[test]
fn a_chapter_that_the_report_does_not_have_is_told() {
    check(
        "[chapters.7]\nunsupported-assertion = \"deny\"\n[chapters.Treatments]\nall = \"deny\"",
        &[],
        expect![[r#"
            status 0
            /home/mira/probata.toml, line 3: no chapter of this report is called "7", so its levels are not used; its chapters are "1. Arrests", "Chapter 2: The transfers", "IV Treatment", "Annex"
            /home/mira/probata.toml, line 5: no chapter of this report is called "Treatments", so its levels are not used; its chapters are "1. Arrests", "Chapter 2: The transfers", "IV Treatment", "Annex"
        "#]],
    );
}
