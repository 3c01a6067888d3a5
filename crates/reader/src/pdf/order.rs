//! The order in which the segments of a page are read.
//!
//! A gutter is where many lines end on the left and begin on the right. What reaches over it parts the page into bands;
//! in each band the left column is read before the right one, if the file draws them so or both are filled as columns
//! of text are; else line by line, as in a table. On a page of a script from right to left the right column comes first.
//!
//! Invariant: every segment is given once.

use super::abreast::{self, Piece};
use super::cells::Table;
use super::segments::{SMALL, Segment};
use super::sheet::Sheet;

/// Columns within columns.
const DEEPEST: usize = 3;
/// Lines beside each other that make a gutter.
const FEWEST: usize = 4;

/// Segments read one after another between two edges: a column, or a stretch of the page over its whole width.
#[derive(Debug, Default)]
pub(super) struct Stream {
    /// In order of line.
    pub segments: Vec<Segment>,
    /// True if a second column stood beside it.
    pub column: bool,
    /// True if the file's own order did not say that these are columns.
    pub doubtful: bool,
    /// True if lines stand beside each other in it as in a table.
    pub beside: bool,
    /// A table that the file draws cell after cell; there are no other segments then.
    pub table: Option<Table>,
}

/// Parts a page into streams, in the order of reading. `open`: the columns of a table of the page before, which may go on.
pub(super) fn order(
    sheet: &Sheet,
    segments: Vec<Segment>,
    leftward: bool,
    open: &[(f32, f32)],
) -> Vec<Stream> {
    let page = Place { depth: 0, leftward, column: false, doubtful: false };
    let mut streams = Vec::new();
    let pieces = match abreast::pieces(sheet, segments, leftward, open) {
        Ok(pieces) => pieces,
        Err(segments) => {
            part(segments, page, &mut streams);
            return streams;
        }
    };
    for piece in pieces {
        match piece {
            Piece::Page(segments) => part(segments, page, &mut streams),
            Piece::Columns(columns) => {
                let place = Place { depth: 1, column: true, ..page };
                columns.into_iter().for_each(|column| part(column, place, &mut streams));
            }
            Piece::Table(table) => streams.push(Stream { table: Some(table), ..Stream::default() }),
        }
    }
    let woven = beside(&streams, sheet.height);
    if woven == 0 {
        return streams;
    }
    // What was too little to tell its columns by itself may have been told by those above and below it.
    let mut whole = Vec::new();
    part(streams.iter().flat_map(Stream::all).cloned().collect(), page, &mut whole);
    if beside(&whole, sheet.height) < woven { whole } else { streams }
}

impl Stream {
    /// Its segments and those of its cells.
    fn all(&self) -> impl Iterator<Item = &Segment> {
        let cells = self.table.iter().flat_map(|table| table.rows.iter().flatten());
        self.segments.iter().chain(cells.flat_map(|(_, cell)| cell))
    }
}

/// This share of a page, from its head and its foot, may have a running line in several parts.
const MARGIN: f32 = 0.08;

/// How many lines stand beside each other in streams, where they are no cells of a table. `height`: that of the page.
fn beside(streams: &[Stream], height: f32) -> usize {
    let text = MARGIN * height..=(1.0 - MARGIN) * height;
    let is_beside = |pair: &[Segment]| {
        text.contains(&pair[0].base)
            && pair[0].level_with(&pair[1])
            && pair[1].x0 - pair[0].x1 >= pair[0].size.min(pair[1].size)
    };
    streams.iter().map(|stream| stream.segments.windows(2).filter(|pair| is_beside(pair)).count()).sum()
}

/// Where on the page a part stands.
#[derive(Clone, Copy)]
struct Place {
    depth: usize,
    /// The page is read from right to left.
    leftward: bool,
    column: bool,
    doubtful: bool,
}

