//! PDFs with what ordinary documents have and a rule for something rarer could take for it.

#![expect(clippy::unwrap_used, reason = "a test may panic, and helpers outside its functions are part of it")]

use expect_test::{Expect, expect};
use probata_reader::{Options, read};
use probata_testkit::pdf::{Font, Page, Pdf};
use std::fmt::Write;

fn check(pdf: &Pdf, expected: Expect) {
    let document = read("report.pdf", &pdf.build(), &Options::default());
    let part = &document.parts[0];
    let mut out = format!("{}\n", part.outcome.status());
    for remark in &part.remarks {
        writeln!(out, "# {remark}").unwrap();
    }
    for block in &document.blocks {
        let page = document.page_at(block.span.start).unwrap_or("-");
        writeln!(out, "{page} {:?}: {}", block.kind, &document.text[block.span]).unwrap();
    }
    expected.assert_eq(&out);
}

/// Lines below each other.
fn lines(page: Page, x: f32, y: f32, lines: &[&str]) -> Page {
    lines.iter().enumerate().fold(page, |page, (at, line)| page.text(x, y + 14.0 * at as f32, 11.0, line))
}

/// Lines of print that go on in each other.
const RUNNING: [&str; 4] = [
    "The witness said that he had been taken to the post near the bridge by two officers,",
    "who asked him for the names of those who had met in his brother's house, and that he",
    "was beaten with a cable until the morning. He heard others in the rooms on both sides",
    "of his own and knew two of them by their voices, as he told the commission in spring.",
];

#[test]
fn an_o_set_apart_is_the_bullet_of_the_second_level() {
    let page = lines(Page::new(), 60.0, 60.0, &RUNNING)
        .text(78.0, 130.0, 11.0, "•")
        .text(96.0, 130.0, 11.0, "Complaints about the police")
        .text_in(Font::Wide, 114.0, 144.0, 10.0, "o")
        .text(131.0, 144.0, 11.0, "that officers entered homes at night")
        .text_in(Font::Wide, 114.0, 158.0, 10.0, "o")
        .text(131.0, 158.0, 11.0, "that money was taken");
    // In Spanish it is a word.
    let page = lines(
        page,
        60.0,
        190.0,
        &[
            "No se sabe si fue llevado al puesto del puente o a la escuela de la ciudad vieja,",
            "o a otro lugar.",
        ],
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: The witness said that he had been taken to the post near the bridge by two officers, who asked him for the names of those who had met in his brother's house, and that he was beaten with a cable until the morning. He heard others in the rooms on both sides of his own and knew two of them by their voices, as he told the commission in spring.
        1 ListItem: Complaints about the police
        1 ListItem: that officers entered homes at night
        1 ListItem: that money was taken
        1 Paragraph: No se sabe si fue llevado al puesto del puente o a la escuela de la ciudad vieja, o a otro lugar.
    "#]],
    );
}

