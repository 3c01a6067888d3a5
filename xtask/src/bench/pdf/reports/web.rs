//! A report as a page of the web with its notes in a list at the end or behind each chapter, for a browser to print.

use super::office::escaped;
use super::printed::{Part, Printed};
use std::fmt::Write as _;

/// How a page looks.
pub struct Page {
    pub paper: &'static str,
    /// Marks stand in brackets on the line, not raised.
    pub brackets: bool,
    /// Notes are counted anew in each chapter, and stand at its end.
    pub by_chapter: bool,
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
    let mut list = List { first: 0, next: 0 };
    let highest = printed.blocks.iter().filter_map(|piece| piece.level).min();
    for piece in &printed.blocks {
        if page.by_chapter && piece.level.is_some() && piece.level == highest {
            list.write(printed, &mut out);
        }
        let text: String = piece.parts.iter().map(|part| list.inline(page, part)).collect();
        let _ = match piece.level {
            Some(level) => writeln!(out, "<h{0}>{text}</h{0}>", level.clamp(1, 6)),
            None => writeln!(out, "<p>{text}</p>"),
        };
    }
    list.write(printed, &mut out);
    out + "</html>\n"
}

/// The notes that were called since the last list of notes.
struct List {
    first: usize,
    next: usize,
}

impl List {
    fn inline(&mut self, page: &Page, part: &Part) -> String {
        let note = match part {
            Part::Words(words) => return escaped(words),
            Part::Call(note) => *note,
        };
        self.next = note + 1;
        let number = self.next - self.first;
        if page.brackets {
            format!("<a href=\"#n{note}\">[{number}]</a>")
        } else {
            format!("<sup><a href=\"#n{note}\">{number}</a></sup>")
        }
    }

    /// Writes them, and begins the next list.
    fn write(&mut self, printed: &Printed, out: &mut String) {
        if self.first == self.next {
            return;
        }
        out.push_str("<h2>Notes</h2>\n<ol>\n");
        for (note, words) in printed.notes.iter().enumerate().take(self.next).skip(self.first) {
            let _ = writeln!(out, "<li id=\"n{note}\">{}</li>", escaped(words));
        }
        out.push_str("</ol>\n");
        self.first = self.next;
    }
}
