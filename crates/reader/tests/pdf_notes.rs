//! PDFs whose notes are hard to tell apart: lines of notes that begin with a number, numbers without room, notes at the end.

#![expect(clippy::unwrap_used, reason = "a test may panic, and helpers outside its functions are part of it")]

use expect_test::{Expect, expect};
use probata_reader::{Options, read};
use probata_testkit::pdf::{Page, Pdf};
use std::fmt::Write;

/// Outcome, then blocks; a mark as its label and the first word of the note that it calls.
fn check(pdf: &Pdf, expected: Expect) {
    let document = read("report.pdf", &pdf.build(), &Options::default());
    let mut out = format!("{}\n", document.parts[0].outcome.status());
    for block in &document.blocks {
        let mut text = document.text[block.span].to_owned();
        let (_, marks) = document.marks_in(block.span);
        for mark in marks.iter().rev() {
            let note = mark.note.map_or("", |note| &document.text[document.notes[note].body]);
            let first = note.split_whitespace().next().unwrap_or("?");
            let at = mark.span.start - block.span.start;
            text.replace_range(at..at + mark.span.len(), &format!("[{} {first}]", mark.label));
        }
        writeln!(out, "{:?}: {text}", block.kind).unwrap();
    }
    expected.assert_eq(&out);
}

/// Notes below a line: a label, or none, at the edge, and words set in behind it.
fn notes(page: Page, lines: &[(&str, &str)]) -> Page {
    let page = page.line(60.0, 690.0, 200.0, 690.0);
    lines.iter().enumerate().fold(page, |page, (index, (label, words))| {
        let y = 702.0 + 11.0 * index as f32;
        let page = if label.is_empty() { page } else { page.text(60.0, y, 9.0, label) };
        page.text(80.0, y, 9.0, words)
    })
}

/// A line of the text that calls a note, for each label.
fn marks(labels: &[&str]) -> Page {
    let line = |page: Page, (index, label): (usize, &&str)| {
        let y = 60.0 + 40.0 * index as f32;
        page.marked(
            60.0,
            y,
            11.0,
            "The guard wrote the number of the lorry down.",
            label,
            " Nobody asked him for it.",
        )
    };
    labels.iter().enumerate().fold(Page::new(), line)
}

#[test]
fn a_number_that_begins_a_line_inside_a_note_is_no_label() {
    let page = notes(
        marks(&["2", "3", "4"]),
        &[
            ("2", "Register of the garage at Doln, entries of the second week, pages 14, 15 and"),
            ("", "4 (copied by hand); the entry of the third week was torn out."),
            ("3", "Interview with a guard."),
            ("4", "Ibid."),
        ],
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        Paragraph: The guard wrote the number of the lorry down.[2 Register] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[3 Interview] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[4 Ibid.] Nobody asked him for it.
        Note(0): 2 Register of the garage at Doln, entries of the second week, pages 14, 15 and 4 (copied by hand); the entry of the third week was torn out.
        Note(1): 3 Interview with a guard.
        Note(2): 4 Ibid.
    "#]],
    );
}

