//! Tables without upright lines, of which the file draws cell after cell.
//!
//! Letters on one line do not tell where a row ends if cells have several lines each. The file does: it draws a cell down
//! to its last line, goes up to draw the next beside it, and begins the next row below all of them.
//!
//! Invariant: every segment of a table is in one cell.

use super::abreast::{Drawn, ROOM};
use super::segments::Segment;
use super::sheet::ink;
use std::ops::Range;

/// Lines of one height differ by less, in ems.
const LEVEL: f32 = 0.5;
/// So far up, in ems, does the file go at least from the foot of a cell to the head of the next, in one row of a table.
const UP: f32 = 0.4;
/// Lines of a cell stand no further apart, in ems; its paragraphs; rows.
const STEP: f32 = 2.2;
const PARAGRAPH: f32 = 3.2;
const FAR: f32 = 4.0;
/// Sizes of letters in a cell differ by less than this share.
const ALIKE: f32 = 0.08;
/// Lines of a cell, at most; of one in a table of two rows.
const LONG: usize = 30;
const SHORT: usize = 12;
/// If one of so many cells or more goes on in the next, they are columns of text.
const FLOWING: usize = 4;
/// The same share where writing has no small letters that tell.
const CASELESS: f32 = 0.1;

/// A table: its cells by row, each with its column, and the left and right edge of each column in the order of reading.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub rows: Vec<Vec<(usize, Vec<Segment>)>>,
    pub columns: Vec<(f32, f32)>,
}

/// Where a table stands: places in the file's order.
pub(super) struct Found {
    pub rows: Vec<Row>,
    /// Where columns begin and end, rising in the direction of reading.
    pub columns: Vec<(f32, f32)>,
}

impl Found {
    pub fn range(&self) -> Range<usize> {
        self.rows.first().map_or(0, Row::from)..self.rows.last().map_or(0, |row| row.to)
    }

    /// The table itself; `take` gives the segments of a cell.
    pub fn take(self, leftward: bool, mut take: impl FnMut(Range<usize>) -> Vec<Segment>) -> Table {
        let real = |(start, end): (f32, f32)| if leftward { (-end, -start) } else { (start, end) };
        let columns: Vec<(f32, f32)> = self.columns.into_iter().map(real).collect();
        let column = |cell: &[Segment]| {
            let meets = |(from, to): &(f32, f32)| cell.iter().any(|line| line.x0 < *to && *from < line.x1);
            columns.iter().position(meets).unwrap_or_default()
        };
        let mut cell = |range: Range<usize>| {
            let cell = take(range);
            (column(&cell), cell)
        };
        let rows = self.rows.iter().map(|row| row.cells().map(&mut cell).collect()).collect();
        Table { rows, columns }
    }
}

/// Cells that are drawn one after the other beside each other.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The first segment of each cell.
    starts: Vec<usize>,
    to: usize,
}

impl Row {
    fn from(&self) -> usize {
        self.starts[0]
    }

    fn cells(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let ends = self.starts.iter().skip(1).copied().chain([self.to]);
        self.starts.iter().copied().zip(ends).map(|(from, to)| from..to)
    }
}

/// The tables of a page. `open`: the columns of one that may go on at its head, from the page before.
pub(super) fn find(drawn: Drawn<'_>, open: &[(f32, f32)]) -> Vec<Found> {
    let rows = rows(drawn);
    let last = rows.iter().rposition(|row| goes_up(drawn, row)).map_or(0, |last| last + 1);
    let mut found = Vec::new();
    let mut at = 0;
    while at < rows.len() && (at < last || at <= HEADS) {
        match carried(drawn, &rows, at, open).or_else(|| table(drawn, &rows[at..], None)) {
            Some(table) => {
                at += table.rows.len();
                found.push(table);
            }
            None => at += 1,
        }
    }
    found
}

/// True if the file goes up from one cell of a row to the next.
fn goes_up(drawn: Drawn<'_>, row: &Row) -> bool {
    row.starts[1..].iter().any(|at| {
        let (before, next) = (&drawn.list[at - 1], &drawn.list[*at]);
        next.base < before.base - UP * next.size
    })
}

/// Rows before the first of a table that goes on: the running head.
const HEADS: usize = 3;
/// This share of the page, from its head.
const MARGIN: f32 = 0.16;
/// Cells of one column begin at one place to so many points.
const FLUSH: f32 = 2.0;

/// The table that goes on at the head of a page with the row at `at`.
fn carried(drawn: Drawn<'_>, rows: &[Row], at: usize, open: &[(f32, f32)]) -> Option<Found> {
    let mirrored = |(x0, x1): &(f32, f32)| if drawn.leftward { (-x1, -x0) } else { (*x0, *x1) };
    let columns: Vec<(f32, f32)> = open.iter().map(mirrored).collect();
    let row = &rows[at];
    let above = MARGIN * drawn.sheet.height;
    if at > HEADS || drawn.list[..row.from()].iter().any(|segment| segment.base > above) {
        return None;
    }
    let place = |(start, end): (f32, f32)| {
        let column = columns.iter().position(|(from, _)| (start - from).abs() <= FLUSH)?;
        columns.get(column + 1).is_none_or(|(next, _)| end < *next).then_some(column)
    };
    let places: Vec<usize> = row.cells().map(|cell| place(drawn.edges(cell))).collect::<Option<_>>()?;
    (places.len() > 1 || places[0] > 0).then(|| table(drawn, &rows[at..], Some(columns)))?
}

