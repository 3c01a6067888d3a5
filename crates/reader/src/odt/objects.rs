//! What is put into a text: formulas, charts, sheets, drawings and texts.
//!
//! A formula stands in the line. The words of the others stand in boxed blocks behind the paragraph that holds them, without
//! the styles that they have in their own member. Of a sheet, the table that is shown is text, others are hidden.

use super::formulas;
use super::styles::Scope;
use super::walk::{Around, Frame, Step, TableAt, Walk};
use crate::docx::members::Source;
use crate::docx::xml::{Element, Point};
use crate::flow::Words;

/// More objects than any report has.
const MOST: usize = 1000;
const UNREAD: &str = "an embedded object was not read; check what it shows by hand";

/// Members beside the one that is walked through.
pub(super) type Fetch<'x> = &'x mut dyn FnMut(&str) -> Option<Result<Source, String>>;

/// What holds within an object.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Within {
    kind: Kind,
    /// The sheet that is shown; the first if it is not said.
    shown: Option<String>,
    sheets: usize,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Other,
    Chart,
    Sheet,
}

/// What holds around an object that stands within its host's member.
pub(super) struct Outside {
    around: Around,
    within: Option<Within>,
    scope: Scope,
}

impl<'x> Walk<'x> {
    /// A place where an object is shown. In a flat file the object follows within.
    pub fn object(&mut self, element: &Element<'x>) -> Step {
        if let Some(drawn) = self.drawn() {
            drawn.is_described = true;
        }
        if let Some(name) = element.attribute("href") {
            let name = name.trim_start_matches("./").to_owned();
            let read = element.local() == "object" && self.within.is_none() && self.member_of(&name, element);
            if !read {
                self.builder.flow.lacks(name, UNREAD);
            }
        } else if element.local() != "object" {
            self.builder.flow.lacks(&self.source.name, UNREAD);
        }
        Step::Into(Frame::Plain)
    }

    /// Reads an object that is a member of its own; false if it cannot be read.
    fn member_of(&mut self, name: &str, element: &Element<'x>) -> bool {
        let content = format!("{name}/content.xml");
        if self.builder.flow.members.contains(&content) {
            return true;
        }
        let count = self.builder.flow.members.len();
        let Some(Ok(source)) = (self.fetch)(&content).filter(|_| count < MOST) else { return false };
        if let Some(fault) = &source.fault {
            self.builder.flow.lacks(&content, fault);
        }
        self.builder.flow.add_member(content);
        if let Some(point) = formulas::first(&source.text, self.depth) {
            return self.formula_at(&source.text, &point, element);
        }
        let settings = (self.fetch)(&format!("{name}/settings.xml")).and_then(Result::ok);
        let shown = settings.and_then(|settings| shown(&settings.text));
        let around = self.open_story();
        let builder = std::mem::replace(&mut self.builder, crate::flow::Builder::new(Vec::new()));
        let (hidden, inserted) = (self.hidden, self.inserted);
        let member = u16::try_from(count).unwrap_or(u16::MAX);
        let mut none = |_: &str| None;
        let mut inner =
            Walk::new(builder, self.styles, &source, member, Scope::Inner, (&mut none, self.depth));
        inner.within = Some(Within { shown, ..Within::default() });
        (inner.hidden, inner.inserted) = (hidden, inserted);
        inner.relook();
        self.builder = inner.body();
        let story = self.close_story(around);
        self.builder.put_beside(story);
        true
    }

    /// An object that stands within its host's member.
    pub fn object_within(&mut self) -> Step {
        let around = self.open_story();
        let within = self.within.replace(Within::default());
        let scope = std::mem::replace(&mut self.scope, Scope::Inner);
        Step::Into(Frame::Object(Outside { around, within, scope }))
    }

    /// Such an object ends.
    pub fn end_object(&mut self, outside: Outside) {
        let story = self.close_story(outside.around);
        (self.within, self.scope) = (outside.within, outside.scope);
        self.builder.put_beside(story);
    }

    /// What an object is, by the element that holds all of it; false if it is no object but the file.
    pub fn object_is(&mut self, name: &str) -> bool {
        let Some(within) = &mut self.within else { return false };
        within.kind = if name == "spreadsheet" { Kind::Sheet } else { Kind::Other };
        true
    }

    /// A chart begins.
    pub fn chart(&mut self) {
        if let Some(within) = &mut self.within {
            within.kind = Kind::Chart;
        }
    }

    /// True if a paragraph here is a title within a chart.
    pub fn is_in_chart(&self) -> bool {
        self.tables.is_empty() && self.within.as_ref().is_some_and(|within| within.kind == Kind::Chart)
    }

    /// A table begins in an object: one of a sheet that is not shown is hidden.
    pub fn sheet(&mut self, element: &Element<'x>, table: &mut TableAt) {
        let Some(within) = self.within.as_mut().filter(|within| within.kind == Kind::Sheet) else { return };
        if !self.tables.is_empty() {
            return;
        }
        let is_shown = match &within.shown {
            Some(shown) => element.attribute("name").as_ref() == Some(shown),
            None => within.sheets == 0,
        };
        within.sheets += 1;
        table.hides = !is_shown;
        self.hidden += usize::from(table.hides);
        self.relook();
    }

    /// A formula within its host's member.
    pub fn formula(&mut self, element: &Element<'x>) -> Step {
        let point = self.cursor.point(element);
        let source = self.source;
        if self.formula_at(&source.text, &point, element) {
            return Step::Aside;
        }
        self.builder.flow.lacks(&self.source.name, "a formula was not read; check what it shows by hand");
        Step::Over
    }

    fn formula_at(&mut self, text: &str, point: &Point, element: &Element<'x>) -> bool {
        let Ok(Some(text)) = formulas::line(text, self.depth, point) else { return false };
        self.stand_for(text, element);
        true
    }

    /// Words that an element stands for, in the line, or beside the text where there is no line.
    pub fn stand_for(&mut self, text: String, element: &Element<'x>) {
        if text.is_empty() {
            return;
        }
        let place = self.place(self.span_of(element));
        let around = (!self.builder.has_paragraph()).then(|| self.open_story());
        // Characters of the file were passed over where they stand, or are values of an element.
        if let Some(seen) = self.builder.flow.seen.get_mut(usize::from(self.member)) {
            *seen += crate::docx::xml::visible(&text);
        }
        let look = self.look();
        self.builder.formula(Words { text, place, verbatim: false, added: false, look });
        if let Some(around) = around {
            let story = self.close_story(around);
            self.builder.put_beside(story);
        }
    }
}

/// The name of the sheet that a sheet's settings say is shown.
fn shown(settings: &str) -> Option<String> {
    let rest = settings.split_once("\"ActiveTable\"")?.1;
    let (name, _) = rest.split_once('>')?.1.split_once('<')?;
    quick_xml::escape::unescape(name).ok().map(std::borrow::Cow::into_owned)
}
