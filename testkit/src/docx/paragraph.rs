use super::{Block, Change, Comment, Note};

/// A paragraph, or (where a method takes one inside another) its contents.
#[derive(Debug, Clone, Default)]
pub struct Paragraph {
    pub(super) style: Option<String>,
    pub(super) list: Option<(u32, u8)>,
    pub(super) outline: Option<u8>,
    pub(super) indent: Option<i32>,
    pub(super) page_before: bool,
    pub(super) keep_with_next: bool,
    pub(super) mark_change: Option<(bool, Change)>,
    pub(super) inlines: Vec<Inline>,
}

/// How a run looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub bold: bool,
    pub italic: bool,
    pub superscript: bool,
    pub hidden: bool,
    pub invisible: bool,
}

#[derive(Debug, Clone)]
pub(super) enum Inline {
    Run(String, Look),
    Footnote(Note),
    Endnote(Note),
    FieldBegin(String),
    FieldEnd,
    SimpleField(String, Paragraph),
    Tracked(Tracked, Change, Paragraph),
    Comment(Comment, Paragraph),
    Bookmark(String, Paragraph),
    Control(String, Paragraph),
    Link(String, Paragraph),
    TextBox(Vec<Block>),
    Picture(String),
    Raw(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tracked {
    Inserted,
    Deleted,
    MovedFrom,
    MovedTo,
}

/// A paragraph of plain text.
pub fn p(text: &str) -> Paragraph {
    Paragraph::new().text(text)
}

impl From<&str> for Paragraph {
    fn from(text: &str) -> Self {
        p(text)
    }
}

impl From<String> for Paragraph {
    fn from(text: String) -> Self {
        p(&text)
    }
}

/// What the paragraph is.
impl Paragraph {
    /// An empty paragraph of the style Normal.
    pub fn new() -> Self {
        Self::default()
    }

    /// Text with `*italic*` and `**bold**` stretches and `^superscript^`; `\*` and `\^` are the characters.
    pub fn marked(text: &str) -> Self {
        let (mut paragraph, mut look, mut run) = (Self::new(), Look::default(), String::new());
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            match c {
                '\\' => run.extend(rest.next()),
                '*' | '^' => {
                    paragraph = paragraph.run(&std::mem::take(&mut run), look);
                    if c == '^' {
                        look.superscript = !look.superscript;
                    } else if rest.next_if_eq(&'*').is_some() {
                        look.bold = !look.bold;
                    } else {
                        look.italic = !look.italic;
                    }
                }
                _ => run.push(c),
            }
        }
        paragraph.run(&run, look)
    }

    /// Sets the style by its id: `Title`, `Heading1` to `Heading3`, `Quote`, `Caption`, `ListBullet`, `ListNumber`,
    /// `TOC1` to `TOC3`, `Box`, or any other.
    pub fn style(mut self, id: &str) -> Self {
        self.style = Some(id.to_owned());
        self
    }

    /// A heading, level 1 to 3.
    pub fn heading(self, level: u8) -> Self {
        self.style(&format!("Heading{level}"))
    }

    /// An item of a list with bullets; level from 0.
    pub fn bullet(self, level: u8) -> Self {
        self.style("ListBullet").list(1, level)
    }

    /// An item of the numbered list `list` (from 0; each begins at 1); level from 0.
    pub fn numbered(self, list: u32, level: u8) -> Self {
        self.style("ListNumber").list(10 + list, level)
    }

    /// An item of the list with this `w:numId` (1 bullets, 2 headings by number, 10 and above numbered lists).
    pub fn list(mut self, id: u32, level: u8) -> Self {
        self.list = Some((id, level));
        self
    }

    /// Sets the outline level directly, from 0.
    pub fn outline(mut self, level: u8) -> Self {
        self.outline = Some(level);
        self
    }

    /// Indents from the left, in twentieths of a point.
    pub fn indent(mut self, twips: i32) -> Self {
        self.indent = Some(twips);
        self
    }

    /// Begins a new page.
    pub fn page_before(mut self) -> Self {
        self.page_before = true;
        self
    }

    /// Stays on the page of the next paragraph.
    pub fn keep_with_next(mut self) -> Self {
        self.keep_with_next = true;
        self
    }

    /// The paragraph's end was inserted.
    pub fn end_inserted(mut self, change: Change) -> Self {
        self.mark_change = Some((true, change));
        self
    }

    /// The paragraph's end was deleted: as final, it runs on into the next.
    pub fn end_deleted(mut self, change: Change) -> Self {
        self.mark_change = Some((false, change));
        self
    }
}

/// What stands in it.
impl Paragraph {
    fn with(mut self, inline: Inline) -> Self {
        self.inlines.push(inline);
        self
    }

    fn run(self, text: &str, look: Look) -> Self {
        if text.is_empty() { self } else { self.with(Inline::Run(text.to_owned(), look)) }
    }

    /// Plain text.
    pub fn text(self, text: &str) -> Self {
        self.run(text, Look::default())
    }

    /// Italic text.
    pub fn italic(self, text: &str) -> Self {
        self.run(text, Look { italic: true, ..Look::default() })
    }

    /// Bold text.
    pub fn bold(self, text: &str) -> Self {
        self.run(text, Look { bold: true, ..Look::default() })
    }

