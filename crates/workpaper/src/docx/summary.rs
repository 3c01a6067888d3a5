//! What a person is told about an annotated copy that was made.

use super::Annotated;
use crate::answers::answered_by;
use crate::sheet::{checked_by, checks_told};
use crate::{NOTICE, count};
use probata_report::{Outcome, Report};

/// How many comments there are, what was left out and what is missing.
pub fn annotated_summary(report: &Report, copy: &Annotated) -> String {
    let mut out = match (copy.comments, copy.kept) {
        (0, 0) => "No findings to show: the copy is the draft, byte for byte.\n".to_owned(),
        (0, _) => {
            "Every finding has its comment in the draft already: the copy is the draft, byte for byte.\n"
                .to_owned()
        }
        (put_in, 0) => format!("{} put in, one on each finding.\n", count(put_in, "comment", "comments")),
        (put_in, kept) => format!(
            "{} put in; {} a comment in the draft already, which stays as it is.\n",
            count(put_in, "comment", "comments"),
            count(kept, "finding has", "findings have")
        ),
    };
    if copy.answered > 0 {
        let carried = count(copy.answered, "comment comes", "comments come");
        out += &format!("{carried} with the answer given in the earlier draft.\n");
    }
    if copy.unplaced > 0 {
        let findings = count(copy.unplaced, "finding has", "findings have");
        out += &format!("{findings} no place in the text: see the comments at its beginning.\n");
    }
    if copy.left_out > 0 {
        let findings = count(copy.left_out, "sensitive finding", "sensitive findings");
        let them = if copy.left_out == 1 { "it" } else { "them" };
        out += &format!("{findings} left out of the copy: --sensitive puts {them} in.\n");
    }
    for part in &report.document.parts {
        if let Outcome::Partial(missing) = &part.outcome {
            let places = count(missing.len(), "place", "places");
            out += &format!("The draft could be read only in part ({places}): see \"probata read\".\n");
        }
    }
    out += &answers(report);
    out += &checks(report);
    out + NOTICE + "\n"
}

/// How many findings are answered in the draft or the earlier one, and how many answers do not count.
fn answers(report: &Report) -> String {
    let mut out = answered_by(&report.answers).map_or_else(String::new, |said| crate::flat(&said) + ".\n");
    let stale = report.answers.stale.len();
    if stale > 0 {
        let said = count(stale, "answer does not count", "answers do not count");
        out += &format!("{said} any more: leave --format out to see why.\n");
    }
    out
}

/// What filled fact-check sheets say; nothing if none was given.
fn checks(report: &Report) -> String {
    let Some(said) = checked_by(report) else { return String::new() };
    let mut out = format!("{}; told in the comments on these sentences.\n", crate::flat(&said));
    let (stale, unfinished) = checks_told(&report.checks);
    let stale_said = count(stale.len(), "check does not count any more:", "checks do not count any more:");
    let unfinished_said =
        count(unfinished.len(), "row is filled only in part:", "rows are filled only in part:");
    for (lines, said) in [(stale, stale_said), (unfinished, unfinished_said)] {
        if !lines.is_empty() {
            out += &format!("{said}\n");
            lines.iter().for_each(|line| out += &format!("  {}\n", crate::flat(line)));
        }
    }
    out
}
