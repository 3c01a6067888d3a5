//! Streams of segments made lines and tables.

use super::cells::Table;
use super::contents::{is_contents, is_entry};
use super::inset;
use super::leaf::{Item, Line};
use super::order::Stream;
use super::ruled::Grid;
use super::segments::{Segment, extent};
use super::sheet::{Glyph, Sheet, ink};
use super::words::{
    Run, Words, ends_on_the_left, has_leftward, leftward, raise_brackets, show_hyphens, words,
};
use std::collections::BTreeMap;

/// Makes the pieces of a page.
pub(super) struct Maker<'s> {
    sheet: &'s Sheet,
    page: usize,
    streams: usize,
    /// The page is read from right to left.
    leftward: bool,
    /// The ends of the line made last, if it is read from right to left.
    above: Option<(f32, f32)>,
    /// The columns of a table without lines, if that was made last.
    pub open: Vec<(f32, f32)>,
}

impl<'s> Maker<'s> {
    /// `page`: its index; `leftward`: it is read from right to left.
    pub fn new(sheet: &'s Sheet, page: usize, leftward: bool) -> Self {
        Self { sheet, page, streams: 0, leftward, above: None, open: Vec::new() }
    }

    /// Adds the lines or the table of a stream. `inside`: what stands in each of the grids.
    pub fn stream(&mut self, stream: Stream, grids: &[Grid], inside: &[Vec<Segment>], items: &mut Vec<Item>) {
        if let Some(table) = stream.table {
            items.push(self.table(table));
            return;
        }
        if !is_foot(&stream, self.sheet.height) {
            self.open.clear();
        }
        let text = || stream.segments.iter().filter(|segment| segment.grid.is_none());
        let left = text().map(|s| s.x0).fold(f32::MAX, f32::min);
        let right = text().map(|s| s.x1).fold(f32::MIN, f32::max);
        let bounds = Bounds { left, right, boxed: None, stream: self.streams, column: stream.column };
        self.streams += 1;
        let mut contents = false;
        if stream.beside && stream.segments.iter().all(|segment| segment.grid.is_none()) {
            let side = Side { leftward: self.is_leftward(&stream.segments) };
            contents = is_contents(self.sheet, &rows(stream.segments.clone()), side.leftward);
            if let Some(edges) = columns(&stream.segments, side).filter(|_| !contents) {
                self.unruled(stream.segments, &edges, side, items);
                return;
            }
        }
        let first = items.len();
        for row in rows(stream.segments) {
            match row.first().and_then(|segment| segment.grid) {
                Some(grid) => self.grid(&grids[grid], grid, &inside[grid], items),
                None => {
                    let entry = contents && is_entry(self.sheet, &row, self.reads_leftward(&row));
                    items.extend(self.line(&row, &bounds).map(|line| Item::Line(Line { entry, ..line })));
                }
            }
        }
        inset::alike_edges(&mut items[first..]);
    }

