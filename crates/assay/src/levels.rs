//! Which level a rule has at a place: a person may set levels for a chapter.
//!
//! A chapter is named by its heading, by the heading's number, by the heading without its number, or by its file. Letters'
//! case and signs do not count. A name that no chapter has may name a section inside one.

use crate::language::Language;
use crate::sections::{Section, section_at};
use crate::{ChapterLevels, Settings};
use probata_report::{Chapter, Document, Span};
use probata_vocabulary::Level;
use std::collections::{HashMap, HashSet};

/// Levels of a report's chapters.
pub(crate) struct Levels<'s> {
    settings: &'s Settings,
    /// For each section, which of [`Settings::chapters`] hold in it; a later one goes before an earlier one.
    holding: Vec<Vec<usize>>,
}

/// Stretches of the text with the chapters of the settings that name them, the nearest name last.
type Named = Vec<(Span, Vec<usize>)>;

impl<'s> Levels<'s> {
    /// Levels in the sections of a report.
    pub fn of(
        settings: &'s Settings,
        document: &Document,
        chapters: &[Chapter],
        sections: &[Section],
    ) -> Self {
        if settings.chapters.is_empty() {
            return Self { settings, holding: Vec::new() };
        }
        let named = named(&settings.chapters, document, chapters, sections);
        let mut open: Vec<&(Span, Vec<usize>)> = Vec::new();
        let mut next = named.iter().peekable();
        let holding = sections.iter().map(|section| {
            let start = section.heading.start;
            open.retain(|(span, _)| start < span.end);
            while let Some(begun) = next.next_if(|(span, _)| span.start <= start) {
                open.push(begun);
            }
            open.iter().flat_map(|(_, names)| names.iter().copied()).collect()
        });
        Self { settings, holding: holding.collect() }
    }

    /// The level of a rule at a place in a section; `own` if nobody set one.
    pub fn at(&self, section: Option<usize>, rule: &str, own: Level) -> Level {
        let holding = section.and_then(|section| self.holding.get(section)).map_or(&[][..], Vec::as_slice);
        let set = |index: &usize| self.settings.chapters[*index].levels.get(rule).copied();
        holding.iter().rev().find_map(set).unwrap_or_else(|| self.everywhere(rule, own))
    }

    /// The level of a rule where no chapter has its own.
    pub fn everywhere(&self, rule: &str, own: Level) -> Level {
        self.settings.levels.get(rule).copied().unwrap_or(own)
    }

    /// True if a rule is looked for nowhere.
    pub fn is_allowed(&self, rule: &str, own: Level) -> bool {
        let named: HashSet<usize> = self.holding.iter().flatten().copied().collect();
        let looked_for = |index: &usize| {
            self.settings.chapters[*index].levels.get(rule).is_some_and(|level| *level != Level::Allow)
        };
        self.everywhere(rule, own) == Level::Allow && !named.iter().any(looked_for)
    }
}

/// The section that a finding belongs to: that of the mark for what stands in a note.
pub(crate) fn section_of(document: &Document, sections: &[Section], span: Span) -> Option<usize> {
    let note = document.note_at(span.start).map(|note| &document.notes[note]);
    let mark = note.and_then(|note| document.marks.get(*note.marks.first()?));
    section_at(sections, mark.map_or(span.start, |mark| mark.span.start))
}

/// Chapters of the settings that no heading or file of the report bears, as indices.
pub(crate) fn unknown(
    settings: &Settings,
    document: &Document,
    chapters: &[Chapter],
    sections: &[Section],
) -> Vec<usize> {
    let named = named(&settings.chapters, document, chapters, sections);
    let known: HashSet<usize> = named.into_iter().flat_map(|(_, names)| names).collect();
    (0..settings.chapters.len()).filter(|index| !known.contains(index)).collect()
}

