//! Tracked changes and hidden words: what is text, and what is kept beside it.

use super::Look;
use super::lay::Loom;
use crate::{Changes, hidden};
use probata_report::{Hidden, HiddenKind, Span};

/// Words of a change that are being collected.
pub(super) struct Collected {
    change: u32,
    /// Where they begin in the text.
    start: usize,
    /// The words, if they are not in the text.
    gone: Option<String>,
}

impl Loom<'_> {
    fn shows(&self, change: u32) -> bool {
        let inserted = self.changes.get(change as usize).is_none_or(|change| change.inserted);
        match self.side {
            Changes::Final => inserted,
            Changes::Original => !inserted,
            Changes::Both => true,
        }
    }

    /// The change that takes words that look so out of the text.
    pub fn taken_by(&self, look: Look) -> Option<u32> {
        look.deleted
            .filter(|change| !self.shows(*change))
            .or_else(|| look.inserted.filter(|change| !self.shows(*change)))
    }

    /// True if words that look so are not text because of a change.
    pub fn is_away(&self, look: Look) -> bool {
        self.taken_by(look).is_some()
    }

    /// Words that are text begin: they may begin or end a change that is shown.
    pub fn open_insertion(&mut self, look: Look) {
        let change = look.deleted.or(look.inserted);
        let is_same = match (&self.collected, change) {
            (Some(collected), Some(change)) => collected.gone.is_none() && collected.change == change,
            (None, None) => true,
            _ => false,
        };
        if !is_same {
            self.end_change();
            let start = self.draft.position();
            self.collected = change.map(|change| Collected { change, start, gone: None });
        }
    }

    /// Keeps words that a change takes out of the text.
    pub fn take_away(&mut self, change: u32, text: &str) {
        if let Some(Collected { change: open, gone: Some(gone), .. }) = &mut self.collected
            && *open == change
        {
            return gone.push_str(text);
        }
        self.end_change();
        let start = self.draft.position();
        self.collected = Some(Collected { change, start, gone: Some(text.to_owned()) });
    }

    /// The change being collected ends.
    pub fn end_change(&mut self) {
        let Some(Collected { change, start, gone }) = self.collected.take() else { return };
        let at = self.draft.position();
        let (words, span) = match gone {
            Some(words) => (words, Span::new(at, at)),
            None => {
                let text = &self.draft.document.text;
                let span = Span::new(start.min(at), at);
                let within = span.trimmed(text);
                // A space at the edge belongs to the change if it is in the same block.
                let kept = if text[span].contains('\n') || within.is_empty() { within } else { span };
                (text[kept].to_owned(), kept)
            }
        };
        if words.trim().is_empty() {
            return;
        }
        self.keep_change(change, words, span);
    }

    /// Keeps the words of a change; joined to the last if both are one.
    pub fn keep_change(&mut self, change: u32, text: String, span: Span) {
        let Some(by) = self.changes.get(change as usize).cloned() else { return };
        let kind = if by.inserted { HiddenKind::Inserted } else { HiddenKind::Deleted };
        let place = self.name_of(0);
        self.keep(Hidden { kind, text, span, author: by.author, date: by.date, place });
    }

    /// Keeps hidden words at the place reached.
    pub fn hide(&mut self, kind: HiddenKind, text: &str, member: u16) {
        let at = self.draft.position();
        let (author, date, place) = (String::new(), String::new(), self.name_of(member));
        self.keep(Hidden { kind, text: text.to_owned(), span: Span::new(at, at), author, date, place });
    }

    fn keep(&mut self, hidden: Hidden) {
        let apart = std::mem::take(&mut self.new_line);
        hidden::keep(&mut self.draft.document.hidden, hidden, apart);
    }
}
