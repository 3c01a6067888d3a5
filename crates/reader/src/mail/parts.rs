//! The parts of a message (MIME, RFC 2046), by one walk over its lines.
//!
//! Invariant: time is linear in the message, whatever its boundaries are; no part is read twice.
//! Invariant: every byte lies in a header, in the body of a part, in a boundary, or in what is kept as `aside`.

use super::fields::{Fields, Typed, name};
use super::transfer::Encoding;
use probata_report::Span;
use std::collections::HashMap;

/// Deepest nesting of parts; what lies deeper is a part as it stands.
const DEEPEST: usize = 64;
/// More parts than any message has.
const MOST: usize = 10_000;

/// A part of a message; the first one is the message itself.
#[derive(Debug)]
pub(super) struct Part {
    pub fields: Fields,
    /// Where its body lies in the file.
    pub body: Span,
    /// Its content type; `text/plain` if none is given.
    pub kind: Typed,
    /// Parts that it consists of.
    pub parts: Vec<usize>,
}

/// A message taken apart.
#[derive(Debug, Default)]
pub(super) struct Message {
    pub parts: Vec<Part>,
    /// Text before the first part and behind the last one of a multipart, where mail programs show nothing.
    pub aside: Vec<Span>,
    /// The part in which the message ends before it should.
    pub cut: Option<usize>,
    /// What is wrong with it.
    pub missing: Vec<(String, String)>,
}

impl Part {
    /// The file name that it is given, if any.
    pub fn name(&self) -> Option<String> {
        let disposition = Typed::of(self.fields.value("Content-Disposition"));
        let name = disposition.get("filename").or_else(|| self.kind.get("name"));
        name.map(|name| super::fields::words(name.as_bytes())).filter(|name| !name.trim().is_empty())
    }

    /// True if it says that it is not to be shown among the words.
    pub fn is_attachment(&self) -> bool {
        Typed::of(self.fields.value("Content-Disposition")).kind == "attachment"
    }

    pub fn encoding(&self) -> Encoding {
        Encoding::of(self.fields.value("Content-Transfer-Encoding"))
    }

    pub fn is_multipart(&self) -> bool {
        self.kind.kind.starts_with("multipart/")
    }
}

/// Where the walk is.
enum State {
    /// In the header of a part, whose own type may be that of a digest.
    Header { start: usize, parent: Option<usize> },
    /// In a body that is no multipart.
    Body(usize),
    /// Before the first part of a multipart or behind its last one.
    Aside(usize),
}

struct Walk<'b> {
    file: &'b [u8],
    message: Message,
    /// Multiparts that are open, outermost first.
    open: Vec<(String, usize)>,
    /// Boundary to the place in `open`.
    known: HashMap<String, usize>,
    state: State,
}

impl Message {
    /// Takes a message apart.
    pub fn of(file: &[u8]) -> Self {
        let state = State::Header { start: 0, parent: None };
        let mut walk =
            Walk { file, message: Self::default(), open: Vec::new(), known: HashMap::new(), state };
        let mut at = 0;
        for line in file.split_inclusive(|byte| *byte == b'\n') {
            walk.line(line, at);
            at += line.len();
        }
        walk.end();
        walk.message
    }
}

