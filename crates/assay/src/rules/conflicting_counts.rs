use super::{Found, Rule, related};
use crate::case::Case;
use crate::classes::Class;
use crate::mention::whole_number;
use crate::words::{Kind, Token};
use probata_report::{Quantity, QuantityBound, Span};
use probata_vocabulary::{Level, Zone};
use std::collections::{BTreeMap, BTreeSet};

/// Counts of one thing that are compared with each.
const MOST: usize = 20;
/// Telling words that two sentences about one matter share.
const SHARED: usize = 3;
/// Uses of "the twelve" that make it the number of those whom the report is about.
const USUAL: usize = 4;

pub(super) const RULE: Rule = Rule {
    name: "conflicting-counts",
    summary: "one thing counted twice with two results",
    level: Level::Allow,
    sensitive: false,
    explanation: include_str!("explanations/conflicting-counts.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    counts(case, found);
    totals(case, found);
}

/// The same things counted in sentences that share telling words beside them.
fn counts(case: &Case, found: &mut Found) {
    let mut counts: BTreeMap<String, Vec<&Quantity>> = BTreeMap::new();
    for quantity in case.report.quantities.iter().filter(|quantity| is_count(case, quantity)) {
        let thing = times_of(case, quantity).unwrap_or_else(|| case.language.stems.stem(&quantity.thing));
        counts.entry(thing).or_default().push(quantity);
    }
    for quantities in counts.values() {
        for (at, later) in quantities.iter().enumerate() {
            let earlier = quantities[..at].iter().rev().take(MOST).find(|earlier| {
                earlier.sentence != later.sentence
                    && conflict(case, earlier, later)
                    && same_matter(case, earlier.sentence, later.sentence)
            });
            if let Some(earlier) = earlier {
                tell(case, found, later.span, earlier.span);
            }
        }
    }
}

fn tell(case: &Case, found: &mut Found, here: Span, there: Span) {
    let message = format!("\"{}\" here, \"{}\" elsewhere", case.words.plain(here), case.words.plain(there));
    found
        .at(here, message, "if both count the same, bring them into line")
        .rests_on
        .push(related(there, "the other count"));
}

/// A number of things that is no measure, and not a part of a whole ("five of the twelve").
fn is_count(case: &Case, quantity: &Quantity) -> bool {
    let measure = quantity.thing.is_empty() || case.language.classes.has(Class::Measure, &quantity.thing);
    let times = case.language.classes.has(Class::Times, &quantity.thing);
    let tokens = case.words.sentence(quantity.sentence);
    let of = |token: &Token| case.language.classes.has(Class::Of, case.words.low(token));
    let at = tokens.partition_point(|token| token.span.start < quantity.span.start);
    let part = tokens.iter().any(|token| quantity.span.contains(token.span) && of(token))
        || (at.saturating_sub(2)..at).any(|i| of(&tokens[i]));
    // "7 Papadopoulos" is a page, and a name.
    let name =
        tokens.iter().rev().find(|token| quantity.span.contains(token.span)).is_some_and(|last| last.capital);
    (!measure || times)
        && !name
        && !part
        && !quantity.vague
        && quantity.value >= 3.0
        && case.report.sentences[quantity.sentence].asserts
}

/// For "visited them on 27 occasions" what was done so often: "visit".
fn times_of(case: &Case, quantity: &Quantity) -> Option<String> {
    if !case.language.classes.has(Class::Times, &quantity.thing) {
        return None;
    }
    let tokens = case.words.sentence(quantity.sentence);
    let before = tokens.iter().rev().filter(|token| token.span.end <= quantity.span.start);
    let verb = before.take(5).find(|token| case.language.classes.is_past(case.words.low(token)))?;
    Some(case.language.stems.stem(case.words.low(verb)))
}

fn conflict(case: &Case, one: &Quantity, other: &Quantity) -> bool {
    let (described, there) = (describers(case, one), describers(case, other));
    let alike = described == there || described.is_empty() || there.is_empty();
    alike
        && one.bound == QuantityBound::Exactly
        && other.bound == QuantityBound::Exactly
        && one.value != other.value
}

/// Words between number and thing: "12 returned detainees".
fn describers<'c>(case: &'c Case, quantity: &Quantity) -> Vec<&'c str> {
    let tokens = case.words.sentence(quantity.sentence).iter();
    let mut words: Vec<&str> = tokens
        .filter(|token| quantity.span.contains(token.span))
        .map(|token| case.words.low(token))
        .filter(|low| whole_number(low).is_none())
        .collect();
    words.pop();
    words
}

/// True if the sentences share words of six letters or more.
fn same_matter(case: &Case, one: usize, other: usize) -> bool {
    let telling = |sentence: usize| -> BTreeSet<&str> {
        case.words
            .sentence(sentence)
            .iter()
            .map(|token| case.words.low(token))
            .filter(|word| word.chars().count() >= 6)
            .collect()
    };
    telling(one).intersection(&telling(other)).count() >= SHARED
}

/// "The 13" once, where the report elsewhere speaks of "the 12".
fn totals(case: &Case, found: &mut Found) {
    let mut uses: BTreeMap<u64, Vec<Span>> = BTreeMap::new();
    for (sentence, here) in case.report.document.sentences.iter().enumerate() {
        if case.report.document.zone(here) == Zone::Body {
            for (value, span) in definite_numbers(case, sentence) {
                uses.entry(value).or_default().push(span);
            }
        }
    }
    let most = uses.iter().max_by_key(|(value, spans)| (spans.len(), std::cmp::Reverse(**value)));
    let Some((usual, spans)) = most.filter(|(value, spans)| **value >= 5 && spans.len() >= USUAL) else {
        return;
    };
    let near = 1.max(usual / 20);
    for (value, odd) in uses.iter().filter(|(value, odd)| *value != usual && odd.len() == 1) {
        if value.abs_diff(*usual) <= near {
            tell(case, found, odd[0], spans[0]);
        }
    }
}

/// Numbers with an article: "the 12", "the twelve men"; not "the 12 March".
fn definite_numbers(case: &Case, sentence: usize) -> Vec<(u64, Span)> {
    let tokens = case.words.sentence(sentence);
    let dates = &case.report.dates;
    let from = dates.partition_point(|date| date.sentence < sentence);
    let of_sentence = || dates[from..].iter().take_while(|date| date.sentence == sentence);
    (1..tokens.len())
        .filter_map(|at| {
            let definite = case.language.classes.has(Class::Article, case.words.low(&tokens[at - 1]));
            let value = whole_number(case.words.low(&tokens[at])).filter(|_| definite)?;
            let dated = of_sentence().any(|date| date.span.overlaps(tokens[at].span));
            let next = tokens.get(at + 1).filter(|next| next.kind == Kind::Word && !next.capital);
            let measured = next.is_some_and(|next| {
                let low = case.words.low(next);
                let stem = low.strip_suffix('s').unwrap_or(low);
                case.language.classes.has(Class::Measure, low)
                    || case.language.classes.has(Class::Measure, stem)
            });
            (!dated && !measured)
                .then_some((value, Span::new(tokens[at - 1].span.start, tokens[at].span.end)))
        })
        .collect()
}
