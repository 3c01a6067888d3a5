//! Characters on their way into a line: white space, and what a browser sets around them.

use super::super::FIELD_SIGNS;
use super::super::state::Fresh;
use super::super::tags::Tag;
use super::super::tokens::StartTag;
use super::super::widgets::{self, Shown};
use super::{Open, Pass, Walker};
use crate::formula::Around;
use crate::signs;
use probata_report::Span;

impl<P: Pass> Walker<'_, P> {
    pub(super) fn break_block(&mut self) {
        self.space = None;
        if self.state.fresh != Fresh::Block {
            self.state.fresh = Fresh::Block;
            self.pass.break_block(&self.state);
        }
    }

    pub(super) fn break_line(&mut self) {
        self.space = None;
        match self.state.fresh {
            Fresh::No => self.state.fresh = Fresh::Line,
            Fresh::Line => self.break_block(),
            Fresh::Block => {}
        }
    }

    /// What text in a font of signs shows; none if it is in one of letters.
    pub(super) fn signs(&mut self, text: &str, at: usize) -> Option<String> {
        let font = self.state.signs().filter(|_| text.chars().any(|c| signs::code(c).is_some()))?;
        let (shown, unknown): (Vec<_>, Vec<_>) = text
            .chars()
            .map(|c| font.shown(c))
            .map(|sign| (sign.unwrap_or(signs::UNKNOWN), sign.is_err()))
            .unzip();
        if unknown.contains(&true) && !self.state.is_unseen() {
            self.pass
                .lacks(at, "what a sign of a font of signs shows here is not known: look at it in the page");
        }
        Some(shown.into_iter().collect())
    }

    /// Text around the signs of fields, each of which is one byte.
    pub(super) fn without_signs(&mut self, text: &str, source: Span, verbatim: bool) {
        let mut at = source.start;
        for part in text.split(FIELD_SIGNS) {
            let place = if verbatim { Span::new(at, at + part.len()) } else { source };
            self.collapse(part, place, verbatim);
            at += part.len() + 1;
        }
    }

    /// Sends visible characters; white space at a line's head is not among them.
    pub(super) fn visible(&mut self, text: &str, source: Span, verbatim: bool) {
        let mut piece = (text, source);
        if self.state.fresh != Fresh::No {
            let kept = text.trim_start();
            if kept.is_empty() {
                return;
            }
            if verbatim {
                piece = (kept, Span::new(source.end - kept.len(), source.end));
            } else {
                piece.0 = kept;
            }
            let is_block = self.state.fresh == Fresh::Block;
            self.state.line = self.state.line.saturating_add(1);
            self.state.fresh = Fresh::No;
            self.pass.begin_line(&self.state, is_block);
            self.state.number = None;
        } else if let Some((space, same)) = self.space.take() {
            self.pass.push(&self.state, " ", space, same);
        } else if self.apart && self.runs_on(text) {
            self.pass.push(&self.state, " ", Span::new(source.start, source.start), false);
        }
        self.space = None;
        self.apart = false;
        self.last = text.chars().next_back().unwrap_or(' ');
        self.pass.push(&self.state, piece.0, piece.1, verbatim);
    }

    /// True if the word or number before would run into `text`.
    pub(super) fn runs_on(&self, text: &str) -> bool {
        self.last.is_alphanumeric() && text.starts_with(char::is_alphanumeric)
    }

    /// A space between what stands in the line and what comes; none at the line's head.
    pub(super) fn gap(&mut self, at: usize) {
        if self.state.fresh == Fresh::No && self.space.is_none() {
            self.space = Some((Span::new(at, at), false));
        }
    }

    /// What a field of a form shows.
    pub(super) fn input(&mut self, start: &StartTag) {
        let Shown::Text(value) = widgets::of_input(start) else { return };
        let at = start.source.start;
        self.gap(at);
        self.collapse(value.trim(), Span::new(at, at), false);
        self.gap(at);
    }

    /// What a browser sets at an element's beginning.
    pub(super) fn begins_in_line(&mut self, start: &StartTag, tag: Tag) {
        let at = start.source.start;
        self.sign(at, false);
        if self.state.is_unseen() {
            return;
        }
        if widgets::is_apart(tag) {
            self.gap(at);
        }
        let depth = self.by_tag.get(tag.index()).map_or(1, Vec::len);
        if let Some((open, _)) = widgets::around(tag, depth) {
            self.visible(open, Span::new(at, at), false);
        }
    }

    /// What a browser sets at an element's end.
    pub(super) fn ends_in_line(&mut self, open: Open) {
        self.sign(open.at, true);
        if self.state.is_unseen() {
            return;
        }
        let depth = self.by_tag.get(open.tag.index()).map_or(1, Vec::len);
        if let Some((_, close)) = widgets::around(open.tag, depth) {
            self.space = None;
            self.visible(close, Span::new(open.at, open.at), false);
        }
        if widgets::is_apart(open.tag) {
            self.gap(open.at);
        }
    }

    /// What stands in a line of text before (or behind) a part of a formula.
    pub(super) fn sign(&mut self, at: usize, is_end: bool) {
        let Some(around) = self.ahead.signs.at(at) else { return };
        if self.state.is_unseen() {
            return;
        }
        let Around { before, after, apart_before, apart_after } = around;
        let source = Span::new(at, at);
        let sign = if is_end { after } else { before };
        self.apart |= !is_end && *apart_before;
        if !sign.is_empty() {
            self.visible(sign, source, false);
        }
        self.apart |= is_end && *apart_after;
    }

    /// Text in which white space runs are one space.
    pub(super) fn collapse(&mut self, text: &str, source: Span, verbatim: bool) {
        let bytes = text.as_bytes();
        let part = |from: usize, to: usize| match verbatim {
            true => Span::new(source.start + from, source.start + to),
            false => source,
        };
        let (mut start, mut at) = (0, 0);
        loop {
            while at < bytes.len() && !bytes[at].is_ascii_whitespace() {
                at += 1;
            }
            let gap = at;
            while at < bytes.len() && bytes[at].is_ascii_whitespace() {
                at += 1;
            }
            let is_single = at - gap == 1 && bytes[gap] == b' ';
            if is_single && at < bytes.len() && gap > start {
                continue;
            }
            if gap > start {
                self.visible(&text[start..gap], part(start, gap), verbatim);
            }
            if at > gap && self.space.is_none() {
                self.space = Some((part(gap, at), verbatim && is_single));
            }
            start = at;
            if at == bytes.len() {
                return;
            }
        }
    }

    /// Text whose white space is kept: a newline is a line break, a blank line ends the block.
    pub(super) fn preformatted(&mut self, text: &str, source: Span, verbatim: bool) {
        let mut from = 0;
        for line in text.split_inclusive('\n') {
            let kept = line.trim_end_matches(['\n', '\r']);
            let at = match verbatim {
                true => Span::new(source.start + from, source.start + from + kept.len()),
                false => source,
            };
            if !kept.is_empty() {
                self.visible(kept, at, verbatim);
            }
            if line.ends_with('\n') {
                self.break_line();
            }
            from += line.len();
        }
    }
}
