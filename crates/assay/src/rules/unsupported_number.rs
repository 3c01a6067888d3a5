use super::{Found, Rule};
use crate::case::Case;
use probata_vocabulary::{CarriedBy, Level};

pub(super) const RULE: Rule = Rule {
    name: "unsupported-number",
    summary: "a number that no note carries",
    level: Level::Allow,
    sensitive: false,
    explanation: include_str!("explanations/unsupported-number.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    for quantity in case.report.quantities.iter().filter(|quantity| !quantity.vague && quantity.value > 2.0) {
        let judged = &case.report.sentences[quantity.sentence];
        if judged.asserts && judged.carried_by == CarriedBy::Neither {
            let message = format!("\"{}\" has no source", case.words.plain(quantity.span));
            found.at(quantity.span, message, "say where the number comes from, or how it was counted");
        }
    }
}
