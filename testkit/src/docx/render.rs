//! Blocks and runs as XML.

use super::paragraph::{Inline, Look, Tracked};
use super::section::{Position, Restart};
use super::{Block, Cell, Change, Comment, Note, Paragraph, Section, Table};

/// Text as XML; control characters that XML cannot hold are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => xml += "&amp;",
            '<' => xml += "&lt;",
            '>' => xml += "&gt;",
            '"' => xml += "&quot;",
            c if c < ' ' && !"\t\n\r".contains(c) => {}
            c => xml.push(c),
        }
    }
    xml
}

/// What the parts of one document share.
#[derive(Default)]
pub(super) struct Shared {
    pub footnotes: Vec<Note>,
    pub endnotes: Vec<Note>,
    /// With the index of the comment replied to.
    pub comments: Vec<(Comment, Option<usize>)>,
    /// Running heads and feet, as `(is head, contents)`.
    pub running: Vec<(bool, Paragraph)>,
    pub last_list: u32,
    pub pictures: bool,
    ids: u32,
}

impl Shared {
    fn id(&mut self) -> u32 {
        self.ids += 1;
        self.ids
    }
}

/// A part being written.
#[derive(Default)]
pub(super) struct Part {
    pub xml: String,
    /// `(kind, target, external)`; the id is `rId` and the index.
    pub relations: Vec<(&'static str, String, bool)>,
    deleting: bool,
}

impl Part {
    fn relate(&mut self, kind: &'static str, target: &str, external: bool) -> String {
        let known = self.relations.iter().position(|(k, t, _)| *k == kind && t == target);
        let index = known.unwrap_or_else(|| {
            self.relations.push((kind, target.to_owned(), external));
            self.relations.len() - 1
        });
        format!("rId{index}")
    }

