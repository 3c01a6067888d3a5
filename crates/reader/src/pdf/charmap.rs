//! What a font that lies in the file says of its own glyphs, for letters of which the file itself tells nothing.
//!
//! Old programs put whole fonts into a PDF, letters by the numbers of their glyphs, and no table of what these mean. The font has
//! one from letters to glyphs, which is read backwards.

use skrifa::{FontRef, MetadataProvider};
use std::collections::HashMap;

/// More letters than a font has.
const MOST: usize = 1 << 17;

/// The letters of a font by the numbers of their glyphs; of two that share a glyph, the first of Unicode. None of a font of signs,
/// whose letters are codes.
pub(super) fn letters(font: &[u8]) -> HashMap<u32, char> {
    let Ok(font) = FontRef::new(font) else { return HashMap::new() };
    let map = font.charmap();
    let mut letters = HashMap::new();
    if map.is_symbol() {
        return letters;
    }
    for (letter, glyph) in map.mappings().take(MOST) {
        let letter = char::from_u32(letter).filter(|letter| !letter.is_control());
        if let Some(letter) = letter.filter(|_| glyph.to_u32() > 0) {
            letters.entry(glyph.to_u32()).and_modify(|known| *known = letter.min(*known)).or_insert(letter);
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A font that is only its table of letters: groups of a first and a last letter and the glyph of the first, for a platform.
    fn font(platform: (u16, u16), groups: &[(u32, u32, u32)]) -> Vec<u8> {
        let mut table = Vec::new();
        for number in [0, 1, platform.0, platform.1] {
            table.extend(number.to_be_bytes());
        }
        table.extend(12u32.to_be_bytes());
        table.extend([0, 12, 0, 0]);
        for number in [16 + 12 * groups.len() as u32, 0, groups.len() as u32] {
            table.extend(number.to_be_bytes());
        }
        groups
            .iter()
            .flat_map(|group| [group.0, group.1, group.2])
            .for_each(|n| table.extend(n.to_be_bytes()));
        let mut font = vec![0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
        font.extend(b"cmap\0\0\0\0");
        font.extend(28u32.to_be_bytes());
        font.extend((table.len() as u32).to_be_bytes());
        font.extend(table);
        font
    }

    #[test]
    fn letters_are_told_by_their_glyphs() {
        let groups = [(0x41, 0x42, 7), (0x391, 0x391, 7), (0x416, 0x416, 9), (0x20, 0x20, 0)];
        let letters = letters(&font((3, 10), &groups));
        let mut told: Vec<(u32, char)> = letters.into_iter().collect();
        told.sort_unstable();
        assert_eq!(told, [(7, 'A'), (8, 'B'), (9, 'Ж')]);
    }

    #[test]
    fn fonts_of_signs_and_broken_ones_tell_nothing() {
        assert!(letters(&font((3, 0), &[(0xf041, 0xf041, 7)])).is_empty());
        assert!(letters(b"\0\x01\0\0").is_empty());
        let whole = font((3, 10), &[(0x41, 0x42, 7)]);
        assert!((0..whole.len()).all(|end| letters(&whole[..end]).len() <= 2));
    }
}