/// What the settings name, in order of start, wider stretches first.
fn named(asked: &[ChapterLevels], document: &Document, chapters: &[Chapter], sections: &[Section]) -> Named {
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, chapter) in asked.iter().enumerate() {
        by_name.entry(folded(&chapter.name)).or_default().push(index);
    }
    let lookup = |names: &[String]| -> Vec<usize> {
        names.iter().filter_map(|name| by_name.get(name)).flatten().copied().collect()
    };
    let mut found: Named = Vec::new();
    for part in &document.parts {
        found.push((part.span, lookup(&[folded(file_name(&part.path))])));
    }
    for chapter in chapters {
        found.push((chapter.span, lookup(&names_of(&chapter.title))));
    }
    let taken: HashSet<usize> = found.iter().flat_map(|(_, names)| names.iter().copied()).collect();
    for section in sections.iter().filter(|section| !section.heading.is_empty()) {
        let mut names = lookup(&names_of(&document.text[section.heading]));
        names.retain(|name| !taken.contains(name));
        found.push((section.whole, names));
    }
    found.retain(|(_, names)| !names.is_empty());
    found.sort_by(|(a, _), (b, _)| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
    found
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Words in lower case without the signs around them, so that "4. Treatment" and "4 treatment" are one.
fn folded(name: &str) -> String {
    tokens(name).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn tokens(name: &str) -> impl Iterator<Item = &str> {
    let bare = |token| str::trim_matches(token, |c: char| !c.is_alphanumeric());
    name.split_whitespace().map(bare).filter(|token| !token.is_empty())
}

/// How a heading may be called, the most exact last: `4`, `treatment`, `chapter 4`, `chapter 4 treatment`.
fn names_of(heading: &str) -> Vec<String> {
    let divisions = &Language::of("en").divisions;
    let whole: Vec<String> = tokens(heading).map(str::to_lowercase).collect();
    let mut words = heading.split_whitespace();
    let mut names = Vec::new();
    let division = whole.first().is_some_and(|first| divisions.contains(first));
    let (number, rest) = match whole.as_slice() {
        [word, number, rest @ ..] if division => {
            names.push(number.clone());
            (format!("{word} {number}"), rest)
        }
        [number, rest @ ..] if words.next().is_some_and(is_number) => (number.clone(), rest),
        _ => return vec![whole.join(" ")],
    };
    names.push(number);
    names.push(rest.join(" "));
    names.push(whole.join(" "));
    names.retain(|name| !name.is_empty());
    names.dedup();
    names
}

/// True if a heading's first word is its number: `4`, `4.2`, `IV.`, `B)`.
fn is_number(word: &str) -> bool {
    let bare = word.trim_end_matches(['.', ')', ':']);
    let all = |of: &[u8]| !bare.is_empty() && bare.bytes().all(|byte| of.contains(&byte));
    let letter = bare.len() == 1 && bare.starts_with(|c: char| c.is_ascii_uppercase());
    bare.starts_with(|c: char| c.is_ascii_digit())
        || bare.len() > 1 && all(b"IVX")
        || bare != word && (letter || all(b"IVXLC"))
}

#[cfg(test)]
mod tests {
    use super::names_of;
    use expect_test::expect;

    #[test]
    fn headings_are_called_by_number_words_or_both() {
        let names = |heading| names_of(heading).join(" | ");
        let all = ["4. Treatment", "4.2 By night", "Chapter 4: Treatment", "IV Treatment", "B) Treatment"];
        expect![[r#"
            4 | treatment | 4 treatment
            4.2 | by night | 4.2 by night
            4 | chapter 4 | treatment | chapter 4 treatment
            iv | treatment | iv treatment
            b | treatment | b treatment"#]]
        .assert_eq(&all.map(names).join("\n"));
        let all = ["A Night", "CIVIL Servants", "Annex B", "", "– –"];
        expect![[r#"
            a night
            civil servants
            b | annex b

        "#]]
        .assert_eq(&all.map(names).join("\n"));
    }
}