#[test]
fn of_two_lines_that_begin_with_a_notes_number_the_likelier_begins_it() {
    // A year and a day that follow a month, above the note whose number they are or begin with.
    let page = notes(
        marks(&["19", "20", "21", "22"]),
        &[
            ("19.", "Letter of the governor of the prison at Doln to the ministry, 14 November"),
            ("", "2022, on file."),
            ("20.", "Interview with a guard."),
            ("21.", "Register of the infirmary at Doln, entries of the second week, signed on"),
            ("", "22 May 2017."),
            ("22.", "Ibid."),
        ],
    );
    let hanging = Pdf::new().page(page).build();
    let flat = [
        "19 Letter of the governor of the prison at Doln to the ministry, seen on",
        "2022 pages, on file.",
        "20 Interview with a guard who said that he had counted them twice that day, and",
        "21 of them were not there the next morning.",
        "21 Ibid.",
        "22 Interview with a cook.",
    ];
    let page = flat
        .iter()
        .enumerate()
        .fold(marks(&["19", "20", "21", "22"]).line(60.0, 690.0, 200.0, 690.0), |page, (index, line)| {
            page.text(60.0, 702.0 + 11.0 * index as f32, 9.0, line)
        });
    let flat = Pdf::new().page(page).build();
    let shown = [hanging, flat].map(|bytes| {
        let document = read("report.pdf", &bytes, &Options::default());
        let notes =
            document.notes.iter().map(|note| format!("{}: {}\n", note.label, &document.text[note.body]));
        format!("{}\n{}", document.parts[0].outcome.status(), notes.collect::<String>())
    });
    expect![[r#"
        complete
        19: Letter of the governor of the prison at Doln to the ministry, 14 November 2022, on file.
        20: Interview with a guard.
        21: Register of the infirmary at Doln, entries of the second week, signed on 22 May 2017.
        22: Ibid.

        complete
        19: Letter of the governor of the prison at Doln to the ministry, seen on 2022 pages, on file.
        20: Interview with a guard who said that he had counted them twice that day, and 21 of them were not there the next morning.
        21: Ibid.
        22: Interview with a cook.
    "#]].assert_eq(&shown.join("\n"));
}

#[test]
fn marks_side_by_side_call_each_its_note() {
    let page = notes(
        marks(&["1", "23"]).marked(60.0, 200.0, 11.0, "The cell had 12 m", "24", ", he said.").marked(
            60.0,
            240.0,
            11.0,
            "It had no window.",
            "5",
            " Nobody came.",
        ),
        &[
            ("1", "Register."),
            ("2", "Ibid."),
            ("3", "Interview with a cook."),
            ("4", "Plan."),
            ("5", "Letter."),
        ],
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        Paragraph: The guard wrote the number of the lorry down.[1 Register.] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[2 Ibid.][3 Interview] Nobody asked him for it.
        Paragraph: The cell had 12 m2[4 Plan.], he said.
        Paragraph: It had no window.[5 Letter.] Nobody came.
        Note(0): 1 Register.
        Note(1): 2 Ibid.
        Note(2): 3 Interview with a cook.
        Note(3): 4 Plan.
        Note(4): 5 Letter.
    "#]],
    );
}

#[test]
fn a_note_without_a_mark_and_a_number_without_a_note_are_told() {
    let page = notes(
        marks(&["4", "6", "7"]),
        &[("4", "Register."), ("5", "Ibid."), ("6", "Interview with a cook.")],
    );
    let document = read("report.pdf", &Pdf::new().page(page).build(), &Options::default());
    let missing = document.parts[0].outcome.missing().iter();
    let told: String = missing.map(|missing| format!("{}: {}\n", missing.place, missing.why)).collect();
    expect![[r#"
        note 5 (page 1): no mark was found in the text for what looks like a note there: compare with the page
        number 7 (page 1): it is raised as a mark is, and no note that it calls was found: compare with the page
    "#]].assert_eq(&told);
}

#[test]
fn a_line_below_a_table_is_no_line_over_notes() {
    let mut page = marks(&["9"]);
    for y in [560.0, 580.0, 600.0] {
        page = page.line(60.0, y, 200.0, y).line(200.0, y, 340.0, y);
    }
    for x in [60.0, 200.0, 340.0] {
        page = page.line(x, 560.0, x, 600.0);
    }
    let page = page
        .text(64.0, 574.0, 11.0, "Place")
        .text(204.0, 574.0, 11.0, "Held")
        .text(64.0, 594.0, 11.0, "Doln")
        .text(204.0, 594.0, 11.0, "41")
        .text(
            60.0,
            625.0,
            11.0,
            "10. The office of the governor at Doln answered neither of the two letters that were",
        )
        .text(60.0, 639.0, 11.0, "sent to it.")
        .line(60.0, 690.0, 200.0, 690.0)
        .text(60.0, 702.0, 9.0, "9")
        .text(80.0, 702.0, 9.0, "Letter of the mission.");
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        Paragraph: The guard wrote the number of the lorry down.[9 Letter] Nobody asked him for it.
        Cell { table: 0, row: 0, column: 0 }: Place
        Cell { table: 0, row: 0, column: 1 }: Held
        Cell { table: 0, row: 1, column: 0 }: Doln
        Cell { table: 0, row: 1, column: 1 }: 41
        ListItem: 10. The office of the governor at Doln answered neither of the two letters that were sent to it.
        Note(0): 9 Letter of the mission.
    "#]],
    );
}

#[test]
fn the_end_of_a_note_from_the_page_before_is_no_label_where_each_page_counts_anew() {
    let first = notes(
        marks(&["1", "2"]),
        &[
            ("1", "Register of the garage."),
            ("2", "Interview with a guard, who was on duty in the week of February"),
        ],
    );
    let second = Page::new()
        .marked(60.0, 60.0, 11.0, "The lorry came back.", "1", "")
        .marked(60.0, 100.0, 11.0, "It was empty.", "2", "")
        .marked(60.0, 140.0, 11.0, "It was washed.", "3", "")
        .line(60.0, 690.0, 200.0, 690.0)
        .text(60.0, 702.0, 9.0, "3. He was heard in the garage.")
        .text(60.0, 713.0, 9.0, "1 Photograph of the gate.")
        .text(60.0, 724.0, 9.0, "2 Photograph of the yard.")
        .text(60.0, 735.0, 9.0, "3 Ibid.");
    check(
        &Pdf::new().page(first).page(second),
        expect![[r#"
        complete
        Paragraph: The guard wrote the number of the lorry down.[1 Register] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[2 Interview] Nobody asked him for it.
        Paragraph: The lorry came back.[1 Photograph]
        Paragraph: It was empty.[2 Photograph]
        Paragraph: It was washed.[3 Ibid.]
        Note(0): 1 Register of the garage.
        Note(1): 2 Interview with a guard, who was on duty in the week of February 3. He was heard in the garage.
        Note(2): 1 Photograph of the gate.
        Note(3): 2 Photograph of the yard.
        Note(4): 3 Ibid.
    "#]],
    );
}

#[test]
fn numbers_that_have_outgrown_their_room_are_labels() {
    let first = notes(marks(&["98", "99"]), &[("98", "Register of the garage."), ("99", "Ibid.")]);
    let second = Page::new()
        .marked(60.0, 60.0, 11.0, "The lorry came back.", "100", "")
        .marked(60.0, 100.0, 11.0, "It was empty.", "101", "")
        .line(60.0, 690.0, 200.0, 690.0)
        .text(60.0, 702.0, 9.0, "100Photograph of the gate, taken in the week in which")
        .text(80.0, 713.0, 9.0, "101 lorries came through it.")
        .text(60.0, 724.0, 9.0, "1013/1/17 Letter of the guard to his brother.");
    check(
        &Pdf::new().page(first).page(second),
        expect![[r#"
        complete
        Paragraph: The guard wrote the number of the lorry down.[98 Register] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[99 Ibid.] Nobody asked him for it.
        Paragraph: The lorry came back.[100 Photograph]
        Paragraph: It was empty.[101 3/1/17]
        Note(0): 98 Register of the garage.
        Note(1): 99 Ibid.
        Note(2): 100 Photograph of the gate, taken in the week in which 101 lorries came through it.
        Note(3): 101 3/1/17 Letter of the guard to his brother.
    "#]],
    );
}

#[test]
fn raised_numbers_call_notes_at_the_end() {
    let last = Page::new()
        .text(60.0, 60.0, 15.0, "Notes")
        .text(60.0, 90.0, 9.0, "1.")
        .text(80.0, 90.0, 9.0, "Register of the garage at Doln, entries of the second week, pages 14 and")
        .text(80.0, 101.0, 9.0, "3 (copied by hand).")
        .text(60.0, 112.0, 9.0, "2.")
        .text(80.0, 112.0, 9.0, "Interview with a guard.")
        .text(60.0, 123.0, 9.0, "3.")
        .text(80.0, 123.0, 9.0, "Ibid.")
        .text(60.0, 160.0, 15.0, "Who wrote this")
        .text(60.0, 190.0, 11.0, "It was written by three people who had seen the lorry.");
    check(
        &Pdf::new().page(marks(&["1", "2", "3"])).page(last),
        expect![[r#"
        complete
        Paragraph: The guard wrote the number of the lorry down.[1 Register] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[2 Interview] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[3 Ibid.] Nobody asked him for it.
        Heading(1): Notes
        Heading(1): Who wrote this
        Paragraph: It was written by three people who had seen the lorry.
        Note(0): 1 Register of the garage at Doln, entries of the second week, pages 14 and 3 (copied by hand).
        Note(1): 2 Interview with a guard.
        Note(2): 3 Ibid.
    "#]],
    );
}

#[test]
fn roman_numbers_count_notes() {
    // As word processors count notes at the end; from some on they have no room.
    let last = Page::new()
        .text(60.0, 60.0, 9.0, "i")
        .text(80.0, 60.0, 9.0, "Register of the garage at Doln, entries of the second week, pages")
        .text(80.0, 71.0, 9.0, "x and xi (copied by hand).")
        .text(60.0, 82.0, 9.0, "ii")
        .text(80.0, 82.0, 9.0, "Interview with a guard.")
        .text(60.0, 93.0, 9.0, "iiiIbid.")
        .text(60.0, 104.0, 9.0, "iv")
        .text(80.0, 104.0, 9.0, "Ibid.");
    check(
        &Pdf::new().page(marks(&["i", "ii", "iii", "iv"])).page(last),
        expect![[r#"
        complete
        Paragraph: The guard wrote the number of the lorry down.[i Register] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[ii Interview] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[iii Ibid.] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[iv Ibid.] Nobody asked him for it.
        Note(0): i Register of the garage at Doln, entries of the second week, pages x and xi (copied by hand).
        Note(1): ii Interview with a guard.
        Note(2): iii Ibid.
        Note(3): iv Ibid.
    "#]],
    );
    let at_foot = notes(
        marks(&["iii", "iv", "v"]),
        &[
            ("iii", "Register of the garage at Doln, which has pages i to"),
            ("", "v (copied by hand)."),
            ("iv", "Interview with a guard."),
            ("v", "Ibid."),
        ],
    );
    let before = notes(marks(&["i", "ii"]), &[("i", "Register of the garage."), ("ii", "Ibid.")]);
    check(
        &Pdf::new().page(before).page(at_foot),
        expect![[r#"
        complete
        Paragraph: The guard wrote the number of the lorry down.[i Register] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[ii Ibid.] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[iii Register] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[iv Interview] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[v Ibid.] Nobody asked him for it.
        Note(0): i Register of the garage.
        Note(1): ii Ibid.
        Note(2): iii Register of the garage at Doln, which has pages i to v (copied by hand).
        Note(3): iv Interview with a guard.
        Note(4): v Ibid.
    "#]],
    );
}

#[test]
fn letters_count_notes_and_are_words_too() {
    let page = notes(
        marks(&["a", "b", "c"]),
        &[
            ("a", "Register of the garage, where the guard and"),
            ("", "a driver signed for the lorry."),
            ("b", "Interview with a guard."),
            ("c", "Ibid."),
        ],
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        Paragraph: The guard wrote the number of the lorry down.[a Register] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[b Interview] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[c Ibid.] Nobody asked him for it.
        Note(0): a Register of the garage, where the guard and a driver signed for the lorry.
        Note(1): b Interview with a guard.
        Note(2): c Ibid.
    "#]],
    );
    // Symbols beside them do not count.
    let page =
        notes(marks(&["*", "a", "b"]), &[("*", "Names are withheld."), ("a", "Register."), ("b", "Ibid.")]);
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        Paragraph: The guard wrote the number of the lorry down.[* Names] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[a Register.] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[b Ibid.] Nobody asked him for it.
        Note(0): * Names are withheld.
        Note(1): a Register.
        Note(2): b Ibid.
    "#]],
    );
    // "a" is no label where only numbers are called.
    let page = notes(
        marks(&["1", "2"]),
        &[("1", "Register of the garage, where the guard and"), ("", "a driver signed."), ("2", "Ibid.")],
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        Paragraph: The guard wrote the number of the lorry down.[1 Register] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[2 Ibid.] Nobody asked him for it.
        Note(0): 1 Register of the garage, where the guard and a driver signed.
        Note(1): 2 Ibid.
    "#]],
    );
}

#[test]
fn numbered_paragraphs_are_no_notes_of_the_marks_in_them() {
    let line = |page: Page, (index, number): (usize, &str)| {
        let y = 60.0 + 40.0 * index as f32;
        let page = page.text(60.0, y, 11.0, &format!("{number}."));
        page.marked(85.0, y, 11.0, "The guard wrote the number of the lorry down.", number, " Nobody asked.")
    };
    let page = ["1", "2", "3", "4"].into_iter().enumerate().fold(Page::new(), line);
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        ListItem: 1. The guard wrote the number of the lorry down.[1 ?] Nobody asked.
        ListItem: 2. The guard wrote the number of the lorry down.[2 ?] Nobody asked.
        ListItem: 3. The guard wrote the number of the lorry down.[3 ?] Nobody asked.
        ListItem: 4. The guard wrote the number of the lorry down.[4 ?] Nobody asked.
    "#]],
    );
}

#[test]
fn a_mark_behind_an_omission_is_no_page_number() {
    let page = Page::new()
        .text(60.0, 60.0, 11.0, "The guard read aloud what he had written down about the lorry and")
        .marked(60.0, 74.0, 11.0, "its driver, up to the words: and then. . . .", "1", "")
        .line(60.0, 690.0, 200.0, 690.0)
        .text(60.0, 702.0, 9.0, "1 Interview with a guard.");
    check(
        &Pdf::new().page(page),
        expect![[r#"
            complete
            Paragraph: The guard read aloud what he had written down about the lorry and its driver, up to the words: and then. . . .[1 Interview]
            Note(0): 1 Interview with a guard.
        "#]],
    );
}

#[test]
fn a_figure_set_below_the_notes_is_no_part_of_them() {
    let page = notes(
        marks(&["6", "7"]),
        &[("6", "Register of the garage."), ("7", "Interview with a former driver.")],
    )
    .line(60.0, 730.0, 500.0, 730.0)
    .text(60.0, 745.0, 9.0, "Figure 2. The lorry as it was found in the yard of the mill on 4 May.")
    .text(60.0, 762.0, 12.0, "LORRY 14, GARAGE OF DOLN");
    check(
        &Pdf::new().page(page),
        expect![[r#"
            complete
            Paragraph: The guard wrote the number of the lorry down.[6 Register] Nobody asked him for it.
            Paragraph: The guard wrote the number of the lorry down.[7 Interview] Nobody asked him for it.
            Caption: Figure 2. The lorry as it was found in the yard of the mill on 4 May.
            Paragraph: LORRY 14, GARAGE OF DOLN
            Note(0): 6 Register of the garage.
            Note(1): 7 Interview with a former driver.
        "#]],
    );
}

#[test]
fn a_page_number_close_under_the_notes_is_none_of_them() {
    let page = |number: usize| {
        let (first, second) = ((2 * number - 1).to_string(), (2 * number).to_string());
        let page = marks(&[&first, &second]).line(60.0, 740.0, 200.0, 740.0);
        let note = |page: Page, y: f32, label: &str, words: &str| {
            page.text(60.0, y, 9.0, label).text(80.0, y, 9.0, words)
        };
        let page = note(page, 752.0, &first, "Interview with a guard, name withheld.");
        let page = note(page, 763.0, &second, "Register of the garage, page 14.");
        page.text(295.0, 775.0, 9.0, &number.to_string())
    };
    let pdf = (1..=5).fold(Pdf::new(), |pdf, number| pdf.page(page(number)));
    let document = read("report.pdf", &pdf.build(), &Options::default());
    let notes: Vec<&str> = document.notes.iter().map(|note| &document.text[note.body]).collect();
    assert_eq!(notes.len(), 10, "{notes:?}");
    assert!(notes.iter().all(|note| note.ends_with("withheld.") || note.ends_with("page 14.")), "{notes:?}");
    assert!(document.marks.iter().all(|mark| mark.note.is_some()));
}

/// Notes below a line, each with a raised label.
fn raised_notes(page: Page, lines: &[(&str, &str)]) -> Page {
    let page = page.line(60.0, 690.0, 200.0, 690.0);
    lines.iter().enumerate().fold(page, |page, (index, (label, words))| {
        let y = 702.0 + 11.0 * index as f32;
        page.text(60.0, y - 3.0, 6.0, label).text(74.0, y, 9.0, words)
    })
}

#[test]
fn raised_labels_may_stand_in_brackets_or_before_a_slash() {
    let page = raised_notes(
        marks(&["(1)", "[2]", "3/", "(4),(5)"]),
        &[
            ("(1)", "Register."),
            ("[2]", "Interview."),
            ("3/", "Photograph."),
            ("(4)", "Letter."),
            ("(5)", "Ibid."),
        ],
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        Paragraph: The guard wrote the number of the lorry down.[1 Register.] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[2 Interview.] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[3 Photograph.] Nobody asked him for it.
        Paragraph: The guard wrote the number of the lorry down.[4 Letter.],[5 Ibid.] Nobody asked him for it.
        Note(0): 1 Register.
        Note(1): 2 Interview.
        Note(2): 3 Photograph.
        Note(3): 4 Letter.
        Note(4): 5 Ibid.
    "#]],
    );
}

#[test]
fn a_raised_label_in_brackets_ends_a_paragraph_above_a_heading() {
    let page = Page::new()
        .text(
            60.0,
            60.0,
            10.0,
            "The guard wrote the number of the lorry down, and nobody asked him for it then,",
        )
        .marked(60.0, 73.0, 10.0, "not even the clerk.", "[1]", "")
        .text(60.0, 95.0, 12.0, "The lorry")
        .marked(60.0, 115.0, 10.0, "It was empty.", "[2]", " It was washed.");
    let page = raised_notes(page, &[("[1]", "Register."), ("[2]", "Interview.")]);
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        Paragraph: The guard wrote the number of the lorry down, and nobody asked him for it then, not even the clerk.[1 Register.]
        Heading(1): The lorry
        Paragraph: It was empty.[2 Interview.] It was washed.
        Note(0): 1 Register.
        Note(1): 2 Interview.
    "#]],
    );
}

#[test]
fn marks_typed_in_brackets_call_the_notes_at_the_foot() {
    // As much is written in brackets that is no mark: provisions, and items of a list.
    let page = Page::new()
        .text(60.0, 60.0, 11.0, "Section 12(b)(1) was read to: (1) the guard, (2) the clerk.")
        .text(60.0, 100.0, 11.0, "The guard wrote the number of the lorry down (1).")
        .text(60.0, 140.0, 11.0, "Nobody asked him for it.(2) It was washed (3) in the yard.");
    let page = notes(
        page,
        &[
            ("(1)", "Register, section (2) of the"),
            ("", "second week."),
            ("(2)", "Interview."),
            ("(3)", "Ibid."),
        ],
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        Paragraph: Section 12(b)(1) was read to: (1) the guard, (2) the clerk.
        Paragraph: The guard wrote the number of the lorry down [1 Register,].
        Paragraph: Nobody asked him for it.[2 Interview.] It was washed [3 Ibid.] in the yard.
        Note(0): 1 Register, section (2) of the second week.
        Note(1): 2 Interview.
        Note(2): 3 Ibid.
    "#]],
    );
}

#[test]
fn marks_typed_before_a_slash_may_stand_on_the_page_before() {
    let first = Page::new()
        .text(60.0, 60.0, 11.0, "The guard wrote the number 5/12 down 3/ and nobody")
        .text(60.0, 75.0, 11.0, "asked him for it on 4/11/2023 or later. 4/");
    let first = notes(first, &[("3/", "Register.")]);
    let second = Page::new().text(60.0, 60.0, 11.0, "It was washed. 5/ The yard was empty then.");
    let second = notes(second, &[("4/", "Interview."), ("5/", "Ibid.")]);
    check(
        &Pdf::new().page(first).page(second),
        expect![[r#"
        complete
        Paragraph: The guard wrote the number 5/12 down [3 Register.] and nobody asked him for it on 4/11/2023 or later. [4 Interview.]
        Paragraph: It was washed. [5 Ibid.] The yard was empty then.
        Note(0): 3 Register.
        Note(1): 4 Interview.
        Note(2): 5 Ibid.
    "#]],
    );
}

#[test]
fn marks_in_brackets_call_a_list_of_references_on_another_page() {
    let first = Page::new()
        .text(60.0, 60.0, 11.0, "The number of the lorry is known [1], and so is its driver [2].")
        .text(60.0, 100.0, 11.0, "The driver was heard in the garage [3], and again at home [2].");
    let second = Page::new()
        .text(60.0, 60.0, 11.0, "The guard was heard too [3], but not the clerk.")
        .text(60.0, 100.0, 14.0, "References")
        .text(60.0, 120.0, 9.0, "[1] Register of the garage.")
        .text(60.0, 131.0, 9.0, "[2] Interview with a guard.")
        .text(60.0, 142.0, 9.0, "[3] Letter of the driver.");
    check(
        &Pdf::new().page(first).page(second),
        expect![[r#"
        complete
        Paragraph: The number of the lorry is known [1 Register], and so is its driver [2 Interview].
        Paragraph: The driver was heard in the garage [3 Letter], and again at home [2 Interview].
        Paragraph: The guard was heard too [3 Letter], but not the clerk.
        Heading(1): References
        Note(0): [1] Register of the garage.
        Note(1): [2] Interview with a guard.
        Note(2): [3] Letter of the driver.
    "#]],
    );
}

#[test]
fn a_law_quoted_in_small_print_is_no_list_of_notes() {
    let page = Page::new()
        .text(
            60.0,
            60.0,
            11.0,
            "Article 3(1) and Article 3(2) of the constitution forbid: (1) torture, (2) threats.",
        )
        .text(60.0, 100.0, 11.0, "Both are quoted here in the words of the law.")
        .text(60.0, 120.0, 11.0, "They were in force in the whole of the year.")
        .text(80.0, 140.0, 9.0, "(1) Nobody may be tortured.")
        .text(80.0, 151.0, 9.0, "(2) Nobody may be threatened.");
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        Paragraph: Article 3(1) and Article 3(2) of the constitution forbid: (1) torture, (2) threats.
        Paragraph: Both are quoted here in the words of the law.
        Paragraph: They were in force in the whole of the year.
        ListItem: (1) Nobody may be tortured.
        ListItem: (2) Nobody may be threatened.
    "#]],
    );
}
