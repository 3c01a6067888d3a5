//! Letters to segments: stretches of one line of print without a wide gap.
//!
//! Letters that follow each other in the file and on the page belong together; what the file draws apart is joined by
//! its place. Raised and lowered letters belong to the segment beside them, marks to the letter that they lie over.

use super::caps;
use super::order::{gutters, is_over};
use super::sheet::{Glyph, Sheet, ink};
use super::stretched;
use super::words::is_mark;
use std::collections::HashMap;
use std::ops::RangeInclusive;

/// Widest gap inside a segment, in ems.
const GAP: f32 = 1.0;
/// So far may letters run into each other, in ems.
const OVERLAP: f32 = 0.5;
/// Letters of at most this share of the size beside them are raised or lowered ones.
pub(super) const SMALL: f32 = 0.86;
/// Letters whose line differs by less than this share of the size stand on one line.
const LEVEL: f32 = 0.12;

/// A stretch of one line of print.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub x0: f32,
    pub x1: f32,
    /// The line that the letters stand on.
    pub base: f32,
    /// Size of its largest letters.
    pub size: f32,
    /// Indices into [`Sheet::glyphs`], as drawn.
    pub letters: Vec<u32>,
    /// Place in the file's order.
    pub order: usize,
    /// Marked as no part of the text.
    pub artifact: bool,
    /// Stands for a table or box; index of its grid.
    pub grid: Option<usize>,
}

impl Segment {
    pub fn top(&self) -> f32 {
        self.base - 0.75 * self.size
    }

    pub fn bottom(&self) -> f32 {
        self.base + 0.25 * self.size
    }

    pub fn middle(&self) -> f32 {
        f32::midpoint(self.top(), self.bottom())
    }

    /// The text of its letters as drawn.
    pub fn said(&self, sheet: &Sheet) -> String {
        self.letters.iter().map(|letter| sheet.words(&sheet.glyphs[*letter as usize])).collect()
    }

    /// True if `other` stands on the same line.
    pub fn level_with(&self, other: &Segment) -> bool {
        (self.base - other.base).abs() <= LEVEL * self.size.max(other.size)
    }
}

/// What became of a page's letters.
#[derive(Debug, Default)]
pub(super) struct Segments {
    pub list: Vec<Segment>,
    /// Letters drawn twice in the same place, to make them look thick: characters.
    pub doubled: usize,
    /// Letters outside of the page, under something, white on white, or drawn without ink beside inked ones, in order.
    pub unseen: Vec<u32>,
    /// Letters at an angle to the others, in order.
    pub aslant: Vec<u32>,
}

/// Left end, right end.
pub(super) fn extent(glyph: &Glyph) -> (f32, f32) {
    (glyph.from.0.min(glyph.to.0), glyph.from.0.max(glyph.to.0))
}

/// Makes the segments of an upright page.
pub(super) fn segments(sheet: &Sheet) -> Segments {
    let mut found = Segments::default();
    let seen = sorted_out(sheet, &mut found);
    let (mut list, mut marks): (Vec<Segment>, Vec<u32>) = Default::default();
    for index in seen {
        let glyph = &sheet.glyphs[index as usize];
        let joined = list.last_mut().is_some_and(|last| take(last, sheet, index, glyph));
        if !joined && is_mark(sheet.words(glyph)) {
            marks.push(index);
        } else if !joined {
            let (x0, x1) = extent(glyph);
            list.push(Segment {
                x0,
                x1,
                base: glyph.from.1,
                size: glyph.size,
                letters: vec![index],
                order: list.len(),
                artifact: glyph.look.artifact,
                grid: None,
            });
        }
    }
    list.retain_mut(|segment| tidy(sheet, segment));
    caps::join(sheet, &mut list);
    found.list = stretched::join(sheet, joined(sheet, list));
    with_marks(sheet, &mut found.list, marks);
    found
}

