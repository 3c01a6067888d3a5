//! Tables and boxes drawn with lines.
//!
//! Incomplete: a grid of more than some thousand lines is taken for a drawing, and its text is read as text.

use super::segments::Segment;
use super::sheet::Rule;

/// Lines this near are one, and lines this near touch, in points.
const NEAR: f32 = 3.0;
/// Crossings that are looked at.
const MOST_PAIRS: usize = 2_000_000;
/// Cells of a grid.
const MOST_CELLS: usize = 20_000;

/// A grid of lines: a table, or a box if it has one cell.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    pub xs: Vec<f32>,
    pub ys: Vec<f32>,
    /// For each cell, row by row, the first cell of the field that it is part of.
    field: Vec<usize>,
}

impl Grid {
    pub fn columns(&self) -> usize {
        self.xs.len() - 1
    }

    pub fn left(&self) -> f32 {
        self.xs[0]
    }

    pub fn right(&self) -> f32 {
        self.xs[self.columns()]
    }

    pub fn top(&self) -> f32 {
        self.ys[0]
    }

    pub fn bottom(&self) -> f32 {
        self.ys[self.ys.len() - 1]
    }

    /// True if it is one box.
    pub fn is_box(&self) -> bool {
        self.field.iter().all(|field| *field == 0)
    }

    /// True if a line along the text is one of its own.
    pub fn draws(&self, rule: &Rule) -> bool {
        let inside = self.left() - NEAR <= rule.x0 && rule.x1 <= self.right() + NEAR;
        inside && self.ys.iter().any(|y| (y - rule.y0).abs() <= NEAR)
    }

    /// True if a segment stands in it.
    pub fn holds(&self, segment: &Segment) -> bool {
        let (x, y) = (f32::midpoint(segment.x0, segment.x1), segment.middle());
        self.left() - NEAR <= x
            && x <= self.right() + NEAR
            && self.top() - NEAR <= y
            && y <= self.bottom() + NEAR
    }

    /// Row and column of the field in which a segment stands. `leftward`: columns are counted from the right.
    pub fn cell(&self, segment: &Segment, leftward: bool) -> (usize, usize) {
        let place = |edges: &[f32], at: f32| {
            edges.partition_point(|edge| *edge <= at).saturating_sub(1).min(edges.len().saturating_sub(2))
        };
        let inside = 0.25 * (segment.x1 - segment.x0).min(2.0 * segment.size);
        let start = if leftward { segment.x1 - inside } else { segment.x0 + inside };
        let index = place(&self.ys, segment.middle()) * self.columns() + place(&self.xs, start);
        let field = self.field.get(index).copied().unwrap_or(0);
        let (row, column) = (field / self.columns(), field % self.columns());
        if !leftward {
            return (row, column);
        }
        let in_row = &self.field[row * self.columns()..(row + 1) * self.columns()];
        let last = in_row.iter().rposition(|other| *other == field).unwrap_or(column);
        (row, self.columns() - 1 - last)
    }
}

/// The grids of a page.
pub(super) fn grids(rules: &[Rule]) -> Vec<Grid> {
    let (flat, upright): (Vec<Rule>, Vec<Rule>) = rules.iter().partition(|rule| rule.is_flat());
    let flat = merged(flat);
    let upright: Vec<Rule> =
        merged(upright.into_iter().map(turned).collect()).into_iter().map(turned).collect();
    if flat.len() < 2 || upright.len() < 2 || flat.len() * upright.len() > MOST_PAIRS {
        return Vec::new();
    }
    let mut group: Vec<usize> = (0..flat.len() + upright.len()).collect();
    for (i, f) in flat.iter().enumerate() {
        for (j, u) in upright.iter().enumerate() {
            let touches =
                f.x0 - NEAR <= u.x0 && u.x0 <= f.x1 + NEAR && u.y0 - NEAR <= f.y0 && f.y0 <= u.y1 + NEAR;
            if touches {
                let (a, b) = (root(&mut group, i), root(&mut group, flat.len() + j));
                group[a.max(b)] = a.min(b);
            }
        }
    }
    let mut members: std::collections::BTreeMap<usize, (Vec<Rule>, Vec<Rule>)> =
        std::collections::BTreeMap::new();
    for (index, rule) in flat.iter().chain(&upright).enumerate() {
        let entry = members.entry(root(&mut group, index)).or_default();
        if index < flat.len() { entry.0.push(*rule) } else { entry.1.push(*rule) }
    }
    let grids: Vec<Grid> =
        members.into_values().filter_map(|(flat, upright)| grid(&flat, &upright)).collect();
    let inner = |grid: &Grid, other: &Grid| {
        grid.left() >= other.left() - NEAR
            && grid.right() <= other.right() + NEAR
            && grid.top() >= other.top() - NEAR
            && grid.bottom() <= other.bottom() + NEAR
            && (grid.right() - grid.left()) * (grid.bottom() - grid.top())
                < (other.right() - other.left()) * (other.bottom() - other.top())
    };
    grids
        .iter()
        .filter(|grid| !grids.iter().take(200).any(|other| !other.is_box() && inner(grid, other)))
        .cloned()
        .collect()
}

