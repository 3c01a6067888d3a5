//! Running heads and feet: lines at the upper and lower end of pages that come again, and page numbers.

use super::leaf::{Item, Leaf, Line};
use super::sheet::ink;
use std::collections::HashMap;

/// Lines at each end of a page that may be running ones.
const DEEPEST: usize = 4;
/// Running lines stand at least so many ems from the text.
const APART: f32 = 1.4;
/// This share of the page, from its end, is looked at.
const MARGIN: f32 = 0.16;
/// Words that stand beside a page number, in lower case.
const OF_PAGES: &[&str] = &[
    "page",
    "p",
    "pg",
    "of",
    "стр",
    "страница",
    "из",
    "с",
    "página",
    "pág",
    "de",
    "sur",
    "صفحة",
    "من",
    "seite",
];

/// A line that was taken out of the text.
#[derive(Debug)]
pub(super) struct Running {
    pub line: Line,
    /// At the head of the page, not at its foot.
    pub head: bool,
}

/// Takes running heads and feet out of all pages. Gives them page by page.
pub(super) fn take(leaves: &mut [Leaf]) -> Vec<Vec<Running>> {
    let mut seen: HashMap<(bool, String), Vec<Place>> = HashMap::new();
    for (page, leaf) in leaves.iter().enumerate() {
        for head in [true, false] {
            for (_, line) in ends(leaf, head) {
                seen.entry((head, shape(line))).or_default().push(Place {
                    page,
                    base: line.base,
                    numbers: numbers(line),
                });
            }
        }
    }
    let numbered = steady(leaves);
    let pages = leaves.len();
    leaves
        .iter_mut()
        .enumerate()
        .map(|(page, leaf)| {
            let mut out = Vec::new();
            for head in [true, false] {
                let is = |line: &Line| {
                    let again = seen
                        .get(&(head, shape(line)))
                        .is_some_and(|places| comes_again(places, line, page, pages));
                    again || line.artifact || is_number(line, page, &numbered) || is_between_dashes(line)
                };
                let mut taken = outermost(&ends(leaf, head).collect::<Vec<_>>(), is);
                taken.sort_unstable();
                for at in taken.into_iter().rev() {
                    if let Item::Line(line) = leaf.items.remove(at) {
                        out.push(Running { line, head });
                    }
                }
            }
            out.sort_by(|a, b| a.line.base.total_cmp(&b.line.base).then(a.line.x0.total_cmp(&b.line.x0)));
            out
        })
        .collect()
}

/// The places of the lines, from the outermost on, that are running ones. What stands as close to the next line as
/// lines of one text do is none, unless the file itself says so.
fn outermost(lines: &[(usize, &Line)], is: impl Fn(&Line) -> bool) -> Vec<usize> {
    let mut count = lines.iter().take_while(|(_, line)| is(line)).count();
    let close = |last: &Line, next: &Line| {
        let step = (next.base - last.base).abs();
        step > 0.3 * last.size && step < APART * last.size.max(next.size) && !last.artifact
    };
    while count > 0 && count < lines.len() && close(lines[count - 1].1, lines[count].1) {
        count -= 1;
    }
    lines[..count].iter().map(|(at, _)| *at).collect()
}

/// The outermost lines of a page, the outermost first, with their place among the items. A number between dashes ends a
/// page that is not full too.
fn ends(leaf: &Leaf, head: bool) -> impl Iterator<Item = (usize, &Line)> {
    let key = |line: &Line| if head { line.base } else { -line.base };
    let edge = leaf.items.iter().flat_map(all_lines).map(key).fold(f32::MAX, f32::min);
    let few = leaf.items.len() < 2;
    let mut lines: Vec<(usize, &Line)> = leaf
        .items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| if let Item::Line(line) = item { Some((at, line)) } else { None })
        .filter(|(_, line)| {
            let within = line.boxed.is_none()
                && if head {
                    line.base <= leaf.height * MARGIN
                } else {
                    line.top() >= leaf.height * (1.0 - MARGIN)
                };
            within || !few && line.boxed.is_none() && key(line) <= edge && is_between_dashes(line)
        })
        .collect();
    lines.sort_by(|a, b| key(a.1).total_cmp(&key(b.1)));
    lines.truncate(DEEPEST + 1);
    lines.into_iter()
}

fn all_lines(item: &Item) -> Box<dyn Iterator<Item = &Line> + '_> {
    match item {
        Item::Line(line) => Box::new(std::iter::once(line)),
        Item::Table(cells) => Box::new(cells.values().flatten()),
    }
}

/// True for a number between two dashes, as printed pages are counted: `— 30 —`, `- 12 -`.
fn is_between_dashes(line: &Line) -> bool {
    let text = line.text();
    let dash = ['-', '–', '—', '―', '−'];
    let inner = text.trim().strip_prefix(dash).and_then(|rest| rest.strip_suffix(dash)).map(str::trim);
    inner.is_some_and(|inner| inner.len() <= 4 && (inner.parse::<u16>().is_ok() || roman(inner).is_some()))
}

