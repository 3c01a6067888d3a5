//! What the elements of a text are.

use super::styles::Style;
use super::walk::{Around, Drawn, Frame, Said, Step, TableAt, Walk};
use crate::docx::names::Space;
use crate::docx::styles::Role;
use crate::docx::xml::Element;
use crate::flow::{Cell, Paragraph, Piece, Shape};
use crate::unseen::{length, named};
use probata_report::{BlockKind, HiddenKind, Span};
use std::rc::Rc;

/// Text boxes within text boxes and notes.
const DEEPEST: usize = 8;
/// A cell or row that is repeated more often is no table's.
const MOST_REPEATED: u32 = 1000;

impl<'x> Walk<'x> {
    /// An element begins.
    pub fn begin(&mut self, element: &Element<'x>) -> Step {
        match element.space {
            Space::OpenText => self.of_text(element),
            Space::OpenTable => self.of_table(element),
            Space::OpenOffice => self.of_office(element),
            Space::OpenDraw => self.of_drawing(element),
            // Which cells a chart shows.
            Space::OpenSvg if self.within.is_some() && !self.tables.is_empty() => Step::Aside,
            Space::OpenSvg if matches!(element.local(), "title" | "desc") => {
                Step::Into(Frame::Aside(String::new()))
            }
            _ => self.of_others(element),
        }
    }

    fn of_others(&mut self, element: &Element<'x>) -> Step {
        match element.local() {
            "creator" => Step::Into(Frame::Said(Said::Author)),
            "date" => Step::Into(Frame::Said(Said::Date)),
            // Of the author of a comment, who is named beside them.
            "creator-initials" | "sender-initials" => Step::Aside,
            "fieldmark-start" => {
                self.code.clear();
                Step::Into(Frame::FieldMark)
            }
            "param" => {
                if element.attribute("name").is_some_and(|name| name.ends_with("field.code")) {
                    self.code = element.attribute("value").unwrap_or_default();
                }
                Step::Into(Frame::Plain)
            }
            "fieldmark-end" => {
                self.builder.push(Piece::FieldEnd);
                Step::Into(Frame::Plain)
            }
            "header" | "header-left" | "header-first" => self.running_head(BlockKind::Header),
            "footer" | "footer-left" | "footer-first" => self.running_head(BlockKind::Footer),
            "math" => self.formula(element),
            "chart" => {
                self.chart();
                Step::Into(Frame::Plain)
            }
            _ => Step::Into(Frame::Plain),
        }
    }

    fn running_head(&mut self, kind: BlockKind) -> Step {
        self.builder.open_story();
        Step::Into(Frame::RunningHead(kind))
    }

    fn of_text(&mut self, element: &Element<'x>) -> Step {
        match element.local() {
            "p" | "h" => self.begin_paragraph(element),
            "list" => {
                self.lists.begin(element, self.styles, self.scope);
                Step::Into(Frame::List)
            }
            "list-item" | "list-header" => {
                self.lists.item(element, element.local() == "list-item");
                Step::Into(Frame::Plain)
            }
            "section" => self.section(element),
            "table-of-content" | "alphabetical-index" | "illustration-index" | "table-index"
            | "object-index" | "user-index" | "bibliography" => {
                self.contents += 1;
                Step::Into(Frame::Contents)
            }
            local if local.ends_with("-source") && self.contents > 0 => Step::Aside,
            "insertion" => Step::Into(Frame::Insertion),
            "tracked-changes" | "format-change" => Step::Into(Frame::Plain),
            "changed-region" => Step::Into(Frame::Region(element.attribute("id").unwrap_or_default())),
            "deletion" => {
                let around = self.open_story();
                self.builder.keeps_empty = true;
                Step::Into(Frame::Deletion(around))
            }
            "soft-page-break" => {
                self.page(false, None);
                Step::Into(Frame::Plain)
            }
            "number" | "sequence-decls" | "variable-decls" | "user-field-decls" | "script" => Step::Aside,
            _ => self.inline(element),
        }
    }

    fn section(&mut self, element: &Element<'x>) -> Step {
        // A condition is worked out by the program that writes the file.
        let shown = element.attribute("display").is_none_or(|display| display != "none");
        let hidden = element.attribute("is-hidden").is_some_and(|hidden| hidden == "true");
        if shown && !hidden {
            return Step::Into(Frame::Plain);
        }
        self.hidden += 1;
        self.relook();
        Step::Into(Frame::Hidden)
    }

    /// A paragraph begins: one that stands in another (in a picture, a shape of a group) stands beside it.
    fn begin_paragraph(&mut self, element: &Element<'x>) -> Step {
        if !self.builder.has_paragraph() {
            self.paragraph(element);
            return Step::Into(Frame::Paragraph);
        }
        let Some(around) = self.story_beside() else { return Step::Over };
        self.paragraph(element);
        Step::Into(Frame::Beside(around))
    }