fn turned(rule: Rule) -> Rule {
    Rule { x0: rule.y0, y0: rule.x0, x1: rule.y1, y1: rule.x1 }
}

fn root(group: &mut [usize], mut at: usize) -> usize {
    while group[at] != at {
        group[at] = group[group[at]];
        at = group[at];
    }
    at
}

/// Joins flat lines that go on in each other.
fn merged(mut rules: Vec<Rule>) -> Vec<Rule> {
    for rule in &mut rules {
        let middle = f32::midpoint(rule.y0, rule.y1);
        (rule.y0, rule.y1) = (middle, middle);
    }
    rules.sort_by(|a, b| a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0)));
    let mut level: Vec<(f32, Vec<Rule>)> = Vec::new();
    for rule in rules {
        match level.last_mut().filter(|(y, _)| rule.y0 - *y <= 0.5 * NEAR) {
            Some((_, rules)) => rules.push(rule),
            None => level.push((rule.y0, vec![rule])),
        }
    }
    let mut all = Vec::new();
    for (y, mut rules) in level {
        rules.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let mut open: Option<Rule> = None;
        for rule in rules {
            match &mut open {
                Some(open) if rule.x0 <= open.x1 + NEAR => open.x1 = open.x1.max(rule.x1),
                _ => all.extend(open.replace(Rule { y0: y, y1: y, ..rule })),
            }
        }
        all.extend(open);
    }
    all
}

/// Places of lines, each once.
fn places(mut all: Vec<f32>) -> Vec<f32> {
    all.sort_by(f32::total_cmp);
    all.dedup_by(|next, kept| *next - *kept <= NEAR);
    all
}

fn grid(flat: &[Rule], upright: &[Rule]) -> Option<Grid> {
    let ys = places(flat.iter().map(|rule| rule.y0).collect());
    let xs = places(upright.iter().map(|rule| rule.x0).collect());
    if xs.len() < 2 || ys.len() < 2 || (xs.len() - 1) * (ys.len() - 1) > MOST_CELLS {
        return None;
    }
    let (columns, rows) = (xs.len() - 1, ys.len() - 1);
    let mut field: Vec<usize> = (0..columns * rows).collect();
    let covers = |rule: &Rule, from: f32, to: f32| {
        rule.x0 - NEAR <= from + 0.25 * (to - from) && rule.x1 + NEAR >= to - 0.25 * (to - from)
    };
    for row in 0..rows {
        for column in 0..columns {
            let here = row * columns + column;
            let apart = upright
                .iter()
                .map(|rule| turned(*rule))
                .any(|rule| (rule.y0 - xs[column + 1]).abs() <= NEAR && covers(&rule, ys[row], ys[row + 1]));
            if column + 1 < columns && !apart {
                union(&mut field, here, here + 1);
            }
            let apart = flat.iter().any(|rule| {
                (rule.y0 - ys[row + 1]).abs() <= NEAR && covers(rule, xs[column], xs[column + 1])
            });
            if row + 1 < rows && !apart {
                union(&mut field, here, here + columns);
            }
        }
    }
    for at in 0..field.len() {
        field[at] = root(&mut field, at);
    }
    Some(Grid { xs, ys, field })
}

fn union(field: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(field, a), root(field, b));
    field[a.max(b)] = a.min(b);
}
