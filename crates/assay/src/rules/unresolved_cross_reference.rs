use super::{Found, Rule};
use crate::case::Case;
use probata_report::{BlockKind, CrossReference};
use probata_vocabulary::Level;
use std::collections::{HashMap, HashSet};

pub(super) const RULE: Rule = Rule {
    name: "unresolved-cross-reference",
    summary: "a reference to a note, section or figure that is not there",
    level: Level::Deny,
    sensitive: false,
    explanation: include_str!("explanations/unresolved-cross-reference.md"),
    look,
};

/// Where a document has few places of a kind, this many lost references are still single slips.
const FEW: usize = 2;

fn look(case: &Case, found: &mut Found) {
    let references = &case.report.document.references;
    let mut resolved: HashMap<&str, HashSet<&str>> = HashMap::new();
    let mut lost: HashMap<&str, HashSet<&str>> = HashMap::new();
    for reference in references {
        let places = if reference.resolved.is_some() { &mut resolved } else { &mut lost };
        places.entry(reference.what.as_str()).or_default().insert(reference.target.as_str());
    }
    let count = |places: &HashMap<&str, HashSet<&str>>, what: &str| places.get(what).map_or(0, HashSet::len);
    for reference in references.iter().filter(|reference| reference.resolved.is_none()) {
        let (good, bad) = (count(&resolved, &reference.what), count(&lost, &reference.what));
        // Where most references of a kind lead nowhere, the headings or captions could not be read, or the numbers are
        // those of another work.
        let slip = bad * 2 <= good || bad <= FEW && has_sibling(case, reference);
        let damaged = case.losses.reach(reference.span);
        let certain = reference.what == "bookmark";
        if certain || slip && !damaged && !is_beyond(case, reference) {
            let message =
                format!("refers to {} {}, which is not in this document", reference.what, reference.target);
            found.at(reference.span, message, "correct the number, or restore what it refers to");
        }
    }
}

/// True if a heading or caption bears a label of the same kind: 4.8 for 4.9, Annex C for Annex F.
fn has_sibling(case: &Case, reference: &CrossReference) -> bool {
    let document = &case.report.document;
    let titles = document
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Heading(_) | BlockKind::Caption))
        .map(|block| &document.text[block.span]);
    let shape = shape(&reference.target);
    let named = !matches!(reference.what.as_str(), "section" | "chapter");
    // The heading of "Section VIII" may begin otherwise; that of section 4.9 begins as that of 4.8 does.
    if !named && shape.1 != 0 {
        return false;
    }
    titles.into_iter().any(|title| {
        let mut tokens =
            title.split_whitespace().map(|token| token.trim_matches(|c: char| !c.is_alphanumeric()));
        let (first, second) = (tokens.next().unwrap_or_default(), tokens.next().unwrap_or_default());
        let label = if named { second } else { first };
        self::shape(label) == shape && !label.is_empty()
            || !named && self::shape(second) == shape && second.contains(|c: char| c.is_ascii_digit())
    })
}

/// What comes before the last part of a label, and of what sort that part is: `4.` and a figure for `4.9`.
fn shape(label: &str) -> (String, u8) {
    let (parent, last) = label.rsplit_once('.').map_or(("", label), |(parent, last)| (parent, last));
    let roman = last.len() > 1 && last.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'));
    let sort = match last.bytes().next() {
        Some(b'0'..=b'9') => 0,
        Some(_) if roman => 1,
        Some(_) if last.len() == 1 => 2,
        _ => 3,
    };
    (parent.to_owned(), sort)
}

/// True if a note's number is far behind the last: it is a note of another work.
fn is_beyond(case: &Case, reference: &CrossReference) -> bool {
    let last = case.report.document.notes.iter().filter_map(|note| note.label.parse::<u32>().ok()).max();
    let number = reference.target.parse::<u32>().ok();
    reference.what == "note" && number.zip(last).is_some_and(|(number, last)| number > last + last / 4)
}
