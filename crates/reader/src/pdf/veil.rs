//! What a reader of the page does not see: letters under a filled box or a picture that is drawn later, white letters on white, and
//! letters outside of the box to which the drawing is cut.
//!
//! Most letters of a page under its pictures are another thing: the words of a scan, which a program put there.
//!
//! Incomplete: only boxes and pictures along the page's edges cover; what is drawn through a clip that is no box covers nothing; letters of which the colour
//! is not known count as seen.

use super::matrix::Matrix;
use super::sheet::{Glyph, Sheet, ink};
use hayro_syntax::content::ops::TypedInstruction as Do;
use hayro_syntax::object::dict::keys::{FILTER, IMAGE_MASK, MASK, SMASK};
use hayro_syntax::object::{Dict, Name, Number, Object};

/// From this light on, of 1, a colour is taken for white.
const WHITE: f64 = 0.96;
/// Filled boxes of a page that are kept.
const MOST: usize = 4_000;
/// A box this low or narrow is a line, in points.
const THIN: f32 = 4.0;

/// A box along the page's edges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub x0: f32,
    pub y0: f32,
    pub x1: f32,
    pub y1: f32,
}

impl Area {
    /// The box of two corners.
    pub fn of(from: (f32, f32), to: (f32, f32)) -> Self {
        Self { x0: from.0.min(to.0), y0: from.1.min(to.1), x1: from.0.max(to.0), y1: from.1.max(to.1) }
    }

    fn shared(self, other: Self) -> Self {
        Self {
            x0: self.x0.max(other.x0),
            y0: self.y0.max(other.y0),
            x1: self.x1.min(other.x1),
            y1: self.y1.min(other.y1),
        }
    }

    /// The box around a line of letters of a size that stand on a line between two of its corners.
    fn grown(self, size: f32) -> Self {
        let upright = self.y1 - self.y0 < 0.1 * size;
        let (across, up, down) = if upright { (0.0, size, 0.3 * size) } else { (size, size, size) };
        Self { x0: self.x0 - across, y0: self.y0 - up, x1: self.x1 + across, y1: self.y1 + down }
    }

    fn holds(self, (x, y): (f32, f32)) -> bool {
        (self.x0..=self.x1).contains(&x) && (self.y0..=self.y1).contains(&y)
    }
}

/// A box that was filled.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fill {
    area: Area,
    /// How light it is, from 0 to 1, if that is known.
    light: Option<f64>,
}

/// Where may be drawn.
#[derive(Debug, Clone, Copy)]
enum Clip {
    Everywhere,
    Within(Area),
    Unknown,
}

/// With what shapes and letters are filled.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ink {
    light: Option<f64>,
    /// What lies below does not show through.
    opaque: bool,
    clip: Clip,
}

impl Default for Ink {
    fn default() -> Self {
        Self { light: Some(0.0), opaque: true, clip: Clip::Everywhere }
    }
}

impl Ink {
    /// Takes an operator of colours; false if it is none.
    pub fn operator(&mut self, operator: &Do<'_, '_>) -> bool {
        let number = |number: &Number| number.as_f64();
        self.light = match operator {
            Do::NonStrokeColorDeviceGray(gray) => Some(gray.0.as_f64()),
            Do::NonStrokeColorDeviceRgb(rgb) => light(&[rgb.0, rgb.1, rgb.2].map(|n| n.as_f64())),
            Do::NonStrokeColorCmyk(cmyk) => light(&[cmyk.0, cmyk.1, cmyk.2, cmyk.3].map(|n| n.as_f64())),
            Do::NonStrokeColor(colour) => light(&colour.0.iter().map(number).collect::<Vec<_>>()),
            Do::NonStrokeColorNamed(colour) if colour.1.is_none() => {
                light(&colour.0.iter().map(number).collect::<Vec<_>>())
            }
            Do::NonStrokeColorNamed(_) | Do::ColorSpaceNonStroke(_) => None,
            _ => return false,
        };
        true
    }

    /// Takes a state of the page's resources.
    pub fn state(&mut self, state: &Dict<'_>) {
        if let Some(alpha) = state.get::<Number>(b"ca".as_slice()) {
            self.opaque = alpha.as_f64() >= WHITE;
        }
        let is_plain = |object: Object<'_>| match object {
            Object::Name(name) => matches!(name.as_ref(), b"Normal" | b"Compatible" | b"None"),
            _ => false,
        };
        for key in [b"BM".as_slice(), b"SMask"] {
            if let Some(object) = state.get::<Object<'_>>(key) {
                self.opaque &= is_plain(object);
            }
        }
    }

    /// What a box covers that is filled now; none if something shows through, or if it is a line.
    fn covered(&self, area: Area) -> Option<Area> {
        let area = match self.clip {
            Clip::Everywhere => area,
            Clip::Within(clip) => area.shared(clip),
            Clip::Unknown => return None,
        };
        let is_thin = area.x1 - area.x0 < THIN || area.y1 - area.y0 < THIN;
        (self.opaque && !is_thin).then_some(area)
    }

    /// True if a letter that is drawn now between two points lies outside of where may be drawn.
    pub fn cuts_off(&self, from: (f64, f64), to: (f64, f64), size: f64) -> bool {
        let Clip::Within(clip) = self.clip else { return false };
        let near = |(x, y): (f64, f64)| (x as f32, y as f32);
        let letter = Area::of(near(from), near(to)).grown(size as f32);
        letter.x1 < clip.x0 || letter.x0 > clip.x1 || letter.y1 < clip.y0 || letter.y0 > clip.y1
    }

    /// Nothing is drawn outside of a path any more: of this box, or of something that is none.
    pub fn clip(&mut self, to: Option<Area>) {
        self.clip = match (self.clip, to) {
            (Clip::Everywhere, Some(area)) => Clip::Within(area),
            (Clip::Within(before), Some(area)) => Clip::Within(before.shared(area)),
            _ => Clip::Unknown,
        };
    }
}

