//! PDFs with numbers of lines in the margin, and large first letters.

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

/// Lines with the number of each before it, from 1.
fn numbered(lines: &[&str]) -> Page {
    lines.iter().enumerate().fold(Page::new(), |page, (at, line)| {
        let y = 60.0 + 24.0 * at as f32;
        page.text(40.0, y, 8.0, &(at + 1).to_string()).text(72.0, y, 11.0, line)
    })
}

#[test]
fn numbers_of_lines_in_the_margin_are_no_text() {
    let page = numbered(&[
        "The witness said that he had been taken to the post near the bridge by two officers,",
        "who asked him for the names of those who had met in his brother's house, and that he",
        "was beaten with a cable until the morning. He heard others in the rooms on both sides",
        "of his own and knew two of them by their voices. Asked by counsel whether he had seen",
        "the commander there he said that he had seen him once, in the yard, on the third day.",
        "He had not been told why he was released.",
    ]);
    // A note, whose lines are counted anew.
    let page = page.text(40.0, 700.0, 8.0, "1").text(72.0, 700.0, 9.0, "Interview on file.");
    check(
        &Pdf::new().page(page),
        expect![[r#"
            complete
            1 Paragraph: The witness said that he had been taken to the post near the bridge by two officers, who asked him for the names of those who had met in his brother's house, and that he was beaten with a cable until the morning. He heard others in the rooms on both sides of his own and knew two of them by their voices. Asked by counsel whether he had seen the commander there he said that he had seen him once, in the yard, on the third day. He had not been told why he was released.
            1 Paragraph: Interview on file.
        "#]],
    );
}

#[test]
fn numbers_of_items_are_text() {
    let rows = [
        "the post at the bridge",
        "the school",
        "the cellar of the town hall",
        "the yard",
        "the mill on the river",
    ];
    let bytes = Pdf::new().page(numbered(&rows)).build();
    let text = read("report.pdf", &bytes, &Options::default()).text;
    assert!((1..=5).all(|number| text.contains(&number.to_string())), "{text}");
    let names = ["Ilan Kostrov", "Mira Dolnik", "Anton Vesel", "Petra Lund", "Tomas Hrad"];
    let bytes = Pdf::new().page(numbered(&names)).build();
    let text = read("report.pdf", &bytes, &Options::default()).text;
    assert!((1..=5).all(|number| text.contains(&number.to_string())), "{text}");
}

/// Lines of print that go on in each other.
const RUNNING: [&str; 6] = [
    "The witness said that he had been taken to the post near the bridge by two officers,",
    "who asked him for the names of those who had met in his brother's house, and that he",
    "was beaten with a cable until the morning. He heard others in the rooms on both sides",
    "of his own and knew two of them by their voices. Asked by counsel whether he had seen",
    "the commander there he said that he had seen him once, in the yard, on the third day,",
    "and that he had been told by the guards at the gate to forget what he had seen there,",
];

/// A page with so many running lines, of which every one that `step` divides is numbered from `first` on.
fn running(lines: u32, first: u32, step: u32) -> Page {
    (0..lines).fold(Page::new(), |page, at| {
        let y = 60.0 + 15.0 * at as f32;
        let number = first + at;
        let page = page.text(72.0, y, 11.0, RUNNING[at as usize % RUNNING.len()]);
        if number.is_multiple_of(step) {
            page.text_in(
                Font::Wide,
                50.0 - 4.0 * number.to_string().len() as f32,
                y,
                8.0,
                &number.to_string(),
            )
        } else {
            page
        }
    })
}

/// The text, and what is said of it.
fn said(pdf: &Pdf) -> (String, String) {
    let document = read("report.pdf", &pdf.build(), &Options::default());
    assert_eq!(document.parts[0].outcome.status(), "complete");
    (document.text.clone(), document.parts[0].remarks.join("; "))
}

#[test]
fn every_fifth_or_tenth_line_may_be_numbered() {
    for step in [5, 10] {
        let pdf =
            Pdf::new().page(running(36, 1, step)).page(running(36, 37, step)).page(running(4, 78, step));
        let (text, remarks) = said(&pdf);
        assert!(!text.contains(|c: char| c.is_ascii_digit()), "{step}: {text}");
        assert!(remarks.contains("lines are numbered in the margin"), "{remarks}");
    }
}

#[test]
fn a_page_with_few_lines_is_numbered_as_the_others() {
    let pdf = Pdf::new().page(running(36, 1, 1)).page(running(3, 37, 1));
    let (text, remarks) = said(&pdf);
    assert!(!text.contains(|c: char| c.is_ascii_digit()), "{text}");
    assert!(remarks.starts_with("pages 1, 2:"), "{remarks}");
    // Without such a page before it, three numbers may be anything; and a number that no line stands beside is a page's.
    let (text, _) = said(&Pdf::new().page(running(3, 37, 1)));
    assert!(text.contains("37") && text.contains("39"), "{text}");
    let lone = running(3, 37, 1).text_in(Font::Wide, 34.0, 500.0, 8.0, "95");
    let (text, _) = said(&Pdf::new().page(running(36, 1, 1)).page(lone));
    assert!(text.contains("95") && !text.contains("38"), "{text}");
}

#[test]
fn numbers_that_rise_by_five_but_count_no_lines_are_text() {
    // Ages, each of three lines.
    let page = (0..6).fold(Page::new(), |page, at| {
        let y = 60.0 + 60.0 * at as f32;
        let page = page.text_in(Font::Wide, 34.0, y, 8.0, &(20 + 5 * at).to_string());
        (0..3).fold(page, |page, line| page.text(72.0, y + 15.0 * line as f32, 11.0, RUNNING[line]))
    });
    let (text, remarks) = said(&Pdf::new().page(page));
    assert!(["20", "25", "45"].iter().all(|number| text.contains(number)), "{text}");
    assert_eq!(remarks, "");
}

#[test]
fn a_large_first_letter_is_part_of_its_word() {
    let page = Page::new().text(72.0, 40.0, 11.0, "The report begins with a line of its own.");
    // Two lines stand beside it, the third below.
    let page = page.text(72.0, 115.0, 36.0, "T").text(
        96.0,
        100.0,
        11.0,
        "he witness said that he had been taken to",
    );
    let page = page.text(96.0, 115.0, 11.0, "the post near the bridge by two officers, who");
    let page = page.text(72.0, 130.0, 11.0, "asked him for the names of those who had met in");
    let page = page.text(72.0, 145.0, 11.0, "the house.");
    // A word by itself: the space behind it is drawn.
    let page = page.text(72.0, 215.0, 36.0, "A").text(
        94.0,
        200.0,
        11.0,
        " man who had come from the north was held",
    );
    let page = page.text(97.0, 215.0, 11.0, "in the cellar for nine days, and was not told why.");
    let page = page.text(72.0, 245.0, 11.0, "He signed what they gave him.");
    check(
        &Pdf::new().page(page),
        expect![[r#"
            complete
            1 Paragraph: The report begins with a line of its own.
            1 Paragraph: The witness said that he had been taken to the post near the bridge by two officers, who asked him for the names of those who had met in the house.
            1 Paragraph: A man who had come from the north was held in the cellar for nine days, and was not told why.
            1 Paragraph: He signed what they gave him.
        "#]],
    );
}

#[test]
fn a_large_letter_that_one_line_stands_beside_is_none() {
    let page =
        Page::new().text(72.0, 115.0, 36.0, "A").text(104.0, 112.0, 11.0, "Annex with the list of places");
    let page = page.text(72.0, 160.0, 11.0, "The places were visited in the spring.");
    check(
        &Pdf::new().page(page),
        expect![[r#"
            complete
            1 Heading(1): A Annex with the list of places
            1 Paragraph: The places were visited in the spring.
        "#]],
    );
}

/// A column of twelve lines, and behind it a second one of two, between a head and the page's number.
fn short_column(apart: f32, below: f32) -> Page {
    let page = Page::new().text(60.0, 30.0, 9.0, "Draft").text(480.0, 30.0, 9.0, "3 May");
    let half = |line: &str| line.split_at(line[..44].rfind(' ').unwrap()).0.to_owned();
    let page = (0..12).fold(page, |page, at| {
        page.text(60.0, 60.0 + 14.0 * at as f32, 11.0, &half(RUNNING[at % RUNNING.len()]))
    });
    let last = ["and nobody told his family", "where he was."];
    let page = last
        .iter()
        .enumerate()
        .fold(page, |page, (at, line)| page.text(60.0 + apart, below + 60.0 + 14.0 * at as f32, 11.0, line));
    page.text(290.0, 800.0, 9.0, "5 / 5")
}

#[test]
fn a_last_column_of_two_lines_is_read_behind_the_first() {
    let text = |page: Page| read("report.pdf", &Pdf::new().page(page).build(), &Options::default()).text;
    let read_last = text(short_column(240.0, 0.0));
    let place = |words: &str| read_last.find(words).unwrap();
    assert!(place("nobody told his family") > read_last.rfind("been told by").unwrap(), "{read_last}");
    assert_eq!(read_last.matches("The witness said").count(), 2);
    // Words beside the foot of a text are no column of it.
    let beside = text(short_column(240.0, 140.0));
    assert!(
        beside.find("nobody told").unwrap() < beside.rfind("been told by the guards").unwrap(),
        "{beside}"
    );
}
