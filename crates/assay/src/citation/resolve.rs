//! To whom references back point: Ibid., supra note 12, short forms.
//!
//! Invariant: a reference that may mean several sources stays unresolved.

use super::lexicon::{Lexicon, role};
use super::read::{Draft, plain_name};
use super::sources::Sources;
use probata_report::{Document, Note};
use probata_vocabulary::{CitationKind, Signal};
use std::collections::HashMap;
use std::ops::Range;

/// All citations of a document with what resolving needs.
pub(super) struct Resolver<'a> {
    lexicon: &'a Lexicon,
    drafts: Vec<Draft>,
    /// Citations of each note.
    of_note: Vec<Range<usize>>,
    /// Which numbering each note belongs to; chapters that begin again at 1 have their own.
    run: Vec<usize>,
    /// Notes by numbering and label.
    by_label: HashMap<(usize, String), usize>,
    labels: HashMap<String, Vec<usize>>,
    /// Short names set so far.
    short: HashMap<String, usize>,
    /// The last citation that has a word in its name.
    by_word: HashMap<String, usize>,
    sources: Sources<'a>,
}

impl<'a> Resolver<'a> {
    /// Takes the citations in order of note.
    pub(super) fn new(lexicon: &'a Lexicon, document: &Document, drafts: Vec<Draft>) -> Self {
        let mut of_note: Vec<Range<usize>> = vec![0..0; document.notes.len()];
        for (at, draft) in drafts.iter().enumerate() {
            let range = &mut of_note[draft.citation.note];
            *range = if range.end == 0 { at..at + 1 } else { range.start..at + 1 };
        }
        let run = runs(&document.notes);
        let mut labels: HashMap<String, Vec<usize>> = HashMap::new();
        let mut by_label = HashMap::new();
        for (at, note) in document.notes.iter().enumerate() {
            by_label.entry((run[at], note.label.clone())).or_insert(at);
            labels.entry(note.label.clone()).or_default().push(at);
        }
        let (short, by_word) = (HashMap::new(), HashMap::new());
        Self {
            lexicon,
            drafts,
            of_note,
            run,
            by_label,
            labels,
            short,
            by_word,
            sources: Sources::new(lexicon),
        }
    }

    /// Finds the source of every citation.
    pub(super) fn resolve(mut self) -> (Vec<Draft>, Vec<probata_report::Source>) {
        for at in 0..self.drafts.len() {
            match self.drafts[at].citation.kind {
                CitationKind::Ibid | CitationKind::Supra => {}
                CitationKind::Comment => {
                    let full = self.short.get(&self.drafts[at].head).copied();
                    if full.is_some() {
                        self.drafts[at].citation.kind = CitationKind::Supra;
                        self.point(at, full);
                    }
                }
                _ => self.place(at),
            }
        }
        self.by_word.clear();
        for at in 0..self.drafts.len() {
            let referred = match self.drafts[at].citation.kind {
                CitationKind::Ibid => self.ibid(at),
                CitationKind::Supra if self.drafts[at].citation.refers_to.is_none() => self.supra(at),
                _ => {
                    self.remember(at);
                    continue;
                }
            };
            self.point(at, referred);
        }
        for source in &mut self.sources.list {
            source.citations.sort_unstable();
            source.citations.dedup();
        }
        (self.drafts, self.sources.list)
    }

    /// A citation that is given in full, or in a short form set before.
    fn place(&mut self, at: usize) {
        let full = self.short.get(&self.drafts[at].head).copied().or_else(|| self.shortened(at));
        if let Some(full) = full.filter(|full| self.drafts[*full].citation.source.is_some()) {
            if !matches!(self.drafts[at].citation.kind, CitationKind::Interview | CitationKind::Letter) {
                let citation = &mut self.drafts[at].citation;
                citation.kind = CitationKind::Supra;
                citation.persons.clear();
                citation.organisation = None;
            }
            self.point(at, Some(full));
            return;
        }
        let source = self.sources.of(&self.drafts[at], at);
        self.drafts[at].citation.source = Some(source);
        let earlier = self.sources.list[source].citations.first().copied();
        let bare = {
            let citation = &self.drafts[at].citation;
            citation.kind == CitationKind::Interview && citation.date.is_none() && citation.place.is_none()
        };
        self.drafts[at].citation.refers_to = earlier.filter(|earlier| bare && *earlier != at);
        for name in std::mem::take(&mut self.drafts[at].short_names) {
            self.short.insert(name, at);
        }
    }

    /// The letter in full that "Ministry of Justice letter, 3 May" repeats.
    fn shortened(&self, at: usize) -> Option<usize> {
        let draft = &self.drafts[at];
        let (citation, day) = (&draft.citation, draft.month_day);
        if citation.kind != CitationKind::Letter || citation.date.is_some() {
            return None;
        }
        let name =
            plain_name(citation.organisation.as_deref().or(citation.persons.first().map(String::as_str))?);
        let word = name.rsplit(' ').next()?.to_owned();
        let fits = |earlier: &usize| {
            let other = &self.drafts[*earlier].citation;
            let same_day = day.is_none_or(|day| {
                other.date.is_some_and(|date| (date.month(), date.day()) == (Some(day.month), day.day))
            });
            let names = other
                .organisation
                .iter()
                .chain(&other.persons)
                .any(|other| plain_name(other).contains(&word));
            other.kind == CitationKind::Letter && other.date.is_some() && same_day && names
        };
        let letters = self.sources.list.iter().filter(|source| source.kind == CitationKind::Letter);
        let mut fitting = letters.flat_map(|source| source.citations.first()).filter(|earlier| fits(earlier));
        let one = fitting.next().copied();
        one.filter(|_| fitting.next().is_none())
    }

