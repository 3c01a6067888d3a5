//! PDFs whose parts stand close together: cells, tables under paragraphs, running heads, lines of two directions.

#![expect(clippy::unwrap_used, reason = "a test may panic, and helpers outside its functions are part of it")]

use expect_test::{Expect, expect};
use probata_reader::{Options, read};
use probata_testkit::pdf::{Page, Pdf};
use std::fmt::Write;

fn check(pdf: &Pdf, expected: Expect) {
    let document = read("report.pdf", &pdf.build(), &Options::default());
    let mut out = format!("{}\n", document.parts[0].outcome.status());
    for block in &document.blocks {
        let page = document.page_at(block.span.start).unwrap_or("-");
        writeln!(out, "{page} {:?}: {}", block.kind, &document.text[block.span]).unwrap();
    }
    expected.assert_eq(&out);
}

/// Lines below each other from a place on.
fn lines(page: Page, x: f32, y: f32, lines: &[&str]) -> Page {
    let place = |index: usize| y + 14.0 * index as f32;
    lines.iter().enumerate().fold(page, |page, (index, line)| page.text(x, place(index), 11.0, line))
}

#[test]
fn lines_between_columns_part_cells_that_stand_close() {
    let mut page = Page::new();
    for y in [46.0, 66.0, 86.0, 106.0] {
        page = page.line(60.0, y, 330.0, y);
    }
    for x in [60.0, 110.0, 187.0, 260.0, 330.0] {
        page = page.line(x, 46.0, x, 106.0);
    }
    let rows = [
        ["Place", "Date", "Persons taken", "Outcome"],
        ["Karst", "14 March 2021", "11", "Released"],
        ["Ombra", "2 April 2021", "52", "Missing"],
    ];
    for (row, cells) in rows.iter().enumerate() {
        for (x, cell) in [65.0, 114.0, 190.0, 265.0].into_iter().zip(cells) {
            page = page.text(x, 60.0 + 20.0 * row as f32, 11.0, cell);
        }
    }
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Cell { table: 0, row: 0, column: 0 }: Place
        1 Cell { table: 0, row: 0, column: 1 }: Date
        1 Cell { table: 0, row: 0, column: 2 }: Persons taken
        1 Cell { table: 0, row: 0, column: 3 }: Outcome
        1 Cell { table: 0, row: 1, column: 0 }: Karst
        1 Cell { table: 0, row: 1, column: 1 }: 14 March 2021
        1 Cell { table: 0, row: 1, column: 2 }: 11
        1 Cell { table: 0, row: 1, column: 3 }: Released
        1 Cell { table: 0, row: 2, column: 0 }: Ombra
        1 Cell { table: 0, row: 2, column: 1 }: 2 April 2021
        1 Cell { table: 0, row: 2, column: 2 }: 52
        1 Cell { table: 0, row: 2, column: 3 }: Missing
    "#]],
    );
}
