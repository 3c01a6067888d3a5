//! Workbooks (`.xlsx`), which come in the same sort of container: what their cells show, as text.
//!
//! Invariant: formulas are not computed; a cell is the value that was saved with it.
//!
//! Incomplete: numbers that are no dates are as they are stored, whatever their format.

use super::container::Container;
use super::members::{Relation, relations, source};
use super::xml::{Cursor, Element, Piece};
use crate::Limits;
use probata_report::Grid;

/// Columns that are read of a sheet, and rows.
const COLUMNS: usize = 64;
const ROWS: usize = 200_000;
/// The number of the last row that spreadsheets have.
const LAST_ROW: usize = 1 << 20;
const WORKBOOK: &str = "xl/workbook.xml";

/// True if the container holds a workbook.
pub(crate) fn is_workbook(bytes: &[u8], limits: Limits) -> bool {
    Container::open(bytes, limits.member).is_ok_and(|container| container.has(WORKBOOK))
}

/// The sheets of a workbook, or why they cannot be read.
pub(crate) fn read_workbook(bytes: &[u8], limits: Limits) -> Result<Vec<Grid>, String> {
    let mut container = Container::open(bytes, limits.member)?;
    let related = relations(&mut container, WORKBOOK, limits.depth);
    let by_kind = |kind: &str| related.iter().find(|relation| relation.kind == kind);
    let shared =
        text(&mut container, by_kind("sharedStrings")).map_or(Vec::new(), |text| strings(&text, limits));
    let dated = text(&mut container, by_kind("styles")).map_or(Vec::new(), |text| date_styles(&text, limits));
    let book = source(&mut container, WORKBOOK).ok_or("it holds no workbook")??;
    let (sheets, since_1904) = sheets(&book.text, limits);
    let cells = Cells { shared, dated, since_1904 };
    let mut room = limits.text;
    let mut grids = Vec::new();
    for (name, id) in sheets {
        let relation = related.iter().find(|relation| relation.id == id);
        let name = format!("sheet \u{201c}{name}\u{201d}");
        let sheet = text(&mut container, relation).ok_or_else(|| {
            format!("{name} is missing in the file or broken; save it anew in a spreadsheet program")
        })?;
        grids.push(Grid {
            rows: cells.rows(&sheet, limits, &mut room).map_err(|why| format!("{name}: {why}"))?,
            name,
        });
    }
    Ok(grids)
}

fn text(container: &mut Container<'_>, relation: Option<&Relation>) -> Option<String> {
    source(container, &relation?.target)?.ok().map(|source| source.text)
}

/// Names of the sheets with the ids of their relations, and whether days are counted from 1904.
fn sheets(text: &str, limits: Limits) -> (Vec<(String, String)>, bool) {
    let (mut cursor, mut sheets, mut since_1904) = (Cursor::new(text, limits.depth), Vec::new(), false);
    while let Ok(piece) = cursor.next() {
        match piece {
            Piece::Open(element) if element.local() == "sheet" => {
                let name = element.attribute("name").unwrap_or_default();
                sheets.extend(element.relation("id").map(|id| (name, id)));
            }
            Piece::Open(element) if element.local() == "workbookPr" => {
                since_1904 = element.attribute("date1904").is_some_and(|on| on == "1" || on == "true");
            }
            Piece::End => break,
            _ => {}
        }
    }
    (sheets, since_1904)
}

fn strings(text: &str, limits: Limits) -> Vec<String> {
    let (mut cursor, mut all) = (Cursor::new(text, limits.depth), Vec::new());
    while let Ok(piece) = cursor.next() {
        match piece {
            Piece::Open(element) if element.local() == "si" => all.push(inner(&mut cursor)),
            Piece::End => break,
            _ => {}
        }
    }
    all
}

/// The words of the element just opened, without readings of foreign signs.
fn inner(cursor: &mut Cursor<'_>) -> String {
    let (outside, mut text, mut wanted) = (cursor.depth().saturating_sub(1), String::new(), false);
    while cursor.depth() > outside {
        match cursor.next() {
            Ok(Piece::Open(element)) => {
                wanted = element.local() == "t";
                if element.local() == "rPh" && cursor.skip().is_err() {
                    break;
                }
            }
            Ok(Piece::Text(chars)) if wanted => text.push_str(&chars.text),
            Ok(Piece::Close) => wanted = false,
            Ok(Piece::Text(_)) => {}
            Ok(Piece::End) | Err(_) => break,
        }
    }
    text
}

