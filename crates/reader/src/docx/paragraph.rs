//! Paragraphs and runs: their properties, what kind of block they make, their words.

use super::changes::Change;
use super::story::{Frame, Mode, Step, Story};
use super::styles::{Look, Role, Style};
use super::symbols;
use super::xml::{Chars, Element, visible};
use crate::draft::Place;
use crate::signs;
use probata_report::{BlockKind, Span};
use std::rc::Rc;

/// Left indent, in twentieths of a point, from which a paragraph is set apart: one centimetre.
const SET_APART: i32 = 567;
/// Right indent from which it is.
const SET_APART_RIGHT: i32 = 284;
/// Up to this size, in half points, nobody can read a character on paper.
const UNREADABLE: u32 = 2;

/// The paragraph being read.
#[derive(Default)]
pub(super) struct Paragraph {
    pub open: bool,
    style: Rc<Style>,
    style_id: String,
    list: Option<String>,
    level: Option<usize>,
    outline: Option<u8>,
    left: Option<i32>,
    right: Option<i32>,
    hanging: bool,
    shaded: bool,
    page_before: bool,
    /// A frame: text set in a box.
    framed: bool,
    /// A drop cap: the next paragraph runs on from it.
    drop_cap: bool,
    /// How its end looks.
    mark: Look,
    /// Its end was inserted (true) or deleted.
    mark_change: Option<Change>,
    ends_section: bool,
    /// True once its number was counted.
    counted: bool,
    /// True once it has visible text.
    started: bool,
    /// Runs begun so far.
    pub runs: u32,
    caption: bool,
}

/// The run being read.
#[derive(Default)]
pub(super) struct Run {
    look: Look,
    style: Option<Look>,
    pub ruby: bool,
}

impl<'x> Story<'_, '_, 'x> {
    /// A paragraph begins.
    pub fn begin_paragraph(&mut self) {
        if self.paragraph.open {
            self.end_paragraph();
        }
        let style = Rc::clone(&self.reading.styles.default);
        self.paragraph = Paragraph { open: true, style, ..Paragraph::default() };
    }

    /// A paragraph's property.
    pub fn paragraph_property(&mut self, element: &Element<'x>) -> Step {
        let twips =
            |name: &str| element.attribute(name).and_then(|v| v.parse::<f64>().ok()).map(|v| v as i32);
        let paragraph = &mut self.paragraph;
        match element.local() {
            "pStyle" => {
                paragraph.style_id = element.value().unwrap_or_default();
                paragraph.style = self.reading.styles.get(&paragraph.style_id);
            }
            "numPr" => return Step::Into(Frame::ParagraphProperties),
            "ilvl" => paragraph.level = element.number(),
            "numId" => paragraph.list = element.value(),
            "outlineLvl" => paragraph.outline = element.number(),
            "ind" => {
                paragraph.left = twips("left").or_else(|| twips("start"));
                paragraph.right = twips("right").or_else(|| twips("end"));
                paragraph.hanging = element.attribute("hanging").is_some();
            }
            "shd" => {
                let mut look = Look::default();
                look.set(element);
                paragraph.shaded = look.shaded == Some(true);
            }
            "pageBreakBefore" => paragraph.page_before = element.is_on(),
            "framePr" => {
                paragraph.drop_cap = element.attribute("dropCap").is_some_and(|d| d != "none");
                paragraph.framed = !paragraph.drop_cap;
            }
            "rPr" => return Step::Into(Frame::MarkProperties),
            "sectPr" => paragraph.ends_section = true,
            _ => {}
        }
        Step::Over
    }

    /// A property of a paragraph's end.
    pub fn mark_property(&mut self, element: &Element<'x>) -> Step {
        match element.local() {
            "ins" | "moveTo" => self.paragraph.mark_change = Some(self.change(true, element)),
            // Inserted by one and deleted by another: the deletion is the later.
            "del" | "moveFrom" => self.paragraph.mark_change = Some(self.change(false, element)),
            _ => self.paragraph.mark.set(element),
        }
        Step::Over
    }

    /// A run begins.
    pub fn begin_run(&mut self) -> Step {
        self.paragraph.runs += 1;
        self.run = Run { ruby: self.run.ruby, ..Run::default() };
        Step::Into(Frame::Run)
    }

    /// A run's property.
    pub fn run_property(&mut self, element: &Element<'x>) -> Step {
        if element.local() == "rStyle" {
            self.run.style = element.value().map(|id| self.reading.styles.get(&id).look);
        } else {
            self.run.look.set(element);
        }
        Step::Over
    }

