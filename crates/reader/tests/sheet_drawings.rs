//! What is drawn on the sheets of a workbook: boxes, diagrams, charts, fields of forms.

mod shown;

use expect_test::{Expect, expect};
use probata_reader::{Options, read};
use probata_testkit::sheet::{SheetXml, Xlsx};
use shown::shown;

fn check(bytes: &[u8], expected: Expect) {
    let document = read("a.xlsx", bytes, &Options::default());
    assert_eq!(document.flaw(), None);
    expected.assert_eq(&shown(&document));
}

/// A workbook with one sheet whose drawing is `drawing`, and further members.
fn drawn(
    behind: &str,
    drawing: &str,
    relations: &[(&str, &str, &str, bool)],
    more: &[(&str, &str)],
) -> Vec<u8> {
    let drawing = format!(
        "<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:a14=\"http://schemas.microsoft.com/office/drawing/2010/main\">{drawing}</xdr:wsDr>"
    );
    let mut related = vec![("d", "drawing", "../drawings/drawing1.xml", false)];
    related.extend(relations);
    let mut members = vec![("xl/drawings/drawing1.xml", drawing.as_str())];
    members.extend(more);
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Kareva</t></is></c></row>";
    let sheet = SheetXml { name: "Facts", rows, behind, relations: &related, ..SheetXml::default() };
    Xlsx { sheets: &[sheet], members: &members, ..Xlsx::default() }.build()
}

fn shape(words: &str) -> String {
    format!("<xdr:sp><xdr:txBody><a:p>{words}</a:p></xdr:txBody></xdr:sp>")
}

