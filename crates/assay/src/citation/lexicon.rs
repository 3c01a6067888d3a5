//! A language's words for citing, read from `data/<language>/citations.toml`.

use probata_vocabulary::{Signal, WithheldItem};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};

macro_rules! roles {
    ($($name:ident $key:literal,)*) => {
        /// What a phrase can be in a citation; one may be several. The data file explains each.
        pub(super) mod role {
            #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "only numbers the constants below")]
            enum Number { $($name,)* }
            $(pub(in crate::citation) const $name: u64 = 1 << (Number::$name as u64);)*
        }
        const ROLES: &[(&str, u64)] = &[$(($key, role::$name),)*];
    };
}

roles! {
    IBID "ibid", SUPRA "supra", INFRA "infra", NOTE "note", SECTION "section", HEREINAFTER "hereinafter",
    INTERVIEW "interview", TELEPHONE "telephone", VIDEO "video", GROUP "group", CORRESPONDENCE "correspondence",
    LETTER "letter", EMAIL "email", PRESS_CONFERENCE "press_conference", REPORT "report", PRESS "press",
    JUDGMENT "judgment", TREATY "treaty", LEGISLATION "legislation", ON_FILE "on_file", WEB "web", UN "un",
    WITH "with", BY "by", FROM "from", TO "to", OF "of", AND "and", VERSUS "versus", NUMBER "number",
    CASE_NUMBER "case_number", LOCATOR "locator", ACCESSED "accessed", OWN "own", CONTINUES "continues",
    RESTS_ON "rests_on", VERB "verb", NOT_VERB "not_verb", BODY "body", ROLE "role", NUMBER_WORD "number_word",
    NARROWS "narrows", REDACTED "redacted", POSSESSIVE "possessive", ABBREVIATION "abbreviation",
    SEPARATE "separate", ENCOUNTER "encounter", CUTS "cuts", MEDIUM "medium", WITHHOLDS "withholds", WITHHOLDS_BEFORE "withholds_before",
}

/// The file as it is written.
#[derive(Deserialize)]
struct Written {
    signals: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    verb_ending: Vec<String>,
    withheld: BTreeMap<String, Vec<String>>,
    withheld_whole: BTreeMap<String, Vec<String>>,
    symbols: Symbols,
}

#[derive(Deserialize)]
struct Symbols {
    prefixes: Vec<String>,
}

/// What a phrase can be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    /// Bits of [`role`].
    pub(super) roles: u64,
    /// What is kept back if the phrase stands beside "withheld": bits by [`WithheldItem`].
    pub(super) nouns: u16,
    /// What the phrase by itself keeps back: bits by [`WithheldItem`].
    pub(super) whole: u16,
    /// The signal that it is.
    pub(super) signal: Option<Signal>,
}

impl Meaning {
    fn add(&mut self, other: Meaning) {
        self.roles |= other.roles;
        self.nouns |= other.nouns;
        self.whole |= other.whole;
        self.signal = self.signal.or(other.signal);
    }

    fn is_none(self) -> bool {
        self == Meaning::default()
    }
}

#[derive(Default)]
struct Entry {
    any: Meaning,
    /// Only where the text begins it with a capital.
    capital: Meaning,
    /// Longest phrase that begins with this word, in words.
    longest: usize,
}

/// How a language cites.
pub(super) struct Lexicon {
    phrases: HashMap<String, Entry>,
    /// Endings of verbs in lower case.
    pub(super) verb_endings: Vec<String>,
    /// What the symbols of United Nations documents begin with.
    pub(super) symbols: HashSet<String>,
}

/// Why a language's file cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct UnusableData(String);

impl Lexicon {
    /// English.
    pub(super) fn english() -> Self {
        Self::read(include_str!("../../data/en/citations.toml")).expect("the English citations are tested")
    }

    /// Reads a language's file.
    pub(super) fn read(data: &str) -> Result<Self, UnusableData> {
        let written: Written = toml::from_str(data).map_err(|error| UnusableData(error.to_string()))?;
        let symbols = written.symbols.prefixes.into_iter().collect();
        let mut lexicon = Self { phrases: HashMap::new(), verb_endings: written.verb_ending, symbols };
        for (code, phrases) in &written.signals {
            let signal: Signal = code.parse().map_err(unknown)?;
            lexicon.add(phrases, Meaning { signal: Some(signal), ..Meaning::default() });
        }
        for (key, phrases) in &written.words {
            let known = ROLES.iter().find(|(name, _)| name == key);
            let (_, roles) = known.ok_or_else(|| UnusableData(format!("[words] {key} is not known")))?;
            lexicon.add(phrases, Meaning { roles: *roles, ..Meaning::default() });
        }
        for (code, phrases) in &written.withheld {
            lexicon.add(
                phrases,
                Meaning { nouns: item_bit(code.parse().map_err(unknown)?), ..Meaning::default() },
            );
        }
        for (code, phrases) in &written.withheld_whole {
            lexicon.add(
                phrases,
                Meaning { whole: item_bit(code.parse().map_err(unknown)?), ..Meaning::default() },
            );
        }
        Ok(lexicon)
    }

    fn add(&mut self, phrases: &[String], meaning: Meaning) {
        for phrase in phrases {
            let low = phrase.to_lowercase();
            let first = low.split(' ').next().unwrap_or_default().to_owned();
            let entry = self.phrases.entry(first).or_default();
            entry.longest = entry.longest.max(low.split(' ').count());
            let capital = phrase.chars().next().is_some_and(char::is_uppercase);
            let entry = self.phrases.entry(low).or_default();
            if capital { entry.capital.add(meaning) } else { entry.any.add(meaning) }
        }
    }

    /// The most words of a phrase that begins with `word` (lower case); 0 if none does.
    pub(super) fn longest(&self, word: &str) -> usize {
        self.phrases.get(word).map_or(0, |entry| entry.longest)
    }

    /// What a phrase (lower case, single spaces) means; `capital` if the text begins it with one.
    pub(super) fn meaning(&self, phrase: &str, capital: bool) -> Option<Meaning> {
        let entry = self.phrases.get(phrase)?;
        let mut meaning = entry.any;
        if capital {
            meaning.add(entry.capital);
        }
        (!meaning.is_none()).then_some(meaning)
    }
}

fn unknown(error: probata_vocabulary::UnknownCode) -> UnusableData {
    UnusableData(error.to_string())
}

fn item_bit(item: WithheldItem) -> u16 {
    WithheldItem::ALL.iter().position(|known| *known == item).map_or(0, |at| 1 << at)
}

/// The items of a set of bits, in the field's order.
pub(super) fn items(bits: u16) -> Vec<WithheldItem> {
    let of = |(at, item): (usize, &WithheldItem)| (bits & (1 << at) != 0).then_some(*item);
    WithheldItem::ALL.iter().enumerate().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_not_known_is_named() {
        let data =
            "[signals]\n[words]\ngossip = [\"x\"]\n[withheld]\n[withheld_whole]\n[symbols]\nprefixes = []";
        assert_eq!(Lexicon::read(data).err(), Some(UnusableData("[words] gossip is not known".into())));
    }

    #[test]
    fn a_phrase_with_a_capital_needs_one() {
        let lexicon = Lexicon::english();
        assert_eq!(lexicon.meaning("act", false).map_or(0, |m| m.roles & role::LEGISLATION), 0);
        assert_ne!(lexicon.meaning("act", true).map_or(0, |m| m.roles & role::LEGISLATION), 0);
    }
}
