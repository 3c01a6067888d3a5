use super::{Found, Rule};
use crate::case::Case;
use probata_vocabulary::{Level, SentenceKind, Zone};

pub(super) const RULE: Rule = Rule {
    name: "vague-quantity",
    summary: "'dozens', 'many' or 'several' in place of a number",
    level: Level::Allow,
    sensitive: false,
    explanation: include_str!("explanations/vague-quantity.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    let states = |sentence: usize| {
        let judged = &case.report.sentences[sentence];
        let document = &case.report.document;
        let body = document.zone(&document.sentences[sentence]) == Zone::Body;
        judged.asserts || body && judged.kind == SentenceKind::Inference
    };
    for quantity in
        case.report.quantities.iter().filter(|quantity| quantity.vague && states(quantity.sentence))
    {
        let message = format!("\"{}\" says no number", case.words.plain(quantity.span));
        found.at(
            quantity.span,
            message,
            "give a number with \"at least\" or \"about\", or say why none can be given",
        );
    }
}
