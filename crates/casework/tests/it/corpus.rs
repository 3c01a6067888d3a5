use crate::desk::Memory;
use expect_test::expect;
use probata_casework::{Choices, CorpusError, corpus};
use std::path::Path;

#[test]
fn every_file_of_a_folder_ends_in_an_outcome() {
    let desk = Memory::with(&[
        ("reports/b/two.txt", "Mira Dessel was held in Ustra.\n"),
        ("reports/a.txt", "Mira Dessel was held in Ustra. She was released in May.\n"),
        ("reports/.hidden", "x"),
        ("reports/z.docx", "PK\u{3}\u{4}cut off"),
    ]);
    let mut shown = String::new();
    let totals = corpus(&desk, Path::new("reports"), &Choices::default(), &mut |file, progress| {
        shown += &format!(
            "{}/{} {} {} {}\n",
            progress.done,
            progress.of,
            file.path,
            file.outcome.status(),
            file.sentences
        );
    });
    let totals = totals.unwrap();
    shown += &format!("{totals:?}");
    expect![[r#"
        1/3 reports/a.txt complete 2
        2/3 reports/b/two.txt complete 1
        3/3 reports/z.docx refused 0
        Corpus { complete: 2, partial: 0, refused: 1, left: 0 }"#]]
    .assert_eq(&shown);
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let error =
        corpus(&Memory::default(), Path::new("reports"), &Choices::default(), &mut |_, _| {}).unwrap_err();
    assert!(matches!(error, CorpusError::Folder { .. }));
}
