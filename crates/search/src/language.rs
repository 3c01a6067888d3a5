//! The language whose endings a word has.

use crate::fold::{folded, lowered};
use crate::words::words;
use frostem::{Algorithm, Stemmer};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Languages whose words are found in each of their forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Language {
    English,
    French,
    Spanish,
    Russian,
    Arabic,
}

/// The scripts that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Other,
}

/// Small words by which a passage shows its language. No word stands in two rows.
const SIGNS: [(Language, &[&str]); 3] = [
    (
        Language::English,
        &[
            "the", "of", "and", "to", "was", "were", "in", "he", "she", "they", "that", "with", "is", "it",
            "had", "for", "by", "at", "his", "her", "from", "not", "who", "my", "you",
        ],
    ),
    (
        Language::French,
        &[
            "le", "les", "des", "et", "est", "du", "une", "dans", "il", "elle", "qui", "au", "aux", "sur",
            "pas", "ne", "ont", "avec", "etait", "nous", "je", "pour", "ce", "vous", "mais",
        ],
    ),
    (
        Language::Spanish,
        &[
            "el", "los", "las", "y", "del", "en", "por", "una", "fue", "lo", "su", "con", "para", "al",
            "como", "pero", "mas", "o", "ha", "sin", "ese", "esta", "yo", "usted", "habia",
        ],
    ),
];

/// Bytes of the longest sign, with its accents.
const LONGEST_SIGN: usize = 8;

/// The row of each sign.
static ROWS: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let row = |(row, (_, signs)): (usize, &(Language, &'static [&'static str]))| {
        signs.iter().map(move |sign| (*sign, row)).collect::<Vec<_>>()
    };
    SIGNS.iter().enumerate().flat_map(row).collect()
});

impl Language {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::English, Self::French, Self::Spanish, Self::Russian, Self::Arabic];

    /// From a code of ISO 639, such as `en` or `en-GB`.
    pub fn of_code(code: &str) -> Option<Self> {
        match code.split(['-', '_']).next()? {
            "en" => Some(Self::English),
            "fr" => Some(Self::French),
            "es" => Some(Self::Spanish),
            "ru" => Some(Self::Russian),
            "ar" => Some(Self::Arabic),
            _ => None,
        }
    }

    /// One letter, which stands before its stems in the index.
    pub(crate) fn tag(self) -> char {
        match self {
            Self::English => 'e',
            Self::French => 'f',
            Self::Spanish => 's',
            Self::Russian => 'r',
            Self::Arabic => 'a',
        }
    }

    pub(crate) fn of_tag(tag: char) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    pub(crate) fn script(self) -> Script {
        match self {
            Self::English | Self::French | Self::Spanish => Script::Latin,
            Self::Russian => Script::Cyrillic,
            Self::Arabic => Script::Arabic,
        }
    }

    /// The part of a word that its forms share, folded.
    pub(crate) fn stem(self, word: &str) -> String {
        let algorithm = match self {
            Self::English => Algorithm::English,
            Self::French => Algorithm::French,
            Self::Spanish => Algorithm::Spanish,
            Self::Russian => Algorithm::Russian,
            Self::Arabic => Algorithm::Arabic,
        };
        let lowered = lowered(word);
        let bare = if self == Self::Arabic { without_article(&lowered) } else { &lowered };
        folded(&Stemmer::new(algorithm).stem(bare))
    }

    /// Languages in which a word may be meant that is asked for.
    pub(crate) fn of_script(script: Script) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |language| language.script() == script)
    }

    /// The language of words in Latin letters of a passage: by its small words, or what the whole is in.
    pub(crate) fn of_passage(passage: &str, whole: Option<Self>) -> Option<Self> {
        let mut counts = [0_usize; SIGNS.len()];
        for word in words(passage).filter(|word| word.len() <= LONGEST_SIGN) {
            if let Some(row) = ROWS.get(folded(&passage[word]).as_str()) {
                counts[*row] += 1;
            }
        }
        let most = counts.into_iter().max().unwrap_or(0);
        let as_many: Vec<Self> = SIGNS
            .iter()
            .zip(counts)
            .filter(|(_, count)| *count == most)
            .map(|((language, _), _)| *language)
            .collect();
        match as_many[..] {
            [only] if most > 1 => Some(only),
            _ => whole.filter(|whole| whole.script() == Script::Latin),
        }
    }
}

/// What is written together with an Arabic word: the article, with "and", "so", "in", "like" or "to" before it.
const ARTICLES: [&str; 7] = ["وال", "فال", "بال", "كال", "ولل", "لل", "ال"];

/// An Arabic word without its article.
pub(crate) fn without_article(word: &str) -> &str {
    let bare = ARTICLES.iter().find_map(|article| word.strip_prefix(article));
    bare.filter(|bare| bare.chars().count() > 2).unwrap_or(word)
}

impl Script {
    /// Of a word's first letter.
    pub(crate) fn of(word: &str) -> Self {
        match word.chars().find(|letter| letter.is_alphabetic()) {
            Some('a'..='z' | 'A'..='Z' | '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') => Self::Latin,
            Some('\u{400}'..='\u{52f}') => Self::Cyrillic,
            Some(
                '\u{600}'..='\u{6ff}'
                | '\u{750}'..='\u{77f}'
                | '\u{fb50}'..='\u{fdff}'
                | '\u{fe70}'..='\u{feff}',
            ) => Self::Arabic,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (language, forms) in [
            (Language::English, &["arrest", "arrested", "arrests", "arresting"][..]),
            (Language::French, &["arrêté", "arrêtés", "arrêtée", "arrêter"]),
            (Language::Spanish, &["detenido", "detenidos", "detenida", "detenidas"]),
            (Language::Russian, &["пытка", "пытки", "пытках", "пытками"]),
            (Language::Arabic, &["السجن", "سجن", "والسجن"]),
        ] {
            let stem = language.stem(forms[0]);
            for form in forms {
                assert_eq!(language.stem(form), stem, "{form}");
            }
        }
    }

    #[test]
    fn a_passage_shows_its_language() {
        let english = Some(Language::English);
        assert_eq!(Language::of_passage("He was taken to the prison by men in masks", None), english);
        assert_eq!(
            Language::of_passage("Il a été arrêté dans la rue et les gardes ont ri", english),
            Some(Language::French)
        );
        assert_eq!(
            Language::of_passage("Lo llevaron a la cárcel y su hermano fue con él", english),
            Some(Language::Spanish)
        );
        assert_eq!(Language::of_passage("Doln, block 4", english), english);
        assert_eq!(Language::of_passage("Doln, block 4", Some(Language::Russian)), None);
    }

    #[test]
    fn no_sign_stands_for_two_languages() {
        let all: Vec<&str> = SIGNS.iter().flat_map(|(_, signs)| signs.iter().copied()).collect();
        for (at, sign) in all.iter().enumerate() {
            assert!(!all[at + 1..].contains(sign), "{sign}");
            assert_eq!(folded(sign), **sign);
        }
    }
}
