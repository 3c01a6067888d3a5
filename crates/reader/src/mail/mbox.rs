//! Mailboxes: messages behind each other, each after a line that begins with "From " (mboxo, mboxrd).
//!
//! Invariant: every byte of the file is in a message, in a separating line, or told.

use super::fields::Fields;
use super::{body, dates};
use crate::Options;
use crate::draft::{Draft, Place};
use crate::enclose::{Enclosing, shown};
use memchr::memchr;
use probata_report::{BlockKind, Document, Span};

/// Messages that have a row in the table.
const LISTED: usize = 20_000;
/// How much of a message is looked at for its head.
const HEAD: usize = 64 << 10;

/// A message in a mailbox.
struct Kept {
    /// Its separating line.
    line: Span,
    message: Span,
}

/// True if the bytes begin as a mailbox does.
pub(crate) fn is_mailbox(bytes: &[u8]) -> bool {
    let end = memchr(b'\n', &bytes[..bytes.len().min(1000)]).unwrap_or(0);
    is_separator(&bytes[..end]) && super::is_message(&bytes[end + 1..], true)
}

/// `From mira@example.org Tue May  4 09:00:01 2021`: a year, or a time of day, and no colon of a field.
fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let Ok(rest) = std::str::from_utf8(rest) else { return false };
    let mut words = rest.split_whitespace();
    let (Some(_), true) = (words.next(), rest.len() < 400) else { return false };
    let is_year = |word: &str| {
        word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|b| b.is_ascii_digit())
    };
    let is_time = |word: &str| {
        word.len() >= 4 && word.contains(':') && word.bytes().all(|b| b.is_ascii_digit() || b == b':')
    };
    let (mut year, mut time) = (false, false);
    for word in words {
        year |= is_year(word);
        time |= is_time(word);
    }
    // Some programs write a line without a date.
    year && time || rest.trim() == "-" || rest.split_whitespace().nth(1).is_none() && rest.contains('@')
}

/// Splits a mailbox. A separating line stands at the start or behind a blank line, and a field stands behind it.
fn split(bytes: &[u8]) -> Vec<Kept> {
    let mut kept: Vec<Kept> = Vec::new();
    let (mut at, mut blank) = (0, true);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let next = at + line.len();
        if blank
            && line.starts_with(b"From ")
            && is_separator(line.trim_ascii_end())
            && begins_field(&bytes[next..])
        {
            if let Some(last) = kept.last_mut() {
                last.message.end = at;
            }
            kept.push(Kept { line: Span::new(at, next), message: Span::new(next, bytes.len()) });
        }
        blank = line.trim_ascii().is_empty();
        at = next;
    }
    kept
}

fn begins_field(rest: &[u8]) -> bool {
    let end = memchr(b'\n', &rest[..rest.len().min(1000)]).unwrap_or(rest.len().min(1000));
    let line = &rest[..end];
    super::fields::name(line).is_some() || line.starts_with(b">From ")
}

/// A message as it was before it was put into the mailbox: signs before "From " are taken off (one of several, as in mboxrd), the blank
/// line behind it too.
fn restored(message: &[u8]) -> Vec<u8> {
    let message =
        message.strip_suffix(b"\n").map_or(message, |rest| rest.strip_suffix(b"\r").unwrap_or(rest));
    let mut out = Vec::with_capacity(message.len() + 1);
    for line in message.split_inclusive(|byte| *byte == b'\n') {
        let signs = line.iter().take_while(|byte| **byte == b'>').count();
        let is_quoted = signs > 0 && line[signs..].starts_with(b"From ");
        out.extend_from_slice(if is_quoted { &line[1..] } else { line });
    }
    out
}

/// Reads a mailbox: a table of its messages, which are enclosed; the message itself if there is one only.
pub(crate) fn read(path: &str, bytes: &[u8], options: &Options) -> Document {
    let kept = split(bytes);
    if let [_] = kept.as_slice() {
        let mut document = super::read(path, bytes, options);
        document.parts[0].remarks.push("it lies in a mailbox by itself".to_owned());
        return document;
    }
    let mut draft = Draft::new(path, "mbox", options.limits.text);
    for (column, head) in (0..).zip(["Message", "Date", "From", "Subject"]) {
        cell(&mut draft, 0, column, head, None, bytes);
    }
    let mut enclosing = Enclosing::new(options.limits);
    let mut unlisted = 0;
    let digits = kept.len().to_string().len();
    for (index, one) in kept.iter().enumerate() {
        let fields = head(&bytes[one.message.range()], one.message.start);
        if index < LISTED && !draft.is_full() {
            row(&mut draft, index + 1, &fields, bytes);
        } else {
            unlisted += 1;
        }
        let name = format!("{}{}", day(&fields), body::message_name(&fields));
        let place = format!("message {:0digits$}", index + 1);
        if one.message.len() > enclosing.room() {
            enclosing.leave_out(&format!("{} ({})", place, shown(&name)));
            continue;
        }
        enclosing.put(name, place, restored(&bytes[one.message.range()]));
    }
    let (document, superscripts) = draft.into_parts();
    let mut document = crate::finish::finish(document, &superscripts, options);
    if unlisted > 0 {
        document.parts[0].outcome.lacks(
            "table",
            format!("{unlisted} messages are not listed: there are too many; split the mailbox"),
        );
    }
    let start = kept.first().map_or(0, |first| first.line.start);
    if start > 0 {
        document.parts[0]
            .outcome
            .lacks("byte 0", "there is something before the first message; it was not read");
    }
    enclosing.into_document(&mut document);
    document
}

fn head(message: &[u8], start: usize) -> Fields {
    let look = &message[..message.len().min(HEAD)];
    let mut end = 0;
    for line in look.split_inclusive(|byte| *byte == b'\n') {
        if line.trim_ascii().is_empty() {
            break;
        }
        end += line.len();
    }
    Fields::of(&look[..end], start)
}

/// `2021-05-04 `, if its date can be read.
fn day(fields: &Fields) -> String {
    dates::utc(fields.value("Date"))
        .and_then(|utc| utc.split(' ').next().map(|day| format!("{day} ")))
        .unwrap_or_default()
}

fn row(draft: &mut Draft, row: usize, fields: &Fields, file: &[u8]) {
    cell(draft, row, 0, &row.to_string(), None, file);
    for (column, name) in (1..).zip(["Date", "From", "Subject"]) {
        if let Some(field) = fields.first(name) {
            let value: String = field.value.chars().take(500).collect();
            cell(draft, row, column, &value, Some(field.source), file);
        }
    }
}

fn cell(draft: &mut Draft, row: usize, column: u32, text: &str, source: Option<Span>, file: &[u8]) {
    let number = u32::try_from(row).unwrap_or(u32::MAX);
    draft.begin(BlockKind::Cell { table: 0, row: number, column }, false);
    match source {
        Some(source) => {
            let verbatim = file.get(source.range()) == Some(text.as_bytes());
            draft.push(text, Place { member: 0, paragraph: number, run: 0, source }, verbatim);
        }
        None => {
            draft.add(text);
        }
    }
    draft.end();
}
