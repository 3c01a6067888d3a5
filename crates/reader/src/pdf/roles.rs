//! What paragraphs are: headings, items, captions, quotations, lines of a table of contents.

use super::flow::{Paragraph, Piece};
use super::leaf::Line;
use super::measure::Measure;
use super::shapes::{begins_item, bullet, ends_clause, is_caption, leader};
use probata_report::BlockKind;
use std::collections::BTreeMap;

/// Longest heading, in characters.
const LONGEST_HEADING: usize = 240;
/// Print larger than this share of the body's heads something.
const LARGER: f32 = 1.1;

/// Sets the kinds of all paragraphs.
pub(super) fn assign(pieces: &mut [Piece], measure: &Measure) {
    let levels = levels(pieces, measure);
    for at in 0..pieces.len() {
        let near_table = at > 0 && matches!(pieces[at - 1], Piece::Table(_))
            || matches!(pieces.get(at + 1), Some(Piece::Table(_)));
        let Piece::Paragraph(paragraph) = &mut pieces[at] else { continue };
        paragraph.kind = kind(paragraph, measure, &levels, near_table);
    }
    listed(pieces);
    contents(pieces);
}

fn kind(paragraph: &Paragraph, measure: &Measure, levels: &[Style], near_table: bool) -> BlockKind {
    let first = &paragraph.lines[0];
    let length: usize = paragraph.lines.iter().map(|line| line.all).sum();
    if leader(first).is_some() {
        return BlockKind::Apparatus;
    }
    if is_caption(first)
        && length <= 400
        && (near_table || differs(paragraph, measure) || paragraph.lines.len() <= 2 && !ends_clause(first))
    {
        return BlockKind::Caption;
    }
    if bullet(first).is_some() {
        return BlockKind::ListItem;
    }
    let look = heading(paragraph, measure);
    if let Some(style) = levels.iter().find(|style| Some(style.look) == look) {
        match style.level {
            Some(level) => return BlockKind::Heading(u8::try_from(level).unwrap_or(6).min(6)),
            // A subtitle.
            None if style.title && first.page == 0 && first.size > LARGER * measure.body => {
                return BlockKind::Apparatus;
            }
            None => {}
        }
    }
    if begins_item(first) {
        return BlockKind::ListItem;
    }
    if is_set_in(paragraph) {
        return BlockKind::Quotation;
    }
    BlockKind::Paragraph
}

/// True if the print is not that of the body.
fn differs(paragraph: &Paragraph, measure: &Measure) -> bool {
    let size = paragraph.lines[0].size;
    (size - measure.body).abs() > 0.04 * measure.body
        || paragraph.lines.iter().all(Line::is_italic)
        || paragraph.lines.iter().all(Line::is_bold)
}

/// Size and weight of a heading, if it is one.
fn heading(paragraph: &Paragraph, measure: &Measure) -> Option<(i32, bool)> {
    let lines = &paragraph.lines;
    let length: usize = lines.iter().map(|line| line.all).sum();
    let last = lines.last()?;
    let bold = lines.iter().all(Line::is_bold);
    let large = lines[0].size > LARGER * measure.body;
    let words = lines.iter().any(|line| line.text().chars().any(char::is_alphabetic));
    // The value of a field is none, however large its letters are.
    let filled_in = lines.iter().any(Line::is_filled_in);
    if filled_in || paragraph.boxed || length > LONGEST_HEADING || lines.len() > 4 || !words {
        return None;
    }
    let thick = bold && !measure.bold && lines[0].size >= 0.98 * measure.body;
    let stops = last.text().trim_end().ends_with(['.', ';', ',']);
    (large && (bold || !stops || length < 80) || thick && !stops).then(|| (style(lines[0].size), bold))
}

fn style(size: f32) -> i32 {
    (size * 2.0).round() as i32
}

