//! Running heads and feet: lines at the upper and lower end of pages that come again, and page numbers.

use super::leaf::{Item, Leaf, Line};
use super::measure::measure;
use super::shapes::ends_clause;
use super::sheet::ink;
use std::collections::{HashMap, HashSet};

/// Lines at each end of a page that may be running ones.
const DEEPEST: usize = 4;
/// Running lines stand at least so many ems from the text.
const APART: f32 = 1.4;
/// This share of the page, from its end, is looked at.
const MARGIN: f32 = 0.16;
/// Pages before the first chapter have Roman numbers up to this one.
const HIGHEST_ROMAN: u32 = 399;
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

/// A title is so much larger than the text.
const LARGER: f32 = 1.2;
/// The least number that is a year and no page's, if it is set as a title is.
const YEAR: i64 = 1000;

/// What makes a line at the head of a page a title, which may count along with the pages: `Annex 1` on the first, `Annex 2` on the next.
struct Titles {
    body: f32,
    bold: bool,
    /// The foot counts the pages, so that another number need not.
    counted: bool,
    /// What lines look like below which a page goes on with a sentence of the page before: no titles.
    over_text: HashSet<Look>,
}

/// What a line says but for its figures, its size in half points, and whether it is thick.
type Look = (String, i32, bool);

fn look(line: &Line) -> Look {
    (shape(line), (2.0 * line.size).round() as i32, line.is_bold())
}

impl Titles {
    fn of(leaves: &[Leaf]) -> Self {
        let measure = measure(leaves);
        let mut differences: HashMap<i64, usize> = HashMap::new();
        for (page, leaf) in leaves.iter().enumerate() {
            let number = ends(leaf, false).next().and_then(|(_, line)| number(line));
            if let Some(number) = number {
                *differences.entry(number - page as i64).or_default() += 1;
            }
        }
        let most = differences.into_values().max().unwrap_or(0);
        let over_text =
            leaves.iter().flat_map(|leaf| ends(leaf, true).filter(|(_, line)| goes_on(leaf, line)));
        Self {
            body: measure.body,
            bold: measure.bold,
            counted: most >= 2 && 2 * most >= leaves.len(),
            over_text: over_text.map(|(_, line)| look(line)).collect(),
        }
    }

    fn is(&self, line: &Line) -> bool {
        let large = line.size > LARGER * self.body;
        let says = number(line).is_none_or(|number| number >= YEAR);
        let differs = large || self.counted && line.is_bold() && !self.bold;
        says && differs && !self.over_text.contains(&look(line))
    }
}

/// True if the next line below begins with a small letter, or is a title itself and larger.
fn goes_on(leaf: &Leaf, line: &Line) -> bool {
    let below =
        leaf.items.iter().flat_map(all_lines).filter(|other| other.base > line.base + 0.3 * line.size);
    let next = below.min_by(|a, b| a.base.total_cmp(&b.base).then(a.x0.total_cmp(&b.x0)));
    next.is_some_and(|next| {
        next.text().trim_start().starts_with(char::is_lowercase) || next.size > 1.1 * line.size
    })
}

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
    let titles = Titles::of(leaves);
    let chapters = chapters(leaves, titles.body);
    let numbered = steady(leaves);
    let carried = carried(leaves);
    let usual = between_paragraphs(leaves);
    let pages = leaves.len();
    let mut all: Vec<Vec<Running>> = leaves
        .iter_mut()
        .enumerate()
        .map(|(page, leaf)| {
            let mut out = Vec::new();
            for head in [true, false] {
                let is = |line: &Line| {
                    let may_count = !head || !titles.is(line);
                    let again = seen
                        .get(&(head, shape(line)))
                        .is_some_and(|places| comes_again(places, line, (page, pages), may_count));
                    let counts = || {
                        is_number(line, page, &numbered)
                            || carries_number(line, (head, page, pages), &carried)
                    };
                    let chapter = head && chapters.get(&page).is_some_and(|base| *base == line.base);
                    again || chapter || line.artifact || may_count && counts() || is_between_dashes(line)
                };
                let mut taken = outermost(&ends(leaf, head).collect::<Vec<_>>(), is);
                set_apart(leaf, &mut taken, usual, |line| {
                    line.artifact || stands(line, page, pages, &numbered)
                });
                taken.sort_unstable();
                for at in taken.into_iter().rev() {
                    if let Item::Line(line) = leaf.items.remove(at) {
                        out.push(Running { line, head });
                    }
                }
            }
            edges(leaf, &out);
            out.sort_by(|a, b| a.line.base.total_cmp(&b.line.base).then(a.line.x0.total_cmp(&b.line.x0)));
            out
        })
        .collect();
    give_back(leaves, &mut all);
    all
}

