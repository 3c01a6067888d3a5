//! The word lists of a language, read from `data/<language>/` at run time.
//!
//! A further language is a further folder with the same files and a line in [`Language::of`]; no code changes.

use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::classes::Classes;
use crate::phrases::Phrases;
use crate::restatement::Stems;
use crate::{accusation, attribution, carriage, hedge, in_text, kind};

/// Everything about a language that judging needs.
pub(crate) struct Language {
    pub classes: Classes,
    pub attribution: attribution::Lexicon,
    pub hedges: hedge::Lexicon,
    pub kinds: kind::Lexicon,
    pub support: carriage::Lexicon,
    pub accusations: accusation::Lexicon,
    /// Words of citations in the running text.
    pub cited: in_text::Lexicon,
    /// The commonest endings of words.
    pub stems: Stems,
    /// Words for all of a number ("all twelve").
    pub wholes: HashSet<String>,
    /// Terms of law that are findings, as patterns.
    pub legal_terms: Vec<String>,
    /// Words for events that happen once to a person ("arrested"), with the number of the event.
    pub events: HashMap<String, usize>,
    /// Words before the number of a heading ("chapter").
    pub divisions: HashSet<String>,
    /// How a note says whom an article has it from.
    pub repeating: Phrases<()>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleWords {
    legal_terms: Vec<String>,
    events: Vec<String>,
    repeating: Vec<String>,
    endings: String,
    wholes: String,
    divisions: String,
    cited: in_text::File,
}

impl Language {
    /// The lists of the language with this ISO 639-1 code, read once; English where there is none yet.
    pub fn of(_code: &str) -> &'static Self {
        static ENGLISH: OnceLock<Language> = OnceLock::new();
        ENGLISH.get_or_init(Self::english)
    }

    fn english() -> Self {
        Self::parse([
            include_str!("../data/en/classes.toml"),
            include_str!("../data/en/attribution.toml"),
            include_str!("../data/en/hedges.toml"),
            include_str!("../data/en/kinds.toml"),
            include_str!("../data/en/support.toml"),
            include_str!("../data/en/accusations.toml"),
            include_str!("../data/en/rules.toml"),
        ])
        .expect("the shipped lists parse, see the test")
    }

    fn parse(
        [classes, attribution, hedges, kinds, support, accusations, rules]: [&str; 7],
    ) -> Result<Self, String> {
        let rules: RuleWords = toml::from_str(rules).map_err(|error| format!("rules.toml: {error}"))?;
        Ok(Self {
            classes: Classes::parse(classes)?,
            attribution: attribution::Lexicon::parse(attribution)?,
            hedges: hedge::Lexicon::parse(hedges)?,
            kinds: kind::Lexicon::parse(kinds)?,
            support: carriage::Lexicon::parse(support)?,
            accusations: accusation::Lexicon::parse(accusations)?,
            cited: rules.cited.into(),
            stems: Stems::of_endings(&rules.endings),
            wholes: rules.wholes.split_whitespace().map(str::to_owned).collect(),
            divisions: rules.divisions.split_whitespace().map(str::to_owned).collect(),
            legal_terms: rules.legal_terms,
            events: numbered(&rules.events),
            repeating: Phrases::of(&rules.repeating),
        })
    }
}

/// Each word with the number of its line.
fn numbered(lines: &[String]) -> HashMap<String, usize> {
    let words = |(nth, line): (usize, &String)| {
        line.split_whitespace().map(|word| (word.to_owned(), nth)).collect::<Vec<_>>()
    };
    lines.iter().enumerate().flat_map(words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_lists_parse() {
        let language = Language::of("en");
        assert!(language.attribution.verbs.contains_key("said"));
    }
}
