//! The parts of a document, their relations and content types, and the container.

use super::render::{Part, Shared, escaped};
use super::{Docx, Note, picture, styles};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const PREFIXES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
     xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
     xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" \
     xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
     xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
     xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
     xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
     xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\" mc:Ignorable=\"w14 w15\"";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// Members in the order given as a container; times are fixed, so the same members give the same bytes.
///
/// # Panics
/// If a member's name occurs twice or is too long for a container.
pub fn zip(members: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (path, bytes) in members {
        // What OpenDocument files begin with, which tells what they are only as it stands.
        let stored = options.compression_method(zip::CompressionMethod::Stored);
        let options = if path == "mimetype" { stored } else { options };
        writer.start_file(path.as_str(), options).expect("a member's name is used once and is short");
        writer.write_all(bytes).expect("memory takes every byte");
    }
    writer.finish().expect("memory takes every byte").into_inner()
}

/// The members of a container, in order.
///
/// # Panics
/// If it is no container, or a damaged one.
pub fn unpacked(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    unpacked_if_whole(file).expect("it is a whole container")
}

/// The same; none if it is no container, or one that is damaged or locked.
pub fn unpacked_if_whole(file: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).ok()?;
    let count = archive.len();
    let each = |index| {
        let mut member = archive.by_index(index).ok()?;
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).ok()?;
        Some((member.name().ok()?.into_owned(), bytes))
    };
    (0..count).map(each).collect()
}

/// Members and their content types, in order.
#[derive(Default)]
struct Package {
    members: Vec<(String, Vec<u8>)>,
    types: Vec<(String, String)>,
}

impl Package {
    fn xml(&mut self, path: &str, content_type: &str, body: &str) {
        self.types.push((path.to_owned(), content_type.to_owned()));
        self.members.push((path.to_owned(), format!("{HEAD}{body}").into_bytes()));
    }

    /// A part with its relations; `extra` come with ids of their own.
    fn part(&mut self, name: &str, kind: &str, root: &str, part: &Part, extra: &[(String, String, String)]) {
        let body = format!("<w:{root} {PREFIXES}>{}</w:{root}>", part.xml);
        self.xml(&format!("word/{name}.xml"), &format!("{WORD}{kind}+xml"), &body);
        let mut relations = String::new();
        for (index, (kind, target, external)) in part.relations.iter().enumerate() {
            let mode = if *external { " TargetMode=\"External\"" } else { "" };
            relations += &format!(
                "<Relationship Id=\"rId{index}\" Type=\"{RELATION}{kind}\" Target=\"{}\"{mode}/>",
                escaped(target)
            );
        }
        for (id, kind, target) in extra {
            relations +=
                &format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{}\"/>", escaped(target));
        }
        if !relations.is_empty() {
            let path = format!("word/_rels/{name}.xml.rels");
            self.members.push((path, relationships(&relations).into_bytes()));
        }
    }
}

fn relationships(inner: &str) -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
    )
}

/// Everything of a document.
pub(super) fn members(docx: &Docx) -> Vec<(String, Vec<u8>)> {
    let (mut shared, mut body, mut package) = (Shared::default(), Part::default(), Package::default());
    body.xml += "<w:body>";
    body.blocks(&docx.blocks, &mut shared);
    body.section(&docx.last, &mut shared);
    body.xml += "</w:body>";
    let mut related =
        vec![("styles", "styles.xml"), ("numbering", "numbering.xml"), ("settings", "settings.xml")];
    notes(&mut package, &mut shared, &mut related);
    running(&mut package, &mut shared);
    comments(&mut package, &mut shared, &mut related);
    package.xml("word/styles.xml", &format!("{WORD}styles+xml"), &styles::styles());
    package.xml("word/numbering.xml", &format!("{WORD}numbering+xml"), &styles::numbering(shared.last_list));
    package.xml("word/settings.xml", &format!("{WORD}settings+xml"), &styles::settings());
    if shared.pictures {
        package.members.push(("word/media/image1.png".to_owned(), picture::png()));
    }
    let mut extra: Vec<_> = related
        .iter()
        .map(|(kind, target)| {
            let kind = match *kind {
                "commentsExtended" => {
                    "http://schemas.microsoft.com/office/2011/relationships/commentsExtended".into()
                }
                kind => format!("{RELATION}{kind}"),
            };
            (format!("rId{}", target.trim_end_matches(".xml")), kind, (*target).to_owned())
        })
        .collect();
    for (index, (kind, target)) in docx.relations.iter().enumerate() {
        extra.push((format!("rIdX{index}"), kind.clone(), target.clone()));
    }
    package.part("document", "document.main", "document", &body, &extra);
    for (path, content_type, bytes) in &docx.members {
        package.types.push((path.clone(), content_type.clone()));
        package.members.push((path.clone(), bytes.clone()));
    }
    properties(&mut package, docx);
    ordered(package)
}

/// Word looks for the content types and the package's relations first.
fn ordered(package: Package) -> Vec<(String, Vec<u8>)> {
    let mut types = String::from(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>",
    );
    for (path, content_type) in &package.types {
        types += &format!("<Override PartName=\"/{}\" ContentType=\"{content_type}\"/>", escaped(path));
    }
    let types = format!("{HEAD}{types}</Types>");
    let mut members = package.members;
    // The main document comes early, so that a file cut short still holds it.
    members.sort_by_key(|(path, _)| match path.as_str() {
        "_rels/.rels" => 0,
        "word/document.xml" => 1,
        "word/_rels/document.xml.rels" => 2,
        _ => 3,
    });
    members.insert(0, ("[Content_Types].xml".to_owned(), types.into_bytes()));
    members
}