impl Walk<'_> {
    fn line(&mut self, line: &[u8], at: usize) {
        if line.starts_with(b"--")
            && let Some((depth, last)) = self.boundary(line)
        {
            self.leave(at);
            return self.boundary_at(depth, last, at + line.len());
        }
        if let State::Header { start, parent } = self.state {
            let is_blank = line.trim_ascii().is_empty();
            let is_odd = !line.starts_with(b" ") && !line.starts_with(b"\t") && name(line).is_none();
            // A header may begin with the separator of a mailbox; any other line that is no field begins the body.
            if is_blank {
                self.enter(start, at, at + line.len(), parent);
            } else if is_odd && !(at == start && line.starts_with(b"From ")) && !line.starts_with(b">From ") {
                self.enter(start, at, at, parent);
                self.line(line, at);
            }
        }
    }

    /// Which open multipart a line is the boundary of, and whether it is the last one.
    fn boundary(&self, line: &[u8]) -> Option<(usize, bool)> {
        if self.open.is_empty() || line.len() > 300 {
            return None;
        }
        let line = std::str::from_utf8(line.trim_ascii_end()).ok()?.strip_prefix("--")?;
        if let Some(depth) = self.known.get(line) {
            return Some((*depth, false));
        }
        self.known.get(line.strip_suffix("--")?).map(|depth| (*depth, true))
    }

    fn boundary_at(&mut self, depth: usize, last: bool, behind: usize) {
        let keep = if last { depth } else { depth + 1 };
        for (boundary, part) in self.open.drain(keep..) {
            self.known.remove(&boundary);
            self.message.parts[part].body.end = behind;
        }
        let parent = if last { self.open.last().map(|open| open.1) } else { Some(self.open[depth].1) };
        self.state = match parent {
            Some(parent) if !last && self.message.parts.len() < MOST => {
                State::Header { start: behind, parent: Some(parent) }
            }
            _ => State::Aside(behind),
        };
        if !last && self.message.parts.len() == MOST {
            let why = format!("it has more than {MOST} parts; what stands behind was left out");
            self.lacks("message", why);
        }
    }

    /// Ends what is open before the line at `at`; the line end before a boundary belongs to it.
    fn leave(&mut self, at: usize) {
        let mut end = at;
        if end > 0 && self.file[end - 1] == b'\n' {
            end -= 1;
            end -= usize::from(end > 0 && self.file[end - 1] == b'\r');
        }
        match self.state {
            State::Header { start, parent } => {
                self.enter(start, at, at, parent);
                if let State::Body(part) = self.state {
                    self.message.parts[part].body = Span::new(at, at);
                }
            }
            State::Body(part) => {
                let body = &mut self.message.parts[part].body;
                body.end = end.max(body.start);
            }
            State::Aside(start) => self.aside(start, end),
        }
    }

    fn aside(&mut self, start: usize, end: usize) {
        let words = self.file.get(start..end).unwrap_or_default();
        let usual = words.trim_ascii();
        let is_usual = usual.len() < 200
            && (usual.starts_with(b"This is a ") || usual.starts_with(b"This is an "))
            && (memchr::memmem::find(usual, b"MIME").is_some()
                || memchr::memmem::find(usual, b"multi").is_some());
        if !usual.is_empty() && !is_usual {
            self.message.aside.push(Span::new(start, end));
        }
    }

    /// A header has ended: its part begins.
    fn enter(&mut self, start: usize, end: usize, body: usize, parent: Option<usize>) {
        let index = self.message.parts.len();
        let fields = Fields::of(&self.file[start..end], start);
        let in_digest =
            parent.is_some_and(|parent| self.message.parts[parent].kind.kind == "multipart/digest");
        let kind = match fields.first("Content-Type") {
            Some(field) if field.value.contains('/') => Typed::of(&field.value),
            _ if in_digest => Typed::of("message/rfc822"),
            _ => Typed::of("text/plain"),
        };
        let boundary = kind.get("boundary").map(str::trim_end).unwrap_or_default().to_owned();
        let is_multipart = kind.kind.starts_with("multipart/");
        let body = Span::new(body, self.file.len());
        self.message.parts.push(Part { fields, body, kind, parts: Vec::new() });
        if let Some(parent) = parent {
            self.message.parts[parent].parts.push(index);
        }
        self.state = State::Body(index);
        if !is_multipart {
            return;
        }
        if boundary.is_empty() || self.open.len() >= DEEPEST || self.known.contains_key(&boundary) {
            let why = if self.open.len() >= DEEPEST {
                "its parts are nested deeper than any message's; the innermost ones were not told apart"
            } else {
                "it does not say what stands between its parts, so they were not told apart"
            };
            return self.lacks(format!("part {}", index + 1), why);
        }
        self.known.insert(boundary.clone(), self.open.len());
        self.open.push((boundary, index));
        self.state = State::Aside(body.start);
    }

    fn end(&mut self) {
        let at = self.file.len();
        match self.state {
            State::Header { start, parent } if start < at || parent.is_none() => {
                self.enter(start, at, at, parent);
            }
            State::Aside(start) => self.aside(start, at),
            _ => {}
        }
        if let Some((_, part)) = self.open.first() {
            self.message.cut = match self.state {
                State::Body(part) => Some(part),
                _ => None,
            };
            let what = if self.message.parts[*part].parts.is_empty() {
                "none of the parts that it announces is there: the message may have been cut off before its body"
            } else {
                "the message ends before its last part does: it may have been cut off"
            };
            self.lacks("message", what);
        }
    }

    fn lacks(&mut self, place: impl Into<String>, why: impl Into<String>) {
        let missing = (place.into(), why.into());
        if self.message.missing.len() < 100 && !self.message.missing.contains(&missing) {
            self.message.missing.push(missing);
        }
    }
}
