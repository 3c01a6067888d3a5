//! Walks through the XML of one member: elements by namespace and local name, characters with their place.
//!
//! Invariant: entities that a document type defines are never expanded, and nothing outside the member is looked at.
//! Invariant: nesting costs no stack; it is bounded by the depth limit.

use super::names::Space;
use probata_report::Span;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::rc::Rc;

/// More declarations of prefixes in force at once than any program writes.
const MOST_PREFIXES: usize = 512;

/// What comes next.
pub(crate) enum Piece<'x> {
    Open(Element<'x>),
    Close,
    Text(Chars<'x>),
    End,
}

/// An element's beginning.
pub(crate) struct Element<'x> {
    start: BytesStart<'x>,
    pub space: Space,
    /// Offset of its `<` in the member.
    pub at: usize,
}

/// Characters of an element.
pub(crate) struct Chars<'x> {
    pub text: Cow<'x, str>,
    /// Where they stand in the member, in bytes.
    pub source: Span,
    /// True if the bytes there are these characters.
    pub verbatim: bool,
}

/// Where a walk broke off, and why.
#[derive(Debug, Clone)]
pub(crate) struct Broken {
    pub at: usize,
    pub why: String,
}

impl Broken {
    /// What is missing: the place in the member, and why. `program` may mend the file.
    pub fn told(&self, member: &str, program: &str) -> (String, String) {
        let why = format!(
            "{}; what stands behind it was not read. Open the file in {program} and save it again",
            self.why
        );
        (format!("{member} byte {}", self.at), why)
    }
}

/// A point in a member from which a second walk may begin.
#[derive(Clone)]
pub(crate) struct Point {
    at: usize,
    prefixes: Rc<[Binding]>,
    pub paragraphs: u32,
}

impl Point {
    /// A point where no prefix is declared; prefixes count by custom.
    pub fn bare(at: usize) -> Self {
        Self { at, prefixes: Rc::from([]), paragraphs: 0 }
    }

    /// Its offset in the member.
    pub fn offset(&self) -> usize {
        self.at
    }
}

#[derive(Clone)]
struct Binding {
    depth: usize,
    prefix: String,
    space: Space,
}

/// A walk through a member, or through one element of it.
pub(crate) struct Cursor<'x> {
    reader: Reader<&'x [u8]>,
    base: usize,
    depth: usize,
    deepest: usize,
    prefixes: Vec<Binding>,
    /// The prefixes in force as a point keeps them, shared by all points until one changes.
    kept: Option<Rc<[Binding]>>,
    last: Option<(String, Space)>,
    in_text: bool,
    /// All characters count as seen, whatever element they stand in.
    all_text: bool,
    /// True if the walk ends with the element it began at.
    alone: bool,
    begun: bool,
    /// Characters other than white space in text elements so far.
    pub seen: usize,
    /// Paragraphs begun so far.
    pub paragraphs: u32,
    /// Entities met that cannot be resolved, and a document type if there is one.
    pub strange: Vec<String>,
}

impl<'x> Cursor<'x> {
    /// A walk through a whole member.
    pub fn new(text: &'x str, deepest: usize) -> Self {
        let mut cursor = Self::from_point(text, deepest, &Point::bare(0));
        cursor.alone = false;
        cursor
    }

    /// A walk through a whole member all of whose characters count as seen (OpenDocument).
    pub fn of_all_text(text: &'x str, deepest: usize) -> Self {
        Self { all_text: true, ..Self::new(text, deepest) }
    }

    /// A walk through the element at `point`; it ends with that element.
    pub fn from_point(text: &'x str, deepest: usize, point: &Point) -> Self {
        let mut reader = Reader::from_str(text.get(point.at..).unwrap_or_default());
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().allow_dangling_amp = true;
        Self {
            reader,
            base: point.at,
            depth: 0,
            deepest,
            prefixes: point.prefixes.to_vec(),
            kept: None,
            last: None,
            in_text: false,
            all_text: false,
            alone: true,
            begun: false,
            seen: 0,
            paragraphs: point.paragraphs,
            strange: Vec::new(),
        }
    }

