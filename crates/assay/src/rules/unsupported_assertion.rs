use super::{Found, Rule};
use crate::case::Case;
use crate::classes::Class;
use crate::in_text::is_cited_on;
use crate::legible::is_legible;
use crate::sections::{Purpose, section_at};
use crate::words::{Kind, Token};
use probata_report::{Attribution, BlockKind, Span};
use probata_vocabulary::{CarriedBy, Level, SentenceKind};
use std::collections::{HashMap, HashSet};

pub(super) const RULE: Rule = Rule {
    name: "unsupported-assertion",
    summary: "a sentence asserts a fact, and neither a note nor a named source carries it",
    level: Level::Warn,
    sensitive: false,
    explanation: include_str!("explanations/unsupported-assertion.md"),
    look,
};

/// So often "this Commission" or "our Office" must be said for the Commission to be the author.
const OFTEN: usize = 2;

fn look(case: &Case, found: &mut Found) {
    let own = own_names(case);
    for (index, judged) in case.report.sentences.iter().enumerate() {
        let told = judged.kind == SentenceKind::Fact || is_hearsay(case, index);
        let open = judged.asserts && told && judged.carried_by == CarriedBy::Neither;
        if open && is_statement(case, index) && !is_covered(case, index) && !is_own(case, &own, index) {
            let span = case.report.document.sentences[index].span;
            found.at(
                span,
                "asserts a fact that no note and no named source carries",
                "add a note or name the source in the text; or say that it is the author's inference",
            );
        }
    }
}

/// "Officials said ...": told by people without a name, whom nothing ties to anybody.
fn is_hearsay(case: &Case, index: usize) -> bool {
    let outer: Vec<&Attribution> = case.reach[index]
        .iter()
        .map(|attribution| &case.report.attributions[*attribution])
        .filter(|attribution| attribution.parent.is_none())
        .collect();
    case.report.sentences[index].kind == SentenceKind::Attributed
        && !outer.is_empty()
        && outer.iter().all(|told| {
            !told.named
                && !told.source.is_empty()
                && told.source.iter().all(|source| is_nobody(case, *source))
        })
}

/// "officials", "security sources": no name, pronoun, number or article that ties the words to somebody.
fn is_nobody(case: &Case, source: Span) -> bool {
    let classes = &case.language.classes;
    let words = case.words.plain(source);
    let low = words.to_lowercase();
    let first = low.split_whitespace().next().unwrap_or_default();
    let tied = [Class::Pronoun, Class::Determiner, Class::Possessive, Class::Quantifier, Class::Numeral];
    words.split_whitespace().count() <= 2
        && words.split_whitespace().skip(1).all(|word| word.starts_with(char::is_lowercase))
        && !tied.iter().any(|class| classes.has(*class, first))
}

/// A whole, legible sentence of running text that states something as having happened, or with a number.
fn is_statement(case: &Case, index: usize) -> bool {
    let document = &case.report.document;
    let sentence = &document.sentences[index];
    let text = &case.words.text[sentence.span];
    let begins = !text.trim_start().starts_with(char::is_lowercase);
    matches!(document.blocks[sentence.block].kind, BlockKind::Paragraph | BlockKind::ListItem)
        && begins
        && case.is_whole(index)
        && !text.trim_end().ends_with(':')
        && is_legible(text)
        && tells_of_the_past(case, index)
        && !is_weighed(case, index)
}

/// True if it has a verb in the past or a number; what is generally so is not asked for a source.
fn tells_of_the_past(case: &Case, index: usize) -> bool {
    let classes = &case.language.classes;
    let past = |low: &str| classes.has(Class::Past, low) || classes.is_past(low);
    case.words.sentence(index).iter().any(|token| token.kind == Kind::Number || past(case.words.low(token)))
}

