//! The document's words with what the lexicon says of each and how often each occurs in which dress.

use super::lexicon::{Lexicon, flag, lexicon};
use crate::words::{Kind, Token, Words};
use probata_report::{Block, BlockKind, Document};
use std::collections::HashMap;
use std::ops::Range;

/// How often a word occurs in which dress, over the whole document.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pool {
    /// In lower case.
    pub low: u32,
    /// Capitalised where nothing but a name asks for it.
    pub capital: u32,
}

/// How a sentence is dressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dress {
    /// Running text: capitals mean names.
    Plain,
    /// Headings and text in capitals: only names known from elsewhere are seen in it.
    Titled,
    /// Running heads, tables of contents: not looked at.
    Skipped,
}

/// Tokens with what is known of them.
pub(super) struct Tagged<'a> {
    /// The words.
    pub words: &'a Words,
    /// The language's data.
    pub lexicon: &'static Lexicon,
    /// For each token what the lexicon says.
    pub flags: Vec<u64>,
    /// For each token true if it looks like part of a name: "Verin", "al-Hadi".
    pub nameish: Vec<bool>,
    /// For each token true if it stands in a title in the midst of text ("Report on ..."), so that capitals tell nothing.
    pub titled: Vec<bool>,
    /// For each sentence how it is dressed.
    pub dress: Vec<Dress>,
    ids: Vec<u32>,
    pools: Vec<Pool>,
    starts: Vec<usize>,
}

impl<'a> Tagged<'a> {
    /// Looks up every word once and counts.
    pub fn new(document: &Document, words: &'a Words) -> Self {
        let mut tagged = Self {
            words,
            lexicon: lexicon(document),
            flags: Vec::with_capacity(words.tokens.len()),
            nameish: Vec::with_capacity(words.tokens.len()),
            titled: vec![false; words.tokens.len()],
            dress: Vec::with_capacity(document.sentences.len()),
            ids: Vec::with_capacity(words.tokens.len()),
            pools: Vec::new(),
            starts: Vec::with_capacity(document.sentences.len() + 1),
        };
        tagged.look_up();
        let mut start = 0;
        for (index, sentence) in document.sentences.iter().enumerate() {
            tagged.starts.push(start);
            start += words.sentence(index).len();
            let dress = tagged.dress_of(&document.blocks[sentence.block], tagged.starts[index]..start);
            tagged.dress.push(dress);
            if dress == Dress::Plain {
                tagged.mark_titles(tagged.starts[index]..start);
            }
        }
        tagged.starts.push(start);
        tagged.count();
        tagged
    }

    /// The tokens of a sentence, as indices.
    pub fn sentence(&self, index: usize) -> Range<usize> {
        self.starts[index]..self.starts[index + 1]
    }

