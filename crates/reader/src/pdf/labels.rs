//! Labels of notes: what a mark may print, and which lines of notes begin with the label of one.
//!
//! A line inside a note may begin with a number that is no label: a page, a date, an item of a statute. Labels of a column
//! stand under each other, rise, leave out no number that is called and begins a line below, and are all set raised or
//! none is. Of two lines that begin with the number of one note, the likelier is taken: the one behind the end of a sentence, closed by a
//! stop as the others are. Letters count as numbers do (a b c, or i ii iii), and are labels on the line only of a document that counts so: "a" is a word
//! too.

use super::leaf::{Item, Leaf, Line};
use super::shapes::ends_sentence;
use super::typed;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Longest label of digits or symbols, in characters.
const LONGEST: usize = 4;
/// So many times a letter is written at most: "cc" stands behind "z".
const REPEATED: usize = 3;
/// Roman numbers that stand close to the note's words have so many letters, and follow the last one by so much.
const SHORTEST_CLOSE: usize = 3;
const LONGEST_ROMAN: usize = 15;
const SOON: u64 = 3;
/// What letters count begins behind all that digits do.
const OF_LETTERS: u64 = 1_000_000;

/// Numbers between two labels that are looked at.
const BETWEEN: usize = 64;

/// A label at the start of a line: what it prints, whether it is set raised, and how many bytes of the line it takes.
type Label = (String, bool, usize);

/// How the labels of a document count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Letters {
    /// By digits alone.
    #[default]
    None,
    /// By a b c too.
    Alphabet,
    /// By i ii iii too.
    Roman,
}

impl Letters {
    /// As its raised letters show.
    pub fn of(leaves: &[Leaf]) -> Self {
        let lines = leaves.iter().flat_map(|leaf| &leaf.items).flat_map(|item| match item {
            Item::Line(line) => vec![line],
            Item::Table(table) => table.values().flatten().collect(),
        });
        let raised: BTreeSet<String> =
            lines.flat_map(|line| labels_in(line, 0)).filter(|label| is_letters(label)).collect();
        let has = |label: &str| raised.contains(label);
        if has("ii") || has("i") && !has("a") {
            Self::Roman
        } else if has("a") {
            Self::Alphabet
        } else {
            Self::None
        }
    }

    /// What a label counts; none for a symbol, and for letters that do not count.
    pub fn value(self, label: &str) -> Option<u64> {
        if is_number(label) {
            return digits(label);
        }
        let count = match self {
            Self::Roman => crate::roman::value(label),
            Self::Alphabet if is_letters(label) => alphabet(label),
            _ => None,
        };
        count.map(|count| OF_LETTERS + u64::from(count))
    }

    /// True for the label from which its kind counts.
    pub fn is_first(self, label: &str) -> bool {
        self.value(label).is_some_and(|number| number == first(number))
    }

    /// The label of letters that a line begins with, not raised.
    fn on_line(self, line: &Line, called: &BTreeSet<String>) -> Option<Label> {
        let text = line.text();
        let (word, behind) = first_word(&text);
        let counts = is_letters(word) && called.contains(word) && self.value(word).is_some();
        (counts && behind.starts_with(char::is_whitespace))
            .then(|| (word.to_owned(), false, text.len() - behind.trim_start().len()))
    }

    /// The Roman number that a line begins with close to the note's own words: one that soon follows the last one, and is too long to be
    /// the beginning of a word.
    fn close(self, line: &Line, last: Option<u64>, called: &BTreeSet<String>) -> Option<(String, usize)> {
        let last = last.filter(|last| self == Self::Roman && *last > OF_LETTERS)?;
        if line.inset() > 0.4 * line.size || line.runs.first().is_some_and(|run| run.raised) {
            return None;
        }
        let text = line.text();
        let letters = text.bytes().take_while(u8::is_ascii_lowercase).count().min(LONGEST_ROMAN);
        let fits = |length: &usize| {
            let label = &text[..*length];
            let soon = self.value(label).is_some_and(|number| (last + 1..=last + SOON).contains(&number));
            soon && called.contains(label) && text[*length..].starts_with(opens)
        };
        let length = (SHORTEST_CLOSE..=letters).rev().find(fits)?;
        Some((text[..length].to_owned(), length))
    }

