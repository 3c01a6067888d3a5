use super::{Found, Rule, related};
use crate::case::Case;
use crate::legible::is_legible;
use crate::quotations::Quotation;
use probata_vocabulary::{Level, Zone};
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    name: "quotation-drift",
    summary: "one quotation printed in two wordings",
    level: Level::Deny,
    sensitive: false,
    explanation: include_str!("explanations/quotation-drift.md"),
    look,
};

/// Fewest words of a quotation that is compared.
const FEWEST: usize = 6;
/// Most words of a quotation that are compared.
const MOST: usize = 400;
/// Words that two quotations must share on both sides of a difference together, where one is inside a longer one.
const ANCHOR: usize = 5;
/// Most places at which two wordings of one short quotation differ.
const CHANGES: usize = 2;
/// Most words that differ at one place.
const WIDEST: usize = 4;
/// Least share, in hundredths, of the words of the shorter that stand close together in the longer.
const ALIKE: usize = 75;
/// The same where the two are compared from end to end.
const ALIKE_WHOLE: usize = 65;

/// The words of a quotation in lower case; a marked omission or insertion stands as an empty word.
struct Quote<'a> {
    quotation: &'a Quotation,
    words: Vec<String>,
}

fn look(case: &Case, found: &mut Found) {
    let document = &case.report.document;
    let known = frequencies(&case.words.lower);
    let quotes: Vec<Quote> = case
        .quotations
        .iter()
        .filter(|quotation| document.blocks[quotation.block].kind.zone() == Zone::Body)
        .filter(|quotation| is_speech(case, quotation))
        .map(|quotation| Quote { quotation, words: words_of(&case.words.text[quotation.inner]) })
        .filter(|quote| (FEWEST..=MOST).contains(&quote.words.len()))
        .collect();
    let mut told: Vec<usize> = Vec::new();
    for (one, other) in alike(&quotes) {
        let (first, second) = (&quotes[one], &quotes[other]);
        // Each quotation is told once, against the first that it differs from.
        if told.contains(&other) {
            continue;
        }
        if let Some((was, is)) = difference(&first.words, &second.words, &known) {
            told.push(other);
            let message = format!("stands elsewhere in other words: \"{was}\" there, \"{is}\" here");
            let finding = found.at(
                second.quotation.span,
                message,
                "print the quotation as the source has it, in both places",
            );
            finding.rests_on.push(related(first.quotation.span, "the same quotation"));
        }
    }
}

/// Words that somebody said or wrote: legible and, where a block is set apart, a sentence rather than an address or a
/// line of a table.
fn is_speech(case: &Case, quotation: &Quotation) -> bool {
    let text = &case.words.text[quotation.inner];
    let outer = case.words.text[quotation.span].trim_end_matches(['”', '"', '»', '’']);
    let small = text.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count();
    let sentence = outer.trim_end().ends_with(['.', '?', '!', '…', ':', ';', ',']) && small >= FEWEST / 2;
    is_legible(text) && (!quotation.set_apart || sentence)
}

/// How often each word stands in the text: what stands there often is a word, not a slip of recognition.
fn frequencies(text: &str) -> HashMap<&str, usize> {
    let mut known = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *known.entry(word).or_default() += 1;
    }
    known
}

/// Words in lower case; a line's hyphenation is undone, and what is marked as left out or put in is one empty word.
fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut bracket = 0usize;
    let mut joins = false;
    for word in text.split_whitespace() {
        let omission =
            word.contains('…') || word.contains("..") || word.trim_matches(['[', ']', '.']).is_empty();
        let opens = word.matches('[').count();
        let edited = omission || bracket > 0 || opens > 0;
        bracket = (bracket + opens).saturating_sub(word.matches(']').count());
        if edited {
            if words.last().is_none_or(|last| !last.is_empty()) {
                words.push(String::new());
            }
            joins = false;
            continue;
        }
        let bare: String =
            word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        match words.last_mut().filter(|last| joins && !last.is_empty()) {
            Some(last) => last.push_str(&bare),
            None if !bare.is_empty() => words.push(bare),
            None => {}
        }
        joins = word.ends_with('-') && word.len() > 1;
    }
    words
}

/// Pairs of quotations that share at least two runs of three words.
fn alike(quotes: &[Quote]) -> Vec<(usize, usize)> {
    let mut runs: HashMap<[&str; 3], Vec<usize>> = HashMap::new();
    for (index, quote) in quotes.iter().enumerate() {
        for run in quote.words.windows(3).filter(|run| run.iter().all(|word| !word.is_empty())) {
            let holders = runs.entry([run[0].as_str(), run[1].as_str(), run[2].as_str()]).or_default();
            if holders.last() != Some(&index) {
                holders.push(index);
            }
        }
    }
    let mut shared: HashMap<(usize, usize), usize> = HashMap::new();
    for holders in runs.values().filter(|holders| holders.len() < 12) {
        for (at, one) in holders.iter().enumerate() {
            for other in &holders[at + 1..] {
                *shared.entry((*one, *other)).or_default() += 1;
            }
        }
    }
    let mut pairs: Vec<(usize, usize)> =
        shared.into_iter().filter(|(_, count)| *count >= 2).map(|(pair, _)| pair).collect();
    pairs.sort_unstable();
    pairs
}

