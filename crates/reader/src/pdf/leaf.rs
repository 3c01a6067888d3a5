//! A page as lines and tables in the order of reading.

use super::accents;
use super::cells::Table;
use super::contents::{is_contents, is_entry};
use super::counts::{self, Counts, Margin};
use super::inset;
use super::order::{self, Stream};
use super::parted;
use super::recognised::{self, Trust};
use super::ruled::{self, Grid};
use super::scans;
use super::segments::{Segment, Segments, segments};
use super::shapes::{is_ideograph, strange};
use super::sheet::{Glyph, Rule, Sheet, ink};
use super::words::{
    Run, Words, ends_on_the_left, has_leftward, leftward, raise_brackets, show_hyphens, words,
};
use crate::recognised::RecognisedPage;
use probata_report::Frame;
use std::collections::BTreeMap;

/// A page.
#[derive(Debug, Default)]
pub(super) struct Leaf {
    pub width: f32,
    pub height: f32,
    pub items: Vec<Item>,
    /// Lines drawn along the text.
    pub rules: Vec<Rule>,
    /// Those that are part of no table or box: one may stand over notes.
    pub free_rules: Vec<Rule>,
    /// Text at an angle to the rest.
    pub aslant: Vec<(String, Frame)>,
    /// Text that a reader of the page does not see.
    pub unseen: String,
    /// True if letters of the page are drawn without ink over a picture of it.
    pub recognised: bool,
    /// True if most of it is pictures, with next to no text.
    pub scan: bool,
    /// How sure a program was of the words that it recognised in them.
    pub trust: Option<Trust>,
    /// Characters seen; those that are not in the items.
    pub seen: usize,
    pub aside: usize,
    /// Letters without a meaning, by font.
    pub unmapped: Vec<(String, usize)>,
    /// Letters whose meaning was taken from their numbers.
    pub guessed: usize,
    pub faults: Vec<String>,
    /// Words in which signs of another script stand among letters, as where a font tells the wrong meaning.
    pub strange: Vec<String>,
    /// Signs of Chinese, Japanese and Korean writing.
    pub ideographs: usize,
    /// True if its lines are numbered in the margin; the numbers are not in the items.
    pub counted: bool,
    /// Where they are; where numbers stand that may be such.
    pub margins: Vec<Margin>,
    pub maybe_counted: Vec<Margin>,
    /// Share of the page that pictures beside text cover.
    pub pictured: f32,
    /// True if it is in doubt in what order its columns are read.
    pub doubtful: bool,
}

/// A piece of a page.
#[derive(Debug)]
pub(super) enum Item {
    Line(Line),
    /// Cells by row and column, each with its lines.
    Table(BTreeMap<(usize, usize), Vec<Line>>),
}

/// A line of print.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Edges of the column that it stands in.
    pub left: f32,
    pub right: f32,
    pub x0: f32,
    pub x1: f32,
    pub base: f32,
    pub size: f32,
    pub frame: Frame,
    pub runs: Vec<Run>,
    /// How far its text begins behind its start, behind a first word or label set apart.
    pub second: Option<f32>,
    /// How wide its first word is, and the space behind it if that is wider than the next.
    pub first_word: f32,
    pub first_gap: f32,
    /// Read from right to left.
    pub leftward: bool,
    pub all: usize,
    pub bold: usize,
    pub italic: usize,
    pub field: usize,
    pub artifact: bool,
    /// Parts of it stand far apart, as at tabs, and no label is one of them.
    pub parted: bool,
    /// The box that it stands in.
    pub boxed: Option<usize>,
    /// The column, counted through the page.
    pub stream: usize,
    /// Stands in one of several columns.
    pub column: bool,
    /// A title and a page number of a table of contents.
    pub entry: bool,
    /// A space is drawn behind its last letter.
    pub blank: bool,
    /// Index of the page.
    pub page: usize,
}

impl Line {
    /// Its text.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// How far it begins behind the edge from which lines are read.
    pub fn inset(&self) -> f32 {
        if self.leftward { self.right - self.x1 } else { self.x0 - self.left }
    }

