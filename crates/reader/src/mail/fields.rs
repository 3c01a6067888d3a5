//! The fields of a header (RFC 5322), and what they say once encoded words (RFC 2047) and parameters (RFC 2231) are undone.

use super::transfer;
use crate::encoding;
use probata_report::Span;

/// More fields than any message has.
const MOST: usize = 20_000;

/// A field of a header.
#[derive(Debug, Clone)]
pub(super) struct Field {
    /// As written.
    pub name: String,
    /// Its value as a person reads it: one line, encoded words undone.
    pub value: String,
    /// Its value in the file, without the line end.
    pub source: Span,
}

/// The fields of a part.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    pub list: Vec<Field>,
    /// Lines that are no field.
    pub odd: usize,
    /// Fields beyond [`MOST`].
    pub more: usize,
}

impl Fields {
    /// Reads a header: `bytes` of the file, beginning at `start` of it. Lines that begin with white space go on with the field before.
    pub fn of(bytes: &[u8], start: usize) -> Self {
        let mut fields = Self::default();
        let mut open: Option<(String, usize, usize)> = None;
        let mut at = 0;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let (from, to) = (at, at + trimmed(line));
            at += line.len();
            if line.starts_with(b" ") || line.starts_with(b"\t") {
                if let Some((_, _, end)) = &mut open {
                    *end = to;
                } else {
                    fields.odd += 1;
                }
                continue;
            }
            fields.close(open.take(), bytes, start);
            match name(&bytes[from..to]) {
                Some(name) => open = Some((name.to_owned(), from + name.len() + 1, to)),
                // What programs that keep mailboxes put before a message is none of it.
                None => {
                    fields.odd +=
                        usize::from(to > from && !line.starts_with(b"From ") && !line.starts_with(b">From "))
                }
            }
        }
        fields.close(open, bytes, start);
        fields
    }

    fn close(&mut self, open: Option<(String, usize, usize)>, bytes: &[u8], start: usize) {
        let Some((name, from, to)) = open else { return };
        if self.list.len() >= MOST {
            self.more += 1;
            return;
        }
        let raw = &bytes[from..to.max(from)];
        let blank = raw.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let source = Span::new(start + from + blank, start + to.max(from + blank));
        self.list.push(Field { name: name.trim_end().to_owned(), value: words(raw), source });
    }

    /// The first field of this name; letters' case does not count.
    pub fn first(&self, name: &str) -> Option<&Field> {
        self.list.iter().find(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// The value of the first field of this name, or nothing.
    pub fn value(&self, name: &str) -> &str {
        self.first(name).map_or("", |field| field.value.as_str())
    }
}

/// Length of a line without its end.
fn trimmed(line: &[u8]) -> usize {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line).len()
}

/// The name that a line begins with, if it is a field.
pub(super) fn name(line: &[u8]) -> Option<&str> {
    let colon = memchr::memchr(b':', &line[..line.len().min(200)])?;
    let name = std::str::from_utf8(&line[..colon]).ok()?;
    let bare = name.trim_end_matches([' ', '\t']);
    let is_name = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_graphic());
    is_name.then_some(name)
}

/// A field's value in words: lines joined, encoded words undone. Bytes beyond ASCII are read as UTF-8 or by their letters.
pub(super) fn words(raw: &[u8]) -> String {
    let text = if raw.is_ascii() {
        String::from_utf8_lossy(raw).into_owned()
    } else {
        encoding::decode(raw, None).text
    };
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    // The bytes of encoded words that stand beside each other, in one encoding: a character may be cut between two.
    let mut open: Option<(String, Vec<u8>)> = None;
    while let Some(at) = rest.find("=?") {
        let (before, from) = rest.split_at(at);
        let Some((charset, bytes, length)) = encoded_word(from) else {
            flush(&mut open, &mut out);
            out.push_str(before);
            out.push_str("=?");
            rest = &from[2..];
            continue;
        };
        let adjoins = open.is_some() && before.chars().all(char::is_whitespace);
        match &mut open {
            Some((of, held)) if adjoins && of.eq_ignore_ascii_case(charset) => held.extend(bytes),
            _ => {
                flush(&mut open, &mut out);
                if !adjoins {
                    out.push_str(before);
                }
                open = Some((charset.to_owned(), bytes));
            }
        }
        rest = &from[length..];
    }
    flush(&mut open, &mut out);
    out.push_str(rest);
    squeezed(&out)
}

fn flush(open: &mut Option<(String, Vec<u8>)>, out: &mut String) {
    if let Some((charset, bytes)) = open.take() {
        out.push_str(&encoding::decode_as(&bytes, &charset).text);
    }
}

/// The charset and bytes of an encoded word at the start of `text`, and its length.
fn encoded_word(text: &str) -> Option<(&str, Vec<u8>, usize)> {
    let inner = text.strip_prefix("=?")?;
    let (charset, rest) = inner.split_once('?')?;
    let (kind, rest) = rest.split_once('?')?;
    let end = rest.find("?=")?;
    let length = text.len() - rest.len() + end + 2;
    let sound = !charset.is_empty() && charset.len() <= 60 && charset.is_ascii() && end <= 4096;
    let body = &rest[..end];
    if !sound || body.contains('\n') {
        return None;
    }
    let bytes = match kind {
        "B" | "b" => crate::base64::decoded(body.as_bytes()).0,
        "Q" | "q" => transfer::quoted_word(body.as_bytes()),
        _ => return None,
    };
    // RFC 2231 lets a language follow the charset.
    Some((charset.split('*').next().unwrap_or(charset), bytes, length))
}

