//! What stands before the first element: the XML declaration and a document type with definitions of its own.

use std::collections::HashSet;

/// Definitions beyond this many are not remembered by name.
const MOST_ENTITIES: usize = 10_000;

/// The head of a file.
#[derive(Debug, Default)]
pub(super) struct Preamble {
    /// Where the tokens begin: behind a document type with definitions, else 0.
    pub end: usize,
    /// Entities that the file defines, other than those of HTML.
    pub entities: HashSet<String>,
    /// The file is XML.
    pub is_xhtml: bool,
}

impl Preamble {
    /// Looks at the head of `text`. The definitions are skipped, as they would stand in the text otherwise.
    pub fn of(text: &str) -> Self {
        let mut preamble = Self { is_xhtml: text.trim_start().starts_with("<?xml"), ..Self::default() };
        let Some(start) = doctype(text) else { return preamble };
        let rest = &text[start..];
        let Some(open) = rest.find(['[', '>']).filter(|at| rest.as_bytes()[*at] == b'[') else {
            return preamble;
        };
        let subset = &rest[open + 1..];
        let length = subset_length(subset);
        preamble.entities = defined(&subset[..length]);
        let after = &subset[length..];
        let closed = after.find('>').map_or(after.len(), |at| at + 1);
        preamble.end = start + open + 1 + length + closed;
        preamble
    }
}

/// Where `<!DOCTYPE` begins, if only declarations and comments stand before it.
fn doctype(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        at += rest.len() - trimmed.len();
        if trimmed.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")) {
            return Some(at);
        }
        let end = if trimmed.starts_with("<?") {
            trimmed.find("?>").map(|end| end + 2)
        } else if trimmed.starts_with("<!--") {
            trimmed.find("-->").map(|end| end + 3)
        } else {
            None
        };
        at += end?;
    }
}

/// Length of the internal subset: to the `]` outside of quotes and comments.
fn subset_length(subset: &str) -> usize {
    let bytes = subset.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b']' => return at,
            quote @ (b'"' | b'\'') => {
                at += 1 + memchr::memchr(quote, &bytes[at + 1..]).unwrap_or(bytes.len() - at - 1);
            }
            b'<' if subset[at..].starts_with("<!--") => {
                at += subset[at..].find("-->").map_or(bytes.len() - at, |end| end + 2);
            }
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

fn defined(subset: &str) -> HashSet<String> {
    subset
        .split("<!ENTITY")
        .skip(1)
        .filter_map(|declaration| {
            declaration.trim_start_matches(['%', ' ', '\t', '\r', '\n']).split_whitespace().next()
        })
        .filter(|name| name.len() < 200)
        .take(MOST_ENTITIES)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_are_skipped_and_named() {
        let text = "<?xml version='1.0'?>\n<!DOCTYPE html [<!ENTITY a \"]>\"><!-- ] --> <!ENTITY b SYSTEM 'x'>]>\n<p>";
        let preamble = Preamble::of(text);
        assert_eq!(&text[preamble.end..], "\n<p>");
        assert!(preamble.is_xhtml && preamble.entities.contains("a") && preamble.entities.contains("b"));
        assert_eq!(Preamble::of("<!doctype html><p>[").end, 0);
        assert_eq!(Preamble::of("<!DOCTYPE html [").end, 16);
    }
}
