//! Formulas in MathML as a line of text.

use crate::docx::xml::{Broken, Cursor, Piece, Point};
use crate::formula::FormulaText;

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

/// The formula that begins at `point`; none if it has more parts than are kept.
pub(super) fn line(text: &str, depth: usize, point: &Point) -> Result<Option<String>, Broken> {
    let mut cursor = Cursor::from_point(text, depth, point);
    let mut out = FormulaText::default();
    loop {
        match cursor.next()? {
            Piece::Open(element) => {
                let name = element.local();
                out.open(if name.starts_with("annotation") { "Pr" } else { name });
                if name == "mspace" {
                    out.gap();
                }
                for property in ["open", "close", "separators"].into_iter().filter(|_| name == "mfenced") {
                    if let Some(value) = element.attribute(property) {
                        out.property(property, value.trim().to_owned());
                    }
                }
            }
            Piece::Close => out.close(),
            Piece::Text(chars) => out.text(&chars.text),
            Piece::End => return Ok(out.finish()),
        }
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
        assert_eq!(line(&text, 64, &point).ok().flatten().as_deref(), Some(expected));
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
