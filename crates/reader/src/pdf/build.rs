//! Paragraphs, tables and notes to a document, with the place of every line on its page.
//!
//! A line's end becomes a space, or nothing where a word was divided. What is left out (bullets, dots that lead to a page
//! number, hyphens of divided words) is counted, so that what was seen and what was delivered can be compared.

use super::flow::Piece;
use super::foot::Note;
use super::hyphens::{Hyphens, Join};
use super::labels;
use super::leaf::Line;
use super::running::Running;
use super::shapes::{bullet, leader, says_more};
use super::sheet::ink;
use crate::draft::Draft;
use crate::raised;
use probata_report::{BlockKind, Frame, Placed, Span};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Makes the document.
pub(super) struct Builder<'b> {
    pub draft: Draft,
    pub hyphens: &'b Hyphens,
    /// Notes by page and label; those at the end are of no page.
    pub keys: HashMap<(Option<usize>, String), String>,
    /// Characters seen in the lines given; characters left out.
    pub given: usize,
    pub left_out: usize,
    /// Where each page's text begins.
    pub begins: Vec<Option<usize>>,
    pub tables: u32,
}

impl<'b> Builder<'b> {
    /// For a document with these notes and so many pages.
    pub fn new(draft: Draft, hyphens: &'b Hyphens, notes: &[Note], pages: usize) -> Self {
        let keys = notes
            .iter()
            .enumerate()
            .map(|(index, note)| {
                let page = (!note.at_end).then_some(note.page);
                ((page, note.label.clone()), index.to_string())
            })
            .collect();
        Self { draft, hyphens, keys, given: 0, left_out: 0, begins: vec![None; pages], tables: 0 }
    }