    pub(super) fn blocks(&mut self, blocks: &[Block], shared: &mut Shared) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph, None, None, shared),
                Block::Table(table) => self.table(table, shared),
                Block::Control(title, inner) => {
                    self.control_begin(title, shared);
                    self.blocks(inner, shared);
                    self.xml += "</w:sdtContent></w:sdt>";
                }
                Block::SectionEnd(section) => {
                    self.paragraph(&Paragraph::new(), None, Some(section), shared);
                }
                Block::Raw(xml) => self.xml += xml,
            }
        }
    }

    /// A paragraph; `opening` is XML before its runs (the number of a note).
    pub(super) fn paragraph(
        &mut self,
        paragraph: &Paragraph,
        opening: Option<&str>,
        section: Option<&Section>,
        shared: &mut Shared,
    ) {
        self.xml += "<w:p><w:pPr>";
        self.paragraph_properties(paragraph, shared);
        if let Some(section) = section {
            self.section(section, shared);
        }
        self.xml += "</w:pPr>";
        self.xml += opening.unwrap_or_default();
        self.inlines(&paragraph.inlines, shared);
        self.xml += "</w:p>";
    }

    fn paragraph_properties(&mut self, paragraph: &Paragraph, shared: &mut Shared) {
        if let Some(style) = &paragraph.style {
            self.xml += &format!("<w:pStyle w:val=\"{style}\"/>");
        }
        self.xml += if paragraph.keep_with_next { "<w:keepNext/>" } else { "" };
        self.xml += if paragraph.page_before { "<w:pageBreakBefore/>" } else { "" };
        if let Some((list, level)) = paragraph.list {
            shared.last_list = shared.last_list.max(list);
            self.xml += &format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
        }
        if let Some(indent) = paragraph.indent {
            self.xml += &format!("<w:ind w:left=\"{indent}\"/>");
        }
        if let Some(level) = paragraph.outline {
            self.xml += &format!("<w:outlineLvl w:val=\"{level}\"/>");
        }
        if let Some((inserted, change)) = &paragraph.mark_change {
            let name = if *inserted { "ins" } else { "del" };
            let attributes = change_attributes(change, shared);
            self.xml += &format!("<w:rPr><w:{name} {attributes}/></w:rPr>");
        }
    }

    fn inlines(&mut self, inlines: &[Inline], shared: &mut Shared) {
        for inline in inlines {
            self.inline(inline, shared);
        }
    }

    fn inline(&mut self, inline: &Inline, shared: &mut Shared) {
        match inline {
            Inline::Run(text, look) => self.run(text, *look),
            Inline::Footnote(note) => {
                shared.footnotes.push(note.clone());
                self.reference("footnote", "FootnoteReference", shared.footnotes.len(), note);
            }
            Inline::Endnote(note) => {
                shared.endnotes.push(note.clone());
                self.reference("endnote", "EndnoteReference", shared.endnotes.len(), note);
            }
            Inline::FieldBegin(instruction) => self.field_begin(instruction),
            Inline::FieldEnd => self.xml += "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
            Inline::SimpleField(instruction, inner) => {
                self.xml += &format!("<w:fldSimple w:instr=\"{}\">", escaped(instruction));
                self.inlines(&inner.inlines, shared);
                self.xml += "</w:fldSimple>";
            }
            Inline::Tracked(kind, change, inner) => self.tracked(*kind, change, inner, shared),
            Inline::Comment(comment, inner) => self.comment(comment, inner, shared),
            Inline::Bookmark(name, inner) => {
                let id = shared.id();
                self.xml += &format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{}\"/>", escaped(name));
                self.inlines(&inner.inlines, shared);
                self.xml += &format!("<w:bookmarkEnd w:id=\"{id}\"/>");
            }
            Inline::Control(title, inner) => {
                self.control_begin(title, shared);
                self.inlines(&inner.inlines, shared);
                self.xml += "</w:sdtContent></w:sdt>";
            }
            Inline::Link(address, inner) => {
                let id = self.relate("hyperlink", address, true);
                self.xml += &format!("<w:hyperlink r:id=\"{id}\">");
                self.inlines(&inner.inlines, shared);
                self.xml += "</w:hyperlink>";
            }
            Inline::TextBox(blocks) => self.text_box(blocks, shared),
            Inline::Picture(alternative) => self.picture(alternative, shared),
            Inline::Raw(xml) => self.xml += xml,
        }
    }

    fn run(&mut self, text: &str, look: Look) {
        let mut properties = String::new();
        properties += if look.bold { "<w:b/>" } else { "" };
        properties += if look.italic { "<w:i/>" } else { "" };
        properties += if look.hidden { "<w:vanish/>" } else { "" };
        properties += if look.invisible { "<w:color w:val=\"FFFFFF\"/><w:sz w:val=\"2\"/>" } else { "" };
        properties += if look.superscript { "<w:vertAlign w:val=\"superscript\"/>" } else { "" };
        if !properties.is_empty() {
            properties = format!("<w:rPr>{properties}</w:rPr>");
        }
        let name = if self.deleting { "delText" } else { "t" };
        let text = escaped(text);
        self.xml += &format!("<w:r>{properties}<w:{name} xml:space=\"preserve\">{text}</w:{name}></w:r>");
    }

    fn reference(&mut self, kind: &str, style: &str, id: usize, note: &Note) {
        let properties = format!("<w:rPr><w:rStyle w:val=\"{style}\"/></w:rPr>");
        self.xml += &match &note.mark {
            None => format!("<w:r>{properties}<w:{kind}Reference w:id=\"{id}\"/></w:r>"),
            Some(mark) => format!(
                "<w:r>{properties}<w:{kind}Reference w:customMarkFollows=\"1\" w:id=\"{id}\"/><w:t>{}</w:t></w:r>",
                escaped(mark)
            ),
        };
    }

    fn field_begin(&mut self, instruction: &str) {
        let name = if self.deleting { "delInstrText" } else { "instrText" };
        self.xml += &format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
             <w:r><w:{name} xml:space=\"preserve\">{}</w:{name}></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
            escaped(instruction)
        );
    }

    fn tracked(&mut self, kind: Tracked, change: &Change, inner: &Paragraph, shared: &mut Shared) {
        let name = match kind {
            Tracked::Inserted => "ins",
            Tracked::Deleted => "del",
            Tracked::MovedFrom => "moveFrom",
            Tracked::MovedTo => "moveTo",
        };
        let attributes = change_attributes(change, shared);
        self.xml += &format!("<w:{name} {attributes}>");
        let before = std::mem::replace(&mut self.deleting, kind == Tracked::Deleted);
        self.inlines(&inner.inlines, shared);
        self.deleting = before;
        self.xml += &format!("</w:{name}>");
    }

    fn comment(&mut self, comment: &Comment, inner: &Paragraph, shared: &mut Shared) {
        let first = shared.comments.len();
        shared.comments.push((comment.clone(), None));
        for reply in &comment.replies {
            shared.comments.push((reply.clone(), Some(first)));
        }
        let all = first..shared.comments.len();
        for id in all.clone() {
            self.xml += &format!("<w:commentRangeStart w:id=\"{id}\"/>");
        }
        self.inlines(&inner.inlines, shared);
        for id in all {
            self.xml += &format!(
                "<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr>\
                 <w:commentReference w:id=\"{id}\"/></w:r>"
            );
        }
    }

    fn control_begin(&mut self, title: &str, shared: &mut Shared) {
        let id = shared.id();
        self.xml += &format!(
            "<w:sdt><w:sdtPr><w:alias w:val=\"{}\"/><w:id w:val=\"{id}\"/></w:sdtPr><w:sdtContent>",
            escaped(title)
        );
    }

    fn text_box(&mut self, blocks: &[Block], shared: &mut Shared) {
        let outside = std::mem::take(&mut self.xml);
        self.blocks(blocks, shared);
        let inside = std::mem::replace(&mut self.xml, outside);
        let id = shared.id();
        self.xml += &format!(
            "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>\
             <wp:anchor distT=\"90000\" distB=\"90000\" distL=\"0\" distR=\"0\" simplePos=\"0\" relativeHeight=\"{id}\" \
             behindDoc=\"0\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"0\"><wp:simplePos x=\"0\" y=\"0\"/>\
             <wp:positionH relativeFrom=\"column\"><wp:posOffset>0</wp:posOffset></wp:positionH>\
             <wp:positionV relativeFrom=\"paragraph\"><wp:posOffset>250000</wp:posOffset></wp:positionV>\
             <wp:extent cx=\"5700000\" cy=\"1300000\"/><wp:wrapTopAndBottom/>\
             <wp:docPr id=\"{id}\" name=\"Box {id}\"/><a:graphic>\
             <a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\">\
             <wps:wsp><wps:cNvSpPr txBox=\"1\"/><wps:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"5700000\" cy=\"1300000\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val=\"F3F1EC\"/></a:solidFill>\
             <a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"8A8578\"/></a:solidFill></a:ln></wps:spPr>\
             <wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx><wps:bodyPr rot=\"0\" vert=\"horz\" wrap=\"square\"><a:spAutoFit/></wps:bodyPr>\
             </wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>\
             <mc:Fallback><w:pict><v:shape style=\"width:425pt;height:102pt\"><v:textbox><w:txbxContent>{inside}</w:txbxContent>\
             </v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        );
    }

    fn picture(&mut self, alternative: &str, shared: &mut Shared) {
        shared.pictures = true;
        let relation = self.relate("image", "media/image1.png", false);
        let (id, alternative) = (shared.id(), escaped(alternative));
        self.xml += &format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"2400000\" cy=\"1600000\"/>\
             <wp:docPr id=\"{id}\" name=\"Picture {id}\" descr=\"{alternative}\"/><a:graphic>\
             <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
             <pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"image1.png\" descr=\"{alternative}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"{relation}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"2400000\" cy=\"1600000\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
             </wp:inline></w:drawing></w:r>"
        );
    }

    fn table(&mut self, table: &Table, shared: &mut Shared) {
        let columns = table.columns().max(1);
        let widths: Vec<u32> = (0..columns as usize)
            .map(|column| table.widths.get(column).copied().unwrap_or(9070 / columns))
            .collect();
        self.xml += &format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblBorders>",
            widths.iter().sum::<u32>()
        );
        for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
            self.xml += &format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8A8578\"/>");
        }
        self.xml += "</w:tblBorders></w:tblPr><w:tblGrid>";
        for width in &widths {
            self.xml += &format!("<w:gridCol w:w=\"{width}\"/>");
        }
        self.xml += "</w:tblGrid>";
        for row in &table.rows {
            self.xml += "<w:tr>";
            if let Some((inserted, change)) = &row.change {
                let name = if *inserted { "ins" } else { "del" };
                let attributes = change_attributes(change, shared);
                self.xml += &format!("<w:trPr><w:{name} {attributes}/></w:trPr>");
            }
            let mut column = 0;
            for cell in &row.cells {
                let next = column + cell.columns as usize;
                let width = widths.iter().take(next).skip(column).sum();
                self.cell(cell, width, shared);
                column = next;
            }
            self.xml += "</w:tr>";
        }
        self.xml += "</w:tbl>";
    }

    fn cell(&mut self, cell: &Cell, width: u32, shared: &mut Shared) {
        self.xml += &format!("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>", width);
        if cell.columns > 1 {
            self.xml += &format!("<w:gridSpan w:val=\"{}\"/>", cell.columns);
        }
        self.xml += match cell.merge {
            Some(true) => "<w:vMerge w:val=\"restart\"/>",
            Some(false) => "<w:vMerge/>",
            None => "",
        };
        self.xml += "</w:tcPr>";
        self.blocks(&cell.blocks, shared);
        // Word asks for a paragraph at the end of every cell.
        if !matches!(cell.blocks.last(), Some(Block::Paragraph(_) | Block::Raw(_))) {
            self.xml += "<w:p/>";
        }
        self.xml += "</w:tc>";
    }

    /// Section properties.
    pub(super) fn section(&mut self, section: &Section, shared: &mut Shared) {
        self.xml += "<w:sectPr>";
        for (is_head, contents) in [(true, &section.header), (false, &section.footer)] {
            let Some(contents) = contents else { continue };
            shared.running.push((is_head, contents.clone()));
            let name = if is_head { "header" } else { "footer" };
            let id = self.relate(name, &format!("{name}{}.xml", shared.running.len()), false);
            self.xml += &format!("<w:{name}Reference w:type=\"default\" r:id=\"{id}\"/>");
        }
        let restart = match section.restart {
            Restart::Never => "",
            Restart::EachSection => "<w:numRestart w:val=\"eachSect\"/>",
            Restart::EachPage => "<w:numRestart w:val=\"eachPage\"/>",
        };
        let format =
            section.format.as_ref().map(|f| format!("<w:numFmt w:val=\"{f}\"/>")).unwrap_or_default();
        let start = section.start.map(|n| format!("<w:numStart w:val=\"{n}\"/>")).unwrap_or_default();
        if !(restart.is_empty() && format.is_empty() && start.is_empty()) {
            self.xml += &format!("<w:footnotePr>{format}{start}{restart}</w:footnotePr>");
        }
        let position = match section.endnotes {
            Position::Document => "",
            Position::Section => "<w:pos w:val=\"sectEnd\"/>",
        };
        let format =
            section.endnote_format.as_ref().map(|f| format!("<w:numFmt w:val=\"{f}\"/>")).unwrap_or_default();
        if !(position.is_empty() && format.is_empty()) {
            self.xml += &format!("<w:endnotePr>{position}{format}</w:endnotePr>");
        }
        self.xml += if section.continuous { "<w:type w:val=\"continuous\"/>" } else { "" };
        self.xml += "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1418\" w:right=\"1418\" w:bottom=\"1418\" \
                     w:left=\"1418\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr>";
    }
}

fn change_attributes(change: &Change, shared: &mut Shared) -> String {
    format!(
        "w:id=\"{}\" w:author=\"{}\" w:date=\"{}\"",
        shared.id(),
        escaped(&change.author),
        escaped(&change.date)
    )
}
