//! Lines of a narrow column that are stretched to its width: words so far apart that they look like the cells of a table.
//!
//! All gaps of such a line are as wide, and a line of the same paragraph below it runs on under one of them. The cells of a
//! table leave their columns' gaps free.

use super::segments::Segment;
use super::sheet::Sheet;
use super::words::words;

/// Words of a line that tell by their gaps, at least.
const FEWEST: usize = 3;
/// Gaps differ by less than this, in ems.
const ALIKE: f32 = 0.08;
/// No gap of a stretched line is wider, in ems.
const WIDEST: f32 = 12.0;
/// The next line stands so far below, in ems, and begins so near to the line's own beginning.
const BELOW: f32 = 2.0;
const INDENT: f32 = 2.5;
/// Pages with more pieces of print are not looked at.
const MOST: usize = 20_000;

/// Joins the words of each stretched line to one segment. The segments keep their order.
pub(super) fn join(sheet: &Sheet, list: Vec<Segment>) -> Vec<Segment> {
    let lines = lines(sheet, &list);
    if lines.is_empty() {
        return list;
    }
    let mut list: Vec<Option<Segment>> = list.into_iter().map(Some).collect();
    for line in lines {
        let mut words = line.iter().filter_map(|at| list[*at].take());
        let Some(mut whole) = words.next() else { continue };
        for word in words {
            whole.x1 = word.x1;
            whole.order = whole.order.min(word.order);
            whole.artifact &= word.artifact;
            if word.size > whole.size {
                (whole.size, whole.base) = (word.size, word.base);
            }
            whole.letters.extend(word.letters);
        }
        list[line[0]] = Some(whole);
    }
    let mut list: Vec<Segment> = list.into_iter().flatten().collect();
    list.sort_by_key(|segment| segment.order);
    list
}

/// The words of each stretched line, from left to right.
fn lines(sheet: &Sheet, list: &[Segment]) -> Vec<Vec<usize>> {
    if list.len() > MOST {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..list.len()).collect();
    order.sort_by(|a, b| list[*a].base.total_cmp(&list[*b].base).then(list[*a].x0.total_cmp(&list[*b].x0)));
    let mut found = Vec::new();
    let rows = order.chunk_by(|a, b| list[*a].level_with(&list[*b]));
    let mut below = 0;
    for row in rows {
        below += row.len();
        if row.len() < FEWEST {
            continue;
        }
        let mut row = row.to_vec();
        row.sort_by(|a, b| list[*a].x0.total_cmp(&list[*b].x0));
        let gap = |at: usize| list[row[at + 1]].x0 - list[row[at]].x1;
        let mut from = 0;
        while from + FEWEST <= row.len() {
            let first = gap(from);
            let em = list[row[from]].size;
            let alike = |at: &usize| (gap(*at) - first).abs() <= ALIKE * em;
            let to = (from..row.len() - 1).take_while(alike).last().map_or(from, |at| at + 1);
            let words = &row[from..=to];
            if words.len() >= FEWEST
                && first <= WIDEST * em
                && runs_on(list, words, &order[below..])
                && words.iter().all(|at| is_word(sheet, &list[*at]))
                && !are_numbers(sheet, list, words)
            {
                found.push(words.to_vec());
            }
            from = to.max(from + 1);
        }
    }
    found
}

/// True if a line that begins below the first of the words has print under a gap between them. `below`: what stands further down, in order.
fn runs_on(list: &[Segment], words: &[usize], below: &[usize]) -> bool {
    let (first, last) = (&list[words[0]], &list[words[words.len() - 1]]);
    let near =
        below.iter().map(|at| &list[*at]).take_while(|next| next.base - first.base <= BELOW * first.size);
    let next: Vec<&Segment> = near
        .filter(|next| next.x0 >= first.x0 - INDENT * first.size && next.x1 <= last.x1 + 0.5 * last.size)
        .collect();
    let begins = next.iter().any(|next| (next.x0 - first.x0).abs() <= INDENT * first.size);
    let under = |pair: &[usize]| {
        let middle = f32::midpoint(list[pair[0]].x1, list[pair[1]].x0);
        next.iter().any(|next| next.x0 < middle && middle < next.x1)
    };
    begins && words.windows(2).any(under)
}

/// True if a segment is one word.
fn is_word(sheet: &Sheet, segment: &Segment) -> bool {
    words(sheet, segment, false).runs.iter().all(|run| !run.text.trim().contains(' '))
}

/// True if more than half have digits: figures of a table are as wide as each other, so that the gaps between them are.
fn are_numbers(sheet: &Sheet, list: &[Segment], words: &[usize]) -> bool {
    let has_digit = |at: &&usize| list[**at].said(sheet).contains(char::is_numeric);
    2 * words.iter().filter(has_digit).count() > words.len()
}
