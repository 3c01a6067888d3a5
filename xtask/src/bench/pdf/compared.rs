//! One reading against another of the same text.

use probata_report::{BlockKind, Document, Span};
use std::collections::HashMap;

/// How far two readings agree: found and all.
pub struct Compared {
    /// Of the words outside notes, in order: 1 where nothing differs.
    pub similarity: f64,
    /// Sentences of the text that are there word for word.
    pub sentences: (usize, usize),
    /// Notes with the same label and words.
    pub notes: (usize, usize),
    /// Marks behind the same words that call the same note.
    pub tied: (usize, usize),
}

/// Compares a reading with the one it should be like.
pub fn compared(reference: &Document, document: &Document) -> Compared {
    let (own, other) = (words(reference), words(document));
    let edits = edits(&own, &other);
    Compared {
        similarity: 1.0 - edits as f64 / (own.len() + other.len()).max(1) as f64,
        sentences: common(sentences(reference), sentences(document)),
        notes: common(notes(reference), notes(document)),
        tied: common(calls(reference), calls(document)),
    }
}

/// Sentences and notes of the reference that are not in the reading, and those of the reading that are not in it.
pub fn differences(reference: &Document, document: &Document) -> String {
    let mut lines = Vec::new();
    for (sign, from, to) in [("-", reference, document), ("+", document, reference)] {
        for (all, others) in
            [(sentences(from), sentences(to)), (notes(from), notes(to)), (calls(from), calls(to))]
        {
            let mut left: HashMap<&str, usize> = HashMap::new();
            others.iter().for_each(|text| *left.entry(text).or_default() += 1);
            for text in &all {
                match left.get_mut(text.as_str()).filter(|count| **count > 0) {
                    Some(count) => *count -= 1,
                    None => lines.push(format!("  {sign} {text}")),
                }
            }
        }
    }
    lines.join("\n")
}

fn counts(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Note(_) | BlockKind::Header | BlockKind::Footer | BlockKind::Apparatus)
}

/// The text of a span without note marks.
pub(super) fn unmarked(document: &Document, span: Span) -> String {
    let (_, marks) = document.marks_in(span);
    let (mut out, mut at) = (String::new(), span.start);
    for mark in marks.iter().filter(|mark| span.contains(mark.span)) {
        out.push_str(&document.text[at..mark.span.start]);
        at = mark.span.end;
    }
    out.push_str(&document.text[at..span.end]);
    out
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn words(document: &Document) -> Vec<String> {
    let blocks = document.blocks.iter().filter(|block| counts(block.kind));
    blocks
        .flat_map(|block| {
            unmarked(document, block.span).split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        })
        .collect()
}

fn sentences(document: &Document) -> Vec<String> {
    let body = document.sentences.iter().filter(|sentence| counts(document.blocks[sentence.block].kind));
    body.map(|sentence| {
        sentence.spans().iter().map(|span| squeezed(&unmarked(document, *span))).collect::<Vec<_>>().join(" ")
    })
    .collect()
}

fn notes(document: &Document) -> Vec<String> {
    document
        .notes
        .iter()
        .map(|note| format!("{} {}", note.label, squeezed(&document.text[note.body])))
        .collect()
}

/// The end of the words before each mark, with the note that it calls.
fn calls(document: &Document) -> Vec<String> {
    let call = |mark: &probata_report::Mark| {
        let note = &document.notes[mark.note?];
        let before: String =
            document.text[..mark.span.start].chars().rev().filter(|c| !c.is_whitespace()).take(16).collect();
        let before: String = before.chars().rev().collect();
        let body: String = document.text[note.body].chars().filter(|c| !c.is_whitespace()).take(24).collect();
        Some(format!("{before} [{}] {body}", mark.label))
    };
    document.marks.iter().filter_map(call).collect()
}

/// How many of `all` are among `others`, each once.
fn common(all: Vec<String>, others: Vec<String>) -> (usize, usize) {
    let mut left: HashMap<String, usize> = HashMap::new();
    others.into_iter().for_each(|text| *left.entry(text).or_default() += 1);
    let count = all.len();
    let found = all.into_iter().filter(|text| match left.get_mut(text).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            true
        }
        None => false,
    });
    (found.count(), count)
}

/// Fewest words taken out and put in that make one of the other (Myers 1986, forward only).
fn edits(a: &[String], b: &[String]) -> usize {
    let (n, m) = (a.len() as isize, b.len() as isize);
    let most = a.len() + b.len();
    let mut reach = vec![0isize; 2 * most + 3];
    let middle = most as isize + 1;
    for d in 0..=most as isize {
        let mut k = -d;
        while k <= d {
            let at = (middle + k) as usize;
            let down = k == -d || k != d && reach[at - 1] < reach[at + 1];
            let mut x = if down { reach[at + 1] } else { reach[at - 1] + 1 };
            let mut y = x - k;
            while x < n && y < m && a[x as usize] == b[y as usize] {
                (x, y) = (x + 1, y + 1);
            }
            reach[at] = x;
            if x >= n && y >= m {
                return d as usize;
            }
            k += 2;
        }
    }
    most
}