    /// How far it ends before the edge to which lines are read.
    pub fn room(&self) -> f32 {
        if self.leftward { self.x0 - self.left } else { self.right - self.x1 }
    }

    /// Where it begins, rising in the direction of reading.
    pub fn start(&self) -> f32 {
        if self.leftward { -self.x1 } else { self.x0 }
    }

    /// True if it ends so early that the first word of `next` had found room.
    pub fn is_short_before(&self, next: &Line) -> bool {
        self.room() > next.first_word + 0.8 * self.size
    }

    pub fn is_bold(&self) -> bool {
        self.bold * 10 >= self.all * 9
    }

    pub fn is_italic(&self) -> bool {
        self.italic * 10 >= self.all * 9
    }

    /// True if most of it is what somebody filled into a form.
    pub fn is_filled_in(&self) -> bool {
        self.field * 2 > self.all
    }

    pub fn top(&self) -> f32 {
        self.base - 0.75 * self.size
    }
}

/// Reads a page that was drawn. `index`: which page of the file; `recognised`: words of its pictures; `known`: where lines of other pages
/// are numbered.
pub(super) fn leaf(
    mut sheet: Sheet,
    index: usize,
    recognised: Option<&RecognisedPage>,
    known: &[Margin],
) -> Leaf {
    let scan = scans::is_scan(&sheet);
    let table = recognised.and_then(|page| Some((page, page.words.as_ref().ok()?)));
    let trust = table.filter(|_| scan).map(|(page, table)| recognised::put(&mut sheet, page, table));
    sheet.upright();
    accents::join(&mut sheet);
    let Segments { mut list, doubled, unseen, aslant } = segments(&sheet);
    let Counts { taken: counts, margins, doubtful } = counts::take(&sheet, &mut list, known);
    let inked = !sheet.glyphs.iter().all(|glyph| glyph.look.invisible);
    let mut leaf = Leaf {
        width: sheet.width,
        height: sheet.height,
        seen: sheet.characters(),
        recognised: !inked && !sheet.glyphs.is_empty(),
        scan,
        trust,
        aside: doubled
            + counts
                .iter()
                .flat_map(|count| &count.letters)
                .map(|at| ink(sheet.words(&sheet.glyphs[*at as usize])))
                .sum::<usize>(),
        counted: !counts.is_empty(),
        margins,
        maybe_counted: doubtful,
        unmapped: std::mem::take(&mut sheet.unmapped),
        guessed: sheet.guessed,
        faults: std::mem::take(&mut sheet.faults),
        pictured: if scan || !inked { 0.0 } else { sheet.pictured / (sheet.width * sheet.height).max(1.0) },
        ..Leaf::default()
    };
    if sheet.glyphs.is_empty() && sheet.pictures == 0 && sheet.shapes >= DRAWN {
        leaf.faults.push(OUTLINES.to_owned());
    }
    leaf.ideographs = sheet.text.chars().filter(|c| is_ideograph(*c)).count();
    leaf.unseen = loose(&sheet, &unseen).into_iter().map(|(text, _)| text).collect::<Vec<_>>().join(" ");
    leaf.aslant = loose(&sheet, &aslant);
    leaf.aside += ink(&leaf.unseen) + leaf.aslant.iter().map(|(text, _)| ink(text)).sum::<usize>();
    let grids: Vec<Grid> = ruled::grids(&sheet.rules);
    let (inside, mut outside) = sort_into(parted::at_edges(&sheet, parted::at_lines(&sheet, list)), &grids);
    let insets = inset::take(&mut outside);
    leaf.rules = sheet.rules.iter().filter(|rule| rule.is_flat()).copied().collect();
    let is_free = |rule: &&Rule| !grids.iter().any(|grid| grid.draws(rule));
    leaf.free_rules = leaf.rules.iter().filter(is_free).copied().collect();
    let is_leftward = outside.iter().map(|segment| leftward(&sheet, segment)).sum::<isize>() > 0;
    let mut maker = Maker { sheet: &sheet, page: index, streams: 0, leftward: is_leftward, above: None };
    for stream in parted::tables(order::order(&sheet, outside, is_leftward), is_leftward) {
        leaf.doubtful |= stream.doubtful;
        maker.stream(stream, &grids, &inside, &mut leaf.items);
    }
    for (index, inset) in insets.into_iter().enumerate() {
        inset::put(&mut leaf.items, maker.inset(inset, grids.len() + index));
    }
    for grid in &grids {
        inset::give_room(&mut leaf.items, (grid.left(), grid.right()), (grid.top(), grid.bottom()));
    }
    if leaf.ideographs > 0 {
        leaf.strange = strange(&leaf.items);
    }
    leaf
}

