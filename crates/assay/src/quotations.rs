//! Quotations: words between quotation marks and quotation blocks that can be read.
//!
//! Invariant: quotations do not overlap and are in order; a quotation inside a quotation belongs to the outer one.

use crate::classes::{Class, Classes};
use crate::legible::is_legible;
use crate::words::Words;
use probata_report::{Block, BlockKind, Document, Span};

/// Somebody's words, marked as such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// With its quotation marks.
    pub span: Span,
    /// Without them.
    pub inner: Span,
    /// Index of the block.
    pub block: usize,
    /// True if the whole block is set apart as a quotation.
    pub set_apart: bool,
    /// True if it goes on from the quotation before (a new paragraph of the same speech).
    pub goes_on: bool,
}

/// Every quotation of the document, in order.
pub(crate) fn quotations(document: &Document, words: &Words, classes: &Classes) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut open = false;
    // True if the block before introduces a quotation, or is one that had no marks.
    let mut introduced = false;
    for (index, block) in document.blocks.iter().enumerate() {
        let set_apart = block.kind == BlockKind::Quotation
            || introduced
                && block.kind == BlockKind::Paragraph
                && speaks_itself(&words.lower, block.span, classes);
        if set_apart && !is_legible(&words.text[block.span]) {
            open = false;
        } else if set_apart {
            let goes_on = found.last().is_some_and(|last| last.set_apart && last.block + 1 == index);
            let inner = stripped(&words.text, block.span);
            found.push(Quotation { span: block.span, inner, block: index, set_apart: true, goes_on });
            open = false;
        } else if has_words(block) {
            open = in_block(&words.text, block, index, open, &mut found);
        }
        let colon = words.text[block.span].trim_end().ends_with(':');
        introduced = colon || set_apart && block.kind == BlockKind::Paragraph;
    }
    found
}

/// True if a paragraph (in lower case) says "I" outside quotation marks: in a report, somebody else speaks there.
fn speaks_itself(lower: &str, span: Span, classes: &Classes) -> bool {
    let mut quoted = false;
    lower[span].split_inclusive(|c: char| !c.is_alphanumeric()).any(|piece| {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        let says = !quoted && classes.has(Class::LoneSpeaker, word);
        for letter in piece.chars() {
            quoted = match letter {
                '"' => !quoted,
                letter if is_opening(letter) => true,
                letter if is_closing(letter) => false,
                _ => quoted,
            };
        }
        says
    })
}

fn has_words(block: &Block) -> bool {
    !matches!(block.kind, BlockKind::Header | BlockKind::Footer | BlockKind::Apparatus)
}

fn stripped(text: &str, span: Span) -> Span {
    let inside = text[span.range()]
        .trim_matches(|c: char| c.is_whitespace() || is_opening(c) || is_closing(c) || c == '"' || c == '>');
    let start = inside.as_ptr() as usize - text.as_ptr() as usize;
    Span::new(start, start + inside.len())
}

fn is_opening(letter: char) -> bool {
    matches!(letter, '“' | '„' | '«' | '‟')
}

fn is_closing(letter: char) -> bool {
    matches!(letter, '”' | '»')
}

/// Finds quotations of a block; gives true if the last one is still open at its end.
fn in_block(text: &str, block: &Block, index: usize, was_open: bool, found: &mut Vec<Quotation>) -> bool {
    let mut start: Option<(usize, char)> = None;
    let inside = &text[block.span.range()];
    let mut before = ' ';
    let mut letters = inside.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let at = block.span.start + at;
        // Two apostrophes are typed for a quotation mark; two grave accents open what they close.
        let doubled = matches!(letter, '\'' | '`') && letters.next_if(|(_, next)| *next == letter).is_some();
        let (letter, width) = match (doubled, letter) {
            (true, '`') => ('“', 2),
            (true, _) => ('"', 2),
            _ => (letter, letter.len_utf8()),
        };
        let after = text[at + width..block.span.end].chars().next().unwrap_or(' ');
        match start {
            None if opens(before, letter, after) => start = Some((at, letter)),
            Some((from, opener)) if closes(opener, before, letter, after) => {
                let goes_on = was_open && from == block.span.start;
                push(found, text, Span::new(from, at + width), index, goes_on);
                start = None;
            }
            _ => {}
        }
        before = letter;
    }
    let Some((from, opener)) = start else { return false };
    // An unclosed typographic mark runs to the block's end (the speech goes on in the next one); others are stray.
    if is_opening(opener) || (opener == '"' && from == block.span.start) {
        push(found, text, Span::new(from, block.span.end), index, was_open && from == block.span.start);
        return true;
    }
    false
}

fn opens(before: char, letter: char, after: char) -> bool {
    let free_before = before.is_whitespace()
        || matches!(before, '(' | '[' | '—' | '–' | '-' | '\u{2060}' | '“' | '"' | ':' | ',');
    is_opening(letter)
        || (matches!(letter, '"' | '‘' | '\'')
            && free_before
            && (after.is_alphanumeric() || matches!(after, '[' | '…' | '.' | '¿' | '¡')))
}

fn closes(opener: char, before: char, letter: char, after: char) -> bool {
    match opener {
        '„' => matches!(letter, '“' | '”'),
        '«' => letter == '»',
        '"' => letter == '"' && !(before.is_whitespace() && after.is_alphanumeric()),
        '‘' | '\'' => matches!(letter, '’' | '\'') && !after.is_alphanumeric() && !before.is_whitespace(),
        _ => letter == '”' || (letter == '"' && !after.is_alphanumeric()),
    }
}

fn push(found: &mut Vec<Quotation>, text: &str, span: Span, block: usize, goes_on: bool) {
    let inner = stripped(text, span);
    let inner = if inner.is_empty() { span } else { trim_single(text, inner) };
    found.push(Quotation { span, inner, block, set_apart: false, goes_on });
}

fn trim_single(text: &str, span: Span) -> Span {
    let inside = text[span.range()].trim_start_matches(['‘', '\'', '`']);
    let start = span.end - inside.len();
    Span::new(start, start + inside.trim_end_matches("''").trim_end_matches('’').len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::document;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let document = document(text);
        let words = Words::of(&document);
        let classes = Classes::parse(include_str!("../data/en/classes.toml")).unwrap();
        let found = quotations(&document, &words, &classes);
        let lines: Vec<String> = found
            .iter()
            .map(|q| format!("{}{}", if q.goes_on { "+ " } else { "" }, &document.text[q.inner]))
            .collect();
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn quotations_of_every_mark_are_found_once() {
        check("He said: “They beat me. I fainted.” Then he wept.", expect!["They beat me. I fainted."]);
        check("\"No,\" she said, \"never.\"", expect!["No,\nnever."]);
        check("The guards’ room, ‘the hotel’ to the men, wasn’t heated.", expect!["the hotel"]);
        check("''No,'' she said, ``never.''", expect!["No,\nnever."]);
        check("«Они пришли ночью», сказал он.", expect!["Они пришли ночью"]);
        check(
            "“They came at night.\n\n“Then they left.”",
            expect![[r#"
            They came at night.
            + Then they left."#]],
        );
    }
}
