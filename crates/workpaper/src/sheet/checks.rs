//! What filled sheets say, in words.

use crate::count;
use probata_report::{Checks, Report};
use std::collections::BTreeMap;

/// `12 of 80 assertions checked: Mira Dessel 8, Imre Calder 4`; none if no sheet was given.
pub(crate) fn checked_by(report: &Report) -> Option<String> {
    let checks = &report.checks;
    if checks.files.is_empty() {
        return None;
    }
    let mut people: BTreeMap<&str, usize> = BTreeMap::new();
    for check in &checks.checked {
        *people.entry(check.by.as_str()).or_default() += 1;
    }
    let by: Vec<String> = people.iter().map(|(name, number)| format!("{name} {number}")).collect();
    let by = if by.is_empty() { String::new() } else { format!(": {}", by.join(", ")) };
    let asserting = checks.checked.iter().filter_map(|check| check.sentence);
    let mut asserting: Vec<usize> = asserting.filter(|index| report.sentences[*index].asserts).collect();
    asserting.dedup();
    let all = count(report.coverage.assertions, "assertion", "assertions");
    Some(format!("{} of {all} checked{by}", crate::thousands(asserting.len())))
}

/// A line for each check that does not count: where in the sheet, what, why.
pub(crate) fn checks_told(checks: &Checks) -> (Vec<String>, Vec<String>) {
    let line = |(check, why): &(probata_report::Check, String)| {
        let by = if check.by.is_empty() { String::new() } else { format!(" by {}", check.by) };
        let words = crate::wrap::cut(&check.words, 60);
        format!("{}, {}{by}: {why}: \u{201c}{words}\u{201d}", super::name_of(&check.file), check.place)
    };
    (checks.stale.iter().map(line).collect(), checks.unfinished.iter().map(line).collect())
}
