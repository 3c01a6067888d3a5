//! Comments in the margin: words, author, the stretch they stand on, whom they answer.
//!
//! Threads are told by Word's own id of each comment's last paragraph; a file that has lost these ids has comments without
//! threads.

use super::changes::Change;
use super::members::{PlainText, Source};
use super::reading::Reading;
use super::xml::{Cursor, Element, Piece};
use crate::Changes;
use probata_report::{Comment, Span};
use std::collections::HashMap;

/// Whether a comment is done, and the paragraph of the comment it answers; by its own last paragraph.
type Threads = HashMap<String, (bool, Option<String>)>;

/// A comment as the file tells it.
struct Found {
    id: String,
    comment: Comment,
    /// Word's id of its last paragraph.
    paragraph: Option<String>,
    /// Changes tracked in it, with their words.
    changes: Vec<(Change, String)>,
}

/// Reads the comments; `extended` says which answer which.
pub(super) fn read(reading: &mut Reading<'_>, source: &Source, extended: Option<&Source>) {
    let depth = reading.options.limits.depth;
    let threads = extended.map(|source| threads(source, depth)).unwrap_or_default();
    let (mut cursor, mut found) = (Cursor::new(&source.text, depth), Vec::new());
    loop {
        match cursor.next() {
            Ok(Piece::Open(element)) if element.local() == "comment" => {
                let (id, comment) = begun(&element);
                let before = cursor.seen;
                let mut words = Words::new(reading.options.changes);
                words.read(&mut cursor);
                reading.delivered += cursor.seen - before;
                let Words { shown: PlainText { text, paragraph, .. }, ended: changes, .. } = words;
                let comment = Comment { text: text.trim().to_owned(), ..comment };
                found.push(Found { id, comment, paragraph, changes });
            }
            Ok(Piece::End) => break,
            Ok(_) => {}
            Err(broken) => {
                reading.broke(&source.name, &broken);
                break;
            }
        }
    }
    tie(&mut found, &threads);
    for (index, Found { id, mut comment, changes, .. }) in found.into_iter().enumerate() {
        let (start, end) = reading.comments.get(&id).copied().unwrap_or_default();
        comment.span = Span::new(start, end.max(start)).trimmed(&reading.draft.document.text);
        let told = crate::hidden::comment(&source.name, index, &comment);
        let at = Span::new(comment.span.end, comment.span.end);
        let changed =
            changes.iter().map(|(change, text)| change.hidden(text, at, &told.place)).collect::<Vec<_>>();
        reading.draft.document.hidden.extend(Some(told).filter(|told| !told.text.is_empty()));
        reading.draft.document.hidden.extend(changed);
        reading.draft.document.comments.push(comment);
    }
    reading.settle(&source.name, cursor.seen);
}

/// The words of a comment, and what of them was changed.
struct Words {
    side: Changes,
    shown: PlainText,
    open: Vec<OpenChange>,
    /// Changes with their words, as they end.
    ended: Vec<(Change, String)>,
}

/// A change that is open in a comment.
struct OpenChange {
    change: Change,
    /// How many elements are open in it.
    depth: usize,
    /// Where it began in the words that are shown.
    start: usize,
    /// Its words, where they are not shown.
    words: PlainText,
    /// The innermost change, this one or one around it, whose words are not shown.
    away: Option<usize>,
}

impl Words {
    fn new(side: Changes) -> Self {
        Self { side, shown: PlainText::default(), open: Vec::new(), ended: Vec::new() }
    }

    /// Reads the comment just opened, as far as it goes.
    fn read(&mut self, cursor: &mut Cursor<'_>) {
        let outside = cursor.depth().saturating_sub(1);
        while cursor.depth() > outside {
            let Ok(piece) = cursor.next() else { break };
            if let Piece::Open(element) = &piece {
                self.begin(element, cursor.depth());
            }
            let away = self.open.last().and_then(|one| one.away);
            let words = away.and_then(|away| self.open.get_mut(away)).map(|one| &mut one.words);
            if !words.unwrap_or(&mut self.shown).take(piece, cursor) {
                break;
            }
            self.end(cursor.depth());
        }
        self.end(0);
    }

    fn begin(&mut self, element: &Element<'_>, depth: usize) {
        let inserted = match element.local() {
            "ins" | "moveTo" => true,
            "del" | "moveFrom" => false,
            _ => return,
        };
        let start = self.shown.text.len();
        let change = Change::of(inserted, element, start);
        let around = self.open.last().and_then(|one| one.away);
        let away = if change.is_shown(self.side) { around } else { Some(self.open.len()) };
        self.open.push(OpenChange { change, depth, start, words: PlainText::default(), away });
    }

    /// Ends changes that are no longer open.
    fn end(&mut self, depth: usize) {
        while let Some(one) = self.open.pop_if(|one| one.depth > depth) {
            let words = self.shown.text.get(one.start..).unwrap_or_default();
            let words = if one.change.is_shown(self.side) { words } else { &one.words.text };
            if !words.trim().is_empty() {
                self.ended.push((one.change, words.to_owned()));
            }
        }
    }
}

/// A comment's id and what its start tag tells.
fn begun(element: &Element<'_>) -> (String, Comment) {
    let said = |name| element.attribute(name).unwrap_or_default();
    let comment = Comment {
        text: String::new(),
        author: said("author"),
        date: said("date"),
        span: Span::default(),
        reply_to: None,
        done: false,
    };
    (said("id"), comment)
}

/// Puts comments into their threads. A comment that would answer itself or one behind it that answers it begins a thread.
fn tie(found: &mut [Found], threads: &Threads) {
    let paragraphs: HashMap<&str, usize> =
        found.iter().enumerate().filter_map(|(at, one)| Some((one.paragraph.as_deref()?, at))).collect();
    let tied: Vec<(bool, Option<usize>)> = found
        .iter()
        .map(|one| {
            let Some((done, parent)) = one.paragraph.as_ref().and_then(|p| threads.get(p)) else {
                return (false, None);
            };
            (*done, parent.as_ref().and_then(|p| paragraphs.get(p.as_str())).copied())
        })
        .collect();
    for (at, one) in found.iter_mut().enumerate() {
        one.comment.done = tied[at].0;
        let parent = tied[at].1.filter(|parent| *parent != at);
        one.comment.reply_to = parent.filter(|parent| *parent < at || tied[*parent].1 != Some(at));
    }
}

fn threads(source: &Source, depth: usize) -> Threads {
    let (mut cursor, mut threads) = (Cursor::new(&source.text, depth), Threads::new());
    while let Ok(piece) = cursor.next() {
        match piece {
            Piece::Open(element) if element.local() == "commentEx" => {
                let done = element.attribute("done").is_some_and(|d| d == "1" || d == "true");
                let id = element.attribute("paraId").unwrap_or_default();
                threads.insert(id, (done, element.attribute("paraIdParent")));
            }
            Piece::End => break,
            _ => {}
        }
    }
    threads
}
