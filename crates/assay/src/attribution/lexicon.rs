//! Words that attribute, from `attribution.toml`.

use probata_vocabulary::Stance;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

/// What a cue verb takes, as the data file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Takes {
    /// A clause.
    pub clause: bool,
    /// A quotation.
    pub quote: bool,
    /// An object that is what is said.
    pub noun: bool,
    /// An infinitive.
    pub to: bool,
    /// "of" and what is alleged, after the accused.
    pub of: bool,
    /// A hearer before what is said.
    pub addressee: bool,
    /// Stands in a parenthesis.
    pub alone: bool,
    /// Everyday word: needs a clear sign of content.
    pub weak: bool,
    /// Thinks, wants, judges or asks, and so states nothing.
    pub mind: bool,
}

/// A verb form that attributes.
#[derive(Debug, Clone)]
pub(crate) struct Verb {
    /// The attitude.
    pub stance: Stance,
    /// What follows.
    pub takes: Takes,
    /// True if this form may be a passive participle.
    pub participle: bool,
    /// True if this form ends the clause's finite verb ("said", "says"), false for "saying".
    pub gerund: bool,
    /// True for the base form, which needs an auxiliary or "to" before it, or a plural subject.
    pub base: bool,
    /// Words that belong to the cue behind the form ("out").
    pub particle: Vec<String>,
}

/// Everything that tells who says what, in one language.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    pub verbs: HashMap<String, Vec<Verb>>,
    pub nouns: HashMap<String, Stance>,
    pub implied: HashMap<String, Stance>,
    pub according: Vec<Vec<String>>,
    /// Offices that speak for a body.
    pub speaks_for: HashSet<String>,
    /// Bodies and documents that "the" makes findable.
    pub identifiable: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    verbs: Vec<[String; 3]>,
    particles: Vec<[String; 4]>,
    according: Vec<String>,
    nouns: Vec<[String; 2]>,
    implied: Vec<[String; 2]>,
    speaks_for: String,
    identifiable: String,
}

impl Lexicon {
    /// Reads the data file; the message names what is wrong in it.
    pub fn parse(data: &str) -> Result<Self, String> {
        let file: File = toml::from_str(data).map_err(|error| format!("attribution.toml: {error}"))?;
        let mut lexicon = Self {
            according: file.according.iter().map(|words| split(words)).collect(),
            speaks_for: set(&file.speaks_for),
            identifiable: set(&file.identifiable),
            ..Self::default()
        };
        for [forms, stance, takes] in &file.verbs {
            lexicon.add_verb(forms, stance, takes, "")?;
        }
        for [forms, particle, stance, takes] in &file.particles {
            lexicon.add_verb(forms, stance, takes, particle)?;
        }
        for (list, into) in [(&file.nouns, &mut lexicon.nouns), (&file.implied, &mut lexicon.implied)] {
            for [forms, code] in list {
                let stance = stance(code)?;
                into.extend(split(forms).into_iter().map(|form| (form, stance)));
            }
        }
        Ok(lexicon)
    }

    /// True for a verb of denying.
    pub fn denies(&self, word: &str) -> bool {
        self.verbs.get(word).is_some_and(|verbs| verbs.iter().any(|verb| verb.stance == Stance::Denies))
    }

    fn add_verb(&mut self, forms: &str, code: &str, takes: &str, particle: &str) -> Result<(), String> {
        let (stance, takes, forms) = (stance(code)?, takes_of(takes)?, split(forms));
        if forms.len() != 5 {
            return Err(format!("attribution.toml: \"{}\" needs five forms", forms.join(" ")));
        }
        for (at, form) in forms.iter().enumerate() {
            let (verbs, mut participle) = (self.verbs.entry(form.clone()).or_default(), at == 3);
            if at == 3 && forms[2] == forms[3] {
                continue; // the past form stands for both
            }
            participle |= at == 2 && forms[2] == forms[3];
            let particle = split(particle);
            verbs.push(Verb { stance, takes, participle, gerund: at == 4, base: at == 0, particle });
        }
        Ok(())
    }
}

fn stance(code: &str) -> Result<Stance, String> {
    code.parse().map_err(|error| format!("attribution.toml: {error}"))
}

fn takes_of(words: &str) -> Result<Takes, String> {
    let mut takes = Takes::default();
    for word in words.split_whitespace() {
        match word {
            "clause" => takes.clause = true,
            "quote" => takes.quote = true,
            "noun" => takes.noun = true,
            "to" => takes.to = true,
            "of" => takes.of = true,
            "addressee" => takes.addressee = true,
            "alone" => takes.alone = true,
            "weak" => takes.weak = true,
            "mind" => takes.mind = true,
            other => return Err(format!("attribution.toml: a verb cannot take \"{other}\"")),
        }
    }
    Ok(takes)
}

fn split(words: &str) -> Vec<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

fn set(words: &str) -> HashSet<String> {
    split(words).into_iter().collect()
}