/// The first words that differ, if the two are one quotation.
fn difference(one: &[String], other: &[String], known: &HashMap<&str, usize>) -> Option<(String, String)> {
    let pairs = common(one, other);
    let (first, last) = (pairs.first()?, pairs.last()?);
    let told = |words: &[String]| words.iter().filter(|word| !word.is_empty()).count();
    let (shorter, longer) = (told(one).min(told(other)), told(one).max(told(other)));
    let whole = pairs.len() * 100 >= longer * ALIKE_WHOLE;
    let stretch = told(&one[first.0..=last.0]).max(told(&other[first.1..=last.1]));
    let part = pairs.len() * 100 >= shorter * ALIKE && stretch <= shorter + WIDEST;
    if !whole && !part {
        return None;
    }
    let changes: Vec<(usize, usize)> = gaps(&pairs)
        .filter(|(at, next)| {
            let (was, is) =
                (&one[pairs[*at].0 + 1..pairs[*next].0], &other[pairs[*at].1 + 1..pairs[*next].1]);
            is_change(was, is, known)
        })
        .collect();
    // Two passages of one law or form share most of their words and differ in many places.
    let begin_alike = first.0 == 0 || first.1 == 0;
    let most = if whole { CHANGES.max(longer / 10) } else { 1 + usize::from(begin_alike) };
    if changes.len() > most {
        return None;
    }
    let anchored =
        |(at, next): &(usize, usize)| whole || run_before(&pairs, *at) + run_behind(&pairs, *next) >= ANCHOR;
    let (at, next) = changes.into_iter().find(anchored)?;
    Some((shown(one, pairs[at].0, pairs[next].0), shown(other, pairs[at].1, pairs[next].1)))
}

/// Where the common words are not side by side in both: the pair before the difference and the one behind it.
fn gaps(pairs: &[(usize, usize)]) -> impl Iterator<Item = (usize, usize)> {
    (1..pairs.len())
        .filter(|at| pairs[*at].0 != pairs[at - 1].0 + 1 || pairs[*at].1 != pairs[at - 1].1 + 1)
        .map(|at| (at - 1, at))
}

/// How many words in a row are common, up to and with `at`.
fn run_before(pairs: &[(usize, usize)], at: usize) -> usize {
    let beside = |at: &usize| pairs[*at].0 == pairs[at - 1].0 + 1 && pairs[*at].1 == pairs[at - 1].1 + 1;
    1 + (1..=at).rev().take_while(beside).count()
}

fn run_behind(pairs: &[(usize, usize)], at: usize) -> usize {
    let beside = |at: &usize| pairs[*at].0 == pairs[at - 1].0 + 1 && pairs[*at].1 == pairs[at - 1].1 + 1;
    1 + (at + 1..pairs.len()).take_while(beside).count()
}

/// True if the words between differ in wording: not by marked omissions, spacing, or damaged letters.
fn is_change(was: &[String], is: &[String], known: &HashMap<&str, usize>) -> bool {
    let edited = was.iter().chain(is).any(String::is_empty);
    let (one, other) = (was.concat(), is.concat());
    if edited || one == other || was.len() > WIDEST || is.len() > WIDEST {
        return false;
    }
    // Real words differ, or one has words that the other has not; a word that stands nowhere else and is nearly the
    // other is damage.
    let real = |words: &[String]| words.iter().all(|word| known.get(word.as_str()).is_some_and(|n| *n > 1));
    !is_near(&one, &other) || real(was) && real(is)
}

/// True if one becomes the other by changing few letters.
fn is_near(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = (before + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            before = row[j + 1];
            row[j + 1] = cost;
        }
    }
    row[b.len()] * 3 <= a.len().max(b.len())
}

/// The words from the common one before the difference to the common one behind it.
fn shown(words: &[String], from: usize, to: usize) -> String {
    words[from..=to].iter().filter(|word| !word.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// Longest common subsequence of words, as pairs of places.
fn common(a: &[String], b: &[String]) -> Vec<(usize, usize)> {
    let same = |i: usize, j: usize| a[i] == b[j] && !a[i].is_empty();
    let mut lengths = vec![vec![0u16; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            lengths[i][j] =
                if same(i, j) { lengths[i + 1][j + 1] + 1 } else { lengths[i + 1][j].max(lengths[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() && lengths[i][j] > 0 {
        if same(i, j) {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if lengths[i + 1][j] >= lengths[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}
