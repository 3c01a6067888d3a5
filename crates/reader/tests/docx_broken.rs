//! Word documents that are damaged, made to harm, or written by other programs: each ends in a clear outcome.

use expect_test::{Expect, expect};
use probata_reader::{Limits, Options, read};
use probata_report::Document;
use probata_testkit::docx::{Change, Comment, Docx, Note, p, zip};
use proptest::collection::vec;
use proptest::prelude::*;
use std::time::Instant;

fn check(bytes: &[u8], expected: Expect) {
    expected.assert_eq(&shown(&read("report.docx", bytes, &Options::default())));
}

/// Reads a document whose members were changed by `change`.
fn check_changed(docx: &Docx, change: impl Fn(&str, String) -> Option<String>, expected: Expect) {
    let members = docx.members().into_iter().filter_map(|(path, bytes)| {
        let Ok(text) = String::from_utf8(bytes.clone()) else { return Some((path, bytes)) };
        change(&path, text).map(|text| (path, text.into_bytes()))
    });
    check(&zip(&members.collect::<Vec<_>>()), expected);
}

fn shown(document: &Document) -> String {
    let outcome = &document.parts[0].outcome;
    let mut out = format!("{}\n", outcome.status());
    for missing in outcome.missing() {
        out += &format!("! {}: {}\n", missing.place, missing.why);
    }
    let text: String = document.text.chars().take(200).collect();
    let rest = document.text.chars().count().saturating_sub(200);
    out += text.trim();
    if rest > 0 {
        out += &format!("... {rest} more");
    }
    out + "\n"
}

fn report() -> Docx {
    Docx::new()
        .add(p("The transfers").heading(1))
        .add(p("He was flown to Velsk.").footnote("Interview, Kareva.").text(" The ministry denied it."))
        .add(p("Nobody was charged.").footnote(Note::from("Letter of 3 March 2006.")))
}

/// A document whose body is this XML.
fn with_body(body: &str) -> Vec<u8> {
    let mut members = Docx::new().members();
    for (path, bytes) in &mut members {
        if path == "word/document.xml" {
            *bytes = format!(
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
            )
            .into_bytes();
        }
    }
    zip(&members)
}

