//! Workbooks and tables of text: cells with their addresses, and everything that lies around them.

mod shown;

use expect_test::{Expect, expect};
use probata_reader::{Limits, Options, read, tables};
use probata_report::{Document, Outcome};
use probata_testkit::hostile::{archive, rubbish};
use probata_testkit::sheet::{Ods, SheetXml, Xlsx};
use shown::shown;

fn document(path: &str, bytes: &[u8]) -> Document {
    let document = read(path, bytes, &Options::default());
    assert_eq!(document.flaw(), None);
    document
}

fn check(path: &str, bytes: &[u8], expected: Expect) {
    expected.assert_eq(&shown(&document(path, bytes)));
}

/// One sheet of an Excel workbook with the words and styles that tests use.
fn sheet(rows: &str) -> Vec<u8> {
    workbook(&[SheetXml { name: "Facts", rows, ..SheetXml::default() }])
}

const STRINGS: &str = "<si><t>He was </t></si><si><r><t>held</t></r><r><t xml:space=\"preserve\"> at Doln</t></r><rPh><t>x</t></rPh></si>\
     <si><t>Verin &amp; Benk</t></si><si><t>Kareva</t></si>";
const STYLES: &str = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/><numFmt numFmtId=\"165\" formatCode=\"[$€-407] #,##0.00\"/>\
     <numFmt numFmtId=\"166\" formatCode=\";;;\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>\
     <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"14\"/><xf numFmtId=\"165\"/><xf numFmtId=\"9\"/><xf numFmtId=\"166\"/></cellXfs>";

