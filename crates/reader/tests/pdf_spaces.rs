//! PDFs in which space that is set behind letters, or next to none, parts words.

use expect_test::{Expect, expect};
use probata_reader::{Options, read};
use probata_testkit::pdf::{Font, Page, Pdf};

/// The operators of one line in a font whose letters are each half an em wide, of ten points.
fn check(operators: &[&str], expected: Expect) {
    let text = |word: &str| -> String {
        let units = word.encode_utf16().map(|unit| format!("{unit:04X}"));
        format!("<{}> Tj", units.collect::<String>())
    };
    // What stands between bars is shown, the rest are operators.
    let operator = |item: &&str| match item.strip_prefix('|').and_then(|rest| rest.strip_suffix('|')) {
        Some(word) => text(word),
        None => (*item).to_owned(),
    };
    let line: Vec<String> = operators.iter().map(operator).collect();
    let page = Page::new().raw(&format!("BT /F4 10 Tf 1 0 0 1 60 700 Tm {} ET", line.join(" ")));
    expected.assert_eq(&read("report.pdf", &Pdf::new().page(page).build(), &Options::default()).text);
}

#[test]
fn a_space_set_behind_one_letter_parts_words() {
    let line = ["|the yard|", "2.8 Tc 40 0 Td", "|,a|", "0 Tc 12.8 0 Td", "|nd the gate|"];
    check(
        &line,
        expect![[r#"
        the yard, and the gate

    "#]],
    );
    // Twice behind each other, set once.
    let line = ["|owner|", "2.8 Tc 25 0 Td", "|,a|", "12.8 0 Td", "|so|", "0 Tc 12.8 0 Td", "|ctal|"];
    check(
        &line,
        expect![[r#"
        owner, as octal

    "#]],
    );
    // At the beginning of a line.
    let line = ["3.4 Tc", "|Am|", "0 Tc 13.4 0 Td", "|an was held|"];
    check(
        &line,
        expect![[r#"
        A man was held

    "#]],
    );
}

#[test]
fn a_space_that_nobody_sees_parts_nothing() {
    // Spaces of these letters have two bytes; the plain font has such of one, 0.278 ems wide.
    let plain =
        |space: f32| Page::new().raw(&format!("BT /F0 10 Tf 1 0 0 1 60 700 Tm {space} Tw (ev ery) Tj ET"));
    let text = |page: Page| read("report.pdf", &Pdf::new().page(page).build(), &Options::default()).text;
    assert_eq!(text(plain(-2.7)).trim(), "every");
    assert_eq!(text(plain(-0.5)).trim(), "ev ery");
}

#[test]
fn letters_set_apart_are_one_word() {
    check(
        &["4 Tc", "|ANNEX|", "0 Tc 1 0 0 1 60 660 Tm", "|The list.|"],
        expect![[r#"
        ANNEX

        The list.

    "#]],
    );
    check(
        &["4 Tc", "|II|", "0 Tc 1 0 0 1 60 660 Tm", "|The list.|"],
        expect![[r#"
        II

        The list.

    "#]],
    );
    check(
        &["4 Tc", "|A|", "|N|", "|N|", "|E|", "|X|"],
        expect![[r#"
        ANNEX

    "#]],
    );
}

#[test]
fn a_little_space_behind_the_last_letter_does_not_fill_the_gap_to_the_next_word() {
    let line = ["0.5 Tc", "|held|", "1 0 0 1 83.3 700 Tm", "|alone|", "1 0 0 1 112.1 700 Tm", "|there|"];
    check(
        &line,
        expect![[r#"
            heldalonethere

        "#]],
    );
}

#[test]
fn words_set_close_together_are_told_by_the_length_that_they_would_have() {
    let line = ["|He|", "11.4 0 Td", "|was|", "16.4 0 Td", "|held|", "21.4 0 Td", "|alone|"];
    check(
        &line,
        expect![[r#"
        He was held alone

    "#]],
    );
    // The same gap within a line whose words have their length without it.
    let line = ["|He was he|", "46.4 0 Td", "|ld alone in the old barracks|"];
    check(
        &line,
        expect![[r#"
        He was held alone in the old barracks

    "#]],
    );
}

#[test]
fn letters_of_a_heading_set_apart_by_their_places_are_words() {
    // Six letters stand in each em; a space is as wide as a letter.
    let heading = |apart: f32, text: &str| {
        text.chars().enumerate().fold(Page::new(), |page, (at, letter)| match letter {
            ' ' => page,
            _ => page.text_in(Font::Wide, 60.0 + (6.0 + apart) * at as f32, 100.0, 12.0, &letter.to_string()),
        })
    };
    let text = |page: Page| read("report.pdf", &Pdf::new().page(page).build(), &Options::default()).text;
    for apart in [1.0, 2.4] {
        assert_eq!(text(heading(apart, "TREATMENT IN CUSTODY")).trim(), "TREATMENT IN CUSTODY", "{apart}");
        assert_eq!(text(heading(apart, "SUMMARY")).trim(), "SUMMARY", "{apart}");
    }
    // Words that stand far apart in a line whose letters do not.
    let line = Page::new()
        .text(60.0, 100.0, 12.0, "He was")
        .text(109.0, 100.0, 12.0, "a b c")
        .text(142.0, 100.0, 12.0, "held.");
    assert_eq!(text(line).trim(), "He was a b c held.");
}
