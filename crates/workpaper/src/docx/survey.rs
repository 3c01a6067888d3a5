//! Where in the main document a comment's marks may stand: the runs, what is in them, what is around them.

use super::AnnotateError;
use super::member::Member;
use super::naming::Naming;
use super::root::attribute;
use probata_report::Span;
use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{QName, ResolveResult};
use std::collections::HashSet;

/// The main document, walked once. All places are bytes of `text`.
pub(super) struct Survey<'x> {
    pub text: &'x str,
    /// In order; they do not overlap.
    pub units: Vec<Unit>,
    pub wraps: Vec<Wrap>,
    pub naming: Naming,
    /// Comment ids that are used in the text.
    pub comment_ids: HashSet<i64>,
}

/// A run or a formula. What is nested in it (a text box) belongs to it.
pub(super) struct Unit {
    pub span: Span,
    /// The outermost element between the paragraph and this, as an index into [`Survey::wraps`].
    pub outer: Option<usize>,
    /// The outermost one that no mark may stand in.
    pub closed: Option<usize>,
    /// It has text of its own.
    pub has_text: bool,
    /// It stands in a field's instruction.
    pub in_code: bool,
    /// It may be cut in two.
    pub is_divisible: bool,
    /// Its start tag.
    pub head: Span,
    /// Its properties, to be copied when it is cut.
    pub properties: Span,
    pub children: Vec<Child>,
}

/// An element around runs: a link, a tracked change, a content control.
pub(super) struct Wrap {
    pub span: Span,
    is_closed: bool,
}

/// A child of a run other than its properties.
pub(super) struct Child {
    pub span: Span,
    /// Its words, if it is a text element that may be cut.
    pub words: Option<Words>,
}

/// The words of a text element.
#[derive(Clone, Copy)]
pub(super) struct Words {
    pub head: Span,
    pub body: Span,
    /// White space at its edges counts; where it does not, both halves have to say so when it is cut.
    pub is_preserved: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    Word,
    Math,
    Other,
}

/// What an open element is to the walk.
enum Role {
    Other,
    Paragraph,
    /// Its contents are passed over.
    Ignored,
    Wrap(usize),
    Unit,
    Properties,
    /// With its start tag if it is a text element.
    Child(Option<Span>),
}

struct Open {
    role: Role,
    at: usize,
}

/// Elements around runs whose beginning and end may lie on different sides of a comment's mark.
const OPEN_WRAPS: [&str; 9] =
    ["ins", "del", "moveFrom", "moveTo", "hyperlink", "smartTag", "customXml", "dir", "bdo"];
/// Elements of a run that may come to stand in another run of the same look.
const MOVABLE: [&str; 13] = [
    "t",
    "delText",
    "tab",
    "ptab",
    "br",
    "cr",
    "noBreakHyphen",
    "softHyphen",
    "sym",
    "footnoteReference",
    "endnoteReference",
    "lastRenderedPageBreak",
    "commentReference",
];

struct Walk<'x> {
    survey: Survey<'x>,
    stack: Vec<Open>,
    is_in_paragraph: bool,
    is_ignoring: bool,
    /// Depth of the open unit.
    unit: Option<usize>,
    /// Fields begun, each true once its result has begun.
    fields: Vec<bool>,
    /// The open text element cannot be cut.
    is_odd: bool,
    has_root: bool,
}

impl<'x> Survey<'x> {
    /// Walks through the main document.
    pub fn of(member: &'x Member) -> Result<Self, AnnotateError> {
        let naming = Naming::of(&BytesStart::new("w:document"));
        let (units, wraps, comment_ids) = (Vec::new(), Vec::new(), HashSet::new());
        let mut walk = Walk {
            survey: Survey { text: &member.text, units, wraps, naming, comment_ids },
            stack: Vec::new(),
            is_in_paragraph: false,
            is_ignoring: false,
            unit: None,
            fields: Vec::new(),
            is_odd: false,
            has_root: false,
        };
        match walk.all() {
            Ok(()) => Ok(walk.survey),
            Err(at) => Err(AnnotateError::Broken { member: member.name.clone(), at: at + member.shift }),
        }
    }

    /// The unit that holds the byte at `at`.
    pub fn unit_at(&self, at: usize) -> Option<usize> {
        let after = self.units.partition_point(|unit| unit.span.start <= at);
        after.checked_sub(1).filter(|index| self.units[*index].span.holds(at))
    }

