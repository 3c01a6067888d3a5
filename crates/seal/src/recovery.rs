//! A secret that fits on a sheet of paper: eighteen plain words, of which the first three letters are enough.
//!
//! Sixteen bytes and a check of two, a word a byte. A word that was read or copied wrongly is either none of the list or fails the check.

use crate::identity::Identity;
use crate::{Random, sha256};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

const LABEL: &[u8] = b"probata/v1/recovery";
const SECRET: usize = 16;
const CHECK: usize = 2;

/// Of what the keys of a recovery identity are made.
pub struct Recovery(Zeroizing<[u8; SECRET]>);

/// Why words are no recovery sheet's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// Too few or too many.
    #[error("a recovery sheet has 18 words, and these are {0}")]
    Count(usize),
    /// One is not of the list.
    #[error("word {place}, \"{word}\", is on no recovery sheet: look at it again")]
    Unknown {
        /// Which, from 1.
        place: usize,
        /// As it was typed.
        word: String,
    },
    /// All are of the list, and they do not belong together.
    #[error("the words do not belong together: one of them, or their order, is another than on the sheet")]
    Check,
}

impl Recovery {
    /// A secret that nobody has.
    pub fn new(random: &mut dyn Random) -> Self {
        let mut secret = Zeroizing::new([0; SECRET]);
        random.fill(&mut *secret);
        Self(secret)
    }

    /// Its words, in order.
    pub fn words(&self) -> Vec<&'static str> {
        let check = check(&self.0);
        self.0.iter().chain(&check).map(|byte| WORDS[usize::from(*byte)]).collect()
    }

    /// From words as somebody types them: in small or large letters, numbered or not, of each at least the first three letters.
    pub fn from_words(text: &str) -> Result<Self, WordsError> {
        let words = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
        let words: Vec<&str> = words.collect();
        let mut bytes = Zeroizing::new(Vec::with_capacity(SECRET + CHECK));
        for (place, word) in (1..).zip(&words) {
            let byte =
                place_of(word).ok_or_else(|| WordsError::Unknown { place, word: (*word).to_owned() })?;
            bytes.push(byte);
        }
        if words.len() != SECRET + CHECK {
            return Err(WordsError::Count(words.len()));
        }
        let (secret, found) = bytes.split_first_chunk::<SECRET>().expect("there are 18");
        let secret = Zeroizing::new(*secret);
        if check(&secret) == *found { Ok(Self(secret)) } else { Err(WordsError::Check) }
    }

    /// The identity whose keys are made of it.
    pub fn identity(&self) -> Identity {
        let mut keys = Zeroizing::new([0; 96]);
        Hkdf::<Sha256>::new(None, &*self.0).expand(LABEL, &mut *keys).expect("96 bytes are few");
        let key = |at: usize| Zeroizing::new(keys[32 * at..32 * (at + 1)].try_into().expect("32 of 96"));
        Identity::from_keys(&key(0), &key(1), key(2))
    }
}

impl std::fmt::Debug for Recovery {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Recovery(secret)")
    }
}

fn check(secret: &[u8; SECRET]) -> [u8; CHECK] {
    let digest = sha256(&[LABEL, &[0], secret].concat());
    [digest.0[0], digest.0[1]]
}

/// The place of a word in the list, by its first three letters; what follows them must be its own.
fn place_of(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let is_it = |known: &&str| word.len() >= 3 && known.starts_with(&word);
    WORDS.iter().position(is_it).and_then(|at| u8::try_from(at).ok())
}

