//! Lines to paragraphs: where one ends, what each is, and which go on over the end of a column or page.

use super::leaf::{Item, Leaf, Line};
use super::measure::Measure;
use super::shapes::{begins_in_brackets, begins_item, bullet, ends_clause, is_caption, leader};
use probata_report::BlockKind;
use std::collections::BTreeMap;

/// A mark moves its line so far down at most, in ems.
const RAISED: f32 = 0.3;

/// A paragraph.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub kind: BlockKind,
    pub boxed: bool,
    pub lines: Vec<Line>,
}

/// A piece of the text.
#[derive(Debug)]
pub(super) enum Piece {
    Paragraph(Paragraph),
    Table(Cells),
    /// The head of a table, printed again on a further page.
    Repeated(Vec<Line>),
}

/// The text of all pages as paragraphs and tables.
pub(super) fn flow(leaves: &mut [Leaf], measure: &Measure) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    // Boxes within a paragraph that may go on behind them.
    let mut held: Vec<Line> = Vec::new();
    for item in leaves.iter_mut().flat_map(|leaf| std::mem::take(&mut leaf.items)) {
        match item {
            Item::Table(table) => {
                put_boxes(&mut pieces, &mut held, measure);
                add_table(&mut pieces, table);
            }
            Item::Line(line) if line.boxed.is_some() && is_open(&pieces) => held.push(line),
            Item::Line(line) => {
                if let Some(cell) = cut_cell(&mut pieces, &line) {
                    cell.push(line);
                } else if held.is_empty() || !goes_around(&mut pieces, &mut held, &line, measure) {
                    put_boxes(&mut pieces, &mut held, measure);
                    add(&mut pieces, line, measure);
                }
            }
        }
    }
    put_boxes(&mut pieces, &mut held, measure);
    super::roles::assign(&mut pieces, measure);
    pieces
}

/// True if a paragraph of the text stands last.
fn is_open(pieces: &[Piece]) -> bool {
    matches!(pieces.last(), Some(Piece::Paragraph(open)) if !open.boxed)
}

fn put_boxes(pieces: &mut Vec<Piece>, held: &mut Vec<Line>, measure: &Measure) {
    for line in held.drain(..) {
        add(pieces, line, measure);
    }
}

/// Adds a line behind boxes to the paragraph before them, if that goes on in it: boxes do not part it. Those of a page before are put
/// before it, if it begins on that page.
fn goes_around(pieces: &mut Vec<Piece>, held: &mut Vec<Line>, line: &Line, measure: &Measure) -> bool {
    let Some(Piece::Paragraph(open)) = pieces.last() else { return false };
    let Some(last) = open.lines.last() else { return false };
    let here = held.iter().all(|one| one.page == line.page);
    // On one page the text runs on beside a box; below it only if it is within a sentence.
    let beside = last.page != line.page || last.stream == line.stream;
    let goes_on = beside && goes_on(open, line, measure)
        || is_lower(line)
            && !begins_item(line)
            && alike(open, last, line)
            && over_the_edge(open, last, line, measure);
    if !goes_on || !here && open.lines[0].page != held[0].page {
        return false;
    }
    if let Some(Piece::Paragraph(mut open)) = pieces.pop() {
        if !here {
            put_boxes(pieces, held, measure);
        }
        open.lines.push(line.clone());
        pieces.push(Piece::Paragraph(open));
    }
    true
}

/// Lines of a cell begin at one place to so many points, and stand no further apart, in ems.
const FLUSH: f32 = 2.0;
const CELL: f32 = 1.7;

/// A table's cells by row and column.
pub(super) type Cells = BTreeMap<(usize, usize), Vec<Line>>;

/// A table at the head of a page may go on with that at the foot of the page before: as many columns, nothing between.
fn add_table(pieces: &mut Vec<Piece>, table: Cells) {
    let last = pieces.iter_mut().rev().find_map(|piece| match piece {
        Piece::Repeated(_) => None,
        Piece::Table(cells) => Some(Some(cells)),
        Piece::Paragraph(_) => Some(None),
    });
    let Some(last) = last.flatten().filter(|last| continues(last, &table)) else {
        pieces.push(Piece::Table(table));
        return;
    };
    let rows = last.keys().map(|(row, _)| row + 1).max().unwrap_or(0);
    let again = usize::from(row(last, 0) == row(&table, 0));
    let cut = usize::from(is_cut(last, &table, again));
    let mut repeated = Vec::new();
    for ((row, column), lines) in table {
        if row < again {
            repeated.extend(lines);
        } else {
            last.entry((rows + row - again - cut, column)).or_default().extend(lines);
        }
    }
    if !repeated.is_empty() {
        pieces.push(Piece::Repeated(repeated));
    }
}