/// How light a colour is by its parts; not known for one part, which may be a gray or a tint.
fn light(parts: &[f64]) -> Option<f64> {
    match parts {
        [red, green, blue] => Some(0.3 * red + 0.59 * green + 0.11 * blue),
        [cyan, magenta, yellow, black] => {
            Some((1.0 - (0.3 * cyan + 0.59 * magenta + 0.11 * yellow)) * (1.0 - black))
        }
        _ => None,
    }
}

/// A box is filled: letters under it are not seen any more. The letters that were looked at.
pub(super) fn fill(sheet: &mut Sheet, area: Area, ink: &Ink) -> usize {
    let Some(area) = ink.covered(area).filter(|_| sheet.fills.len() < MOST) else { return 0 };
    sheet.fills.push(Fill { area, light: ink.light });
    for glyph in &mut sheet.glyphs {
        glyph.look.veiled |= area.holds(middle(glyph));
    }
    sheet.glyphs.len()
}

/// A picture is drawn that nothing shows through: letters under it may not be seen any more. The letters that were looked at.
pub(super) fn cover(sheet: &mut Sheet, area: Area, ink: &Ink) -> usize {
    let Some(area) = ink.covered(area).filter(|_| sheet.pictures < MOST) else { return 0 };
    for glyph in &mut sheet.glyphs {
        glyph.look.behind |= area.holds(middle(glyph));
    }
    sheet.glyphs.len()
}

/// The page is drawn: of letters under pictures it is told whether they are hidden, or most of the page's.
pub(super) fn settle(sheet: &mut Sheet) {
    let drawn = || sheet.glyphs.iter().filter(|glyph| !glyph.look.invisible && ink(sheet.words(glyph)) > 0);
    let covered = drawn().filter(|glyph| glyph.look.behind).count();
    if covered * 2 < drawn().count() {
        sheet
            .glyphs
            .iter_mut()
            .for_each(|glyph| glyph.look.veiled |= glyph.look.behind && !glyph.look.invisible);
    }
}

/// Where a picture lies, if it lies along the page's edges and nothing shows through it. `map` takes the unit square to its place.
pub(super) fn opaque(picture: &Dict<'_>, map: Matrix) -> Option<Area> {
    let is_set = |key: &[u8]| picture.get::<bool>(key) == Some(true);
    let filters = match picture.get::<Object<'_>>(FILTER) {
        Some(Object::Name(name)) => vec![name],
        Some(Object::Array(names)) => names.iter::<Name<'_>>().collect(),
        _ => Vec::new(),
    };
    // A picture of this kind may have places of its own that are seen through.
    let may_lack = filters.iter().any(|filter| filter.as_ref() == b"JPXDecode");
    let masked =
        picture.contains_key(SMASK) || picture.contains_key(MASK) || is_set(IMAGE_MASK) || is_set(b"IM");
    area(map).filter(|_| !may_lack && !masked)
}

/// Where a picture lies, if it lies along the page's edges.
pub(super) fn area(map: Matrix) -> Option<Area> {
    let straight = map.b.abs() + map.c.abs() < 1e-3 || map.a.abs() + map.d.abs() < 1e-3;
    let near = |(x, y): (f64, f64)| (x as f32, y as f32);
    (map.is_sane() && straight).then(|| Area::of(near(map.point(0.0, 0.0)), near(map.point(1.0, 1.0))))
}

/// The middle of a small letter; `y` runs downwards.
fn middle(glyph: &Glyph) -> (f32, f32) {
    (f32::midpoint(glyph.from.0, glyph.to.0), glyph.from.1 - 0.25 * glyph.size)
}

/// True if a letter that is drawn now between two points does not show: white on a white page or box.
pub(super) fn is_white(sheet: &Sheet, from: (f64, f64), to: (f64, f64), size: f64, ink: &Ink) -> bool {
    let is_white = |light: Option<f64>| light.is_some_and(|light| light >= WHITE);
    if !is_white(ink.light) || sheet.pictures > 0 || sheet.shapes > 0 {
        return false;
    }
    let middle = (f64::midpoint(from.0, to.0) as f32, (from.1 - 0.25 * size) as f32);
    let below = sheet.fills.iter().rev().find(|fill| fill.area.holds(middle));
    below.is_none_or(|fill| is_white(fill.light))
}
