//! The second pass: visible text into blocks, marks and notes, the rest into hidden things.

mod elements;

use super::effects::Effect;
use super::hidden::{Collector, of_comment};
use super::labels::{label, percent_decoded};
use super::plan::{Plan, Role};
use super::state::State;
use super::tags::{Shape, Tag};
use super::tokens::StartTag;
use super::walk::{Open, Pass};
use crate::draft::{Draft, Place};
use crate::{Changes, Options};
use probata_report::{BlockKind, Hidden, HiddenKind, Missing, Span};
use std::collections::{BTreeMap, HashSet};

/// Blocks beyond this many are not read.
const MOST_BLOCKS: usize = 4 << 20;
/// Runs beyond this many are put together.
const MOST_ORIGINS: usize = 8 << 20;
/// A running head or foot is no longer than this, in bytes.
const LONGEST_FURNITURE: usize = 600;
/// A cell with this many paragraphs belongs to a table that arranges the page.
const MOST_IN_CELL: u32 = 6;
/// Most of the title that is kept.
const LONGEST_TITLE: usize = 4096;

/// Builds the document.
pub(super) struct Build<'s> {
    /// Text, blocks, marks and notes.
    pub draft: Draft,
    /// Hidden things.
    pub hidden: Collector<'s>,
    /// What is missing.
    pub missing: Vec<Missing>,
    /// Blocks that stand in table cells, with what they are if the table is none.
    pub cells: Vec<(usize, BlockKind)>,
    /// Tables whose cells hold more than cells do.
    pub arranging: HashSet<u32>,
    /// What the `title` element says.
    pub title: String,
    /// True once the page's first title has ended.
    is_titled: bool,
    /// How many scripts there are.
    pub scripts: usize,
    /// How many insertions and deletions there are.
    pub changed: (usize, usize),
    plan: &'s Plan,
    changes: Changes,
    entities: &'s HashSet<String>,
    unexpanded: BTreeMap<String, usize>,
    note: Option<usize>,
    next_note: usize,
    strip: usize,
    /// True until the note has text.
    is_note_fresh: bool,
    mark: Option<OpenMark>,
    /// True inside a link that is no part of the text.
    skipped: Option<u32>,
    /// Visible insertions and deletions that are open.
    open_changes: Vec<Change>,
    /// For each margin comment the place of its mark in the text.
    remarks: BTreeMap<usize, usize>,
    languages: Vec<([u8; 2], usize)>,
    alternative: Option<BlockKind>,
    cell: Option<(u32, u32, u32)>,
    in_cell: u32,
    /// First block of the running head or foot, and the first line of its element.
    furniture: Option<(usize, u32)>,
    run: u32,
    is_over: bool,
    pictures: usize,
}

struct OpenMark {
    link: u32,
    start: usize,
    note: Option<usize>,
}

struct Change {
    effect: Effect,
    author: String,
    date: String,
    place: String,
    start: usize,
}

impl<'s> Build<'s> {
    /// Begins an empty document.
    pub fn new(
        path: &str,
        source: &'s str,
        plan: &'s Plan,
        entities: &'s HashSet<String>,
        options: &Options,
    ) -> Self {
        Self {
            draft: Draft::new(path, "html", options.limits.text),
            hidden: Collector::new(source, options.limits.text),
            missing: Vec::new(),
            cells: Vec::new(),
            arranging: HashSet::new(),
            title: String::new(),
            is_titled: false,
            scripts: 0,
            changed: (0, 0),
            plan,
            changes: options.changes,
            entities,
            unexpanded: BTreeMap::new(),
            note: None,
            next_note: 0,
            strip: 0,
            is_note_fresh: false,
            mark: None,
            skipped: None,
            open_changes: Vec::new(),
            remarks: BTreeMap::new(),
            languages: Vec::new(),
            alternative: None,
            cell: None,
            in_cell: 0,
            furniture: None,
            run: 0,
            is_over: false,
            pictures: 0,
        }
    }

    fn at(&self) -> usize {
        self.draft.document.text.len()
    }

    fn begin_block(&mut self, state: &State) {
        self.end_block();
        let cell = state.tables.position().filter(|_| state.is_in(Effect::Cell));
        let plain = plain_kind(state);
        let kind = match cell {
            Some((table, row, column)) if state.heading().is_none() && plain != BlockKind::Caption => {
                self.alternative = Some(plain);
                BlockKind::Cell { table, row, column }
            }
            _ => plain,
        };
        self.count_in_cell(cell, state);
        self.draft.begin(kind, state.is_in(Effect::Boxed));
    }

