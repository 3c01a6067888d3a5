//! Raised and lowered digits that call no note, in each format that can raise them.

mod shown;

use expect_test::{Expect, expect};
use probata_reader::{Options, read};
use probata_testkit::docx::{Docx, p};
use probata_testkit::odt::Odt;
use probata_testkit::sheet::{Ods, SheetXml, Xlsx};
use shown::shown;

fn check(name: &str, file: &[u8], expected: Expect) {
    expected.assert_eq(&shown(&read(name, file, &Options::default())));
}

#[test]
fn in_word() {
    let lowered = r#"<w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t>"#;
    check(
        "report.docx",
        &Docx::new()
            .add(
                p("They counted 10")
                    .superscript("3")
                    .text(" litres in 20 m")
                    .superscript("2")
                    .text(".")
                    .footnote("Of 4 m, said Kareva.")
                    .text(" The 1")
                    .superscript("st")
                    .text(" cell had CO")
                    .raw_run(lowered)
                    .text(" in it."),
            )
            .build(),
        expect![[r#"
            complete
            paragraph: They counted 10³ litres in 20 m².[1] The 1st cell had CO₂ in it.
            note n1: 1 Of 4 m, said Kareva.
        "#]],
    );
}

#[test]
fn in_opendocument() {
    let automatic = r#"<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style><style:style style:name="T2" style:family="text"><style:text-properties style:text-position="-33% 58%"/></style:style>"#;
    let body = r#"<text:p>They counted 10<text:span text:style-name="T1">-3</text:span> litres of H<text:span text:style-name="T2">2</text:span>O.</text:p>"#;
    check(
        "report.odt",
        &Odt { body, automatic, ..Odt::default() }.build(),
        expect![[r#"
        complete
        paragraph: They counted 10⁻³ litres of H₂O.
    "#]],
    );
}

#[test]
fn in_rtf() {
    check(
        "report.rtf",
        br"{\rtf1\ansi{\fonttbl{\f0 Times;}}\pard They counted 10{\super 3} litres of H{\sub 2}O in 20 m{\up6 2}.\par}",
        expect![[r#"
            complete
            paragraph: They counted 10³ litres of H₂O in 20 m².
        "#]],
    );
}

#[test]
fn on_a_page() {
    check(
        "page.html",
        b"<html><body><p>They counted 10<sup>3</sup> litres of H<sub>2</sub>O in 20&nbsp;m<span style='vertical-align: super'>2</span>.</p></body></html>",
        expect![[r#"
            complete
            paragraph: They counted 10³ litres of H₂O in 20 m².
        "#]],
    );
}

#[test]
fn in_a_workbook() {
    let run = |words: &str, position: &str| {
        format!("<r><rPr><vertAlign val=\"{position}\"/></rPr><t xml:space=\"preserve\">{words}</t></r>")
    };
    let words = [
        run("10", "baseline"),
        run("3", "superscript"),
        run(" litres of H", "baseline"),
        run("2", "subscript"),
        run("O", "baseline"),
    ]
    .concat();
    let rows = format!(
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is>{words}</is></c></row>"
    );
    let sheet = SheetXml { name: "Facts", rows: &rows, ..SheetXml::default() };
    let strings = format!("<si>{words}</si>");
    check(
        "a.xlsx",
        &Xlsx { sheets: &[sheet], strings: &strings, ..Xlsx::default() }.build(),
        expect![[r#"
        complete
        h1: Facts
        cell 0.0.0: 10³ litres of H₂O
        cell 0.0.1: 10³ litres of H₂O
        page Facts: Facts⏎⏎10³ litres of
        note: 1 sheet, 2 cells that hold something
    "#]],
    );
}

#[test]
fn in_an_open_document_table() {
    let automatic = r#"<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style><style:style style:name="T2" style:family="text"><style:text-properties style:text-position="-33% 58%"/></style:style>"#;
    let body = r#"<table:table table:name="Facts"><table:table-row><table:table-cell><text:p>10<text:span text:style-name="T1">3</text:span> litres of H<text:span text:style-name="T2">2</text:span>O</text:p></table:table-cell><table:table-cell><text:p>103</text:p></table:table-cell></table:table-row></table:table>"#;
    check(
        "a.ods",
        &Ods { body, automatic, ..Ods::default() }.build(),
        expect![[r#"
        complete
        h1: Facts
        cell 0.0.0: 10³ litres of H₂O
        cell 0.0.1: 103
        page Facts: Facts⏎⏎10³ litres of
        note: 1 sheet, 2 cells that hold something
    "#]],
    );
}
