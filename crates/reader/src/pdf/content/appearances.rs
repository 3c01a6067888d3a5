//! What lies over a page and is seen on it: values of form fields, text typed onto the page, stamps.

use super::super::fonts::cleaned;
use super::super::marked::decoded;
use super::super::matrix::Matrix;
use super::super::sheet::{Glyph, Look};
use super::{Pen, State, turn, unpack};
use hayro_syntax::object::dict::keys::{ANNOTS, MATRIX, PARENT, SUBTYPE};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Bytes};
use hayro_syntax::page::Page;

/// Of a page, at most so many are drawn.
const MOST: usize = 5_000;
/// Lines of a value, its longest line in bytes, and fields that a field belongs to.
const MOST_LINES: usize = 1_000;
const LONGEST: usize = 16_000;
const MOST_PARENTS: usize = 16;
/// The flags of a field for a password, and of a button that keeps no state.
const PASSWORD: i64 = 1 << 13;
const BUTTON: i64 = 1 << 16;
/// Flags of what is not seen on a screen: invisible, hidden, no view.
const UNSEEN: u32 = 1 | 1 << 1 | 1 << 5;

impl<'a> Pen<'_, 'a> {
    /// Draws what lies over a page, behind what stands on it.
    pub(super) fn appearances(&mut self, page: &Page<'a>, start: Matrix) {
        let all = page.raw().get::<Array<'a>>(ANNOTS);
        for annotation in all.into_iter().flat_map(|all| all.iter::<Dict<'a>>()).take(MOST) {
            let drawn = (self.sheet.glyphs.len(), self.sheet.unmapped.len());
            self.field = annotation.get::<Name<'_>>(SUBTYPE).is_some_and(|kind| kind.as_ref() == b"Widget");
            if let Some((stream, map)) = placed(&annotation, WRITTEN) {
                self.state = State::new(start.after(map));
                self.form(&stream, page.resources());
            } else if let Some((stream, map)) = placed(&annotation, COVERING) {
                // A frame that a commentator drew is no line of the page.
                let lines = self.sheet.rules.len();
                self.state = State::new(start.after(map));
                self.form(&stream, page.resources());
                self.sheet.rules.truncate(lines);
            }
            if self.field && drawn == (self.sheet.glyphs.len(), self.sheet.unmapped.len()) {
                self.write(&annotation, start);
            }
        }
        self.field = false;
    }

    /// Writes the value of a field that nothing is drawn for: programs that show the file draw it themselves.
    fn write(&mut self, annotation: &Dict<'a>, start: Matrix) {
        let Some(value) = value(annotation).filter(|_| !is_unseen(annotation)) else { return };
        let Some(rect) = annotation.get::<[f32; 4]>(b"Rect".as_slice()) else { return };
        let rect = rect.map(f64::from);
        let (left, right) = (rect[0].min(rect[2]), rect[0].max(rect[2]));
        let (bottom, top) = (rect[1].min(rect[3]), rect[1].max(rect[3]));
        let lines: Vec<&str> =
            value.lines().map(str::trim).filter(|line| !line.is_empty()).take(MOST_LINES).collect();
        let size = ((top - bottom) / (1.2 * lines.len().max(1) as f64)).clamp(4.0, 11.0);
        let base = if lines.len() == 1 { f64::midpoint(bottom, top) - 0.3 * size } else { top - size };
        for (at, line) in lines.into_iter().enumerate() {
            let line = &line[..line.floor_char_boundary(LONGEST)];
            let wide = (0.5 * size * line.chars().count() as f64).min(right - left).max(0.1);
            let y = base - 1.2 * size * at as f64;
            let (from, to) = (start.point(left, y), start.point(left + wide, y));
            let Ok(offset) = u32::try_from(self.sheet.text.len()) else { return };
            if !self.work.take(line.len()) || !start.is_sane() {
                return;
            }
            self.sheet.text.push_str(line);
            self.sheet.glyphs.push(Glyph {
                start: offset,
                length: line.len() as u16,
                look: Look { field: true, turn: turn(start.a, start.b), ..Look::default() },
                from: (from.0 as f32, from.1 as f32),
                to: (to.0 as f32, to.1 as f32),
                size: (start.c.hypot(start.d) * size) as f32,
            });
        }
    }
}

/// The value of a field of text, of one to choose from or of a box to tick; none for a password, and for a button.
fn value(field: &Dict<'_>) -> Option<String> {
    let Some(Object::Name(kind)) = inherited(field, b"FT") else { return None };
    let flags = match inherited(field, b"Ff") {
        Some(Object::Number(flags)) => flags.as_i64(),
        _ => 0,
    };
    if kind.as_ref() == b"Btn" {
        let state = field.get::<Name<'_>>(b"AS".as_slice()).map(Object::Name);
        let ticked = match state.or_else(|| inherited(field, b"V")) {
            Some(Object::Name(state)) => state.as_ref() != b"Off",
            _ => false,
        };
        return (flags & BUTTON == 0).then(|| if ticked { "☒" } else { "☐" }.to_owned());
    }
    let text = |text: Bytes<'_>| cleaned_lines(&decoded(text.as_bytes()));
    let value = match inherited(field, b"V")? {
        Object::String(value) => text(value),
        Object::Array(several) => {
            several.iter::<Bytes<'_>>().take(MOST_LINES).map(text).collect::<Vec<_>>().join("\n")
        }
        Object::Stream(value) => cleaned_lines(&decoded(&unpack(&value)?)),
        _ => return None,
    };
    match kind.as_ref() {
        b"Tx" if flags & PASSWORD == 0 => Some(value),
        b"Ch" => Some(value.lines().map(|value| shown(field, value)).collect::<Vec<_>>().join("\n")),
        _ => None,
    }
}

