//! Segments parted where a line is drawn between their letters.
//!
//! Cells of a narrow column stand closer than words may, so that letters alone do not tell them apart; the lines of a
//! table do.
//!
//! Invariant: every letter is given once.

use super::segments::{Segment, extent};
use super::sheet::{Rule, Sheet};
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
