//! A page's pictures drawn in grey, for a program that recognises words.
//!
//! Invariant: no picture is unpacked to more than [`MOST_BYTES`], and no page is drawn with more than [`MOST_PIXELS`].
//!
//! Incomplete: clips are not looked at; what is stencilled is drawn black, whatever its colour.

use super::matrix::Matrix;
use super::shades::{Shades, shades};
use hayro_syntax::object::Stream;

/// Pixels of a page.
const MOST_PIXELS: f32 = 36e6;
/// Pixels per point: 150 and 400 per inch.
const COARSEST: f32 = 150.0 / 72.0;
const FINEST: f32 = 400.0 / 72.0;
/// Samples of a picture to one pixel of the page, each way.
const SAMPLES: usize = 4;

/// A page being drawn.
#[derive(Debug)]
pub(super) struct Canvas {
    width: usize,
    height: usize,
    /// Pixels per point.
    scale: f32,
    pixels: Vec<u8>,
    /// Pictures that could not be drawn.
    pub lost: usize,
    /// Pictures drawn.
    pub drawn: usize,
}

impl Canvas {
    /// White paper. `finest`: pixels per point of the finest picture on it.
    pub fn new(width: f32, height: f32, finest: f32) -> Self {
        let (width, height) = (width.clamp(1.0, 20_000.0), height.clamp(1.0, 20_000.0));
        let most = (MOST_PIXELS / (width * height)).sqrt();
        let scale = finest.clamp(COARSEST, FINEST).min(most);
        let pixels = |length: f32| (length * scale).ceil().max(1.0) as usize;
        let (width, height) = (pixels(width), pixels(height));
        Self { width, height, scale, pixels: vec![255; width * height], lost: 0, drawn: 0 }
    }

    /// Draws a picture; `map` takes the unit square to where it lies.
    pub fn paint(&mut self, stream: &Stream<'_>, map: Matrix, limit: usize) {
        match shades(stream, limit) {
            Some(shades) => {
                self.drawn += 1;
                self.lay(&shades, map);
            }
            None => self.lost += 1,
        }
    }

    fn lay(&mut self, shades: &Shades, map: Matrix) {
        let scale = f64::from(self.scale);
        let whole = Matrix::of([scale, 0.0, 0.0, scale, 0.0, 0.0]).after(map);
        let determinant = whole.a * whole.d - whole.b * whole.c;
        if !whole.is_sane() || determinant.abs() < 1e-6 {
            return;
        }
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|(x, y)| whole.point(x, y));
        let (x0, x1) = range(corners.map(|corner| corner.0), self.width);
        let (y0, y1) = range(corners.map(|corner| corner.1), self.height);
        // How far one pixel of the page goes in the picture.
        let back = |x: f64, y: f64| {
            let (x, y) = (x - whole.e, y - whole.f);
            ((whole.d * x - whole.c * y) / determinant, (whole.a * y - whole.b * x) / determinant)
        };
        let across = (whole.d.abs() + whole.c.abs()) / determinant.abs() * shades.width as f64;
        let down = (whole.a.abs() + whole.b.abs()) / determinant.abs() * shades.height as f64;
        let samples = (across.max(down).round() as usize).clamp(1, SAMPLES);
        let offsets: Vec<f64> = (0..samples).map(|at| (at as f64 + 0.5) / samples as f64).collect();
        for y in y0..y1 {
            for x in x0..x1 {
                let (mut sum, mut count) = (0u32, 0u32);
                for dy in &offsets {
                    for dx in &offsets {
                        let (u, v) = back(x as f64 + dx, y as f64 + dy);
                        if let Some(shade) = shades.at(u, 1.0 - v) {
                            sum += u32::from(shade);
                            count += 1;
                        }
                    }
                }
                if count > 0 {
                    let pixel = &mut self.pixels[y * self.width + x];
                    let all = (samples * samples) as u32;
                    *pixel = ((sum + u32::from(*pixel) * (all - count)) / all) as u8;
                }
            }
        }
    }

    /// Turns it by so many quarters to the right.
    pub fn turn(&mut self, turns: u8) {
        for _ in 0..turns % 4 {
            let mut turned = Vec::with_capacity(self.pixels.len());
            for x in 0..self.width {
                turned.extend((0..self.height).rev().map(|y| self.pixels[y * self.width + x]));
            }
            self.pixels = turned;
            (self.width, self.height) = (self.height, self.width);
        }
    }

    /// As a PGM file, with its pixels per inch.
    pub fn into_file(self) -> (Vec<u8>, u32) {
        let mut file = format!("P5 {} {} 255\n", self.width, self.height).into_bytes();
        file.extend(self.pixels);
        (file, (self.scale * 72.0).round() as u32)
    }
}

/// Whole pixels from the least to the greatest, within the page.
fn range(values: [f64; 4], most: usize) -> (usize, usize) {
    let least = values.iter().copied().fold(f64::MAX, f64::min).floor().max(0.0);
    let greatest = values.iter().copied().fold(f64::MIN, f64::max).ceil().min(most as f64);
    (least as usize, (greatest.max(0.0) as usize).min(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_is_to_the_right() {
        let mut canvas = Canvas { width: 2, height: 1, scale: 1.0, pixels: vec![1, 2], lost: 0, drawn: 0 };
        canvas.turn(1);
        assert_eq!((canvas.width, canvas.height, canvas.pixels.as_slice()), (1, 2, [1, 2].as_slice()));
        canvas.turn(1);
        assert_eq!(canvas.pixels, [2, 1]);
    }

    #[test]
    fn a_huge_page_is_drawn_coarsely() {
        let canvas = Canvas::new(14_400.0, 14_400.0, 8.0);
        assert!(canvas.pixels.len() < 40_000_000, "{}", canvas.pixels.len());
    }
}
