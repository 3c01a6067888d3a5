use super::{Found, Rule, related};
use crate::case::Case;
use crate::classes::Class;
use crate::words::{Kind, Token};
use probata_report::{BlockKind, DateUse};
use probata_vocabulary::{Level, MentionKind, PartialDate, Precision, Zone};
use std::collections::{BTreeMap, HashMap};

/// Days between two dates of what is probably one document.
const NEAR: i64 = 3;

pub(super) const RULE: Rule = Rule {
    name: "conflicting-dates",
    summary: "one event told with two dates",
    level: Level::Allow,
    sensitive: false,
    explanation: include_str!("explanations/conflicting-dates.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    let dates = by_sentence(case);
    events(case, found, &dates);
    documents(case, found, &dates);
}

/// Dates of each sentence.
fn by_sentence<'c>(case: &'c Case) -> BTreeMap<usize, Vec<&'c DateUse>> {
    let mut all: BTreeMap<usize, Vec<&DateUse>> = BTreeMap::new();
    for date in &case.report.dates {
        all.entry(date.sentence).or_default().push(date);
    }
    all
}

/// An event is told twice where two sentences or rows of a table tell of one person and one act, each with one day.
fn events(case: &Case, found: &mut Found, dates: &BTreeMap<usize, Vec<&DateUse>>) {
    let mut events: BTreeMap<(usize, usize), Vec<(&DateUse, &str)>> = BTreeMap::new();
    for (sentence, named) in case.named_in.iter().enumerate() {
        let zone = case.report.document.zone(&case.report.document.sentences[sentence]);
        let Some(day) = only_day(dates, sentence) else { continue };
        if !named.is_empty() && matches!(zone, Zone::Body | Zone::Caption) {
            for (kind, act, person) in done(case, sentence) {
                events.entry((person, kind)).or_default().push((day, act));
            }
        }
    }
    for (person, kind, day, act) in rows(case, dates) {
        events.entry((person, kind)).or_default().push((day, act));
    }
    for ((person, _), mut told) in events {
        told.sort_by_key(|(day, _)| day.span.start);
        let usual = told.iter().map(|(day, _)| day.date).max_by_key(|date| {
            (told.iter().filter(|(day, _)| day.date == *date).count(), std::cmp::Reverse(date.bounds().0))
        });
        let Some(usual) = usual else { continue };
        let Some((elsewhere, _)) = told.iter().find(|(day, _)| day.date == usual) else { continue };
        let Some((other, act)) = told.iter().find(|(day, _)| !day.date.may_equal(usual)) else { continue };
        let name = &case.report.mentions[person].name;
        let message = format!("{name}, \"{act}\": {} here, {usual} elsewhere", other.date);
        found
            .at(
                other.span,
                message,
                "if it is one event, bring the dates into line or say that sources differ",
            )
            .rests_on
            .push(related(elsewhere.span, "the other date"));
    }
}

/// The one day that a sentence gives.
fn only_day<'c>(dates: &BTreeMap<usize, Vec<&'c DateUse>>, sentence: usize) -> Option<&'c DateUse> {
    let [day] = dates.get(&sentence)?.as_slice() else { return None };
    (day.until.is_none() && day.date.precision() == Precision::Day).then_some(*day)
}

/// Events of a sentence: kind, word, and whom they befall: the person named last before the word, with those joined by "and".
fn done<'c>(case: &'c Case, sentence: usize) -> Vec<(usize, &'c str, usize)> {
    let mut all: Vec<(usize, &str, usize)> = Vec::new();
    let tokens = case.words.sentence(sentence);
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Word) {
        // A noun of the event ("the flight") tells only as the head of a table's column.
        let classes = &case.language.classes;
        let auxiliary = |before: &Token| classes.has(Class::Auxiliary, case.words.low(before));
        let verb =
            classes.is_past(case.words.low(token)) || tokens[at.saturating_sub(2)..at].iter().any(auxiliary);
        if !verb {
            continue;
        }
        let Some(kind) = case.language.events.get(case.words.low(token)) else { continue };
        let people = case.named_in[sentence].iter().filter(|(mention, span)| {
            case.report.mentions[*mention].kind == MentionKind::Person && span.end <= token.span.start
        });
        let mut from = token.span.start;
        for (nth, (person, span)) in people.rev().enumerate() {
            if nth > 0 && !are_joined(case, sentence, span.end, from) {
                break;
            }
            from = span.start;
            if !all.iter().any(|(known, _, other)| (known, other) == (kind, person)) {
                all.push((*kind, case.words.low(token), *person));
            }
        }
    }
    all
}

