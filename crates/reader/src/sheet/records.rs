//! Text to records and fields: delimiters, quotation marks, line ends.
//!
//! As RFC 4180 has it, and where files depart from it: a quotation mark inside a bare field is a character; words behind a closing
//! mark belong to the field; a mark that is never closed is a character, and from then on no quoted field runs over a line's end.
//!
//! Invariant: every character is delimiter, quotation mark, line end or part of a field; time is linear in the text.

use probata_report::Span;

/// A field: the stretches of text that make it up, between doubled quotation marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Field {
    pub pieces: Vec<Span>,
}

impl Field {
    /// Its words.
    pub fn text(&self, text: &str) -> String {
        self.pieces.iter().map(|piece| &text[*piece]).collect()
    }

    pub fn len(&self) -> usize {
        self.pieces.iter().map(|piece| piece.len()).sum()
    }
}

/// Walks through the records of a text.
pub(super) struct Records<'t> {
    text: &'t str,
    at: usize,
    delimiter: u8,
    /// Line of the next record, from 0.
    pub line: usize,
    /// A quoted field ends with its line: one that did not has run to the text's end.
    one_line: bool,
    /// Lines, from 1, of marks that are never closed, and of other marks at odd places.
    pub unclosed: Vec<usize>,
    pub odd: Vec<usize>,
}

impl<'t> Records<'t> {
    pub fn new(text: &'t str, start: usize, delimiter: u8) -> Self {
        Self { text, at: start, delimiter, line: 0, one_line: false, unclosed: Vec::new(), odd: Vec::new() }
    }

    /// The next record, with the line it begins on from 0; an empty line is a record of one empty field.
    pub fn next(&mut self) -> Option<(usize, Vec<Field>)> {
        if self.at >= self.text.len() {
            return None;
        }
        let (line, mut fields) = (self.line, Vec::new());
        loop {
            fields.push(self.field());
            match self.text.as_bytes().get(self.at) {
                Some(byte) if *byte == self.delimiter => self.at += 1,
                Some(b'\r') => {
                    self.at += 1 + usize::from(self.text.as_bytes().get(self.at + 1) == Some(&b'\n'));
                    break;
                }
                Some(_) => {
                    self.at += 1;
                    break;
                }
                None => break,
            }
        }
        self.line += 1;
        Some((line, fields))
    }

    fn field(&mut self) -> Field {
        let bytes = self.text.as_bytes();
        if bytes.get(self.at) == Some(&b'"') {
            match self.quoted() {
                Some(field) => return field,
                None => {
                    self.one_line = true;
                    note(&mut self.unclosed, self.line + 1);
                }
            }
        }
        let end = self.bare_end(self.at);
        let span = Span::new(self.at, end);
        if bytes[span.range()].iter().skip(1).any(|byte| *byte == b'"') {
            note(&mut self.odd, self.line + 1);
        }
        self.at = end;
        Field { pieces: vec![span] }
    }

    fn bare_end(&self, from: usize) -> usize {
        let rest = &self.text.as_bytes()[from..];
        from + memchr::memchr3(self.delimiter, b'\n', b'\r', rest).unwrap_or(rest.len())
    }

    /// A field in quotation marks; none if it is not closed.
    fn quoted(&mut self) -> Option<Field> {
        let bytes = self.text.as_bytes();
        let (mut pieces, mut from) = (Vec::new(), self.at + 1);
        let mut lines = 0;
        loop {
            let rest = &bytes[from..];
            let close = from + memchr::memchr(b'"', rest)?;
            let new = memchr::memchr_iter(b'\n', &bytes[from..close]).count();
            if self.one_line && (new > 0 || bytes[from..close].contains(&b'\r')) {
                return None;
            }
            lines += new;
            if bytes.get(close + 1) == Some(&b'"') {
                pieces.push(Span::new(from, close + 1));
                from = close + 2;
                continue;
            }
            pieces.push(Span::new(from, close));
            let end = self.bare_end(close + 1);
            if end > close + 1 {
                note(&mut self.odd, self.line + 1);
                pieces.push(Span::new(close + 1, end));
            }
            self.at = end;
            self.line += lines;
            pieces.retain(|piece| !piece.is_empty());
            return Some(Field { pieces });
        }
    }
}

fn note(lines: &mut Vec<usize>, line: usize) {
    if lines.last() != Some(&line) && lines.len() < 1_000 {
        lines.push(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&[&str]], unclosed: &[usize], odd: &[usize]) {
        let mut records = Records::new(text, 0, b',');
        let mut found = Vec::new();
        while let Some((_, fields)) = records.next() {
            found.push(fields.iter().map(|field| field.text(text)).collect::<Vec<_>>());
        }
        assert_eq!(
            (found, records.unclosed.as_slice(), records.odd.as_slice()),
            (
                expected
                    .iter()
                    .map(|record| record.iter().map(|field| (*field).to_owned()).collect())
                    .collect(),
                unclosed,
                odd
            )
        );
    }

    #[test]
    fn records_and_fields() {
        check("a,b\r\nc,,\n", &[&["a", "b"], &["c", "", ""]], &[], &[]);
        check(
            "\"a,1\",\"b \"\"x\"\"\"\n\"two\nlines\",c",
            &[&["a,1", "b \"x\""], &["two\nlines", "c"]],
            &[],
            &[],
        );
        check("a\n\nb", &[&["a"], &[""], &["b"]], &[], &[]);
        check("", &[], &[], &[]);
        check("\"\",x", &[&["", "x"]], &[], &[]);
    }

    #[test]
    fn quotation_marks_at_odd_places() {
        check("a \"b\",c", &[&["a \"b\"", "c"]], &[], &[1]);
        check("\"a\" b,c", &[&["a b", "c"]], &[], &[1]);
        check("x,\"open\ny,z\n\"q\",w", &[&["x", "open\ny,z\nq\"", "w"]], &[], &[1]);
    }

    #[test]
    fn a_mark_that_is_never_closed_swallows_nothing() {
        check("a,\"b\nc,d\n", &[&["a", "\"b"], &["c", "d"]], &[1], &[]);
        check("a,\"b\nc,\"d\"\n\"e,f", &[&["a", "b\nc,d\""], &["\"e", "f"]], &[3], &[1]);
    }
}
