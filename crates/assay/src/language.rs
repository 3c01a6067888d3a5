//! The word lists of a language, read from `data/<language>/` at run time.
//!
//! A further language is a further folder with the same files and a line in [`Language::of`]; no code changes.

use crate::{attribution, carriage, hedge, kind};

/// Everything about a language that judging needs.
pub(crate) struct Language {
    pub attribution: attribution::Lexicon,
    pub hedges: hedge::Lexicon,
    pub kinds: kind::Lexicon,
    pub support: carriage::Lexicon,
}

impl Language {
    /// The lists of the language with this ISO 639-1 code; English where there is none yet.
    pub fn of(_code: &str) -> Self {
        Self::parse([
            include_str!("../data/en/attribution.toml"),
            include_str!("../data/en/hedges.toml"),
            include_str!("../data/en/kinds.toml"),
            include_str!("../data/en/support.toml"),
        ])
        .expect("the shipped lists parse, see the test")
    }

    fn parse([attribution, hedges, kinds, support]: [&str; 4]) -> Result<Self, String> {
        Ok(Self {
            attribution: attribution::Lexicon::parse(attribution)?,
            hedges: hedge::Lexicon::parse(hedges)?,
            kinds: kind::Lexicon::parse(kinds)?,
            support: carriage::Lexicon::parse(support)?,
        })
    }
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
