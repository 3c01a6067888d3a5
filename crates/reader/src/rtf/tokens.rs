//! The bytes of an RTF file as tokens: braces, control words, escaped characters, text.
//!
//! Invariant: every byte belongs to one token, and reading one costs no more than its length.

use probata_report::Span;

/// The longest control word; what goes on behind it is text.
const LONGEST_WORD: usize = 32;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'b> {
    Open,
    Close,
    /// A control word with its number.
    Word(&'b str, Option<i32>),
    /// A control symbol.
    Symbol(u8),
    /// A character by its code, `\'e9`.
    Hex(u8),
    /// Bytes of text, without line ends.
    Text(&'b [u8]),
    /// Raw bytes behind `\bin`; true if there are fewer than it says.
    Binary(bool),
}

/// A walk through the bytes.
pub(super) struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Tokens<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How far the file was read.
    pub fn position(&self) -> usize {
        self.at
    }

    /// What is left.
    pub fn rest(&self) -> &'b [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The next token and the bytes that it is.
    pub fn next(&mut self) -> Option<(Token<'b>, Span)> {
        // Line ends and zero bytes between tokens mean nothing.
        while self.byte().is_some_and(|byte| matches!(byte, b'\r' | b'\n' | 0)) {
            self.at += 1;
        }
        let start = self.at;
        let token = match self.byte()? {
            b'{' => self.single(Token::Open),
            b'}' => self.single(Token::Close),
            b'\\' => self.control(),
            // A tab typed as such is one.
            b'\t' => self.single(Token::Word("tab", None)),
            _ => {
                let rest = self.rest();
                let ends = |byte: &u8| matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | b'\t' | 0);
                let length = rest.iter().position(ends).unwrap_or(rest.len());
                self.at += length;
                Token::Text(&rest[..length])
            }
        };
        Some((token, Span::new(start, self.at)))
    }

    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn single(&mut self, token: Token<'b>) -> Token<'b> {
        self.at += 1;
        token
    }

    fn control(&mut self) -> Token<'b> {
        self.at += 1;
        match self.byte() {
            None => Token::Symbol(b'\\'),
            Some(byte) if byte.is_ascii_alphabetic() => self.word(),
            Some(b'\'') => self.hex(),
            Some(byte) => self.single(Token::Symbol(byte)),
        }
    }

    fn hex(&mut self) -> Token<'b> {
        self.at += 1;
        let digit = |at: usize| self.bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (digit(self.at), digit(self.at + 1)) {
            (Some(high), Some(low)) => {
                self.at += 2;
                Token::Hex(u8::try_from(high * 16 + low).unwrap_or(b'?'))
            }
            // No number follows: the apostrophe was meant.
            _ => Token::Symbol(b'\''),
        }
    }

    fn word(&mut self) -> Token<'b> {
        let start = self.at;
        while self.at - start < LONGEST_WORD && self.byte().is_some_and(|byte| byte.is_ascii_alphabetic()) {
            self.at += 1;
        }
        let name = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default();
        let number = self.number();
        if self.byte() == Some(b' ') {
            self.at += 1;
        }
        match (name, number) {
            ("bin", Some(length)) => self.binary(length),
            _ => Token::Word(name, number),
        }
    }

    fn number(&mut self) -> Option<i32> {
        let start = self.at;
        let is_negative = self.byte() == Some(b'-');
        let mut at = start + usize::from(is_negative);
        let digits = at;
        let mut value: i64 = 0;
        while let Some(digit) = self.bytes.get(at).filter(|byte| byte.is_ascii_digit()) {
            value = (value * 10 + i64::from(digit - b'0')).min(1 << 40);
            at += 1;
        }
        if at == digits {
            return None;
        }
        self.at = at;
        let value = if is_negative { -value } else { value };
        // Numbers beyond 32 bits wrap in no program that is known.
        i32::try_from(value.clamp(i64::from(i32::MIN), i64::from(i32::MAX))).ok()
    }

    fn binary(&mut self, length: i32) -> Token<'b> {
        let length = usize::try_from(length).unwrap_or(0);
        let left = self.bytes.len() - self.at;
        self.at += length.min(left);
        Token::Binary(length > left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(bytes: &[u8], answer: &Expect) {
        let mut tokens = Tokens::new(bytes);
        let mut said = Vec::new();
        while let Some((token, span)) = tokens.next() {
            said.push(match token {
                Token::Text(text) => format!("{span} {:?}", String::from_utf8_lossy(text)),
                other => format!("{span} {other:?}"),
            });
        }
        answer.assert_eq(&said.join("\n"));
    }

    #[test]
    fn words_symbols_and_text() {
        check(
            b"{\\rtf1\\b0 A\\'e9\\u-10179?\\~\\{\r\nb}",
            &expect![[r#"
                0..1 Open
                1..6 Word("rtf", Some(1))
                6..10 Word("b", Some(0))
                10..11 "A"
                11..15 Hex(233)
                15..23 Word("u", Some(-10179))
                23..24 "?"
                24..26 Symbol(126)
                26..28 Symbol(123)
                30..31 "b"
                31..32 Close"#]],
        );
    }

    #[test]
    fn raw_bytes_are_passed_over_as_far_as_there_are_any() {
        check(
            b"\\bin3 }}}x\\bin99 y",
            &expect![[r#"
                0..9 Binary(false)
                9..10 "x"
                10..18 Binary(true)"#]],
        );
        check(
            b"\\'zz\\bin-5 }",
            &expect![[r#"
            0..2 Symbol(39)
            2..4 "zz"
            4..11 Binary(false)
            11..12 Close"#]],
        );
        check(b"\\", &expect!["0..1 Symbol(92)"]);
    }
}
