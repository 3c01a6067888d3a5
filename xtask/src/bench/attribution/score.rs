//! Precision, recall and F1 of attributions.
//!
//! The unit is one role of one attribution, all its pieces together. Three measures a role:
//! - exact: it covers the same characters as a gold unit;
//! - overlap: it shares a character with a gold unit; pairs are matched one to one, best likeness first, so that one huge
//!   span earns one point;
//! - chars: characters of all units of the role together.
//!
//! Then whole attributions, matched one to one by the sum of the likenesses of their roles where cue or content overlap.
//! Likeness is the share of common characters in all characters of both.

use std::cmp::Ordering;
use std::fmt::Write as _;

/// Characters of one role, in order, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit(pub Vec<u32>);

/// The attributions of a text, each with its source, cue and content.
pub type Answer = Vec<[Unit; 3]>;

const MEASURES: [&str; 13] = [
    "source.exact",
    "source.overlap",
    "source.chars",
    "cue.exact",
    "cue.overlap",
    "cue.chars",
    "content.exact",
    "content.overlap",
    "content.chars",
    "attr.cue+content",
    "attr.source+content",
    "attr.all three",
    "attr.exact",
];
/// Roles that must agree for each measure of whole attributions.
const TOGETHER: [&[usize]; 3] = [&[1, 2], &[0, 2], &[0, 1, 2]];

impl Unit {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Characters in both.
    fn common(&self, other: &Unit) -> usize {
        let (mut a, mut b, mut count) = (self.0.as_slice(), other.0.as_slice(), 0);
        while let ([first, rest @ ..], [second, others @ ..]) = (a, b) {
            match first.cmp(second) {
                Ordering::Less => a = rest,
                Ordering::Greater => b = others,
                Ordering::Equal => (a, b, count) = (rest, others, count + 1),
            }
        }
        count
    }

    /// True if they share a character.
    pub fn overlaps(&self, other: &Unit) -> bool {
        let ranges = (self.0.first().zip(self.0.last()), other.0.first().zip(other.0.last()));
        let (Some((a, b)), Some((c, d))) = ranges else { return false };
        a <= d && c <= b && self.common(other) > 0
    }

    /// The share of common characters in all characters of both.
    pub fn likeness(&self, other: &Unit) -> f64 {
        if !self.overlaps(other) {
            return 0.0;
        }
        let common = self.common(other);
        common as f64 / (self.0.len() + other.0.len() - common) as f64
    }
}

/// Counts over all texts: right, found, gold for each measure.
#[derive(Debug, Default)]
pub struct Score([[usize; 3]; 13]);

impl Score {
    /// Counts one text.
    pub fn add(&mut self, gold: &Answer, found: &Answer) {
        for role in 0..3 {
            let of = |answer: &Answer| -> Vec<Unit> {
                answer.iter().map(|roles| roles[role].clone()).filter(|unit| !unit.is_empty()).collect()
            };
            let (gold, found) = (of(gold), of(found));
            self.count(role * 3, exact(&gold, &found), found.len(), gold.len());
            let pairs = matched(&gold, &found, Unit::likeness, Unit::overlaps);
            self.count(role * 3 + 1, pairs.len(), found.len(), gold.len());
            let (gold, found) = (union(&gold), union(&found));
            self.count(role * 3 + 2, gold.common(&found), found.0.len(), gold.0.len());
        }
        let likeness = |a: &[Unit; 3], b: &[Unit; 3]| (0..3).map(|role| a[role].likeness(&b[role])).sum();
        let meets = |a: &[Unit; 3], b: &[Unit; 3]| a[1].overlaps(&b[1]) || a[2].overlaps(&b[2]);
        let pairs = matched(gold, found, likeness, meets);
        for (at, roles) in TOGETHER.iter().enumerate() {
            let right = pairs
                .iter()
                .filter(|(g, s)| roles.iter().all(|role| hit(&gold[*g][*role], &found[*s][*role])));
            self.count(9 + at, right.count(), found.len(), gold.len());
        }
        let right = pairs.iter().filter(|(g, s)| gold[*g] == found[*s]).count();
        self.count(12, right, found.len(), gold.len());
    }

    fn count(&mut self, measure: usize, right: usize, found: usize, gold: usize) {
        for (sum, count) in self.0[measure].iter_mut().zip([right, found, gold]) {
            *sum += count;
        }
    }