#[test]
fn a_file_cut_short() {
    let bytes = report().build();
    check(
        &bytes[..bytes.len() - 40],
        expect![[r#"
        partial
        ! whole file: the file is cut short: what is whole was taken from its beginning. Ask for the file again
        The transfers

        He was flown to Velsk.1 The ministry denied it.

        Nobody was charged.2

        1 Interview, Kareva.

        2 Letter of 3 March 2006.
    "#]],
    );
    check(
        &bytes[..bytes.len() / 2],
        expect![[r#"
        partial
        ! word/styles.xml: it is damaged in the container
        ! word/numbering.xml: it is not in the container
        ! word/settings.xml: it is not in the container
        ! word/styles.xml byte 1301: the XML is broken (syntax error: attribute value not closed: `"` not found before end of input); what stands behind it was not read. Open the file in Word and save it again
        ! whole file: the file is cut short: what is whole was taken from its beginning. Ask for the file again
        The transfers

        He was flown to Velsk.1 The ministry denied it.

        Nobody was charged.2

        1 Interview, Kareva.

        2 Letter of 3 March 2006.
    "#]],
    );
    check(
        &bytes[..60],
        expect![[r#"
            refused
            ! whole file: the file begins as an Office document does, and the part that holds its text is not in it: it may be cut off; copy it again

        "#]],
    );
}

#[test]
fn members_that_are_not_there() {
    check_changed(
        &report(),
        |path, text| (path != "word/footnotes.xml").then_some(text),
        expect![[r#"
        partial
        ! word/footnotes.xml: the text calls 2 notes and the file does not hold them
        The transfers

        He was flown to Velsk.1 The ministry denied it.

        Nobody was charged.2
    "#]],
    );
    check_changed(
        &report(),
        |path, text| (path != "word/document.xml").then_some(text),
        expect![[r#"
            refused
            ! whole file: the container is no Word document: word/document.xml is not in it

        "#]],
    );
    check_changed(
        &report(),
        |path, text| (!path.contains("rels")).then_some(text),
        expect![[r#"
        complete
        The transfers

        He was flown to Velsk.1 The ministry denied it.

        Nobody was charged.2

        1 Interview, Kareva.

        2 Letter of 3 March 2006.
    "#]],
    );
    check_changed(
        &report(),
        |path, text| (path != "word/styles.xml").then_some(text),
        expect![[r#"
        partial
        ! word/styles.xml: it is not in the container
        The transfers

        He was flown to Velsk.1 The ministry denied it.

        Nobody was charged.2

        1 Interview, Kareva.

        2 Letter of 3 March 2006.
    "#]],
    );
}

#[test]
fn xml_that_is_broken_in_the_middle() {
    check_changed(
        &report(),
        |path, text| {
            Some(if path == "word/document.xml" { text.replace("Nobody was", "Nobody <was") } else { text })
        },
        expect![[r#"
            partial
            ! word/document.xml byte 1340: the XML is broken (ill-formed document: expected `</was>`, but `</w:r>` was found); what stands behind it was not read. Open the file in Word and save it again
            The transfers

            He was flown to Velsk.1 The ministry denied it.

            Nobody 

            1 Interview, Kareva.

            ? Letter of 3 March 2006.
        "#]],
    );
    check_changed(
        &report(),
        |path, text| {
            Some(if path == "word/footnotes.xml" {
                text.replace("Letter of", "Letter </w:of>")
            } else {
                text
            })
        },
        expect![[r#"
            partial
            ! word/footnotes.xml byte 1607: the XML is broken (ill-formed document: expected `</w:t>`, but `</w:of>` was found); what stands behind it was not read. Open the file in Word and save it again
            The transfers

            He was flown to Velsk.1 The ministry denied it.

            Nobody was charged.2

            1 Interview, Kareva.

            2 Letter
        "#]],
    );
}

#[test]
fn other_kinds_of_container() {
    let one = |name: &str| zip(&[(name.to_owned(), b"<x/>".to_vec())]);
    check(
        &one("content.xml"),
        expect![[r#"
            complete
            Name

            Bytes

            Changed

            What

            content.xml

            4

            1980-01-01 00:00
        "#]],
    );
    check(
        &one("xl/workbook.xml"),
        expect![[r#"
            refused
            ! whole file: its main part xl/workbook.xml is no workbook

        "#]],
    );
    check(
        &one("../../etc/passwd"),
        expect![[r#"
            complete
            Name

            Bytes

            Changed

            What

            ../../etc/passwd

            4

            1980-01-01 00:00
        "#]],
    );
    check(
        &one("word/document.xml"),
        expect![[r#"
        refused
        ! whole file: its main part word/document.xml is no Word document

    "#]],
    );
}

#[test]
fn entities_are_not_expanded() {
    let mut laughs = String::from("<!DOCTYPE w:document [<!ENTITY a0 \"lol\">");
    for level in 1..10 {
        laughs += &format!("<!ENTITY a{level} \"{}\">", format!("&a{};", level - 1).repeat(10));
    }
    check_changed(
        &report(),
        |path, text| {
            Some(if path == "word/document.xml" {
                text.replace("<w:document", &format!("{laughs}]><w:document")).replace("Nobody", "&a9;Nobody")
            } else {
                text
            })
        },
        expect![[r#"
            partial
            ! word/document.xml: it has a document type (DTD), which Word documents must not have; it was left out
            ! word/document.xml: it has an entity that is not allowed ("a9"); it was left out
            The transfers

            He was flown to Velsk.1 The ministry denied it.

            Nobody was charged.2

            1 Interview, Kareva.

            2 Letter of 3 March 2006.
        "#]],
    );
    check_changed(
        &report(),
        |path, text| {
            let external = "<!DOCTYPE w:document [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document";
            Some(if path == "word/document.xml" {
                text.replace("<w:document", external).replace("Nobody", "&x;Nobody")
            } else {
                text
            })
        },
        expect![[r#"
            partial
            ! word/document.xml: it has a document type (DTD), which Word documents must not have; it was left out
            ! word/document.xml: it has an entity that is not allowed ("x"); it was left out
            The transfers

            He was flown to Velsk.1 The ministry denied it.

            Nobody was charged.2

            1 Interview, Kareva.

            2 Letter of 3 March 2006.
        "#]],
    );
}

#[test]
fn a_small_file_that_unpacks_to_a_gigabyte() {
    let start = Instant::now();
    let bytes = with_body(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a".repeat(200 << 20)));
    assert!(bytes.len() < 1 << 20);
    let made = start.elapsed();
    check(
        &bytes,
        expect![[r#"
        refused
        ! whole file: its main part word/document.xml cannot be read: it unpacks to more than 150 times its size, as files do that are made to exhaust a computer

    "#]],
    );
    assert!(start.elapsed() < made + std::time::Duration::from_secs(3));
}

#[test]
fn elements_nested_without_end() {
    let deep = |element: &str| {
        with_body(&format!("<w:p><w:r><w:t>Before.</w:t></w:r></w:p>{}", element.repeat(200_000)))
    };
    check(
        &deep("<w:sdt>"),
        expect![[r#"
        partial
        ! word/document.xml byte 28789: elements are nested more than 4096 deep; what stands behind it was not read. Open the file in Word and save it again
        Before.
    "#]],
    );
    check(
        &deep("<w:tbl><w:tr><w:tc>"),
        expect![[r#"
        partial
        ! word/document.xml byte 26060: elements are nested more than 4096 deep; what stands behind it was not read. Open the file in Word and save it again
        Before.
    "#]],
    );
    check(
        &deep("<w:p><w:r><w:txbxContent>"),
        expect![[r#"
        partial
        ! word/document.xml: text boxes stand in text boxes more than 4 deep
        ! word/document.xml byte 34241: elements are nested more than 4096 deep; what stands behind it was not read. Open the file in Word and save it again
        Before.
    "#]],
    );
    check(
        &deep("<w:ins>"),
        expect![[r#"
        partial
        ! word/document.xml byte 28789: elements are nested more than 4096 deep; what stands behind it was not read. Open the file in Word and save it again
        Before.
    "#]],
    );
}

#[test]
fn a_million_empty_paragraphs() {
    check(
        &with_body(&format!("{}<w:p><w:r><w:t>End.</w:t></w:r></w:p>", "<w:p/>".repeat(1_000_000))),
        expect![[r#"
            complete
            End.
        "#]],
    );
}

#[test]
fn a_member_twice() {
    let mut bytes = zip(&[
        (
            "word/document.xml".to_owned(),
            b"<w:document><w:body><w:p><w:r><w:t>One.</w:t></w:r></w:p></w:body></w:document>".to_vec(),
        ),
        (
            "word/documenT.xml".to_owned(),
            b"<w:document><w:body><w:p><w:r><w:t>Two.</w:t></w:r></w:p></w:body></w:document>".to_vec(),
        ),
    ]);
    for at in memchr::memmem::find_iter(&bytes.clone(), "documenT") {
        bytes[at..at + 8].copy_from_slice(b"document");
    }
    check(
        &bytes,
        expect![[r#"
        partial
        ! word/document.xml: the container holds this member twice, and programs differ in which they show
        Two.
    "#]],
    );
}

#[test]
fn a_field_without_an_end() {
    check(
        &with_body(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>ADDIN x</w:instrText></w:r>\
             <w:r><w:t>Swallowed words.</w:t></w:r></w:p><w:p><w:r><w:t>More.</w:t></w:r></w:p>",
        ),
        expect![[r#"
            partial
            ! word/document.xml: a field is not ended: 20 characters of words behind it belong to its code. Open the file in Word, press Alt+F9 to see field codes, and mend it

        "#]],
    );
}

#[test]
fn much_of_what_is_cheap_to_write() {
    let start = Instant::now();
    let run = "<w:r><w:t>a</w:t></w:r>";
    let deep = |open: &str, close: &str| {
        format!("{}{}{}", open.repeat(4000), run.repeat(100_000), close.repeat(4000))
    };
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";
    let read = |body: &str| read("report.docx", &with_body(body), &Options::default());
    assert_eq!(read(&deep("<w:ins w:author=\"x\">", "</w:ins>")).parts[0].outcome.status(), "complete");
    assert_eq!(
        read(&format!("<w:p>{}{}</w:p>", begin.repeat(100_000), run.repeat(100_000))).parts[0]
            .outcome
            .status(),
        "partial"
    );
    let boxes = "<w:r><w:txbxContent><w:p/></w:txbxContent></w:r>".repeat(50_000);
    assert_eq!(read(&format!("<w:p>{boxes}</w:p>")).parts[0].outcome.status(), "complete");
    let references = "<w:p><w:bookmarkStart w:id=\"1\" w:name=\"b\"/><w:fldSimple w:instr=\"NOTEREF b\"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>";
    read(&references.repeat(50_000));
    read(&"<w:p><w:pPr><w:sectPr ></w:sectPr></w:pPr></w:p>".repeat(50_000));
    assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn other_prefixes_and_the_strict_form() {
    check_changed(
        &report(),
        |_, text| {
            Some(
                text.replace("w:", "ns0:")
                    .replace("xmlns:w=", "xmlns:ns0=")
                    .replace(
                        "schemas.openxmlformats.org/wordprocessingml/2006/main",
                        "purl.oclc.org/ooxml/wordprocessingml/main",
                    )
                    .replace(
                        "schemas.openxmlformats.org/officeDocument/2006/relationships",
                        "purl.oclc.org/ooxml/officeDocument/relationships",
                    ),
            )
        },
        expect![[r#"
            complete
            The transfers

            He was flown to Velsk.1 The ministry denied it.

            Nobody was charged.2

            1 Interview, Kareva.

            2 Letter of 3 March 2006.
        "#]],
    );
}

#[test]
fn members_in_utf_16() {
    let members = report().members().into_iter().map(|(path, bytes)| {
        if path != "word/document.xml" {
            return (path, bytes);
        }
        let text = String::from_utf8(bytes).unwrap().replace("UTF-8", "UTF-16");
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16().collect::<Vec<u16>>());
        (path, units.flat_map(u16::to_le_bytes).collect())
    });
    check(
        &zip(&members.collect::<Vec<_>>()),
        expect![[r#"
        complete
        The transfers

        He was flown to Velsk.1 The ministry denied it.

        Nobody was charged.2

        1 Interview, Kareva.

        2 Letter of 3 March 2006.
    "#]],
    );
}

#[test]
fn a_text_longer_than_the_limit() {
    let options = Options { limits: Limits { text: 100, ..Limits::default() }, ..Options::default() };
    let bytes = (0..40).fold(Docx::new(), |docx, _| docx.add("He was flown to Velsk.")).build();
    let document = read("report.docx", &bytes, &options);
    assert_eq!(document.parts[0].outcome.status(), "partial");
    assert!(document.text.len() < 200);
}

#[derive(Debug, Clone)]
enum Piece {
    Text(String),
    Note(String),
    Hidden(String),
    Deleted(String),
    Inserted(String),
    Box(String),
    Field(String),
    Commented(String),
}

fn piece() -> impl Strategy<Value = Piece> {
    let words = "[a-zé&<> —“”]{0,12}";
    prop_oneof![
        words.prop_map(Piece::Text),
        words.prop_map(Piece::Note),
        words.prop_map(Piece::Hidden),
        words.prop_map(Piece::Deleted),
        words.prop_map(Piece::Inserted),
        words.prop_map(Piece::Box),
        words.prop_map(Piece::Field),
        words.prop_map(Piece::Commented),
    ]
}

fn written(paragraphs: &[Vec<Piece>]) -> Docx {
    let by = || Change::by("Mira Dessel", "2006-03-04T10:00:00Z");
    let paragraph = |pieces: &[Piece]| {
        pieces.iter().fold(p(""), |paragraph, piece| match piece {
            Piece::Text(words) => paragraph.text(words),
            Piece::Note(words) => paragraph.footnote(words.as_str()),
            Piece::Hidden(words) => paragraph.hidden(words),
            Piece::Deleted(words) => paragraph.deleted(by(), words.as_str()),
            Piece::Inserted(words) => paragraph.inserted(by(), words.as_str()),
            Piece::Box(words) => paragraph.text_box(vec![words.as_str().into()]),
            Piece::Field(words) => paragraph.field(" REF _x ", words.as_str()),
            Piece::Commented(words) => {
                paragraph.commented(Comment::by("Tomas Verin", "2006", "Why?"), words.as_str())
            }
        })
    };
    paragraphs.iter().fold(Docx::new(), |docx, pieces| docx.add(paragraph(pieces)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_and_every_place_is_right(paragraphs in vec(vec(piece(), 0..6), 0..6)) {
        let docx = written(&paragraphs);
        let document = read("report.docx", &docx.build(), &Options::default());
        prop_assert_eq!(document.parts[0].outcome.status(), "complete");
        let body = docx.members().into_iter().find(|(path, _)| path == "word/document.xml").unwrap().1;
        for origin in document.origins.iter().filter(|origin| origin.member == 0 && origin.verbatim) {
            prop_assert_eq!(&body[origin.source.range()], document.text[origin.span].as_bytes());
        }
        let notes = paragraphs.iter().flatten().filter(|piece| matches!(piece, Piece::Note(_))).count();
        prop_assert_eq!(document.marks.iter().filter(|mark| mark.note.is_some()).count(), notes);
        for block in &document.blocks {
            prop_assert!(document.text.get(block.span.range()).is_some_and(|text| text.trim() == text));
        }
        for pair in document.blocks.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
    }

    #[test]
    fn no_damage_to_a_part_harms_the_reader(at in 0.0..1.0f64, byte: u8, length in 0usize..40, part in 0usize..4) {
        let docx = report().add(p("a").text_box(vec!["b".into()]).field(" REF x ", "c"));
        let mut members = docx.members();
        let names = ["word/document.xml", "word/footnotes.xml", "word/styles.xml", "word/numbering.xml"];
        let bytes = &mut members.iter_mut().find(|(path, _)| path == names[part]).unwrap().1;
        let from = (at * bytes.len() as f64) as usize;
        let to = (from + length).min(bytes.len());
        bytes.splice(from..to, [byte]);
        let document = read("report.docx", &zip(&members), &Options::default());
        prop_assert!(document.blocks.iter().all(|block| document.text.get(block.span.range()).is_some()));
    }

    #[test]
    fn no_damage_to_the_container_harms_the_reader(at in 0.0..1.0f64, byte: u8, length in 0usize..200) {
        let mut bytes = report().build();
        let from = (at * bytes.len() as f64) as usize;
        let to = (from + length).min(bytes.len());
        bytes.splice(from..to, [byte]);
        let document = read("report.docx", &bytes, &Options::default());
        prop_assert!(document.marks.iter().all(|mark| document.text.get(mark.span.range()).is_some()));
    }
}