/// In order; no two begin with the same three letters.
const WORDS: [&str; 256] = [
    "acid", "actor", "after", "agent", "alarm", "amber", "ankle", "april", "arena", "atlas", "aunt",
    "avenue", "axle", "badge", "ballad", "barn", "bath", "belt", "bicycle", "biscuit", "blue", "body",
    "bone", "bottle", "branch", "bridge", "bucket", "build", "bundle", "button", "cabin", "cage", "calm",
    "candle", "carpet", "cave", "cement", "chair", "chimney", "circle", "clerk", "clock", "cobra", "coffee",
    "cold", "corn", "couch", "cream", "crow", "custom", "daisy", "dance", "dawn", "dentist", "dial", "dirt",
    "doctor", "donkey", "dove", "dream", "duck", "eagle", "echo", "effort", "elbow", "ember", "engine",
    "error", "exit", "face", "falcon", "father", "fence", "fever", "field", "fire", "flag", "flute",
    "forest", "frame", "fuel", "future", "game", "gate", "ghost", "gift", "girl", "globe", "gold", "green",
    "group", "guitar", "habit", "hand", "hawk", "head", "herb", "hinge", "honey", "hotel", "hundred",
    "husband", "image", "infant", "iron", "ivory", "jasmine", "jelly", "joke", "judge", "july", "jury",
    "kayak", "kennel", "kidney", "kitchen", "knife", "ladder", "lamp", "lark", "lawn", "lemon", "letter",
    "library", "lime", "lion", "list", "lizard", "local", "loop", "love", "lumber", "machine", "major",
    "maple", "mask", "meadow", "memory", "metal", "milk", "mirror", "mitten", "money", "morning", "mother",
    "mule", "name", "narrow", "neck", "nephew", "never", "nine", "noise", "north", "note", "nurse", "ocean",
    "office", "omelet", "orange", "orchid", "otter", "oven", "oyster", "paint", "paper", "pasta", "peach",
    "pepper", "phone", "picnic", "pine", "pizza", "pocket", "point", "pond", "potato", "pretty", "puddle",
    "pump", "purple", "queen", "rabbit", "radio", "rain", "rapid", "reader", "reef", "relay", "rent",
    "rhyme", "rice", "ring", "river", "robin", "rope", "rubber", "rust", "saddle", "sand", "scarf", "second",
    "seven", "shell", "silver", "singer", "skate", "slow", "smoke", "snow", "soccer", "soil", "soup",
    "spice", "spring", "stable", "straw", "supper", "sweet", "symbol", "table", "tango", "target", "teeth",
    "tent", "thumb", "tiger", "toast", "token", "tool", "track", "trumpet", "tulip", "turtle", "uncle",
    "unit", "urban", "valley", "vase", "verb", "view", "vine", "visit", "volcano", "wagon", "wall",
    "weather", "week", "white", "wild", "wire", "wonder", "wrist", "year", "yogurt", "zebra",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::tests::Counting;

    #[test]
    fn the_words_are_told_by_three_letters() {
        let mut heads: Vec<&str> = WORDS.iter().map(|word| &word[..3]).collect();
        heads.dedup();
        assert_eq!(heads.len(), 256);
        assert!(
            WORDS.is_sorted()
                && WORDS.iter().all(|word| word.bytes().all(|letter| letter.is_ascii_lowercase()))
        );
    }

    #[test]
    fn a_secret_comes_back_however_its_words_are_typed() {
        let mut random = Counting::default();
        for _ in 0..50 {
            let secret = Recovery::new(&mut random);
            let words = secret.words();
            let numbered = (1..).zip(&words).map(|(at, word)| format!("{at}. {}\n", word.to_uppercase()));
            let short: Vec<&str> = words.iter().map(|word| &word[..3]).collect();
            for text in [words.join(" "), numbered.collect(), short.join("  ")] {
                assert_eq!(Recovery::from_words(&text).unwrap().0, secret.0, "{text}");
            }
        }
    }

    #[test]
    fn a_word_that_is_wrong_or_missing_is_told() {
        let words = Recovery::new(&mut Counting::default()).words();
        assert_eq!(Recovery::from_words(&words[1..].join(" ")).unwrap_err(), WordsError::Count(17));
        let mut other = words.clone();
        other[4] = "qwertz";
        let error = Recovery::from_words(&other.join(" ")).unwrap_err();
        assert_eq!(error, WordsError::Unknown { place: 5, word: "qwertz".to_owned() });
        let mut missed = 0;
        for at in 0..words.len() {
            for word in WORDS.iter().filter(|word| **word != words[at]) {
                let mut other = words.clone();
                other[at] = word;
                missed += usize::from(Recovery::from_words(&other.join(" ")).is_ok());
            }
        }
        assert!(missed <= 1, "the check of two bytes misses one of 65,536");
    }

    #[test]
    fn its_identity_is_always_the_same() {
        let secret = Recovery(Zeroizing::new([7; SECRET]));
        let (one, other) = (secret.identity(), secret.identity());
        assert_eq!(one.recipient(), other.recipient());
        assert_eq!(one.signer().seed(), other.signer().seed());
        expect_test::expect![[r#"
            april april april april april april april april april april april april april april april april valley fire
            age148lycdnn9eensq5ypc56ak545ngpclc66n5t7d2hdprhnke6qcdq0x0upu
        "#]].assert_eq(&format!(
            "{}\n{}\n",
            secret.words().join(" "),
            one.recipient()
        ));
    }
}
