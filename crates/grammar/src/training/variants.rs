//! Training text in the shapes in which documents have it: treebanks cut words at hyphens and keep "Mr." whole,
//! a reader of documents may not; headings are in capitals.

use super::chance::Chance;
use super::treebank::Tree;

/// How often a sentence is cut as documents are.
const AS_DOCUMENTS: f32 = 0.4;
/// How often a sentence is put into capitals, or into small letters, or loses its last stop.
const RARELY: f32 = 0.03;

/// The sentence as it is, or in another shape.
pub(crate) fn variant(tree: &Tree, chance: &mut Chance) -> Tree {
    let mut tree = tree.clone();
    if chance.happens(AS_DOCUMENTS) {
        as_document(&mut tree);
    }
    if chance.happens(RARELY) {
        tree.words.iter_mut().for_each(|word| *word = word.to_uppercase());
    } else if chance.happens(RARELY) {
        tree.words.iter_mut().for_each(|word| *word = word.to_lowercase());
    }
    if chance.happens(RARELY) {
        without_stop(&mut tree);
    }
    tree
}

/// Cuts a sentence as Probata cuts documents: hyphens join, a stop behind a word is a sign of its own.
pub fn as_document(tree: &mut Tree) {
    join_hyphens(tree);
    let mut at = 0;
    while at < tree.words.len() {
        let word = tree.words[at].clone();
        if word.eq_ignore_ascii_case("can") && tree.glued[at] && next_is(tree, at, "not") {
            tree.words[at].push_str("not");
            tree.glued[at] = tree.glued[at + 1];
            tree.remove(at + 1, at);
        } else if let Some(whole) = word.strip_suffix('.')
            && whole.chars().next_back().is_some_and(|letter| letter.is_alphabetic() || letter == '.')
        {
            tree.words[at] = whole.to_owned();
            tree.insert_sign(at, ".");
            // "..." comes apart from the back.
            at += usize::from(whole.chars().any(char::is_alphabetic)) * 2;
            continue;
        }
        at += 1;
    }
}

fn next_is(tree: &Tree, at: usize, word: &str) -> bool {
    tree.words.get(at + 1).is_some_and(|next| next.eq_ignore_ascii_case(word))
}

/// Joins "well", "-", "known", where the three hang together by one word that has its head elsewhere.
fn join_hyphens(tree: &mut Tree) {
    let mut at = 0;
    while at + 2 < tree.words.len() {
        if let Some(kept) = joined_by(tree, at) {
            let word = format!("{}-{}", tree.words[at], tree.words[at + 2]);
            let glued = tree.glued[at + 2];
            tree.words[kept] = word;
            tree.glued[kept] = glued;
            let mut heir = kept;
            for gone in (at..at + 3).rev().filter(|gone| *gone != kept) {
                tree.remove(gone, heir);
                heir -= usize::from(gone < heir);
            }
        } else {
            at += 1;
        }
    }
}

/// The word that keeps the head, if the words at `at`, `at + 1` (a hyphen) and `at + 2` can be one.
fn joined_by(tree: &Tree, at: usize) -> Option<usize> {
    let hyphen = matches!(tree.words[at + 1].as_str(), "-" | "‐" | "\u{2011}");
    let letters = |word: &str| word.chars().all(|letter| letter.is_alphabetic() || letter == '-');
    if !(hyphen
        && tree.glued[at]
        && tree.glued[at + 1]
        && letters(&tree.words[at])
        && letters(&tree.words[at + 2]))
    {
        return None;
    }
    let inside = |word: usize| tree.heads[word].is_some_and(|head| (at..at + 3).contains(&head));
    let mut outside = (at..at + 3).filter(|word| !inside(*word));
    match (outside.next(), outside.next()) {
        (Some(kept), None) if kept != at + 1 => Some(kept),
        _ => None,
    }
}

fn without_stop(tree: &mut Tree) {
    let last = tree.words.len() - 1;
    let Some(head) = tree.heads[last] else { return };
    if tree.words[last] == "." && last > 0 && !tree.heads.contains(&Some(last)) {
        tree.remove(last, head);
    }
}
