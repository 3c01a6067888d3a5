//! The places of a document that can be referred to, by what they are and what they are numbered.

use super::words::{What, words};
use probata_report::{Block, BlockKind, Document, Span};
use std::collections::HashMap;

/// Where the reference points, as far as its words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Toward {
    /// "above", "supra".
    Before,
    /// "below", "infra".
    Behind,
    Anywhere,
}

/// The places of one document.
pub(crate) struct Places<'a> {
    document: &'a Document,
    numbered: HashMap<(What, String), Vec<Span>>,
    notes: HashMap<&'a str, Vec<usize>>,
    pages: HashMap<&'a str, usize>,
    /// How many places there are of each kind.
    counts: HashMap<What, usize>,
    /// Where chapters begin.
    chapters: Vec<usize>,
}

impl<'a> Places<'a> {
    /// Goes once through the blocks and notes.
    pub fn of(document: &'a Document) -> Self {
        let mut places = Places {
            document,
            numbered: HashMap::new(),
            notes: HashMap::new(),
            pages: document
                .pages
                .iter()
                .enumerate()
                .rev()
                .map(|(index, page)| (page.1.as_str(), index))
                .collect(),
            counts: HashMap::new(),
            chapters: chapters(document),
        };
        for block in &document.blocks {
            places.add_block(block);
        }
        for (index, note) in document.notes.iter().enumerate() {
            places.notes.entry(note.label.as_str()).or_default().push(index);
        }
        places.counts.insert(What::Note, document.notes.len());
        places.counts.insert(What::Page, document.pages.len());
        places
    }

    fn add_block(&mut self, block: &Block) {
        let text = &self.document.text[block.span];
        let mut tokens = text.split_whitespace();
        let (Some(first), second) = (tokens.next(), tokens.next()) else { return };
        let title = words(&block.language).what(first.trim_end_matches('.'));
        let named = title.zip(second.map(bare)).filter(|(_, label)| is_label(label));
        match block.kind {
            BlockKind::Heading(level) => {
                if let Some((what, label)) = named {
                    self.add(what, label, block.span);
                } else if is_label(bare(first))
                    && (bare(first).contains(|c: char| c.is_numeric()) || bare(first) != first)
                {
                    self.add(What::Section, bare(first), block.span);
                    if level <= 2 && !bare(first).contains('.') {
                        self.add(What::Chapter, bare(first), block.span);
                    }
                }
            }
            BlockKind::Caption => {
                if let Some((what @ (What::Figure | What::Table), label)) = named {
                    self.add(what, label, block.span);
                }
            }
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation => {
                if first.ends_with(['.', ')']) && bare(first).bytes().all(|b| b.is_ascii_digit()) {
                    self.add(What::Paragraph, bare(first), block.span);
                } else if let Some((what @ (What::Figure | What::Table), label)) = named
                    && second.is_some_and(|second| second.ends_with([':', '.', '–', '—']))
                {
                    self.add(what, label, block.span);
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, what: What, label: &str, span: Span) {
        if label.is_empty() {
            return;
        }
        *self.counts.entry(what).or_default() += 1;
        self.numbered.entry((what, key(label))).or_default().push(span);
    }

    /// How many places of this kind the document has.
    pub fn count(&self, what: What) -> usize {
        let what = if what == What::Footnote { What::Note } else { what };
        self.counts.get(&what).copied().unwrap_or_default()
    }

    /// The place with this number that a reference at `from` means.
    pub fn find(&self, what: What, label: &str, from: usize, toward: Toward) -> Option<Span> {
        match what {
            What::Note | What::Footnote => self.note(label, from),
            What::Page => self.page(label),
            _ => {
                let spans = self.numbered.get(&(what, key(label)))?;
                let next = spans.partition_point(|span| span.start <= from);
                let before = next.checked_sub(1).map(|index| spans[index]);
                match toward {
                    Toward::Before => before.or(spans.get(next).copied()),
                    Toward::Behind => spans.get(next).copied().or(before),
                    Toward::Anywhere => spans.first().copied(),
                }
            }
        }
    }

    /// Where notes are numbered anew, the note of the same chapter is meant, then the nearest one.
    fn note(&self, label: &str, from: usize) -> Option<Span> {
        let from = self.calling_place(from);
        let candidates = self.notes.get(label)?;
        // Few notes share a label; a document in which thousands do is not searched to its end.
        let nearest = candidates.iter().take(512).min_by_key(|note| {
            let place = self.place_of(**note);
            (self.chapter(place) != self.chapter(from), place.abs_diff(from))
        })?;
        Some(self.document.notes[*nearest].span)
    }

    /// A reference in a note stands, for chapters, where the note's mark is.
    fn calling_place(&self, from: usize) -> usize {
        let notes = &self.document.notes;
        let after = notes.partition_point(|note| note.span.start <= from);
        match after.checked_sub(1) {
            Some(note) if notes[note].span.holds(from) => self.place_of(note),
            _ => from,
        }
    }

    fn place_of(&self, note: usize) -> usize {
        let note = &self.document.notes[note];
        let mark = note.marks.first().and_then(|mark| self.document.marks.get(*mark));
        mark.map_or(note.span.start, |mark| mark.span.start)
    }

    fn chapter(&self, place: usize) -> usize {
        self.chapters.partition_point(|start| *start <= place)
    }

    fn page(&self, label: &str) -> Option<Span> {
        let index = *self.pages.get(label)?;
        let end = self.document.pages.get(index + 1).map_or(self.document.text.len(), |page| page.0);
        Some(Span::new(self.document.pages[index].0, end))
    }
}

/// Where the headings of the highest level that occurs more than once stand.
fn chapters(document: &Document) -> Vec<usize> {
    let headings = || {
        document.blocks.iter().filter_map(|block| match block.kind {
            BlockKind::Heading(level) => Some((level, block.span.start)),
            _ => None,
        })
    };
    let mut counts = [0usize; 256];
    headings().for_each(|(level, _)| counts[usize::from(level)] += 1);
    let top = counts.iter().position(|count| *count > 1).unwrap_or(0);
    headings().filter(|(level, _)| usize::from(*level) <= top).map(|(_, start)| start).collect()
}

/// A label without the punctuation around it.
pub(crate) fn bare(token: &str) -> &str {
    token.trim_matches(['.', ':', ')', '(', '–', '—', ',', '-', '§'])
}

/// `12`, `4.2`, `III`, `B`, `II.B`, `2a`.
pub(crate) fn is_label(label: &str) -> bool {
    let part = |part: &str| {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &part[digits..];
        match digits {
            0 => is_roman(rest) || rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_uppercase()),
            1..=4 => rest.len() <= 1 && rest.bytes().all(|b| b.is_ascii_lowercase()),
            _ => false,
        }
    };
    !label.is_empty() && label.len() <= 16 && label.split('.').all(part)
}

fn is_roman(text: &str) -> bool {
    (1..=6).contains(&text.len()) && text.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'))
}

/// Labels that mean the same have one key: III is 3.
fn key(label: &str) -> String {
    let number = is_roman(label).then(|| crate::roman::value(&label.to_lowercase())).flatten();
    number.map_or_else(|| label.to_uppercase(), |number| number.to_string())
}