/// The looks of headings, the largest first.
///
/// A look that occurs once, in larger print than any that occurs again, is the title's and of the first level too; a
/// thick line in the body's print that looks like no other is no heading.
fn levels(pieces: &[Piece], measure: &Measure) -> Vec<Style> {
    let mut counts: BTreeMap<(i32, bool), (usize, usize)> = BTreeMap::new();
    for paragraph in pieces
        .iter()
        .filter_map(|piece| if let Piece::Paragraph(paragraph) = piece { Some(paragraph) } else { None })
    {
        if leader(&paragraph.lines[0]).is_none()
            && !is_caption(&paragraph.lines[0])
            && let Some((size, bold)) = heading(paragraph, measure)
        {
            let (count, page) = counts.entry((-size, !bold)).or_default();
            *count += 1;
            *page = paragraph.lines[0].page;
        }
    }
    let again = counts.iter().position(|(_, (count, _))| *count > 1);
    let mut levels: Vec<Style> = Vec::new();
    let mut level = 0;
    for (index, ((size, thin), (count, page))) in counts.into_iter().enumerate() {
        let look = (-size, !thin);
        let large = look.0 > style(LARGER * measure.body);
        // Lines of the title page look like no heading of the text.
        let title = again.is_some_and(|again| index < again || count == 1 && page == 0);
        let role = if title && index == 0 {
            Some(1)
        } else if title || count == 1 && !large {
            None
        } else {
            level += 1;
            Some(level)
        };
        levels.push(Style { look, level: role, title });
    }
    levels
}

/// A look of headings.
#[derive(Debug)]
struct Style {
    look: (i32, bool),
    /// The level; none if it heads nothing.
    level: Option<usize>,
    /// Of the title page.
    title: bool,
}

/// True if a paragraph of several lines is set in on its left.
fn is_set_in(paragraph: &Paragraph) -> bool {
    let lines = &paragraph.lines;
    lines.len() >= 2
        && !paragraph.boxed
        && lines.iter().all(|line| line.inset() >= 1.2 * line.size && line.inset() <= 8.0 * line.size)
        && lines.windows(2).all(|pair| {
            (pair[0].start() - pair[1].start()).abs() <= 0.5 * pair[0].size || pair[0].page != pair[1].page
        })
}

/// Captions one below the other without a table are a list of what is shown elsewhere.
fn listed(pieces: &mut [Piece]) {
    let is = |piece: Option<&Piece>| matches!(piece, Some(Piece::Paragraph(paragraph)) if paragraph.kind == BlockKind::Caption);
    let mut at = 0;
    while at < pieces.len() {
        let end = at + pieces[at..].iter().take_while(|piece| is(Some(piece))).count();
        let table = at > 0 && matches!(pieces[at - 1], Piece::Table(_))
            || matches!(pieces.get(end), Some(Piece::Table(_)));
        if end - at >= if table { 4 } else { 3 } {
            for piece in &mut pieces[at..end] {
                if let Piece::Paragraph(paragraph) = piece {
                    paragraph.kind = BlockKind::Paragraph;
                }
            }
        }
        at = end.max(at + 1);
    }
}

/// What stands over a table of contents belongs to it.
fn contents(pieces: &mut [Piece]) {
    let is_line = |piece: &Piece| matches!(piece, Piece::Paragraph(paragraph) if paragraph.kind == BlockKind::Apparatus);
    let leads =
        |piece: &Piece| matches!(piece, Piece::Paragraph(paragraph) if leader(&paragraph.lines[0]).is_some());
    for at in 1..pieces.len() {
        if leads(&pieces[at])
            && !is_line(&pieces[at - 1])
            && let Piece::Paragraph(over) = &mut pieces[at - 1]
            && over.lines.len() == 1
            && matches!(over.kind, BlockKind::Heading(_) | BlockKind::Paragraph)
            && over.lines[0].all <= 40
        {
            over.kind = BlockKind::Apparatus;
        }
    }
}
