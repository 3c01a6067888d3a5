//! Sentences that a page break, notes at a page's foot, a running head or a stray blank line cut in two.

use super::abbreviations::{self, Kinds};
use crate::notes;
use probata_report::{Block, BlockKind, Document, Span};

/// How many blocks may stand between the halves.
const FURTHEST: usize = 60;

/// Fewest bytes of a line that goes on in the next paragraph though no page ends there: what is shorter is a list's.
const LINE: usize = 50;

/// For each block the block in which its last sentence goes on, if it was cut. No block continues two others.
pub(crate) fn continued(document: &Document, marks: &[Span]) -> Vec<Option<usize>> {
    let mut taken = vec![false; document.blocks.len()];
    let mut result = vec![None; document.blocks.len()];
    for (index, block) in document.blocks.iter().enumerate() {
        if !may_be_cut(block.kind) {
            continue;
        }
        if let Some(next) = behind_inline(document, index) {
            if !taken[next] && runs_on(document, index, next, marks) {
                taken[next] = true;
                result[index] = Some(next);
            }
            continue;
        }
        let Some(cut) = Cut::of(document, block, marks) else { continue };
        let next = following(document, index);
        let next = next.filter(|next| next.apart || block.span.len() >= LINE);
        let next = next.filter(|next| !taken[next.block] && cut.goes_on(document, next));
        if let Some(Next { block: next, .. }) = next {
            taken[next] = true;
            result[index] = Some(next);
        }
    }
    result
}

/// The rest of a paragraph in which a note stands where it is called: in brackets that adjoin its mark, at the block's end.
fn behind_inline(document: &Document, index: usize) -> Option<usize> {
    let [here, note, next] = document.blocks.get(index..index + 3)? else { return None };
    let before = document.text.get(here.span.end..note.span.start)?;
    let behind = document.text.get(note.span.end..next.span.start)?.trim_start();
    let is_bracketed = before.starts_with('[') && before.trim_end() == "[" && behind.trim_end() == "]";
    (matches!(note.kind, BlockKind::Note(_)) && is_bracketed && next.kind == here.kind).then_some(index + 2)
}

/// True if what stands behind a note in its paragraph goes on with the sentence before it.
fn runs_on(document: &Document, index: usize, next: usize, marks: &[Span]) -> bool {
    let rest = without_closing(&document.text, document.blocks[next].span, marks);
    if rest.is_empty() || rest.starts_with([',', ';', ':', '.', '!', '?', ')', '”', '»']) {
        return true;
    }
    // Of several notes in a row, what stands before the first.
    let mut base = index;
    while base >= 2
        && index - base < FURTHEST
        && without_closing(&document.text, document.blocks[base].span, marks).is_empty()
        && behind_inline(document, base - 2) == Some(base)
    {
        base -= 2;
    }
    Cut::of(document, &document.blocks[base], marks).is_some()
}

fn may_be_cut(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation | BlockKind::Note(_))
}

/// The block that may go on with another's last sentence.
struct Next {
    block: usize,
    /// A page break, a note or a running head stands between, or it is a note's.
    apart: bool,
}

/// The block that may go on with the last sentence of block `index`: the next of running text, if only what a page
/// break brings stands between; for a note the next block of the same note.
fn following(document: &Document, index: usize) -> Option<Next> {
    let blocks = &document.blocks;
    let here = blocks[index].kind;
    for (next, block) in blocks.iter().enumerate().skip(index + 1).take(FURTHEST) {
        match (here, block.kind) {
            (BlockKind::Note(note), kind) => {
                if kind == BlockKind::Note(note) {
                    return Some(Next { block: next, apart: true });
                }
            }
            (
                _,
                BlockKind::Header
                | BlockKind::Footer
                | BlockKind::Note(_)
                | BlockKind::Caption
                | BlockKind::Apparatus,
            ) => {}
            (_, kind) => {
                let fits = kind == BlockKind::Paragraph || kind == here && kind != BlockKind::ListItem;
                let apart =
                    next > index + 1 || page_begins(document, blocks[index].span.end, block.span.start);
                return fits.then_some(Next { block: next, apart });
            }
        }
    }
    None
}