    /// The lines of a block that is set into the text. `index`: which box of the page it is.
    pub fn inset(&mut self, mut segments: Vec<Segment>, index: usize) -> Vec<Line> {
        segments.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.x0.total_cmp(&b.x0)));
        let left = segments.iter().map(|s| s.x0).fold(f32::MAX, f32::min);
        let right = segments.iter().map(|s| s.x1).fold(f32::MIN, f32::max);
        let boxed = Some(self.box_of(index));
        let bounds = Bounds { left, right, boxed, stream: self.streams, column: false };
        self.streams += 1;
        rows(segments).iter().filter_map(|row| self.line(row, &bounds)).collect()
    }

    /// A table without upright lines, of which the file draws cell after cell.
    fn table(&mut self, Table { rows: cells, columns }: Table) -> Item {
        let mut table = BTreeMap::new();
        for (number, row) in cells.into_iter().enumerate() {
            for (at, mut segments) in row {
                segments.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.x0.total_cmp(&b.x0)));
                let (left, right) = columns[at];
                let bounds = Bounds { left, right, boxed: None, stream: self.streams, column: false };
                let lines = rows(segments).iter().filter_map(|row| self.line(row, &bounds)).collect();
                table.insert((number, at), lines);
            }
        }
        self.streams += 1;
        self.open = columns;
        Item::Table(table)
    }

    /// A number for a box of the page that no other page's has.
    fn box_of(&self, index: usize) -> usize {
        self.page * 1_000 + index
    }

    fn grid(&mut self, grid: &Grid, index: usize, segments: &[Segment], items: &mut Vec<Item>) {
        let mut cells: BTreeMap<(usize, usize), Vec<Segment>> = BTreeMap::new();
        let leftward = self.is_leftward(segments);
        for segment in segments {
            cells.entry(grid.cell(segment, leftward)).or_default().push(segment.clone());
        }
        let boxed = grid.is_box().then_some(self.box_of(index));
        let mut table = BTreeMap::new();
        for (place, mut segments) in cells {
            segments.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.x0.total_cmp(&b.x0)));
            let left = segments.iter().map(|s| s.x0).fold(f32::MAX, f32::min);
            let right = segments.iter().map(|s| s.x1).fold(f32::MIN, f32::max);
            let bounds = Bounds { left, right, boxed, stream: self.streams, column: false };
            let lines: Vec<Line> = rows(segments).iter().filter_map(|row| self.line(row, &bounds)).collect();
            table.insert(place, lines);
        }
        if boxed.is_some() {
            items.extend(table.into_values().flatten().map(Item::Line));
        } else {
            items.push(Item::Table(table));
        }
        self.streams += 1;
    }

    /// True if most letters are of a script from right to left.
    fn is_leftward(&self, segments: &[Segment]) -> bool {
        segments.iter().map(|segment| leftward(self.sheet, segment)).sum::<isize>() > 0
    }

    /// True if a line is read from right to left: most of its letters are, or some are on a page that is, or its signs stand
    /// as in such a line, on such a page or at the end of such a paragraph.
    fn reads_leftward(&self, row: &[Segment]) -> bool {
        let any = || row.iter().any(|segment| has_leftward(self.sheet, segment));
        let ends = || row.first().is_some_and(|segment| ends_on_the_left(self.sheet, segment));
        let set_right = |(left, right): (f32, f32)| {
            let near = row.last().is_some_and(|segment| (right - segment.x1).abs() <= 0.5 * segment.size);
            near && row.first().is_some_and(|segment| segment.x0 - left >= 2.0 * segment.size)
        };
        self.is_leftward(row)
            || self.leftward && (any() || ends())
            || self.above.is_some_and(set_right) && !any() && ends()
    }

    /// A table without lines: what stands below a cell in a row without a first cell goes on with it.
    fn unruled(&mut self, segments: Vec<Segment>, edges: &[f32], side: Side, items: &mut Vec<Item>) {
        let end = segments.iter().map(|segment| side.of(segment).1).fold(f32::MIN, f32::max);
        let ends = edges.iter().skip(1).copied().chain([end]);
        self.open = edges.iter().copied().zip(ends).map(|ends| side.real(ends)).collect();
        let mut table: BTreeMap<(usize, usize), Vec<Line>> = BTreeMap::new();
        let (mut number, mut last) = (0, f32::MIN);
        for row in rows(segments) {
            let column = |segment: &Segment| {
                edges.partition_point(|edge| *edge <= side.of(segment).0 + 0.5).saturating_sub(1)
            };
            let (base, size) = (row[0].base, row[0].size);
            let goes_on = row.iter().all(|segment| column(segment) > 0) && base - last <= 1.6 * size;
            number += usize::from(last > f32::MIN && !goes_on);
            last = base;
            for place in 0..row.len() {
                let segment = &row[if side.leftward { row.len() - 1 - place } else { place }];
                let at = column(segment);
                let end = edges.get(at + 1).copied().unwrap_or(side.of(segment).1);
                let (left, right) = side.real((edges[at], end));
                let bounds = Bounds { left, right, boxed: None, stream: self.streams, column: false };
                table
                    .entry((number, at))
                    .or_default()
                    .extend(self.line(std::slice::from_ref(segment), &bounds));
            }
        }
        self.streams += 1;
        items.push(Item::Table(table));
    }

    fn line(&mut self, row: &[Segment], bounds: &Bounds) -> Option<Line> {
        let leftward = self.reads_leftward(row);
        let mut row: Vec<&Segment> = row.iter().collect();
        if leftward {
            row.reverse();
        }
        let first = *row.first()?;
        let main = row.iter().max_by(|a, b| a.letters.len().cmp(&b.letters.len()))?;
        let is_bullet = row.len() > 1
            && first.letters.len() == 1
            && !first.said(self.sheet).contains(char::is_alphanumeric);
        let sized = row.iter().skip(usize::from(is_bullet));
        let size = sized.map(|segment| segment.size).fold(0.0, f32::max).min(main.size * 1.5);
        let mut all = Words::default();
        for segment in &row {
            let words = words(self.sheet, segment, leftward);
            if !all.runs.is_empty() {
                all.runs.push(Run { text: " ".to_owned(), raised: false });
            }
            all.runs.extend(words.runs);
            all.all += words.all;
            all.bold += words.bold;
            all.italic += words.italic;
            all.field += words.field;
        }
        show_hyphens(&mut all.runs);
        raise_brackets(&mut all.runs);
        let x0 = row.iter().map(|s| s.x0).fold(f32::MAX, f32::min);
        let x1 = row.iter().map(|s| s.x1).fold(f32::MIN, f32::max);
        self.above = leftward.then_some((x0, x1));
        let second = row.get(1);
        let top = row.iter().map(|s| s.top()).fold(f32::MAX, f32::min);
        let bottom = row.iter().map(|s| s.bottom()).fold(f32::MIN, f32::max);
        let (first_word, first_gap) = self.first_word(first, leftward);
        Some(Line {
            left: bounds.left,
            right: bounds.right,
            x0,
            x1,
            base: main.base,
            size,
            frame: self.sheet.frame(x0, top, x1, bottom),
            runs: all.runs,
            second: second.map(|next| if leftward { x1 - next.x1 } else { next.x0 - x0 }),
            first_word,
            first_gap,
            leftward,
            all: all.all,
            bold: all.bold,
            italic: all.italic,
            field: all.field,
            artifact: row.iter().all(|segment| segment.artifact),
            parted: is_parted(&row, size),
            boxed: bounds.boxed,
            stream: bounds.stream,
            column: bounds.column,
            entry: false,
            blank: row.last().is_some_and(|last| self.is_before_blank(last)),
            page: self.page,
        })
    }

    /// True if the file draws a space behind a segment.
    fn is_before_blank(&self, segment: &Segment) -> bool {
        let next = segment.letters.last().and_then(|last| self.sheet.glyphs.get(*last as usize + 1));
        next.is_some_and(|glyph| self.sheet.words(glyph).starts_with(' '))
    }

    /// How wide the first word of a segment is, and the space behind it if that is wider than the next.
    fn first_word(&self, segment: &Segment, leftward: bool) -> (f32, f32) {
        let glyphs = segment.letters.iter().map(|index| &self.sheet.glyphs[*index as usize]);
        // Places rising in the direction of reading.
        let place = |glyph: &Glyph| {
            let (x0, x1) = extent(glyph);
            if leftward { (segment.x1 - x1, segment.x1 - x0) } else { (x0 - segment.x0, x1 - segment.x0) }
        };
        let mut places: Vec<(f32, f32, bool)> =
            glyphs.map(|glyph| (place(glyph).0, place(glyph).1, ink(self.sheet.words(glyph)) == 0)).collect();
        if leftward {
            places.sort_by(|a, b| a.0.total_cmp(&b.0));
        }
        let mut words: Vec<(f32, f32)> = Vec::with_capacity(3);
        let mut spaced = true;
        for (from, to, blank) in places {
            let apart = spaced || words.last().is_some_and(|(_, end)| from - end > 0.16 * segment.size);
            let full = words.len() == 3;
            match words.last_mut() {
                _ if blank => {}
                Some((_, end)) if !apart => *end = end.max(to),
                _ if full => break,
                _ => words.push((from, to)),
            }
            spaced = blank;
        }
        let gap = |at: usize| words.get(at + 1).map_or(0.0, |next| next.0 - words[at].1);
        let end = words.first().map_or(0.0, |first| first.1);
        // In a stretched line all spaces are wide.
        let wider = words.len() > 1 && gap(0) >= 1.5 * gap(1);
        (end, if wider { gap(0) } else { 0.0 })
    }
}

