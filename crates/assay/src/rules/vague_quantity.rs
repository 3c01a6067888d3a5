use super::{Found, Rule};
use crate::case::Case;
use probata_vocabulary::Level;

pub(super) const RULE: Rule = Rule {
    name: "vague-quantity",
    summary: "'dozens', 'many' or 'several' in place of a number",
    level: Level::Allow,
    sensitive: false,
    explanation: include_str!("explanations/vague-quantity.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    for quantity in case
        .report
        .quantities
        .iter()
        .filter(|quantity| quantity.vague && case.report.sentences[quantity.sentence].asserts)
    {
        let message = format!("\"{}\" says no number", case.words.plain(quantity.span));
        found.at(
            quantity.span,
            message,
            "give a number with \"at least\" or \"about\", or say why none can be given",
        );
    }
}
