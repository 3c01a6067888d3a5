//! PDFs with columns and with tables without upright lines, which a file draws one after the other.

#![expect(clippy::unwrap_used, reason = "a test may panic, and helpers outside its functions are part of it")]

use expect_test::{Expect, expect};
use probata_reader::{Options, read};
use probata_testkit::pdf::{Page, Pdf};
use std::fmt::Write;

fn check(page: Page, expected: Expect) {
    check_pages([page], expected);
}

fn check_pages<const N: usize>(pages: [Page; N], expected: Expect) {
    let pdf = pages.into_iter().fold(Pdf::new(), Pdf::page);
    let document = read("report.pdf", &pdf.build(), &Options::default());
    let mut out = format!("{}\n", document.parts[0].outcome.status());
    for block in &document.blocks {
        writeln!(out, "{:?}: {}", block.kind, &document.text[block.span]).unwrap();
    }
    expected.assert_eq(&out);
}

/// Lines below each other; gives the height at which the next would stand.
fn lines(page: Page, x: f32, y: f32, lines: &[&str]) -> Page {
    lines.iter().enumerate().fold(page, |page, (at, line)| page.text(x, y + 13.0 * at as f32, 11.0, line))
}

/// A row of cells at `columns`, each with its lines, whose first lines stand at `y`.
fn row(page: Page, columns: &[f32], y: f32, cells: &[&[&str]]) -> Page {
    columns.iter().zip(cells).fold(page, |page, (x, cell)| lines(page, *x, y, cell))
}

const COLUMNS: [f32; 3] = [60.0, 130.0, 330.0];