    /// The token.
    pub fn token(&self, at: usize) -> &'a Token {
        &self.words.tokens[at]
    }

    /// The token's characters.
    pub fn text(&self, at: usize) -> &'a str {
        self.words.word(self.token(at))
    }

    /// The token's characters in lower case.
    pub fn low(&self, at: usize) -> &'a str {
        self.words.low(self.token(at))
    }

    /// True if the token has one of the flags.
    pub fn is(&self, at: usize, flags: u64) -> bool {
        self.flags[at] & flags != 0
    }

    /// True if the token is this sign.
    pub fn sign(&self, at: usize, sign: &str) -> bool {
        self.token(at).kind == Kind::Punctuation && self.text(at) == sign
    }

    /// Asks something of every distinct word once; the answers are read by [`Self::word_id`].
    pub fn of_each_word(&self, ask: impl Fn(&str) -> bool) -> Vec<bool> {
        let mut answers = vec![None; self.pools.len()];
        for (at, id) in self.ids.iter().enumerate() {
            answers[*id as usize].get_or_insert_with(|| ask(self.low(at)));
        }
        answers.into_iter().map(|answer| answer == Some(true)).collect()
    }

    /// The same for all uses of a word.
    pub fn word_id(&self, at: usize) -> usize {
        self.ids[at] as usize
    }

    /// How often the word occurs.
    pub fn pool(&self, at: usize) -> Pool {
        self.pools[self.ids[at] as usize]
    }

    /// True if the word is a common one that only happens to be capitalised here.
    pub fn is_common(&self, at: usize) -> bool {
        let pool = self.pool(at);
        self.is(at, flag::COMMON) || pool.low > 0 && pool.low * 3 > pool.capital || self.has_common_ending(at)
    }

    /// True if the word ends as common words do, or is a past form that no ending tells, and never stands capitalised in mid-sentence.
    fn has_common_ending(&self, at: usize) -> bool {
        self.pool(at).capital == 0 && (self.ends_commonly(at) || self.is(at, flag::PAST))
    }

    /// True if the word ends as common words do: "-tion", "-ing".
    pub fn ends_commonly(&self, at: usize) -> bool {
        let low = self.low(at);
        low.len() > 5
            && !self.is(at, flag::GIVEN)
            && self.lexicon.common_endings.iter().any(|ending| low.ends_with(ending.as_str()))
    }

    /// True for letters in capitals: "SSD", "MoU", "A.K".
    pub fn is_acronym(&self, at: usize) -> bool {
        let text = self.text(at);
        let capitals = text.chars().filter(|c| c.is_uppercase()).count();
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let hyphened = text.contains('-') && letters < 5;
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let short = text.chars().count() <= 8 && !hyphened && digits <= 2 && (digits == 0 || letters > 1);
        short && capitals >= 2 && capitals * 2 > letters && !self.is(at, flag::NOT_ACRONYM)
    }

    /// True for "T", "J.R": one or more single letters.
    pub fn is_initial(&self, at: usize) -> bool {
        let text = self.text(at);
        self.token(at).capital
            && text.split('.').all(|piece| {
                let mut letters = piece.chars();
                letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
            })
    }

    /// True if a capital at `at` may come from the beginning of a sentence, quotation or line.
    pub fn begins(&self, at: usize, sentence: &Range<usize>) -> bool {
        if at == sentence.start {
            return true;
        }
        let before = at - 1;
        match self.token(before).kind {
            Kind::Number => self.begins(before, sentence),
            Kind::Punctuation => match self.text(before) {
                "." => before == sentence.start || !self.abbreviates(before - 1),
                "," | "&" | "/" | "-" | "’" | "'" | ";" | ")" | "]" | "%" => false,
                _ => true,
            },
            _ => false,
        }
    }

    /// True if a full stop after this token need not end a sentence: "Mr", "J", "U.S".
    pub fn abbreviates(&self, at: usize) -> bool {
        let text = self.text(at);
        self.is_initial(at)
            || text.contains('.')
            || self.is(
                at,
                flag::ANY_TITLE | flag::TITLE_PLURAL | flag::AFTER_NAME | flag::COMPANY | flag::NUMBER_SIGN,
            ) && text.len() <= 6
            || self.is(at, flag::ABBREVIATION)
    }

    fn look_up(&mut self) {
        let mut known: HashMap<&str, u32> = HashMap::new();
        let mut flags_of: Vec<u64> = Vec::new();
        for token in &self.words.tokens {
            let low = self.words.low(token);
            let id = *known.entry(low).or_insert_with(|| {
                let plain = if low.contains('’') {
                    self.lexicon.flags(&low.replace('’', "'"))
                } else {
                    self.lexicon.flags(low)
                };
                flags_of.push(plain | self.joined_given(plain, low));
                flags_of.len() as u32 - 1
            });
            self.ids.push(id);
            self.flags.push(flags_of[id as usize]);
            let digits = self.words.word(token).bytes().filter(u8::is_ascii_digit).count();
            self.nameish.push(
                digits < 3
                    && token.kind == Kind::Word
                    && looks_like_name(self.words.word(token), self.lexicon),
            );
        }
        // "Bill Dessel" and "Mira Hill" have no head noun.
        for at in 1..self.flags.len() {
            let given = self.flags[at - 1] & flag::GIVEN != 0
                && self.nameish[at - 1]
                && (self.nameish[at] || self.flags[at] & flag::PARTICLE != 0);
            if given && (at < 2 || !self.nameish[at - 2] || self.flags[at - 2] & flag::TITLE != 0) {
                self.flags[at - 1] &= !flag::HEAD;
                let last = self.nameish.get(at + 1).is_none_or(|next| !next);
                if last && self.flags[at] & flag::SURNAME_HEAD != 0 {
                    self.flags[at] &= !flag::HEAD;
                }
            }
        }
        self.pools = vec![Pool::default(); flags_of.len()];
    }

    /// "Jean-Pierre" is a given name if both halves are.
    fn joined_given(&self, flags: u64, low: &str) -> u64 {
        match low.split_once('-').filter(|_| flags == 0) {
            Some((one, other)) if self.lexicon.flags(other) & flag::GIVEN != 0 => {
                self.lexicon.flags(one) & flag::GIVEN
            }
            _ => 0,
        }
    }

    fn dress_of(&self, block: &Block, tokens: Range<usize>) -> Dress {
        match block.kind {
            BlockKind::Heading(_) => return Dress::Titled,
            BlockKind::Header | BlockKind::Footer | BlockKind::Apparatus => return Dress::Skipped,
            _ => {}
        }
        let last = tokens.clone().last();
        let (mut long, mut shouted, mut capital, mut says) = (0, 0, 0, false);
        for at in tokens {
            let text = self.text(at);
            if self.token(at).kind == Kind::Word && text.len() > 3 {
                long += 1;
                capital += usize::from(self.nameish[at]);
                shouted += usize::from(!text.chars().any(char::is_lowercase));
            }
            says |= self.is(at, flag::SAYS | flag::PERSON_VERB) && !self.nameish[at];
        }
        let shouts = long >= 3 && shouted * 10 > long * 6;
        let stops = last.is_some_and(|last| matches!(self.text(last), "." | "!" | "?" | "”" | "\""));
        let titled = long >= 5 && capital * 10 > long * 8 && !says && !stops;
        if shouts || titled { Dress::Titled } else { Dress::Plain }
    }

    /// Marks quotations and emphasised stretches that are titles: most of their longer words are capitalised.
    fn mark_titles(&mut self, tokens: Range<usize>) {
        let mut open: Option<(usize, &str)> = None;
        for at in tokens {
            if self.token(at).kind != Kind::Punctuation {
                continue;
            }
            let text = self.text(at);
            match open {
                Some((from, closing)) if text == closing => {
                    if self.reads_as_title(from + 1..at) {
                        self.titled[from + 1..at].fill(true);
                    }
                    open = None;
                }
                None => open = closing(text).map(|closing| (at, closing)),
                _ => {}
            }
        }
    }

    fn reads_as_title(&self, inside: Range<usize>) -> bool {
        let (mut long, mut capital, mut headed) = (0, 0, false);
        for at in inside {
            if self.token(at).kind == Kind::Word && self.text(at).len() > 3 {
                long += 1;
                capital += usize::from(self.nameish[at]);
                headed |= self.is(at, flag::INSTRUMENT | flag::BODY);
            }
        }
        // A short stretch with a head noun is a name in quotation marks.
        let enough = if headed { 5 } else { 3 };
        long >= enough && capital * 4 >= long * 3
    }

    fn count(&mut self) {
        for index in 0..self.dress.len() {
            if self.dress[index] != Dress::Plain {
                continue;
            }
            let range = self.sentence(index);
            for at in range.clone() {
                if self.token(at).kind != Kind::Word || self.titled[at] {
                    continue;
                }
                let capital = self.nameish[at];
                let begins = capital && self.begins(at, &range);
                let pool = &mut self.pools[self.ids[at] as usize];
                if capital && !begins {
                    pool.capital += 1;
                } else if !capital {
                    pool.low += 1;
                }
            }
        }
    }
}

