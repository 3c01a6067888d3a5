//! A report as markup for typst.

use super::printed::{Part, Printed};
use std::fmt::Write as _;

/// How a page looks.
pub struct Page {
    pub paper: &'static str,
    pub columns: u8,
    /// Size of the notes' letters.
    pub notes: &'static str,
    /// How notes are counted, as typst says it.
    pub numbers: &'static str,
    /// Notes are counted anew on each page.
    pub by_page: bool,
    /// Marks stand raised, not on the line.
    pub raised: bool,
}

impl Page {
    /// A4 with one column, notes in small print.
    pub const A4: Self =
        Self { paper: "a4", columns: 1, notes: "0.85em", numbers: "1", by_page: false, raised: true };
}

/// The markup; all words stand in strings, so that no sign of them is taken for markup.
pub fn markup(printed: &Printed, page: &Page) -> String {
    let Page { paper, columns, notes, numbers, by_page, raised } = page;
    let header = if *by_page { "#set page(header: counter(footnote).update(0))\n" } else { "" };
    let marks = if *raised { "" } else { "#show super: mark => mark.body\n" };
    let mut out = format!(
        "#set page(paper: \"{paper}\", columns: {columns}, numbering: \"1\")\n\
         #set text(size: 10pt, lang: \"en\", hyphenate: true)\n#set smartquote(enabled: false)\n\
         #set par(justify: true)\n{header}{marks}#set footnote(numbering: \"{numbers}\")\n#show footnote.entry: set text(size: {notes})\n\n"
    );
    for piece in &printed.blocks {
        let text: String = piece.parts.iter().map(|part| inline(printed, part)).collect();
        let _ = match piece.level {
            Some(level) => writeln!(out, "#heading(level: {})[{text}]\n", level.max(1)),
            None => writeln!(out, "{text}\n"),
        };
    }
    out
}

fn inline(printed: &Printed, part: &Part) -> String {
    match part {
        Part::Words(words) => format!("#{};", string(words)),
        Part::Call(note) => format!("#footnote[#{}];", string(&printed.notes[*note])),
    }
}

fn string(words: &str) -> String {
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}
