use super::{Found, Rule};
use crate::case::Case;
use probata_report::{Citation, Span};
use probata_vocabulary::{CitationKind, Level};

pub(super) const RULE: Rule = Rule {
    name: "broken-ibid",
    summary: "an 'Ibid.' or 'supra' that leads to no source, or to more than one",
    level: Level::Deny,
    sensitive: false,
    explanation: include_str!("explanations/broken-ibid.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    let mut broken_before: Option<usize> = None;
    for citation in &case.report.citations {
        let (what, why) = match citation.kind {
            CitationKind::Ibid => ("Ibid.", "the note before it has no source, or more than one"),
            CitationKind::Supra => ("this short form", "no earlier note gives the source in full"),
            _ => continue,
        };
        if citation.refers_to.is_some()
            || refers_to_places(case, citation.span)
            || names_a_note(case, citation)
        {
            continue;
        }
        if citation.kind == CitationKind::Ibid {
            let goes_on = broken_before.is_some_and(|before| citation.note <= before + 1);
            broken_before = Some(citation.note);
            // A chain breaks once; behind a note that was lost or damaged nobody can tell.
            if goes_on || !follows_a_note(case, citation) {
                continue;
            }
        }
        found.at(citation.span, format!("{what} leads nowhere: {why}"), "give the source in full here");
    }
}

/// True if the note directly before, by number and place, was read.
fn follows_a_note(case: &Case, citation: &Citation) -> bool {
    let document = &case.report.document;
    let note = &document.notes[citation.note];
    if case.losses.reach(note.span) {
        return false;
    }
    let own = case.report.citations.iter().filter(|other| other.note == citation.note);
    if own.clone().any(|other| other.span.start < citation.span.start) {
        return true;
    }
    let Some(before) = citation.note.checked_sub(1).map(|before| &document.notes[before]) else {
        return note.label == "1";
    };
    match (before.label.parse::<u64>(), note.label.parse::<u64>()) {
        (Ok(last), Ok(this)) => this == last + 1 && is_tidy(case, before.span, note.span),
        (Err(_), Err(_)) => true,
        _ => false,
    }
}

/// True if nothing that may be a damaged note stands between the two.
fn is_tidy(case: &Case, before: Span, note: Span) -> bool {
    let document = &case.report.document;
    let between =
        document.blocks.iter().skip(document.blocks.partition_point(|block| block.span.end <= before.end));
    let mut blocks = between.take_while(|block| block.span.start < note.start);
    // Notes at the foot of pages have the running text between them: whatever is no block of a note then counts.
    let at_foot = document.pages.iter().any(|page| before.end <= page.0 && page.0 <= note.start);
    at_foot || note.start <= before.end || !blocks.any(|block| block.span.start >= before.end)
}

/// "supra at n. 12": an earlier note has the number, whatever it cites.
fn names_a_note(case: &Case, citation: &Citation) -> bool {
    let document = &case.report.document;
    let numbers =
        document.text[citation.span].split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    citation.kind == CitationKind::Supra
        && numbers
            .into_iter()
            .any(|digits| document.notes[..citation.note].iter().any(|note| note.label == digits))
}

/// "See notes 48 and 64", "supra at n. 12", "infra at Section 3": leads to a place of this document.
fn refers_to_places(case: &Case, citation: Span) -> bool {
    let document = &case.report.document;
    let from = document.references.partition_point(|reference| reference.span.end <= citation.start);
    let places = document.references[from..]
        .iter()
        .take_while(|reference| reference.span.start < citation.end)
        .any(|reference| reference.what != "note" || reference.resolved.is_some());
    let words = document.text[citation].to_lowercase();
    places || words.split(|c: char| !c.is_alphanumeric()).any(|word| case.language.cited.is_onward(word))
}
