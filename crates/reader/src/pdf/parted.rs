//! Segments parted where a line is drawn between their letters, and tables set apart from the text around them.
//!
//! Cells of a narrow column stand closer than words may, so that letters alone do not tell them apart; the lines of a
//! table do. A table without lines begins where lines stand beside each other: the end of a paragraph above it is text.
//!
//! Invariant: every letter and every segment is given once.

use super::order::Stream;
use super::segments::{Segment, extent};
use super::sheet::{Rule, Sheet, ink};
use super::words::is_mark;

/// So far may a letter reach over a line, in ems.
const OVER: f32 = 0.05;
/// Upright lines beside one segment that are looked at, and by which it is parted.
const MOST_BESIDE: usize = 2_000;
const MOST: usize = 200;

/// Parts segments at upright lines that are drawn between their letters.
pub(super) fn at_lines(sheet: &Sheet, list: Vec<Segment>) -> Vec<Segment> {
    let mut upright: Vec<Rule> = sheet.rules.iter().filter(|rule| !rule.is_flat()).copied().collect();
    if upright.is_empty() {
        return list;
    }
    upright.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut parted = Vec::with_capacity(list.len());
    for mut segment in list {
        for rule in between(&upright, &segment) {
            if let Some(right) = cut(sheet, &mut segment, rule) {
                parted.push(std::mem::replace(&mut segment, right));
            }
        }
        parted.push(segment);
    }
    parted
}

/// Pieces of print begin at one edge to so many points; so many of them tell that it is one.
const FLUSH: f32 = 0.3;
const FEWEST: usize = 3;
/// A space before such an edge, at least, in ems.
const SPACE: f32 = 0.7;

/// Parts segments at a wide space behind which stands an edge where others begin: columns may stand as close as words in a stretched line.
pub(super) fn at_edges(sheet: &Sheet, list: Vec<Segment>) -> Vec<Segment> {
    let mut starts: Vec<f32> = list.iter().map(|segment| segment.x0).collect();
    starts.sort_by(f32::total_cmp);
    let several = starts.windows(FEWEST).filter(|starts| starts[FEWEST - 1] - starts[0] <= 2.0 * FLUSH);
    let mut edges: Vec<f32> = several.map(|starts| starts[FEWEST / 2]).collect();
    edges.dedup_by(|next, edge| *next - *edge <= FLUSH);
    let mut parted = Vec::with_capacity(list.len());
    for mut segment in list {
        let from = edges.partition_point(|edge| *edge <= segment.x0 + SPACE * segment.size);
        let to = from.max(edges.partition_point(|edge| *edge < segment.x1));
        for edge in &edges[from..to] {
            if !is_behind_space(sheet, &segment, *edge) {
                continue;
            }
            if let Some(right) = cut(sheet, &mut segment, edge - 2.0 * FLUSH) {
                parted.push(std::mem::replace(&mut segment, right));
            }
        }
        parted.push(segment);
    }
    renumber(&mut parted);
    parted
}

/// True if a letter begins at an edge, behind a wide space, in a segment drawn from left to right.
fn is_behind_space(sheet: &Sheet, segment: &Segment, edge: f32) -> bool {
    let glyph = |letter: &u32| &sheet.glyphs[*letter as usize];
    let seen = |letter: &&u32| ink(sheet.words(glyph(letter))) > 0;
    let begins = |letter: &u32| (extent(glyph(letter)).0 - edge).abs() <= FLUSH;
    let mut places = (1..segment.letters.len()).filter(|at| begins(&segment.letters[*at]));
    places.any(|at| {
        let before = segment.letters[..at].iter().rev().find(seen);
        let gap =
            before.map_or(0.0, |before| extent(glyph(&segment.letters[at])).0 - extent(glyph(before)).1);
        seen(&&segment.letters[at]) && gap >= SPACE * segment.size
    })
}

/// Gives parts of segments a place of their own in the file's order: their letters are numbered in it.
fn renumber(list: &mut [Segment]) {
    list.sort_by_cached_key(|segment| segment.letters.iter().min().copied());
    for (order, segment) in list.iter_mut().enumerate() {
        segment.order = order;
    }
}

/// Where lines stand, from left to right, that pass a segment from its top to its foot between its ends.
fn between(upright: &[Rule], segment: &Segment) -> Vec<f32> {
    let (top, bottom) = (segment.base - 0.6 * segment.size, segment.base);
    let from = upright.partition_point(|rule| rule.x0 <= segment.x0);
    let inside = upright[from..].iter().take(MOST_BESIDE).take_while(|rule| rule.x0 < segment.x1);
    let past = inside.filter(|rule| rule.y0 <= top && rule.y1 >= bottom);
    past.take(MOST).map(|rule| f32::midpoint(rule.x0, rule.x1)).collect()
}

