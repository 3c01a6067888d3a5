//! PDFs made line by line, and what is read of them.

#![expect(clippy::unwrap_used, reason = "a test may panic, and helpers outside its functions are part of it")]

use expect_test::{Expect, expect};
use probata_reader::{Options, read};
use probata_report::Document;
use probata_testkit::pdf::{Font, Page, Pdf};
use std::fmt::Write;

fn check(pdf: &Pdf, expected: Expect) {
    let document = read("report.pdf", &pdf.build(), &Options::default());
    verify_places(&document);
    expected.assert_eq(&shown(&document));
}

/// Outcome, then blocks with the page on which they begin and marks in brackets, then what is beside the text.
fn shown(document: &Document) -> String {
    let part = &document.parts[0];
    let mut out = format!("{}\n", part.outcome.status());
    for missing in part.outcome.missing() {
        writeln!(out, "! {}: {}", missing.place, missing.why).unwrap();
    }
    for block in &document.blocks {
        let mut text = document.text[block.span].to_owned();
        let (_, marks) = document.marks_in(block.span);
        for mark in marks.iter().rev() {
            let called = if mark.note.is_some() { "" } else { "?" };
            let at = mark.span.start - block.span.start;
            text.replace_range(at..at + mark.span.len(), &format!("[{}{called}]", mark.label));
        }
        let boxed = if block.boxed { " boxed" } else { "" };
        let page = document.page_at(block.span.start).unwrap_or("-");
        writeln!(out, "{page} {:?}{boxed}: {text}", block.kind).unwrap();
    }
    for hidden in &document.hidden {
        writeln!(out, "({}) {} [{}]", hidden.kind.words(), hidden.text, hidden.place).unwrap();
    }
    for remark in &part.remarks {
        writeln!(out, "# {remark}").unwrap();
    }
    out
}

/// Every letter that was read has a page and a box on it.
fn verify_places(document: &Document) {
    for pair in document.placed.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "{pair:?}");
    }
    for placed in &document.placed {
        assert!(placed.page < document.pages.len());
        assert!(
            placed.frame.left <= placed.frame.right && placed.frame.top <= placed.frame.bottom,
            "{placed:?}"
        );
        assert!(document.text.get(placed.span.range()).is_some_and(|text| !text.is_empty()));
    }
    for (at, c) in document.text.char_indices().filter(|(_, c)| c.is_alphabetic()) {
        let note = document.notes.iter().any(|note| note.span.start <= at && at < note.body.start);
        assert!(note || document.placed_at(at).is_some(), "{c} at {at} has no place");
    }
}

/// Lines of text one below the other.
fn lines(page: Page, x: f32, y: f32, lines: &[&str]) -> Page {
    lines
        .iter()
        .enumerate()
        .fold(page, |page, (index, line)| page.text(x, y + 14.0 * index as f32, 11.0, line))
}

