use super::Look;
use crate::wrap::wrap;
use probata_assay::Rule;

/// Every rule with its level and what it looks for.
pub fn rule_table(rules: &[Rule], look: &Look) -> String {
    let widest = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in rules {
        let indent = widest + 9;
        let code = rule.level.code();
        let level = look.level(rule.level, code) + &" ".repeat(7 - code.len());
        for (index, line) in wrap(rule.summary, look.width.saturating_sub(indent)).iter().enumerate() {
            if index == 0 {
                let fill = " ".repeat(widest - rule.name.len() + 2);
                out += &format!("{}{fill}{level}{line}\n", look.bold(rule.name));
            } else {
                out += &format!("{}{line}\n", " ".repeat(indent));
            }
        }
    }
    out
}

/// The names most like `name`, best first, at most three.
pub fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let wanted = name.to_lowercase();
    let mut near: Vec<(usize, &str)> = names
        .filter_map(|known| {
            let far = distance(&wanted, known);
            let inside = wanted.len() > 2 && (known.contains(&wanted) || wanted.contains(known));
            let near = inside || far <= (known.chars().count() / 3).max(2);
            near.then_some((if inside { 0 } else { far }, known))
        })
        .collect();
    near.sort();
    near.into_iter().take(3).map(|(_, known)| known).collect()
}

/// Letters to change, add or remove; long names are not compared.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = (0..=b.len()).collect();
    for (row, letter) in a.chars().take(64).enumerate() {
        let mut line = vec![row + 1];
        for (column, other) in b.iter().enumerate() {
            let changed = before[column] + usize::from(letter != *other);
            line.push(changed.min(before[column + 1] + 1).min(line[column] + 1));
        }
        before = line;
    }
    before[b.len()]
}