    fn paragraph(&mut self, element: &Element<'x>) {
        let name = element.attribute("style-name").unwrap_or_default();
        let style = self.styles.get(self.scope, "paragraph", &name);
        let is_heading = element.local() == "h";
        let level = element.attribute("outline-level").and_then(|level| level.parse::<u8>().ok());
        let outline = is_heading.then(|| level.unwrap_or(1).clamp(1, 9));
        let indent = style.indent.unwrap_or(0);
        let listed = self.lists.is_open();
        let shape = Shape {
            role: if self.is_in_chart() { Some(Role::Caption) } else { style.role },
            outline,
            listed: listed && !is_heading,
            contents: self.contents > 0,
            left: style.left.unwrap_or(0),
            right: style.right.unwrap_or(0),
            hanging: indent < 0,
        };
        let number = if listed {
            self.lists.number()
        } else if is_heading && element.attribute("is-list-header").is_none_or(|is| is != "true") {
            let start = element.attribute("start-value").and_then(|value| value.parse().ok());
            self.lists.heading(usize::from(outline.unwrap_or(1)), start, self.styles)
        } else {
            String::new()
        };
        if element.attribute("is-hidden").is_some_and(|hidden| hidden == "true") {
            self.looks.push(Rc::new(Style { hidden: Some(true), ..Style::default() }));
        } else {
            self.looks.push(Rc::clone(&style));
        }
        self.relook();
        self.open_paragraph(shape, number);
        self.pages_of(&style);
    }

    fn open_paragraph(&mut self, shape: Shape, number: String) {
        let cell = self.cell();
        self.builder.begin_paragraph(Paragraph { shape, cell, number, ..Paragraph::default() });
    }

    fn pages_of(&mut self, style: &Style) {
        let number = style.page_number.filter(|number| *number > 0);
        if style.page_break && self.builder.nesting() == 0 && self.tables.is_empty() {
            self.pending_page = None;
            self.builder.push(Piece::Page { typed: true, number });
        } else if let Some((typed, number)) = self.pending_page.take() {
            self.builder.push(Piece::Page { typed, number });
        }
    }

    fn of_table(&mut self, element: &Element<'x>) -> Step {
        let count = |name: &str| {
            let said = element.attribute(name).and_then(|count| count.parse::<u32>().ok());
            said.unwrap_or(1).clamp(1, MOST_REPEATED)
        };
        match element.local() {
            "table" => {
                let index = self.builder.flow.cells.len();
                self.builder.end_paragraph(None);
                self.builder.flow.cells.push(0);
                let mut table = TableAt { index, row: 0, column: 0, hides: false };
                self.sheet(element, &mut table);
                self.tables.push(table);
                Step::Into(Frame::Table)
            }
            "table-row" => Step::Into(Frame::Row(count("number-rows-repeated"), self.builder.count())),
            "table-cell" => {
                if let Some(table) = self.tables.last()
                    && let Some(cells) = self.builder.flow.cells.get_mut(table.index)
                {
                    *cells = cells.saturating_add(1);
                }
                Step::Into(Frame::Cell(count("number-columns-repeated"), self.builder.count()))
            }
            "covered-table-cell" => {
                if let Some(table) = self.tables.last_mut() {
                    table.column = table.column.saturating_add(count("number-columns-repeated"));
                }
                Step::Into(Frame::Plain)
            }
            _ => Step::Into(Frame::Plain),
        }
    }

    fn of_office(&mut self, element: &Element<'x>) -> Step {
        match element.local() {
            "annotation" => self.begin_comment(element),
            "change-info" => Step::Into(Frame::ChangeInfo(self.open_story())),
            "annotation-end" => {
                self.end_comment_range(element);
                Step::Into(Frame::Plain)
            }
            "binary-data" | "scripts" | "script" => Step::Aside,
            "forms" => self.begin_forms(element),
            "document" => self.object_within(),
            "spreadsheet" | "presentation" | "drawing" if self.object_is(element.local()) => {
                Step::Into(Frame::Plain)
            }
            "spreadsheet" | "presentation" | "drawing" => {
                let why = "the file is a table, drawing or presentation; save the report as DOCX or text";
                self.builder.flow.lacks("whole file", why);
                Step::Over
            }
            _ => Step::Into(Frame::Plain),
        }
    }

    fn of_drawing(&mut self, element: &Element<'x>) -> Step {
        match element.local() {
            "frame" => {
                let of = |name: &str| element.attribute(name).and_then(|size| length(&size));
                let size = of("width").zip(of("height"));
                return Step::Into(Frame::Drawn(Drawn { size, ..Drawn::default() }));
            }
            "image" => {
                self.builder.flow.pictures += 1;
                let name = element.attribute("href").unwrap_or_default();
                if let Some(drawn) = self.drawn() {
                    drawn.picture.get_or_insert(name);
                }
            }
            "control" => return self.field_of_form(element),
            "object" | "object-ole" | "plugin" | "applet" => return self.object(element),
            "text-box" | "custom-shape" | "rect" | "ellipse" | "circle" | "polygon" | "polyline" | "path"
            | "line" | "connector" | "caption" | "measure" | "regular-polygon" => return self.text_box(),
            _ => {}
        }
        Step::Into(Frame::Plain)
    }

    fn text_box(&mut self) -> Step {
        self.story_beside().map_or(Step::Over, |around| Step::Into(Frame::TextBox(around)))
    }

