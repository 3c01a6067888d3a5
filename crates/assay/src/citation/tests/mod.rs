//! Notes in the manner of the field, each with the citations read from it.

mod documents;
mod interviews;
mod real;
mod references;
mod remarks;

use super::*;
use expect_test::Expect;
use probata_report::{Note, Span};
use std::fmt::Write;

/// A document of notes only: "1 ...", "2 ..." with an empty line between.
fn notes(text: &str) -> Document {
    let mut document = Document::empty("notes.txt", "text");
    document.text = text.to_owned();
    let mut at = 0;
    for block in text.split("\n\n") {
        let label = block.split(' ').next().unwrap_or_default().to_owned();
        let body = Span::new(at + label.len(), at + block.len()).trimmed(text);
        let id = document.free_note_id(&label);
        let span = Span::new(at, at + block.len());
        document.notes.push(Note { id, label, span, pieces: Vec::new(), body, marks: Vec::new() });
        at += block.len() + 2;
    }
    document
}

fn shown(document: &Document) -> String {
    let (citations, sources) = cite(document);
    let mut out = String::new();
    for (at, citation) in citations.iter().enumerate() {
        let note = &document.notes[citation.note];
        let _ = write!(out, "{}.{at} {} [{}]", note.id, citation.kind, &document.text[citation.span]);
        let mut field = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                let _ = write!(out, "\n      {name}: {value}");
            }
        };
        field("mode", citation.mode.filter(|mode| mode.code() != "interview").map(|mode| mode.to_string()));
        field("signal", citation.signal.map(|signal| signal.to_string()));
        field("persons", (!citation.persons.is_empty()).then(|| citation.persons.join(" | ")));
        field("organisation", citation.organisation.clone());
        field("title", citation.title.clone());
        field("number", citation.number.clone());
        field("date", citation.date.map(|date| date.to_string()));
        field("place", citation.place.clone());
        field("address", citation.address.clone());
        field("accessed", citation.accessed.map(|date| date.to_string()));
        let withheld: Vec<&str> = citation.withheld.iter().map(|item| item.code()).collect();
        field("withheld", (!withheld.is_empty()).then(|| withheld.join(", ")));
        field("refers to", citation.refers_to.map(|to| format!(".{to}")));
        field(
            "source",
            citation.source.map(|source| {
                let source = &sources[source];
                let how = match (source.named, source.withheld) {
                    (true, _) => "named",
                    (_, true) => "withheld",
                    _ => "not named",
                };
                let perhaps =
                    source.perhaps_same_as.map(|other| format!(", perhaps {other}")).unwrap_or_default();
                format!("{} {} ({how}{perhaps})", citation.source.unwrap_or_default(), source.name)
            }),
        );
        out.push('\n');
    }
    out
}

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&shown(&notes(text)));
}
