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

#[test]
fn the_end_of_a_paragraph_over_a_table_without_lines_is_no_cell() {
    let mut page = lines(
        Page::new(),
        60.0,
        60.0,
        &[
            "Witnesses said that the officers wore grey uniforms without insignia and that they",
            "arrived in three unmarked vans of the same make.",
        ],
    );
    let rows = [
        ["No.", "Name", "Date of", "Age", "Outcome"],
        ["", "", "arrest", "", ""],
        ["1", "Jorin Vell", "14 March", "34", "Missing"],
        ["", "", "2021", "", ""],
        ["2", "Maro Kest", "2 April", "41", "Released"],
        ["", "", "2021", "", "on 9 May"],
        ["3", "Tove Marr", "3 May", "19", "Missing"],
    ];
    for (row, cells) in rows.iter().enumerate() {
        for (x, cell) in [60.0, 100.0, 200.0, 290.0, 360.0].into_iter().zip(cells) {
            if !cell.is_empty() {
                page = page.text(x, 100.0 + 14.0 * row as f32, 11.0, cell);
            }
        }
    }
    let page = lines(
        page,
        60.0,
        220.0,
        &["The men were held for the verification of documents in the town and then released."],
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: Witnesses said that the officers wore grey uniforms without insignia and that they arrived in three unmarked vans of the same make.
        1 Cell { table: 0, row: 0, column: 0 }: No.
        1 Cell { table: 0, row: 0, column: 1 }: Name
        1 Cell { table: 0, row: 0, column: 2 }: Date of arrest
        1 Cell { table: 0, row: 0, column: 3 }: Age
        1 Cell { table: 0, row: 0, column: 4 }: Outcome
        1 Cell { table: 0, row: 1, column: 0 }: 1
        1 Cell { table: 0, row: 1, column: 1 }: Jorin Vell
        1 Cell { table: 0, row: 1, column: 2 }: 14 March 2021
        1 Cell { table: 0, row: 1, column: 3 }: 34
        1 Cell { table: 0, row: 1, column: 4 }: Missing
        1 Cell { table: 0, row: 2, column: 0 }: 2
        1 Cell { table: 0, row: 2, column: 1 }: Maro Kest
        1 Cell { table: 0, row: 2, column: 2 }: 2 April 2021
        1 Cell { table: 0, row: 2, column: 3 }: 41
        1 Cell { table: 0, row: 2, column: 4 }: Released on 9 May
        1 Cell { table: 0, row: 3, column: 0 }: 3
        1 Cell { table: 0, row: 3, column: 1 }: Tove Marr
        1 Cell { table: 0, row: 3, column: 2 }: 3 May
        1 Cell { table: 0, row: 3, column: 3 }: 19
        1 Cell { table: 0, row: 3, column: 4 }: Missing
        1 Paragraph: The men were held for the verification of documents in the town and then released.
    "#]],
    );
}
