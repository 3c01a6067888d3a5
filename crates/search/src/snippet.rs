//! What of a passage is shown, and what in it is marked.

use crate::analyser::{language_of, stem_token};
use crate::find::Found;
use crate::fold::folded;
use crate::language::Language;
use crate::words::words;
use std::ops::Range;

/// A piece of a reading around what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// Bytes of the reading.
    pub span: Range<usize>,
    /// Bytes of the reading that are marked, in order.
    pub marked: Vec<Range<usize>>,
}

/// Cuts out of a passage the piece of at most so many letters that has most of what was found.
pub fn snippet(
    text: &str,
    passage: &Range<usize>,
    language: Option<Language>,
    found: &Found,
    letters: usize,
) -> Snippet {
    let inner = text.get(passage.clone()).unwrap_or_default();
    let latin = Language::of_passage(inner, language);
    let is_marked = |word: &str| {
        found.marked.contains(&folded(word))
            || language_of(word, latin)
                .is_some_and(|language| found.marked.contains(&stem_token(language, word)))
    };
    let all: Vec<Range<usize>> = words(inner).collect();
    let marked: Vec<Range<usize>> =
        all.iter().filter(|range| is_marked(&inner[(*range).clone()])).cloned().collect();
    let kept = window(inner, &all, &marked, letters);
    let shift = |range: &Range<usize>| passage.start + range.start..passage.start + range.end;
    let inside = |range: &&Range<usize>| kept.start <= range.start && range.end <= kept.end;
    Snippet { span: shift(&kept), marked: marked.iter().filter(inside).map(shift).collect() }
}

/// The piece that begins a little before a marked word and has most of them.
fn window(inner: &str, all: &[Range<usize>], marked: &[Range<usize>], letters: usize) -> Range<usize> {
    if inner.chars().count() <= letters {
        return 0..inner.len();
    }
    let end_of =
        |from: usize| inner[from..].char_indices().nth(letters).map_or(inner.len(), |(at, _)| from + at);
    // A third of the room is for what stands before.
    let begin = |word: &Range<usize>| {
        let before = inner[..word.start].char_indices().rev().nth(letters / 3).map_or(0, |(at, _)| at);
        all.iter().find(|other| other.start >= before).map_or(word.start, |other| other.start)
    };
    let within = |from: usize| {
        let end = end_of(from);
        marked.iter().filter(|word| word.start >= from && word.end <= end).count()
    };
    let from =
        marked.iter().map(begin).max_by_key(|from| (within(*from), std::cmp::Reverse(*from))).unwrap_or(0);
    let end = end_of(from);
    // A piece that would end behind the passage begins earlier instead; no word is cut.
    let end = all.iter().rev().find(|word| word.end <= end).map_or(end, |word| word.end);
    let end = if end == all.last().map_or(0, |last| last.end) { inner.len().min(end_of(from)) } else { end };
    from..end.max(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_piece_holds_what_was_found_and_cuts_no_word() {
        let text = format!(
            "{}The guards of block four tortured him there. {}",
            "Before that, nothing. ".repeat(10),
            "After. ".repeat(20)
        );
        let found =
            Found { marked: ["\u{1}etortur".to_owned(), "block".to_owned()].into(), ..Found::default() };
        let all = snippet(&text, &(0..text.len()), Some(Language::English), &found, 80);
        let shown = &text[all.span.clone()];
        assert!(shown.contains("block four tortured him"), "{shown}");
        assert!(shown.chars().count() <= 80);
        let marked: Vec<&str> = all.marked.iter().map(|range| &text[range.clone()]).collect();
        assert_eq!(marked, ["block", "tortured"]);
        assert!(text[..all.span.start].ends_with(' '));
    }

    #[test]
    fn a_short_passage_is_shown_whole() {
        let found = Found { marked: ["doln".to_owned()].into(), ..Found::default() };
        let shown = snippet("At Doln. He", &(0..8), None, &found, 80);
        assert_eq!((shown.span, shown.marked.len(), shown.marked[0].clone()), (0..8, 1, 3..7));
    }
}