fn page_begins(document: &Document, from: usize, to: usize) -> bool {
    let first = document.pages.partition_point(|page| page.0 < from);
    document.pages.get(first).is_some_and(|page| page.0 <= to)
}

/// How a block breaks off.
struct Cut {
    /// Its words cannot end here: a comma, a hyphen, "of the", "Gen."
    open: bool,
    /// It ends in a word that no sentence ends in: "of the".
    joins: bool,
}

impl Cut {
    /// None if the block ends with a stop, a colon or the like.
    fn of(document: &Document, block: &Block, marks: &[Span]) -> Option<Cut> {
        let text = without_closing(&document.text, block.span, marks);
        let words = abbreviations::words(&block.language);
        let last = text.chars().next_back()?;
        if last == '.' {
            let token = text[..text.len() - 1].rsplit(|c: char| !c.is_alphanumeric() && c != '-').next()?;
            let kinds = if token.chars().count() <= 20 { words.kinds(token) } else { Kinds::default() };
            let open = kinds.has(Kinds::BEFORE_NAME) || kinds.has(Kinds::NEVER_ENDS);
            return open.then_some(Cut { open, joins: false });
        }
        if !(last.is_alphanumeric()
            || matches!(last, ',' | '-' | '–' | '—' | '\u{ad}' | '‐' | '،' | '%' | '/' | '('))
        {
            let closed = matches!(last, ')' | ']' | '”' | '"' | '’' | '»' | '█');
            return closed.then_some(Cut { open: false, joins: false });
        }
        let word = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let joins = word.chars().count() <= 20 && words.is_frequent(&word.to_lowercase());
        Some(Cut { open: !last.is_alphanumeric() || joins, joins })
    }

    /// True if block `next` goes on with the sentence: with a small letter, or anyhow if the first half is open: within a page only
    /// if its last word says so, since a greeting ends in a comma.
    fn goes_on(&self, document: &Document, next: &Next) -> bool {
        let text = &document.text[document.blocks[next.block].span];
        let text = text.trim_start_matches(['“', '"', '‘', '«', ' ']);
        let Some(first) = text.chars().next() else { return false };
        let continues =
            first.is_lowercase() && !is_item(text) || matches!(first, ',' | ';' | ')' | '–' | '—');
        let open = if next.apart {
            self.open
        } else {
            // What stands right below may also be a note that was not seen as one.
            self.joins && first.is_alphabetic() && !notes::words().reads_like_note(text)
        };
        continues || open && first.is_alphanumeric() && !is_item(text)
    }
}

/// `a) `, `ii. `, `12. ` at the beginning: an item, not the second half of a sentence.
fn is_item(text: &str) -> bool {
    let word: &str = text.split_whitespace().next().unwrap_or_default();
    let label = word.trim_end_matches([')', '.']);
    label.len() < word.len()
        && (label.chars().count() <= 1
            || label.len() <= 4 && label.chars().all(|c| c.is_ascii_digit() || "ivxlIVXL".contains(c)))
}

/// The block's text without note marks and closing quotation marks at its end.
fn without_closing<'t>(text: &'t str, span: Span, marks: &[Span]) -> &'t str {
    let mut end = span.end;
    loop {
        let rest = text[span.start..end].trim_end();
        end = span.start + rest.len();
        let after = marks.partition_point(|mark| mark.end < end);
        match marks.get(after) {
            Some(mark) if mark.end == end && mark.start >= span.start && mark.start < end => end = mark.start,
            _ => break,
        }
    }
    let rest = &text[span.start..end];
    let bare = rest.trim_end_matches(['”', '"', '’', '»', ')', ']', '*', '_']);
    if bare.ends_with(['.', '!', '?', '…', ':', ';', '؟', '。', '۔', '।']) { bare } else { rest }
}
