//! Numbers of lists and headings, as the list's style prints them.
//!
//! A list goes on counting where an earlier one stopped if it says so; an item that only holds an inner list is not
//! counted. Bullets are not in the text.
//!
//! Incomplete: letters behind the 26th are doubled (AA, BB), also where the style counts AA, AB.

use super::styles::{Scope, Styles};
use crate::docx::number_format::numbered;
use crate::docx::xml::Element;
use std::collections::HashMap;
use std::rc::Rc;

const LEVELS: usize = 10;
/// More lists than this are not counted apart.
const MOST: usize = 100_000;

/// How one level is numbered.
#[derive(Debug, Clone, Default)]
pub(super) struct LevelRule {
    /// As [`numbered`] names formats; empty: no number.
    format: String,
    prefix: String,
    suffix: String,
    /// `%1%.%2%)`, where the file has it.
    pattern: Option<String>,
    start: i64,
    /// How many levels its number shows.
    shown: usize,
    glued: bool,
}

impl LevelRule {
    /// The level, from 1, and its rule.
    pub fn of(element: &Element<'_>) -> Option<(usize, Self)> {
        let said = |name: &str| element.attribute(name);
        let level: usize = said("level")?.parse().ok().filter(|level| (1..=LEVELS).contains(level))?;
        let is_number = element.local().ends_with("number") || element.local() == "outline-level-style";
        let format = said("num-format").filter(|format| is_number && !format.is_empty());
        let rule = Self {
            format: format.map(|format| format_name(&format).to_owned()).unwrap_or_default(),
            prefix: said("num-prefix").unwrap_or_default(),
            suffix: said("num-suffix").unwrap_or_default(),
            pattern: said("num-list-format").filter(|pattern| pattern.contains('%')),
            start: said("start-value").and_then(|value| value.parse().ok()).unwrap_or(1),
            shown: said("display-levels").and_then(|value| value.parse().ok()).unwrap_or(1).clamp(1, LEVELS),
            glued: false,
        };
        Some((level, rule))
    }
}

/// A list style.
#[derive(Debug, Clone)]
pub(super) struct ListStyle {
    pub name: String,
    pub is_outline: bool,
    pub scope: Scope,
    /// By level from 1.
    pub levels: HashMap<usize, LevelRule>,
}

impl ListStyle {
    /// What stands between the last level's number and the words.
    pub fn glue(&mut self, glued: bool) {
        if let Some(last) = self.levels.keys().max().copied()
            && let Some(rule) = self.levels.get_mut(&last)
        {
            rule.glued = glued;
        }
    }

    fn printed(&self, level: usize, counts: &[Option<i64>; LEVELS]) -> String {
        let Some(rule) = self.levels.get(&level).filter(|rule| !rule.format.is_empty()) else {
            return String::new();
        };
        let number = |at: usize| {
            let format = self.levels.get(&at).map_or("decimal", |rule| rule.format.as_str());
            let count = counts.get(at - 1).copied().flatten().unwrap_or(1);
            if format.is_empty() { String::new() } else { numbered(count, format) }
        };
        let text = match &rule.pattern {
            Some(pattern) => filled(pattern, number),
            None => {
                let from = (level + 1).saturating_sub(rule.shown).max(1);
                let numbers: Vec<String> = (from..=level).map(number).filter(|n| !n.is_empty()).collect();
                format!("{}{}{}", rule.prefix, numbers.join("."), rule.suffix)
            }
        };
        if text.trim().is_empty() || rule.glued { text } else { text + " " }
    }
}

/// `%1%.%2%` with the numbers of the levels in it.
fn filled(pattern: &str, number: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for (index, part) in pattern.split('%').enumerate() {
        match part.parse::<usize>().ok().filter(|level| index % 2 == 1 && (1..=LEVELS).contains(level)) {
            Some(level) => text.push_str(&number(level)),
            None => text.push_str(part),
        }
    }
    text
}

/// The name of a format in the standard of Word documents.
pub(super) fn format_name(format: &str) -> &'static str {
    match format {
        "i" => "lowerRoman",
        "I" => "upperRoman",
        "a" => "lowerLetter",
        "A" => "upperLetter",
        "" => "none",
        other if other.starts_with('а') => "russianLower",
        other if other.starts_with('А') => "russianUpper",
        _ => "decimal",
    }
}

