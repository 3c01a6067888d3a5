//! Comments in the margin: words, author, the stretch they stand on, whom they answer.
//!
//! Threads are told by Word's own id of each comment's last paragraph; a file that has lost these ids has comments without
//! threads.

use super::members::{Source, plain_text};
use super::reading::Reading;
use super::xml::{Cursor, Element, Piece};
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
                let (text, paragraph) = plain_text(&mut cursor);
                reading.delivered += cursor.seen - before;
                found.push(Found { id, comment: Comment { text, ..comment }, paragraph });
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
    for (index, Found { id, mut comment, .. }) in found.into_iter().enumerate() {
        let (start, end) = reading.comments.get(&id).copied().unwrap_or_default();
        comment.span = Span::new(start, end.max(start)).trimmed(&reading.draft.document.text);
        if !comment.text.is_empty() {
            reading.draft.document.hidden.push(crate::hidden::comment(&source.name, index, &comment));
        }
        reading.draft.document.comments.push(comment);
    }
    reading.settle(&source.name, cursor.seen);
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
