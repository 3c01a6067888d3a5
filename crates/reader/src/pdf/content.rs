//! Runs what a page draws and keeps its letters and lines.
//!
//! Invariant: the work is bounded by [`Work`]; forms within forms are followed to a fixed depth.
//!
//! Incomplete: letters cut off by a clip that is no box count as seen.

mod appearances;
mod packed;
mod spacing;

pub(super) use appearances::is_drawn;
pub(super) use packed::unpack;

use super::canvas::Canvas;
use super::fonts::{Face, Fonts};
use super::marked::Marked;
use super::matrix::Matrix;
use super::path::Path;
use super::sheet::{Glyph, Look, Sheet};
use super::veil::{self, Ink};
use super::words::is_mark;
use hayro_syntax::Pdf;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Do;
use hayro_syntax::object::dict::keys::{FONT, MATRIX, RESOURCES, SUBTYPE, WIDTH};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};
use packed::{DAMAGED, contents, is_whole};
use spacing::Spacing;
use std::rc::Rc;

/// Forms within forms.
const DEEPEST: usize = 16;
/// Bytes unpacked for one step, and steps that a form costs beside its content.
const UNPACKED: usize = 8;
const FORM: usize = 1_000;
/// Steps that the choice of a font costs.
const FONT_STEPS: usize = 10;
/// A sign that moves the pen by less than this, in ems, lies over another.
const STILL: f32 = 0.001;
/// A space this narrow is none, in ems.
const UNSEEN: f64 = 0.04;
/// Letters that are looked at for one step, where a box may cover them.
const LOOKED_AT: usize = 16;
/// Layers that are known.
const MOST_LAYERS: usize = 1_000;
/// Pictures of which it is kept where they lie.
const MOST_FRAMES: usize = 100;
/// Kept states.
const MOST_STATES: usize = 512;

/// What may still be done for a file; steps are operators, letters and unpacked bytes.
#[derive(Debug)]
pub(super) struct Work {
    pub steps: usize,
    /// Layers of the file that are switched off.
    off: Vec<ObjectIdentifier>,
}

impl Work {
    /// What may be done for a file.
    pub fn new(pdf: &Pdf, steps: usize) -> Self {
        let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
        let layers = root.and_then(|root| root.get::<Dict<'_>>(b"OCProperties".as_slice()));
        let shown = layers.and_then(|layers| layers.get::<Dict<'_>>(b"D".as_slice()));
        let off = shown.and_then(|shown| shown.get::<Array<'_>>(b"OFF".as_slice()));
        let off = off.into_iter().flat_map(|off| off.iter::<Dict<'_>>().filter_map(|layer| layer.obj_id()));
        Self { steps, off: off.take(MOST_LAYERS).collect() }
    }

    /// True if a layer, or all that something belongs to, is switched off.
    fn is_off(&self, layer: &Dict<'_>) -> bool {
        let is_off = |layer: &Dict<'_>| layer.obj_id().is_some_and(|id| self.off.contains(&id));
        let of = match layer.get::<Object<'_>>(b"OCGs".as_slice()) {
            Some(Object::Dict(one)) => vec![one],
            Some(Object::Array(several)) => several.iter::<Dict<'_>>().take(MOST_LAYERS).collect(),
            _ => Vec::new(),
        };
        is_off(layer) || !of.is_empty() && of.iter().all(is_off)
    }

    /// Takes so many steps; false if there are none left.
    fn take(&mut self, steps: usize) -> bool {
        self.steps = self.steps.saturating_sub(steps.max(1));
        self.steps > 0
    }

    /// True if nothing may be done any more.
    pub fn is_done(&self) -> bool {
        self.steps == 0
    }
}

/// Draws a page: its letters and lines.
pub(super) fn draw<'a>(page: &Page<'a>, fonts: &mut Fonts<'a>, work: &mut Work) -> Sheet {
    run(page, fonts, work, None).0
}

/// Draws a page, its pictures too. `limit`: most bytes that a stream may unpack to.
pub(super) fn draw_pictures<'a>(
    page: &Page<'a>,
    fonts: &mut Fonts<'a>,
    work: &mut Work,
    limit: usize,
) -> Canvas {
    let sheet = draw(page, fonts, work);
    let canvas = Canvas::new(sheet.width, sheet.height, sheet.finest);
    run(page, fonts, work, Some((canvas, limit))).1.unwrap_or_else(|| Canvas::new(1.0, 1.0, 1.0))
}

fn run<'a>(
    page: &Page<'a>,
    fonts: &mut Fonts<'a>,
    work: &mut Work,
    canvas: Option<(Canvas, usize)>,
) -> (Sheet, Option<Canvas>) {
    let (width, height) = page.render_dimensions();
    let start = Matrix::of(page.initial_transform(true).as_coeffs());
    let mut pen = Pen {
        sheet: Sheet { width, height, ..Sheet::default() },
        state: State::new(start),
        kept: Vec::new(),
        path: Path::default(),
        marked: Marked::default(),
        canvas,
        fonts,
        work,
        depth: 0,
        field: false,
        spacing: Spacing::default(),
    };
    for data in contents(page.raw(), &mut pen.sheet.faults) {
        if !pen.work.take(data.len() / UNPACKED) {
            break;
        }
        pen.run(&data, page.resources());
    }
    pen.appearances(page, start);
    pen.spacing.settle(&mut pen.sheet.glyphs);
    veil::settle(&mut pen.sheet);
    (pen.sheet, pen.canvas.map(|(canvas, _)| canvas))
}