fn row(cells: &Cells, row: usize) -> Vec<String> {
    cells.range((row, 0)..(row + 1, 0)).map(|(_, lines)| lines.iter().map(Line::text).collect()).collect()
}

/// True if the row `at` of a table goes on with the last row of the page before, which did not fit on it: cells end there with a full line,
/// and one within a sentence.
fn is_cut(last: &Cells, next: &Cells, at: usize) -> bool {
    let Some(row) = last.keys().map(|(row, _)| *row).max() else { return false };
    let whole = next.contains_key(&(at, 0));
    let mut within = false;
    for ((_, column), lines) in next.range((at, 0)..(at + 1, 0)) {
        let before = last.get(&(row, *column)).map(Vec::as_slice).unwrap_or_default();
        let (Some(end), Some(begin)) = (before.last(), lines.first()) else { return false };
        if end.is_short_before(begin) {
            return false;
        }
        let several = !whole || before.len() + lines.len() > 2;
        within |= !ended(end) && is_lower(begin) && several;
    }
    within
}

/// The cell of a table at the foot of the page before that a line goes on with.
fn cut_cell<'p>(pieces: &'p mut [Piece], line: &Line) -> Option<&'p mut Vec<Line>> {
    let Some(Piece::Table(cells)) = pieces.last_mut() else { return None };
    let row = cells.keys().map(|(row, _)| *row).max()?;
    let first = cells.values().flatten().map(|line| line.page).min()?;
    let goes_on = |lines: &&mut Vec<Line>| {
        let Some(last) = lines.last() else { return false };
        let step = (line.base - last.base) / line.size;
        let (ended, short) = (ended(last), last.is_short_before(line));
        let goes_on = if last.page < line.page {
            is_lower(line) && !ended && !short
        } else {
            first < line.page && (0.0..=CELL).contains(&step) && !(ended && short)
        };
        goes_on
            && (last.size - line.size).abs() <= 0.04 * last.size
            && (last.start() - line.start()).abs() <= FLUSH
            && line.x0 >= last.left - line.size
            && line.x1 <= last.right + line.size
    };
    cells.range_mut((row, 0)..).map(|(_, lines)| lines).find(goes_on)
}

fn continues(last: &Cells, next: &Cells) -> bool {
    let columns = |cells: &Cells| cells.keys().map(|(_, column)| *column).max();
    let page = |cells: &Cells| cells.values().flatten().map(|line| line.page).max();
    let Some(first) = next.keys().map(|(_, column)| *column).min() else { return false };
    let left = |cells: &Cells| {
        let lines = cells.iter().filter(|(place, _)| place.1 == first).flat_map(|(_, lines)| lines);
        lines.map(|line| if line.leftward { -line.right } else { line.left }).fold(f32::MAX, f32::min)
    };
    let as_many = columns(last) == columns(next) || columns(last) > columns(next) && is_cut(last, next, 0);
    as_many && page(last) < page(next) && (left(last) - left(next)).abs() <= 6.0
}

fn add(pieces: &mut Vec<Piece>, line: Line, measure: &Measure) {
    if let Some(Piece::Paragraph(open)) = pieces.last_mut()
        && goes_on(open, &line, measure)
    {
        open.lines.push(line);
        return;
    }
    let boxed = line.boxed.is_some();
    pieces.push(Piece::Paragraph(Paragraph { kind: BlockKind::Paragraph, boxed, lines: vec![line] }));
}

