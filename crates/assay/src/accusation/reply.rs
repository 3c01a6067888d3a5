//! Whether somebody accused was asked, answered, or was silent when asked.
//!
//! Incomplete: an office that answers for its officers without naming them is no reply of theirs.

use super::finder::Finder;
use crate::case::Case;
use crate::classes::Class;
use crate::words::Words;
use probata_report::{Attribution, Citation, Mention};
use probata_vocabulary::{CitationKind, Stance};

/// True if a reply, a request for one, or silence is told anywhere, annexes included.
pub(crate) fn has_reply(case: &Case, mention: usize) -> bool {
    let accused = &case.report.mentions[mention];
    let speaks = case.report.attributions.iter().any(|a| is_of(a, accused) && answers(case, a));
    let told = accused.uses.iter().any(|used| {
        tells(case, used.sentence, mention)
            || goes_on_to_tell(case, used.sentence)
            || stands_under_replies(case, used.span.start)
    });
    speaks || told || case.report.citations.iter().any(|citation| is_letter_of(citation, accused))
}

fn is_of(attribution: &Attribution, accused: &Mention) -> bool {
    attribution.parent.is_none()
        && attribution.source_name.as_ref().is_some_and(|name| {
            name == &accused.name || accused.variants.iter().any(|variant| variant == name)
        })
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
    let accuses = case.accusations.iter().any(|accusation| accusation.sentence == sentence);
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

/// True under a heading such as "Letters sent".
fn stands_under_replies(case: &Case, offset: usize) -> bool {
    let sections = case.sections.iter().filter(|section| section.level > 0 && section.whole.holds(offset));
    sections.into_iter().any(|section| {
        let (words, tokens) = Words::of_text(&case.report.document.text[section.heading]);
        case.language.accusations.reply_headings.occur(&words, &tokens)
    })
}

fn is_letter_of(citation: &Citation, accused: &Mention) -> bool {
    let letter = matches!(
        citation.kind,
        CitationKind::Letter | CitationKind::Email | CitationKind::Interview | CitationKind::PressConference
    );
    let forms = std::iter::once(&accused.name).chain(&accused.variants);
    letter
        && forms.into_iter().any(|form| {
            form.len() > 3
                && (citation.persons.iter().any(|person| person.contains(form.as_str()))
                    || citation.organisation.as_ref() == Some(form))
        })
}
