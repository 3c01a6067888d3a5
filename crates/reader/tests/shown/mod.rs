//! What was read of a file, as tests show it.

use probata_report::{BlockKind, Document};
use std::fmt::Write;

/// What a person would want to know: outcome, blocks with marks in brackets, then everything beside the text.
pub fn shown(document: &Document) -> String {
    let mut out = format!("{}\n", document.parts[0].outcome.status());
    for missing in document.parts[0].outcome.missing() {
        writeln!(out, "! {}: {}", missing.place, missing.why).expect("a string takes any text");
    }
    for block in &document.blocks {
        let mut text = document.text[block.span].to_owned();
        let (first, marks) = document.marks_in(block.span);
        for (index, mark) in marks.iter().enumerate().rev() {
            let called = if mark.note.is_some() { "" } else { "?" };
            let at = mark.span.start - block.span.start;
            text.replace_range(
                at..at + mark.span.len(),
                &format!("[{}{called}]", document.marks[first + index].label),
            );
        }
        let boxed = if block.boxed { " boxed" } else { "" };
        let kind = match block.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Cell { table, row, column } => format!("cell {table}.{row}.{column}"),
            BlockKind::Note(index) => format!("note {}", document.notes[index].id),
            kind => format!("{kind:?}").to_lowercase(),
        };
        writeln!(out, "{kind}{boxed}: {}", text.replace('\n', "⏎").replace('\t', "⇥"))
            .expect("a string takes any text");
    }
    for reference in &document.references {
        let to =
            reference.resolved.map_or("nowhere".to_owned(), |span| format!("{:?}", &document.text[span]));
        writeln!(out, "-> {} {:?} to {to}", reference.what, reference.target)
            .expect("a string takes any text");
    }
    for hidden in &document.hidden {
        let on = &document.text[hidden.span];
        let (author, date) = (&hidden.author, &hidden.date);
        writeln!(
            out,
            "({}) {:?} on {on:?} {author} {date} [{}]",
            hidden.kind.words(),
            hidden.text,
            hidden.place
        )
        .expect("a string takes any text");
    }
    for (at, name) in &document.pages {
        let rest: String = document.text[*at..].chars().take(20).collect();
        writeln!(out, "page {name}: {}", rest.replace('\n', "⏎")).expect("a string takes any text");
    }
    for remark in &document.parts[0].remarks {
        writeln!(out, "note: {remark}").expect("a string takes any text");
    }
    out
}
