//! Large first letters, which two or more lines of the text stand beside: part of the first line's first word.

use super::segments::{Segment, extent};
use super::sheet::{Sheet, ink};

/// Print beside such a letter is at most this share of its size.
const SMALLER: f32 = 0.5;
/// Letters that are set large: one, or one behind a quotation mark.
const FEW: usize = 2;
/// Lines stand beside it so near at most, in ems of theirs.
const NEAR: f32 = 1.5;
/// So far, in ems of theirs, may they reach into it, stand below its line, and begin above its head.
const OFF: f32 = 0.6;
/// Pages with more pieces of print that may be such letters are no text: each is compared with each line.
const MOST: usize = 200;

/// True if letters of one size are no raised or lowered ones beside those of another, but print beside a large first letter.
pub(super) fn is_apart(one: (&str, f32), other: (&str, f32)) -> bool {
    let is_letter = |text: &str| text.chars().all(|c| c.is_alphabetic() || c.is_whitespace());
    one.1.min(other.1) <= SMALLER * one.1.max(other.1) && is_letter(one.0) && is_letter(other.0)
}

/// Sets large first letters before the line that they begin, and the lines beside them at the edge where they stand.
pub(super) fn join(sheet: &Sheet, list: &mut Vec<Segment>) {
    let caps: Vec<usize> = (0..list.len()).filter(|at| is_cap(sheet, &list[*at])).collect();
    if caps.len() > MOST {
        return;
    }
    let mut gone = Vec::new();
    for cap in caps {
        let beside = beside(list, cap);
        let [first, _, ..] = beside[..] else { continue };
        let edge = list[cap].x0;
        let mut letters = list[cap].letters.clone();
        letters.extend(blank_before(sheet, &list[first]));
        list[first].letters.splice(0..0, letters);
        list[first].order = list[first].order.min(list[cap].order);
        for line in beside {
            list[line].x0 = edge;
        }
        gone.push(cap);
    }
    for cap in gone.into_iter().rev() {
        list.remove(cap);
    }
}

fn is_cap(sheet: &Sheet, segment: &Segment) -> bool {
    let said = segment.said(sheet);
    let mut letters = said.chars().rev();
    segment.letters.len() <= FEW
        && letters.next().is_some_and(char::is_uppercase)
        && letters.all(|c| !c.is_alphanumeric())
}

/// The first pieces of the lines beside a large letter, from the uppermost; none if they do not begin at its head.
fn beside(list: &[Segment], cap: usize) -> Vec<usize> {
    let letter = &list[cap];
    let is_beside = |line: &Segment| {
        let off = OFF * line.size;
        line.size <= SMALLER * letter.size
            && (letter.x1 - off..=letter.x1 + NEAR * line.size).contains(&line.x0)
            && line.top() >= letter.top() - off
            && line.base <= letter.base + off
    };
    let mut beside: Vec<usize> = (0..list.len()).filter(|at| *at != cap && is_beside(&list[*at])).collect();
    beside.sort_by(|a, b| list[*a].base.total_cmp(&list[*b].base).then(list[*a].x0.total_cmp(&list[*b].x0)));
    beside.dedup_by(|next, last| list[*next].level_with(&list[*last]));
    let begins = beside.first().is_some_and(|first| {
        let first = &list[*first];
        first.top() <= letter.top() + 1.5 * first.size && first.base < letter.base - OFF * first.size
    });
    if begins { beside } else { Vec::new() }
}

/// The space drawn before a line: the large letter is a word.
fn blank_before(sheet: &Sheet, line: &Segment) -> Option<u32> {
    let first = *line.letters.first()?;
    let before = first.checked_sub(1)?;
    let (glyph, next) = (&sheet.glyphs[before as usize], &sheet.glyphs[first as usize]);
    let near = extent(next).0 - extent(glyph).1 <= OFF * next.size;
    let words = sheet.words(glyph);
    (!words.is_empty() && ink(words) == 0 && glyph.from.1 == next.from.1 && near).then_some(before)
}
