//! Comments in the margin: words, author, the stretch they stand on, whom they answer.

use super::members::{Source, plain_text};
use super::reading::Reading;
use super::xml::{Cursor, Piece};
use probata_report::{Hidden, HiddenKind, Span};
use std::collections::HashMap;

/// Whether a comment is done, and the paragraph of the comment it answers; by its own last paragraph.
type Threads = HashMap<String, (bool, Option<String>)>;

/// Reads the comments; `extended` says which answer which.
pub(super) fn read(reading: &mut Reading<'_>, source: &Source, extended: Option<&Source>) {
    let depth = reading.options.limits.depth;
    let threads = extended.map(|source| threads(source, depth)).unwrap_or_default();
    let (mut cursor, mut found, mut ids) = (Cursor::new(&source.text, depth), Vec::new(), HashMap::new());
    loop {
        match cursor.next() {
            Ok(Piece::Open(element)) if element.local() == "comment" => {
                let id = element.attribute("id").unwrap_or_default();
                let author = element.attribute("author").unwrap_or_default();
                let date = element.attribute("date").unwrap_or_default();
                let before = cursor.seen;
                let (text, paragraph) = plain_text(&mut cursor);
                reading.delivered += cursor.seen - before;
                if let Some(paragraph) = &paragraph {
                    ids.insert(paragraph.clone(), found.len() + 1);
                }
                found.push((id, author, date, text, paragraph));
            }
            Ok(Piece::End) => break,
            Ok(_) => {}
            Err(broken) => {
                reading.broke(&source.name, &broken);
                break;
            }
        }
    }
    for (index, (id, author, date, text, paragraph)) in found.into_iter().enumerate() {
        let (done, parent) = paragraph.and_then(|p| threads.get(&p)).cloned().unwrap_or_default();
        let mut place = format!("{} comment {}", source.name, index + 1);
        if let Some(parent) = parent.and_then(|p| ids.get(&p)) {
            place.push_str(&format!(", reply to comment {parent}"));
        }
        place.push_str(if done { ", done" } else { "" });
        let (start, end) = reading.comments.get(&id).copied().unwrap_or_default();
        let span = Span::new(start, end.max(start)).trimmed(&reading.draft.document.text);
        if !text.is_empty() {
            reading.draft.document.hidden.push(Hidden {
                kind: HiddenKind::Comment,
                text,
                span,
                author,
                date,
                place,
            });
        }
    }
    reading.settle(&source.name, cursor.seen);
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