    /// A run's look with all styles it stands under.
    fn look(&self) -> Look {
        let (paragraph, run) = (self.paragraph.style.look, self.run.style.unwrap_or_default());
        let mut look = self.run.look.or(run).or(paragraph).or(self.reading.styles.base);
        // Hiding is a switch: two styles that hide cancel each other, a run's own word is final.
        if self.run.look.hidden.is_none() {
            let switched = paragraph.hidden.unwrap_or(false) ^ run.hidden.unwrap_or(false);
            look.hidden = Some(switched || self.reading.styles.base.hidden.unwrap_or(false));
        }
        look
    }

    /// True if a reader of the page does not see the run.
    fn is_hidden(&self, look: Look) -> bool {
        let shaded = look.shaded == Some(true) || self.paragraph.shaded;
        let white = look.white == Some(true) && !shaded && self.tables.is_empty() && self.mode != Mode::Box;
        look.hidden == Some(true) || white || look.size.is_some_and(|size| size <= UNREADABLE)
    }

    /// The words of a text element.
    pub fn deliver(&mut self, code: bool, spaced: bool) {
        let mut pieces = std::mem::take(&mut self.pieces);
        if !spaced {
            if let Some(first) = pieces.first_mut() {
                trim(first, true);
            }
            if let Some(last) = pieces.last_mut() {
                trim(last, false);
            }
        }
        let look = self.look();
        for piece in pieces.drain(..) {
            self.piece(piece, code, look);
        }
        self.pieces = pieces;
    }

    fn piece(&mut self, piece: Chars<'x>, code: bool, look: Look) {
        let count = visible(&piece.text);
        if self.taken_by_field(&piece.text, code) || self.taken_by_change(&piece.text) {
            self.reading.delivered += count;
        } else if self.run.ruby || self.is_hidden(look) {
            self.hide(&piece.text);
            self.reading.delivered += count;
        } else {
            let verbatim = piece.verbatim && !self.part.source.recoded;
            let place = self.place(piece.source);
            if piece.text.chars().any(|c| look.sign_font(c).is_some()) {
                self.signs(&piece.text, place, look);
            } else if piece.text.contains(['\n', '\r']) {
                self.show(&piece.text.replace(['\n', '\r'], " "), place, false, look);
            } else {
                self.show(&piece.text, place, verbatim, look);
            }
            if !self.reading.draft.is_full() {
                self.reading.delivered += count;
            }
        }
    }

    fn hide(&mut self, text: &str) {
        let (place, paragraph) = (self.place_name(), self.cursor.paragraphs);
        let kind = if self.run.ruby {
            probata_report::HiddenKind::AltText
        } else {
            probata_report::HiddenKind::HiddenText
        };
        self.reading.hide_here(kind, text, place, paragraph);
    }

    /// True if what stands here is on the page.
    pub fn is_shown(&self) -> bool {
        !self.in_code() && !self.is_changed_away() && !self.run.ruby && !self.is_hidden(self.look())
    }

    /// Letters of a font of signs: what they show there.
    fn signs(&mut self, text: &str, place: Place, look: Look) {
        let shown: String = text
            .chars()
            .map(|c| match look.sign_font(c) {
                Some(font) => font.shown(c).unwrap_or_else(|code| self.unknown_sign(font.name(), code)),
                None if matches!(c, '\n' | '\r') => ' ',
                None => c,
            })
            .collect();
        self.show(&shown, place, false, look);
    }

    /// A sign that is not known is told, and something stands for it.
    pub fn unknown_sign(&mut self, font: &str, code: u32) -> char {
        let (place, why) = signs::unknown(font, code);
        self.reading.lacks(place, why);
        signs::UNKNOWN
    }

    /// A character that stands in the file as an element.
    pub fn sign(&mut self, text: &str) {
        if self.in_code() || self.taken_by_change(text) || !self.is_shown() {
            return;
        }
        if self.started() {
            self.flush_line();
            self.reading.draft.add(text);
        }
    }

    /// What a field shows without a result.
    pub fn words_of_field(&mut self, text: &str) {
        if self.in_code() {
            self.taken_by_field(text, true);
            return;
        }
        if self.taken_by_change(text) {
            return;
        }
        let look = self.look();
        if self.is_hidden(look) {
            self.hide(text);
        } else {
            let here = self.cursor.position();
            self.show(text, self.place(Span::new(here, here)), false, look);
        }
    }

    /// A character of a sign font, by its code.
    pub fn symbol(&mut self, element: &Element<'x>) {
        let shown = symbols::shown(element);
        let text = shown.unwrap_or_else(|(font, code)| self.unknown_sign(&font, code)).to_string();
        let look = self.look();
        if self.taken_by_field(&text, false) || self.taken_by_change(&text) {
        } else if self.is_hidden(look) {
            self.hide(&text);
        } else {
            let place = self.place(Span::new(element.at, element.at));
            self.show(&text, place, false, look);
        }
    }

