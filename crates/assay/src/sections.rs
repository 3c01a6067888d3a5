//! Headings and what stands under them.

use crate::kind::Lexicon;
use probata_report::{BlockKind, Chapter, Coverage, Document, Span};

/// What a passage under a heading is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// How the work was done.
    Method,
    /// What should be done.
    Recommendation,
    /// A summary or conclusion: says again what the body says.
    Summary,
    /// Law.
    Legal,
    /// Thanks, contents, glossary.
    Background,
    /// Letters and tables behind the report.
    Annex,
    /// Anything else.
    Body,
}

/// A heading with its reach.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    /// Level of the heading, 1 the highest; 0 for what stands before the first heading of a file.
    pub level: u8,
    /// The heading's words; empty before the first heading.
    pub heading: Span,
    /// From the heading to the next one of any level.
    pub own: Span,
    /// From the heading to the next one of its level or higher.
    pub whole: Span,
    /// What it is for: its own, or that of the heading over it.
    pub purpose: Purpose,
}

/// Every section of the document, in order; a part of the document always begins one.
pub(crate) fn sections(document: &Document, lexicon: &Lexicon) -> Vec<Section> {
    let mut all: Vec<Section> = Vec::new();
    let mut part = usize::MAX;
    for block in &document.blocks {
        let here = document.part_at(block.span.start);
        if here != part {
            part = here;
            let start = document.parts[here].span.start;
            let heading = Span::new(start, start);
            all.push(Section { level: 0, heading, own: heading, whole: heading, purpose: Purpose::Body });
        }
        if let BlockKind::Heading(level) = block.kind {
            let over = all.iter().rev().find(|section| section.level < level);
            let over = over.map_or(Purpose::Body, |over| handed_down(document, over));
            let purpose = lexicon.purpose(&document.text[block.span]).unwrap_or(over);
            all.push(Section {
                level: level.max(1),
                heading: block.span,
                own: block.span,
                whole: block.span,
                purpose,
            });
        }
    }
    for index in 0..all.len() {
        let start = all[index].heading.start;
        let own_end = all.get(index + 1).map_or(document.text.len(), |next| next.heading.start);
        let level = all[index].level;
        let whole_end = all[index + 1..]
            .iter()
            .find(|next| next.level <= level)
            .map_or(document.text.len(), |next| next.heading.start);
        all[index].own = Span::new(start, own_end);
        all[index].whole = Span::new(start, whole_end);
    }
    all
}

/// The purpose that a heading hands down to those under it. In plain text the level of a heading without a number is
/// only guessed, so that a summary or method there ends at the next heading.
fn handed_down(document: &Document, over: &Section) -> Purpose {
    let text = &document.text[over.heading];
    let guessed = document.parts[document.part_at(over.heading.start)].format.starts_with("text");
    let numbered = text.starts_with(|c: char| c.is_numeric());
    match over.purpose {
        Purpose::Summary | Purpose::Method | Purpose::Legal if guessed && !numbered => Purpose::Body,
        purpose => purpose,
    }
}

/// Index of the section that holds the byte at `offset`.
pub(crate) fn section_at(sections: &[Section], offset: usize) -> Option<usize> {
    sections.partition_point(|section| section.heading.start <= offset).checked_sub(1)
}

/// Top-level divisions: the highest heading level that occurs more than once (a lone one is the title), per part.
pub(crate) fn chapters(document: &Document, sections: &[Section]) -> Vec<Chapter> {
    let level = (1..=6).find(|level| sections.iter().filter(|section| section.level == *level).count() > 1);
    let level =
        level.or_else(|| (1..=6).find(|level| sections.iter().any(|section| section.level == *level)));
    let mut chapters: Vec<Chapter> = Vec::new();
    for section in sections {
        let starts_part = section.level == 0;
        if starts_part
            || Some(section.level) == level
            || section.level != 0 && Some(section.level) < level && !chapters.is_empty()
        {
            let title = if section.heading.is_empty() {
                let part = &document.parts[document.part_at(section.heading.start)];
                part.path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
            } else {
                document.text[section.heading].split_whitespace().collect::<Vec<_>>().join(" ")
            };
            chapters.push(Chapter { title, span: section.own, coverage: Coverage::default() });
        }
    }
    for index in 0..chapters.len() {
        chapters[index].span.end =
            chapters.get(index + 1).map_or(document.text.len(), |next| next.span.start);
    }
    // What stands before the first heading and asserts nothing is no chapter; coverage decides later.
    chapters
}
