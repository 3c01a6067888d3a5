//! "All twelve were held": the body says so of ten of the twelve.

use super::{Found, in_body, related};
use crate::case::Case;
use crate::classes::Class;
use crate::mention::whole_number;
use crate::restatement::Stem;
use crate::sections::section_at;
use crate::words::{Kind, Token, Words};
use probata_report::Span;
use std::collections::HashMap;

/// Words from a number to its verb.
const TO_VERB: usize = 8;
/// Sayings with one number and verb that are compared with each.
const MOST: usize = 64;

/// Something said of all of a number, or of some of it.
struct Said {
    /// Of how many; none if of all.
    part: Option<u64>,
    whole: u64,
    /// The verb behind it.
    verb: Stem,
    span: Span,
}

/// What the body says of all and of some, by number and verb.
pub(super) struct Wholes {
    by_verb: HashMap<(u64, Stem), Vec<(usize, Said)>>,
}

impl Wholes {
    /// Reads the body once.
    pub fn of(case: &Case) -> Self {
        let mut by_verb: HashMap<(u64, Stem), Vec<(usize, Said)>> = HashMap::new();
        for sentence in (0..case.report.sentences.len()).filter(|sentence| in_body(case, *sentence)) {
            for said in all_said(case, sentence) {
                let known = by_verb.entry((said.whole, said.verb.clone())).or_default();
                if known.len() < MOST {
                    known.push((sentence, said));
                }
            }
        }
        Self { by_verb }
    }

    /// Tells if the sentence says of all what the body says only of some.
    pub fn look(&self, case: &Case, found: &mut Found, index: usize) {
        for said in all_said(case, index).into_iter().filter(|said| said.part.is_none()) {
            let Some(body) = self.by_verb.get(&(said.whole, said.verb.clone())) else { continue };
            if body.iter().any(|(_, body)| body.part.is_none()) {
                continue;
            }
            let own = case.language.stems.of(&case.words, case.words.sentence(index));
            let lesser = body.iter().find(|(sentence, body)| {
                body.part.is_some_and(|part| part < body.whole) && shares_more(case, &own, body, *sentence)
            });
            let Some((_, lesser)) = lesser else { continue };
            let message = format!(
                "says \"{}\"; the body says \"{}\"",
                case.words.plain(said.span),
                case.words.plain(lesser.span)
            );
            found
                .at(said.span, message, "bring the two into line")
                .rests_on
                .push(related(lesser.span, "the body's number"));
        }
    }
}

/// True if the body sentence, or the heading over it, has a telling word of the summary beside the verb.
fn shares_more(case: &Case, own: &[Stem], body: &Said, sentence: usize) -> bool {
    let mut there = case.language.stems.of(&case.words, case.words.sentence(sentence));
    let place = case.report.document.sentences[sentence].span.start;
    if let Some(section) = section_at(&case.sections, place) {
        let (words, tokens) = Words::of_text(&case.report.document.text[case.sections[section].heading]);
        there.extend(case.language.stems.of(&words, &tokens));
    }
    let word = |stem: &Stem| stem.starts_with(char::is_alphabetic);
    there.iter().any(|stem| *stem != body.verb && word(stem) && own.contains(stem))
}

/// What the sentence says of "all N" and of "M of the N".
fn all_said(case: &Case, sentence: usize) -> Vec<Said> {
    let tokens = case.words.sentence(sentence);
    (0..tokens.len()).filter_map(|at| said(case, tokens, at)).collect()
}

fn said(case: &Case, tokens: &[Token], at: usize) -> Option<Said> {
    let is = |at: usize, class: Class| {
        tokens.get(at).is_some_and(|token| case.language.classes.has(class, case.words.low(token)))
    };
    let value = |at: usize| whole_number(case.words.low(tokens.get(at)?));
    let whole = case.language.wholes.contains(case.words.low(&tokens[at]));
    let part = value(at);
    if !whole && (part.is_none() || !is(at + 1, Class::Of)) {
        return None;
    }
    let mut number = at + 1 + usize::from(is(at + 1, Class::Of));
    number += usize::from(is(number, Class::Definite) || is(number, Class::Article));
    let of = value(number)?;
    let auxiliary = (number + 1..number + TO_VERB)
        .take_while(|at| tokens.get(*at).is_some_and(|token| token.kind != Kind::Punctuation))
        .find(|at| is(*at, Class::Auxiliary))?;
    let verb = (auxiliary..tokens.len()).find(|at| {
        !is(*at, Class::Auxiliary) && !case.language.classes.is_adverb(case.words.low(&tokens[*at]))
    })?;
    let verb = case.language.stems.stem(case.words.low(&tokens[verb]));
    let span = Span::new(tokens[at].span.start, tokens[number].span.end);
    Some(Said { part: part.filter(|_| !whole), whole: of, verb, span })
}
