//! Labels of notes: what a mark may print, and which lines of notes begin with the label of one.
//!
//! A line inside a note may begin with a number that is no label: a page, a date, an item of a statute. Labels of a column
//! stand under each other, rise, leave out no number that is called and begins a line below, and are all set raised or
//! none is.

use super::leaf::Line;
use std::collections::{BTreeMap, BTreeSet};

/// Longest label of a note, in characters.
const LONGEST: usize = 5;

/// Numbers between two labels that are looked at.
const BETWEEN: usize = 64;

/// A label at the start of a line: what it prints, whether it is set raised, and how many bytes of the line it takes.
type Label = (String, bool, usize);

/// For each line of a zone the label that a note begins with there, and how many bytes it takes. `called`: labels of marks;
/// `last`: the number of the note before.
pub(super) fn starts(
    lines: &[&Line],
    called: &BTreeSet<String>,
    last: Option<u64>,
) -> Vec<Option<(String, usize)>> {
    let labels: Vec<Option<Label>> = lines.iter().map(|line| label(line)).collect();
    let numbers = labels.iter().enumerate().filter_map(|(at, found)| {
        let (label, ..) = found.as_ref().filter(|(label, ..)| called.contains(label))?;
        Some((label.parse().ok()?, at))
    });
    let mut zone =
        Zone { called, lowest: numbers.collect(), last, begun: BTreeSet::new(), raised: None, edges: None };
    let start = |(at, (line, found)): (usize, (&&Line, Option<Label>))| {
        if let Some((number, length)) = zone.close(line) {
            return Some(zone.begin((number.to_string(), false, length), line));
        }
        found.filter(|found| zone.is_label(found, line, at)).map(|found| zone.begin(found, line))
    };
    lines.iter().zip(labels).enumerate().map(start).collect()
}

/// What is known of the labels of a zone so far.
struct Zone<'z> {
    called: &'z BTreeSet<String>,
    /// Numbers that are called and begin a line, with the lowest line that each begins.
    lowest: BTreeMap<u64, usize>,
    last: Option<u64>,
    begun: BTreeSet<String>,
    /// Labels of one column are all set raised, or none is: a date at a line's start is no label.
    raised: Option<bool>,
    /// Where labels of the column that are not raised begin and end.
    edges: Option<Edges>,
}

impl Zone<'_> {
    /// Begins a note: its label and the bytes that it takes.
    fn begin(&mut self, (label, raised, length): Label, line: &Line) -> (String, usize) {
        let number: Option<u64> = label.parse().ok();
        if number.is_some() {
            self.raised = self.raised.or(Some(raised));
            let known = self.edges.filter(|known| known.column == edges(line).column);
            self.edges = known.or((!raised).then(|| edges(line)));
        }
        self.begun.insert(label.clone());
        self.last = number.or(self.last);
        (label, length)
    }

    /// True if a note begins with this label of the line at `at`.
    fn is_label(&self, (label, raised, _): &Label, line: &Line, at: usize) -> bool {
        let number: Option<u64> = label.parse().ok();
        let next = number.is_some() && number == self.last.map(|last| last + 1);
        let called = self.called.contains(label) && !self.begun.contains(label);
        let anew = called && self.begun.is_empty();
        let rises = number.zip(self.last).is_none_or(|(number, last)| number > last || anew);
        let near = number.zip(self.last).is_none_or(|(number, last)| number <= last + 3);
        self.raised.is_none_or(|set| set == *raised)
            && line.inset() <= 3.0 * line.size
            && rises
            && (called || next || *raised && near)
            && (*raised || self.is_under(line))
            && !number.is_some_and(|number| self.jumps(number, at))
    }

    /// True if a line begins or ends its first word where the labels before it in its column do.
    fn is_under(&self, line: &Line) -> bool {
        let (own, near) = (edges(line), 0.4 * line.size);
        let mut known = self.edges.iter().filter(|known| known.column == own.column);
        known.all(|known| (known.begin - own.begin).abs() <= near || (known.end - own.end).abs() <= near)
    }

    /// True if a number leaves out one that is called and begins a line below `at`: one behind the last, or a lower one
    /// where the page counts anew.
    fn jumps(&self, number: u64, at: usize) -> bool {
        let begins = |other: u64| self.lowest.get(&other).is_some_and(|lowest| *lowest > at);
        if self.begun.is_empty() && number > 1 && begins(1) {
            return true;
        }
        let from = match self.last.filter(|last| *last < number) {
            Some(last) => last + 1,
            None if self.begun.is_empty() => 1,
            None => return false,
        };
        self.lowest.range(from..number).take(BETWEEN).any(|(_, lowest)| *lowest > at)
    }

    /// The number that begins a note without a space behind it.
    fn close(&self, line: &Line) -> Option<(u64, usize)> {
        let close = || close(line, self.last, self.called);
        (self.raised != Some(true) && self.is_under(line)).then(close)?
    }
}

