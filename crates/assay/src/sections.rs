//! Headings and what stands under them.

use crate::kind::Lexicon;
use probata_report::{Block, BlockKind, Chapter, Coverage, Document, Span};
use std::ops::Range;

/// Words of a line of a title page, at most.
const LINE: usize = 12;
/// Headings that a title page has, at most: title, subtitle, author, date.
const FRONT: usize = 6;

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
    /// The title page.
    Front,
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
    for part in 0..document.parts.len() {
        for index in front_matter(document, lexicon, &all, part) {
            all[index].purpose = Purpose::Front;
        }
    }
    all
}

/// The sections of a part's title page: those before the first heading with paragraphs under it that have only short lines
/// without notes. A part of nothing but short lines has no title page.
fn front_matter(document: &Document, lexicon: &Lexicon, all: &[Section], part: usize) -> Range<usize> {
    let first = all.partition_point(|section| section.heading.start < document.parts[part].span.start);
    let of_part = |section: &&Section| document.part_at(section.heading.start) == part;
    let sections = all[first..].iter().take_while(of_part).take(FRONT + 1);
    for (count, section) in sections.enumerate() {
        let heading = &document.text[section.heading];
        let begins = heading.starts_with(|c: char| c.is_numeric()) || lexicon.purpose(heading).is_some();
        if begins || !is_title_page(document, section.own) {
            return first..first + count;
        }
    }
    first..first
}

fn is_title_page(document: &Document, own: Span) -> bool {
    let from = document.blocks.partition_point(|block| block.span.start < own.start);
    let blocks = document.blocks[from..].iter().take_while(|block| block.span.start < own.end);
    let line = |block: &Block| document.text[block.span].split_whitespace().count() <= LINE;
    let text =
        |block: &&Block| !matches!(block.kind, BlockKind::Heading(_) | BlockKind::Header | BlockKind::Footer);
    document.marks_in(own).1.is_empty() && blocks.filter(text).all(line)
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
    let of_level = |level: u8| {
        sections
            .iter()
            .filter(move |section| section.level == level && section.purpose != Purpose::Front)
            .count()
    };
    let level =
        (1..=6).find(|level| of_level(*level) > 1).or_else(|| (1..=6).find(|level| of_level(*level) > 0));
    let mut chapters: Vec<Chapter> = Vec::new();
    // Before the first heading of that level (plain text only guesses levels) a chapter begins where the purpose changes.
    let mut early = None;
    for section in sections.iter().filter(|section| section.purpose != Purpose::Front) {
        let of_level = section.level != 0 && level.is_some_and(|level| section.level <= level);
        let begins = early != Some(None)
            && (chapters.is_empty()
                || section.purpose != Purpose::Body && early != Some(Some(section.purpose)));
        if section.level == 0 || of_level || begins {
            early = Some((!of_level).then_some(section.purpose));
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
