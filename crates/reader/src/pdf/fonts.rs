//! Fonts: what the codes of a text string mean, how far each moves the pen, and how its letters look.

use super::charmap;
use super::numbered::Coding;
use super::survey::says_image;
use super::words::is_mark;
use crate::signs::{self, SignFont};
use hayro_font::hayro_cmap::{BfString, CMapName};
use hayro_font::kurbo::Shape;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::object::dict::keys::{
    BASE_FONT, CID_TO_GID_MAP, DESCENDANT_FONTS, ENCODING, FLAGS, FONT_DESC, FONT_FILE, FONT_FILE2,
    FONT_FILE3, SUBTYPE, TO_UNICODE, TYPE3, WIDTHS,
};
use hayro_syntax::object::{Array, Dict, Name, Number, Stream};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// The bit of a font descriptor for slanted letters, and that for thick ones.
const ITALIC: u32 = 1 << 6;
/// A sign whose foot stands this high above the line, and which is less high itself, is set as a note mark is; both in thousandths of an em.
const SUPERIOR: f64 = 200.0;
const SMALL: f64 = 550.0;
const FORCE_BOLD: u32 = 1 << 18;
/// Units of advances in an em.
const UNITS: f32 = 1000.0;
/// How wide letters are in the middle, as a share of the size that they are set in.
const USUAL: std::ops::RangeInclusive<f64> = 0.2..=1.2;

/// The fonts of a file, each read once.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    faces: HashMap<(i32, i32), Option<Rc<Face<'a>>>>,
    programs: FontResolverFn,
    maps: CMapResolverFn,
    /// Letters that are only numbered mean what they mean in TeX's encodings.
    numbers: bool,
}

/// A font as the text needs it.
pub(super) struct Face<'a> {
    font: Font<'a>,
    /// What the file calls it.
    pub name: String,
    /// Thick letters.
    pub bold: bool,
    /// Slanted letters.
    pub italic: bool,
    /// The font of signs that it is, and whether the file tells nothing of its codes.
    signs: Option<(SignFont, bool)>,
    /// How large its letters are, as a share of the size that text is set in: a font drawn by operators may say any size.
    pub em: f64,
    /// What its letters mean by their numbers, if the file tells nothing else.
    numbers: Option<Coding>,
    known: std::cell::RefCell<HashMap<u32, Sign>>,
    /// What the font itself says of its glyphs, read when it is needed; none if it is not in the file.
    letters: Option<std::cell::OnceCell<HashMap<u32, char>>>,
}

/// A code of a font.
#[derive(Debug, Clone)]
pub(super) struct Sign {
    /// What it means; none if the file does not tell.
    pub text: Option<Arc<str>>,
    /// How far it moves the pen, in ems.
    pub advance: f32,
    /// A figure or small letter that the font itself draws small and high, as note marks are.
    pub superior: bool,
    /// Of a mark that does not move the pen: how far behind the pen the middle of what it draws lies, in ems.
    pub middle: Option<f32>,
    /// Its meaning was taken from its number.
    pub guessed: bool,
}