fn part(mut segments: Vec<Segment>, place: Place, streams: &mut Vec<Stream>) {
    let Place { depth, leftward, column, doubtful } = place;
    segments.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.x0.total_cmp(&b.x0)));
    let Some(gutter) = gutter(&segments, &|_, _| true).filter(|_| depth < DEEPEST) else {
        if !segments.is_empty() {
            streams.push(Stream { segments, column, doubtful, ..Stream::default() });
        }
        return;
    };
    let mut whole: Vec<Segment> = Vec::new();
    let ended = |whole: &mut Vec<Segment>, streams: &mut Vec<Stream>| {
        if !whole.is_empty() {
            streams.push(Stream { segments: std::mem::take(whole), column, doubtful, ..Stream::default() });
        }
    };
    for band in bands(segments, gutter) {
        match band {
            Band::Whole(segments) => whole.extend(segments),
            Band::Rows(segments) => {
                ended(&mut whole, streams);
                streams.push(Stream { segments, column, doubtful, beside: true, table: None });
            }
            Band::Columns { left, right, doubtful: doubt } => {
                ended(&mut whole, streams);
                let place = Place { depth: depth + 1, column: true, doubtful: doubtful | doubt, ..place };
                let (first, second) = if leftward { (right, left) } else { (left, right) };
                part(first, place, streams);
                part(second, place, streams);
            }
        }
    }
    ended(&mut whole, streams);
}

/// Columns on a page that stand close together, at most, less one.
const CLOSE: usize = 3;
/// Segments between which the file draws so many others are drawn apart.
const APART: usize = 3;

/// The middles of gutters between lines that the file draws apart, of segments in order of line: columns may stand as close as words do.
pub(super) fn gutters(segments: &[Segment]) -> Vec<f32> {
    let mut found: Vec<f32> = Vec::new();
    while found.len() < CLOSE {
        let is_new = |one: &Segment, other: &Segment| !found.iter().any(|at| is_parted(one, other, *at));
        let next = gutter(segments, &|one, other| drawn_apart(one, other) && is_new(one, other));
        match next.filter(|next| found.iter().all(|at| (at - next).abs() > 1.0)) {
            Some(next) => found.push(next),
            None => break,
        }
    }
    found
}

/// True if two segments stand on two sides of a gutter, and the file draws them apart.
pub(super) fn is_over(one: &Segment, other: &Segment, gutters: &[f32]) -> bool {
    drawn_apart(one, other) && gutters.iter().any(|at| is_parted(one, other, *at))
}

fn drawn_apart(one: &Segment, other: &Segment) -> bool {
    one.order.abs_diff(other.order) > APART && !is_mark(one, other) && !is_mark(other, one)
}

/// Letters of a mark, at most.
const MARK: usize = 4;

/// True for a small piece of print as the mark of a note is: marks at the ends of lines, drawn when those are, are no column.
fn is_mark(mark: &Segment, line: &Segment) -> bool {
    mark.letters.len() <= MARK && mark.size <= SMALL * line.size
}

fn is_parted(one: &Segment, other: &Segment, gutter: f32) -> bool {
    one.x1 <= gutter && gutter <= other.x0 || other.x1 <= gutter && gutter <= one.x0
}

