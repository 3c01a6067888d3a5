//! Fields of forms that stand on a sheet: boxes to tick and what else keeps an answer outside the cells.

use super::Reading;
use super::chosen::Chosen;
use crate::docx::members::Relation;
use crate::docx::xml::Piece;
use crate::sheet::book::{Book, Sheet};
use std::collections::BTreeMap;

/// Fields that are looked at.
const MOST: usize = 2_000;

/// A field that can be ticked.
pub(super) struct Control {
    /// As the author's program names it (`Check Box 1`).
    name: String,
    /// `☒`, `☐`, `◉`, `○`.
    pub sign: &'static str,
}

impl Control {
    /// It by its name.
    pub fn words(&self) -> String {
        format!("{} {}", self.sign, self.name)
    }
}

/// The fields of a sheet that no drawing has shown yet, by the numbers of their shapes.
#[derive(Default)]
pub(super) struct Controls(BTreeMap<String, Control>);

impl Controls {
    /// The field that the shape of this number shows.
    pub fn take(&mut self, shape: &str) -> Option<Control> {
        self.0.remove(shape)
    }

    /// Fields that no drawing shows stand by their names.
    pub fn rest(self, sheet: &mut Sheet) {
        sheet.boxes.extend(self.0.into_values().map(|control| control.words()));
    }
}

impl Reading<'_> {
    /// The fields that a sheet names, with what was answered.
    pub(super) fn controls(
        &mut self,
        book: &mut Book,
        sheet: &Sheet,
        text: &str,
        related: &[Relation],
    ) -> Controls {
        let mut controls = Controls::default();
        if !related.iter().any(|relation| relation.kind == "ctrlProp") {
            return controls;
        }
        let (mut walk, mut listed) = (Chosen::new(text, self.limits.depth), Vec::new());
        // Where the sheet breaks off is told with its cells.
        while let Ok(piece) = walk.next() {
            match piece {
                Piece::Open(element) if element.local() == "control" && listed.len() < MOST => {
                    let said = |name| element.attribute(name).unwrap_or_default();
                    listed.push((said("shapeId"), said("name"), element.relation("id").unwrap_or_default()));
                }
                Piece::End => break,
                _ => {}
            }
        }
        for (shape, name, id) in listed {
            let found = related.iter().find(|relation| relation.id == id && relation.kind == "ctrlProp");
            let Some(target) = found.map(|relation| relation.target.clone()) else { continue };
            match self.answer(book, &target) {
                Answer::Ticked(sign) => drop(controls.0.insert(shape, Control { name, sign })),
                Answer::Chosen(number) => {
                    let why = format!(
                        "of the list \u{201c}{name}\u{201d} entry {number} is chosen; what it says is not read: look at the sheet in Excel"
                    );
                    book.lacks(format!("sheet \u{201c}{}\u{201d}", sheet.name), why);
                }
                Answer::None => {}
            }
        }
        controls
    }

    fn answer(&mut self, book: &mut Book, name: &str) -> Answer {
        let Some(read) = self.side_member(book, name) else { return Answer::None };
        let said = super::around::first(&read.text, self.limits.depth, |element| {
            let said = |name| element.attribute(name).unwrap_or_default();
            Some((said("objectType"), said("checked"), said("sel")))
        });
        let Some((kind, checked, chosen)) = said else { return Answer::None };
        let is_checked = !matches!(checked.as_str(), "" | "Unchecked");
        match kind.as_str() {
            "CheckBox" => Answer::Ticked(if is_checked { "\u{2612}" } else { "\u{2610}" }),
            "Radio" => Answer::Ticked(if is_checked { "\u{25C9}" } else { "\u{25CB}" }),
            "Drop" | "List" if !matches!(chosen.as_str(), "" | "0") => Answer::Chosen(chosen),
            _ => Answer::None,
        }
    }
}

/// What a field of a form holds.
enum Answer {
    Ticked(&'static str),
    /// The number of the entry of a list.
    Chosen(String),
    None,
}
