//! What stands behind a stop: the next word, what kind of character it begins with, what opens before it.

use super::passage::Passage;

/// Signs that may stand between a stop and the next word; more are no prose.
const MOST_OPENERS: usize = 24;

/// How the next word begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// No letter, digit or sign follows in the block.
    Nothing,
    /// A small letter.
    Small,
    /// A capital letter.
    Capital,
    /// A digit.
    Digit,
    /// A letter of a script without capitals.
    Caseless,
    /// Redacted text.
    Black,
    /// A sign: §, $, №, #, @.
    Sign,
    /// Punctuation that continues a sentence: a comma, a colon.
    Continuing,
}

/// The next word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Next<'a> {
    /// How it begins.
    pub class: Class,
    /// Its letters and digits.
    pub word: &'a str,
    /// The word with what is joined to it, up to a space.
    pub token: &'a str,
    /// The word behind it and its full stop or bracket, for "Verin asked" and "b. Verin".
    pub second: &'a str,
    /// White space stands before it.
    pub spaced: bool,
    /// A quotation mark opens before it.
    pub quoted: bool,
    /// A dash stands before it.
    pub dashed: bool,
    /// `(` stands before it.
    pub bracketed: bool,
}

impl<'a> Next<'a> {
    /// Looks behind `at`.
    pub fn behind(passage: &Passage<'a>, at: usize) -> Next<'a> {
        let mut next = Next {
            class: Class::Nothing,
            word: "",
            token: "",
            second: "",
            spaced: false,
            quoted: false,
            dashed: false,
            bracketed: false,
        };
        let mut cursor = passage.skip_spaces(at);
        next.spaced = cursor > at;
        for _ in 0..MOST_OPENERS {
            let Some(c) = passage.char_at(cursor) else { return next };
            match next.opens(passage, cursor, c) {
                Some(end) => cursor = passage.skip_spaces(end),
                None => {
                    next.fill(passage, cursor, c);
                    return next;
                }
            }
        }
        next.class = Class::Continuing;
        next
    }

    /// Moves over what may stand between a stop and the next word.
    fn opens(&mut self, passage: &Passage, at: usize, c: char) -> Option<usize> {
        let end = at + c.len_utf8();
        match c {
            '“' | '„' | '‘' | '«' | '"' | '\'' | '‹' | '”' | '’' | '»' | '「' | '『' => {
                self.quoted = true
            }
            '[' | '(' => {
                if let Some(end) = omission(passage, at) {
                    return Some(end);
                }
                self.bracketed |= c == '(';
            }
            '—' | '–' | '-' | '―' => self.dashed = true,
            '{' | '¿' | '¡' | '*' | '_' | '•' | '·' | '>' | '|' | '▪' | '◦' | '.' => {}
            _ => return passage.mark_at(at),
        }
        Some(end)
    }

    fn fill(&mut self, passage: &Passage<'a>, at: usize, c: char) {
        let rest = &passage.text[at..passage.span.end];
        self.token = until(rest, |c| c.is_whitespace());
        self.word = until(rest, |c| !c.is_alphanumeric());
        let behind = rest[self.word.len()..].trim_start_matches(['.', ')']);
        if behind.starts_with(char::is_whitespace) {
            self.second = until(behind.trim_start(), |c| !c.is_alphanumeric());
        }
        self.class = match c {
            c if c.is_uppercase() => Class::Capital,
            c if c.is_lowercase() => Class::Small,
            c if c.is_numeric() => Class::Digit,
            c if c.is_alphabetic() => Class::Caseless,
            '█' | '■' | '▮' => Class::Black,
            ',' | ';' | ':' | ')' | ']' | '}' | '،' | '؛' | '/' | '=' | '+' | '%' => Class::Continuing,
            _ => Class::Sign,
        };
    }

    /// True if it reads as a number: digits, Roman digits, a single letter, a symbol ("A/HRC/13/42").
    pub fn is_number(&self) -> bool {
        match self.class {
            Class::Digit => true,
            Class::Sign => self.token.starts_with(['§', '№', '#']),
            Class::Capital | Class::Small => {
                let letters = self.word.chars().count();
                let roman = |digits: &str| letters <= 6 && self.word.chars().all(|c| digits.contains(c));
                roman("IVXLC")
                    || roman("ivxl")
                    || letters == 1 && !matches!(self.word, "A" | "a")
                    || self.token.chars().any(|c| c.is_ascii_digit())
            }
            _ => false,
        }
    }

    /// True if the next word is followed by a full stop, so that "A" is an initial and "No" a number's.
    pub fn is_dotted(&self) -> bool {
        self.token[self.word.len().min(self.token.len())..].starts_with('.')
    }

    /// True for names that begin with a small letter: "al-Shami", "iPhone".
    pub fn is_mixed(&self) -> bool {
        self.class == Class::Small
            && self.token.chars().any(char::is_uppercase)
            && !self.token.contains(['.', '/', '@'])
    }

    /// True for `(b)`, `(iv)`, and for `b.` and `b)` before a capital letter.
    pub fn is_item(&self) -> bool {
        let behind = &self.token[self.word.len()..];
        let letter = self.word.chars().nth(1).is_none() && matches!(behind, "." | ")");
        self.bracketed && self.word.chars().count() <= 4 && behind.starts_with(')')
            || letter && self.second.starts_with(char::is_uppercase)
    }
}

/// At most 32 characters of `text` up to the first that `stops`.
fn until(text: &str, stops: impl Fn(char) -> bool) -> &str {
    let end = text.char_indices().take(32).find(|(_, c)| stops(*c)).map(|(offset, _)| offset);
    let end = end.unwrap_or_else(|| text.char_indices().nth(32).map_or(text.len(), |(offset, _)| offset));
    &text[..end]
}

/// The end of `[...]`, `[…]`, `(...)`: words left out.
fn omission(passage: &Passage, at: usize) -> Option<usize> {
    let inside = &passage.text[at + 1..passage.span.end];
    let dots = inside.char_indices().take(7).find(|(_, c)| !matches!(c, '.' | '…' | ' ' | '\u{a0}'))?;
    (dots.0 > 0 && matches!(dots.1, ']' | ')')).then_some(at + 1 + dots.0 + 1)
}