#[test]
fn lines_become_paragraphs_and_larger_print_headings() {
    let page = Page::new().text_in(Font::Bold, 60.0, 60.0, 18.0, "1. Transfers").text_in(
        Font::Bold,
        60.0,
        320.0,
        18.0,
        "2. Treatment",
    );
    let page = lines(
        page,
        60.0,
        90.0,
        &[
            "Tomas Verin was held at Doln for nine days before anyone was told where he was. He",
            "was interrogated on the upper floor of the building, and nobody recorded it at all",
            "there.",
        ],
    );
    let page = lines(page, 60.0, 145.0, &["Ilan Kostrov was held there too."]);
    let page = lines(page, 60.0, 350.0, &["Both were beaten (Benk said that they were not)."]);
    check(
        &Pdf::new().page(page).title("Returned"),
        expect![[r#"
            complete
            1 Heading(1): 1. Transfers
            1 Paragraph: Tomas Verin was held at Doln for nine days before anyone was told where he was. He was interrogated on the upper floor of the building, and nobody recorded it at all there.
            1 Paragraph: Ilan Kostrov was held there too.
            1 Heading(1): 2. Treatment
            1 Paragraph: Both were beaten (Benk said that they were not).
            (document property) Returned [properties title]
        "#]],
    );
}

#[test]
fn marks_are_tied_to_notes_below_a_line_and_notes_go_on_overleaf() {
    let first = Page::new()
        .marked(60.0, 60.0, 11.0, "Verin was held at Doln.", "1", " He was beaten there on the second day of")
        .marked(60.0, 74.0, 11.0, "his detention.", "2", "")
        .line(60.0, 700.0, 200.0, 700.0)
        .marked(60.0, 712.0, 9.0, "", "1", " Lantern interview with Tomas Verin, 12 August 2022.")
        .marked(
            60.0,
            724.0,
            9.0,
            "",
            "2",
            " Velsk Bar Association, Complaints of Persons Detained, a report",
        );
    let second = Page::new()
        .marked(60.0, 60.0, 11.0, "Kostrov was not.", "3", "")
        .line(60.0, 700.0, 200.0, 700.0)
        .text(60.0, 712.0, 9.0, "in two volumes, p. 14.")
        .marked(60.0, 724.0, 9.0, "", "3", " Ibid.");
    check(
        &Pdf::new().page(first).page(second),
        expect![[r#"
        complete
        1 Paragraph: Verin was held at Doln.[1] He was beaten there on the second day of his detention.[2]
        2 Paragraph: Kostrov was not.[3]
        2 Note(0): 1 Lantern interview with Tomas Verin, 12 August 2022.
        2 Note(1): 2 Velsk Bar Association, Complaints of Persons Detained, a report in two volumes, p. 14.
        2 Note(2): 3 Ibid.
    "#]],
    );
}

#[test]
fn a_line_under_an_address_does_not_begin_the_notes() {
    let page = lines(
        Page::new(),
        60.0,
        60.0,
        &["The ministry published a statement. It was answered by nobody at all for more than a"],
    )
    .marked(60.0, 74.0, 11.0, "week.", "1", " Then the embassy spoke.")
    .marked(60.0, 88.0, 11.0, "It was heard.", "2", "")
    .line(60.0, 700.0, 200.0, 700.0)
    .marked(60.0, 712.0, 9.0, "", "1", " Ministry of Justice, Statement, 7 July 2023,")
    .text(60.0, 723.0, 9.0, "https://justice.example/statements")
    .line(60.0, 725.0, 190.0, 725.0)
    .marked(60.0, 735.0, 9.0, "", "2", " Ibid.");
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: The ministry published a statement. It was answered by nobody at all for more than a week.[1] Then the embassy spoke.
        1 Paragraph: It was heard.[2]
        1 Note(0): 1 Ministry of Justice, Statement, 7 July 2023, https://justice.example/statements
        1 Note(1): 2 Ibid.
    "#]],
    );
}

#[test]
fn marks_raised_in_the_size_of_the_text_are_marks() {
    let line = |page: Page, y: f32, words: &str, mark: &str, more: &str| {
        let x = 60.0 + 6.0 * words.chars().count() as f32;
        let page = page.text_in(Font::Wide, 60.0, y, 12.0, words);
        let page = page.text_in(Font::Wide, x, y - 5.0, 11.6, mark);
        page.text_in(Font::Wide, x + 5.8 * mark.chars().count() as f32, y, 12.0, more)
    };
    let page = line(Page::new(), 60.0, "He was held from 3 May 2019.", "1", " Others were not.");
    let page = line(page, 100.0, "He was held in room 12.", "2", "");
    let page = page.line(60.0, 690.0, 200.0, 690.0);
    let page = page.text_in(Font::Wide, 60.0, 702.0, 9.0, "1 Interview with a guard.");
    let page = page.text_in(Font::Wide, 60.0, 713.0, 9.0, "2 Register.");
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: He was held from 3 May 2019.[1] Others were not.
        1 Paragraph: He was held in room 12.[2]
        1 Note(0): 1 Interview with a guard.
        1 Note(1): 2 Register.
    "#]],
    );
}

#[test]
fn notes_behind_a_chapter_go_on_over_the_end_of_the_page() {
    let first = Page::new()
        .marked(
            60.0,
            60.0,
            11.0,
            "The guard wrote the number of the lorry down.",
            "1",
            " Nobody asked him for it.",
        )
        .marked(60.0, 100.0, 11.0, "The lorry stood in the yard.", "2", " He saw it from the window.")
        .marked(60.0, 140.0, 11.0, "It was there until the morning.", "3", " The gate was closed.")
        .text_in(Font::Bold, 60.0, 660.0, 13.0, "Notes")
        .text(60.0, 690.0, 9.0, "1. Interview with a guard.")
        .text(60.0, 702.0, 9.0, "2. Register of the garage at Doln.");
    let second = Page::new()
        .text(60.0, 60.0, 9.0, "3. Ibid.")
        .text_in(Font::Bold, 60.0, 100.0, 13.0, "The trial")
        .text(60.0, 130.0, 11.0, "The court heard nobody, and the accused had no lawyer until the last day.");
    // The next chapter counts anew.
    let second = second
        .marked(60.0, 200.0, 11.0, "Nobody was sentenced.", "1", " All went home.")
        .marked(60.0, 240.0, 11.0, "The judge was moved.", "2", " He did not ask why.")
        .marked(60.0, 280.0, 11.0, "The papers are gone.", "3", " They were burned.")
        .text_in(Font::Bold, 60.0, 660.0, 13.0, "Notes")
        .text(60.0, 690.0, 9.0, "1. Judgment.")
        .text(60.0, 702.0, 9.0, "2. Letter of the judge.")
        .text(60.0, 714.0, 9.0, "3. Interview with a clerk.");
    let pdf = Pdf::new().page(first).page(second);
    let document = read("report.pdf", &pdf.build(), &Options::default());
    let called: Vec<Option<usize>> = document.marks.iter().map(|mark| mark.note).collect();
    assert_eq!(called, (0..6).map(Some).collect::<Vec<_>>());
    check(
        &pdf,
        expect![[r#"
        complete
        1 Paragraph: The guard wrote the number of the lorry down.[1] Nobody asked him for it.
        1 Paragraph: The lorry stood in the yard.[2] He saw it from the window.
        1 Paragraph: It was there until the morning.[3] The gate was closed.
        1 Heading(1): Notes
        2 Heading(1): The trial
        2 Paragraph: The court heard nobody, and the accused had no lawyer until the last day.
        2 Paragraph: Nobody was sentenced.[1] All went home.
        2 Paragraph: The judge was moved.[2] He did not ask why.
        2 Paragraph: The papers are gone.[3] They were burned.
        2 Heading(1): Notes
        2 Note(0): 1 Interview with a guard.
        2 Note(1): 2 Register of the garage at Doln.
        2 Note(2): 3 Ibid.
        2 Note(3): 1 Judgment.
        2 Note(4): 2 Letter of the judge.
        2 Note(5): 3 Interview with a clerk.
    "#]],
    );
}

#[test]
fn notes_marked_by_signs_are_found_by_their_smaller_print() {
    // The line over them is as wide as the text.
    let page = Page::new()
        .marked(
            60.0,
            60.0,
            11.0,
            "The guard wrote the number of the lorry down.",
            "*",
            " Nobody asked him for it.",
        )
        .marked(60.0, 100.0, 11.0, "The lorry stood in the yard.", "**", " He saw it from the window.")
        .text(
            60.0,
            140.0,
            11.0,
            "It was there until the morning, and the gate was closed behind it, as it had been",
        )
        .line(60.0, 690.0, 535.0, 690.0)
        .text(
            60.0,
            702.0,
            8.0,
            "* Interview with a guard, who asked that neither the day nor the place is named.",
        )
        .text(60.0, 712.0, 8.0, "** Register of the garage at Doln.");
    check(
        &Pdf::new().page(page),
        expect![[r#"
            complete
            1 Paragraph: The guard wrote the number of the lorry down.[*] Nobody asked him for it.
            1 Paragraph: The lorry stood in the yard.[**] He saw it from the window.
            1 Paragraph: It was there until the morning, and the gate was closed behind it, as it had been
            1 Note(0): * Interview with a guard, who asked that neither the day nor the place is named.
            1 Note(1): ** Register of the garage at Doln.
        "#]],
    );
}

#[test]
fn notes_without_a_line_over_them_are_found_by_their_smaller_print() {
    let page = Page::new()
        .marked(60.0, 60.0, 11.0, "Verin was held at Doln", "1", " for nine days, and then for")
        .text(60.0, 74.0, 11.0, "two more weeks at Kareva, where nobody was allowed to see him.")
        .marked(60.0, 88.0, 11.0, "There were 10", "7", " of them.")
        .marked(60.0, 730.0, 8.0, "", "1", " Lantern interview, 12 August 2022.");
    check(
        &Pdf::new().page(page).packed(),
        expect![[r#"
        complete
        1 Paragraph: Verin was held at Doln[1] for nine days, and then for two more weeks at Kareva, where nobody was allowed to see him. There were 10⁷ of them.
        1 Note(0): 1 Lantern interview, 12 August 2022.
    "#]],
    );
}

/// A page of two columns under a heading over both, with a note at the foot of the left one.
fn two_columns(by_line: bool) -> Page {
    let left = [
        "The prisoners were taken",
        "to Doln in the night of",
        "11 May. They were held",
        "in the stable, where the",
        "floor was wet, for nine",
        "days and nights.",
    ];
    let right = [
        "Nobody told their fami-",
        "lies. The monitors came",
        "in June and found none",
        "of them. The Ministry",
        "said that they had been",
        "released in May.",
    ];
    let mut page = Page::new().text_in(
        Font::Bold,
        60.0,
        60.0,
        18.0,
        "How they were held in the first weeks of that year",
    );
    let put = |page: Page, side: f32, index: usize, words: &str| {
        page.text(side, 100.0 + 14.0 * index as f32, 11.0, words)
    };
    if by_line {
        for index in 0..left.len() {
            page = put(page, 60.0, index, left[index]);
            page = put(page, 330.0, index, right[index]);
        }
        return page;
    }
    page = left.iter().enumerate().fold(page, |page, (index, words)| put(page, 60.0, index, words));
    right.iter().enumerate().fold(page, |page, (index, words)| put(page, 330.0, index, words))
}

#[test]
fn columns_are_read_one_after_the_other_and_divided_words_are_whole() {
    check(
        &Pdf::new().page(two_columns(false)),
        expect![[r#"
        complete
        1 Heading(1): How they were held in the first weeks of that year
        1 Paragraph: The prisoners were taken to Doln in the night of 11 May. They were held in the stable, where the floor was wet, for nine days and nights. Nobody told their families. The monitors came in June and found none of them. The Ministry said that they had been released in May.
    "#]],
    );
}

#[test]
fn columns_drawn_line_by_line_are_told() {
    check(
        &Pdf::new().page(two_columns(true)),
        expect![[r#"
        partial
        ! page 1: text stands in columns that the file draws line by line: the left column was read before the right one, which may be wrong
        1 Heading(1): How they were held in the first weeks of that year
        1 Paragraph: The prisoners were taken to Doln in the night of 11 May. They were held in the stable, where the floor was wet, for nine days and nights. Nobody told their families. The monitors came in June and found none of them. The Ministry said that they had been released in May.
    "#]],
    );
}

#[test]
fn tables_drawn_with_lines_are_cells() {
    let mut page = Page::new().text(60.0, 60.0, 11.0, "Table 1. Days held");
    for y in [70.0, 90.0, 125.0] {
        page = page.line(60.0, y, 360.0, y);
    }
    for x in [60.0, 200.0, 360.0] {
        page = page.line(x, 70.0, x, 125.0);
    }
    let page = page
        .text_in(Font::Bold, 65.0, 84.0, 10.0, "Person")
        .text_in(Font::Bold, 205.0, 84.0, 10.0, "Days")
        .text(65.0, 104.0, 10.0, "Tomas Verin, of")
        .text(65.0, 117.0, 10.0, "Kareva")
        .text(205.0, 104.0, 10.0, "9")
        .text(60.0, 160.0, 11.0, "The table leaves out whoever was held for less than a day.");
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Caption: Table 1. Days held
        1 Cell { table: 0, row: 0, column: 0 }: Person
        1 Cell { table: 0, row: 0, column: 1 }: Days
        1 Cell { table: 0, row: 1, column: 0 }: Tomas Verin, of Kareva
        1 Cell { table: 0, row: 1, column: 1 }: 9
        1 Paragraph: The table leaves out whoever was held for less than a day.
    "#]],
    );
}

#[test]
fn tables_without_lines_are_cells_too() {
    let rows = [
        ("Person", "Held at", "Days"),
        ("Tomas Verin", "Doln", "9"),
        ("Ilan Kostrov", "Ustra", "31"),
        ("Mira Dessel", "Doln", "12"),
    ];
    let page = rows.iter().enumerate().fold(Page::new(), |page, (index, (person, place, days))| {
        let y = 100.0 + 16.0 * index as f32;
        page.text(60.0, y, 10.0, person).text(200.0, y, 10.0, place).text(340.0, y, 10.0, days)
    });
    let page = page.text(
        60.0,
        200.0,
        10.0,
        "Nobody was held for less than nine days, as the register of the facility at Doln has it.",
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Cell { table: 0, row: 0, column: 0 }: Person
        1 Cell { table: 0, row: 0, column: 1 }: Held at
        1 Cell { table: 0, row: 0, column: 2 }: Days
        1 Cell { table: 0, row: 1, column: 0 }: Tomas Verin
        1 Cell { table: 0, row: 1, column: 1 }: Doln
        1 Cell { table: 0, row: 1, column: 2 }: 9
        1 Cell { table: 0, row: 2, column: 0 }: Ilan Kostrov
        1 Cell { table: 0, row: 2, column: 1 }: Ustra
        1 Cell { table: 0, row: 2, column: 2 }: 31
        1 Cell { table: 0, row: 3, column: 0 }: Mira Dessel
        1 Cell { table: 0, row: 3, column: 1 }: Doln
        1 Cell { table: 0, row: 3, column: 2 }: 12
        1 Paragraph: Nobody was held for less than nine days, as the register of the facility at Doln has it.
    "#]],
    );
}

#[test]
fn running_heads_and_page_numbers_are_taken_out_and_name_the_pages() {
    let pdf = (0..5).fold(Pdf::new(), |pdf, index| {
        let page = Page::new().text(60.0, 40.0, 9.0, "Returned on a Promise").text(
            290.0,
            800.0,
            9.0,
            &format!("{}", index + 7),
        );
        let page = lines(
            page,
            60.0,
            90.0,
            &[
                &format!(
                    "On day {} of the visit the monitors came to the gate of Doln in {} cars, and",
                    3 * index,
                    9 - index
                ),
                &format!(
                    "officer no. {} of the SSD wrote down who had come and kept their bags and",
                    40 - 2 * index
                ),
            ],
        );
        pdf.page(page)
    });
    check(
        &pdf,
        expect![[r#"
        complete
        7 Paragraph: On day 0 of the visit the monitors came to the gate of Doln in 9 cars, and officer no. 40 of the SSD wrote down who had come and kept their bags and On day 3 of the visit the monitors came to the gate of Doln in 8 cars, and officer no. 38 of the SSD wrote down who had come and kept their bags and On day 6 of the visit the monitors came to the gate of Doln in 7 cars, and officer no. 36 of the SSD wrote down who had come and kept their bags and On day 9 of the visit the monitors came to the gate of Doln in 6 cars, and officer no. 34 of the SSD wrote down who had come and kept their bags and On day 12 of the visit the monitors came to the gate of Doln in 5 cars, and officer no. 32 of the SSD wrote down who had come and kept their bags and
        7 Header: Returned on a Promise
    "#]],
    );
}

#[test]
fn rotated_pages_and_text_set_upwards_are_read() {
    let turned =
        Page::sized(842.0, 595.0).rotated(90).text(60.0, 60.0, 11.0, "Read with the head to the left.");
    let mut upwards = Page::new().text(60.0, 40.0, 9.0, "7");
    for (index, words) in
        ["A table set upwards was", "made for a wide page, and", "its lines run from below."]
            .iter()
            .enumerate()
    {
        upwards = upwards.upwards(100.0 + 14.0 * index as f32, 700.0, 11.0, words);
    }
    check(
        &Pdf::new().page(turned).page(upwards),
        expect![[r#"
        complete
        1 Paragraph: Read with the head to the left.
        2 Paragraph: A table set upwards was made for a wide page, and its lines run from below.
        2 Header: 7
    "#]],
    );
}

#[test]
fn scripts_from_right_to_left_are_read_in_their_order() {
    // The letters are drawn from left to right, the last of the sentence first.
    let words: String = "احتجز 12 شخصا في دولن".chars().rev().collect();
    let words = words.replace("21", "12");
    let page = Page::new().text_in(Font::Wide, 200.0, 60.0, 12.0, &words);
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: احتجز 12 شخصا في دولن
    "#]],
    );
}

#[test]
fn what_cannot_be_read_is_told_with_its_pages() {
    let pdf = Pdf::new()
        .page(Page::new().text(60.0, 60.0, 11.0, "The first page is text."))
        .page(Page::new().picture())
        .page(Page::new().text(60.0, 60.0, 11.0, "The third is too, but for: ").text_in(
            Font::Nameless,
            200.0,
            60.0,
            11.0,
            "abc",
        ))
        .page(Page::new().picture().invisible(60.0, 60.0, 11.0, "Words that a program saw."))
        .page(Page::new().text(60.0, 60.0, 11.0, "Seen.").invisible(60.0, 90.0, 11.0, "Unseen.").text(
            700.0,
            60.0,
            11.0,
            "Off the page.",
        ));
    check(
        &pdf,
        expect![[r#"
            partial
            ! page 3: 3 letters are drawn whose meaning the file does not tell (font Helvetica): ask for the document in another format
            ! page 2: a picture, whose words are not in the text: tesseract, which recognises words in pictures, was not found on this computer; install it and read the file again (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-rus, or -ara, -spa, -fra; macOS: brew install tesseract tesseract-lang; Windows: winget install UB-Mannheim.TesseractOCR)
            1 Paragraph: The first page is text.
            3 Paragraph: The third is too, but for:
            4 Paragraph: Words that a program saw.
            5 Paragraph: Seen.
            (hidden text) Unseen. Off the page. [page 5]
            # page 4: the words were recognised from a picture by a program, and may be wrong
        "#]],
    );
}

#[test]
fn letters_drawn_twice_are_one_and_lists_lose_their_bullets() {
    let page = Page::new()
        .text(60.0, 60.0, 11.0, "Thick")
        .text(60.3, 60.0, 11.0, "Thick")
        .text(60.0, 90.0, 11.0, "• Publish the reports of the embassy.")
        .text(60.0, 104.0, 11.0, "• Open an inquiry into what ministers knew.")
        .text(60.0, 118.0, 11.0, "(a) Offer redress.")
        .text(60.0, 137.0, 16.0, "•")
        .text(80.0, 134.0, 11.0, "End the memorandum.");
    check(
        &Pdf::new().page(page),
        expect![[r#"
            complete
            1 Paragraph: Thick
            1 ListItem: Publish the reports of the embassy.
            1 ListItem: Open an inquiry into what ministers knew.
            1 ListItem: (a) Offer redress.
            1 ListItem: End the memorandum.
        "#]],
    );
}

#[test]
fn lines_of_contents_are_apparatus() {
    let page = Page::new()
        .text_in(Font::Bold, 60.0, 60.0, 14.0, "Contents")
        .text(60.0, 90.0, 11.0, "Summary ................................ 4")
        .text(60.0, 104.0, 11.0, "3.5 D.S................................. 15");
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Apparatus: Contents
        1 Apparatus: Summary 4
        1 Apparatus: 3.5 D.S. 15
    "#]],
    );
}
