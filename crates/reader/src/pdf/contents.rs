//! Tables of contents that the file sets as columns: titles, most with a row of dots, and page numbers at the far edge.

use super::segments::Segment;
use super::sheet::Sheet;

/// Of a hundred rows, so many end in a page number.
const NUMBERED: usize = 80;
/// Rows with dots that are enough where nothing stands over them.
const DOTTED: usize = 2;
/// Page numbers end so near to each other, in points.
const ALIGNED: f32 = 2.0;
/// What stands over a table of contents, in lower case.
const TITLES: &[&str] = &[
    "contents",
    "table of contents",
    "inhalt",
    "inhaltsverzeichnis",
    "índice",
    "contenido",
    "sommaire",
    "table des matières",
    "содержание",
    "оглавление",
    "зміст",
    "المحتويات",
    "الفهرس",
    "فهرس المحتويات",
];

/// True if the rows of a page are a table of contents. `leftward`: they are read from right to left.
pub(super) fn is_contents(sheet: &Sheet, rows: &[Vec<Segment>], leftward: bool) -> bool {
    let said = |segment: &Segment| segment.said(sheet).trim().to_lowercase();
    let apart: Vec<&Vec<Segment>> = rows.iter().filter(|row| row.len() > 1).collect();
    let end = |row: &[Segment]| last(row, leftward).map(|last| if leftward { -last.x0 } else { last.x1 });
    let far = apart.iter().filter_map(|row| end(row)).fold(f32::MIN, f32::max);
    let numbered = apart
        .iter()
        .filter(|row| is_entry(sheet, row, leftward) && end(row).is_some_and(|end| far - end <= ALIGNED));
    let dotted = apart.iter().filter(|row| row.iter().any(|segment| has_dots(&said(segment)))).count();
    let titled =
        rows.iter().any(|row| matches!(row.as_slice(), [title] if TITLES.contains(&said(title).as_str())));
    !apart.is_empty() && numbered.count() * 100 >= apart.len() * NUMBERED && (titled || dotted >= DOTTED)
}

/// True if a row is a title and the number of a page.
pub(super) fn is_entry(sheet: &Sheet, row: &[Segment], leftward: bool) -> bool {
    row.len() > 1 && last(row, leftward).is_some_and(|last| is_number(last.said(sheet).trim()))
}

/// What is read last of a row.
fn last(row: &[Segment], leftward: bool) -> Option<&Segment> {
    if leftward { row.first() } else { row.last() }
}

fn is_number(text: &str) -> bool {
    let roman = |c: char| matches!(c.to_ascii_lowercase(), 'i' | 'v' | 'x' | 'l' | 'c');
    let count = text.chars().count();
    count > 0 && (count <= 4 && text.chars().all(char::is_numeric) || count <= 6 && text.chars().all(roman))
}

fn has_dots(text: &str) -> bool {
    let dots = |c: char| matches!(c, '.' | '·' | '…' | '_');
    text.split(|c: char| !dots(c) && !c.is_whitespace())
        .any(|run| run.chars().filter(|c| dots(*c)).count() >= 4)
}
