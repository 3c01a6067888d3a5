//! Columns that the file draws one after the other, of which the last may have a line or two.
//!
//! Lines are drawn down a column that they fill; the next is drawn beside it, at its head. Where nothing else stands
//! beside such columns they are a piece of the page of their own, whatever stands over and under them: articles of a
//! newspaper each have columns of their own.
//!
//! Invariant: every segment is given once.

use super::cells::{self, Found, Table};
use super::segments::Segment;
use super::sheet::Sheet;
use std::ops::Range;

/// Pages with more pieces of print are not looked at: each line is compared with those before it.
const MOST: usize = 2_000;
/// Lines of a full column, at least, before one of a single line, and before one of more; the least width of either, in ems.
const FULL: usize = 8;
const FEW: usize = 2;
const NARROW: f32 = 3.0;
/// How near its edge, in ems, half of them reach.
const REACH: f32 = 4.0;
/// Where they do not, its lines are so wide, in ems.
const TEXT: f32 = 10.0;
/// The least width of a column, and how far below the head of the one before it begins, in ems.
const WIDE: f32 = 6.0;
const HEAD: f32 = 3.6;
/// So far up, in ems, does the file go at least from the foot of a column to the head of the next.
const UP: f32 = 0.8;
/// Lines of one height differ by less, in ems.
const LEVEL: f32 = 0.5;
/// Lines of a paragraph stand so close, in ems, and leave less than this share of its width.
const CLOSE: f32 = 1.6;
pub(super) const ROOM: f32 = 0.3;
/// What stands so far below the lines of a last column, in ems, may be at the foot of the page.
const FAR: f32 = 4.0;

/// A piece of a page over its whole width.
#[derive(Debug)]
pub(super) enum Piece {
    Page(Vec<Segment>),
    /// Columns in the order of reading.
    Columns(Vec<Vec<Segment>>),
    Table(Table),
}

/// Parts a page into pieces, from its head to its foot. `leftward`: it is read from right to left; `open`: the columns of a table of the page
/// before, which may go on. Gives the segments back if there are no such columns and tables.
pub(super) fn pieces(
    sheet: &Sheet,
    mut segments: Vec<Segment>,
    leftward: bool,
    open: &[(f32, f32)],
) -> Result<Vec<Piece>, Vec<Segment>> {
    if segments.len() > MOST {
        return Err(segments);
    }
    segments.sort_by_key(|segment| segment.order);
    let mut bands = bands(Drawn { sheet, list: &segments, leftward }, open);
    if bands.is_empty() {
        return Err(segments);
    }
    bands.sort_by(|a, b| a.top.total_cmp(&b.top));
    let mut segments: Vec<Option<Segment>> = segments.into_iter().map(Some).collect();
    let mut take = |range: Range<usize>| segments[range].iter_mut().filter_map(Option::take).collect();
    let mut pieces = Vec::new();
    let mut tops = Vec::new();
    for band in bands {
        tops.push(band.top);
        pieces.push(match band.what {
            What::Columns(starts) => {
                let ends = starts.iter().skip(1).chain([&band.to]);
                Piece::Columns(starts.iter().zip(ends).map(|(from, to)| take(*from..*to)).collect())
            }
            What::Table(found) => Piece::Table(found.take(leftward, &mut take)),
        });
    }
    let mut between: Vec<Vec<Segment>> = Vec::new();
    between.resize_with(tops.len() + 1, Vec::new);
    for segment in segments.into_iter().flatten() {
        between[tops.partition_point(|top| *top < segment.base)].push(segment);
    }
    let mut bands = pieces.into_iter();
    let mut all = Vec::new();
    for segments in between {
        all.extend((!segments.is_empty()).then_some(Piece::Page(segments)));
        all.extend(bands.next());
    }
    Ok(all)
}

/// What stands from side to side of a page: up to a place in the file's order, and how high.
struct Band {
    what: What,
    to: usize,
    top: f32,
}

enum What {
    /// The first segment of each column.
    Columns(Vec<usize>),
    Table(Found),
}