/// Pages that tell that the line at one height of the head is the chapter's title.
const CHAPTERS: usize = 3;

/// The pages that begin with the title of their chapter once more, and how high: lines that look alike at one height, most of which say what a title of
/// their page or one before says.
fn chapters(leaves: &[Leaf], body: f32) -> HashMap<usize, f32> {
    let said = |line: &Line| line.text().trim().to_lowercase();
    let mut titles: HashMap<String, Vec<(usize, f32)>> = HashMap::new();
    for line in super::measure::lines(leaves).filter(|line| line.is_bold() || line.size > 1.1 * body) {
        titles.entry(said(line)).or_default().push((line.page, line.base));
    }
    let mut heads: HashMap<_, Vec<Head>> = HashMap::new();
    for (page, leaf) in leaves.iter().enumerate() {
        let Some((_, line)) = ends(leaf, true).next() else { continue };
        let is_title = |title: &(usize, f32)| title.0 <= page && (title.1 - line.base).abs() > 6.0;
        let again = titles.get(&said(line)).is_some_and(|titles| titles.iter().any(is_title));
        let look = (line.base.round() as i32, (2.0 * line.size).round() as i32, line.is_bold());
        heads.entry(look).or_default().push(Head { page, base: line.base, again });
    }
    let are_chapters = |heads: &Vec<Head>| {
        let again = heads.iter().filter(|head| head.again).count();
        again >= CHAPTERS && 3 * again >= 2 * heads.len()
    };
    let heads = heads.into_values().filter(are_chapters).flatten();
    heads.filter(|head| head.again).map(|head| (head.page, head.base)).collect()
}

/// The first line of a page.
struct Head {
    page: usize,
    base: f32,
    /// A title says the same.
    again: bool,
}

/// Gives pages their lines back if most of them would have nothing else: sheets with one line each, as between annexes.
fn give_back(leaves: &mut [Leaf], all: &mut [Vec<Running>]) {
    let says = |running: &Running| !running.line.artifact && number(&running.line).is_none();
    let is_bare =
        |(leaf, lines): &(&mut Leaf, &mut Vec<Running>)| leaf.items.is_empty() && lines.iter().any(says);
    let full = leaves.iter().filter(|leaf| !leaf.items.is_empty()).count();
    let bare: Vec<_> = leaves.iter_mut().zip(all).filter(is_bare).collect();
    if bare.len() <= full {
        return;
    }
    for (leaf, lines) in bare {
        let (said, rest) = std::mem::take(lines).into_iter().partition(says);
        *lines = rest;
        // Nothing else tells how wide the text would be: as the page, with a margin as on the side from which it is read.
        let width = leaf.width;
        let alone = |running: Running| {
            let line = running.line;
            let (left, right) = match line.leftward {
                true => ((width - line.x1).min(line.x0), line.x1),
                false => (line.x0, (width - line.x0).max(line.x1)),
            };
            Item::Line(Line { left, right, ..line })
        };
        leaf.items.extend(Vec::into_iter(said).map(alone));
    }
}

