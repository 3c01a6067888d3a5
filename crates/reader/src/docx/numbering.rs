//! Automatic lists: the number that Word prints before a paragraph.

use super::number_format::{named, numbered};
use super::xml::{Broken, Cursor, Element, Piece};
use std::collections::{HashMap, HashSet};

const LEVELS: usize = 9;

/// The lists of a document, with how far each has been counted.
#[derive(Default)]
pub(super) struct Numbering {
    kinds: HashMap<String, [Level; LEVELS]>,
    lists: HashMap<String, List>,
    counts: HashMap<String, [Option<i64>; LEVELS]>,
    begun: HashSet<(String, usize)>,
}

#[derive(Debug, Clone)]
struct Level {
    start: i64,
    format: String,
    text: String,
    style: Option<String>,
    /// All numbers in digits.
    legal: bool,
    /// Zero: never begun anew; else begun anew after a level above this one.
    restart: Option<usize>,
    glued: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: "decimal".into(),
            text: String::new(),
            style: None,
            legal: false,
            restart: None,
            glued: false,
        }
    }
}

#[derive(Default)]
struct List {
    kind: String,
    starts: HashMap<usize, i64>,
    levels: HashMap<usize, Level>,
}

/// Where a walk through `numbering.xml` is.
#[derive(Default)]
struct Walk {
    kind: Option<String>,
    list: Option<String>,
    level: usize,
    overriding: bool,
    whole_level: bool,
}

impl Numbering {
    /// Reads `numbering.xml`; says where it broke off, if it did.
    pub fn read(text: &str, depth: usize) -> (Self, Result<(), Broken>) {
        let (mut numbering, mut walk) = (Self::default(), Walk::default());
        let done = Cursor::new(text, depth).each(|cursor, piece| {
            match piece {
                Piece::Open(element)
                    if matches!(element.local(), "pPr" | "rPr" | "numPicBullet" | "Fallback") =>
                {
                    return cursor.skip();
                }
                Piece::Open(element) => numbering.element(&element, &mut walk),
                _ => {}
            }
            Ok(())
        });
        (numbering, done)
    }

    fn element(&mut self, element: &Element<'_>, walk: &mut Walk) {
        let level = |walk: &Walk| walk.level.min(LEVELS - 1);
        match element.local() {
            "abstractNum" => {
                let id = element.attribute("abstractNumId").unwrap_or_default();
                *walk = Walk { kind: Some(id.clone()), ..Walk::default() };
                self.kinds.insert(id, Default::default());
            }
            "num" => {
                let id = element.attribute("numId").unwrap_or_default();
                *walk = Walk { list: Some(id.clone()), ..Walk::default() };
                self.lists.insert(id, List::default());
            }
            "abstractNumId" => {
                if let Some(list) = walk.list.as_ref().and_then(|id| self.lists.get_mut(id)) {
                    list.kind = element.value().unwrap_or_default();
                }
            }
            "lvlOverride" => {
                walk.level = element.attribute("ilvl").and_then(|l| l.parse().ok()).unwrap_or(0);
                (walk.overriding, walk.whole_level) = (true, false);
            }
            "startOverride" => {
                let (at, start) = (level(walk), element.number().unwrap_or(1));
                if let Some(list) = walk.list.as_ref().and_then(|id| self.lists.get_mut(id)) {
                    list.starts.insert(at, start);
                }
            }
            "lvl" => {
                walk.level = element.attribute("ilvl").and_then(|l| l.parse().ok()).unwrap_or(0);
                walk.whole_level = true;
            }
            _ => {
                if let Some(place) = self.place(walk) {
                    place.set(element);
                }
            }
        }
    }

    fn place(&mut self, walk: &Walk) -> Option<&mut Level> {
        let at = walk.level.min(LEVELS - 1);
        if let Some(id) = &walk.kind {
            return self.kinds.get_mut(id).map(|levels| &mut levels[at]);
        }
        let list = self.lists.get_mut(walk.list.as_ref()?)?;
        (walk.overriding && walk.whole_level).then(|| list.levels.entry(at).or_default())
    }

    /// The level of a list that a paragraph style is tied to.
    pub fn level_of_style(&self, list: &str, style: &str) -> Option<usize> {
        let kind = self.kinds.get(&self.lists.get(list)?.kind)?;
        kind.iter().position(|level| level.style.as_deref() == Some(style))
    }

    /// Counts a paragraph and gives its number with what stands between it and the words; empty for bullets.
    pub fn count(&mut self, list_id: &str, level: usize) -> String {
        let level = level.min(LEVELS - 1);
        let Some(list) = self.lists.get(list_id) else { return String::new() };
        let Some(kind) = self.kinds.get(&list.kind) else { return String::new() };
        let rule = |at: usize| list.levels.get(&at).unwrap_or(&kind[at]);
        let counts = self.counts.entry(list.kind.clone()).or_default();
        let first_of_list = self.begun.insert((list_id.to_owned(), level));
        counts[level] = Some(match (list.starts.get(&level), counts[level]) {
            (Some(start), _) if first_of_list => *start,
            (_, Some(count)) => count.saturating_add(1),
            (Some(start), None) => *start,
            (None, None) => rule(level).start,
        });
        for (at, count) in counts.iter_mut().enumerate().skip(level + 1) {
            if rule(at).restart.is_none_or(|after| after > level) {
                *count = None;
            }
        }
        for (at, count) in counts.iter_mut().enumerate().take(level) {
            count.get_or_insert(rule(at).start);
        }
        let this = rule(level);
        if matches!(this.format.as_str(), "bullet" | "none") {
            return String::new();
        }
        let text = printed(this, counts, &rule);
        if text.trim().is_empty() || this.glued { text } else { text + " " }
    }
}

fn printed<'l>(level: &Level, counts: &[Option<i64>; LEVELS], rule: &impl Fn(usize) -> &'l Level) -> String {
    let (mut text, mut pattern) = (String::new(), level.text.chars().peekable());
    while let Some(c) = pattern.next() {
        let digit = (c == '%').then(|| pattern.peek().and_then(|d| d.to_digit(10))).flatten();
        match digit.filter(|d| *d > 0) {
            Some(digit) => {
                pattern.next();
                let at = digit as usize - 1;
                let format = if level.legal { "decimal" } else { rule(at).format.as_str() };
                text.push_str(&numbered(counts[at].unwrap_or(1), format));
            }
            None => text.push(c),
        }
    }
    text
}

impl Level {
    fn set(&mut self, element: &Element<'_>) {
        match element.local() {
            "start" => self.start = element.number().unwrap_or(1),
            "numFmt" => self.format = named(element).unwrap_or_default(),
            "lvlText" => self.text = element.value().unwrap_or_default(),
            "pStyle" => self.style = element.value(),
            "isLgl" => self.legal = element.is_on(),
            "lvlRestart" => self.restart = element.number(),
            "suff" => self.glued = element.value().is_some_and(|s| s == "nothing"),
            _ => {}
        }
    }
}
