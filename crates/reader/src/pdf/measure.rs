//! What is usual in a document: the size of its print, the distance of its lines.

use super::leaf::{Item, Leaf, Line};
use std::collections::HashMap;

/// Usual sizes of a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    /// Size of most print.
    pub body: f32,
    /// Distance of lines of that size.
    pub leading: f32,
    /// True if most print is thick.
    pub bold: bool,
    /// True if the first lines of paragraphs are set in.
    pub indents: bool,
}

/// Lines of all pages, those in tables left out.
pub(super) fn lines(leaves: &[Leaf]) -> impl Iterator<Item = &Line> {
    leaves.iter().flat_map(|leaf| &leaf.items).filter_map(|item| match item {
        Item::Line(line) => Some(line),
        Item::Table(_) => None,
    })
}

/// Letters of a document that has next to nothing outside of tables.
const FEW: usize = 400;

/// Measures a document.
pub(super) fn measure(leaves: &[Leaf]) -> Measure {
    let mut sizes: HashMap<i32, usize> = HashMap::new();
    let (mut all, mut bold) = (0, 0);
    for line in lines(leaves) {
        // Notes may be more than the text that calls them; they stand below.
        let high = leaves.get(line.page).is_some_and(|leaf| line.base < 0.55 * leaf.height);
        *sizes.entry((line.size * 4.0).round() as i32).or_default() +=
            if high { 8 * line.all } else { line.all };
        (all, bold) = (all + line.all, bold + line.bold);
    }
    // Where next to nothing stands outside of tables, that may be titles alone.
    let cells = || {
        let tables = leaves.iter().flat_map(|leaf| &leaf.items).filter_map(|item| match item {
            Item::Table(cells) => Some(cells),
            Item::Line(_) => None,
        });
        tables.flat_map(|cells| cells.values().flatten())
    };
    if all < FEW && cells().map(|line| line.all).sum::<usize>() > all {
        for line in cells() {
            *sizes.entry((line.size * 4.0).round() as i32).or_default() += 8 * line.all;
        }
    }
    let most = sizes.into_iter().max_by_key(|(size, count)| (*count, *size));
    let body = most.map_or(11.0, |(size, _)| size as f32 / 4.0).max(0.5);
    let (leading, indents) = spacing(leaves, body);
    Measure { body, leading, bold: bold * 2 > all, indents }
}

/// The distance of lines, and whether first lines are set in.
///
/// Only a full line goes on in the next for certain. Where most paragraphs have one line, the commonest step of all is
/// that between paragraphs; so steps below full lines are asked first.
fn spacing(leaves: &[Leaf], body: f32) -> (f32, bool) {
    let (mut steps, mut full): (HashMap<i32, usize>, HashMap<i32, usize>) = Default::default();
    let (mut inset, mut wide) = (0, 0);
    let mut last: Option<&Line> = None;
    for line in lines(leaves) {
        let same = |size: f32| (size - body).abs() <= 0.3;
        if let Some(last) = last.filter(|last| {
            (last.page, last.stream) == (line.page, line.stream) && same(last.size) && same(line.size)
        }) {
            let step = line.base - last.base;
            if step > 0.5 * body && step < 3.0 * body {
                let quarter = (step * 4.0).round() as i32;
                *steps.entry(quarter).or_default() += 1;
                if !last.is_short_before(line) {
                    *full.entry(quarter).or_default() += 1;
                }
                let deep = line.inset();
                let flush = last.inset() <= 0.3 * body;
                inset += usize::from(flush && deep >= 0.8 * body && deep <= 4.0 * body && step < 1.6 * body);
                wide += usize::from(step > 1.6 * body);
            }
        }
        last = Some(line);
    }
    let most = |steps: HashMap<i32, usize>| steps.into_iter().max_by_key(|(step, count)| (*count, -*step));
    let most = most(full).or_else(|| most(steps));
    (most.map_or(1.2 * body, |(step, _)| step as f32 / 4.0), inset > wide)
}
