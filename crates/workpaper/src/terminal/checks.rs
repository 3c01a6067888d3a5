//! What filled fact-check sheets say: how many sentences are checked and by whom, what does not count.

use super::{Look, flat};
use crate::numerals::count;
use crate::sheet::{checked_by, checks_told};
use crate::wrap::hang;
use probata_report::Report;

/// Lines of a kind that are shown unless all are asked for.
const SHOWN: usize = 8;

/// The section on checks; empty if no sheet was given.
pub(super) fn checks(report: &Report, look: &Look) -> String {
    let Some(said) = checked_by(report) else { return String::new() };
    let mut out = hang(&look.bold("Fact-check  "), &flat(&said), look.width);
    let (stale, unfinished) = checks_told(&report.checks);
    let stale_said = count(stale.len(), "check does not count", "checks do not count");
    out += &listed(&format!("{stale_said} any more:"), &stale, look);
    let unfinished_said =
        count(unfinished.len(), "row is filled only in part", "rows are filled only in part");
    out += &listed(&format!("{unfinished_said}:"), &unfinished, look);
    out + "\n"
}

fn listed(head: &str, lines: &[String], look: &Look) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let shown = if look.all { lines.len() } else { SHOWN };
    let mut out = hang("", head, look.width);
    lines.iter().take(shown).for_each(|line| out += &hang("  ", &flat(line), look.width));
    if lines.len() > shown {
        out += &format!("  and {} more: --all\n", lines.len() - shown);
    }
    out
}
