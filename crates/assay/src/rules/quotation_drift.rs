use super::{Found, Rule, related};
use crate::case::Case;
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
/// Least share of words in common for two quotations to be taken for one.
const ALIKE: f32 = 0.7;

fn look(case: &Case, found: &mut Found) {
    let document = &case.report.document;
    let quotes: Vec<(&Quotation, Vec<Vec<String>>)> = case
        .quotations
        .iter()
        .filter(|quotation| document.blocks[quotation.block].kind.zone() != Zone::Note)
        .map(|quotation| (quotation, pieces(&case.words.text[quotation.inner])))
        .filter(|(_, pieces)| pieces.iter().map(Vec::len).sum::<usize>() >= FEWEST)
        .collect();
    for (one, other) in alike(&quotes) {
        let (first, second) = (&quotes[one], &quotes[other]);
        if let Some((was, is)) = difference(&first.1, &second.1) {
            let message = format!("stands elsewhere in other words: \"{was}\" there, \"{is}\" here");
            let finding =
                found.at(second.0.span, message, "print the quotation as the source has it, in both places");
            finding.rests_on.push(related(first.0.span, "the same quotation"));
        }
    }
}

/// Words in lower case, cut at marked omissions; insertions in brackets are left out.
fn pieces(text: &str) -> Vec<Vec<String>> {
    let mut pieces = vec![Vec::new()];
    let mut bracket = 0usize;
    for word in text.split_whitespace() {
        let omission = word.contains('…')
            || word.contains("...")
            || word.trim_matches(['[', ']', '.']).is_empty() && word.contains('.');
        let opens = word.matches('[').count();
        if omission {
            pieces.push(Vec::new());
        } else if bracket == 0 && opens == 0 {
            let bare: String =
                word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            if let Some(last) = pieces.last_mut().filter(|_| !bare.is_empty()) {
                last.push(bare);
            }
        }
        bracket = (bracket + opens).saturating_sub(word.matches(']').count());
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Pairs of quotations that share at least three runs of three words, or most of their words.
fn alike(quotes: &[(&Quotation, Vec<Vec<String>>)]) -> Vec<(usize, usize)> {
    let mut runs: HashMap<[&str; 3], Vec<usize>> = HashMap::new();
    for (index, (_, pieces)) in quotes.iter().enumerate() {
        for run in pieces.iter().flat_map(|piece| piece.windows(3)) {
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

/// The first words that differ, if the two are one quotation and neither is a part of the other.
fn difference(one: &[Vec<String>], other: &[Vec<String>]) -> Option<(String, String)> {
    if is_part(one, other) || is_part(other, one) {
        return None;
    }
    let (a, b): (Vec<&String>, Vec<&String>) =
        (one.iter().flatten().collect(), other.iter().flatten().collect());
    let (from, common) = aligned(&a, &b);
    let shorter = a.len().min(b.len()) as f32;
    if (common as f32) < ALIKE * shorter || from.0 >= a.len() || from.1 >= b.len() {
        return None;
    }
    let show = |words: &[&String], at: usize| {
        words[at.saturating_sub(1)..(at + 3).min(words.len())]
            .iter()
            .map(|w| w.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    Some((show(&a, from.0), show(&b, from.1)))
}

/// True if every piece of `part` stands word for word in `whole`, in order.
fn is_part(part: &[Vec<String>], whole: &[Vec<String>]) -> bool {
    let words: Vec<&String> = whole.iter().flatten().collect();
    let mut from = 0;
    part.iter().all(|piece| {
        let found = (from..words.len().saturating_sub(piece.len() - 1))
            .find(|at| piece.iter().zip(&words[*at..]).all(|(a, b)| a == *b));
        from = found.map_or(from, |at| at + piece.len());
        found.is_some()
    })
}

/// Longest common subsequence of words: where the first difference inside it stands in each, and its length.
fn aligned(a: &[&String], b: &[&String]) -> ((usize, usize), usize) {
    let (rows, columns) = (a.len().min(400), b.len().min(400));
    let mut lengths = vec![vec![0u16; columns + 1]; rows + 1];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            lengths[i][j] = if a[i] == b[j] {
                lengths[i + 1][j + 1] + 1
            } else {
                lengths[i + 1][j].max(lengths[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut begun, mut first) = (0, 0, false, (a.len(), b.len()));
    while i < rows && j < columns && lengths[i][j] > 0 {
        if a[i] == b[j] {
            begun = true;
            i += 1;
            j += 1;
        } else {
            if begun && first.0 == a.len() {
                first = (i, j);
            }
            if lengths[i + 1][j] >= lengths[i][j + 1] { i += 1 } else { j += 1 }
        }
    }
    (first, usize::from(lengths[0][0]))
}