#[test]
fn of_alternatives_for_programs_one_is_read() {
    let words = |words| shape(&format!("<a:r><a:t>{words}</a:t></a:r>"));
    let either = |new: &str, old: &str| {
        format!(
            "<mc:AlternateContent><mc:Choice Requires=\"a14\">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
        )
    };
    let formula = "<a14:m><m:oMath xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><m:f><m:num><m:r><m:t>3</m:t></m:r></m:num>\
         <m:den><m:r><m:t>4</m:t></m:r></m:den></m:f></m:oMath></a14:m>";
    let unknown = "<mc:AlternateContent xmlns:z=\"http://lantern.example/z\"><mc:Choice Requires=\"z\">";
    let drawing = [
        either(&words("Held in Doln."), &words("Held in Doln.")),
        shape(&format!("<a:r><a:t>Rate </a:t></a:r>{}", either(formula, "<a:r><a:t>3/4</a:t></a:r>"))),
        either("<xdr:graphicFrame/>", &words("This shape represents a slicer.")),
        format!(
            "{unknown}<z:box/></mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
            words("For all.")
        ),
    ];
    check(
        &drawn("", &drawing.concat(), &[], &[]),
        expect![[r#"
        complete
        h1: Facts
        cell 0.0.0: Kareva
        paragraph boxed: Held in Doln.
        paragraph boxed: Rate 3/4
        paragraph boxed: For all.
        page Facts: Facts⏎⏎Kareva⏎⏎Held 
        note: 1 sheet, 1 cell that holds something
    "#]],
    );
}

#[test]
fn what_was_ticked_on_a_sheet() {
    let controls = "<controls><control shapeId=\"1025\" r:id=\"c1\" name=\"Check Box 1\"/><control shapeId=\"1026\" r:id=\"c2\" name=\"Check Box 2\"/>\
         <control shapeId=\"1027\" r:id=\"c3\" name=\"Option 3\"/><control shapeId=\"1028\" r:id=\"c4\" name=\"List 4\"/></controls>";
    let field = |id, words| {
        format!(
            "<xdr:sp><xdr:cNvPr id=\"{id}\" name=\"x\"/><xdr:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
        )
    };
    let drawing = field(1025, "Beaten in custody") + &field(1026, "Seen by a doctor");
    let relations = [
        ("c1", "ctrlProp", "../ctrlProps/c1.xml", false),
        ("c2", "ctrlProp", "../ctrlProps/c2.xml", false),
        ("c3", "ctrlProp", "../ctrlProps/c3.xml", false),
        ("c4", "ctrlProp", "../ctrlProps/c4.xml", false),
    ];
    let members = [
        ("xl/ctrlProps/c1.xml", "<formControlPr objectType=\"CheckBox\" checked=\"Checked\"/>"),
        ("xl/ctrlProps/c2.xml", "<formControlPr objectType=\"CheckBox\"/>"),
        ("xl/ctrlProps/c3.xml", "<formControlPr objectType=\"Radio\" checked=\"Checked\"/>"),
        ("xl/ctrlProps/c4.xml", "<formControlPr objectType=\"Drop\" sel=\"2\"/>"),
    ];
    check(
        &drawn(controls, &drawing, &relations, &members),
        expect![[r#"
        partial
        ! sheet “Facts”: of the list “List 4” entry 2 is chosen; what it says is not read: look at the sheet in Excel
        h1: Facts
        cell 0.0.0: Kareva
        paragraph boxed: ☒ Beaten in custody
        paragraph boxed: ☐ Seen by a doctor
        paragraph boxed: ◉ Option 3
        page Facts: Facts⏎⏎Kareva⏎⏎☒ Bea
        note: 1 sheet, 1 cell that holds something
    "#]],
    );
}

#[test]
fn a_drawing_that_breaks_off_is_told() {
    let words = |words| shape(&format!("<a:r><a:t>{words}</a:t></a:r>"));
    let drawing = format!("{}<xdr:a></xdr:b>{}", words("Read."), words("Not read."));
    check(
        &drawn("", &drawing, &[], &[]),
        expect![[r#"
        partial
        ! xl/drawings/drawing1.xml: it is broken: the XML is broken (ill-formed document: expected `</xdr:a>`, but `</xdr:b>` was found); what is drawn behind that is missing
        h1: Facts
        cell 0.0.0: Kareva
        paragraph boxed: Read.
        page Facts: Facts⏎⏎Kareva⏎⏎Read.
        note: 1 sheet, 1 cell that holds something
    "#]],
    );
}

#[test]
fn words_of_diagrams_and_charts() {
    let relations = "<Relationships><Relationship Id=\"m\" Type=\"http://x/diagramData\" Target=\"../diagrams/data1.xml\"/>\
         <Relationship Id=\"c\" Type=\"http://x/chart\" Target=\"../charts/chart1.xml\"/></Relationships>";
    let over = "<Relationships><Relationship Id=\"u\" Type=\"http://x/chartUserShapes\" Target=\"../drawings/over.xml\"/></Relationships>";
    let chart = "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
         <c:title><c:tx><c:rich><a:p><a:r><a:t>Held by month</a:t></a:r></a:p></c:rich></c:tx></c:title>\
         <c:ser><c:tx><c:v>Women</c:v></c:tx><c:val><c:v>7</c:v></c:val></c:ser><c:ser><c:tx><c:strRef><c:f>Facts!A1</c:f><c:strCache><c:v>Kareva</c:v></c:strCache></c:strRef></c:tx></c:ser>\
         <c:ser><c:tx><c:strRef><c:f>[1]Lists!A1</c:f><c:strCache><c:v>Men</c:v></c:strCache></c:strRef></c:tx></c:ser></c:chartSpace>";
    let members = [
        ("xl/drawings/_rels/drawing1.xml.rels", relations),
        ("xl/charts/_rels/chart1.xml.rels", over),
        ("xl/charts/chart1.xml", chart),
        (
            "xl/diagrams/data1.xml",
            "<dgm:dataModel xmlns:dgm=\"http://schemas.openxmlformats.org/drawingml/2006/diagram\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><dgm:pt><dgm:t><a:p><a:r><a:t>Order, then arrest</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>",
        ),
        (
            "xl/drawings/over.xml",
            "<c:userShapes xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:cdr=\"http://x/cdr\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><cdr:sp><cdr:txBody><a:p><a:r><a:t>March: the raid</a:t></a:r></a:p></cdr:txBody></cdr:sp></c:userShapes>",
        ),
    ];
    check(
        &drawn("", "", &[], &members),
        expect![[r#"
        complete
        h1: Facts
        cell 0.0.0: Kareva
        paragraph boxed: Order, then arrest
        paragraph boxed: Held by month
        paragraph boxed: Women
        paragraph boxed: Men
        paragraph boxed: March: the raid
        page Facts: Facts⏎⏎Kareva⏎⏎Order
        note: 1 sheet, 1 cell that holds something
    "#]],
    );
}
