use super::{Found, Rule, related};
use crate::case::Case;
use probata_vocabulary::Level;
use std::collections::BTreeMap;

/// Rare spellings that a message names.
const SHOWN: usize = 4;

pub(super) const RULE: Rule = Rule {
    name: "name-variants",
    summary: "one name printed in two spellings",
    level: Level::Warn,
    sensitive: false,
    explanation: include_str!("explanations/name-variants.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    let mentions = &case.report.mentions;
    for mut names in clusters(case) {
        // The rarest spelling is the likeliest slip.
        names.sort_by_key(|name| (mentions[*name].uses.len(), std::cmp::Reverse(*name)));
        names.retain(|name| !mentions[*name].uses.is_empty());
        let (Some((often, seldom)), true) = (names.split_last(), names.len() > 1) else { continue };
        let told =
            |name: &usize| format!("\"{}\" ({})", mentions[*name].name, times(mentions[*name].uses.len()));
        let rare: Vec<String> = seldom.iter().take(SHOWN).map(told).collect();
        let more = if seldom.len() > SHOWN { " and others" } else { "" };
        let spellings = if names.len() == 2 { "two spellings" } else { "several spellings" };
        let message =
            format!("{}{more} and {} look like one name in {spellings}", rare.join(", "), told(often));
        let finding = found.at(
            mentions[seldom[0]].uses[0].span,
            message,
            "if they are one, choose one spelling; if they are two, say so where the second is first named",
        );
        for other in seldom.iter().skip(1).chain([often]) {
            finding.rests_on.push(related(mentions[*other].uses[0].span, "another spelling"));
        }
    }
}

/// The names that are linked by likeness, each name once.
fn clusters(case: &Case) -> Vec<Vec<usize>> {
    let mut of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut all: Vec<Vec<usize>> = Vec::new();
    for (one, other) in &case.likenesses {
        match (of.get(one).copied(), of.get(other).copied()) {
            (None, None) => {
                of.extend([(*one, all.len()), (*other, all.len())]);
                all.push(vec![*one, *other]);
            }
            (Some(cluster), None) => {
                of.insert(*other, cluster);
                all[cluster].push(*other);
            }
            (None, Some(cluster)) => {
                of.insert(*one, cluster);
                all[cluster].push(*one);
            }
            (Some(a), Some(b)) if a != b => {
                // The smaller moves, so that the work stays small.
                let (from, to) = if all[a].len() < all[b].len() { (a, b) } else { (b, a) };
                let moved = std::mem::take(&mut all[from]);
                of.extend(moved.iter().map(|name| (*name, to)));
                all[to].extend(moved);
            }
            _ => {}
        }
    }
    all
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}
