//! Reading plain text: the text stays as it is, blocks are spans of it.
//!
//! Invariant: the document's text is the text handed in, unchanged, line ends included.

mod blocks;
mod lines;
mod numbering;
mod pages;
mod shapes;
mod table;
#[cfg(test)]
pub(crate) mod tests;

use crate::{Options, front_matter};
use probata_report::{Block, BlockKind, Document, Origin, Outcome, Span};

pub(crate) use lines::{Line, lines};
pub(crate) use pages::{is_page_marker, marked_pages};
pub(crate) use shapes::{caption, is_break, list_item};
pub(crate) use table::{Ruling, cells, is_ruler};

/// Reads a plain text. `text` may have been decoded from another encoding; the caller then corrects the way back.
pub(crate) fn read(path: &str, text: String, options: &Options) -> Document {
    let mut document = match begin(path, "text", text, options) {
        Ok(document) => document,
        Err(refused) => return *refused,
    };
    let text = std::mem::take(&mut document.text);
    let (lines, cut_lines) = lines(&text);
    let (before, lines) = lines.split_at(front_matter::lines(&text, &lines));
    front_matter::keep(&mut document, &text, before);
    let measure = lines::measure(&text, lines);
    let pages = pages::pages(&text, lines);
    let (blocks, cut_blocks) = blocks::blocks(&text, lines, measure, &pages);
    document.blocks = blocks;
    document.pages = pages.starts;
    let cut = cut_blocks.unwrap_or(cut_lines);
    document.text = text;
    rest(&mut document, cut);
    if !document.pages.is_empty() {
        document.parts[0].pages = u32::try_from(document.pages.len()).ok();
    }
    crate::finish::finish(document, &[], options)
}

/// A document with its text and the way back; refused if the text is empty or too long.
pub(crate) fn begin(
    path: &str,
    format: &str,
    text: String,
    options: &Options,
) -> Result<Document, Box<Document>> {
    if text.trim().is_empty() {
        return Err(Box::new(Document::refused(path, format, "the file holds no text")));
    }
    if text.len() > options.limits.text.min(u32::MAX as usize) {
        let why = format!(
            "the text is {} MB long and at most {} MB are read; split it into chapters",
            text.len() >> 20,
            options.limits.text >> 20
        );
        return Err(Box::new(Document::refused(path, format, why)));
    }
    let mut document = Document::empty(path, format);
    document.parts[0].span = Span::new(0, text.len());
    document.origins = by_lines(&text);
    document.parts[0].outcome = Outcome::Complete;
    document.text = text;
    Ok(document)
}

/// Lines that one origin holds, so that a place's line is found without counting from the beginning.
const LINES: usize = 32;

/// Origins of a text that is the file's: some lines each, with the number of the first.
fn by_lines(text: &str) -> Vec<Origin> {
    let mut origins = Vec::new();
    let (mut start, mut first, mut end) = (0, 0, 0);
    for (line, words) in text.split_inclusive('\n').enumerate() {
        end += words.len();
        if (line + 1) % LINES == 0 || end == text.len() {
            let span = Span::new(start, end);
            let paragraph = u32::try_from(first).unwrap_or(u32::MAX);
            origins.push(Origin { span, member: 0, paragraph, run: 0, source: span, verbatim: true });
            (start, first) = (end, line + 1);
        }
    }
    origins
}

/// Text behind the place where reading line by line ended: running text in large blocks, and the outcome says so.
pub(crate) fn rest(document: &mut Document, from: usize) {
    const SIZE: usize = 1 << 16;
    let text = &document.text;
    let mut at = from;
    while at < text.len() {
        let mut end = (at + SIZE).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        let end = memchr::memchr(b'\n', &text.as_bytes()[end..]).map_or(text.len(), |n| end + n);
        let span = Span::new(at, end).trimmed(text);
        if !span.is_empty() {
            let kind = BlockKind::Paragraph;
            document.blocks.push(Block { span, kind, language: String::new(), boxed: false });
        }
        at = end;
    }
    if from < document.text.len() && !document.text[from..].trim().is_empty() {
        let why = "the text has more paragraphs than any report; headings, lists and tables behind this place were not told apart";
        document.parts[0].outcome.lacks(format!("from byte {from}"), why);
    }
}