    pub fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Paragraph(paragraph) => {
                self.draft.begin(paragraph.kind, paragraph.boxed);
                self.lines(&paragraph.lines, true);
                self.draft.end();
            }
            Piece::Table(cells) => self.table(cells),
            Piece::Repeated(lines) => {
                let count: usize = lines.iter().map(|line| ink(&line.text())).sum();
                self.given += count;
                self.left_out += count;
            }
        }
    }

    fn table(&mut self, cells: &BTreeMap<(usize, usize), Vec<Line>>) {
        let table = self.tables;
        self.tables += 1;
        for ((row, column), lines) in cells {
            let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
            self.draft.begin(BlockKind::Cell { table, row: number(*row), column: number(*column) }, false);
            self.lines(lines, true);
            self.draft.end();
        }
    }

    pub fn note(&mut self, index: usize, note: &Note) {
        self.draft.begin_note(&note.label, &index.to_string());
        self.lines(&note.lines, false);
        self.given += note.taken.saturating_sub(ink(&note.label));
        self.left_out += note.taken.saturating_sub(ink(&note.label));
        self.draft.end();
    }

    /// Text at an angle to the rest of its page.
    pub fn aslant(&mut self, text: &str, page: usize, frame: Frame) {
        self.draft.begin(BlockKind::Header, false);
        let span = self.draft.add(text.trim());
        self.draft.document.placed.push(Placed { span, page, frame });
        self.draft.end();
    }

    /// Running heads and feet, each distinct text once.
    pub fn running(&mut self, pages: &[Vec<Running>]) {
        for head in [true, false] {
            let kind = if head { BlockKind::Header } else { BlockKind::Footer };
            let mut said: HashSet<String> = HashSet::new();
            for running in pages.iter().flatten().filter(|running| running.head == head) {
                let shape: String =
                    running.line.text().chars().filter(|c| !c.is_whitespace() && !c.is_numeric()).collect();
                let count = ink(&running.line.text());
                self.given += count;
                let bare = shape.chars().all(|c| !c.is_alphabetic());
                if bare || !said.insert(shape) {
                    self.left_out += count;
                    continue;
                }
                self.given -= count;
                self.draft.begin(kind, false);
                self.lines(std::slice::from_ref(&running.line), true);
                self.draft.end();
            }
        }
    }

    fn lines(&mut self, lines: &[Line], marks: bool) {
        for (index, line) in lines.iter().enumerate() {
            if self.draft.is_full() {
                return;
            }
            let next = lines.get(index + 1);
            let join = next.map_or(Join::End, |next| self.hyphens.join(line, next));
            self.line(line, index == 0, join, marks);
        }
    }

    /// Adds a line; `join`: what its end becomes.
    fn line(&mut self, line: &Line, first: bool, join: Join, marks: bool) {
        let text = line.text();
        self.given += ink(&text);
        let start = self.draft.position();
        let skip = if first { bullet(line).filter(|_| !says_more(line)).unwrap_or(0) } else { 0 };
        self.left_out += ink(&text[..skip]);
        let end = text.trim_end().len();
        let end = if join == Join::Divided {
            end - text[..end].chars().next_back().map_or(0, char::len_utf8)
        } else {
            end
        };
        self.left_out += ink(&text[end.max(skip)..]);
        let dots = leader(line);
        let mut at = 0;
        for run in &line.runs {
            let from = at.max(skip);
            at += run.text.len();
            let to = at.min(end);
            if from >= to {
                continue;
            }
            let part = &run.text[from - (at - run.text.len())..to - (at - run.text.len())];
            match dots {
                Some((from_dots, to_dots)) => self.without_dots(part, from, from_dots, to_dots),
                None if run.raised && marks => self.raised(part, line.page),
                None => self.plain(part),
            }
        }
        let span = Span::new(start, self.draft.position());
        if span.is_empty() {
            return;
        }
        self.draft.document.placed.push(Placed { span, page: line.page, frame: line.frame });
        if let Some(begin) = self.begins.get_mut(line.page).filter(|begin| begin.is_none()) {
            *begin = Some(start);
        }
        if join == Join::Space {
            self.draft.add(" ");
        }
    }

    /// Plain text, without the signs that say where a word may be divided.
    fn plain(&mut self, part: &str) {
        for (index, piece) in part.split('\u{ad}').enumerate() {
            self.left_out += usize::from(index > 0);
            self.draft.add(piece);
        }
    }

    /// Text of a line of a table of contents: the dots become a space.
    fn without_dots(&mut self, part: &str, at: usize, from: usize, to: usize) {
        let cut = |offset: usize| part.floor_char_boundary(offset.saturating_sub(at).min(part.len()));
        let (before, after) = (&part[..cut(from)], &part[cut(to)..]);
        self.left_out += ink(&part[cut(from)..cut(to)]);
        self.draft.add(before);
        if !after.is_empty() {
            self.draft.add(" ");
            self.draft.add(after);
        }
    }

    /// Raised text: marks of notes where there are such notes near, else kept as what may be one.
    fn raised(&mut self, part: &str, page: usize) {
        if let Some((from, to)) = range(part)
            && let Some(keys) = self.key(from, page).zip(self.key(to, page))
        {
            let span = self.draft.add(part);
            let ends =
                [(span.start, from, keys.0), (span.start + part.trim_end().len() - to.len(), to, keys.1)];
            for (start, label, key) in ends {
                self.draft.mark_at(Span::new(start, start + label.len()), label, &key);
            }
            return;
        }
        if raised::is_signed(part.trim()) || is_unit(part.trim(), &self.draft.document.text) {
            let span = self.draft.add(part);
            self.draft.superscripts.push(Span::new(span.start, span.start + part.trim_end().len()));
            return;
        }
        let mut done = 0;
        for (printed, label) in labels::split(part) {
            self.draft.add(&part[done..printed.start]);
            let span = self.draft.add(&part[printed.clone()]);
            done = printed.end;
            if let Some(key) = self.key(label, page) {
                self.draft.mark_at(span, label, &key);
                continue;
            }
            let start = span.start + part[printed].find(label).unwrap_or(0);
            if let Some(parts) = self.side_by_side(label, page, start) {
                for (from, to, key) in parts {
                    self.draft.mark_at(Span::new(start + from, start + to), &label[from..to], &key);
                }
                continue;
            }
            self.draft.superscripts.push(Span::new(start, start + label.len()));
        }
        self.draft.add(&part[done..]);
    }

    /// The note that a label calls on a page: one near, or the only one.
    fn key(&self, label: &str, page: usize) -> Option<String> {
        let near = [Some(page), Some(page + 1), page.checked_sub(1), None];
        near.iter().find_map(|page| self.keys.get(&(*page, label.to_owned()))).cloned()
    }

    /// Marks of notes that follow each other, printed without a space between, or one behind the exponent of a unit (m²), as one number.
    fn side_by_side(&self, label: &str, page: usize, start: usize) -> Option<Vec<(usize, usize, String)>> {
        if label.len() < 2 || !label.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let pair = |cut: usize| {
            let (first, second) = label.split_at(cut);
            let follows = first.parse::<u32>().ok()?.checked_add(1) == second.parse().ok();
            let keys = self.key(first, page).zip(self.key(second, page)).filter(|_| follows)?;
            Some(vec![(0, cut, keys.0), (cut, label.len(), keys.1)])
        };
        let behind_unit = || {
            let unit = self.draft.document.text[..start].ends_with('m') && label.starts_with(['2', '3']);
            Some(vec![(1, label.len(), self.key(&label[1..], page).filter(|_| unit)?)])
        };
        (1..label.len()).find_map(pair).or_else(behind_unit)
    }
}

/// The first and last label of a range of notes: `13–15`.
fn range(part: &str) -> Option<(&str, &str)> {
    let (from, to) = part.trim_end().split_once(['-', '–'])?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(from) && is_number(to)).then_some((from, to))
}

/// True for the exponent of a unit behind a number: `4 m²`.
fn is_unit(exponent: &str, before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let number = before[..before.len() - word.len()].trim_end();
    matches!(exponent, "2" | "3")
        && matches!(word, "m" | "km" | "cm" | "mm" | "м" | "км" | "см")
        && number.ends_with(|c: char| c.is_ascii_digit())
}
