//! What each setting of `probata.toml` changes in an audit.

use crate::desk::Memory;
use expect_test::{Expect, expect};
use probata_casework::{Asked, audit, configure};
use probata_report::Report;
use probata_vocabulary::Level;
use std::path::{Path, PathBuf};

/// A draft audited without a settings file and with one, shown by `show`.
fn check(draft: &str, rule: &str, settings: &str, show: fn(&Report) -> String, expected: [Expect; 2]) {
    for (settings, expected) in ["", settings].into_iter().zip(expected) {
        let desk = Memory::with(&[("probata.toml", settings), ("draft.txt", draft)]);
        let levels = vec![("all".to_owned(), Level::Allow), (rule.to_owned(), Level::Warn)];
        let asked = Asked { levels, ..Asked::default() };
        let choices = configure(&desk, Some(Path::new("draft.txt")), &asked).expect("settings that hold");
        let report = audit(&desk, &[PathBuf::from("draft.txt")], &choices).expect("an audit").report;
        expected.assert_eq(&show(&report));
    }
}

fn sentences(report: &Report) -> String {
    let all = report.document.sentences.iter().map(|sentence| &report.document.text[sentence.span]);
    all.collect::<Vec<_>>().join("\n")
}

fn found(report: &Report) -> String {
    let line = |finding: &probata_report::Finding| {
        format!("{}: {}\n", &report.document.text[finding.span], finding.message)
    };
    report.findings.iter().map(line).collect()
}

fn coverage(report: &Report) -> String {
    let coverage = report.coverage;
    format!("{}: {} by text, {} by neither", report.genre, coverage.by_text, coverage.by_neither)
}

#[test]
fn no_sentence_ends_after_an_abbreviation_of_the_house() {
    let draft = "He was held by the Sekr. Velsk guards took him there in the night of 4 March 2004.\n";
    check(
        draft,
        "name-variants",
        "abbreviations = [\"Sekr.\"]",
        sentences,
        [
            expect![[r#"
        He was held by the Sekr.
        Velsk guards took him there in the night of 4 March 2004."#]],
            expect!["He was held by the Sekr. Velsk guards took him there in the night of 4 March 2004."],
        ],
    );
}

#[test]
fn names_known_to_be_the_same_are_one() {
    let draft = "The minister\n\nIlan Kostrov signed the memorandum. Ilan Kostrov then left for Velsk. In June Ilan Kostrow was asked about it.\n";
    let settings = "same_names = [[\"Ilan Kostrov\", \"Ilan Kostrow\"]]";
    check(
        draft,
        "name-variants",
        settings,
        found,
        [
            expect![[r#"
        Ilan Kostrow: "Ilan Kostrow" (once) and "Ilan Kostrov" (2 times) look like one name in two spellings
    "#]],
            expect![[""]],
        ],
    );
}

#[test]
fn the_genre_says_what_has_to_be_carried() {
    let draft = "1 The transfers\n\nTomas Verin said that he was beaten by guards in the cell at Doln on 4 March 2004.\n";
    check(
        draft,
        "unsupported-assertion",
        "genre = \"court\"",
        coverage,
        [expect!["ngo_report: 1 by text, 0 by neither"], expect!["court: 0 by text, 1 by neither"]],
    );
}
