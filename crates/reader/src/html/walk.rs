//! Walks through the elements of a file as a browser does, and tells a [`Pass`] what is seen, line by line.
//!
//! No tree is built. Open elements stand on a stack; what they mean for the text is kept in counters, so that every
//! tag costs the same however deep it stands. A *line* is what begins at a block or a `br` and has visible
//! characters; both passes count the same lines, which is how the second one finds the notes of the first.
//!
//! Invariant: the stack is bounded; elements beyond [`Depth`] are counted, their text is kept.

mod line;

use super::FIELD_SIGNS;
use super::ahead::Ahead;
use super::effects::{Effect, Effects, effects};
use super::lists;
use super::state::{List, State};
use super::style::Sheet;
use super::tags::{Names, Shape, Tag};
use super::tokens::{Sink, StartTag};
use crate::Changes;
use probata_report::Span;

/// What wants to know of the visible text and its elements.
pub(super) trait Pass {
    /// Text follows on a new line; `is_block`: of a new block.
    fn begin_line(&mut self, state: &State, is_block: bool);
    /// Visible characters of the line, white space already collapsed.
    fn push(&mut self, state: &State, text: &str, source: Span, verbatim: bool);
    /// Characters that are not seen.
    fn unseen(&mut self, state: &State, text: &str, source: Span);
    /// The block ends.
    fn break_block(&mut self, state: &State);
    /// An element was opened (or is one without content).
    fn opened(&mut self, state: &State, tag: &StartTag, open: Open);
    /// An element was closed.
    fn closed(&mut self, state: &State, open: Open);
    /// A comment.
    fn comment(&mut self, state: &State, text: &str, source: Span);
    /// Something of the file is not in the text.
    fn lacks(&mut self, start: usize, why: &'static str);
    /// True if nothing more is wanted.
    fn is_full(&self) -> bool;
}

/// An open element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    /// Its name.
    pub tag: Tag,
    /// What it does to the text.
    pub effects: Effects,
    /// Its number among the links, if it is one.
    pub anchor: Option<u32>,
    /// Line that will begin, or began, first inside.
    pub first_line: u32,
    /// True if its end will be told.
    pub is_kept: bool,
    /// Where its tag stands in the file.
    pub at: usize,
    dead: bool,
}

/// Bounds of the stack.
#[derive(Debug, Clone, Copy)]
pub(super) struct Depth {
    /// Elements that mean nothing for the text beyond this depth are only counted.
    pub plain: usize,
    /// No element is looked at beyond this depth.
    pub most: usize,
}

/// Walks; see the module.
pub(super) struct Walker<'f, P> {
    /// Where it is.
    pub state: State,
    /// What is told.
    pub pass: P,
    sheet: Sheet,
    names: Names,
    stack: Vec<Open>,
    /// For each element its open ones, as indices into the stack.
    by_tag: Vec<Vec<u32>>,
    /// For each element how many open ones are not on the stack.
    beyond: Vec<u32>,
    boundaries: Vec<u32>,
    blocks: Vec<u32>,
    space: Option<(Span, bool)>,
    is_xhtml: bool,
    depth: Depth,
    has_flattened: bool,
    /// What was learned of the page before.
    ahead: &'f Ahead,
    /// True if a letter or digit now would run into a formula.
    apart: bool,
    /// The last visible character of the line.
    last: char,
}

impl<'f, P: Pass> Walker<'f, P> {
    /// Begins a walk.
    pub fn new(pass: P, changes: Changes, depth: Depth, is_xhtml: bool, ahead: &'f Ahead) -> Self {
        Self {
            state: State::new(changes),
            pass,
            sheet: Sheet::default(),
            names: Names::default(),
            stack: Vec::new(),
            by_tag: Vec::new(),
            beyond: Vec::new(),
            boundaries: Vec::new(),
            blocks: Vec::new(),
            space: None,
            is_xhtml,
            depth,
            has_flattened: false,
            ahead,
            apart: false,
            last: ' ',
        }
    }

    /// Closes everything and gives the pass back.
    pub fn finish(mut self) -> (P, State) {
        self.close_to(0);
        self.break_block();
        (self.pass, self.state)
    }

    fn note_beyond(&mut self, tag: Tag) {
        let index = tag.index();
        if self.beyond.len() <= index {
            self.beyond.resize(index + 1, 0);
        }
        self.beyond[index] += 1;
    }

