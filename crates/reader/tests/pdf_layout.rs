//! PDFs whose parts stand close together: cells, tables under paragraphs, running heads, lines of two directions.

#![expect(clippy::unwrap_used, reason = "a test may panic, and helpers outside its functions are part of it")]

use expect_test::{Expect, expect};
use probata_reader::{Options, read};
use probata_testkit::pdf::{Font, Page, Pdf};
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

#[test]
fn lines_of_the_text_that_come_again_at_the_edge_of_a_page_are_text() {
    // The second column begins as high as the first, and the first line of each page is the same.
    let page = |number: &str, name: &str| {
        let left = [
            "The mission wrote to the Ministry",
            &format!("about {name} and received no"),
            "reply from it in all of the time",
            "in which it was in the country,",
            "although it had asked for one.",
        ];
        let right = [
            &format!("According to {name}, a register"),
            "of all names was kept in a green",
            "ledger and burned in June by the",
            "officer who had kept it, and who",
            "left the town two weeks later.",
        ];
        let page =
            Page::new().text(60.0, 40.0, 11.0, "Report of the mission").text(60.0, 815.0, 11.0, number);
        let page = lines(page, 60.0, 70.0, &left);
        let page = lines(
            page,
            60.0,
            770.0,
            &[&format!("Case of {name}, Detention Act,"), "No. 88 of 2009, art. 12 (2)."],
        );
        lines(page, 320.0, 70.0, &right)
    };
    check(
        &Pdf::new()
            .page(page("A/77 1", "Jorin Vell"))
            .page(page("A/77 2", "Maro Kest"))
            .page(page("A/77 3", "Tove Marr")),
        expect![[r#"
            complete
            1 Paragraph: The mission wrote to the Ministry about Jorin Vell and received no reply from it in all of the time in which it was in the country, although it had asked for one.
            1 Paragraph: Case of Jorin Vell, Detention Act, No. 88 of 2009, art. 12 (2). According to Jorin Vell, a register of all names was kept in a green ledger and burned in June by the officer who had kept it, and who left the town two weeks later. The mission wrote to the Ministry about Maro Kest and received no reply from it in all of the time in which it was in the country, although it had asked for one.
            2 Paragraph: Case of Maro Kest, Detention Act, No. 88 of 2009, art. 12 (2). According to Maro Kest, a register of all names was kept in a green ledger and burned in June by the officer who had kept it, and who left the town two weeks later. The mission wrote to the Ministry about Tove Marr and received no reply from it in all of the time in which it was in the country, although it had asked for one.
            3 Paragraph: Case of Tove Marr, Detention Act, No. 88 of 2009, art. 12 (2). According to Tove Marr, a register of all names was kept in a green ledger and burned in June by the officer who had kept it, and who left the town two weeks later.
            1 Header: Report of the mission
            1 Footer: A/77 1
        "#]],
    );
}

#[test]
fn a_sentence_that_stands_over_the_text_as_paragraphs_do_is_text() {
    let page = |number: &str, name: &str, place: &str| {
        let page = Page::new()
            .text(60.0, 60.0, 11.0, "The mission spoke to a witness.")
            .text(290.0, 810.0, 11.0, number);
        let first =
            format!("{name} told the mission that men in dark uniforms took a neighbour from a house at");
        let page = lines(page, 60.0, 80.0, &[&first, &format!("the road to {place}.")]);
        let second =
            format!("No record of the arrest of {name} was found in the ledger of the station, which");
        let page = lines(page, 60.0, 114.0, &[&second, "the mission examined in June."]);
        let third =
            format!("According to {name}, the vehicle left {place} at night and did not return before the");
        lines(page, 60.0, 148.0, &[&third, "next morning."])
    };
    check(
        &Pdf::new().page(page("1", "Jorin Vell", "Karst")).page(page("2", "Maro Kest", "Ombra")).page(page(
            "3",
            "Tove Marr",
            "Veld",
        )),
        expect![[r#"
            complete
            1 Paragraph: The mission spoke to a witness.
            1 Paragraph: Jorin Vell told the mission that men in dark uniforms took a neighbour from a house at the road to Karst.
            1 Paragraph: No record of the arrest of Jorin Vell was found in the ledger of the station, which the mission examined in June.
            1 Paragraph: According to Jorin Vell, the vehicle left Karst at night and did not return before the next morning.
            2 Paragraph: The mission spoke to a witness.
            2 Paragraph: Maro Kest told the mission that men in dark uniforms took a neighbour from a house at the road to Ombra.
            2 Paragraph: No record of the arrest of Maro Kest was found in the ledger of the station, which the mission examined in June.
            2 Paragraph: According to Maro Kest, the vehicle left Ombra at night and did not return before the next morning.
            3 Paragraph: The mission spoke to a witness.
            3 Paragraph: Tove Marr told the mission that men in dark uniforms took a neighbour from a house at the road to Veld.
            3 Paragraph: No record of the arrest of Tove Marr was found in the ledger of the station, which the mission examined in June.
            3 Paragraph: According to Tove Marr, the vehicle left Veld at night and did not return before the next morning.
        "#]],
    );
}

#[test]
fn a_running_head_wider_than_the_text_does_not_end_its_lines() {
    let page = |number: &str, words: &[&str]| {
        let page =
            Page::new().text(60.0, 40.0, 11.0, "Mission report on Lorre").text(480.0, 40.0, 11.0, "A/XX/7");
        lines(page.text(290.0, 810.0, 11.0, number), 60.0, 90.0, words)
    };
    check(
        &Pdf::new()
            .page(page(
                "1",
                &[
                    "Article 12 of the Act requires that",
                    "relatives be informed, wherever they",
                    "live, in a day.",
                ],
            ))
            .page(page(
                "2",
                &["The mission wrote to the Ministry on 9", "September 2021 and waited for some", "weeks."],
            )),
        expect![[r#"
            complete
            1 Paragraph: Article 12 of the Act requires that relatives be informed, wherever they live, in a day.
            2 Paragraph: The mission wrote to the Ministry on 9 September 2021 and waited for some weeks.
            1 Header: Mission report on Lorre A/XX/7
        "#]],
    );
}

#[test]
fn words_and_brackets_of_both_directions_keep_their_order() {
    let turned = |text: &str| text.chars().rev().collect::<String>();
    let page = Page::new()
        .text_in(
            Font::Wide,
            100.0,
            60.0,
            12.0,
            &turned("قال الشهود إن الرجال نقلوا إلى قبو الكلية الزراعية في مدينة لور"),
        )
        // The letters of the script are fewer than the others.
        .text_in(Font::Wide, 150.0, 80.0, 12.0, &format!(".Lorre Courier (2021) {}05:15", turned("، بحسب ")))
        // No letter of the script, brackets that open to the left.
        .text_in(Font::Wide, 150.0, 100.0, 12.0, &format!("45% )HRW 2021( .{}", turned("مدينة لور")))
        .text_in(Font::Wide, 150.0, 120.0, 12.0, ".Human Rights Watch, 12 May 2021, p. 4");
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: قال الشهود إن الرجال نقلوا إلى قبو الكلية الزراعية في مدينة لور 05:15، بحسب Lorre Courier (2021).
        1 Paragraph: مدينة لور. (HRW 2021) 45% Human Rights Watch, 12 May 2021, p. 4.
    "#]],
    );
}

#[test]
fn a_mark_in_brackets_that_begins_a_line_does_not_end_the_paragraph() {
    let page = lines(
        Page::new(),
        60.0,
        60.0,
        &[
            "The guard wrote down the number of the lorry that came to the gate of the garage.",
            "[12] Nobody asked him for it in all the weeks in which he was on duty at the gate",
            "of the garage.[13] He kept it.",
        ],
    );
    let page = lines(
        page,
        60.0,
        200.0,
        &[
            "[1] Register of the garage at Doln, the entries of the second week of the winter.",
            "[2] Register of the garage at Doln, the entries of the third week of the winter, too.",
            "[3] Ibid.",
        ],
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: The guard wrote down the number of the lorry that came to the gate of the garage. [12] Nobody asked him for it in all the weeks in which he was on duty at the gate of the garage.[13] He kept it.
        1 ListItem: [1] Register of the garage at Doln, the entries of the second week of the winter.
        1 ListItem: [2] Register of the garage at Doln, the entries of the third week of the winter, too.
        1 ListItem: [3] Ibid.
    "#]],
    );
}

#[test]
fn contents_set_as_columns_are_no_table() {
    // As in a short article: a summary set in, then titles, some with dots, and page numbers at the right edge.
    let mut page = Page::new()
        .text(90.0, 60.0, 11.0, "This report sets out what happened at the post by the bridge and who")
        .text(
            90.0,
            74.0,
            11.0,
            "gave the orders. It rests on forty interviews and on the papers of the post.",
        )
        .text_in(Font::Bold, 60.0, 110.0, 13.0, "Contents");
    let titles = [
        ("1", "Method", "2"),
        ("2", "The post", "3"),
        ("2.1", "Cells . . . . . . . .", "3"),
        ("3", "Orders", "7"),
    ];
    for (at, (number, title, place)) in titles.into_iter().enumerate() {
        let y = 130.0 + 16.0 * at as f32;
        page = page.text(60.0, y, 11.0, number).text(90.0, y, 11.0, title).text(500.0, y, 11.0, place);
    }
    page = page.text_in(Font::Bold, 60.0, 230.0, 13.0, "1 Method").text(
        60.0,
        252.0,
        11.0,
        "We went there twice.",
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
            complete
            1 Quotation: This report sets out what happened at the post by the bridge and who gave the orders. It rests on forty interviews and on the papers of the post.
            1 Apparatus: Contents
            1 Apparatus: 1 Method 2
            1 Apparatus: 2 The post 3
            1 Apparatus: 2.1 Cells 3
            1 Apparatus: 3 Orders 7
            1 Heading(1): 1 Method
            1 Paragraph: We went there twice.
        "#]],
    );
}

/// Pages of running text, each with a head, on the left and on the right in turn.
fn headed(heads: [&str; 6]) -> Pdf {
    heads.iter().enumerate().fold(Pdf::new(), |pdf, (index, head)| {
        let x = if index % 2 == 0 { 60.0 } else { 440.0 };
        let page = Page::new().text(x, 40.0, 9.0, head);
        let days = ["Monday", "Tuesday", "Friday", "Sunday", "Easter", "New Year"];
        let first = format!(
            "was held there until the evening of {}, and nobody told his family. The guard",
            days[index]
        );
        let text = [
            first.as_str(),
            "wrote the number of the lorry down; the next morning it stood in the yard, and he",
        ];
        pdf.page(lines(page, 60.0, 80.0, &text))
    })
}

#[test]
fn a_running_head_may_have_a_roman_number() {
    let pdf = headed([
        "ii | Foreword",
        "Thanks | iii",
        "iv | Method",
        "Method | v",
        "vi | Summary",
        "Summary | vii",
    ]);
    let document = read("report.pdf", &pdf.build(), &Options::default());
    let headers = document.blocks.iter().filter(|block| format!("{:?}", block.kind) == "Header");
    let headers: Vec<&str> = headers.map(|block| &document.text[block.span]).collect();
    assert_eq!(
        headers,
        ["ii | Foreword", "Thanks | iii", "iv | Method", "Method | v", "vi | Summary", "Summary | vii"]
    );
}

#[test]
fn a_running_head_with_the_name_of_a_chapter_changes_with_it() {
    let pdf = headed([
        "2 | 1. Arrests",
        "1. Arrests | 3",
        "4 | 2. Doln",
        "2. Doln | 5",
        "6 | 3. Release",
        "3. Release | 7",
    ]);
    check(
        &pdf,
        expect![[r#"
        complete
        2 Paragraph: was held there until the evening of Monday, and nobody told his family. The guard wrote the number of the lorry down; the next morning it stood in the yard, and he was held there until the evening of Tuesday, and nobody told his family. The guard wrote the number of the lorry down; the next morning it stood in the yard, and he was held there until the evening of Friday, and nobody told his family. The guard wrote the number of the lorry down; the next morning it stood in the yard, and he was held there until the evening of Sunday, and nobody told his family. The guard wrote the number of the lorry down; the next morning it stood in the yard, and he was held there until the evening of Easter, and nobody told his family. The guard wrote the number of the lorry down; the next morning it stood in the yard, and he was held there until the evening of New Year, and nobody told his family. The guard wrote the number of the lorry down; the next morning it stood in the yard, and he
        2 Header: 2 | 1. Arrests
        3 Header: 1. Arrests | 3
        4 Header: 4 | 2. Doln
        5 Header: 2. Doln | 5
        6 Header: 6 | 3. Release
        7 Header: 3. Release | 7
    "#]],
    );
}

/// Chapters of two pages, the second with what `head` makes of the title at its head.
fn chapters(head: impl Fn(&str) -> String) -> Pdf {
    let days = ["Monday", "Friday", "Easter"];
    ["Arrests", "Doln", "Release"].iter().zip(days).fold(Pdf::new(), |pdf, (title, day)| {
        let text = |page: Page, y: f32, when: &str| {
            let first =
                format!("was held there until the {when} of {day}, and nobody told his family. The guard");
            let second = "wrote the number of the lorry down; the next morning it stood in the yard, and he";
            lines(page, 60.0, y, &[&first, second])
        };
        let first = text(Page::new().text(60.0, 80.0, 18.0, title), 120.0, "evening");
        let second = text(Page::new().text(60.0, 40.0, 14.0, &head(title)), 80.0, "night");
        pdf.page(first).page(second)
    })
}

#[test]
fn the_title_of_a_chapter_over_its_further_pages_is_a_running_head() {
    let kinds = |pdf: &Pdf, kind: &str| {
        let document = read("report.pdf", &pdf.build(), &Options::default());
        let are = document.blocks.iter().filter(|block| format!("{:?}", block.kind).starts_with(kind));
        are.map(|block| document.text[block.span].to_owned()).collect::<Vec<_>>()
    };
    let again = chapters(str::to_owned);
    assert_eq!(kinds(&again, "Heading"), ["Arrests", "Doln", "Release"]);
    assert_eq!(kinds(&again, "Header"), ["Arrests", "Doln", "Release"]);
    assert_eq!(kinds(&again, "Paragraph").len(), 3);
    // Titles that say something else are titles.
    let others = chapters(|title| format!("{title}: what was found"));
    assert_eq!(kinds(&others, "Heading").len(), 6);
}

/// Words of letters six points wide, so far apart.
fn stretched(page: Page, x: f32, y: f32, gap: f32, words: &[&str]) -> Page {
    let mut x = x;
    words.iter().fold(page, |page, word| {
        let page = page.text_in(Font::Wide, x, y, 12.0, word);
        x += 6.0 * word.chars().count() as f32 + gap;
        page
    })
}

#[test]
fn lines_stretched_to_the_width_of_a_narrow_column_are_no_table() {
    let page = (0..6).fold(Page::new(), |page, at| {
        let y = 60.0 + 40.0 * at as f32;
        let page = stretched(page, 60.0, y, 20.0 + at as f32, &["The", "administration", "of", "the"]);
        stretched(page, 60.0, y + 14.0, 6.0, &["prison", "refused", "it."])
    });
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: The administration of the prison refused it.
        1 Paragraph: The administration of the prison refused it.
        1 Paragraph: The administration of the prison refused it.
        1 Paragraph: The administration of the prison refused it.
        1 Paragraph: The administration of the prison refused it.
        1 Paragraph: The administration of the prison refused it.
    "#]],
    );
    // A head of a table whose words stand as far from each other, and rows under them.
    let head = stretched(Page::new(), 60.0, 60.0, 30.0, &["Place", "Number", "Of", "whom", "dead"]);
    let page = (1..6).fold(head, |page, row| {
        let y = 60.0 + 16.0 * row as f32;
        let cells = [(60.0, "Orben"), (120.0, "12"), (186.0, "m"), (228.0, "7"), (282.0, "2")];
        cells.iter().fold(page, |page, (x, text)| page.text_in(Font::Wide, *x, y, 12.0, text))
    });
    let document = read("report.pdf", &Pdf::new().page(page).build(), &Options::default());
    assert!(document.text.starts_with("Place\n\nNumber\n\nOf\n\n"), "{}", document.text);
}

#[test]
fn a_line_moved_down_by_its_mark_is_of_its_paragraph() {
    let page = lines(
        Page::new(),
        60.0,
        60.0,
        &[
            "The witness said that he had been taken to the post near the bridge by two officers,",
            "who asked him for the names of those who had met in his brother's house, and that he",
        ],
    );
    let y = 60.0 + 2.0 * 14.0 + 3.0;
    let page = page.marked(
        60.0,
        y,
        11.0,
        "was beaten there until the morning.",
        "4",
        " He heard others in the rooms",
    );
    let page = page.text(60.0, y + 14.0, 11.0, "on both sides of his own.");
    check(
        &Pdf::new().page(page),
        expect![[r#"
            complete
            1 Paragraph: The witness said that he had been taken to the post near the bridge by two officers, who asked him for the names of those who had met in his brother's house, and that he was beaten there until the morning.⁴ He heard others in the rooms on both sides of his own.
        "#]],
    );
}

/// A paragraph of which lines stand beside a quotation pulled out, on its right.
fn quoted(first: f32) -> Page {
    let page = lines(
        Page::new(),
        60.0,
        first,
        &[
            "The guards of the northern prison had beaten somebody so badly that he could not stand,",
            "and he was not taken to the hospital until the next morning, when the doctor refused to",
        ],
    );
    let page = lines(
        page,
        60.0,
        first + 28.0,
        &[
            "examine him without an order of the",
            "court. Nobody wrote it down in the book",
            "of the ward. Relatives who waited at the",
            "gate were told by the officer on duty that",
            "nobody of that name was held there, and",
        ],
    );
    let quote = ["\u{201c}They told us that", "nobody would ever", "ask about us.\u{201d}"];
    let page = quote
        .iter()
        .enumerate()
        .fold(page, |page, (at, line)| page.text(285.0, first + 34.0 + 19.0 * at as f32, 15.0, line));
    lines(
        page,
        60.0,
        first + 98.0,
        &[
            "when they came again on the third day they were shown a paper with his signature that he",
            "had never seen. The ministry denied it.",
        ],
    )
}

#[test]
fn a_quotation_pulled_out_of_the_text_does_not_part_it() {
    check(
        &Pdf::new().page(quoted(60.0)),
        expect![[r#"
            complete
            1 Paragraph: The guards of the northern prison had beaten somebody so badly that he could not stand, and he was not taken to the hospital until the next morning, when the doctor refused to examine him without an order of the court. Nobody wrote it down in the book of the ward. Relatives who waited at the gate were told by the officer on duty that nobody of that name was held there, and when they came again on the third day they were shown a paper with his signature that he had never seen. The ministry denied it.
            1 Paragraph: “They told us that nobody would ever ask about us.”
        "#]],
    );
}

#[test]
fn a_box_within_a_paragraph_does_not_part_it() {
    let framed = |page: Page, y: f32| {
        let page = page.line(55.0, y, 540.0, y).line(55.0, y + 40.0, 540.0, y + 40.0);
        let page = page.line(55.0, y, 55.0, y + 40.0).line(540.0, y, 540.0, y + 40.0);
        page.text(65.0, y + 25.0, 11.0, "Box 1. The cannery was closed in the spring.")
    };
    let (begins, goes_on) = (
        "The guards of the northern prison had beaten somebody so badly that he could not stand,",
        "and he was not taken to the hospital until the next morning.",
    );
    // On one page, on the next page before the text goes on, and at the foot of the page.
    let one = framed(Page::new().text(60.0, 60.0, 11.0, begins), 80.0).text(60.0, 150.0, 11.0, goes_on);
    let next = framed(Page::new(), 60.0).text(60.0, 130.0, 11.0, goes_on);
    let foot = framed(Page::new().text(60.0, 700.0, 11.0, begins), 720.0);
    let last = Page::new().text(60.0, 60.0, 11.0, goes_on);
    let begun = Page::new().text(60.0, 700.0, 11.0, begins);
    let pdf = Pdf::new().page(one).page(begun).page(next).page(foot).page(last);
    check(
        &pdf,
        expect![[r#"
        complete
        1 Paragraph: The guards of the northern prison had beaten somebody so badly that he could not stand, and he was not taken to the hospital until the next morning.
        1 Paragraph: Box 1. The cannery was closed in the spring.
        2 Paragraph: The guards of the northern prison had beaten somebody so badly that he could not stand, and he was not taken to the hospital until the next morning.
        3 Paragraph: Box 1. The cannery was closed in the spring.
        4 Paragraph: Box 1. The cannery was closed in the spring.
        4 Paragraph: The guards of the northern prison had beaten somebody so badly that he could not stand, and he was not taken to the hospital until the next morning.
    "#]],
    );
    // A paragraph that has ended, and lines of a form.
    let ended = Page::new().text(60.0, 60.0, 11.0, "The guards were never named.");
    let ended = framed(ended, 80.0).text(60.0, 150.0, 11.0, "The ministry denied it.");
    let ended = ended.text(
        60.0,
        200.0,
        11.0,
        "Place: the cannery in the north of the province, at the bridge over the Doln, room 4",
    );
    let ended = framed(ended, 220.0).text(60.0, 290.0, 11.0, "Name: withheld");
    check(
        &Pdf::new().page(ended),
        expect![[r#"
            complete
            1 Paragraph: The guards were never named.
            1 Paragraph: Box 1. The cannery was closed in the spring.
            1 Paragraph: The ministry denied it.
            1 Paragraph: Place: the cannery in the north of the province, at the bridge over the Doln, room 4
            1 Paragraph: Box 1. The cannery was closed in the spring.
            1 Paragraph: Name: withheld
        "#]],
    );
}