/// Cuts a segment at `x`, if no letter lies there; gives what stands on the right.
fn cut(sheet: &Sheet, segment: &mut Segment, x: f32) -> Option<Segment> {
    let glyph = |letter: &u32| &sheet.glyphs[*letter as usize];
    let near = OVER * segment.size;
    let lies_there = |letter: &u32| {
        let (x0, x1) = extent(glyph(letter));
        let blank = sheet.words(glyph(letter)).trim().is_empty();
        x0 < x - near && x1 > x + near && !blank && !is_mark(sheet.words(glyph(letter)))
    };
    if segment.letters.iter().any(lies_there) {
        return None;
    }
    let middle = |letter: &u32| {
        let (x0, x1) = extent(glyph(letter));
        f32::midpoint(x0, x1)
    };
    let (left, right) = segment.letters.iter().partition(|letter| middle(letter) < x);
    let mut rest = Segment { letters: right, ..segment.clone() };
    let mut kept = Segment { letters: left, ..segment.clone() };
    if !(super::segments::tidy(sheet, &mut kept) && super::segments::tidy(sheet, &mut rest)) {
        return None;
    }
    *segment = kept;
    Some(rest)
}

/// Gives the lines above the first row of a table without lines to the text before it, and those below its last row to the
/// text behind it. `leftward`: the page is read from right to left.
pub(super) fn tables(streams: Vec<Stream>, leftward: bool) -> Vec<Stream> {
    let mut apart: Vec<Stream> = Vec::with_capacity(streams.len());
    let mut follows = false;
    for mut stream in streams {
        if stream.table.is_some() {
            follows = false;
            apart.push(stream);
            continue;
        }
        if !stream.beside || stream.segments.iter().any(|segment| segment.grid.is_some()) {
            if std::mem::take(&mut follows) {
                append(&mut apart, stream)
            } else {
                apart.push(stream)
            }
            continue;
        }
        let behind = stream.segments.split_off(stream.segments.len() - trailing(&stream.segments));
        let table = stream.segments.split_off(leading(&stream.segments, leftward));
        let (column, doubtful) = (stream.column, stream.doubtful);
        append(&mut apart, Stream { beside: false, ..stream });
        apart.push(Stream { segments: table, column, doubtful, beside: true, table: None });
        follows = !behind.is_empty();
        append(&mut apart, Stream { segments: behind, column, doubtful, ..Stream::default() });
    }
    apart
}

/// Puts a stream behind the others, or its lines into the last if that is text of the same width.
fn append(streams: &mut Vec<Stream>, stream: Stream) {
    let Some(first) = stream.segments.first() else { return };
    match streams.last_mut().filter(|last| goes_on(last, &stream, first)) {
        Some(last) => last.segments.extend(stream.segments),
        None => streams.push(stream),
    }
}

fn goes_on(last: &Stream, stream: &Stream, first: &Segment) -> bool {
    let left = |stream: &Stream| stream.segments.iter().map(|s| s.x0).fold(f32::MAX, f32::min);
    let lowest = last.segments.last().map_or(f32::MAX, |segment| segment.base);
    !last.beside
        && last.table.is_none()
        && !stream.beside
        && last.column == stream.column
        && lowest <= first.base
        && (left(last) - left(stream)).abs() <= 3.0 * first.size
}

/// How many segments stand alone on lines above the first row, where a table's first cell begins.
fn leading(segments: &[Segment], leftward: bool) -> usize {
    let count = (0..segments.len()).take_while(|at| is_alone(segments, *at)).count();
    let start = |segment: &Segment| if leftward { -segment.x1 } else { segment.x0 };
    let edge = segments[count..].iter().map(start).fold(f32::MAX, f32::min);
    let begins = |segment: &Segment| start(segment) <= edge + segment.size;
    segments[..count].iter().take_while(|segment| begins(segment)).count()
}

/// How many segments stand alone on lines below the last row, and reach over what stands apart in it.
fn trailing(segments: &[Segment]) -> usize {
    let alone = (0..segments.len()).rev().take_while(|at| is_alone(segments, *at)).count();
    let (rows, below) = segments.split_at(segments.len() - alone);
    let reaches = |segment: &Segment| {
        rows.windows(2).any(|pair| {
            pair[0].level_with(&pair[1])
                && segment.x0 < pair[0].x1
                && segment.x1 > pair[1].x0
                && pair[0].x1 < pair[1].x0
        })
    };
    below.iter().position(reaches).map_or(0, |at| below.len() - at)
}

/// True if nothing stands on the line of the segment at `at`, of segments in order of line.
fn is_alone(segments: &[Segment], at: usize) -> bool {
    let beside = |other: Option<&Segment>| other.is_some_and(|other| other.level_with(&segments[at]));
    !beside(at.checked_sub(1).and_then(|before| segments.get(before))) && !beside(segments.get(at + 1))
}
