//! Where a walk through the elements stands: what holds for the text that comes next.

use super::effects::Effect;
use super::tables::Tables;
use super::tags::Tag;
use super::walk::Open;
use crate::Changes;
use crate::signs::SignFont;

/// Where the walk is.
#[derive(Debug)]
pub(super) struct State {
    /// How many lines have begun.
    pub line: u32,
    /// Links met so far.
    pub anchors: u32,
    /// Printed number of the list item that begins, "4.".
    pub number: Option<String>,
    /// Where the tables stand.
    pub tables: Tables,
    /// The innermost open element.
    pub inside: Option<Tag>,
    /// True once an end tag of `body` or `html` was met.
    pub is_closed: bool,
    /// True once a start tag of `body` or `html` was met.
    pub is_opened: bool,
    counts: [u32; Effect::ALL.len()],
    changes: Changes,
    pub(super) fresh: Fresh,
    headings: Vec<u8>,
    inner: Vec<Effect>,
    signs: Vec<Option<SignFont>>,
    pub(super) lists: Vec<List>,
    pub(super) languages: Vec<(usize, [u8; 2])>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct List {
    /// First letter of the kind of number; none for lists without numbers.
    pub(super) style: Option<u8>,
    /// Number of the next item.
    pub(super) next: i64,
    /// What is added from item to item.
    pub(super) step: i64,
}

impl State {
    pub(super) fn new(changes: Changes) -> Self {
        Self {
            line: 0,
            anchors: 0,
            number: None,
            tables: Tables::default(),
            inside: None,
            is_closed: false,
            is_opened: false,
            counts: [0; Effect::ALL.len()],
            changes,
            fresh: Fresh::Block,
            headings: Vec::new(),
            inner: Vec::new(),
            signs: Vec::new(),
            lists: Vec::new(),
            languages: Vec::new(),
        }
    }

    /// True inside an element with this effect.
    pub fn is_in(&self, effect: Effect) -> bool {
        self.counts[effect as usize] > 0
    }

    /// True if text is not seen here.
    pub fn is_unseen(&self) -> bool {
        self.is_in(Effect::Hide)
            || self.is_in(Effect::Deleted) && self.changes == Changes::Final
            || self.is_in(Effect::Inserted) && self.changes == Changes::Original
    }

    /// True if the line has no visible characters yet.
    pub fn is_fresh(&self) -> bool {
        self.fresh != Fresh::No
    }

    /// The line that a character would stand in.
    pub fn coming_line(&self) -> u32 {
        if self.is_fresh() { self.line + 1 } else { self.line }
    }

    /// Level of the heading, if in one.
    pub fn heading(&self) -> Option<u8> {
        self.headings.last().copied()
    }

    /// The nearest of list item, quotation and caption.
    pub fn inner(&self) -> Option<Effect> {
        self.inner.last().copied()
    }

    /// Language in force, two letters.
    pub fn language(&self) -> Option<[u8; 2]> {
        self.languages.last().map(|(_, language)| *language)
    }

    /// Number that the last list item has in its list.
    pub fn ordinal(&self) -> Option<i64> {
        self.lists.last().map(|list| list.next - list.step)
    }

    /// The font of signs in force.
    pub fn signs(&self) -> Option<SignFont> {
        self.signs.last().copied().flatten()
    }

    pub(super) fn enter(&mut self, open: Open) {
        self.signs.extend(open.effects.signs);
        for effect in open.effects.iter() {
            self.counts[effect as usize] += 1;
            match effect {
                Effect::Heading => self.headings.push(open.effects.level()),
                Effect::Item | Effect::Quotation | Effect::Caption => self.inner.push(effect),
                _ => {}
            }
        }
    }

    pub(super) fn leave(&mut self, open: Open) {
        if open.effects.signs.is_some() {
            self.signs.pop();
        }
        for effect in open.effects.iter() {
            self.counts[effect as usize] = self.counts[effect as usize].saturating_sub(1);
            match effect {
                Effect::Heading => drop(self.headings.pop()),
                Effect::Item | Effect::Quotation | Effect::Caption => drop(self.inner.pop()),
                _ => {}
            }
        }
    }
}

/// How far the line has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fresh {
    /// It has visible characters.
    No,
    /// None since a `br`.
    Line,
    /// None since the block began.
    Block,
}