    /// Superscript text.
    pub fn superscript(self, text: &str) -> Self {
        self.run(text, Look { superscript: true, ..Look::default() })
    }

    /// Hidden text (`w:vanish`).
    pub fn hidden(self, text: &str) -> Self {
        self.run(text, Look { hidden: true, ..Look::default() })
    }

    /// White text of one point.
    pub fn invisible(self, text: &str) -> Self {
        self.run(text, Look { invisible: true, ..Look::default() })
    }

    /// A footnote.
    pub fn footnote(self, note: impl Into<Note>) -> Self {
        self.with(Inline::Footnote(note.into()))
    }

    /// An endnote.
    pub fn endnote(self, note: impl Into<Note>) -> Self {
        self.with(Inline::Endnote(note.into()))
    }

    /// A field with its result: `NOTEREF`, `REF`, `PAGE`, `SEQ`, `ADDIN ZOTERO_ITEM CSL_CITATION {...}`, `ADDIN EN.CITE`.
    pub fn field(mut self, instruction: &str, result: impl Into<Paragraph>) -> Self {
        self = self.field_begin(instruction);
        self.inlines.extend(result.into().inlines);
        self.field_end()
    }

    /// The beginning of a field whose result runs on, perhaps over paragraphs.
    pub fn field_begin(self, instruction: &str) -> Self {
        self.with(Inline::FieldBegin(instruction.to_owned()))
    }

    /// The end of the innermost field.
    pub fn field_end(self) -> Self {
        self.with(Inline::FieldEnd)
    }

    /// A field in the short form (`w:fldSimple`).
    pub fn simple_field(self, instruction: &str, result: impl Into<Paragraph>) -> Self {
        self.with(Inline::SimpleField(instruction.to_owned(), result.into()))
    }

    /// A tracked insertion.
    pub fn inserted(self, change: Change, what: impl Into<Paragraph>) -> Self {
        self.with(Inline::Tracked(Tracked::Inserted, change, what.into()))
    }

    /// A tracked deletion.
    pub fn deleted(self, change: Change, what: impl Into<Paragraph>) -> Self {
        self.with(Inline::Tracked(Tracked::Deleted, change, what.into()))
    }

    /// Text that was moved away from here.
    pub fn moved_from(self, change: Change, what: impl Into<Paragraph>) -> Self {
        self.with(Inline::Tracked(Tracked::MovedFrom, change, what.into()))
    }

    /// Text that was moved to here.
    pub fn moved_to(self, change: Change, what: impl Into<Paragraph>) -> Self {
        self.with(Inline::Tracked(Tracked::MovedTo, change, what.into()))
    }

    /// Text with a comment on it.
    pub fn commented(self, comment: Comment, what: impl Into<Paragraph>) -> Self {
        self.with(Inline::Comment(comment, what.into()))
    }

    /// Text with a bookmark around it.
    pub fn bookmark(self, name: &str, what: impl Into<Paragraph>) -> Self {
        self.with(Inline::Bookmark(name.to_owned(), what.into()))
    }

    /// A content control in the line.
    pub fn control(self, title: &str, what: impl Into<Paragraph>) -> Self {
        self.with(Inline::Control(title.to_owned(), what.into()))
    }

    /// A link to an address.
    pub fn link(self, address: &str, what: impl Into<Paragraph>) -> Self {
        self.with(Inline::Link(address.to_owned(), what.into()))
    }

    /// A text box, written twice as Word does: as a drawing, and as VML for old readers.
    pub fn text_box(self, blocks: Vec<Block>) -> Self {
        self.with(Inline::TextBox(blocks))
    }

    /// A small picture with alternative text.
    pub fn picture(self, alternative: &str) -> Self {
        self.with(Inline::Picture(alternative.to_owned()))
    }

    /// XML put in as it is, between runs.
    pub fn raw(self, xml: &str) -> Self {
        self.with(Inline::Raw(xml.to_owned()))
    }

    /// XML put in as it is, in a run of its own.
    pub fn raw_run(self, xml: &str) -> Self {
        self.raw(&format!("<w:r>{xml}</w:r>"))
    }

    /// A tab.
    pub fn tab(self) -> Self {
        self.raw_run("<w:tab/>")
    }

    /// A line break.
    pub fn line_break(self) -> Self {
        self.raw_run("<w:br/>")
    }

    /// A page break.
    pub fn page_break(self) -> Self {
        self.raw_run("<w:br w:type=\"page\"/>")
    }

    /// The place where a page began when Word last laid the document out.
    pub fn rendered_page_break(self) -> Self {
        self.raw_run("<w:lastRenderedPageBreak/>")
    }

    /// A hyphen that does not break.
    pub fn no_break_hyphen(self) -> Self {
        self.raw_run("<w:noBreakHyphen/>")
    }

    /// A hyphen shown only where a line breaks.
    pub fn soft_hyphen(self) -> Self {
        self.raw_run("<w:softHyphen/>")
    }

    /// A character of a symbol font, by its hexadecimal code.
    pub fn symbol(self, font: &str, code: &str) -> Self {
        self.raw_run(&format!("<w:sym w:font=\"{font}\" w:char=\"{code}\"/>"))
    }

    /// A formula of plain characters.
    pub fn formula(self, text: &str) -> Self {
        self.raw(&format!("<m:oMath><m:r><m:t>{}</m:t></m:r></m:oMath>", super::render::escaped(text)))
    }
}