/// Sets apart what is not seen, what is doubled and what stands at an angle.
fn sorted_out(sheet: &Sheet, found: &mut Segments) -> Vec<u32> {
    let inked = sheet.glyphs.iter().any(|glyph| !glyph.look.invisible && ink(sheet.words(glyph)) > 0);
    let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
    let mut seen = Vec::with_capacity(sheet.glyphs.len());
    for (index, glyph) in sheet.glyphs.iter().enumerate() {
        let Ok(index) = u32::try_from(index) else { break };
        let (x0, x1) = extent(glyph);
        let middle = f32::midpoint(x0, x1);
        let outside = middle < -1.0
            || middle > sheet.width + 1.0
            || glyph.from.1 < 0.0
            || glyph.from.1 > sheet.height + glyph.size;
        if outside || glyph.look.veiled || glyph.look.invisible && inked {
            found.unseen.push(index);
        } else if glyph.look.turn != 0 {
            found.aslant.push(index);
        } else if is_doubled(sheet, glyph, &mut places, index) {
            found.doubled += ink(sheet.words(glyph));
        } else {
            seen.push(index);
        }
    }
    seen
}

/// True if the same letter was drawn in (nearly) the same place.
fn is_doubled(sheet: &Sheet, glyph: &Glyph, places: &mut HashMap<u64, Vec<u32>>, index: u32) -> bool {
    let words = sheet.words(glyph);
    if ink(words) == 0 {
        return false;
    }
    let near = 0.06 * glyph.size;
    for x in around(glyph.from.0, near) {
        for y in around(glyph.from.1, near) {
            let there = places.get(&square(x, y)).map(Vec::as_slice).unwrap_or_default();
            let same = there.iter().take(8).any(|other| {
                let other = &sheet.glyphs[*other as usize];
                (other.from.0 - glyph.from.0).abs() <= near
                    && (other.from.1 - glyph.from.1).abs() <= near
                    && (other.size - glyph.size).abs() <= near
                    && sheet.words(other) == words
            });
            if same {
                return true;
            }
        }
    }
    let (x, y) = (glyph.from.0.round() as i32, glyph.from.1.round() as i32);
    places.entry(square(x, y)).or_default().push(index);
    false
}

/// Whole points at which something may stand that is so near; mostly two, and never more than three.
fn around(at: f32, near: f32) -> RangeInclusive<i32> {
    let near = near.min(1.0);
    (at - near).round() as i32..=(at + near).round() as i32
}

/// A point as one number, which is looked up faster than two.
fn square(x: i32, y: i32) -> u64 {
    u64::from(x.cast_unsigned()) << 32 | u64::from(y.cast_unsigned())
}

/// Adds a letter to the segment drawn last, if it goes on with it.
fn take(segment: &mut Segment, sheet: &Sheet, index: u32, glyph: &Glyph) -> bool {
    let Some(last) = segment.letters.last().map(|last| &sheet.glyphs[*last as usize]) else { return false };
    let (x0, x1) = extent(glyph);
    let em = segment.size.max(glyph.size);
    let (left, right) = extent(last);
    // In a text from right to left the next letter stands on the left.
    let gap = (x0 - right).max(left - x1);
    if gap > GAP * em || x0 < segment.x0 - GAP * em || gap < -OVERLAP * em - (right - left).min(x1 - x0) {
        return false;
    }
    let Some((base, size)) = line_of(segment.base, segment.size, glyph.from.1, glyph.size) else {
        return false;
    };
    let is_level = (segment.base - glyph.from.1).abs() <= LEVEL * em;
    if !is_level && caps::is_apart((sheet.words(last), segment.size), (sheet.words(glyph), glyph.size)) {
        return false;
    }
    (segment.base, segment.size) = (base, size);
    (segment.x0, segment.x1) = (segment.x0.min(x0), segment.x1.max(x1));
    segment.letters.push(index);
    segment.artifact &= glyph.look.artifact;
    true
}

/// The line and size of two neighbours, if they may stand on one line: level, or one raised or lowered beside the other.
fn line_of(base: f32, size: f32, other: f32, other_size: f32) -> Option<(f32, f32)> {
    let large = size.max(other_size);
    if (base - other).abs() <= LEVEL * large {
        return Some(if size >= other_size { (base, size) } else { (other, other_size) });
    }
    let (host, guest, guest_size) =
        if size >= other_size { (base, other, other_size) } else { (other, base, size) };
    let raised = (host - guest) / large;
    let fits = guest_size <= SMALL * large && (-0.4..=0.7).contains(&raised);
    fits.then_some((host, large))
}

