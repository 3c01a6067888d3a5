//! HTML comments: text in the file that a reader of the page does not see.

use probata_report::{Hidden, HiddenKind, Span};

/// No more comments than this are kept.
const MOST: usize = 100_000;

/// The comments of a text in order; a comment that is not closed is none.
pub(super) fn comments(text: &str) -> Vec<Hidden> {
    let open = memchr::memmem::Finder::new("<!--");
    let close = memchr::memmem::Finder::new("-->");
    let bytes = text.as_bytes();
    let (mut found, mut at, mut line, mut counted) = (Vec::new(), 0, 1, 0);
    while let Some(start) = open.find(&bytes[at..]).map(|n| at + n) {
        let Some(end) = close.find(&bytes[start + 4..]).map(|n| start + 4 + n) else { break };
        line += memchr::memchr_iter(b'\n', &bytes[counted..start]).count();
        counted = start;
        found.push(Hidden {
            kind: HiddenKind::HiddenText,
            text: text[start + 4..end].trim().to_owned(),
            span: Span::new(start, end + 3),
            author: String::new(),
            date: String::new(),
            place: format!("line {line}"),
        });
        at = end + 3;
        if found.len() >= MOST {
            break;
        }
    }
    found
}
