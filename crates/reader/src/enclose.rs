//! Files that lie in a file: collected within bounds, with what is odd about their names.
//!
//! Invariant: a name is data; nothing here or behind uses it as a path.

use crate::Limits;
pub(crate) use probata_report::shown_name as shown;
use probata_report::{Document, Enclosed, is_unseen};

/// Lacks that are listed one by one.
const LISTED: usize = 20;

/// Collects what lies in a file.
pub(crate) struct Enclosing {
    files: Vec<Enclosed>,
    /// Bytes and files for which room was taken.
    bytes: usize,
    reserved: usize,
    limits: Limits,
    /// Names that are odd, each with how.
    odd: Vec<(String, &'static str)>,
    left_out: Vec<String>,
}

impl Enclosing {
    pub fn new(limits: Limits) -> Self {
        Self { files: Vec::new(), bytes: 0, reserved: 0, limits, odd: Vec::new(), left_out: Vec::new() }
    }

    /// How many bytes the next file may have.
    pub fn room(&self) -> usize {
        let room = self.limits.enclosed.saturating_sub(self.bytes);
        if self.reserved >= self.limits.members { 0 } else { room.min(self.limits.member) }
    }

    /// Takes room for a file of so many bytes; false if there is none.
    pub fn reserve(&mut self, bytes: usize) -> bool {
        let has = bytes <= self.room() && self.reserved < self.limits.members;
        if has {
            self.bytes += bytes;
            self.reserved += 1;
        }
        has
    }

    /// Adds a file for which room was taken.
    pub fn keep(&mut self, name: String, place: String, bytes: Vec<u8>, flaw: Option<&str>) {
        self.look_at(&name);
        self.files.push(Enclosed { name, place, flaw: flaw.map(str::to_owned), bytes });
    }

    /// Adds a file; one for which there is no room is left out, and that is told.
    pub fn put(&mut self, name: String, place: String, bytes: Vec<u8>) {
        self.put_flawed(name, place, bytes, None);
    }

    /// Likewise, of a file that may not be whole or sound.
    pub fn put_flawed(&mut self, name: String, place: String, bytes: Vec<u8>, flaw: Option<&str>) {
        if self.reserve(bytes.len()) {
            self.keep(name, place, bytes, flaw);
        } else {
            self.look_at(&name);
            self.leave_out(&name);
        }
    }

    /// Says that a file was left out since there is no room for it.
    pub fn leave_out(&mut self, name: &str) {
        self.left_out.push(shown(name));
    }

    /// Remembers what is odd about a name.
    pub fn look_at(&mut self, name: &str) {
        if let Some(how) = oddity(name) {
            self.odd.push((shown(name), how));
        }
    }

    /// Gives the files to a document, and says what there is to say of them.
    pub fn into_document(self, document: &mut Document) {
        let part = &mut document.parts[0];
        if !self.left_out.is_empty() {
            let why = format!(
                "what lies in this file is more than {} files or {} MiB, so {} left out: {}; take them out with the program that made the \
                 file, and read them by themselves",
                self.limits.members,
                self.limits.enclosed >> 20,
                if self.left_out.len() == 1 { "one was" } else { "some were" },
                listed(&self.left_out)
            );
            part.outcome.lacks("enclosed files", why);
        }
        let mut odd = self.odd;
        odd.sort_by_key(|(_, how)| *how);
        for same in odd.chunk_by(|one, other| one.1 == other.1) {
            let names: Vec<String> = same.iter().map(|(name, _)| format!("\"{name}\"")).collect();
            let how = same.first().map_or("", |(_, how)| how);
            part.remarks.push(format!("names that {how}: {}; no file is written under them", listed(&names)));
        }
        document.enclosed.extend(self.files);
    }
}

/// The first of a list, and how many more there are.
pub(crate) fn listed(names: &[String]) -> String {
    let more = names.len().saturating_sub(LISTED);
    let first = names[..names.len().min(LISTED)].join(", ");
    if more > 0 { format!("{first} and {more} more") } else { first }
}

/// What is odd about a name, if it could mislead a person or a program.
fn oddity(name: &str) -> Option<&'static str> {
    let parts: Vec<&str> = name.split(['/', '\\']).collect();
    let drive = name.as_bytes().get(1) == Some(&b':') && name.as_bytes()[0].is_ascii_alphabetic();
    if name.chars().any(is_unseen) {
        return Some("hold characters that are not seen or turn the direction of others");
    }
    if parts.contains(&"..") {
        return Some("lead out of the folder (\"..\")");
    }
    if name.starts_with(['/', '\\']) || drive {
        return Some("are paths from the root of a disk");
    }
    parts.iter().any(|part| is_device(part)).then_some("are those of devices under Windows")
}

/// Names that Windows keeps for devices, whatever their ending.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end().to_ascii_uppercase();
    let numbered = |start: &str| {
        stem.strip_prefix(start)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&stem.as_str())
        || numbered("COM")
        || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_names_are_told() {
        let check = |name: &str, odd: bool, expected: &str| {
            assert_eq!(oddity(name).is_some(), odd, "{name}");
            assert_eq!(shown(name), expected);
        };
        check("letter.pdf", false, "letter.pdf");
        check("scans/letter 1.pdf", false, "scans/letter 1.pdf");
        check("письмо.pdf", false, "письмо.pdf");
        check("../../etc/passwd", true, "../../etc/passwd");
        check("C:\\Windows\\a.dll", true, "C:\\Windows\\a.dll");
        check("aux.txt", true, "aux.txt");
        check("auxiliary.txt", false, "auxiliary.txt");
        check("LPT1", true, "LPT1");
        check("gpj.\u{202e}exe", true, "gpj.\\u{202e}exe");
        check("a\nb", true, "a\\u{a}b");
    }
}