    /// A heading or many paragraphs in a cell show that the table arranges the page.
    fn count_in_cell(&mut self, cell: Option<(u32, u32, u32)>, state: &State) {
        let Some(position) = cell else { return };
        self.in_cell = if self.cell == cell { self.in_cell + 1 } else { 1 };
        self.cell = cell;
        if self.in_cell >= MOST_IN_CELL || state.heading().is_some() {
            self.arranging.insert(position.0);
        }
    }

    fn end_block(&mut self) {
        self.close_mark(None);
        let before = self.draft.document.blocks.len();
        self.draft.end();
        let alternative = self.alternative.take();
        let language = self.languages.drain(..).max_by_key(|(_, length)| *length);
        if let Some(block) = self.draft.document.blocks.get_mut(before) {
            if let Some((code, _)) = language {
                block.language = code.iter().map(|byte| char::from(*byte)).collect();
            }
            if let Some(kind) = alternative {
                self.cells.push((before, kind));
            }
        }
        self.note = None;
        self.strip = 0;
        self.is_note_fresh = false;
    }

    /// Ends the open mark, if it is that of `link` or no link is given.
    fn close_mark(&mut self, link: Option<u32>) {
        let Some(mark) = self.mark.take_if(|mark| link.is_none_or(|link| link == mark.link)) else { return };
        let note = mark.note.map(|index| &self.plan.notes[index]);
        let key = note.map_or("missing".to_owned(), |note| note.first.to_string());
        let text = &self.draft.document.text;
        let span = Span::new(mark.start, text.len()).trimmed(text);
        if span.is_empty() {
            if let Some(note) = note {
                self.draft.mark(&note.label, &key);
            }
            return;
        }
        let printed = &text[span];
        let label = label(printed).unwrap_or(printed).to_owned();
        self.draft.mark_at(span, &label, &key);
    }

    /// Counts references to entities that the file itself defines.
    fn find_entities(&mut self, text: &str, offset: usize) {
        if self.entities.is_empty() {
            return;
        }
        for (at, _) in text.match_indices('&') {
            let rest = &text[at + 1..];
            let Some(name) = rest.find(';').and_then(|end| rest.get(..end)) else { continue };
            if self.entities.contains(name) {
                let line = self.hidden.line(offset);
                self.unexpanded.entry(name.to_owned()).or_insert(line);
            }
        }
    }

    fn is_text(&self, effect: Effect) -> bool {
        match self.changes {
            Changes::Both => true,
            Changes::Final => effect == Effect::Inserted,
            Changes::Original => effect == Effect::Deleted,
        }
    }

    fn open_change(&mut self, tag: &StartTag, effect: Effect) {
        let cite = tag.get("cite").unwrap_or_default();
        let author = percent_decoded(cite.strip_prefix("mailto:").unwrap_or_default());
        let date = tag.get("datetime").unwrap_or_default().to_owned();
        match effect {
            Effect::Inserted => self.changed.0 += 1,
            _ => self.changed.1 += 1,
        }
        if !self.is_text(effect) {
            self.hidden.flush();
        }
        let place = self.hidden.place(tag.source.start);
        self.open_changes.push(Change { effect, author, date, place, start: self.at() });
    }

    fn close_change(&mut self, effect: Effect) {
        let Some(at) = self.open_changes.iter().rposition(|change| change.effect == effect) else { return };
        let change = self.open_changes.remove(at);
        if !self.is_text(effect) {
            return self.hidden.flush_by(&change.author, &change.date);
        }
        let text = &self.draft.document.text;
        let span = Span::new(change.start.min(text.len()), text.len()).trimmed(text);
        let kind = if effect == Effect::Inserted { HiddenKind::Inserted } else { HiddenKind::Deleted };
        let text = super::hidden::squeezed(&text[span]);
        let Change { author, date, place, .. } = change;
        self.hidden.keep(Hidden { kind, text, span, author, date, place });
    }

    /// Where the mark of a margin comment stands, or here.
    fn remark_place(&self, note: usize) -> usize {
        self.remarks.get(&note).copied().unwrap_or_else(|| self.at())
    }

    /// Adds text to the last run when there are too many runs.
    fn lengthen(&mut self, text: &str, source: Span) {
        let span = self.draft.add(text);
        match self.draft.document.origins.last_mut() {
            Some(last) if last.span.end == span.start => {
                last.span.end = span.end;
                last.source = last.source.cover(source);
                last.verbatim = false;
            }
            _ => self.draft.document.origins.push(probata_report::Origin {
                span,
                member: 0,
                paragraph: 0,
                run: 0,
                source,
                verbatim: false,
            }),
        }
    }

