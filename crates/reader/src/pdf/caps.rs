//! Large first letters, which two or more lines of the text stand beside: part of the first line's first word. Large figures and signs
//! likewise, and letters that are no part of it ("A" beside "Velsk has beds"): words before it.

use super::segments::{Segment, extent};
use super::sheet::{Sheet, ink};

/// Print beside such a letter is at most this share of its size.
const SMALLER: f32 = 0.5;
/// Letters that are set large: one, or one behind a quotation mark. Figures and signs: "1,204", "45%".
const FEW: usize = 2;
const FEW_SIGNS: usize = 6;
/// Lines stand beside it so near at most, in ems of theirs; beside figures and signs.
const NEAR: f32 = 1.5;
const NEAR_SIGNS: f32 = 3.0;
/// So far, in ems of theirs, may they reach into it, stand below its line, and begin above its head.
const OFF: f32 = 0.6;
/// Pages with more pieces of print that may be such letters are no text: each is compared with each line.
const MOST: usize = 200;

/// True if print of one size is no raised or lowered one beside that of another, but begins lines beside something large: a first letter,
/// a figure, a sign. A note's number may stand beside a large title.
pub(super) fn is_apart(one: (&str, f32), other: (&str, f32)) -> bool {
    let (large, small) = if one.1 > other.1 { (one, other) } else { (other, one) };
    let all = |text: &str, is: fn(char) -> bool| text.chars().all(|c| is(c) || c.is_whitespace());
    let are_numbers = || all(large.0, char::is_numeric) && all(small.0, char::is_numeric);
    small.1 <= SMALLER * large.1 && (all(small.0, char::is_alphabetic) || are_numbers())
}

/// Sets large first letters before the line that they begin, and the lines beside them at the edge where they stand.
pub(super) fn join(sheet: &Sheet, list: &mut Vec<Segment>) {
    let caps: Vec<usize> = (0..list.len()).filter(|at| is_cap(sheet, &list[*at])).collect();
    if caps.len() > MOST {
        return;
    }
    let mut gone = Vec::new();
    for cap in caps {
        let edge = has_letter(sheet, &list[cap]).then_some(list[cap].x0);
        let beside = beside(list, cap, if edge.is_some() { NEAR } else { NEAR_SIGNS });
        let [first, _, ..] = beside[..] else { continue };
        let mut letters = list[cap].letters.clone();
        letters.extend(blank_before(sheet, &list[first]));
        list[first].letters.splice(0..0, letters);
        list[first].order = list[first].order.min(list[cap].order);
        for line in beside {
            list[line].x0 = edge.unwrap_or(list[line].x0);
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
    let is_letter = segment.letters.len() <= FEW
        && letters.next().is_some_and(char::is_uppercase)
        && letters.all(|c| !c.is_alphanumeric());
    is_letter || segment.letters.len() <= FEW_SIGNS && !has_letter(sheet, segment)
}

fn has_letter(sheet: &Sheet, segment: &Segment) -> bool {
    segment.said(sheet).contains(char::is_alphabetic)
}

/// Where a space stands in a line that begins with large letters which are a word of their own: at which of its letters.
pub(super) fn end_of_label(sheet: &Sheet, segment: &Segment) -> Option<usize> {
    let glyph = |at: usize| segment.letters.get(at).map(|index| &sheet.glyphs[*index as usize]);
    let size = SMALLER * glyph(0)?.size;
    let end = (1..=FEW_SIGNS).find(|at| glyph(*at).is_some_and(|next| next.size <= size))?;
    let text = |from: usize, to: usize| -> String {
        (from..to).filter_map(glyph).map(|glyph| sheet.words(glyph)).collect()
    };
    let (large, small) = (text(0, end), text(end, end + 2));
    let mut small = small.chars();
    let (next, behind) = (small.next()?, small.next());
    let begins_word = match large.chars().next_back()? {
        letter if letter.is_alphabetic() => {
            matches!(next, '\'' | '’')
                || next.is_alphabetic() && !next.is_uppercase()
                || behind.is_some_and(char::is_uppercase)
        }
        digit if digit.is_alphanumeric() => false,
        sign => matches!(sign, '“' | '"' | '«' | '„' | '‘' | '(' | '[' | '¿' | '¡'),
    };
    let is_print = next.is_alphanumeric() || matches!(next, '“' | '"' | '«' | '„');
    (is_print && !begins_word).then_some(end)
}

/// The first pieces of the lines beside a large letter, from the uppermost; none if they do not begin at its head.
fn beside(list: &[Segment], cap: usize, near: f32) -> Vec<usize> {
    let letter = &list[cap];
    let is_beside = |line: &Segment| {
        let off = OFF * line.size;
        line.size <= SMALLER * letter.size
            && (letter.x1 - off..=letter.x1 + near * line.size).contains(&line.x0)
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