    /// As [`label`], and letters that are called.
    pub fn label(self, line: &Line, called: &BTreeSet<String>) -> Option<Label> {
        label(line).or_else(|| self.on_line(line, called))
    }
}

/// What digits of any script count.
fn digits(label: &str) -> Option<u64> {
    label.chars().try_fold(0, |value, c| {
        let (digit, _) = crate::notes::digit(c)?;
        Some(value * 10 + u64::from(digit))
    })
}

/// a is 1, z is 26, aa is 27 and bb is 28, as word processors count; where others write ab, it is 28 too.
fn alphabet(label: &str) -> Option<u32> {
    let worth = |c: char| c as u32 - 'a' as u32 + 1;
    let mut letters = label.chars();
    let first = letters.next()?;
    if letters.clone().all(|c| c == first) {
        return Some(26 * (label.len() as u32 - 1) + worth(first));
    }
    let (second, None) = (letters.next()?, letters.next()) else { return None };
    Some(26 * worth(first) + worth(second))
}

/// The number from which labels of a kind count.
fn first(number: u64) -> u64 {
    if number < OF_LETTERS { 1 } else { OF_LETTERS + 1 }
}

/// For each line of a zone the label that a note begins with there, and how many bytes it takes. `called`: labels of marks;
/// `last`: what the note before counts.
pub(super) fn starts(
    lines: &[&Line],
    called: &BTreeSet<String>,
    last: Option<u64>,
    letters: Letters,
) -> Vec<Option<(String, usize)>> {
    let labels: Vec<Option<Label>> = lines.iter().map(|line| letters.label(line, called)).collect();
    let numbers = labels.iter().enumerate().filter_map(|(at, found)| {
        let (label, ..) = found.as_ref().filter(|(label, ..)| called.contains(label))?;
        Some((letters.value(label)?, at))
    });
    let mut places: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (number, at) in numbers {
        places.entry(number).or_default().push(at);
    }
    let closed = mostly_closed(lines, &labels, called);
    let mut zone = Zone {
        called,
        letters,
        lines,
        places,
        closed,
        last,
        begun: BTreeSet::new(),
        raised: None,
        edges: None,
    };
    let start = |(at, (line, found)): (usize, (&&Line, Option<Label>))| {
        if let Some(label) = zone.close(line, at) {
            return Some(zone.begin(label, line));
        }
        found.filter(|found| zone.is_label(found, line, at)).map(|found| zone.begin(found, line))
    };
    lines.iter().zip(labels).enumerate().map(start).collect()
}

/// True if most labels that are called and not raised are closed by a stop or a bracket, false if most are not.
fn mostly_closed(lines: &[&Line], labels: &[Option<Label>], called: &BTreeSet<String>) -> Option<bool> {
    let (mut closed, mut open) = (0, 0);
    for (line, found) in lines.iter().zip(labels) {
        let Some((label, false, _)) = found else { continue };
        if called.contains(label) {
            *(if is_closed(line) { &mut closed } else { &mut open }) += 1;
        }
    }
    (closed != open).then_some(closed > open)
}

/// True if the first word of a line is closed by a stop or a bracket.
fn is_closed(line: &Line) -> bool {
    let text = line.text();
    text.split_whitespace().next().is_some_and(|word| word.ends_with(CLOSING))
}