#[test]
fn cells_of_several_lines_are_whole() {
    let page = lines(
        Page::new(),
        60.0,
        60.0,
        &["The commission heard three witnesses, and wrote down what each of them said."],
    );
    let page = row(page, &COLUMNS, 90.0, &[&["Witness"], &["Account"], &["What was done"]]);
    let page = row(
        page,
        &COLUMNS,
        110.0,
        &[
            &["W 4"],
            &["He was taken to the mill at night", "and held for nine days."],
            &["A complaint was filed, and", "no answer was given to the", "family or to the commission."],
        ],
    );
    let page =
        row(page, &COLUMNS, 160.0, &[&["W 7, a", "clerk"], &["She saw two men carry him out."], &["none"]]);
    let page = row(
        page,
        &COLUMNS,
        200.0,
        &[
            &["W 9"],
            &["He knew one of them by his voice,", "and was told to be silent."],
            &["The officer was moved to", "another post."],
        ],
    );
    let page = lines(page, 60.0, 250.0, &["None of them has been called by a court."]);
    check(
        page,
        expect![[r#"
        complete
        Paragraph: The commission heard three witnesses, and wrote down what each of them said.
        Cell { table: 0, row: 0, column: 0 }: Witness
        Cell { table: 0, row: 0, column: 1 }: Account
        Cell { table: 0, row: 0, column: 2 }: What was done
        Cell { table: 0, row: 1, column: 0 }: W 4
        Cell { table: 0, row: 1, column: 1 }: He was taken to the mill at night and held for nine days.
        Cell { table: 0, row: 1, column: 2 }: A complaint was filed, and no answer was given to the family or to the commission.
        Cell { table: 0, row: 2, column: 0 }: W 7, a clerk
        Cell { table: 0, row: 2, column: 1 }: She saw two men carry him out.
        Cell { table: 0, row: 2, column: 2 }: none
        Cell { table: 0, row: 3, column: 0 }: W 9
        Cell { table: 0, row: 3, column: 1 }: He knew one of them by his voice, and was told to be silent.
        Cell { table: 0, row: 3, column: 2 }: The officer was moved to another post.
        Paragraph: None of them has been called by a court.
    "#]],
    );
}

#[test]
fn cells_at_half_the_height_of_their_row() {
    let account = |page: Page, y: f32, words: [&str; 4]| lines(page, 60.0, y, &words);
    let page = account(
        Page::new(),
        60.0,
        [
            "He was taken to the mill at night and held",
            "for nine days, and was asked each day for the",
            "names of those who had met in the house of",
            "his brother. He gave none.",
        ],
    );
    let page = page.text(330.0, 79.5, 11.0, "3 April").text(420.0, 79.5, 11.0, "not known");
    let page = account(
        page,
        125.0,
        [
            "She saw two men carry him out through the",
            "gate behind the kitchen, and heard the car,",
            "which stood there until the lights in the yard",
            "had gone out. She told nobody.",
        ],
    );
    let page = page.text(330.0, 144.5, 11.0, "5 April").text(420.0, 144.5, 11.0, "released");
    check(
        page,
        expect![[r#"
        complete
        Cell { table: 0, row: 0, column: 0 }: He was taken to the mill at night and held for nine days, and was asked each day for the names of those who had met in the house of his brother. He gave none.
        Cell { table: 0, row: 0, column: 1 }: 3 April
        Cell { table: 0, row: 0, column: 2 }: not known
        Cell { table: 0, row: 1, column: 0 }: She saw two men carry him out through the gate behind the kitchen, and heard the car, which stood there until the lights in the yard had gone out. She told nobody.
        Cell { table: 0, row: 1, column: 1 }: 5 April
        Cell { table: 0, row: 1, column: 2 }: released
    "#]],
    );
}

/// The article of one column and the one line of the next.
const ARTICLE: [&str; 9] = [
    "The governor said on Monday that the mill had",
    "been closed in spring and that nobody was held",
    "there. Two families who live beside it said that",
    "they hear voices at night. A third family has",
    "moved away since. The commission asked for a",
    "visit and was told to wait until the summer, when",
    "the repairs would be done. It went there without",
    "leave, and found the doors open, with three beds",
    "in the room behind the kitchen, and chains on",
];

#[test]
fn articles_have_columns_of_their_own() {
    let page = Page::new().text(60.0, 60.0, 18.0, "The mill");
    let page = lines(page, 60.0, 90.0, &ARTICLE);
    let page = lines(page, 320.0, 90.0, &["the wall."]);
    let page = page.text(60.0, 250.0, 18.0, "The bridge");
    let narrow = |words: [&'static str; 3], x: f32, page: Page| lines(page, x, 280.0, &words);
    let page = narrow(["The bridge over the", "river was closed in", "May. No reason was"], 60.0, page);
    let page = narrow(["given. The families", "who cross it to see", "those held in the old"], 230.0, page);
    let page = narrow(["school must now walk", "for two hours, and", "some stay at home."], 400.0, page);
    check(
        page,
        expect![[r#"
        complete
        Heading(1): The mill
        Paragraph: The governor said on Monday that the mill had been closed in spring and that nobody was held there. Two families who live beside it said that they hear voices at night. A third family has moved away since. The commission asked for a visit and was told to wait until the summer, when the repairs would be done. It went there without leave, and found the doors open, with three beds in the room behind the kitchen, and chains on the wall.
        Heading(1): The bridge
        Paragraph: The bridge over the river was closed in May. No reason was given. The families who cross it to see those held in the old school must now walk for two hours, and some stay at home.
    "#]],
    );
}

#[test]
fn a_running_head_and_columns_are_no_table() {
    let page = Page::new().text(60.0, 30.0, 11.0, "Report on the mill").text(500.0, 30.0, 11.0, "14");
    let page = lines(page, 60.0, 60.0, &ARTICLE[..8]);
    let page = lines(page, 60.0, 170.0, &["in the room behind the kitchen."]);
    let page = lines(page, 320.0, 60.0, &ARTICLE);
    check(
        page,
        expect![[r#"
            complete
            Paragraph: Report on the mill 14
            Paragraph: The governor said on Monday that the mill had been closed in spring and that nobody was held there. Two families who live beside it said that they hear voices at night. A third family has moved away since. The commission asked for a visit and was told to wait until the summer, when the repairs would be done. It went there without leave, and found the doors open, with three beds
            Paragraph: in the room behind the kitchen.
            Paragraph: The governor said on Monday that the mill had been closed in spring and that nobody was held there. Two families who live beside it said that they hear voices at night. A third family has moved away since. The commission asked for a visit and was told to wait until the summer, when the repairs would be done. It went there without leave, and found the doors open, with three beds in the room behind the kitchen, and chains on
        "#]],
    );
}

#[test]
fn columns_as_close_as_words() {
    // The space between the columns is less than an em in two of the rows.
    let columns = [60.0, 110.0, 330.0];
    let page = row(Page::new(), &columns, 60.0, &[&["Place"], &["Account"], &["Held"]]);
    let page = row(
        page,
        &columns,
        80.0,
        &[&["Velmor"], &["He was taken to the mill at night", "and held."], &["nine days"]],
    );
    let page = row(
        page,
        &columns,
        120.0,
        &[&["Old Ard"], &["She saw two men carry him out", "of the yard."], &["not known"]],
    );
    let page = row(page, &columns, 160.0, &[&["Sarn"], &["He knew one of them by his voice."], &["a night"]]);
    check(
        page,
        expect![[r#"
        complete
        Cell { table: 0, row: 0, column: 0 }: Place
        Cell { table: 0, row: 0, column: 1 }: Account
        Cell { table: 0, row: 0, column: 2 }: Held
        Cell { table: 0, row: 1, column: 0 }: Velmor
        Cell { table: 0, row: 1, column: 1 }: He was taken to the mill at night and held.
        Cell { table: 0, row: 1, column: 2 }: nine days
        Cell { table: 0, row: 2, column: 0 }: Old Ard
        Cell { table: 0, row: 2, column: 1 }: She saw two men carry him out of the yard.
        Cell { table: 0, row: 2, column: 2 }: not known
        Cell { table: 0, row: 3, column: 0 }: Sarn
        Cell { table: 0, row: 3, column: 1 }: He knew one of them by his voice.
        Cell { table: 0, row: 3, column: 2 }: a night
    "#]],
    );
}

#[test]
fn labels_and_what_was_typed_beside_them_are_rows() {
    let page = lines(Page::new(), 60.0, 60.0, &["Name of the witness:", "Taken to:", "Held until:"]);
    let page = lines(page, 200.0, 60.0, &["Jorin Vell", "The mill", "5 April"]);
    check(
        page,
        expect![[r#"
        complete
        Paragraph: Name of the witness: Jorin Vell
        Paragraph: Taken to: The mill
        Paragraph: Held until: 5 April
    "#]],
    );
}

/// A page of running text down to its foot, and how far that is.
fn full(page: Page) -> (Page, f32) {
    let page = (0..48).fold(page, |page, at| {
        page.text(
            60.0,
            60.0 + 13.0 * at as f32,
            11.0,
            "The commission went to the mill again and wrote down what it found in each of the rooms.",
        )
    });
    (page, 60.0 + 13.0 * 48.0)
}

#[test]
fn a_row_cut_by_the_end_of_the_page_is_one() {
    let (page, y) = full(Page::new());
    let page = row(
        page,
        &COLUMNS,
        y + 10.0,
        &[&["W 2"], &["He was not heard."], &["A complaint was filed, and no", "answer was given."]],
    );
    let page = row(
        page,
        &COLUMNS,
        y + 50.0,
        &[
            &["W 4"],
            &["He was taken to the mill at night,", "and held there for nine days by"],
            &["The officer in charge of it was", "moved, and another came who"],
        ],
    );
    let next = row(
        Page::new(),
        &COLUMNS[1..],
        60.0,
        &[&["men whom he did not know."], &["said that he knew nothing", "of it."]],
    );
    let next = row(
        next,
        &COLUMNS,
        100.0,
        &[&["W 7"], &["She saw two men carry him out", "through the gate."], &["none"]],
    );
    check_pages(
        [page, next],
        expect![[r#"
            complete
            Paragraph: The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms.
            Cell { table: 0, row: 0, column: 0 }: W 2
            Cell { table: 0, row: 0, column: 1 }: He was not heard.
            Cell { table: 0, row: 0, column: 2 }: A complaint was filed, and no answer was given.
            Cell { table: 0, row: 1, column: 0 }: W 4
            Cell { table: 0, row: 1, column: 1 }: He was taken to the mill at night, and held there for nine days by men whom he did not know.
            Cell { table: 0, row: 1, column: 2 }: The officer in charge of it was moved, and another came who said that he knew nothing of it.
            Cell { table: 0, row: 2, column: 0 }: W 7
            Cell { table: 0, row: 2, column: 1 }: She saw two men carry him out through the gate.
            Cell { table: 0, row: 2, column: 2 }: none
        "#]],
    );
}

#[test]
fn a_cell_cut_by_the_end_of_the_page_is_one() {
    let columns = [60.0, 300.0];
    let (page, y) = full(Page::new());
    let page = row(
        page,
        &columns,
        y + 10.0,
        &[&["She saw two men carry him out through", "the gate."], &["3 April"]],
    );
    let page = row(
        page,
        &columns,
        y + 50.0,
        &[&["He was taken to the mill at night and", "then to the old school, where he was"], &["5 April"]],
    );
    let next = lines(Page::new(), 60.0, 60.0, &["held until the spring, and was not told", "why."]);
    let next = lines(
        next,
        60.0,
        110.0,
        &["The commission has asked for the book of the school, and was not given leave to see it."],
    );
    check_pages(
        [page, next],
        expect![[r#"
        complete
        Paragraph: The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms. The commission went to the mill again and wrote down what it found in each of the rooms.
        Cell { table: 0, row: 0, column: 0 }: She saw two men carry him out through the gate.
        Cell { table: 0, row: 0, column: 1 }: 3 April
        Cell { table: 0, row: 1, column: 0 }: He was taken to the mill at night and then to the old school, where he was held until the spring, and was not told why.
        Cell { table: 0, row: 1, column: 1 }: 5 April
        Paragraph: The commission has asked for the book of the school, and was not given leave to see it.
    "#]],
    );
}

#[test]
fn text_runs_on_beside_a_picture() {
    let picture = "q 190 0 0 70 350 725 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q";
    let beside = [
        "The governor said on Monday that the mill had been",
        "closed in spring and that nobody was held there. The",
        "families who live beside it said that they hear voices",
        "at night. The commission asked for a visit and was",
        "told to wait until the summer, when the doors would",
    ];
    let page = lines(Page::new().raw(picture), 60.0, 60.0, &beside);
    let page = lines(
        page,
        60.0,
        125.0,
        &[
            "be open again. It went there without leave, and found three beds in the room behind the kitchen.",
            "No officer was called.",
        ],
    );
    check(
        page,
        expect![[r#"
        complete
        Paragraph: The governor said on Monday that the mill had been closed in spring and that nobody was held there. The families who live beside it said that they hear voices at night. The commission asked for a visit and was told to wait until the summer, when the doors would be open again. It went there without leave, and found three beds in the room behind the kitchen. No officer was called.
    "#]],
    );
    // An address beside a sign.
    let page = lines(
        Page::new().raw(picture),
        60.0,
        60.0,
        &[
            "Ministry of Justice",
            "Department of Prisons and Arrest",
            "14 Mill Road",
            "Doln",
            "office@doln.example",
        ],
    );
    let page = lines(
        page,
        60.0,
        150.0,
        &["To the chair of the commission that went to the mill in spring, and to all of its members."],
    );
    check(
        page,
        expect![[r#"
        complete
        Paragraph: Ministry of Justice
        Paragraph: Department of Prisons and Arrest
        Paragraph: 14 Mill Road
        Paragraph: Doln
        Paragraph: office@doln.example
        Paragraph: To the chair of the commission that went to the mill in spring, and to all of its members.
    "#]],
    );
}
