//! Pages that are pictures: before their words were recognised, and with what was recognised.

mod shown;

use expect_test::{Expect, expect};
use probata_reader::{Options, Recognised, RecognisedPage, picture, read};
use probata_report::Document;
use probata_testkit::picture::{SCAN, half_black_jpeg, heic, jpeg, png, scanned_pdf};
use shown::shown;

fn check(document: &Document, expected: Expect) {
    assert_eq!(document.flaw(), None);
    expected.assert_eq(&shown(document));
}

/// Left edge, upper edge, width, height, how sure, the word.
type Word = (u32, u32, u32, u32, f32, &'static str);

/// A table as tesseract writes it, of lines of words.
fn table(lines: &[&[Word]]) -> String {
    let mut table =
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
                     1\t1\t0\t0\t0\t0\t0\t0\t1000\t700\t-1\t\n"
            .to_owned();
    for (line, words) in lines.iter().enumerate() {
        for (word, (left, top, width, height, sure, text)) in words.iter().enumerate() {
            table += &format!(
                "5\t1\t1\t1\t{}\t{}\t{left}\t{top}\t{width}\t{height}\t{sure}\t{text}\n",
                line + 1,
                word + 1
            );
        }
    }
    table
}

fn with(words: Result<String, String>) -> Options {
    let page = RecognisedPage { page: 0, turns: 0, turned: false, languages: "eng".to_owned(), words };
    let recognised = Recognised { by: "tesseract 5.3.0".to_owned(), why_not: None, pages: vec![page] };
    Options { recognised, ..Options::default() }
}

const LINE: &[Word] = &[
    (100, 200, 90, 30, 96.0, "Tomas"),
    (200, 200, 80, 30, 95.5, "Verin"),
    (290, 200, 60, 30, 91.0, "was"),
    (360, 200, 60, 30, 92.0, "held"),
    (430, 200, 110, 30, 41.0, "1n"),
    (550, 200, 80, 30, 93.0, "Doln."),
];

#[test]
fn a_scan_waits_for_its_words() {
    let document = read("scan.pdf", &scanned_pdf(SCAN, &[0, 0]), &Options::default());
    assert_eq!(document.pictured, [0, 1]);
    check(
        &document,
        expect![[r#"
        partial
        ! pages 1, 2: pictures, whose words are not in the text: tesseract, which recognises words in pictures, was not found on this computer; install it and read the file again (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-rus, or -ara, -spa, -fra; macOS: brew install tesseract tesseract-lang; Windows: winget install UB-Mannheim.TesseractOCR)
        page 1: 
        page 2: 
    "#]],
    );
    let document = read("scan.png", SCAN, &Options::default());
    assert_eq!(document.pictured, [0]);
    check(
        &document,
        expect![[r#"
        partial
        ! page 1: a picture, whose words are not in the text: tesseract, which recognises words in pictures, was not found on this computer; install it and read the file again (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-rus, or -ara, -spa, -fra; macOS: brew install tesseract tesseract-lang; Windows: winget install UB-Mannheim.TesseractOCR)
        (document property) "1000 x 700 pixels" on ""   [picture size]
        page 1: 
    "#]],
    );
}

#[test]
fn recognised_words_are_read_with_their_doubt() {
    let document = read("scan.pdf", &scanned_pdf(SCAN, &[0]), &with(Ok(table(&[LINE]))));
    assert!(document.pictured.is_empty());
    check(
        &document,
        expect![[r#"
        partial
        ! page 1: 1 of 6 words was recognised with doubt ("1n"): compare them with the picture
        paragraph: Tomas Verin was held 1n Doln.
        page 1: Tomas Verin was held
        note: page 1: the words were recognised from a picture by tesseract 5.3.0, and may be wrong; it calls itself 85 % sure of them
    "#]],
    );
    expect!["changes=final recognised=tesseract-5.3.0 languages=eng"].assert_eq(&document.reading.options);
    expect!["[Placed { span: Span { start: 0, end: 29 }, page: 0, frame: Frame { left: 480, top: 954, right: 3024, bottom: 1154 } }]"].assert_eq(&format!("{:?}", document.placed));
    check(
        &read("scan.png", SCAN, &with(Ok(table(&[LINE])))),
        expect![[r#"
        partial
        ! page 1: 1 of 6 words was recognised with doubt ("1n"): compare them with the picture
        paragraph: Tomas Verin was held 1n Doln.
        (document property) "1000 x 700 pixels" on ""   [picture size]
        page 1: Tomas Verin was held
        note: page 1: the words were recognised from a picture by tesseract 5.3.0, and may be wrong; it calls itself 85 % sure of them
    "#]],
    );
}

#[test]
fn what_was_not_recognised_is_told() {
    check(
        &read("scan.png", SCAN, &with(Ok(table(&[])))),
        expect![[r#"
        partial
        ! page 1: no words were recognised in the picture; what it shows is for a person to see
        (document property) "1000 x 700 pixels" on ""   [picture size]
        page 1: 
    "#]],
    );
    check(
        &read("scan.png", SCAN, &with(Err("it took too long and was stopped".to_owned()))),
        expect![[r#"
        partial
        ! page 1: its words could not be recognised: it took too long and was stopped
        (document property) "1000 x 700 pixels" on ""   [picture size]
        page 1: 
    "#]],
    );
    let off = Recognised {
        why_not: Some("it was asked for that no words be recognised".to_owned()),
        ..Recognised::default()
    };
    check(
        &read("scan.png", SCAN, &Options { recognised: off, ..Options::default() }),
        expect![[r#"
        partial
        ! page 1: a picture, whose words are not in the text: it was asked for that no words be recognised
        (document property) "1000 x 700 pixels" on ""   [picture size]
        page 1: 
    "#]],
    );
}

#[test]
fn a_page_is_drawn_as_it_is_seen() {
    let drawn = |turned: u16, turns: u8| {
        let found = picture(&scanned_pdf(SCAN, &[turned]), 0, turns, &Options::default()).expect("a picture");
        let head: Vec<u8> = found.bytes.iter().copied().take(15).collect();
        (String::from_utf8_lossy(&head).into_owned(), found.density, found.bytes)
    };
    let (head, density, upright) = drawn(0, 0);
    assert_eq!((head.as_str(), density), ("P5 1000 700 255", Some(150)));
    assert!(upright.iter().filter(|pixel| **pixel == 0).count() > 5_000, "it is blank");
    let (head, _, turned) = drawn(90, 0);
    assert_eq!(head, "P5 700 1000 255");
    assert_eq!(drawn(90, 3).2, upright, "turned back");
    assert_eq!(drawn(0, 1).2, turned);
}

#[test]
fn pictures_that_cannot_be_handed_on() {
    let why = |bytes: &[u8], page| picture(bytes, page, 0, &Options::default()).expect_err("no picture");
    expect!["no program that Probata knows recognises words in this format; save the picture as JPEG or PNG and read that"].assert_eq(&why(&heic(10, 10, &[]), 0));
    expect!["a picture of this size is given to no program; look at it, or save a smaller copy"]
        .assert_eq(&why(&png(1 << 31, 1 << 31, &[], &[]), 0));
    expect!["there is no such page"].assert_eq(&why(&scanned_pdf(SCAN, &[0]), 7));
    expect!["it begins as a PDF does, but has no pages that could be found: it is damaged or cut short; ask for it again"].assert_eq(&why(b"%PDF-1.4 nothing", 0));
    assert_eq!(picture(&jpeg(8, 8, &[]), 0, 0, &Options::default()).map(|found| found.density), Ok(None));
}

#[test]
fn odd_tables_harm_nothing() {
    let huge = table(&[&[(0, 0, u32::MAX, u32::MAX, 1e30, "x"), (9, 9, 0, 0, -5.0, "\u{202e}\u{7}")]]);
    for words in
        [huge, "1\t1\t0\t0\t0\t0\t0\t0\t1\t1\t-1\t\n5\t1\t1\t1\t1\t1\t-9e9\t9e9\t1\t1\t1\tx".to_owned()]
    {
        let document = read("scan.png", SCAN, &with(Ok(words)));
        assert_eq!(document.flaw(), None);
    }
}

/// EXIF that says nothing but how the picture is turned.
fn turned(orientation: u8) -> Vec<u8> {
    let head = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0";
    [&head[..], &[orientation, 0, 0, 0, 0, 0, 0]].concat()
}

/// The picture that a program is given, a sign for each block of eight pixels.
fn given(orientation: u8, turns: u8) -> String {
    let jpeg = half_black_jpeg(&[(0xe1, &turned(orientation))]);
    let found = picture(&jpeg, 0, turns, &Options::default()).expect("a picture");
    let Some(_) = found.density else { return "as it is".to_owned() };
    let mut parts = found.bytes.splitn(4, |byte| matches!(byte, b' ' | b'\n')).skip(1);
    let mut number = || {
        let part = parts.next().expect("a size");
        String::from_utf8_lossy(part).parse::<usize>().expect("a number")
    };
    let (width, height) = (number(), number());
    let pixels = &found.bytes[found.bytes.len() - width * height..];
    let sign = |x: usize, y: usize| if pixels[y * width + x] < 128 { '#' } else { '.' };
    let row = |y: usize| (0..width / 8).map(|x| sign(8 * x + 4, y)).collect::<String>();
    (0..height / 8).map(|y| row(8 * y + 4)).collect::<Vec<_>>().join("/")
}

#[test]
fn a_photograph_is_given_as_it_is_seen() {
    let all: Vec<String> = (1..=8).map(|orientation| given(orientation, 0)).collect();
    expect!["as it is; .#; .#; #.; #/.; #/.; ./#; ./#"].assert_eq(&all.join("; "));
    expect![".#"].assert_eq(&given(6, 1));
}