impl<'a> Fonts<'a> {
    pub fn new(numbers: bool) -> Self {
        Self {
            cache: FontCache::new(),
            faces: HashMap::new(),
            programs: Arc::new(|query| {
                let standard = match query {
                    FontQuery::Standard(standard) => *standard,
                    FontQuery::Fallback(query) => query.pick_standard_font(),
                };
                Some(standard.get_font_data())
            }),
            maps: Arc::new(|name: CMapName<'_>| hayro_font::hayro_cmap::load_embedded(name)),
            numbers,
        }
    }

    /// The font of a dictionary; none if it cannot be read.
    pub fn face(&mut self, dict: &Dict<'a>) -> Option<Rc<Face<'a>>> {
        let key = dict.obj_id().map(|id| (id.obj_number as i32, id.gen_number));
        if let Some(known) = key.and_then(|key| self.faces.get(&key)) {
            return known.clone();
        }
        let face = self.read(dict).map(Rc::new);
        if let Some(key) = key {
            self.faces.insert(key, face.clone());
        }
        face
    }

    fn read(&self, dict: &Dict<'a>) -> Option<Face<'a>> {
        let below = dict.get::<Array<'_>>(DESCENDANT_FONTS).and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let descriptor = dict.get::<Dict<'_>>(FONT_DESC);
        let descriptor = descriptor.or_else(|| below.as_ref()?.get::<Dict<'_>>(FONT_DESC));
        let streams = [
            dict.get::<Stream<'_>>(TO_UNICODE),
            dict.get::<Stream<'_>>(ENCODING),
            below.as_ref().and_then(|below| below.get::<Stream<'_>>(CID_TO_GID_MAP)),
            descriptor.as_ref().and_then(|descriptor| descriptor.get::<Stream<'_>>(FONT_FILE)),
            descriptor.as_ref().and_then(|descriptor| descriptor.get::<Stream<'_>>(FONT_FILE2)),
            descriptor.as_ref().and_then(|descriptor| descriptor.get::<Stream<'_>>(FONT_FILE3)),
        ];
        if streams.iter().flatten().any(|stream| says_image(stream.dict().data())) {
            return None;
        }
        let is_within = streams[3..].iter().any(Option::is_some);
        let font = self.cache.font(dict, &self.programs, &self.maps)?;
        let name = dict.get::<Name<'_>>(BASE_FONT).map(|name| name.as_str().to_owned()).unwrap_or_default();
        let flags = descriptor.and_then(|descriptor| descriptor.get::<u32>(FLAGS)).unwrap_or(0);
        let lower = name.to_ascii_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        let drawn = dict.get::<Name<'_>>(SUBTYPE).is_some_and(|subtype| subtype.as_ref() == TYPE3);
        let numbers =
            (drawn && self.numbers && !dict.contains_key(TO_UNICODE)).then(|| Coding::of(dict)).flatten();
        let mute = !dict.contains_key(TO_UNICODE) && !dict.contains_key(ENCODING);
        Some(Face {
            font,
            signs: SignFont::named(&name).map(|signs| (signs, mute)),
            bold: flags & FORCE_BOLD != 0 || says(&["bold", "black", "heavy", "demi", "-bd"]),
            italic: flags & ITALIC != 0 || says(&["italic", "oblique", "-it"]),
            name,
            numbers,
            em: if drawn { em(dict) } else { 1.0 },
            known: std::cell::RefCell::default(),
            letters: is_within.then(std::cell::OnceCell::new),
        })
    }
}

impl Face<'_> {
    /// The next code of a string, and how many bytes it takes (at least one).
    pub fn code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        let (code, length) = self.font.read_code(bytes, at);
        (code, length.max(1))
    }

    /// True if the font is written along the line.
    pub fn is_horizontal(&self) -> bool {
        self.font.is_horizontal()
    }

    /// What a code means and how far it moves.
    pub fn sign(&self, code: u32) -> Sign {
        if let Some(sign) = self.known.borrow().get(&code) {
            return sign.clone();
        }
        let advance = self.font.code_advance(code);
        let along = if self.is_horizontal() { advance.x } else { advance.y };
        let glyph = self.font.map_code(code);
        let glyph = self.font.glyph(glyph, code);
        let text = match &glyph {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let text = text.filter(|text| !is_blank(text) || !has_ink(&glyph));
        let text = text.or_else(|| self.letter(&glyph).map(BfString::Char));
        let text = match self.signs {
            Some((signs, mute)) => text.and_then(|text| sign(signs, code, mute, text)),
            None => text.and_then(meaning),
        };
        let numbered = self.numbers.filter(|_| text.is_none()).and_then(|coding| coding.meaning(code));
        let guessed = numbered.is_some();
        let text = text.or_else(|| numbered.map(Arc::from));
        let counts = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_lowercase();
        let label = text.as_deref().is_some_and(|text| text.len() == 1 && text.bytes().all(counts));
        let superior = match &glyph {
            FontGlyph::Outline(glyph) if label => {
                let drawn = glyph.outline().bounding_box();
                drawn.y0 > SUPERIOR && drawn.height() < SMALL
            }
            _ => false,
        };
        let still = along.abs() < 1.0 && self.is_horizontal() && text.as_deref().is_some_and(is_mark);
        let middle = match &glyph {
            FontGlyph::Outline(glyph) if still => {
                let drawn = glyph.outline().bounding_box();
                Some(drawn.center().x as f32 / UNITS)
                    .filter(|middle| middle.is_finite() && drawn.width() > 0.0)
            }
            _ => None,
        };
        let sign = Sign { text, advance: along as f32 / UNITS, superior, middle, guessed };
        self.known.borrow_mut().insert(code, sign.clone());
        sign
    }
}

impl Face<'_> {
    /// What the font says that a glyph is.
    fn letter(&self, glyph: &FontGlyph<'_>) -> Option<char> {
        let (Some(letters), FontGlyph::Outline(glyph)) = (&self.letters, glyph) else { return None };
        let letters = letters.get_or_init(|| {
            glyph.font_data().map(|font| charmap::letters((*font.data).as_ref())).unwrap_or_default()
        });
        letters.get(&glyph.glyph_id().to_u32()).copied()
    }
}

/// How large the letters of a font drawn by operators are, told by how wide they are: a letter is half as wide as it is high, more or less.
/// Programs that draw letters as dots say any size, and make up for it by where they draw.
fn em(dict: &Dict<'_>) -> f64 {
    let scale =
        dict.get::<[f32; 6]>(b"FontMatrix".as_slice()).map_or(0.001, |matrix| f64::from(matrix[0].abs()));
    let widths = dict.get::<Array<'_>>(WIDTHS);
    let widths =
        widths.into_iter().flat_map(|all| all.iter::<Number>()).map(|width| width.as_f64().abs() * scale);
    let widths: Vec<f64> = widths.filter(|width| width.is_finite() && *width > 0.0).collect();
    let usual = widths.iter().sum::<f64>() / widths.len().max(1) as f64;
    if widths.is_empty() || USUAL.contains(&usual) { 1.0 } else { 2.0 * usual }
}

/// What a glyph of a font of signs shows: programs give its code, as a letter or in private use, as often as its meaning. `mute`: the
/// file tells neither, so that codes may be any.
fn sign(font: SignFont, code: u32, mute: bool, text: BfString) -> Option<Arc<str>> {
    let BfString::Char(c) = text else { return meaning(text) };
    let is_symbol = font == SignFont::Symbol;
    let latin = if is_symbol { c.is_ascii_alphabetic() } else { c != '·' };
    let is_code = signs::code(c).is_some_and(|known| c as u32 > 0xFF || known == code || latin);
    match is_code {
        true if mute && !is_symbol => None,
        true => font.shown(c).ok().map(|sign| sign.encode_utf8(&mut [0; 4]).to_owned().into()),
        false => meaning(text),
    }
}

/// True for a meaning that shows nothing: no glyph with ink has it.
fn is_blank(text: &BfString) -> bool {
    let blank = |c: char| c.is_whitespace() || c.is_control();
    match text {
        BfString::Char(c) => blank(*c),
        BfString::String(text) => text.chars().all(blank),
    }
}

/// True if an outline is drawn for a glyph.
fn has_ink(glyph: &FontGlyph<'_>) -> bool {
    match glyph {
        FontGlyph::Outline(glyph) => {
            let drawn = glyph.outline().bounding_box();
            drawn.width() > 0.0 && drawn.height() > 0.0
        }
        FontGlyph::Type3(_) => false,
    }
}

/// The characters that a glyph stands for.
fn meaning(text: BfString) -> Option<Arc<str>> {
    match text {
        BfString::Char(c) => cleaned(c.encode_utf8(&mut [0; 4])),
        BfString::String(text) => cleaned(&text),
    }
    .map(Arc::from)
}

/// Text as it is delivered: ligatures and letters' printed forms by their letters, white space as spaces, no signs that
/// only steer how lines are broken; none if it holds characters of private use.
pub(super) fn cleaned(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Marks over a letter, printed with a space or a stroke under them where they stand alone.
            '\u{fc5e}'..='\u{fc63}' | '\u{fcf2}'..='\u{fcf4}' | '\u{fe70}'..='\u{fe7f}' => {
                plain.extend(std::iter::once(c).nfkc().filter(|c| !matches!(c, ' ' | 'ـ')));
            }
            '\u{fb00}'..='\u{fdff}' | '\u{fe80}'..='\u{fefc}' => plain.extend(std::iter::once(c).nfkc()),
            '\u{f0b7}' | '\u{f0a7}' => plain.push('•'),
            '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\u{ffff}' | '\u{fffe}' => return None,
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => plain.push(' '),
            // Signs that only say where a line may or may not end.
            '\u{2060}' | '\u{200b}' | '\u{feff}' => {}
            c if c.is_control() => {}
            c => plain.push(c),
        }
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::cleaned;

    #[test]
    fn printed_forms_become_their_letters() {
        assert_eq!(cleaned("o\u{fb03}ce \u{fefb}").as_deref(), Some("office \u{644}\u{627}"));
        // Marks alone, and on a stroke.
        assert_eq!(cleaned("\u{fc60}\u{fe77}").as_deref(), Some("\u{64e}\u{651}\u{64e}"));
        assert_eq!(cleaned("\u{e000}"), None);
    }
}