    /// Where a mark may stand that belongs to a unit and must not stand in it: what cannot be entered is gone around.
    pub fn around(&self, unit: &Unit) -> Span {
        unit.closed.map_or(unit.span, |wrap| self.wraps[wrap].span)
    }

    /// Behind everything that stands around a unit in its paragraph.
    pub fn behind(&self, unit: &Unit) -> Option<usize> {
        unit.outer.map(|wrap| self.wraps[wrap].span.end)
    }

    /// Where the text begins.
    pub fn first(&self) -> Option<usize> {
        let usable = |unit: &Unit| !unit.in_code;
        let first = self.units.iter().position(|unit| usable(unit) && unit.has_text);
        first.or_else(|| self.units.iter().position(usable))
    }
}

impl Walk<'_> {
    /// Walks to the end, or says where it broke off.
    fn all(&mut self) -> Result<(), usize> {
        let mut reader = NsReader::from_str(self.survey.text);
        reader.config_mut().allow_dangling_amp = true;
        loop {
            let at = reader.buffer_position() as usize;
            let (space, event) = match reader.read_resolved_event() {
                Ok((resolved, event)) => (space(&resolved), event),
                Err(_) => return Err(reader.error_position() as usize),
            };
            let span = Span::new(at, reader.buffer_position() as usize);
            match event {
                Event::Start(start) => self.begin(&start, space, span),
                Event::Empty(start) => self.point(&start, space, span),
                Event::End(_) => self.end(span),
                Event::CData(_) | Event::Comment(_) | Event::PI(_) => self.is_odd = true,
                Event::Eof if self.stack.is_empty() => return Ok(()),
                Event::Eof => return Err(at),
                _ => {}
            }
        }
    }

    fn begin(&mut self, start: &BytesStart<'_>, space: Space, span: Span) {
        self.names(start);
        let local = start.local_name().into_inner();
        let role = if self.is_ignoring {
            Role::Other
        } else if let Some(depth) = self.unit {
            self.inside(start, space, span, self.stack.len() - depth)
        } else if !self.is_in_paragraph {
            self.is_in_paragraph = space == Space::Word && local == "p";
            if self.is_in_paragraph { Role::Paragraph } else { Role::Other }
        } else {
            match (space, local) {
                (Space::Word, "r") => self.begin_unit(span, true),
                (Space::Math, "oMath" | "oMathPara") => self.begin_unit(span, false),
                (Space::Word, "pPr") => {
                    self.is_ignoring = true;
                    Role::Ignored
                }
                _ => {
                    let is_closed = space != Space::Word || !OPEN_WRAPS.contains(&local);
                    self.survey.wraps.push(Wrap { span, is_closed });
                    Role::Wrap(self.survey.wraps.len() - 1)
                }
            }
        };
        self.comment_id(start, space);
        self.stack.push(Open { role, at: span.start });
    }

    /// An element without content.
    fn point(&mut self, start: &BytesStart<'_>, space: Space, span: Span) {
        self.names(start);
        self.comment_id(start, space);
        let Some(depth) = self.unit else { return };
        if let Role::Child(_) = self.inside(start, space, span, self.stack.len() - depth)
            && let Some(unit) = self.survey.units.last_mut()
        {
            unit.children.push(Child { span, words: None });
        }
    }

    /// An element inside a unit, so many levels deep.
    fn inside(&mut self, start: &BytesStart<'_>, space: Space, span: Span, level: usize) -> Role {
        let local = start.local_name().into_inner();
        self.is_odd = level > 1 || !matches!(local, "t" | "delText");
        let Some(unit) = self.survey.units.last_mut() else { return Role::Other };
        if space == Space::Word && local == "rPrChange" {
            unit.is_divisible = false;
        }
        if level > 1 {
            return Role::Other;
        }
        if space == Space::Word && local == "rPr" && unit.children.is_empty() {
            unit.properties = span;
            return Role::Properties;
        }
        if space != Space::Word || !MOVABLE.contains(&local) || has(start, "customMarkFollows") {
            unit.is_divisible = false;
        }
        if space == Space::Word && local == "fldChar" {
            self.field(start);
        }
        Role::Child(matches!(local, "t" | "delText").then_some(span))
    }

    fn field(&mut self, start: &BytesStart<'_>) {
        match attribute(start, "fldCharType").unwrap_or_default().as_str() {
            "begin" => self.fields.push(false),
            "separate" => {
                if let Some(result) = self.fields.last_mut() {
                    *result = true;
                }
            }
            _ => {
                self.fields.pop();
            }
        }
    }

    fn begin_unit(&mut self, head: Span, is_divisible: bool) -> Role {
        self.unit = Some(self.stack.len());
        let wraps = || {
            self.stack.iter().filter_map(|open| match open.role {
                Role::Wrap(index) => Some(index),
                _ => None,
            })
        };
        let (outer, closed) = (wraps().next(), wraps().find(|index| self.survey.wraps[*index].is_closed));
        self.survey.units.push(Unit {
            span: head,
            outer,
            closed,
            has_text: false,
            in_code: self.fields.iter().any(|is_result| !is_result),
            is_divisible: is_divisible && self.fields.is_empty() && closed.is_none(),
            head,
            properties: Span::new(head.end, head.end),
            children: Vec::new(),
        });
        Role::Unit
    }

    fn end(&mut self, span: Span) {
        let Some(Open { role, at }) = self.stack.pop() else { return };
        let whole = Span::new(at, span.end);
        match role {
            Role::Other => {}
            Role::Paragraph => self.is_in_paragraph = false,
            Role::Ignored => self.is_ignoring = false,
            Role::Wrap(index) => self.survey.wraps[index].span = whole,
            Role::Unit => {
                self.unit = None;
                if let Some(unit) = self.survey.units.last_mut() {
                    unit.span = whole;
                }
            }
            Role::Properties => {
                if let Some(unit) = self.survey.units.last_mut() {
                    unit.properties = whole;
                }
            }
            Role::Child(head) => self.end_child(head, whole, span.start),
        }
    }

    fn end_child(&mut self, head: Option<Span>, whole: Span, close: usize) {
        let is_odd = std::mem::take(&mut self.is_odd);
        let words = head.filter(|_| !is_odd).and_then(|head| self.words(head, Span::new(head.end, close)));
        if let Some(unit) = self.survey.units.last_mut() {
            unit.has_text |= head.is_some();
            unit.children.push(Child { span: whole, words });
        }
    }

    /// The words of a text element, unless cutting it could change them.
    fn words(&self, head: Span, body: Span) -> Option<Words> {
        let (tag, words) = (&self.survey.text[head.range()], &self.survey.text[body.range()]);
        let is_preserved = tag.contains("xml:space=\"preserve\"") || tag.contains("xml:space='preserve'");
        // White space at the edges does not count here, but would if both halves had to keep theirs.
        let is_safe = !tag.contains("space") && words.trim() == words && !words.contains("&#");
        (is_preserved || is_safe).then_some(Words { head, body, is_preserved })
    }

    /// The root's names; and whether its prefix means something else further inside.
    fn names(&mut self, start: &BytesStart<'_>) {
        if !std::mem::replace(&mut self.has_root, true) {
            self.survey.naming = Naming::of(start);
        } else if start.attributes_raw().contains("xmlns")
            && has(start, &format!("xmlns:{}", self.survey.naming.prefix))
        {
            self.survey.naming.declare();
        }
    }

    fn comment_id(&mut self, start: &BytesStart<'_>, space: Space) {
        let local = start.local_name().into_inner();
        if space == Space::Word
            && matches!(local, "commentRangeStart" | "commentRangeEnd" | "commentReference")
        {
            let id = attribute(start, "id").and_then(|id| id.trim().parse::<i64>().ok());
            self.survey.comment_ids.extend(id);
        }
    }
}

fn has(start: &BytesStart<'_>, name: &str) -> bool {
    let is = |key: &QName<'_>| key.0 == name || key.local_name().into_inner() == name;
    start.attributes().with_checks(false).flatten().any(|attribute| is(&attribute.key))
}

fn space(resolved: &ResolveResult<'_>) -> Space {
    match resolved {
        ResolveResult::Bound(namespace) => match namespace.0 {
            address if address.contains("/wordprocessingml/") => Space::Word,
            address if address.starts_with("http://schemas.microsoft.com/office/word/2003/") => Space::Word,
            address if address.ends_with("/math") => Space::Math,
            _ => Space::Other,
        },
        ResolveResult::Unbound => Space::Word,
        // By custom, for a file that does not declare it.
        ResolveResult::Unknown(prefix) => match prefix.as_str() {
            "w" => Space::Word,
            "m" => Space::Math,
            _ => Space::Other,
        },
    }
}
