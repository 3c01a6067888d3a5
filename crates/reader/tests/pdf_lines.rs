//! PDFs whose lines are hard to put together: paragraphs of one line each, page numbers under the text, marks over letters
//! and numbers in scripts from right to left.

#![expect(clippy::unwrap_used, reason = "a test may panic, and helpers outside its functions are part of it")]

use expect_test::{Expect, expect};
use probata_reader::{Options, read};
use probata_testkit::pdf::{Font, Page, Pdf, file, stream};
use std::fmt::Write;

fn check(pdf: &Pdf, expected: Expect) {
    check_bytes(&pdf.build(), expected);
}

fn check_bytes(bytes: &[u8], expected: Expect) {
    let document = read("report.pdf", bytes, &Options::default());
    let mut out = format!("{}\n", document.parts[0].outcome.status());
    for block in &document.blocks {
        let page = document.page_at(block.span.start).unwrap_or("-");
        writeln!(out, "{page} {:?}: {}", block.kind, &document.text[block.span]).unwrap();
    }
    expected.assert_eq(&out);
}

/// Lines below each other, each with the distance to the one above.
fn lines(page: Page, x: f32, lines: &[(f32, &str)]) -> Page {
    let mut y = 60.0;
    lines.iter().fold(page, |page, (step, line)| {
        y += step;
        page.text(x, y, 11.0, line)
    })
}

/// The same from right to left: the letters are drawn from left to right, the last of the line first.
fn leftward(page: Page, right: f32, lines: &[(f32, &str)]) -> Page {
    let mut y = 60.0;
    lines.iter().fold(page, |page, (step, line)| {
        y += step;
        let drawn: String = line.chars().rev().collect();
        page.text_in(Font::Wide, right - 6.0 * drawn.chars().count() as f32, y, 12.0, &drawn)
    })
}

#[test]
fn paragraphs_of_one_line_each_do_not_run_together() {
    let full = "The court heard the officer who had taken the accused from the lorry to the gate and";
    let page = lines(
        Page::new(),
        60.0,
        &[
            (0.0, "The prosecutor objects: the persons named are on duty, and so far away that nobody"),
            (13.8, "can call them."),
            (21.8, "The president: The motion to call them as witnesses to the court is refused."),
            (21.8, "Counsel asks that the refusal and its reasons be written into the record today."),
            (21.8, "The president: It is written that counsel asks for it to be written down here."),
            (21.8, full),
            (13.8, "heard nobody else."),
            (21.8, "The court withdraws. The judgment will be read on the twenty-fourth of this month."),
            (21.8, "The session is closed at ten minutes to three, and the record is signed by hand."),
        ],
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: The prosecutor objects: the persons named are on duty, and so far away that nobody can call them.
        1 Paragraph: The president: The motion to call them as witnesses to the court is refused.
        1 Paragraph: Counsel asks that the refusal and its reasons be written into the record today.
        1 Paragraph: The president: It is written that counsel asks for it to be written down here.
        1 Paragraph: The court heard the officer who had taken the accused from the lorry to the gate and heard nobody else.
        1 Paragraph: The court withdraws. The judgment will be read on the twenty-fourth of this month.
        1 Paragraph: The session is closed at ten minutes to three, and the record is signed by hand.
    "#]],
    );
}

#[test]
fn lines_set_wide_are_one_paragraph() {
    let page = lines(
        Page::new(),
        60.0,
        &[
            (0.0, "The court heard the officer who had taken the accused from the lorry to the gate and"),
            (22.0, "who said that he had seen no marks on the body of the man, although it was light and"),
            (22.0, "the man stood before him for the time that it takes to write a name, a number and an"),
            (22.0, "address."),
            (22.0, "Nobody else was heard."),
        ],
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: The court heard the officer who had taken the accused from the lorry to the gate and who said that he had seen no marks on the body of the man, although it was light and the man stood before him for the time that it takes to write a name, a number and an address.
        1 Paragraph: Nobody else was heard.
    "#]],
    );
}