/// Parts the segments of a page, as drawn, into rows; text over the whole page makes rows of one cell.
fn rows(drawn: Drawn<'_>) -> Vec<Row> {
    let list = drawn.list;
    let mut rows: Vec<Row> = Vec::new();
    let mut row = Row { starts: vec![0], to: 0 };
    // The lowest line of the row, where the cells before the last end, and where that ends.
    let (mut foot, mut edge, mut end) = (f32::MIN, f32::MIN, f32::MIN);
    for (at, segment) in list.iter().enumerate().skip(1) {
        let before = &list[at - 1];
        let level = LEVEL * segment.size;
        let last = *row.starts.last().unwrap_or(&0);
        let is_flush = |segment: &Segment| {
            (drawn.start(segment) - drawn.start(&list[last])).abs() <= LEVEL * segment.size
        };
        if row.starts.len() == 1 {
            if let Some(first) = first_cell(drawn, row.from()..at, at) {
                if first > row.from() {
                    rows.push(Row { starts: row.starts, to: first });
                }
                row = Row { starts: vec![first, at], to: 0 };
                edge = drawn.edges(first..at).1;
                (foot, end) = (drawn.foot(first..at + 1), drawn.end(segment));
                continue;
            }
            if segment.base >= before.base - level {
                continue;
            }
        } else if drawn.start(segment) >= end && segment.base <= foot + level {
            row.starts.push(at);
            (foot, edge, end) = (foot.max(segment.base), edge.max(end), drawn.end(segment));
            continue;
        } else if drawn.start(segment) >= edge && goes_on(before, segment, is_flush(segment)) {
            (foot, end) = (foot.max(segment.base), end.max(drawn.end(segment)));
            continue;
        }
        row.to = at;
        rows.push(std::mem::replace(&mut row, Row { starts: vec![at], to: 0 }));
    }
    rows.extend((!list.is_empty()).then_some(Row { to: list.len(), ..row }));
    rows
}

/// True if a segment is the next line, or on the line, of the cell that ends with `before`. `flush`: it begins where the cell does, and may be a
/// paragraph of its own.
fn goes_on(before: &Segment, segment: &Segment, flush: bool) -> bool {
    let most = if flush { PARAGRAPH } else { STEP };
    (-LEVEL..=most).contains(&((segment.base - before.base) / segment.size))
        && (segment.size - before.size).abs() <= ALIKE * before.size
}

/// Where the cell begins beside which the segment `at` begins another, of segments drawn one below the other.
fn first_cell(drawn: Drawn<'_>, text: Range<usize>, at: usize) -> Option<usize> {
    let segment = &drawn.list[at];
    let level = LEVEL * segment.size;
    if segment.base > drawn.list[at - 1].base + level {
        return None;
    }
    let lines = &drawn.list[text.clone()];
    let is_beside = |line: &&Segment| line.base >= segment.base - level;
    let beside = lines.iter().rev().take_while(is_beside).count();
    let first = text.end - beside;
    if drawn.edges(first..at).1 > drawn.start(segment) {
        return None;
    }
    // A cell with fewer lines than its neighbour may stand at half its height, or at its foot.
    Some(drawn.paragraph(text, first, at))
}

/// The table that the first of some rows begins. `open`: the columns of a table that goes on with it.
fn table(drawn: Drawn<'_>, rows: &[Row], open: Option<Vec<(f32, f32)>>) -> Option<Found> {
    let first = rows.first().filter(|row| row.starts.len() > 1 || open.is_some())?;
    let known = open.as_ref().map(Vec::len);
    let mut columns = open.unwrap_or_else(|| first.cells().map(|cell| drawn.edges(cell)).collect());
    let (mut count, mut full) = (1, 1);
    for pair in rows.windows(2) {
        let (above, row) = (pair[0].from()..pair[0].to, pair[1].from()..pair[1].to);
        let size = drawn.list[row.start].size;
        let step = (drawn.head(row) - drawn.foot(above)) / size;
        let Some(fitting) = fit(drawn, &columns, &pair[1])
            .filter(|_| (LEVEL..=FAR).contains(&step))
            .filter(|columns| known.is_none_or(|known| columns.len() == known))
        else {
            break;
        };
        columns = fitting;
        count += 1;
        if pair[1].starts.len() > 1 {
            full = count;
        }
    }
    let found = Found { rows: rows[..full].to_vec(), columns };
    let parted: Vec<&Row> = found.rows.iter().filter(|row| row.starts.len() > 1).collect();
    let by_cell = parted.iter().filter(|row| goes_up(drawn, row)).count();
    if by_cell == 0 && known.is_none() {
        return None;
    }
    let breaks: usize = parted.iter().map(|row| row.starts.len() - 1).sum();
    let flowing: usize = parted.iter().map(|row| flowing(drawn, row, &found.columns)).sum();
    // One such row may be columns of text, and the row before it the running head.
    let short = || parted.iter().flat_map(|row| row.cells()).all(|cell| cell.len() <= SHORT);
    let told = by_cell >= 2
        || parted.len() > 2
        || breaks > 1
            && flowing == 0
            && (parted.len() == 1 && !is_level(drawn, parted[0]) || breaks > parted.len() && short());
    let is_table = (known.is_some() || told)
        && (FLOWING * flowing < breaks || flowing == 0)
        && found.rows.iter().flat_map(Row::cells).all(|cell| is_cell(drawn, cell))
        && !are_titled(drawn, &found.rows)
        && drawn.is_alone(found.range());
    is_table.then_some(found)
}

