//! What must hold of any bytes: each target by name, for the fuzzer and for the test that replays its seeds.
//!
//! Nothing panics, and every span lies in the text on character boundaries.

use probata_assay::{Settings, assay, rules, take_checks};
use probata_reader::{Limits, Options, Recognised, RecognisedPage, read, tables};
use probata_report::{Check, Document, Report, Span};
use probata_vocabulary::Level;
use probata_workpaper::SheetForm;

/// Small bounds, so that the fuzzer finds what is not bounded rather than what is large.
const LIMITS: Limits =
    Limits { file: 1 << 20, member: 4 << 20, text: 2 << 20, enclosed: 8 << 20, members: 1_000, depth: 512 };

/// Checks `bytes` as the target of this name does.
pub fn check(target: &str, bytes: &[u8]) {
    match target {
        "docx" => document("a.docx", bytes),
        "docx_parts" => document("a.docx", &word(bytes)),
        "odt" => document("a.odt", bytes),
        "odt_parts" => document("a.odt", &open_document(bytes)),
        "workbook_parts" => document("a.xlsx", &workbook(bytes)),
        "ods_parts" => document("a.ods", &open_table(bytes)),
        "csv" => document("a.csv", bytes),
        "rtf" => document("a.rtf", bytes),
        "pdf" => document("a.pdf", bytes),
        "image" => document("a.jpg", bytes),
        "media" => document("a.mp4", bytes),
        "warc" => document("a.warc", bytes),
        "recognised" => recognised(bytes),
        "mail" => document("a.eml", bytes),
        "mailbox" => document("a.mbox", bytes),
        "msg" => document("a.msg", bytes),
        "archive" => document("a.zip", bytes),
        "html" => document("a.html", bytes),
        "markdown" => document("a.md", bytes),
        "text" => document("a.txt", bytes),
        "note" => note(bytes),
        "timestamp" => timestamp(bytes),
        "sheet" => sheet(bytes),
        "audit" => audit(bytes),
        other => panic!("there is no fuzzing target {other}"),
    }
}

fn options() -> Options {
    Options { limits: LIMITS, ..Options::default() }
}

fn document(path: &str, bytes: &[u8]) {
    reading_holds(&read(path, bytes, &options()));
}

/// What a timestamping authority answers, or a file of root certificates. What is read says so in words.
fn timestamp(bytes: &[u8]) {
    if let Ok(answer) = probata_seal::Timestamp::read(bytes) {
        assert!(!answer.policy.is_empty() && !answer.serial.is_empty());
    }
    // Whether it is one is all that is asked.
    let _ = probata_seal::TrustRoots::read(bytes);
}

/// What a program said that it recognised on a scan: a byte for how it lay, then its table.
fn recognised(bytes: &[u8]) {
    let [first, table @ ..] = bytes else { return };
    let page = RecognisedPage {
        page: 0,
        turns: first & 3,
        turned: first & 4 != 0,
        languages: "eng".to_owned(),
        words: Ok(String::from_utf8_lossy(table).into_owned()),
    };
    let recognised = Recognised { by: "tesseract 5".to_owned(), why_not: None, pages: vec![page] };
    let document = read("a.png", probata_testkit::picture::SCAN, &Options { recognised, ..options() });
    reading_holds(&document);
}

/// A Word document whose main part is what stands before the first zero byte, and whose footnotes are what follows.
fn word(bytes: &[u8]) -> Vec<u8> {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let (main, notes) = (parts.next().unwrap_or_default(), parts.next());
    let mut members = probata_testkit::docx::Docx::new()
        .add(probata_testkit::docx::p("He was held.").footnote("Ibid."))
        .members();
    for (path, bytes) in &mut members {
        match path.as_str() {
            "word/document.xml" => *bytes = main.to_vec(),
            "word/footnotes.xml" => *bytes = notes.unwrap_or_default().to_vec(),
            _ => {}
        }
    }
    probata_testkit::docx::zip(&members)
}

/// An OpenDocument text whose content is what stands before the first zero byte, and whose styles are what follows.
fn open_document(bytes: &[u8]) -> Vec<u8> {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let part = |bytes: Option<&[u8]>| String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned();
    let (content, styles) = (part(parts.next()), part(parts.next()));
    probata_testkit::hostile::archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
        ("styles.xml", &styles),
    ])
}

/// An OpenDocument table whose content is what stands before the first zero byte, and whose styles are what follows.
fn open_table(bytes: &[u8]) -> Vec<u8> {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let part = |bytes: Option<&[u8]>| String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned();
    let (content, styles) = (part(parts.next()), part(parts.next()));
    probata_testkit::hostile::archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
        ("styles.xml", &styles),
    ])
}

