use crate::{Comment, Enclosed, Outcome, Span};
use probata_vocabulary::Zone;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A document as it was read: one text with layers of spans. Nothing changes it after reading.
///
/// All vectors of spans are in order of start. A report in several files is one document with several parts
/// ([`Document::join`]).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Document {
    /// The files that it was read from, in order; they tile the text.
    pub parts: Vec<Part>,
    /// The text. For a UTF-8 text or Markdown file it is the file's text unchanged.
    pub text: String,
    /// Headings, paragraphs, cells, notes; they do not overlap.
    pub blocks: Vec<Block>,
    /// Sentences of all zones, in order of start. A sentence lies in one block unless it was cut (`pieces`).
    pub sentences: Vec<Sentence>,
    /// Notes in order of their bodies.
    pub notes: Vec<Note>,
    /// Note marks in the text, dangling ones (`note: None`) included.
    pub marks: Vec<Mark>,
    /// References to notes, sections, figures and bookmarks, as fields or in words ("see note 12").
    pub references: Vec<CrossReference>,
    /// What the file holds besides its visible text: comments, deleted text, hidden text, properties.
    pub hidden: Vec<Hidden>,
    /// Comments in the margin with their threads, in the file's order; they are among the hidden content too.
    pub comments: Vec<Comment>,
    /// Where the pages begin, where the format or the text says so; the first page is implied when empty.
    pub pages: Vec<PageStart>,
    /// The way back to the original bytes, in order of text span; gaps are text that the reader added
    /// (line breaks between blocks, the numbers of automatic lists and notes). The mark of an automatic note leads to the
    /// element that stands for it.
    pub origins: Vec<Origin>,
    /// Where the text stands on its pages, for a format that has pages with places on them (PDF), in order of span.
    pub placed: Vec<Placed>,
    /// Files that lie in it, in its order (attachments, members of an archive); each is read by itself.
    pub enclosed: Vec<Enclosed>,
    /// Pages (indices into [`Document::pages`], or of a file without pages 0) that are pictures whose words nobody has recognised yet.
    pub pictured: Vec<usize>,
    /// Version of the reader that made this reading.
    pub reading: Reading,
}

/// Where a page begins.
pub type PageStart = (usize, String);

/// Which reader made a reading; passages are anchored to it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reading {
    /// Reader's name and version, e.g. `probata-reader 0.1.0`.
    pub reader: String,
    /// What was chosen, e.g. `changes=final`.
    pub options: String,
    /// What held the process that read it ("512 MiB of memory, no paths and no ports (Landlock), ..."); empty if it was read in the
    /// program's own process.
    pub confined: String,
}

/// A file of a document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Part {
    /// The path as the person gave it.
    pub path: String,
    /// SHA-256 of the file's bytes, 64 hexadecimal digits; empty until somebody who may hash has set it.
    pub sha256: String,
    /// `docx`, `odt`, `rtf`, `html`, `markdown`, `text`, with the encoding where it is not UTF-8 (`text, windows-1251`).
    pub format: String,
    /// The report's title, where the file's properties or its first heading tell it.
    pub title: Option<String>,
    /// How its reading ended.
    pub outcome: Outcome,
    /// Its stretch of the document's text.
    pub span: Span,
    /// Pages as the file itself states them (a DOCX property), or as counted.
    pub pages: Option<u32>,
    /// What a person should know though nothing is missing ("2 tracked insertions and 1 deletion: read as final").
    pub remarks: Vec<String>,
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its text, without the line breaks around it.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// ISO 639-1 code of its language, or empty if not told.
    pub language: String,
    /// True for text that stands in a box, frame or sidebar.
    pub boxed: bool,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A heading; level 1 is the highest.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A quotation set apart.
    Quotation,
    /// A table cell: table, row and column count from 0.
    Cell {
        /// Which table of the document.
        table: u32,
        /// Row.
        row: u32,
        /// Column.
        column: u32,
    },
    /// The words of a figure or table.
    Caption,
    /// Text of a note (index into [`Document::notes`]).
    Note(usize),
    /// A running head.
    Header,
    /// A running foot, a page number.
    Footer,
    /// A table of contents, code: read, not judged.
    Apparatus,
}