/// True if the lines of all cells stand at the same heights: a table drawn column by column.
fn is_level(drawn: Drawn<'_>, row: &Row) -> bool {
    let bases = |cell: Range<usize>| drawn.list[cell].iter().map(|line| line.base);
    let mut cells = row.cells();
    let Some(first) = cells.next() else { return false };
    let alike = |cell: Range<usize>| {
        let size = drawn.list[cell.start].size;
        cell.len() == first.len()
            && bases(cell).zip(bases(first.clone())).all(|(one, other)| (one - other).abs() <= LEVEL * size)
    };
    first.len() > 2 && cells.all(alike)
}

/// True if most cells of several lines begin with a thick one, as articles set beside each other do.
fn are_titled(drawn: Drawn<'_>, rows: &[Row]) -> bool {
    let is_bold = |line: &Segment| {
        line.letters.iter().all(|letter| {
            let glyph = &drawn.sheet.glyphs[*letter as usize];
            glyph.look.bold || ink(drawn.sheet.words(glyph)) == 0
        })
    };
    let long: Vec<Range<usize>> = rows.iter().flat_map(Row::cells).filter(|cell| cell.len() > 2).collect();
    let is_titled = |cell: &&Range<usize>| {
        let (first, last) = (&drawn.list[cell.start], &drawn.list[cell.end - 1]);
        is_bold(first) && !is_bold(last)
    };
    2 * long.iter().filter(is_titled).count() > long.len()
}

/// True for lines of one size, and not too many.
fn is_cell(drawn: Drawn<'_>, cell: Range<usize>) -> bool {
    let lines = &drawn.list[cell];
    let alike = |line: &Segment| (line.size - lines[0].size).abs() <= ALIKE * lines[0].size;
    lines.len() <= LONG && lines.iter().all(|line| line.grid.is_none() && alike(line))
}

/// How many cells of a row end at the edge of their column within a sentence that the next goes on with, as columns of text do.
fn flowing(drawn: Drawn<'_>, row: &Row, columns: &[(f32, f32)]) -> usize {
    let cells: Vec<Range<usize>> = row.cells().collect();
    let flows = |pair: &&[Range<usize>]| {
        let last = &drawn.list[pair[0].end - 1];
        let end = columns.iter().find(|(from, to)| *from <= drawn.start(last) && drawn.end(last) <= *to);
        let next = &drawn.list[pair[1].start];
        let is_lower = next.said(drawn.sheet).trim_start().starts_with(char::is_lowercase);
        let room = if is_lower { ROOM } else { CASELESS };
        let full = end.is_some_and(|(from, to)| to - drawn.end(last) <= room * (to - from));
        pair[0].len() > 1 && full && drawn.flows(pair[1].start)
    };
    cells.windows(2).filter(flows).count()
}

/// The columns of a table with one row more, if its cells stand in them.
fn fit(drawn: Drawn<'_>, columns: &[(f32, f32)], row: &Row) -> Option<Vec<(f32, f32)>> {
    let mut fitting = columns.to_vec();
    let mut taken = vec![false; columns.len()];
    let mut new = Vec::new();
    for (start, end) in row.cells().map(|cell| drawn.edges(cell)) {
        let mut meets = (0..columns.len()).filter(|at| columns[*at].0 < end && start < columns[*at].1);
        match (meets.next(), meets.next()) {
            (Some(at), None) if !taken[at] => {
                taken[at] = true;
                fitting[at] = (fitting[at].0.min(start), fitting[at].1.max(end));
            }
            (None, _) => new.push((start, end)),
            _ => return None,
        }
    }
    if taken.iter().filter(|taken| **taken).count() < row.starts.len().min(2) {
        return None;
    }
    fitting.extend(new);
    fitting.sort_by(|a, b| a.0.total_cmp(&b.0));
    fitting.windows(2).all(|pair| pair[0].1 <= pair[1].0).then_some(fitting)
}
