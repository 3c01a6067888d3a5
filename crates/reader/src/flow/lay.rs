//! Lays a flow into a draft: the body with its boxes behind their paragraphs, the notes, the running heads.
//!
//! Invariant: characters delivered are counted here, apart from the count of what the format saw.

use super::changes::Collected;
use super::notes::NoteRules;
use super::pages::Pages;
use super::places::{OpenField, Places, Reference};
use super::{Change, Flow, Look, Note, Paragraph, Piece, Story, Words};
use crate::docx::changes;
use crate::docx::xml::visible;
use crate::draft::Draft;
use crate::unseen::{self, Unseen};
use crate::{Changes, Options};
use probata_report::{BlockKind, Document, Span};
use std::collections::{HashMap, HashSet};

/// What kind of story is being laid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Body,
    Box,
    Note,
    Running(BlockKind),
}

/// What the laying of one flow has come to.
pub(super) struct Loom<'o> {
    pub draft: Draft,
    pub side: Changes,
    options: &'o Options,
    members: Vec<String>,
    done: Vec<usize>,
    pub changes: Vec<Change>,
    pub collected: Option<Collected>,
    /// The next hidden words stand in another paragraph than the last.
    pub new_line: bool,
    pub flow_notes: Vec<Note>,
    pub rules: [NoteRules; 2],
    pub counted: [i64; 2],
    /// Footnotes and endnotes whose marks are in the text, with their labels.
    pub called: [Vec<(usize, String)>; 2],
    /// Notes whose marks are not, and where they would stand.
    pub dropped: Vec<(usize, Look, usize)>,
    /// The note of the document that each note became.
    pub note_starts: HashMap<usize, usize>,
    /// The note being laid.
    pub in_note: Option<usize>,
    pub own_label: Option<String>,
    /// In a note: nothing yet but the label; and a line break that waits for words.
    pub fresh: bool,
    broken_line: bool,
    pub places: Places,
    pub fields: Vec<OpenField>,
    pub references: Vec<Reference>,
    pub comments: Vec<Option<Span>>,
    pages: Pages,
    cells: Vec<u32>,
    tables: HashMap<usize, u32>,
    /// The paragraph being laid, as its block begins.
    /// Pictures that nobody described.
    unseen: Vec<Unseen>,
    shape: super::Shape,
    kind: BlockKind,
    boxed: bool,
    number: String,
    mode: Mode,
    /// The paragraph before runs on, because its end is gone.
    joining: bool,
}

/// Lays a flow. Gives the finished document.
pub(crate) fn lay(path: &str, format: &str, mut flow: Flow, options: &Options) -> Document {
    let mut loom = Loom::new(path, format, &mut flow, options);
    loom.story(std::mem::take(&mut flow.body), &Mode::Body);
    loom.draft.end();
    loom.notes();
    loom.running(std::mem::take(&mut flow.running));
    let (document, superscripts) = loom.end(flow);
    crate::finish::finish(document, &superscripts, options)
}

impl<'o> Loom<'o> {
    fn new(path: &str, format: &str, flow: &mut Flow, options: &'o Options) -> Self {
        Self {
            draft: Draft::new(path, format, options.limits.text),
            side: options.changes,
            options,
            members: std::mem::take(&mut flow.members),
            done: std::mem::take(&mut flow.aside),
            changes: std::mem::take(&mut flow.changes),
            collected: None,
            new_line: false,
            flow_notes: std::mem::take(&mut flow.notes),
            rules: std::mem::take(&mut flow.rules),
            counted: [0; 2],
            called: [Vec::new(), Vec::new()],
            dropped: Vec::new(),
            note_starts: HashMap::new(),
            in_note: None,
            own_label: None,
            fresh: false,
            broken_line: false,
            places: Places::default(),
            fields: Vec::new(),
            references: Vec::new(),
            comments: vec![None; flow.comments.len()],
            pages: Pages::new(),
            cells: std::mem::take(&mut flow.cells),
            tables: HashMap::new(),
            unseen: Vec::new(),
            shape: super::Shape::default(),
            kind: BlockKind::Paragraph,
            boxed: false,
            number: String::new(),
            mode: Mode::Body,
            joining: false,
        }
    }