/// Where the first word of a line begins and ends behind the edge of its column.
#[derive(Clone, Copy)]
struct Edges {
    /// Page and column.
    column: (usize, usize),
    begin: f32,
    end: f32,
}

fn edges(line: &Line) -> Edges {
    let begin = line.inset();
    Edges { column: (line.page, line.stream), begin, end: begin + line.first_word }
}

/// The number of a mark that a line begins with close to the note's own words, as where a number has outgrown the room
/// that it has, and its length. `last`: the number of the note before. Of several that fit the next one is meant.
pub(super) fn close(line: &Line, last: Option<u64>, called: &BTreeSet<String>) -> Option<(u64, usize)> {
    if line.inset() > 0.4 * line.size || line.runs.first().is_some_and(|run| run.raised) {
        return None;
    }
    let text = line.text();
    let opens =
        |c: char| c.is_alphanumeric() || matches!(c, '"' | '“' | '‘' | '«' | '(' | '[' | '§' | '¶' | '█');
    let fits = |length: &usize| {
        let label = text.get(..*length).filter(|label| called.contains(*label))?;
        text[*length..].starts_with(opens).then(|| label.parse().ok().map(|number: u64| (number, *length)))?
    };
    let mut found = (2..=4).filter_map(|length| fits(&length));
    let next = last.map(|last| last + 1);
    if next.is_some_and(|next| called.contains(&next.to_string())) {
        return found.find(|(number, _)| Some(*number) == next);
    }
    found.find(|(number, _)| last.is_none_or(|last| *number > last))
}

/// The labels in raised text, with their place: `12,13` are two.
pub(super) fn split(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split([',', ' ', ';', '.', '\u{a0}', '\u{202f}']).filter_map(move |piece| {
        let start = at;
        at += piece.len() + text[start + piece.len()..].chars().next().map_or(0, char::len_utf8);
        let label = piece.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']'));
        let offset = start + piece.find(label).unwrap_or(0);
        is_label(label).then_some((offset, label))
    })
}

/// True for what a note mark may print.
fn is_label(text: &str) -> bool {
    let count = text.chars().count();
    let all = |is: fn(char) -> bool| count > 0 && text.chars().all(is);
    let symbols = all(|c| matches!(c, '*' | '∗' | '†' | '‡' | '§' | '¶' | '‖' | '#'));
    let letters = all(|c| c.is_ascii_lowercase());
    let roman = count <= LONGEST && all(|c| "ivx".contains(c));
    if letters { count == 1 || roman } else { count <= 4 && (symbols || all(char::is_numeric)) }
}

/// True for a number.
pub(super) fn is_number(label: &str) -> bool {
    label.chars().all(char::is_numeric)
}

/// The label at the start of a line, whether it is set raised, and how many bytes of the line it takes with what follows
/// it.
pub(super) fn label(line: &Line) -> Option<Label> {
    let text = line.text();
    let lead = text.len() - text.trim_start().len();
    let first = line.runs.iter().find(|run| !run.text.trim().is_empty())?;
    let trimmed = first.text.trim();
    if first.raised && is_label(trimmed) {
        let behind = lead + trimmed.len();
        let rest = &text[behind..];
        return Some((trimmed.to_owned(), true, behind + rest.len() - rest.trim_start().len()));
    }
    let rest = &text[lead..];
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '.' | ')' | ']')).unwrap_or(rest.len());
    let word = rest[..end].trim_start_matches(['[', '(']);
    let behind = rest[end..].trim_start_matches(['.', ')', ']']);
    let symbol = |c: char| matches!(c, '*' | '∗' | '†' | '‡' | '§' | '¶');
    if is_label(word)
        && (word.chars().all(char::is_numeric) || word.chars().all(symbol))
        && behind.starts_with(char::is_whitespace)
    {
        return Some((word.to_owned(), false, text.len() - behind.trim_start().len()));
    }
    // A symbol set close to its note: "*The".
    let close: String = rest.chars().take_while(|c| symbol(*c)).collect();
    (!close.is_empty() && close.len() < rest.len()).then(|| (close.clone(), false, lead + close.len()))
}