/// True if a line belongs to the paragraph before it.
fn goes_on(open: &Paragraph, line: &Line, measure: &Measure) -> bool {
    let Some(last) = open.lines.last() else { return false };
    if last.boxed != line.boxed
        || last.parted && (line.parted || !is_lower(line))
        || !alike(open, last, line)
        || leader(last).is_some()
        || leader(line).is_some()
    {
        return false;
    }
    let first = &open.lines[0];
    if (last.page, last.stream) != (line.page, line.stream) {
        return over_the_edge(open, last, line, measure);
    }
    let step = line.base - last.base;
    let usual =
        open.lines.windows(2).next().map(|pair| pair[1].base - pair[0].base).filter(|step| *step > 0.0);
    let leading = (measure.leading / measure.body * line.size).max(1.15 * line.size);
    let wide =
        usual.map_or((1.32 * leading).min(leading + 0.4 * line.size), |usual| usual + 0.16 * line.size);
    // A browser sets a line with a mark further down.
    let raised = if line.runs.iter().any(|run| run.raised) { RAISED * line.size } else { 0.0 };
    if step > wide + raised || step < -0.2 * line.size {
        return false;
    }
    if bullet(line).is_some() {
        return false;
    }
    let inset = line.inset();
    let flush = |line: &Line| line.inset() <= 0.4 * line.size;
    if begins_item(line)
        && !is_mark(open, last, line)
        && (ended(last) || (line.start() - first.start()).abs() <= 0.5 * line.size && begins_item(first))
        && step >= 0.0
    {
        return false;
    }
    if begins_item(first) || bullet(first).is_some() {
        // What is set in below a label belongs to it; what is set out again does not.
        let under = first.start() + first.second.unwrap_or(first.size);
        return line.start() >= first.start() + 0.5 * line.size
            || !last.is_short_before(line)
                && (line.start() - under).abs() > 0.5 * line.size
                && line.start() >= first.start() - 0.5 * line.size;
    }
    if flush(last) && inset >= 0.8 * line.size && open.lines.len() > 1 {
        return false;
    }
    if flush(last) && inset >= 0.8 * line.size && ended(last) {
        return false;
    }
    let short = ended(last) || very_short(last) || is_narrow(last) && !is_lower(line);
    !(last.is_short_before(line) && short)
}

/// Columns of text are wider, in ems; an address or the names under a signature need not be.
const NARROW: f32 = 14.0;

/// True for a line of a column so narrow that its lines may be all that it has, each by itself.
fn is_narrow(line: &Line) -> bool {
    line.right - line.left < NARROW * line.size
}

/// True if the second column is another one than the first went on in: below it, and not as wide.
fn is_other_block(last: &Line, line: &Line) -> bool {
    let (one, other) = (last.right - last.left, line.right - line.left);
    line.base > last.base && (one - other).abs() > 0.15 * one.max(other)
}

/// True if a line begins with a mark in brackets that found no room on the line before it, in a paragraph that is no item.
fn is_mark(open: &Paragraph, last: &Line, line: &Line) -> bool {
    begins_in_brackets(line) && !last.is_short_before(line) && !begins_item(&open.lines[0])
}

/// True if size and weight are the same.
fn alike(open: &Paragraph, last: &Line, line: &Line) -> bool {
    let same_size = (last.size - line.size).abs() <= 0.04 * last.size.max(line.size);
    let first = &open.lines[0];
    let heavy = first.is_bold() == line.is_bold()
        || open.lines.iter().any(|other| !other.is_bold()) && !line.is_bold();
    let wholly = open.lines.iter().all(Line::is_bold);
    same_size && (heavy || !wholly && open.lines.len() > 1 && line.bold < line.all)
}

fn very_short(line: &Line) -> bool {
    line.room() > 0.3 * (line.right - line.left)
}

fn ended(line: &Line) -> bool {
    ends_clause(line)
}

/// True if a line begins with a small letter.
fn is_lower(line: &Line) -> bool {
    line.text().trim_start().chars().next().is_some_and(char::is_lowercase)
}

/// True if a paragraph goes on in the next column or page.
fn over_the_edge(open: &Paragraph, last: &Line, line: &Line, measure: &Measure) -> bool {
    let lower = is_lower(line);
    let heading = (last.size > 1.1 * measure.body) || open.lines.iter().all(Line::is_bold) && !measure.bold;
    if heading || bullet(line).is_some() || is_caption(last) || is_caption(line) {
        return false;
    }
    if begins_item(line) && !lower && !is_mark(open, last, line) {
        return !ended(last) && !last.is_short_before(line) && !begins_item(&open.lines[0]);
    }
    let inset = line.inset() >= 0.8 * line.size;
    let hanging = bullet(&open.lines[0]).is_some() || begins_item(&open.lines[0]);
    if lower {
        return true;
    }
    if last.is_short_before(line)
        || last.page == line.page
            && (is_other_block(last, line) || is_narrow(last) && open.lines.len() == 1 && !ended(last))
    {
        return false;
    }
    if ended(last) {
        !hanging && if measure.indents { !inset } else { open.lines.len() > 1 }
    } else {
        !very_short(last)
    }
}