/// For each style of cells, whether it shows days.
fn date_styles(text: &str, limits: Limits) -> Vec<bool> {
    let (mut cursor, mut own, mut styles) = (Cursor::new(text, limits.depth), Vec::new(), Vec::new());
    let mut is_in_cells = false;
    while let Ok(piece) = cursor.next() {
        match piece {
            Piece::Open(element) if element.local() == "numFmt" => {
                let code = element.attribute("formatCode").unwrap_or_default();
                if shows_days(&code) {
                    own.extend(element.attribute("numFmtId"));
                }
            }
            Piece::Open(element) if element.local() == "cellXfs" => is_in_cells = true,
            Piece::Open(element) if element.local() == "cellStyles" => is_in_cells = false,
            Piece::Open(element) if element.local() == "xf" && is_in_cells => {
                let format = element.attribute("numFmtId").unwrap_or_default();
                let known =
                    format.parse::<u32>().is_ok_and(|id| matches!(id, 14..=17 | 22 | 27..=31 | 36 | 50..=58));
                styles.push(known || own.contains(&format));
            }
            Piece::End => break,
            _ => {}
        }
    }
    styles
}

/// True if a format shows a day or year: `dd/mm/yyyy`; not `"d"0` or `[Red]0`.
fn shows_days(code: &str) -> bool {
    let (mut in_quotes, mut in_brackets) = (false, false);
    code.chars().any(|c| {
        match c {
            '"' => in_quotes = !in_quotes,
            '[' => in_brackets = true,
            ']' => in_brackets = false,
            _ => {}
        }
        !in_quotes && !in_brackets && matches!(c, 'd' | 'D' | 'y' | 'Y')
    })
}

/// How cells of a workbook are read.
struct Cells {
    shared: Vec<String>,
    dated: Vec<bool>,
    since_1904: bool,
}

impl Cells {
    fn rows(
        &self,
        text: &str,
        limits: Limits,
        room: &mut usize,
    ) -> Result<Vec<(usize, Vec<String>)>, String> {
        let mut cursor = Cursor::new(text, limits.depth);
        let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
        let (mut number, mut column) = (0, 0);
        loop {
            match cursor.next().map_err(|broken| format!("it is broken: {}", broken.why))? {
                Piece::Open(element) if element.local() == "row" => {
                    let stated = element.attribute("r").and_then(|r| r.parse::<usize>().ok());
                    // A number that no program writes would put rows out of order.
                    let stated = stated.filter(|stated| (number + 1..=LAST_ROW).contains(stated));
                    (number, column) = (stated.unwrap_or(number + 1), 0);
                }
                Piece::Open(element) if element.local() == "c" => {
                    column = element.attribute("r").and_then(|place| place_of(&place)).unwrap_or(column);
                    let value = self.value(&element, &mut cursor);
                    if column < COLUMNS && !value.trim().is_empty() {
                        *room = room.checked_sub(value.len()).ok_or("it holds more text than is read")?;
                        put(&mut rows, number, column, value);
                    }
                    column += 1;
                }
                Piece::End => return Ok(rows),
                _ => {}
            }
            if rows.len() > ROWS {
                return Err(format!("it has more than {ROWS} rows"));
            }
        }
    }

    /// What the cell just opened shows.
    fn value(&self, element: &Element<'_>, cursor: &mut Cursor<'_>) -> String {
        let kind = element.attribute("t").unwrap_or_default();
        let style = element.attribute("s").and_then(|s| s.parse::<usize>().ok()).unwrap_or(0);
        let (outside, mut value, mut inline) =
            (cursor.depth().saturating_sub(1), String::new(), String::new());
        while cursor.depth() > outside {
            match cursor.next() {
                Ok(Piece::Open(inside)) if inside.local() == "v" => match cursor.inside() {
                    Ok(text) => value = text,
                    Err(_) => break,
                },
                Ok(Piece::Open(inside)) if inside.local() == "is" => inline = inner(cursor),
                Ok(Piece::End) | Err(_) => break,
                Ok(_) => {}
            }
        }
        match kind.as_str() {
            "s" => value
                .trim()
                .parse::<usize>()
                .ok()
                .and_then(|at| self.shared.get(at).cloned())
                .unwrap_or_default(),
            "inlineStr" => inline,
            "" | "n" if self.dated.get(style).copied().unwrap_or(false) => {
                value.trim().parse().ok().and_then(|day| self.day(day)).unwrap_or(value)
            }
            _ => value,
        }
    }

    /// A count of days as a date; none if it is far from any.
    fn day(&self, serial: f64) -> Option<String> {
        // Day 0 is 30 December 1899: spreadsheets take 1900 for a leap year.
        let day = serial.floor() + if self.since_1904 { 1462.0 } else { 0.0 };
        (61.0..=2_958_465.0).contains(&day).then(|| date(day as i64 - 25_569))
    }
}

fn put(rows: &mut Vec<(usize, Vec<String>)>, number: usize, column: usize, value: String) {
    if rows.last().is_none_or(|(last, _)| *last != number) {
        rows.push((number, Vec::new()));
    }
    if let Some((_, cells)) = rows.last_mut() {
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = value;
    }
}