    /// A member's name for a person.
    pub fn name_of(&self, member: u16) -> String {
        self.members.get(usize::from(member)).cloned().unwrap_or_default()
    }

    /// Counts characters that were delivered, or kept beside the text.
    pub fn delivered(&mut self, member: u16, count: usize) {
        let member = usize::from(member);
        if self.done.len() <= member {
            self.done.resize(member + 1, 0);
        }
        self.done[member] += count;
    }

    /// Lays a story.
    pub fn story(&mut self, story: Story, mode: &Mode) {
        let around = std::mem::replace(&mut self.mode, *mode);
        for paragraph in story.paragraphs {
            self.paragraph(paragraph);
        }
        self.joining = false;
        if self.mode != Mode::Note {
            self.draft.end();
        }
        self.mode = around;
    }

    fn paragraph(&mut self, paragraph: Paragraph) {
        let Paragraph { shape, cell, boxed, number, pieces, end, drop_cap, boxes } = paragraph;
        let one_cell = cell.is_some_and(|cell| self.cells.get(cell.table) == Some(&1));
        self.kind = match (self.mode, cell.filter(|_| !one_cell)) {
            (Mode::Running(kind), _) => kind,
            (_, Some(cell)) => {
                let next = self.tables.len().try_into().unwrap_or(u32::MAX);
                let table = *self.tables.entry(cell.table).or_insert(next);
                BlockKind::Cell { table, row: cell.row, column: cell.column }
            }
            (_, None) => shape.kind(),
        };
        (self.shape, self.number) = (shape, number);
        self.boxed = boxed || one_cell || self.mode == Mode::Box;
        if !self.joining && self.mode != Mode::Note {
            self.draft.end();
        }
        self.new_line = true;
        pieces.into_iter().for_each(|piece| self.piece(piece));
        self.end_paragraph(end, shape, drop_cap);
        if !boxes.is_empty() && self.mode != Mode::Note {
            self.draft.end();
        }
        for story in boxes {
            let mode = match self.mode {
                Mode::Body | Mode::Box => Mode::Box,
                other => other,
            };
            self.story(story, &mode);
        }
    }

    fn end_paragraph(&mut self, end: Option<u32>, shape: super::Shape, drop_cap: bool) {
        self.end_change();
        self.end_fields();
        let gone = end.filter(|change| {
            let side = Look { inserted: Some(*change), ..Look::default() };
            self.is_away(side)
        });
        if let Some(start) = self.draft.block_start().filter(|_| self.mode == Mode::Body) {
            let text = self.draft.document.text.get(start..).unwrap_or_default();
            let quoted = text.starts_with(['“', '"', '«', '„', '‘', '”']);
            if quoted && shape.may_be_quotation() && self.kind == BlockKind::Paragraph {
                self.draft.retype(BlockKind::Quotation);
            }
        }
        if let Some(change) = gone {
            let at = self.draft.position();
            self.keep_change(change, "¶".to_owned(), Span::new(at, at));
        }
        if gone.is_some() || drop_cap {
            self.joining = self.draft.is_open();
            return;
        }
        self.joining = false;
        if self.mode == Mode::Note {
            self.broken_line = true;
        } else {
            self.draft.end();
        }
    }

