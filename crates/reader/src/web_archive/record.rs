//! Records of a WARC file, one after another.

use std::io::{BufRead, BufReader, Read};

/// A line of a header, and lines of one.
const LONGEST_LINE: u64 = 64 << 10;
const MOST_LINES: usize = 1_000;

/// A record.
#[derive(Debug, Default)]
pub(super) struct Record {
    headers: Vec<(String, String)>,
    /// What is in it; empty if it is `cut`.
    pub block: Vec<u8>,
    /// How long it says that it is.
    pub length: u64,
    /// True if there was no room for what is in it.
    pub cut: bool,
}

impl Record {
    /// A header by its name, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// Reads records one by one.
pub(super) struct Records<R> {
    from: BufReader<R>,
    left: u64,
}

impl<R: Read> Records<R> {
    /// `left`: bytes that may be unpacked in all.
    pub fn new(from: BufReader<R>, left: u64) -> Self {
        Self { from, left }
    }

    /// Bytes that may still be unpacked.
    pub fn left(&self) -> u64 {
        self.left
    }

    /// The next record; none at the end. `room`: what it may hold to be kept.
    ///
    /// # Errors
    /// Why nothing more can be read.
    pub fn next(&mut self, room: usize) -> Result<Option<Record>, String> {
        let mut first = String::new();
        while first.trim().is_empty() {
            first.clear();
            if self.line(&mut first)? == 0 {
                return Ok(None);
            }
        }
        if !first.starts_with("WARC/") {
            return Err("no record begins where one should: the file is damaged from here on".to_owned());
        }
        let mut record = Record::default();
        loop {
            let mut line = String::new();
            if self.line(&mut line)? == 0 {
                return Err(CUT.to_owned());
            }
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            let goes_on = line.starts_with([' ', '\t']);
            match (line.split_once(':'), record.headers.last_mut().filter(|_| goes_on)) {
                (_, Some((_, value))) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                (Some((name, value)), None) => {
                    record.headers.push((name.trim().to_owned(), value.trim().to_owned()));
                }
                _ => {}
            }
            if record.headers.len() > MOST_LINES {
                return Err(
                    "a record has more lines in its head than any has: the file is damaged from here on"
                        .to_owned(),
                );
            }
        }
        let length = record.header("Content-Length").and_then(|length| length.parse::<u64>().ok());
        record.length =
            length.ok_or("a record does not say how long it is: the file is damaged from here on")?;
        self.block(&mut record, room)?;
        Ok(Some(record))
    }

    fn block(&mut self, record: &mut Record, room: usize) -> Result<(), String> {
        if record.length > self.left {
            return Err("the file unpacks to more than the limit; the rest was left out: split the capture"
                .to_owned());
        }
        self.left -= record.length;
        record.cut = record.length > room as u64;
        let mut block = self.from.by_ref().take(record.length);
        let read = if record.cut {
            std::io::copy(&mut block, &mut std::io::sink())
        } else {
            block.read_to_end(&mut record.block).map(|read| read as u64)
        };
        match read {
            Ok(read) if read == record.length => Ok(()),
            Ok(_) => Err(CUT.to_owned()),
            Err(_) => Err("what is packed here is damaged; nothing behind it could be read".to_owned()),
        }
    }

    fn line(&mut self, line: &mut String) -> Result<usize, String> {
        let mut bytes = Vec::new();
        let read = self.from.by_ref().take(LONGEST_LINE.min(self.left)).read_until(b'\n', &mut bytes);
        let read = read.map_err(|_| {
            "what is packed here is damaged or cut off; nothing behind it could be read".to_owned()
        })?;
        self.left -= read as u64;
        line.push_str(&String::from_utf8_lossy(&bytes));
        Ok(read)
    }
}

const CUT: &str =
    "the file is cut off in this record, so that it and what came behind it are missing; ask for it again";
