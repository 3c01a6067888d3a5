//! Small words by what they do in a sentence, from `classes.toml`.

use serde::Deserialize;
use std::collections::{HashMap, HashSet};

macro_rules! classes {
    ($($name:ident = $code:literal,)*) => {
        /// What a small word does; the data file has a list for each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Class { $($name,)* }

        /// The classes by the names of the data file.
        const CLASSES: &[&str] = &[$($code,)*];
    };
}

classes! {
    Be = "be", Auxiliary = "auxiliary", Light = "light", Modal = "modal", Obligation = "obligation", Past = "past",
    Chain = "chain", Negation = "negation", Relative = "relative", Determiner = "determiner",
    Quantifier = "quantifier", Article = "article", Preposition = "preposition", Pronoun = "pronoun",
    PersonSubject = "person_subject", PluralSubject = "plural_subject", Author = "author",
    Possessive = "possessive", Definite = "definite", Question = "question", LooseQuestion = "loose_question",
    That = "that", To = "to", Condition = "condition", Reported = "reported", Within = "within", Calendar = "calendar", Possible = "possible", Speaker = "speaker", SpeakerEnding = "speaker_ending", By = "by", Owner = "owner", Of = "of", Correlative = "correlative", Topic = "topic",
    As = "as", And = "and",     Describer = "describer", NotAdverb = "not_adverb", IrregularPast = "irregular_past", Finding = "finding",
    Ahead = "ahead", Group = "group", BeforeAct = "before_act", Measure = "measure", Times = "times",
    Interviewed = "interviewed", FirstPerson = "first_person", LoneSpeaker = "lone_speaker",
    Collective = "collective", Numeral = "numeral", Neuter = "neuter", Born = "born", BornOn = "born_on", Weighing = "weighing",
    OwnVoice = "own_voice", This = "this", GoesBack = "goes_back",
}

/// The lists, and the endings that tell a word's form.
#[derive(Debug, Default)]
pub(crate) struct Classes {
    words: Vec<HashSet<String>>,
    endings: HashMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    words: HashMap<String, String>,
    endings: HashMap<String, String>,
}

impl Classes {
    /// Reads `classes.toml`; the message names what is wrong in it.
    pub fn parse(data: &str) -> Result<Self, String> {
        let mut file: File = toml::from_str(data).map_err(|error| format!("classes.toml: {error}"))?;
        let set = |words: String| words.split_whitespace().map(str::to_owned).collect();
        let words: Vec<HashSet<String>> =
            CLASSES.iter().map(|code| file.words.remove(*code).map(set).unwrap_or_default()).collect();
        match file.words.keys().next() {
            Some(unknown) => Err(format!("classes.toml: there is no class \"{unknown}\"")),
            None => Ok(Self { words, endings: file.endings }),
        }
    }

    /// True if the word (in lower case) is of the class.
    pub fn has(&self, class: Class, word: &str) -> bool {
        self.words[class as usize].contains(word)
    }

    /// True if the word has the ending and not the one that only looks like it.
    pub fn ends(&self, word: &str, ending: &str, except: &str) -> bool {
        let has = |name: &str| self.endings.get(name).is_some_and(|end| word.ends_with(end.as_str()));
        has(ending) && (except.is_empty() || !has(except))
    }

    /// True if the word, or its singular, ends as the class says.
    pub fn has_ending(&self, class: Class, word: &str) -> bool {
        let one = self.endings.get("plural").and_then(|plural| word.strip_suffix(plural.as_str()));
        self.words[class as usize]
            .iter()
            .any(|end| word.ends_with(end) || one.is_some_and(|one| one.ends_with(end)))
    }

    /// Looks like an adverb ("repeatedly").
    pub fn is_adverb(&self, word: &str) -> bool {
        word.len() > 4 && self.ends(word, "adverb", "") && !self.has(Class::NotAdverb, word)
    }

    /// Looks like a past form ("handed").
    pub fn is_past(&self, word: &str) -> bool {
        word.len() > 3 && self.ends(word, "past", "not_past") || self.has(Class::IrregularPast, word)
    }
}
