//! Words of every sentence with their places, and the text with what is no wording taken out.
//!
//! Invariant: masking keeps every offset, so a token's span slices the document's own text.

use probata_report::{Document, Span};
use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, with inner apostrophes, hyphens and full stops ("co-operated", "U.S").
    Word,
    /// The ending of a possessive or a contraction: `'s`, `n't`, `'ve`.
    Clitic,
    /// Digits with separators: `1,012`, `2.5`, `14th`.
    Number,
    /// One character of anything else.
    Punctuation,
}

/// A word, number or sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: Kind,
    /// True if it begins with a capital letter.
    pub capital: bool,
}

/// The document's wording: text with note marks and Markdown's signs blanked out, its lower-case twin, and tokens.
pub(crate) struct Words {
    /// The text, same length, marks replaced by spaces.
    pub text: String,
    /// The same in lower case; a letter whose lower case has another length stays as it is.
    pub lower: String,
    /// Tokens of all sentences, sentence by sentence.
    pub tokens: Vec<Token>,
    /// For each sentence its range of `tokens`.
    of: Vec<Range<usize>>,
}

impl Words {
    /// Reads the words of every sentence of `document`.
    pub fn of(document: &Document) -> Self {
        let text = masked(document);
        let lower = lowered(&text);
        let mut words =
            Self { text, lower, tokens: Vec::new(), of: Vec::with_capacity(document.sentences.len()) };
        for sentence in &document.sentences {
            let from = words.tokens.len();
            for piece in sentence.spans() {
                tokenise(&words.text, *piece, &mut words.tokens);
            }
            words.of.push(from..words.tokens.len());
        }
        words
    }

    /// The words of a text that is no document, as one sentence.
    pub fn of_text(text: &str) -> (Self, Vec<Token>) {
        let mut tokens = Vec::new();
        tokenise(text, Span::new(0, text.len()), &mut tokens);
        let words = Self { text: text.to_owned(), lower: lowered(text), tokens: Vec::new(), of: Vec::new() };
        (words, tokens)
    }

    /// Tokens of a sentence.
    pub fn sentence(&self, index: usize) -> &[Token] {
        &self.tokens[self.of[index].clone()]
    }

    /// The token's characters.
    pub fn word(&self, token: &Token) -> &str {
        &self.text[token.span]
    }

    /// The token's characters in lower case.
    pub fn low(&self, token: &Token) -> &str {
        &self.lower[token.span]
    }

    /// The words of a span without blanked marks and with single spaces, for messages and comparison.
    pub fn plain(&self, span: Span) -> String {
        self.text[span].split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn masked(document: &Document) -> String {
    let mut bytes = document.text.clone().into_bytes();
    for mark in &document.marks {
        bytes[mark.span.range()].fill(b' ');
    }
    if document.parts.iter().any(|part| part.format.starts_with("markdown")) {
        mask_emphasis(&mut bytes);
    }
    // Whole characters were replaced by ASCII, so this never fails; if it did, nothing is masked.
    String::from_utf8(bytes).unwrap_or_else(|_| document.text.clone())
}

/// Blanks Markdown's `**` and `__`, which never belong to the wording.
fn mask_emphasis(bytes: &mut [u8]) {
    for at in 1..bytes.len() {
        if (bytes[at] == b'*' || bytes[at] == b'_') && bytes[at - 1] == bytes[at] {
            bytes[at - 1] = b' ';
            bytes[at] = b' ';
        }
    }
}

fn lowered(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        let mut low = letter.to_lowercase();
        match (low.next(), low.next()) {
            (Some(one), None) if one.len_utf8() == letter.len_utf8() => out.push(one),
            _ => out.push(letter),
        }
    }
    out
}

fn tokenise(text: &str, piece: Span, tokens: &mut Vec<Token>) {
    let mut rest = piece.start;
    while let Some(first) = text[rest..piece.end].chars().next() {
        let length = if first.is_alphabetic() {
            word_length(&text[rest..piece.end])
        } else if first.is_ascii_digit() {
            number_length(&text[rest..piece.end])
        } else {
            first.len_utf8()
        };
        let span = Span::new(rest, rest + length);
        if first.is_alphabetic() {
            push_word(text, span, tokens);
        } else if !first.is_whitespace() {
            let kind = if first.is_ascii_digit() { Kind::Number } else { Kind::Punctuation };
            tokens.push(Token { span, kind, capital: false });
        }
        rest += length;
    }
}

/// Length of the word at the start of `text`: letters and digits joined by single `-`, `'`, `’`, `.`, `·`.
fn word_length(text: &str) -> usize {
    let mut end = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let joins = matches!(letter, '-' | '\'' | '’' | '.' | '\u{2011}' | '\u{AD}' | '·');
        let goes_on = letters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let abbreviates = letter == '.' && !stop_joins(&text[..at], &text[at + 1..]);
        if is_word_letter(letter) || (joins && goes_on && !abbreviates) {
            end = at + letter.len_utf8();
        } else {
            break;
        }
    }
    end
}

/// A full stop joins only single letters: "U.S", "a.m", not "custody.The".
fn stop_joins(before: &str, after: &str) -> bool {
    let single_before = before.chars().rev().take_while(|c| c.is_alphabetic()).count() == 1;
    let single_after = after.chars().take_while(|c| c.is_alphabetic()).count() == 1;
    single_before && single_after
}

fn is_word_letter(letter: char) -> bool {
    letter.is_alphanumeric()
        || ('\u{0300}'..='\u{036F}').contains(&letter)
        || ('\u{064B}'..='\u{0652}').contains(&letter)
}

fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    while end < bytes.len() {
        let goes_on = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        match bytes[end] {
            b'0'..=b'9' => end += 1,
            b',' | b'.' | b':' if goes_on => end += 1,
            _ => break,
        }
    }
    // A power belongs to its number: 10³ is not 10.
    let goes_on = |c: &char| c.is_alphabetic() || matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁺' | '⁻');
    end + text[end..].chars().take_while(goes_on).map(char::len_utf8).sum::<usize>()
}

fn push_word(text: &str, span: Span, tokens: &mut Vec<Token>) {
    let word = &text[span];
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let clitic = [
        "n't", "n’t", "'s", "’s", "'S", "’S", "'ve", "’ve", "'re", "’re", "'ll", "’ll", "'d", "’d", "'m",
        "’m",
    ]
    .iter()
    .find(|clitic| word.len() > clitic.len() && word.ends_with(**clitic))
    .map_or(0, |clitic| clitic.len());
    let cut = span.end - clitic;
    tokens.push(Token { span: Span::new(span.start, cut), kind: Kind::Word, capital });
    if clitic > 0 {
        tokens.push(Token { span: Span::new(cut, span.end), kind: Kind::Clitic, capital: false });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut tokens = Vec::new();
        tokenise(text, Span::new(0, text.len()), &mut tokens);
        let words: Vec<&str> = tokens.iter().map(|token| &text[token.span]).collect();
        assert_eq!(words.join(" "), expected);
    }

    #[test]
    fn words_numbers_and_signs_come_apart() {
        check("He didn't co-operate.", "He did n't co-operate .");
        check("Verin’s U.S. visa", "Verin ’s U.S . visa");
        check("1,012 men, 2.5 km, 14th", "1,012 men , 2.5 km , 14th");
        check("10³ men in 4 m², 10⁻²³", "10³ men in 4 m² , 10⁻²³");
        check("custody.The “SSD”", "custody . The “ SSD ”");
        check("задержан в г. Вельск", "задержан в г . Вельск");
    }
}
