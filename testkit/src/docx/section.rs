use super::Paragraph;

/// Where the numbering of notes begins anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Restart {
    /// Nowhere.
    #[default]
    Never,
    /// With each section.
    EachSection,
    /// With each page.
    EachPage,
}

/// Where endnotes stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Position {
    /// Behind the document.
    #[default]
    Document,
    /// Behind each section.
    Section,
}

/// Properties of a section: running heads, numbering of notes.
#[derive(Debug, Clone, Default)]
pub struct Section {
    pub(super) header: Option<Paragraph>,
    pub(super) footer: Option<Paragraph>,
    pub(super) restart: Restart,
    pub(super) start: Option<u32>,
    pub(super) format: Option<String>,
    pub(super) endnotes: Position,
    pub(super) endnote_format: Option<String>,
    pub(super) continuous: bool,
}

impl Section {
    /// A section on a new page, with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The running head.
    pub fn header(mut self, paragraph: impl Into<Paragraph>) -> Self {
        self.header = Some(paragraph.into());
        self
    }

    /// The running foot.
    pub fn footer(mut self, paragraph: impl Into<Paragraph>) -> Self {
        self.footer = Some(paragraph.into());
        self
    }

    /// A foot with "Page" and the page's number.
    pub fn page_numbers(self) -> Self {
        self.footer(Paragraph::new().style("Footer").text("Page ").field(" PAGE ", "1"))
    }

    /// Where footnotes begin anew.
    pub fn restart(mut self, restart: Restart) -> Self {
        self.restart = restart;
        self
    }

    /// The number of the first footnote.
    pub fn start(mut self, number: u32) -> Self {
        self.start = Some(number);
        self
    }

    /// The footnotes' number format by its name in the standard: `decimal`, `lowerRoman`, `upperLetter`, `chicago`.
    pub fn format(mut self, name: &str) -> Self {
        self.format = Some(name.to_owned());
        self
    }

    /// The endnotes' number format (Word's default is `lowerRoman`).
    pub fn endnote_format(mut self, name: &str) -> Self {
        self.endnote_format = Some(name.to_owned());
        self
    }

    /// Endnotes stand behind their section.
    pub fn endnotes_here(mut self) -> Self {
        self.endnotes = Position::Section;
        self
    }

    /// The section begins on the same page as the one before ends.
    pub fn continuous(mut self) -> Self {
        self.continuous = true;
        self
    }
}
