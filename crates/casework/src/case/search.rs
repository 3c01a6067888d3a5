//! Finding passages in what a case holds.

mod allowed;
mod records;

pub use records::FoundRecord;

use super::index::{self, key};
use super::{Case, CaseError, Exhibit, Indexed, export, identify};
use allowed::Allowed;
use probata_search::{Hit, Language, Query, snippet};
use probata_vault::{Clock, Compartment, Id, Random};
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// A passage that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The exhibit.
    pub exhibit: Exhibit,
    /// Bytes of the reading; empty if the file's name was found.
    pub span: Range<usize>,
    /// The same in code points.
    pub characters: Range<usize>,
    /// On which line of the reading it begins, from 1.
    pub line: usize,
    /// What is shown of it.
    pub shown: String,
    /// Bytes of `shown` that are marked.
    pub marked: Vec<Range<usize>>,
    /// The passage goes on before and behind what is shown.
    pub is_cut: (bool, bool),
}

/// An answer.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The best passages, the best first.
    pub passages: Vec<Passage>,
    /// All that were found.
    pub total: u64,
    /// The best records, the best first.
    pub records: Vec<FoundRecord>,
    /// All records that were found.
    pub total_records: u64,
    /// What was asked, and how else it is spelled in this case.
    pub spellings: Vec<(String, Vec<String>)>,
    /// Words that no passage has, with words that are nearly the same.
    pub unknown: Vec<(String, Vec<String>)>,
    /// Words that stand for too many others.
    pub cut: Vec<String>,
    /// How far the index is.
    pub indexed: Indexed,
    /// Exhibits that could not be searched, since they have no text.
    pub without_text: usize,
    /// Compartments to which whoever asks belongs and in which nothing was looked for, by name or number.
    pub not_searched: Vec<String>,
    /// Indexes that were asked.
    asked: usize,
}

/// Finds the passages and the records that a question fits best, in the main compartment and, where one is named, in that one too: at most `limit` of
/// either, of each so many letters. That a compartment was opened is entered before (see [`Vault::say_opened`](super::Vault::say_opened)) by whoever calls.
///
/// Identities (records of persons) are left out: looking for a word is not asking who somebody is.
pub fn search(
    case: &Case<'_>,
    folder: &Path,
    question: &str,
    (limit, letters): (usize, usize),
    random: impl Fn() -> Box<dyn Random + Send>,
    told: &mut dyn FnMut(usize, usize),
) -> Result<Answer, CaseError> {
    answer(case, folder, question, Asked { limit, letters, identities: false }, &random, told)
}

/// As [`search`], with identities; that each that is in the answer was looked at is entered before (CU-8).
pub fn search_identities(
    case: &mut Case<'_>,
    folder: &Path,
    question: &str,
    (limit, letters): (usize, usize),
    clock: Clock,
    random: impl Fn() -> Box<dyn Random + Send>,
    told: &mut dyn FnMut(usize, usize),
) -> Result<Answer, CaseError> {
    let answer = answer(case, folder, question, Asked { limit, letters, identities: true }, &random, told)?;
    let ids: Vec<Id> = answer.records.iter().map(|found| found.record.id).collect();
    identify(case, &ids, clock, &mut *random())?;
    Ok(answer)
}

/// How much is asked.
#[derive(Debug, Clone, Copy)]
struct Asked {
    /// Passages at most, and records at most.
    limit: usize,
    /// Letters of each.
    letters: usize,
    /// Records of persons too.
    identities: bool,
}

