use crate::desk::Memory;
use expect_test::expect;
use probata_casework::{Choices, SaveError, audit, save};
use std::path::{Path, PathBuf};

const DRAFT: &str = "1 The transfers\n\nTomas Verin was flown to Velsk in the night of 4 March 2004.\n";

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_others() {
    let desk = Memory::with(&[("one.txt", DRAFT), ("drafts/two.txt", "Nobody was told.\n")]);
    let paths: Vec<PathBuf> = ["one.txt", "three.txt", "drafts", "drafts/two.txt"].map(PathBuf::from).into();
    let audited = audit(&desk, &paths, &Choices::default()).unwrap();
    let shown: Vec<_> = audited
        .report
        .document
        .parts
        .iter()
        .map(|part| {
            let why = part.outcome.missing().first().map_or("", |missing| missing.why.as_str());
            format!("{} {} {:.8} {why}\n", part.path, part.outcome.status(), part.sha256)
        })
        .collect();
    expect![[r#"
        one.txt complete 49587a07 
        three.txt refused  There is no such file.
        drafts refused  This is a folder: name the files in it, or use "probata corpus" to see what can be read.
        drafts/two.txt complete 90ba9877 
    "#]].assert_eq(&shown.concat());
    assert_eq!(audited.status().code(), 2);
}

#[test]
fn the_same_file_given_twice_is_read_once() {
    let desk = Memory::with(&[("one.txt", DRAFT), ("copy.txt", DRAFT)]);
    let paths: Vec<PathBuf> = ["one.txt", "copy.txt", "one.txt"].map(PathBuf::from).into();
    let document = audit(&desk, &paths, &Choices::default()).unwrap().report.document;
    assert_eq!((document.parts.len(), document.text.as_str()), (1, DRAFT));
    expect![[r#"
        copy.txt holds the same bytes: read once
        given more than once: read once"#]]
    .assert_eq(&document.parts[0].remarks.join("\n"));
}

#[test]
fn the_hash_is_that_of_the_bytes() {
    let desk = Memory::with(&[("one.txt", "abc")]);
    let audited = audit(&desk, &["one.txt".into()], &Choices::default()).unwrap();
    let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(audited.report.document.parts[0].sha256, known);
}

#[test]
fn nothing_to_audit_is_an_error() {
    assert!(audit(&Memory::default(), &[], &Choices::default()).is_err());
}

#[test]
fn an_output_never_replaces_a_report() {
    let desk = Memory::with(&[("one.txt", DRAFT)]);
    let reports = ["one.txt".into()];
    let error = save(&desk, Path::new("/home/mira/one.txt"), b"x", &reports).unwrap_err();
    assert!(matches!(error, SaveError::IsAnInput(_)));
    save(&desk, Path::new("one.json"), b"x", &reports).unwrap();
    assert_eq!(desk.0.lock().unwrap().len(), 2);
    assert_eq!(desk.0.lock().unwrap()[Path::new("/home/mira/one.txt")], DRAFT.as_bytes());
}

#[test]
fn coverage_of_the_files_adds_up_to_that_of_the_report() {
    let of_parts = |report: &probata_report::Report, count: fn(&probata_report::Coverage) -> usize| {
        report.coverage_of_parts.iter().map(count).sum::<usize>()
    };
    let desk = Memory::with(&[
        ("one.txt", "Tomas Verin was held at Doln for a month. Mira Dessel said that she saw him there.\n"),
        ("two.txt", "Ilan Kostrov was taken to Velsk in May. The road to Velsk was closed that day.\n"),
    ]);
    let audited = audit(&desk, &["one.txt".into(), "two.txt".into()], &Choices::default()).unwrap();
    let report = &audited.report;
    assert_eq!(report.coverage_of_parts.len(), 2);
    assert_eq!(of_parts(report, |coverage| coverage.assertions), report.coverage.assertions);
    assert_eq!(of_parts(report, |coverage| coverage.by_text), report.coverage.by_text);
    assert_eq!((report.coverage.assertions, report.coverage.by_text), (4, 1));
}