#[test]
fn a_number_between_dashes_is_a_page_number() {
    let page = |words: &str, number: &str| {
        lines(Page::new(), 60.0, &[(0.0, words), (24.0, "Nobody was heard.")])
            .text(250.0, 108.0, 11.0, number)
    };
    let (first, second) = ("The court heard the officer who had taken him.", "It withdraws until ten.");
    check(
        &Pdf::new().page(page(first, "— 30 —")).page(page(second, "— 31 —")),
        expect![[r#"
            complete
            30 Paragraph: The court heard the officer who had taken him. Nobody was heard.
            31 Paragraph: It withdraws until ten.
            31 Paragraph: Nobody was heard.
        "#]],
    );
    check(
        &Pdf::new().page(page(first, "- 4 -")),
        expect![[r#"
            complete
            1 Paragraph: The court heard the officer who had taken him. Nobody was heard.
        "#]],
    );
    check(
        &Pdf::new().page(page(first, "* * *").text(60.0, 140.0, 11.0, "The court withdraws.")),
        expect![[r#"
            complete
            1 Paragraph: The court heard the officer who had taken him. Nobody was heard.
            1 Paragraph: * * *
            1 Paragraph: The court withdraws.
        "#]],
    );
}

#[test]
fn marks_belong_to_the_letters_that_they_lie_over() {
    // "بناءً على طلبه عُلّق"
    let drawn: String = "بناء على طلبه علق".chars().rev().collect();
    let place = |at: usize| 200.0 + 6.0 * (drawn.chars().count() - 1 - at) as f32;
    let page = Page::new()
        .text_in(Font::Wide, 200.0, 60.0, 12.0, &drawn)
        .text_in(Font::Wide, place(3) - 1.0, 62.0, 12.0, "\u{64b}")
        .text_in(Font::Wide, place(15), 55.0, 12.0, "\u{651}")
        .text_in(Font::Wide, place(14) + 1.0, 57.0, 12.0, "\u{64f}");
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: بناءً على طلبه عُلّق
    "#]],
    );
}

#[test]
fn marks_that_do_not_move_the_pen_lie_where_they_are_drawn() {
    // "عَلق": the pen stands in the second letter, and the mark is drawn over the first.
    let drawn: String = "علق".chars().rev().collect();
    let page = Page::new().text_in(Font::Wide, 200.0, 60.0, 12.0, &drawn).text_in(
        Font::Mark,
        212.0 + 3.0 - 0.22 * 24.0,
        60.0,
        24.0,
        "!",
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
            complete
            1 Paragraph: عَلق
        "#]],
    );
}

#[test]
fn a_mark_without_text_of_its_own_leaves_what_both_say_to_its_letter() {
    // "بلَّغ", as a browser draws it: the sign of two marks has no text, and the file says for it and its letter what they are.
    let page = Page::new().raw(
        "BT /F4 12 Tf 1 0 0 1 200 780 Tm <063A> Tj /Span << /ActualText <FEFF0644064E0651> >> BDC 1 0 0 1 206 782.7 Tm <0000> Tj \
         1 0 0 1 206 780 Tm <0644> Tj EMC <0628> Tj ET",
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: بلَّغ
    "#]],
    );
}

#[test]
fn a_mark_that_has_its_letters_text_too_leaves_what_both_say_to_the_letter() {
    // As typst draws it: the sign of the mark means letter and mark, and the letter's own sign nothing.
    let page = Page::new().raw(
        "BT /F4 12 Tf 1 0 0 1 200 780 Tm <063A> Tj /Span << /ActualText <FEFF0644064E> >> BDC /F5 12 Tf 1 0 0 1 209 780 Tm <21> Tj \
         /F4 12 Tf 1 0 0 1 206 780 Tm <0000> Tj EMC <0628> Tj ET",
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: بلَغ
    "#]],
    );
}

#[test]
fn a_letter_and_its_mark_that_are_drawn_apart_are_said_once() {
    let page = Page::new().raw(
        "BT /F4 12 Tf 1 0 0 1 200 780 Tm <063A> Tj /Span << /ActualText <FEFF0644064E> >> BDC /F5 12 Tf 1 0 0 1 209 779 Tm <21> Tj EMC \
         /Span << /ActualText <FEFF0644064E> >> BDC /F4 12 Tf 1 0 0 1 206 780 Tm <0644> Tj EMC <0628> Tj ET",
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: بلَغ
    "#]],
    );
}

#[test]
fn letters_without_a_meaning_are_what_the_file_says_that_they_are() {
    let page = Page::new()
        .raw("BT /F0 12 Tf 1 0 0 1 60 780 Tm (The ) Tj /Span << /ActualText (gate) >> BDC /F3 12 Tf (abcd) Tj EMC /F0 12 Tf ( was shut.) Tj ET");
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: The gate was shut.
    "#]],
    );
}

#[test]
fn marks_that_join_a_letter_stand_in_its_word_wherever_they_are_drawn() {
    // "கட்டி": the pen goes back to draw the dot over its letter.
    let page =
        Page::new().raw("BT /F4 12 Tf 1 0 0 1 200 780 Tm [<0B950B9F> 800 <0BCD> -300 <0B9F0BBF>] TJ ET");
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: கட்டி
    "#]],
    );
}

#[test]
fn the_end_of_a_line_is_no_space_in_scripts_without_spaces() {
    let page = Page::new()
        .text_in(Font::Wide, 60.0, 60.0, 12.0, &"证人说看守在旧楼的第三个房间里殴打了他".repeat(2))
        .text_in(Font::Wide, 60.0, 76.0, 12.0, "他的家人没有得到通知。");
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: 证人说看守在旧楼的第三个房间里殴打了他证人说看守在旧楼的第三个房间里殴打了他他的家人没有得到通知。
    "#]],
    );
    let page = Page::new().text_in(Font::Wide, 60.0, 60.0, 12.0, &"พยานกล่าวว่าผู้คุมได้ทุบตี".repeat(2)).text_in(
        Font::Wide,
        60.0,
        76.0,
        12.0,
        "เขาในห้องที่สาม",
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: พยานกล่าวว่าผู้คุมได้ทุบตีพยานกล่าวว่าผู้คุมได้ทุบตีเขาในห้องที่สาม
    "#]],
    );
}

#[test]
fn numbers_in_lines_from_right_to_left_stay_as_they_are_drawn() {
    // A space, the slash and the full stop are drawn apart, as a word processor does that changes the font for them.
    let page = Page::new()
        .text_in(Font::Wide, 260.0, 60.0, 12.0, &"رقم الملف: ".chars().rev().collect::<String>())
        .text_in(Font::Wide, 212.0, 60.0, 12.0, "2023")
        .text_in(Font::Wide, 242.0, 60.0, 12.0, "611")
        .text_in(Font::Wide, 236.0, 60.0, 12.0, "/")
        .text_in(Font::Wide, 206.0, 60.0, 12.0, ".");
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: رقم الملف: 2023/611.
    "#]],
    );
    let words: String = "من 5 10 شخصا في 12.5.2023، الساعة 19:30, ص 14".chars().rev().collect();
    let words = words
        .replace("3202.5.21", "12.5.2023")
        .replace("03:91", "19:30")
        .replace("41", "14")
        .replace("01", "10");
    check(
        &Pdf::new().page(Page::new().text_in(Font::Wide, 100.0, 60.0, 12.0, &words)),
        expect![[r#"
        complete
        1 Paragraph: من 5 10 شخصا في 12.5.2023، الساعة 19:30, ص 14
    "#]],
    );
    let words = "See article مادة 12 من القانون of the law";
    let turned: String = "مادة 12 من القانون".chars().rev().collect::<String>().replace("21", "12");
    let words = words.replace("مادة 12 من القانون", &turned);
    check(
        &Pdf::new().page(Page::new().text_in(Font::Wide, 100.0, 60.0, 12.0, &words)),
        expect![[r#"
        complete
        1 Paragraph: See article مادة 12 من القانون of the law
    "#]],
    );
}

#[test]
fn paragraphs_from_right_to_left_end_at_the_left() {
    let page = leftward(
        Page::new(),
        520.0,
        &[
            (0.0, "نحن الموقعين أدناه نشهد أن السيد سمير حدادي راجع القسم في الصباح"),
            (22.0, "وهو سائق شاحنة."),
            (30.0, "الفحص رفع الذراع اليمنى إلى مستوى الكتف وضعف في قبضة اليد اليمنى"),
            (22.0, "وندبة رفيعة."),
            (30.0, "الأشعة تمزق قديم في وتر الكتف."),
            (30.0, "الطبيب المعالج ليلى نحاس."),
        ],
    );
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Paragraph: نحن الموقعين أدناه نشهد أن السيد سمير حدادي راجع القسم في الصباح وهو سائق شاحنة.
        1 Paragraph: الفحص رفع الذراع اليمنى إلى مستوى الكتف وضعف في قبضة اليد اليمنى وندبة رفيعة.
        1 Paragraph: الأشعة تمزق قديم في وتر الكتف.
        1 Paragraph: الطبيب المعالج ليلى نحاس.
    "#]],
    );
}

#[test]
fn tables_from_right_to_left_are_read_from_the_right() {
    let cell = |page: Page, right: f32, y: f32, text: &str| {
        let drawn: String = text.chars().rev().collect();
        page.text_in(Font::Wide, right - 6.0 * drawn.chars().count() as f32, y, 12.0, &drawn)
    };
    let rows = [
        ("الاسم", "الأمانات", "التوقيع"),
        ("يوناس خليق", "حزام جلد", "وقع"),
        ("بيتار خليق", "محفظة فارغة", "وقع"),
    ];
    let mut page = Page::new();
    for y in [46.0, 66.0, 86.0, 106.0] {
        page = page.line(100.0, y, 500.0, y);
    }
    for x in [100.0, 200.0, 350.0, 500.0] {
        page = page.line(x, 46.0, x, 106.0);
    }
    for (at, (first, second, third)) in rows.into_iter().enumerate() {
        let y = 60.0 + 20.0 * at as f32;
        page = cell(cell(cell(page, 490.0, y, first), 340.0, y, second), 190.0, y, third);
    }
    check(
        &Pdf::new().page(page),
        expect![[r#"
        complete
        1 Cell { table: 0, row: 0, column: 0 }: الاسم
        1 Cell { table: 0, row: 0, column: 1 }: الأمانات
        1 Cell { table: 0, row: 0, column: 2 }: التوقيع
        1 Cell { table: 0, row: 1, column: 0 }: يوناس خليق
        1 Cell { table: 0, row: 1, column: 1 }: حزام جلد
        1 Cell { table: 0, row: 1, column: 2 }: وقع
        1 Cell { table: 0, row: 2, column: 0 }: بيتار خليق
        1 Cell { table: 0, row: 2, column: 1 }: محفظة فارغة
        1 Cell { table: 0, row: 2, column: 2 }: وقع
    "#]],
    );
}

#[test]
fn marks_that_are_drawn_behind_all_words_stand_in_their_lines() {
    let page = Page::new()
        .text_in(Font::Wide, 60.0, 60.0, 12.0, "The order was lost.")
        .text_in(Font::Wide, 183.0, 60.0, 12.0, "Nobody came home.")
        .text_in(Font::Wide, 60.0, 90.0, 12.0, &"ولم ترد الوزارة.".chars().rev().collect::<String>())
        .text_in(Font::Wide, 165.0, 90.0, 12.0, &"لم يعد أحد.".chars().rev().collect::<String>())
        .text_in(Font::Wide, 174.0, 56.0, 6.0, "1")
        .text_in(Font::Wide, 161.5, 86.0, 6.0, "2");
    check(
        &Pdf::new().page(page),
        expect![[r#"
            complete
            1 Paragraph: The order was lost.1 Nobody came home.
            1 Paragraph: لم يعد أحد.2 ولم ترد الوزارة.
        "#]],
    );
}

/// A heading and two lines in a font whose letters are drawn by operators, each `width` units wide and half as wide as high. `matrix`: what a
/// unit is of the size that the font is chosen with; `by`: how much larger the text is then drawn, for letters of ten points.
fn drawn_by_operators(width: f32, matrix: f32, size: f32, by: f32) -> Vec<u8> {
    let names: String = ('a'..='z').map(|c| format!("/{c} ")).collect();
    let draws: String = ('a'..='z').map(|c| format!("/{c} 6 0 R ")).collect();
    let widths = format!("{width} ").repeat(91);
    let font = format!(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [{matrix} 0 0 {matrix} 0 0] /FirstChar 32 /LastChar 122 \
         /Widths [{widths}] /Encoding << /Differences [32 /space 97 {names}] >> /CharProcs << /space 6 0 R {draws} >> >>"
    );
    let line = |larger: f32, y: u32, text: &str| {
        format!("BT /F1 {size} Tf {0} 0 0 {0} 60 {y} Tm ({text}) Tj ET\n", larger * by)
    };
    let content = [
        line(2.0, 700, "findings of the mission"),
        line(1.0, 660, "the convoy left velsk at dawn and was seen at the bridge of doln by three people"),
        line(1.0, 648, "who had gone there to look for their sons"),
    ];
    let objects: [&[u8]; 6] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        &stream("", content.concat().as_bytes()),
        font.as_bytes(),
        &stream("", b"40 0 0 0 30 30 d1 0 0 30 30 re f"),
    ];
    file(&objects.map(<[u8]>::to_vec))
}

#[test]
fn letters_drawn_by_operators_are_words_whatever_size_the_font_says() {
    let as_usual = drawn_by_operators(500.0, 0.001, 10.0, 1.0);
    check_bytes(
        &as_usual,
        expect![[r#"
        complete
        1 Heading(1): findings of the mission
        1 Paragraph: the convoy left velsk at dawn and was seen at the bridge of doln by three people who had gone there to look for their sons
    "#]],
    );
    let text = |bytes: &[u8]| read("report.pdf", bytes, &Options::default()).text;
    // Dots of a printer with six hundred to an inch: as the font's unit, as the page's, or as both.
    for (matrix, size, by) in [(0.012, 10.0, 1.0), (0.12, 1.0, 1.0), (1.0, 1.0, 0.12)] {
        assert_eq!(text(&drawn_by_operators(41.666_668, matrix, size, by)), text(&as_usual), "{matrix}");
    }
}

#[test]
fn accents_drawn_over_letters_become_one_with_them() {
    // Helvetica at 10 points: U is 7.22 wide, u 5.56, dotless i 2.78, the accents 3.33.
    let page = Page::new()
        .text(60.0, 62.0, 10.0, "\u{a8}")
        .text(58.1, 64.0, 10.0, "U")
        .text(65.3, 64.0, 10.0, "ber die Br")
        .text(108.7, 64.0, 10.0, "u")
        .text(109.8, 64.0, 10.0, "\u{a8}")
        .text(114.2, 64.0, 10.0, "cke, 25")
        .text(146.5, 64.0, 10.0, "\u{b0}")
        .text(150.5, 64.0, 10.0, "C, x")
        .text(168.3, 64.0, 10.0, "^2 ~ y.");
    check(
        &Pdf::new().page(page),
        expect![[r#"
            complete
            1 Paragraph: Über die Brücke, 25°C, x^2 ~ y.
        "#]],
    );
}

#[test]
fn sheets_with_one_line_each_keep_it() {
    let sheet = |number: usize| Page::new().text(60.0, 60.0, 11.0, &format!("Annex {number}"));
    let pdf = (1..=5).fold(Pdf::new(), |pdf, number| pdf.page(sheet(number)));
    check(
        &pdf,
        expect![[r#"
        complete
        1 Paragraph: Annex 1
        2 Paragraph: Annex 2
        3 Paragraph: Annex 3
        4 Paragraph: Annex 4
        5 Paragraph: Annex 5
    "#]],
    );
    // Beside pages of text, such a line is a running head, also of a page that has nothing else.
    let page = |number: usize| {
        let page = sheet(number).text(60.0, 200.0, 11.0, "He was held in the cellar for nine days.");
        page.text(60.0, 230.0, 11.0, "Nobody told him why, and nobody told his mother where he was.")
    };
    let pdf = (1..=5).fold(Pdf::new(), |pdf, number| pdf.page(page(number)));
    check(
        &pdf.page(sheet(6)),
        expect![[r#"
        complete
        1 Paragraph: He was held in the cellar for nine days.
        1 Paragraph: Nobody told him why, and nobody told his mother where he was.
        2 Paragraph: He was held in the cellar for nine days.
        2 Paragraph: Nobody told him why, and nobody told his mother where he was.
        3 Paragraph: He was held in the cellar for nine days.
        3 Paragraph: Nobody told him why, and nobody told his mother where he was.
        4 Paragraph: He was held in the cellar for nine days.
        4 Paragraph: Nobody told him why, and nobody told his mother where he was.
        5 Paragraph: He was held in the cellar for nine days.
        5 Paragraph: Nobody told him why, and nobody told his mother where he was.
        1 Header: Annex 1
    "#]],
    );
}

#[test]
fn lowered_digits_belong_to_their_formula() {
    let page = Page::new()
        .text_in(Font::Wide, 60.0, 60.0, 12.0, "They drank H")
        .text_in(Font::Wide, 132.0, 63.0, 7.0, "2")
        .text_in(Font::Wide, 135.5, 60.0, 12.0, "O in room")
        .text_in(Font::Wide, 195.5, 60.0, 12.0, "12.");
    let document = read("report.pdf", &Pdf::new().page(page).build(), &Options::default());
    assert_eq!(document.text.trim(), "They drank H\u{2082}O in room 12.");
}