    fn push(&mut self, open: Open) {
        let index = self.stack.len();
        let place = open.tag.index();
        if self.by_tag.len() <= place {
            self.by_tag.resize_with(place + 1, Vec::new);
        }
        self.by_tag[place].push(index as u32);
        if open.tag.is_boundary() {
            self.boundaries.push(index as u32);
        }
        if open.tag.shape() == Shape::Block {
            self.blocks.push(index as u32);
        }
        self.state.enter(open);
        self.stack.push(open);
    }

    fn pop(&mut self) {
        if let Some(open) = self.stack.last().copied().filter(|open| !open.dead) {
            self.ends_in_line(open);
        }
        let Some(open) = self.stack.pop() else { return };
        let index = self.stack.len();
        while self.state.languages.last().is_some_and(|(at, _)| *at == index) {
            self.state.languages.pop();
        }
        if open.dead {
            return;
        }
        self.by_tag[open.tag.index()].pop();
        if open.tag.is_boundary() {
            self.boundaries.pop();
        }
        if open.tag.shape() == Shape::Block {
            self.blocks.pop();
        }
        if open.tag == Tag::TABLE {
            self.state.tables.leave();
        }
        if open.tag.is_list() {
            self.state.lists.pop();
        }
        if open.tag == Tag::LI {
            self.state.number = None;
        }
        self.state.leave(open);
        self.pass.closed(&self.state, open);
    }

    /// Closes all elements from `index` on.
    fn close_to(&mut self, index: usize) {
        while self.stack.len() > index {
            self.pop();
        }
    }

    /// Index of the innermost open `tag` above all of `bounds`.
    fn open_one(&self, tag: Tag, bounds: &[Tag]) -> Option<usize> {
        let last = |tag: &Tag| self.by_tag.get(tag.index()).and_then(|open| open.last()).copied();
        let found = last(&tag)?;
        let is_inside = bounds.iter().filter_map(last).all(|bound| bound < found);
        is_inside.then_some(found as usize)
    }

    /// Index of the innermost open `tag` in the same cell.
    fn in_cell(&self, tag: Tag) -> Option<usize> {
        let found = self.open_one(tag, &[])?;
        self.boundaries.last().is_none_or(|bound| *bound as usize <= found).then_some(found)
    }

    /// Closes what the start of `tag` implies to be over.
    fn close_implied(&mut self, tag: Tag) {
        const LISTS: &[Tag] = &[Tag::UL, Tag::OL, Tag::TABLE];
        const TABLE: &[Tag] = &[Tag::TABLE];
        let closes: &[(Tag, &[Tag])] = match tag {
            Tag::LI => &[(Tag::LI, LISTS)],
            Tag::DT | Tag::DD => &[(Tag::DT, &[Tag::DL]), (Tag::DD, &[Tag::DL])],
            Tag::TD | Tag::TH => &[(Tag::TD, TABLE), (Tag::TH, TABLE), (Tag::CAPTION, TABLE)],
            Tag::TR => &[(Tag::TR, TABLE), (Tag::CAPTION, TABLE)],
            Tag::THEAD | Tag::TBODY | Tag::TFOOT => {
                &[(Tag::THEAD, TABLE), (Tag::TBODY, TABLE), (Tag::TFOOT, TABLE), (Tag::CAPTION, TABLE)]
            }
            Tag::OPTION => &[(Tag::OPTION, &[])],
            _ => &[],
        };
        for (closed, bounds) in closes {
            if let Some(index) = self.open_one(*closed, bounds) {
                self.close_to(index);
            }
        }
        if tag == Tag::A
            && let Some(index) = self.in_cell(Tag::A)
        {
            self.end_inline(index);
        }
        if tag.shape() != Shape::Block && tag != Tag::HR {
            return;
        }
        if let Some(index) = self.in_cell(Tag::P) {
            self.close_to(index);
        }
        if tag.heading().is_some() {
            for open in [Tag::H1, Tag::H2, Tag::H3, Tag::H4, Tag::H5, Tag::H6] {
                if let Some(index) = self.in_cell(open) {
                    self.close_to(index);
                }
            }
        }
    }

    /// Ends an inline element; blocks that began inside go on.
    fn end_inline(&mut self, index: usize) {
        if self.blocks.last().is_none_or(|block| (*block as usize) < index) {
            return self.close_to(index);
        }
        let Some(open) = self.stack.get_mut(index) else { return };
        let closed = *open;
        open.dead = true;
        self.ends_in_line(closed);
        self.by_tag[closed.tag.index()].pop();
        self.state.leave(closed);
        self.pass.closed(&self.state, closed);
    }

