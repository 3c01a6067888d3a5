//! Tracked changes: what was inserted, deleted or moved, by whom, and on which side the text is.

use super::story::{Frame, Step, Story};
use super::xml::Element;
use crate::Changes;
use probata_report::{Hidden, HiddenKind, Outcome, Span};

/// A change that is open, or that a paragraph's end has.
#[derive(Debug, Clone, Default)]
pub(super) struct Change {
    inserted: bool,
    pub author: String,
    pub date: String,
    /// Where it began in the text.
    start: usize,
    /// Its words, where they are not in the text.
    text: String,
    /// The innermost change, this one or one around it, whose words are not text.
    away: Option<usize>,
}

impl Change {
    /// The change that an element tells of; the text has reached `start`.
    pub fn of(inserted: bool, element: &Element<'_>, start: usize) -> Self {
        Self {
            inserted,
            author: element.attribute("author").unwrap_or_default(),
            date: element.attribute("date").unwrap_or_default(),
            start,
            ..Self::default()
        }
    }

    /// True if its words are text.
    pub fn is_shown(&self, side: Changes) -> bool {
        match side {
            Changes::Final => self.inserted,
            Changes::Original => !self.inserted,
            Changes::Both => true,
        }
    }

    /// As a hidden thing at `span`.
    pub fn hidden(&self, text: &str, span: Span, place: &str) -> Hidden {
        Hidden {
            kind: if self.inserted { HiddenKind::Inserted } else { HiddenKind::Deleted },
            text: text.to_owned(),
            span,
            author: self.author.clone(),
            date: self.date.clone(),
            place: place.to_owned(),
        }
    }
}

impl<'x> Story<'_, '_, 'x> {
    /// The change that an element tells of.
    pub fn change(&self, inserted: bool, element: &Element<'x>) -> Change {
        Change::of(inserted, element, self.reading.draft.position())
    }

    /// Puts a change on top of those that are open.
    pub fn open_change(&mut self, mut change: Change) {
        let around = self.away();
        let gone = !change.is_shown(self.reading.options.changes);
        change.start = self.reading.draft.position();
        change.away = if gone { Some(self.changes.len()) } else { around };
        self.changes.push(change);
    }

    /// The change that decides about what stands here, without its words.
    pub fn change_around(&self) -> Option<Change> {
        let change = self.away().map_or(self.changes.last(), |index| self.changes.get(index))?;
        let (author, date) = (change.author.clone(), change.date.clone());
        Some(Change { inserted: change.inserted, author, date, ..Change::default() })
    }

    /// A change begins.
    pub fn begin_change(&mut self, inserted: bool, element: &Element<'x>) -> Step {
        let change = self.change(inserted, element);
        self.open_change(change);
        Step::Into(Frame::Change)
    }

    /// A change ends.
    pub fn end_change(&mut self) {
        let Some(change) = self.changes.pop() else { return };
        let (place, paragraph) = (self.place_name(), self.cursor.paragraphs);
        let at = self.reading.draft.position();
        if change.is_shown(self.reading.options.changes) {
            let text = &self.reading.draft.document.text;
            let span = Span::new(change.start.min(at), at);
            let within = span.trimmed(text);
            if !within.is_empty() {
                // A space at the edge belongs to the change if it is in the same block.
                let kept = if text[span].contains('\n') { within } else { span };
                let words = text[kept].to_owned();
                self.reading.hide(change.hidden(&words, kept, place), paragraph);
            }
        } else if !change.text.is_empty() {
            self.reading
                .hide(change.hidden(change.text.trim_end_matches('\n'), Span::new(at, at), place), paragraph);
        }
    }

    /// The innermost open change whose words are not text.
    fn away(&self) -> Option<usize> {
        self.changes.last()?.away
    }

    /// True if what stands here is not text because of a change.
    pub fn is_changed_away(&self) -> bool {
        self.away().is_some()
    }

    /// Keeps words that a change takes out of the text; false if none does.
    pub fn taken_by_change(&mut self, text: &str) -> bool {
        let Some(index) = self.away() else { return false };
        self.changes[index].text.push_str(text);
        true
    }

    /// Keeps paragraphs apart in what a change takes out of the text.
    pub fn line_away(&mut self) {
        if let Some(text) = self.away().map(|index| &mut self.changes[index].text)
            && !text.is_empty()
        {
            text.push('\n');
        }
    }

    /// Who took what stands here out of the text, and when.
    pub fn changed_by(&self) -> Option<(bool, String, String)> {
        let change = &self.changes[self.away()?];
        Some((change.inserted, change.author.clone(), change.date.clone()))
    }
}

/// "3 tracked insertions and 2 deletions by 2 people, read as final"; none if there are none.
pub(crate) fn remark(hidden: &[Hidden], side: Changes) -> Option<String> {
    let count = |kind| hidden.iter().filter(|h| h.kind == kind).count();
    let (inserted, deleted) = (count(HiddenKind::Inserted), count(HiddenKind::Deleted));
    if inserted + deleted == 0 {
        return None;
    }
    let changed = hidden.iter().filter(|h| matches!(h.kind, HiddenKind::Inserted | HiddenKind::Deleted));
    let people: std::collections::BTreeSet<&str> =
        changed.map(|h| h.author.as_str()).filter(|author| !author.is_empty()).collect();
    let plural =
        |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let what = match (inserted, deleted) {
        (_, 0) => plural(inserted, "tracked insertion", "tracked insertions"),
        (0, _) => plural(deleted, "tracked deletion", "tracked deletions"),
        _ => format!(
            "{} and {}",
            plural(inserted, "tracked insertion", "tracked insertions"),
            plural(deleted, "deletion", "deletions")
        ),
    };
    let by = match people.len() {
        0 => String::new(),
        count => format!(" by {}", plural(count, "person", "people")),
    };
    let side = match side {
        Changes::Final => "read as final",
        Changes::Original => "read as original",
        Changes::Both => "both sides read",
    };
    Some(format!("{what}{by}, {side}"))
}

/// The outcome for what is missing.
pub(crate) fn outcome(missing: Vec<(String, String)>) -> Outcome {
    let mut outcome = Outcome::Complete;
    for (place, why) in missing {
        outcome.lacks(place, why);
    }
    outcome
}
