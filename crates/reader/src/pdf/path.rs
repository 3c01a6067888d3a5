//! Shapes that a page draws: straight lines (borders of tables, the line over notes), filled boxes, and how many others.

use super::matrix::Matrix;
use super::sheet::Rule;
use super::veil::Area;
use hayro_syntax::content::ops::TypedInstruction as Do;
use hayro_syntax::object::Number;

/// A drawn rectangle this thin is a line.
const THIN: f32 = 3.0;
/// Lines of a page; more are a drawing.
const MOST: usize = 20_000;
/// Points of one path.
const LONGEST: usize = 4_000;

type Point = (f32, f32);

/// The path being made.
#[derive(Debug, Default)]
pub(super) struct Path {
    lines: Vec<(Point, Point)>,
    boxes: Vec<[Point; 2]>,
    at: Point,
    start: Point,
    curved: bool,
    clips: bool,
    /// Boxes that the last operator filled.
    pub filled: Vec<Area>,
    /// To what the last operator clipped: a box, or something that is none.
    pub clip: Option<Option<Area>>,
    /// Filled shapes that are no boxes.
    pub shapes: usize,
}

impl Path {
    /// Takes an operator of paths; false if it is none.
    pub fn operator(&mut self, operator: &Do<'_, '_>, map: Matrix, rules: &mut Vec<Rule>) -> bool {
        let point = |x: Number, y: Number| {
            let (x, y) = map.point(x.as_f64(), y.as_f64());
            (x as f32, y as f32)
        };
        match operator {
            Do::MoveTo(to) => {
                self.at = point(to.0, to.1);
                self.start = self.at;
            }
            Do::LineTo(to) => self.line(point(to.0, to.1)),
            Do::CubicTo(to) => self.curve(point(to.4, to.5)),
            Do::CubicStartTo(to) => self.curve(point(to.2, to.3)),
            Do::CubicEndTo(to) => self.curve(point(to.2, to.3)),
            Do::ClipNonZero(_) | Do::ClipEvenOdd(_) => self.clips = true,
            Do::ClosePath(_) => self.line(self.start),
            Do::RectPath(by) => {
                self.at = point(by.0, by.1);
                self.start = self.at;
                let [x, y, w, h] = [by.0, by.1, by.2, by.3].map(|n| n.as_f64());
                let (from, to) = (map.point(x, y), map.point(x + w, y + h));
                if self.boxes.len() < LONGEST {
                    self.boxes.push([(from.0 as f32, from.1 as f32), (to.0 as f32, to.1 as f32)]);
                }
            }
            Do::StrokePath(_) => self.paint(true, false, rules),
            Do::CloseAndStrokePath(_) => {
                self.line(self.start);
                self.paint(true, false, rules);
            }
            Do::FillPathNonZero(_) | Do::FillPathNonZeroCompatibility(_) | Do::FillPathEvenOdd(_) => {
                self.paint(false, true, rules);
            }
            Do::FillAndStrokeNonZero(_)
            | Do::FillAndStrokeEvenOdd(_)
            | Do::CloseFillAndStrokeNonZero(_)
            | Do::CloseFillAndStrokeEvenOdd(_) => self.paint(true, true, rules),
            Do::EndPath(_) => self.clear(),
            _ => return false,
        }
        true
    }

    fn curve(&mut self, to: Point) {
        (self.curved, self.at) = (true, to);
    }

    fn line(&mut self, to: Point) {
        if self.lines.len() < LONGEST && self.at != to {
            self.lines.push((self.at, to));
        }
        self.at = to;
    }

    fn clear(&mut self) {
        if std::mem::take(&mut self.clips) {
            self.clip = Some(self.as_box());
        }
        self.lines.clear();
        self.boxes.clear();
        self.curved = false;
    }

    /// The box that the path is, if it is one.
    fn as_box(&self) -> Option<Area> {
        match (&self.boxes[..], &self.lines[..]) {
            ([[from, to]], []) if !self.curved => Some(Area::of(*from, *to)),
            ([], lines) => self.lines_as_box(lines),
            _ => None,
        }
    }

    /// The box that straight lines go around.
    fn lines_as_box(&self, lines: &[(Point, Point)]) -> Option<Area> {
        let is_along =
            |(from, to): &(Point, Point)| (from.0 - to.0).abs() < 0.5 || (from.1 - to.1).abs() < 0.5;
        if self.curved || !(3..=5).contains(&lines.len()) || !lines.iter().all(is_along) {
            return None;
        }
        let (mut low, mut high) = (lines[0].0, lines[0].0);
        for (x, y) in lines.iter().flat_map(|(from, to)| [*from, *to]) {
            low = (low.0.min(x), low.1.min(y));
            high = (high.0.max(x), high.1.max(y));
        }
        Some(Area::of(low, high))
    }

    fn paint(&mut self, stroked: bool, filled: bool, rules: &mut Vec<Rule>) {
        if stroked {
            for (from, to) in &self.lines {
                push(rules, *from, *to);
            }
        }
        for [from, to] in &self.boxes {
            let thin = (from.0 - to.0).abs() <= THIN || (from.1 - to.1).abs() <= THIN;
            if thin {
                push(rules, *from, *to);
            } else if stroked {
                let (left, top, right, bottom) = (from.0, from.1, to.0, to.1);
                push(rules, (left, top), (right, top));
                push(rules, (left, bottom), (right, bottom));
                push(rules, (left, top), (left, bottom));
                push(rules, (right, top), (right, bottom));
            }
        }
        if filled && !stroked {
            self.filled_lines(rules);
        }
        if filled {
            let around = self.lines_as_box(&self.lines);
            self.shapes += usize::from(around.is_none() && (self.curved || !self.lines.is_empty()));
            self.filled.extend(self.boxes.iter().map(|[from, to]| Area::of(*from, *to)).chain(around));
        }
        self.clear();
    }

    /// A line drawn as a thin filled shape of four points.
    fn filled_lines(&self, rules: &mut Vec<Rule>) {
        if !(3..=5).contains(&self.lines.len()) {
            return;
        }
        let ends = self.lines.iter().flat_map(|(from, to)| [*from, *to]);
        let (mut low, mut high) = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
        for (x, y) in ends {
            low = (low.0.min(x), low.1.min(y));
            high = (high.0.max(x), high.1.max(y));
        }
        if high.0 - low.0 <= THIN || high.1 - low.1 <= THIN {
            push(rules, low, high);
        }
    }
}

/// Keeps a line that lies along an edge of the page.
fn push(rules: &mut Vec<Rule>, from: (f32, f32), to: (f32, f32)) {
    let rule =
        Rule { x0: from.0.min(to.0), y0: from.1.min(to.1), x1: from.0.max(to.0), y1: from.1.max(to.1) };
    let (width, height) = (rule.x1 - rule.x0, rule.y1 - rule.y0);
    let straight = width.min(height) <= THIN && width.max(height) > THIN;
    if straight && width.is_finite() && height.is_finite() && rules.len() < MOST {
        rules.push(rule);
    }
}
