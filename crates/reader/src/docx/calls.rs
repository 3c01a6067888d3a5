//! Which notes are called, in which order, and what their marks print.

use super::number_format::numbered;
use super::sections::{NoteRules, Section};
use std::collections::HashSet;

/// Footnotes or endnotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Footnote,
    Endnote,
}

impl Kind {
    /// The key by which marks and notes find each other.
    pub fn key(self, id: &str) -> String {
        match self {
            Self::Footnote => format!("f{id}"),
            Self::Endnote => format!("e{id}"),
        }
    }
}

/// A note that is called from the text.
pub(super) struct Call {
    pub kind: Kind,
    pub id: String,
    pub label: String,
    /// True if the mark is no number.
    pub custom: bool,
}

/// A note whose mark is not in the text, and why.
pub(super) struct Dropped {
    pub kind: Kind,
    pub id: String,
    /// Where the mark would have stood.
    pub at: usize,
    /// Who deleted or inserted it and when; none if it is hidden.
    pub change: Option<(bool, String, String)>,
}

/// The notes called so far and the counts of both kinds.
#[derive(Default)]
pub(super) struct Calls {
    pub sections: Vec<Section>,
    pub footnotes: NoteRules,
    pub endnotes: NoteRules,
    pub called: Vec<Call>,
    pub dropped: Vec<Dropped>,
    known: HashSet<(Kind, String)>,
    counts: [Option<Count>; 2],
    /// True if a count begins anew with each page, so that it is right only where pages are known.
    pub by_page: bool,
}

#[derive(Clone, Copy)]
struct Count {
    next: i64,
    section: usize,
    page: usize,
    start: i64,
}

impl Calls {
    /// No calls yet, under the rules of each section and of the document.
    pub fn new(sections: Vec<Section>, footnotes: NoteRules, endnotes: NoteRules) -> Self {
        Self { sections, footnotes, endnotes, ..Self::default() }
    }

    fn rules(&self, kind: Kind, section: usize) -> NoteRules {
        let here = self.sections.get(section).or(self.sections.last());
        match kind {
            Kind::Footnote => here.map_or(&NoteRules::default(), |s| &s.footnotes).or(&self.footnotes),
            Kind::Endnote => here.map_or(&NoteRules::default(), |s| &s.endnotes).or(&self.endnotes),
        }
    }

    /// What the next mark of this kind prints.
    ///
    /// A start number counts where the count begins anew, and where a section that does not begin it anew names
    /// another start than the section before.
    pub fn next_label(&mut self, kind: Kind, section: usize, page: usize) -> String {
        let rules = self.rules(kind, section);
        let start = rules.start.unwrap_or(1);
        let restart = rules.restart.as_deref().unwrap_or("continuous");
        self.by_page |= restart == "eachPage";
        let count = match self.counts[kind as usize] {
            None => start,
            Some(last) if restart == "eachSect" && last.section != section => start,
            Some(last) if restart == "eachPage" && last.page != page => start,
            Some(last) if restart == "continuous" && last.section != section && last.start != start => start,
            Some(last) => last.next,
        };
        self.counts[kind as usize] = Some(Count { next: count.saturating_add(1), section, page, start });
        let default = if kind == Kind::Footnote { "decimal" } else { "lowerRoman" };
        let label = numbered(count, rules.format.as_deref().unwrap_or(default));
        if label.is_empty() { count.to_string() } else { label }
    }

    /// Remembers a call; a second call of the same note adds nothing.
    pub fn call(&mut self, kind: Kind, id: &str, label: &str, custom: bool) {
        if self.known.insert((kind, id.to_owned())) {
            self.called.push(Call { kind, id: id.to_owned(), label: label.to_owned(), custom });
        }
    }
}
