//! A worksheet: its cells, hidden rows and columns, merged areas, links, lists of allowed values, running heads.

use super::aside;
use super::strings::{Strings, Words, inner, unescaped};
use super::styles::Styles;
use crate::docx::members::{Relation, Source};
use crate::docx::xml::{Broken, Cursor, Element, Piece};
use crate::sheet::book::{Area, Book, Cell, LAST_COLUMN, LAST_ROW, Sheet, address};
use crate::sheet::counted;
use crate::sheet::days::Era;
use crate::sheet::number::general;
use probata_report::{HiddenKind, Span};
use std::rc::Rc;

/// How cells of a workbook are read.
pub(super) struct Cells {
    pub strings: Strings,
    pub styles: Styles,
    pub era: Era,
    pub depth: usize,
}

/// What a cell's element holds.
#[derive(Default)]
struct Found {
    value: String,
    source: Span,
    formula: String,
    /// It has a formula, perhaps one that stands at another cell.
    has_formula: bool,
    inline: Option<Words>,
}

impl Cells {
    /// Reads a sheet; what is broken is missing.
    pub fn read(
        &self,
        book: &mut Book,
        sheet: &mut Sheet,
        source: &Source,
        member: u16,
        related: &[Relation],
    ) {
        let mut walk = Walk {
            cells: self,
            source,
            member,
            related,
            row: 0,
            column: 0,
            began: false,
            unsaved: 0,
            strange: 0,
        };
        let broken = walk.walk(book, sheet);
        let place = format!("sheet \u{201c}{}\u{201d}", sheet.name);
        if let Err(broken) = broken {
            book.lacks_cells(
                place.clone(),
                format!("it is broken: {}; what stands behind that is missing", broken.why),
            );
        }
        if walk.unsaved > 0 {
            let why = format!(
                "{} no saved value, so that nobody sees what stands there; open the file in a spreadsheet program and save it",
                has(walk.unsaved, "formula")
            );
            book.lacks(place.clone(), why);
        }
        if walk.strange > 0 {
            book.lacks_cells(
                place,
                format!(
                    "the words of {} are not in the file; ask for the file again",
                    counted(walk.strange, "cell")
                ),
            );
        }
    }
}

/// A walk through a worksheet.
struct Walk<'w> {
    cells: &'w Cells,
    source: &'w Source,
    member: u16,
    related: &'w [Relation],
    row: u32,
    /// Where the next cell without an address stands.
    column: u32,
    began: bool,
    /// Formulas without a value, and words that are not there.
    unsaved: usize,
    strange: usize,
}