/// The middle of the widest gutter, if there is one. `counts`: whether two segments beside each other speak for one.
fn gutter(segments: &[Segment], counts: &dyn Fn(&Segment, &Segment) -> bool) -> Option<f32> {
    let left = segments.iter().map(|s| s.x0).fold(f32::MAX, f32::min);
    let right = segments.iter().map(|s| s.x1).fold(f32::MIN, f32::max);
    let width = right - left;
    if !(60.0..20_000.0).contains(&width) {
        return None;
    }
    let bins = width as usize + 2;
    let bin = |x: f32| ((x - left).max(0.0) as usize).min(bins - 1);
    let mut votes = vec![0i64; bins + 1];
    let mut crossed = vec![0i64; bins + 1];
    let mut from = 0;
    for (index, segment) in segments.iter().enumerate() {
        crossed[bin(segment.x0 + 1.0)] += 1;
        crossed[bin(segment.x1 - 1.0) + 1] -= 1;
        while segments[from].base < segment.base - 1.2 * segment.size {
            from += 1;
        }
        let beside = segments[from..]
            .iter()
            .take(400)
            .take_while(|other| other.base <= segment.base + 0.6 * segment.size);
        let next = beside
            .enumerate()
            .filter(|(at, other)| {
                from + at != index
                    && other.x0 > segment.x1
                    && (other.base - segment.base).abs() < 0.75 * segment.size
            })
            .map(|(_, other)| other)
            .min_by(|one, other| one.x0.total_cmp(&other.x0));
        let is_wide = |next: &&Segment| next.x0 - segment.x1 >= 0.8 * segment.size;
        if let Some(next) = next.filter(is_wide).filter(|next| counts(segment, next)) {
            votes[bin(segment.x1 + 1.0)] += 1;
            votes[bin(next.x0 - 1.0) + 1] -= 1;
        }
    }
    let (mut best, mut start, mut vote, mut crossing) = (0i64, None, 0i64, 0i64);
    let mut plateau: Option<(usize, usize)> = None;
    for at in 0..bins {
        vote += votes[at];
        crossing += crossed[at];
        let worth = vote - crossing / 2;
        if vote >= FEWEST as i64 && worth > best {
            (best, start) = (worth, Some(at));
        }
        match start {
            Some(first) if worth == best => plateau = Some((first, at)),
            _ => start = None,
        }
    }
    plateau.map(|(from, to)| left + f32::midpoint(from as f32, to as f32 + 1.0))
}

enum Band {
    Whole(Vec<Segment>),
    /// Lines beside each other that are no columns.
    Rows(Vec<Segment>),
    Columns {
        left: Vec<Segment>,
        right: Vec<Segment>,
        doubtful: bool,
    },
}

/// Parts segments, in order of line, into bands at those that reach over the gutter.
fn bands(segments: Vec<Segment>, gutter: f32) -> Vec<Band> {
    let mut bands = Vec::new();
    let (mut left, mut right): (Vec<Segment>, Vec<Segment>) = Default::default();
    for segment in segments {
        if segment.x1 <= gutter {
            left.push(segment);
        } else if segment.x0 >= gutter {
            right.push(segment);
        } else {
            bands.push(band(std::mem::take(&mut left), std::mem::take(&mut right)));
            bands.push(Band::Whole(vec![segment]));
        }
    }
    bands.push(band(left, right));
    bands
}

fn band(left: Vec<Segment>, right: Vec<Segment>) -> Band {
    let (are, doubtful) = columns(&left, &right);
    if are {
        return Band::Columns { left, right, doubtful };
    }
    let rows = left.len().min(right.len()) >= 3;
    let mut all = left;
    all.extend(right);
    all.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.x0.total_cmp(&b.x0)));
    if rows { Band::Rows(all) } else { Band::Whole(all) }
}

/// Whether the two sides are columns of text, and whether that is in doubt.
fn columns(left: &[Segment], right: &[Segment]) -> (bool, bool) {
    if left.len().min(right.len()) < 2 {
        return (false, false);
    }
    let mut drawn: Vec<(usize, bool)> =
        left.iter().map(|s| (s.order, false)).chain(right.iter().map(|s| (s.order, true))).collect();
    drawn.sort_unstable();
    let switches = drawn.windows(2).filter(|pair| pair[0].1 != pair[1].1).count();
    let few = left.len().min(right.len());
    let filled = filled(left) && filled(right);
    if switches <= 2 + few / 8 {
        // Two cells of a row are drawn one after the other too: columns have lines of text.
        return (few >= 3 || filled, false);
    }
    (filled && few >= FEWEST, true)
}

/// True if most lines reach across the column.
fn filled(side: &[Segment]) -> bool {
    let left = side.iter().map(|s| s.x0).fold(f32::MAX, f32::min);
    let right = side.iter().map(|s| s.x1).fold(f32::MIN, f32::max);
    let full = side.iter().filter(|s| s.x1 - s.x0 >= 0.75 * (right - left)).count();
    let wide = side.first().is_some_and(|first| right - left >= 8.0 * first.size);
    wide && 2 * full >= side.len()
}
