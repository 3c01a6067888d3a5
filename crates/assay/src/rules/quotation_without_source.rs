use super::{Found, Rule};
use crate::case::Case;
use crate::classes::Class;
use crate::in_text::is_cited_on;
use crate::legible::is_legible;
use crate::quotations::Quotation;
use crate::sections::{Purpose, section_at};
use probata_report::{BlockKind, Span};
use probata_vocabulary::{CarriedBy, Level, MentionKind, SentenceKind, Zone};

pub(super) const RULE: Rule = Rule {
    name: "quotation-without-source",
    summary: "quoted words with no note and no named speaker",
    level: Level::Deny,
    sensitive: false,
    explanation: include_str!("explanations/quotation-without-source.md"),
    look,
};

/// Fewest words that make a quotation rather than a phrase in quotation marks.
const FEWEST: usize = 6;
/// Words of a title that are looked at, and how many letters make one that a title writes with a capital.
const TITLE_LETTERS: usize = 4;

fn look(case: &Case, found: &mut Found) {
    for (index, quotation) in case.quotations.iter().enumerate() {
        if is_quotation(case, quotation) && !continues(case, index) && is_bare(case, quotation) {
            found.at(
                quotation.span,
                "nobody is named as the speaker, and no note stands with it",
                "name the speaker or add the note",
            );
        }
    }
}

/// Somebody's words in the body, long enough and legible; no title of a work and no pair of marks put together wrongly.
fn is_quotation(case: &Case, quotation: &Quotation) -> bool {
    let document = &case.report.document;
    let text = &case.words.text;
    let inner = &text[quotation.inner];
    let before = text[..quotation.span.start].chars().next_back().unwrap_or(' ');
    let after = text[quotation.span.end..].chars().next().unwrap_or(' ');
    let straight = inner.contains('"') || text[quotation.span].starts_with('"');
    let astray = straight && !quotation.set_apart && (before.is_alphanumeric() || after.is_alphanumeric());
    let kind = document.blocks[quotation.block].kind;
    let led_to = !quotation.set_apart || is_led_to(case, quotation);
    led_to
        && kind.zone() == Zone::Body
        && kind != BlockKind::Apparatus
        && inner.split_whitespace().count() >= FEWEST
        && is_legible(inner)
        && !astray
        && !is_title(inner)
}

/// True if quotation marks or a colon say that a block is somebody's words: Markdown indents other things so as well.
fn is_led_to(case: &Case, quotation: &Quotation) -> bool {
    let document = &case.report.document;
    let text = &case.words.text;
    let markdown = document.parts[document.part_at(quotation.span.start)].format.starts_with("markdown");
    let marked = text[quotation.span].trim_start_matches(['>', ' ']).starts_with(['“', '"', '«', '„', '‘']);
    let before = quotation.block.checked_sub(1).map(|block| text[document.blocks[block].span].trim_end());
    !markdown || marked || before.is_some_and(|before| before.ends_with([':', ',']))
}

/// "Hearings on the Transfers to Doln": every longer word has a capital.
fn is_title(text: &str) -> bool {
    let mut long = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() > TITLE_LETTERS)
        .peekable();
    long.peek().is_some() && long.all(|word| !word.starts_with(char::is_lowercase))
}

/// True if the speech began in the quotation before: it goes on after "he said", or in the next paragraph.
fn continues(case: &Case, index: usize) -> bool {
    let quotation = &case.quotations[index];
    let Some(before) = index.checked_sub(1).map(|before| &case.quotations[before]) else { return false };
    let document = &case.report.document;
    let same_sentence = document.sentence_at(before.span.start) == document.sentence_at(quotation.span.start);
    quotation.goes_on || before.block == quotation.block && same_sentence
}

/// True if nothing around the quotation says whose words they are.
fn is_bare(case: &Case, quotation: &Quotation) -> bool {
    let document = &case.report.document;
    let Some(first) = document.sentence_at(quotation.inner.start) else { return false };
    let last = document.sentence_at(quotation.span.end.saturating_sub(1)).unwrap_or(first).max(first);
    let block = document.blocks[quotation.block].span;
    let here = Span::new(document.sentences[first].span.start, block.end.max(quotation.span.end));
    let cut = !quotation.set_apart && !(first..=last).all(|index| case.is_whole(index));
    if cut || case.losses.reach(here) || has_mark(case, here) || is_apart(case, first) {
        return false;
    }
    let introducing = introducing(case, quotation, first);
    let around: Vec<usize> = introducing.into_iter().chain(first..=last).collect();
    !around.iter().any(|index| is_sourced(case, *index, quotation))
        && !is_of_subject(case, quotation)
        && !printed_elsewhere(case, quotation)
}

