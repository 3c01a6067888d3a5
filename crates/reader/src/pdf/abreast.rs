//! Columns that the file draws one after the other, of which the last may have a line or two.
//!
//! Lines are drawn down a column that they fill; the next is drawn beside it, at its head. Where nothing else stands
//! beside such columns they are a piece of the page of their own, whatever stands over and under them: articles of a
//! newspaper each have columns of their own.
//!
//! Invariant: every segment is given once.

use super::segments::Segment;
use std::ops::Range;

/// Pages with more pieces of print are not looked at: each line is compared with those before it.
const MOST: usize = 3_000;
/// Lines of a full column, at least, before one of a single line, and before one of more if it is so wide, in ems.
const FULL: usize = 8;
const FEW: usize = 3;
const WIDER: f32 = 8.0;
/// How near its edge, in ems, half of them reach.
const REACH: f32 = 4.0;
/// The least width of a column, and how far below the head of the one before it begins, in ems.
const WIDE: f32 = 6.0;
const HEAD: f32 = 3.6;
/// So far up, in ems, does the file go at least from the foot of a column to the head of the next.
const UP: f32 = 1.5;
/// Lines of one height differ by less, in ems.
const LEVEL: f32 = 0.5;
/// What stands so far below the lines of a last column, in ems, may be at the foot of the page.
const FAR: f32 = 4.0;

/// A piece of a page over its whole width.
#[derive(Debug)]
pub(super) enum Piece {
    Page(Vec<Segment>),
    /// Columns in the order of reading.
    Columns(Vec<Vec<Segment>>),
}

/// Parts a page into pieces, from its head to its foot. `leftward`: it is read from right to left.
pub(super) fn pieces(mut segments: Vec<Segment>, leftward: bool) -> Vec<Piece> {
    if segments.len() > MOST {
        return vec![Piece::Page(segments)];
    }
    segments.sort_by_key(|segment| segment.order);
    let mut groups: Vec<Group> = Vec::new();
    let mut at = 1;
    while at < segments.len() {
        let from = groups.last().map_or(0, |group| group.to);
        let drawn = Drawn { list: &segments, leftward };
        match drawn.group(from, at) {
            Some(group) => {
                at = group.to + 1;
                groups.push(group);
            }
            None => at += 1,
        }
    }
    if groups.is_empty() {
        return vec![Piece::Page(segments)];
    }
    groups.sort_by(|a, b| a.top.total_cmp(&b.top));
    let mut between: Vec<Vec<Segment>> = groups.iter().map(|_| Vec::new()).collect();
    between.push(Vec::new());
    let mut columns: Vec<Vec<Vec<Segment>>> =
        groups.iter().map(|group| group.starts.iter().map(|_| Vec::new()).collect()).collect();
    for (at, segment) in segments.into_iter().enumerate() {
        match groups.iter().position(|group| (group.starts[0]..group.to).contains(&at)) {
            Some(group) => {
                let column = groups[group].starts.partition_point(|start| *start <= at) - 1;
                columns[group][column].push(segment);
            }
            None => between[groups.partition_point(|group| group.top < segment.base)].push(segment),
        }
    }
    let mut columns = columns.into_iter();
    let mut pieces = Vec::new();
    for segments in between {
        pieces.extend((!segments.is_empty()).then_some(Piece::Page(segments)));
        pieces.extend(columns.next().map(Piece::Columns));
    }
    pieces
}

/// Columns beside each other: places in the file's order.
struct Group {
    /// The first segment of each column.
    starts: Vec<usize>,
    to: usize,
    top: f32,
}

/// Segments in the order of the file.
#[derive(Clone, Copy)]
struct Drawn<'s> {
    list: &'s [Segment],
    leftward: bool,
}

impl Drawn<'_> {
    /// Where a segment begins and ends, rising in the direction of reading.
    fn start(self, segment: &Segment) -> f32 {
        if self.leftward { -segment.x1 } else { segment.x0 }
    }

    fn end(self, segment: &Segment) -> f32 {
        if self.leftward { -segment.x0 } else { segment.x1 }
    }

    /// Where the first and last of some segments begin and end.
    fn edges(self, range: Range<usize>) -> (f32, f32) {
        self.list[range].iter().fold((f32::MAX, f32::MIN), |(start, end), segment| {
            (start.min(self.start(segment)), end.max(self.end(segment)))
        })
    }

    fn head(self, range: Range<usize>) -> f32 {
        self.list[range].iter().map(|segment| segment.base).fold(f32::MAX, f32::min)
    }

    fn foot(self, range: Range<usize>) -> f32 {
        self.list[range].iter().map(|segment| segment.base).fold(f32::MIN, f32::max)
    }

    /// True if the file goes up beside the segment before `at`.
    fn goes_up(self, at: usize) -> bool {
        let (before, next) = (&self.list[at - 1], &self.list[at]);
        next.base < before.base - UP * next.size && self.start(next) >= self.end(before)
    }

    /// The columns of which the second begins at `at`, and the first behind `from`.
    fn group(self, from: usize, at: usize) -> Option<Group> {
        if !self.goes_up(at) {
            return None;
        }
        let next = &self.list[at];
        let top = next.base - LEVEL * next.size;
        let before = self.list[from..at].iter().rev().take_while(|segment| segment.base >= top).count();
        let mut starts = vec![at - before, at];
        let mut edge = self.edges(starts[0]..at).1;
        let (mut to, mut far) = (at, None);
        let mut foot = self.foot(starts[0]..at);
        while let Some(segment) = self.list.get(to) {
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
        if !self.is_full(starts[0]..at, at) {
            return None;
        }
        [Some(to), far].into_iter().flatten().find_map(|to| self.alone(&starts, to))
    }

    /// The columns that begin at `starts` and end before `to`, if nothing else stands beside them.
    fn alone(self, starts: &[usize], to: usize) -> Option<Group> {
        let last = starts.last().filter(|last| **last < to)?;
        let (start, end) = self.edges(*last..to);
        let (top, foot) = (self.head(starts[0]..to), self.foot(starts[0]..to));
        let mut others = self.list[..starts[0]].iter().chain(&self.list[to..]);
        let alone = !others.any(|other| (top - LEVEL * other.size..=foot).contains(&other.base));
        let wide = end - start >= WIDE * self.list[*last].size;
        let first = starts[0]..*starts.get(1)?;
        let (start, end) = self.edges(first.clone());
        let enough = first.len() >= FULL
            || to - last > 1 && end - start >= WIDER * self.list[first.start].size;
        (alone && wide && enough).then(|| Group { starts: starts.to_vec(), to, top })
    }

    /// True if the lines of a column fill it up to the next, which begins at its head.
    fn is_full(self, column: Range<usize>, next: usize) -> bool {
        let lines = &self.list[column.clone()];
        let (head, start) = (self.head(column), self.start(&self.list[next]));
        let full = lines.iter().filter(|line| start - self.end(line) <= REACH * line.size).count();
        let size = self.list[next].size;
        lines.len() >= FEW
            && 2 * full >= lines.len()
            && lines.iter().all(|line| self.end(line) <= start)
            && (self.list[next].base - head).abs() <= HEAD * size
    }
}
