//! Against sentences marked by hand in `../shared/data/footnotes`, with its paragraphs and note marks given.

use super::*;
use std::collections::BTreeSet;
use std::path::Path;

/// The text up to the end of the body as paragraphs with their marks, and where its sentences end.
fn given(line: &str) -> (Document, BTreeSet<usize>) {
    let value: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
    let text = value["text"].as_str().expect("a text");
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at = |value: &serde_json::Value| bytes[value.as_u64().expect("an offset") as usize];
    let body = &text[..at(&value["body_end"])];
    let mut document = document(&[], "en");
    document.text = body.to_owned();
    let mut start = 0;
    for paragraph in body.split("\n\n") {
        let span = Span::new(start, start + paragraph.len()).trimmed(body);
        if !span.is_empty() {
            let kind = BlockKind::Paragraph;
            document.blocks.push(Block { span, kind, language: "en".into(), boxed: false });
        }
        start += paragraph.len() + 2;
    }
    let mut ends = BTreeSet::new();
    for sentence in value["sentences"].as_array().expect("sentences") {
        ends.insert(at(&sentence["end"]));
        for mark in sentence["markers"].as_array().expect("marks") {
            let span = Span::new(at(&mark[0]), at(&mark[1]));
            document.marks.push(probata_report::Mark { span, label: String::new(), note: None });
        }
    }
    (document, ends)
}

/// The gold cuts at semicolons, behind headings that run into the text and around every redaction, which nothing in
/// the text tells: 3 % of its ends cannot be found.
#[test]
fn ends_are_found_as_a_person_found_them() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("../shared/data/footnotes/mueller.jsonl"))
        .find(|path| path.exists());
    let Some(path) = path else {
        eprintln!("skipped: ../shared/data/footnotes is not there");
        return;
    };
    let (mut both, mut found, mut gold) = (0, 0, 0);
    for line in std::fs::read_to_string(path).expect("the data can be read").lines() {
        let (mut document, ends) = given(line);
        split(&mut document, &[]);
        let split: BTreeSet<usize> = document.sentences.iter().map(|sentence| sentence.span.end).collect();
        both += ends.intersection(&split).count();
        found += split.len();
        gold += ends.len();
    }
    let (precision, recall) = (both as f64 / found as f64, both as f64 / gold as f64);
    assert!(precision > 0.98 && recall > 0.955, "precision {precision:.4}, recall {recall:.4}");
}
