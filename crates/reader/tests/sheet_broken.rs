//! Workbooks of which a member beside the cells breaks off.

mod shown;

use expect_test::expect;
use probata_reader::{Options, read};
use probata_testkit::docx::zip;
use probata_testkit::hostile::archive;
use probata_testkit::sheet::{Ods, SheetXml, Xlsx};
use shown::shown;

#[test]
fn a_member_beside_the_cells_that_breaks_off_is_told() {
    let one = SheetXml {
        name: "Facts",
        rows: "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>45355</v></c></row>",
        relations: &[("r1", "threadedComment", "../threads.xml", false)],
        ..SheetXml::default()
    };
    let thread = "<ThreadedComments><threadedComment ref=\"A1\"><text>Ask Kareva.</text></threadedComment></ThreadedComments>";
    let whole = Xlsx {
        sheets: &[one],
        strings: "",
        styles: "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>",
        members: &[("xl/threads.xml", thread)],
        ..Xlsx::default()
    };
    let mut said = String::new();
    for name in [
        "xl/styles.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/threads.xml",
    ] {
        let mut parts = whole.parts();
        let cut = parts.iter_mut().find(|(part, _)| part == name).map(|(_, bytes)| bytes);
        if let Some(bytes) = cut {
            bytes.truncate(bytes.len() - 12);
        }
        said.push_str(&shown(&read("a.xlsx", &zip(&parts), &Options::default())));
    }
    expect![[r#"
        partial
        ! xl/styles.xml byte 172: the XML is broken (syntax error: tag not closed: `>` not found before end of input); what stands behind it was not read. Open the file in Excel and save it again
        h1: Facts
        cell 0.0.0: 2024-03-04
        (comment) "Ask Kareva." on "2024-03-04"   [Facts!A1 comment]
        page Facts: Facts⏎⏎2024-03-04⏎⏎
        note: 1 sheet, 1 cell that holds something
        partial
        ! xl/_rels/workbook.xml.rels byte 435: the XML is broken (syntax error: tag not closed: `>` not found before end of input); what stands behind it was not read. Open the file in Excel and save it again
        h1: Facts
        cell 0.0.0: 2024-03-04
        (comment) "Ask Kareva." on "2024-03-04"   [Facts!A1 comment]
        page Facts: Facts⏎⏎2024-03-04⏎⏎
        note: 1 sheet, 1 cell that holds something
        partial
        ! xl/worksheets/_rels/sheet1.xml.rels byte 153: the XML is broken (syntax error: tag not closed: `>` not found before end of input); what stands behind it was not read. Open the file in Excel and save it again
        h1: Facts
        cell 0.0.0: 2024-03-04
        (comment) "Ask Kareva." on "2024-03-04"   [Facts!A1 comment]
        page Facts: Facts⏎⏎2024-03-04⏎⏎
        note: 1 sheet, 1 cell that holds something
        partial
        ! xl/threads.xml byte 86: the XML is broken (syntax error: tag not closed: `>` not found before end of input); what stands behind it was not read. Open the file in Excel and save it again
        h1: Facts
        cell 0.0.0: 2024-03-04
        (comment) "Ask Kareva." on "2024-03-04"   [Facts!A1 comment]
        page Facts: Facts⏎⏎2024-03-04⏎⏎
        note: 1 sheet, 1 cell that holds something
    "#]].assert_eq(&said);
}

#[test]
fn styles_and_properties_of_an_open_document_table_that_break_off_are_told() {
    let ods = Ods {
        body: "<table:table table:name=\"Facts\"><table:table-row><table:table-cell><text:p>Held</text:p></table:table-cell></table:table-row></table:table>",
        ..Ods::default()
    };
    let members = [
        ("content.xml", &*ods.content()),
        ("styles.xml", "<styles><style></styles>"),
        ("meta.xml", "<meta><title>The yard</title>"),
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
    ];
    let document = read("a.ods", &archive(&members), &Options::default());
    expect![[r#"
        partial
        ! styles.xml byte 15: the XML is broken (ill-formed document: expected `</style>`, but `</styles>` was found); what stands behind it was not read. Open the file in LibreOffice and save it again
        ! meta.xml byte 29: the XML ends too early; what stands behind it was not read. Open the file in LibreOffice and save it again
        h1: Facts
        cell 0.0.0: Held
        (document property) "The yard" on ""   [meta.xml title]
        page Facts: Facts⏎⏎Held⏎⏎
        note: 1 sheet, 1 cell that holds something
    "#]]
    .assert_eq(&shown(&document));
}