impl BlockKind {
    /// The zone that sentences of such a block belong to.
    pub fn zone(self) -> Zone {
        match self {
            Self::Heading(_) => Zone::Heading,
            Self::Cell { .. } => Zone::Table,
            Self::Caption => Zone::Caption,
            Self::Note(_) => Zone::Note,
            Self::Header => Zone::Header,
            Self::Footer => Zone::Footer,
            Self::Paragraph | Self::ListItem | Self::Quotation | Self::Apparatus => Zone::Body,
        }
    }
}

/// A sentence: its marks after the stop belong to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// From its first to its last character.
    pub span: Span,
    /// Where the sentence really stands, if a page break, notes or a running head cut it; else empty.
    pub pieces: Vec<Span>,
    /// The block in which it begins.
    pub block: usize,
}

impl Sentence {
    /// The spans that make up the sentence: the pieces, or the whole.
    pub fn spans(&self) -> &[Span] {
        if self.pieces.is_empty() { std::slice::from_ref(&self.span) } else { &self.pieces }
    }
}

/// A footnote or endnote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Unique in the document: `n101`; where numbering restarts, `n101.2` for the second one.
    pub id: String,
    /// What the mark prints: `101`, `*`, `iv`.
    pub label: String,
    /// From its label to its last character.
    pub span: Span,
    /// Where the note really stands if it runs over a page; else empty.
    pub pieces: Vec<Span>,
    /// Its text without the label.
    pub body: Span,
    /// Indices into [`Document::marks`] of the marks that call it.
    pub marks: Vec<usize>,
}

/// A note mark in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The mark's characters (`101` in `intelligence.101`, `[^14]` in Markdown).
    pub span: Span,
    /// What it prints.
    pub label: String,
    /// The note, or none if there is none with this label where the mark may reach.
    pub note: Option<usize>,
}

/// A place that refers to another place of the same document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrossReference {
    /// The words ("note 12", "section 4.2").
    pub span: Span,
    /// The label referred to ("12", "4.2", a bookmark's name).
    pub target: String,
    /// `note`, `section`, `figure`, `table`, `chapter`, `paragraph`, `annex`, `page`, `bookmark`.
    pub what: String,
    /// The span referred to, or none if there is no such place.
    pub resolved: Option<Span>,
}

/// Something in the file that a reader of the printed page does not see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// What it is.
    pub kind: HiddenKind,
    /// Its text.
    pub text: String,
    /// The place in the text that it hangs on (a comment's range; where deleted words stood; empty span at 0 for properties).
    pub span: Span,
    /// Who wrote it, where the file says so.
    pub author: String,
    /// When, as the file says it.
    pub date: String,
    /// The part of the file ("word/comments.xml", "docProps/core.xml creator", "line 12").
    pub place: String,
}

/// What hidden content is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HiddenKind {
    /// A margin comment.
    Comment,
    /// A tracked deletion (the words are still in the file).
    Deleted,
    /// A tracked insertion: in the text when changes are read as final.
    Inserted,
    /// Text formatted as hidden, or invisible on a page.
    HiddenText,
    /// A document property (author, last editor, title, company, custom).
    Property,
    /// A field's instruction or a citation manager's record.
    FieldCode,
    /// Alternative text of an image.
    AltText,
}

impl HiddenKind {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Deleted => "tracked deletion",
            Self::Inserted => "tracked insertion",
            Self::HiddenText => "hidden text",
            Self::Property => "document property",
            Self::FieldCode => "field code",
            Self::AltText => "alternative text",
        }
    }
}

/// The way back from a stretch of text to the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The stretch of text.
    pub span: Span,
    /// Which member of the file: 0 is the file itself or a DOCX's main document; see the reader's format docs.
    pub member: u16,
    /// Paragraph in that member, from 0 (a line for text files).
    pub paragraph: u32,
    /// Run in that paragraph, from 0.
    pub run: u32,
    /// Bytes of that member that hold this stretch (escaped or encoded as there).
    pub source: Span,
    /// True if the stretch and its source are equal byte for byte, so that offsets inside can be subtracted.
    pub verbatim: bool,
}

/// Where a stretch of text stands on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// The stretch: a line of print, or the part of it that belongs together.
    pub span: Span,
    /// Index into [`Document::pages`].
    pub page: usize,
    /// The box around it as the page is seen, in tenths of a point (1/720 inch) from the page's left and upper edge.
    pub frame: Frame,
}

