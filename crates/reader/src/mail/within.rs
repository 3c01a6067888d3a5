//! Files that older programs put among the words of a message: `begin 644 name` to `end`.
//!
//! Invariant: lines are taken for a file only if all of them can be, to its end; else they stay words, and that is said.

use crate::enclose::shown;
use probata_report::Span;

/// Files in one text beyond this many stay words.
const MOST: usize = 1_000;

/// A file among the words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Within {
    pub name: String,
    /// Its lines, the first and last among them.
    pub lines: Span,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub files: Vec<Within>,
    pub missing: Vec<String>,
}

/// Looks through a text.
pub(super) fn files(text: &str) -> Found {
    let (mut found, mut at) = (Found::default(), 0);
    while let Some(line) = text[at..].split_inclusive('\n').next() {
        let start = at;
        at += line.len();
        if let Some(name) = begin(line) {
            match rest(&text[at..]) {
                Rest::Whole(length) if found.files.len() < MOST => {
                    at += length;
                    found.files.push(Within { name: name.to_owned(), lines: Span::new(start, at) });
                }
                Rest::Broken => found.missing.push(format!(
                    "the file {} stands among the words (uuencode) and is not whole: it was left there; ask for the message again",
                    shown(name)
                )),
                Rest::Whole(_) | Rest::None => {}
            }
        } else if let Some((_, name)) =
            line.strip_prefix("=ybegin ").and_then(|rest| rest.split_once(" name="))
        {
            found.missing.push(format!(
                "the file {} stands among the words (yEnc) and was not unpacked; save it from a program for newsgroups, and add it",
                shown(name.trim())
            ));
        }
    }
    found
}

/// The name in a first line: three or four digits of rights stand before it.
fn begin(line: &str) -> Option<&str> {
    let (rights, name) = line.strip_prefix("begin ")?.split_once(' ')?;
    let is_rights = matches!(rights.len(), 3 | 4) && rights.bytes().all(|byte| (b'0'..=b'7').contains(&byte));
    Some(name.trim()).filter(|name| is_rights && !name.is_empty())
}

/// What follows a first line.
enum Rest {
    /// A file's lines, this many bytes.
    Whole(usize),
    /// Lines of a file, and then something else.
    Broken,
    /// No lines of a file.
    None,
}

fn rest(text: &str) -> Rest {
    let (mut length, mut lines) = (0, 0);
    for line in text.split_inclusive('\n') {
        length += line.len();
        let words = line.trim_end();
        if words == "end" && lines > 0 {
            return Rest::Whole(length);
        }
        if !is_data(words.as_bytes()) {
            break;
        }
        lines += usize::from(!words.is_empty());
    }
    if lines > 0 { Rest::Broken } else { Rest::None }
}

/// A line that says how many bytes it holds and has no more letters than they take (one may be added to check them); spaces at its end
/// may have been lost.
fn is_data(line: &[u8]) -> bool {
    let Some((first, letters)) = line.split_first() else { return true };
    let bytes = usize::from(first.wrapping_sub(32) & 63);
    line.iter().all(|byte| (32..=96).contains(byte)) && letters.len() <= bytes.div_ceil(3) * 4 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, names: &[&str], missing: usize) {
        let found = files(text);
        let found_names: Vec<_> = found.files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!((found_names.as_slice(), found.missing.len()), (names, missing), "{text}");
    }

    #[test]
    fn only_whole_files_are_taken() {
        check(
            "Dear all,\nbegin 644 a.txt\n#0V%T\n`\nend\nbegin 0600 b c.txt\r\n#0V%T\r\n\r\nend\r\n",
            &["a.txt", "b c.txt"],
            0,
        );
        check("begin 644 a.txt\n#0V%T\n`\nRegards", &[], 1);
        check("We begin 644 words.\nbegin 999 a\nbegin 644 words that are none.\nend of it", &[], 0);
        check("=ybegin line=128 size=3 name=c.jpg\n\u{fffd}\n=yend size=3\n", &[], 1);
    }
}
