use super::{Found, Rule};
use crate::case::Case;
use probata_vocabulary::Level;

pub(super) const RULE: Rule = Rule {
    name: "web-source-without-access-date",
    summary: "a page on the web without the day it was seen",
    level: Level::Allow,
    sensitive: false,
    explanation: include_str!("explanations/web-source-without-access-date.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    for citation in case
        .report
        .citations
        .iter()
        .filter(|citation| citation.address.is_some() && citation.accessed.is_none())
    {
        found.at(
            citation.span,
            "names an address on the web, but not when it was seen",
            "add \"accessed\" and the date, and keep a copy",
        );
    }
}
