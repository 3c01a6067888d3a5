//! Documents with typed notes in the conventions of the field, and what is found in them.

mod any_text;
mod conventions;
mod damaged;
mod missing;
mod no_marks;

use crate::Options;
use expect_test::Expect;
use probata_report::Document;

/// Marks with the words before them and the note they call; notes with their text.
fn check(text: &str, expected: Expect) {
    check_as("report.txt", text, expected);
}

fn check_markdown(text: &str, expected: Expect) {
    check_as("report.md", text, expected);
}

fn check_as(path: &str, text: &str, expected: Expect) {
    let document = crate::read(path, text.as_bytes(), &Options::default());
    assert_eq!(document.text, text, "the text is the file's text unchanged");
    expected.assert_eq(&shown(&document));
}

fn shown(document: &Document) -> String {
    let text = &document.text;
    let mut out = String::new();
    for mark in &document.marks {
        let before: String = {
            let tail: Vec<char> = text[..mark.span.start].chars().rev().take(14).collect();
            tail.into_iter().rev().collect()
        };
        let note = mark.note.map_or("nothing", |note| document.notes[note].id.as_str());
        out.push_str(&format!("{:?}|{}| {} -> {note}\n", before, &text[mark.span], mark.label));
    }
    for note in &document.notes {
        let pieces: Vec<&str> = note.pieces.iter().map(|piece| &text[*piece]).collect();
        let calls = note.marks.len();
        out.push_str(&format!("{} {:?}", note.id, &text[note.body]));
        if !pieces.is_empty() {
            out.push_str(&format!(" in pieces {pieces:?}"));
        }
        out.push_str(match calls {
            0 => " orphan\n",
            1 => "\n",
            _ => " called more than once\n",
        });
        for mark in &note.marks {
            let mark = &document.marks[*mark];
            let in_range = matches!(&text[mark.span], "-" | "–");
            assert!(in_range || mark.note.map(|n| &document.notes[n].id) == Some(&note.id));
        }
    }
    out
}
