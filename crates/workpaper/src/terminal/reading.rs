use super::{Look, flat, summary};
use crate::wrap::{hang, wrap};
use probata_report::{Block, BlockKind, Document, Hidden, Span, cell_name};

const LABEL: usize = 12;

/// A document as it was read: its blocks with their kinds, pages, note marks in brackets, hidden content, the outcome.
pub fn reading(document: &Document, look: &Look) -> String {
    let mut out = summary::notice(document, look);
    let mut next_page = 0;
    let mut next_part = 0;
    for block in &document.blocks {
        while let Some(part) =
            document.parts.get(next_part).filter(|part| part.span.start <= block.span.start)
        {
            if document.parts.len() > 1 {
                out += &rule_line(&flat(&part.path), look);
            }
            next_part += 1;
        }
        while let Some((start, name)) =
            document.pages.get(next_page).filter(|(start, _)| *start <= block.span.start)
        {
            let what = if document.sheet_at(*start).is_some() { "sheet" } else { "page" };
            out += &rule_line(&format!("{what} {}", flat(name)), look);
            next_page += 1;
        }
        out += &lines(document, block, look);
    }
    out += &hidden(document, look);
    out += &enclosed(document, look);
    out.push('\n');
    out + &summary::parts(document, look)
}

fn rule_line(words: &str, look: &Look) -> String {
    let fill = look.width.saturating_sub(words.chars().count() + 5).min(40);
    look.dim(&format!("-- {words} {}", "-".repeat(fill))) + "\n"
}

fn lines(document: &Document, block: &Block, look: &Look) -> String {
    let label = crate::wrap::cut(&label(document, block), LABEL - 1);
    let noted = if let BlockKind::Note(index) = block.kind { document.notes.get(index) } else { None };
    // The label of a note stands in the margin already.
    let start =
        noted.map_or(block.span.start, |note| note.body.start.clamp(block.span.start, block.span.end));
    let text = flat(&with_marks(document, Span::new(start, block.span.end)));
    let mut out = String::new();
    for (index, line) in wrap(&text, look.width.saturating_sub(LABEL)).iter().enumerate() {
        let first = if index == 0 { label.as_str() } else { "" };
        let line = if matches!(block.kind, BlockKind::Heading(_)) { look.bold(line) } else { line.clone() };
        let fill = " ".repeat(LABEL.saturating_sub(crate::wrap::width(first)));
        out += &format!("{}{fill}{line}\n", look.dim(first));
    }
    out
}

fn label(document: &Document, block: &Block) -> String {
    let kind = match block.kind {
        BlockKind::Heading(level) => format!("heading {level}"),
        BlockKind::Paragraph => "text".to_owned(),
        BlockKind::ListItem => "list".to_owned(),
        BlockKind::Quotation => "quotation".to_owned(),
        BlockKind::Cell { row, column, .. } if document.is_sheet_at(block.span.start) => {
            cell_name(row, column)
        }
        BlockKind::Cell { row, column, .. } => format!("cell {}.{}", row + 1, column + 1),
        BlockKind::Caption => "caption".to_owned(),
        BlockKind::Note(index) => {
            format!("note {}", document.notes.get(index).map_or("", |note| note.label.as_str()))
        }
        BlockKind::Header => "header".to_owned(),
        BlockKind::Footer => "footer".to_owned(),
        BlockKind::Apparatus => "not judged".to_owned(),
    };
    if block.boxed && block.kind == BlockKind::Paragraph { "box".to_owned() } else { kind }
}

/// The text of a block with its marks in brackets; a mark without a note is followed by a question mark.
fn with_marks(document: &Document, span: Span) -> String {
    let text = &document.text;
    let mut out = String::new();
    let mut at = span.start;
    for mark in document.marks_in(span).1 {
        out += text.get(at..mark.span.start).unwrap_or("");
        let unknown = if mark.note.is_none() { "?" } else { "" };
        out += &format!("[{}{unknown}]", mark.label);
        at = mark.span.end.max(at);
    }
    out + text.get(at..span.end).unwrap_or("")
}

/// The files that lie in it.
fn enclosed(document: &Document, look: &Look) -> String {
    if document.enclosed.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{}\n", look.bold("Files in it"));
    for file in &document.enclosed {
        let bytes = crate::numerals::count(file.bytes.len(), "byte", "bytes");
        out += &hang("  ", &format!("{}, {}, {bytes}", flat(&file.shown()), flat(&file.place)), look.width);
    }
    out + &hang("  ", "--save-enclosed FOLDER writes them into a folder.", look.width)
}

fn hidden(document: &Document, look: &Look) -> String {
    if document.hidden.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{}\n", look.bold("Not visible on the printed page"));
    if !look.sensitive {
        let mut counts = std::collections::BTreeMap::new();
        document.hidden.iter().for_each(|h| *counts.entry(h.kind.words()).or_insert(0) += 1);
        counts.iter().for_each(|(kind, number)| out += &format!("  {number:>5}  {kind}\n"));
        return out
            + "  Their words are left out, because this output is not a screen: --sensitive puts them in.\n";
    }
    document.hidden.iter().for_each(|item| out += &hidden_lines(item, look));
    out
}

fn hidden_lines(item: &Hidden, look: &Look) -> String {
    let mut about = vec![item.kind.words().to_owned()];
    if !item.author.is_empty() {
        about.push(format!("by {}", flat(&item.author)));
    }
    if !item.date.is_empty() {
        about.push(flat(&item.date));
    }
    about.push(flat(&item.place));
    hang("  ", &about.join(", "), look.width) + &hang("      ", &flat(&item.text), look.width)
}
