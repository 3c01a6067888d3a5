//! Undoes transfer encodings: base64, quoted-printable, the `%` of parameters.

use crate::base64::Base64;
use probata_report::Span;

/// How a part's bytes stand in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// As they are.
    Identity,
    Base64,
    QuotedPrintable,
    /// `begin 644 name` to `end`.
    Uu,
    /// One that is not known; the bytes are left as they are.
    Unknown,
}

impl Encoding {
    /// By the field `Content-Transfer-Encoding`.
    pub fn of(value: &str) -> Self {
        match value.trim().trim_end_matches(';').to_ascii_lowercase().as_str() {
            "" | "7bit" | "8bit" | "binary" => Self::Identity,
            "base64" => Self::Base64,
            "quoted-printable" => Self::QuotedPrintable,
            "x-uuencode" | "uuencode" | "x-uue" => Self::Uu,
            _ => Self::Unknown,
        }
    }
}

/// Bytes of a part with the way back to the file.
#[derive(Debug, Default)]
pub(super) struct Unpacked {
    pub bytes: Vec<u8>,
    /// Places in `bytes` with their places in the file, rising; a line or so apart.
    marks: Vec<(usize, usize)>,
    /// Where the part ends in the file.
    end: usize,
    /// Characters that do not belong to the encoding.
    pub odd: usize,
    /// The bytes are the file's, one by one from the first mark on.
    identity: bool,
}

impl Unpacked {
    /// Undoes the encoding of `source`, a stretch of `file`.
    pub fn of(file: &[u8], source: Span, encoding: Encoding) -> Self {
        let raw = &file[source.range()];
        let mut made = Self { end: source.end, ..Self::default() };
        match encoding {
            Encoding::Identity | Encoding::Unknown => {
                made.bytes = raw.to_vec();
                made.marks = vec![(0, source.start)];
                made.identity = true;
            }
            Encoding::Base64 => made.by_line(raw, source.start, &mut Base64::default()),
            Encoding::QuotedPrintable => made.by_line(raw, source.start, &mut Quoted),
            Encoding::Uu => made.by_line(raw, source.start, &mut Uu::default()),
        }
        made
    }

    fn by_line(&mut self, raw: &[u8], start: usize, line: &mut dyn Line) {
        let mut at = start;
        for words in raw.split_inclusive(|byte| *byte == b'\n') {
            if self.marks.last().is_none_or(|(last, _)| *last < self.bytes.len()) {
                self.marks.push((self.bytes.len(), at));
            }
            self.odd += line.take(words, &mut self.bytes);
            at += words.len();
        }
        self.odd += line.end();
    }

    /// The bytes of the file that `span` of the unpacked bytes came from, at least.
    pub fn source(&self, span: Span) -> Span {
        if self.identity {
            let start = self.marks.first().map_or(0, |mark| mark.1);
            return Span::new((start + span.start).min(self.end), (start + span.end).min(self.end));
        }
        let before = self.marks.partition_point(|(at, _)| *at <= span.start).saturating_sub(1);
        let after = self.marks.partition_point(|(at, _)| *at < span.end);
        let start = self.marks.get(before).map_or(self.end, |mark| mark.1);
        let end = self.marks.get(after).map_or(self.end, |mark| mark.1);
        Span::new(start, end.max(start))
    }
}

/// Undoes an encoding line by line; gives how many characters do not belong to it.
trait Line {
    fn take(&mut self, line: &[u8], out: &mut Vec<u8>) -> usize;
    /// After the last line.
    fn end(&mut self) -> usize {
        0
    }
}

impl Line for Base64 {
    fn take(&mut self, line: &[u8], out: &mut Vec<u8>) -> usize {
        Base64::take(self, line, out)
    }

    fn end(&mut self) -> usize {
        Base64::end(self)
    }
}

struct Quoted;

