//! Ticks, boxes, arrows and numbers in circles, which files keep as letters of fonts of signs.

use expect_test::{Expect, expect};
use probata_reader::{Options, read};
use probata_testkit::docx::Docx;
use probata_testkit::odt::Odt;
use probata_testkit::pdf::{file, stream};
use std::fmt::Write;

/// Outcome, what is missing, blocks.
fn check(path: &str, bytes: &[u8], expected: Expect) {
    let document = read(path, bytes, &Options::default());
    let outcome = &document.parts[0].outcome;
    let mut out = format!("{}\n", outcome.status());
    for missing in outcome.missing() {
        writeln!(out, "! {}: {}", missing.place, missing.why).expect("a string takes any text");
    }
    for block in &document.blocks {
        writeln!(out, "{}", &document.text[block.span]).expect("a string takes any text");
    }
    expected.assert_eq(&out);
}

fn run(font: &str, text: &str) -> String {
    format!(
        "<w:r><w:rPr><w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>"
    )
}

#[test]
fn word_runs_and_signs() {
    let body = [
        run("Wingdings", "\u{fc}"),
        run("Calibri", " released \u{fc}ber "),
        run("Wingdings", "o n \u{f08c}"),
        run("Wingdings 2", " PQ"),
        run("Webdings", " a"),
        run("Symbol", " b\u{f0ae}"),
        "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0E0\"/><w:sym w:font=\"Wingdings 3\" w:char=\"F070\"/></w:r>".into(),
        // A font of letters for what is not ASCII.
        "<w:r><w:rPr><w:rFonts w:ascii=\"Wingdings\" w:hAnsi=\"Arial\"/></w:rPr><w:t>l\u{fc}</w:t></w:r>".into(),
    ];
    let docx = Docx::new().raw(&format!("<w:p>{}</w:p>", body.concat()));
    check(
        "a.docx",
        &docx.build(),
        expect![[r#"
        complete
        ✓ released über □ ■ ➊ ✓☒ ✔ β→→▲●ü
    "#]],
    );
}

#[test]
fn a_sign_that_is_not_known_is_told() {
    let body = [
        run("Calibri", "See "),
        run("Wingdings", "\u{ff}"),
        "<w:r><w:sym w:font=\"Marnik Signs\" w:char=\"F041\"/></w:r>".into(),
    ];
    let docx = Docx::new().raw(&format!("<w:p>{}</w:p>", body.concat()));
    check(
        "a.docx",
        &docx.build(),
        expect![[r#"
        partial
        ! font Wingdings: what its sign with the code FF shows is not known, so that � stands for it: look at it in the document
        ! font Marnik Signs: what its sign with the code F041 shows is not known, so that � stands for it: look at it in the document
        See ��
    "#]],
    );
}

#[test]
fn fonts_of_rich_text() {
    let body = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fnil Arial;}{\f1\fnil\fcharset2 Wingdings;}{\f2\fnil\fcharset0 Webdings;}{\f3\fnil\fcharset2 Marnik Signs;}}\f0 Held {\f1 \'fc} for{\f2  a} days {\f1\u-3970?\u252\'fc}{\f1 \'ff}{\f3 ab}.\par}";
    check(
        "a.rtf",
        body.as_bytes(),
        expect![[r#"
        partial
        ! font Wingdings: what its sign with the code FF shows is not known, so that � stands for it: look at it in the document
        ! font Marnik Signs: its letters are signs that are not known here, and stand as letters: look at them in the document
        Held ✓ for ✔ days 🙷✓�ab.
    "#]],
    );
}

#[test]
fn fonts_of_open_documents() {
    let styles = "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties style:font-name=\"Wingdings1\"/></style:style>\
                  <style:style style:name=\"T2\" style:family=\"text\"><style:text-properties fo:font-family=\"'Wingdings 2'\"/></style:style>";
    let body = "<text:p>Held <text:span text:style-name=\"T1\">\u{fc}  \u{f06e}\u{ff}</text:span> <text:span text:style-name=\"T2\">P</text:span> f\u{fc}r</text:p>";
    let odt = Odt { automatic: styles, body, ..Odt::default() };
    check(
        "a.odt",
        &odt.build(),
        expect![[r#"
        partial
        ! font Wingdings: what its sign with the code FF shows is not known, so that � stands for it: look at it in the document
        Held ✓ ■� ✓ für
    "#]],
    );
}

#[test]
fn fonts_of_pages_and_mails() {
    let page = "<style>.tick { font-family: Wingdings, serif } .plain { font-family: Georgia }</style>\
                <p>Thank you <span style='font-family:Wingdings'>J</span>.</p>\
                <p><font face=\"Wingdings\">\u{fc}</font> released, <span class=tick>o <b class=plain>J</b></span>\
                <span style='font-family:Symbol'>\u{b7}<span style='font:7.0pt \"Times New Roman\"'>ab </span></span>f\u{fc}r</p>";
    check(
        "a.html",
        page.as_bytes(),
        expect![[r#"
        complete
        Thank you ☺.
        ✓ released, □ J•ab für
    "#]],
    );
    check(
        "b.html",
        b"<p>Wait <font face=Wingdings>&#255;</font></p>",
        expect![[r#"
        partial
        ! line 1: what a sign of a font of signs shows here is not known: look at it in the page
        Wait �
    "#]],
    );
}

/// A page with words in a font of this name behind others; `more`: what its dictionary says besides.
fn pdf(before: &str, name: &str, more: &str, content: &str, map: &str) -> Vec<u8> {
    let font = format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} {more} >>");
    let objects: [&[u8]; 7] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
        &stream("", format!("BT /F1 11 Tf 60 700 Td ({before}) Tj /F2 11 Tf {content} Tj ET").as_bytes()),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        font.as_bytes(),
        &stream("", map.as_bytes()),
    ];
    file(&objects.map(<[u8]>::to_vec))
}

#[test]
fn fonts_of_pdf() {
    let map = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n\
               1 begincodespacerange <00> <FF> endcodespacerange\n\
               3 beginbfchar <01> <F0FC> <02> <00FC> <03> <2611> endbfchar\nendcmap end end\n";
    check(
        "a.pdf",
        &pdf(
            "Released ",
            "ABCDEF+Wingdings-Regular",
            "/ToUnicode 7 0 R /FirstChar 1 /LastChar 3 /Widths [600 600 600]",
            "<010203>",
            map,
        ),
        expect![[r#"
            complete
            Released ✓✓☑
        "#]],
    );
    check(
        "b.pdf",
        &pdf("Released ", "Wingdings", "/Encoding /WinAnsiEncoding", "<FC6E>", ""),
        expect![[r#"
        complete
        Released ✓■
    "#]],
    );
    check(
        "c.pdf",
        &pdf("Released ", "Wingdings", "", "<FC6E>", ""),
        expect![[r#"
        partial
        ! page 1: 2 letters are drawn whose meaning the file does not tell (font Wingdings): ask for the document in another format
        Released
    "#]],
    );
}

#[test]
fn an_empty_box_of_a_form_is_no_bullet() {
    let content = "<6F> Tj /F1 11 Tf ( in custody) Tj";
    check(
        "a.pdf",
        &pdf("", "Wingdings", "/Encoding /WinAnsiEncoding", content, ""),
        expect![[r#"
        complete
        □ in custody
    "#]],
    );
}
