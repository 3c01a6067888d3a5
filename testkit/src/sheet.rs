//! Workbooks made for tests: the XML of sheets is given, the container and what ties it together are not.

use crate::docx::zip;
use crate::hostile::archive;
use crate::odt::SPACES;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT_OFFICE: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";

/// A sheet of an Excel workbook.
#[derive(Debug, Clone, Copy, Default)]
pub struct SheetXml<'x> {
    /// Its name, escaped.
    pub name: &'x str,
    /// Further attributes of its entry (`state="hidden"`).
    pub attributes: &'x str,
    /// What stands in `sheetData`.
    pub rows: &'x str,
    /// What stands before it (columns).
    pub before: &'x str,
    /// What stands behind it (merged cells, links).
    pub behind: &'x str,
    /// Its relations: id, kind, target, and whether the target lies outside.
    pub relations: &'x [(&'x str, &'x str, &'x str, bool)],
}

/// An Excel workbook.
#[derive(Debug, Clone, Copy, Default)]
pub struct Xlsx<'x> {
    /// Its sheets.
    pub sheets: &'x [SheetXml<'x>],
    /// What stands in the table of shared words.
    pub strings: &'x str,
    /// What stands in `styleSheet`.
    pub styles: &'x str,
    /// What stands in `workbook` before and behind the list of sheets.
    pub before: &'x str,
    /// Behind it.
    pub behind: &'x str,
    /// Further relations of the workbook, as of a sheet.
    pub relations: &'x [(&'x str, &'x str, &'x str, bool)],
    /// Further members.
    pub members: &'x [(&'x str, &'x str)],
    /// Names of the strict form.
    pub strict: bool,
}

impl Xlsx<'_> {
    /// The file.
    pub fn build(&self) -> Vec<u8> {
        zip(&self.parts())
    }

    /// Its members.
    pub fn parts(&self) -> Vec<(String, Vec<u8>)> {
        let office = if self.strict { STRICT_OFFICE } else { OFFICE };
        let main = if self.strict {
            "http://purl.oclc.org/ooxml/spreadsheetml/main"
        } else {
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        };
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
        let relation = |(id, kind, target, outside): &(&str, &str, &str, bool)| {
            let mode = if *outside { " TargetMode=\"External\"" } else { "" };
            format!("<Relationship Id=\"{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"{mode}/>")
        };
        let relations = |all: &[(&str, &str, &str, bool)]| all.iter().map(relation).collect::<String>();
        let (mut listed, mut related, mut members) = (String::new(), relations(self.relations), Vec::new());
        for (number, sheet) in (1..).zip(self.sheets) {
            let SheetXml { name, attributes, rows, before, behind, .. } = sheet;
            listed.push_str(&format!(
                "<sheet name=\"{name}\" sheetId=\"{number}\" {attributes} r:id=\"sheet{number}\"/>"
            ));
            let id = format!("sheet{number}");
            related.push_str(&relation(&(&id, "worksheet", &format!("worksheets/sheet{number}.xml"), false)));
            let xml = format!(
                "{head}<worksheet xmlns=\"{main}\" xmlns:r=\"{office}\">{before}<sheetData>{rows}</sheetData>{behind}</worksheet>"
            );
            members.push((format!("xl/worksheets/sheet{number}.xml"), xml));
            let own = format!("<Relationships>{}</Relationships>", relations(sheet.relations));
            members.push((format!("xl/worksheets/_rels/sheet{number}.xml.rels"), own));
        }
        related.push_str(&relation(&("strings", "sharedStrings", "sharedStrings.xml", false)));
        related.push_str(&relation(&("styles", "styles", "/xl/styles.xml", false)));
        let Self { before, behind, strings, styles, .. } = self;
        members.extend([
            ("_rels/.rels".to_owned(), format!("<Relationships>{}</Relationships>", relation(&("r1", "officeDocument", "xl/workbook.xml", false)))),
            ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
            (
                "xl/workbook.xml".to_owned(),
                format!("{head}<workbook xmlns=\"{main}\" xmlns:r=\"{office}\">{before}<sheets>{listed}</sheets>{behind}</workbook>"),
            ),
            ("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{related}</Relationships>")),
            ("xl/sharedStrings.xml".to_owned(), format!("{head}<sst xmlns=\"{main}\">{strings}</sst>")),
            ("xl/styles.xml".to_owned(), format!("{head}<styleSheet xmlns=\"{main}\">{styles}</styleSheet>")),
        ]);
        members.extend(self.members.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
        members.into_iter().map(|(name, text)| (name, text.into_bytes())).collect()
    }
}

/// An OpenDocument table.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ods<'x> {
    /// What stands in `office:spreadsheet`.
    pub body: &'x str,
    /// Automatic styles.
    pub automatic: &'x str,
    /// Master pages.
    pub masters: &'x str,
    /// Properties.
    pub meta: &'x str,
}

impl Ods<'_> {
    /// The file in its container.
    pub fn build(&self) -> Vec<u8> {
        let Self { masters, meta, .. } = self;
        let styles = format!(
            "<office:document-styles {SPACES}><office:master-styles>{masters}</office:master-styles></office:document-styles>"
        );
        let meta = format!(
            "<office:document-meta {SPACES}><office:meta>{meta}</office:meta></office:document-meta>"
        );
        archive(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", &self.content()),
            ("styles.xml", &styles),
            ("meta.xml", &meta),
        ])
    }

    /// `content.xml`.
    pub fn content(&self) -> String {
        let Self { body, automatic, .. } = self;
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content {SPACES}><office:automatic-styles>{automatic}\
             </office:automatic-styles><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
        )
    }

    /// The file as one piece of XML.
    pub fn flat(&self) -> String {
        let Self { body, automatic, masters, meta } = self;
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document {SPACES} \
             office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:meta>{meta}</office:meta>\
             <office:automatic-styles>{automatic}</office:automatic-styles><office:master-styles>{masters}</office:master-styles>\
             <office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document>"
        )
    }
}