/// What is known of the labels of a zone so far.
struct Zone<'z> {
    called: &'z BTreeSet<String>,
    letters: Letters,
    lines: &'z [&'z Line],
    /// Numbers that are called and begin lines, with those lines.
    places: BTreeMap<u64, Vec<usize>>,
    /// Most labels on the line are closed by a stop or a bracket, or most are not.
    closed: Option<bool>,
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
        let number = self.letters.value(&label);
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
        let number = self.letters.value(label);
        let next = number.is_some() && number == self.last.map(|last| last + 1);
        let called = self.called.contains(label) && !self.begun.contains(label);
        let anew = called && self.begun.is_empty();
        let rises = number.zip(self.last).is_none_or(|(number, last)| number > last || anew);
        let alike = number.zip(self.last).is_none_or(|(number, last)| first(number) == first(last));
        let near = number.zip(self.last).is_none_or(|(number, last)| number <= last + 3);
        self.raised.is_none_or(|set| set == *raised)
            && line.inset() <= 3.0 * line.size
            && rises
            && (alike || self.begun.is_empty())
            && (called || next || *raised && near)
            && (*raised || self.is_under(line))
            && !number
                .is_some_and(|number| self.jumps(number, at) || !*raised && self.is_better_below(number, at))
    }

    /// True if the number that a line begins with begins one below too, before the next number does, which is likelier the note's: this
    /// line goes on with a sentence, or its number is not closed as most are.
    fn is_better_below(&self, number: u64, at: usize) -> bool {
        let Some(below) = self.below(number, at) else { return false };
        let doubtful = |at: usize| {
            let goes_on = at.checked_sub(1).is_some_and(|before| !ends_sentence(self.lines[before]));
            let unlike = self.closed.is_some_and(|closed| closed != is_closed(self.lines[at]));
            u8::from(goes_on) + u8::from(unlike)
        };
        doubtful(at) > doubtful(below)
    }

    /// The next line below one that the same number begins, unless the next number begins one before.
    fn below(&self, number: u64, at: usize) -> Option<usize> {
        let after = |number: &u64| {
            let places = self.places.get(number)?;
            places.get(places.partition_point(|other| *other <= at)).copied()
        };
        after(&number).filter(|below| after(&(number + 1)).is_none_or(|next| next > *below))
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
        let is_below = |places: &Vec<usize>| places.last().is_some_and(|lowest| *lowest > at);
        let begins = |other: u64| self.places.get(&other).is_some_and(is_below);
        let first = first(number);
        if self.begun.is_empty() && number > first && begins(first) {
            return true;
        }
        let from = match self.last.filter(|last| *last < number) {
            Some(last) => last + 1,
            None if self.begun.is_empty() => first,
            None => return false,
        };
        self.places.range(from..number).take(BETWEEN).any(|(_, places)| is_below(places))
    }

    /// The label that begins a note without a space behind it; none if a line below begins with it better.
    fn close(&self, line: &Line, at: usize) -> Option<Label> {
        let close = || {
            let number =
                || close(line, self.last, self.called).map(|(number, length)| (number.to_string(), length));
            let (label, length) = self.letters.close(line, self.last, self.called).or_else(number)?;
            Some((label, false, length))
        };
        let found = (self.raised != Some(true) && self.is_under(line)).then(close)?;
        let text = line.text();
        let parts_number = |length: usize| text[length..].starts_with(char::is_numeric);
        let is_better_below = |(label, _, length): &Label| {
            self.letters.value(label).is_some_and(|number| {
                self.is_better_below(number, at) || parts_number(*length) && self.below(number, at).is_some()
            })
        };
        found.filter(|found| !is_better_below(found))
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

/// True for what the words of a note begin with.
fn opens(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '"' | '“' | '‘' | '«' | '(' | '[' | '§' | '¶' | '█')
}

/// The labels in raised text, each with the place of what is printed for it: `12,13` are two, `(12)` is printed for one.
pub(super) fn split(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    text.split([',', ' ', ';', '.', '\u{a0}', '\u{202f}']).filter_map(move |piece| {
        let start = at;
        at += piece.len() + text[start + piece.len()..].chars().next().map_or(0, char::len_utf8);
        let label = bare(piece);
        is_label(label).then_some((start..start + piece.len(), label))
    })
}