/// A list that is open.
struct OpenList {
    counts: usize,
    style: Option<Rc<ListStyle>>,
    /// Its item was not counted yet.
    pending: bool,
    start: Option<i64>,
}

/// The lists that are open, and how far each was counted.
#[derive(Default)]
pub(super) struct Lists {
    open: Vec<OpenList>,
    counts: Vec<[Option<i64>; LEVELS]>,
    by_id: HashMap<String, usize>,
    by_style: HashMap<String, usize>,
    outline: [Option<i64>; LEVELS],
}

impl Lists {
    /// True inside a list's item.
    pub fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Lists of another story: none of those open count in it. Gives those that were.
    pub fn set_aside(&mut self) -> SetAside {
        SetAside(std::mem::take(&mut self.open))
    }

    /// Goes on with the lists set aside.
    pub fn take_up(&mut self, aside: SetAside) {
        self.open = aside.0;
    }

    /// A list begins.
    pub fn begin(&mut self, element: &Element<'_>, styles: &Styles, scope: Scope) {
        let name = element.attribute("style-name");
        let style = name.as_deref().and_then(|name| styles.list(scope, name));
        let outer = self.open.last().map(|list| (list.counts, list.style.clone()));
        let counts = match &outer {
            Some((counts, _)) => *counts,
            None => self.counts_of(element, name.as_deref().unwrap_or_default()),
        };
        if let Some(id) = element.attribute("id") {
            self.by_id.insert(id, counts);
        }
        let style = style.or_else(|| outer.and_then(|(_, style)| style));
        self.open.push(OpenList { counts, style, pending: false, start: None });
    }

    fn counts_of(&mut self, element: &Element<'_>, style: &str) -> usize {
        let continued = element.attribute("continue-list").and_then(|id| self.by_id.get(&id).copied());
        let goes_on = element.attribute("continue-numbering").is_some_and(|value| value == "true");
        let same = goes_on.then(|| self.by_style.get(style).copied()).flatten();
        let counts = continued.or(same).unwrap_or_else(|| {
            if self.counts.len() < MOST {
                self.counts.push([None; LEVELS]);
            }
            self.counts.len() - 1
        });
        self.by_style.insert(style.to_owned(), counts);
        counts
    }

    /// A list ends.
    pub fn end(&mut self) {
        self.open.pop();
    }

    /// An item begins.
    pub fn item(&mut self, element: &Element<'_>, counted: bool) {
        if let Some(list) = self.open.last_mut() {
            list.pending = counted;
            list.start = element.attribute("start-value").and_then(|value| value.parse().ok());
        }
    }

    /// The number of the paragraph that begins, if it is the first of its item.
    pub fn number(&mut self) -> String {
        let level = self.open.len().min(LEVELS);
        let Some(list) = self.open.last_mut().filter(|list| list.pending) else { return String::new() };
        list.pending = false;
        let (Some(style), Some(counts)) = (&list.style, self.counts.get_mut(list.counts)) else {
            return String::new();
        };
        count(counts, level, list.start.take(), style);
        style.printed(level, counts)
    }

    /// The number of a heading that stands in no list.
    pub fn heading(&mut self, level: usize, start: Option<i64>, styles: &Styles) -> String {
        let Some(style) = styles.outline.as_ref().filter(|_| (1..=LEVELS).contains(&level)) else {
            return String::new();
        };
        count(&mut self.outline, level, start, style);
        style.printed(level, &self.outline)
    }
}

/// Lists of the story around.
pub(super) struct SetAside(Vec<OpenList>);

fn count(counts: &mut [Option<i64>; LEVELS], level: usize, start: Option<i64>, style: &ListStyle) {
    let first = |at: usize| style.levels.get(&at).map_or(1, |rule| rule.start);
    let next = counts[level - 1].map_or_else(|| first(level), |count| count.saturating_add(1));
    counts[level - 1] = Some(start.unwrap_or(next));
    for deeper in counts.iter_mut().skip(level) {
        *deeper = None;
    }
    for (at, count) in counts.iter_mut().enumerate().take(level - 1) {
        count.get_or_insert(first(at + 1));
    }
}
