//! Captures of the web: WARC, and WACZ, which is a ZIP around it.
//!
//! The document is a table of what was captured: address, when, answer, kind, bytes, and whether its digest is that which the file says. What
//! a person could read of it (pages, PDFs, pictures, texts, tables) is handed on as enclosed files, each read by itself; style sheets, scripts
//! and fonts are only listed.
//!
//! Invariant: what is unpacked is bounded by the limits of [`Enclosing`] and of the text, however often it is packed.
//!
//! Incomplete: bodies packed with brotli or zstd are enclosed by no one and told; continuations of records are told.

mod body;
mod digest;
mod record;
mod table;
mod wacz;

pub(crate) use wacz::is_wacz;

use crate::Options;
use crate::enclose::Enclosing;
use digest::Verdict;
use flate2::read::MultiGzDecoder;
use probata_report::Document;
use record::{Record, Records};
use std::io::{BufReader, Read};
use table::{Row, Table};

/// Bytes in which the beginning of a packed file is looked for.
const HEAD: usize = 16;
/// Records that are listed.
const MOST: usize = 100_000;
/// A capture unpacks to so many times the largest enclosed sum at most: what is only listed passes through.
const PASSED: u64 = 4;

/// True if the bytes are a WARC file, packed or not.
pub(crate) fn is_warc(bytes: &[u8]) -> bool {
    bytes.starts_with(b"WARC/") || head(bytes).starts_with(b"WARC/")
}

/// True if they are an ARC file, the older kind.
pub(crate) fn is_arc(bytes: &[u8]) -> bool {
    bytes.starts_with(b"filedesc://") || head(bytes).starts_with(b"filedesc://")
}

/// What to do with an ARC file.
pub(crate) const ARC: &str = "the file is a web archive of the kind before 2009 (ARC); convert it to WARC (warcio recompress or arc2warc) and give that";

/// The first bytes of what is packed by gzip.
fn head(bytes: &[u8]) -> Vec<u8> {
    let mut start = Vec::new();
    if bytes.starts_with(b"\x1f\x8b") {
        // What cannot be unpacked begins as nothing.
        let _ = MultiGzDecoder::new(bytes).take(HEAD as u64).read_to_end(&mut start);
    }
    start
}

/// Reads a WARC file.
pub(crate) fn read(path: &str, bytes: &[u8], options: &Options) -> Document {
    let mut capture = Capture::new(options);
    capture.add("", bytes);
    capture.into_document(path, "warc", options)
}

/// Reads a WACZ file.
pub(crate) fn read_wacz(path: &str, bytes: &[u8], options: &Options) -> Document {
    let mut capture = Capture::new(options);
    wacz::add(&mut capture, bytes, options);
    capture.into_document(path, "wacz", options)
}

