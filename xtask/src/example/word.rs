//! The example as a Word document, with what a draft carries besides its visible text.

use super::source::{Block, Inline, Source};
use probata_testkit::docx::{self, Change, Comment, Docx, Paragraph, Row, Section, Table, p};

/// Word's own prefix for the bookmarks that cross-references point to.
const BOOKMARK: &str = "_Ref1580";

/// The file.
pub fn docx(source: &Source) -> Vec<u8> {
    let mut docx = titled(source);
    for block in &source.blocks {
        docx = add(source, docx, block);
    }
    let foot = Paragraph::new().style("Footer").text(source.value("footer")).text(" · ").field(" PAGE ", "1");
    let docx = docx.last_section(Section::new().header(source.value("header")).footer(foot));
    docx::zip(&finished(source, docx.members()))
}

/// Properties and the title page.
fn titled(source: &Source) -> Docx {
    let mut docx = Docx::new()
        .title(&format!("{}: {}", source.value("title"), source.value("subtitle")))
        .company(source.value("publisher"))
        .creator(source.value("author"))
        .keywords(source.value("keywords"))
        .pages(source.value("pages").parse().unwrap_or(1));
    for (_, property) in source.head.iter().filter(|(name, _)| name == "property") {
        let (name, value) = property.split_once('|').unwrap_or((property, ""));
        docx = docx.custom(name, value);
    }
    docx = docx.add(p(source.value("title")).style("Title"));
    docx = docx.add(p(source.value("subtitle")).style("Subtitle"));
    docx = docx.add(Paragraph::new().bold(source.value("publisher")));
    for (_, line) in source.head.iter().filter(|(name, _)| name == "line") {
        docx = docx.add(p(line));
    }
    docx.add(Section::new())
}

fn add(source: &Source, docx: Docx, block: &Block) -> Docx {
    match block {
        Block::Heading { level, words, new_page } => {
            let heading = p(words).heading(*level);
            docx.add(if *new_page { heading.page_before() } else { heading })
        }
        Block::Paragraph(inlines) => docx.add(paragraph(source, inlines)),
        Block::Quote(inlines) => docx.add(paragraph(source, inlines).style("Quote")),
        Block::Item(inlines) => docx.add(paragraph(source, inlines).bullet(0)),
        Block::Boxed { title, floating: true, blocks } => {
            let heading = Paragraph::new().style("Box").bold(title);
            let inner =
                std::iter::once(heading).chain(blocks.iter().map(|block| boxed(source, block, "Box")));
            docx.add(Paragraph::new().text_box(inner.map(Into::into).collect()))
        }
        Block::Boxed { title, floating: false, blocks } => {
            let docx = docx.add(Paragraph::new().style("BoxText").bold(title).keep_with_next());
            blocks.iter().fold(docx, |docx, block| docx.add(boxed(source, block, "BoxText")))
        }
        Block::Figure(caption, words) => docx
            .add(Paragraph::new().style("Placeholder").italic(words).keep_with_next())
            .add(p(caption).style("Caption")),
        Block::Table(caption, rows) => {
            docx.add(p(caption).style("Caption").keep_with_next()).add(table(rows)).add(Paragraph::new())
        }
        Block::Contents(entries) => contents(source, docx, entries),
    }
}

fn boxed(source: &Source, block: &Block, style: &str) -> Paragraph {
    match block {
        Block::Item(inlines) => paragraph(source, inlines).style(style).list(1, 0),
        Block::Paragraph(inlines) | Block::Quote(inlines) => paragraph(source, inlines).style(style),
        Block::Heading { words, .. } | Block::Figure(words, _) | Block::Table(words, _) => {
            p(words).style(style)
        }
        Block::Boxed { title, .. } => p(title).style(style),
        Block::Contents(_) => Paragraph::new(),
    }
}

/// Columns as wide as their longest cell asks for, within bounds.
fn table(rows: &[Vec<String>]) -> Table {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let longest = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let asked: Vec<u32> = (0..columns).map(|column| longest(column).clamp(6, 32) as u32).collect();
    let all: u32 = asked.iter().sum();
    let widths: Vec<u32> = asked.iter().map(|asked| 9070 * asked / all.max(1)).collect();
    rows.iter().enumerate().fold(Table::new().widths(&widths), |table, (index, row)| {
        let cells = row.iter().map(|cell| {
            let paragraph = Paragraph::new().style("TableText");
            if index == 0 { paragraph.bold(cell) } else { paragraph.text(cell) }
        });
        table.row(cells.fold(Row::new(), Row::cell))
    })
}

