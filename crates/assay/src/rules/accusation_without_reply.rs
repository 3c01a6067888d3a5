use super::{Found, Rule, related};
use crate::accusation::{Replies, accused};
use crate::case::Case;
use probata_vocabulary::Level;

pub(super) const RULE: Rule = Rule {
    name: "accusation-without-reply",
    summary: "somebody named is accused, and no reply of theirs or request for one is told",
    level: Level::Warn,
    sensitive: false,
    explanation: include_str!("explanations/accusation-without-reply.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    let replies = Replies::of(case);
    for (mention, sentences) in accused(case).into_iter().filter(|(mention, _)| !replies.has(*mention)) {
        let name = &case.report.mentions[mention].name;
        let span = case.report.document.sentences[sentences[0]].span;
        let message =
            format!("{name} is accused, and the report tells of no reply and of no request for one");
        let finding = found.at(
            span,
            message,
            "ask for a reply and print it, or say that it was asked for and did not come",
        );
        for other in sentences.iter().skip(1).take(5) {
            finding.rests_on.push(related(case.report.document.sentences[*other].span, "accuses"));
        }
    }
}
