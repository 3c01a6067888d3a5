use super::{Found, Rule};
use crate::case::Case;
use probata_vocabulary::Level;

pub(super) const RULE: Rule = Rule {
    name: "unnamed-authority",
    summary: "something said by somebody whom no reader could find",
    level: Level::Allow,
    sensitive: false,
    explanation: include_str!("explanations/unnamed-authority.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    for attribution in case
        .report
        .attributions
        .iter()
        .filter(|attribution| attribution.parent.is_none() && !attribution.named)
    {
        let judged = &case.report.sentences[attribution.sentence];
        let Some(source) =
            attribution.source.first().filter(|_| judged.asserts && judged.supports.is_empty())
        else {
            continue;
        };
        let words = case.words.plain(*source);
        if case.language.classes.has(crate::classes::Class::Pronoun, &words.to_lowercase())
            || case.authors.contains(&words.to_lowercase())
        {
            continue;
        }
        found.at(
            *source,
            format!("\"{words}\" is nobody that a reader could ask"),
            "name the source, add a note, or say why it cannot be named",
        );
    }
}
