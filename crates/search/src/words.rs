//! Words of a text, with the bytes that they are.

use crate::fold::is_silent;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// Longer ones are no words: keys, addresses, encoded bytes. In bytes.
const LONGEST: usize = 200;
/// French words that lose their vowel before another: what follows them is a word by itself.
const ELIDED: [&str; 13] =
    ["l", "d", "j", "m", "t", "s", "n", "c", "qu", "lorsqu", "puisqu", "jusqu", "quoiqu"];

/// The words of a text, in order.
pub(crate) struct Words<'t> {
    text: &'t str,
    at: usize,
}

/// Cuts a text into words.
pub(crate) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

impl Iterator for Words<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let rest = &self.text[self.at..];
            let start = self.at + rest.find(begins)?;
            let end = start + word_end(&self.text[start..]);
            self.at = end.max(start + 1);
            if end - start <= LONGEST {
                return Some(start..end);
            }
        }
    }
}

fn begins(letter: char) -> bool {
    letter.is_alphanumeric()
}

fn continues(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter) || is_silent(letter)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʹ' | '`')
}

/// Where the word ends with which a text begins. An apostrophe within it belongs to it, but for "l'avocat" and "Mira's".
fn word_end(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, letter)) = letters.next() {
        if continues(letter) {
            end = at + letter.len_utf8();
            continue;
        }
        let follows = letters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !is_apostrophe(letter)
            || !follows
            || is_elided(&text[..at])
            || is_possessive(&text[at + letter.len_utf8()..])
        {
            break;
        }
    }
    end
}

fn is_elided(word: &str) -> bool {
    ELIDED.iter().any(|elided| word.eq_ignore_ascii_case(elided))
}

/// "s" and nothing more.
fn is_possessive(rest: &str) -> bool {
    let mut letters = rest.chars();
    letters.next().is_some_and(|letter| letter.eq_ignore_ascii_case(&'s'))
        && !letters.next().is_some_and(continues)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_where_readers_cut_them() {
        for (text, expected) in [
            ("Held on 3.9.2017, at Doln.", "Held|on|3|9|2017|at|Doln"),
            ("l'avocat d’Ilan, aujourd'hui", "l|avocat|d|Ilan|aujourd'hui"),
            ("Mira's brother; O'Brien; the Qur’an", "Mira|s|brother|O'Brien|the|Qur’an"),
            ("заявление №12 «о пытках»", "заявление|12|о|пытках"),
            ("وقال: «لم أرَه»", "وقال|لم|أرَه"),
            ("state-run", "state|run"),
            ("...", ""),
        ] {
            let found: Vec<&str> = words(text).map(|range| &text[range]).collect();
            assert_eq!(found.join("|"), expected, "{text}");
        }
    }

    #[test]
    fn what_is_too_long_for_a_word_is_passed_over() {
        let text = format!("before {} after", "x".repeat(LONGEST + 1));
        assert_eq!(words(&text).map(|range| text[range].to_owned()).collect::<Vec<_>>(), ["before", "after"]);
    }
}