/// Takes white space off its ends; false if nothing is left.
pub(super) fn tidy(sheet: &Sheet, segment: &mut Segment) -> bool {
    let blank = |index: &u32| ink(sheet.words(&sheet.glyphs[*index as usize])) == 0;
    while segment.letters.last().is_some_and(blank) {
        segment.letters.pop();
    }
    let lead = segment.letters.iter().take_while(|index| blank(index)).count();
    segment.letters.drain(..lead);
    let mut ends = segment.letters.iter().map(|index| &sheet.glyphs[*index as usize]);
    let Some(first) = ends.next() else { return false };
    (segment.x0, segment.x1) = extent(first);
    (segment.base, segment.size) = (first.from.1, first.size);
    for glyph in segment.letters[1..].iter().map(|index| &sheet.glyphs[*index as usize]) {
        if ink(sheet.words(glyph)) == 0 {
            continue;
        }
        let (x0, x1) = extent(glyph);
        (segment.x0, segment.x1) = (segment.x0.min(x0), segment.x1.max(x1));
        if let Some(line) = line_of(segment.base, segment.size, glyph.from.1, glyph.size) {
            (segment.base, segment.size) = line;
        }
    }
    true
}

/// Joins segments that the file draws apart though they stand beside each other.
fn joined(sheet: &Sheet, mut list: Vec<Segment>) -> Vec<Segment> {
    list.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.x0.total_cmp(&b.x0)));
    let gutters = gutters(&list);
    let mut gone = vec![false; list.len()];
    for at in 0..list.len() {
        if gone[at] {
            continue;
        }
        let mut changed = true;
        while changed {
            changed = false;
            for other in neighbours(&list, at) {
                if gone[other] || is_over(&list[at], &list[other], &gutters) {
                    continue;
                }
                if beside(sheet, &list[at], &list[other]) || inside(sheet, &list[at], &list[other]) {
                    let taken = list[other].clone();
                    gone[other] = true;
                    absorb(sheet, &mut list[at], taken);
                    changed = true;
                }
            }
        }
    }
    let mut keep = gone.iter();
    list.retain(|_| !keep.next().copied().unwrap_or(false));
    list.sort_by_key(|segment| segment.order);
    list
}

/// How many neighbours above and below are looked at.
const NEAR: usize = 60;

/// Segments whose line is near that of `at`.
fn neighbours(list: &[Segment], at: usize) -> Vec<usize> {
    let here = &list[at];
    let near =
        |other: &&usize| (list[**other].base - here.base).abs() <= 0.75 * here.size.max(list[**other].size);
    let above: Vec<usize> = (at.saturating_sub(NEAR)..at).rev().collect();
    let below: Vec<usize> = (at + 1..list.len().min(at + 1 + NEAR)).collect();
    above.iter().chain(&below).filter(near).copied().collect()
}

/// Widest gap between a word and a mark that stands alone, in ems: a space fits into it.
const NEAR_MARK: f32 = 0.4;

/// True if one goes on where the other ends, on one line or raised beside it.
fn beside(sheet: &Sheet, a: &Segment, b: &Segment) -> bool {
    let em = a.size.max(b.size);
    let gap = (b.x0 - a.x1).max(a.x0 - b.x1);
    if a.level_with(b) {
        return (-OVERLAP * em..=GAP * em).contains(&gap);
    }
    let (word, mark) = if a.base > b.base { (a, b) } else { (b, a) };
    if is_large_mark(sheet, word, mark) && (mark.x0 - word.x1).abs() <= CLOSE * em {
        return true;
    }
    // A mark that stands alone: close to its word, and short.
    let small = if a.size < b.size { a } else { b };
    line_of(a.base, a.size, b.base, b.size).is_some()
        && (-OVERLAP * em..=NEAR_MARK * em).contains(&gap)
        && small.letters.len() <= 12
        && small.x1 - small.x0 <= 4.0 * em
}

/// A mark that is set nearly as large as its word stands so close to it, in ems, and so much higher.
const CLOSE: f32 = 0.1;
const HIGHER: RangeInclusive<f32> = 0.25..=0.6;
/// Digits of such a mark.
const DIGITS: usize = 4;