    /// Numbers, tables and languages that the element opens. `index`: its place on the stack.
    fn note_structure(&mut self, tag: &StartTag, open: Tag, marker: Option<Option<u8>>, index: usize) {
        match open {
            Tag::TABLE => self.state.tables.enter(tag.is_called("presentation")),
            Tag::TR => self.state.tables.next_row(),
            Tag::TD | Tag::TH => {
                let size = |name| tag.get(name).and_then(|text| text.trim().parse().ok()).unwrap_or(1);
                let (columns, rows) = (size("colspan"), size("rowspan"));
                match open {
                    Tag::TH => self.state.tables.next_head(columns, rows),
                    _ => self.state.tables.next_cell(columns, rows),
                }
            }
            Tag::LI => self.number_item(tag, marker),
            _ if open.is_list() => self.open_list(tag, open, marker),
            _ => {}
        }
        if let Some(language) = tag.language() {
            self.state.languages.push((index, language));
        }
    }

    fn open_list(&mut self, tag: &StartTag, open: Tag, marker: Option<Option<u8>>) {
        let of_tag = tag.get("type").and_then(lists::of_type).or((open == Tag::OL).then_some(b'1'));
        let step = if tag.has("reversed") { -1 } else { 1 };
        let first = self.ahead.reversed.get(&tag.source.start).copied().unwrap_or(1);
        let next = tag.get("start").and_then(|text| text.trim().parse().ok()).unwrap_or(first);
        self.state.lists.push(List { style: marker.unwrap_or(of_tag), next, step });
    }

    fn number_item(&mut self, tag: &StartTag, marker: Option<Option<u8>>) {
        let Some(list) = self.state.lists.last_mut() else { return };
        if let Some(value) = tag.get("value").and_then(|text| text.trim().parse().ok()) {
            list.next = value;
        }
        let own = marker.or(tag.get("type").and_then(lists::of_type).map(Some));
        self.state.number = own.unwrap_or(list.style).map(|style| lists::number(list.next, style));
        list.next = list.next.saturating_add(list.step);
    }

    fn start_root(&mut self, tag: &StartTag) {
        self.state.is_opened = true;
        self.sheet.grounds |= self.sheet.of(tag).ground;
        let roots = self.state.languages.iter().take(2).take_while(|(at, _)| *at == usize::MAX).count();
        if let Some(language) = tag.language().filter(|_| roots < 2) {
            self.state.languages.insert(roots, (usize::MAX, language));
        }
        self.leave_head(Tag::BODY);
    }

    /// An element that cannot stand in the head ends it.
    fn leave_head(&mut self, tag: Tag) {
        let stays = [
            Tag::TITLE,
            Tag::META,
            Tag::LINK,
            Tag::SCRIPT,
            Tag::STYLE,
            Tag::BASE,
            Tag::NOSCRIPT,
            Tag::TEMPLATE,
            Tag::XML,
            Tag::OBJECT,
            Tag::HEAD,
        ];
        if stays.contains(&tag) {
            return;
        }
        if let Some(index) = self.open_one(Tag::HEAD, &[Tag::TEMPLATE, Tag::NOSCRIPT, Tag::XML, Tag::SVG]) {
            self.close_to(index);
        }
    }

    fn is_beyond(&mut self, effects: Effects, tag: Tag, anchor: Option<u32>) -> bool {
        let matters = !effects.is_empty() || anchor.is_some() || tag.is_boundary() || tag.is_list();
        let is_most = self.stack.len() >= self.depth.most;
        if is_most && matters && !self.has_flattened {
            self.has_flattened = true;
            self.pass
                .lacks(usize::MAX, "elements are nested so deeply that what they mean was not looked at");
        }
        is_most || !matters && self.stack.len() >= self.depth.plain
    }
}

/// True for a `link` to a style sheet in another file.
fn links_style(tag: &StartTag) -> bool {
    let rel = tag.get("rel").unwrap_or_default();
    rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("stylesheet"))
}

