//! Tables that are text: fields between commas, semicolons, tabs or bars (CSV, TSV).
//!
//! Each field that is not empty is a cell; rows are counted by record, so that a cell has the address that a spreadsheet shows. The way
//! back leads to the file's bytes, field by field, `Origin::paragraph` is the line on which the record begins.

use super::book::MOST_CELLS;
use super::records::{Field, Records};
use super::{counted, grouped};
use crate::Options;
use crate::draft::{Draft, Place};
use probata_report::{BlockKind, Document, Span};
use std::collections::HashMap;

/// How much of a text is looked at to tell how its fields are set apart.
const LOOK: usize = 1 << 16;
/// Records that are looked at.
const RECORDS: usize = 200;
/// A field of a table that nothing else tells is shorter, on average.
const SHORT: usize = 40;
/// Line numbers that are named one by one.
const NAMED: usize = 8;

/// What sets fields apart, and where the first record begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    delimiter: u8,
    start: usize,
}

/// Endings of such tables.
pub(crate) const ENDINGS: [&str; 3] = ["csv", "tsv", "tab"];

/// How the fields of a text are set apart that is called a table by its name.
pub(crate) fn dialect(text: &str, ending: &str) -> Dialect {
    if let Some((delimiter, start)) = stated(text) {
        return Dialect { delimiter, start };
    }
    let likeliest = b",;\t|".iter().map(|delimiter| (agreement(text, *delimiter), *delimiter));
    let usual = if ending == "csv" { b',' } else { b'\t' };
    let best = likeliest.max_by_key(|((agree, fields), delimiter)| (*agree, *fields, *delimiter == usual));
    let delimiter = best.filter(|((agree, _), _)| *agree > 0).map_or(usual, |(_, delimiter)| delimiter);
    Dialect { delimiter, start: 0 }
}

/// The same for a text of any name; none if it does not look like a table.
pub(crate) fn looks_like_table(text: &str) -> Option<Dialect> {
    if let Some((delimiter, start)) = stated(text) {
        return Some(Dialect { delimiter, start });
    }
    b"\t;,"
        .iter()
        .find(|delimiter| is_table(text, **delimiter))
        .map(|delimiter| Dialect { delimiter: *delimiter, start: 0 })
}

/// `sep=;`, with which Excel begins some files.
fn stated(text: &str) -> Option<(u8, usize)> {
    let rest = text.strip_prefix("sep=").or_else(|| text.strip_prefix("SEP="))?;
    let delimiter = *rest.as_bytes().first().filter(|byte| b",;\t|".contains(byte))?;
    let end = rest[1..].strip_prefix("\r\n").or_else(|| rest[1..].strip_prefix('\n'))?;
    Some((delimiter, text.len() - end.len()))
}

/// The records at the beginning of a text; the last may be cut and is left out if there is more.
fn beginning(text: &str, delimiter: u8) -> (Vec<Vec<Field>>, bool) {
    let look = &text[..text.floor_char_boundary(LOOK)];
    let mut records = Records::new(look, 0, delimiter);
    let mut all: Vec<Vec<Field>> =
        std::iter::from_fn(|| records.next()).map(|(_, fields)| fields).take(RECORDS).collect();
    if look.len() < text.len() && all.len() < RECORDS {
        all.pop();
    }
    all.retain(|record| record.len() > 1 || record.first().is_some_and(|field| field.len() > 0));
    (all, records.unclosed.is_empty() && records.odd.is_empty())
}

/// Of a thousand records, how many have the commonest number of fields above one, and that number.
fn agreement(text: &str, delimiter: u8) -> (usize, usize) {
    let (records, _) = beginning(text, delimiter);
    let mut counts: HashMap<usize, usize> = HashMap::new();
    records
        .iter()
        .filter(|record| record.len() > 1)
        .for_each(|record| *counts.entry(record.len()).or_default() += 1);
    let best = counts.into_iter().max_by_key(|(fields, count)| (*count, *fields));
    best.map_or((0, 0), |(fields, count)| (count * 1_000 / records.len().max(1), fields))
}

