//! Blocks set into the text, which runs around them: quotations pulled out, remarks, captions beside a picture.
//!
//! The lines beside such a block stand on one side of it, are drawn apart from it, and end (or begin) close to it; above
//! or below it, lines of the same text reach over it. The columns of a page and the cells of a table have no such line.

use super::leaf::{Item, Line};
use super::segments::Segment;

/// Lines of such a block, at least; lines beside it.
const FEWEST: usize = 3;
const FEWEST_BESIDE: usize = 2;
/// Its share of the page's text is at most so wide.
const NARROW: f32 = 0.45;
/// Its least width, in ems.
const WIDE: f32 = 6.0;
/// Lines of a block stand so far apart, in ems.
const STEP: (f32, f32) = (0.9, 1.9);
/// The text stands so far from it, in ems of the text.
const APART: (f32, f32) = (0.6, 4.0);
/// Lines that reach over it stand so near, in ems of the text.
const NEAR: f32 = 4.5;
/// So far out of the text's edge and into it, in ems, may they begin; so much of its width do they reach over.
const SET_OUT: f32 = 2.0;
const SET_IN: f32 = 6.0;
const OVER: f32 = 0.3;
/// Sizes differ by less than this share.
const ALIKE: f32 = 0.04;
/// Pages with more pieces of print are not looked at: each block is compared with each.
const MOST: usize = 3_000;

/// Takes blocks that are set into the text out of the segments of a page. A line is mostly one segment.
pub(super) fn take(list: &mut Vec<Segment>) -> Vec<Vec<Segment>> {
    if list.len() > MOST {
        return Vec::new();
    }
    let left = list.iter().map(|segment| segment.x0).fold(f32::MAX, f32::min);
    let right = list.iter().map(|segment| segment.x1).fold(f32::MIN, f32::max);
    let mut order: Vec<usize> = (0..list.len()).collect();
    order.sort_by_key(|at| list[*at].order);
    let blocks = order.chunk_by(|a, b| goes_on(&list[*a], &list[*b]));
    let insets: Vec<Vec<usize>> = blocks
        .filter(|block| block.len() >= FEWEST && is_inset(list, block, NARROW * (right - left)))
        .map(<[usize]>::to_vec)
        .collect();
    if insets.is_empty() {
        return Vec::new();
    }
    let mut rest: Vec<Option<Segment>> = std::mem::take(list).into_iter().map(Some).collect();
    let insets =
        insets.iter().map(|block| block.iter().filter_map(|at| rest[*at].take()).collect()).collect();
    list.extend(rest.into_iter().flatten());
    insets
}

/// Puts the lines of such a block before the first that stands beside it, and gives those beside it the room that they have.
pub(super) fn put(items: &mut Vec<Item>, inset: Vec<Line>) {
    let left = inset.iter().map(|line| line.x0).fold(f32::MAX, f32::min);
    let right = inset.iter().map(|line| line.x1).fold(f32::MIN, f32::max);
    let top = inset.iter().map(Line::top).fold(f32::MAX, f32::min);
    let bottom = inset.iter().map(|line| line.base + 0.25 * line.size).fold(f32::MIN, f32::max);
    let is_below = |item: &Item| matches!(item, Item::Line(line) if line.boxed.is_none() && line.base >= top);
    let at = items.iter().position(is_below).unwrap_or(items.len());
    give_room(items, (left, right), (top, bottom));
    items.splice(at..at, inset.into_iter().map(Item::Line));
}

/// So far below a block, in ems, does the text still run around the space under it.
const BEHIND: f32 = 1.5;

/// Gives the lines beside a block or a box, which the text runs around, the room that they have.
pub(super) fn give_room(items: &mut [Item], across: (f32, f32), down: (f32, f32)) {
    let (before, behind) = beside(items, across, down);
    let to = before.iter().map(|line| line.x1).fold(f32::MIN, f32::max);
    let from = behind.iter().map(|line| line.x0).fold(f32::MAX, f32::min);
    before.into_iter().for_each(|line| line.right = to);
    behind.into_iter().for_each(|line| line.left = from);
}

