//! A sheet as a Word document, A4 across.

use super::{INTERNAL, Row, Sheet, SheetError};
use crate::docx::escaped;
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// Width of the table, in twentieths of a point: A4 across without its margins of 12 mm.
const WIDE: u32 = 15_476;

/// Bytes of a cell that fill a good part of a page.
const LONG: usize = 1_200;

/// Writes the document.
pub(super) fn written(sheet: &Sheet) -> Result<Vec<u8>, SheetError> {
    packed(&[
        ("[Content_Types].xml", types()),
        ("_rels/.rels", rels(&[("rId1", "officeDocument", "word/document.xml")])),
        ("word/document.xml", document(sheet)),
        (
            "word/_rels/document.xml.rels",
            rels(&[("rId1", "styles", "styles.xml"), ("rId2", "footer", "footer1.xml")]),
        ),
        ("word/styles.xml", styles()),
        ("word/footer1.xml", footer()),
    ])
    .map_err(|error| SheetError(error.to_string()))
}

fn packed(members: &[(&str, String)]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, text) in members {
        writer.start_file(*name, options)?;
        writer.write_all(text.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

fn types() -> String {
    let part = |name: &str, kind: &str| {
        format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{KIND}.{kind}+xml\"/>")
    };
    format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{}{}</Types>",
        part("document", "document.main"),
        part("styles", "styles"),
        part("footer1", "footer")
    )
}

fn rels(all: &[(&str, &str, &str)]) -> String {
    let each = all.iter().map(|(id, kind, target)| {
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    });
    format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{}</Relationships>",
        each.collect::<String>()
    )
}

fn styles() -> String {
    let style = |id: &str, name: &str, paragraph: &str, run: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>\
             <w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )
    };
    format!(
        "{HEAD}<w:styles {WORD}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" \
         w:cs=\"Calibri\"/><w:sz w:val=\"20\"/><w:lang w:val=\"en-GB\"/></w:rPr></w:rPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>{}{}{}{}</w:styles>",
        style("Title", "Title", "<w:spacing w:after=\"80\"/>", "<w:b/><w:sz w:val=\"30\"/>"),
        style("Warning", "Warning", "<w:spacing w:after=\"80\"/>", "<w:b/><w:color w:val=\"B00020\"/>"),
        style("Cell", "Cell", "<w:spacing w:before=\"20\" w:after=\"20\"/>", "<w:sz w:val=\"15\"/>"),
        style("Head", "Cell head", "<w:keepNext/>", "<w:b/><w:sz w:val=\"15\"/>")
    )
}

fn footer() -> String {
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    format!(
        "{HEAD}<w:ftr {WORD}><w:p><w:pPr><w:tabs><w:tab w:val=\"right\" w:pos=\"{WIDE}\"/></w:tabs></w:pPr>\
         <w:r><w:t>{INTERNAL}</w:t></w:r><w:r><w:tab/></w:r>{field}</w:p></w:ftr>"
    )
}

fn document(sheet: &Sheet) -> String {
    let mut out = format!("{HEAD}<w:document {WORD}><w:body>");
    out += &paragraph("Title", &sheet.title);
    out += &paragraph("Warning", &format!("{INTERNAL} {}", crate::NOTICE));
    sheet.lines.iter().for_each(|line| out += &paragraph("Normal", line));
    out += &paragraph("Normal", "");
    table(&mut out, sheet);
    out += "<w:p/><w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId2\"/>\
         <w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>\
         <w:pgMar w:top=\"680\" w:right=\"680\" w:bottom=\"680\" w:left=\"680\" w:header=\"340\" w:footer=\"340\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>";
    out
}

fn paragraph(style: &str, text: &str) -> String {
    let run = if text.is_empty() {
        String::new()
    } else {
        format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
    };
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{run}</w:p>")
}

fn table(out: &mut String, sheet: &Sheet) {
    let widths = widths(sheet);
    let border =
        |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"BFBFBF\"/>");
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
    let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    // Writing to a string does not fail.
    let _ = write!(
        out,
        "<w:tbl><w:tblPr><w:tblW w:w=\"{WIDE}\" w:type=\"dxa\"/><w:tblBorders>{borders}</w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"50\" w:type=\"dxa\"/><w:right w:w=\"50\" w:type=\"dxa\"/>\
         </w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    );
    for (column, width) in sheet.columns.iter().zip(&widths) {
        cell(out, *width, Some("D9E2EC"), "Head", column.head);
    }
    *out += "</w:tr>";
    for row in &sheet.rows {
        self::row(out, row, &widths);
    }
    *out += "</w:tbl>";
}

fn row(out: &mut String, row: &Row, widths: &[u32]) {
    // A row is not cut in two at the end of a page, unless it would leave much of the page empty.
    let is_short = row.cells.iter().all(|text| text.len() < LONG);
    *out += if is_short { "<w:tr><w:trPr><w:cantSplit/></w:trPr>" } else { "<w:tr>" };
    let shade = row.is_marked.then_some("FFF2CC");
    for (text, width) in row.cells.iter().zip(widths) {
        cell(out, *width, shade, "Cell", text);
    }
    *out += "</w:tr>";
}

fn cell(out: &mut String, width: u32, shade: Option<&str>, style: &str, text: &str) {
    let shade = shade.map_or_else(String::new, |fill| {
        format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>")
    });
    let _ = write!(out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{shade}</w:tcPr>");
    if text.is_empty() {
        *out += &paragraph(style, "");
    }
    text.lines().for_each(|line| *out += &paragraph(style, line));
    *out += "</w:tc>";
}

/// The columns' widths; together they are the table's.
fn widths(sheet: &Sheet) -> Vec<u32> {
    let all: u32 = sheet.columns.iter().map(|column| column.width).sum::<u32>().max(1);
    let mut widths: Vec<u32> = sheet.columns.iter().map(|column| column.width * WIDE / all).collect();
    let left = WIDE.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += left;
    }
    widths
}
