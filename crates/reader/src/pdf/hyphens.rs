//! Words divided at a line's end.
//!
//! A hyphen at a line's end before a small letter divides a word, unless the document writes the word with a hyphen
//! elsewhere, or both halves stand alone elsewhere and the whole nowhere; words that are made of two words and written as one are known.

use super::leaf::{Item, Leaf, Line};
use super::words::Run;
use std::collections::HashSet;

/// Words that are remembered.
const MOST_WORDS: usize = 400_000;

/// English words that are made of two, by the first: both may stand alone in a text in which the whole is always divided.
const COMPOUNDS: &[(&str, &str)] = &[
    ("with", "held hold holds holding drew draw draws drawn drawing stand stood in out"),
    ("in", "side to deed come door doors land sight put flow"),
    ("out", "side come break put cry line lined right standing doors let rage lying"),
    ("up", "on held hold holds holding right rising per state grade"),
    ("on", "to going ward wards line looker lookers set"),
    (
        "over",
        "all come came night seas see seen sees seeing turn turned look looked head throw threw time crowded crowding rule ruled",
    ),
    (
        "under",
        "stand stood standing take taken took taking ground go gone went mine mined line lined lying way wear",
    ),
    ("there", "fore of by in after upon"),
    ("where", "as by upon in ever abouts"),
    ("here", "in after by of with"),
    ("what", "ever"),
    ("when", "ever"),
    ("who", "ever"),
    ("how", "ever"),
    ("never", "theless"),
    ("none", "theless"),
    ("some", "body one thing times time where what how day"),
    ("any", "body one thing where how way more"),
    ("every", "body one thing where day"),
    ("no", "body thing where"),
    ("him", "self"),
    ("her", "self"),
    ("it", "self"),
    ("my", "self"),
    ("your", "self selves"),
    ("our", "selves"),
    ("them", "selves"),
    ("one", "self"),
    ("through", "out"),
    ("an", "other"),
    ("may", "be"),
    ("can", "not"),
    ("back", "ground yard wards ward"),
    ("for", "ward ever get gotten bid bidden give"),
    ("after", "noon wards math"),
    ("before", "hand"),
    ("mean", "while time"),
    ("police", "man men woman women"),
    ("news", "paper papers"),
    ("head", "quarters line lines"),
    ("court", "room yard house"),
    ("hand", "cuffs cuffed cuff written writing over book"),
    ("blind", "fold folded folds"),
    ("eye", "witness witnesses"),
    ("check", "point points"),
    ("air", "port craft strike strikes"),
    ("fire", "arm arms wood"),
    ("gun", "fire shot shots men man point"),
    ("safe", "guard guards guarded"),
    ("land", "mine mines lord lords owner owners"),
    ("birth", "day place"),
    ("foot", "note notes age step steps print prints"),
    ("data", "base bases"),
    ("bed", "room rooms"),
    ("bath", "room rooms"),
    ("week", "end ends day days"),
    ("day", "light"),
    ("night", "fall"),
    ("child", "hood birth"),
    ("neighbour", "hood"),
    ("neighbor", "hood"),
    ("wide", "spread"),
    ("frame", "work"),
    ("net", "work works"),
    ("work", "shop shops place places force"),
    ("home", "land town"),
    ("grand", "mother father son daughter children parents"),
    ("step", "mother father son daughter"),
    ("store", "house room"),
    ("break", "down fast through"),
    ("loud", "speaker speakers"),
    ("watch", "tower towers man men"),
    ("fisher", "man men"),
    ("chair", "man woman person"),
    ("country", "side man men"),
    ("business", "man men woman women"),
];

/// What a line's end becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// The last line.
    End,
    /// A space.
    Space,
    /// Nothing: the line ends in a hyphen or dash that stays.
    Close,
    /// Nothing, and the hyphen is not part of the word.
    Divided,
}

/// The words of a document.
#[derive(Debug, Default)]
pub(super) struct Hyphens {
    words: HashSet<String>,
    /// Words are divided with hyphens of their own kind; then a plain one belongs to its word.
    soft: bool,
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{ad}')
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || is_hyphen(c) || c == '’')).filter(|word| !word.is_empty())
}