/// The same for lines on the left of a picture, if they are a paragraph: an address beside a sign is none.
pub(super) fn give_room_beside_picture(items: &mut [Item], across: (f32, f32), down: (f32, f32)) {
    let (before, _) = beside(items, across, down);
    let to = before.iter().map(|line| line.x1).fold(f32::MIN, f32::max);
    if is_full(&before, to) {
        before.into_iter().for_each(|line| line.right = to);
    }
}

/// The lines that stand before and behind what lies between two edges and two heights, and whose column goes on beside it.
fn beside(
    items: &mut [Item],
    (left, right): (f32, f32),
    (top, bottom): (f32, f32),
) -> (Vec<&mut Line>, Vec<&mut Line>) {
    let lines =
        items.iter_mut().filter_map(|item| if let Item::Line(line) = item { Some(line) } else { None });
    let is_beside = |line: &&mut Line| {
        line.boxed.is_none() && line.base >= top && line.top() <= bottom + BEHIND * line.size
    };
    // The lines of another column have all of it.
    let (mut before, mut behind) = (Vec::new(), Vec::new());
    for line in lines.filter(is_beside) {
        if line.x1 <= left && line.right > left {
            before.push(line);
        } else if line.x0 >= right && line.left < right {
            behind.push(line);
        }
    }
    (before, behind)
}

/// A right edge of lines that are set in is no nearer than this share of the column's width, unless they are a paragraph: items of a list may
/// all be short.
const OWN_EDGE: f32 = 0.6;
/// Lines end at one edge to so many points.
const FLUSH: f32 = 0.6;
/// So many lines tell that they are a paragraph by ending where the next word had no room.
const FEWEST_FULL: usize = 4;

/// Gives lines that are set in alike, or go on with small letters in a column of their own, a right edge of their own.
pub(super) fn alike_edges(items: &mut [Item]) {
    let alike = |item: &Item, next: &Item| match (item, next) {
        (Item::Line(line), Item::Line(next)) => {
            (next.x0 - line.x0).abs() <= 0.4 * line.size
                && (next.size - line.size).abs() <= ALIKE * line.size
                && next.stream == line.stream
        }
        _ => false,
    };
    for block in items.chunk_by_mut(alike) {
        let mut lines: Vec<&mut Line> = block
            .iter_mut()
            .filter_map(|item| if let Item::Line(line) = item { Some(line) } else { None })
            .collect();
        let Some(first) = lines.first().filter(|first| lines.len() >= 3 && !first.leftward) else { continue };
        let edge = lines.iter().map(|line| line.x1).fold(0.0, f32::max);
        let wide = edge - first.x0 >= OWN_EDGE * (first.right - first.left);
        let is_own = if first.x0 - first.left >= first.size {
            wide || is_paragraph(&lines, edge)
        } else {
            !wide && is_full(&lines, edge) && go_on(&lines)
        };
        if is_own {
            lines.iter_mut().for_each(|line| line.right = edge);
        }
    }
}

/// True if most lines behind the first begin with a small letter, as those that go on with a sentence do.
fn go_on(lines: &[&mut Line]) -> bool {
    let begins_small = |line: &&&mut Line| line.text().trim_start().starts_with(char::is_lowercase);
    2 * lines.iter().skip(1).filter(begins_small).count() >= lines.len() - 1
}

/// True if lines end at one edge as those of a paragraph do: some to a hair, or most where the next word had no room.
fn is_paragraph(lines: &[&mut Line], edge: f32) -> bool {
    let flush = lines.iter().filter(|line| edge - line.x1 <= FLUSH).count();
    flush >= 2 || is_full(lines, edge)
}

/// True if most lines end where the next word had no room.
fn is_full(lines: &[&mut Line], edge: f32) -> bool {
    let is_full = |pair: &&[&mut Line]| edge - pair[0].x1 <= pair[1].first_word + 0.8 * pair[0].size;
    let full = lines.windows(2).filter(is_full).count();
    lines.len() >= FEWEST_FULL && 4 * full >= 3 * (lines.len() - 1)
}