/// True if records of three fields and more follow each other without exception, and fields are no pieces of sentences.
fn is_table(text: &str, delimiter: u8) -> bool {
    let (records, is_clean) = beginning(text, delimiter);
    let Some(first) = records.first().map(Vec::len) else { return false };
    let enough =
        if delimiter == b'\t' { first >= 2 && records.len() >= 4 } else { first >= 3 && records.len() >= 3 };
    if !enough || !is_clean || records.iter().any(|record| record.len() != first) {
        return false;
    }
    let fields = || records.iter().flatten();
    let length: usize = fields().map(Field::len).sum();
    // Behind a comma of a sentence stands a space.
    let spaced = fields()
        .filter(|field| field.pieces.first().is_some_and(|piece| text[*piece].starts_with(' ')))
        .count();
    length <= SHORT * fields().count() && (delimiter == b'\t' || spaced * 10 <= fields().count())
}

/// Reads a table of text.
pub(crate) fn read(path: &str, text: &str, dialect: Dialect, options: &Options) -> Document {
    let format = if dialect.delimiter == b'\t' { "tsv" } else { "csv" };
    let mut draft = Draft::new(path, format, options.limits.text);
    let mut records = Records::new(text, dialect.start, dialect.delimiter);
    records.line = text[..dialect.start].matches('\n').count();
    let mut shape = Shape::default();
    let mut row = 0u32;
    while let Some((line, fields)) = records.next() {
        shape.take(row, line, &fields, text);
        for (column, field) in (0u32..).zip(&fields) {
            if field.len() > 0 && !shape.is_full(&draft) {
                cell(&mut draft, text, (row, column), line, field);
                shape.cells += 1;
            }
        }
        row = row.saturating_add(1);
    }
    let (mut document, _) = draft.into_parts();
    shape.tell(&mut document, dialect, &records);
    super::finish(document, options)
}

fn cell(draft: &mut Draft, text: &str, (row, column): (u32, u32), line: usize, field: &Field) {
    draft.begin(BlockKind::Cell { table: 0, row, column }, false);
    for piece in &field.pieces {
        let paragraph = u32::try_from(line).unwrap_or(u32::MAX);
        let mut from = piece.start;
        // A line's end inside a field is one character, however the file writes it.
        for part in text[*piece].split_inclusive('\r') {
            let source = Span::new(from, from + part.trim_end_matches('\r').len());
            draft.push(&text[source], Place { member: 0, paragraph, run: column, source }, true);
            from += part.len();
            if part.ends_with('\r') && text.as_bytes().get(from) != Some(&b'\n') {
                draft.add("\n");
            }
        }
    }
    draft.end();
}

/// What is noticed of a table's shape.
#[derive(Default)]
struct Shape {
    rows: usize,
    cells: usize,
    dropped: usize,
    /// The record at which reading stopped.
    stopped: Option<usize>,
    /// How many records have how many fields, with the first lines of each.
    widths: HashMap<usize, (usize, Vec<usize>)>,
    first: Vec<String>,
    second_has_digits: bool,
}

impl Shape {
    fn take(&mut self, row: u32, line: usize, fields: &[Field], text: &str) {
        let is_empty = fields.len() == 1 && fields[0].len() == 0;
        if is_empty {
            return;
        }
        self.rows += 1;
        let (count, lines) = self.widths.entry(fields.len()).or_default();
        *count += 1;
        if lines.len() <= NAMED {
            lines.push(line + 1);
        }
        if row == 0 {
            self.first = fields.iter().take(12).map(|field| field.text(text).trim().to_owned()).collect();
        } else if !self.second_has_digits {
            self.second_has_digits = fields.iter().any(|field| {
                field.pieces.iter().any(|piece| text[*piece].contains(|c: char| c.is_ascii_digit()))
            });
        }
    }

    fn is_full(&mut self, draft: &Draft) -> bool {
        let is_full = self.cells >= MOST_CELLS || draft.is_full();
        if is_full {
            self.dropped += 1;
            self.stopped.get_or_insert(self.rows);
        }
        is_full
    }