    fn piece(&mut self, piece: Piece) {
        let (at, marks) = (self.draft.position(), self.draft.document.marks.len());
        match piece {
            Piece::Text(words) => self.words(&words),
            Piece::Mark { note, look, place } => self.mark(note, look, place),
            Piece::Bookmark { name, begins: true } => self.places.begin(name, at, marks, self.in_note),
            Piece::Bookmark { name, begins: false } => self.places.end(&name, at, marks),
            Piece::Comment { comment, begins } => {
                if let Some(range) = self.comments.get_mut(comment) {
                    let start = range.filter(|_| !begins).map_or(at, |range| range.start);
                    *range = Some(Span::new(start, at));
                }
            }
            Piece::Field(field) => self.fields.push(OpenField { field, start: at }),
            Piece::FieldEnd => self.end_field(),
            Piece::Page { typed, number } if self.mode == Mode::Body => self.pages.begin(at, typed, number),
            Piece::Page { .. } => {}
            Piece::Picture(_) if matches!(self.mode, Mode::Running(_)) => {}
            Piece::Picture(what) => self.unseen.push(Unseen { at, what }),
            Piece::Hidden { kind, text, member } => self.hide(kind, &text, member),
        }
    }

    fn words(&mut self, words: &Words) {
        let count = if words.added { 0 } else { visible(&words.text) };
        if let Some(change) = self.taken_by(words.look) {
            self.take_away(change, &words.text);
        } else if words.look.hidden {
            // A tab or a break keeps words apart; a line of its own does too.
            if !(words.added && self.new_line) {
                self.end_change();
                let kind = probata_report::HiddenKind::HiddenText;
                self.hide(kind, &words.text, words.place.member);
            }
        } else {
            self.show(words);
            if self.draft.is_full() {
                return;
            }
        }
        self.delivered(words.place.member, count);
    }

    fn show(&mut self, words: &Words) {
        let (mut text, mut place) = (words.text.as_str(), words.place);
        if words.added {
            if self.started() {
                self.flush_line();
                self.open_insertion(words.look);
                self.draft.add(text);
            }
            return;
        }
        if !self.started() {
            let trimmed = self.without_own_label(text).trim_start();
            if trimmed.is_empty() {
                return;
            }
            place.source.start += if words.verbatim { text.len() - trimmed.len() } else { 0 };
            text = trimmed;
        }
        self.start();
        self.open_insertion(words.look);
        let from = self.draft.position();
        let lowered = self.draft.lowered(text);
        if words.look.subscript && lowered != text {
            self.draft.push(&lowered, place, false);
        } else {
            self.draft.push(text, place, words.verbatim);
        }
        if words.look.superscript {
            self.draft.superscripts.push(Span::new(from, self.draft.position()));
        }
    }

