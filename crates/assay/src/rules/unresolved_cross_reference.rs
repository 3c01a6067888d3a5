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

/// True if headings or captions bear labels of the same kind: numbers for section 4.9, Annex C for Annex F.
fn has_sibling(case: &Case, reference: &CrossReference) -> bool {
    let document = &case.report.document;
    let mut titles = document
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Heading(_) | BlockKind::Caption))
        .map(|block| &document.text[block.span]);
    let wanted = shape(&reference.target);
    // The heading of "Section VIII" may begin in any way; headings with figures begin with them.
    if matches!(reference.what.as_str(), "section" | "chapter") {
        let numbered = |title: &str| {
            let mut tokens = title.split_whitespace().map(bare);
            tokens
                .next()
                .is_some_and(|first| shape(first) == (String::new(), Sort::Figure) || first.contains('.'))
        };
        return wanted.1 == Sort::Figure && titles.any(numbered);
    }
    titles.any(|title| title.split_whitespace().nth(1).is_some_and(|label| shape(bare(label)) == wanted))
}

fn bare(token: &str) -> &str {
    token.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Of what sort the last part of a label is.
#[derive(Debug, PartialEq, Eq)]
enum Sort {
    Figure,
    Roman,
    Letter,
    Word,
}

/// What comes before the last part of a label, and of what sort that part is: `4` and a figure for `4.9`.
fn shape(label: &str) -> (String, Sort) {
    let (parent, last) = label.rsplit_once('.').unwrap_or(("", label));
    let roman = last.len() > 1 && last.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'));
    let sort = match last.bytes().next() {
        Some(b'0'..=b'9') => Sort::Figure,
        Some(_) if roman => Sort::Roman,
        Some(_) if last.len() == 1 => Sort::Letter,
        _ => Sort::Word,
    };
    (parent.to_owned(), sort)
}

/// True if a note's number is far behind the last: it is a note of another work.
fn is_beyond(case: &Case, reference: &CrossReference) -> bool {
    let last = case.report.document.notes.iter().filter_map(|note| note.label.parse::<u32>().ok()).max();
    let number = reference.target.parse::<u32>().ok();
    reference.what == "note" && number.zip(last).is_some_and(|(number, last)| number > last + last / 4)
}
