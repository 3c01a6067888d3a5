use crate::Span;
use probata_vocabulary::Level;

/// What a rule found: a place to look at, with what it rests on and what to do. Never a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name, e.g. `sole-source`.
    pub rule: &'static str,
    /// The rule's level where it was found.
    pub level: Level,
    /// The place in the text.
    pub span: Span,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// Other places that it rests on, with a word on each.
    pub rests_on: Vec<Related>,
    /// What the person can do.
    pub remedy: String,
    /// True if it joins identities or tells a withheld thing: shown on the screen, left out of files unless asked for.
    pub sensitive: bool,
}

/// A place that a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The place.
    pub span: Span,
    /// Why it matters ("the same source, with its place printed").
    pub why: String,
}
