//! Two tables for a spreadsheet: a row per sentence, a row per citation. `docs/formats/audit-csv.md` explains the columns.
//!
//! RFC 4180: commas, fields with commas, quotes or line breaks in double quotes, CRLF. A byte-order mark comes first, so
//! that spreadsheets show every script. A field that a spreadsheet would take for a formula gets an apostrophe before it.

mod citations;
mod sentences;

pub use citations::citations_csv;
pub use sentences::sentences_csv;

/// A table being written.
struct Table {
    out: String,
    first: bool,
}

impl Table {
    fn new(columns: &[&str]) -> Self {
        let mut table = Self { out: String::from('\u{feff}'), first: true };
        columns.iter().for_each(|column| table.field(column));
        table.end();
        table
    }

    /// Adds a field to the row.
    fn field(&mut self, value: &str) {
        if !self.first {
            self.out.push(',');
        }
        self.first = false;
        let guard = if is_formula(value) { "'" } else { "" };
        if value.contains([',', '"', '\r', '\n', '\'']) || value.trim() != value {
            self.out.push('"');
            self.out.push_str(guard);
            self.out.push_str(&value.replace('"', "\"\""));
            self.out.push('"');
        } else {
            self.out.push_str(guard);
            self.out.push_str(value);
        }
    }

    /// Ends the row.
    fn end(&mut self) {
        self.out.push_str("\r\n");
        self.first = true;
    }
}

/// True if a spreadsheet may compute it instead of showing it.
fn is_formula(value: &str) -> bool {
    value.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// A stretch of text as one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(fields: &[&str], expected: Expect) {
        let mut table = Table::new(&[]);
        fields.iter().for_each(|field| table.field(field));
        expected.assert_eq(table.out.trim_start_matches("\u{feff}\r\n"));
    }

    #[test]
    fn what_a_spreadsheet_would_compute_or_split_is_guarded() {
        check(
            &["Doln", "Doln, Sorvania", "he said \"no\"", "a\nb", ""],
            expect![[r#"
            Doln,"Doln, Sorvania","he said ""no""","a
            b","#]],
        );
        check(
            &["=HYPERLINK(\"x\")", "-3", "+7", "@sum", "\tx", "3-4"],
            expect![[r#"
            "'=HYPERLINK(""x"")",'-3,'+7,'@sum,"'	x",3-4"#]],
        );
    }
}