impl<P: Pass> Sink for Walker<'_, P> {
    fn text(&mut self, text: &str, source: Span, verbatim: bool) {
        let is_blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if !is_blank && self.stack.last().is_some_and(|open| open.tag == Tag::HEAD) {
            self.leave_head(Tag::BODY);
        }
        // Styles hold for what follows, in both passes alike.
        if self.stack.last().is_some_and(|open| open.tag == Tag::STYLE) {
            self.sheet.add(text);
        }
        let signs = self.signs(text, source.start);
        let (text, verbatim) = (signs.as_deref().unwrap_or(text), verbatim && signs.is_none());
        if self.state.is_unseen() {
            self.state.inside = self.stack.last().map(|open| open.tag);
            self.pass.unseen(&self.state, text, source);
            let is_apart = |c: Option<char>| c.is_some_and(char::is_whitespace);
            if !self.state.is_gone() && (is_apart(text.chars().next()) || is_apart(text.chars().next_back()))
            {
                self.gap(source.start);
            }
        } else if is_blank && self.open_one(Tag::MATH, &[]).is_some() {
            // White space between the parts of a formula lays out the file, not the formula.
        } else if text.contains('\0') {
            for part in text.split('\0') {
                self.collapse(part, source, false);
            }
        } else if text.contains(FIELD_SIGNS) {
            self.without_signs(text, source, verbatim);
        } else if self.state.is_in(Effect::Pre) {
            self.preformatted(text, source, verbatim);
        } else {
            self.collapse(text, source, verbatim);
        }
    }

    fn start(&mut self, start: &StartTag) -> Option<html5gum::State> {
        let tag = self.names.tag(&start.name);
        let shape = tag.shape();
        if shape == Shape::Root {
            self.start_root(start);
            return None;
        }
        self.leave_head(tag);
        let blocks = self.blocks.len();
        self.close_implied(tag);
        if self.blocks.len() < blocks && !self.state.is_gone() {
            self.break_block();
        }
        self.sheet.grounds |= tag == Tag::LINK && links_style(start);
        let mut effects = effects(tag, start, &self.state, &self.sheet);
        if self.ahead.unchosen.contains(&start.source.start) {
            effects.hide();
        }
        let has_place = !self.state.is_gone() && !effects.has(Effect::Hide);
        if tag == Tag::BR && has_place {
            self.break_line();
        } else if (shape == Shape::Block || tag == Tag::HR) && has_place {
            self.break_block();
        }
        let anchor = (tag == Tag::A && start.has("href")).then(|| {
            self.state.anchors = self.state.anchors.saturating_add(1);
            self.state.anchors - 1
        });
        let first_line = self.state.coming_line();
        let mut open =
            Open { tag, effects, anchor, first_line, is_kept: false, at: start.source.start, dead: false };
        let closes_itself = self.is_xhtml || self.state.is_in(Effect::Drawing);
        if shape == Shape::Void || start.self_closing && closes_itself {
            self.pass.opened(&self.state, start, open);
            if tag == Tag::INPUT && !self.state.is_unseen_in(effects) {
                self.input(start);
            }
            return None;
        }
        if self.is_beyond(effects, tag, anchor) {
            self.note_beyond(tag);
            self.pass.opened(&self.state, start, open);
            return tag.raw_text(self.state.is_in(Effect::Drawing));
        }
        open.is_kept = true;
        self.note_structure(start, tag, effects.marker, self.stack.len());
        self.push(open);
        self.pass.opened(&self.state, start, open);
        self.begins_in_line(start, tag);
        tag.raw_text(self.state.is_in(Effect::Drawing))
    }

    fn end(&mut self, name: &[u8], _: Span) {
        let tag = self.names.tag(name);
        let shape = tag.shape();
        if shape == Shape::Root {
            self.state.is_closed = true;
            return;
        }
        if tag == Tag::BR && !self.state.is_gone() {
            return self.break_line();
        }
        // A stray end tag does nothing, but that of a paragraph makes an empty one.
        let mut ends = tag == Tag::P;
        if let Some(count) = self.beyond.get_mut(tag.index()).filter(|count| **count > 0) {
            *count -= 1;
            ends = true;
        } else {
            let found = match tag {
                Tag::TABLE => self.open_one(tag, &[]),
                Tag::LI => self.open_one(tag, &[Tag::UL, Tag::OL, Tag::TABLE]),
                Tag::TR | Tag::TD | Tag::TH | Tag::TBODY | Tag::THEAD | Tag::TFOOT => {
                    self.open_one(tag, &[Tag::TABLE])
                }
                _ => self.in_cell(tag),
            };
            ends |= found.is_some();
            match found {
                Some(index) if shape == Shape::Inline => self.end_inline(index),
                Some(index) => self.close_to(index),
                None => {}
            }
        }
        if ends && shape == Shape::Block && !self.state.is_gone() {
            self.break_block();
        }
    }

    fn comment(&mut self, text: &str, source: Span) {
        self.pass.comment(&self.state, text, source);
    }

    fn has_cdata(&self) -> bool {
        self.is_xhtml || self.state.is_in(Effect::Drawing)
    }

    fn is_full(&self) -> bool {
        self.pass.is_full()
    }

    fn ends_inside(&mut self, start: usize) {
        self.pass.lacks(
            start,
            "the file ends inside a tag or comment that begins here; what follows it is not seen",
        );
    }
}