fn notes(package: &mut Package, shared: &mut Shared, related: &mut Vec<(&str, &str)>) {
    let footnotes = std::mem::take(&mut shared.footnotes);
    if !footnotes.is_empty() {
        related.push(("footnotes", "footnotes.xml"));
        let part = note_part("footnote", "FootnoteText", "FootnoteReference", &footnotes, shared);
        package.part("footnotes", "footnotes", "footnotes", &part, &[]);
    }
    let endnotes = std::mem::take(&mut shared.endnotes);
    if !endnotes.is_empty() {
        related.push(("endnotes", "endnotes.xml"));
        let part = note_part("endnote", "EndnoteText", "EndnoteReference", &endnotes, shared);
        package.part("endnotes", "endnotes", "endnotes", &part, &[]);
    }
}

fn note_part(kind: &str, style: &str, reference: &str, notes: &[Note], shared: &mut Shared) -> Part {
    let mut part = Part::default();
    for (id, name, mark) in
        [(-1, "separator", "separator"), (0, "continuationSeparator", "continuationSeparator")]
    {
        part.xml += &format!(
            "<w:{kind} w:type=\"{name}\" w:id=\"{id}\"><w:p><w:r><w:{mark}/></w:r></w:p></w:{kind}>"
        );
    }
    for (index, note) in notes.iter().enumerate() {
        part.xml += &format!("<w:{kind} w:id=\"{}\">", index + 1);
        let mark = match &note.mark {
            None => format!("<w:{kind}Ref/>"),
            Some(mark) => format!("<w:t>{}</w:t>", escaped(mark)),
        };
        let opening = format!(
            "<w:r><w:rPr><w:rStyle w:val=\"{reference}\"/></w:rPr>{mark}</w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>"
        );
        for (at, paragraph) in note.paragraphs.iter().enumerate() {
            let mut paragraph = paragraph.clone();
            paragraph.style.get_or_insert_with(|| style.to_owned());
            part.paragraph(&paragraph, (at == 0).then_some(opening.as_str()), None, shared);
        }
        part.xml += &format!("</w:{kind}>");
    }
    part
}

fn running(package: &mut Package, shared: &mut Shared) {
    let running = std::mem::take(&mut shared.running);
    for (index, (is_head, paragraph)) in running.iter().enumerate() {
        let (name, root, style) =
            if *is_head { ("header", "hdr", "Header") } else { ("footer", "ftr", "Footer") };
        let mut paragraph = paragraph.clone();
        paragraph.style.get_or_insert_with(|| style.to_owned());
        let mut part = Part::default();
        part.paragraph(&paragraph, None, None, shared);
        package.part(&format!("{name}{}", index + 1), name, root, &part, &[]);
    }
}

fn comments(package: &mut Package, shared: &mut Shared, related: &mut Vec<(&str, &str)>) {
    let comments = std::mem::take(&mut shared.comments);
    if comments.is_empty() {
        return;
    }
    let (mut part, mut extended) = (Part::default(), String::new());
    let paragraph_id = |index: usize| format!("{:08X}", 0x1000_0000 + index);
    for (id, (comment, parent)) in comments.iter().enumerate() {
        let (author, date) = (escaped(&comment.change.author), escaped(&comment.change.date));
        part.xml += &format!("<w:comment w:id=\"{id}\" w:author=\"{author}\" w:date=\"{date}\">");
        for paragraph in &comment.paragraphs {
            let at = part.xml.len();
            let paragraph = paragraph.clone().style("CommentText");
            part.paragraph(&paragraph, None, None, shared);
            part.xml.insert_str(at + "<w:p".len(), &format!(" w14:paraId=\"{}\"", paragraph_id(id)));
        }
        part.xml += "</w:comment>";
        let parent = parent.map(|p| format!(" w15:paraIdParent=\"{}\"", paragraph_id(p))).unwrap_or_default();
        extended += &format!(
            "<w15:commentEx w15:paraId=\"{}\"{parent} w15:done=\"{}\"/>",
            paragraph_id(id),
            u8::from(comment.done)
        );
    }
    related.push(("comments", "comments.xml"));
    related.push(("commentsExtended", "commentsExtended.xml"));
    package.part("comments", "comments", "comments", &part, &[]);
    package.xml(
        "word/commentsExtended.xml",
        &format!("{WORD}commentsExtended+xml"),
        &format!("<w15:commentsEx xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\">{extended}</w15:commentsEx>"),
    );
}

fn properties(package: &mut Package, docx: &Docx) {
    let mut relations = format!(
        "<Relationship Id=\"rId1\" Type=\"{RELATION}officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         <Relationship Id=\"rId3\" Type=\"{RELATION}extended-properties\" Target=\"docProps/app.xml\"/>"
    );
    let kind = "application/vnd.openxmlformats-";
    package.xml(
        "docProps/core.xml",
        &format!("{kind}package.core-properties+xml"),
        &docx.properties.core_xml(),
    );
    let app = format!("{kind}officedocument.extended-properties+xml");
    package.xml("docProps/app.xml", &app, &docx.properties.app_xml());
    if let Some(custom) = docx.properties.custom_xml() {
        let content = format!("{kind}officedocument.custom-properties+xml");
        package.xml("docProps/custom.xml", &content, &custom);
        relations += &format!(
            "<Relationship Id=\"rId4\" Type=\"{RELATION}custom-properties\" Target=\"docProps/custom.xml\"/>"
        );
    }
    package.members.push(("_rels/.rels".to_owned(), relationships(&relations).into_bytes()));
}