fn bands(drawn: Drawn<'_>, open: &[(f32, f32)]) -> Vec<Band> {
    let mut bands = Vec::new();
    let mut from = 0;
    let end = drawn.list.len();
    for found in cells::find(drawn, open).into_iter().map(Some).chain([None]) {
        let range = found.as_ref().map_or(end..end, Found::range);
        let mut at = from + 1;
        while at < range.start {
            match drawn.columns(from..range.start, at) {
                Some(band) => {
                    (from, at) = (band.to, band.to + 1);
                    bands.push(band);
                }
                None => at += 1,
            }
        }
        from = range.end;
        bands.extend(found.map(|found| Band {
            what: What::Table(found),
            to: range.end,
            top: drawn.head(range),
        }));
    }
    bands
}

/// Segments in the order of the file.
#[derive(Clone, Copy)]
pub(super) struct Drawn<'s> {
    pub sheet: &'s Sheet,
    pub list: &'s [Segment],
    pub leftward: bool,
}

impl Drawn<'_> {
    /// Where a segment begins and ends, rising in the direction of reading.
    pub fn start(self, segment: &Segment) -> f32 {
        if self.leftward { -segment.x1 } else { segment.x0 }
    }

    pub fn end(self, segment: &Segment) -> f32 {
        if self.leftward { -segment.x0 } else { segment.x1 }
    }

    /// Where the first of some segments begins and the last ends.
    pub fn edges(self, range: Range<usize>) -> (f32, f32) {
        self.list[range].iter().fold((f32::MAX, f32::MIN), |(start, end), segment| {
            (start.min(self.start(segment)), end.max(self.end(segment)))
        })
    }

    /// The highest line of some segments.
    pub fn head(self, range: Range<usize>) -> f32 {
        self.list[range].iter().map(|segment| segment.base).fold(f32::MAX, f32::min)
    }

    /// The lowest.
    pub fn foot(self, range: Range<usize>) -> f32 {
        self.list[range].iter().map(|segment| segment.base).fold(f32::MIN, f32::max)
    }

    /// True if the file goes up beside the segment before `at`.
    fn goes_up(self, at: usize) -> bool {
        let (before, next) = (&self.list[at - 1], &self.list[at]);
        next.base < before.base - UP * next.size && self.start(next) >= self.end(before)
    }

    /// Where the paragraph begins that goes on at `first` and ends before `at`, beside which that stands, of segments drawn one below the
    /// other.
    pub fn paragraph(self, text: Range<usize>, mut first: usize, at: usize) -> usize {
        let (start, mut end) = self.edges(first..at);
        while first > text.start {
            let (above, line) = (&self.list[first - 1], &self.list[first]);
            let close = (0.0..=CLOSE).contains(&((line.base - above.base) / line.size));
            let full = end - self.end(above) <= ROOM * (end - start);
            let alike = (self.start(above) - start).abs() <= LEVEL * line.size;
            if !(close && full && alike && self.end(above) <= self.start(&self.list[at])) {
                break;
            }
            end = end.max(self.end(above));
            first -= 1;
        }
        first
    }

    /// The columns of which the second begins at `at`, of what is drawn within a range.
    fn columns(self, range: Range<usize>, at: usize) -> Option<Band> {
        if !self.goes_up(at) {
            return None;
        }
        let next = &self.list[at];
        let top = next.base - LEVEL * next.size;
        let before =
            self.list[range.start..at].iter().rev().take_while(|segment| segment.base >= top).count();
        let first = at - before;
        let head = self.list[self.paragraph(range.clone(), first, at)].base;
        if next.base - head > HEAD * next.size || !self.is_full(first..at, at) || self.are_labels(first..at) {
            return None;
        }
        let mut starts = vec![first, at];
        let mut edge = self.edges(starts[0]..at).1;
        let (mut to, mut far) = (at, None);
        let mut foot = self.foot(starts[0]..at);
        while let Some(segment) = self.list[..range.end].get(to) {
            let column = *starts.last()?;
            if to > column && self.goes_up(to) && self.is_full(column..to, to) {
                edge = self.edges(column..to).1;
                starts.push(to);
                far = None;
            }
            if self.start(segment) < edge || segment.base < top - HEAD * segment.size {
                break;
            }
            if segment.base - foot.max(self.list[to - 1].base) > FAR * segment.size {
                far = far.or(Some(to));
            }
            foot = foot.max(segment.base);
            to += 1;
        }
        [Some(to), far].into_iter().flatten().find_map(|to| self.band(&starts, to))
    }

    /// The columns that begin at `starts` and end before `to`, if they are wide enough and nothing else stands beside them.
    fn band(self, starts: &[usize], to: usize) -> Option<Band> {
        let last = starts.last().filter(|last| **last < to)?;
        let width = |range: Range<usize>| {
            let (start, end) = self.edges(range.clone());
            (end - start) / self.list[range.start].size
        };
        let first = starts[0]..*starts.get(1)?;
        let (long, several) = (first.len() >= FULL, to - last > 1);
        let wide = width(*last..to);
        let enough =
            long && (wide >= WIDE || self.flows(*last)) || several && width(first).min(wide) >= NARROW;
        (enough && self.is_alone(starts[0]..to)).then(|| Band {
            what: What::Columns(starts.to_vec()),
            to,
            top: self.head(starts[0]..to),
        })
    }

    /// True if nothing else stands between the head and the foot of some segments. The values of a form's fields are drawn behind all
    /// labels, and stand beside them.
    pub fn is_alone(self, range: Range<usize>) -> bool {
        let mut letters = self.list[range.clone()].iter().filter_map(|segment| segment.letters.first());
        if letters.any(|letter| self.sheet.glyphs[*letter as usize].look.field) {
            return false;
        }
        let (top, foot) = (self.head(range.clone()), self.foot(range.clone()));
        let mut others = self.list[..range.start].iter().chain(&self.list[range.end..]);
        !others.any(|other| (top - LEVEL * other.size..=foot).contains(&other.base))
    }

    /// True if half of some lines are labels, beside which stands what was filled in.
    fn are_labels(self, lines: Range<usize>) -> bool {
        let is_label = |line: &&Segment| line.said(self.sheet).trim_end().ends_with(':');
        2 * self.list[lines.clone()].iter().filter(is_label).count() >= lines.len()
    }

    /// True if most lines reach across the width that all have, as those of a paragraph do.
    fn is_text(self, lines: &[Segment]) -> bool {
        let start = lines.iter().map(|line| self.start(line)).fold(f32::MAX, f32::min);
        let width = lines.iter().map(|line| self.end(line) - start).fold(f32::MIN, f32::max);
        let full = lines.iter().filter(|line| self.end(line) - start >= (1.0 - ROOM) * width).count();
        let close = |pair: &[Segment]| pair[1].base - pair[0].base <= CLOSE * pair[0].size;
        width >= TEXT * lines[0].size && 2 * full >= lines.len() && lines.windows(2).any(close)
    }

    /// True if a sentence goes on from the segment before `at` to that.
    pub fn flows(self, at: usize) -> bool {
        let (last, next) = (self.list[at - 1].said(self.sheet), self.list[at].said(self.sheet));
        let goes_on = |c: char| c.is_alphanumeric() || c == ',' || c == '-';
        let is_small = |c: char| c.is_alphabetic() && !c.is_uppercase();
        last.trim_end().ends_with(goes_on) && next.trim_start().starts_with(is_small)
    }

    /// True if the lines of a column fill it up to the next, which begins at its head.
    fn is_full(self, column: Range<usize>, next: usize) -> bool {
        let lines = &self.list[column.clone()];
        let (head, start) = (self.head(column), self.start(&self.list[next]));
        let full = lines.iter().filter(|line| start - self.end(line) <= REACH * line.size).count();
        let size = self.list[next].size;
        lines.len() >= FEW
            && (2 * full >= lines.len() || lines.len() > FEW && self.flows(next) || self.is_text(lines))
            && lines.iter().all(|line| self.end(line) <= start)
            && (self.list[next].base - head).abs() <= HEAD * size
    }
}
