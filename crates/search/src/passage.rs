//! Cuts a reading into passages: what is found and shown as one.

use crate::words::words;
use std::ops::Range;

/// Words that a passage has room for.
const ROOM: usize = 60;
/// A paragraph of so many words stays whole.
const MOST: usize = 90;

/// The passages of a text, in order: paragraphs, short lines together, long paragraphs cut where sentences end. All its words are in one.
pub fn passages(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut from, mut to, mut count) = (0, 0, 0);
    for line in text.split_inclusive('\n') {
        let start = to;
        to += line.len();
        let words = words(line).count();
        if count > 0 && (words == 0 || count + words > ROOM) {
            push(text, from..start, &mut found);
            count = 0;
        }
        if count == 0 {
            from = start;
        }
        count += words;
        if count > MOST {
            cut(text, from..to, &mut found);
            count = 0;
        }
    }
    if count > 0 {
        push(text, from..to, &mut found);
    }
    found
}

/// Keeps what is between the white space at both ends.
fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    let end = start + inner.trim().len();
    if start < end {
        found.push(start..end);
    }
}

/// Cuts a long paragraph behind ends of sentences, or, where it has none, between words.
fn cut(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let (mut from, mut count) = (range.start, 0);
    let mut last = range.start;
    for word in words(&text[range.clone()]) {
        let start = range.start + word.start;
        let is_end = text[last..start].contains(['.', '!', '?', '؟', '…', '\n', '。']);
        if count >= MOST || count >= ROOM / 2 && is_end && count + 10 > ROOM / 2 {
            push(text, from..start, found);
            (from, count) = (start, 0);
        }
        count += 1;
        last = range.start + word.end;
    }
    push(text, from..range.end, found);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn short_lines_stay_together_and_paragraphs_apart() {
        let text = "Q: Where were you held?\nA: At Doln.\n\nThe witness drew a map.\n";
        let found: Vec<&str> = passages(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["Q: Where were you held?\nA: At Doln.", "The witness drew a map."]);
    }

    #[test]
    fn a_long_paragraph_is_cut_where_sentences_end() {
        let text = "The guards came at night and took the register away from us. ".repeat(40);
        let found = passages(&text);
        assert!(found.len() > 5);
        for range in &found {
            assert!(text[range.clone()].ends_with("us."), "{:?}", &text[range.clone()]);
        }
        let without_ends = "word ".repeat(1000);
        assert!(passages(&without_ends).iter().all(|range| range.len() <= 5 * MOST));
    }

    proptest! {
        #[test]
        fn every_word_is_in_one_passage(text in "[a-zа-я .\n\t!]{0,600}") {
            let all: Vec<&str> = words(&text).map(|range| &text[range]).collect();
            let found: Vec<&str> = passages(&text)
                .into_iter()
                .flat_map(|range| words(&text[range.clone()]).map(move |word| range.start + word.start..range.start + word.end))
                .map(|range| &text[range])
                .collect();
            prop_assert_eq!(all, found);
        }
    }
}