impl Walk<'_> {
    fn walk(&mut self, book: &mut Book, sheet: &mut Sheet) -> Result<(), Broken> {
        let mut cursor = Cursor::new(&self.source.text, self.cells.depth);
        loop {
            match cursor.next()? {
                Piece::Open(element) => match element.local() {
                    "row" => self.begin_row(&element, sheet),
                    "c" => self.cell(&element, &mut cursor, book, sheet)?,
                    "col" => self.column(&element, sheet),
                    "mergeCell" => {
                        element
                            .attribute("ref")
                            .and_then(|area| Area::of(&area))
                            .into_iter()
                            .for_each(|area| sheet.merge(area));
                    }
                    "hyperlink" => self.link(&element, book, sheet),
                    "dataValidation" => self.validation(&element, &mut cursor, book, sheet)?,
                    "oddHeader" | "evenHeader" | "firstHeader" => {
                        let text = margin(&cursor.inside()?, &sheet.name);
                        push_new(&mut sheet.header, text);
                    }
                    "oddFooter" | "evenFooter" | "firstFooter" => {
                        let text = margin(&cursor.inside()?, &sheet.name);
                        push_new(&mut sheet.footer, text);
                    }
                    _ => {}
                },
                Piece::End => return Ok(()),
                _ => {}
            }
        }
    }

    fn begin_row(&mut self, element: &Element<'_>, sheet: &mut Sheet) {
        let stated = element.attribute("r").and_then(|r| r.trim().parse::<u32>().ok());
        let next = if self.began { self.row.saturating_add(1) } else { 0 };
        self.row = stated
            .and_then(|row| row.checked_sub(1))
            .filter(|row| *row <= LAST_ROW)
            .unwrap_or(next.min(LAST_ROW));
        (self.column, self.began) = (0, true);
        if is_on(element, "hidden")
            || element.attribute("ht").is_some_and(|height| height.trim().parse() == Ok(0.0))
        {
            Sheet::extend(&mut sheet.rows, self.row, self.row);
        }
    }

    fn column(&self, element: &Element<'_>, sheet: &mut Sheet) {
        let number = |name| {
            element.attribute(name).and_then(|n| n.trim().parse::<u32>().ok()).and_then(|n| n.checked_sub(1))
        };
        let is_narrow = element.attribute("width").is_some_and(|width| width.trim().parse() == Ok(0.0));
        if let (Some(first), Some(last)) = (number("min"), number("max"))
            && (is_on(element, "hidden") || is_narrow)
            && first <= last
            && sheet.columns.len() < 20_000
        {
            sheet.columns.push((first, last.min(LAST_COLUMN)));
        }
    }

    fn cell(
        &mut self,
        element: &Element<'_>,
        cursor: &mut Cursor<'_>,
        book: &mut Book,
        sheet: &mut Sheet,
    ) -> Result<(), Broken> {
        let (row, column) = element
            .attribute("r")
            .and_then(|r| address(&r))
            .unwrap_or((self.row, self.column.min(LAST_COLUMN)));
        self.column = column + 1;
        let kind = element.attribute("t").unwrap_or_default();
        let style = element.attribute("s").and_then(|s| s.trim().parse().ok()).unwrap_or(0);
        let found = self.content(cursor)?;
        let has_formula = found.has_formula;
        let shown = self.shown(&kind, style, &found);
        book.aside(sheet, aside(HiddenKind::FieldCode, Some((row, column)), "formula", found.formula));
        match shown {
            Some(Shown { text, unseen, source, verbatim, member })
                if !text.trim().is_empty() || unseen.is_some() =>
            {
                book.cell(sheet, Cell { row, column, text, unseen, member, source, verbatim });
            }
            None if has_formula => self.unsaved += 1,
            _ => {}
        }
        Ok(())
    }

    fn content(&self, cursor: &mut Cursor<'_>) -> Result<Found, Broken> {
        let (outside, mut found) = (cursor.depth().saturating_sub(1), Found::default());
        while cursor.depth() > outside {
            match cursor.next()? {
                Piece::Open(inside) => match inside.local() {
                    "v" => {
                        let start = cursor.position();
                        found.value = cursor.inside()?;
                        // The closing tag is no part of it.
                        let end = start + found.value.len();
                        found.source = Span::new(start, end);
                    }
                    "is" => found.inline = Some(inner(cursor, self.source)),
                    "f" => {
                        found.has_formula = true;
                        found.formula = cursor.inside()?;
                    }
                    _ => {}
                },
                Piece::End => break,
                _ => {}
            }
        }
        Ok(found)
    }

    /// What the cell shows; none if nothing stands there.
    fn shown(&mut self, kind: &str, style: usize, found: &Found) -> Option<Shown> {
        let format = self.cells.styles.format(style);
        let words = match kind {
            "s" => match found.value.trim().parse::<usize>().ok().map(|at| self.cells.strings.all.get(at)) {
                Some(Some(words)) => Some((words.clone(), 1)),
                _ if found.value.trim().is_empty() => None,
                _ => {
                    self.strange += 1;
                    None
                }
            },
            "inlineStr" => found.inline.clone().map(|words| (words, self.member)),
            "str" | "e" => {
                let text = unescaped(&found.value);
                (!text.is_empty()).then(|| (self.own(&text, found), self.member))
            }
            _ => None,
        };
        if let Some((words, member)) = words {
            let shown = format.map_or(words.text.as_ref().into(), |format| format.show_text(&words.text));
            let is_hidden = shown.trim().is_empty() && !words.text.trim().is_empty();
            let unseen = is_hidden.then(|| words.text.to_string());
            let is_same = *shown == *words.text;
            let text = if is_same { words.text.clone() } else { Rc::from(shown.as_ref()) };
            return Some(Shown {
                text,
                unseen,
                source: words.source,
                verbatim: words.verbatim && is_same,
                member,
            });
        }
        if matches!(kind, "s" | "inlineStr" | "str" | "e") || found.value.trim().is_empty() {
            return None;
        }
        Some(self.number(kind, format, found))
    }

    /// A number, a truth value or an ISO date.
    fn number(&self, kind: &str, format: Option<&crate::sheet::number::Format>, found: &Found) -> Shown {
        let value = found.value.trim();
        let text = match (kind, value.parse::<f64>()) {
            ("b", _) => if matches!(value, "1" | "true") { "TRUE" } else { "FALSE" }.to_owned(),
            ("d", _) | (_, Err(_)) => value.to_owned(),
            (_, Ok(number)) => {
                format.map_or_else(|| general(number), |format| format.show(number, self.cells.era))
            }
        };
        let unseen = text.trim().is_empty().then(|| value.to_owned());
        let words = self.own(&text, found);
        Shown {
            text: words.text,
            unseen,
            source: words.source,
            verbatim: words.verbatim,
            member: self.member,
        }
    }

    /// Words made of a cell's own value.
    fn own(&self, text: &str, found: &Found) -> Words {
        let source = &self.source.text;
        let verbatim = source.get(found.source.range()) == Some(text) && !self.source.recoded;
        let shift = self.source.shift;
        Words {
            text: Rc::from(text),
            source: Span::new(found.source.start + shift, found.source.end + shift),
            verbatim,
        }
    }

    fn link(&self, element: &Element<'_>, book: &mut Book, sheet: &mut Sheet) {
        let at = element.attribute("ref").and_then(|area| Area::of(&area)).map(|area| (area.top, area.left));
        let outside =
            element.relation("id").and_then(|id| self.related.iter().find(|relation| relation.id == id));
        let target = outside.map(|relation| relation.target.clone()).unwrap_or_default();
        let inside = element.attribute("location").unwrap_or_default();
        let joined = if target.is_empty() || inside.is_empty() {
            format!("{target}{inside}")
        } else {
            format!("{target}#{inside}")
        };
        book.aside(sheet, aside(HiddenKind::FieldCode, at, "link", joined));
        let tip = element.attribute("tooltip").unwrap_or_default();
        book.aside(sheet, aside(HiddenKind::AltText, at, "link's words", tip));
    }

    fn validation(
        &self,
        element: &Element<'_>,
        cursor: &mut Cursor<'_>,
        book: &mut Book,
        sheet: &mut Sheet,
    ) -> Result<(), Broken> {
        let areas = element.attribute("sqref").unwrap_or_default();
        let at = areas.split_whitespace().next().and_then(Area::of).map(|area| (area.top, area.left));
        let is_list = element.attribute("type").is_some_and(|kind| kind == "list");
        for name in ["promptTitle", "prompt", "errorTitle", "error"] {
            let text = element.attribute(name).unwrap_or_default();
            book.aside(
                sheet,
                aside(HiddenKind::HiddenText, at, "message on entry", unescaped(&text).into_owned()),
            );
        }
        let outside = cursor.depth().saturating_sub(1);
        while cursor.depth() > outside {
            match cursor.next()? {
                Piece::Open(inside) if matches!(inside.local(), "formula1" | "f") => {
                    let text = cursor.inside()?;
                    if is_list {
                        book.aside(
                            sheet,
                            aside(
                                HiddenKind::HiddenText,
                                at,
                                "allowed values",
                                text.trim_matches('"').to_owned(),
                            ),
                        );
                    }
                }
                Piece::End => break,
                _ => {}
            }
        }
        Ok(())
    }
}