impl Hyphens {
    /// Collects the words of all pages.
    pub fn of(leaves: &[Leaf]) -> Self {
        let mut hyphens = Self::default();
        for item in leaves.iter().flat_map(|leaf| &leaf.items) {
            match item {
                Item::Line(line) => hyphens.add(line),
                Item::Table(cells) => cells.values().flatten().for_each(|line| hyphens.add(line)),
            }
        }
        hyphens
    }

    fn add(&mut self, line: &Line) {
        let text: String =
            line.runs.iter().filter(|run: &&Run| !run.raised).map(|run| run.text.as_str()).collect();
        self.soft |= text.trim_end().ends_with('\u{ad}');
        let words: Vec<&str> = pieces(&text).collect();
        for (index, word) in words.iter().enumerate() {
            // A word at the line's end with a hyphen is a half.
            if index + 1 == words.len() && word.ends_with(is_hyphen) || self.words.len() >= MOST_WORDS {
                continue;
            }
            self.words.insert(word.to_lowercase());
        }
    }

    /// What the end of `line` becomes before `next`.
    pub fn join(&self, line: &Line, next: &Line) -> Join {
        let (text, following) = (line.text(), next.text());
        let text = text.trim_end();
        let mut back = text.chars().rev();
        let Some(last) = back.next() else { return Join::Space };
        if last == '\u{ad}' {
            return Join::Divided;
        }
        if matches!(last, '—' | '–')
            && !text[..text.len() - last.len_utf8()].ends_with(' ')
            && !following.starts_with(' ')
        {
            return Join::Close;
        }
        if is_address(text) && following.starts_with(|c: char| c.is_alphanumeric()) {
            return Join::Close;
        }
        let first = following.trim_start().chars().next();
        if first.is_some_and(|first| is_written_close(last, first, line.blank)) {
            return Join::Close;
        }
        if !is_hyphen(last) || !back.next().is_some_and(char::is_alphanumeric) {
            return Join::Space;
        }
        let Some(first) = pieces(following.trim_start())
            .next()
            .filter(|_| following.trim_start().starts_with(char::is_alphanumeric))
        else {
            return Join::Space;
        };
        let half = pieces(text).last().unwrap_or("");
        if self.soft || !first.starts_with(char::is_lowercase) {
            return Join::Close;
        }
        let bare = half.trim_end_matches(is_hyphen);
        let whole = format!("{bare}{first}").to_lowercase();
        let linked = format!("{bare}-{first}").to_lowercase();
        if self.words.contains(&whole) || is_compound(&bare.to_lowercase(), &first.to_lowercase()) {
            return Join::Divided;
        }
        let known = |word: &str| self.words.contains(&word.to_lowercase());
        let apart = known(bare.rsplit(is_hyphen).next().unwrap_or(bare)) && known(first);
        if known(&linked) || apart || bare.ends_with(|c: char| c.is_numeric()) || bare.contains(is_hyphen) {
            Join::Close
        } else {
            Join::Divided
        }
    }
}

/// True if two words are one when they stand together.
fn is_compound(one: &str, other: &str) -> bool {
    let mut known = COMPOUNDS.iter().filter(|(first, _)| *first == one);
    known.any(|(_, seconds)| seconds.split(' ').any(|second| second == other))
}

/// True if two letters are of scripts that set no spaces between words, so that a line's end is none. Thai, Lao, Tibetan, Burmese and
/// Khmer set one between sentences: it is kept if it is drawn (`blank`).
fn is_written_close(last: char, first: char, blank: bool) -> bool {
    let is_wide = |c: char| {
        matches!(c, '\u{2e80}'..='\u{30ff}' | '\u{3100}'..='\u{312f}' | '\u{31a0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff9f}'
            | '\u{20000}'..='\u{3ffff}')
    };
    let is_eastern =
        |c: char| matches!(c, '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}');
    let ends = matches!(last, 'ฯ' | '๏' | '๚' | '๛' | '།' | '༎' | '၊' | '။' | '។' | '៕');
    is_wide(last) && is_wide(first) || is_eastern(last) && is_eastern(first) && !ends && !blank
}

/// True if a line ends inside an address on the web.
fn is_address(text: &str) -> bool {
    let last =
        text.split_whitespace().next_back().unwrap_or("").trim_start_matches(['(', '<', '[', '“', '"']);
    (last.starts_with("http://") || last.starts_with("https://") || last.starts_with("www."))
        && last.ends_with(['/', '-', '_', '=', '&', '?'])
}
