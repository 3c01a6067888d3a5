//! What lies over a page and is seen on it: values of form fields, text typed onto the page, stamps.

use super::super::matrix::Matrix;
use super::{Pen, State};
use hayro_syntax::object::dict::keys::{ANNOTS, MATRIX, SUBTYPE};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::Page;

/// Of a page, at most so many are drawn.
const MOST: usize = 5_000;
/// Flags of what is not seen on a screen: invisible, hidden, no view.
const UNSEEN: u32 = 1 | 1 << 1 | 1 << 5;

impl<'a> Pen<'_, 'a> {
    /// Draws what lies over a page, behind what stands on it.
    pub(super) fn appearances(&mut self, page: &Page<'a>, start: Matrix) {
        let all = page.raw().get::<Array<'a>>(ANNOTS);
        for annotation in all.into_iter().flat_map(|all| all.iter::<Dict<'a>>()).take(MOST) {
            if let Some((stream, map)) = placed(&annotation) {
                self.state = State::new(start.after(map));
                self.field =
                    annotation.get::<Name<'_>>(SUBTYPE).is_some_and(|kind| kind.as_ref() == b"Widget");
                self.form(&stream, page.resources());
            }
        }
        self.field = false;
    }
}

/// True if what an annotation says is drawn on the page and read there.
pub(in crate::pdf) fn is_drawn(annotation: &Dict<'_>) -> bool {
    placed(annotation).is_some()
}

/// How an annotation looks, and how that is brought to its place (PDF 2.0, 12.5.5).
fn placed<'a>(annotation: &Dict<'a>) -> Option<(Stream<'a>, Matrix)> {
    let kind = annotation.get::<Name<'_>>(SUBTYPE)?;
    let flags = annotation.get::<u32>(b"F".as_slice()).unwrap_or(0);
    if !matches!(kind.as_ref(), b"Widget" | b"FreeText" | b"Stamp") || flags & UNSEEN != 0 {
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