/// A box on a page, in tenths of a point from the page's left and upper edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Frame {
    /// Left edge.
    pub left: i32,
    /// Upper edge.
    pub top: i32,
    /// Right edge.
    pub right: i32,
    /// Lower edge.
    pub bottom: i32,
}

impl Document {
    /// A document without text, refused for the reason given.
    pub fn refused(path: &str, format: &str, why: impl Into<String>) -> Self {
        let mut document = Self::empty(path, format);
        document.parts[0].outcome = Outcome::refused(why);
        document
    }

    /// A document of one part without text, complete so far.
    pub fn empty(path: &str, format: &str) -> Self {
        let part = Part {
            path: path.to_owned(),
            sha256: String::new(),
            format: format.to_owned(),
            title: None,
            outcome: Outcome::Complete,
            span: Span::default(),
            pages: None,
            remarks: Vec::new(),
        };
        Self {
            parts: vec![part],
            text: String::new(),
            blocks: Vec::new(),
            sentences: Vec::new(),
            notes: Vec::new(),
            marks: Vec::new(),
            references: Vec::new(),
            hidden: Vec::new(),
            comments: Vec::new(),
            pages: Vec::new(),
            origins: Vec::new(),
            placed: Vec::new(),
            enclosed: Vec::new(),
            pictured: Vec::new(),
            reading: Reading::default(),
        }
    }

    /// Makes one document of several, in order, so that chapters in files of their own are judged as one report.
    ///
    /// Texts are put behind each other without a separator; note ids that occur twice get a suffix.
    /// A refused part stays in `parts` with an empty span. `documents` must not be empty.
    pub fn join(documents: Vec<Document>) -> Document {
        let mut documents = documents.into_iter();
        let Some(mut whole) = documents.next() else { return Document::empty("", "") };
        let mut ids = NoteIds::of(&whole);
        for next in documents {
            whole.append(next, &mut ids);
        }
        whole
    }

    fn append(&mut self, next: Document, ids: &mut NoteIds) {
        let by = self.text.len();
        let (blocks, notes, marks) = (self.blocks.len(), self.notes.len(), self.marks.len());
        let comments = self.comments.len();
        let all = |spans: Vec<Span>| spans.into_iter().map(|s| s.shifted(by)).collect::<Vec<_>>();
        self.text.push_str(&next.text);
        self.parts.extend(next.parts.into_iter().map(|p| Part { span: p.span.shifted(by), ..p }));
        self.blocks.extend(next.blocks.into_iter().map(|b| {
            let kind = if let BlockKind::Note(n) = b.kind { BlockKind::Note(n + notes) } else { b.kind };
            Block { span: b.span.shifted(by), kind, ..b }
        }));
        self.sentences.extend(next.sentences.into_iter().map(|s| Sentence {
            span: s.span.shifted(by),
            pieces: all(s.pieces),
            block: s.block + blocks,
        }));
        for note in next.notes {
            let id = ids.next(&note.label);
            self.notes.push(Note {
                id,
                span: note.span.shifted(by),
                pieces: all(note.pieces),
                body: note.body.shifted(by),
                marks: note.marks.into_iter().map(|m| m + marks).collect(),
                ..note
            });
        }
        self.marks.extend(next.marks.into_iter().map(|m| Mark {
            span: m.span.shifted(by),
            note: m.note.map(|n| n + notes),
            ..m
        }));
        self.references.extend(next.references.into_iter().map(|r| CrossReference {
            span: r.span.shifted(by),
            resolved: r.resolved.map(|s| s.shifted(by)),
            ..r
        }));
        self.hidden.extend(next.hidden.into_iter().map(|h| Hidden { span: h.span.shifted(by), ..h }));
        self.comments.extend(next.comments.into_iter().map(|c| Comment {
            span: c.span.shifted(by),
            reply_to: c.reply_to.map(|to| to + comments),
            ..c
        }));
        let pages = self.pages.len();
        self.placed.extend(next.placed.into_iter().map(|p| Placed {
            span: p.span.shifted(by),
            page: p.page + pages,
            ..p
        }));
        self.pictured.extend(next.pictured.into_iter().map(|page| page + pages));
        self.pages.extend(next.pages.into_iter().map(|(at, name)| (at + by, name)));
        self.enclosed.extend(next.enclosed);
        self.origins.extend(next.origins.into_iter().map(|o| Origin { span: o.span.shifted(by), ..o }));
    }

