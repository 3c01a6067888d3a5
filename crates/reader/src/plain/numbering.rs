//! Which numbered lines that stand alone are headings: a title whose series goes on further down, with text between.
//!
//! `1. Methodology`, text, `2. The transfers`, text. A list of numbered sentences, or of numbered words that stand
//! directly below each other, is none.

use super::lines::Line;
use super::shapes;
use std::collections::{HashMap, HashSet};

/// No more titles than this are put in series.
const MOST: usize = 100_000;
/// Words of the longest title.
const LONGEST: usize = 12;

/// The numbered titles of a text.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Lines that are titles of a series with text between its members.
    titles: HashSet<usize>,
    /// Lines that could be titles, by their looks and place.
    alike: HashSet<usize>,
    /// The level of these titles.
    level: u8,
}

/// A line `3. Title`.
#[derive(Debug, Clone, Copy)]
struct Title {
    line: usize,
    number: u32,
    lettered: bool,
}

impl Numbering {
    /// Looks at all lines; `single` tells which stand alone.
    pub fn of(text: &str, lines: &[Line], single: impl Fn(usize) -> bool) -> Self {
        let mut above = Above::default();
        let mut titles: Vec<Title> = Vec::new();
        for (line, found) in lines.iter().enumerate() {
            let words = found.of(text);
            if words.len() > 140 || titles.len() >= MOST {
                continue;
            }
            above.see(words);
            if let Some((number, title)) = number(words)
                && is_title(title)
                && single(line)
            {
                titles.push(Title { line, number, lettered: above.lettered });
            }
        }
        let alone = |index: usize| {
            let here = titles[index];
            let beside = |other: Option<&Title>, by: usize| {
                other.is_some_and(|other| {
                    other.line.abs_diff(here.line) == by && other.number.abs_diff(here.number) == 1
                })
            };
            !beside(titles.get(index + 1), 1) && !beside(index.checked_sub(1).and_then(|i| titles.get(i)), 1)
        };
        let apart: Vec<Title> =
            (0..titles.len()).filter(|index| alone(*index)).map(|index| titles[index]).collect();
        let level = above.level(&apart);
        let alike = apart.iter().map(|title| title.line).collect();
        Self { titles: in_series(&apart), alike, level }
    }

    /// The level of the line as a title of a series, if it is one.
    pub fn level(&self, line: usize) -> Option<u8> {
        self.titles.contains(&line).then_some(self.level)
    }

    /// The level of a line that looks like a heading of level `own` by itself.
    pub fn among_others(&self, line: usize, own: u8) -> u8 {
        if self.alike.contains(&line) { self.level.max(own) } else { own }
    }
}

/// Lines of titles with a title of the next or the last number among those behind or before.
fn in_series(titles: &[Title]) -> HashSet<usize> {
    let mut last: HashMap<u32, usize> = HashMap::new();
    let mut found = HashSet::new();
    for title in titles {
        if let Some(before) = title.number.checked_sub(1).and_then(|before| last.get(&before)) {
            found.extend([*before, title.line]);
        }
        last.insert(title.number, title.line);
    }
    found
}

/// What headings of other kinds a text has: those above `1.` in a report that numbers in several ways.
#[derive(Debug, Default)]
struct Above {
    chaptered: bool,
    lettered: bool,
    decimal: bool,
}

impl Above {
    fn see(&mut self, line: &str) {
        let first = line.split_whitespace().next().unwrap_or_default();
        let Some(number) = first.strip_suffix('.').or_else(|| first.strip_suffix(')')) else {
            let is_decimal = first.len() <= 5
                && first.contains('.')
                && first.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
            self.decimal |= is_decimal && shapes::heading(line, true) == Some(2);
            self.chaptered |= is_chapter(first) && shapes::heading(line, true) == Some(1);
            return;
        };
        let is = |set: &[u8]| !number.is_empty() && number.bytes().all(|b| set.contains(&b));
        if is(b"IVX") && number.len() <= 5 {
            self.chaptered |= shapes::heading(line, true) == Some(1);
        } else if number.len() == 1 && is(b"ABCDEFGH") {
            self.lettered |= shapes::heading(line, true) == Some(2);
        }
    }

    /// The level of `1.`: below the others if it begins anew under them.
    fn level(&self, titles: &[Title]) -> u8 {
        let firsts = titles.iter().filter(|title| title.number == 1).count();
        if self.decimal || !self.chaptered || firsts < 2 {
            return 1;
        }
        if titles.iter().filter(|title| title.lettered).count() * 2 > titles.len() { 3 } else { 2 }
    }
}

fn is_chapter(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "chapter" | "part" | "capítulo" | "chapitre" | "глава")
}

/// `12. Title` or `12) Title`: the number and the title.
fn number(line: &str) -> Option<(u32, &str)> {
    let digits = line.bytes().take(3).take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 2 {
        return None;
    }
    let title = line[digits..].strip_prefix(['.', ')'])?;
    let bare = title.trim_start();
    (bare.len() < title.len() && !bare.is_empty()).then_some((line[..digits].parse().ok()?, bare))
}

/// Short, begins with a capital, and is no sentence.
fn is_title(title: &str) -> bool {
    title.starts_with(|c: char| c.is_uppercase() || "“\"‘«".contains(c))
        && !title.ends_with(['.', ',', ';', ':', '!', '…'])
        && !leads_to_page(title)
        && title.split_whitespace().count() <= LONGEST
        && !crate::notes::words().reads_like_note(title)
}

/// An entry of a table of contents, perhaps badly scanned: dots inside, or a page number at the end.
fn leads_to_page(title: &str) -> bool {
    let last = title.rsplit(' ').next().unwrap_or_default();
    title.contains("..") || (last.len() <= 3 && last.bytes().all(|b| b.is_ascii_digit()))
}
