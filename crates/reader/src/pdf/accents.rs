//! Accents that a file draws as signs of their own over or under a letter ("¨" and "U") become one with it ("Ü").

use super::sheet::{Glyph, Sheet};
use unicode_normalization::UnicodeNormalization;

/// The middle of an accent lies within its letter, or so near to it, in ems: over slanted capitals it stands a little aside.
const ASIDE: f32 = 0.12;
/// An accent of a capital is drawn at most so high over its line, in ems.
const RAISED: f32 = 0.5;

/// Joins every accent with the letter that it is drawn over or under, which stands before or behind it in the file.
pub(super) fn join(sheet: &mut Sheet) {
    let mut taken = Vec::new();
    for at in 0..sheet.glyphs.len() {
        let Some(mark) = accent(sheet.words(&sheet.glyphs[at])) else { continue };
        let beside = [at.checked_sub(1), Some(at + 1).filter(|next| *next < sheet.glyphs.len())];
        let borne = beside.into_iter().flatten().filter_map(|letter| {
            let far = aside(&sheet.glyphs[at], &sheet.glyphs[letter])?;
            Some((far, letter, joined(sheet.words(&sheet.glyphs[letter]), mark)?))
        });
        let Some((_, letter, text)) = borne.min_by(|a, b| a.0.total_cmp(&b.0)) else { continue };
        let start = sheet.text.len() as u32;
        sheet.text.push(text);
        let glyph = &mut sheet.glyphs[letter];
        (glyph.start, glyph.length) = (start, text.len_utf8() as u16);
        taken.push(at);
    }
    if !taken.is_empty() {
        let mut at = 0;
        sheet.glyphs.retain(|_| {
            at += 1;
            taken.binary_search(&(at - 1)).is_err()
        });
    }
}

/// How far the middle of an accent lies from that of a letter, in ems; none if it does not stand over or under it.
fn aside(accent: &Glyph, letter: &Glyph) -> Option<f32> {
    let size = accent.size.max(letter.size).max(1.0);
    let middle = |glyph: &Glyph| f32::midpoint(glyph.from.0, glyph.to.0);
    let half = (letter.to.0 - letter.from.0).abs() / 2.0;
    let apart = (middle(accent) - middle(letter)).abs();
    let raised = (accent.from.1 - letter.from.1).abs();
    let way = |glyph: &Glyph| (glyph.look.turn, glyph.look.veiled, glyph.look.invisible);
    let alike = way(accent) == way(letter);
    let over = alike && raised <= RAISED * size && apart <= half + ASIDE * size;
    over.then_some(apart / size)
}

/// The mark that a sign stands for when it lies over a letter.
fn accent(text: &str) -> Option<char> {
    let mut signs = text.chars();
    let mark = match signs.next()? {
        '`' | 'ˋ' => '\u{300}',
        '´' | 'ˊ' => '\u{301}',
        '^' | 'ˆ' => '\u{302}',
        '~' | '˜' => '\u{303}',
        '¯' | 'ˉ' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' | '°' => '\u{30a}',
        '˝' => '\u{30b}',
        'ˇ' => '\u{30c}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        mark @ '\u{300}'..='\u{33f}' => mark,
        _ => return None,
    };
    signs.next().is_none().then_some(mark)
}

/// The one letter that a letter and a mark make; none if there is none.
fn joined(letter: &str, mark: char) -> Option<char> {
    let mut signs = letter.chars();
    let (letter, None) = (signs.next()?, signs.next()) else { return None };
    let letter = match letter {
        'ı' => 'i',
        'ȷ' => 'j',
        letter => letter,
    };
    let mut composed = [letter, mark].into_iter().nfc();
    composed.next().filter(|_| composed.next().is_none())
}
