use super::{Found, Rule, related};
use crate::case::Case;
use crate::classes::Class;
use probata_report::{Quantity, QuantityBound};
use probata_vocabulary::Level;
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    name: "conflicting-counts",
    summary: "one thing counted twice with two results",
    level: Level::Allow,
    sensitive: false,
    explanation: include_str!("explanations/conflicting-counts.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    // The same things counted in sentences that share two telling words beside them.
    let mut counts: BTreeMap<&str, Vec<&Quantity>> = BTreeMap::new();
    for quantity in case.report.quantities.iter().filter(|quantity| is_count(case, quantity)) {
        counts.entry(quantity.thing.as_str()).or_default().push(quantity);
    }
    for quantities in counts.values() {
        for (at, later) in quantities.iter().enumerate() {
            let earlier = quantities[..at].iter().rev().take(20).find(|earlier| {
                earlier.sentence != later.sentence
                    && conflict(earlier, later)
                    && same_matter(case, earlier.sentence, later.sentence)
            });
            if let Some(earlier) = earlier {
                let message = format!(
                    "\"{}\" here, \"{}\" elsewhere",
                    case.words.plain(later.span),
                    case.words.plain(earlier.span)
                );
                found
                    .at(later.span, message, "if both count the same, bring them into line")
                    .rests_on
                    .push(related(earlier.span, "the other count"));
            }
        }
    }
}

fn is_count(case: &Case, quantity: &Quantity) -> bool {
    let measure = quantity.thing.is_empty() || case.language.classes.has(Class::Measure, &quantity.thing);
    !measure && !quantity.vague && quantity.value >= 3.0 && case.report.sentences[quantity.sentence].asserts
}

fn conflict(one: &Quantity, other: &Quantity) -> bool {
    one.bound == QuantityBound::Exactly && other.bound == QuantityBound::Exactly && one.value != other.value
}

/// True if the sentences share three words of six letters or more.
fn same_matter(case: &Case, one: usize, other: usize) -> bool {
    let telling = |sentence: usize| -> std::collections::BTreeSet<&str> {
        case.words
            .sentence(sentence)
            .iter()
            .map(|token| case.words.low(token))
            .filter(|word| word.chars().count() >= 6)
            .collect()
    };
    telling(one).intersection(&telling(other)).count() >= 3
}
