//! The words that cells share, and words as Excel writes them.

use crate::docx::members::Source;
use crate::docx::xml::{Cursor, Piece};
use crate::raised;
use crate::sheet::book::Book;
use probata_report::Span;
use std::borrow::Cow;
use std::rc::Rc;

/// Words with where they stand.
#[derive(Clone)]
pub(super) struct Words {
    pub text: Rc<str>,
    pub source: Span,
    /// The bytes there are these words.
    pub verbatim: bool,
}

/// The table of shared words.
#[derive(Default)]
pub(super) struct Strings {
    pub all: Vec<Words>,
}

impl Strings {
    pub fn read(book: &mut Book, source: &Source, depth: usize) -> Self {
        let (mut cursor, mut all) = (Cursor::new(&source.text, depth), Vec::new());
        loop {
            match cursor.next() {
                Ok(Piece::Open(element)) if element.local() == "si" => all.push(inner(&mut cursor, source)),
                Ok(Piece::End) => break,
                Ok(_) => {}
                Err(broken) => {
                    book.lacks_cells(
                        source.name.clone(),
                        format!("it is broken: {}; words behind that are missing", broken.why),
                    );
                    break;
                }
            }
        }
        Self { all }
    }
}

/// The words of the element just opened, without readings of foreign signs (phonetics).
pub(super) fn inner(cursor: &mut Cursor<'_>, source: &Source) -> Words {
    let (outside, mut text, mut wanted) = (cursor.depth().saturating_sub(1), String::new(), false);
    let (mut span, mut pieces, mut verbatim) = (Span::default(), 0, true);
    let mut position = None;
    while cursor.depth() > outside {
        match cursor.next() {
            Ok(Piece::Open(element)) => {
                wanted = element.local() == "t";
                match element.local() {
                    "r" => position = None,
                    "vertAlign" => position = element.value(),
                    "rPh" if cursor.skip().is_err() => break,
                    _ => {}
                }
            }
            Ok(Piece::Text(chars)) if wanted => {
                let words = match position.as_deref() {
                    Some("superscript") => raised::raised(&chars.text, &text),
                    Some("subscript") => raised::lowered(&chars.text, &text),
                    _ => Cow::Borrowed(&*chars.text),
                };
                text.push_str(&words);
                span = if pieces == 0 { chars.source } else { Span::new(span.start, chars.source.end) };
                pieces += 1;
                verbatim &= chars.verbatim;
            }
            Ok(Piece::Close) => wanted = false,
            Ok(Piece::Text(_)) => {}
            Ok(Piece::End) | Err(_) => break,
        }
    }
    let clear = unescaped(&text);
    let verbatim = verbatim && pieces == 1 && !source.recoded && clear == text;
    Words {
        source: Span::new(span.start + source.shift, span.end + source.shift),
        verbatim,
        text: Rc::from(clear.as_ref()),
    }
}

/// `_x000D_` stands for a character that XML does not like.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let (mut clear, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let found = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        match found {
            Some('\r') => clear.push_str(&rest[..at]),
            Some(c) => {
                clear.push_str(&rest[..at]);
                clear.push(c);
            }
            None => {
                clear.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
                continue;
            }
        }
        rest = &rest[at + 7..];
    }
    clear.push_str(rest);
    Cow::Owned(clear)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_characters() {
        assert_eq!(unescaped("a_x000D_\nb _x0041_ _x00 _xyz_ _x005F_x0041_"), "a\nb A _x00 _xyz_ _x0041_");
    }
}