/// What a choice is called on the page, where the file gives it a name of its own.
fn shown(field: &Dict<'_>, value: &str) -> String {
    let Some(Object::Array(options)) = inherited(field, b"Opt") else { return value.to_owned() };
    let mut names = options.iter::<Array<'_>>().take(MOST).filter_map(|pair| {
        let mut pair = pair.iter::<Bytes<'_>>().map(|text| decoded(text.as_bytes()));
        Some((pair.next()?, pair.next()?))
    });
    names.find(|(own, _)| own == value).map_or_else(|| value.to_owned(), |(_, name)| name)
}

/// Text whose lines end in a line feed, without characters that are not drawn.
fn cleaned_lines(text: &str) -> String {
    let lines = text.split(['\r', '\n']).filter_map(cleaned);
    lines.collect::<Vec<_>>().join("\n")
}

/// What a field or one that it belongs to says.
fn inherited<'a>(field: &Dict<'a>, key: &[u8]) -> Option<Object<'a>> {
    let mut field = field.clone();
    for _ in 0..MOST_PARENTS {
        if let Some(found) = field.get::<Object<'a>>(key) {
            return Some(found);
        }
        field = field.get::<Dict<'a>>(PARENT)?;
    }
    None
}

fn is_unseen(annotation: &Dict<'_>) -> bool {
    annotation.get::<u32>(b"F".as_slice()).unwrap_or(0) & UNSEEN != 0
}

/// True if what an annotation says is drawn on the page and read there.
pub(in crate::pdf) fn is_drawn(annotation: &Dict<'_>) -> bool {
    let widget = || annotation.get::<Name<'_>>(SUBTYPE).is_some_and(|kind| kind.as_ref() == b"Widget");
    placed(annotation, WRITTEN).is_some() || !is_unseen(annotation) && widget() && value(annotation).is_some()
}

/// Annotations that write on the page, and those whose boxes may cover what is written there.
const WRITTEN: &[&[u8]] = &[b"Widget", b"FreeText", b"Stamp"];
const COVERING: &[&[u8]] = &[b"Square", b"Redact"];

/// How an annotation of some kinds looks, and how that is brought to its place (PDF 2.0, 12.5.5). One that shows through covers nothing.
fn placed<'a>(annotation: &Dict<'a>, kinds: &[&[u8]]) -> Option<(Stream<'a>, Matrix)> {
    let kind = annotation.get::<Name<'_>>(SUBTYPE)?;
    let shows_through = annotation.get::<f32>(b"CA".as_slice()).is_some_and(|opacity| opacity < 1.0);
    if !kinds.contains(&kind.as_ref()) || is_unseen(annotation) || kinds == COVERING && shows_through {
        return None;
    }
    let stream = appearance(annotation)?;
    let rect = annotation.get::<[f32; 4]>(b"Rect".as_slice())?.map(f64::from);
    let bounds = stream.dict().get::<[f32; 4]>(b"BBox".as_slice())?.map(f64::from);
    let own =
        stream.dict().get::<[f32; 6]>(MATRIX).map_or(Matrix::IDENTITY, |map| Matrix::of(map.map(f64::from)));
    let corners = [(0, 1), (2, 1), (0, 3), (2, 3)].map(|(x, y)| own.point(bounds[x], bounds[y]));
    let least = |of: fn(&(f64, f64)) -> f64| corners.iter().map(of).fold(f64::MAX, f64::min);
    let most = |of: fn(&(f64, f64)) -> f64| corners.iter().map(of).fold(f64::MIN, f64::max);
    let (left, bottom) = (least(|corner| corner.0), least(|corner| corner.1));
    let (width, height) = (most(|corner| corner.0) - left, most(|corner| corner.1) - bottom);
    if !(width > 0.0 && height > 0.0) {
        return None;
    }
    let (x, y) = (rect[0].min(rect[2]), rect[1].min(rect[3]));
    let (across, up) = ((rect[2] - rect[0]).abs() / width, (rect[3] - rect[1]).abs() / height);
    Some((stream, Matrix::of([across, 0.0, 0.0, up, x - left * across, y - bottom * up])))
}

/// The drawing of the state that an annotation is in.
fn appearance<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    match annotation.get::<Dict<'a>>(b"AP".as_slice())?.get::<Object<'a>>(b"N".as_slice())? {
        Object::Stream(stream) => Some(stream),
        Object::Dict(states) => {
            let state = annotation.get::<Name<'_>>(b"AS".as_slice())?;
            states.get::<Stream<'a>>(state.as_ref())
        }
        _ => None,
    }
}
