//! How well parts of speech and trees are told, on treebanks, and how fast.
//!
//! Words are given as the treebank cuts them, tags are the model's own. Every word counts, signs too; relations are compared
//! without their subtypes, as the CoNLL 2018 scorer does. The last two rows are the same cut as Probata cuts
//! documents. Nothing was learnt or tuned on the test parts.

use crate::{place, say};
use probata_grammar::training::{Tree, as_document};
use probata_grammar::{Model, Parser};
use std::fmt;
use std::time::Instant;

/// Prints a table of the shipped model's figures.
pub fn grammar() -> Result<(), String> {
    let model = Model::shipped();
    say::line(format!("{:22} {:>7}   UPOS    UAS    LAS", "treebank", "words"));
    let mut all = Vec::new();
    for name in ["gum-test", "ewt-test"] {
        let trees = treebank(name)?;
        row(name, model, &trees);
        all.extend(trees);
    }
    for name in ["gum-test", "ewt-test"] {
        let mut trees = treebank(name)?;
        trees.iter_mut().for_each(as_document);
        row(&format!("{name}, as documents"), model, &trees);
    }
    speed(model, &all);
    Ok(())
}

fn row(name: &str, model: &Model, trees: &[Tree]) {
    let score = Score::of(model, trees);
    say::line(format!("{name:22} {:>7}  {score}", score.words));
}

/// Words per second on one core: the best and the middle of fifteen runs over all trees.
fn speed(model: &Model, trees: &[Tree]) {
    let sentences: Vec<Vec<&str>> =
        trees.iter().map(|tree| tree.words.iter().map(String::as_str).collect()).collect();
    let words: usize = sentences.iter().map(Vec::len).sum();
    let mut speeds: Vec<f64> = (0..15)
        .map(|_| {
            let begun = (Instant::now(), on_processor());
            let mut parser = Parser::new(model);
            let tags: usize = sentences.iter().map(|words| parser.parse(words).tags.len()).sum();
            std::hint::black_box(tags);
            let wall = begun.0.elapsed().as_secs_f64();
            let spent = on_processor().zip(begun.1).map_or(wall, |(now, before)| now - before);
            words as f64 / spent
        })
        .collect();
    speeds.sort_by(f64::total_cmp);
    let (best, middle) = (speeds[14], speeds[7]);
    say::line(format!(
        "words per second of processor time: {best:.0} at best, {middle:.0} in the middle of 15 runs"
    ));
    if cfg!(debug_assertions) {
        say::line(
            "(this is not a release build, which is some six times as fast: cargo run --release --package xtask -- bench grammar)",
        );
    }
}

/// Seconds that this thread has had a core to itself, where Linux tells: on a busy machine the clock on the wall tells
/// what others do.
fn on_processor() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = told.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

/// The trees of a part of a treebank.
pub fn treebank(name: &str) -> Result<Vec<Tree>, String> {
    Ok(Tree::all(&place::load(&place::shared(&format!("ud/{name}.conllu"))?)?))
}

/// How many words were told right.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    words: usize,
    tags: usize,
    heads: usize,
    relations: usize,
}

impl Score {
    /// Parses all trees' words and compares.
    pub fn of(model: &Model, trees: &[Tree]) -> Self {
        let mut parser = Parser::new(model);
        let mut score = Self::default();
        for tree in trees {
            let words: Vec<&str> = tree.words.iter().map(String::as_str).collect();
            let parse = parser.parse(&words);
            for at in 0..words.len() {
                let head = parse.heads[at] == tree.heads[at];
                score.words += 1;
                score.tags += usize::from(parse.tags[at] == tree.tags[at]);
                score.heads += usize::from(head);
                let relations = (parse.relations[at].universal(), tree.relations[at].universal());
                score.relations += usize::from(head && relations.0 == relations.1);
            }
        }
        score
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |count: usize| 100.0 * count as f64 / self.words.max(1) as f64;
        write!(f, "{:6.2} {:6.2} {:6.2}", part(self.tags), part(self.heads), part(self.relations))
    }
}
