//! Whether somebody accused was asked, answered, or was silent when asked.
//!
//! Incomplete: an office that answers for its officers without naming them is no reply of theirs.

use super::finder::Finder;
use crate::case::Case;
use crate::classes::Class;
use crate::words::Words;
use probata_report::{Attribution, Citation, Reply, Span};
use probata_vocabulary::{CitationKind, MentionKind, Stance};
use std::collections::HashMap;

/// What the report tells of replies, looked up once.
pub(crate) struct Replies<'c, 's> {
    case: &'c Case<'s>,
    /// Attributions that no other holds, by the name of their source.
    by_source: HashMap<&'c str, Vec<usize>>,
    /// Passages under headings such as "Letters sent".
    passages: Vec<Span>,
    /// Citations of letters and interviews, with who wrote, was written to, or was interviewed.
    exchanges: Vec<(usize, Vec<&'c str>)>,
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
        let citations = case.report.citations.iter().enumerate();
        let exchanges = citations.filter(|(_, citation)| is_exchange(citation)).map(|(index, citation)| {
            (index, citation.persons.iter().chain(&citation.organisation).map(String::as_str).collect())
        });
        Self { case, by_source, passages: passages(case), exchanges: exchanges.collect() }
    }

    /// True if a reply, a request for one, or silence is told anywhere, annexes included.
    pub fn has(&self, mention: usize) -> bool {
        !self.heard(mention).is_empty()
    }

    /// Where a reply, a request for one, or silence is told, annexes included.
    pub fn heard(&self, mention: usize) -> Reply {
        let case = self.case;
        let accused = &case.report.mentions[mention];
        let forms = || std::iter::once(&accused.name).chain(&accused.variants);
        let spoken = forms().filter_map(|form| self.by_source.get(form.as_str())).flatten();
        let spoken = spoken.map(|index| &case.report.attributions[*index]);
        let mut heard = Reply::default();
        heard.came.extend(spoken.filter(|spoken| answers(case, spoken)).map(|spoken| spoken.sentence));
        for used in &accused.uses {
            tell(case, used.sentence, mention, &mut heard);
            heard.passages.extend(self.passage(used.span.start));
        }
        let is_body = accused.kind == MentionKind::Body;
        let is_party = |party: &str| {
            forms().any(|form| {
                form.len() > 3 && if is_body { party == form } else { party.contains(form.as_str()) }
            })
        };
        let exchanges =
            self.exchanges.iter().filter(|(_, parties)| parties.iter().any(|party| is_party(party)));
        heard.exchanges.extend(exchanges.map(|(citation, _)| *citation));
        for list in [&mut heard.asked, &mut heard.came] {
            list.sort_unstable();
            list.dedup();
        }
        heard.passages.dedup();
        heard
    }

    fn passage(&self, offset: usize) -> Option<Span> {
        let at = self.passages.partition_point(|passage| passage.end <= offset);
        self.passages.get(at).filter(|passage| passage.holds(offset)).copied()
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

/// Tells whether the accused answers in a sentence that names them or in the next one, or is asked there.
fn tell(case: &Case, sentence: usize, mention: usize, heard: &mut Reply) {
    let (lexicon, tokens) = (&case.language.accusations, case.words.sentence(sentence));
    let accuses = case.accusations.binary_search_by_key(&sentence, |accusation| accusation.sentence).is_ok();
    let finder = Finder { case, lexicon, sentence, tokens };
    let answers = |at: usize| {
        lexicon.answers.at(&case.words, tokens, at).is_some() && finder.subject(at) == Some(mention)
    };
    if (0..tokens.len()).any(answers) {
        heard.came.push(sentence);
    } else if !accuses && lexicon.asks.occur(&case.words, tokens) {
        heard.asked.push(sentence);
    }
    goes_on_to_tell(case, sentence, heard);
}

/// "Lantern wrote to the accused's office. He did not reply."
fn goes_on_to_tell(case: &Case, sentence: usize, heard: &mut Reply) {
    let (lexicon, sentences) = (&case.language.accusations, &case.report.document.sentences);
    let next = sentence + 1;
    if sentences.get(next).is_none_or(|following| following.block != sentences[sentence].block) {
        return;
    }
    let tokens = case.words.sentence(next);
    let goes_on = |first| case.language.classes.has(Class::PersonSubject, case.words.low(first));
    if !tokens.first().is_some_and(goes_on) {
        return;
    }
    if lexicon.asks.occur(&case.words, tokens) {
        heard.asked.push(next);
    } else if lexicon.answers.occur(&case.words, tokens) {
        heard.came.push(next);
    }
}