/// True if a few digits stand higher than a line by less than lines stand apart: a mark that was raised and not made smaller.
fn is_large_mark(sheet: &Sheet, line: &Segment, mark: &Segment) -> bool {
    let higher = (line.base - mark.base) / line.size;
    mark.letters.len() <= DIGITS
        && mark.size <= line.size
        && HIGHER.contains(&higher)
        && mark.said(sheet).trim().bytes().all(|byte| byte.is_ascii_digit())
}

/// Letters that are put into a gap of a segment at once.
const FEW: usize = 12;
/// Letters among which a gap is looked for.
const LONG: usize = 2_000;

/// True if a few letters fill a gap of a segment, on its line or raised as a mark is: a file may draw a sign in another font, or the marks
/// of all notes, behind the words around it.
fn inside(sheet: &Sheet, host: &Segment, guest: &Segment) -> bool {
    let near = 0.15 * guest.size;
    let is_mark = || {
        guest.size <= SMALL * host.size && line_of(host.base, host.size, guest.base, guest.size).is_some()
            || is_large_mark(sheet, host, guest)
    };
    (host.level_with(guest) || is_mark())
        && guest.letters.len() <= FEW
        && host.letters.len() <= LONG
        && host.x0 < guest.x0
        && guest.x1 < host.x1
        && host.letters.iter().map(|index| &sheet.glyphs[*index as usize]).all(|glyph| {
            let (x0, x1) = extent(glyph);
            ink(sheet.words(glyph)) == 0 || x1 <= guest.x0 + near || guest.x1 - near <= x0
        })
}

/// How far over or under a line, in ems, a mark may stand.
const OVER: f32 = 0.9;

/// Gives marks that are set higher or lower than the line to the segment in which they lie; else they are segments.
fn with_marks(sheet: &Sheet, list: &mut Vec<Segment>, marks: Vec<u32>) {
    let mut lines: Vec<usize> = (0..list.len()).collect();
    lines.sort_by(|a, b| list[*a].base.total_cmp(&list[*b].base));
    for index in marks {
        let glyph = &sheet.glyphs[index as usize];
        let ((x0, x1), base, em) = (extent(glyph), glyph.from.1, glyph.size);
        let middle = f32::midpoint(x0, x1);
        let from = lines.partition_point(|at| list[*at].base < base - OVER * em);
        let near = lines[from..].iter().take(NEAR).take_while(|at| list[**at].base <= base + OVER * em);
        let over = near.filter(|at| {
            let host = &list[**at];
            host.x0 - 0.3 * em <= middle && middle <= host.x1 + 0.3 * em && host.size >= 0.5 * em
        });
        let off = |at: &usize| (list[*at].base - base).abs();
        match over.copied().min_by(|a, b| off(a).total_cmp(&off(b))) {
            Some(host) => {
                let letters = &mut list[host].letters;
                let place = letters.iter().rposition(|letter| *letter < index).map_or(0, |at| at + 1);
                letters.insert(place, index);
            }
            None => list.push(Segment {
                x0,
                x1,
                base,
                size: em,
                letters: vec![index],
                order: list.len(),
                artifact: glyph.look.artifact,
                grid: None,
            }),
        }
    }
}

fn absorb(sheet: &Sheet, host: &mut Segment, other: Segment) {
    let lower = if host.base >= other.base { (host.base, host.size) } else { (other.base, other.size) };
    (host.base, host.size) = line_of(host.base, host.size, other.base, other.size).unwrap_or(lower);
    let (follows, inside) = (other.x0 >= host.x0, other.x0 > host.x0 && other.x1 < host.x1);
    (host.x0, host.x1) = (host.x0.min(other.x0), host.x1.max(other.x1));
    host.order = host.order.min(other.order);
    host.artifact &= other.artifact;
    if inside {
        let behind = |letter: &u32| extent(&sheet.glyphs[*letter as usize]).0 >= other.x0;
        let place = host.letters.iter().position(behind).unwrap_or(host.letters.len());
        host.letters.splice(place..place, other.letters);
    } else if follows {
        host.letters.extend(other.letters);
    } else {
        host.letters.splice(0..0, other.letters);
    }
}