/// Line ends and what is folded are one space.
fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, line) in text.split(['\r', '\n']).filter(|line| !line.is_empty()).enumerate() {
        if index > 0 {
            out.push(' ');
            out.push_str(line.trim_start());
        } else {
            out.push_str(line);
        }
    }
    out.trim().to_owned()
}

/// A value with parameters: `text/plain; charset=koi8-r`.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    /// In lower case, without parameters.
    pub kind: String,
    /// Names in lower case.
    parameters: Vec<(String, String)>,
}

impl Typed {
    /// Reads a value whose encoded words are undone already.
    pub fn of(value: &str) -> Self {
        let mut pieces = pieces(value).into_iter();
        let kind = pieces.next().unwrap_or_default().trim().to_ascii_lowercase();
        let mut plain = Vec::new();
        let mut parts: Vec<(String, u32, bool, String)> = Vec::new();
        for piece in pieces.take(200) {
            let Some((name, value)) = piece.split_once('=') else { continue };
            let (name, value) = (name.trim().to_ascii_lowercase(), unquoted(value.trim()));
            match name.split_once('*') {
                None => plain.push((name, value)),
                Some((base, "")) => parts.push((base.to_owned(), 0, true, value)),
                Some((base, rest)) => {
                    let (number, coded) =
                        rest.strip_suffix('*').map_or((rest, false), |number| (number, true));
                    let Ok(number) = number.parse() else { continue };
                    parts.push((base.to_owned(), number, coded, value));
                }
            }
        }
        parts.sort_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
        let mut parameters = extended(&parts);
        parameters.extend(plain);
        Self { kind, parameters }
    }

    /// The value of a parameter; the extended form of RFC 2231 goes before the plain one.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Values in pieces, in order, put together and decoded.
fn extended(parts: &[(String, u32, bool, String)]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for pieces in parts.chunk_by(|one, other| one.0 == other.0) {
        let Some((name, _, first_coded, first)) = pieces.first() else { continue };
        let mut split = first.splitn(3, '\'');
        let charset = match (first_coded, split.next(), split.next(), split.next()) {
            (true, Some(charset), Some(_), Some(_)) => charset,
            _ => "",
        };
        let mut bytes = Vec::new();
        for (index, (_, _, coded, value)) in pieces.iter().enumerate() {
            let skip = index == 0 && *coded && value.matches('\'').count() >= 2;
            let value = if skip { value.splitn(3, '\'').nth(2).unwrap_or_default() } else { value.as_str() };
            if *coded { transfer::percent(value.as_bytes(), &mut bytes) } else { bytes.extend(value.bytes()) }
        }
        found.push((name.clone(), encoding::decode_as(&bytes, charset).text));
    }
    found
}

/// What stands between semicolons outside quotes; comments in brackets are left out.
fn pieces(value: &str) -> Vec<String> {
    let (mut out, mut piece) = (Vec::new(), String::new());
    let (mut quoted, mut depth, mut escaped) = (false, 0usize, false);
    for c in value.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted || depth > 0 => escaped = true,
            '"' if depth == 0 => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted && depth > 0 => {
                depth -= 1;
                continue;
            }
            ';' if !quoted && depth == 0 => {
                out.push(std::mem::take(&mut piece));
                continue;
            }
            _ => {}
        }
        if depth == 0 {
            piece.push(c);
        }
    }
    out.push(piece);
    out
}

/// Without the quotes around it and the backslashes before a quote or backslash; others are of a Windows path.
fn unquoted(value: &str) -> String {
    let Some(inner) = value.strip_prefix('"') else { return value.to_owned() };
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some('"' | '\\')) => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(raw: &str, expected: Expect) {
        expected.assert_eq(&words(raw.as_bytes()));
    }

    #[test]
    fn encoded_words_are_undone() {
        check("=?koi8-r?B?8NLJ18XU?=", expect!["Привет"]);
        check("=?windows-1251?Q?=CF=F0=E8=E2=E5=F2?= Mira", expect!["Привет Mira"]);
        check("=?utf-8?q?caf=C3=A9_au_lait?=", expect!["café au lait"]);
        check("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", expect!["日本"]);
    }

    #[test]
    fn a_letter_cut_between_two_words_is_whole() {
        check("=?utf-8?B?0J/R?=\r\n =?utf-8?B?gNC4?=", expect!["При"]);
        check("=?utf-8?q?a?= =?utf-8?q?b?= c", expect!["ab c"]);
    }

    #[test]
    fn what_is_no_encoded_word_stays() {
        check("is 1 =? 2 ?=", expect!["is 1 =? 2 ?="]);
        check("=?utf-8?X?abc?=", expect!["=?utf-8?X?abc?="]);
        check("folded\r\n\tvalue", expect!["folded value"]);
    }

    fn check_parameter(value: &str, name: &str, expected: Expect) {
        expected.assert_eq(Typed::of(value).get(name).unwrap_or("none"));
    }

    #[test]
    fn parameters_are_told() {
        check_parameter("text/plain; charset=\"koi8-r\"", "charset", expect!["koi8-r"]);
        check_parameter("text/plain (a; comment); Charset=utf-8", "charset", expect!["utf-8"]);
        check_parameter(r#"attachment; filename="C:\docs\a.doc""#, "filename", expect![r"C:\docs\a.doc"]);
        check_parameter(
            r#"attachment; filename="say \"no\"; twice.doc""#,
            "filename",
            expect![[r#"say "no"; twice.doc"#]],
        );
        check_parameter(
            "attachment; filename*0*=utf-8''%D0%9F%D0; filename*1*=%B8; filename*2=.doc; filename=x.doc",
            "filename",
            expect!["Пи.doc"],
        );
        check_parameter("attachment; filename*=iso-8859-1'en'caf%E9.txt", "filename", expect!["café.txt"]);
    }
}