    /// What holds a heading, a note or more than a few lines is no running head or foot but text.
    fn judge_furniture(&mut self, first: usize) {
        let blocks = self.draft.document.blocks.get_mut(first..).unwrap_or_default();
        let is_text = |kind| matches!(kind, BlockKind::Heading(_) | BlockKind::Note(_));
        let length: usize = blocks.iter().map(|block| block.span.len()).sum();
        if length > LONGEST_FURNITURE || blocks.iter().any(|block| is_text(block.kind)) {
            for block in blocks {
                if matches!(block.kind, BlockKind::Header | BlockKind::Footer) {
                    block.kind = BlockKind::Paragraph;
                }
            }
        }
    }

    /// What is missing, at the end of the pass.
    pub fn close(&mut self) {
        self.end_block();
        self.hidden.flush();
        for (name, line) in std::mem::take(&mut self.unexpanded) {
            let why = format!(
                "the file defines &{name}; itself; such definitions are never followed, so the text keeps \"&{name};\" as it stands"
            );
            self.missing.push(Missing { place: format!("line {line}"), why });
        }
        if self.hidden.is_cut {
            self.lacks(usize::MAX, "there is more hidden text than is kept");
        }
    }
}

fn plain_kind(state: &State) -> BlockKind {
    if let Some(level) = state.heading() {
        return BlockKind::Heading(level);
    }
    let inner = state.inner();
    if inner == Some(Effect::Caption) {
        return BlockKind::Caption;
    }
    if state.is_in(Effect::Header) {
        return BlockKind::Header;
    }
    if state.is_in(Effect::Footer) {
        return BlockKind::Footer;
    }
    if state.is_in(Effect::Apparatus) {
        return BlockKind::Apparatus;
    }
    match inner {
        Some(Effect::Item) => BlockKind::ListItem,
        Some(Effect::Quotation) => BlockKind::Quotation,
        _ => BlockKind::Paragraph,
    }
}