/// So many shapes on a page without a letter may be letters.
const DRAWN: usize = 40;
/// What is said of such a page.
const OUTLINES: &str = "what stands on it is drawn as shapes and not as letters: ask for a file with text in it, or print it as a picture and give that";

/// The segments of each grid that holds any, and the rest with one segment in the place of each such grid.
fn sort_into(list: Vec<Segment>, grids: &[Grid]) -> (Vec<Vec<Segment>>, Vec<Segment>) {
    let mut inside: Vec<Vec<Segment>> = vec![Vec::new(); grids.len()];
    let mut outside = Vec::new();
    for segment in list {
        match grids.iter().position(|grid| grid.holds(&segment)) {
            Some(grid) => inside[grid].push(segment),
            None => outside.push(segment),
        }
    }
    for (index, (grid, held)) in grids.iter().zip(&inside).enumerate() {
        let Some(order) = held.iter().map(|segment| segment.order).min() else { continue };
        outside.push(Segment {
            x0: grid.left(),
            x1: grid.right(),
            base: grid.top() + 9.0,
            size: 12.0,
            letters: Vec::new(),
            order,
            artifact: false,
            grid: Some(index),
        });
    }
    (inside, outside)
}

/// Text of letters that stand outside of the lines, as drawn, with their boxes.
fn loose(sheet: &Sheet, letters: &[u32]) -> Vec<(String, Frame)> {
    let mut found: Vec<(String, [f32; 4])> = Vec::new();
    let mut last: Option<(f32, f32)> = None;
    for glyph in letters.iter().map(|index| &sheet.glyphs[*index as usize]) {
        let text = sheet.words(glyph);
        let (x0, y0) = (glyph.from.0.min(glyph.to.0), glyph.from.1.min(glyph.to.1));
        let (x1, y1) = (glyph.from.0.max(glyph.to.0), glyph.from.1.max(glyph.to.1));
        let far = last.map(|(x, y)| (glyph.from.0 - x).hypot(glyph.from.1 - y) / glyph.size);
        last = Some(glyph.to);
        match found.last_mut().filter(|_| far.is_some_and(|far| far < 1.5)) {
            Some((words, frame)) => {
                if far.is_some_and(|far| far > 0.2) && !words.ends_with(' ') {
                    words.push(' ');
                }
                words.push_str(text);
                *frame = [frame[0].min(x0), frame[1].min(y0), frame[2].max(x1), frame[3].max(y1)];
            }
            None => found.push((text.to_owned(), [x0, y0, x1, y1])),
        }
    }
    found.retain(|(text, _)| ink(text) > 0);
    found.into_iter().map(|(text, [x0, y0, x1, y1])| (text, sheet.frame(x0, y0, x1, y1))).collect()
}

struct Maker<'s> {
    sheet: &'s Sheet,
    page: usize,
    streams: usize,
    /// The page is read from right to left.
    leftward: bool,
    /// The ends of the line made last, if it is read from right to left.
    above: Option<(f32, f32)>,
}

impl Maker<'_> {
    fn stream(&mut self, stream: Stream, grids: &[Grid], inside: &[Vec<Segment>], items: &mut Vec<Item>) {
        if let Some(table) = stream.table {
            items.push(self.table(table));
            return;
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
    fn inset(&mut self, mut segments: Vec<Segment>, index: usize) -> Vec<Line> {
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
                let (left, right) = if side.leftward { (-end, -edges[at]) } else { (edges[at], end) };
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
            let (x0, x1) = super::segments::extent(glyph);
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