    /// Opens a story that will stand beside the open paragraph; none if too many stand in each other.
    fn story_beside(&mut self) -> Option<Around> {
        if self.builder.nesting() >= DEEPEST {
            let why = format!("text boxes stand in text boxes more than {DEEPEST} deep");
            self.builder.flow.lacks(&self.source.name, why);
            return None;
        }
        Some(self.open_story())
    }

    /// What an element's end means.
    pub fn end(&mut self, frame: Frame) {
        match frame {
            Frame::Plain | Frame::Note(_) | Frame::Citation(_) | Frame::Said(_) => {}
            Frame::Region(_) => self.regions.forget_author(),
            Frame::Insertion => self.end_insertion(),
            Frame::Paragraph => self.end_paragraph(),
            Frame::Beside(around) => {
                self.end_paragraph();
                self.end_box(around);
            }
            Frame::Look => {
                self.looks.pop();
                self.relook();
            }
            Frame::Field => self.builder.push(Piece::FieldEnd),
            Frame::Hidden => {
                self.hidden = self.hidden.saturating_sub(1);
                self.relook();
            }
            Frame::NoteBody(note, around) => self.end_note(note, around),
            Frame::TextBox(around) => self.end_box(around),
            Frame::Object(outside) => self.end_object(outside),
            Frame::Comment(comment, around) => self.end_comment(comment, around),
            Frame::ChangeInfo(around) => self.end_remark(around),
            Frame::Contents => self.contents = self.contents.saturating_sub(1),
            Frame::List => self.lists.end(),
            Frame::Table => {
                self.builder.end_paragraph(None);
                if self.tables.pop().is_some_and(|table| table.hides) {
                    self.hidden = self.hidden.saturating_sub(1);
                    self.relook();
                }
            }
            Frame::Row(times, from) => self.end_row(times, from),
            Frame::Cell(times, from) => self.end_cell(times, from),
            Frame::Deletion(around) => self.end_deletion(around),
            Frame::FieldMark => self.field_mark(),
            Frame::RunningHead(kind) => {
                let story = self.builder.close_story();
                self.builder.flow.running.push((kind, story));
            }
            Frame::Aside(text) => {
                if let Some(drawn) = self.drawn().filter(|_| !text.trim().is_empty()) {
                    drawn.is_described = true;
                }
                self.hide(HiddenKind::AltText, &text);
            }
            Frame::Drawn(drawn) => self.end_drawn(&drawn),
        }
    }

    fn end_paragraph(&mut self) {
        self.builder.end_paragraph(self.inserted);
        self.looks.pop();
        self.relook();
    }

    fn end_row(&mut self, times: u32, from: usize) {
        let Some(table) = self.tables.last_mut() else { return };
        (table.row, table.column) = (table.row.saturating_add(times), 0);
        self.repeat(times, from, |cell, by| Cell { row: cell.row.saturating_add(by), ..cell });
    }

    fn end_cell(&mut self, times: u32, from: usize) {
        self.builder.end_paragraph(None);
        let Some(table) = self.tables.last_mut() else { return };
        table.column = table.column.saturating_add(times);
        self.repeat(times, from, |cell, by| Cell { column: cell.column.saturating_add(by), ..cell });
    }

    /// What stands there since `from` stands there so many times.
    fn repeat(&mut self, times: u32, from: usize, to: impl Fn(Cell, u32) -> Cell) {
        let index = self.tables.last().map_or(usize::MAX, |table| table.index);
        if times > 1 && self.builder.count() > from {
            if times == MOST_REPEATED {
                let why = format!(
                    "a cell or row of it is said to stand there {MOST_REPEATED} times or more; it is read so often"
                );
                self.builder.flow.lacks("a table", why);
            }
            self.builder
                .flow
                .cells
                .get_mut(index)
                .into_iter()
                .for_each(|cells| *cells = cells.saturating_add(1));
            self.builder.repeat(from, times - 1, to);
        }
    }

    fn end_box(&mut self, around: Around) {
        let story = self.close_story(around);
        self.builder.put_beside(story);
    }

    /// A frame ends: a picture in it that nobody described is named.
    fn end_drawn(&mut self, drawn: &Drawn) {
        let Some(name) = drawn.picture.as_deref().filter(|_| !drawn.is_described && self.hidden == 0) else {
            return;
        };
        if let Some(what) = named(name, drawn.size) {
            self.builder.push(Piece::Picture(what));
        }
    }

    /// Keeps words that are not printed.
    pub fn hide(&mut self, kind: HiddenKind, text: &str) {
        if !text.trim().is_empty() {
            let (text, member) = (text.trim().to_owned(), self.member);
            self.builder.push(Piece::Hidden { kind, text, member });
        }
    }

    fn end_note(&mut self, note: usize, around: Around) {
        let story = self.close_story(around);
        if let Some(note) = self.builder.flow.notes.get_mut(note) {
            note.story = story;
        }
    }

    /// The range of an element's start.
    pub fn span_of(&self, element: &Element<'x>) -> Span {
        Span::new(element.at, self.cursor.position())
    }
}
