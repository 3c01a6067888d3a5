//! The first pass: which links and link targets there are, and in which lines.
//!
//! Names are kept as hashes and texts as their first bytes, so that a survey is small whatever the file holds.

use super::effects::Effect;
use super::labels::{Named, named, percent_decoded};
use super::state::State;
use super::tags::{Shape, Tag};
use super::tokens::StartTag;
use super::walk::{Open, Pass};
use probata_report::Span;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Links and targets beyond this many are not tied.
pub(super) const MOST_LINKS: usize = 1 << 20;

/// The first bytes of a text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Start {
    bytes: [u8; 24],
    kept: u8,
    /// True if the text goes on.
    pub is_cut: bool,
}

impl Start {
    fn push(&mut self, text: &str) {
        for c in text.chars() {
            let at = usize::from(self.kept);
            if self.is_cut || at + c.len_utf8() > self.bytes.len() {
                self.is_cut = true;
                return;
            }
            c.encode_utf8(&mut self.bytes[at..]);
            self.kept += c.len_utf8() as u8;
        }
    }

    /// What is kept.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.kept)]).unwrap_or_default()
    }
}

/// A link to a place in the same file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    /// Its number among all links.
    pub number: u32,
    /// Where it leads.
    pub to: u64,
    /// What the name of that place says.
    pub to_named: Named,
    /// Names by which it can be reached itself; 0 for none.
    pub own: [u64; 3],
    /// What it prints.
    pub printed: Start,
    /// The line in which it stands.
    pub line: u32,
    /// The file says that it is a mark.
    pub is_mark: bool,
    /// The file says that it leads back from a note.
    pub is_back: bool,
    /// It is raised.
    pub is_raised: bool,
    /// Words like "see note" stand before it.
    pub is_reference: bool,
}

/// A place that can be linked to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    /// Its name.
    pub name: u64,
    /// What the name says.
    pub named: Named,
    /// First line that belongs to it.
    pub first: u32,
    /// Last line that belongs to it.
    pub last: u32,
    /// It stands at the head of its line.
    pub is_head: bool,
    /// The file says that it is a note.
    pub is_note: bool,
    /// An element holds exactly its lines.
    pub is_held: bool,
    /// Number in its list.
    pub ordinal: Option<i64>,
    /// How its first line begins.
    pub head: Start,
}

/// What the first pass finds.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Links, in order.
    pub links: Vec<Link>,
    /// Targets, in order.
    pub targets: Vec<Target>,
    /// Lines that are headings, or follow a rule; no note reaches over them.
    pub barriers: Vec<u32>,
    /// True if there were too many links or targets.
    pub is_cut: bool,
    holders: Vec<Holder>,
    /// Targets whose first line is the present one.
    at_head: Vec<u32>,
    /// Targets that wait for their line.
    waiting: Vec<u32>,
    head: Start,
    tail: String,
    link: Option<usize>,
    /// A name given by the element around the next link.
    around: u64,
    /// Open elements that hold notes, as a count.
    notes: u32,
}

#[derive(Debug, Default)]
struct Holder {
    tag: Option<Tag>,
    first: u32,
    targets: Vec<u32>,
    is_notes: bool,
}

/// The hash of a name; never 0.
pub(super) fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish().max(1)
}

/// The name that a link leads to in the same file: what stands behind `#`, decoded.
fn fragment(href: &str) -> Option<String> {
    href.trim().strip_prefix('#').map(percent_decoded)
}

const NOTE_WORDS: [&str; 8] = [
    "doc-footnote",
    "doc-endnote",
    "footnote",
    "endnote",
    "rearnote",
    "footnote-item",
    "footnote-body",
    "footnote-definition",
];
const NOTES_WORDS: [&str; 5] = ["doc-endnotes", "footnotes", "endnotes", "footnote-list", "references"];
const MARK_WORDS: [&str; 7] = [
    "doc-noteref",
    "noteref",
    "footnote-ref",
    "footnoteref",
    "footnote-reference",
    "sdfootnoteanc",
    "sdendnoteanc",
];
const BACK_WORDS: [&str; 7] = [
    "doc-backlink",
    "footnote-back",
    "footnote-backref",
    "reversefootnote",
    "data-footnote-backref",
    "sdfootnotesym",
    "sdendnotesym",
];

fn is_any(tag: &StartTag, words: &[&str]) -> bool {
    words.iter().any(|word| tag.is_called(word))
}

impl Survey {
    fn fill_heads(&mut self) {
        let head = self.head;
        for index in self.at_head.drain(..) {
            self.targets[index as usize].head = head;
        }
    }

    /// True while the line has nothing but what may be a label.
    fn is_at_head(&self, state: &State) -> bool {
        state.is_fresh()
            || super::labels::label(self.head.as_str()).is_some()
            || self.head.as_str().trim().len() < 2
    }

    fn add_target(&mut self, state: &State, tag: &StartTag, open: Open, name: &str) {
        if self.targets.len() >= MOST_LINKS {
            self.is_cut = true;
            return;
        }
        let index = self.targets.len() as u32;
        let first = state.coming_line();
        let is_head = self.is_at_head(state);
        let element = tag.get("style").and_then(super::effects::word_element).unwrap_or_default();
        let says_note = is_any(tag, &NOTE_WORDS)
            || ["footnote", "endnote"].contains(&element.as_str())
            || open.tag == Tag::LI && self.notes > 0;
        let name_says = named(name);
        let is_block = open.tag.shape() == Shape::Block && open.is_kept;
        let mut target = Target {
            name: hash(name),
            named: name_says,
            first,
            last: first,
            is_head,
            is_note: says_note && is_block && !is_any(tag, &NOTES_WORDS),
            is_held: is_block && !open.tag.is_line(),
            ordinal: (open.tag == Tag::LI).then(|| state.ordinal()).flatten(),
            head: Start::default(),
        };
        if !is_head {
            target.is_held = false;
        } else if let Some((holder, is_held)) = self.holder_of(first, is_block && !open.tag.is_line()) {
            target.is_held = is_held;
            self.holders[holder].targets.push(index);
        }
        self.targets.push(target);
        if is_head {
            if state.is_fresh() { &mut self.waiting } else { &mut self.at_head }.push(index);
        }
    }

