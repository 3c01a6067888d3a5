//! How many attributions inside others are found, against sentences marked by hand.
//!
//! `examples/marked/nested.jsonl`, a sentence a line. One is found if cue and content overlap what was marked and the
//! source does too (or both name none); it hangs right if what it is part of is found so too and is the one marked.
//! Pairs are one to one, the likest first. Precision counts found attributions that are part of another.

use super::attribution::score::{Unit, hit, matched};
use crate::arguments::Arguments;
use crate::{place, say};
use probata_assay::{Settings, assay};
use probata_reader::{Options, read};
use probata_report::{CodePoints, Span};
use serde::Deserialize;
use std::fmt::Write as _;

/// A sentence and what was marked in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Marked {
    text: String,
    attributions: Vec<Role>,
}

/// One attribution, its roles as ranges of code points.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Role {
    id: usize,
    parent: Option<usize>,
    source: Vec<[u32; 2]>,
    cue: Vec<[u32; 2]>,
    content: Vec<[u32; 2]>,
}

/// An attribution as it is compared: source, cue, content, and the index of the one it is part of.
struct Compared {
    roles: [Unit; 3],
    parent: Option<usize>,
}

/// What was found of what.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    marked: usize,
    found: usize,
    right: usize,
    hung: usize,
}

/// Prints the table; `--show` also what is missed and what is too much.
pub fn nested(arguments: &mut Arguments) -> Result<(), String> {
    let show = arguments.flag("--show");
    arguments.done()?;
    let path = place::root().join("examples/marked/nested.jsonl");
    let mut all = Counts::default();
    for (index, line) in place::load(&path)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let told = |error: String| format!("{}, line {}: {error}", path.display(), index + 1);
        let marked: Marked = serde_json::from_str(line).map_err(|error| told(error.to_string()))?;
        let (gold, found) = (gold(&marked).map_err(told)?, found(&marked.text));
        let remarks = count(&mut all, &marked.text, &gold, &found);
        if show && !remarks.is_empty() {
            say::line(format!("{}\n{remarks}", marked.text));
        }
    }
    say::line(table(&all));
    Ok(())
}

fn table(counts: &Counts) -> String {
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let row = |name: &str, right: usize| {
        let (p, r) = (share(right, counts.found), share(right, counts.marked));
        let f = if right == 0 { 0.0 } else { 2.0 * p * r / (p + r) };
        format!("\n{name:34} {p:6.1} {r:6.1} {f:6.1} {right:6} {:6} {:6}", counts.found, counts.marked)
    };
    let head = format!(
        "{:34} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}",
        "nested", "P", "R", "F1", "right", "found", "marked"
    );
    head + &row("part of the one marked", counts.hung) + &row("part of any or none", counts.right)
}

/// What was marked, with the place of each one's parent.
fn gold(marked: &Marked) -> Result<Vec<Compared>, String> {
    let all = &marked.attributions;
    let unit = |ranges: &[[u32; 2]]| Unit(ranges.iter().flat_map(|[start, end]| *start..*end).collect());
    all.iter()
        .map(|one| {
            let at = |id: usize| {
                all.iter().position(|other| other.id == id).ok_or_else(|| format!("no attribution {id}"))
            };
            let roles = [unit(&one.source), unit(&one.cue), unit(&one.content)];
            Ok(Compared { roles, parent: one.parent.map(at).transpose()? })
        })
        .collect()
}

/// What the audit finds in a sentence.
fn found(text: &str) -> Vec<Compared> {
    let report = assay(read("sentence.txt", text.as_bytes(), &Options::default()), &Settings::default());
    let points = CodePoints::new(&report.document.text);
    let unit = |spans: &[Span]| {
        let ranges = spans.iter().map(|span| points.span(*span).map(|point| point as u32));
        let mut all: Vec<u32> = ranges.flat_map(|[start, end]| start..end).collect();
        all.sort_unstable();
        all.dedup();
        Unit(all)
    };
    let compared = |a: &probata_report::Attribution| [unit(&a.source), unit(&a.cue), unit(&a.content)];
    let all = report.attributions.iter();
    all.map(|one| Compared { roles: compared(one), parent: one.parent }).collect()
}

