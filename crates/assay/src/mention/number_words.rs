//! A language's words of number and what goes with them, read from `data/<language>/quantities.toml`.

use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

#[derive(Deserialize)]
struct File {
    numbers: Numbers,
    vague: Vague,
    bounds: Bounds,
    things: Things,
}

#[derive(Deserialize)]
struct Numbers {
    units: String,
    tens: String,
    scales: String,
    dozens: String,
    pronouns: String,
    not_after: String,
    and: String,
    one_articles: String,
    fractions: String,
    percents: String,
}

#[derive(Deserialize)]
struct Vague {
    words: String,
    never_after: String,
}

#[derive(Deserialize)]
struct Bounds {
    at_least: String,
    at_most: String,
    about: String,
    after: String,
    between: String,
    range_joins: String,
    not_with_durations: String,
}

#[derive(Deserialize)]
struct Things {
    verbal_endings: String,
    durations: String,
    ages_before: String,
    age_tail: String,
    age_joined: String,
    age: String,
    share: String,
    percent: String,
    currencies: String,
    of: String,
    partitive: String,
    stops: String,
    labels: String,
    months: String,
    time_after: String,
    plurals: String,
    plural_endings: String,
    no_plural_endings: String,
    singulars: String,
}

/// What a word is in a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Part {
    Unit(f64),
    Ten(f64),
    Scale(f64),
    Dozen(f64),
    Fraction(f64),
    Article,
}

/// A bound as the data writes it.
pub(super) type Phrase<T> = (Vec<String>, T);

/// A language's words of number.
#[derive(Debug)]
pub(super) struct Numerals {
    pub parts: HashMap<String, Part>,
    /// Vague words by first word, longest first.
    pub vague: HashMap<String, Vec<Phrase<f64>>>,
    pub and: HashSet<String>,
    pub pronouns: HashSet<String>,
    pub not_after: HashSet<String>,
    pub vague_not_after: HashSet<String>,
    pub percents: Vec<Vec<String>>,
    /// Words before a number: code of the bound, longest first.
    pub before: Vec<Phrase<&'static str>>,
    /// Words behind a number.
    pub after: Vec<Phrase<String>>,
    pub between: HashSet<String>,
    pub range_joins: HashSet<String>,
    pub not_with_durations: HashSet<String>,
    pub verbal_endings: Vec<String>,
    pub durations: HashSet<String>,
    pub ages_before: HashSet<String>,
    pub age_tail: Vec<Vec<String>>,
    pub age_joined: HashSet<String>,
    pub age: String,
    pub share: String,
    pub percent: String,
    pub currencies: HashMap<String, String>,
    pub of: HashSet<String>,
    pub partitive: HashSet<String>,
    pub stops: HashSet<String>,
    pub labels: HashSet<String>,
    pub months: HashSet<String>,
    pub time_after: HashSet<String>,
    pub plurals: HashMap<String, String>,
    /// Endings of plurals with those of their singulars, the longest first.
    pub plural_endings: Vec<(String, String)>,
    pub no_plural_endings: Vec<String>,
    pub singulars: HashSet<String>,
}

/// The words of number of the document's language; English is the only one with data so far.
pub(super) fn numerals() -> &'static Numerals {
    static READ: OnceLock<Numerals> = OnceLock::new();
    READ.get_or_init(|| read(include_str!("../../data/en/quantities.toml")))
}

/// The value of one word or figure that is a whole number by itself: "12", "twelve".
pub(crate) fn whole_number(low: &str) -> Option<u64> {
    match numerals().parts.get(low) {
        Some(Part::Unit(value) | Part::Ten(value)) => Some(*value as u64),
        _ => low.parse().ok(),
    }
}

/// Reads a language's file. The file is part of the program and a test reads it.
fn read(source: &str) -> Numerals {
    let file: File =
        toml::from_str(source).expect("the data file of quantities is well-formed, which a test checks");
    let (numbers, bounds, things) = (file.numbers, file.bounds, file.things);
    let mut before: Vec<Phrase<&'static str>> = Vec::new();
    for (text, code) in
        [(&bounds.at_least, "at_least"), (&bounds.at_most, "at_most"), (&bounds.about, "about")]
    {
        before.extend(lines(text).into_iter().map(|words| (words, code)));
    }
    before.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    Numerals {
        parts: parts(&numbers),
        vague: vague(&file.vague.words),
        and: set(&numbers.and),
        pronouns: set(&numbers.pronouns),
        not_after: set(&numbers.not_after),
        vague_not_after: set(&file.vague.never_after),
        percents: lines(&numbers.percents),
        before,
        after: bounds
            .after
            .lines()
            .filter_map(|line| line.split_once('='))
            .map(|(words, code)| (split(words), code.trim().to_owned()))
            .collect(),
        between: set(&bounds.between),
        range_joins: set(&bounds.range_joins),
        not_with_durations: set(&bounds.not_with_durations),
        verbal_endings: split(&things.verbal_endings),
        durations: set(&things.durations),
        ages_before: set(&things.ages_before),
        age_tail: lines(&things.age_tail),
        age_joined: set(&things.age_joined),
        age: things.age,
        share: things.share,
        percent: things.percent,
        currencies: pairs(&things.currencies),
        of: set(&things.of),
        partitive: set(&things.partitive),
        stops: set(&things.stops),
        labels: set(&things.labels),
        months: set(&things.months),
        time_after: set(&things.time_after),
        plurals: pairs(&things.plurals),
        plural_endings: split(&things.plural_endings)
            .iter()
            .filter_map(|pair| pair.split_once('='))
            .map(|(plural, singular)| (plural.to_owned(), singular.to_owned()))
            .collect(),
        no_plural_endings: split(&things.no_plural_endings),
        singulars: set(&things.singulars),
    }
}

fn set(text: &str) -> HashSet<String> {
    split(text).into_iter().collect()
}

fn split(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn lines(text: &str) -> Vec<Vec<String>> {
    text.lines().map(split).filter(|words| !words.is_empty()).collect()
}

fn pairs(text: &str) -> HashMap<String, String> {
    text.split_whitespace()
        .filter_map(|pair| pair.split_once('='))
        .map(|(word, value)| (word.to_owned(), value.to_owned()))
        .collect()
}

fn parts(numbers: &Numbers) -> HashMap<String, Part> {
    let mut parts = HashMap::new();
    type Make = fn(f64) -> Part;
    let lists: [(&str, Make); 5] = [
        (&numbers.fractions, Part::Fraction),
        (&numbers.units, Part::Unit),
        (&numbers.tens, Part::Ten),
        (&numbers.scales, Part::Scale),
        (&numbers.dozens, Part::Dozen),
    ];
    for (text, part) in lists {
        for (word, value) in pairs(text) {
            parts.insert(word, part(value.parse().unwrap_or(0.0)));
        }
    }
    parts.extend(split(&numbers.one_articles).into_iter().map(|word| (word, Part::Article)));
    parts
}

fn vague(text: &str) -> HashMap<String, Vec<Phrase<f64>>> {
    let mut vague: HashMap<String, Vec<Phrase<f64>>> = HashMap::new();
    for (words, value) in text.lines().filter_map(|line| line.split_once('=')) {
        let words = split(words);
        let list = vague.entry(words[0].clone()).or_default();
        list.push((words, value.trim().parse().unwrap_or(0.0)));
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    vague
}
