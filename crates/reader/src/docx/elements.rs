//! What each element is, by its namespace, its name and what it stands in.

use super::embedded::{PutIn, Role};
use super::names::Space;
use super::pictures::Placed;
use super::story::{Beside, Frame, Mode, Step, Story};
use super::xml::Element;
use probata_report::HiddenKind;

impl<'x> Story<'_, '_, 'x> {
    /// What to do with an element.
    pub fn begin(&mut self, element: &Element<'x>) -> Step {
        match self.frames.last() {
            Some(Frame::ParagraphProperties) => return self.paragraph_property(element),
            Some(Frame::MarkProperties) => return self.mark_property(element),
            Some(Frame::RunProperties) => return self.run_property(element),
            Some(Frame::RowProperties | Frame::CellProperties) => return self.table_property(element),
            Some(Frame::FormData) => return self.form_property(element),
            _ => {}
        }
        match element.space {
            Space::Word => self.word(element),
            Space::Compatibility => self.alternative(element),
            Space::Drawing => self.drawing(element),
            Space::Vml => self.old_drawing(element),
            Space::Office if element.local() == "OLEObject" => self.embedded(element),
            Space::Math => self.formula(element),
            Space::Known if element.local() == "symEx" => self.emoji(element),
            _ => Step::Into(Frame::Plain),
        }
    }

    /// A character beyond the first 65536, whose form for older programs stands behind it as a text.
    fn emoji(&mut self, element: &Element<'x>) -> Step {
        self.symbol(element);
        self.cursor.seen += 1;
        self.reading.delivered += 1;
        Step::Into(Frame::Plain)
    }

    fn word(&mut self, element: &Element<'x>) -> Step {
        match element.local() {
            "p" => self.begin_paragraph(),
            "pPr" => return Step::Into(Frame::ParagraphProperties),
            "r" => return self.begin_run(),
            "rPr" => return Step::Into(Frame::RunProperties),
            "t" | "delText" => return Step::Into(Frame::Characters(false, element.keeps_space())),
            "instrText" | "delInstrText" => return Step::Into(Frame::Characters(true, true)),
            "tbl" => return self.begin_table(element),
            "tr" => return Step::Into(Frame::Row(false)),
            "trPr" => return Step::Into(Frame::RowProperties),
            "tc" => return self.begin_cell(),
            "tcPr" => return Step::Into(Frame::CellProperties),
            "ins" | "moveTo" => return self.begin_change(true, element),
            "del" | "moveFrom" => return self.begin_change(false, element),
            "fldSimple" => return self.simple_field(element),
            "fldChar" => self.field_char(element),
            "drawing" | "pict" => self.placed = Placed::default(),
            "object" => self.placed = Placed::of_object(),
            "fldData" => return Step::Into(Frame::FieldData),
            "ffData" => return Step::Into(Frame::FormData),
            "hyperlink" => return self.begin_link(element),
            "txbxContent" => return self.begin_text_box(element),
            "rt" => {
                self.run.ruby = true;
                return Step::Into(Frame::Ruby);
            }
            "footnoteReference" | "endnoteReference" => self.note_reference(element),
            "sectPr" | "sdtPr" | "sdtEndPr" | "tblPr" | "tblGrid" | "tblPrEx" | "rubyPr" | "smartTagPr"
            | "customXmlPr" | "background" => return Step::Over,
            name if name.ends_with("PrChange") || name == "numberingChange" => return Step::Over,
            _ => self.point(element),
        }
        if element.local() == "p" { Step::Into(Frame::Paragraph) } else { Step::Into(Frame::Plain) }
    }

    /// Elements that stand for a character or a place.
    fn point(&mut self, element: &Element<'x>) {
        match element.local() {
            "tab" | "ptab" => self.sign("\t"),
            "br" if element.attribute("type").is_some_and(|t| t == "page") => {
                self.page_break(true);
                self.sign("\n");
            }
            "br" | "cr" => self.sign("\n"),
            "lastRenderedPageBreak" => self.page_break(false),
            "noBreakHyphen" => self.sign("\u{2011}"),
            "sym" => self.symbol(element),
            "commentRangeStart" => self.comment(element, true, true),
            "commentRangeEnd" => self.comment(element, false, true),
            "commentReference" => self.comment(element, false, false),
            "bookmarkStart" => {
                let (id, name) = (element.attribute("id"), element.attribute("name"));
                let (at, marks) = (self.reading.draft.position(), self.reading.draft.document.marks.len());
                self.reading.bookmarks.begin(id.unwrap_or_default(), name.unwrap_or_default(), at, marks);
            }
            "bookmarkEnd" => {
                let (at, marks) = (self.reading.draft.position(), self.reading.draft.document.marks.len());
                self.reading.bookmarks.end(&element.attribute("id").unwrap_or_default(), at, marks);
            }
            "altChunk" => {
                if let Some(member) = self.target(element, "id") {
                    self.reading.put_in.push(PutIn { member, program: String::new(), role: Role::File });
                }
                self.put_in(element, "a file put in by another program");
            }
            // A control of a form (ActiveX): what was typed or ticked in it is its own program's.
            "control" => {
                let what = element.attribute("name").unwrap_or_else(|| "of a kind not named".into());
                let place = self.target(element, "id");
                self.unread_object(place, &what);
            }
            "subDoc" => self.put_in(element, "a document linked into this one"),
            _ => {}
        }
    }

