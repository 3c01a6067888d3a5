use super::{Found, Rule};
use crate::case::Case;
use probata_report::Attribution;
use probata_vocabulary::Level;

pub(super) const RULE: Rule = Rule {
    name: "unnamed-authority",
    summary: "something said by somebody whom no reader could find",
    level: Level::Allow,
    sensitive: false,
    explanation: include_str!("explanations/unnamed-authority.md"),
    look,
};

const REMEDY: &str = "name the source, add a note, or say why it cannot be named";

fn look(case: &Case, found: &mut Found) {
    for attribution in case
        .report
        .attributions
        .iter()
        .filter(|attribution| attribution.parent.is_none() && !attribution.named)
    {
        let judged = &case.report.sentences[attribution.sentence];
        if !judged.asserts || !judged.supports.is_empty() {
            continue;
        }
        let Some(source) = attribution.source.first() else {
            nobody(case, attribution, found);
            continue;
        };
        let words = case.words.plain(*source);
        if case.language.classes.has(crate::classes::Class::Pronoun, &words.to_lowercase())
            || case.authors.contains(&words.to_lowercase())
        {
            continue;
        }
        found.at(*source, format!("\"{words}\" is nobody that a reader could ask"), REMEDY);
    }
}

/// "It is reported that": the words that attribute stand alone.
fn nobody(case: &Case, attribution: &Attribution, found: &mut Found) {
    if let Some(cue) = attribution.cue.first() {
        let words = case.words.plain(*cue);
        found.at(*cue, format!("\"{words}\" does not say who said it"), REMEDY);
    }
}
