//! A report as a flat OpenDocument text with real notes, for LibreOffice.

use super::printed::{Part, Printed};
use std::fmt::Write as _;

/// How a page looks.
pub struct Page {
    /// In millimetres.
    pub width: u16,
    pub height: u16,
    pub columns: u8,
    /// Of letters, in points.
    pub size: u8,
    pub font: &'static str,
    /// Notes are counted from 1 on each page.
    pub by_page: bool,
    /// Notes stand at the end of the document.
    pub at_end: bool,
    /// How notes are counted: "1", "i" or "a".
    pub numbers: &'static str,
}

impl Page {
    /// A4 with one column of Liberation Serif, notes at the foot counted through.
    pub const A4: Self = Self {
        width: 210,
        height: 297,
        columns: 1,
        size: 11,
        font: "Liberation Serif",
        by_page: false,
        at_end: false,
        numbers: "1",
    };
}

const NAMES: [&str; 5] = ["office", "style", "text", "fo", "svg"];

/// The document.
pub fn markup(printed: &Printed, page: &Page) -> String {
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document office:version=\"1.2\"");
    out.push_str(" office:mimetype=\"application/vnd.oasis.opendocument.text\"");
    for name in NAMES {
        let kind = if matches!(name, "fo" | "svg") { "-compatible" } else { "" };
        let _ =
            write!(out, " xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{}{kind}:1.0\"", full(name));
    }
    out.push_str(">\n");
    out.push_str(&styles(page));
    out.push_str("<office:body><office:text>\n");
    for piece in &printed.blocks {
        let text: String = piece.parts.iter().map(|part| inline(printed, page, part)).collect();
        let _ = match piece.level {
            Some(level) => writeln!(
                out,
                "<text:h text:style-name=\"H\" text:outline-level=\"{}\">{text}</text:h>",
                level.clamp(1, 9)
            ),
            None => writeln!(out, "<text:p text:style-name=\"P\">{text}</text:p>"),
        };
    }
    out + "</office:text></office:body></office:document>\n"
}

fn full(name: &str) -> &str {
    match name {
        "fo" => "xsl-fo",
        other => other,
    }
}

fn styles(page: &Page) -> String {
    let Page { width, height, columns, size, font, numbers, .. } = page;
    let counted = if page.by_page { "page" } else { "document" };
    let columns = match columns {
        1 => String::new(),
        _ => format!("<style:columns fo:column-count=\"{columns}\" fo:column-gap=\"6mm\"/>"),
    };
    format!(
        "<office:font-face-decls><style:font-face style:name=\"F\" svg:font-family=\"{font}\"/></office:font-face-decls>\n\
         <office:styles>\n\
         <style:default-style style:family=\"paragraph\"><style:text-properties style:font-name=\"F\" \
         fo:font-size=\"{size}pt\" fo:language=\"en\" fo:country=\"US\"/></style:default-style>\n\
         <style:style style:name=\"P\" style:family=\"paragraph\"><style:paragraph-properties fo:margin-bottom=\"2mm\" \
         fo:text-align=\"justify\"/></style:style>\n\
         <style:style style:name=\"N\" style:family=\"paragraph\"><style:paragraph-properties fo:margin-left=\"5mm\" \
         fo:text-indent=\"-5mm\"/><style:text-properties fo:font-size=\"{small}pt\"/></style:style>\n\
         <style:style style:name=\"H\" style:family=\"paragraph\"><style:paragraph-properties fo:margin-top=\"4mm\" \
         fo:margin-bottom=\"2mm\" fo:keep-with-next=\"always\"/><style:text-properties fo:font-size=\"{large}pt\" \
         fo:font-weight=\"bold\"/></style:style>\n\
         <style:style style:name=\"M\" style:family=\"text\"><style:text-properties \
         style:text-position=\"super 58%\"/></style:style>\n\
         <text:notes-configuration text:note-class=\"footnote\" text:citation-body-style-name=\"M\" \
         style:num-format=\"{numbers}\" text:start-numbering-at=\"{counted}\" text:footnotes-position=\"page\"/>\n\
         <text:notes-configuration text:note-class=\"endnote\" text:citation-body-style-name=\"M\" \
         style:num-format=\"{numbers}\"/>\n\
         </office:styles>\n<office:automatic-styles>\n\
         <style:page-layout style:name=\"L\"><style:page-layout-properties fo:page-width=\"{width}mm\" \
         fo:page-height=\"{height}mm\" fo:margin=\"18mm\">{columns}<style:footnote-sep style:width=\"0.2mm\" \
         style:rel-width=\"25%\" style:line-style=\"solid\" style:adjustment=\"left\" \
         style:distance-before-sep=\"1mm\" style:distance-after-sep=\"1mm\"/></style:page-layout-properties>\
         <style:footer-style><style:header-footer-properties fo:margin-top=\"4mm\" \
         fo:min-height=\"4mm\"/></style:footer-style></style:page-layout>\n\
         </office:automatic-styles>\n<office:master-styles><style:master-page style:name=\"Standard\" \
         style:page-layout-name=\"L\"><style:footer><text:p>\
         <text:page-number text:select-page=\"current\"/></text:p></style:footer></style:master-page>\
         </office:master-styles>\n",
        small = size - 2,
        large = size + 2,
    )
}

fn inline(printed: &Printed, page: &Page, part: &Part) -> String {
    let note = match part {
        Part::Words(words) => return escaped(words),
        Part::Call(note) => *note,
    };
    let class = if page.at_end { "endnote" } else { "footnote" };
    format!(
        "<text:note text:id=\"n{note}\" text:note-class=\"{class}\"><text:note-citation>{}</text:note-citation>\
         <text:note-body><text:p text:style-name=\"N\">{}</text:p></text:note-body></text:note>",
        note + 1,
        escaped(&printed.notes[note])
    )
}

/// Words in XML or HTML.
pub fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