/// The column of a place such as `C12`, from 0.
fn place_of(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number =
        letters.take(4).fold(0, |sum, letter| sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    number.checked_sub(1)
}

/// The date so many days after 1 January 1970. Years are counted from March, so that the leap day is the last.
fn date(days: i64) -> String {
    const CYCLE: i64 = 146_097;
    let days = days + 719_468;
    let (cycle, of_cycle) = (days.div_euclid(CYCLE), days.rem_euclid(CYCLE));
    let year = (of_cycle - of_cycle / 1_460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
    let of_year = of_cycle - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    format!("{:04}-{month:02}-{day:02}", cycle * 400 + year + i64::from(month <= 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_places() {
        assert_eq!(date(0), "1970-01-01");
        let cells = Cells { shared: Vec::new(), dated: Vec::new(), since_1904: false };
        assert_eq!(cells.day(45_355.75).as_deref(), Some("2024-03-04"));
        assert_eq!(cells.day(-4.0), None);
        assert_eq!(
            (place_of("A1"), place_of("K12"), place_of("AA3"), place_of("7")),
            (Some(0), Some(10), Some(26), None)
        );
        assert!(shows_days("dd/mm/yyyy") && !shows_days("[Red]0.00") && !shows_days("0 \"days\""));
    }

    /// A workbook as Excel writes it: shared words, days as numbers, empty cells with a style.
    fn workbook(rows: &str) -> Vec<u8> {
        let rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let relation = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{rels}/{kind}\" Target=\"{target}\"/>")
        };
        let related = relation("rId1", "worksheet", "worksheets/sheet1.xml")
            + &relation("rId2", "sharedStrings", "/xl/sharedStrings.xml")
            + &relation("rId3", "styles", "styles.xml");
        let members = [
            ("xl/workbook.xml", format!("<workbook xmlns:r=\"{rels}\"><sheets><sheet name=\"Facts\" r:id=\"rId1\"/></sheets></workbook>")),
            ("xl/_rels/workbook.xml.rels", format!("<Relationships>{related}</Relationships>")),
            ("xl/sharedStrings.xml", "<sst><si><t>He was </t></si><si><r><t>held</t></r><r><t xml:space=\"preserve\"> at Doln</t></r><rPh><t>x</t></rPh></si></sst>".to_owned()),
            ("xl/styles.xml", "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>".to_owned()),
            ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
        ];
        let members: Vec<_> =
            members.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect();
        probata_testkit::docx::zip(&members)
    }

    fn check(rows: &str, expected: &[(usize, &[&str])]) {
        let grids = read_workbook(&workbook(rows), Limits::default()).expect("it is a workbook");
        let shown: Vec<(usize, Vec<&str>)> = grids[0]
            .rows
            .iter()
            .map(|(row, cells)| (*row, cells.iter().map(String::as_str).collect()))
            .collect();
        let expected: Vec<(usize, Vec<&str>)> =
            expected.iter().map(|(row, cells)| (*row, cells.to_vec())).collect();
        assert_eq!((grids[0].name.as_str(), shown), ("sheet \u{201c}Facts\u{201d}", expected));
    }

    #[test]
    fn cells_are_what_they_show() {
        check(
            "<row r=\"3\"><c r=\"B3\" t=\"s\"><v>1</v></c><c r=\"C3\" s=\"1\"><v>45355</v></c><c r=\"D3\" s=\"2\"/></row>",
            &[(3, &["", "held at Doln", "2024-03-04"])],
        );
        check(
            "<row><c t=\"inlineStr\"><is><t>a &amp; b</t></is></c><c><v>12</v></c><c t=\"str\"><f>1+1</f><v>2</v></c></row><row><c s=\"2\"><v>1e9</v></c></row>",
            &[(1, &["a & b", "12", "2"]), (2, &["1e9"])],
        );
        check(
            "<row r=\"9\"><c r=\"ZZZ9\"><v>1</v></c><c t=\"s\"><v>77</v></c><c t=\"s\"><v>x</v></c></row>",
            &[],
        );
        assert!(read_workbook(&workbook("<row><c>"), Limits::default()).is_err());
        assert!(!is_workbook(b"PK", Limits::default()));
    }

    #[test]
    fn no_bytes_make_it_fail() {
        let whole =
            workbook("<row r=\"3\"><c r=\"B3\" t=\"s\"><v>1</v></c><c s=\"1\"><v>45355</v></c></row>");
        for at in 0..whole.len() {
            let _ = read_workbook(&whole[..at], Limits::default());
            let mut bent = whole.clone();
            bent[at] ^= 0x55;
            let _ = read_workbook(&bent, Limits::default());
        }
        for text in [
            "<c",
            "<row><c r=\"A1\"><v>-1e308</v>",
            "<row r=\"99999999999999999999\"><c s=\"1\"><v>NaN</v></c></row>",
        ] {
            let _ = read_workbook(&workbook(text), Limits::default());
        }
    }
}
