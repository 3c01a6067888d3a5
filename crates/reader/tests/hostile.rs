//! Broken and hostile files: each ends in an outcome, in bounded time, and what is delivered is what is seen.

use expect_test::{Expect, expect};
use probata_reader::{Limits, Options, read};
use probata_report::{Document, Span};
use probata_testkit::hostile;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Generous for a loaded machine and light optimisation; a quadratic reader takes minutes.
const MOST_TIME: Duration = Duration::from_secs(60);

fn read_in_time(path: &str, bytes: &[u8]) -> Document {
    let start = Instant::now();
    let document = read(path, bytes, &Options::default());
    let taken = start.elapsed();
    assert!(taken < MOST_TIME, "{path} took {taken:?}");
    check_spans(&document);
    document
}

/// Everything lies in the text, on character boundaries, in order, and refers to what is there.
fn check_spans(document: &Document) {
    let text = &document.text;
    let is_in = |span: Span| text.get(span.range()).is_some();
    let mut end = 0;
    for block in &document.blocks {
        assert!(is_in(block.span) && block.span.start >= end, "block {}", block.span);
        end = block.span.end;
    }
    let mut end = 0;
    for origin in &document.origins {
        assert!(is_in(origin.span) && origin.span.start >= end, "origin {}", origin.span);
        end = origin.span.end;
    }
    assert!(document.sentences.iter().all(|sentence| is_in(sentence.span)));
    assert!(
        document
            .marks
            .iter()
            .all(|mark| is_in(mark.span) && mark.note.is_none_or(|n| n < document.notes.len()))
    );
    assert!(document.notes.iter().all(|note| is_in(note.span) && note.span.contains(note.body)));
    assert!(document.hidden.iter().all(|hidden| is_in(hidden.span)));
    assert!(
        document
            .parts
            .iter()
            .all(|part| part.outcome.status() != "partial" || !part.outcome.missing().is_empty())
    );
}

