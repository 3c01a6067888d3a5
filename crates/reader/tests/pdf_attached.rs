//! Files attached to a PDF, and what becomes of them.

use expect_test::{Expect, expect};
use probata_reader::{Limits, Options, read};
use probata_testkit::pdf::{deflate, file, stream};
use std::fmt::Write;

/// Outcome, what is missing, remarks, and what lies in the file.
fn check(objects: &[&[u8]], limits: Limits, expected: Expect) {
    let objects: Vec<Vec<u8>> = objects.iter().map(|object| object.to_vec()).collect();
    let document = read("report.pdf", &file(&objects), &Options { limits, ..Options::default() });
    let part = &document.parts[0];
    let mut out = format!("{}\n", part.outcome.status());
    for missing in part.outcome.missing() {
        writeln!(out, "! {}: {}", missing.place, missing.why).expect("a string takes any text");
    }
    for remark in &part.remarks {
        writeln!(out, "note: {remark}").expect("a string takes any text");
    }
    for one in &document.enclosed {
        let words = String::from_utf8_lossy(&one.bytes);
        writeln!(out, "{} [{}]: {words}", one.name, one.place).expect("a string takes any text");
    }
    expected.assert_eq(&out);
}

const PAGES: &[u8] = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
const PAGE: &[u8] =
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Annots [6 0 R 7 0 R] \
                      /Resources << /Font << /F1 5 0 R >> >> >>";
const FONT: &[u8] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

fn words() -> Vec<u8> {
    stream("", b"BT /F1 11 Tf 60 700 Td (See the letter.) Tj ET")
}

#[test]
fn files_of_the_list_and_of_a_page_are_enclosed() {
    let letter = stream(
        "/Type /EmbeddedFile /Subtype /text#2Fplain /Filter /FlateDecode",
        &deflate(b"To the ministry."),
    );
    let photograph = stream("/Type /EmbeddedFile /Subtype /image#2Fjpeg", b"pixels");
    let catalog =
        b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Kids [8 0 R] >> >> /AF [9 0 R] >>";
    let objects: [&[u8]; 15] = [
        catalog,
        PAGES,
        PAGE,
        &words(),
        FONT,
        b"<< /Subtype /FileAttachment /Rect [60 500 80 520] /FS 12 0 R >>",
        b"<< /Subtype /FileAttachment /Rect [60 400 80 420] /FS << /Type /Filespec /F (elsewhere.doc) >> >>",
        b"<< /Names [(letter) 9 0 R (copy) 9 0 R (lost) 14 0 R] >>",
        b"<< /Type /Filespec /F (letter.txt) /UF <FEFF043F044004380432043500740078> /EF << /F 10 0 R >> >>",
        &letter,
        b"<< /Title (Report) >>",
        b"<< /Type /Filespec /F (../gate.jpg) /EF << /F 13 0 R >> >>",
        &photograph,
        b"<< /Type /Filespec /F (lost.txt) /EF << /F 15 0 R >> >>",
        b"null",
    ];
    check(
        &objects,
        Limits::default(),
        expect![[r#"
        partial
        ! attached files: the file "lost.txt" is named but does not lie in it: ask for it
        ! attached files: the file "elsewhere.doc" is named but does not lie in it: ask for it
        note: names that lead out of the folder (".."): "../gate.jpg"; no file is written under them
        привеtx [attachment 1]: To the ministry.
        ../gate.jpg [attachment 5, page 1]: pixels
    "#]],
    );
}

#[test]
fn a_list_that_leads_back_to_itself_ends_and_what_finds_no_room_is_told() {
    let large = stream("/Filter /FlateDecode", &deflate(&[b'a'; 5_000]));
    let objects: [&[u8]; 10] = [
        b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 8 0 R >> >>",
        PAGES,
        PAGE,
        &words(),
        FONT,
        b"null",
        b"null",
        b"<< /Kids [8 0 R 8 0 R] /Names [(large) 9 0 R] >>",
        b"<< /Type /Filespec /F (large.txt) /EF << /F 10 0 R >> >>",
        &large,
    ];
    let limits = Limits { enclosed: 4_000, ..Limits::default() };
    check(
        &objects,
        limits,
        expect![[r#"
        partial
        ! enclosed files: what lies in this file is more than 20000 files or 0 MiB, so one was left out: large.txt; take them out with the program that made the file, and read them by themselves
    "#]],
    );
}