fn workbook(sheets: &[SheetXml<'_>]) -> Vec<u8> {
    Xlsx { sheets, strings: STRINGS, styles: STYLES, ..Xlsx::default() }.build()
}

#[test]
fn cells_are_what_a_person_sees() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" s=\"1\"><v>45355</v></c><c r=\"C1\" s=\"2\"><v>45355</v></c></row>\
         <row r=\"3\"><c r=\"B3\" s=\"3\"><v>1234.5</v></c><c r=\"C3\" s=\"4\"><v>0.256</v></c><c r=\"D3\" t=\"b\"><v>1</v></c>\
         <c r=\"E3\" t=\"e\"><v>#REF!</v></c><c r=\"F3\" t=\"str\"><f>A1&amp;\"x\"</f><v>held.x</v></c><c r=\"G3\" t=\"s\"><v>2</v></c></row>\
         <row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>the last_x000D_\ncell</t></is></c><c r=\"A1048576\"/></row>";
    check(
        "a.xlsx",
        &sheet(rows),
        expect![[r#"
        complete
        h1: Facts
        cell 0.0.0: held at Doln
        cell 0.0.1: 04/03/2024
        cell 0.0.2: 2024-03-04
        cell 0.2.1: € 1,234.50
        cell 0.2.2: 26%
        cell 0.2.3: TRUE
        cell 0.2.4: #REF!
        cell 0.2.5: held.x
        cell 0.2.6: Verin & Benk
        cell 0.1048575.16383: the last⏎cell
        (field code) "A1&\"x\"" on "held.x"   [Facts!F3 formula]
        page Facts: Facts⏎⏎held at Doln⏎
        note: 1 sheet, 10 cells that hold something
    "#]],
    );
}

#[test]
fn a_cell_has_an_address() {
    let one = "<row r=\"7\"><c r=\"B7\" t=\"inlineStr\"><is><t>He was held. Nobody came.</t></is></c></row>";
    let bytes = workbook(&[
        SheetXml { name: "Facts", rows: one, ..SheetXml::default() },
        SheetXml { name: "People&apos;s list", rows: one, ..SheetXml::default() },
    ]);
    let document = document("a.xlsx", &bytes);
    let said: Vec<String> = document
        .sentences
        .iter()
        .map(|s| format!("{:?} {:?}", document.address_at(s.span.start), &document.text[s.span]))
        .collect();
    expect![[r#"
        None "Facts"
        Some("Facts!B7") "He was held. Nobody came."
        None "People's list"
        Some("'People''s list'!B7") "He was held. Nobody came.""#]]
    .assert_eq(&said.join("\n"));
    let table = read("a.csv", b"name,place\nVerin,Doln\n", &Options::default());
    let joined = Document::join(vec![document, table]);
    let at = joined.text.find("Verin").unwrap();
    assert_eq!(joined.address_at(at).as_deref(), Some("A2"));
    assert_eq!(joined.sheet_at(at), None);
    let word = probata_testkit::docx::Docx::new().add(probata_testkit::docx::p("Held.")).build();
    assert_eq!(read("a.docx", &word, &Options::default()).address_at(0), None);
}

#[test]
fn what_is_hidden_is_kept_and_said() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Town</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>Ilan Kostrov</t></is></c></row>\
         <row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"s\"><v>3</v></c><c r=\"B2\"><v>4</v></c></row><row r=\"3\" hidden=\"1\"/>\
         <row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>merged</t></is></c><c r=\"B4\" t=\"inlineStr\"><is><t>under it</t></is></c></row>\
         <row r=\"5\"><c r=\"A5\" s=\"5\"><v>12345</v></c></row>";
    let first = SheetXml {
        name: "Facts",
        rows,
        before: "<cols><col min=\"3\" max=\"4\" hidden=\"1\"/></cols>",
        behind: "<mergeCells><mergeCell ref=\"A4:B5\"/></mergeCells>",
        ..SheetXml::default()
    };
    let second = SheetXml {
        name: "Names",
        attributes: "state=\"veryHidden\"",
        rows: "<row><c t=\"inlineStr\"><is><t>Tomas Verin</t></is></c><c t=\"inlineStr\"><is><t>witness 4</t></is></c></row>",
        ..SheetXml::default()
    };
    check(
        "a.xlsx",
        &workbook(&[first, second]),
        expect![[r#"
        complete
        h1: Facts
        cell 0.0.0: Town
        cell 0.3.0: merged
        (hidden text) "Kareva\t4" on ""   [Facts hidden row 2]
        (hidden text) "Ilan Kostrov" on ""   [Facts hidden column C]
        (hidden text) "under it" on ""   [Facts B4 (under the merged cell A4)]
        (hidden text) "12345" on ""   [Facts A5 (its format shows nothing)]
        (hidden text) "Tomas Verin\twitness 4" on ""   [Names hidden sheet, row 1]
        page Facts: Facts⏎⏎Town⏎⏎merged⏎
        note: 1 sheet, 9 cells that hold something
        note: 1 sheet is hidden: “Names”; their cells are hidden content, not text
        note: hidden rows of sheet “Facts” hold something: 2-3; that is hidden content, not text
        note: hidden columns of sheet “Facts” hold something: C-D; that is hidden content, not text
    "#]],
    );
}

#[test]
fn what_hangs_on_cells_and_on_the_workbook() {
    let rows = "<row r=\"2\"><c r=\"B2\" t=\"s\"><v>3</v></c><c r=\"C2\"><f>B2</f></c></row>";
    let behind = "<dataValidations><dataValidation type=\"list\" sqref=\"B2:B9 C3\" prompt=\"Choose\"><formula1>\"yes,no\"</formula1></dataValidation></dataValidations>\
         <hyperlinks><hyperlink ref=\"B2\" r:id=\"r1\" location=\"part\"/></hyperlinks>\
         <headerFooter><oddHeader>&amp;L&amp;\"Arial\"&amp;12Lantern &amp;A</oddHeader><oddFooter>Page &amp;P</oddFooter></headerFooter>";
    let sheet = SheetXml {
        name: "Facts",
        rows,
        behind,
        relations: &[
            ("r1", "hyperlink", "https://lantern.example/a", true),
            ("r2", "comments", "../comments1.xml", false),
            ("r3", "threadedComment", "../threadedComments/t1.xml", false),
            ("r4", "drawing", "../drawings/drawing1.xml", false),
        ],
        ..SheetXml::default()
    };
    let book = Xlsx {
        sheets: &[sheet],
        strings: STRINGS,
        styles: STYLES,
        before: "<absPath url=\"C:\\Users\\mira\\\"/>",
        behind: "<definedNames><definedName name=\"people\">Facts!$B$2:$B$9</definedName></definedNames>",
        relations: &[
            ("p", "person", "persons/person.xml", false),
            ("x", "externalLink", "externalLinks/e1.xml", false),
            ("v", "vbaProject", "vba.bin", false),
            ("q", "pivotCacheDefinition", "pivot.xml", false),
        ],
        members: &[
            (
                "xl/persons/person.xml",
                "<personList><person displayName=\"Mira Dessel\" id=\"{1}\" userId=\"mira@lantern.example\"/></personList>",
            ),
            (
                "xl/threadedComments/t1.xml",
                "<ThreadedComments><threadedComment ref=\"B2\" dT=\"2024-03-04T10:00:00\" personId=\"{1}\" id=\"{a}\"><text>Who?</text></threadedComment><threadedComment ref=\"B2\" personId=\"{1}\" id=\"{b}\" parentId=\"{a}\"><text>Verin</text></threadedComment></ThreadedComments>",
            ),
            (
                "xl/comments1.xml",
                "<comments><authors><author>tc={a}</author><author>R. Benk</author></authors><commentList><comment ref=\"B2\" authorId=\"0\"><text><t>[Threaded comment]</t></text></comment><comment ref=\"D9\" authorId=\"1\"><text><r><t>An </t></r><r><t>old note</t></r></text></comment></commentList></comments>",
            ),
            (
                "xl/drawings/drawing1.xml",
                "<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><xdr:sp><xdr:cNvPr id=\"1\" name=\"Box\" descr=\"a map\"/><xdr:txBody><a:p><a:r><a:t>In a box.</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:pic><a:blip/></xdr:pic></xdr:wsDr>",
            ),
            (
                "xl/externalLinks/e1.xml",
                "<externalLink><externalBook><sheetDataSet><sheetData><row><cell><v>Kostrov</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>",
            ),
            (
                "xl/externalLinks/_rels/e1.xml.rels",
                "<Relationships><Relationship Id=\"r\" Type=\"http://x/externalLinkPath\" Target=\"file:///C:/names.xlsx\" TargetMode=\"External\"/></Relationships>",
            ),
            ("xl/vba.bin", "x"),
            (
                "xl/pivot.xml",
                "<pivotCacheDefinition><cacheFields><cacheField name=\"Name\"><sharedItems><s v=\"Tomas Verin\"/><s v=\"Radu Benk\"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>",
            ),
        ],
        ..Xlsx::default()
    };
    check(
        "a.xlsm",
        &book.build(),
        expect![[r#"
        partial
        ! sheet “Facts”: 1 formula has no saved value, so that nobody sees what stands there; open the file in a spreadsheet program and save it
        ! sheet “Facts”: a picture lies on it; words in pictures are not read: look at the sheet in a spreadsheet program
        h1: Facts
        cell 0.1.1: Kareva
        paragraph boxed: In a box.
        header: Lantern Facts
        footer: Page
        (document property) "Facts!$B$2:$B$9" on ""   [xl/workbook.xml defined name people]
        (document property) "C:\\Users\\mira\\" on ""   [xl/workbook.xml path]
        (document property) "Mira Dessel" on ""   [xl/persons/person.xml person]
        (document property) "mira@lantern.example" on ""   [xl/persons/person.xml account]
        (document property) "file:///C:/names.xlsx" on ""   [xl/externalLinks/e1.xml link to another file]
        (hidden text) "Kostrov" on ""   [xl/externalLinks/e1.xml values of another file]
        (hidden text) "Name\tTomas Verin\tRadu Benk" on ""   [xl/pivot.xml data of a pivot table]
        (comment) "An old note" on "" R. Benk  [Facts!D9 comment]
        (field code) "B2" on ""   [Facts!C2 formula]
        (alternative text) "a map" on ""   [Facts picture or shape]
        (comment) "Who?" on "Kareva" Mira Dessel 2024-03-04T10:00:00 [Facts!B2 comment]
        (comment) "Verin" on "Kareva" Mira Dessel  [Facts!B2 comment]
        (hidden text) "Choose" on "Kareva"   [Facts!B2 message on entry]
        (hidden text) "yes,no" on "Kareva"   [Facts!B2 allowed values]
        (field code) "https://lantern.example/a#part" on "Kareva"   [Facts!B2 link]
        page Facts: Facts⏎⏎Kareva⏎⏎In a 
        note: 1 sheet, 1 cell that holds something
        note: the file holds macros; they are neither run nor read
        note: a pivot table keeps a copy of the data that it was made from, also of what was deleted since; it is hidden content
    "#]],
    );
}

#[test]
fn days_since_1904_and_the_strict_form() {
    let sheet = SheetXml {
        name: "Facts",
        rows: "<row><c s=\"1\"><v>43893</v></c><c t=\"d\"><v>2024-03-04</v></c></row>",
        ..SheetXml::default()
    };
    let book = Xlsx {
        sheets: &[sheet],
        styles: STYLES,
        before: "<workbookPr date1904=\"1\"/>",
        strict: true,
        ..Xlsx::default()
    };
    check(
        "a.xlsx",
        &book.build(),
        expect![[r#"
        complete
        h1: Facts
        cell 0.0.0: 04/03/2024
        cell 0.0.1: 2024-03-04
        page Facts: Facts⏎⏎04/03/2024⏎⏎2
        note: 1 sheet, 2 cells that hold something
    "#]],
    );
}

const ODS: &str = "<table:content-validations><table:content-validation table:name=\"v1\" table:condition=\"of:cell-content-is-in-list(&quot;yes&quot;)\"/>\
     </table:content-validations><table:table table:name=\"Facts\" table:style-name=\"ta1\">\
     <table:table-column table:number-columns-repeated=\"2\"/><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"2\"/>\
     <table:table-row><table:table-cell office:value-type=\"string\" table:number-columns-spanned=\"2\" table:number-rows-spanned=\"1\"><text:p>He was <text:a xlink:href=\"https://lantern.example\">held</text:a>  at\n Doln.</text:p><text:p>Nobody<text:s text:c=\"2\"/>came.</text:p></table:table-cell>\
     <table:covered-table-cell><text:p>under it</text:p></table:covered-table-cell><table:table-cell><text:p>Ilan Kostrov</text:p></table:table-cell></table:table-row>\
     <table:table-row table:visibility=\"filter\"><table:table-cell><text:p>filtered</text:p></table:table-cell></table:table-row>\
     <table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
     <table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"5\" table:formula=\"of:=[.A1]\" table:content-validation-name=\"v1\"><text:p>5,00 €</text:p></table:table-cell></table:table-row>\
     <table:table-row><table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-04\"><office:annotation><dc:creator>Mira</dc:creator><dc:date>2024-03-05</dc:date><text:p>Who?</text:p></office:annotation></table:table-cell><table:table-cell><text:p><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>かん</text:ruby-text></text:ruby></text:p><draw:frame><draw:image/><svg:desc>a map</svg:desc></draw:frame></table:table-cell></table:table-row></table:table>\
     <table:table table:name=\"Names\" table:style-name=\"ta2\"><table:table-row><table:table-cell><text:p>Tomas Verin</text:p></table:table-cell></table:table-row></table:table>\
     <table:named-expressions><table:named-range table:name=\"people\" table:cell-range-address=\"$Facts.$A$1\"/></table:named-expressions>";
const ODS_STYLES: &str = "<style:style style:name=\"ta1\" style:family=\"table\" style:master-page-name=\"P\"><style:table-properties table:display=\"true\"/></style:style>\
     <style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>";
const ODS_MASTERS: &str = "<style:master-page style:name=\"P\"><style:header><text:p>Lantern <text:sheet-name>???</text:sheet-name></text:p></style:header>\
     <style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer></style:master-page>";

#[test]
fn an_open_document_table() {
    let ods = Ods {
        body: ODS,
        automatic: ODS_STYLES,
        masters: ODS_MASTERS,
        meta: "<dc:title>Who was held</dc:title>",
    };
    check(
        "a.ods",
        &ods.build(),
        expect![[r#"
        partial
        ! sheet “Facts”: a picture or object lies on it; words in them are not read: look at the sheet in a spreadsheet program
        h1: Facts
        cell 0.0.0: He was held at Doln.⏎Nobody  came.
        cell 0.1000002.0: 5,00 €
        cell 0.1000002.1: 5,00 €
        cell 0.1000003.0: 5,00 €
        cell 0.1000003.1: 5,00 €
        cell 0.1000004.0: 2024-03-04
        cell 0.1000004.1: 漢
        header: Lantern Facts
        footer: Page
        (document property) "Who was held" on ""   [meta.xml title]
        (document property) "$Facts.$A$1" on ""   [content.xml defined name people]
        (hidden text) "filtered" on ""   [Facts hidden row 2]
        (hidden text) "Ilan Kostrov" on ""   [Facts hidden column C]
        (field code) "https://lantern.example" on "He was held at Doln.\nNobody  came."   [Facts!A1 link]
        (hidden text) "under it" on ""   [Facts B1 (under the merged cell A1)]
        (field code) "of:=[.A1]" on "5,00 €"   [Facts!A1000003 formula]
        (hidden text) "of:cell-content-is-in-list(\"yes\")" on "5,00 €"   [Facts!A1000003 allowed values]
        (comment) "Who?" on "2024-03-04" Mira 2024-03-05 [Facts!A1000005 comment]
        (alternative text) "a map" on "漢"   [Facts!B1000005 picture or shape]
        (hidden text) "Tomas Verin" on ""   [Names hidden sheet, row 1]
        page Facts: Facts⏎⏎He was held a
        note: 1 sheet, 11 cells that hold something
        note: 1 sheet is hidden: “Names”; their cells are hidden content, not text
        note: hidden rows of sheet “Facts” hold something: 2; that is hidden content, not text
        note: hidden columns of sheet “Facts” hold something: C-D; that is hidden content, not text
    "#]],
    );
    let flat = document("a.fods", ods.flat().as_bytes());
    let whole = document("a.ods", &ods.build());
    assert_eq!(flat.text, whole.text);
    assert_eq!(flat.parts[0].title.as_deref(), Some("Who was held"));
    for origin in whole.origins.iter().filter(|origin| origin.verbatim) {
        assert_eq!(&ods.content()[origin.source.range()], &whole.text[origin.span]);
    }
    assert!(whole.origins.iter().any(|origin| origin.verbatim));
}

#[test]
fn a_table_of_text() {
    let text = "Name;Place;Held on;Note\r\nTomas Verin;Doln;4 March 2024;\"He said: \"\"no\"\"; then\r\nhe left.\"\r\n;;;\r\n\r\n\
                Ilan Kostrov;Ustra\r\nMira \"the pen\" Dessel;Velsk;1;2\r\n";
    check(
        "list.csv",
        text.as_bytes(),
        expect![[r#"
        complete
        cell 0.0.0: Name
        cell 0.0.1: Place
        cell 0.0.2: Held on
        cell 0.0.3: Note
        cell 0.1.0: Tomas Verin
        cell 0.1.1: Doln
        cell 0.1.2: 4 March 2024
        cell 0.1.3: He said: "no"; then⏎he left.
        cell 0.4.0: Ilan Kostrov
        cell 0.4.1: Ustra
        cell 0.5.0: Mira "the pen" Dessel
        cell 0.5.1: Velsk
        cell 0.5.2: 1
        cell 0.5.3: 2
        note: a table of 5 rows and 4 columns, set apart by semicolons; its first row names the columns: Name, Place, Held on, Note
        note: 1 row has 2 fields instead of 4: line 6
        note: quotation marks stand where a table should have none, so that fields may be divided wrongly: line 7
    "#]],
    );
    let windows = encoding(text);
    let document = document("list.csv", &windows);
    for origin in &document.origins {
        assert_eq!(
            &windows[origin.source.range()],
            encoding(&document.text[origin.span]),
            "{}",
            &document.text[origin.span]
        );
    }
    check(
        "list.txt",
        b"a\tb\n1\t2\n3\t4\n5\t6\n",
        expect![[r#"
        complete
        cell 0.0.0: a
        cell 0.0.1: b
        cell 0.1.0: 1
        cell 0.1.1: 2
        cell 0.2.0: 3
        cell 0.2.1: 4
        cell 0.3.0: 5
        cell 0.3.1: 6
        note: a table of 4 rows and 2 columns, set apart by tabs; its first row names the columns: a, b
    "#]],
    );
    check(
        "open.csv",
        b"a,b\n1,\"2\n3,4\n",
        expect![[r#"
        complete
        cell 0.0.0: a
        cell 0.0.1: b
        cell 0.1.0: 1
        cell 0.1.1: "2
        cell 0.2.0: 3
        cell 0.2.1: 4
        note: a table of 3 rows and 2 columns, set apart by commas; its first row names the columns: a, b
        note: a quotation mark is opened and never closed: line 2; it is read as a character
    "#]],
    );
    check(
        "prose.csv",
        b"He was held in Doln, he said. Nobody came.\n",
        expect![[r#"
        complete
        cell 0.0.0: He was held in Doln
        cell 0.0.1: he said. Nobody came.
        note: a table of 1 row and 2 columns, set apart by commas
    "#]],
    );
    check(
        "prose.txt",
        b"He was held, he said, in Doln.\nNobody, they say, came.\nThen, later, he left.\n",
        expect![[r#"
        complete
        paragraph: He was held, he said, in Doln.⏎Nobody, they say, came.⏎Then, later, he left.
    "#]],
    );
}

/// The text as an old program writes it.
fn encoding(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn sparse_and_huge_sheets_cost_nothing_and_are_said() {
    let cells: String = (0..16_384).map(|_| "<c r=\"A1\"/>").collect();
    let rows: String = (1..200)
        .map(|row| format!("<row r=\"{}\">{}</row>", row * 5_000, &cells[..cells.len().min(40_000)]))
        .collect();
    let document = document("a.xlsx", &sheet(&rows));
    assert_eq!(document.blocks.len(), 1);
    let repeated = "<table:table table:name=\"T\"><table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell \
                    table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>";
    let document = read("a.ods", &Ods { body: repeated, ..Ods::default() }.build(), &Options::default());
    let Outcome::Partial(missing) = &document.parts[0].outcome else { panic!("complete") };
    expect![[r#"
        behind the last cell read: 17,179,469,184 cells more than are read of one file; divide it into several files, a sheet each
    "#]].assert_eq(&missing.iter().map(|m| format!("{}: {}\n", m.place, m.why)).collect::<String>());
    let numbers: String = (0..200_000).map(|row| format!("{row},{row},{row}\n")).collect();
    let document = read("a.csv", numbers.as_bytes(), &Options::default());
    expect![[r#"
        from row 133,334 on: the table has 200,000 cells more than are read of one file; divide it into several files
    "#]].assert_eq(&document.parts[0].outcome.missing().iter().map(|m| format!("{}: {}\n", m.place, m.why)).collect::<String>());
}

#[test]
fn sheets_that_are_filled_in_are_read_the_same_way() {
    let bytes =
        sheet("<row r=\"3\"><c r=\"B3\" t=\"s\"><v>1</v></c><c r=\"C3\" s=\"2\"><v>45355</v></c></row>");
    let grids = tables("a.xlsx", &bytes, &Options::default()).unwrap();
    let held = vec![String::new(), "held at Doln".to_owned(), "2024-03-04".to_owned()];
    assert_eq!((grids[0].name.as_str(), &grids[0].rows), ("sheet \u{201c}Facts\u{201d}", &vec![(3, held)]));
    assert!(tables("a.xlsx", &sheet("<row><c>"), &Options::default()).is_err());
    let ods = Ods { body: ODS, automatic: ODS_STYLES, ..Ods::default() }.build();
    let grids = tables("a.ods", &ods, &Options::default()).unwrap();
    assert_eq!((grids.len(), grids[0].rows[0].1[0].as_str()), (2, "He was held at Doln.\nNobody  came."));
}

#[test]
fn no_bytes_make_it_fail() {
    let small = Limits { text: 2_000, ..Limits::default() };
    let xlsx = sheet("<row r=\"3\"><c r=\"B3\" t=\"s\"><v>1</v></c><c s=\"1\"><v>45355</v></c></row>");
    let ods = Ods { body: ODS, automatic: ODS_STYLES, masters: ODS_MASTERS, ..Ods::default() };
    for (name, whole) in [("a.xlsx", xlsx), ("a.ods", ods.build()), ("a.fods", ods.flat().into_bytes())] {
        for at in 0..whole.len() {
            let mut bent = whole.clone();
            bent[at] ^= 0x55;
            assert_eq!(read(name, &bent, &Options::default()).flaw(), None);
            if at % 7 == 0 {
                assert_eq!(
                    read(name, &whole[..at], &Options { limits: small, ..Options::default() }).flaw(),
                    None
                );
            }
        }
    }
    for seed in 0..200 {
        assert_eq!(read("a.csv", &rubbish(seed, 300), &Options::default()).flaw(), None);
    }
}

#[test]
fn a_cell_whose_format_shows_nothing_shows_nothing() {
    let body = "<table:table table:name=\"Facts\"><table:table-row><table:table-cell><text:p>Held</text:p></table:table-cell>\
                <table:table-cell office:value-type=\"float\" office:value=\"5\"><text:p/></table:table-cell></table:table-row></table:table>";
    check(
        "a.ods",
        &Ods { body, ..Ods::default() }.build(),
        expect![[r#"
        complete
        h1: Facts
        cell 0.0.0: Held
        (hidden text) "5" on ""   [Facts!B1 value that is not shown]
        page Facts: Facts⏎⏎Held⏎⏎
        note: 1 sheet, 1 cell that holds something
    "#]],
    );
}

#[test]
fn a_table_that_another_program_packed_anew() {
    let ods = Ods {
        body: "<table:table table:name=\"Facts\"><table:table-row><table:table-cell><text:p>Held</text:p></table:table-cell></table:table-row></table:table>",
        ..Ods::default()
    };
    let members = [
        ("content.xml", &*ods.content()),
        ("styles.xml", "<styles/>"),
        ("META-INF/manifest.xml", "<manifest/>"),
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
    ];
    check(
        "a.ods",
        &archive(&members),
        expect![[r#"
        complete
        h1: Facts
        cell 0.0.0: Held
        page Facts: Facts⏎⏎Held⏎⏎
        note: 1 sheet, 1 cell that holds something
    "#]],
    );
}

#[test]
fn fields_of_forms_on_an_open_document_table() {
    let body = "<table:table table:name=\"Facts\"><office:forms><form:form form:name=\"F\"><form:checkbox form:id=\"c1\" form:label=\"Beaten\" form:current-state=\"checked\"/>\
         <form:textarea form:id=\"c2\" form:current-value=\"In the yard\"/><form:listbox form:id=\"c3\"><form:option form:label=\"Doln\"/>\
         <form:option form:label=\"Velsk\" form:current-selected=\"true\"/></form:listbox><form:text form:id=\"c4\" form:value=\"left over\"/></form:form></office:forms>\
         <table:shapes><draw:control draw:control=\"c1\"/><draw:control draw:control=\"c2\"/></table:shapes>\
         <table:table-row><table:table-cell><text:p>Was he beaten?</text:p></table:table-cell><table:table-cell><draw:control draw:control=\"c3\"/></table:table-cell></table:table-row></table:table>";
    let ods = Ods { body, ..Ods::default() };
    check(
        "a.ods",
        &ods.build(),
        expect![[r#"
        complete
        h1: Facts
        cell 0.0.0: Was he beaten?
        paragraph boxed: ☒ Beaten
        paragraph boxed: In the yard
        paragraph boxed: Velsk
        (hidden text) "left over" on ""   [Facts field of a form that is not shown]
        page Facts: Facts⏎⏎Was he beaten
        note: 1 sheet, 1 cell that holds something
    "#]],
    );
}