    /// The open element whose lines are those of a target that begins with line `first`, and whether it may hold
    /// several paragraphs.
    fn holder_of(&self, first: u32, is_own: bool) -> Option<(usize, bool)> {
        const HOLDS: [Tag; 6] = [Tag::DIV, Tag::LI, Tag::ASIDE, Tag::DD, Tag::TR, Tag::TD];
        let top = self.holders.len().checked_sub(1)?;
        if is_own {
            return Some((top, true));
        }
        let is_line = |index: &usize| self.holders[*index].tag.is_some_and(Tag::is_line);
        let begins = |index: &usize| self.holders[*index].first == first;
        let holds = |index: &usize| self.holders[*index].tag.is_some_and(|tag| HOLDS.contains(&tag));
        let outer = (top.saturating_sub(3)..=top).rev().find(|index| !is_line(index));
        match outer.filter(|index| begins(index) && holds(index)) {
            Some(outer) => Some((outer, true)),
            None => Some((top, false)).filter(|(top, _)| is_line(top) && begins(top)),
        }
    }

    fn add_link(&mut self, state: &State, tag: &StartTag, number: u32) {
        self.link = None;
        let Some(name) = tag.get("href").and_then(fragment) else { return };
        if self.links.len() >= MOST_LINKS {
            self.is_cut = true;
            return;
        }
        let own = |attribute| tag.get(attribute).map_or(0, hash);
        let to_named = named(&name);
        let before = self.tail.trim_end().to_lowercase();
        let words = ["note", "notes", "footnote", "footnotes", "endnote", "n.", "nn.", "fn.", "fn"];
        let last_word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
        self.link = Some(self.links.len());
        self.links.push(Link {
            number,
            to: hash(&name),
            to_named,
            own: [own("id"), own("name"), self.around],
            printed: Start::default(),
            line: state.coming_line(),
            is_mark: is_any(tag, &MARK_WORDS),
            is_back: is_any(tag, &BACK_WORDS) || to_named == Named::Mark,
            is_raised: state.is_in(Effect::Raise),
            is_reference: words.contains(&last_word) && !state.is_in(Effect::Raise),
        });
    }
}

impl Pass for Survey {
    fn begin_line(&mut self, state: &State, _: bool) {
        self.fill_heads();
        std::mem::swap(&mut self.at_head, &mut self.waiting);
        self.head = Start::default();
        self.tail.clear();
        if state.heading().is_some() && self.barriers.last() != Some(&state.line) {
            self.barriers.push(state.line);
        }
    }

    fn push(&mut self, state: &State, text: &str, _: Span, _: bool) {
        if state.is_in(Effect::Back) {
            return;
        }
        self.head.push(text);
        if let Some(link) = self.link.and_then(|index| self.links.get_mut(index)) {
            link.printed.push(text);
            link.is_raised |= state.is_in(Effect::Raise);
        }
        self.around = 0;
        let tail: Vec<char> = text.chars().rev().take(16).collect();
        if self.tail.len() > 64 {
            self.tail.clear();
        }
        self.tail.extend(tail.iter().rev());
    }

    fn unseen(&mut self, _: &State, _: &str, _: Span) {}

    fn break_block(&mut self, _: &State) {}

    fn opened(&mut self, state: &State, tag: &StartTag, open: Open) {
        let is_notes = is_any(tag, &NOTES_WORDS);
        if open.is_kept && open.tag.shape() == Shape::Block {
            self.notes += u32::from(is_notes);
            self.holders.push(Holder {
                tag: Some(open.tag),
                first: open.first_line,
                targets: Vec::new(),
                is_notes,
            });
        }
        if open.tag == Tag::HR && self.barriers.last() != Some(&state.coming_line()) {
            self.barriers.push(state.coming_line());
        }
        if let Some(number) = open.anchor {
            self.add_link(state, tag, number);
        } else if let Some(id) = tag.get("id") {
            self.around = hash(id);
        }
        let id = tag.get("id").filter(|id| !id.is_empty());
        if let Some(id) = id {
            self.add_target(state, tag, open, id);
        }
        if let Some(name) = tag.get("name").filter(|name| open.tag == Tag::A && Some(*name) != id) {
            self.add_target(state, tag, open, name);
        }
    }

    fn closed(&mut self, state: &State, open: Open) {
        if open.anchor.is_some() {
            self.link = None;
        }
        if open.tag.shape() != Shape::Block {
            return;
        }
        let Some(holder) = self.holders.pop() else { return };
        self.notes -= u32::from(holder.is_notes);
        for index in holder.targets {
            let target = &mut self.targets[index as usize];
            target.last = state.line.max(target.first);
        }
    }

    fn comment(&mut self, _: &State, _: &str, _: Span) {}

    fn lacks(&mut self, _: usize, _: &'static str) {}

    fn is_full(&self) -> bool {
        false
    }
}

impl Survey {
    /// Fills in what the last line shows.
    pub fn complete(mut self) -> Self {
        self.fill_heads();
        self
    }
}