    /// In a note with a mark typed by hand: its words without that mark, which is there already.
    fn without_own_label<'t>(&mut self, text: &'t str) -> &'t str {
        let trimmed = text.trim_start();
        match self.own_label.as_deref().and_then(|label| trimmed.strip_prefix(label)) {
            Some(rest) => {
                self.own_label = None;
                rest
            }
            None => text,
        }
    }

    /// True if the block being laid has words.
    fn started(&self) -> bool {
        if self.mode == Mode::Note { !self.fresh } else { self.draft.is_open() }
    }

    /// Sees that a block is open, with the paragraph's number.
    pub fn start(&mut self) {
        if self.mode == Mode::Note {
            self.flush_line();
            self.fresh = false;
            return;
        }
        if !self.draft.is_open() {
            self.draft.begin(self.kind, self.boxed);
            let number = std::mem::take(&mut self.number);
            if !number.is_empty() {
                self.draft.add(&number);
            }
        } else if std::mem::take(&mut self.joining) {
            self.draft.retype(self.kind);
        }
    }

    fn flush_line(&mut self) {
        if std::mem::take(&mut self.broken_line) && !self.fresh {
            self.draft.break_line();
        }
    }

    /// Makes the open block a caption if it is a paragraph that begins with what its field counts ("Table 3").
    pub fn caption(&mut self, counted: &str, field_start: usize) {
        let Some(start) = self.draft.block_start() else { return };
        let before = self.draft.document.text.get(start..field_start).unwrap_or_default().trim();
        let named = before.to_lowercase().ends_with(&counted.to_lowercase().replace('_', " "));
        let short = before.chars().count() <= counted.chars().count() + 12;
        if self.kind == BlockKind::Paragraph && named && short {
            self.kind = BlockKind::Caption;
            self.draft.retype(BlockKind::Caption);
        }
    }

    /// Running heads and feet: each distinct text once.
    fn running(&mut self, running: Vec<(BlockKind, Story)>) {
        let mut known = HashSet::new();
        for (kind, story) in running {
            let mut text = String::new();
            let mut counts: Vec<(u16, usize)> = Vec::new();
            for piece in story.paragraphs.iter().flat_map(|paragraph| &paragraph.pieces) {
                if let Piece::Text(words) = piece {
                    text.push_str(&words.text);
                    if !words.added {
                        counts.push((words.place.member, visible(&words.text)));
                    }
                }
            }
            if known.insert((kind == BlockKind::Header, text)) {
                self.story(story, &Mode::Running(kind));
            } else {
                counts.into_iter().for_each(|(member, count)| self.delivered(member, count));
            }
        }
    }

    fn end(mut self, mut flow: Flow) -> (Document, Vec<Span>) {
        self.draft.end();
        self.refer();
        self.settle(&mut flow);
        let by_page = self.rules.iter().any(|rules| rules.by_page);
        let (draft, pages, comments, unseen) = (self.draft, self.pages, self.comments, self.unseen);
        let (mut document, superscripts) = draft.into_parts();
        document.pages = pages.known(flow.stated, &document.text);
        for (mut comment, range) in flow.comments.into_iter().zip(comments) {
            comment.span = range.unwrap_or_default().trimmed(&document.text);
            document.comments.push(comment);
        }
        let file = self.members.first().cloned().unwrap_or_default();
        let hidden = |(index, comment)| crate::hidden::comment(&file, index, comment);
        let comments: Vec<_> = document.comments.iter().enumerate().map(hidden).collect();
        document.hidden.extend(comments.into_iter().filter(|hidden| !hidden.text.is_empty()));
        document.hidden.extend(flow.hidden);
        document.hidden.sort_by_key(|hidden| hidden.span.start);
        flow.missing.extend(unseen::missing(&document, &unseen));
        let pages = document.pages.len();
        let part = &mut document.parts[0];
        part.pages = flow.stated.or_else(|| u32::try_from(pages).ok().filter(|count| *count > 0));
        part.remarks.extend(flow.remarks);
        part.remarks.extend(changes::remark(&document.hidden, self.options.changes));
        if by_page && pages == 0 {
            part.remarks.push(
                "notes are numbered anew on each page, and the file does not tell where pages begin: their numbers here \
                 may differ from the printed ones"
                    .into(),
            );
        }
        part.outcome = changes::outcome(flow.missing);
        (document, superscripts)
    }

    /// Compares what was seen in each member with what was delivered.
    fn settle(&self, flow: &mut Flow) {
        if self.draft.is_full() {
            let limit = self.options.limits.text >> 20;
            let why = format!("the text is longer than {limit} MiB, the limit; the rest was left out");
            return flow.lacks(self.name_of(0), why);
        }
        for (member, seen) in std::mem::take(&mut flow.seen).into_iter().enumerate() {
            let delivered = self.done.get(member).copied().unwrap_or(0);
            if seen > delivered {
                let count = seen - delivered;
                let why = format!("{count} of {seen} characters stand in places that could not be read");
                flow.lacks(self.name_of(member.try_into().unwrap_or(u16::MAX)), why);
            }
        }
        if self.draft.document.text.trim().is_empty() && flow.pictures > 0 {
            let why =
                format!("the file holds {} pictures and no text; recognise the text first", flow.pictures);
            flow.lacks("whole file", why);
        }
    }
}