    /// The table for the terminal.
    pub fn table(&self) -> String {
        let mut out = format!(
            "{:8} {:15} {:>6} {:>6} {:>6} {:>8} {:>8}",
            "role", "measure", "P", "R", "F1", "system", "gold"
        );
        for (name, counts) in MEASURES.iter().zip(self.0) {
            let (role, measure) = name.split_once('.').unwrap_or((name, ""));
            let [p, r, f] = shares(counts).map(|share| 100.0 * share);
            let [_, found, gold] = counts;
            let _ = write!(out, "\n{role:8} {measure:15} {p:6.1} {r:6.1} {f:6.1} {found:8} {gold:8}");
        }
        out
    }

    /// One JSON object, a measure each.
    pub fn json(&self) -> String {
        let measures = MEASURES.iter().zip(self.0).map(|(name, counts)| {
            let [p, r, f] = shares(counts);
            (
                (*name).to_owned(),
                serde_json::json!({"p": p, "r": r, "f": f, "n_sys": counts[1], "n_gold": counts[2]}),
            )
        });
        serde_json::Value::Object(measures.collect()).to_string()
    }
}

/// Precision, recall and F1.
fn shares([right, found, gold]: [usize; 3]) -> [f64; 3] {
    let share = |whole: usize| if whole == 0 { 0.0 } else { right as f64 / whole as f64 };
    let (p, r) = (share(found), share(gold));
    [p, r, if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }]
}

/// True if two roles agree: they overlap, or neither names anything.
pub fn hit(a: &Unit, b: &Unit) -> bool {
    a.overlaps(b) || a.is_empty() && b.is_empty()
}

/// Units that are the same on both sides, each gold unit once.
fn exact(gold: &[Unit], found: &[Unit]) -> usize {
    let mut pool: Vec<&Unit> = gold.iter().collect();
    let mut right = 0;
    for unit in found {
        if let Some(at) = pool.iter().position(|other| *other == unit) {
            pool.remove(at);
            right += 1;
        }
    }
    right
}

fn union(units: &[Unit]) -> Unit {
    let mut all: Vec<u32> = units.iter().flat_map(|unit| unit.0.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    Unit(all)
}

/// Pairs of gold and found, one to one, the likest first.
pub fn matched<T>(
    gold: &[T],
    found: &[T],
    likeness: impl Fn(&T, &T) -> f64,
    meets: impl Fn(&T, &T) -> bool,
) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (at, one) in gold.iter().enumerate() {
        let meeting = found.iter().enumerate().filter(|(_, other)| meets(one, other));
        pairs.extend(meeting.map(|(to, other)| (likeness(one, other), at, to)));
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut taken_gold, mut taken_found) = (vec![false; gold.len()], vec![false; found.len()]);
    let free = |pair: &(f64, usize, usize)| {
        let free = !taken_gold[pair.1] && !taken_found[pair.2];
        if free {
            (taken_gold[pair.1], taken_found[pair.2]) = (true, true);
        }
        free
    };
    let mut free = free;
    pairs.into_iter().filter(|pair| free(pair)).map(|(_, gold, found)| (gold, found)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(range: std::ops::Range<u32>) -> Unit {
        Unit(range.collect())
    }

    /// F1 of each measure, in percent.
    fn check(gold: &Answer, found: &Answer, expected: [u32; 13]) {
        let mut score = Score::default();
        score.add(gold, found);
        assert_eq!(score.0.map(|counts| (100.0 * shares(counts)[2]).round() as u32), expected);
    }

    #[test]
    fn the_same_answer_is_wholly_right() {
        let answer = vec![[unit(0..5), unit(6..10), unit(11..30)]];
        check(&answer, &answer, [100; 13]);
    }

    #[test]
    fn one_huge_span_earns_one_point() {
        let gold = vec![[unit(0..5), unit(6..10), unit(11..30)], [unit(40..45), unit(46..50), unit(51..60)]];
        let found = vec![[unit(0..5), unit(6..10), unit(11..60)]];
        check(&gold, &found, [67, 67, 67, 67, 67, 67, 0, 67, 73, 67, 67, 67, 0]);
    }

    #[test]
    fn nothing_found_is_nothing_right() {
        check(&vec![[unit(0..5), unit(6..10), unit(11..30)]], &Vec::new(), [0; 13]);
    }
}