    /// Visible words.
    fn show(&mut self, text: &str, place: Place, verbatim: bool, look: Look) {
        if let Some((kind, id)) = self.custom_mark.take() {
            return self.own_mark(kind, &id, text, place, verbatim);
        }
        let (mut text, mut place) = (text, place);
        if !self.started() {
            text = self.own_label_passed(text, &mut place);
            let trimmed = text.trim_start();
            if trimmed.is_empty() {
                return;
            }
            place.source.start += if verbatim { text.len() - trimmed.len() } else { 0 };
            text = trimmed;
        }
        self.start();
        if std::mem::take(&mut self.apart) {
            self.keep_apart(text);
        }
        let from = self.reading.draft.position();
        let lowered = self.reading.draft.lowered(text);
        if look.subscript == Some(true) && lowered != text {
            self.reading.draft.push(&lowered, place, false);
        } else {
            self.reading.draft.push(text, place, verbatim);
        }
        self.reading.pages.text();
        if look.superscript == Some(true) {
            self.reading.draft.superscripts.push(Span::new(from, self.reading.draft.position()));
        }
    }

    /// In a note with a mark of its own: its words without that mark, which is there already.
    fn own_label_passed<'t>(&mut self, text: &'t str, place: &mut Place) -> &'t str {
        let Mode::Note(label) = &mut self.mode else { return text };
        let trimmed = text.trim_start();
        let Some(rest) = label.as_deref().and_then(|label| trimmed.strip_prefix(label)) else { return text };
        *label = None;
        place.source.start += text.len() - rest.len();
        rest
    }

    /// True if the block being read has visible text.
    fn started(&self) -> bool {
        if matches!(self.mode, Mode::Note(_)) { !self.fresh } else { self.reading.draft.is_open() }
    }

    /// Sees that a block is open, with the paragraph's number.
    pub fn start(&mut self) {
        if matches!(self.mode, Mode::Note(_)) {
            self.flush_line();
            self.fresh = false;
            self.paragraph.started = true;
            return;
        }
        if !self.reading.draft.is_open() {
            let kind = self.kind();
            let boxed = self.mode == Mode::Box || self.paragraph.framed || self.in_box();
            self.reading.draft.begin(kind, boxed);
            let number = self.count_paragraph();
            if !number.is_empty() {
                self.reading.draft.add(&number);
            }
        } else if self.joining {
            let kind = self.kind();
            self.reading.draft.retype(kind);
        }
        self.joining = false;
        self.paragraph.started = true;
    }

    fn flush_line(&mut self) {
        if std::mem::take(&mut self.broken_line) && !self.fresh {
            self.reading.draft.break_line();
        }
    }

    fn list(&self) -> Option<(String, usize)> {
        let paragraph = &self.paragraph;
        let list = paragraph.list.as_ref().or(paragraph.style.list.as_ref()).filter(|id| *id != "0")?;
        let of_style = || self.reading.numbering.level_of_style(list, &paragraph.style_id);
        let of_base = || self.reading.numbering.level_of_style(list, &paragraph.style.list_style);
        let level = paragraph.level.or_else(of_style).or(paragraph.style.level).or_else(of_base).unwrap_or(0);
        Some((list.clone(), level))
    }

    fn count_paragraph(&mut self) -> String {
        if std::mem::replace(&mut self.paragraph.counted, true) {
            return String::new();
        }
        let Some((list, level)) = self.list() else { return String::new() };
        self.reading.numbering.count(&list, level)
    }

    /// What block the paragraph makes.
    fn kind(&self) -> BlockKind {
        if let Mode::Running(kind) = self.mode {
            return kind;
        }
        if let Some(cell) = self.cell() {
            return cell;
        }
        let (paragraph, style) = (&self.paragraph, &self.paragraph.style);
        match (paragraph.outline, style.role) {
            (Some(level @ 0..=8), _) => return BlockKind::Heading(level + 1),
            (Some(_), Some(Role::Heading(_))) => {}
            (_, Some(Role::Heading(level))) => return BlockKind::Heading(level),
            (_, Some(Role::Caption)) => return BlockKind::Caption,
            (_, Some(Role::Apparatus)) => return BlockKind::Apparatus,
            (_, Some(Role::Quotation)) => return BlockKind::Quotation,
            _ => {}
        }
        if self.in_contents() {
            BlockKind::Apparatus
        } else if paragraph.caption {
            BlockKind::Caption
        } else if self.list().is_some() || style.role == Some(Role::ListItem) {
            BlockKind::ListItem
        } else if self.is_set_apart() {
            BlockKind::Quotation
        } else {
            BlockKind::Paragraph
        }
    }

    fn is_set_apart(&self) -> bool {
        let (paragraph, style) = (&self.paragraph, &self.paragraph.style);
        let left = paragraph.left.or(style.left).unwrap_or(0);
        let right = paragraph.right.or(style.right).unwrap_or(0);
        let hanging = paragraph.hanging || style.hanging;
        !hanging && left >= SET_APART && right >= SET_APART_RIGHT
    }

    /// A caption: the paragraph begins with what its counting field counts ("Table 3").
    pub fn caption_field(&mut self, counted: &str, field_start: usize) {
        let Some(start) = self.reading.draft.block_start() else { return };
        let before = self.reading.draft.document.text.get(start..field_start).unwrap_or_default().trim();
        let named = before.to_lowercase().ends_with(&counted.to_lowercase().replace('_', " "));
        if self.kind() == BlockKind::Paragraph
            && named
            && before.chars().count() <= counted.chars().count() + 12
        {
            self.paragraph.caption = true;
            self.reading.draft.retype(BlockKind::Caption);
        }
    }

    /// A break of the page.
    pub fn page_break(&mut self, typed: bool) {
        if !matches!(self.mode, Mode::Body) || !self.is_shown() {
            return;
        }
        let (at, section) = (self.reading.draft.position(), self.reading.section);
        let (pages, sections) = (&mut self.reading.pages, &self.reading.calls.sections);
        if typed { pages.typed(at, section, sections) } else { pages.laid_out(at, section, sections) }
    }

    /// A paragraph ends.
    pub fn end_paragraph(&mut self) {
        if !self.paragraph.open {
            return;
        }
        let runs_on = self.end_mark() || self.paragraph.drop_cap;
        let mark_hidden = self.paragraph.mark.hidden == Some(true);
        let unseen = mark_hidden && !self.paragraph.started;
        if !runs_on && !unseen {
            self.count_paragraph();
        }
        self.after_left_indent();
        self.forget_own_mark();
        if !self.paragraph.drop_cap {
            self.line_away();
        }
        self.paragraph.open = false;
        if runs_on {
            self.joining |= self.reading.draft.is_open();
        } else {
            if self.joining {
                let kind = self.kind();
                self.reading.draft.retype(kind);
            }
            self.end_block();
        }
        if self.paragraph.ends_section && self.mode == Mode::Body {
            self.end_section();
        }
    }

    /// Indented from the left only: a quotation if it begins as one.
    fn after_left_indent(&mut self) {
        let Some(start) = self.reading.draft.block_start() else { return };
        let indented = self.paragraph.left.is_some_and(|left| left >= SET_APART) && !self.paragraph.hanging;
        let text = self.reading.draft.document.text.get(start..).unwrap_or_default();
        let quoted = text.starts_with(['“', '"', '«', '„', '‘', '”']);
        if self.mode == Mode::Body && indented && quoted && self.kind() == BlockKind::Paragraph {
            self.reading.draft.retype(BlockKind::Quotation);
        }
    }

    /// Says what became of the paragraph's end; true if it is not there, so that the next paragraph runs on.
    fn end_mark(&mut self) -> bool {
        let Some(change) = self.paragraph.mark_change.take() else { return false };
        let gone = !change.is_shown(self.reading.options.changes);
        if gone {
            let (place, paragraph) = (self.place_name(), self.cursor.paragraphs);
            let at = self.reading.draft.position();
            self.reading.hide(change.hidden("¶", Span::new(at, at), place), paragraph);
        }
        gone
    }

    fn end_section(&mut self) {
        self.reading.section += 1;
        let (at, section) = (self.reading.draft.position(), self.reading.section);
        let next = self.reading.calls.sections.get(section);
        if next.is_some_and(|next| !next.continuous) {
            self.reading.pages.typed(at, section, &self.reading.calls.sections);
        }
    }

    /// Where the paragraph asks for a new page.
    pub fn page_before(&mut self) {
        if std::mem::take(&mut self.paragraph.page_before) && self.mode == Mode::Body {
            self.page_break(true);
        }
    }
}

/// White space at an edge that does not count, because the file does not say that it does.
fn trim(piece: &mut Chars<'_>, at_start: bool) {
    let (whole, kept) =
        (piece.text.len(), if at_start { piece.text.trim_start() } else { piece.text.trim_end() });
    let gone = whole - kept.len();
    if gone == 0 {
        return;
    }
    let kept = kept.to_owned();
    if at_start {
        piece.source.start += gone;
    } else {
        piece.source.end -= gone.min(piece.source.len());
    }
    piece.text = kept.into();
}