/// Format, outcome, reasons, remarks, and the text if it is short.
fn check(path: &str, bytes: &[u8], answer: &Expect) {
    let document = read_in_time(path, bytes);
    let part = &document.parts[0];
    let mut shown = format!("{} {}", part.format, part.outcome.status());
    for missing in part.outcome.missing() {
        shown.push_str(&format!("\n  {}: {}", missing.place, missing.why));
    }
    for remark in &part.remarks {
        shown.push_str(&format!("\n  remark: {remark}"));
    }
    if !document.text.is_empty() && document.text.len() < 200 {
        shown.push_str(&format!("\n  {:?}", document.text));
    }
    answer.assert_eq(&shown);
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[test]
fn deep_nesting_keeps_every_word() {
    for element in
        ["div", "span", "b", "blockquote", "sup", "ul><li", "table><tr><td", "section", "custom-box"]
    {
        let depth = 200_000;
        let page = hostile::nested(element, depth)
            .replace("</ul><li>", "</li></ul>")
            .replace("</table><tr><td>", "</table>");
        let document = read_in_time("deep.html", page.as_bytes());
        let expected = hostile::nested_words(depth);
        assert_eq!(
            words(&document.text),
            expected.iter().map(String::as_str).collect::<Vec<_>>(),
            "{element}"
        );
        assert!(["complete", "partial"].contains(&document.parts[0].outcome.status()), "{element}");
    }
}

#[test]
fn nesting_that_means_nothing_stays_complete() {
    check("deep.html", hostile::nested("div", 200_000).as_bytes(), &expect!["html complete"]);
    check(
        "deep.html",
        hostile::nested("blockquote", 400_000).as_bytes(),
        &expect![[r#"
        html partial
          whole file: elements are nested so deeply that what they mean was not looked at"#]],
    );
}

#[test]
fn tags_that_never_close() {
    let document = read_in_time("open.html", hostile::never_closed(1_000_000).as_bytes());
    assert_eq!(words(&document.text), ["first", "last"]);
    let document = read_in_time("crossed.html", hostile::crossed(300_000).as_bytes());
    assert_eq!(words(&document.text), ["first", "middle", "last"]);
}

#[test]
fn long_attributes() {
    for name in ["data-x", "class", "href", "style", "id"] {
        let document = read_in_time("long.html", hostile::long_attribute(name, 50 << 20).as_bytes());
        assert_eq!(words(&document.text), ["beforeinside", "after"], "{name}");
    }
}

#[test]
fn a_million_references() {
    let document = read_in_time("references.html", hostile::references(1_000_000).as_bytes());
    assert_eq!(document.text.trim_end(), "&ééЯ<".repeat(200_000));
    assert_eq!(document.parts[0].outcome.status(), "complete");
}

#[test]
fn many_notes_with_one_label() {
    let document = read_in_time("notes.html", hostile::many_notes(50_000).as_bytes());
    assert_eq!((document.notes.len(), document.marks.len()), (50_000, 50_000));
    assert!(document.marks.iter().enumerate().all(|(index, mark)| mark.note == Some(index)));
}

#[test]
fn entities_are_never_followed() {
    check(
        "laughs.xhtml",
        hostile::billion_laughs().as_bytes(),
        &expect![[r#"
        html partial
          line 14: the file defines &lol9; itself; such definitions are never followed, so the text keeps "&lol9;" as it stands
          "before &lol9; after\n\n""#]],
    );
    check(
        "outside.html",
        hostile::external_entity().as_bytes(),
        &expect![[r#"
        html partial
          line 3: the file defines &passwords; itself; such definitions are never followed, so the text keeps "&passwords;" as it stands
          "before &passwords; after\n\n""#]],
    );
}

#[test]
fn formats_that_are_not_read() {
    check(
        "report.docx",
        &hostile::compound_file(&["EncryptionInfo", "EncryptedPackage"]),
        &expect![[r#"
        office, encrypted refused
          whole file: the file is protected with a password; open it in Word, remove the password under File, Info, Protect Document, and save a copy as DOCX"#]],
    );
    check(
        "report.doc",
        &hostile::compound_file(&["WordDocument", "1Table"]),
        &expect![[r#"
        doc refused
          whole file: the file is of Word before 2007 (DOC); open it in Word and save it as DOCX"#]],
    );
    check(
        "report.xls",
        &hostile::compound_file(&["Workbook"]),
        &expect![[r#"
            xls refused
              whole file: the file is a workbook of Excel before 2007 (XLS); open it in Excel and save it as XLSX"#]],
    );
    let text = "application/vnd.oasis.opendocument.text";
    check(
        "report.odt",
        &hostile::archive(&[("mimetype", text), ("content.xml", "<x/>")]),
        &expect![[r#"
        odt refused
          whole file: its main part content.xml is no OpenDocument text"#]],
    );
    check(
        "report.docx",
        &hostile::archive(&[("xl/workbook.xml", "<x/>")]),
        &expect![[r#"
            xlsx refused
              whole file: its main part xl/workbook.xml is no workbook
              remark: the name ends in .docx, but the file is an Excel workbook: read as what it is"#]],
    );
    let archive = hostile::archive(&[("chapter.txt", "Velsk")]);
    check(
        "report.zip",
        &archive,
        &expect![[r#"
            zip complete
              "Name\n\nBytes\n\nChanged\n\nWhat\n\nchapter.txt\n\n5\n\n1980-01-01 00:00\n\n""#]],
    );
    check(
        "report.zip",
        &archive[..40],
        &expect![[r#"
            zip refused
              whole file: the file begins as a ZIP archive does and holds not one member that can be found: it may be cut off; copy it again"#]],
    );
    check(
        "scan.png",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        &expect![[r#"
            png partial
              page 1: a picture, whose words are not in the text: a picture of this size is given to no program; look at it, or save a smaller copy
              end of the file: the picture is cut off before its end, so that a part of it is missing; ask for it again
              header: the picture does not say how large it is: it is damaged"#]],
    );
    check(
        "scan.docx",
        b"\xff\xd8\xff\xe0\0\x10JFIF\0",
        &expect![[r#"
            jpeg partial
              page 1: a picture, whose words are not in the text: a picture of this size is given to no program; look at it, or save a smaller copy
              end of the file: the picture is cut off before its end, so that a part of it is missing; ask for it again
              header: the picture does not say how large it is: it is damaged
              remark: the name ends in .docx, but the file is a picture (JPEG): read as what it is"#]],
    );
    check(
        "page.mht",
        b"MIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype=\"text/html\"\n\n",
        &expect![[r#"
            mhtml partial
              part 1: it does not say what stands between its parts, so they were not told apart
              remark: it has no words of its own"#]],
    );
    let xml = b"<?xml version=\"1.0\"?>\n<?mso-application progid=\"Word.Document\"?><w:wordDocument/>";
    check(
        "report.xml",
        xml,
        &expect![[r#"
        word, xml refused
          whole file: the file is a Word document saved as XML; open it in Word and save it as DOCX"#]],
    );
}

#[test]
fn files_without_text() {
    check(
        "empty.docx",
        b"",
        &expect![[r#"
        unknown refused
          whole file: the file is empty (0 bytes); perhaps it was not copied to the end"#]],
    );
    check(
        "white.txt",
        b" \r\n\t\n",
        &expect![[r#"
        text refused
          whole file: the file holds nothing but white space"#]],
    );
    check(
        "white.html",
        b"\xEF\xBB\xBF\n",
        &expect![[r#"
        text refused
          whole file: the file holds nothing but white space"#]],
    );
    check(
        "zeros.txt",
        &[0; 4096],
        &expect![[r#"
        unknown refused
          whole file: the bytes are no text in any encoding that Probata knows; open the file in the program that made it and save it as DOCX or text"#]],
    );
    check(
        "rubbish.txt",
        &hostile::rubbish(7, 100_000),
        &expect![[r#"
        unknown refused
          whole file: the bytes are no text in any encoding that Probata knows; open the file in the program that made it and save it as DOCX or text"#]],
    );
    check(
        "rubbish.html",
        &hostile::rubbish(9, 100_000),
        &expect![[r#"
        unknown refused
          whole file: the bytes are no text in any encoding that Probata knows; open the file in the program that made it and save it as DOCX or text"#]],
    );
}

#[test]
fn names_that_lie() {
    check(
        "report.docx",
        b"<!DOCTYPE html><html><body><p>Velsk</body></html>",
        &expect![[r#"
        html complete
          remark: the name ends in .docx, but the file is a web page (HTML): read as what it is
          "Velsk\n\n""#]],
    );
    check(
        "report.doc",
        b"The SSD held him in Doln.\n",
        &expect![[r#"
        text complete
          remark: the name ends in .doc, but the file is plain text: read as what it is
          "The SSD held him in Doln.\n""#]],
    );
    check(
        "report",
        b"<html><body><p>Velsk</body></html>",
        &expect![[r#"
        html complete
          "Velsk\n\n""#]],
    );
}

#[test]
fn files_too_large() {
    let options = Options { limits: Limits { file: 10, ..Limits::default() }, ..Options::default() };
    let document = read("large.txt", b"The SSD held him.", &options);
    assert_eq!(document.parts[0].outcome.status(), "refused");
    let options = Options { limits: Limits { text: 100, ..Limits::default() }, ..Options::default() };
    let document = read("large.html", "<p>word ".repeat(100).as_bytes(), &options);
    assert_eq!(document.parts[0].outcome.status(), "partial");
    assert!(document.text.len() < 110);
}

#[test]
fn encodings_of_plain_text() {
    check(
        "a.txt",
        &hostile::utf16("Он был задержан в Велске.\n", true, true),
        &expect![[r#"
        text, utf-16le complete
          "Он был задержан в Велске.\n""#]],
    );
    check(
        "a.txt",
        &hostile::utf16("He was held in Doln.\n", false, false),
        &expect![[r#"
        text, utf-16be complete
          "He was held in Doln.\n""#]],
    );
    check(
        "a.txt",
        b"Il a \xe9t\xe9 arr\xeat\xe9 \xe0 Velsk.\n",
        &expect![[r#"
        text, windows-1252 complete
          remark: the file does not say its encoding; read as windows-1252, judged by its letters
          "Il a été arrêté à Velsk.\n""#]],
    );
    check(
        "a.txt",
        "Он был задержан\u{0} в \u{fffd} Велске.\n".as_bytes(),
        &expect![[r#"
            text partial
              text: it holds 1 zero byte, as a damaged disk or transfer leaves them: where it is, words may be lost; ask for the file again
              "Он был задержан\0 в � Велске.\n""#]],
    );
    let mut cut = "Его задержали в Велске.".as_bytes().to_vec();
    cut.truncate(cut.len() - 2);
    check(
        "cut.txt",
        &cut,
        &expect![[r#"
        text partial
          line 1, byte 39: 1 character was not UTF-8 and replaced by �; open the file in its program and save it as UTF-8
          "Его задержали в Велск�""#]],
    );
    check(
        "mac.txt",
        b"He was held.\rHe was let go.\r",
        &expect![[r#"
        text complete
          "He was held.\rHe was let go.\r""#]],
    );
}

#[test]
fn origins_of_other_encodings_are_bytes_of_the_file() {
    let file = hostile::utf16("Он был\nзадержан в Велске.\n", true, true);
    let document = read_in_time("a.txt", &file);
    let at = document.text.find("Велске").unwrap();
    let origin = document.origin_at(at).unwrap();
    assert_eq!((origin.paragraph, origin.source, origin.verbatim), (1, Span::new(16, 54), false));
    let file = "<p>é <b>Doln</b>".chars().map(|c| c as u8).collect::<Vec<u8>>();
    let document = read_in_time("a.html", &file);
    let origin = document.origin_at(document.text.find("Doln").unwrap()).unwrap();
    assert_eq!(&file[origin.source.range()], b"Doln");
}

#[test]
fn truncated_pages_are_never_worse_than_partial() {
    let page = hostile::report_page(20_000);
    for cut in (0..page.len()).step_by(97) {
        let document = read_in_time("cut.html", &page.as_bytes()[..cut]);
        check_spans(&document);
        let inside = page[..cut].rfind('<') > page[..cut].rfind('>');
        // A browser shows "<" and "</" at the very end as text.
        let is_text = page[..cut].ends_with('<') || page[..cut].ends_with("</");
        if inside && !document.text.is_empty() && !is_text {
            assert_eq!(document.parts[0].outcome.status(), "partial", "cut at {cut}");
        }
    }
}

/// Markup that hides nothing: tags open and close in any order, with words between.
fn soup() -> impl Strategy<Value = (String, Vec<String>)> {
    const ELEMENTS: [&str; 26] = [
        "p",
        "div",
        "b",
        "i",
        "span",
        "ul",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "blockquote",
        "h2",
        "h3",
        "a",
        "section",
        "sup",
        "em",
        "dl",
        "dt",
        "dd",
        "caption",
        "figure",
        "form",
        "o:p",
    ];
    let piece = (0..4u8, 0..ELEMENTS.len());
    proptest::collection::vec(piece, 0..120).prop_map(|pieces| {
        let (mut page, mut words) = (String::new(), Vec::new());
        for (what, element) in pieces {
            match what {
                0 => page.push_str(&format!("<{}>", ELEMENTS[element])),
                1 => page.push_str(&format!("</{}>", ELEMENTS[element])),
                2 if element % 3 == 0 => page.push_str("<br>"),
                _ => {
                    let word = format!("w{}", words.len());
                    page.push_str(&format!(" {word} "));
                    words.push(word);
                }
            }
        }
        (page, words)
    })
}

/// Bytes that are likely to trouble a tokenizer.
fn fragments() -> impl Strategy<Value = String> {
    let fragment = prop::sample::select(vec![
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<!doctype ",
        "&",
        "&amp",
        "&#",
        "&#x4",
        "&eacute;",
        "&notin;",
        ";",
        "\"",
        "'",
        "=",
        " ",
        "\r\n",
        "\r",
        "\n",
        "\0",
        "é",
        "\u{1f56f}",
        "Велск",
        "<p ",
        "<a href=#fn1 id=fnref1>",
        "1",
        "<li id=fn1>",
        "<script>",
        "</script>",
        "<title>",
        "<svg>",
        "<pre>",
        "<sup>",
        "<td>",
        "<del>",
        "<ins>",
        "<p hidden>",
        "</p>",
        "<textarea>",
        "<style>",
        "/>",
        "\u{a0}",
        "[1]",
    ]);
    proptest::collection::vec(fragment, 0..60).prop_map(|fragments| fragments.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_visible_word_arrives_once_and_in_order((page, expected) in soup()) {
        let document = read("soup.html", page.as_bytes(), &Options::default());
        prop_assert_eq!(words(&document.text), expected.iter().map(String::as_str).collect::<Vec<_>>());
    }

    #[test]
    fn origins_of_soup_are_true(page in fragments()) {
        let document = read("soup.html", page.as_bytes(), &Options::default());
        check_spans(&document);
        for origin in &document.origins {
            let source = page.get(origin.source.range());
            prop_assert!(source.is_some(), "{} of {page:?}", origin.source);
            if origin.verbatim {
                prop_assert_eq!(source, Some(&document.text[origin.span]));
            }
        }
    }

    #[test]
    fn any_bytes_end_in_an_outcome(bytes in proptest::collection::vec(any::<u8>(), 0..300), ending in 0..4usize) {
        let path = ["a.html", "a.txt", "a.md", "a.docx"][ending];
        check_spans(&read(path, &bytes, &Options::default()));
    }
}
