use super::{Found, Rule, related};
use crate::accusation::Accusation;
use crate::case::Case;
use crate::classes::Class;
use crate::restatement::{repeats, stems};
use doubt::Doubts;
use probata_report::{Quantity, QuantityBound};
use probata_vocabulary::{Carriage, Level, MentionKind};
use std::collections::HashSet;
use whole::Wholes;

mod doubt;
mod whole;

pub(super) const RULE: Rule = Rule {
    name: "summary-firmer-than-body",
    summary: "a number, name or certainty in a summary that the body does not carry",
    level: Level::Deny,
    sensitive: false,
    explanation: include_str!("explanations/summary-firmer-than-body.md"),
    look,
};

/// Least share, in hundredths, of a summary sentence that stands in the body sentence whose number is compared with its own.
const SAME: u8 = 40;
/// Letters of a surname by which it is looked for.
const START: usize = 5;
/// Places of one accused that are looked at.
const USES: usize = 256;

fn look(case: &Case, found: &mut Found) {
    let (doubts, wholes, printed) = (Doubts::of(case), Wholes::of(case), printed(case));
    for index in 0..case.report.sentences.len() {
        let here = &case.report.sentences[index];
        // What has a note of its own stands on that.
        let carried = here.supports.iter().any(|support| support.how == Carriage::Direct);
        if here.asserts && !carried && !in_body(case, index) {
            numbers(case, found, index);
            wholes.look(case, found, index);
            names(case, found, index, &printed);
            doubts.look(case, found, index);
        }
    }
    accusations(case, found, &doubts);
}

/// A number of things that no body sentence has for the same things.
fn numbers(case: &Case, found: &mut Found, index: usize) {
    let Some(restates) = case.report.sentences[index].restates.filter(|r| r.shared >= SAME) else { return };
    let quantities = &case.report.quantities;
    for quantity in quantities.iter().filter(|quantity| quantity.sentence == index && counts(case, quantity))
    {
        let same_thing: Vec<&Quantity> = quantities
            .iter()
            .filter(|other| in_body(case, other.sentence) && other.thing == quantity.thing)
            .collect();
        let carried = same_thing.iter().any(|other| carries(other, quantity));
        let near = same_thing.iter().find(|other| other.sentence == restates.sentence);
        if let (false, Some(other)) = (carried, near) {
            let message = format!(
                "says \"{}\"; the body says \"{}\"",
                case.words.plain(quantity.span),
                case.words.plain(other.span)
            );
            found
                .at(quantity.span, message, "bring the two into line")
                .rests_on
                .push(related(other.span, "the body's number"));
        }
    }
}

/// A number of things, not a measure of time, length or share.
fn counts(case: &Case, quantity: &Quantity) -> bool {
    let measure = case.language.classes.has(Class::Measure, &quantity.thing);
    !quantity.vague && !quantity.thing.is_empty() && !measure
}

/// The same value, and no firmer: "at least twelve" does not carry "twelve".
fn carries(body: &Quantity, summary: &Quantity) -> bool {
    body.value == summary.value && (body.bound == summary.bound || body.bound == QuantityBound::Exactly)
}

/// A person whose surname the body never prints.
fn names(case: &Case, found: &mut Found, index: usize, printed: &HashSet<String>) {
    for (mention, span) in &case.named_in[index] {
        let known = &case.report.mentions[*mention];
        let in_the_body = known.uses.iter().any(|used| in_body(case, used.sentence));
        if known.kind == MentionKind::Person
            && !in_the_body
            && known.name.contains(' ')
            && !printed.contains(&start_of(known.name.rsplit(' ').next().unwrap_or_default()))
            && !is_cited(case, span.end)
            && !begins_like_a_body(case, &known.name)
        {
            found.at(
                *span,
                format!("{} is named here and nowhere in the body", known.name),
                "name the person in the body with the evidence, or not here",
            );
        }
    }
}

/// True for the author of a title: `Mira Dessel, “The winter cells”`.
fn is_cited(case: &Case, end: usize) -> bool {
    let behind = case.words.text[end..].trim_start();
    behind.strip_prefix(',').is_some_and(|rest| rest.trim_start().starts_with(['“', '"', '‘', '«', '„']))
}

/// True for "Supreme Comi" beside the Supreme Court: a misprint, or no person.
fn begins_like_a_body(case: &Case, name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    case.report
        .mentions
        .iter()
        .any(|mention| mention.kind == MentionKind::Body && mention.name.split(' ').next() == Some(first))
}

/// The beginnings of all words of the body: a name run together with the next word, or broken at the end of a line, is still
/// printed.
fn printed(case: &Case) -> HashSet<String> {
    let sentences = (0..case.report.sentences.len()).filter(|sentence| in_body(case, *sentence));
    let tokens = sentences.flat_map(|sentence| case.words.sentence(sentence));
    tokens.filter(|token| token.capital).map(|token| start_of(case.words.word(token))).collect()
}

fn start_of(word: &str) -> String {
    word.chars().take(START).flat_map(char::to_lowercase).collect()
}

/// Somebody accused whom no sentence of the body accuses.
fn accusations(case: &Case, found: &mut Found, doubts: &Doubts) {
    let (summary, body): (Vec<&Accusation>, Vec<&Accusation>) =
        case.accusations.iter().partition(|accusation| !in_body(case, accusation.sentence));
    for accusation in summary {
        let Some(accused) = accusation.accused else { continue };
        let noted = !case.report.sentences[accusation.sentence].supports.is_empty();
        let told = body.iter().any(|other| other.accused == Some(accused));
        if noted || told || is_told_of(case, accusation, accused, doubts) {
            continue;
        }
        let name = &case.report.mentions[accused].name;
        let finding = found.at(
            case.report.document.sentences[accusation.sentence].span,
            format!("accuses {name} of what the body nowhere says"),
            "tell it in the body with the evidence, or not here",
        );
        let uses = case.report.mentions[accused].uses.iter();
        for used in uses.filter(|used| in_body(case, used.sentence)).take(3) {
            let span = case.report.document.sentences[used.sentence].span;
            finding.rests_on.push(related(span, "what the body says of the same person"));
        }
    }
}

/// True if the body says of the accused, without doubt, most of what stands behind the act here.
fn is_told_of(case: &Case, accusation: &Accusation, accused: usize, doubts: &Doubts) -> bool {
    let own = doubt::stems_behind(case, accusation.sentence, accusation.act.start);
    let uses = case.report.mentions[accused].uses.iter().filter(|used| in_body(case, used.sentence));
    uses.take(USES).any(|used| {
        let there = stems(&case.words, used.sentence, &case.language.stems);
        let shared = own.iter().filter(|stem| there.contains(stem)).count();
        !doubts.is_hedged(used.sentence) && shared >= 2 && shared * 2 >= own.len()
    })
}

fn in_body(case: &Case, sentence: usize) -> bool {
    !repeats(&case.report.document, &case.sections, sentence)
}
