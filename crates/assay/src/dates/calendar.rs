//! A language's words for dates, read from `data/<language>/dates.toml`.

use serde::Deserialize;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What a word or sign can be in a date; one may be several.
pub(super) mod role {
    pub(in crate::dates) const MONTH: u32 = 1;
    pub(in crate::dates) const WEEKDAY: u32 = 1 << 1;
    pub(in crate::dates) const NUMBER: u32 = 1 << 2;
    pub(in crate::dates) const ORDINAL: u32 = 1 << 3;
    pub(in crate::dates) const DECADE: u32 = 1 << 4;
    pub(in crate::dates) const OF: u32 = 1 << 5;
    pub(in crate::dates) const ARTICLE: u32 = 1 << 6;
    pub(in crate::dates) const NIGHT: u32 = 1 << 7;
    pub(in crate::dates) const RANGE: u32 = 1 << 8;
    pub(in crate::dates) const LIST: u32 = 1 << 9;
    pub(in crate::dates) const BETWEEN: u32 = 1 << 10;
    pub(in crate::dates) const FROM: u32 = 1 << 11;
    pub(in crate::dates) const PART: u32 = 1 << 12;
    pub(in crate::dates) const AROUND: u32 = 1 << 13;
    pub(in crate::dates) const BEFORE: u32 = 1 << 14;
    pub(in crate::dates) const AFTER: u32 = 1 << 15;
    pub(in crate::dates) const MONTH_FOLLOWS: u32 = 1 << 16;
    pub(in crate::dates) const NO_YEAR_AFTER: u32 = 1 << 17;
    pub(in crate::dates) const NO_YEAR_BEFORE: u32 = 1 << 18;
    pub(in crate::dates) const COMMA: u32 = 1 << 19;
    pub(in crate::dates) const DOT: u32 = 1 << 20;
    pub(in crate::dates) const SLASH: u32 = 1 << 21;
    pub(in crate::dates) const DASH: u32 = 1 << 22;
    pub(in crate::dates) const OPEN: u32 = 1 << 23;
    pub(in crate::dates) const CLOSE: u32 = 1 << 24;
    pub(in crate::dates) const APOSTROPHE: u32 = 1 << 25;
    pub(in crate::dates) const YEAR_WORD: u32 = 1 << 26;
    pub(in crate::dates) const DECADE_WORD: u32 = 1 << 27;
}

/// Which comes first in a date written in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Order {
    /// 14/10/2005.
    DayFirst,
    /// 10/14/2005.
    MonthFirst,
    /// Not told: such a date keeps its year only.
    Unknown,
}

/// The file as it is written.
#[derive(Deserialize)]
struct Written {
    capitalised: bool,
    months: Vec<Vec<String>>,
    weekdays: Vec<Vec<String>>,
    ordinal_suffixes: Vec<String>,
    decade_suffixes: Vec<String>,
    ordinal_words: Vec<String>,
    of: Vec<String>,
    articles: Vec<String>,
    nights: Vec<String>,
    ranges: Vec<String>,
    lists: Vec<String>,
    betweens: Vec<String>,
    froms: Vec<String>,
    parts: Vec<String>,
    around: Vec<String>,
    before: Vec<String>,
    after: Vec<String>,
    month_follows: Vec<String>,
    no_year_after: Vec<String>,
    no_year_before: Vec<String>,
    numeric_order: Order,
    two_digit_pivot: u32,
    #[serde(default)]
    year_words: Vec<String>,
    #[serde(default)]
    year_needs_word: bool,
    #[serde(default)]
    skips_articles: bool,
    #[serde(default)]
    year_suffixes: Vec<String>,
    #[serde(default)]
    decade_words: Vec<String>,
    #[serde(default)]
    prefixes: Vec<String>,
    #[serde(default = "earliest")]
    earliest_year: u32,
}

/// The earliest year of four figures, unless the language says otherwise.
fn earliest() -> u32 {
    1000
}

/// What a phrase can be.
#[derive(Debug, Default, Clone)]
pub(super) struct Entry {
    /// Roles if the phrase ends here.
    pub(super) roles: u32,
    /// Month, weekday (from 0) or day it names.
    pub(super) value: u32,
    /// Longest phrase that begins with this word, in words.
    pub(super) longest: usize,
}