/// What was captured, as it is collected.
struct Capture {
    table: Table,
    files: Enclosing,
    lacks: Vec<(String, String)>,
    facts: Vec<(String, String)>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl Capture {
    fn new(options: &Options) -> Self {
        Self {
            table: Table::default(),
            files: Enclosing::new(options.limits),
            lacks: Vec::new(),
            facts: Vec::new(),
            left: PASSED * options.limits.enclosed as u64,
        }
    }

    fn lacks(&mut self, place: impl Into<String>, why: impl Into<String>) {
        self.lacks.push((place.into(), why.into()));
    }

    /// Takes in all records of a WARC file. `member`: where it lies, for places; empty if it is the file itself.
    fn add(&mut self, member: &str, bytes: &[u8]) {
        let packed = bytes.starts_with(b"\x1f\x8b");
        let from: Box<dyn Read + '_> =
            if packed { Box::new(MultiGzDecoder::new(bytes)) } else { Box::new(bytes) };
        let mut records = Records::new(BufReader::with_capacity(64 << 10, from), self.left);
        let mut number = 0;
        loop {
            number += 1;
            let place = if member.is_empty() {
                format!("record {number}")
            } else {
                format!("{member}, record {number}")
            };
            let room = self.files.room();
            match records.next(room) {
                Ok(Some(record)) if self.table.rows.len() < MOST => self.record(&place, record),
                Ok(None) => break,
                Ok(Some(_)) => {
                    self.lacks(
                        place,
                        format!("more than {MOST} records: the rest was left out; split the capture"),
                    );
                    break;
                }
                Err(why) => {
                    self.lacks(place, why);
                    break;
                }
            }
        }
        self.left = records.left();
    }

    fn record(&mut self, place: &str, record: Record) {
        let header = |name: &str| record.header(name).unwrap_or_default().to_owned();
        match record.header("WARC-Type").unwrap_or("") {
            "response" | "resource" | "conversion" => self.captured(place, &record),
            "revisit" => {
                let mut row = Row::of(&record);
                row.kind = "captured before, not kept again".to_owned();
                row.digest = match header("WARC-Refers-To-Date") {
                    date if date.is_empty() => String::new(),
                    date => format!("as on {date}"),
                };
                self.table.rows.push(row);
            }
            "warcinfo" => {
                let text = String::from_utf8_lossy(&record.block).into_owned();
                for (name, value) in text.lines().filter_map(|line| line.split_once(':')) {
                    self.facts.push((format!("WARC {}", name.trim()), value.trim().to_owned()));
                }
            }
            "continuation" => self.lacks(
                place,
                "the rest of a record in several pieces, which is not put together; it was captured from "
                    .to_owned()
                    + &header("WARC-Target-URI"),
            ),
            // What was asked and how it was fetched is no content.
            _ => {}
        }
    }

    /// A record with content.
    fn captured(&mut self, place: &str, record: &Record) {
        let mut row = Row::of(record);
        let is_http = record.header("Content-Type").is_some_and(|kind| kind.starts_with("application/http"));
        let address = row.address.clone();
        if record.cut {
            row.bytes = record.length.to_string();
            row.kind = "not unpacked".to_owned();
            self.files.leave_out(&address);
            self.table.rows.push(row);
            return;
        }
        let (answer, raw) =
            if is_http { body::split(&record.block) } else { (body::Answer::default(), &record.block[..]) };
        if is_http {
            row.answer.clone_from(&answer.status);
            row.kind = answer.header("content-type").unwrap_or_default().to_owned();
        } else {
            row.kind = record.header("Content-Type").unwrap_or_default().to_owned();
        }
        let unchunked = answer.unchunked(raw);
        let verdict = digest::verdict(record, raw, unchunked.as_deref().unwrap_or(raw));
        row.digest = verdict.words().to_owned();
        if verdict == Verdict::Differs {
            let why = format!(
                "what was captured from {address} does not have the digest that the file says: it was changed or damaged since"
            );
            self.lacks(place, why);
        }
        if let Some(why) = record.header("WARC-Truncated") {
            self.lacks(
                place,
                format!("what was captured from {address} was cut off when it was captured ({why})"),
            );
        }
        match answer.unpacked(unchunked.as_deref().unwrap_or(raw), self.files.room()) {
            Ok(body) => {
                row.bytes = body.len().to_string();
                if table::is_read(&row.kind, &address) && !body.is_empty() {
                    let place = format!("{place}, captured {}, answer {}", row.date, row.answer);
                    let flaw = record.header("WARC-Truncated").map(|_| "cut off when it was captured");
                    self.files.put_flawed(address, place, body, flaw);
                }
            }
            Err(why) => {
                row.bytes = raw.len().to_string();
                self.lacks(place, format!("what was captured from {address} {why}"));
            }
        }
        self.table.rows.push(row);
    }

    fn into_document(self, path: &str, format: &str, options: &Options) -> Document {
        let (draft, full) = self.table.draft(path, format, options);
        let (document, superscripts) = draft.into_parts();
        let mut document = crate::finish::finish(document, &superscripts, options);
        let mut record = crate::record::Record::default();
        for (place, words) in self.facts {
            record.fact("capture", &place, words);
        }
        for (place, why) in self.lacks {
            record.lacks(place, why);
        }
        if full {
            record.lacks(
                "table",
                "the list of what was captured is longer than the limit; the rest was left out",
            );
        }
        if self.table.rows.is_empty() {
            record.lacks("whole file", "nothing that was captured is in it");
        }
        record.tell(&mut document);
        self.files.into_document(&mut document);
        document
    }
}
