//! Rows of tables typed with tabs, pipes or aligned columns.

use super::lines::Line;
use probata_report::Span;

/// Lines that are looked at before a table is believed.
const PROBED: usize = 6;

/// How the cells of a row are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ruling {
    Tabs,
    Pipes,
    Columns,
}

/// How a line would be cut into cells; none if it is no row.
pub(crate) fn ruling(line: &str) -> Option<Ruling> {
    let line = if line.len() > 4000 { return None } else { line };
    let pipes = line.bytes().filter(|b| *b == b'|').count();
    if pipes >= 2 || (pipes == 1 && line.contains(" | ")) {
        return Some(Ruling::Pipes);
    }
    if line.contains('\t') && super::shapes::list_item(line).is_none() && !is_labelled(line) {
        return Some(Ruling::Tabs);
    }
    (line.contains("   ") && line.len() < 240 && super::shapes::list_item(line).is_none())
        .then_some(Ruling::Columns)
}

/// True for a number, a tab and a sentence: a note or a numbered paragraph, no row.
fn is_labelled(line: &str) -> bool {
    let Some((label, rest)) = line.split_once('\t') else { return false };
    let number = label.trim_matches(['[', ']', '(', ')', '.', ' ']);
    let is_number = !number.is_empty() && number.len() <= 5 && number.bytes().all(|b| b.is_ascii_digit());
    is_number
        && !rest.contains('\t')
        && (rest.split_whitespace().count() >= 3
            || rest.ends_with('.')
            || !rest.contains(char::is_alphanumeric))
}

/// The last line of the table that begins at `first`, if a table begins there.
pub(crate) fn extent(text: &str, lines: &[Line], first: usize) -> Option<(Ruling, usize)> {
    let kind = ruling(lines[first].of(text))?;
    let same = |index: &usize| {
        let line = lines[*index];
        let joins = *index == first || !(line.after_feed || kind == Ruling::Columns && line.after_blank);
        joins && ruling(line.of(text)) == Some(kind)
    };
    let probe = (first..lines.len()).take(PROBED).take_while(same).count();
    let columns = |index: usize| cells(text, lines[index], kind).len();
    let wide = columns(first);
    let even = (first..first + probe).all(|index| columns(index).abs_diff(wide) <= 1);
    let enough = match kind {
        Ruling::Pipes | Ruling::Tabs => probe >= 2 || wide >= 3,
        Ruling::Columns => probe >= 2 && even && (wide >= 3 || probe >= 3),
    };
    let count = || (first..lines.len()).take_while(same).count();
    (enough && wide >= 2).then(|| (kind, first + count() - 1))
}

/// The cells of a row; empty ones have empty spans.
pub(crate) fn cells(text: &str, line: Line, ruling: Ruling) -> Vec<Span> {
    let (start, end) = (line.start as usize, line.end as usize);
    let row = &text[start..end];
    let mut cells = Vec::new();
    let mut push = |from: usize, to: usize| cells.push(Span::new(start + from, start + to).trimmed(text));
    match ruling {
        Ruling::Tabs | Ruling::Pipes => {
            let by = if ruling == Ruling::Tabs { '\t' } else { '|' };
            let inner_from = usize::from(ruling == Ruling::Pipes && row.starts_with('|'));
            let inner_to =
                row.len() - usize::from(ruling == Ruling::Pipes && row.len() > 1 && row.ends_with('|'));
            let mut from = inner_from;
            // A stroke behind a backslash is one of the cell's characters.
            let divides = |at: usize| at >= inner_from && !(by == '|' && row[..at].ends_with('\\'));
            for (at, _) in row[..inner_to].match_indices(by).filter(|(at, _)| divides(*at)) {
                push(from, at);
                from = at + 1;
            }
            push(from, inner_to.max(from));
        }
        Ruling::Columns => {
            let mut from = 0;
            while let Some(at) = row[from..].find("   ").map(|n| from + n) {
                push(from, at);
                from = at + row[at..].len() - row[at..].trim_start().len();
            }
            push(from, row.len());
        }
    }
    cells
}

/// True for the line under a table's head: `|---|:--|`, `----+----`.
pub(crate) fn is_ruler(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | '+' | ' ' | '\t' | '='))
}