/// The files, English first.
const LANGUAGES: [(&str, &str); 5] = [
    ("en", include_str!("../../data/en/dates.toml")),
    ("ru", include_str!("../../data/ru/dates.toml")),
    ("ar", include_str!("../../data/ar/dates.toml")),
    ("es", include_str!("../../data/es/dates.toml")),
    ("fr", include_str!("../../data/fr/dates.toml")),
];

/// How a language writes dates.
pub(crate) struct Calendar {
    pub(super) capitalised: bool,
    pub(super) ordinal_suffixes: Vec<String>,
    pub(super) decade_suffixes: Vec<String>,
    pub(super) numeric_order: Order,
    pub(super) two_digit_pivot: u32,
    pub(super) year_needs_word: bool,
    pub(super) skips_articles: bool,
    pub(super) year_suffixes: Vec<String>,
    pub(super) prefixes: Vec<String>,
    earliest_year: u32,
    /// Phrases in lower case, words joined by one space.
    pub(super) phrases: HashMap<String, Entry>,
}

impl Calendar {
    /// The calendar of a language by its ISO 639-1 code; English where there is none of its own.
    pub(crate) fn of(language: &str) -> &'static Self {
        static ALL: OnceLock<Vec<(&str, Calendar)>> = OnceLock::new();
        let all = ALL.get_or_init(|| {
            let read = |(code, data): &(&'static str, &str)| {
                (*code, Self::read(data).expect("the dates of every language are tested"))
            };
            LANGUAGES.iter().map(read).collect()
        });
        let own = all.iter().find(|(code, _)| *code == language).or(all.first());
        &own.expect("English is a language").1
    }

    /// Reads a language's file; the error says what is wrong where.
    pub(crate) fn read(data: &str) -> Result<Self, toml::de::Error> {
        let written: Written = toml::from_str(data)?;
        let mut calendar = Self {
            capitalised: written.capitalised,
            ordinal_suffixes: written.ordinal_suffixes,
            decade_suffixes: written.decade_suffixes,
            numeric_order: written.numeric_order,
            two_digit_pivot: written.two_digit_pivot,
            year_needs_word: written.year_needs_word,
            skips_articles: written.skips_articles,
            year_suffixes: written.year_suffixes,
            prefixes: written.prefixes,
            earliest_year: written.earliest_year,
            phrases: HashMap::new(),
        };
        for (month, names) in (1..).zip(&written.months) {
            calendar.add(names, role::MONTH, month);
        }
        for (weekday, names) in (0..).zip(&written.weekdays) {
            calendar.add(names, role::WEEKDAY, weekday);
        }
        for (day, name) in (1..).zip(&written.ordinal_words) {
            calendar.add(std::slice::from_ref(name), role::ORDINAL, day);
        }
        let lists = [
            (&written.of, role::OF),
            (&written.articles, role::ARTICLE),
            (&written.nights, role::NIGHT),
            (&written.ranges, role::RANGE),
            (&written.lists, role::LIST),
            (&written.betweens, role::BETWEEN),
            (&written.froms, role::FROM),
            (&written.parts, role::PART),
            (&written.around, role::AROUND),
            (&written.before, role::BEFORE),
            (&written.after, role::AFTER),
            (&written.month_follows, role::MONTH_FOLLOWS),
            (&written.no_year_after, role::NO_YEAR_AFTER),
            (&written.no_year_before, role::NO_YEAR_BEFORE),
            (&written.year_words, role::YEAR_WORD),
            (&written.decade_words, role::DECADE_WORD),
        ];
        for (phrases, role) in lists {
            calendar.add(phrases, role, 0);
        }
        Ok(calendar)
    }

    fn add(&mut self, phrases: &[String], role: u32, value: u32) {
        for phrase in phrases {
            let words = phrase.split(' ').count();
            if let Some(first) = phrase.split(' ').next() {
                let entry = self.phrases.entry(first.to_owned()).or_default();
                entry.longest = entry.longest.max(words);
            }
            let entry = self.phrases.entry(phrase.clone()).or_default();
            entry.roles |= role;
            if value != 0 || role == role::WEEKDAY {
                entry.value = value;
            }
        }
    }

    /// The year that a number of two or four figures stands for.
    pub(super) fn year(&self, value: u32, width: usize) -> Option<i32> {
        match width {
            2 if value < self.two_digit_pivot => i32::try_from(2000 + value).ok(),
            2 => i32::try_from(1900 + value).ok(),
            4 if (self.earliest_year..2100).contains(&value) => i32::try_from(value).ok(),
            _ => None,
        }
    }
}
