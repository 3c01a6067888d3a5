//! Pictures: how large they are placed, and whether anybody said what they show. A picture that text flows around is a shape with the
//! picture among its properties.

use super::walk::Walk;
use crate::flow::Piece;
use crate::unseen::{Size, named};

/// Twentieths of a point in a centimetre.
const TWIPS: f64 = 1440.0 / 2.54;

/// A picture that is open.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Picture {
    width: Option<f64>,
    height: Option<f64>,
    scale: [Option<f64>; 2],
    /// It has an alternative text.
    pub is_described: bool,
}

/// A shape that is open.
#[derive(Debug, Clone, Default)]
pub(super) struct Shape {
    /// Left, upper, right and lower edge, where they are told.
    edges: [Option<f64>; 4],
    picture: Option<Picture>,
    /// It has an alternative text.
    pub is_described: bool,
}

impl Picture {
    /// Width and height as placed, where they are told.
    fn size(&self) -> Option<Size> {
        let scaled = |size: Option<f64>, scale: Option<f64>| size.map(|size| size * scale.unwrap_or(1.0));
        let [across, down] = self.scale;
        scaled(self.width, across).zip(scaled(self.height, down))
    }
}

impl Shape {
    /// Width and height, where the shape says where it lies.
    fn size(&self) -> Option<Size> {
        let [left, top, right, bottom] = self.edges;
        let size = (right? - left?, bottom? - top?);
        (size.0 > 0.0 && size.1 > 0.0).then_some(size)
    }
}

/// The properties of a shape that hold a picture: what it shows, and what it is filled with.
pub(super) fn shows(property: &str) -> bool {
    matches!(property, "pib" | "fillBlip")
}

impl Walk<'_> {
    /// A word that tells where a shape lies.
    pub fn shape_word(&mut self, word: &str, number: Option<i32>) {
        let edges = ["shpleft", "shptop", "shpright", "shpbottom"];
        let edge = edges.iter().position(|edge| *edge == word);
        if let (Some(shape), Some(edge), Some(number)) = (self.shapes.last_mut(), edge, number) {
            shape.edges[edge] = Some(f64::from(number) / TWIPS);
        }
    }

    /// The picture that a shape shows ends; the shape may still say what is to be seen on it.
    pub fn end_shape_picture(&mut self) {
        let picture = self.picture.take();
        if let Some(shape) = self.shapes.last_mut() {
            shape.picture = shape.picture.take().or(picture);
        }
    }

    /// A shape ends: a picture in it that nobody described is named.
    pub fn end_shape(&mut self) {
        let Some(shape) = self.shapes.pop().filter(|shape| !shape.is_described) else { return };
        let Some(picture) = &shape.picture else { return };
        if let Some(what) = named("", shape.size().or(picture.size())) {
            self.builder.push(Piece::Picture(what));
        }
    }

    /// A word that tells how large a picture is placed.
    pub fn picture_word(&mut self, word: &str, number: Option<i32>) {
        let (Some(picture), Some(number)) = (&mut self.picture, number) else { return };
        match word {
            "picwgoal" => picture.width = Some(f64::from(number) / TWIPS),
            "pichgoal" => picture.height = Some(f64::from(number) / TWIPS),
            "picscalex" => picture.scale[0] = Some(f64::from(number) / 100.0),
            "picscaley" => picture.scale[1] = Some(f64::from(number) / 100.0),
            _ => {}
        }
    }

    /// A picture ends: one that nobody described is named.
    pub fn end_picture(&mut self) {
        let Some(picture) = self.picture.take().filter(|picture| !picture.is_described) else { return };
        if let Some(what) = named("", picture.size()) {
            self.builder.push(Piece::Picture(what));
        }
    }
}
