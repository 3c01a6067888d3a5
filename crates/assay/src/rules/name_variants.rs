use super::{Found, Rule, related};
use crate::case::Case;
use probata_vocabulary::Level;

pub(super) const RULE: Rule = Rule {
    name: "name-variants",
    summary: "one name printed in two spellings",
    level: Level::Warn,
    sensitive: false,
    explanation: include_str!("explanations/name-variants.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    let mentions = &case.report.mentions;
    for (one, other) in &case.likenesses {
        // The rarer spelling is the likelier slip.
        let (often, seldom) = if mentions[*one].uses.len() >= mentions[*other].uses.len() {
            (*one, *other)
        } else {
            (*other, *one)
        };
        let (Some(here), Some(there)) = (mentions[seldom].uses.first(), mentions[often].uses.first()) else {
            continue;
        };
        let message = format!(
            "\"{}\" ({}) and \"{}\" ({}) look like one name in two spellings",
            mentions[seldom].name,
            times(mentions[seldom].uses.len()),
            mentions[often].name,
            times(mentions[often].uses.len())
        );
        let finding = found.at(
            here.span,
            message,
            "if they are one, choose one spelling; if they are two, say so where the second is first named",
        );
        finding.rests_on.push(related(there.span, "the other spelling"));
    }
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}
