//! What filled sheets say, in words.

use crate::count;
use probata_report::{Check, Checks, Report};
use std::collections::BTreeMap;

/// `12 of 80 assertions checked: Mira Dessel 8, Imre Calder 4`; none if no sheet was given.
pub(crate) fn checked_by(report: &Report) -> Option<String> {
    let checks = &report.checks;
    if checks.files.is_empty() {
        return None;
    }
    let mut people: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    for check in &checks.checked {
        people.entry(person(&check.by)).or_insert((&check.by, 0)).1 += 1;
    }
    let by: Vec<String> = people.values().map(|(name, number)| format!("{name} {number}")).collect();
    let by = if by.is_empty() { String::new() } else { format!(": {}", by.join(", ")) };
    let asserting = checks.checked.iter().filter_map(|check| check.sentence);
    let mut asserting: Vec<usize> = asserting.filter(|index| report.sentences[*index].asserts).collect();
    asserting.dedup();
    let all = count(report.coverage.assertions, "assertion", "assertions");
    Some(format!("{} of {all} checked{by}", crate::thousands(asserting.len())))
}

/// `Mira Dessel on 3 March 2026, seen in the letter of 2 May`.
pub(crate) fn check_said(check: &Check) -> String {
    let on = if check.at.is_empty() { String::new() } else { format!(" on {}", check.at) };
    let seen = if check.seen_in.is_empty() { String::new() } else { format!(", seen in {}", check.seen_in) };
    crate::flat(&format!("{}{on}{seen}", check.by))
}

/// A name as it is compared: `M.D.`, `m. d.` and `MD` are one person's.
fn person(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A line for each check that does not count: where in the sheet, what, why.
pub(crate) fn checks_told(checks: &Checks) -> (Vec<String>, Vec<String>) {
    let line = |(check, why): &(Check, String)| {
        let by = if check.by.is_empty() { String::new() } else { format!(" by {}", check.by) };
        let words = crate::wrap::cut(&check.words, 60);
        format!("{}, {}{by}: {why}: \u{201c}{words}\u{201d}", super::name_of(&check.file), check.place)
    };
    (checks.stale.iter().map(line).collect(), checks.unfinished.iter().map(line).collect())
}

/// What filled sheets say as lines of their own; nothing if there was none.
pub(super) fn checks_summary(report: &Report) -> String {
    let Some(said) = checked_by(report) else { return String::new() };
    let (stale, unfinished) = checks_told(&report.checks);
    let mut out = format!("{}.\n", crate::flat(&said));
    for (lines, one, many) in [
        (
            &stale,
            "check does not count any more and is not in the new sheet:",
            "checks do not count any more and are not in the new sheet:",
        ),
        (
            &unfinished,
            "row is filled only in part and is not in the new sheet:",
            "rows are filled only in part and are not in the new sheet:",
        ),
    ] {
        if !lines.is_empty() {
            out += &format!("{}\n", count(lines.len(), one, many));
            lines.iter().for_each(|line| out += &format!("  {}\n", crate::flat(line)));
        }
    }
    out
}
