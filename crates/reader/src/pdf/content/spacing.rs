//! Space that a file sets behind letters (`Tc`): where it belongs to how they look, and where it is a space between words.
//!
//! Programs that turn other formats into PDFs set words apart with it: Ghostscript writes the comma and the letter behind
//! `, a` as two letters with a wide space behind each, and goes on where the second ends without it.

use crate::pdf::sheet::Glyph;
use crate::pdf::words::SPACE;

/// So many letters set with a wide space are no word whose letters stand apart, but a space between two.
const FEW: usize = 2;
/// Letters this near, in ems, stand side by side.
const SIDE_BY_SIDE: f32 = 0.06;

/// The letters behind which a wide space is set.
#[derive(Default)]
pub(super) struct Spacing {
    /// How often it was set.
    times: usize,
    wide: Vec<Wide>,
}

struct Wide {
    /// Which letter of the page, and at which setting.
    at: usize,
    time: usize,
    by: (f32, f32),
}

impl Spacing {
    /// It is set anew.
    pub fn set(&mut self) {
        self.times += 1;
    }

    /// A letter with a space of `share` of its width behind it, before it is put on the page as the letter `at`. A space too
    /// narrow to part words is none of the letter's, so that the gap behind the letter is what is seen.
    pub fn letter(&mut self, glyph: &mut Glyph, at: usize, share: f32) {
        let by = ((glyph.to.0 - glyph.from.0) * share, (glyph.to.1 - glyph.from.1) * share);
        if by.0.hypot(by.1) > SPACE * glyph.size {
            self.wide.push(Wide { at, time: self.times, by });
        } else {
            glyph.to = without(glyph, by);
        }
    }

    /// Takes the space from letters that it parts as words, once all of a page are known.
    pub fn settle(self, glyphs: &mut [Glyph]) {
        // The pen goes on as if no space had been set behind the letter.
        let is_last = |wide: &Wide, glyphs: &[Glyph]| {
            let next = glyphs.get(wide.at + 1);
            next.is_some_and(|next| near(without(&glyphs[wide.at], wide.by), next.from, next.size))
        };
        let mut rest = self.wide.as_slice();
        while let Some(first) = rest.first() {
            let alike = rest.iter().take_while(|wide| wide.time == first.time);
            let last = alike.clone().position(|wide| is_last(wide, glyphs));
            let (few, behind) = rest.split_at(last.map_or(alike.count(), |last| last + 1));
            rest = behind;
            let before = first.at.checked_sub(1).and_then(|at| glyphs.get(at));
            let goes_on = before.is_some_and(|before| near(before.to, glyphs[first.at].from, before.size));
            if few.len() <= FEW && (goes_on || last.is_some()) {
                for letter in few {
                    glyphs[letter.at].to = without(&glyphs[letter.at], letter.by);
                }
            }
        }
    }
}

/// True if two places are one, for letters of this size.
fn near(a: (f32, f32), b: (f32, f32), size: f32) -> bool {
    (a.0 - b.0).hypot(a.1 - b.1) <= SIDE_BY_SIDE * size
}

fn without(glyph: &Glyph, by: (f32, f32)) -> (f32, f32) {
    (glyph.to.0 - by.0, glyph.to.1 - by.1)
}