/// Parts of a row that stand further apart, in ems, are set apart by a tab; a label before the others is no such part.
const PARTED: f32 = 2.0;
const LABEL: f32 = 3.0;

fn is_parted(row: &[&Segment], size: f32) -> bool {
    let is_label = |segment: &Segment| segment.x1 - segment.x0 <= LABEL * size;
    let gap = |a: &Segment, b: &Segment| (b.x0 - a.x1).max(a.x0 - b.x1);
    let behind = usize::from(row.first().is_some_and(|first| is_label(first)));
    row[behind.min(row.len())..].windows(2).any(|pair| gap(pair[0], pair[1]) >= PARTED * size)
}

/// The side from which a table is read.
#[derive(Clone, Copy)]
struct Side {
    leftward: bool,
}

impl Side {
    /// Where a segment begins and ends, rising in the direction of reading.
    fn of(self, segment: &Segment) -> (f32, f32) {
        if self.leftward { (-segment.x1, -segment.x0) } else { (segment.x0, segment.x1) }
    }

    /// The left and right end of what begins and ends so.
    fn real(self, (start, end): (f32, f32)) -> (f32, f32) {
        if self.leftward { (-end, -start) } else { (start, end) }
    }
}

/// Where the columns of a table without lines begin, if the segments stand in columns and the first is not one of
/// labels.
fn columns(segments: &[Segment], side: Side) -> Option<Vec<f32>> {
    // What stands alone in its row may be the title of rows below it, and reach over all columns.
    let rows = segments.chunk_by(|a, b| a.level_with(b));
    let parted: Vec<&[Segment]> = rows.clone().filter(|row| row.len() > 1).collect();
    let telling = if 2 * parted.len() >= rows.count() { parted.concat() } else { segments.to_vec() };
    let mut ends: Vec<(f32, f32)> = telling.iter().map(|segment| side.of(segment)).collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let size = segments.iter().map(|segment| segment.size).fold(0.0, f32::max);
    let mut edges: Vec<f32> = Vec::new();
    let mut widths: Vec<f32> = Vec::new();
    let mut reach = f32::MIN;
    for (x0, x1) in ends {
        if x0 > reach + 0.4 * size {
            edges.push(x0);
            widths.push(0.0);
        }
        reach = reach.max(x1);
        if let (Some(edge), Some(width)) = (edges.last(), widths.last_mut()) {
            *width = reach - edge;
        }
    }
    let labels = widths.first().is_some_and(|width| *width <= 2.5 * size);
    (edges.len() >= 2 && !(labels && edges.len() == 2)).then_some(edges)
}

