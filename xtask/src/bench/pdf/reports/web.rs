//! A report as a page of the web with its notes in a list at the end, for a browser to print.

use super::office::escaped;
use super::printed::{Part, Printed};
use std::fmt::Write as _;

/// How a page looks.
pub struct Page {
    pub paper: &'static str,
    /// Marks stand in brackets on the line, not raised.
    pub brackets: bool,
}

/// The page.
pub fn markup(printed: &Printed, page: &Page) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>{}</title>\n<style>\n\
         @page {{ size: {}; margin: 20mm }}\nbody {{ font: 11pt/1.4 serif }}\nol {{ font-size: 9pt }}\n\
         sup {{ font-size: 70%; line-height: 0 }}\n</style>\n",
        escaped(&printed.name),
        page.paper
    );
    for piece in &printed.blocks {
        let text: String = piece.parts.iter().map(|part| inline(page, part)).collect();
        let _ = match piece.level {
            Some(level) => writeln!(out, "<h{0}>{text}</h{0}>", level.clamp(1, 6)),
            None => writeln!(out, "<p>{text}</p>"),
        };
    }
    out.push_str("<h2>Notes</h2>\n<ol>\n");
    for (index, note) in printed.notes.iter().enumerate() {
        let _ = writeln!(out, "<li id=\"n{}\">{}</li>", index + 1, escaped(note));
    }
    out + "</ol>\n</html>\n"
}

fn inline(page: &Page, part: &Part) -> String {
    let note = match part {
        Part::Words(words) => return escaped(words),
        Part::Call(note) => note + 1,
    };
    if page.brackets {
        format!("<a href=\"#n{note}\">[{note}]</a>")
    } else {
        format!("<sup><a href=\"#n{note}\">{note}</a></sup>")
    }
}