/// The places of the lines, from the outermost on, that are running ones.
fn outermost(lines: &[(usize, &Line)], is: impl Fn(&Line) -> bool) -> Vec<usize> {
    lines.iter().take_while(|(_, line)| is(line)).map(|(at, _)| *at).collect()
}

/// Keeps the places of lines that are set apart from the text. What stands as close to the next line of its column as lines
/// of one text do is no running one, unless it is `sure`. `usual`: the distance between paragraphs.
fn set_apart(leaf: &Leaf, taken: &mut Vec<usize>, usual: f32, sure: impl Fn(&Line) -> bool) {
    let line = |at: &usize| if let Item::Line(line) = &leaf.items[*at] { Some(line) } else { None };
    loop {
        let held = |at: &usize| {
            let others = leaf.items.iter().enumerate().filter(|(other, _)| !taken.contains(other));
            let mut lines = others.flat_map(|(_, item)| all_lines(item));
            line(at).is_some_and(|line| !sure(line) && lines.any(|next| is_close(line, next, usual)))
        };
        let held: Vec<usize> = taken.iter().copied().filter(held).collect();
        if held.is_empty() {
            return;
        }
        taken.retain(|at| !held.contains(at));
    }
}

/// True if a line stands as close to another one of its column as lines or paragraphs of one text do.
fn is_close(line: &Line, next: &Line, usual: f32) -> bool {
    let step = (next.base - line.base).abs();
    let over = line.stream == next.stream || line.x0 < next.x1 && next.x0 < line.x1;
    over && step > 0.3 * line.size
        && (step < APART * line.size.max(next.size) || step <= 1.03 * usual && is_text_like(line, next))
}

/// True if a line is a sentence set as the text is.
fn is_text_like(line: &Line, next: &Line) -> bool {
    let start = |line: &Line| if line.leftward { -line.x1 } else { line.x0 };
    (line.size - next.size).abs() <= 0.04 * line.size
        && line.is_bold() == next.is_bold()
        && line.is_italic() == next.is_italic()
        && (start(line) - start(next)).abs() <= 0.3 * line.size
        && line.text().split_whitespace().count() >= 4
        && ends_clause(line)
}

/// The distance between paragraphs, if most stand further apart than lines do.
fn between_paragraphs(leaves: &[Leaf]) -> f32 {
    let mut steps: HashMap<i32, usize> = HashMap::new();
    let lines: Vec<&Line> = super::measure::lines(leaves).collect();
    for pair in lines.windows(2) {
        let step = pair[1].base - pair[0].base;
        let same = (pair[0].page, pair[0].stream) == (pair[1].page, pair[1].stream);
        if same && step > APART * pair[0].size && step <= 2.5 * pair[0].size {
            *steps.entry((step * 4.0).round() as i32).or_default() += 1;
        }
    }
    let most =
        steps.into_iter().filter(|(_, count)| *count >= 4).max_by_key(|(step, count)| (*count, -*step));
    most.map_or(0.0, |(step, _)| step as f32 / 4.0)
}

/// Lines that tell how wide a column is.
const TELLING: usize = 3;

