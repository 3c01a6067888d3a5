use super::{Found, Rule};
use crate::case::Case;
use probata_vocabulary::{CarriedBy, Level};

pub(super) const RULE: Rule = Rule {
    name: "unsupported-assertion",
    summary: "a sentence asserts a fact, and neither a note nor a named source carries it",
    level: Level::Warn,
    sensitive: false,
    explanation: include_str!("explanations/unsupported-assertion.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    for (index, judged) in case.report.sentences.iter().enumerate() {
        if judged.asserts && judged.carried_by == CarriedBy::Neither {
            let span = case.report.document.sentences[index].span;
            found.at(
                span,
                "asserts a fact that no note and no named source carries",
                "add a note or name the source in the text; or say that it is the author's inference",
            );
        }
    }
}