impl Line for Quoted {
    fn take(&mut self, line: &[u8], out: &mut Vec<u8>) -> usize {
        let body = line.strip_suffix(b"\n").unwrap_or(line);
        let body = body.strip_suffix(b"\r").unwrap_or(body);
        let ending = &line[body.len()..];
        // White space at a line's end was added on the way.
        let length = body.len() - body.iter().rev().take_while(|byte| b" \t".contains(byte)).count();
        let (body, mut odd, mut at) = (&body[..length], 0, 0);
        while let Some(byte) = body.get(at) {
            if *byte != b'=' {
                out.push(*byte);
                at += 1;
                continue;
            }
            if at + 1 == body.len() {
                return odd;
            }
            match (digit(body.get(at + 1)), digit(body.get(at + 2))) {
                (Some(high), Some(low)) => {
                    out.push(high << 4 | low);
                    at += 3;
                }
                _ => {
                    odd += 1;
                    out.push(b'=');
                    at += 1;
                }
            }
        }
        out.extend_from_slice(ending);
        odd
    }
}

fn digit(byte: Option<&u8>) -> Option<u8> {
    char::from(*byte?).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// The `Q` encoding of encoded words.
pub(super) fn quoted_word(raw: &[u8]) -> Vec<u8> {
    coded(raw, b'=', true)
}

/// The `%` encoding of parameters.
pub(super) fn percent(raw: &[u8], out: &mut Vec<u8>) {
    out.extend(coded(raw, b'%', false));
}

fn coded(raw: &[u8], sign: u8, underscore: bool) -> Vec<u8> {
    let (mut out, mut at) = (Vec::with_capacity(raw.len()), 0);
    while let Some(byte) = raw.get(at) {
        at += 1;
        match (digit(raw.get(at)), digit(raw.get(at + 1))) {
            (Some(high), Some(low)) if *byte == sign => {
                out.push(high << 4 | low);
                at += 2;
            }
            _ if *byte == b'_' && underscore => out.push(b' '),
            _ => out.push(*byte),
        }
    }
    out
}

#[derive(Default)]
struct Uu {
    begun: bool,
    ended: bool,
}

impl Line for Uu {
    fn take(&mut self, line: &[u8], out: &mut Vec<u8>) -> usize {
        let line = line.trim_ascii_end();
        if !self.begun {
            self.begun = line.starts_with(b"begin ");
            return 0;
        }
        if self.ended || line == b"end" {
            self.ended = true;
            return 0;
        }
        let Some((first, rest)) = line.split_first() else { return 0 };
        let length = usize::from(first.wrapping_sub(32) & 63);
        let mut made = Vec::with_capacity(64);
        for four in rest.chunks(4) {
            let six = |index: usize| u32::from(four.get(index).map_or(0, |byte| byte.wrapping_sub(32) & 63));
            let word = six(0) << 18 | six(1) << 12 | six(2) << 6 | six(3);
            made.extend_from_slice(&word.to_be_bytes()[1..]);
        }
        let odd = usize::from(made.len() < length);
        made.resize(length, 0);
        out.extend(made);
        odd
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(encoding: Encoding, raw: &str, expected: &str, odd: usize) {
        let made = Unpacked::of(raw.as_bytes(), Span::new(0, raw.len()), encoding);
        assert_eq!(String::from_utf8_lossy(&made.bytes), expected, "{raw}");
        assert_eq!(made.odd, odd, "{raw}");
    }

    #[test]
    fn each_encoding_is_undone() {
        check(Encoding::Base64, "SGUg\r\nd2FzIGhlbGQ=\r\n", "He was held", 0);
        check(Encoding::Base64, "SGU=IGlz", "He is", 0);
        check(Encoding::Base64, "SG*Ug", "He ", 1);
        check(Encoding::QuotedPrintable, "a=3Db=\r\nc  \r\nd=C3=A9", "a=bc\r\ndé", 0);
        check(Encoding::QuotedPrintable, "5 = 5 =ZZ", "5 = 5 =ZZ", 2);
        check(Encoding::Uu, "begin 644 a.txt\n#0V%T\n`\nend\n", "Cat", 0);
    }

    #[test]
    fn the_way_back_leads_to_the_line() {
        let raw = b"x: y\r\n\r\nSGUg\r\nd2Fz\r\n";
        let made = Unpacked::of(raw, Span::new(8, raw.len()), Encoding::Base64);
        assert_eq!(made.bytes, b"He was");
        assert_eq!(made.source(Span::new(3, 6)), Span::new(14, 20));
        assert_eq!(made.source(Span::new(0, 3)), Span::new(8, 14));
    }
}
