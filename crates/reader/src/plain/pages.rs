//! Pages of a plain text: form feeds, page markers, lone page numbers, and the heads and feet that repeat.

use super::lines::Line;
use crate::notes::words;
use probata_report::{BlockKind, PageStart};
use std::collections::HashMap;

/// What the pages of a text are, and which lines are no running text.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    /// Where pages begin and what they are called.
    pub starts: Vec<PageStart>,
    /// Lines (by index) that are running heads and feet.
    pub furniture: HashMap<usize, BlockKind>,
}

/// Lines that stand between two lone page numbers at least.
const BETWEEN: usize = 4;
/// A text with more pages than this is not cut into pages.
const MOST: usize = 200_000;
/// Pages on which a head must repeat.
const REPEATS: usize = 3;

/// Finds pages and their furniture.
pub(crate) fn pages(text: &str, lines: &[Line]) -> Pages {
    let mut pages = Pages::default();
    let fed = lines.iter().any(|line| line.after_feed);
    let markers: Vec<(usize, String)> = lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| marker(line.of(text)).map(|name| (index, name)))
        .collect();
    if markers.len() > MOST || lines.iter().filter(|line| line.after_feed).count() > MOST {
        return pages;
    }
    let firsts = if !markers.is_empty() {
        by_markers(text, lines, markers, &mut pages)
    } else if fed {
        by_feeds(text, lines, &mut pages)
    } else {
        by_numbers(text, lines, &mut pages)
    };
    repeated(text, lines, &firsts, &mut pages.furniture);
    pages
}

/// Pages as markers say them (`%%page 12%%`, `<!-- page 12 -->`), for formats without page furniture.
pub(crate) fn marked_pages(text: &str, lines: &[Line]) -> Vec<PageStart> {
    let marked =
        lines.iter().filter_map(|line| marker(line.of(text)).map(|name| (line.start as usize, name)));
    let mut starts: Vec<PageStart> = marked.collect();
    if starts.first().is_some_and(|(at, _)| *at > 0) {
        starts.insert(0, (0, String::new()));
    }
    starts
}

/// True for a line that is a page marker.
pub(crate) fn is_page_marker(line: &str) -> bool {
    marker(line).is_some()
}

/// `%%page 12%%`, `[page 12]`, `--- Page 12 ---`: the page that begins behind.
fn marker(line: &str) -> Option<String> {
    let first = *line.as_bytes().first()?;
    if line.len() > 40 || !matches!(first, b'%' | b'[' | b'-' | b'=' | b'<' | b'{') {
        return None;
    }
    let inside = line.trim_matches(|c: char| "%[]-=<>{}! ".contains(c));
    let rest = inside.strip_prefix("page").or(inside.strip_prefix("Page")).or(inside.strip_prefix("PAGE"))?;
    let name = rest.trim_start_matches([' ', ':', '-']).split_whitespace().next()?;
    let plain = name.chars().all(|c| c.is_ascii_digit() || "ivxlc".contains(c));
    (plain && (line.len() > inside.len())).then(|| name.to_owned())
}

fn by_markers(text: &str, lines: &[Line], markers: Vec<(usize, String)>, pages: &mut Pages) -> Vec<usize> {
    let mut firsts = Vec::new();
    if markers[0].0 > 0 {
        pages.starts.push((0, String::new()));
        firsts.push(0);
    }
    for (index, name) in markers {
        pages.furniture.insert(index, BlockKind::Header);
        let at = lines.get(index + 1).map_or(text.len(), |line| line.start as usize);
        if at > lines[index].start as usize {
            pages.starts.push((lines[index].start as usize, name));
            firsts.push(index + 1);
        }
    }
    firsts
}

fn by_feeds(text: &str, lines: &[Line], pages: &mut Pages) -> Vec<usize> {
    let mut firsts: Vec<usize> = vec![0];
    firsts.extend((1..lines.len()).filter(|index| lines[*index].after_feed));
    for (order, first) in firsts.iter().enumerate() {
        let next = firsts.get(order + 1).copied().unwrap_or(lines.len());
        let mut name = None;
        for (index, kind) in [(next - 1, BlockKind::Footer), (*first, BlockKind::Header)] {
            if name.is_none() && next - first > 1 {
                name = lone_number(lines[index].of(text))
                    .filter(|name| name.parse().is_ok_and(|n: u32| n < 5000));
                if name.is_some() {
                    pages.furniture.insert(index, kind);
                }
            }
        }
        let start = if order == 0 { 0 } else { lines[*first].start as usize };
        pages.starts.push((start, name.unwrap_or_else(|| (order + 1).to_string())));
    }
    firsts
}

