//! Words of acts, links to them, and replies, from `accusations.toml`.

use crate::phrases::Phrases;
use crate::words::{Token, Words};
use serde::Deserialize;
use std::collections::HashSet;

/// The word lists.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    acts: HashSet<String>,
    on_person: HashSet<String>,
    participles: HashSet<String>,
    made: HashSet<String>,
    postures: HashSet<String>,
    people: HashSet<String>,
    unreal: HashSet<String>,
    several: HashSet<String>,
    pub(super) links: Phrases<()>,
    pub(super) nouns: Phrases<()>,
    pub(super) alone: Phrases<()>,
    pub(super) identifies: Phrases<()>,
    pub(super) doers: Phrases<()>,
    pub(super) answers: Phrases<()>,
    pub(super) asks: Phrases<()>,
    pub(super) reply_headings: Phrases<()>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    acts: String,
    on_person: String,
    participles: String,
    made: String,
    postures: String,
    people: String,
    unreal: String,
    several: String,
    links: Vec<String>,
    nouns: Vec<String>,
    alone: Vec<String>,
    identifies: Vec<String>,
    doers: Vec<String>,
    answers: Vec<String>,
    asks: Vec<String>,
    reply_headings: Vec<String>,
}

/// What a verb needs to be an accusation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    /// Nothing more.
    Always,
    /// A person as its object.
    OnPerson,
    /// A person and what they were made to do.
    Made,
}

impl Lexicon {
    /// Reads `accusations.toml`; the message names what is wrong in it.
    pub fn parse(data: &str) -> Result<Self, String> {
        let file: File = toml::from_str(data).map_err(|error| format!("accusations.toml: {error}"))?;
        let set = |words: &str| words.split_whitespace().map(str::to_owned).collect();
        Ok(Self {
            acts: set(&file.acts),
            on_person: set(&file.on_person),
            participles: set(&file.participles),
            made: set(&file.made),
            postures: set(&file.postures),
            people: set(&file.people),
            unreal: set(&file.unreal),
            several: set(&file.several),
            links: Phrases::of(&file.links),
            nouns: Phrases::of(&file.nouns),
            alone: Phrases::of(&file.alone),
            identifies: Phrases::of(&file.identifies),
            doers: Phrases::of(&file.doers),
            answers: Phrases::of(&file.answers),
            asks: Phrases::of(&file.asks),
            reply_headings: Phrases::of(&file.reply_headings),
        })
    }

    /// What act the word says, if any.
    pub(crate) fn act(&self, low: &str) -> Option<Act> {
        if self.acts.contains(low) {
            Some(Act::Always)
        } else if self.on_person.contains(low) {
            Some(Act::OnPerson)
        } else {
            self.made.contains(low).then_some(Act::Made)
        }
    }

    /// True if the form is a participle and nothing else.
    pub(super) fn is_participle(&self, low: &str) -> bool {
        self.participles.contains(low)
    }

    /// True for what one is made to do.
    pub(super) fn is_posture(&self, low: &str) -> bool {
        self.postures.contains(low)
    }

    /// True for words that people are named by without a name.
    pub(super) fn is_people(&self, low: &str) -> bool {
        self.people.contains(low)
    }

    /// True for "three", "several".
    pub fn is_several(&self, low: &str) -> bool {
        self.several.contains(low)
    }

    /// True for "would", "if" and the like.
    pub(super) fn is_unreal(&self, low: &str) -> bool {
        self.unreal.contains(low)
    }

    /// True if the sentence speaks of an act in any form, noun or verb.
    pub fn speaks_of_act(&self, words: &Words, tokens: &[Token]) -> bool {
        tokens.iter().any(|token| !token.capital && self.act(words.low(token)).is_some())
            || self.nouns.occur(words, tokens)
    }
}
