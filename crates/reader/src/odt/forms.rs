//! Forms: what was typed, ticked or chosen in their fields. It stands before the text, and the text has the fields' places.

use super::walk::{Frame, Step, Walk};
use crate::docx::names::Space;
use crate::docx::xml::{Cursor, Element, Piece, Point, visible};
use std::collections::BTreeMap;

/// More fields than any form has.
const MOST: usize = 10_000;

/// What each field shows, by its id.
pub(crate) type Fields = BTreeMap<String, String>;

/// A field being read.
#[derive(Default)]
struct Field {
    id: String,
    kind: String,
    label: String,
    value: Option<String>,
    is_on: bool,
    /// Entries of a list that are chosen, and those that are before anybody chooses.
    chosen: Vec<String>,
    usual: Vec<String>,
    /// What stands in it as paragraphs.
    lines: String,
}

/// The fields of the forms at a point, and how many characters of paragraphs they show.
pub(crate) fn fields(text: &str, depth: usize, point: &Point) -> (Fields, usize) {
    let (mut fields, mut count, mut open) = (Fields::new(), 0, None::<Field>);
    let mut keep = |field: Option<Field>| {
        if let Some(field) = field.filter(|_| fields.len() < MOST) {
            let (id, lines) = (field.id.clone(), field.lines.clone());
            let shown = field.shown();
            count += if shown.contains(&lines) { visible(&lines) } else { 0 };
            fields.insert(id, shown);
        }
    };
    // Where it breaks off, the walk around it breaks off too and says so.
    let _ = Cursor::from_point(text, depth, point).each(|_, piece| {
        match piece {
            Piece::Open(element) if element.space == Space::OpenText => {
                if let Some(field) = open.as_mut().filter(|field| !field.lines.is_empty()) {
                    field.lines.push('\n');
                }
            }
            Piece::Open(element) => match Field::of(&element) {
                Some(field) => keep(open.replace(field)),
                None => open.iter_mut().for_each(|field| field.entry(&element)),
            },
            Piece::Text(chars) => {
                open.iter_mut().for_each(|field| field.lines.push_str(chars.text.trim()));
            }
            Piece::Close | Piece::End => {}
        }
        Ok(())
    });
    keep(open);
    (fields, count)
}

impl Field {
    /// A field begins; none if the element is a part of one, or holds others.
    fn of(element: &Element<'_>) -> Option<Self> {
        let kind = element.local();
        if matches!(kind, "option" | "item" | "properties" | "property" | "list-property" | "form" | "forms")
        {
            return None;
        }
        let said = |name: &str| element.attribute(name);
        let is_on = match kind {
            "checkbox" => {
                said("current-state").or_else(|| said("state")).is_some_and(|state| state == "checked")
            }
            _ => said("current-selected")
                .or_else(|| said("selected"))
                .is_some_and(|selected| selected == "true"),
        };
        Some(Self {
            id: said("id")?,
            kind: kind.to_owned(),
            label: said("label").unwrap_or_default(),
            value: said("current-value").or_else(|| said("value")),
            is_on,
            ..Self::default()
        })
    }

    /// An entry of its list.
    fn entry(&mut self, element: &Element<'_>) {
        let is = |name: &str| element.attribute(name).is_some_and(|value| value == "true");
        if element.local() == "option" && self.kind == "listbox" {
            let label = element.attribute("label").unwrap_or_default();
            if is("current-selected") {
                self.chosen.push(label.clone());
            }
            if is("selected") {
                self.usual.push(label);
            }
        }
    }

    /// What a reader of the page sees in it.
    fn shown(self) -> String {
        let signed = |on: &str, off: &str| {
            let sign = if self.is_on { on } else { off };
            format!("{sign} {}", self.label).trim().to_owned()
        };
        match self.kind.as_str() {
            "checkbox" => signed("☒", "☐"),
            "radio" => signed("◉", "○"),
            "listbox" => if self.chosen.is_empty() { self.usual } else { self.chosen }.join(", "),
            "button" | "fixed-text" | "frame" => self.label,
            _ => self.value.filter(|value| !value.is_empty()).unwrap_or(self.lines),
        }
    }
}

impl<'x> Walk<'x> {
    /// Forms begin: what their fields show is kept until their places come.
    pub fn begin_forms(&mut self, element: &Element<'x>) -> Step {
        let point = self.cursor.point(element);
        let (fields, count) = fields(&self.source.text, self.depth, &point);
        self.forms.extend(fields);
        self.aside(count);
        Step::Over
    }

    /// The place of a field.
    pub fn field_of_form(&mut self, element: &Element<'x>) -> Step {
        let id = element.attribute("control").unwrap_or_default();
        if let Some(words) = self.forms.remove(&id) {
            self.stand_for(words, element);
        }
        Step::Into(Frame::Plain)
    }
}
