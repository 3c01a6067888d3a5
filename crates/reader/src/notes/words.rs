//! The words of `words.toml`, ready for look-up.

use std::collections::HashSet;
use std::sync::OnceLock;

/// Words of all languages together: they are looked up before the language of a block is known.
#[derive(Debug, Default)]
pub(crate) struct Words {
    headings: HashSet<String>,
    openings: Vec<String>,
    tellers: Vec<String>,
    months: HashSet<String>,
    pointers: HashSet<String>,
    measures: HashSet<String>,
    joiners: HashSet<String>,
}

#[derive(serde::Deserialize)]
struct Language {
    headings: Vec<String>,
    openings: Vec<String>,
    tellers: Vec<String>,
    months: Vec<String>,
    pointers: Vec<String>,
    measures: Vec<String>,
    joiners: Vec<String>,
}

/// The words, read once.
pub(crate) fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let languages: std::collections::BTreeMap<String, Language> =
            toml::from_str(include_str!("words.toml")).unwrap_or_default();
        let mut all = Words::default();
        for language in languages.into_values() {
            all.headings.extend(language.headings);
            all.openings.extend(language.openings);
            all.tellers.extend(language.tellers);
            all.months.extend(language.months);
            all.pointers.extend(language.pointers);
            all.measures.extend(language.measures);
            all.joiners.extend(language.joiners);
        }
        all
    })
}

impl Words {
    /// True for the heading of a list of notes: "Notes", "ENDNOTES", "IV. Footnotes:", "## Notes".
    pub fn is_heading(&self, line: &str) -> bool {
        if line.len() > 120 {
            return false;
        }
        let line = line.to_lowercase();
        let line = line.trim_matches(|c: char| !c.is_alphabetic());
        let after_number = line.split_once(". ").map_or(line, |(_, rest)| rest);
        self.headings.contains(line) || self.headings.contains(after_number)
    }

    /// True if a text reads like a note: cites, names an interview, points to an address.
    pub fn reads_like_note(&self, body: &str) -> bool {
        let head: String = body.chars().take(200).collect::<String>().to_lowercase();
        let head = head.trim_start_matches(|c: char| !c.is_alphabetic());
        self.openings.iter().any(|opening| begins_with_word(head, opening))
            || self.tellers.iter().any(|teller| head.contains(teller.as_str()))
    }

    /// True for the name of a month.
    pub fn is_month(&self, word: &str) -> bool {
        self.months.contains(&word.to_lowercase())
    }

    /// True for a word that announces a number which is no mark: "No", "para", "art".
    pub fn is_pointer(&self, word: &str) -> bool {
        word.len() <= 24 && self.pointers.contains(&word.to_lowercase())
    }

    /// True for a word that a counting or measuring number stands before: "percent", "people".
    pub fn is_measure(&self, word: &str) -> bool {
        word.len() <= 24 && self.measures.contains(&word.to_lowercase())
    }

    /// True for a word that joins a clause on behind a comma, and seldom follows a number: "and", "which".
    pub fn is_joiner(&self, word: &str) -> bool {
        word.len() <= 24 && self.joiners.contains(word)
    }
}

fn begins_with_word(text: &str, opening: &str) -> bool {
    text.strip_prefix(opening).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}
