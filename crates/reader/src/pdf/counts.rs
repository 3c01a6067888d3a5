//! Numbers of lines in the margin, as pleadings, transcripts and drafts have them: no part of the text.

use super::segments::Segment;
use super::sheet::Sheet;

/// Every line is numbered, every fifth or every tenth. What rises otherwise may be hours, years or pages, and counts lines only where many
/// such numbers stand beside lines that begin within a sentence.
const STEPS: [u32; 3] = [1, 5, 10];
const OTHER_STEPS: std::ops::RangeInclusive<u32> = 2..=4;
const FEWEST_OTHER: usize = 6;
/// So many numbers in a row count lines, one by one or in steps.
const FEWEST: usize = 5;
const FEWEST_STEPS: usize = 3;
/// Numbers on a page of paper that has them printed in its margin.
const PAPER: usize = 20;
/// Numbers of a count that may be missing, where one was not read.
const HOLE: u32 = 2;
/// Pages with more numbers, or more pieces of print, are not looked at: each is compared with each.
const MOST: usize = 2_000;
const MOST_SEGMENTS: usize = 20_000;
/// Numbers of more digits are years or the like, unless they stand where lines of other pages are numbered.
const DIGITS: usize = 3;
const MORE_DIGITS: usize = 5;
/// Numbers of a column end or begin so near to each other, in points.
const ALIGNED: f32 = 1.5;
/// The lines of a number and of the text beside it differ by less, in ems.
const LEVEL: f32 = 0.06;
/// Numbers of lines stand along so much of the page's height.
const ALONG: f32 = 0.12;
/// A number stands so far from its line, in ems.
const APART: f32 = 0.4;
/// Lines of print stand further apart than this, in ems of the numbers.
const LINE: f32 = 0.4;
/// So many lines, and every fourth, go on in the next where text runs.
const WITHIN: usize = 3;
/// Margins of one document that are remembered.
const MOST_MARGINS: usize = 16;

/// Where the lines of a page are numbered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Margin {
    /// Beside the left ends of the lines.
    left: bool,
    /// The numbers share their right ends.
    by_right: bool,
    /// Where their shared end is, in points from the left.
    at: f32,
    /// By how much the numbers rise: every line is numbered, or every fifth or tenth.
    step: u32,
    /// The number that goes on behind the last one.
    next: Option<u32>,
    /// Each page counts anew.
    anew: bool,
}

/// Numbers that were taken out of a page, and where.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub taken: Vec<Segment>,
    pub margins: Vec<Margin>,
    /// Where numbers stand that may count lines, but are too few to tell by themselves.
    pub doubtful: Vec<Margin>,
}

/// The margins in which lines are numbered on some pages of a document, if others have too few numbers there to tell.
pub(super) fn known<'l>(pages: impl Iterator<Item = (&'l [Margin], &'l [Margin])> + Clone) -> Vec<Margin> {
    let mut known: Vec<Margin> = Vec::new();
    for margin in pages.clone().flat_map(|(found, _)| found) {
        if let Some(other) = known.iter_mut().find(|other| other.is_like(margin)) {
            other.anew &= margin.anew;
        } else if known.len() < MOST_MARGINS {
            known.push(Margin { next: None, ..*margin });
        }
    }
    let untold =
        pages.flat_map(|(_, doubtful)| doubtful).any(|one| known.iter().any(|other| other.is_like(one)));
    if untold { known } else { Vec::new() }
}

/// Keeps where the count of a page's lines ended, so that the next page may go on.
pub(super) fn follow(known: &mut [Margin], page: &[Margin]) {
    for margin in known {
        margin.next = page.iter().find(|other| other.is_like(margin)).map_or(margin.next, |other| other.next);
    }
}

