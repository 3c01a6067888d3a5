//! Reading Markdown: the text stays as it is, emphasis and links included; blocks are spans of it.
//!
//! Note definitions (`[^1]: ...`) and marks (`[^1]`) are found with the marks typed as text, since files made from scans
//! mix both. Notes that stand where they are called (`^[...]`) are blocks of their own within their paragraph.
//!
//! Invariant: the document's text is the text handed in, unchanged, line ends included.

mod blocks;
mod comments;
mod inline;
#[cfg(test)]
mod tests;

use crate::{Options, front_matter, plain};
use probata_report::Document;

/// Reads a Markdown text.
pub(crate) fn read(path: &str, text: String, options: &Options) -> Document {
    let mut document = match plain::begin(path, "markdown", text, options) {
        Ok(document) => document,
        Err(refused) => return *refused,
    };
    let text = std::mem::take(&mut document.text);
    let (lines, cut_lines) = plain::lines(&text);
    let hidden = comments::comments(&text);
    let (before, body) = lines.split_at(front_matter::lines(&text, &lines));
    front_matter::keep(&mut document, &text, before);
    let (found, cut_blocks) = blocks::blocks(&text, body, &hidden);
    let (found, inline) = inline::cut(&text, found);
    document.blocks = found;
    document.pages = plain::marked_pages(&text, &lines);
    document.hidden.extend(hidden);
    document.text = text;
    plain::rest(&mut document, cut_blocks.unwrap_or(cut_lines));
    crate::finish::finish_with(document, &[], &inline, options)
}