/// True if only commas and "and" stand between.
fn are_joined(case: &Case, sentence: usize, from: usize, to: usize) -> bool {
    let between = |token: &&Token| token.span.start >= from && token.span.end <= to;
    case.words.sentence(sentence).iter().filter(between).all(|token| {
        case.words.word(token) == "," || case.language.classes.has(Class::And, case.words.low(token))
    })
}

/// Events told by the rows of tables: a person, and a day under a heading with the word of an event.
fn rows<'c>(
    case: &'c Case,
    dates: &BTreeMap<usize, Vec<&'c DateUse>>,
) -> Vec<(usize, usize, &'c DateUse, &'c str)> {
    let mut heads: HashMap<(u32, u32), (usize, &str)> = HashMap::new();
    let mut people: HashMap<(u32, u32), usize> = HashMap::new();
    let mut all = Vec::new();
    for (sentence, here) in case.report.document.sentences.iter().enumerate() {
        let BlockKind::Cell { table, row, column } = case.report.document.blocks[here.block].kind else {
            continue;
        };
        if row == 0 {
            let tokens = case.words.sentence(sentence).iter().map(|token| case.words.low(token));
            let event =
                tokens.filter_map(|low| case.language.events.get(low).map(|kind| (*kind, low))).next();
            heads.extend(event.map(|event| ((table, column), event)));
        }
        let person = case.named_in[sentence]
            .iter()
            .map(|(mention, _)| *mention)
            .find(|mention| case.report.mentions[*mention].kind == MentionKind::Person);
        if let Some(person) = person {
            people.entry((table, row)).or_insert(person);
        }
        let (head, person) = (heads.get(&(table, column)), people.get(&(table, row)));
        if let (Some((kind, act)), Some(person), Some(day)) = (head, person, only_day(dates, sentence)) {
            all.push((*person, *kind, day, *act));
        }
    }
    all
}

/// A document named by its day ("the memorandum of 14 March"), usually by one and once by another close to it.
fn documents(case: &Case, found: &mut Found, dates: &BTreeMap<usize, Vec<&DateUse>>) {
    let mut named: BTreeMap<&str, Vec<&DateUse>> = BTreeMap::new();
    for (sentence, used) in dates {
        for day in used.iter().filter(|day| day.until.is_none() && day.date.precision() == Precision::Day) {
            if let Some(noun) = document_of(case, *sentence, day) {
                named.entry(noun).or_default().push(day);
            }
        }
    }
    for (noun, used) in named {
        for (at, odd) in used.iter().enumerate() {
            let times = |date: PartialDate| used.iter().filter(|other| other.date == date).count();
            let usual = used.iter().enumerate().find(|(nth, other)| {
                let apart = (other.date.bounds().0 - odd.date.bounds().0).abs();
                // Of two that stand once each the later is told.
                apart > 0 && apart <= NEAR && (times(other.date) >= 2 || *nth < at)
            });
            if let (Some((_, usual)), 1) = (usual, times(odd.date)) {
                let message = format!("the {noun} of {} here, of {} elsewhere", odd.date, usual.date);
                found
                    .at(odd.span, message, "if it is one document, bring the dates into line")
                    .rests_on
                    .push(related(usual.span, "the other date"));
            }
        }
    }
}

/// The noun in "the memorandum of 14 March".
fn document_of<'c>(case: &'c Case, sentence: usize, day: &DateUse) -> Option<&'c str> {
    let tokens = case.words.sentence(sentence);
    let at = tokens.iter().position(|token| token.span.start >= day.span.start)?;
    let is = |at: usize, class| case.language.classes.has(class, case.words.low(&tokens[at]));
    let noun = at.checked_sub(2).filter(|_| is(at - 1, Class::Of))?;
    let definite = noun > 0 && (is(noun - 1, Class::Definite) || is(noun - 1, Class::Article));
    let time = is(noun, Class::Measure);
    (definite && !time && tokens[noun].kind == Kind::Word).then(|| case.words.low(&tokens[noun]))
}
