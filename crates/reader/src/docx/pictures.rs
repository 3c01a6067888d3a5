//! Pictures: how large they are placed, and whether anybody said what they show.

use super::story::{Mode, Story};
use super::xml::Element;
use crate::unseen::{Size, Unseen, length, named};

/// English Metric Units in a centimetre.
const UNITS: f64 = 360_000.0;
/// More pictures than are named one by one.
const MOST: usize = 10_000;

/// What the file says of a drawing before the picture in it.
#[derive(Default)]
pub(super) struct Placed {
    size: Option<Size>,
    is_described: bool,
}

impl Placed {
    /// The picture of an embedded object, which is told by itself.
    pub fn of_object() -> Self {
        Self { size: None, is_described: true }
    }

    /// How large it is on the page.
    pub fn sized(&mut self, element: &Element<'_>) {
        let of = |name: &str| Some(element.attribute(name)?.trim().parse::<f64>().ok()? / UNITS);
        self.size = of("cx").zip(of("cy"));
    }

    /// What an element says of what it shows.
    pub fn described(&mut self, element: &Element<'_>) {
        let told = |name: &str| element.attribute(name).is_some_and(|text| !text.trim().is_empty());
        self.is_described |= told("descr") || told("title");
    }

    /// A drawing of older programs: its size stands in its style.
    pub fn shaped(&mut self, element: &Element<'_>) {
        let style = element.attribute("style").unwrap_or_default();
        let of = |wanted: &str| {
            let mut declared = style.split(';').filter_map(|one| one.split_once(':'));
            declared.find(|(name, _)| name.trim() == wanted).and_then(|(_, value)| length(value))
        };
        self.size = of("width").zip(of("height"));
        self.is_described |= element.attribute("alt").is_some_and(|text| !text.trim().is_empty());
    }
}

impl<'x> Story<'_, '_, 'x> {
    /// A picture; `relation`: the attribute that says where it lies.
    pub fn picture(&mut self, element: &Element<'x>, relation: &str) {
        self.reading.pictures += 1;
        let is_running = matches!(self.mode, Mode::Running(_));
        if self.placed.is_described || is_running || !self.is_shown() || self.reading.unseen.len() >= MOST {
            return;
        }
        let name = element.relation(relation).and_then(|id| self.part.relations.get(&id));
        let name = name.map_or("", |relation| relation.target.as_str());
        if let Some(what) = named(name, self.placed.size) {
            let at = self.reading.draft.position();
            self.reading.unseen.push(Unseen { at, what });
        }
    }
}