    fn tell(&self, document: &mut Document, dialect: Dialect, records: &Records<'_>) {
        let part = &mut document.parts[0];
        if let Some(row) = self.stopped {
            part.outcome.lacks(
                format!("from row {} on", grouped(row)),
                format!(
                    "the table has {} more than are read of one file; divide it into several files",
                    counted(self.dropped, "cell")
                ),
            );
        }
        let usual = self
            .widths
            .iter()
            .max_by_key(|(fields, (count, _))| (*count, **fields))
            .map_or(0, |(fields, _)| *fields);
        let by = match dialect.delimiter {
            b',' => "commas",
            b';' => "semicolons",
            b'\t' => "tabs",
            _ => "vertical bars",
        };
        let mut said = format!("a table of {} and {}", counted(self.rows, "row"), counted(usual, "column"));
        if usual > 1 {
            said.push_str(&format!(", set apart by {by}"));
        }
        if usual > 1 && self.is_headed() {
            said.push_str(&format!("; its first row names the columns: {}", self.first.join(", ")));
        }
        part.remarks.push(said);
        let mut ragged: Vec<(&usize, &(usize, Vec<usize>))> =
            self.widths.iter().filter(|(fields, _)| **fields != usual).collect();
        ragged.sort_unstable_by_key(|(fields, _)| **fields);
        for (fields, (count, at)) in ragged.into_iter().take(NAMED) {
            let (rows, have) = if *count == 1 { ("row", "has") } else { ("rows", "have") };
            let remark =
                format!("{count} {rows} {have} {fields} fields instead of {usual}: {}", lines(at, *count));
            part.remarks.push(remark);
        }
        if !records.unclosed.is_empty() {
            let at = lines(&records.unclosed, records.unclosed.len());
            part.remarks.push(format!(
                "a quotation mark is opened and never closed: {at}; it is read as a character"
            ));
        }
        if !records.odd.is_empty() {
            let at = lines(&records.odd, records.odd.len());
            part.remarks.push(format!("quotation marks stand where a table should have none, so that fields may be divided wrongly: {at}"));
        }
    }

    /// True if the first row has words only and a later one has numbers.
    fn is_headed(&self) -> bool {
        let is_name = |name: &String| {
            !name.is_empty() && name.len() <= 60 && !name.contains(|c: char| c.is_ascii_digit())
        };
        self.rows > 1 && self.second_has_digits && self.first.iter().all(is_name)
    }
}

/// `line 4`, `lines 4, 5, 9 and others`.
fn lines(at: &[usize], count: usize) -> String {
    let named: Vec<String> = at.iter().take(NAMED).map(usize::to_string).collect();
    let word = if count == 1 { "line" } else { "lines" };
    let others = if count > named.len() { " and others" } else { "" };
    format!("{word} {}{others}", named.join(", "))
}

/// True if the file says more of itself than its name: nothing but white space is no table.
pub(crate) fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_told_by_its_look() {
        let is = |text: &str| looks_like_table(text).is_some();
        assert!(is("name,place,date\nVerin,Doln,4 March\nKostrov,Ustra,5 March\n"));
        assert!(is("a\tb\n1\t2\n3\t4\n5\t6\n"));
        assert!(is("sep=;\na;b\n"));
        assert!(!is(
            "He was held in Doln, Ustra, and Kareva.\nNobody, he said, came.\nThen, later, they left.\n"
        ));
        assert!(!is("First, one\nSecond, two\nThird, three\n"));
        assert!(!is("a,b,c\n1,2,3\n"));
        assert!(!is("Dear all,\n\nwe met,\n"));
    }

    #[test]
    fn what_sets_fields_apart_is_told_by_agreement() {
        let by = |text: &str, ending: &str| dialect(text, ending).delimiter;
        assert_eq!(by("a;b\n1,5;2,5\n2,25;3\n", "csv"), b';');
        assert_eq!(by("a,b\n1;5,2\n", "csv"), b',');
        assert_eq!(by("a|b|c\n1|2|3\n", "csv"), b'|');
        assert_eq!(by("one\ntwo\n", "csv"), b',');
        assert_eq!(by("one\ntwo\n", "tsv"), b'\t');
        assert_eq!(by("a\tb,c\n1\t2\n", "csv"), b'\t');
    }
}
