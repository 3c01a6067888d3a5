//! From a [`Survey`]: which links are marks, and which lines are notes.
//!
//! A link is a mark if the file says so, or if it prints a label and leads to the head of a line that prints the same
//! label, or from which a link leads back. What is no mark stays an ordinary link.

use super::labels::{Named, head_label, label, leads_back};
use super::survey::{Link, Start, Survey, Target};
use std::collections::HashMap;

/// Most lines after a note's first that are taken for its further paragraphs without an element that says so.
const MOST_FURTHER: u32 = 12;

/// What a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A mark that calls the note with this index, or one that is not there.
    Mark(Option<usize>),
    /// The mark of a margin comment.
    Remark(usize),
    /// The way back from a note: not part of the text.
    Back,
}

/// A note's place and label.
#[derive(Debug)]
pub(super) struct NotePlace {
    /// First line.
    pub first: u32,
    /// Last line.
    pub last: u32,
    /// What its mark prints.
    pub label: String,
    /// Bytes at the head of the first line that are the label.
    pub strip: usize,
    /// It is a margin comment, no note.
    pub is_remark: bool,
    is_held: bool,
    ordinal: Option<i64>,
    head: Start,
}

/// What the second pass goes by.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Links that are more than links, by their number, in order.
    roles: Vec<(u32, Role)>,
    /// Notes in order of line.
    pub notes: Vec<NotePlace>,
}

impl Plan {
    /// Makes the plan.
    pub fn new(survey: &Survey) -> Self {
        let survey = Surveyed::new(survey);
        let marks = survey.marks();
        let mut notes = survey.notes(&marks);
        survey.extend(&mut notes, &marks);
        survey.label(&mut notes, &marks);
        let roles = survey.roles(&notes, &marks);
        Self { roles, notes }
    }

    /// What the link with this number is, if it is more than a link.
    pub fn role(&self, number: u32) -> Option<Role> {
        let at = self.roles.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        Some(self.roles[at].1)
    }
}

/// A survey with ways to look things up.
struct Surveyed<'s> {
    survey: &'s Survey,
    /// The first target of each name.
    targets: HashMap<u64, usize>,
    /// For each name led to, the first and last line with a link to it.
    led_from: HashMap<u64, (u32, u32)>,
}

/// For each link whether it is a mark, and if so its target.
type Marks = Vec<Option<Option<usize>>>;

impl<'s> Surveyed<'s> {
    fn new(survey: &'s Survey) -> Self {
        let mut targets = HashMap::with_capacity(survey.targets.len());
        for (index, target) in survey.targets.iter().enumerate() {
            targets.entry(target.name).or_insert(index);
        }
        let mut led_from = HashMap::with_capacity(survey.links.len());
        for link in &survey.links {
            let lines = led_from.entry(link.to).or_insert((link.line, link.line));
            lines.1 = link.line;
        }
        Self { survey, targets, led_from }
    }

    fn target(&self, link: &Link) -> Option<(usize, &'s Target)> {
        let index = *self.targets.get(&link.to)?;
        Some((index, &self.survey.targets[index]))
    }

    fn is_barrier(&self, from: u32, to: u32) -> bool {
        let barriers = &self.survey.barriers;
        let at = barriers.partition_point(|line| *line < from);
        barriers.get(at).is_some_and(|line| *line <= to)
    }

    /// A link from the target's lines leads to the link itself.
    fn is_mutual(&self, link: &Link, target: &Target) -> bool {
        link.own.iter().filter(|name| **name != 0).any(|name| {
            let from = self.led_from.get(name);
            from.is_some_and(|(first, last)| *first <= target.last && *last >= target.first)
        })
    }

    fn is_mark(&self, link: &Link) -> bool {
        if link.is_back || link.printed.is_cut && !link.is_mark {
            return false;
        }
        let printed = link.printed.as_str();
        let label = label(printed);
        if link.is_mark {
            return true;
        }
        let Some(label) = label else { return false };
        if matches!(link.to_named, Named::Note | Named::Remark) && !link.is_reference {
            return true;
        }
        let Some((_, target)) = self.target(link) else { return link.is_raised };
        let in_itself = target.first == link.line;
        let prints_it = head_label(target.head.as_str(), Some(label)).is_some();
        let is_later = target.first > link.line;
        let may_be = target.is_head
            && !in_itself
            && !link.is_reference
            && !self.is_barrier(target.first, target.first);
        let is_number = label.bytes().any(|byte| byte.is_ascii_digit()) || link.is_raised;
        may_be
            && (target.is_note
                || is_later && self.is_mutual(link, target)
                || prints_it && is_number && (is_later || link.is_raised))
    }

    fn marks(&self) -> Marks {
        let links = self.survey.links.iter();
        links.map(|link| self.is_mark(link).then(|| self.target(link).map(|(index, _)| index))).collect()
    }

