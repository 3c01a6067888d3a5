//! Makes Word documents: complete WordprocessingML packages that Word and LibreOffice open.
//!
//! Invariant: the same calls give the same bytes (fixed times in the container, no random ids).
//! Invariant: what cannot stand in a Word document cannot be built by name; for what is broken on purpose there are
//! [`Docx::member`] and [`zip`].

mod answered;
mod note;
mod package;
mod paragraph;
mod picture;
mod properties;
mod render;
mod section;
mod styles;
mod table;

pub use answered::{Deed, answered};
pub use note::{Change, Comment, Note};
pub use package::{unpacked, unpacked_if_whole, zip};
pub use paragraph::{Paragraph, p};
pub use section::{Position, Restart, Section};
pub use table::{Cell, Row, Table};

/// A block of a document's body.
#[derive(Debug, Clone)]
pub enum Block {
    /// A paragraph of any style.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// A content control (`w:sdt`) around blocks, with its title.
    Control(String, Vec<Block>),
    /// The end of a section; what stands before it, back to the break before, has these properties.
    SectionEnd(Section),
    /// XML put in as it is.
    Raw(String),
}

impl<T: Into<Paragraph>> From<T> for Block {
    fn from(paragraph: T) -> Self {
        Self::Paragraph(paragraph.into())
    }
}

impl From<Table> for Block {
    fn from(table: Table) -> Self {
        Self::Table(table)
    }
}

impl From<Section> for Block {
    fn from(section: Section) -> Self {
        Self::SectionEnd(section)
    }
}

/// A Word document in the making.
///
/// ```
/// use probata_testkit::docx::{Docx, Note, p};
/// let bytes = Docx::new()
///     .title("Returned")
///     .company("Lantern Rights Watch")
///     .add(p("Returned").style("Title"))
///     .add(p("1 The transfers").heading(1))
///     .add(
///         p("He was flown to Velsk.")
///             .footnote(p("Interview with former detainee (name withheld), ").italic("Kareva").text(", 3 March 2006."))
///             .text(" The ministry denied it.")
///             .footnote("Ibid."),
///     )
///     .add(p("first item").bullet(0))
///     .build();
/// assert!(bytes.starts_with(b"PK"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Docx {
    blocks: Vec<Block>,
    last: Section,
    properties: properties::Properties,
    members: Vec<(String, String, Vec<u8>)>,
    relations: Vec<(String, String)>,
}

impl Docx {
    /// An empty document.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a block: text, a [`Paragraph`], a [`Table`], the end of a [`Section`], a [`Block`].
    #[expect(clippy::should_implement_trait, reason = "a builder's verb, not arithmetic")]
    pub fn add(mut self, block: impl Into<Block>) -> Self {
        self.blocks.push(block.into());
        self
    }

    /// Adds a content control around blocks.
    pub fn control(self, title: &str, blocks: Vec<Block>) -> Self {
        self.add(Block::Control(title.to_owned(), blocks))
    }

    /// Adds XML to the body as it is (prefixes `w`, `r`, `mc`, `wp`, `a`, `pic`, `wps`, `v`, `m`, `o` are declared).
    pub fn raw(self, xml: &str) -> Self {
        self.add(Block::Raw(xml.to_owned()))
    }

    /// A table of contents: a field around entries of the styles TOC1 to TOC3, `(level, words, page)` each.
    pub fn contents(mut self, entries: &[(u8, &str, &str)]) -> Self {
        for (index, (level, words, page)) in entries.iter().enumerate() {
            let mut entry = Paragraph::new().style(&format!("TOC{level}"));
            if index == 0 {
                entry = entry.field_begin(" TOC \\o \"1-3\" \\h \\z \\u ");
            }
            entry = entry.text(words).tab().text(page);
            if index + 1 == entries.len() {
                entry = entry.field_end();
            }
            self = self.add(entry);
        }
        self
    }

    /// Properties of the last section: page heads and feet, numbering of notes.
    pub fn last_section(mut self, section: Section) -> Self {
        self.last = section;
        self
    }

    /// Adds a member to the package, with its content type. See also [`Docx::relation`].
    pub fn member(mut self, path: &str, content_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.members.push((path.to_owned(), content_type.to_owned(), bytes.into()));
        self
    }

    /// Adds a relation of the main document and hands out its id: `rIdX0` for the first, `rIdX1` for the second.
    pub fn relation(mut self, kind: &str, target: &str) -> Self {
        self.relations.push((kind.to_owned(), target.to_owned()));
        self
    }

    /// The package's members in order, as `(path, bytes)`, to be changed and given to [`zip`].
    pub fn members(&self) -> Vec<(String, Vec<u8>)> {
        package::members(self)
    }

    /// The file.
    pub fn build(&self) -> Vec<u8> {
        zip(&self.members())
    }
}
