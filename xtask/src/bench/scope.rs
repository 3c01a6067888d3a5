//! How well the words that a word of doubt puts in doubt are told, against sentences marked by hand.
//!
//! `examples/marked/hedges.jsonl`, a sentence a line, with one word of doubt, its holder and its scope. The scope is compared by
//! letters and digits, so that a comma at an edge does not count; letters of the word of doubt as it was found ("may have been")
//! belong to no scope.

use crate::arguments::Arguments;
use crate::{place, say};
use probata_assay::{Settings, assay};
use probata_reader::{Options, read};
use probata_report::CodePoints;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A sentence with what was marked in it, as ranges of code points.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Marked {
    text: String,
    hedge: [usize; 2],
    holder: String,
    scope: Vec<[usize; 2]>,
}

/// What was found of what.
#[derive(Debug, Default)]
struct Counts {
    marked: usize,
    found: usize,
    holder: usize,
    same: usize,
    letters: [usize; 3],
}

/// Prints the table; `--show` also each scope that differs.
pub fn scope(arguments: &mut Arguments) -> Result<(), String> {
    let show = arguments.flag("--show");
    arguments.done()?;
    let path = place::root().join("examples/marked/hedges.jsonl");
    let mut counts = Counts::default();
    for (index, line) in place::load(&path)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let told = |error: serde_json::Error| format!("{}, line {}: {error}", path.display(), index + 1);
        let marked: Marked = serde_json::from_str(line).map_err(told)?;
        let remark = count(&mut counts, &marked);
        if show && !remark.is_empty() {
            say::line(format!("{}\n{remark}", marked.text));
        }
    }
    say::line(table(&counts));
    Ok(())
}

fn table(counts: &Counts) -> String {
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let [common, found, marked] = counts.letters;
    let (p, r) = (share(common, found), share(common, marked));
    let mut out = String::new();
    for (name, part) in [
        ("the word found", counts.found),
        ("its holder right", counts.holder),
        ("its scope the same", counts.same),
    ] {
        let _ = writeln!(out, "{name:24} {:6.1} %  {part} of {}", share(part, counts.marked), counts.marked);
    }
    let f = if common == 0 { 0.0 } else { 2.0 * p * r / (p + r) };
    let _ = write!(out, "{:24} P {p:.1}  R {r:.1}  F1 {f:.1}", "letters in doubt");
    out
}

/// Counts one sentence; tells what differs.
fn count(counts: &mut Counts, marked: &Marked) -> String {
    let report =
        assay(read("sentence.txt", marked.text.as_bytes(), &Options::default()), &Settings::default());
    let points = CodePoints::new(&report.document.text);
    let letters: Vec<char> = marked.text.chars().collect();
    let of = |ranges: &[[usize; 2]]| -> BTreeSet<usize> {
        let all = ranges.iter().flat_map(|[start, end]| *start..*end);
        all.filter(|at| letters.get(*at).is_some_and(|c| c.is_alphanumeric())).collect()
    };
    let words = |set: &BTreeSet<usize>| -> String {
        let text = |at: usize| if set.contains(&at) { letters[at] } else { ' ' };
        let all: String = (0..letters.len()).map(text).collect();
        all.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let meets = |hedge: &&probata_report::Hedging| {
        let [start, end] = points.span(hedge.span);
        start < marked.hedge[1] && marked.hedge[0] < end
    };
    let mut gold = of(&marked.scope);
    counts.marked += 1;
    let Some(hedge) = report.hedges.iter().find(meets) else {
        return "  the word of doubt is not found".to_owned();
    };
    counts.found += 1;
    let holder = hedge.holder.code() == marked.holder;
    counts.holder += usize::from(holder);
    let ranges: Vec<[usize; 2]> = hedge.scope.iter().map(|span| points.span(*span)).collect();
    let found = of(&ranges);
    let [start, end] = points.span(hedge.span);
    gold.retain(|at| !(start..end).contains(at));
    counts.letters[2] += gold.len();
    counts.letters[0] += gold.intersection(&found).count();
    counts.letters[1] += found.len();
    counts.same += usize::from(gold == found);
    let mut remark = String::new();
    if !holder {
        let _ = writeln!(remark, "  holder: {} for {}", hedge.holder, marked.holder);
    }
    if gold != found {
        let _ = writeln!(remark, "  scope: {}\n  marked: {}", words(&found), words(&gold));
    }
    remark
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, hedge: [usize; 2], scope: Vec<[usize; 2]>, expected: [usize; 3]) {
        let mut counts = Counts::default();
        count(&mut counts, &Marked { text: text.to_owned(), hedge, holder: "author".to_owned(), scope });
        assert_eq!([counts.found, counts.holder, counts.same], expected);
    }

    #[test]
    fn a_scope_is_the_same_letter_for_letter() {
        let text = "Kostrov may have left.";
        check(text, [8, 11], vec![[0, 7], [12, 21]], [1, 1, 1]);
        check(text, [8, 11], vec![[12, 21]], [1, 1, 0]);
        check(text, [0, 4], vec![[12, 21]], [0, 0, 0]);
    }
}