/// True if one line of a block is followed by another.
fn goes_on(line: &Segment, next: &Segment) -> bool {
    let step = (next.base - line.base) / line.size;
    let meets = next.x0 < line.x1 && line.x0 < next.x1;
    line.grid.is_none()
        && next.grid.is_none()
        && (STEP.0..STEP.1).contains(&step)
        && meets
        && alike(line, next)
}

fn alike(a: &Segment, b: &Segment) -> bool {
    (a.size - b.size).abs() <= ALIKE * a.size.max(b.size)
}

/// Edges of a block: left, top, right, bottom.
fn edges(list: &[Segment], block: &[usize]) -> (f32, f32, f32, f32) {
    block.iter().map(|at| &list[*at]).fold((f32::MAX, f32::MAX, f32::MIN, f32::MIN), |edges, line| {
        (edges.0.min(line.x0), edges.1.min(line.top()), edges.2.max(line.x1), edges.3.max(line.bottom()))
    })
}

fn is_inset(list: &[Segment], block: &[usize], widest: f32) -> bool {
    let (x0, top, x1, bottom) = edges(list, block);
    if !(WIDE * list[block[0]].size..=widest).contains(&(x1 - x0)) {
        return false;
    }
    let others = || list.iter().enumerate().filter(|(at, _)| !block.contains(at)).map(|(_, other)| other);
    let beside: Vec<&Segment> =
        others().filter(|other| other.top() < bottom && other.bottom() > top).collect();
    let Some(size) = usual(&beside) else { return false };
    let (least, most) = (APART.0 * size, APART.1 * size);
    let on_left = beside.iter().all(|other| other.x1 <= x0 - least);
    let on_right = beside.iter().all(|other| other.x0 >= x1 + least);
    let close = |other: &&&Segment| if on_left { x0 - other.x1 <= most } else { other.x0 - x1 <= most };
    if beside.len() < FEWEST_BESIDE
        || on_left == on_right
        || 2 * beside.iter().filter(close).count() < beside.len()
    {
        return false;
    }
    // What stands over and under it belongs to the text that runs around it.
    let edge = if on_left {
        beside.iter().map(|other| other.x0).fold(f32::MAX, f32::min)
    } else {
        beside.iter().map(|other| other.x1).fold(f32::MIN, f32::max)
    };
    let reaches = |other: &Segment| {
        if on_left {
            (-SET_OUT..=SET_IN).contains(&((other.x0 - edge) / size)) && other.x1 >= x0 + OVER * (x1 - x0)
        } else {
            (-SET_OUT..=SET_IN).contains(&((edge - other.x1) / size)) && other.x0 <= x1 - OVER * (x1 - x0)
        }
    };
    let meets = |other: &&Segment| other.x0 < x1 && other.x1 > x0;
    let above = others()
        .filter(|other| other.bottom() <= top + 1.0 && top - other.bottom() <= NEAR * size)
        .filter(meets)
        .max_by(|a, b| a.base.total_cmp(&b.base));
    let below = others()
        .filter(|other| other.top() >= bottom - 1.0 && other.top() - bottom <= NEAR * size)
        .filter(meets)
        .min_by(|a, b| a.base.total_cmp(&b.base));
    let is_text = |line: &Segment| (line.size - size).abs() <= ALIKE * size;
    let around = || [above, below].into_iter().flatten();
    // It fills the room that the text leaves; of two blocks side by side neither does.
    let fills = around().all(|other| {
        let left_over = if on_left { other.x1 - x1 } else { x0 - other.x0 };
        left_over <= x1 - x0
    });
    around().all(reaches) && around().any(is_text) && fills
}

/// The size of most lines.
fn usual(lines: &[&Segment]) -> Option<f32> {
    let mut sizes: Vec<f32> = lines.iter().map(|line| line.size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied()
}
