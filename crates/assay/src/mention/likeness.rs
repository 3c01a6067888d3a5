//! Two names that look like one in two spellings: "Ilan Kostrov" and "Ilan Kostrow".
//!
//! Few and right rather than many: a pair is told only if every part fits and one part differs by one letter or by
//! letters that transliterations exchange.

use super::group::Group;
use super::lexicon::Lexicon;
use probata_report::Document;
use probata_vocabulary::MentionKind;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Names with one key that are compared with each; keeps the time bounded in a document of names only.
const MOST: usize = 64;
/// A name that is like so many others is like none of them in particular.
const PARTNERS: usize = 8;
/// Words of a name in which a difference is looked for.
const WORDS: usize = 12;
/// Letters of a word in which a difference is looked for.
const LETTERS: usize = 24;

/// How alike two words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Alike {
    Same,
    /// Equal but for letters that spellings exchange, accents and doubled letters.
    Class,
    /// One letter apart.
    Near,
    Different,
}

/// A name's words, folded once.
struct Shape {
    index: usize,
    kind: MentionKind,
    /// Each word and its folded form.
    words: Vec<(String, String)>,
    /// For a person how many of `words` are given names.
    given: usize,
    uses: usize,
    blocks: HashSet<usize>,
}

/// Pairs of groups, by index, that look like one name in two spellings.
pub(super) fn likenesses(lexicon: &Lexicon, document: &Document, groups: &[Group]) -> Vec<(usize, usize)> {
    let mut shapes: Vec<Shape> = groups
        .iter()
        .enumerate()
        .filter_map(|(index, group)| shape(lexicon, document, index, group))
        .collect();
    let last = |shape: &Shape| shape.words.last().map(|(word, _)| word.clone());
    let known: HashSet<String> = shapes.iter().filter_map(last).collect();
    shapes.retain(|shape| !last(shape).is_some_and(|word| is_run_together(lexicon, &word, &known)));
    let mut buckets: BTreeMap<(MentionKind, String), Vec<usize>> = BTreeMap::new();
    for (at, shape) in shapes.iter().enumerate() {
        for key in keys(shape) {
            buckets.entry((shape.kind, key)).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    let mut partners = vec![0usize; shapes.len()];
    for bucket in buckets.values() {
        for (nth, one) in bucket.iter().enumerate() {
            for other in bucket[nth + 1..].iter().take(MOST) {
                if partners[*one].max(partners[*other]) >= PARTNERS {
                    continue;
                }
                let (one, other, at) = (&shapes[*one], &shapes[*other], (*one, *other));
                let fits = alike(lexicon, one, other) && !told_apart(one, other);
                if fits && pairs.insert((one.index.min(other.index), one.index.max(other.index))) {
                    partners[at.0] += 1;
                    partners[at.1] += 1;
                }
            }
        }
    }
    pairs.into_iter().collect()
}

/// True for "Kostrovto" where "Kostrov" is known: two words run together by a bad copy, no spelling.
fn is_run_together(lexicon: &Lexicon, word: &str, known: &HashSet<String>) -> bool {
    lexicon.run_in.iter().any(|small| {
        word.strip_suffix(small.as_str())
            .is_some_and(|name| name.chars().count() >= 4 && known.contains(name))
    })
}

/// True for "WorkProduct" and "P6d": words run together, or no words at all. A person may be called McDonald.
fn is_no_wording(kind: MentionKind, name: &str) -> bool {
    let least = if kind == MentionKind::Person { 4 } else { 2 };
    name.split([' ', '-']).any(|word| {
        let mut small = 0;
        let joined = word.chars().any(|letter| {
            let inner = letter.is_uppercase() && small >= least;
            small = if letter.is_lowercase() || small == 0 && letter.is_uppercase() { small + 1 } else { 0 };
            inner
        });
        let mixed = word.chars().any(char::is_alphabetic) && word.chars().any(char::is_numeric);
        joined || kind == MentionKind::Person && mixed
    })
}

/// What two like names have in common: the words with one of them folded, or without one of its letters. For a
/// person only the surname counts.
fn keys(shape: &Shape) -> HashSet<String> {
    let from = if shape.kind == MentionKind::Person { shape.words.len() - 1 } else { 0 };
    let words = &shape.words[from..];
    let mut keys = HashSet::new();
    for (nth, (word, folded)) in words.iter().enumerate().take(WORDS) {
        let with = |other: &str| {
            let mut key = String::new();
            for (at, (word, _)) in words.iter().enumerate() {
                key.push(' ');
                key.push_str(if at == nth { other } else { word });
            }
            key
        };
        keys.insert(with(word));
        keys.insert(with(folded));
        for (at, letter) in word.char_indices().take(LETTERS) {
            keys.insert(with(&format!("{}{}", &word[..at], &word[at + letter.len_utf8()..])));
        }
    }
    keys
}

fn shape(lexicon: &Lexicon, document: &Document, index: usize, group: &Group) -> Option<Shape> {
    let kind = group.kind?;
    let printed = group.forms.iter().max_by_key(|form| form.words)?;
    if is_no_wording(kind, &printed.name) {
        return None;
    }
    let (words, given): (Vec<String>, usize) = if kind == MentionKind::Person {
        if group.person.whole {
            return None;
        }
        let given = group.person.given.len();
        (group.person.given.iter().cloned().chain([group.person.surname.clone()]).collect(), given)
    } else {
        (printed.name.to_lowercase().replace('’', "'").split(' ').map(str::to_owned).collect(), 0)
    };
    let words: Vec<(String, String)> =
        words.into_iter().map(|word| (folded(lexicon, &word), word)).map(|(f, w)| (w, f)).collect();
    let telling = words.iter().any(|(word, _)| word.chars().filter(|c| c.is_alphabetic()).count() >= 4);
    let blocks = group.uses.iter().map(|one| document.sentences[one.sentence].block).collect();
    telling.then_some(Shape { index, kind, words, given, uses: group.uses.len(), blocks })
}

/// One class for all spellings: no accents, no doubled letters, exchanged letters and vowels made one.
pub(super) fn folded(lexicon: &Lexicon, word: &str) -> String {
    let mut plain: String =
        word.nfd().filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’' | '‘' | '`')).collect();
    for prefix in &lexicon.prefixes {
        // "al-Hadi", "Al Hadi", "el-Hadi", "ash-Shami" begin alike.
        if let Some(rest) = plain.strip_prefix(prefix.as_str()).and_then(|rest| rest.strip_prefix(['-', ' ']))
        {
            plain = format!("al{rest}");
            break;
        }
    }
    for (from, to) in &lexicon.spellings {
        if plain.contains(from.as_str()) {
            plain = plain.replace(from.as_str(), to);
        }
    }
    let mut out = String::with_capacity(plain.len());
    for letter in plain.chars().filter(|c| c.is_alphanumeric()) {
        let class = if lexicon.vowels.contains(&letter) { '*' } else { letter };
        if !out.ends_with(class) {
            out.push(class);
        }
    }
    out
}

fn alike(lexicon: &Lexicon, one: &Shape, other: &Shape) -> bool {
    match one.kind {
        MentionKind::Person => persons_alike(lexicon, one, other),
        _ => things_alike(lexicon, one, other),
    }
}

fn persons_alike(lexicon: &Lexicon, one: &Shape, other: &Shape) -> bool {
    let (Some(surname), Some(theirs)) = (one.words.last(), other.words.last()) else { return false };
    let surnames = compare(lexicon, surname, theirs, 5);
    if one.given == 0 || other.given == 0 {
        // A surname alone: the other must be clearly the commoner, or the spelling a mere exchange.
        let rare = one.uses.min(other.uses) * 2 <= one.uses.max(other.uses);
        let least = surname.0.chars().count().min(theirs.0.chars().count());
        return surnames == Alike::Class && least >= 5 || surnames == Alike::Near && rare && least >= 6;
    }
    let given = compare(lexicon, &one.words[0], &other.words[0], 5);
    let ends_alike = |a: &str, b: &str| a.chars().last() == b.chars().last();
    match (given, surnames) {
        (Alike::Same, Alike::Class | Alike::Near) => true,
        // "Mario" and "Maria" are two people.
        (Alike::Class | Alike::Near, Alike::Same) => {
            ends_alike(&one.words[0].0, &other.words[0].0) && !both_given(lexicon, one, other)
        }
        (Alike::Class, Alike::Class) => ends_alike(&one.words[0].0, &other.words[0].0),
        _ => false,
    }
}

/// True if both first names are names of their own that differ by more than a spelling.
fn both_given(lexicon: &Lexicon, one: &Shape, other: &Shape) -> bool {
    use super::lexicon::flag::GIVEN;
    let known = |shape: &Shape| lexicon.flags(&shape.words[0].0) & GIVEN != 0;
    known(one) && known(other) && one.words[0].1 != other.words[0].1
}

fn things_alike(lexicon: &Lexicon, one: &Shape, other: &Shape) -> bool {
    if one.words.len() != other.words.len() {
        return false;
    }
    let mut differing = 0;
    for (a, b) in one.words.iter().zip(&other.words) {
        match compare(lexicon, a, b, 6) {
            Alike::Same => {}
            Alike::Class | Alike::Near => differing += 1,
            Alike::Different => return false,
        }
    }
    differing == 1
}

fn compare(lexicon: &Lexicon, one: &(String, String), other: &(String, String), least: usize) -> Alike {
    if one.0 == other.0 {
        return Alike::Same;
    }
    let (a, b) = (one.0.chars().count(), other.0.chars().count());
    let digits = one.0.chars().chain(other.0.chars()).any(|c| c.is_ascii_digit());
    if digits || a.min(b) < 4 || a.abs_diff(b) > 3 || another_form(lexicon, &one.0, &other.0) {
        return Alike::Different;
    }
    if one.1 == other.1 && one.1.chars().filter(|c| *c != '*').count() >= 3 && (a.min(b) >= 6 || a != b) {
        return Alike::Class;
    }
    let near = a.min(b) >= least
        && one.0.chars().next() == other.0.chars().next()
        && one_letter_apart(&one.0, &other.0);
    if near { Alike::Near } else { Alike::Different }
}

/// "Kostrov" and "Kostrova", "Sorvan" and "Sorvans" are forms, not spellings.
fn another_form(lexicon: &Lexicon, one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    long.strip_prefix(short).is_some_and(|ending| {
        let doubled = ending.chars().count() == 1 && short.ends_with(ending);
        !doubled && lexicon.form_endings.iter().any(|form| form == ending)
    })
}

/// True if one letter was put in, left out, changed, or two neighbours exchanged.
fn one_letter_apart(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let left = a.len().min(b.len()) - front;
    let back = a.iter().rev().zip(b.iter().rev()).take(left).take_while(|(x, y)| x == y).count();
    let (middle_a, middle_b) = (&a[front..a.len() - back], &b[front..b.len() - back]);
    match (middle_a, middle_b) {
        ([_], [_]) | ([_], []) | ([], [_]) => true,
        ([w, x], [y, z]) => w == z && x == y,
        _ => false,
    }
}

/// True if both are used side by side, so that the author knows them for two.
fn told_apart(one: &Shape, other: &Shape) -> bool {
    let shared = one.blocks.intersection(&other.blocks).count();
    shared > 1 || shared == 1 && one.uses.min(other.uses) > 2
}