#[test]
fn hours_years_and_counts_are_no_numbers_of_lines() {
    let entry = [
        "The gate was opened, and the guards took their places on both",
        "sides of the road to the mill, as they had done on each day.",
    ];
    let hours = (0..6).fold(Page::new(), |page, at| {
        let y = 60.0 + 30.0 * at as f32;
        let hour = (6 + 2 * at).to_string();
        lines(page.text_in(Font::Wide, 62.0 - 6.0 * hour.len() as f32, y, 11.0, &hour), 80.0, y, &entry)
    });
    check(
        &Pdf::new().page(hours),
        expect![[r#"
        complete
        1 Paragraph: 6 The gate was opened, and the guards took their places on both sides of the road to the mill, as they had done on each day.
        1 Paragraph: 8 The gate was opened, and the guards took their places on both sides of the road to the mill, as they had done on each day.
        1 Paragraph: 10 The gate was opened, and the guards took their places on both sides of the road to the mill, as they had done on each day.
        1 Paragraph: 12 The gate was opened, and the guards took their places on both sides of the road to the mill, as they had done on each day.
        1 Paragraph: 14 The gate was opened, and the guards took their places on both sides of the road to the mill, as they had done on each day.
        1 Paragraph: 16 The gate was opened, and the guards took their places on both sides of the road to the mill, as they had done on each day.
    "#]],
    );
    let numbered = (0..30).fold(Page::new(), |page, at| {
        let y = 60.0 + 15.0 * at as f32;
        let number = (at + 1).to_string();
        let page = page.text_in(Font::Wide, 50.0 - 4.8 * number.len() as f32, y, 8.0, &number);
        page.text(72.0, y, 11.0, RUNNING[at % 4])
    });
    // The years of a table behind it end where the numbers did, and do not go on from 30.
    let years = [("2005", "The law of the ministry"), ("2007", "The first arrests"), ("2010", "The report")];
    let table = years.iter().enumerate().fold(Page::new(), |page, (at, (year, what))| {
        let y = 60.0 + 20.0 * at as f32;
        page.text_in(Font::Wide, 50.0 - 4.8 * 4.0, y, 8.0, year).text(72.0, y, 11.0, what)
    });
    let bytes = Pdf::new().page(numbered).page(table).build();
    let document = read("report.pdf", &bytes, &Options::default());
    assert!(document.parts[0].remarks.concat().starts_with("page 1: lines are numbered"));
    assert!(!document.text.contains("30 who"), "{}", document.text);
    assert!(years.iter().all(|(year, _)| document.text.contains(year)), "{}", document.text);
}

#[test]
fn numbers_of_lines_that_share_their_left_ends_go_as_one() {
    let page = (0..12).fold(Page::new(), |page, at| {
        let y = 60.0 + 15.0 * at as f32;
        page.text(40.0, y, 8.0, &(at + 1).to_string()).text(72.0, y, 11.0, RUNNING[at % 4])
    });
    let text = read("report.pdf", &Pdf::new().page(page).build(), &Options::default()).text;
    assert!(!text.contains(|c: char| c.is_ascii_digit()), "{text}");
}

#[test]
fn titles_that_count_along_with_the_pages_are_text() {
    let pages = |title: &dyn Fn(usize) -> String, font: Font, size: f32, foot: bool| {
        (0..4).fold(Pdf::new(), |pdf, at| {
            let page = Page::new().text_in(font, 60.0, 60.0, size, &title(at));
            let page = lines(page, 60.0, 100.0, &RUNNING);
            let foot = if foot { (at + 3).to_string() } else { String::new() };
            pdf.page(page.text(300.0, 800.0, 11.0, &foot))
        })
    };
    let read_text = |pdf: Pdf| read("report.pdf", &pdf.build(), &Options::default());
    let annex = |at: usize| format!("Annex {}", at + 1);
    for (font, size, foot) in [(Font::Plain, 16.0, false), (Font::Bold, 16.0, true), (Font::Bold, 11.0, true)]
    {
        let document = read_text(pages(&annex, font, size, foot));
        let headings = document.blocks.iter().filter(|block| document.text[block.span].starts_with("Annex"));
        assert_eq!(
            headings.filter(|block| matches!(block.kind, probata_report::BlockKind::Heading(_))).count(),
            4
        );
    }
    let years = read_text(pages(&|at| (2015 + at).to_string(), Font::Bold, 16.0, false));
    assert_eq!(years.page_at(0), Some("1"));
    assert!(years.text.contains("2018"), "{}", years.text);
    // Set as the text is, and with no other number, such a line counts the pages.
    let drafts = read_text(pages(&|at| format!("Draft, sheet {}", at + 1), Font::Plain, 11.0, false));
    assert!(!drafts.text[..80].contains("Draft"), "{}", drafts.text);
}

#[test]
fn what_was_typed_higher_or_lower_into_a_form_is_no_power() {
    let page = Page::new()
        .text(60.0, 60.0, 12.0, "Born on:")
        .text(115.0, 58.0, 10.0, "04.05.1971")
        .text(60.0, 90.0, 12.0, "Case no.")
        .text(115.0, 91.5, 10.0, "123/2015")
        .text(60.0, 120.0, 12.0, "Visits:")
        .text(115.0, 121.5, 10.0, "12")
        // Exponents and charges are.
        .text_in(Font::Wide, 60.0, 150.0, 12.0, "10")
        .text_in(Font::Wide, 72.0, 145.0, 7.0, "-3")
        .text_in(Font::Wide, 90.0, 150.0, 12.0, "g of SO")
        .text_in(Font::Wide, 132.0, 153.0, 7.0, "42");
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: Born on: 04.05.1971 Case no. 123/2015 Visits:
        1 Paragraph: 12
        1 Paragraph: 10⁻³ g of SO₄₂
    "#]],
    );
}

#[test]
fn large_figures_and_signs_stand_before_the_lines_beside_them() {
    let beside = ["of the men who were held at Velsk", "came back to their families."];
    let page = lines(Page::new().text(60.0, 113.0, 28.0, "45%"), 120.0, 100.0, &beside);
    let page = lines(
        page.text(60.0, 173.0, 28.0, "1"),
        80.0,
        160.0,
        &["Write to the director, and say whom", "you want to see."],
    );
    let page = lines(
        page.text(60.0, 233.0, 28.0, "“"),
        74.0,
        220.0,
        &["Nobody else has seen it since", "in the town."],
    );
    let page = lines(
        page.text(60.0, 293.0, 28.0, "A"),
        81.0,
        280.0,
        &["Velsk has a window in each cell,", "and the food is enough."],
    );
    let page = lines(
        page.text(60.0, 353.0, 28.0, "T"),
        78.0,
        340.0,
        &["HE CLERK of the town wrote down", "what he said."],
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Quotation: 45% of the men who were held at Velsk came back to their families.
        1 Quotation: 1 Write to the director, and say whom you want to see.
        1 Quotation: “Nobody else has seen it since in the town.
        1 Paragraph: A Velsk has a window in each cell, and the food is enough.
        1 Paragraph: THE CLERK of the town wrote down what he said.
    "#]],
    );
}

#[test]
fn what_follows_the_notes_of_a_chapter_on_the_next_page_is_none_of_them() {
    let raised = |page: Page, x: f32, y: f32, number: &str| page.text_in(Font::Wide, x, y - 4.0, 6.0, number);
    let notes = lines(Page::new(), 60.0, 60.0, &RUNNING).text_in(Font::Wide, 60.0, 130.0, 11.0, "He left.");
    let notes = raised(notes, 60.0 + 8.0 * 5.5, 130.0, "1").text_in(Font::Bold, 60.0, 600.0, 11.0, "Notes");
    let notes = raised(notes, 60.0, 620.0, "1").text(66.0, 620.0, 9.0, "Interview with the clerk, 4 May.");
    let annex = Page::new().text_in(Font::Bold, 60.0, 60.0, 9.0, "Annex: the order of the governor").text(
        60.0,
        80.0,
        9.0,
        "All men between sixteen and sixty years of age are to come to the gate of the mill.",
    );
    let annex = lines(annex, 60.0, 200.0, &RUNNING);
    check(
        &Pdf::new().page(notes).page(annex),
        expect![[r#"
        complete
        1 Paragraph: The witness said that he had been taken to the post near the bridge by two officers, who asked him for the names of those who had met in his brother's house, and that he was beaten with a cable until the morning. He heard others in the rooms on both sides of his own and knew two of them by their voices, as he told the commission in spring.
        1 Paragraph: He left.1
        1 Paragraph: Notes
        2 Paragraph: Annex: the order of the governor
        2 Paragraph: All men between sixteen and sixty years of age are to come to the gate of the mill.
        2 Paragraph: The witness said that he had been taken to the post near the bridge by two officers, who asked him for the names of those who had met in his brother's house, and that he was beaten with a cable until the morning. He heard others in the rooms on both sides of his own and knew two of them by their voices, as he told the commission in spring.
        2 Note(0): 1 Interview with the clerk, 4 May.
    "#]],
    );
}

#[test]
fn text_that_runs_around_a_box_is_whole() {
    let wide = "The witness said that he had been taken to the post near the bridge by two officers,";
    let page = Page::new().text(60.0, 60.0, 11.0, wide);
    let page = lines(
        page,
        60.0,
        74.0,
        &[
            "who asked him for the names of those who had met",
            "in the house of the clerk of the town, and that he",
            "was beaten there until the morning by one of",
        ],
    );
    let page = page.text(
        60.0,
        116.0,
        11.0,
        "the two officers, whom he knew by name, and by another man whom he had not seen before.",
    );
    let page = page.line(330.0, 66.0, 480.0, 66.0).line(330.0, 104.0, 480.0, 104.0);
    let page = page.line(330.0, 66.0, 330.0, 104.0).line(480.0, 66.0, 480.0, 104.0);
    let page = page.text(336.0, 80.0, 9.0, "The post was closed in 2019").text(
        336.0,
        92.0,
        9.0,
        "and is a school now.",
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: The witness said that he had been taken to the post near the bridge by two officers, who asked him for the names of those who had met in the house of the clerk of the town, and that he was beaten there until the morning by one of the two officers, whom he knew by name, and by another man whom he had not seen before.
        1 Paragraph: The post was closed in 2019 and is a school now.
    "#]],
    );
}

#[test]
fn short_items_of_a_list_are_one_by_one() {
    let page = lines(Page::new(), 60.0, 60.0, &RUNNING);
    let page = lines(page, 90.0, 130.0, &["bread for the men", "water from the well", "a letter for a week"]);
    check(
        &Pdf::new().page(lines(page, 60.0, 186.0, &RUNNING)),
        expect![[r#"
        complete
        1 Paragraph: The witness said that he had been taken to the post near the bridge by two officers, who asked him for the names of those who had met in his brother's house, and that he was beaten with a cable until the morning. He heard others in the rooms on both sides of his own and knew two of them by their voices, as he told the commission in spring.
        1 Paragraph: bread for the men
        1 Paragraph: water from the well
        1 Paragraph: a letter for a week
        1 Paragraph: The witness said that he had been taken to the post near the bridge by two officers, who asked him for the names of those who had met in his brother's house, and that he was beaten with a cable until the morning. He heard others in the rooms on both sides of his own and knew two of them by their voices, as he told the commission in spring.
    "#]],
    );
}

#[test]
fn names_under_a_signature_are_lines_of_their_own() {
    let page = lines(Page::new(), 60.0, 60.0, &RUNNING);
    let page = lines(page, 60.0, 130.0, &["For the Ministry of Justice", "Ana Velo", "Director of Prisons"]);
    let page = lines(page, 300.0, 130.0, &["For the Society of Doln", "Boris Tarn", "Chair of its Board"]);
    check(
        &Pdf::new().page(lines(page, 60.0, 200.0, &RUNNING)),
        expect![[r#"
            complete
            1 Paragraph: The witness said that he had been taken to the post near the bridge by two officers, who asked him for the names of those who had met in his brother's house, and that he was beaten with a cable until the morning. He heard others in the rooms on both sides of his own and knew two of them by their voices, as he told the commission in spring.
            1 Paragraph: For the Ministry of Justice Ana Velo
            1 Paragraph: Director of Prisons
            1 Paragraph: For the Society of Doln Boris Tarn
            1 Paragraph: Chair of its Board
            1 Paragraph: The witness said that he had been taken to the post near the bridge by two officers, who asked him for the names of those who had met in his brother's house, and that he was beaten with a cable until the morning. He heard others in the rooms on both sides of his own and knew two of them by their voices, as he told the commission in spring.
        "#]],
    );
}

#[test]
fn a_star_before_a_note_is_its_label() {
    let page = lines(
        Page::new(),
        60.0,
        60.0,
        &["The men were held* in the school of the town, and the clerk** wrote down how long."],
    );
    let page = page.text(60.0, 700.0, 8.0, "* As the clerk has said.").text(
        60.0,
        712.0,
        8.0,
        "** Ana Velo, clerk of the town.",
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
            complete
            1 Paragraph: The men were held* in the school of the town, and the clerk** wrote down how long.
            1 Note(0): * As the clerk has said.
            1 Note(1): ** Ana Velo, clerk of the town.
        "#]],
    );
}

#[test]
fn figures_of_a_table_are_no_stretched_line() {
    let row = |page: Page, y: f32, cells: &[&str]| {
        cells
            .iter()
            .enumerate()
            .fold(page, |page, (at, cell)| page.text(60.0 + 60.0 * at as f32, y, 11.0, cell))
    };
    let page = row(Page::new(), 60.0, &["Year", "Men", "Women", "All"]);
    let page = row(page, 76.0, &["2017", "1204", "1310", "2514"]);
    let page = row(page, 92.0, &["2018", "1404", "1510", "2914"]);
    check(
        &Pdf::new().page(page.text(60.0, 108.0, 11.0, "Source: register of the prison at Velsk, 2020.")),
        expect![[r#"
            complete
            1 Paragraph: Year Men Women All
            1 Paragraph: 2017 1204 1310 2514
            1 Paragraph: 2018 1404 1510 2914
            1 Paragraph: Source: register of the prison at Velsk, 2020.
        "#]],
    );
}

#[test]
fn titles_of_groups_of_rows_do_not_join_the_columns() {
    let row = |page: Page, y: f32, cells: &[&str]| {
        cells
            .iter()
            .enumerate()
            .fold(page, |page, (at, cell)| page.text(60.0 + 61.5 * at as f32, y, 11.0, cell))
    };
    let page = lines(Page::new(), 60.0, 60.0, &RUNNING);
    let group = |page: Page, y: f32, title: &str| {
        let page = page.text(60.0, y, 11.0, title);
        (1..4).fold(page, |page, at| {
            row(
                page,
                y + 15.0 * at as f32,
                &[["2011", "2012", "2013"][at - 1], "2108", "2205", "2302", "2399"],
            )
        })
    };
    let page = group(page, 130.0, "Prisons of the north and of the river");
    let page = group(page, 190.0, "Prisons of the south and of the hills");
    let page = group(page, 250.0, "Prisons of the capital");
    check(
        &Pdf::new().page(lines(page, 60.0, 330.0, &RUNNING)),
        expect![[r#"
            complete
            1 Paragraph: The witness said that he had been taken to the post near the bridge by two officers, who asked him for the names of those who had met in his brother's house, and that he was beaten with a cable until the morning. He heard others in the rooms on both sides of his own and knew two of them by their voices, as he told the commission in spring.
            1 Paragraph: Prisons of the north and of the river
            1 Cell { table: 0, row: 0, column: 0 }: 2011
            1 Cell { table: 0, row: 0, column: 1 }: 2108
            1 Cell { table: 0, row: 0, column: 2 }: 2205
            1 Cell { table: 0, row: 0, column: 3 }: 2302
            1 Cell { table: 0, row: 0, column: 4 }: 2399
            1 Cell { table: 0, row: 1, column: 0 }: 2012
            1 Cell { table: 0, row: 1, column: 1 }: 2108
            1 Cell { table: 0, row: 1, column: 2 }: 2205
            1 Cell { table: 0, row: 1, column: 3 }: 2302
            1 Cell { table: 0, row: 1, column: 4 }: 2399
            1 Cell { table: 0, row: 2, column: 0 }: 2013
            1 Cell { table: 0, row: 2, column: 1 }: 2108
            1 Cell { table: 0, row: 2, column: 2 }: 2205
            1 Cell { table: 0, row: 2, column: 3 }: 2302
            1 Cell { table: 0, row: 2, column: 4 }: 2399
            1 Cell { table: 0, row: 3, column: 0 }: Prisons of the south and of the hills
            1 Cell { table: 0, row: 4, column: 0 }: 2011
            1 Cell { table: 0, row: 4, column: 1 }: 2108
            1 Cell { table: 0, row: 4, column: 2 }: 2205
            1 Cell { table: 0, row: 4, column: 3 }: 2302
            1 Cell { table: 0, row: 4, column: 4 }: 2399
            1 Cell { table: 0, row: 5, column: 0 }: 2012
            1 Cell { table: 0, row: 5, column: 1 }: 2108
            1 Cell { table: 0, row: 5, column: 2 }: 2205
            1 Cell { table: 0, row: 5, column: 3 }: 2302
            1 Cell { table: 0, row: 5, column: 4 }: 2399
            1 Cell { table: 0, row: 6, column: 0 }: 2013
            1 Cell { table: 0, row: 6, column: 1 }: 2108
            1 Cell { table: 0, row: 6, column: 2 }: 2205
            1 Cell { table: 0, row: 6, column: 3 }: 2302
            1 Cell { table: 0, row: 6, column: 4 }: 2399
            1 Cell { table: 0, row: 7, column: 0 }: Prisons of the capital
            1 Cell { table: 0, row: 8, column: 0 }: 2011
            1 Cell { table: 0, row: 8, column: 1 }: 2108
            1 Cell { table: 0, row: 8, column: 2 }: 2205
            1 Cell { table: 0, row: 8, column: 3 }: 2302
            1 Cell { table: 0, row: 8, column: 4 }: 2399
            1 Cell { table: 0, row: 9, column: 0 }: 2012
            1 Cell { table: 0, row: 9, column: 1 }: 2108
            1 Cell { table: 0, row: 9, column: 2 }: 2205
            1 Cell { table: 0, row: 9, column: 3 }: 2302
            1 Cell { table: 0, row: 9, column: 4 }: 2399
            1 Cell { table: 0, row: 10, column: 0 }: 2013
            1 Cell { table: 0, row: 10, column: 1 }: 2108
            1 Cell { table: 0, row: 10, column: 2 }: 2205
            1 Cell { table: 0, row: 10, column: 3 }: 2302
            1 Cell { table: 0, row: 10, column: 4 }: 2399
            1 Paragraph: The witness said that he had been taken to the post near the bridge by two officers, who asked him for the names of those who had met in his brother's house, and that he was beaten with a cable until the morning. He heard others in the rooms on both sides of his own and knew two of them by their voices, as he told the commission in spring.
        "#]],
    );
}

#[test]
fn a_large_head_over_text_that_goes_on_is_a_running_one() {
    let pdf = (0..4).fold(Pdf::new(), |pdf, at| {
        let page =
            Page::new().text_in(Font::Bold, 60.0, 40.0, 16.0, &format!("Report on Velsk, page {}", at + 1));
        // Each page goes on within a sentence.
        pdf.page(lines(page, 60.0, 90.0, &RUNNING[(at % 2)..(at % 2) + 3]))
    });
    let text = read("report.pdf", &pdf.build(), &Options::default()).text;
    let at = text.find("Report on Velsk").unwrap();
    assert!(at > text.rfind("brother's house").unwrap(), "{text}");
}

#[test]
fn a_narrow_quotation_is_one() {
    let page = lines(Page::new(), 60.0, 60.0, &RUNNING);
    let quoted = [
        "We were told to stand in the yard",
        "until the officer came, and nobody",
        "was allowed to speak or to sit down",
        "before the evening, when we left.",
    ];
    check(
        &Pdf::new().page(lines(lines(page, 110.0, 130.0, &quoted), 60.0, 200.0, &RUNNING)),
        expect![[r#"
        complete
        1 Paragraph: The witness said that he had been taken to the post near the bridge by two officers, who asked him for the names of those who had met in his brother's house, and that he was beaten with a cable until the morning. He heard others in the rooms on both sides of his own and knew two of them by their voices, as he told the commission in spring.
        1 Quotation: We were told to stand in the yard until the officer came, and nobody was allowed to speak or to sit down before the evening, when we left.
        1 Paragraph: The witness said that he had been taken to the post near the bridge by two officers, who asked him for the names of those who had met in his brother's house, and that he was beaten with a cable until the morning. He heard others in the rooms on both sides of his own and knew two of them by their voices, as he told the commission in spring.
    "#]],
    );
}

#[test]
fn an_o_in_a_stretched_line_is_a_word() {
    // All spaces of the line are as wide.
    let words = ["o", "guarda", "do", "turno", "disse", "que"];
    let mut x = 100.0;
    let mut page = lines(Page::new(), 60.0, 60.0, &RUNNING).text(
        100.0,
        130.0,
        11.0,
        "Na sexta-feira, no posto da ponte velha,",
    );
    for word in words {
        page = page.text_in(Font::Wide, x, 144.0, 11.0, word);
        x += 5.5 * word.len() as f32 + 8.0;
    }
    let text = read("report.pdf", &Pdf::new().page(page).build(), &Options::default()).text;
    assert!(text.contains("o guarda do turno"), "{text}");
}

#[test]
fn ranges_of_marks_call_the_first_and_the_last_note_and_square_metres_none() {
    let page = Page::new().marked(60.0, 60.0, 11.0, "He was held in a cell.", "1–2", " It was small.");
    let page = page.marked(60.0, 90.0, 11.0, "It had 4 m", "2", " and no window.");
    let page = page.line(60.0, 690.0, 160.0, 690.0);
    let page = page.marked(60.0, 705.0, 9.0, "", "1", " Interview with the clerk.").marked(
        60.0,
        719.0,
        9.0,
        "",
        "2",
        " Register of the mill.",
    );
    let document = read("report.pdf", &Pdf::new().page(page).build(), &Options::default());
    let marks: Vec<_> = document.marks.iter().map(|mark| (&document.text[mark.span], mark.note)).collect();
    assert_eq!(marks, [("1", Some(0)), ("2", Some(1))]);
    assert!(document.text.contains("4 m² and"), "{}", document.text);
}

#[test]
fn lines_of_two_columns_may_be_numbered_on_both_sides() {
    let half = |at: usize| RUNNING[at % 4].split_at(40).0;
    let page = (0..12).fold(Page::new(), |page, at| {
        let (left, right) = (60.0 + 15.0 * at as f32, 66.0 + 15.0 * at as f32);
        let page = page.text(60.0, left, 11.0, half(at)).text(310.0, right, 11.0, half(at + 1));
        let page = page.text(40.0, left, 8.0, &(at + 1).to_string());
        page.text(550.0, right, 8.0, &(at + 13).to_string())
    });
    let text = read("report.pdf", &Pdf::new().page(page).build(), &Options::default()).text;
    assert!(!text.contains(|c: char| c.is_ascii_digit()), "{text}");
}

#[test]
fn marks_at_the_left_ends_of_lines_from_right_to_left_call_their_notes() {
    let turned = |text: &str| text.chars().rev().collect::<String>();
    let said = turned("قال الشهود إن الرجال نقلوا إلى قبو الكلية الزراعية في مدينة لور.");
    let page = (0..5).fold(Page::new(), |page, at| {
        let y = 60.0 + 30.0 * at as f32;
        let page = page.text_in(Font::Wide, 64.5, y, 12.0, &said);
        page.text_in(Font::Wide, 61.0, y - 4.5, 7.0, &(at + 1).to_string())
    });
    let note = turned("مقابلة مع كاتب البلدة في الربيع.");
    let page = (0..5).fold(page.line(260.0, 690.0, 440.0, 690.0), |page, at| {
        let y = 705.0 + 14.0 * at as f32;
        let page = page.text_in(Font::Wide, 436.0 - 4.5 * note.chars().count() as f32, y, 9.0, &note);
        page.text_in(Font::Wide, 437.0, y - 3.0, 5.0, &(at + 1).to_string())
    });
    let document = read("report.pdf", &Pdf::new().page(page).build(), &Options::default());
    let notes: Vec<_> = document.marks.iter().map(|mark| (&document.text[mark.span], mark.note)).collect();
    assert_eq!(
        notes,
        [("1", Some(0)), ("2", Some(1)), ("3", Some(2)), ("4", Some(3)), ("5", Some(4))],
        "{}",
        document.text
    );
}
