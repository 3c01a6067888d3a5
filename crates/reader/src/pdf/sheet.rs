//! What a page shows: letters with their places, and lines drawn.

use super::veil::{Area, Fill};
use probata_report::Frame;

/// A page as it is seen, in points from its left and upper edge.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub width: f32,
    pub height: f32,
    /// The letters' text, one behind another.
    pub text: String,
    /// Letters in the order in which the file draws them.
    pub glyphs: Vec<Glyph>,
    /// Straight lines along an edge of the page.
    pub rules: Vec<Rule>,
    /// Pictures drawn.
    pub pictures: usize,
    /// Where those of them lie that lie along the page's edges.
    pub frames: Vec<Area>,
    /// How much of the page they lie on, in square points, one over another counted twice.
    pub pictured: f32,
    /// Pixels per point of the finest of them.
    pub finest: f32,
    /// Boxes that are filled, in order.
    pub fills: Vec<Fill>,
    /// Filled shapes that are no boxes.
    pub shapes: usize,
    /// Letters without a meaning, by font.
    pub unmapped: Vec<(String, usize)>,
    /// Letters whose meaning was taken from their numbers.
    pub guessed: usize,
    /// What could not be read, in words.
    pub faults: Vec<String>,
    /// Quarter turns by which [`Sheet::upright`] turned it.
    pub turned: u8,
}

/// A letter, or what a font draws as one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    /// Its text in [`Sheet::text`].
    pub start: u32,
    /// Bytes of it.
    pub length: u16,
    /// How it looks and what the file says of it.
    pub look: Look,
    /// Where the pen stands before it.
    pub from: (f32, f32),
    /// And behind it, with the space that belongs to how its word looks.
    pub to: (f32, f32),
    /// Height of the font.
    pub size: f32,
}

/// How a letter looks and what the file says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    /// Thick.
    pub bold: bool,
    /// Slanted.
    pub italic: bool,
    /// Drawn without ink.
    pub invisible: bool,
    /// Under something that is drawn later, or white on white.
    pub veiled: bool,
    /// Behind a picture that is drawn later.
    pub behind: bool,
    /// Marked by the file as a running head, a page number or the like.
    pub artifact: bool,
    /// A small raised figure of the font's own.
    pub superior: bool,
    /// The value of a form's field.
    pub field: bool,
    /// Stands upright along the page's lines, or a quarter turn for each; 4 for any other angle.
    pub turn: u8,
}

/// A line drawn, `x0 <= x1`, `y0 <= y1`; one of the two differences is (nearly) nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub x0: f32,
    pub y0: f32,
    pub x1: f32,
    pub y1: f32,
}

impl Rule {
    /// True if it lies along the lines of text.
    pub fn is_flat(&self) -> bool {
        self.x1 - self.x0 >= self.y1 - self.y0
    }

    /// Its length.
    pub fn length(&self) -> f32 {
        (self.x1 - self.x0).max(self.y1 - self.y0)
    }
}

impl Sheet {
    /// The text of a letter.
    pub fn words(&self, glyph: &Glyph) -> &str {
        let start = glyph.start as usize;
        self.text.get(start..start + glyph.length as usize).unwrap_or("")
    }

    /// Characters that are no white space.
    pub fn characters(&self) -> usize {
        self.glyphs.iter().map(|glyph| ink(self.words(glyph))).sum()
    }

    /// Turns the page so that most of its letters stand upright.
    pub fn upright(&mut self) {
        let mut counts = [0usize; 5];
        for glyph in &self.glyphs {
            counts[usize::from(glyph.look.turn.min(4))] += 1;
        }
        let most = (0..4).max_by_key(|turn| (counts[*turn], 4 - turn)).unwrap_or(0);
        if most == 0 {
            return;
        }
        self.turned = most as u8;
        let (width, height) = (self.width, self.height);
        let turned = |(x, y): (f32, f32)| match most {
            1 => (y, width - x),
            2 => (width - x, height - y),
            _ => (height - y, x),
        };
        for glyph in &mut self.glyphs {
            (glyph.from, glyph.to) = (turned(glyph.from), turned(glyph.to));
            if glyph.look.turn < 4 {
                glyph.look.turn = (glyph.look.turn + 4 - most as u8) % 4;
            }
        }
        for rule in &mut self.rules {
            let ((x0, y0), (x1, y1)) = (turned((rule.x0, rule.y0)), turned((rule.x1, rule.y1)));
            *rule = Rule { x0: x0.min(x1), y0: y0.min(y1), x1: x0.max(x1), y1: y0.max(y1) };
        }
        for area in &mut self.frames {
            *area = Area::of(turned((area.x0, area.y0)), turned((area.x1, area.y1)));
        }
        if most != 2 {
            (self.width, self.height) = (height, width);
        }
    }
}

impl Sheet {
    /// A box on the upright page as one on the page as it is seen, in tenths of a point.
    pub fn frame(&self, x0: f32, y0: f32, x1: f32, y1: f32) -> Frame {
        let (width, height) = (self.width, self.height);
        let back = |(x, y): (f32, f32)| match self.turned {
            0 => (x, y),
            1 => (height - y, x),
            2 => (width - x, height - y),
            _ => (y, width - x),
        };
        let (from, to) = (back((x0, y0)), back((x1, y1)));
        let tenths = |value: f32| (value * 10.0).round() as i32;
        Frame {
            left: tenths(from.0.min(to.0)),
            top: tenths(from.1.min(to.1)),
            right: tenths(from.0.max(to.0)),
            bottom: tenths(from.1.max(to.1)),
        }
    }
}

/// Characters that are no white space.
pub(super) fn ink(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}