/// Takes the numbers of lines out of the segments of a page. `known`: margins in which other pages have such numbers.
pub(super) fn take(sheet: &Sheet, list: &mut Vec<Segment>, known: &[Margin]) -> Counts {
    let digits = if known.is_empty() { DIGITS } else { MORE_DIGITS };
    let numbers: Vec<(usize, u32)> = list
        .iter()
        .enumerate()
        .filter_map(|(at, segment)| Some((at, number(sheet, segment, digits)?)))
        .collect();
    let mut counts = Counts::default();
    if !(1..=MOST).contains(&numbers.len()) || list.len() > MOST_SEGMENTS {
        return counts;
    }
    let mut taken: Vec<usize> = Vec::new();
    for left in [true, false] {
        let outermost: Vec<(usize, u32)> =
            numbers.iter().copied().filter(|(at, _)| is_outermost(list, *at, left)).collect();
        for by_right in [true, false] {
            let edge = if by_right { Segment::right } else { Segment::left };
            let mut column = widest_column(list, &outermost, edge);
            column.sort_by(|a, b| list[a.0].base.total_cmp(&list[b.0].base));
            let Some(((at, _), step)) = column.first().copied().zip(step(&column)) else { continue };
            let mut margin = Margin { left, by_right, at: edge(&list[at]), step, next: None, anew: false };
            let tells = |run: &[(usize, u32)]| {
                let fewest = match step {
                    1 => FEWEST,
                    _ if STEPS.contains(&step) => FEWEST_STEPS,
                    _ => FEWEST_OTHER,
                };
                run.len() >= fewest
                    && (STEPS.contains(&step)
                        || OTHER_STEPS.contains(&step) && begin_within(sheet, list, run, left))
                    && is_along(sheet, list, run)
                    && beside_text(sheet, list, run, margin)
            };
            let found = counted(&column, step, tells);
            let all = with_others(list, &outermost, &found, step);
            if let Some((_, last)) = all.last() {
                margin.next = last.checked_add(step);
                margin.anew = all.iter().any(|(_, number)| *number == step);
                taken.extend(all.iter().map(|(at, _)| *at));
                counts.margins.push(margin);
                break;
            }
            counts.doubtful.push(margin);
        }
        for margin in known.iter().filter(|margin| margin.left == left) {
            let fits = |(at, _): &&(usize, u32)| {
                (margin.edge(&list[*at]) - margin.at).abs() <= ALIGNED && line(list, *at, left).is_some()
            };
            let mut column: Vec<(usize, u32)> = outermost.iter().filter(fits).copied().collect();
            column.sort_by(|a, b| list[a.0].base.total_cmp(&list[b.0].base));
            let goes_on = |run: &[(usize, u32)]| {
                let behind = margin.next.and_then(|next| run[0].1.checked_sub(next));
                behind.is_some_and(|by| by.is_multiple_of(margin.step) && by <= HOLE * margin.step)
                    || margin.anew && run[0].1 == margin.step
            };
            let found = counted(&column, margin.step, goes_on);
            let all = with_others(list, &outermost, &found, margin.step);
            let is_new = !counts.margins.iter().any(|one| one.left == left);
            if let Some((_, last)) = all.last().filter(|_| is_new) {
                taken.extend(all.iter().map(|(at, _)| *at));
                counts.margins.push(Margin { next: last.checked_add(margin.step), ..*margin });
            }
        }
    }
    taken.sort_unstable();
    taken.dedup();
    counts.taken = taken.into_iter().rev().map(|at| list.remove(at)).collect();
    counts.taken.reverse();
    counts
}

impl Margin {
    fn edge(&self, segment: &Segment) -> f32 {
        if self.by_right { segment.x1 } else { segment.x0 }
    }

    fn is_like(&self, other: &Margin) -> bool {
        (self.left, self.by_right) == (other.left, other.by_right) && (self.at - other.at).abs() <= ALIGNED
    }
}

impl Segment {
    fn left(&self) -> f32 {
        self.x0
    }

    fn right(&self) -> f32 {
        self.x1
    }
}