/// True if the sentence weighs rather than states: it says what might, would or should be, asks the reader, or supposes.
fn is_weighed(case: &Case, index: usize) -> bool {
    let classes = &case.language.classes;
    case.words.sentence(index).iter().any(|token| classes.has(Class::Weighing, case.words.low(token)))
}

/// True if something near stands for it: a later mark or citation in its paragraph, a mark that may have been lost, or a passage
/// that says again or weighs what the body carries.
fn is_covered(case: &Case, index: usize) -> bool {
    let document = &case.report.document;
    let sentence = &document.sentences[index];
    let block = document.blocks[sentence.block].span;
    let rest = Span::new(sentence.span.start, block.end.max(sentence.span.end));
    let purpose =
        section_at(&case.sections, sentence.span.start).map_or(Purpose::Body, |at| case.sections[at].purpose);
    matches!(purpose, Purpose::Summary | Purpose::Legal | Purpose::Annex)
        || case.losses.reach(rest)
        || !document.marks_in(rest).1.is_empty()
        || is_cited_on(document, &case.in_text, index)
        || leads_on(case, index)
        || is_front(case, sentence.span.start)
        || opens(case, index)
        || goes_back(case, index)
}

/// The first of several sentences under a heading says what those behind it tell with their sources.
fn opens(case: &Case, index: usize) -> bool {
    let document = &case.report.document;
    let block = document.sentences[index].block;
    let first = index.checked_sub(1).is_none_or(|before| document.sentences[before].block != block);
    let more = document.sentences.get(index + 1).is_some_and(|next| next.block == block);
    let headed = block
        .checked_sub(1)
        .is_some_and(|above| matches!(document.blocks[above].kind, BlockKind::Heading(_)));
    first && more && headed
}

/// "It did so by ...", "Second, those were ...", "The same happened ...": says more of what the sentence before tells, which is asked for its source itself.
fn goes_back(case: &Case, index: usize) -> bool {
    let words = case.words.sentence(index).iter().filter(|token| token.kind == Kind::Word);
    words.take(2).any(|token| case.language.classes.has(Class::GoesBack, case.words.low(token)))
}

/// True on the title page: what stands before the first heading of a file that has headings.
fn is_front(case: &Case, place: usize) -> bool {
    section_at(&case.sections, place).is_some_and(|at| {
        case.sections[at].level == 0 && case.sections.get(at + 1).is_some_and(|next| next.level > 0)
    })
}

/// A sentence that ends its block with a colon, or is followed by a quotation or list, is carried by what it leads to.
fn leads_on(case: &Case, index: usize) -> bool {
    let document = &case.report.document;
    let (sentence, next) = (&document.sentences[index], document.sentences.get(index + 1));
    next.is_some_and(|next| {
        next.block == sentence.block + 1
            && matches!(document.blocks[next.block].kind, BlockKind::Quotation | BlockKind::ListItem)
    })
}

/// What the author calls itself: "this Office", "our Commission".
fn own_names<'c>(case: &'c Case<'_>) -> HashSet<&'c str> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for pair in case.words.tokens.windows(2) {
        let (low, classes) = (case.words.low(&pair[0]), &case.language.classes);
        if (classes.has(Class::This, low) || classes.has(Class::OwnVoice, low)) && pair[1].capital {
            *times.entry(case.words.word(&pair[1])).or_default() += 1;
        }
    }
    times.into_iter().filter(|(_, times)| *times >= OFTEN).map(|(name, _)| name).collect()
}

/// True if the author tells what the author did or was told: it is then the source.
fn is_own(case: &Case, own: &HashSet<&str>, index: usize) -> bool {
    let classes = &case.language.classes;
    let tokens = case.words.sentence(index);
    let named = |token: &Token| {
        let low = case.words.low(token);
        token.kind == Kind::Word
            && (classes.has(Class::OwnVoice, low)
                || token.capital && own.contains(case.words.word(token))
                || token.capital && case.authors.iter().any(|name| name == low))
    };
    tokens.iter().any(named)
}
