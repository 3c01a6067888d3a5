//! Charts, diagrams, objects and files that other programs put into a Word document.

mod shown;

use expect_test::{Expect, expect};
use probata_reader::{Options, read};
use probata_testkit::archive::{self, Zipped};
use probata_testkit::docx::{Docx, Section, p, zip};
use shown::shown;

fn check(bytes: &[u8], expected: Expect) {
    expected.assert_eq(&shown(&read("report.docx", bytes, &Options::default())));
}

#[test]
fn what_other_programs_put_in() {
    let body = "<w:p><w:r><w:t>Before.</w:t></w:r></w:p><w:altChunk r:id=\"rIdX0\"/>\
                <w:p><w:r><w:object><o:OLEObject ProgID=\"Excel.Sheet.12\" r:id=\"rIdX1\"/></w:object></w:r></w:p>\
                <w:p><w:r><w:drawing><a:graphic><a:graphicData><dgm:relIds xmlns:dgm=\"http://schemas.openxmlformats.org/drawingml/2006/diagram\" r:dm=\"rIdX2\"/></a:graphicData></a:graphic></w:drawing></w:r></w:p>\
                <w:p><w:r><w:drawing><a:graphic><a:graphicData><c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"rIdX3\"/></a:graphicData></a:graphic></w:drawing></w:r></w:p>";
    let docx = Docx::new()
        .raw(body)
        .relation("http://x/aFChunk", "afchunk.mht")
        .relation("http://x/oleObject", "embeddings/sheet.xlsx")
        .relation("http://x/diagramData", "diagrams/data1.xml")
        .relation("http://x/chart", "charts/chart1.xml")
        .member(
            "word/diagrams/data1.xml",
            "application/xml",
            "<dgm:dataModel xmlns:dgm=\"http://schemas.openxmlformats.org/drawingml/2006/diagram\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
             <dgm:pt><dgm:t><a:p><a:r><a:t>Directorate</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:p><a:r><a:t>Colonel Radu Benk</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>",
        )
        .member(
            "word/charts/chart1.xml",
            "application/xml",
            "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
             <c:title><a:p><a:r><a:t>Arrests by year</a:t></a:r></a:p></c:title><c:cat><c:v>2004</c:v><c:v>2005</c:v></c:cat><c:val><c:v>14</c:v><c:v>31</c:v></c:val></c:chartSpace>",
        );
    check(
        &docx.build(),
        expect![[r#"
            partial
            ! word/afchunk.mht: a file put in by another program was not read; open the report in Word and save it again
            ! word/embeddings/sheet.xlsx: an embedded object (Excel.Sheet.12) was not read; check what it shows by hand
            paragraph: Before.
            paragraph boxed: Directorate
            paragraph boxed: Colonel Radu Benk
            caption boxed: Arrests by year
            apparatus boxed: 2004; 2005; 14; 31
        "#]],
    );
}

const CHART: &str = "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
                     <c:title><a:p><a:r><a:t>Arrests by year</a:t></a:r></a:p></c:title><c:cat><c:v>2004</c:v></c:cat><c:val><c:v>14</c:v></c:val></c:chartSpace>";

/// A document with a chart and the workbook behind it, its members as they are, not packed.
fn with_chart() -> Docx {
    let body = "<w:p><w:r><w:t>Before.</w:t></w:r></w:p><w:p><w:r><w:drawing><a:graphic><a:graphicData><c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"rIdX0\"/></a:graphicData></a:graphic></w:drawing></w:r></w:p>";
    Docx::new().raw(body).relation("http://x/chart", "charts/chart1.xml").member(
        "word/charts/chart1.xml",
        "application/xml",
        CHART,
    )
}

/// The same container, its members stored and not packed.
fn stored(docx: &Docx) -> Vec<u8> {
    let members: Vec<Zipped> =
        docx.members().iter().map(|(name, bytes)| Zipped::stored(name, bytes)).collect();
    archive::zip(&members)
}

#[test]
fn the_workbook_behind_a_chart_has_members_of_its_own() {
    let workbook = stored(&Docx::new().add(p("Cells.")));
    let docx = with_chart().member("word/embeddings/workbook.xlsx", "application/octet-stream", workbook);
    let whole = stored(&docx);
    let expected = expect![[r#"
        complete
        paragraph: Before.
        caption boxed: Arrests by year
        apparatus boxed: 2004; 14
    "#]];
    check(&whole, expected);
    // Without its directory, the members are looked for one by one.
    let directory = memchr::memmem::rfind(&whole, b"word/embeddings").unwrap() - 46;
    let cut = &whole[..directory];
    check(
        cut,
        expect![[r#"
            partial
            ! whole file: the file is cut short: what is whole was taken from its beginning. Ask for the file again
            paragraph: Before.
            caption boxed: Arrests by year
            apparatus boxed: 2004; 14
        "#]],
    );
}

#[test]
fn words_drawn_over_a_chart() {
    let docx = with_chart()
        .member(
            "word/charts/_rels/chart1.xml.rels",
            "application/xml",
            "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/chartUserShapes\" Target=\"../drawings/drawing1.xml\"/>\
             <Relationship Id=\"rId2\" Type=\"http://x/package\" Target=\"../embeddings/workbook.xlsx\"/></Relationships>",
        )
        .member(
            "word/drawings/drawing1.xml",
            "application/xml",
            "<c:userShapes xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
             <a:p><a:r><a:t>State of emergency</a:t></a:r></a:p></c:userShapes>",
        );
    check(
        &docx.build(),
        expect![[r#"
            complete
            paragraph: Before.
            caption boxed: Arrests by year
            apparatus boxed: 2004; 14
            caption boxed: State of emergency
        "#]],
    );
}

#[test]
fn files_put_in_are_enclosed() {
    let docx = with_chart()
        .raw("<w:p><w:r><w:object><o:OLEObject ProgID=\"Excel.Sheet.12\" r:id=\"rIdX1\"/></w:object></w:r></w:p><w:altChunk r:id=\"rIdX2\"/>")
        .relation("http://x/package", "embeddings/names.xlsx")
        .relation("http://x/aFChunk", "afchunk.htm")
        .member("word/embeddings/names.xlsx", "application/octet-stream", "PK\u{3}\u{4} names")
        .member("word/afchunk.htm", "text/html", "<p>A chapter.")
        .member(
            "word/charts/_rels/chart1.xml.rels",
            "application/xml",
            "<Relationships><Relationship Id=\"rId2\" Type=\"http://x/package\" Target=\"../embeddings/numbers.xlsx\"/></Relationships>",
        )
        .member("word/embeddings/numbers.xlsx", "application/octet-stream", "PK\u{3}\u{4} numbers");
    let document = read("report.docx", &docx.build(), &Options::default());
    let enclosed = document
        .enclosed
        .iter()
        .map(|file| format!("{} | {} | {}\n", file.name, file.place, String::from_utf8_lossy(&file.bytes)));
    expect![[r#"
        partial
        ! word/afchunk.htm: a file put in by another program was not read; open the report in Word and save it again
        ! word/embeddings/names.xlsx: an embedded object (Excel.Sheet.12) is not in the text; its file is enclosed: read it by itself
        paragraph: Before.
        caption boxed: Arrests by year
        apparatus boxed: 2004; 14
        numbers.xlsx | workbook of a chart 1 | PK numbers
        names.xlsx | embedded object 2 | PK names
        afchunk.htm | file put in 3 | <p>A chapter.
    "#]].assert_eq(&(shown(&document) + &enclosed.collect::<String>()));
}

#[test]
fn members_beside_the_text_that_break_off_are_told() {
    let docx = Docx::new()
        .add(p("Claim.").numbered(1, 0))
        .last_section(Section::default().header("Lantern Rights Watch"));
    let cut = |name: &str, at: &str| {
        let mut members = docx.members();
        let (_, bytes) = members.iter_mut().find(|(path, _)| path == name).expect("a member of this name");
        let whole = String::from_utf8(std::mem::take(bytes)).expect("text");
        *bytes = whole.split(at).next().unwrap_or_default().as_bytes().to_vec();
        shown(&read("report.docx", &zip(&members), &Options::default()))
    };
    let all = [
        cut("word/_rels/document.xml.rels", "</Relationships>"),
        cut("word/styles.xml", "</w:styles>"),
        cut("word/numbering.xml", "</w:numbering>"),
        cut("word/settings.xml", "</w:settings>"),
        cut("docProps/core.xml", "</cp:coreProperties>"),
    ];
    expect![[r#"
        partial
        ! word/_rels/document.xml.rels byte 679: the XML ends too early; what stands behind it was not read. Open the file in Word and save it again
        listitem: 1. Claim.
        header: Lantern Rights Watch
        partial
        ! word/styles.xml byte 7374: the XML ends too early; what stands behind it was not read. Open the file in Word and save it again
        listitem: 1. Claim.
        header: Lantern Rights Watch
        partial
        ! word/numbering.xml byte 2331: the XML ends too early; what stands behind it was not read. Open the file in Word and save it again
        listitem: 1. Claim.
        header: Lantern Rights Watch
        partial
        ! word/settings.xml byte 465: the XML ends too early; what stands behind it was not read. Open the file in Word and save it again
        listitem: 1. Claim.
        header: Lantern Rights Watch
        partial
        ! docProps/core.xml byte 379: the XML ends too early; what stands behind it was not read. Open the file in Word and save it again
        listitem: 1. Claim.
        header: Lantern Rights Watch
    "#]]
    .assert_eq(&all.concat());
}

#[test]
fn a_control_of_a_form_is_told() {
    let control = "<w:object><v:shape style=\"width:200pt;height:80pt\"><v:imagedata r:id=\"rIdX1\"/></v:shape><w:control r:id=\"rIdX0\" w:name=\"TextBox1\"/></w:object>";
    let docx = Docx::new()
        .add(p("Was he beaten? ").raw_run(control))
        .relation("control", "activeX/activeX1.xml")
        .relation("image", "media/image1.wmf");
    check(
        &docx.build(),
        expect![[r#"
            partial
            ! word/activeX/activeX1.xml: an embedded object (TextBox1) was not read; check what it shows by hand
            paragraph: Was he beaten?
        "#]],
    );
}