/// The words with figures made alike.
fn shape(line: &Line) -> String {
    let mut shape = String::new();
    for c in line.text().chars().filter(|c| !c.is_whitespace()) {
        if c.is_numeric() {
            if !shape.ends_with('#') {
                shape.push('#');
            }
        } else {
            shape.extend(c.to_lowercase());
        }
    }
    shape
}

/// Where a line of some shape stands.
struct Place {
    page: usize,
    base: f32,
    numbers: Vec<i64>,
}

/// The numbers in a line.
fn numbers(line: &Line) -> Vec<i64> {
    let text = line.text();
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse().ok()).collect()
}

/// True if this line stands at this height on other pages too, or one whose numbers count the pages. A bare number is
/// judged by its count.
fn comes_again(places: &[Place], line: &Line, page: usize, pages: usize) -> bool {
    if ink(&line.text()) <= 6 && shape(line).contains('#') && line.text().chars().all(|c| !c.is_alphabetic())
    {
        return false;
    }
    let own = numbers(line);
    let counts = |place: &Place| {
        let by = place.page as i64 - page as i64;
        place.numbers.iter().zip(&own).all(|(other, own)| other == own || other - own == by)
    };
    let level = places
        .iter()
        .filter(|place| place.page != page && (place.base - line.base).abs() <= 6.0 && counts(place))
        .take(2);
    level.count() >= if pages >= 4 { 2 } else { 1 }
}

/// The number that a line prints, if it prints little else: `12`, `- 12 -`, `Page 12 of 40`.
fn number(line: &Line) -> Option<i64> {
    let text = line.text();
    let text = text.trim();
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    if let Ok(number) = bare.parse() {
        return Some(number);
    }
    if let Some(roman) = roman(bare) {
        return Some(roman);
    }
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let first = words.iter().position(|word| word.parse::<i64>().is_ok())?;
    let of_pages =
        |word: &&str| word.parse::<i64>().is_ok() || OF_PAGES.contains(&word.to_lowercase().as_str());
    (words.len() <= 4 && first <= 1 && words.iter().all(of_pages))
        .then(|| words[first].parse().ok())
        .flatten()
}

/// A small Roman number in lower case.
fn roman(text: &str) -> Option<i64> {
    let value = |c: char| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        _ => None,
    };
    let values: Vec<i64> = text.chars().map(value).collect::<Option<_>>()?;
    if values.is_empty() || values.len() > 8 {
        return None;
    }
    let all = values
        .iter()
        .enumerate()
        .map(|(at, value)| if values.get(at + 1).is_some_and(|next| next > value) { -value } else { *value });
    Some(all.sum())
}

/// By how much printed page numbers and the count of pages differ, with how many pages agree.
fn steady(leaves: &[Leaf]) -> HashMap<i64, usize> {
    let mut differences: HashMap<i64, usize> = HashMap::new();
    for (page, leaf) in leaves.iter().enumerate() {
        let numbers: std::collections::BTreeSet<i64> = [true, false]
            .iter()
            .flat_map(|head| ends(leaf, *head))
            .filter_map(|(_, line)| number(line))
            .collect();
        for number in numbers {
            *differences.entry(number - page as i64).or_default() += 1;
        }
    }
    differences
}

fn is_number(line: &Line, page: usize, steady: &HashMap<i64, usize>) -> bool {
    let short = ink(&line.text()) <= 24;
    short
        && number(line)
            .is_some_and(|number| steady.get(&(number - page as i64)).is_some_and(|count| *count >= 2))
}

/// The names of the pages: as printed where most pages print a number, else counted.
pub(super) fn names(running: &[Vec<Running>]) -> Vec<String> {
    let mut differences: HashMap<i64, usize> = HashMap::new();
    for (page, lines) in running.iter().enumerate() {
        let last = lines.iter().filter_map(|running| printed(&running.line)).next_back();
        if let Some(number) = last {
            *differences.entry(number - page as i64).or_default() += 1;
        }
    }
    let best =
        differences.into_iter().max_by_key(|(by, count)| (*count, -*by)).filter(|(_, count)| *count >= 2);
    let by = best.map_or(1, |(by, _)| by);
    (0..running.len())
        .map(|page| {
            let number = page as i64 + by;
            if number > 0 { number.to_string() } else { format!("[{}]", page + 1) }
        })
        .collect()
}

/// A number at either end of a running line.
fn printed(line: &Line) -> Option<i64> {
    let text = line.text();
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let ends = [words.last(), words.first()];
    ends.into_iter()
        .flatten()
        .find_map(|word| word.parse().ok().filter(|number| (0..10_000).contains(number)))
}