    /// An id for a note with this label that no note has yet: `n7`, then `n7.2`, `n7.3`.
    ///
    /// Looks through all notes; for many notes use [`NoteIds`].
    pub fn free_note_id(&self, label: &str) -> String {
        let taken = self.notes.iter().filter(|note| note.label == label).count();
        if taken == 0 { format!("n{label}") } else { format!("n{label}.{}", taken + 1) }
    }

    /// The zone a sentence stands in.
    pub fn zone(&self, sentence: &Sentence) -> Zone {
        self.blocks[sentence.block].kind.zone()
    }

    /// The part that holds the byte at `offset`.
    pub fn part_at(&self, offset: usize) -> usize {
        let after = self.parts.partition_point(|part| part.span.start <= offset);
        after.saturating_sub(1)
    }

    /// The index of the sentence that holds the byte at `offset`, if any.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.span.start <= offset);
        // A cut sentence may span others (notes at the page's foot), so look back a little.
        (after.saturating_sub(64)..after)
            .rev()
            .find(|index| self.sentences[*index].spans().iter().any(|span| span.holds(offset)))
    }

    /// The index of the note that holds the byte at `offset`, if any.
    pub fn note_at(&self, offset: usize) -> Option<usize> {
        let after = self.notes.partition_point(|note| note.span.start <= offset);
        // A note that runs over a page may span others, so look back a little.
        (after.saturating_sub(8)..after).rev().find(|index| {
            let note = &self.notes[*index];
            let pieces = if note.pieces.is_empty() { std::slice::from_ref(&note.span) } else { &note.pieces };
            pieces.iter().any(|span| span.holds(offset))
        })
    }

    /// The name of the page that holds the byte at `offset`, where pages are known.
    ///
    /// Text that stands elsewhere than its page's other text (notes behind the body) is known by its place on the page.
    pub fn page_at(&self, offset: usize) -> Option<&str> {
        if let Some(placed) = self.placed_at(offset) {
            return self.pages.get(placed.page).map(|(_, name)| name.as_str());
        }
        let after = self.pages.partition_point(|(start, _)| *start <= offset);
        after.checked_sub(1).map(|index| self.pages[index].1.as_str())
    }

    /// The way back for the byte at `offset`, unless the reader added it.
    pub fn origin_at(&self, offset: usize) -> Option<&Origin> {
        let after = self.origins.partition_point(|origin| origin.span.start <= offset);
        let origin = &self.origins[after.checked_sub(1)?];
        origin.span.holds(offset).then_some(origin)
    }

    /// Where on its page the byte at `offset` stands, where the format tells it.
    pub fn placed_at(&self, offset: usize) -> Option<&Placed> {
        let after = self.placed.partition_point(|placed| placed.span.start <= offset);
        let placed = &self.placed[after.checked_sub(1)?];
        placed.span.holds(offset).then_some(placed)
    }

    /// The marks that stand inside `span`, as a slice of [`Document::marks`] with the index of its first.
    pub fn marks_in(&self, span: Span) -> (usize, &[Mark]) {
        let from = self.marks.partition_point(|mark| mark.span.start < span.start);
        let to = self.marks.partition_point(|mark| mark.span.start < span.end);
        (from, &self.marks[from..to.max(from)])
    }
}

/// Gives notes their ids: `n7` to the first note with the label 7, then `n7.2`, `n7.3`.
#[derive(Debug, Clone, Default)]
pub struct NoteIds {
    taken: HashMap<String, usize>,
}

impl NoteIds {
    /// Knows the notes that a document has already.
    pub fn of(document: &Document) -> Self {
        let mut ids = Self::default();
        for note in &document.notes {
            *ids.taken.entry(note.label.clone()).or_default() += 1;
        }
        ids
    }

    /// An id for a note with this label that no note has yet.
    pub fn next(&mut self, label: &str) -> String {
        let Some(taken) = self.taken.get_mut(label) else {
            self.taken.insert(label.to_owned(), 1);
            return format!("n{label}");
        };
        *taken += 1;
        format!("n{label}.{taken}")
    }
}