/// The state that `q` keeps and `Q` gives back.
#[derive(Clone)]
struct State<'a> {
    map: Matrix,
    face: Option<Rc<Face<'a>>>,
    size: f64,
    character_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    mode: i64,
    ink: Ink,
    text: Matrix,
    line: Matrix,
}

impl State<'_> {
    fn new(map: Matrix) -> Self {
        Self {
            map,
            face: None,
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            ink: Ink::default(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        }
    }
}

struct Pen<'p, 'a> {
    sheet: Sheet,
    state: State<'a>,
    kept: Vec<State<'a>>,
    path: Path,
    marked: Marked,
    canvas: Option<(Canvas, usize)>,
    fonts: &'p mut Fonts<'a>,
    work: &'p mut Work,
    depth: usize,
    /// The value of a form's field is being drawn.
    field: bool,
    spacing: Spacing,
}

impl<'a> Pen<'_, 'a> {
    fn run(&mut self, data: &[u8], resources: &Resources<'a>) {
        let floor = self.kept.len();
        let mut operators = TypedIter::new(data);
        let mut shown = 0;
        while let Some(operator) = operators.next() {
            if !self.work.take(1) {
                return;
            }
            shown += usize::from(matches!(operator, Do::ShowText(_) | Do::ShowTexts(_)));
            self.operator(&operator, resources, floor);
        }
        if shown < shows(data) {
            self.fault("what stands behind a broken place in it could not be read".to_owned());
        }
        self.kept.truncate(floor);
    }

    fn operator(&mut self, operator: &Do<'_, '_>, resources: &Resources<'a>, floor: usize) {
        match operator {
            Do::SaveState(_) if self.kept.len() < MOST_STATES => self.kept.push(self.state.clone()),
            Do::RestoreState(_) if self.kept.len() > floor => {
                if let Some(state) = self.kept.pop() {
                    self.state = state;
                }
            }
            Do::Transform(by) => {
                let by = Matrix::of([by.0, by.1, by.2, by.3, by.4, by.5].map(|n| n.as_f64()));
                self.state.map = self.state.map.after(by);
            }
            Do::XObject(name) => self.object(name.0, resources),
            Do::SetGraphicsState(name) => self.graphics_state(name.0, resources),
            Do::InlineImage(picture) => self.picture(picture.0),
            Do::BeginMarkedContent(tag) => self.marked.begin(tag.0.as_ref(), None, false),
            Do::BeginMarkedContentWithProperties(tag) => {
                let named = match tag.1 {
                    Object::Name(name) => resources.properties.get::<Dict<'_>>(name),
                    Object::Dict(dict) => Some(dict.clone()),
                    _ => None,
                };
                let is_layer = tag.0.as_ref() == b"OC";
                let off = named.as_ref().is_some_and(|layer| is_layer && self.work.is_off(layer));
                self.marked.begin(tag.0.as_ref(), named.as_ref(), off);
            }
            Do::EndMarkedContent(_) => self.end_marked(),
            _ => {
                if self.path.operator(operator, self.state.map, &mut self.sheet.rules) {
                    self.painted();
                } else if !self.state.ink.operator(operator) {
                    self.text_operator(operator, resources);
                }
            }
        }
    }

    /// What a path did besides lines: it filled boxes, or bounds what comes behind it.
    fn painted(&mut self) {
        self.sheet.shapes = self.path.shapes;
        for area in std::mem::take(&mut self.path.filled) {
            let steps = veil::fill(&mut self.sheet, area, &self.state.ink) / LOOKED_AT;
            self.work.take(steps);
        }
        if let Some(clip) = self.path.clip.take() {
            self.state.ink.clip(clip);
        }
    }

    fn text_operator(&mut self, operator: &Do<'_, '_>, resources: &Resources<'a>) {
        let state = &mut self.state;
        match operator {
            Do::BeginText(_) => (state.text, state.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            Do::CharacterSpacing(by) => {
                state.character_space = by.0.as_f64();
                self.spacing.set();
            }
            Do::WordSpacing(by) => state.word_space = by.0.as_f64(),
            Do::HorizontalScaling(by) => state.stretch = by.0.as_f64() / 100.0,
            Do::TextLeading(by) => state.leading = by.0.as_f64(),
            Do::TextRise(by) => state.rise = by.0.as_f64(),
            Do::TextRenderingMode(mode) => state.mode = mode.0.as_i64(),
            Do::TextFont(font) => {
                state.size = font.1.as_f64();
                self.set_font(resources.get_font(font.0).as_ref(), font.0);
            }
            Do::NextLine(by) => self.next_line(by.0.as_f64(), by.1.as_f64()),
            Do::NextLineAndSetLeading(by) => {
                state.leading = -by.1.as_f64();
                self.next_line(by.0.as_f64(), by.1.as_f64());
            }
            Do::SetTextMatrix(to) => {
                let to = Matrix::of([to.0, to.1, to.2, to.3, to.4, to.5].map(|n| n.as_f64()));
                (state.text, state.line) = (to, to);
            }
            Do::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            Do::ShowText(text) => self.show(text.0.as_bytes()),
            Do::NextLineAndShowText(text) => {
                self.next_line(0.0, -self.state.leading);
                self.show(text.0.as_bytes());
            }
            Do::ShowTextWithParameters(text) => {
                (state.word_space, state.character_space) = (text.0.as_f64(), text.1.as_f64());
                self.spacing.set();
                self.next_line(0.0, -self.state.leading);
                self.show(text.2.as_bytes());
            }
            Do::ShowTexts(texts) => {
                for item in texts.0.iter::<Object<'_>>() {
                    match item {
                        Object::String(text) => self.show(text.as_bytes()),
                        Object::Number(by) => self.adjust(by),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn set_font(&mut self, font: Option<&Dict<'a>>, name: &Name<'_>) {
        self.work.take(FONT_STEPS);
        self.state.face = font.and_then(|font| self.fonts.face(font));
        if self.state.face.is_none() {
            self.fault(format!("its font \"{}\" could not be read", name.as_str()));
        }
    }

    fn fault(&mut self, what: String) {
        if self.sheet.faults.len() < 16 && !self.sheet.faults.contains(&what) {
            self.sheet.faults.push(what);
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.state.line = self.state.line.after_shift(x, y);
        self.state.text = self.state.line;
    }

    fn adjust(&mut self, by: Number) {
        let by = -by.as_f64() / 1000.0 * self.state.size;
        self.advance(by * self.state.stretch, by);
    }

    fn advance(&mut self, x: f64, y: f64) {
        let horizontal = self.state.face.as_ref().is_none_or(|face| face.is_horizontal());
        let (x, y) = if horizontal { (x, 0.0) } else { (0.0, y) };
        self.state.text = self.state.text.after_shift(x, y);
    }

    /// Writes a string.
    fn show(&mut self, bytes: &[u8]) {
        let Some(face) = self.state.face.clone() else {
            let name = "a font that could not be read".to_owned();
            self.unmapped(&name, bytes.len());
            return;
        };
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = face.code(bytes, at);
            let space = length == 1 && bytes[at] == b' ';
            at += length;
            if !self.work.take(1) {
                return;
            }
            self.letter(&face, code, space);
        }
    }

    fn letter(&mut self, face: &Face<'_>, code: u32, space: bool) {
        let sign = face.sign(code);
        let state = &self.state;
        let apart = state.character_space;
        let more = apart + if space { state.word_space } else { 0.0 };
        let moved = f64::from(sign.advance) * state.size + more;
        let map = state.map.after(state.text);
        let from = map.point(0.0, state.rise);
        // A mark lies where it is drawn, and not where the pen stands.
        let drawn =
            sign.middle.map(|middle| map.point(f64::from(middle) * state.size * state.stretch, state.rise));
        self.advance(moved * self.state.stretch, moved);
        let map = self.state.map.after(self.state.text);
        let to = map.point(0.0, self.state.rise);
        let (from, to) = drawn.map_or((from, to), |place| (place, place));
        let (a, b) = (map.a * self.state.size, map.b * self.state.size);
        let size = (map.c.hypot(map.d) * self.state.size).abs() * face.em;
        if !map.is_sane() || !(0.05..5000.0).contains(&size) {
            return;
        }
        let look = Look {
            bold: face.bold,
            italic: face.italic,
            invisible: self.state.mode == 3,
            veiled: self.marked.is_off()
                || self.state.ink.cuts_off(from, to, size)
                || self.state.mode == 0 && veil::is_white(&self.sheet, from, to, size, &self.state.ink),
            behind: false,
            artifact: self.marked.in_artifact(),
            superior: sign.superior,
            field: self.field,
            turn: turn(a, b),
        };
        let text = match sign.text {
            Some(text) => text,
            // The file says what it and those beside it are.
            None if self.marked.says() => "".into(),
            None => {
                self.unmapped(&face.name, 1);
                return;
            }
        };
        // A space that is set so narrow that nobody sees it parts nothing; where the pen goes on elsewhere, the gap does.
        if space && moved.abs() <= UNSEEN * self.state.size.abs() && text.trim().is_empty() {
            return;
        }
        self.sheet.guessed += usize::from(sign.guessed);
        // A mark that is made of others has no text of its own, or that of its letter too.
        let still = sign.advance.abs() < STILL;
        let over = text.is_empty() || still || is_mark(&text);
        let text = self.marked.text(&text);
        let Ok(mut start) = u32::try_from(self.sheet.text.len()) else { return };
        self.sheet.text.push_str(text);
        let mut length = u16::try_from(text.len()).unwrap_or(0);
        if over && !is_mark(text) && length > 0 {
            self.marked.carried_by_mark(self.sheet.glyphs.len(), still);
        } else if length == 0
            && let Some(carrier) = self.marked.take_carrier(!over, still)
        {
            // The letter stands on the line, its mark does not.
            let carrier = &mut self.sheet.glyphs[carrier];
            (start, length) = (carrier.start, std::mem::take(&mut carrier.length));
        }
        let near = |(x, y): (f64, f64)| (x as f32, y as f32);
        let mut glyph = Glyph { start, length, look, from: near(from), to: near(to), size: size as f32 };
        if apart > 0.0 && moved > apart {
            self.spacing.letter(&mut glyph, self.sheet.glyphs.len(), (apart / moved) as f32);
        }
        self.sheet.glyphs.push(glyph);
    }

    /// Marked content ends; what two letters say each is said once.
    fn end_marked(&mut self) {
        if let Some(again) = self.marked.end().and_then(|letter| self.sheet.glyphs.get_mut(letter)) {
            again.length = 0;
        }
    }

    fn unmapped(&mut self, name: &str, count: usize) {
        match self.sheet.unmapped.iter_mut().find(|(font, _)| font == name) {
            Some((_, all)) => *all += count,
            None => self.sheet.unmapped.push((name.to_owned(), count)),
        }
    }

    fn graphics_state(&mut self, name: &Name<'_>, resources: &Resources<'a>) {
        let Some(state) = resources.get_ext_g_state(name) else { return };
        self.state.ink.state(&state);
        let Some(font) = state.get::<Array<'a>>(FONT) else { return };
        let mut items = font.flex_iter();
        let dict = items.next::<Dict<'a>>();
        if let Some(size) = items.next::<Number>() {
            self.state.size = size.as_f64();
            self.set_font(dict.as_ref(), name);
        }
    }

    fn picture(&mut self, stream: &Stream<'_>) {
        self.sheet.pictures += 1;
        let map = self.state.map;
        let width = stream.dict().get::<u32>(WIDTH).or_else(|| stream.dict().get::<u32>(b"W".as_slice()));
        let across = map.a.hypot(map.b).max(1e-3);
        if map.is_sane() {
            self.sheet.pictured += (map.a * map.d - map.b * map.c).abs() as f32;
            self.sheet.finest = self.sheet.finest.max((f64::from(width.unwrap_or(0)) / across) as f32);
        }
        self.sheet.frames.extend(veil::area(map).filter(|_| self.sheet.frames.len() < MOST_FRAMES));
        let layer = stream.dict().get::<Dict<'_>>(b"OC".as_slice());
        let is_off = self.marked.is_off() || layer.is_some_and(|layer| self.work.is_off(&layer));
        if !is_off && let Some(area) = veil::opaque(stream.dict(), map) {
            let steps = veil::cover(&mut self.sheet, area, &self.state.ink) / LOOKED_AT;
            self.work.take(steps);
        }
        if let Some((canvas, limit)) = &mut self.canvas {
            canvas.paint(stream, map, *limit);
        }
    }

    fn object(&mut self, name: &Name<'_>, resources: &Resources<'a>) {
        let Some(stream) = resources.get_x_object(name) else { return };
        if stream.dict().get::<Name<'_>>(SUBTYPE).is_none_or(|kind| kind.as_ref() != b"Form") {
            self.picture(&stream);
            return;
        }
        self.form(&stream, resources);
    }

    /// Draws a form: a content of its own within another.
    fn form(&mut self, stream: &Stream<'a>, resources: &Resources<'a>) {
        if self.depth >= DEEPEST {
            self.fault("drawings stand in drawings too deep".to_owned());
            return;
        }
        let Some(data) = unpack(stream) else {
            self.fault("a drawing in it could not be unpacked".to_owned());
            return;
        };
        if !is_whole(stream) {
            self.fault(DAMAGED.to_owned());
        }
        if !self.work.take(FORM + data.len() / UNPACKED) {
            return;
        }
        let state = self.state.clone();
        if let Some(map) = stream.dict().get::<[f32; 6]>(MATRIX) {
            self.state.map = self.state.map.after(Matrix::of(map.map(f64::from)));
        }
        let own = stream.dict().get::<Dict<'a>>(RESOURCES).map(Resources::new);
        let layer = stream.dict().get::<Dict<'a>>(b"OC".as_slice());
        self.depth += 1;
        self.marked.begin(b"OC", None, layer.is_some_and(|layer| self.work.is_off(&layer)));
        self.run(&data, own.as_ref().unwrap_or(resources));
        self.end_marked();
        self.depth -= 1;
        self.state = state;
    }
}

/// How many operators in a content show text, as far as can be seen without reading it.
fn shows(data: &[u8]) -> usize {
    let is_space = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_whitespace());
    let operator = |at: &usize| {
        let named = matches!(data.get(at + 1), Some(b'j' | b'J')) && is_space(data.get(at + 2));
        let before = data[..*at].iter().rev().find(|byte| !byte.is_ascii_whitespace());
        named && matches!((before, data[at + 1]), (Some(b')' | b'>'), b'j') | (Some(b']'), b'J'))
    };
    memchr::memchr_iter(b'T', data).filter(operator).count()
}

/// Which way a line runs on the page, `y` downwards.
fn turn(a: f64, b: f64) -> u8 {
    if b.abs() <= 0.1 * a.abs() {
        if a >= 0.0 { 0 } else { 2 }
    } else if a.abs() <= 0.1 * b.abs() {
        if b >= 0.0 { 1 } else { 3 }
    } else {
        4
    }
}