    fn put_in(&mut self, element: &Element<'x>, what: &str) {
        let target = element.relation("id").and_then(|id| self.part.relations.get(&id));
        let place = target.map_or_else(|| self.place_name().to_owned(), |relation| relation.target.clone());
        self.reading.lacks(place, format!("{what} was not read; open the report in Word and save it again"));
    }

    fn alternative(&mut self, element: &Element<'x>) -> Step {
        match (element.local(), self.frames.last().copied()) {
            ("AlternateContent", _) => Step::Into(Frame::Alternatives(false, 0)),
            ("Choice", Some(Frame::Alternatives(taken, _))) => {
                if taken || !self.cursor.understands(element) {
                    return Step::Aside(usize::MAX);
                }
                self.take_alternative();
                Step::Into(Frame::Choice(self.cursor.seen))
            }
            // The form for older programs: the same words again. Should it have more, some are missing in the newer.
            ("Fallback", Some(Frame::Alternatives(true, seen))) => Step::Aside(seen),
            ("Fallback", Some(Frame::Alternatives(false, _))) => {
                self.take_alternative();
                Step::Into(Frame::Choice(self.cursor.seen))
            }
            _ => Step::Into(Frame::Plain),
        }
    }

    fn take_alternative(&mut self) {
        if let Some(Frame::Alternatives(taken, _)) = self.frames.last_mut() {
            *taken = true;
        }
    }

    fn drawing(&mut self, element: &Element<'x>) -> Step {
        match element.local() {
            "inline" | "anchor" => self.placed = Placed::default(),
            "extent" => self.placed.sized(element),
            "cNvPr" => self.placed.described(element),
            "docPr" => {
                self.placed.described(element);
                for name in ["descr", "title"] {
                    self.alternative_text(element.attribute(name));
                }
            }
            "blip" => self.picture(element, "embed"),
            "chart" => self.beside.extend(self.target(element, "id").map(Beside::Chart)),
            "relIds" => self.beside.extend(self.target(element, "dm").map(Beside::Diagram)),
            "t" => return Step::Into(Frame::Characters(false, true)),
            _ => {}
        }
        Step::Into(Frame::Plain)
    }

    fn old_drawing(&mut self, element: &Element<'x>) -> Step {
        match element.local() {
            "shape" | "rect" => self.placed.shaped(element),
            "imagedata" => self.picture(element, "id"),
            // Letters drawn as a picture: a watermark.
            "textpath" => self.alternative_text(element.attribute("string")),
            _ => {}
        }
        self.alternative_text(element.attribute("alt"));
        Step::Into(Frame::Plain)
    }

    fn alternative_text(&mut self, text: Option<String>) {
        let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return };
        let (place, paragraph) = (self.place_name(), self.cursor.paragraphs);
        self.reading.hide_here(HiddenKind::AltText, text.trim(), place, paragraph);
    }

    fn target(&self, element: &Element<'x>, name: &str) -> Option<String> {
        let id = element.relation(name)?;
        self.part.relations.get(&id).map(|relation| relation.target.clone())
    }

    fn embedded(&mut self, element: &Element<'x>) -> Step {
        let what = element.attribute("ProgID").unwrap_or_else(|| "of a kind not named".into());
        match self.target(element, "id") {
            Some(member) => self.reading.put_in.push(PutIn { member, program: what, role: Role::Object }),
            None => self.unread_object(None, &what),
        }
        Step::Into(Frame::Plain)
    }

    fn unread_object(&mut self, place: Option<String>, what: &str) {
        let why = format!("an embedded object ({what}) was not read; check what it shows by hand");
        let place = place.unwrap_or_else(|| self.place_name().to_owned());
        self.reading.lacks(place, why);
    }

    fn begin_text_box(&mut self, element: &Element<'x>) -> Step {
        if matches!(self.mode, Mode::Note(_)) {
            self.broken_line = true;
            return Step::Into(Frame::Plain);
        }
        // A text box that is itself the story.
        if self.frames.is_empty() {
            return Step::Into(Frame::Plain);
        }
        let change = self.change_around();
        self.beside.push(Beside::TextBox(self.cursor.point(element), change));
        Step::Over
    }

    fn comment(&mut self, element: &Element<'x>, begins: bool, ranged: bool) {
        let (id, at) = (element.attribute("id").unwrap_or_default(), self.reading.draft.position());
        let known = self.reading.comments.get(&id).copied();
        let range = match (begins, known) {
            (true, _) | (_, None) => (at, at),
            (false, Some((start, _))) if ranged => (start, at),
            (false, Some(range)) => range,
        };
        self.reading.comments.insert(id, range);
    }
}