    /// The notes, each once, however many names it has.
    fn notes(&self, marks: &Marks) -> Vec<NotePlace> {
        let mut is_called = vec![false; self.survey.targets.len()];
        for target in marks.iter().flatten().flatten() {
            is_called[*target] = true;
        }
        let mut notes: Vec<NotePlace> = Vec::new();
        for (target, called) in self.survey.targets.iter().zip(is_called) {
            let is_own = target.is_note || matches!(target.named, Named::Note | Named::Remark);
            if target.is_head && (called || is_own) {
                notes.push(NotePlace {
                    first: target.first,
                    last: target.last,
                    label: String::new(),
                    strip: 0,
                    is_remark: target.named == Named::Remark,
                    is_held: target.is_held,
                    ordinal: target.ordinal,
                    head: target.head,
                });
            }
        }
        notes.sort_by_key(|note| note.first);
        notes.dedup_by(|later, earlier| {
            let is_same = later.first == earlier.first;
            if is_same {
                earlier.last = earlier.last.max(later.last);
                earlier.is_held |= later.is_held;
                earlier.ordinal = earlier.ordinal.or(later.ordinal);
            }
            is_same
        });
        notes
    }

    /// Cuts notes where the next begins, and gives them the paragraphs that follow them before the next.
    fn extend(&self, notes: &mut [NotePlace], marks: &Marks) {
        let lines: Vec<u32> = (self.survey.links.iter().zip(marks))
            .filter_map(|(link, mark)| mark.is_some().then_some(link.line))
            .collect();
        for index in 0..notes.len() {
            let next = notes.get(index + 1).map_or(u32::MAX, |next| next.first);
            let note = &mut notes[index];
            let is_label_alone = head_label(note.head.as_str(), None)
                .is_some_and(|(_, length)| !note.head.is_cut && length == note.head.as_str().len());
            if note.last == note.first && is_label_alone && !self.is_barrier(note.first + 1, note.first + 1) {
                note.last += 1;
            }
            note.last = note.last.min(next - 1);
            let gap = next.saturating_sub(note.last + 1);
            let has_mark = || {
                let at = lines.partition_point(|line| *line <= note.last);
                lines.get(at).is_some_and(|line| *line < next)
            };
            if !note.is_held
                && (1..=MOST_FURTHER).contains(&gap)
                && !self.is_barrier(note.last + 1, next - 1)
                && !has_mark()
            {
                note.last = next - 1;
            }
        }
    }

    /// Labels: what the note prints, else what its mark prints, else its number in the list.
    fn label(&self, notes: &mut [NotePlace], marks: &Marks) {
        let mut printed: HashMap<u32, &str> = HashMap::new();
        for (link, mark) in self.survey.links.iter().zip(marks) {
            if let (Some(Some(target)), Some(text)) = (mark, label(link.printed.as_str())) {
                printed.entry(self.survey.targets[*target].first).or_insert(text);
            }
        }
        for note in notes {
            let expected = printed.get(&note.first).copied();
            let head = note.head;
            let found = head_label(head.as_str(), expected);
            note.strip = found.map_or(0, |(_, length)| length);
            note.label = match (found, expected, note.ordinal) {
                (Some((label, _)), ..) | (None, Some(label), _) => label.to_owned(),
                (None, None, Some(ordinal)) => ordinal.to_string(),
                (None, None, None) => "*".to_owned(),
            };
        }
    }

    fn roles(&self, notes: &[NotePlace], marks: &Marks) -> Vec<(u32, Role)> {
        let note_at = |line: u32| {
            let after = notes.partition_point(|note| note.first <= line);
            after.checked_sub(1).filter(|index| line <= notes[*index].last)
        };
        let own: HashMap<u64, usize> = (self.survey.links.iter().zip(marks).enumerate())
            .filter(|(_, (_, mark))| mark.is_some())
            .flat_map(|(index, (link, _))| link.own.iter().map(move |name| (*name, index)))
            .collect();
        let mut roles = Vec::new();
        for (link, mark) in self.survey.links.iter().zip(marks) {
            let printed = link.printed.as_str();
            let is_short = !link.printed.is_cut && (label(printed).is_some() || leads_back(printed));
            let in_note = note_at(link.line);
            let is_way_back = in_note.is_some() && is_short && (link.is_back || own.contains_key(&link.to));
            // The label of a note, linked to wherever its mark is.
            let to_earlier = self.target(link).is_some_and(|(_, target)| target.first < link.line);
            let is_label = in_note.is_some_and(|index| {
                let note = &notes[index];
                note.first == link.line && label(printed) == Some(note.label.as_str()) && to_earlier
            });
            let role = match mark {
                _ if is_way_back || is_label || link.is_back && leads_back(printed) => Role::Back,
                Some(target) => match target.and_then(|target| note_at(self.survey.targets[target].first)) {
                    Some(index) if notes[index].is_remark => Role::Remark(index),
                    Some(index) if Some(index) == in_note => continue,
                    note => Role::Mark(note),
                },
                None => continue,
            };
            roles.push((link.number, role));
        }
        roles
    }
}