fn contents(source: &Source, docx: Docx, entries: &[(String, String)]) -> Docx {
    let level = |words: &str| {
        let heading = |block: &Block| matches!(block, Block::Heading { level: 2, words: heading, .. } if heading == words);
        if source.blocks.iter().any(heading) { 2 } else { 1 }
    };
    let entries: Vec<(u8, &str, &str)> =
        entries.iter().map(|(words, page)| (level(words), words.as_str(), page.as_str())).collect();
    docx.add(p("Contents").style("TOCHeading")).contents(&entries)
}

/// Turns a line into a paragraph; the notes that it calls come with it.
fn paragraph(source: &Source, inlines: &[Inline]) -> Paragraph {
    inlines.iter().fold(Paragraph::new(), |line, inline| match inline {
        Inline::Text(words) => line.text(words),
        Inline::Mark(key) => mark(source, line, key),
        Inline::NoteNumber(key) => {
            let number = source.numbers[key];
            line.field(&format!(" NOTEREF {} \\h ", bookmark(number)), number.to_string())
        }
        Inline::BrokenReference(words) => line.field(" NOTEREF _Ref15709999 \\h ", words.as_str()),
        Inline::Typed(words) => line.superscript(words),
        Inline::Comment([author, date, words, comment]) => {
            line.commented(Comment::by(author, date, comment.as_str()), words.as_str())
        }
        Inline::Deleted([author, date, words]) => line.deleted(Change::by(author, date), words.as_str()),
        Inline::Inserted([author, date, words]) => line.inserted(Change::by(author, date), words.as_str()),
        Inline::Hidden(words) => line.hidden(words),
        Inline::Zotero([key, words]) => line.field(&zotero(key, words), words.as_str()),
    })
}

fn mark(source: &Source, line: Paragraph, key: &str) -> Paragraph {
    let number = source.numbers[key];
    let body = paragraph(source, &source.notes[number - 1].1);
    if source.referred.contains(key) {
        line.bookmark(&bookmark(number), Paragraph::new().footnote(body))
    } else {
        line.footnote(body)
    }
}

fn bookmark(number: usize) -> String {
    format!("{BOOKMARK}{number:04}")
}

/// The instruction that Zotero writes for a citation.
fn zotero(key: &str, words: &str) -> String {
    format!(
        " ADDIN ZOTERO_ITEM CSL_CITATION {{\"citationID\":\"{key}\",\"properties\":{{\"formattedCitation\":\"{words}\"}},\
         \"citationItems\":[{{\"id\":1,\"itemData\":{{\"type\":\"legal_case\",\"title\":\"{words}\"}}}}]}} "
    )
}

/// What the builder has no call for: notes that nothing calls, the date of making, the height of the text box.
fn finished(source: &Source, mut members: Vec<(String, Vec<u8>)>) -> Vec<(String, Vec<u8>)> {
    let uncalled: String = source
        .notes
        .iter()
        .enumerate()
        .filter(|(_, (key, _))| key.starts_with('!'))
        .map(|(index, (_, body))| uncalled(index + 1, body))
        .collect();
    for (path, bytes) in &mut members {
        let replaced: &[(&str, &str)] = match path.as_str() {
            "word/footnotes.xml" => &[("</w:footnotes>", &format!("{uncalled}</w:footnotes>"))],
            "docProps/core.xml" => &[("2006-05-02T09:00:00Z", "2024-02-26T09:00:00Z")],
            "word/document.xml" => &[("cy=\"1300000\"", "cy=\"1750000\""), ("height:102pt", "height:138pt")],
            _ => continue,
        };
        let mut xml = String::from_utf8_lossy(bytes).into_owned();
        for (old, new) in replaced {
            xml = xml.replace(old, new);
        }
        *bytes = xml.into_bytes();
    }
    members
}

/// A footnote that no mark calls.
fn uncalled(id: usize, body: &[Inline]) -> String {
    let words: String = body
        .iter()
        .map(|inline| if let Inline::Text(words) = inline { words.as_str() } else { "" })
        .collect();
    let words = words.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<w:footnote w:id=\"{id}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r><w:rPr>\
         <w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r><w:r>\
         <w:t xml:space=\"preserve\"> {words}</w:t></w:r></w:p></w:footnote>"
    )
}
