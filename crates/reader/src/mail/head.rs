//! What the head of a message says, as blocks: the subject as a heading, then who wrote to whom and when.

use super::dates;
use super::fields::{Field, Fields};
use crate::Options;
use crate::draft::{Draft, Place};
use probata_report::{BlockKind, Document, Hidden, HiddenKind, Span};

/// Fields that stand in the text, in this order; the first subject is the heading.
const SHOWN: &[&str] = &[
    "From",
    "Sender",
    "Reply-To",
    "To",
    "Cc",
    "Bcc",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "Resent-From",
    "Resent-To",
    "Resent-Date",
    "Subject",
];
/// Longest value that is kept, in bytes.
const LONGEST: usize = 64 << 10;
/// Fields that are kept as properties.
const MOST: usize = 2_000;

/// The head of a message as a document; `None` if it says nothing.
pub(super) fn document(
    path: &str,
    format: &str,
    file: &[u8],
    fields: &Fields,
    options: &Options,
) -> Option<Document> {
    let mut draft = Draft::new(path, format, options.limits.text / 2);
    let has_words = |field: &&Field| field.name.eq_ignore_ascii_case("Subject") && !field.value.is_empty();
    let heading = fields.list.iter().find(has_words);
    if let Some(subject) = heading {
        draft.begin(BlockKind::Heading(1), false);
        put(&mut draft, file, subject, 0);
        draft.end();
    }
    for (row, name) in SHOWN.iter().enumerate() {
        let named = fields.list.iter().filter(|field| field.name.eq_ignore_ascii_case(name));
        // Further subjects stand where a field does.
        let further = named.filter(|field| {
            *name != "Subject"
                || !field.value.is_empty() && !heading.is_some_and(|one| std::ptr::eq(one, *field))
        });
        for field in further.take(50) {
            draft.begin(BlockKind::Apparatus, false);
            draft.add(&format!("{name}: "));
            put(&mut draft, file, field, row + 1);
            if name.ends_with("Date") && !field.value.ends_with(" UTC") {
                let utc = dates::utc(&field.value);
                draft.add(&utc.map_or(" (no date that can be read)".to_owned(), |utc| format!(" ({utc})")));
            }
            draft.end();
        }
    }
    let (mut document, superscripts) = draft.into_parts();
    document.hidden = properties(fields);
    if document.text.is_empty() && document.hidden.is_empty() {
        return None;
    }
    let mut document = crate::finish::finish(document, &superscripts, options);
    document.parts[0].remarks.clear();
    Some(document)
}

fn put(draft: &mut Draft, file: &[u8], field: &Field, paragraph: usize) {
    let value = cut(&field.value);
    if field.source.is_empty() {
        draft.add(value);
        return;
    }
    let verbatim = file.get(field.source.range()) == Some(value.as_bytes());
    let paragraph = u32::try_from(paragraph).unwrap_or(u32::MAX);
    draft.push(value, Place { member: 0, paragraph, run: 0, source: field.source }, verbatim);
}

fn cut(value: &str) -> &str {
    &value[..value.floor_char_boundary(LONGEST)]
}

/// The fields that are not in the text: the way the message took, the programs that made it.
fn properties(fields: &Fields) -> Vec<Hidden> {
    let known = |name: &str| SHOWN.iter().any(|shown| shown.eq_ignore_ascii_case(name));
    let kept = fields.list.iter().filter(|field| !known(&field.name) && !field.value.is_empty()).take(MOST);
    kept.map(|field| Hidden {
        kind: HiddenKind::Property,
        text: cut(&field.value).to_owned(),
        span: Span::default(),
        author: String::new(),
        date: String::new(),
        place: format!("header {}", crate::enclose::shown(&field.name)),
    })
    .collect()
}
