//! Tables that say they have more cells than there are.

use super::container::{Member, zip};
use super::packed::swollen;
use crate::sheet::{Ods, SheetXml, Xlsx};

/// A workbook with a cell in the first and in the last place, and columns and merged cells over the whole of it.
pub fn sparse_workbook() -> Vec<u8> {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\"><v>2</v></c></row>\
                <row r=\"1048576\"><c r=\"A1048576\"><v>3</v></c><c r=\"XFD1048576\"><v>4</v></c></row>";
    let sheet = SheetXml {
        name: "A",
        rows,
        before: "<dimension ref=\"A1:XFD1048576\"/><cols><col min=\"1\" max=\"16384\" hidden=\"1\"/></cols>",
        behind: "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>",
        ..SheetXml::default()
    };
    Xlsx { sheets: &[sheet], ..Xlsx::default() }.build()
}

/// A workbook with a row of one cell 2^20 times.
pub fn long_workbook() -> Vec<u8> {
    let rows: String =
        (1..=1 << 20).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c></row>")).collect();
    let sheet = SheetXml { name: "A", rows: &rows, ..SheetXml::default() };
    Xlsx { sheets: &[sheet], ..Xlsx::default() }.build()
}

/// A workbook of one sheet that is so many MiB of cells when it is unpacked.
pub fn large_workbook(mebibytes: usize) -> Vec<u8> {
    let sheet = SheetXml { name: "A", rows: "PLACE", ..SheetXml::default() };
    let parts = Xlsx { sheets: &[sheet], ..Xlsx::default() }.parts();
    let all: Vec<Member> = parts
        .iter()
        .map(|(name, bytes)| match String::from_utf8_lossy(bytes).split_once("PLACE") {
            Some((before, behind)) => {
                let filling = b"<row><c><v>1</v></c></row>";
                Member::swollen(name, swollen(before.as_bytes(), filling, mebibytes, behind.as_bytes()))
            }
            None => Member::of(name, bytes),
        })
        .collect();
    zip(&all)
}

/// An OpenDocument table with a row of 16,384 equal cells, 2^20 times.
pub fn repeated_table(words: &str) -> Vec<u8> {
    let body = format!(
        "<table:table table:name=\"A\"><table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell \
         table:number-columns-repeated=\"16384\"><text:p>{words}</text:p></table:table-cell></table:table-row></table:table>"
    );
    Ods { body: &body, ..Ods::default() }.build()
}

/// A table of text that is one line of so many bytes.
pub fn one_line(bytes: usize) -> Vec<u8> {
    b"Velsk,".iter().copied().cycle().take(bytes).collect()
}

/// A table of text whose first cell is quoted and never ends.
pub fn open_quote(bytes: usize) -> Vec<u8> {
    b"place,day\n\"".iter().copied().chain(b"Velsk,3\n".iter().copied().cycle().take(bytes)).collect()
}
