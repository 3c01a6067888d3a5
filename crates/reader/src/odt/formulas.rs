//! Formulas in MathML as a line of text.

use crate::docx::xml::{Broken, Cursor, Piece, Point};
use crate::formula::{Line, Signs};

/// Signs of MathML that are not printed: function application, invisible times, separator and plus.
const UNSEEN: std::ops::RangeInclusive<char> = '\u{2061}'..='\u{2064}';

/// Where the formula begins that a member is, if it is one.
pub(super) fn first(text: &str, depth: usize) -> Option<Point> {
    let mut cursor = Cursor::new(text, depth);
    loop {
        match cursor.next() {
            Ok(Piece::Open(element)) => return (element.local() == "math").then(|| cursor.point(&element)),
            Ok(Piece::Text(_)) => {}
            Ok(Piece::Close | Piece::End) | Err(_) => return None,
        }
    }
}

/// The formula that begins at `point`.
pub(super) fn line(text: &str, depth: usize, point: &Point) -> Result<String, Broken> {
    let signs = signs(text, depth, point)?;
    let mut cursor = Cursor::from_point(text, depth, point);
    let mut out = Out::default();
    // The elements that are open, and since how many of them nothing is printed.
    let (mut open, mut unprinted) = (Vec::new(), None);
    loop {
        match cursor.next()? {
            Piece::Open(element) => {
                open.push(element.at);
                if element.local().starts_with("annotation") {
                    unprinted.get_or_insert(open.len());
                }
                if unprinted.is_some() {
                    continue;
                }
                out.apart |= element.local() == "mspace";
                if let Some(around) = signs.at(element.at) {
                    out.apart |= around.apart_before;
                    out.put(&around.before);
                }
            }
            Piece::Close => {
                if unprinted.is_some_and(|since| since == open.len()) {
                    unprinted = None;
                }
                if let Some(around) = open.pop().and_then(|at| signs.at(at)) {
                    out.put(&around.after);
                    out.apart |= around.apart_after;
                }
                if open.is_empty() {
                    break;
                }
            }
            Piece::Text(chars) if unprinted.is_none() => out.put(chars.text.trim()),
            Piece::Text(_) => {}
            Piece::End => break,
        }
    }
    Ok(out.text)
}

fn signs(text: &str, depth: usize, point: &Point) -> Result<Signs, Broken> {
    let mut cursor = Cursor::from_point(text, depth, point);
    let mut line = Line::default();
    loop {
        match cursor.next()? {
            Piece::Open(element) => {
                let name = element.local();
                line.open(if name.starts_with("annotation") { "Pr" } else { name }, element.at);
                for property in ["open", "close", "separators"].into_iter().filter(|_| name == "mfenced") {
                    if let Some(value) = element.attribute(property) {
                        line.property(property, value.trim().to_owned());
                    }
                }
            }
            Piece::Close => line.close(),
            Piece::Text(chars) => line.text(&chars.text),
            Piece::End => return Ok(line.signs()),
        }
    }
}

#[derive(Default)]
struct Out {
    text: String,
    /// A letter or digit that comes next would run into the last one.
    apart: bool,
}

impl Out {
    fn put(&mut self, text: &str) {
        let mut printed = text.chars().filter(|c| !UNSEEN.contains(c)).peekable();
        let Some(first) = printed.peek() else { return };
        let runs_on = first.is_alphanumeric() && self.text.ends_with(char::is_alphanumeric);
        if std::mem::take(&mut self.apart) && runs_on {
            self.text.push(' ');
        }
        self.text.extend(printed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(inside: &str, expected: &str) {
        let text = format!(
            "<?xml version=\"1.0\"?>\n<math:math xmlns:math=\"http://www.w3.org/1998/Math/MathML\"><math:semantics>{inside}<math:annotation>over</math:annotation></math:semantics></math:math>"
        );
        let point = first(&text, 64).unwrap();
        assert_eq!(line(&text, 64, &point).ok().as_deref(), Some(expected));
    }

    #[test]
    fn formulas_stand_in_a_line() {
        check("<math:mfrac><math:mn>3</math:mn><math:mn>4</math:mn></math:mfrac>", "3/4");
        check(
            "<math:mn>2</math:mn><math:mfrac><math:mn>1</math:mn><math:mrow><math:mi>a</math:mi><math:mo>+</math:mo><math:mi>b</math:mi></math:mrow></math:mfrac><math:mi>c</math:mi>",
            "2 1/(a+b)c",
        );
        check(
            "<math:mi>x</math:mi><math:mo>\u{2062}</math:mo><math:msup><math:mn>10</math:mn><math:mn>6</math:mn></math:msup>",
            "x10^6",
        );
        check("<math:mtext>people</math:mtext><math:mspace/><math:mtext>held</math:mtext>", "people held");
    }

    #[test]
    fn a_formula_that_breaks_off_is_none() {
        assert!(line("<math><mfrac><mn>3</mn>", 64, &Point::bare(0)).is_err());
    }
}