/// A label without the brackets around it, or the slash behind it.
fn bare(label: &str) -> &str {
    label.trim_start_matches(['(', '[']).trim_end_matches([')', ']', '/'])
}

/// The labels of raised text of a line, without the first so many pieces of it.
pub(super) fn labels_in(line: &Line, skip: usize) -> Vec<String> {
    let raised = line.runs.iter().filter(|run| run.raised).skip(skip);
    raised.flat_map(|run| split(&run.text).map(|(_, label)| label.to_owned()).collect::<Vec<_>>()).collect()
}

/// True for what a note mark may print.
pub(super) fn is_label(text: &str) -> bool {
    let all = |is: fn(char) -> bool| !text.is_empty() && text.chars().all(is);
    is_letters(text) || text.chars().count() <= LONGEST && (is_symbol(text) || all(char::is_numeric))
}

/// True for the signs that mark notes where they are not counted.
pub(super) fn is_symbol(label: &str) -> bool {
    let sign = |c| matches!(c, '*' | '∗' | '†' | '‡' | '§' | '¶' | '‖' | '#');
    !label.is_empty() && label.chars().all(sign)
}

/// True for letters that may count notes: one, the same a few times, or a Roman number.
pub(super) fn is_letters(text: &str) -> bool {
    let small = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase());
    let repeated = text.len() <= REPEATED && text.bytes().all(|byte| text.as_bytes()[0] == byte);
    let behind_z = text.len() == 2 && text.starts_with(['a', 'b', 'c']);
    small && (repeated || behind_z || crate::roman::value(text).is_some())
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
    let bare = bare(trimmed);
    if first.raised && is_label(bare) {
        let rest = &text[lead + trimmed.len()..];
        // What closes the label may stand on the line.
        let rest = rest.strip_prefix([')', ']', '/']).unwrap_or(rest).trim_start();
        return Some((bare.to_owned(), true, text.len() - rest.len()));
    }
    let (word, behind) = first_word(&text);
    let symbol = |c: char| matches!(c, '*' | '∗' | '†' | '‡' | '§' | '¶');
    if is_label(word)
        && (word.chars().all(char::is_numeric) || word.chars().all(symbol))
        && behind.starts_with(char::is_whitespace)
    {
        return Some((word.to_owned(), false, text.len() - behind.trim_start().len()));
    }
    if let Some((printed, label)) = typed::at_start(&text) {
        return Some((label.to_owned(), false, text.len() - text[printed.end..].trim_start().len()));
    }
    // A symbol set close to its note: "*The".
    let rest = &text[lead..];
    let close: String = rest.chars().take_while(|c| symbol(*c)).collect();
    (!close.is_empty() && close.len() < rest.len()).then(|| (close.clone(), false, lead + close.len()))
}

/// The first word of a line without the brackets around it and the stop or slash behind it, and what stands behind it.
fn first_word(text: &str) -> (&str, &str) {
    let rest = text.trim_start();
    let end = rest.find(|c: char| c.is_whitespace() || CLOSING.contains(&c)).unwrap_or(rest.len());
    let word = rest[..end].trim_start_matches(['[', '(']);
    (word, rest[end..].trim_start_matches(CLOSING))
}

/// What may close a label on the line.
const CLOSING: [char; 4] = ['.', ')', ']', '/'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_count() {
        let counts = |letters: Letters, labels: [&str; 6]| labels.map(|label| letters.value(label));
        let of = |count: u64| Some(OF_LETTERS + count);
        assert_eq!(
            counts(Letters::Alphabet, ["a", "z", "aa", "ab", "12", "*"]),
            [of(1), of(26), of(27), of(28), Some(12), None]
        );
        assert_eq!(
            counts(Letters::Roman, ["i", "xl", "b", "١٢", "§", "½"]),
            [of(1), of(40), None, Some(12), None, None]
        );
        assert_eq!(
            counts(Letters::None, ["a", "i", "7", "x", "**", "th"]),
            [None, None, Some(7), None, None, None]
        );
    }
}