fn answer(
    case: &Case<'_>,
    folder: &Path,
    question: &str,
    asked: Asked,
    random: &dyn Fn() -> Box<dyn Random + Send>,
    told: &mut dyn FnMut(usize, usize),
) -> Result<Answer, CaseError> {
    let query = Query::parse(question)?;
    let of_filters = Allowed::new(case, &query.filters);
    let allowed = (!query.filters.is_empty()).then(|| Arc::new(of_filters.exhibits()));
    let mut readings = Readings { case, texts: HashMap::new() };
    let exhibits: HashMap<u64, &Exhibit> =
        case.exhibits().iter().map(|exhibit| (key(exhibit.id), exhibit)).collect();
    let mut compartments = vec![case.vault.main(), case.compartment_of_new()];
    compartments.dedup();
    let mut answer = Answer::default();
    let mut scored: Vec<(f32, Passage)> = Vec::new();
    for compartment in &compartments {
        let (index, indexed) = index::opened(case, *compartment, folder, random, told)?;
        let found = index.search(&query, allowed.as_ref(), asked.limit, true)?;
        for hit in &found.hits {
            // What was erased elsewhere meanwhile is not shown.
            let exhibit =
                exhibits.get(&hit.number).filter(|exhibit| !exhibit.is_erased && !exhibit.is_closed);
            let Some(exhibit) = exhibit else { continue };
            scored.push((hit.score, readings.passage(exhibit, hit, &found, asked.letters)?));
        }
        answer.total += found.total.unwrap_or(0);
        answer.indexed.added += indexed.added;
        answer.indexed.lacking += indexed.lacking;
        answer.take(found);
    }
    if compartments.len() > 1 {
        scored.sort_by(|one, other| other.0.total_cmp(&one.0));
        scored.truncate(asked.limit);
    }
    let is_left_out = |known: &&Compartment| known.is_open && !compartments.contains(&known.id);
    let name = |known: &Compartment| known.name.clone().unwrap_or_else(|| known.number.to_string());
    answer.not_searched = case.vault.compartments().iter().filter(is_left_out).map(name).collect();
    answer.passages = scored.into_iter().map(|(_, passage)| passage).collect();
    records::search(&of_filters, &query, &compartments, asked, &mut answer)?;
    let is_searched = |exhibit: &&Exhibit| compartments.contains(&exhibit.compartment);
    let open = case.exhibits().iter().filter(|exhibit| !exhibit.is_erased && !exhibit.is_closed);
    answer.without_text = open.filter(is_searched).filter(|exhibit| exhibit.reading.is_none()).count();
    Ok(answer)
}

impl Answer {
    /// Adds what one index says of the words that are asked.
    fn take(&mut self, found: probata_search::Found) {
        for spelling in found.spellings {
            match self.spellings.iter_mut().find(|(asked, _)| *asked == spelling.asked) {
                Some((_, known)) => known.extend(
                    spelling.found.into_iter().filter(|word| !known.contains(word)).collect::<Vec<_>>(),
                ),
                None => self.spellings.push((spelling.asked, spelling.found)),
            }
        }
        // A word is unknown if no index has it.
        let unknown = found.unknown.into_iter().map(|spelling| (spelling.asked, spelling.found));
        match self.asked {
            0 => self.unknown = unknown.collect(),
            _ => {
                let here: Vec<(String, Vec<String>)> = unknown.collect();
                self.unknown.retain(|(word, _)| here.iter().any(|(other, _)| other == word));
            }
        }
        self.asked += 1;
        self.cut.extend(found.cut);
    }
}

/// Texts of exhibits, each opened once.
struct Readings<'c, 'd> {
    case: &'c Case<'d>,
    texts: HashMap<Id, String>,
}

impl Readings<'_, '_> {
    fn passage(
        &mut self,
        exhibit: &Exhibit,
        hit: &Hit,
        found: &probata_search::Found,
        letters: usize,
    ) -> Result<Passage, CaseError> {
        let text = match (self.texts.contains_key(&exhibit.id), &exhibit.reading) {
            (false, Some(_)) => export::text(self.case, exhibit)?,
            (false, None) => String::new(),
            _ => self.texts.remove(&exhibit.id).unwrap_or_default(),
        };
        let is_name = hit.span.is_empty();
        let (within, span) = if is_name {
            (exhibit.name.as_str(), 0..exhibit.name.len())
        } else {
            (&text[..], hit.span.clone())
        };
        let code = exhibit.reading.as_ref().map_or("", |reading| reading.language.as_str());
        let piece = snippet(within, &span, Language::of_code(code), found, letters);
        let shown = within.get(piece.span.clone()).unwrap_or_default().to_owned();
        let before = text.get(..hit.span.start).unwrap_or_default();
        let start = before.chars().count();
        let passage = Passage {
            exhibit: exhibit.clone(),
            line: before.matches('\n').count() + 1,
            characters: start..start + text.get(hit.span.clone()).map_or(0, |inner| inner.chars().count()),
            marked: piece
                .marked
                .iter()
                .map(|range| range.start - piece.span.start..range.end - piece.span.start)
                .collect(),
            is_cut: (piece.span.start > span.start, piece.span.end < span.end),
            span: hit.span.clone(),
            shown,
        };
        self.texts.insert(exhibit.id, text);
        Ok(passage)
    }
}
