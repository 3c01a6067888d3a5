//! The list of what was captured.

use super::record::Record;
use crate::Options;
use crate::draft::Draft;
use probata_report::BlockKind;

/// Cells of one row.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub address: String,
    pub title: String,
    pub date: String,
    pub answer: String,
    pub kind: String,
    pub bytes: String,
    pub digest: String,
}

impl Row {
    /// What the record's own head says.
    pub fn of(record: &Record) -> Self {
        let header = |name: &str| record.header(name).unwrap_or("").trim_matches(['<', '>']).to_owned();
        Self { address: header("WARC-Target-URI"), date: header("WARC-Date"), ..Self::default() }
    }

    fn cells(&self) -> [&str; 7] {
        [&self.address, &self.title, &self.date, &self.answer, &self.kind, &self.bytes, &self.digest]
    }
}

/// All rows.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub rows: Vec<Row>,
}

const HEADS: [&str; 7] = ["Address", "Title", "Captured", "Answer", "Kind", "Bytes", "Digest"];

impl Table {
    /// The table as a document; true if it was longer than the limit.
    pub fn draft(&self, path: &str, format: &str, options: &Options) -> (Draft, bool) {
        let mut draft = Draft::new(path, format, options.limits.text);
        let mut full = false;
        let rows = std::iter::once(HEADS).chain(self.rows.iter().map(Row::cells));
        for (row, cells) in rows.enumerate() {
            if draft.is_full() {
                full = true;
                break;
            }
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
                let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
                draft.begin(BlockKind::Cell { table: 0, row: number(row), column: number(column) }, false);
                draft.add(&crate::octets::clean(cell));
                draft.end();
            }
        }
        (draft, full)
    }
}

/// True if a person could read such content; style sheets, scripts and fonts are not what was captured for its words.
pub(super) fn is_read(kind: &str, address: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    let address = address.split(['?', '#']).next().unwrap_or("").to_ascii_lowercase();
    let is_code = ["css", "javascript", "ecmascript", "font", "wasm"].iter().any(|word| kind.contains(word));
    let named =
        [".css", ".js", ".mjs", ".woff", ".woff2", ".ttf", ".map"].iter().any(|end| address.ends_with(end));
    // A plain answer of a program is data: it is read where it says that it is text.
    !is_code && (!named || kind.starts_with("text/html"))
}