    /// The point of an element just opened.
    pub fn point(&mut self, element: &Element<'x>) -> Point {
        let kept = self.kept.get_or_insert_with(|| {
            // What the element declares itself is read again there and stands before these.
            self.prefixes.iter().cloned().map(|b| Binding { depth: 0, ..b }).collect()
        });
        Point { at: element.at, prefixes: Rc::clone(kept), paragraphs: self.paragraphs }
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Bytes walked through since the beginning of this walk.
    pub fn passed(&self) -> usize {
        self.reader.buffer_position() as usize
    }

    /// Offset in the member behind what came last.
    pub fn position(&self) -> usize {
        self.base + self.reader.buffer_position() as usize
    }

    /// The next piece; comments and instructions are passed over.
    pub fn next(&mut self) -> Result<Piece<'x>, Broken> {
        if self.alone && self.begun && self.depth == 0 {
            return Ok(Piece::End);
        }
        self.begun = true;
        loop {
            let before = self.position();
            let event = self.reader.read_event().map_err(|error| Broken {
                at: self.base + self.reader.error_position() as usize,
                why: format!("the XML is broken ({error})"),
            })?;
            match event {
                Event::Start(start) => return self.open(start, before),
                Event::End(_) => return Ok(self.close()),
                Event::Eof if self.depth > 0 => {
                    return Err(Broken { at: self.position(), why: "the XML ends too early".into() });
                }
                Event::Eof => return Ok(Piece::End),
                Event::Text(text) => return Ok(self.chars(text.into_inner(), before, true)),
                Event::CData(data) => return Ok(self.chars(data.into_inner(), before + 9, true)),
                Event::GeneralRef(entity) => {
                    if let Some(piece) = self.entity(&entity, before) {
                        return Ok(piece);
                    }
                }
                Event::DocType(_) => self.note("a document type (DTD), which Word documents must not have"),
                Event::Empty(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            }
        }
    }

    /// Hands out the pieces up to the end, or to where the member breaks off.
    pub fn each(
        &mut self,
        mut take: impl FnMut(&mut Self, Piece<'x>) -> Result<(), Broken>,
    ) -> Result<(), Broken> {
        loop {
            match self.next()? {
                Piece::End => return Ok(()),
                piece => take(self, piece)?,
            }
        }
    }

    fn open(&mut self, start: BytesStart<'x>, at: usize) -> Result<Piece<'x>, Broken> {
        self.depth += 1;
        if self.depth > self.deepest {
            return Err(Broken { at, why: format!("elements are nested more than {} deep", self.deepest) });
        }
        if start.attributes_raw().contains("xmlns") {
            self.declare(&start);
        }
        if self.prefixes.len() > MOST_PREFIXES {
            return Err(Broken { at, why: format!("more than {MOST_PREFIXES} prefixes are declared") });
        }
        let name = start.name();
        let space = self.space(name.prefix().map_or("", |p| p.into_inner()));
        let local = name.local_name().into_inner();
        self.in_text = is_text(local);
        let is_paragraph = match space {
            Space::Word => local == "p",
            Space::OpenText => matches!(local, "p" | "h"),
            _ => false,
        };
        self.paragraphs += u32::from(is_paragraph);
        Ok(Piece::Open(Element { start, space, at }))
    }

    fn close(&mut self) -> Piece<'x> {
        self.in_text = false;
        while self.prefixes.last().is_some_and(|b| b.depth == self.depth && self.depth > 0) {
            self.prefixes.pop();
            (self.last, self.kept) = (None, None);
        }
        self.depth = self.depth.saturating_sub(1);
        Piece::Close
    }

    fn declare(&mut self, start: &BytesStart<'_>) {
        for attribute in start.attributes().with_checks(false).flatten() {
            let name = attribute.key.0;
            let prefix = match name.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) if rest.starts_with(':') => &rest[1..],
                _ => continue,
            };
            let space = Space::of(&attribute.value);
            self.prefixes.push(Binding { depth: self.depth, prefix: prefix.to_owned(), space });
            (self.last, self.kept) = (None, None);
        }
    }

    /// The namespace of a prefix; one that was never declared counts by custom.
    fn space(&mut self, prefix: &str) -> Space {
        if let Some((known, space)) = &self.last
            && known == prefix
        {
            return *space;
        }
        let bound = self.prefixes.iter().rev().find(|b| b.prefix == prefix).map(|b| b.space);
        let space = bound.unwrap_or_else(|| Space::by_custom(prefix));
        self.last = Some((prefix.to_owned(), space));
        space
    }

