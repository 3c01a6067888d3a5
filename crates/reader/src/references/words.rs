//! The words that refer, per language, from `data/<language>/references.toml`.

use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What is referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum What {
    Note,
    /// A note, by a word that means nothing else.
    Footnote,
    Section,
    Chapter,
    Annex,
    Figure,
    Table,
    Paragraph,
    Page,
}

impl What {
    /// As [`probata_report::CrossReference::what`] has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note | Self::Footnote => "note",
            Self::Section => "section",
            Self::Chapter => "chapter",
            Self::Annex => "annex",
            Self::Figure => "figure",
            Self::Table => "table",
            Self::Paragraph => "paragraph",
            Self::Page => "page",
        }
    }
}

/// The words of one language.
#[derive(Debug, Default)]
pub(crate) struct Words {
    what: HashMap<String, What>,
    /// They point inside the document, to what came before.
    pub above: HashSet<String>,
    /// They point inside the document, to what comes.
    pub below: HashSet<String>,
    /// They point somewhere.
    pub weak: HashSet<String>,
    /// "this report".
    pub this: Vec<String>,
    /// What follows belongs to another work.
    pub elsewhere: HashSet<String>,
    /// They stand between two numbers.
    pub joins: HashSet<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    note: Vec<String>,
    footnote: Vec<String>,
    section: Vec<String>,
    chapter: Vec<String>,
    annex: Vec<String>,
    figure: Vec<String>,
    table: Vec<String>,
    paragraph: Vec<String>,
    page: Vec<String>,
    above: Vec<String>,
    below: Vec<String>,
    weak: Vec<String>,
    this: Vec<String>,
    elsewhere: Vec<String>,
    joins: Vec<String>,
}

impl Words {
    fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        let written: Written = toml::from_str(text)?;
        let mut what = HashMap::new();
        for (kind, list) in [
            (What::Note, written.note),
            (What::Footnote, written.footnote),
            (What::Section, written.section),
            (What::Chapter, written.chapter),
            (What::Annex, written.annex),
            (What::Figure, written.figure),
            (What::Table, written.table),
            (What::Paragraph, written.paragraph),
            (What::Page, written.page),
        ] {
            what.extend(list.into_iter().map(|word| (word, kind)));
        }
        Ok(Self {
            what,
            above: written.above.into_iter().collect(),
            below: written.below.into_iter().collect(),
            weak: written.weak.into_iter().collect(),
            this: written.this,
            elsewhere: written.elsewhere.into_iter().collect(),
            joins: written.joins.into_iter().collect(),
        })
    }

    /// What a word refers to; capitals do not matter.
    pub fn what(&self, word: &str) -> Option<What> {
        const LONGEST: usize = 24;
        if word.len() > LONGEST {
            return None;
        }
        if let Some(what) = self.what.get(word) {
            return Some(*what);
        }
        word.chars().any(char::is_uppercase).then(|| self.what.get(&word.to_lowercase()).copied()).flatten()
    }
}

static LANGUAGES: LazyLock<Vec<(&'static str, Words)>> = LazyLock::new(|| {
    [
        ("en", include_str!("../../data/en/references.toml")),
        ("es", include_str!("../../data/es/references.toml")),
        ("fr", include_str!("../../data/fr/references.toml")),
        ("ru", include_str!("../../data/ru/references.toml")),
        ("ar", include_str!("../../data/ar/references.toml")),
    ]
    .into_iter()
    .map(|(code, text)| {
        (code, Words::from_toml(text).expect("embedded language files are valid, a test reads them"))
    })
    .collect()
});

/// The words of a language; of English where it has no file.
pub(crate) fn words(code: &str) -> &'static Words {
    LANGUAGES.iter().find(|(known, _)| *known == code).map_or(&LANGUAGES[0].1, |(_, words)| words)
}
