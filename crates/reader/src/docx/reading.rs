//! What all stories of one file share: the draft, the counts, what is hidden, what is missing.

use super::calls::Calls;
use super::container::Container;
use super::embedded::PutIn;
use super::fields::Reference;
use super::members::{Relation, Source};
use super::numbering::Numbering;
use super::pages::Pages;
use super::styles::Styles;
use super::xml::Broken;
use crate::draft::Draft;
use crate::unseen::Unseen;
use crate::{Options, hidden};
use probata_report::{Hidden, HiddenKind, Span};
use std::collections::HashMap;

/// More bookmarks than any report has; the rest cannot be referred to.
const MOST_BOOKMARKS: usize = 100_000;

/// The reading of one file.
pub(super) struct Reading<'o> {
    pub options: &'o Options,
    pub container: Container<'o>,
    pub draft: Draft,
    pub styles: Styles,
    pub numbering: Numbering,
    pub calls: Calls,
    pub pages: Pages,
    /// The section being read.
    pub section: usize,
    pub tables: u32,
    pub pictures: usize,
    /// Pictures that nobody described.
    pub unseen: Vec<Unseen>,
    pub references: Vec<Reference>,
    pub bookmarks: Bookmarks,
    /// Where comments begin and end, by id.
    pub comments: HashMap<String, (usize, usize)>,
    /// Characters other than white space that were delivered or set aside, of the member being read.
    pub delivered: usize,
    /// What is missing, each said once.
    pub missing: Vec<(String, String)>,
    /// The paragraph of the last hidden words, so that paragraphs stay apart.
    pub hidden_in: u32,
    /// Files of other programs that lie in the document.
    pub put_in: Vec<PutIn>,
}

/// A member being read.
pub(super) struct Part<'x> {
    pub source: &'x Source,
    pub member: u16,
    pub relations: &'x HashMap<String, Relation>,
}

/// Places that can be referred to.
#[derive(Default)]
pub(super) struct Bookmarks {
    pub all: Vec<Bookmark>,
    open: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
}

/// A named place.
pub(super) struct Bookmark {
    pub span: Span,
    /// The note marks before it and up to its end, as a range of the document's marks.
    pub marks: (usize, usize),
}

impl Bookmarks {
    /// Begins a bookmark.
    pub fn begin(&mut self, id: String, name: String, at: usize, marks: usize) {
        if self.all.len() < MOST_BOOKMARKS {
            self.open.insert(id, self.all.len());
            self.by_name.entry(name.to_lowercase()).or_insert(self.all.len());
            self.all.push(Bookmark { span: Span::new(at, at), marks: (marks, marks) });
        }
    }

    /// Ends a bookmark.
    pub fn end(&mut self, id: &str, at: usize, marks: usize) {
        if let Some(index) = self.open.remove(id) {
            self.all[index].span.end = at.max(self.all[index].span.start);
            self.all[index].marks.1 = marks;
        }
    }

    /// By its name; letters' case does not count.
    pub fn find(&self, name: &str) -> Option<&Bookmark> {
        self.by_name.get(&name.to_lowercase()).map(|index| &self.all[*index])
    }
}

impl Reading<'_> {
    /// Says that something is missing.
    pub fn lacks(&mut self, place: impl Into<String>, why: impl Into<String>) {
        let missing = (place.into(), why.into());
        if self.missing.len() < 200 && !self.missing.contains(&missing) {
            self.missing.push(missing);
        }
    }

    /// Says where a walk broke off.
    pub fn broke(&mut self, part: &str, broken: &Broken) {
        let (place, why) = broken.told(part, "Word");
        self.lacks(place, why);
    }

    /// A member that is read for what the file says of itself; where it breaks off, or that it cannot be read, is told.
    pub fn whole(&mut self, name: &str, read: Result<Source, String>) -> Option<Source> {
        let source = read.map_err(|why| self.lacks(name, why)).ok()?;
        for (place, why) in source.flaws(self.options.limits.depth, "Word") {
            self.lacks(place, why);
        }
        Some(source)
    }

    /// Says what was strange in a member.
    pub fn strange(&mut self, part: &str, strange: &[String]) {
        for what in strange {
            self.lacks(part, format!("it has {what}; it was left out"));
        }
    }

    /// Compares what was seen in a member with what was delivered.
    pub fn settle(&mut self, part: &str, seen: usize) {
        if self.draft.is_full() {
            let limit = self.options.limits.text >> 20;
            self.lacks(
                part,
                format!("the text is longer than {limit} MiB, the limit; the rest was left out"),
            );
        } else if seen > self.delivered {
            let count = seen - self.delivered;
            self.lacks(part, format!("{count} of {seen} characters stand in places that could not be read"));
        }
        self.delivered = 0;
    }

    /// Keeps something that a reader of the page does not see; joined to the last if both are one.
    pub fn hide(&mut self, hidden: Hidden, paragraph: u32) {
        let apart = self.hidden_in != paragraph;
        self.hidden_in = paragraph;
        hidden::keep(&mut self.draft.document.hidden, hidden, apart);
    }

    /// Keeps hidden words of no author at the place reached.
    pub fn hide_here(&mut self, kind: HiddenKind, text: &str, place: &str, paragraph: u32) {
        let at = self.draft.position();
        let hidden = Hidden {
            kind,
            text: text.to_owned(),
            span: Span::new(at, at),
            author: String::new(),
            date: String::new(),
            place: place.to_owned(),
        };
        self.hide(hidden, paragraph);
    }
}