/// The sign that closes what this one opens.
fn closing(opening: &str) -> Option<&'static str> {
    Some(match opening {
        "“" => "”",
        "\"" => "\"",
        "‘" => "’",
        "«" => "»",
        "„" => "“",
        "*" => "*",
        "_" => "_",
        _ => return None,
    })
}

/// True for a capitalised word that does not go on in lower case after a hyphen, and for "al-Hadi" and "d'Arc".
fn looks_like_name(word: &str, lexicon: &Lexicon) -> bool {
    let Some(first) = word.chars().next() else { return false };
    if first.is_uppercase() {
        return word
            .rsplit(['-', '\u{2011}'])
            .next()
            .and_then(|last| last.chars().next())
            .is_some_and(|c| !c.is_lowercase())
            || !word.contains(['-', '\u{2011}']);
    }
    let capital_after = |rest: &str| rest.chars().next().is_some_and(char::is_uppercase);
    if let Some((prefix, rest)) = word.split_once(['-', '\u{2011}']) {
        return capital_after(rest) && lexicon.prefixes.iter().any(|known| known == prefix);
    }
    word.split_once(['\'', '’']).is_some_and(|(prefix, rest)| {
        capital_after(rest) && lexicon.joined.iter().any(|known| known.trim_end_matches('\'') == prefix)
    })
}
