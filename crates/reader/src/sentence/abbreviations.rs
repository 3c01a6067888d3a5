//! Abbreviations, months and the words that begin sentences, per language, from `data/<language>/`.
//!
//! Invariant: no language is named in the code but English, which serves where a language has no file.

use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What may stand behind an abbreviation; one may be of several kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Kinds(u8);

impl Kinds {
    /// A name follows.
    pub const BEFORE_NAME: Kinds = Kinds(1);
    /// A number follows, or the sentence has ended.
    pub const BEFORE_NUMBER: Kinds = Kinds(2);
    /// A number stands before; behind it the sentence seldom ends.
    pub const AFTER_NUMBER: Kinds = Kinds(4);
    /// Something follows.
    pub const NEVER_ENDS: Kinds = Kinds(8);
    /// A capital letter behind it is the next sentence.
    pub const MAY_END: Kinds = Kinds(16);
    /// Only a word that begins sentences tells that the sentence has ended.
    pub const SELDOM_ENDS: Kinds = Kinds(32);

    /// True if it is of this kind.
    pub fn has(self, kind: Kinds) -> bool {
        self.0 & kind.0 != 0
    }

    /// True if it is no abbreviation.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// The words of one language.
#[derive(Debug, Default)]
pub(crate) struct Words {
    kinds: HashMap<String, Kinds>,
    months: HashSet<String>,
    openers: HashSet<String>,
    reporting: HashSet<String>,
    numbered: HashSet<String>,
    frequent: HashSet<String>,
}

/// A language file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Written {
    before_name: Vec<String>,
    before_number: Vec<String>,
    after_number: Vec<String>,
    never_ends: Vec<String>,
    may_end: Vec<String>,
    seldom_ends: Vec<String>,
    months: Vec<String>,
    openers: Vec<String>,
    reporting: Vec<String>,
    numbered: Vec<String>,
    frequent: Vec<String>,
}

impl Words {
    fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        let written: Written = toml::from_str(text)?;
        let mut kinds: HashMap<String, Kinds> = HashMap::new();
        for (kind, list) in [
            (Kinds::BEFORE_NAME, written.before_name),
            (Kinds::BEFORE_NUMBER, written.before_number),
            (Kinds::AFTER_NUMBER, written.after_number),
            (Kinds::NEVER_ENDS, written.never_ends),
            (Kinds::MAY_END, written.may_end),
            (Kinds::SELDOM_ENDS, written.seldom_ends),
        ] {
            for word in list {
                kinds.entry(word).or_default().0 |= kind.0;
            }
        }
        let set = |list: Vec<String>| list.into_iter().map(|word| word.to_lowercase()).collect();
        Ok(Self {
            kinds,
            months: set(written.months),
            openers: set(written.openers),
            reporting: set(written.reporting),
            numbered: set(written.numbered),
            frequent: set(written.frequent),
        })
    }

    /// What `word` (without its last full stop) is as an abbreviation. Written in the data with a small letter it is
    /// found with a capital as well; a word all in capitals is found however it is written in the data.
    pub fn kinds(&self, word: &str) -> Kinds {
        let found = |word: &str| self.kinds.get(word).copied().unwrap_or_default();
        let exact = found(word);
        // A single capital is an initial, whatever its small letter abbreviates.
        if !exact.is_empty() || word.chars().nth(1).is_none() || !word.starts_with(char::is_uppercase) {
            return exact;
        }
        let lower = word.to_lowercase();
        let small = found(&lower);
        if !small.is_empty() || word.chars().any(char::is_lowercase) {
            return small;
        }
        found(&capitalised(&lower))
    }

    /// True if this is a month or a weekday.
    pub fn is_month(&self, word: &str) -> bool {
        self.months.contains(&word.to_lowercase())
    }

    /// True if sentences often begin with it.
    pub fn is_opener(&self, word: &str) -> bool {
        self.openers.contains(&word.to_lowercase())
    }

    /// True if it is a verb of speaking that may follow a quoted question.
    pub fn is_reporting(&self, word: &str) -> bool {
        self.reporting.contains(word)
    }

    /// True if with a number behind it it is a title ("Figure 3").
    pub fn is_numbered(&self, word: &str) -> bool {
        self.numbered.contains(&word.to_lowercase())
    }

    /// True if it is one of the most frequent words of the language; `word` in small letters.
    pub fn is_frequent(&self, word: &str) -> bool {
        self.frequent.contains(word)
    }
}

fn capitalised(lower: &str) -> String {
    let mut chars = lower.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    first + chars.as_str()
}

/// Languages with a file, by ISO 639-1 code; English first.
static LANGUAGES: LazyLock<Vec<(&'static str, Words)>> = LazyLock::new(|| {
    [
        ("en", include_str!("../../data/en/abbreviations.toml")),
        ("es", include_str!("../../data/es/abbreviations.toml")),
        ("fr", include_str!("../../data/fr/abbreviations.toml")),
        ("ru", include_str!("../../data/ru/abbreviations.toml")),
        ("ar", include_str!("../../data/ar/abbreviations.toml")),
    ]
    .into_iter()
    .map(|(code, text)| {
        (code, Words::from_toml(text).expect("embedded language files are valid, a test reads them"))
    })
    .collect()
});

/// The words of a language; of English where it has no file.
pub(crate) fn words(code: &str) -> &'static Words {
    known().find(|(known, _)| *known == code).map_or(&LANGUAGES[0].1, |(_, words)| words)
}

/// All languages with a file.
pub(crate) fn known() -> impl Iterator<Item = (&'static str, &'static Words)> {
    LANGUAGES.iter().map(|(code, words)| (*code, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_file_is_read_and_has_the_lists_that_matter() {
        for (code, words) in known() {
            assert!(words.kinds.len() > 20, "{code}");
            assert!(
                !words.openers.is_empty() && !words.months.is_empty() && !words.frequent.is_empty(),
                "{code}"
            );
        }
    }

    #[test]
    fn capitals_are_found_as_small_letters_are() {
        let english = words("en");
        assert!(english.kinds("MR").has(Kinds::BEFORE_NAME));
        assert!(english.kinds("Para").has(Kinds::BEFORE_NUMBER));
        assert!(english.kinds("mr").is_empty());
        assert!(words("de").kinds("etc").has(Kinds::MAY_END));
    }
}