/// A mark in the sentence or further on in its paragraph: a run of sentences on one speaker has its mark at the end.
fn has_mark(case: &Case, here: Span) -> bool {
    !case.report.document.marks_in(here).1.is_empty()
}

/// Passages in which words need no source, or have it in the body: summaries, method, recommendations, thanks, annexes.
fn is_apart(case: &Case, sentence: usize) -> bool {
    let kind = case.report.sentences[sentence].kind;
    let place = case.report.document.sentences[sentence].span.start;
    let purpose = section_at(&case.sections, place).map_or(Purpose::Body, |at| case.sections[at].purpose);
    matches!(
        kind,
        SentenceKind::Background
            | SentenceKind::Method
            | SentenceKind::Recommendation
            | SentenceKind::Citation
    ) || matches!(purpose, Purpose::Annex | Purpose::Method | Purpose::Background | Purpose::Summary)
}

/// The sentence that leads to the quotation: the one before it, if the quotation is a sentence or paragraph of its own.
fn introducing(case: &Case, quotation: &Quotation, first: usize) -> Option<usize> {
    let document = &case.report.document;
    let before = first.checked_sub(1)?;
    let (this, that) = (&document.sentences[first], &document.sentences[before]);
    let leads = case.words.text[that.span].trim_end().ends_with(':');
    let opens = quotation.span.start.saturating_sub(this.span.start) <= 2;
    let same = this.block == that.block && opens;
    let next = this.block > that.block && (leads || quotation.set_apart);
    (same || next).then_some(before)
}

/// A note, a speaker, somebody or something named beside the quoted words, or a citation in the text.
fn is_sourced(case: &Case, index: usize, quotation: &Quotation) -> bool {
    let judged = &case.report.sentences[index];
    let carried = !judged.supports.is_empty()
        || matches!(
            judged.carried_by,
            CarriedBy::Note | CarriedBy::Text | CarriedBy::Both | CarriedBy::Restated
        );
    let speaks = case.reach[index].iter().any(|attribution| is_speaker(case, *attribution));
    let named = case.named_in[index].iter().any(|(mention, span)| {
        case.report.mentions[*mention].kind != MentionKind::Place && !quotation.span.overlaps(*span)
    });
    carried
        || speaks
        || named
        || judged.kind == SentenceKind::Legal
        || is_cited_on(&case.report.document, &case.in_text, index)
}

/// True if the words of the source lead to somebody: a name, "she", "the official", not "officials" or "it has been said".
fn is_speaker(case: &Case, attribution: usize) -> bool {
    let attribution = &case.report.attributions[attribution];
    let Some(source) = attribution.source.first() else { return attribution.named };
    let classes = &case.language.classes;
    // "The arrangement has been called ...", "he was told ...": what is spoken of, or to.
    let content = attribution.content.first().map_or(source.end, |content| content.start);
    let between = &case.words.lower[source.end..content.max(source.end)];
    if !attribution.named && between.split_whitespace().any(|word| classes.has(Class::Be, word)) {
        return false;
    }
    let words = case.words.plain(*source).to_lowercase();
    let first = words.split_whitespace().next().unwrap_or_default();
    attribution.named
        || classes.has(Class::Pronoun, first)
        || classes.has(Class::Definite, first)
        || classes.has(Class::Possessive, first)
}

/// "what he “most struggles with”": the words are those of the subject before them.
fn is_of_subject(case: &Case, quotation: &Quotation) -> bool {
    let before = case.words.lower[..quotation.span.start].split_whitespace().next_back();
    before.is_some_and(|word| case.language.classes.has(Class::PersonSubject, word))
}

/// True if the same words stand elsewhere too, where their source may be given.
fn printed_elsewhere(case: &Case, quotation: &Quotation) -> bool {
    let inner = &case.words.lower[quotation.inner];
    case.words.lower.match_indices(inner).nth(1).is_some()
}
