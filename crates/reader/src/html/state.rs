//! Where a walk through the elements stands: what holds for the text that comes next.

use super::effects::{Effect, Effects};
use super::style::Veil;
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
    signs: Inherited<Option<SignFont>>,
    tiny: Inherited<bool>,
    white: Inherited<bool>,
    invisible: Inherited<bool>,
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
            signs: Inherited::default(),
            tiny: Inherited::default(),
            white: Inherited::default(),
            invisible: Inherited::default(),
            lists: Vec::new(),
            languages: Vec::new(),
        }
    }

    /// True inside an element with this effect.
    pub fn is_in(&self, effect: Effect) -> bool {
        self.counts[effect as usize] > 0
    }

    /// True if nothing here takes part in the page, not even the ends of its lines.
    pub fn is_gone(&self) -> bool {
        self.is_in(Effect::Hide)
            || self.is_in(Effect::Deleted) && self.changes == Changes::Final
            || self.is_in(Effect::Inserted) && self.changes == Changes::Original
    }

    /// True if text is not seen here.
    pub fn is_unseen(&self) -> bool {
        self.is_unseen_in(Effects::default())
    }

    /// True if text is not seen in an element that does this.
    pub fn is_unseen_in(&self, effects: Effects) -> bool {
        self.is_gone() || effects.has(Effect::Hide) || self.is_veiled_in(effects)
    }

    /// True if text here has a place in the page and is not seen.
    pub fn is_veiled(&self) -> bool {
        self.is_veiled_in(Effects::default())
    }

    fn is_veiled_in(&self, effects: Effects) -> bool {
        let around = Veil { tiny: self.tiny.now(), white: self.white.now(), invisible: self.invisible.now() };
        let veil = effects.veil.or(around);
        let has_ground = self.is_in(Effect::Ground) || effects.has(Effect::Ground);
        veil.tiny == Some(true) || veil.invisible == Some(true) || veil.white == Some(true) && !has_ground
    }

    /// True if a picture is not seen in an element that does this.
    pub fn is_picture_unseen_in(&self, effects: Effects) -> bool {
        let invisible = effects.veil.invisible.or(self.invisible.now());
        self.is_gone() || effects.has(Effect::Hide) || invisible == Some(true)
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
        self.signs.now().flatten()
    }

    pub(super) fn enter(&mut self, open: Open) {
        let Veil { tiny, white, invisible } = open.effects.veil;
        self.signs.enter(open.at, open.effects.signs);
        self.tiny.enter(open.at, tiny);
        self.white.enter(open.at, white);
        self.invisible.enter(open.at, invisible);
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
        self.signs.leave(open.at);
        self.tiny.leave(open.at);
        self.white.leave(open.at);
        self.invisible.leave(open.at);
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

/// What open elements say of one property, by the places of their tags; the innermost decides.
#[derive(Debug)]
struct Inherited<T>(Vec<(usize, T)>);

impl<T> Default for Inherited<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> Inherited<T> {
    fn now(&self) -> Option<T> {
        self.0.last().map(|(_, value)| *value)
    }

    fn enter(&mut self, at: usize, value: Option<T>) {
        self.0.extend(value.map(|value| (at, value)));
    }

    /// An inline element may end while blocks that began in it go on.
    fn leave(&mut self, at: usize) {
        if let Ok(index) = self.0.binary_search_by_key(&at, |(at, _)| *at) {
            self.0.remove(index);
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
