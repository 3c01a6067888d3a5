//! Styles of sheets: whether a sheet is shown, the running heads of its pages, and which words are raised or lowered.

use crate::docx::xml::{Cursor, Piece};
use crate::odt::styles::{Position, position};
use std::collections::{HashMap, HashSet};

/// Stands for the sheet's name in a running head.
const NAME: char = '\u{FFFC}';

/// What styles say about sheets.
#[derive(Default)]
pub(super) struct Margins {
    /// Styles of sheets that are not shown.
    hidden: HashSet<String>,
    /// The page style of a sheet's style.
    page: HashMap<String, String>,
    /// Heads and feet of a page style.
    heads: HashMap<String, (Vec<String>, Vec<String>)>,
    /// Where a style of words sets them on their line.
    positions: HashMap<String, Position>,
}

impl Margins {
    /// Takes what a member says.
    pub fn read(&mut self, text: &str, depth: usize) {
        let mut cursor = Cursor::of_all_text(text, depth);
        let (mut style, mut page) = (String::new(), String::new());
        while let Ok(piece) = cursor.next() {
            let element = match piece {
                Piece::Open(element) => element,
                Piece::End => break,
                _ => continue,
            };
            match element.local() {
                "style" => {
                    style = element.attribute("name").unwrap_or_default();
                    let named = element.attribute("master-page-name").filter(|name| !name.is_empty());
                    self.page.extend(named.map(|name| (style.clone(), name)));
                }
                "table-properties" if element.attribute("display").is_some_and(|shown| shown == "false") => {
                    self.hidden.insert(style.clone());
                }
                "text-properties" => {
                    let said = element.attribute("text-position");
                    self.positions.extend(said.map(|said| (style.clone(), position(&said))));
                }
                "master-page" => page = element.attribute("name").unwrap_or_default(),
                local @ ("header" | "header-left" | "header-first" | "footer" | "footer-left"
                | "footer-first") => {
                    let is_head = local.starts_with('h');
                    let is_shown = element.attribute("display").is_none_or(|shown| shown != "false");
                    let words = words(&mut cursor);
                    if is_shown && !words.is_empty() && !page.is_empty() {
                        let heads = self.heads.entry(page.clone()).or_default();
                        if is_head { heads.0.push(words) } else { heads.1.push(words) }
                    }
                }
                "body" => break,
                _ => {}
            }
        }
    }

    /// True if sheets of this style are not shown.
    pub fn hides(&self, style: &str) -> bool {
        self.hidden.contains(style)
    }

    /// Where words of this style stand on their line, if it says so.
    pub fn position(&self, style: &str) -> Option<Position> {
        self.positions.get(style).copied()
    }

    /// Heads and feet of a sheet.
    pub fn of(&self, style: &str, sheet: &str) -> (Vec<String>, Vec<String>) {
        let page = self.page.get(style).map_or("Default", String::as_str);
        let Some((heads, feet)) = self.heads.get(page) else { return Default::default() };
        let named = |texts: &[String]| {
            let mut all: Vec<String> = texts.iter().map(|text| text.replace(NAME, sheet)).collect();
            all.dedup();
            all
        };
        (named(heads), named(feet))
    }
}

/// The words of the element just opened; fields for numbers and dates are left out.
fn words(cursor: &mut Cursor<'_>) -> String {
    let (outside, mut text, mut unwanted) = (cursor.depth().saturating_sub(1), String::new(), None);
    while cursor.depth() > outside {
        match cursor.next() {
            Ok(Piece::Open(element)) => match element.local() {
                "p" | "region-center" | "region-right" if !text.is_empty() => text.push_str("  "),
                "s" | "tab" | "line-break" => text.push(' '),
                "page-number" | "page-count" | "date" | "time" | "title" | "file-name"
                    if unwanted.is_none() =>
                {
                    unwanted = Some(cursor.depth());
                }
                "sheet-name" if unwanted.is_none() => {
                    text.push(NAME);
                    unwanted = Some(cursor.depth());
                }
                _ => {}
            },
            Ok(Piece::Text(chars)) if unwanted.is_none() => text.push_str(&chars.text),
            Ok(Piece::Close) if unwanted.is_some_and(|depth| cursor.depth() < depth) => unwanted = None,
            Ok(Piece::Text(_) | Piece::Close) => {}
            Ok(Piece::End) | Err(_) => break,
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