/// A filled fact-check sheet: the main part of a Word document if it begins as one, else the sheet of a workbook, its
/// shared strings and its styles, with a zero byte between them. What it says is tied to a short report and shown.
fn sheet(bytes: &[u8]) {
    let is_word = bytes.starts_with(b"<w:");
    let (name, file) = if is_word { ("a.docx", word(bytes)) } else { ("a.xlsx", workbook(bytes)) };
    let Ok(grids) = tables(name, &file, &options()) else { return };
    for grid in &grids {
        assert!(grid.rows.is_sorted_by(|(one, _), (other, _)| one < other), "rows are out of order");
        assert!(grid.rows.iter().all(|(number, _)| *number > 0), "a row without a number");
    }
    let mut report = judged("a.md", CHECKED.as_bytes());
    if take_checks(&mut report, name, &grids).is_err() {
        return;
    }
    let checks = &report.checks;
    assert!(checks.checked.is_sorted_by_key(|check| check.sentence), "checks are out of order");
    let within = |check: &Check| check.sentence.is_some_and(|at| at < report.sentences.len());
    assert!(checks.checked.iter().all(within), "a check of no sentence");
    probata_workpaper::json(&report, true);
    probata_workpaper::html(&report, true);
    probata_workpaper::sentences_csv(&report, true);
    probata_workpaper::audit(&report, &probata_workpaper::Look::default());
    for form in [SheetForm::Workbook, SheetForm::Word] {
        assert!(probata_workpaper::factcheck_sheet(&report, form).is_ok(), "no new sheet");
    }
}

/// The report whose sheet is read back; two of its sentences are alike.
const CHECKED: &str = "# Treatment\n\nTomas Verin was held at Doln for 22 days. The cell had no window.\n\n\
    The cell had no window. Nobody was told of it on 3 May 2021.\n";

/// A workbook with one sheet.
fn workbook(bytes: &[u8]) -> Vec<u8> {
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    let mut part = || parts.next().unwrap_or_default().to_vec();
    let rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let related = |id: &str, kind: &str, to: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{rels}/{kind}\" Target=\"{to}\"/>")
    };
    let related = related("a", "worksheet", "worksheets/sheet1.xml")
        + &related("b", "sharedStrings", "sharedStrings.xml")
        + &related("c", "styles", "styles.xml");
    let book = format!(
        "<workbook xmlns:r=\"{rels}\"><sheets><sheet name=\"Facts\" r:id=\"a\"/></sheets></workbook>"
    );
    let members = [
        ("xl/workbook.xml", book.into_bytes()),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships>{related}</Relationships>").into_bytes()),
        ("xl/worksheets/sheet1.xml", part()),
        ("xl/sharedStrings.xml", part()),
        ("xl/styles.xml", part()),
    ];
    let members: Vec<_> = members.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    probata_testkit::docx::zip(&members)
}

/// The words of a note, as the note of a short text.
fn note(bytes: &[u8]) {
    let words = String::from_utf8_lossy(bytes).replace(['\n', '\r'], " ");
    let text = format!("He was held in Kareva.[^1] He was not told why.[^2]\n\n[^1]: {words}\n[^2]: Ibid.\n");
    report_holds(&judged("a.md", text.as_bytes()));
}

/// The first byte chooses the format; the rest is the file.
fn audit(bytes: &[u8]) {
    let [first, rest @ ..] = bytes else { return };
    let path = ["a.txt", "a.md", "a.html", "a.docx"][usize::from(*first) % 4];
    let report = judged(path, rest);
    report_holds(&report);
    for sensitive in [false, true] {
        probata_workpaper::json(&report, sensitive);
        probata_workpaper::html(&report, sensitive);
        probata_workpaper::sentences_csv(&report, sensitive);
    }
    probata_workpaper::citations_csv(&report);
    probata_workpaper::audit(&report, &probata_workpaper::Look::default());
}

/// Judged by every rule.
fn judged(path: &str, bytes: &[u8]) -> Report {
    let levels = rules().iter().map(|rule| (rule.name.to_owned(), Level::Warn)).collect();
    assay(read(path, bytes, &options()), &Settings { levels, ..Settings::default() })
}

/// Every span of the reading lies in its text.
fn reading_holds(document: &Document) {
    assert_eq!(document.flaw(), None);
    let length = document.text.len();
    assert!(length <= LIMITS.text, "{length} bytes of text");
    let enclosed: usize = document.enclosed.iter().map(|file| file.bytes.len()).sum();
    assert!(enclosed <= LIMITS.enclosed, "{enclosed} bytes of enclosed files");
    assert!(document.enclosed.len() <= LIMITS.members, "{} enclosed files", document.enclosed.len());
}

/// As [`reading_holds`], for what was found.
fn report_holds(report: &Report) {
    reading_holds(&report.document);
    let text = &report.document.text;
    let lies = |span: Span| assert!(text.get(span.range()).is_some(), "{span} in {} bytes", text.len());
    assert_eq!(report.sentences.len(), report.document.sentences.len());
    for attribution in &report.attributions {
        let spans = [&attribution.source, &attribution.cue, &attribution.content];
        spans.into_iter().flatten().for_each(|span| lies(*span));
    }
    for finding in &report.findings {
        lies(finding.span);
        finding.rests_on.iter().for_each(|related| lies(related.span));
    }
    report.hedges.iter().for_each(|hedge| lies(hedge.span));
    report.citations.iter().for_each(|citation| lies(citation.span));
    report.dates.iter().for_each(|date| lies(date.span));
    report.quantities.iter().for_each(|quantity| lies(quantity.span));
    report.mentions.iter().flat_map(|mention| &mention.uses).for_each(|used| lies(used.span));
    report.chapters.iter().for_each(|chapter| lies(chapter.span));
    let coverage = report.coverage;
    assert_eq!(coverage.assertions, coverage.carried() + coverage.by_neither);
    assert!(coverage.origins_at_least <= coverage.origins_at_most);
}