    fn point(&mut self, at: usize, to: Option<usize>) {
        let Some(to) = to else { return };
        // A chain of references ends at the citation in full.
        let to = self.drafts[to].citation.refers_to.filter(|_| is_reference(&self.drafts[to])).unwrap_or(to);
        let Some(source) = self.drafts[to].citation.source else { return };
        self.drafts[at].citation.refers_to = Some(to);
        self.drafts[at].citation.source = Some(source);
        self.sources.refer(source, at);
    }

    /// The citation that "Ibid." stands for: the one before in the note, else the only source of the note before.
    fn ibid(&self, at: usize) -> Option<usize> {
        let note = self.drafts[at].citation.note;
        let own = self.of_note[note].start..at;
        let before = own.rev().find(|at| self.drafts[*at].citation.kind != CitationKind::Comment);
        if let Some(before) = before {
            return self.drafts[before].citation.source.map(|_| before);
        }
        let previous = note.checked_sub(1).filter(|previous| self.run[*previous] == self.run[note])?;
        self.only_source(previous)
    }

    /// The last citation of a note whose citations are all of one source.
    fn only_source(&self, note: usize) -> Option<usize> {
        // What a source was quoted or disclosed in is the way to it, not a second source.
        let container = |at: usize| self.drafts[at].citation.signal == Some(Signal::QuotedIn);
        let mut citations = self.of_note[note]
            .clone()
            .filter(|at| self.drafts[*at].citation.kind != CitationKind::Comment && !container(*at));
        let first = citations.next()?;
        let source = self.drafts[first].citation.source?;
        citations.all(|at| self.drafts[at].citation.source == Some(source)).then_some(first)
    }

    fn supra(&self, at: usize) -> Option<usize> {
        let draft = &self.drafts[at];
        let words = self.telling_words(&draft.head);
        let Some(label) = draft.labels.first() else { return self.last_named(&words) };
        let note = draft.citation.note;
        let same_run = self.by_label.get(&(self.run[note], label.clone())).copied();
        let target = same_run.or_else(|| match self.labels.get(label).map(Vec::as_slice) {
            Some([one]) => Some(*one),
            _ => None,
        })?;
        if target == note || draft.labels.len() > 1 {
            return None;
        }
        self.only_source(target).or_else(|| self.named_in(target, &words))
    }

    /// Words of a short form that name something.
    fn telling_words(&self, head: &str) -> Vec<String> {
        let telling = |word: &&str| {
            let roles = self.lexicon.meaning(word, true).unwrap_or_default();
            let other = role::SUPRA
                | role::NOTE
                | role::INTERVIEW
                | role::LETTER
                | role::OF
                | role::LOCATOR
                | role::AND
                | role::EMAIL
                | role::WITH;
            roles.roles & other == 0 && word.chars().count() > 1
        };
        let bare = head.split([' ', ',']).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        bare.filter(telling).map(str::to_owned).collect()
    }

    /// The only citation of a note whose names have one of the words.
    fn named_in(&self, note: usize, words: &[String]) -> Option<usize> {
        let has = |at: &usize| names(&self.drafts[*at]).any(|name| words.contains(&name));
        let mut fitting = self.of_note[note].clone().filter(has);
        let one = fitting.next()?;
        let source = self.drafts[one].citation.source?;
        fitting.all(|at| self.drafts[at].citation.source == Some(source)).then_some(one)
    }

    fn last_named(&self, words: &[String]) -> Option<usize> {
        words.iter().find_map(|word| self.by_word.get(word)).copied()
    }

    fn remember(&mut self, at: usize) {
        if self.drafts[at].citation.source.is_none() {
            return;
        }
        let names: Vec<String> = names(&self.drafts[at]).collect();
        for name in names {
            self.by_word.insert(name, at);
        }
    }
}

/// Words by which a citation may be named.
fn names(draft: &Draft) -> impl Iterator<Item = String> {
    let citation = &draft.citation;
    let texts =
        citation.persons.iter().chain(&citation.title).chain(&citation.organisation).chain(&citation.number);
    let words: Vec<String> = texts
        .flat_map(|text| text.split(' ').take(12))
        .map(plain_name)
        .filter(|word| word.chars().count() > 1)
        .collect();
    words.into_iter()
}

fn is_reference(draft: &Draft) -> bool {
    matches!(draft.citation.kind, CitationKind::Ibid | CitationKind::Supra)
}

/// Which numbering each note belongs to: a new one begins where the numbers do not go up.
fn runs(notes: &[Note]) -> Vec<usize> {
    let mut run = 0;
    let mut last = 0u64;
    notes
        .iter()
        .map(|note| {
            if let Ok(number) = note.label.parse::<u64>() {
                if number <= last {
                    run += 1;
                }
                last = number;
            }
            run
        })
        .collect()
}
