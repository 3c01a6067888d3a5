//! XML and its kin that grow, reach out, or are deeper than anything.

use super::Reach;
use super::container::{Member, zip};
use super::packed::swollen;
use crate::docx::{Docx, p, zip as package};
use crate::odt::Odt;
use crate::sheet::{Ods, SheetXml, Xlsx};

/// Formats whose text is XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Xml {
    /// A Word document.
    Docx,
    /// An OpenDocument text.
    Odt,
    /// An OpenDocument text that is one piece of XML.
    Fodt,
    /// A workbook.
    Xlsx,
    /// An OpenDocument table.
    Ods,
    /// A web page.
    Html,
}

impl Xml {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Docx, Self::Odt, Self::Fodt, Self::Xlsx, Self::Ods, Self::Html];

    /// The ending of its name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Fodt => "fodt",
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
            Self::Html => "xhtml",
        }
    }

    /// A file whose text is `words`, and whose main part begins with `kind`, a declaration of entities.
    pub fn file(self, kind: &str, words: &str) -> Vec<u8> {
        let paragraph = format!("<text:p>{words}</text:p>");
        let cell = format!(
            "<table:table table:name=\"A\"><table:table-row><table:table-cell><text:p>{words}</text:p></table:table-cell>\
             </table:table-row></table:table>"
        );
        match self {
            Self::Docx => {
                let made = Docx::new().add(p("PLACE"));
                changed(made.members(), "word/document.xml", |xml| declared(&xml.replace("PLACE", words), kind))
            }
            Self::Odt => {
                let made = Odt { body: &paragraph, ..Odt::default() };
                changed(crate::docx::unpacked(&made.build()), "content.xml", |xml| declared(xml, kind))
            }
            Self::Fodt => declared(&Odt { body: &paragraph, ..Odt::default() }.flat(), kind).into_bytes(),
            Self::Xlsx => {
                let rows = format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{words}</t></is></c></row>");
                let sheets = [SheetXml { name: "A", rows: &rows, ..SheetXml::default() }];
                let made = Xlsx { sheets: &sheets, ..Xlsx::default() }.parts();
                changed(made, "xl/worksheets/sheet1.xml", |xml| declared(xml, kind))
            }
            Self::Ods => {
                let made = Ods { body: &cell, ..Ods::default() };
                changed(crate::docx::unpacked(&made.build()), "content.xml", |xml| declared(xml, kind))
            }
            Self::Html => format!(
                "<?xml version=\"1.0\"?>\n{kind}\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>{words}</p></body></html>"
            )
            .into_bytes(),
        }
    }
}

/// A declaration put behind the first line of XML.
fn declared(xml: &str, kind: &str) -> String {
    match xml.split_once("?>") {
        Some((head, rest)) => format!("{head}?>{kind}{rest}"),
        None => format!("{kind}{xml}"),
    }
}

fn changed(mut members: Vec<(String, Vec<u8>)>, path: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    for (name, bytes) in &mut members {
        if name == path {
            *bytes = change(&String::from_utf8_lossy(bytes)).into_bytes();
        }
    }
    package(&members)
}

/// Entities each of which is ten of the one before.
pub fn laughs(xml: Xml) -> Vec<u8> {
    let mut kind = "<!DOCTYPE x [<!ENTITY l0 \"lol\">".to_owned();
    for level in 1..10 {
        kind.push_str(&format!("<!ENTITY l{level} \"{}\">", format!("&l{};", level - 1).repeat(10)));
    }
    xml.file(&(kind + "]>"), "before &l9; after")
}

/// One long entity used very often.
pub fn quadratic(xml: Xml) -> Vec<u8> {
    let kind = format!("<!DOCTYPE x [<!ENTITY a \"{}\">]>", "a".repeat(50_000));
    xml.file(&kind, &format!("before {} after", "&a;".repeat(50_000)))
}

/// An entity that is a file of the machine.
pub fn outside_file(xml: Xml, reach: &Reach) -> Vec<u8> {
    xml.file(&format!("<!DOCTYPE x [<!ENTITY a SYSTEM \"{}\">]>", reach.file), "before &a; after")
}

/// Entities and a document type that lie on a server.
pub fn outside_server(xml: Xml, reach: &Reach) -> Vec<u8> {
    let at = &reach.server;
    let kind = format!(
        "<!DOCTYPE x SYSTEM \"{at}/type.dtd\" [<!ENTITY a SYSTEM \"{at}/entity\"><!ENTITY % b SYSTEM \"{at}/parameter\"> %b;]>"
    );
    xml.file(&kind, "before &a; after")
}

/// Elements in one another, `depth` deep.
pub fn deep(xml: Xml, depth: usize) -> Vec<u8> {
    let (open, close) = match xml {
        Xml::Docx => {
            return changed(Docx::new().add(p("PLACE")).members(), "word/document.xml", |xml| {
                let (open, close) =
                    ("<w:sdt><w:sdtContent>".repeat(depth), "</w:sdtContent></w:sdt>".repeat(depth));
                xml.replacen("<w:p>", &format!("{open}<w:p>"), 1).replacen(
                    "</w:p>",
                    &format!("</w:p>{close}"),
                    1,
                )
            });
        }
        Xml::Odt | Xml::Fodt | Xml::Ods => ("<text:span>", "</text:span>"),
        Xml::Xlsx => ("<r>", "</r>"),
        Xml::Html => ("<span>", "</span>"),
    };
    xml.file("", &format!("before {}words{} after", open.repeat(depth), close.repeat(depth)))
}

/// A Word document whose main part unpacks to so many MiB of one paragraph.
pub fn large_part(mebibytes: usize) -> Vec<u8> {
    let members = Docx::new().add(p("PLACE")).members();
    let all: Vec<Member> = members
        .iter()
        .map(|(name, bytes)| match String::from_utf8_lossy(bytes).split_once("PLACE") {
            Some((before, behind)) if name == "word/document.xml" => Member::swollen(
                name,
                swollen(before.as_bytes(), b"held in Doln ", mebibytes, behind.as_bytes()),
            ),
            _ => Member::of(name, bytes),
        })
        .collect();
    zip(&all)
}

/// JSON lists in one another.
pub fn deep_json(depth: usize) -> Vec<u8> {
    format!("{}1{}", "[".repeat(depth), "]".repeat(depth)).into_bytes()
}

/// Groups of rich text in one another.
pub fn deep_rich_text(depth: usize) -> Vec<u8> {
    format!("{{\\rtf1 before {}words{} after}}", "{\\b ".repeat(depth), "}".repeat(depth)).into_bytes()
}
