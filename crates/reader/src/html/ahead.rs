//! What has to be known of a page before it is walked through: what stands around the parts of formulas (MathML), and
//! which options of a list nobody chose.

use super::preamble::Preamble;
use super::tags::{Names, Tag};
use super::tokens::{Sink, StartTag, tokens};
use crate::formula::{Line, Signs};
use probata_report::Span;
use std::collections::{HashMap, HashSet};

/// More options than a page shows.
const MOST_OPTIONS: usize = 500_000;

/// What was learned.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    /// Signs of formulas by the places of their tags.
    pub signs: Signs,
    /// Places of the options that a list shows only when it is opened.
    pub unchosen: HashSet<usize>,
    /// Numbers with which lists that count down begin, by the places of their tags.
    pub reversed: HashMap<usize, i64>,
}

impl Ahead {
    /// Looks through a page.
    pub fn of(text: &str, preamble: &Preamble) -> Self {
        let mut look = Look::default();
        let has_reversed = memchr::memmem::find(text.as_bytes(), b"reversed").is_some();
        if has_reversed || is_named(text, b"math") || is_named(text, b"select") {
            tokens(&text[preamble.end..], preamble.end, &mut look);
        }
        look.close_list();
        look.reversed.extend(look.lists.iter().filter_map(|(_, at, items)| Some(((*at)?, *items))));
        Self { signs: look.line.signs(), unchosen: look.unchosen, reversed: look.reversed }
    }
}

/// True if a tag of this name may stand in the page.
fn is_named(text: &str, name: &[u8]) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'<', b':', bytes).any(|at| {
        bytes.get(at + 1..at + 1 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
    })
}

#[derive(Default)]
struct Look {
    line: Line,
    /// Elements open within a formula.
    names: Vec<String>,
    /// How many of each name are open, so that a stray end costs nothing.
    open: HashMap<String, usize>,
    elements: Names,
    options: Option<Vec<usize>>,
    chosen: Option<usize>,
    unchosen: HashSet<usize>,
    /// Lists that are open: element, place of the tag if it counts down, items so far.
    lists: Vec<(Tag, Option<usize>, i64)>,
    /// How many lists of each element are open.
    open_lists: HashMap<Tag, usize>,
    reversed: HashMap<usize, i64>,
}

/// An element's name without its prefix.
fn local(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

impl Look {
    fn close(&mut self) {
        if let Some(count) = self.names.pop().and_then(|name| self.open.get_mut(&name)) {
            *count -= 1;
        }
        self.line.close();
    }

    fn outside(&mut self, tag: &StartTag) -> Option<html5gum::State> {
        let element = self.elements.tag(&tag.name);
        let at = tag.source.start;
        match element {
            Tag::SELECT => {
                self.close_list();
                self.options = (!tag.has("multiple")).then(Vec::new);
            }
            Tag::OPTION => {
                if let Some(options) =
                    self.options.as_mut().filter(|all| all.len() + self.unchosen.len() < MOST_OPTIONS)
                {
                    options.push(at);
                    self.chosen = if tag.has("selected") { Some(at) } else { self.chosen };
                }
            }
            Tag::LI => {
                if let Some((_, _, items)) = self.lists.last_mut() {
                    *items += 1;
                }
            }
            _ if element.is_list() => {
                *self.open_lists.entry(element).or_default() += 1;
                self.lists.push((element, tag.has("reversed").then_some(at), 0));
            }
            _ => {}
        }
        element.raw_text(false)
    }

    /// A list of items ends, and those that began in it.
    fn end_items(&mut self, element: Tag) {
        while self.open_lists.get(&element).is_some_and(|open| *open > 0) {
            let Some((ended, at, items)) = self.lists.pop() else { return };
            self.open_lists.entry(ended).and_modify(|open| *open -= 1);
            self.reversed.extend(at.map(|at| (at, items)));
            if ended == element {
                return;
            }
        }
    }

    /// A list ends: without a choice it shows its first option.
    fn close_list(&mut self) {
        let options = self.options.take().unwrap_or_default();
        let chosen = self.chosen.take().or(options.first().copied());
        self.unchosen.extend(options.into_iter().filter(|option| Some(*option) != chosen));
    }

    fn formula(&mut self, tag: &StartTag, name: String) {
        self.line.open(if name.starts_with("annotation") { "Pr" } else { &name }, tag.source.start);
        if name == "mfenced" {
            for property in ["open", "close", "separators"] {
                if let Some(value) = tag.get(property) {
                    self.line.property(property, value.trim().to_owned());
                }
            }
        }
        *self.open.entry(name.clone()).or_default() += 1;
        self.names.push(name);
        if tag.self_closing {
            self.close();
        }
    }
}

impl Sink for Look {
    fn text(&mut self, text: &str, _: Span, _: bool) {
        self.line.text(text);
    }

    fn start(&mut self, tag: &StartTag) -> Option<html5gum::State> {
        let name = local(&tag.name);
        if self.names.is_empty() && name != "math" {
            return self.outside(tag);
        }
        self.formula(tag, name);
        None
    }

    fn end(&mut self, name: &[u8], _: Span) {
        let name = local(name);
        if name == "select" {
            self.close_list();
        }
        let element = self.elements.tag(name.as_bytes());
        if element.is_list() {
            self.end_items(element);
        }
        if self.open.get(&name).is_none_or(|count| *count == 0) {
            return;
        }
        let Some(index) = self.names.iter().rposition(|open| *open == name) else { return };
        while self.names.len() > index {
            self.close();
        }
    }

    fn comment(&mut self, _: &str, _: Span) {}

    fn has_cdata(&self) -> bool {
        !self.names.is_empty()
    }

    fn is_full(&self) -> bool {
        false
    }

    fn ends_inside(&mut self, _: usize) {}
}
