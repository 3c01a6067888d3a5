//! What of a PDF is seen on its pages, and what is not.

#![expect(clippy::unwrap_used, reason = "a test may panic, and helpers outside its functions are part of it")]

use expect_test::{Expect, expect};
use probata_reader::{Options, read};
use probata_testkit::pdf::{Font, Page, Pdf, file, stream};
use std::fmt::Write;

/// Outcome, what is missing, blocks, what is hidden.
fn check(bytes: &[u8], expected: Expect) {
    let document = read("report.pdf", bytes, &Options::default());
    let outcome = &document.parts[0].outcome;
    let mut out = format!("{}\n", outcome.status());
    for missing in outcome.missing() {
        writeln!(out, "! {}: {}", missing.place, missing.why).unwrap();
    }
    for block in &document.blocks {
        writeln!(out, "{:?}: {}", block.kind, &document.text[block.span]).unwrap();
    }
    for hidden in &document.hidden {
        writeln!(out, "({}) {} [{}]", hidden.kind.words(), hidden.text, hidden.place).unwrap();
    }
    expected.assert_eq(&out);
}

#[test]
fn what_a_box_covers_is_not_seen() {
    let page = Page::new()
        .text(60.0, 60.0, 11.0, "The guard was called")
        .text(180.0, 60.0, 11.0, "Ilan Kostrov")
        .raw("0 g 178 776 70 14 re f")
        .text(60.0, 90.0, 11.0, "by all who knew him.")
        // A clip leaves nothing of this box; the next is drawn before its letters.
        .raw("q 0 0 10 10 re W n 50 745 300 20 re f Q")
        .raw("0.9 g 50 700 300 20 re f 0 g")
        .text(60.0, 134.0, 11.0, "He was there every day.");
    check(
        &Pdf::new().page(page).build(),
        expect![[r#"
            complete
            Paragraph: The guard was called by all who knew him.
            Paragraph: He was there every day.
            (hidden text) Ilan Kostrov [page 1]
        "#]],
    );
}

#[test]
fn white_letters_are_seen_on_dark_boxes_only() {
    let page = Page::new()
        .raw("0.1 0.2 0.4 rg 50 770 400 30 re f 1 1 1 rg")
        .text_in(Font::Bold, 60.0, 60.0, 11.0, "Findings of the mission")
        .text(60.0, 200.0, 11.0, "Written for nobody.")
        .raw("0 g")
        .text(60.0, 230.0, 11.0, "Written for all.");
    check(
        &Pdf::new().page(page).build(),
        expect![[r#"
            complete
            Paragraph: Findings of the mission
            Paragraph: Written for all.
            (hidden text) Written for nobody. [page 1]
        "#]],
    );
}

/// A page of 600 by 800 points with what is drawn on it; `/Im` is a picture of one pixel, `/Clear` one that is seen through.
fn with_pictures(content: &str) -> Vec<u8> {
    let picture = |more: &str| {
        let about =
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8";
        stream(&format!("{about} {more}"), &[7])
    };
    let objects: [&[u8]; 7] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> \
          /XObject << /Im 6 0 R /Clear 7 0 R >> /ExtGState << /Half << /ca 0.5 >> >> >> >>",
        &stream("", content.as_bytes()),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        &picture(""),
        &picture("/SMask 6 0 R"),
    ];
    file(&objects.map(<[u8]>::to_vec))
}

#[test]
fn what_a_picture_covers_is_not_seen() {
    let line = |y: u32, text: &str| format!("BT /F1 11 Tf 60 {y} Td ({text}) Tj ET\n");
    let over = |state: &str, name: &str, y: u32| format!("q {state} 100 0 0 20 55 {y} cm /{name} Do Q\n");
    let content = [
        line(700, "The guard was called by all."),
        line(600, "Ilan Kostrov"),
        over("", "Im", 595),
        line(500, "Seen through a mask."),
        over("", "Clear", 495),
        line(400, "Seen through half."),
        over("/Half gs", "Im", 395),
        over("", "Im", 295),
        line(300, "Written upon it."),
        line(200, "He was there every day."),
    ];
    check(
        &with_pictures(&content.concat()),
        expect![[r#"
        complete
        Paragraph: The guard was called by all.
        Paragraph: Seen through a mask.
        Paragraph: Seen through half.
        Paragraph: Written upon it.
        Paragraph: He was there every day.
        (hidden text) Ilan Kostrov [page 1]
    "#]],
    );
}

#[test]
fn words_that_a_program_put_under_a_scan_are_its_words() {
    let content = "BT /F1 11 Tf 60 700 Td (The order was given in March.) Tj ET q 600 0 0 800 0 0 cm /Im Do Q\n\
                   BT /F1 9 Tf 500 20 Td (Page 4) Tj ET";
    check(
        &with_pictures(content),
        expect![[r#"
        partial
        ! page 1: a picture, whose words are not in the text: tesseract, which recognises words in pictures, was not found on this computer; install it and read the file again (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-rus, or -ara, -spa, -fra; macOS: brew install tesseract tesseract-lang; Windows: winget install UB-Mannheim.TesseractOCR)
        Paragraph: The order was given in March.
        Paragraph: Page 4
    "#]],
    );
}

/// A page with a form field, a ticked box, one that is not, typed text and a comment, and a layer that is switched off.
fn form() -> Vec<u8> {
    let content = "BT /F1 11 Tf 60 700 Td (Name of the victim:) Tj ET\n\
                   /OC /Off BDC BT /F1 11 Tf 60 500 Td (In a layer.) Tj ET EMC\n\
                   /OC /On BDC BT /F1 11 Tf 60 480 Td (In another.) Tj ET EMC";
    let look = |words: &str| {
        stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 5 0 R >> >>",
            format!("BT /F1 11 Tf 2 5 Td ({words}) Tj ET").as_bytes(),
        )
    };
    let objects: [&[u8]; 17] = [
        b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [15 0 R 16 0 R] /D << /OFF [15 0 R] >> >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Annots [6 0 R 8 0 R 17 0 R 11 0 R 13 0 R] \
          /Resources << /Font << /F1 5 0 R >> /Properties << /Off 15 0 R /On 16 0 R >> >> >>",
        &stream("", content.as_bytes()),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Subtype /Widget /FT /Tx /T (victim) /V (Jorin Vell) /Rect [170 695 370 715] /AP << /N 7 0 R >> >>",
        &look("Jorin Vell"),
        b"<< /Subtype /Widget /FT /Btn /T (consent) /V /Yes /AS /Yes /Rect [60 660 80 670] /AP << /N << /Yes 9 0 R /Off 10 0 R >> >> >>",
        &look("X"),
        &look("-"),
        b"<< /Subtype /FreeText /Contents (Seen at the desk) /Rect [60 600 260 620] /AP << /N 12 0 R >> >>",
        &look("Seen at the desk"),
        b"<< /Subtype /FreeText /F 2 /Contents (Ask again) /Rect [60 560 260 580] /AP << /N 14 0 R >> >>",
        &look("Ask again"),
        b"<< /Type /OCG /Name (Off) >>",
        b"<< /Type /OCG /Name (On) >>",
        b"<< /Subtype /Widget /FT /Btn /T (refusal) /AS /Off /Rect [60 630 80 640] /AP << /N << /Yes 9 0 R >> >> >>",
    ];
    file(&objects.map(<[u8]>::to_vec))
}

#[test]
fn values_of_fields_and_typed_text_stand_on_the_page() {
    check(
        &form(),
        expect![[r#"
            complete
            Paragraph: Name of the victim: Jorin Vell
            Paragraph: X
            Paragraph: ☐
            Paragraph: Seen at the desk
            Paragraph: In another.
            (hidden text) In a layer. [page 1]
            (comment) Ask again [page 1]
        "#]],
    );
}

#[test]
fn the_value_of_a_field_is_no_heading() {
    let content = "BT /F1 11 Tf 60 700 Td (Name of the victim, as it is written in the register of the town:) Tj ET\n\
                   BT /F1 11 Tf 60 600 Td (Where the victim was last seen, and by whom, if that is known:) Tj ET";
    let look = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 300 40] /Resources << /Font << /F1 5 0 R >> >>",
        b"BT /F1 24 Tf 2 5 Td (Jorin Vell) Tj ET",
    );
    let objects: [&[u8]; 7] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Annots [6 0 R] /Resources << /Font << /F1 5 0 R >> >> >>",
        &stream("", content.as_bytes()),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Subtype /Widget /FT /Tx /T (victim) /V (Jorin Vell) /Rect [60 640 360 680] /AP << /N 7 0 R >> >>",
        &look,
    ];
    check(
        &file(&objects.map(<[u8]>::to_vec)),
        expect![[r#"
        complete
        Paragraph: Name of the victim, as it is written in the register of the town:
        Paragraph: Jorin Vell
        Paragraph: Where the victim was last seen, and by whom, if that is known:
    "#]],
    );
}

#[test]
fn a_page_of_shapes_and_a_picture_beside_text_are_told() {
    let shapes = "100 100 m 120 140 l 140 100 l 130 90 125 80 100 100 c f\n".repeat(50);
    let pdf = Pdf::new()
        .page(Page::new().raw(&shapes))
        .page(Page::new().text(60.0, 60.0, 11.0, "The order was photographed.").picture());
    check(
        &pdf.build(),
        expect![[r#"
        partial
        ! page 1: what stands on it is drawn as shapes and not as letters: ask for a file with text in it, or print it as a picture and give that
        ! page 2: pictures stand beside the text; words in them were not read: look at them
        Paragraph: The order was photographed.
    "#]],
    );
}

#[test]
fn letters_with_a_wrong_meaning_are_told() {
    let page = Page::new()
        .text_in(Font::Wide, 60.0, 60.0, 11.0, "The o昀케cer con昀椀rmed that the register was burnt.")
        .text(
            60.0,
            90.0,
            11.0,
            "Nobody of the ministry answered the letters that the mission sent to it in the spring.",
        );
    check(
        &Pdf::new().page(page).build(),
        expect![[r#"
            partial
            ! page 1: the file gives wrong letters for some of those that it draws ("o昀케cer", "con昀椀rmed"): compare them with the page
            Paragraph: The o昀케cer con昀椀rmed that the register was burnt.
            Paragraph: Nobody of the ministry answered the letters that the mission sent to it in the spring.
        "#]],
    );
}

#[test]
fn a_soft_hyphen_that_is_drawn_within_a_line_is_a_hyphen() {
    let page = Page::new()
        .text_in(Font::Wide, 60.0, 60.0, 11.0, "Witness W\u{ad}103 named the guards who had with\u{ad}")
        .text_in(Font::Wide, 60.0, 74.0, 11.0, "held the letters.");
    check(
        &Pdf::new().page(page).build(),
        expect![[r#"
        complete
        Paragraph: Witness W-103 named the guards who had withheld the letters.
    "#]],
    );
}

#[test]
fn a_word_made_of_two_is_one() {
    let page = Page::new()
        .text(60.0, 60.0, 11.0, "He was held with others, well known. The name is with-")
        .text(60.0, 74.0, 11.0, "held, and so is the place, which is called the well-")
        .text(60.0, 88.0, 11.0, "known yard by all who were there in the spring of it.");
    check(
        &Pdf::new().page(page).build(),
        expect![[r#"
            complete
            Paragraph: He was held with others, well known. The name is withheld, and so is the place, which is called the well-known yard by all who were there in the spring of it.
        "#]],
    );
}

/// Columns as close as words: ten points apart, in letters of ten points.
#[test]
fn columns_that_stand_close_together_are_read_one_after_the_other() {
    let lines = [
        "The witness was taken to the",
        "yard behind the old school and",
        "held there until the morning.",
        "She saw three other women whom",
        "the guards had brought by bus.",
        "None of them knew the place.",
    ];
    let others = [
        "The director of the clinic says",
        "that nobody was treated there",
        "in the spring of that year, as",
        "the register was lost. Another",
        "doctor remembers two patients",
        "with burns on their hands.",
    ];
    let mut page = Page::new();
    for (at, line) in (0_u8..).zip(lines) {
        page = page.text_in(Font::Wide, 60.0, 60.0 + 12.0 * f32::from(at), 10.0, line);
    }
    for (at, line) in (0_u8..).zip(others) {
        page = page.text_in(Font::Wide, 219.5, 60.0 + 12.0 * f32::from(at), 10.0, line);
    }
    check(
        &Pdf::new().page(page).build(),
        expect![[r#"
        complete
        Paragraph: The witness was taken to the yard behind the old school and held there until the morning. She saw three other women whom the guards had brought by bus. None of them knew the place. The director of the clinic says that nobody was treated there in the spring of that year, as the register was lost. Another doctor remembers two patients with burns on their hands.
    "#]],
    );
}

#[test]
fn drawings_that_name_pictures_are_read() {
    // A page set into another one, as stamps and several pages on a sheet are.
    let about = "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /ProcSet [ /PDF /Text /ImageB /ImageC ] \
                 /Font << /F1 5 0 R >> /XObject << /Image 7 0 R >> >>";
    let objects: [&[u8]; 6] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R \
          /Resources << /XObject << /Fm 6 0 R >> >> >>",
        &stream("", b"q 1 0 0 1 0 0 cm /Fm Do Q"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        &stream(about, b"BT /F1 11 Tf 60 700 Td (He was held in the cellar for nine days.) Tj ET"),
    ];
    check(
        &file(&objects.map(<[u8]>::to_vec)),
        expect![[r#"
            complete
            Paragraph: He was held in the cellar for nine days.
        "#]],
    );
}

#[test]
fn values_of_fields_that_nothing_is_drawn_for_are_read() {
    // Programs that fill forms in leave the drawing to those that show them.
    let empty = stream("/Type /XObject /Subtype /Form /BBox [0 0 200 20]", b"/Tx BMC\nEMC");
    let objects: [&[u8]; 16] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> \
          /Annots [6 0 R 8 0 R 9 0 R 10 0 R 12 0 R 13 0 R 14 0 R 15 0 R 16 0 R] >>",
        &stream("", b"BT /F1 11 Tf 60 700 Td (Name of the victim:) Tj ET BT /F1 11 Tf 60 660 Td (Taken to:) Tj ET"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Subtype /Widget /FT /Tx /T (victim) /V (Jorin Vell) /Rect [170 695 370 713] /AP << /N 7 0 R >> >>",
        &empty,
        b"<< /Subtype /Widget /FT /Ch /T (place) /V (m) /Opt [[(m) (The mill)] [(s) (The school)]] /Rect [170 655 370 673] >>",
        b"<< /Subtype /Widget /Parent 11 0 R /Rect [60 500 560 640] >>",
        b"<< /Subtype /Widget /FT /Tx /T (nothing) /V () /Rect [60 440 560 460] >>",
        b"<< /FT /Tx /Ff 4096 /T (story) /V (They came at four.\\rThe dog barked.) /Kids [9 0 R] >>",
        b"<< /Subtype /Widget /FT /Tx /Ff 8192 /T (password) /V (kept to myself) /Rect [60 400 560 420] >>",
        b"<< /Subtype /Widget /FT /Btn /Ff 65536 /T (send) /V /Yes /Rect [60 360 160 380] >>",
        b"<< /Subtype /Widget /FT /Tx /F 2 /T (hidden) /V (not shown) /Rect [60 320 160 340] >>",
        // Boxes to tick, as paths or not drawn.
        b"<< /Subtype /Widget /FT /Btn /T (beaten) /AS /Yes /Rect [60 280 72 292] /AP << /N << /Yes 7 0 R >> >> >>",
        b"<< /Subtype /Widget /FT /Btn /T (released) /AS /Off /Rect [60 240 72 252] >>",
    ];
    check(
        &file(&objects.map(<[u8]>::to_vec)),
        expect![[r#"
            complete
            Paragraph: Name of the victim: Jorin Vell
            Paragraph: Taken to: The mill
            Paragraph: They came at four. The dog barked.
            Paragraph: ☒
            Paragraph: ☐
            (comment) kept to myself [page 1]
            (comment) not shown [page 1]
        "#]],
    );
}

#[test]
fn a_form_that_is_drawn_by_other_programs_alone_is_told() {
    let objects: [&[u8]; 6] = [
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [] /XFA [(datasets) 6 0 R] >> /NeedsRendering true >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        &stream("", b"BT /F1 11 Tf 60 700 Td (The form opens in a moment.) Tj ET"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        &stream("", b"<data><victim>Jorin Vell</victim></data>"),
    ];
    let document = read("form.pdf", &file(&objects.map(<[u8]>::to_vec)), &Options::default());
    let missing = document.parts[0].outcome.missing();
    let told: Vec<String> =
        missing.iter().map(|missing| format!("{}: {}", missing.place, missing.why)).collect();
    expect!["whole file: it is a form whose questions and answers are drawn by Adobe's programs alone (XFA), and were not read: open it in Acrobat, print it as a PDF, and give that"].assert_eq(&told.join("\n"));
}

#[test]
fn letters_outside_of_the_box_that_a_drawing_is_cut_to_are_not_seen() {
    let page = Page::new()
        .text(60.0, 60.0, 11.0, "The guard was called by all")
        .raw("q 60 600 200 100 re W n BT /F0 11 Tf 60 650 Td (inside of the box) Tj ET")
        .raw("BT /F0 11 Tf 60 400 Td (Ilan Kostrov) Tj ET Q")
        .text(60.0, 500.0, 11.0, "He was there every day.");
    check(
        &Pdf::new().page(page).build(),
        expect![[r#"
        complete
        Paragraph: The guard was called by all
        Paragraph: inside of the box
        Paragraph: He was there every day.
        (hidden text) Ilan Kostrov [page 1]
    "#]],
    );
}

/// A page with one line of words and an annotation over some of them.
fn annotated(annotation: &[u8], look: &[u8]) -> Vec<u8> {
    let objects: [&[u8]; 7] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Annots [6 0 R] \
          /Resources << /Font << /F1 5 0 R >> >> >>",
        &stream(
            "",
            b"BT /F1 11 Tf 60 700 Td (The guard was called) Tj 120 0 Td (Ilan Kostrov) Tj 80 0 Td (by all.) Tj ET",
        ),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        annotation,
        &stream("/Type /XObject /Subtype /Form /BBox [178 694 250 714]", look),
    ];
    file(&objects.map(<[u8]>::to_vec))
}

#[test]
fn what_a_box_put_over_a_page_covers_is_not_seen() {
    let square =
        |more: &str| format!("<< /Subtype /Square /Rect [178 694 250 714] /AP << /N 7 0 R >> {more} >>");
    check(
        &annotated(square("").as_bytes(), b"0 g 178 694 72 20 re f"),
        expect![[r#"
        complete
        Paragraph: The guard was called by all.
        (hidden text) Ilan Kostrov [page 1]
    "#]],
    );
    // One that shows through, and one that is only a frame.
    for (more, look) in [("/CA 0.5", &b"0 g 178 694 72 20 re f"[..]), ("", b"0 G 178 694 72 20 re S")] {
        let document = read("report.pdf", &annotated(square(more).as_bytes(), look), &Options::default());
        assert_eq!(document.text.trim(), "The guard was called Ilan Kostrov by all.");
        assert!(document.hidden.is_empty());
    }
}

#[test]
fn words_that_are_only_marked_to_be_redacted_or_struck_out_are_told() {
    let told = |kind: &str| {
        let annotation = format!("<< /Subtype /{kind} /Rect [178 694 250 714] /AP << /N 7 0 R >> >>");
        let document = read(
            "report.pdf",
            &annotated(annotation.as_bytes(), b"1 0 0 RG 178 694 72 20 re S"),
            &Options::default(),
        );
        assert_eq!(document.text.trim(), "The guard was called Ilan Kostrov by all.");
        document.parts[0].remarks.join("; ")
    };
    assert_eq!(
        told("Redact"),
        "page 1: words are marked to be redacted, but are still in the file and in the text"
    );
    assert_eq!(told("StrikeOut"), "page 1: words are struck out by a comment; they are in the text");
    assert_eq!(told("Underline"), "");
}
