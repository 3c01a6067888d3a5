//! Who is said to have done what is an abuse or a crime.
//!
//! Incomplete: told by verbs of abuse with a named subject or agent ("Benk kicked him", "was beaten by Benk") and by a
//! few phrases ("responsible for"); roles ("the director") count only where a name stands with them.

use crate::case::Case;
use crate::classes::Class;
use crate::phrases::Phrases;
use crate::words::{Kind, Token};
use probata_report::Span;
use probata_vocabulary::{MentionKind, Zone};
use serde::Deserialize;
use std::collections::HashSet;

/// The word lists.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    acts: HashSet<String>,
    charges: Phrases<()>,
    mild: HashSet<String>,
    replies: Phrases<()>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    acts: Vec<String>,
    charges: Vec<String>,
    mild: Vec<String>,
    replies: Vec<String>,
}

impl Lexicon {
    /// Reads `accusations.toml`; the message names what is wrong in it.
    pub fn parse(data: &str) -> Result<Self, String> {
        let file: File = toml::from_str(data).map_err(|error| format!("accusations.toml: {error}"))?;
        Ok(Self {
            acts: file.acts.iter().flat_map(|forms| forms.split_whitespace()).map(str::to_owned).collect(),
            charges: Phrases::of(&file.charges),
            mild: file.mild.into_iter().collect(),
            replies: Phrases::of(&file.replies),
        })
    }
}

/// A sentence that says of somebody that they did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Accusation {
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the accused's mention; none where nobody is named ("guards beat him").
    pub accused: Option<usize>,
    /// The words of the act.
    pub act: Span,
}

/// Every accusation of the body, in order; at most one for each accused in a sentence.
pub(crate) fn accusations(case: &Case, lexicon: &Lexicon) -> Vec<Accusation> {
    let mut all = Vec::new();
    for index in 0..case.report.document.sentences.len() {
        let asserts = case.report.sentences[index].asserts && !case.report.sentences[index].negative;
        let zone = case.report.document.zone(&case.report.document.sentences[index]);
        if asserts && matches!(zone, Zone::Body | Zone::Caption) {
            in_sentence(case, lexicon, index, &mut all);
        }
    }
    all
}

/// True if the sentence tells of a reply, of being asked for one, or of silence.
pub(crate) fn tells_of_reply(case: &Case, lexicon: &Lexicon, sentence: usize) -> bool {
    lexicon.replies.occur(&case.words, case.words.sentence(sentence))
}

fn in_sentence(case: &Case, lexicon: &Lexicon, sentence: usize, all: &mut Vec<Accusation>) {
    let tokens = case.words.sentence(sentence);
    let first = all.len();
    for at in 0..tokens.len() {
        let word = case.words.low(&tokens[at]);
        let act = lexicon.acts.contains(word) && tokens[at].kind == Kind::Word && !tokens[at].capital;
        let charge = lexicon.charges.at(&case.words, tokens, at);
        if !act && charge.is_none() || is_negated(case, tokens, at) {
            continue;
        }
        let accused =
            if act { doer(case, sentence, tokens, at) } else { subject(case, sentence, tokens, at) };
        let mild = act && lexicon.mild.contains(word) && accused.is_none();
        if mild
            || charge.is_some() && accused.is_none()
            || all[first..].iter().any(|known| known.accused == accused)
        {
            continue;
        }
        all.push(Accusation { sentence, accused, act: tokens[at].span });
    }
    // Somebody named says more than nobody named.
    if all[first..].iter().any(|accusation| accusation.accused.is_some()) {
        let mut at = 0;
        all.retain(|accusation| {
            at += 1;
            at <= first || accusation.accused.is_some()
        });
    }
}

fn is_negated(case: &Case, tokens: &[Token], at: usize) -> bool {
    (at.saturating_sub(4)..at).any(|i| {
        is(case, &tokens[i], Class::Negation) || case.language.attribution.denies(case.words.low(&tokens[i]))
    })
}

/// "by X" behind a passive, else the subject before the verb.
fn doer(case: &Case, sentence: usize, tokens: &[Token], verb: usize) -> Option<usize> {
    let passive = (verb.saturating_sub(3)..verb).any(|i| is(case, &tokens[i], Class::Be));
    if !passive {
        return subject(case, sentence, tokens, verb);
    }
    let by = (verb + 1..(verb + 14).min(tokens.len())).find(|i| is(case, &tokens[*i], Class::By))?;
    let reach = tokens[(by + 10).min(tokens.len() - 1)].span.end;
    let clause_end = (by + 1..tokens.len())
        .find(|i| tokens[*i].kind == Kind::Punctuation || is(case, &tokens[*i], Class::ClauseEnd))
        .map_or(reach, |i| tokens[i].span.start);
    named_within(case, sentence, Span::new(tokens[by].span.end, clause_end.min(reach)))
}

/// The nearest named person or body before the verb in its clause.
fn subject(case: &Case, sentence: usize, tokens: &[Token], verb: usize) -> Option<usize> {
    let mut start = verb;
    while let Some(before) = start.checked_sub(1).filter(|before| verb - before < 12) {
        let word = case.words.low(&tokens[before]);
        if matches!(word, ";" | ":" | "“" | "”" | "\"") || case.language.classes.has(Class::BeforeAct, word)
        {
            break;
        }
        start = before;
    }
    let here = named_within(case, sentence, Span::new(tokens[start].span.start, tokens[verb].span.start))?;
    // A pronoun between the name and the verb is the subject instead.
    let name_end = case.named_in[sentence]
        .iter()
        .filter(|(m, span)| *m == here && span.end <= tokens[verb].span.start)
        .map(|(_, span)| span.end)
        .max()?;
    let pronoun = tokens.iter().any(|t| {
        t.span.start >= name_end && t.span.end <= tokens[verb].span.start && is(case, t, Class::Group)
    });
    (!pronoun).then_some(here)
}

/// True if the token's word is of this class.
fn is(case: &Case, token: &Token, class: Class) -> bool {
    case.language.classes.has(class, case.words.low(token))
}

fn named_within(case: &Case, sentence: usize, span: Span) -> Option<usize> {
    let named = case.named_in[sentence]
        .iter()
        .filter(|(mention, used)| span.contains(*used) && can_be_accused(case, *mention));
    named.map(|(mention, _)| *mention).next_back()
}

/// A person or body; not the author, and nobody whose name is only initials.
fn can_be_accused(case: &Case, mention: usize) -> bool {
    let mention = &case.report.mentions[mention];
    let telling = mention.name.split_whitespace().any(|word| word.trim_end_matches('.').chars().count() > 2);
    matches!(mention.kind, MentionKind::Person | MentionKind::Body)
        && telling
        && !case.authors.contains(&mention.name.to_lowercase())
}
