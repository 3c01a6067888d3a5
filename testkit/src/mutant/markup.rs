//! Damage to tags and attributes: each change leaves markup that is nearly right.

use super::Chance;
use std::ops::Range;

const VALUES: [&str; 12] = [
    "",
    "0",
    "-1",
    "4294967296",
    "1e400",
    "NaN",
    "auto",
    "A1:XFD1048576",
    "../../x",
    "rId1",
    "1",
    "&#0;&#x110000;&a;",
];

/// A copy with one to four changes; none if there are no tags.
pub fn changed(file: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    let mut copy = file.to_vec();
    for _ in 0..=chance.below(4) {
        let tags = tags(&copy);
        if tags.len() < 3 {
            return None;
        }
        let one = tags[chance.below(tags.len())].clone();
        let other = tags[chance.below(tags.len())].clone();
        match chance.below(6) {
            0 => swap(&mut copy, one, other),
            1 => drop(copy.drain(one)),
            2 => {
                // What stands between two tags, again.
                let (from, to) = (
                    one.start.min(other.start),
                    one.end.max(other.end).min(one.start.min(other.start) + 4_000),
                );
                let piece = copy[from..to].repeat(1 + chance.below(5));
                drop(copy.splice(to..to, piece));
            }
            3 => {
                let mut values = values(&copy, &one);
                values.extend(values_of_any(&copy, &tags, chance));
                if values.len() > 1 {
                    let (a, b) = (
                        values[chance.below(values.len())].clone(),
                        values[chance.below(values.len())].clone(),
                    );
                    swap(&mut copy, a, b);
                }
            }
            4 => {
                if let Some(value) = values_of_any(&copy, &tags, chance).first() {
                    let other = VALUES[chance.below(VALUES.len())].bytes();
                    drop(copy.splice(value.clone(), other));
                }
            }
            _ => {
                let piece = copy[one].to_vec();
                drop(copy.splice(other.start..other.start, piece));
            }
        }
    }
    Some(copy)
}

/// At most 4,000 tags.
fn tags(file: &[u8]) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(from) = file[at..].iter().position(|byte| *byte == b'<').map(|from| from + at) {
        let Some(to) = file[from..].iter().position(|byte| *byte == b'>').map(|to| to + from + 1) else {
            break;
        };
        all.push(from..to);
        at = to;
        if all.len() == 4_000 {
            break;
        }
    }
    all
}

/// What stands in quotes in a tag.
fn values(file: &[u8], tag: &Range<usize>) -> Vec<Range<usize>> {
    let quotes: Vec<usize> = tag.clone().filter(|at| file[*at] == b'"').collect();
    quotes.chunks_exact(2).map(|pair| pair[0] + 1..pair[1]).collect()
}

/// The values of some tag that has any.
fn values_of_any(file: &[u8], tags: &[Range<usize>], chance: &mut Chance) -> Vec<Range<usize>> {
    let tries = (0..20).map(|_| values(file, &tags[chance.below(tags.len())]));
    tries.into_iter().find(|values| !values.is_empty()).unwrap_or_default()
}

/// Exchanges two stretches; nothing if they overlap.
fn swap(copy: &mut Vec<u8>, one: Range<usize>, other: Range<usize>) {
    let (first, second) = if one.start <= other.start { (one, other) } else { (other, one) };
    if first.end > second.start {
        return;
    }
    let (a, b) = (copy[first.clone()].to_vec(), copy[second.clone()].to_vec());
    drop(copy.splice(second, a));
    drop(copy.splice(first, b));
}