/// `1 formula has`, `2 formulas have`.
fn has(number: usize, what: &str) -> String {
    format!("{} {}", counted(number, what), if number == 1 { "has" } else { "have" })
}

/// What a cell shows.
struct Shown {
    text: Rc<str>,
    unseen: Option<String>,
    source: Span,
    verbatim: bool,
    member: u16,
}

fn is_on(element: &Element<'_>, name: &str) -> bool {
    element.attribute(name).is_some_and(|on| on == "1" || on == "true")
}

fn push_new(texts: &mut Vec<String>, text: String) {
    if !text.trim().is_empty() && !texts.contains(&text) && texts.len() < 12 {
        texts.push(text);
    }
}

/// The words of a running head: its codes for fonts and fields are no words, that for the sheet's name is.
fn margin(coded: &str, sheet: &str) -> String {
    let (mut text, mut chars) = (String::new(), coded.chars().peekable());
    while let Some(c) = chars.next() {
        if c != '&' {
            text.push(c);
            continue;
        }
        match chars.next() {
            Some('&') => text.push('&'),
            Some('A') => text.push_str(sheet),
            Some('L' | 'C' | 'R') if !text.is_empty() && !text.ends_with(['\n', ' ']) => text.push_str("  "),
            Some('"') => while chars.next().is_some_and(|c| c != '"') {},
            Some('K') => (0..6).for_each(|_| _ = chars.next_if(char::is_ascii_alphanumeric)),
            Some(c) if c.is_ascii_digit() => while chars.next_if(char::is_ascii_digit).is_some() {},
            _ => {}
        }
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::margin;

    #[test]
    fn running_heads_lose_their_codes() {
        assert_eq!(
            margin("&L&\"Arial,Bold\"&14Lantern&C&A&RPage &P of &N", "Facts"),
            "Lantern  Facts  Page  of"
        );
        assert_eq!(margin("Verin && Benk&K00FF00x", "s"), "Verin & Benkx");
    }
}