/// Sets the edges of the columns anew that running lines had widened.
fn edges(leaf: &mut Leaf, taken: &[Running]) {
    for Running { line: gone, .. } in taken {
        let of = |item: &Item| match item {
            Item::Line(line) if line.stream == gone.stream => Some((line.x0, line.x1)),
            _ => None,
        };
        let rest = || leaf.items.iter().filter_map(of);
        if rest().count() < TELLING {
            continue;
        }
        let left = rest().map(|(x0, _)| x0).fold(f32::MAX, f32::min);
        let right = rest().map(|(_, x1)| x1).fold(f32::MIN, f32::max);
        for item in &mut leaf.items {
            if let Item::Line(line) = item
                && line.stream == gone.stream
            {
                line.left = if (line.left - gone.left).abs() < 0.01 { left } else { line.left };
                line.right = if (line.right - gone.right).abs() < 0.01 { right } else { line.right };
            }
        }
    }
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

/// True if this line stands at this height on other pages too, or one whose numbers count the pages, if it `may_count`. A bare number is
/// judged by its count.
fn comes_again(places: &[Place], line: &Line, (page, pages): (usize, usize), may_count: bool) -> bool {
    if ink(&line.text()) <= 6 && shape(line).contains('#') && line.text().chars().all(|c| !c.is_alphabetic())
    {
        return false;
    }
    let own = numbers(line);
    let counts = |place: &Place| {
        let by = place.page as i64 - page as i64;
        place.numbers.iter().zip(&own).all(|(other, own)| other == own || may_count && other - own == by)
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

/// A Roman number as pages have them.
fn roman(text: &str) -> Option<i64> {
    crate::roman::value(text).filter(|number| *number <= HIGHEST_ROMAN).map(i64::from)
}

/// By how much printed page numbers and the count of pages differ, with the pages that agree and where the numbers stand.
type Steady = HashMap<i64, Vec<(usize, f32)>>;

fn steady(leaves: &[Leaf]) -> Steady {
    let mut differences = Steady::new();
    for (page, leaf) in leaves.iter().enumerate() {
        let numbers: std::collections::BTreeMap<i64, f32> = [true, false]
            .iter()
            .flat_map(|head| ends(leaf, *head))
            .filter_map(|(_, line)| Some((number(line)?, line.base)))
            .collect();
        for (number, base) in numbers {
            differences.entry(number - page as i64).or_default().push((page, base));
        }
    }
    differences
}

fn is_number(line: &Line, page: usize, steady: &Steady) -> bool {
    let short = ink(&line.text()) <= 24;
    short
        && number(line)
            .is_some_and(|number| steady.get(&(number - page as i64)).is_some_and(|pages| pages.len() >= 2))
}

/// For heads, then for feet, by how much numbers that begin or end the outermost line and the count of pages differ, as in [`Steady`]:
/// the name of a chapter beside the page's number changes with the chapter.
fn carried(leaves: &[Leaf]) -> HashMap<bool, Steady> {
    let of = |head: bool| {
        let mut differences = Steady::new();
        for (page, leaf) in leaves.iter().enumerate() {
            let Some((_, line)) = ends(leaf, head).next() else { continue };
            for number in end_numbers(line) {
                differences.entry(number - page as i64).or_default().push((page, line.base));
            }
        }
        differences
    };
    HashMap::from([true, false].map(|head| (head, of(head))))
}

/// The numbers that begin and end a line.
fn end_numbers(line: &Line) -> Vec<i64> {
    let text = line.text();
    let number = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        bare.parse().ok().or_else(|| roman(bare))
    };
    let mut words = text.split_whitespace();
    let ends = [words.next(), words.next_back()];
    ends.into_iter().flatten().filter_map(number).collect()
}

/// True if a number that begins or ends a line counts the pages, as one does at the same height on a third of them.
fn carries_number(
    line: &Line,
    (head, page, pages): (bool, usize, usize),
    carried: &HashMap<bool, Steady>,
) -> bool {
    let Some(steady) = carried.get(&head) else { return false };
    end_numbers(line).into_iter().any(|number| {
        let others = steady.get(&(number - page as i64)).into_iter().flatten();
        let level = others.filter(|(other, base)| *other != page && (base - line.base).abs() <= 0.5);
        level.count() >= 3.max(pages / 3)
    })
}

/// True for a bare number that counts the pages where other pages have theirs, to a hair.
fn stands(line: &Line, page: usize, pages: usize, steady: &Steady) -> bool {
    let text = line.text();
    let Ok(number) = text.trim().parse::<i64>() else { return false };
    let others = steady.get(&(number - page as i64)).into_iter().flatten();
    let level = others.filter(|(other, base)| *other != page && (base - line.base).abs() <= 0.5);
    level.count() >= if pages >= 4 { 3 } else { 2 }
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