fn meets(a: &Compared, b: &Compared) -> bool {
    a.roles[1].overlaps(&b.roles[1]) && a.roles[2].overlaps(&b.roles[2]) && hit(&a.roles[0], &b.roles[0])
}

fn likeness(a: &Compared, b: &Compared) -> f64 {
    a.roles.iter().zip(&b.roles).map(|(a, b)| a.likeness(b)).sum()
}

/// Counts one sentence; tells what is missed, hangs wrong or is too much.
fn count(counts: &mut Counts, text: &str, gold: &[Compared], found: &[Compared]) -> String {
    let pairs = matched(gold, found, likeness, meets);
    counts.marked += gold.iter().filter(|one| one.parent.is_some()).count();
    counts.found += found.iter().filter(|one| one.parent.is_some()).count();
    let mut remarks = String::new();
    for (at, one) in gold.iter().enumerate() {
        let Some(parent) = one.parent else { continue };
        let Some((_, to)) = pairs.iter().find(|(marked, _)| *marked == at) else {
            let _ = writeln!(remarks, "  missed: {}", words(text, one));
            continue;
        };
        counts.right += 1;
        match found[*to].parent.map(|parent| &found[parent]) {
            Some(above) if meets(&gold[parent], above) => counts.hung += 1,
            above => {
                let above = above.map_or_else(|| "none".to_owned(), |above| words(text, above));
                let _ = writeln!(remarks, "  hangs wrong: {} (part of {above})", words(text, one));
            }
        }
    }
    for (to, one) in found.iter().enumerate() {
        let marked = pairs.iter().any(|(at, other)| *other == to && gold[*at].parent.is_some());
        if one.parent.is_some() && !marked {
            let _ = writeln!(remarks, "  too much: {}", words(text, one));
        }
    }
    remarks
}

/// Source, cue and content in words.
fn words(text: &str, one: &Compared) -> String {
    let letters: Vec<char> = text.chars().collect();
    let role = |unit: &Unit| -> String { unit.0.iter().filter_map(|at| letters.get(*at as usize)).collect() };
    one.roles.iter().map(role).collect::<Vec<_>>().join(" | ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(source: std::ops::Range<u32>, content: std::ops::Range<u32>, parent: Option<usize>) -> Compared {
        let cue = source.end..source.end + 1;
        Compared { roles: [source, cue, content].map(|range| Unit(range.collect())), parent }
    }

    /// Marked, found, right and right with its parent.
    fn check(found: &[Compared], expected: [usize; 4]) {
        let gold = [one(0..2, 4..40, None), one(6..8, 10..40, Some(0))];
        let mut counts = Counts::default();
        count(&mut counts, "", &gold, found);
        assert_eq!([counts.marked, counts.found, counts.right, counts.hung], expected);
    }

    #[test]
    fn the_parent_must_be_the_marked_one() {
        check(&[one(0..2, 4..40, None), one(6..8, 10..40, Some(0))], [1, 1, 1, 1]);
        check(&[one(0..2, 4..40, None), one(6..8, 10..40, None)], [1, 0, 1, 0]);
        check(&[one(3..4, 4..40, None), one(6..8, 10..40, Some(0))], [1, 1, 1, 0]);
        check(&[one(0..2, 4..40, None)], [1, 0, 0, 0]);
    }

    #[test]
    fn every_marked_one_stands_inside_its_parent() {
        let path = place::root().join("examples/marked/nested.jsonl");
        for line in place::load(&path).unwrap().lines() {
            let marked: Marked = serde_json::from_str(line).unwrap();
            let gold = gold(&marked).unwrap();
            assert!(gold.iter().any(|one| one.parent.is_some()), "{}", marked.text);
            for one in &gold {
                let inside =
                    |parent: usize| one.roles[1].0.iter().all(|at| gold[parent].roles[2].0.contains(at));
                assert!(one.parent.is_none_or(inside), "{}: {}", marked.text, words(&marked.text, one));
            }
        }
    }
}