    /// True if all that one of several alternatives needs (`mc:Choice`, just opened) is known here, so that it can be read.
    pub fn understands(&mut self, choice: &Element<'_>) -> bool {
        let needs = choice.attribute("Requires").unwrap_or_default();
        needs.split_whitespace().all(|prefix| self.space(prefix) != Space::Other)
    }

    fn chars(&mut self, text: Cow<'x, str>, at: usize, verbatim: bool) -> Piece<'x> {
        if self.in_text || self.all_text {
            self.seen += visible(&text);
        }
        let source = Span::new(at, at + text.len());
        Piece::Text(Chars { text, source, verbatim })
    }

    fn entity(&mut self, entity: &str, at: usize) -> Option<Piece<'x>> {
        let source = Span::new(at, self.position());
        let one = match entity {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => character(entity),
        };
        let Some(one) = one else {
            self.note(&format!("an entity that is not allowed (\"{}\")", shortened(entity)));
            return None;
        };
        let mut piece = self.chars(Cow::Owned(one.to_string()), at, false);
        if let Piece::Text(chars) = &mut piece {
            chars.source = source;
        }
        Some(piece)
    }

    fn note(&mut self, what: &str) {
        if self.strange.len() < 8 && !self.strange.iter().any(|known| known == what) {
            self.strange.push(what.to_owned());
        }
    }

    /// Passes over the rest of the element just opened.
    pub fn skip(&mut self) -> Result<(), Broken> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Piece::End = self.next()? {
                break;
            }
        }
        Ok(())
    }

    /// Characters of the element just opened, without those of elements inside it.
    pub fn inside(&mut self) -> Result<String, Broken> {
        let (outside, mut text) = (self.depth.saturating_sub(1), String::new());
        while self.depth > outside {
            match self.next()? {
                Piece::Text(chars) if self.depth == outside + 1 => text.push_str(&chars.text),
                Piece::End => break,
                _ => {}
            }
        }
        Ok(text)
    }
}

impl Element<'_> {
    /// Its name without prefix.
    pub fn local(&self) -> &str {
        self.start.name().local_name().into_inner()
    }

    /// An attribute by its name without prefix: one of the element's own namespace, or else of any but relations.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let own = self.prefix();
        self.find(|prefix, local| local == name && (prefix.is_empty() || prefix == own))
            .or_else(|| self.find(|prefix, local| local == name && prefix != "r"))
    }

    /// A relation id (`r:id`, `r:embed`), whatever its prefix is called.
    pub fn relation(&self, name: &str) -> Option<String> {
        let own = self.prefix();
        self.find(|prefix, local| local == name && prefix == "r")
            .or_else(|| self.find(|prefix, local| local == name && !prefix.is_empty() && prefix != own))
    }

    fn prefix(&self) -> &str {
        self.start.name().prefix().map_or("", |p| p.into_inner())
    }

    fn find(&self, wanted: impl Fn(&str, &str) -> bool) -> Option<String> {
        for attribute in self.start.attributes().with_checks(false).flatten() {
            let prefix = attribute.key.prefix().map_or("", |p| p.into_inner());
            if wanted(prefix, attribute.key.local_name().into_inner()) {
                let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
                return Some(value.map_or_else(|_| attribute.value.to_string(), Cow::into_owned));
            }
        }
        None
    }

    /// The attribute `val`.
    pub fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// The attribute `val` as a number.
    pub fn number<N: std::str::FromStr>(&self) -> Option<N> {
        self.value()?.trim().parse().ok()
    }

    /// True if white space at the edges of its text counts.
    pub fn keeps_space(&self) -> bool {
        self.start.attributes_raw().contains("preserve")
    }

    /// A switch: on unless its value says off.
    pub fn is_on(&self) -> bool {
        self.value().is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off" | "none"))
    }
}

fn is_text(local: &str) -> bool {
    matches!(local, "t" | "delText" | "instrText" | "delInstrText")
}

fn character(entity: &str) -> Option<char> {
    let digits = entity.strip_prefix('#')?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(code).filter(|c| *c != '\0')
}

/// Characters that are no white space: the measure by which text seen and text delivered are compared.
pub(crate) fn visible(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != 0x0B).count();
    }
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Not more of a long text than a message can show.
pub(crate) fn shortened(text: &str) -> String {
    if text.chars().count() <= 40 { text.to_owned() } else { text.chars().take(40).chain(['…']).collect() }
}