/// Pages by lone numbers that rise through the text; each is taken as the foot of its page.
fn by_numbers(text: &str, lines: &[Line], pages: &mut Pages) -> Vec<usize> {
    let alone = |index: usize| {
        let next = lines.get(index + 1);
        lines[index].after_blank || next.is_none_or(|next| next.after_blank)
    };
    let numbers: Vec<(usize, u32)> = (0..lines.len())
        .filter(|index| alone(*index))
        .filter_map(|index| Some((index, lone_number(lines[index].of(text))?.parse().ok()?)))
        .collect();
    let chain = rising(&numbers);
    if chain.len() < 3 {
        return Vec::new();
    }
    let mut firsts = vec![0];
    let mut start = 0;
    for (index, value) in &chain {
        pages.furniture.insert(*index, BlockKind::Footer);
        pages.starts.push((start, value.to_string()));
        start = lines.get(index + 1).map_or(text.len(), |line| line.start as usize);
        firsts.push(index + 1);
    }
    if start < text.len() {
        let last = chain.last().map_or(0, |(_, value)| value + 1);
        pages.starts.push((start, last.to_string()));
    }
    firsts.retain(|first| *first < lines.len());
    firsts
}

/// The longest run of numbers that rises by one to three at a time, a page's lines apart.
fn rising(numbers: &[(usize, u32)]) -> Vec<(usize, u32)> {
    let mut ends: HashMap<u32, usize> = HashMap::new();
    let mut nodes: Vec<(usize, Option<usize>)> = Vec::with_capacity(numbers.len());
    let mut best = None;
    for (order, (line, value)) in numbers.iter().enumerate() {
        let before = (1..=3u32)
            .filter_map(|by| value.checked_sub(by).and_then(|v| ends.get(&v)).copied())
            .filter(|before| numbers[*before].0 + BETWEEN <= *line)
            .max_by_key(|before| nodes[*before].0);
        let length = before.map_or(1, |before| nodes[before].0 + 1);
        nodes.push((length, before));
        if ends.get(value).is_none_or(|other| nodes[*other].0 < length) {
            ends.insert(*value, order);
        }
        if best.is_none_or(|best: usize| nodes[best].0 < length) {
            best = Some(order);
        }
    }
    let mut chain = Vec::new();
    while let Some(order) = best {
        chain.push(numbers[order]);
        best = nodes[order].1;
    }
    chain.reverse();
    chain
}

/// What may stand around a page number.
const FRAME: [char; 8] = [' ', '-', '–', '—', '|', '[', ']', '~'];

/// A line that is only a page number: `12`, `- 12 -`, `Page 12`, `Page 12 of 40`, `12 | Page`.
fn lone_number(line: &str) -> Option<String> {
    if line.len() > 24 {
        return None;
    }
    let lower = line.to_lowercase();
    let inside = lower.trim_matches(FRAME);
    let inside = inside.strip_prefix("page").or(inside.strip_suffix("page")).unwrap_or(inside);
    let inside = inside.trim_matches(FRAME);
    let number = inside.split(" of ").next().unwrap_or(inside);
    let is_number = !number.is_empty() && number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit());
    (is_number && !line.ends_with([')', ':', '%'])).then(|| number.trim_start_matches('0').to_owned())
}

/// Lines at the top and bottom of pages that stand there on several pages, their numbers aside.
fn repeated(text: &str, lines: &[Line], firsts: &[usize], furniture: &mut HashMap<usize, BlockKind>) {
    let mut places: HashMap<String, Vec<(usize, BlockKind)>> = HashMap::new();
    for (order, first) in firsts.iter().enumerate() {
        let next = firsts.get(order + 1).copied().unwrap_or(lines.len());
        let body: Vec<usize> = edge(*first..next, furniture);
        let mut back: Vec<usize> = edge((*first..next).rev(), furniture);
        back.retain(|index| !body.contains(index));
        let tops = body.into_iter().map(|index| (index, BlockKind::Header));
        for (index, kind) in tops.chain(back.into_iter().map(|index| (index, BlockKind::Footer))) {
            let line = lines[index].of(text);
            let key: String = line.chars().filter(|c| c.is_alphabetic()).take(60).collect();
            if line.len() <= 120 && key.len() >= 4 && !words().reads_like_note(line) {
                places.entry(format!("{kind:?}{}", key.to_lowercase())).or_default().push((index, kind));
            }
        }
    }
    let few = (firsts.len() / 20).max(REPEATS);
    furniture.extend(places.into_values().filter(|places| places.len() >= few).flatten());
}

/// The first two lines that are not furniture yet.
fn edge(range: impl Iterator<Item = usize>, furniture: &HashMap<usize, BlockKind>) -> Vec<usize> {
    range.filter(|index| !furniture.contains_key(index)).take(2).collect()
}
