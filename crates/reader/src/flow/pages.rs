//! Where pages begin, as far as the file knows.

use probata_report::PageStart;

/// Pages begun so far.
#[derive(Default)]
pub(super) struct Pages {
    starts: Vec<PageStart>,
    /// The file tells where pages began when it was last laid out.
    rendered: bool,
    number: i64,
}

impl Pages {
    /// The first page.
    pub fn new() -> Self {
        let mut pages = Self::default();
        pages.begin(0, true, None);
        pages
    }

    /// A page begins. A break that was typed where one has just begun is the same page.
    pub fn begin(&mut self, at: usize, typed: bool, number: Option<i64>) {
        self.rendered |= !typed;
        if let Some((start, name)) = self.starts.last_mut()
            && *start == at
        {
            if let Some(number) = number {
                (self.number, *name) = (number, number.to_string());
            }
            return;
        }
        self.number = number.unwrap_or_else(|| self.number.saturating_add(1));
        self.starts.push((at, self.number.to_string()));
    }

    /// The pages, if they can be trusted: laid out, or as many as the file states. Typed breaks alone are not all pages.
    pub fn known(self, stated: Option<u32>, text: &str) -> Vec<PageStart> {
        let agrees = stated.is_some_and(|pages| pages as usize == self.starts.len());
        if self.starts.len() < 2 || !(self.rendered || agrees) {
            return Vec::new();
        }
        // A break behind a paragraph's last word: the page begins with the next words.
        let begun = |(at, name): PageStart| {
            let rest = text.get(at..).unwrap_or_default();
            (at + rest.len() - rest.trim_start().len(), name)
        };
        self.starts.into_iter().map(begun).collect()
    }
}
