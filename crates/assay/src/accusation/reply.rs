//! Whether somebody accused was asked, answered, or was silent when asked.
//!
//! Incomplete: an office that answers for its officers without naming them is no reply of theirs.

use super::finder::Finder;
use crate::case::Case;
use crate::classes::Class;
use crate::words::Words;
use probata_report::{Attribution, Citation, Span};
use probata_vocabulary::{CitationKind, MentionKind, Stance};
use std::collections::HashMap;

/// What the report tells of replies, looked up once.
pub(crate) struct Replies<'c, 's> {
    case: &'c Case<'s>,
    /// Attributions that no other holds, by the name of their source.
    by_source: HashMap<&'c str, Vec<usize>>,
    /// Passages under headings such as "Letters sent".
    passages: Vec<Span>,
    /// Who wrote or was written to, or was interviewed, one a line.
    letters: String,
}

impl<'c, 's> Replies<'c, 's> {
    /// Reads the report once.
    pub fn of(case: &'c Case<'s>) -> Self {
        let mut by_source: HashMap<&str, Vec<usize>> = HashMap::new();
        let outer = case.report.attributions.iter().enumerate().filter(|(_, a)| a.parent.is_none());
        for (index, attribution) in outer {
            if let Some(name) = &attribution.source_name {
                by_source.entry(name.as_str()).or_default().push(index);
            }
        }
        let mut letters = String::from("\n");
        for citation in case.report.citations.iter().filter(|citation| is_exchange(citation)) {
            for party in citation.persons.iter().chain(&citation.organisation) {
                letters.push_str(party);
                letters.push('\n');
            }
        }
        Self { case, by_source, passages: passages(case), letters }
    }

    /// True if a reply, a request for one, or silence is told anywhere, annexes included.
    pub fn has(&self, mention: usize) -> bool {
        let case = self.case;
        let accused = &case.report.mentions[mention];
        let forms = || std::iter::once(&accused.name).chain(&accused.variants);
        let spoken = forms().filter_map(|form| self.by_source.get(form.as_str())).flatten();
        let speaks = spoken.into_iter().any(|index| answers(case, &case.report.attributions[*index]));
        let told = accused.uses.iter().any(|used| {
            tells(case, used.sentence, mention)
                || goes_on_to_tell(case, used.sentence)
                || self.is_in_passage(used.span.start)
        });
        let body = accused.kind == MentionKind::Body;
        let wrote = forms().any(|form| {
            let line = if body { format!("\n{form}\n") } else { form.clone() };
            form.len() > 3 && self.letters.contains(&line)
        });
        speaks || told || wrote
    }

    fn is_in_passage(&self, offset: usize) -> bool {
        let at = self.passages.partition_point(|passage| passage.end <= offset);
        self.passages.get(at).is_some_and(|passage| passage.holds(offset))
    }
}

/// Passages under headings that tell of replies, in order, apart from each other.
fn passages(case: &Case) -> Vec<Span> {
    let mut all: Vec<Span> = Vec::new();
    for section in case.sections.iter().filter(|section| section.level > 0) {
        let (words, tokens) = Words::of_text(&case.report.document.text[section.heading]);
        let within = all.last().is_some_and(|last| last.end >= section.whole.end);
        if !within && case.language.accusations.reply_headings.occur(&words, &tokens) {
            all.push(section.whole);
        }
    }
    all
}

fn is_exchange(citation: &Citation) -> bool {
    matches!(
        citation.kind,
        CitationKind::Letter | CitationKind::Email | CitationKind::Interview | CitationKind::PressConference
    )
}

/// A denial, an admission, or words to the author; not what a witness heard the accused say.
fn answers(case: &Case, attribution: &Attribution) -> bool {
    if matches!(attribution.stance, Stance::Denies | Stance::Admits) {
        return true;
    }
    let Some(cue) = attribution.cue.last() else { return false };
    let tokens = case.words.sentence(attribution.sentence);
    let behind = tokens.iter().position(|token| token.span.start >= cue.end);
    behind.is_some_and(|at| {
        (at..at + 3).any(|at| {
            case.authors.iter().any(|author| {
                author.split(' ').enumerate().all(|(nth, word)| {
                    tokens.get(at + nth).is_some_and(|token| case.words.low(token) == word)
                })
            })
        })
    })
}

/// True if the accused answers in the sentence, or is asked there.
fn tells(case: &Case, sentence: usize, mention: usize) -> bool {
    let (lexicon, tokens) = (&case.language.accusations, case.words.sentence(sentence));
    let accuses = case.accusations.binary_search_by_key(&sentence, |accusation| accusation.sentence).is_ok();
    let finder = Finder { case, lexicon, sentence, tokens };
    let answers = |at: usize| {
        lexicon.answers.at(&case.words, tokens, at).is_some() && finder.subject(at) == Some(mention)
    };
    !accuses && lexicon.asks.occur(&case.words, tokens) || (0..tokens.len()).any(answers)
}

/// "Lantern wrote to the accused's office. He did not reply."
fn goes_on_to_tell(case: &Case, sentence: usize) -> bool {
    let (lexicon, sentences) = (&case.language.accusations, &case.report.document.sentences);
    let next = sentence + 1;
    sentences.get(next).is_some_and(|following| following.block == sentences[sentence].block)
        && case
            .words
            .sentence(next)
            .first()
            .is_some_and(|first| case.language.classes.has(Class::PersonSubject, case.words.low(first)))
        && (lexicon.answers.occur(&case.words, case.words.sentence(next))
            || lexicon.asks.occur(&case.words, case.words.sentence(next)))
}
