//! Where in the document something stands, in a person's words.

use probata_report::{BlockKind, Document, Finding, Note, Related, Span};

/// The words at `span`; empty if there is no such place.
pub(crate) fn words(document: &Document, span: Span) -> &str {
    document.text.get(span.range()).unwrap_or("")
}

/// `note 41, page 12`; the file too if there are several.
pub(crate) fn place(document: &Document, offset: usize) -> String {
    let mut said = Vec::new();
    if let Some(note) = document.note_at(offset) {
        said.push(note_name(&document.notes[note]));
    }
    said.extend(leaf(document, offset));
    if document.parts.len() > 1 {
        said.push(document.parts[document.part_at(offset)].path.clone());
    }
    if said.is_empty() {
        said.extend(document.sentence_at(offset).map(|index| format!("sentence {}", index + 1)));
    }
    said.join(", ")
}

/// `note 41`; a note that is called by nothing has no number.
fn note_name(note: &Note) -> String {
    if note.marks.is_empty() && note.label == "?" {
        return "a note that nothing calls".to_owned();
    }
    format!("note {}", note.label)
}

/// `page 12`; where several pages of the file are called so, with its place among all: `page 2 (sheet 9)`.
fn page_name(document: &Document, offset: usize) -> Option<String> {
    let name = document.page_at(offset).filter(|page| !page.is_empty())?;
    let part = document.parts[document.part_at(offset)].span;
    let mut own = document.pages.iter().filter(|(start, _)| part.holds(*start));
    if own.clone().filter(|(_, other)| other == name).nth(1).is_none() {
        return Some(format!("page {name}"));
    }
    let place = own.by_ref().take_while(|(start, _)| *start <= offset).count();
    Some(format!("page {name} (sheet {place})"))
}

/// What a finding rests on, each place and reason once: in words, with the first place meant by them and how many are.
pub(crate) fn related<'f>(document: &Document, finding: &'f Finding) -> Vec<(String, &'f Related, usize)> {
    let mut told: Vec<(String, &Related, usize)> = Vec::new();
    for related in &finding.rests_on {
        let at = place(document, related.span.start);
        match told.iter_mut().find(|(before, other, _)| *before == at && other.why == related.why) {
            Some((_, _, times)) => *times += 1,
            None => told.push((at, related, 1)),
        }
    }
    told
}

/// The cell of a workbook or table, the page, else the line of a text file, else the section and the paragraph in it.
pub(crate) fn leaf(document: &Document, offset: usize) -> Option<String> {
    if let Some(cell) = document.address_at(offset) {
        return Some(format!("cell {cell}"));
    }
    if let Some(sheet) = document.sheet_at(offset) {
        return Some(format!("sheet \u{201c}{sheet}\u{201d}"));
    }
    if let Some(page) = page_name(document, offset) {
        return Some(page);
    }
    let origin = document.origin_at(offset)?;
    if origin.member > 0 {
        return None;
    }
    let part = &document.parts[document.part_at(offset)];
    if part.format.starts_with("text") || part.format.starts_with("markdown") {
        // The stretch begins on a known line; it may run over some more.
        let before = document.text.get(origin.span.start..offset).unwrap_or("");
        let more = before.bytes().filter(|byte| *byte == b'\n').count();
        return Some(format!("line {}", origin.paragraph as usize + more + 1));
    }
    Some(in_section(document, offset).unwrap_or_else(|| format!("paragraph {}", origin.paragraph + 1)))
}

/// How far back a section's heading is looked for, in blocks.
const FAR: usize = 400;

/// `section 3.2, paragraph 4`, or the heading's words where it has no number.
fn in_section(document: &Document, offset: usize) -> Option<String> {
    let after = document.blocks.partition_point(|block| block.span.start <= offset);
    let part = document.parts[document.part_at(offset)].span;
    let mut paragraphs = 0;
    for block in document.blocks[after.saturating_sub(FAR)..after].iter().rev() {
        match block.kind {
            _ if block.span.start < part.start => return None,
            BlockKind::Heading(_) => {
                let heading = section_name(words(document, block.span));
                let paragraph = (paragraphs > 0).then(|| format!(", paragraph {paragraphs}"));
                return Some(heading + &paragraph.unwrap_or_default());
            }
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation => paragraphs += 1,
            _ => {}
        }
    }
    None
}

fn section_name(heading: &str) -> String {
    let first = heading.split_whitespace().next().unwrap_or("");
    let number = first.trim_end_matches('.');
    if number.starts_with(|c: char| c.is_ascii_digit()) && number.len() < 12 {
        return format!("section {number}");
    }
    let one_line = heading.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("\u{201c}{}\u{201d}", crate::wrap::cut(&one_line, 36))
}

/// The chapter that holds the byte at `offset`, as an index.
pub(crate) fn chapter_at(chapters: &[probata_report::Chapter], offset: usize) -> Option<usize> {
    let after = chapters.partition_point(|chapter| chapter.span.start <= offset);
    after.checked_sub(1).filter(|index| chapters[*index].span.holds(offset))
}
