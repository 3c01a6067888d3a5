//! Pages as people have them, and how they read.

mod formulas;
mod layout;
mod notes;
mod sight;
mod tracked;
mod widgets;

use crate::{Changes, Options};
use expect_test::Expect;
use probata_report::{BlockKind, Document};
use std::fmt::Write as _;

/// Blocks with their marks, then hidden things, what is missing, and remarks.
fn shown(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        let kind = match block.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Cell { table, row, column } => format!("cell {table}/{row}/{column}"),
            BlockKind::Note(index) => format!("note {}", document.notes[index].id),
            other => format!("{other:?}").to_lowercase(),
        };
        let boxed = if block.boxed { " boxed" } else { "" };
        let language =
            if block.language.is_empty() { String::new() } else { format!(" ({})", block.language) };
        let mut text = String::new();
        let mut at = block.span.start;
        for mark in document.marks.iter().filter(|mark| block.span.contains(mark.span)) {
            text.push_str(&document.text[at..mark.span.start]);
            let note = mark.note.map_or("nothing", |note| &document.notes[note].id);
            let _ = write!(text, "<{} {} -> {note}>", &document.text[mark.span], mark.label);
            at = mark.span.end;
        }
        text.push_str(&document.text[at..block.span.end]);
        let _ = writeln!(out, "{kind}{boxed}{language}: {}", text.replace('\n', "|"));
    }
    for hidden in &document.hidden {
        let by = [&hidden.author, &hidden.date].map(|word| format!(" {word}")).concat();
        let place = if hidden.span.is_empty() {
            format!("at {}", hidden.span.start)
        } else {
            format!("on {:?}", &document.text[hidden.span])
        };
        let _ = writeln!(
            out,
            "{} {place}, {}{}: {}",
            hidden.kind.words(),
            hidden.place,
            by.trim_end(),
            hidden.text
        );
    }
    let part = &document.parts[0];
    for missing in part.outcome.missing() {
        let _ = writeln!(out, "{}, {}: {}", part.outcome.status(), missing.place, missing.why);
    }
    for remark in &part.remarks {
        let _ = writeln!(out, "remark: {remark}");
    }
    out
}

fn check(page: &str, answer: &Expect) {
    check_as(page, Changes::Final, answer);
}

fn check_as(page: &str, changes: Changes, answer: &Expect) {
    let document = super::read("page.html", page, &Options { changes, ..Options::default() });
    check_origins(page, &document);
    answer.assert_eq(&shown(&document));
}

/// Every origin that claims to be verbatim is, they are in order, and what they do not cover is little.
fn check_origins(page: &str, document: &Document) {
    let mut end = 0;
    for origin in &document.origins {
        assert!(origin.span.start >= end, "origins overlap");
        end = origin.span.end;
        if origin.verbatim {
            assert_eq!(&document.text[origin.span], &page[origin.source]);
        }
    }
}
