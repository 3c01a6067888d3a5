//! Pictures: how large they are placed, and whether anybody said what they show.

use super::walk::Walk;
use crate::flow::Piece;
use crate::unseen::named;

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

impl Walk<'_> {
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
        let scaled = |size: Option<f64>, scale: Option<f64>| size.map(|size| size * scale.unwrap_or(1.0));
        let [across, down] = picture.scale;
        let size = scaled(picture.width, across).zip(scaled(picture.height, down));
        if let Some(what) = named("", size) {
            self.builder.push(Piece::Picture(what));
        }
    }
}
