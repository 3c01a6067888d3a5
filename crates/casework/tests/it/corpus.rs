use crate::desk::Memory;
use expect_test::expect;
use probata_casework::{Choices, CorpusError, Desk, corpus};
use probata_testkit::archive::{Zipped, zip};
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
        Corpus { complete: 2, partial: 0, refused: 1, enclosed: 0, same: 0, left: 0 }"#]]
    .assert_eq(&shown);
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let error =
        corpus(&Memory::default(), Path::new("reports"), &Choices::default(), &mut |_, _| {}).unwrap_err();
    assert!(matches!(error, CorpusError::Folder { .. }));
}

/// Each file with its outcome and what is missing.
fn walked(files: &[(&str, Vec<u8>)]) -> String {
    let desk = Memory::default();
    for (path, bytes) in files {
        desk.replace(Path::new(path), bytes).expect("memory takes every file");
    }
    let mut shown = String::new();
    let totals = corpus(&desk, Path::new("in"), &Choices::default(), &mut |file, _| {
        shown +=
            &format!("{}: {} {}, {} inside\n", file.path, file.format, file.outcome.status(), file.enclosed);
        if let Some(same) = &file.same_as {
            shown += &format!("    same as {same}\n");
        }
        for missing in file.outcome.missing() {
            shown += &format!("    {}: {}\n", missing.place, missing.why);
        }
    });
    shown + &format!("{:?}", totals.expect("the folder is there"))
}

fn mail(attachment: &[u8]) -> Vec<u8> {
    let head = "From: Tomas Verin <tomas@lantern.example>\nMessage-ID: <1@lantern.example>\nTo: Mira Dessel\n\
        Content-Type: multipart/mixed; boundary=a\n\n--a\n\nThe statement is attached.\n\
        --a\nContent-Type: text/plain; name=statement.txt\nContent-Disposition: attachment\n\n";
    [head.as_bytes(), attachment, b"\n--a--\n"].concat()
}

#[test]
fn what_lies_in_a_file_follows_it() {
    let statement = b"He was held in Kareva. He was not told why.";
    let archive = zip(&[
        Zipped::stored("letter.eml", &mail(statement)),
        Zipped::stored("copy.txt", statement),
        Zipped::stored("notes/two.txt", b"She was held in Doln."),
    ]);
    let files =
        [("in/a.zip", archive), ("in/b.txt", statement.to_vec()), ("in/c.txt", b"Nobody came.".to_vec())];
    expect![[r#"
        in/a.zip: zip complete, 3 inside
        in/a.zip » letter.eml: mail complete, 1 inside
        in/a.zip » letter.eml » statement.txt: text complete, 0 inside
        in/a.zip » copy.txt: text complete, 0 inside
            same as in/a.zip » letter.eml » statement.txt
        in/a.zip » notes/two.txt: text complete, 0 inside
        in/b.txt: text complete, 0 inside
            same as in/a.zip » letter.eml » statement.txt
        in/c.txt: text complete, 0 inside
        Corpus { complete: 7, partial: 0, refused: 0, enclosed: 4, same: 2, left: 0 }"#]]
    .assert_eq(&walked(&files));
}

#[test]
fn boxes_in_boxes_come_to_an_end() {
    let mut nested = zip(&[Zipped::stored("innermost.txt", b"He was held.")]);
    for level in (0..12).rev() {
        nested = zip(&[Zipped::stored(&format!("level-{level}.zip"), &nested)]);
    }
    expect![[r#"
        in/nested.zip: zip partial, 1 inside
            enclosed files: files that lie in it were left unread: 1 lie deeper than 8 files in each other (in in/nested.zip » level-0.zip » level-1.zip » level-2.zip » level-3.zip » level-4.zip » level-5.zip » level-6.zip » level-7.zip); take them out and read them by themselves
        in/nested.zip » level-0.zip: zip complete, 1 inside
        in/nested.zip » level-0.zip » level-1.zip: zip complete, 1 inside
        in/nested.zip » level-0.zip » level-1.zip » level-2.zip: zip complete, 1 inside
        in/nested.zip » level-0.zip » level-1.zip » level-2.zip » level-3.zip: zip complete, 1 inside
        in/nested.zip » level-0.zip » level-1.zip » level-2.zip » level-3.zip » level-4.zip: zip complete, 1 inside
        in/nested.zip » level-0.zip » level-1.zip » level-2.zip » level-3.zip » level-4.zip » level-5.zip: zip complete, 1 inside
        in/nested.zip » level-0.zip » level-1.zip » level-2.zip » level-3.zip » level-4.zip » level-5.zip » level-6.zip: zip complete, 1 inside
        in/nested.zip » level-0.zip » level-1.zip » level-2.zip » level-3.zip » level-4.zip » level-5.zip » level-6.zip » level-7.zip: zip complete, 1 inside
        Corpus { complete: 8, partial: 1, refused: 0, enclosed: 8, same: 0, left: 0 }"#]].assert_eq(&walked(&[("in/nested.zip", nested)]));
}
