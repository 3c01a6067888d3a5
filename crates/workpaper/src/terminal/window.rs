//! A line of the text with the words of a finding in it.

use super::flat::{Around, around, right_to_left};
use crate::wrap::{cut, width, wrap};
use probata_report::{Document, Span};
use unicode_width::UnicodeWidthChar;

/// How the words of a finding are shown.
pub(super) enum Window {
    /// One line; the words begin at a column and take some columns.
    Line { line: String, column: usize, columns: usize },
    /// The words themselves, on a few lines, because they do not fit on one.
    Lines(Vec<String>),
    /// One line, and the words again, because columns mean nothing in right-to-left writing.
    Words { line: String, words: String },
    /// There are no words to show.
    Nothing,
}

const MOST_LINES: usize = 3;

/// The window of `columns` columns on `span`.
pub(super) fn window(document: &Document, span: Span, columns: usize) -> Window {
    let context = context(document, span);
    let around = around(&document.text, context, span);
    let total = width(&around.before) + width(&around.marked) + width(&around.after);
    if total == 0 {
        return Window::Nothing;
    }
    if width(&around.marked) + 8 > columns && total > columns {
        return Window::Lines(lines(&around, columns));
    }
    let (before, after) = sides(&around, columns);
    let line = format!("{before}{}{after}", around.marked);
    if right_to_left(&line) {
        return Window::Words { line, words: cut(around.marked.trim(), columns.saturating_sub(2)) };
    }
    let lead = around.marked.len() - around.marked.trim_start().len();
    let column = width(&before) + lead;
    Window::Line { line, column, columns: width(around.marked.trim()).max(1) }
}

/// The sentence, or the piece of it, in which the span begins; else some text around it.
fn context(document: &Document, span: Span) -> Span {
    let held = document.sentence_at(span.start).map(|index| &document.sentences[index]);
    let piece = held.and_then(|s| s.spans().iter().find(|piece| piece.holds(span.start)));
    if let Some(piece) = piece {
        return Span::new(
            piece.start,
            piece.end.max(span.end.min(piece.start + 4000)).min(document.text.len()),
        );
    }
    let text = &document.text;
    let mut start = span.start.min(text.len()).saturating_sub(60);
    let mut end = span.end.min(start + 400).max(span.start.min(text.len()) + 60).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Span::new(start, end)
}

fn lines(around: &Around, columns: usize) -> Vec<String> {
    let mut lines = wrap(&around.marked, columns.saturating_sub(2));
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        let last = &lines[MOST_LINES - 1];
        lines[MOST_LINES - 1] = cut(&format!("{last} {}", "x".repeat(columns)), columns.saturating_sub(2));
    }
    lines
}

/// As much of what stands before and after as fits, two thirds of it before.
fn sides(around: &Around, columns: usize) -> (String, String) {
    let room = columns.saturating_sub(width(&around.marked));
    let (wide_before, wide_after) = (width(&around.before), width(&around.after));
    if wide_before + wide_after <= room {
        return (around.before.clone(), around.after.clone());
    }
    let for_after = wide_after.min((room / 3).max(room.saturating_sub(wide_before)));
    let before = tail(&around.before, room - for_after);
    let after = head(&around.after, room - width(&before));
    (before, after)
}

/// The end of `text` in at most `columns`, with `... ` before it if it is cut.
fn tail(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(4);
    let mut used = 0;
    let mut start = text.len();
    for (at, character) in text.char_indices().rev() {
        used += character.width().unwrap_or(0);
        if used > room {
            break;
        }
        start = at;
    }
    let kept = &text[start..];
    let at_word = if text[..start].ends_with(' ') { 0 } else { kept.find(' ').map_or(0, |at| at + 1) };
    let whole = if at_word < kept.len() { &kept[at_word..] } else { kept };
    format!("... {whole}")
}

/// The beginning of `text` in at most `columns`, with ` ...` behind it if it is cut.
fn head(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(4);
    let mut used = 0;
    let mut end = 0;
    for (at, character) in text.char_indices() {
        used += character.width().unwrap_or(0);
        if used > room {
            break;
        }
        end = at + character.len_utf8();
    }
    let kept = &text[..end];
    let at_word = if text[end..].starts_with(' ') { end } else { kept.rfind(' ').unwrap_or(0) };
    format!("{} ...", kept[..at_word].trim_end())
}