fn number(sheet: &Sheet, segment: &Segment, digits: usize) -> Option<u32> {
    if segment.grid.is_some() || segment.letters.len() > digits + 2 {
        return None;
    }
    let text = segment.said(sheet);
    let text = text.trim();
    (text.len() <= digits && text.bytes().all(|byte| byte.is_ascii_digit()))
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

/// By how much the numbers of a column rise: the middle one of their differences.
fn step(column: &[(usize, u32)]) -> Option<u32> {
    let mut steps: Vec<u32> = column.windows(2).map(|pair| pair[1].1.saturating_sub(pair[0].1)).collect();
    steps.sort_unstable();
    (!column.is_empty()).then(|| steps.get(steps.len() / 2).map_or(1, |step| (*step).max(1)))
}

/// The stretches of a column that count, one by one or in equal steps.
fn runs(column: &[(usize, u32)], step: u32) -> impl Iterator<Item = &[(usize, u32)]> {
    column.chunk_by(move |a, b| a.1 + step == b.1)
}

/// The numbers of a column that count lines: the runs that tell it by themselves, and with them those that go on behind a hole or begin
/// anew, as where notes are numbered too.
fn counted(column: &[(usize, u32)], step: u32, tells: impl Fn(&[(usize, u32)]) -> bool) -> Vec<(usize, u32)> {
    let runs: Vec<&[(usize, u32)]> = runs(column, step).collect();
    let told: Vec<bool> = runs.iter().map(|run| tells(run)).collect();
    if !told.contains(&true) {
        return Vec::new();
    }
    let mut found: Vec<(usize, u32)> = Vec::new();
    let mut goes_on = true;
    for (run, told) in runs.iter().zip(told) {
        let ((_, begin), before) = (run[0], found.last().map(|(_, last)| *last));
        let near = before.is_some_and(|last| (1..=step * (HOLE + 1)).contains(&begin.saturating_sub(last)));
        let near = near && goes_on && (begin - before.unwrap_or(0)).is_multiple_of(step);
        goes_on = told || near || begin == step;
        if goes_on {
            found.extend(*run);
        }
    }
    found
}

/// The numbers, and those above and below that go on counting but share another end, as 9 and 10 may.
fn with_others(
    list: &[Segment],
    numbers: &[(usize, u32)],
    found: &[(usize, u32)],
    step: u32,
) -> Vec<(usize, u32)> {
    let mut all: std::collections::VecDeque<(usize, u32)> = found.iter().copied().collect();
    let goes_on = |upper: (usize, u32), lower: (usize, u32)| {
        let (above, below) = (&list[upper.0], &list[lower.0]);
        upper.1.checked_add(step) == Some(lower.1)
            && above.base < below.base
            && above.x0 < below.x1
            && below.x0 < above.x1
    };
    let base = |number: &&(usize, u32)| list[number.0].base;
    let is_nearer = |a: &&(usize, u32), b: &&(usize, u32)| base(a).total_cmp(&base(b));
    while let Some(first) = all.front().copied()
        && let Some(before) = numbers.iter().filter(|other| goes_on(**other, first)).max_by(is_nearer)
    {
        all.push_front(*before);
    }
    while let Some(last) = all.back().copied()
        && let Some(behind) = numbers.iter().filter(|other| goes_on(last, **other)).min_by(is_nearer)
    {
        all.push_back(*behind);
    }
    all.into()
}

/// True if so many numbers stand along so much of the page that they count its lines.
fn is_along(sheet: &Sheet, list: &[Segment], run: &[(usize, u32)]) -> bool {
    let (Some((first, _)), Some((last, _))) = (run.first(), run.last()) else { return false };
    list[*last].base - list[*first].base >= ALONG * sheet.height
}

/// True if running text stands beside the numbers. Where every line has one: lines of which some begin within a sentence, where the one
/// above had no room; items of a list and rows of a table do not. Where some have one: as many lines as it says from one to the next.
fn beside_text(sheet: &Sheet, list: &[Segment], run: &[(usize, u32)], margin: Margin) -> bool {
    let lines: Vec<(&Segment, f32)> = run.iter().filter_map(|(at, _)| line(list, *at, margin.left)).collect();
    if 2 * lines.len() < run.len() {
        return false;
    }
    let numbers: Vec<&Segment> = run.iter().map(|(at, _)| &list[*at]).collect();
    let count_lines = |counts: &dyn Fn(usize) -> bool| {
        numbers.windows(2).filter(|pair| counts(between(list, pair[0], pair[1], margin.left))).count()
    };
    if margin.step > 1 {
        return 3 * count_lines(&|lines| lines == margin.step as usize) >= 2 * (numbers.len() - 1);
    }
    // A quotation may have two lines where the text has one, and all of the text where the paper is numbered and not the lines.
    if run.len() < PAPER && 2 * count_lines(&|lines| lines <= 1) < numbers.len() - 1 {
        return false;
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
    lines.len() >= FEWEST && within >= WITHIN.max(lines.len() / 4)
}

/// True if half of the numbers stand beside lines that begin with a small letter.
fn begin_within(sheet: &Sheet, list: &[Segment], run: &[(usize, u32)], left: bool) -> bool {
    let begins = |at: usize| line(list, at, left).map(|(first, _)| first.said(sheet));
    let is_within = |(at, _): &&(usize, u32)| {
        begins(*at).is_some_and(|said| said.trim_start().starts_with(char::is_lowercase))
    };
    2 * run.iter().filter(is_within).count() >= run.len()
}

/// The line beside a number, if it stands apart from it: the segment next to it, and where its row ends.
fn line(list: &[Segment], at: usize, left: bool) -> Option<(&Segment, f32)> {
    let number = &list[at];
    let row = || list.iter().enumerate().filter(|(other, segment)| *other != at && is_level(segment, number));
    let by_start = |a: &(usize, &Segment), b: &(usize, &Segment)| a.1.x0.total_cmp(&b.1.x0);
    let (_, next) = if left { row().min_by(by_start) } else { row().max_by(by_start) }?;
    let end = row().map(|(_, segment)| segment.x1).fold(f32::MIN, f32::max);
    let gap = if left { next.x0 - number.x1 } else { number.x0 - end };
    (gap >= APART * next.size).then_some((next, end))
}

/// How many lines of print stand below the line of one number, down to that of the next, in the column that it stands beside.
fn between(list: &[Segment], from: &Segment, to: &Segment, left: bool) -> usize {
    let beside = |segment: &&Segment| if left { segment.x0 > from.x1 } else { segment.x1 < from.x0 };
    let gap = |segment: &Segment| if left { segment.x0 - from.x1 } else { from.x0 - segment.x1 };
    let level = list.iter().filter(beside).filter(|segment| is_level(segment, from));
    let nearest = level.min_by(|a, b| gap(a).total_cmp(&gap(b)));
    let in_column =
        |segment: &&Segment| nearest.is_none_or(|nearest| segment.x0 < nearest.x1 && nearest.x0 < segment.x1);
    let lines = list.iter().filter(beside).filter(in_column);
    let mut bases: Vec<f32> = lines.map(|segment| segment.base).collect();
    bases.retain(|base| (from.base + LINE * from.size..to.base + LINE * to.size).contains(base));
    bases.sort_by(f32::total_cmp);
    bases.chunk_by(|a, b| b - a <= LINE * from.size).count()
}
