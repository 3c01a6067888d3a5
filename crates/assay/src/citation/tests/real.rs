//! Counts over real notes that stand beside the workspace; skipped where they are not.

use super::cite;
use probata_report::{Document, Note, Span};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The folder of shared material, found by walking up.
fn shared() -> Option<PathBuf> {
    let start = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").ok()?);
    start.ancestors().map(|folder| folder.join("shared")).find(|folder| folder.is_dir())
}

/// A document of the notes of a Markdown file (`[^1]: ...`).
fn notes_of(markdown: &str) -> Document {
    let mut document = Document::empty("notes.md", "text");
    for line in markdown.lines() {
        let Some((label, body)) = line.strip_prefix("[^").and_then(|rest| rest.split_once("]: ")) else {
            continue;
        };
        let start = document.text.len();
        document.text.push_str(body);
        let body = Span::new(start, document.text.len());
        let id = document.free_note_id(label);
        document.notes.push(Note {
            id,
            label: label.into(),
            span: body,
            pieces: Vec::new(),
            body,
            marks: Vec::new(),
        });
        document.text.push('\n');
    }
    document
}

/// Most of what real notes cite has a kind; what has none is mostly redacted or misread by the scanner.
#[test]
fn most_of_real_notes_have_a_kind() {
    let file = shared().map(|shared| shared.join("data/reports/special-counsel-vol1.md"));
    let Some(text) = file.and_then(|file| std::fs::read_to_string(file).ok()) else {
        eprintln!("skipped: no shared reports beside the workspace");
        return;
    };
    let document = notes_of(&text);
    let (citations, _) = cite(&document);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for citation in &citations {
        *kinds.entry(citation.kind.code()).or_default() += 1;
    }
    let other = kinds.get("other").copied().unwrap_or(0);
    assert!(other * 20 < citations.len(), "{other} of {} have no kind: {kinds:?}", citations.len());
}