struct Bounds {
    left: f32,
    right: f32,
    boxed: Option<usize>,
    stream: usize,
    column: bool,
}

/// True if both stand on one line. A bullet may stand a little off it.
fn on_one_line(row: &[Segment], next: &Segment) -> bool {
    let off = |a: &Segment, b: &Segment| {
        a.letters.len() == 1 && a.x1 <= b.x0 && (a.base - b.base).abs() <= 0.45 * a.size.max(b.size)
    };
    row[0].level_with(next) || row.len() == 1 && (off(&row[0], next) || off(next, &row[0]))
}

/// Segments in order of line as rows; a grid is a row of its own.
fn rows(segments: Vec<Segment>) -> Vec<Vec<Segment>> {
    let mut rows: Vec<Vec<Segment>> = Vec::new();
    for segment in segments {
        match rows.last_mut() {
            Some(row) if segment.grid.is_none() && row[0].grid.is_none() && on_one_line(row, &segment) => {
                row.push(segment)
            }
            _ => rows.push(vec![segment]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    rows
}

/// This share of a page, from its foot, may have a running foot.
const FOOT: f32 = 0.14;

/// True if all that is in a stream stands at the foot of the page.
fn is_foot(stream: &Stream, height: f32) -> bool {
    stream.segments.iter().all(|segment| segment.top() >= (1.0 - FOOT) * height)
}
