//! Numbers of lines in the margin, as pleadings, transcripts and drafts have them: no part of the text.

use super::segments::Segment;
use super::sheet::Sheet;

/// So many numbers in a row count lines.
const FEWEST: usize = 5;
/// Pages with more numbers, or more pieces of print, are not looked at: each is compared with each.
const MOST: usize = 2_000;
const MOST_SEGMENTS: usize = 20_000;
/// Numbers of more digits are years or the like.
const DIGITS: usize = 3;
/// Numbers of a column end or begin so near to each other, in points.
const ALIGNED: f32 = 1.5;
/// The lines of a number and of the text beside it differ by less, in ems.
const LEVEL: f32 = 0.06;
/// Numbers of lines stand along so much of the page's height.
const ALONG: f32 = 0.12;
/// A number stands so far from its line, in ems.
const APART: f32 = 0.4;
/// So many lines, and every fourth, go on in the next where text runs.
const WITHIN: usize = 3;

/// Takes the numbers of lines out of the segments of a page and gives them.
pub(super) fn take(sheet: &Sheet, list: &mut Vec<Segment>) -> Vec<Segment> {
    let numbers: Vec<(usize, u32)> =
        list.iter().enumerate().filter_map(|(at, segment)| Some((at, number(sheet, segment)?))).collect();
    if !(FEWEST..=MOST).contains(&numbers.len()) || list.len() > MOST_SEGMENTS {
        return Vec::new();
    }
    let mut taken: Vec<usize> = Vec::new();
    for left in [true, false] {
        let outermost: Vec<(usize, u32)> =
            numbers.iter().copied().filter(|(at, _)| is_outermost(list, *at, left)).collect();
        for edge in [Segment::right, Segment::left] {
            let mut column = widest_column(list, &outermost, edge);
            column.sort_by(|a, b| list[a.0].base.total_cmp(&list[b.0].base));
            // Where notes are numbered too, their lines are counted anew.
            if runs(&column).any(|run| is_along(sheet, list, run) && beside_text(sheet, list, run, left)) {
                taken.extend(column.iter().map(|(at, _)| *at));
                break;
            }
        }
    }
    taken.sort_unstable();
    taken.dedup();
    let mut out: Vec<Segment> = taken.into_iter().rev().map(|at| list.remove(at)).collect();
    out.reverse();
    out
}

impl Segment {
    fn left(&self) -> f32 {
        self.x0
    }

    fn right(&self) -> f32 {
        self.x1
    }
}

fn number(sheet: &Sheet, segment: &Segment) -> Option<u32> {
    if segment.artifact || segment.grid.is_some() || segment.letters.len() > DIGITS + 2 {
        return None;
    }
    let text = segment.said(sheet);
    let text = text.trim();
    (text.len() <= DIGITS && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// True if the two stand on one line of print. The number of a note is raised.
fn is_level(a: &Segment, b: &Segment) -> bool {
    (a.base - b.base).abs() <= LEVEL * a.size.max(b.size)
}

/// True if nothing in its row stands further out on that side.
fn is_outermost(list: &[Segment], at: usize, left: bool) -> bool {
    let number = &list[at];
    !list.iter().enumerate().any(|(other, segment)| {
        let outer = if left { segment.x0 < number.x0 } else { segment.x1 > number.x1 };
        other != at && outer && is_level(segment, number)
    })
}

/// The numbers that share an edge with the most others.
fn widest_column(
    list: &[Segment],
    numbers: &[(usize, u32)],
    edge: impl Fn(&Segment) -> f32,
) -> Vec<(usize, u32)> {
    let beside = |at: usize| {
        let near = |other: &&(usize, u32)| (edge(&list[other.0]) - edge(&list[at])).abs() <= ALIGNED;
        numbers.iter().filter(near).copied().collect::<Vec<_>>()
    };
    numbers.iter().map(|(at, _)| beside(*at)).max_by_key(Vec::len).unwrap_or_default()
}

/// The stretches of a column that count, one by one or in equal steps.
fn runs(column: &[(usize, u32)]) -> impl Iterator<Item = &[(usize, u32)]> {
    let step = match column {
        [(_, first), (_, second), ..] => second.saturating_sub(*first).max(1),
        _ => 1,
    };
    column.chunk_by(move |a, b| a.1 + step == b.1)
}

/// True if so many numbers stand along so much of the page that they count its lines.
fn is_along(sheet: &Sheet, list: &[Segment], run: &[(usize, u32)]) -> bool {
    let (Some((first, _)), Some((last, _))) = (run.first(), run.last()) else { return false };
    run.len() >= FEWEST && list[*last].base - list[*first].base >= ALONG * sheet.height
}

/// True if running text stands beside the numbers: lines of which some begin within a sentence, where the one above had no room. Items
/// of a list and rows of a table do not.
fn beside_text(sheet: &Sheet, list: &[Segment], column: &[(usize, u32)], left: bool) -> bool {
    let mut lines = Vec::new();
    for (at, _) in column {
        let number = &list[*at];
        let row =
            || list.iter().enumerate().filter(|(other, segment)| other != at && is_level(segment, number));
        let Some((_, first)) = row().min_by(|a, b| a.1.x0.total_cmp(&b.1.x0)) else { continue };
        let end = row().map(|(_, segment)| segment.x1).fold(f32::MIN, f32::max);
        let gap = if left { first.x0 - number.x1 } else { number.x0 - end };
        if gap >= APART * first.size {
            lines.push((first, end));
        }
    }
    let far = lines.iter().map(|(_, end)| *end).fold(f32::MIN, f32::max);
    // A line goes on in the next where its first word, half an em a letter, had found no room.
    let goes_on = |pair: &[(&Segment, f32)]| {
        let ((_, end), (next, _)) = (pair[0], pair[1]);
        let said = next.said(sheet);
        let word = said.split_whitespace().next().unwrap_or("");
        let room = (word.chars().count() as f32 * 0.5 + 1.0) * next.size;
        far - end <= room && word.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_uppercase())
    };
    let within = lines.windows(2).filter(|pair| goes_on(pair)).count();
    2 * lines.len() >= column.len() && lines.len() >= FEWEST && within >= WITHIN.max(lines.len() / 4)
}
