use super::{Look, flat};
use crate::numerals::{count, thousands};
use crate::wrap::{fit, hang};

/// A line for a file of a folder: its path, how reading ended, pages (if known), sentences, notes, and why not.
pub fn corpus_row(path: &str, status: &str, sentences: usize, notes: usize, why: &str, look: &Look) -> String {
    let column = look.width.saturating_sub(36).max(12);
    let mut out = format!(
        "{}  {:8}  {:>10}  {:>10}\n",
        fit(&flat(path), column),
        status,
        thousands(sentences),
        thousands(notes)
    );
    if !why.is_empty() {
        out += &hang("    ", &flat(why), look.width);
    }
    out
}

/// How many files ended how.
pub fn corpus_totals(complete: usize, partial: usize, refused: usize) -> String {
    let all = count(complete + partial + refused, "file", "files");
    format!(
        "{all}: {} complete, {} partial, {} refused\n",
        thousands(complete),
        thousands(partial),
        thousands(refused)
    )
}