impl Pass for Build<'_> {
    fn begin_line(&mut self, state: &State, is_block: bool) {
        self.run = 0;
        let plan = self.plan;
        while plan.notes.get(self.next_note).is_some_and(|note| note.first < state.line) {
            self.next_note += 1;
        }
        let begins = plan.notes.get(self.next_note).filter(|note| note.first == state.line);
        if let Some(note) = begins {
            self.end_block();
            if note.is_remark {
                self.hidden.flush();
            }
            self.note = Some(self.next_note);
            self.strip = note.strip;
            self.is_note_fresh = true;
            if !note.is_remark {
                self.draft.begin_note(&note.label, &note.first.to_string());
            }
            return;
        }
        if let Some(note) = self.note.map(|index| &plan.notes[index])
            && state.line <= note.last
        {
            match note.is_remark {
                true => self.hidden.separate(),
                false if self.is_note_fresh => {}
                false => self.draft.break_line(),
            }
            return;
        }
        if is_block || self.note.is_some() || !self.draft.is_open() {
            self.begin_block(state);
        } else {
            self.draft.break_line();
        }
        if let Some(number) = &state.number {
            self.draft.add(number);
            self.draft.add(" ");
        }
    }

    fn push(&mut self, state: &State, text: &str, source: Span, verbatim: bool) {
        if self.skipped.is_some() || state.is_in(Effect::Back) {
            self.strip = self.strip.saturating_sub(text.len());
            return;
        }
        let cut = self.strip.min(text.len());
        self.strip -= cut;
        let mut cut = cut;
        if self.is_note_fresh {
            cut = text.len() - text[cut..].trim_start().len();
        }
        let Some(text) = text.get(cut..).filter(|text| !text.is_empty()) else { return };
        self.is_note_fresh = false;
        let source = if verbatim { Span::new(source.start + cut, source.end) } else { source };
        if let Some(index) = self.note.filter(|index| self.plan.notes[*index].is_remark) {
            let at = self.remark_place(index);
            return self.hidden.add_text(HiddenKind::Comment, text, source.start, at);
        }
        self.find_entities(text, source.start);
        let lowered = self.draft.lowered(text);
        let is_lowered = state.is_in(Effect::Lower) && !state.is_in(Effect::Raise) && lowered != text;
        let (text, verbatim) = if is_lowered { (&*lowered, false) } else { (text, verbatim) };
        let start = self.at();
        let place = Place { member: 0, paragraph: state.line - 1, run: self.run, source };
        self.run += 1;
        if self.draft.document.origins.len() < MOST_ORIGINS {
            self.draft.push(text, place, verbatim);
        } else if !self.draft.is_full() {
            self.lengthen(text, source);
        }
        if state.is_in(Effect::Raise) {
            let end = self.at();
            match self.draft.superscripts.last_mut().filter(|last| last.end == start) {
                Some(last) => last.end = end,
                None => self.draft.superscripts.push(Span::new(start, end)),
            }
        }
        if let Some(language) = state.language() {
            match self.languages.iter().position(|(known, _)| *known == language) {
                Some(known) => self.languages[known].1 += text.len(),
                None if self.languages.len() < 8 => self.languages.push((language, text.len())),
                None => {}
            }
        }
        if (self.draft.is_full() || self.draft.document.blocks.len() >= MOST_BLOCKS) && !self.is_over {
            self.is_over = true;
            self.lacks(source.end, "the text is longer than is read; what follows here was left out");
        }
    }

    fn unseen(&mut self, state: &State, text: &str, source: Span) {
        match state.inside {
            Some(Tag::SCRIPT | Tag::STYLE | Tag::XML | Tag::RP | Tag::IFRAME) => return,
            Some(Tag::TITLE) if !self.is_titled && !state.is_in(Effect::Described) => {
                let room = LONGEST_TITLE.saturating_sub(self.title.len());
                return self.title.push_str(&text[..text.floor_char_boundary(room)]);
            }
            _ => {}
        }
        let kind = if state.is_in(Effect::Described) {
            HiddenKind::AltText
        } else if state.is_in(Effect::Remark) {
            HiddenKind::Comment
        } else if state.is_in(Effect::Hide) || state.is_veiled() {
            HiddenKind::HiddenText
        } else if state.is_in(Effect::Deleted) && !self.is_text(Effect::Deleted) {
            HiddenKind::Deleted
        } else {
            HiddenKind::Inserted
        };
        self.hidden.add_text(kind, text, source.start, self.at());
    }

    fn break_block(&mut self, state: &State) {
        let goes_on = self.note.is_some_and(|index| state.line < self.plan.notes[index].last);
        if !goes_on {
            if self.note.is_some_and(|index| self.plan.notes[index].is_remark) {
                self.hidden.flush();
            }
            self.end_block();
        }
    }

    fn opened(&mut self, state: &State, tag: &StartTag, open: Open) {
        self.note_element(tag, open, state);
        if state.is_unseen() && open.tag.shape() == Shape::Block {
            self.hidden.separate();
        }
        if let Some(role) = open.anchor.and_then(|number| self.plan.role(number)).filter(|_| open.is_kept) {
            self.close_mark(None);
            match role {
                Role::Mark(note) if self.skipped.is_none() => {
                    self.mark =
                        Some(OpenMark { link: open.anchor.unwrap_or_default(), start: self.at(), note });
                }
                Role::Mark(_) => {}
                Role::Remark(note) => {
                    self.remarks.insert(note, self.at());
                    self.skipped = open.anchor;
                }
                Role::Back => self.skipped = open.anchor,
            }
        }
        for effect in [Effect::Inserted, Effect::Deleted] {
            if open.effects.has(effect) && open.is_kept {
                self.open_change(tag, effect);
            }
        }
        let is_furniture = open.effects.has(Effect::Header) || open.effects.has(Effect::Footer);
        if is_furniture && open.is_kept && self.furniture.is_none() {
            self.furniture = Some((self.draft.document.blocks.len(), open.first_line));
        }
    }

    fn closed(&mut self, state: &State, open: Open) {
        if open.anchor.is_some() {
            self.close_mark(open.anchor);
            if self.skipped == open.anchor {
                self.skipped = None;
            }
        }
        self.is_titled |= open.tag == Tag::TITLE && !self.title.trim().is_empty();
        if open.effects.has(Effect::Described) || open.effects.hides() && !state.is_unseen() {
            self.hidden.flush();
        }
        for effect in [Effect::Inserted, Effect::Deleted] {
            if open.effects.has(effect) {
                self.close_change(effect);
            }
        }
        let is_furniture = open.effects.has(Effect::Header) || open.effects.has(Effect::Footer);
        let ended = self.furniture.take_if(|(_, line)| is_furniture && *line == open.first_line);
        if let Some((first, _)) = ended {
            self.end_block();
            self.judge_furniture(first);
        }
    }

    fn comment(&mut self, _: &State, text: &str, source: Span) {
        for (kind, property, text) in of_comment(text) {
            let (span, place) = match property {
                Some(name) => (Span::default(), format!("document properties, {name}")),
                None => (Span::new(self.at(), self.at()), self.hidden.place(source.start)),
            };
            self.hidden.add(kind, &text, span, place);
        }
    }

    fn lacks(&mut self, start: usize, why: &'static str) {
        if self.missing.iter().filter(|known| known.why == why).count() >= 20 {
            return;
        }
        let place = if start == usize::MAX { "whole file".to_owned() } else { self.hidden.place(start) };
        self.missing.push(Missing { place, why: why.to_owned() });
    }

    fn is_full(&self) -> bool {
        self.is_over
    }
}
