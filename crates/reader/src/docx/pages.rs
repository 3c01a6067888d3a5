//! Where pages begin, as far as the file knows: breaks that were typed, and those of Word's last layout.

use super::number_format::numbered;
use super::sections::Section;
use probata_report::PageStart;

/// Pages begun so far.
pub(super) struct Pages {
    starts: Vec<PageStart>,
    /// True if the file tells where pages began when it was last laid out.
    rendered: bool,
    number: i64,
    /// A typed break with no text behind it yet: the layout's own break there is the same.
    fresh: bool,
    section: usize,
}

impl Pages {
    /// `rendered`: the file has breaks of a layout.
    pub fn new(rendered: bool, sections: &[Section]) -> Self {
        let mut pages = Self { starts: Vec::new(), rendered, number: 0, fresh: false, section: 0 };
        pages.begin(0, 0, sections);
        pages
    }

    fn begin(&mut self, at: usize, section: usize, sections: &[Section]) {
        let here = sections.get(section).or(sections.last());
        let restart = here.and_then(|s| s.page_start).filter(|_| section != self.section || at == 0);
        self.number = restart.unwrap_or_else(|| self.number.saturating_add(1));
        self.section = section;
        let format = here.and_then(|s| s.page_format.as_deref()).unwrap_or("decimal");
        self.starts.push((at, numbered(self.number, format)));
    }

    /// A break that was typed, or that a paragraph or section asks for.
    pub fn typed(&mut self, at: usize, section: usize, sections: &[Section]) {
        self.begin(at, section, sections);
        self.fresh = true;
    }

    /// A break of the layout.
    pub fn laid_out(&mut self, at: usize, section: usize, sections: &[Section]) {
        if std::mem::take(&mut self.fresh) {
            return;
        }
        self.begin(at, section, sections);
    }

    /// Text came.
    pub fn text(&mut self) {
        self.fresh = false;
    }

    /// How many have begun.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The pages, if they can be trusted: laid out, or agreeing with the number that the file states.
    pub fn known(self, stated: Option<u32>) -> Vec<PageStart> {
        let agrees = stated.is_none_or(|pages| pages as usize == self.starts.len());
        if self.starts.len() < 2 || !(self.rendered || agrees) { Vec::new() } else { self.starts }
    }
}
