use super::{Found, Rule, related};
use crate::case::Case;
use probata_vocabulary::Level;
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    name: "accused-on-withheld-only",
    summary: "somebody named is accused on sources whose identity is withheld, and on nothing else",
    level: Level::Warn,
    sensitive: false,
    explanation: include_str!("explanations/accused-on-withheld-only.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    let counting = case.counting();
    let mut accused: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for accusation in &case.accusations {
        if let Some(mention) = accusation.accused {
            accused.entry(mention).or_default().push(accusation.sentence);
        }
    }
    for (mention, sentences) in accused {
        let withheld = sentences.iter().all(|sentence| counting.on_withheld_only(*sentence));
        if !withheld {
            continue;
        }
        let name = &case.report.mentions[mention].name;
        let span = case.report.document.sentences[sentences[0]].span;
        let message = format!("{name} is accused on sources whose identity is withheld, and on nothing else");
        let finding = found.at(
            span,
            message,
            "find a source that can be named, or a document; or say in the text why none can be",
        );
        for other in sentences.iter().skip(1).take(5) {
            finding
                .rests_on
                .push(related(case.report.document.sentences[*other].span, "accuses, on withheld sources"));
        }
    }
}
