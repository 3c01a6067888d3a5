use super::{Found, Rule, related};
use crate::case::Case;
use probata_report::DateUse;
use probata_vocabulary::{Level, Precision, Zone};
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    name: "conflicting-dates",
    summary: "one event told with two dates",
    level: Level::Allow,
    sensitive: false,
    explanation: include_str!("explanations/conflicting-dates.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    // An event is told twice where two sentences share a person and an act, each with one day.
    let mut events: HashMap<(usize, &str), Vec<&DateUse>> = HashMap::new();
    for (index, named) in case.named_in.iter().enumerate() {
        let zone = case.report.document.zone(&case.report.document.sentences[index]);
        let Some(day) = only_day(case, index).filter(|_| matches!(zone, Zone::Body | Zone::Caption)) else {
            continue;
        };
        for act in acts(case, index) {
            for (mention, _) in named.iter().filter(|(mention, _)| {
                case.report.mentions[*mention].kind == probata_vocabulary::MentionKind::Person
            }) {
                events.entry((*mention, act)).or_default().push(day);
            }
        }
    }
    let mut told: Vec<_> = events.into_iter().collect();
    told.sort_by_key(|((mention, act), _)| (*mention, *act));
    for ((mention, act), days) in told {
        let Some(other) = days.iter().find(|day| !day.date.may_equal(days[0].date)) else { continue };
        let name = &case.report.mentions[mention].name;
        let message = format!("{name}, \"{act}\": {} here, {} elsewhere", other.date, days[0].date);
        found
            .at(
                other.span,
                message,
                "if it is one event, bring the dates into line or say that sources differ",
            )
            .rests_on
            .push(related(days[0].span, "the other date"));
    }
}

fn only_day<'c>(case: &'c Case, sentence: usize) -> Option<&'c DateUse> {
    let mut dates = case.report.dates.iter().filter(|used| used.sentence == sentence);
    let (first, second) = (dates.next()?, dates.next());
    (second.is_none() && first.until.is_none() && first.date.precision() == Precision::Day).then_some(first)
}

fn acts<'c>(case: &'c Case, sentence: usize) -> Vec<&'c str> {
    let events = &case.language.events;
    let mut acts: Vec<&str> = case
        .words
        .sentence(sentence)
        .iter()
        .map(|token| case.words.low(token))
        .filter(|word| events.contains(*word))
        .collect();
    acts.sort_unstable();
    acts.dedup();
    acts
}
