//! Finding passages.

use crate::expand::{Dictionary, Expansion, KnownTerm};
use crate::fold::folded;
use crate::index::{Index, SearchError};
use crate::query::{Part, Query};
use crate::writer::EXHIBIT;
use std::collections::HashSet;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, PoisonError};
use tantivy::collector::{Count, FilterCollector, TopDocs};
use tantivy::columnar::Column;
use tantivy::query::{BooleanQuery, BoostQuery, EmptyQuery, Occur, PhraseQuery, TermQuery, TermSetQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentReader, TantivyError, Term};

/// Words that are weighed one by one; of more, each passage has the same weight.
const WEIGHED: usize = 64;

/// A passage that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The exhibit's number.
    pub number: u64,
    /// Bytes of its reading; empty if it is the file's name that was found.
    pub span: Range<usize>,
    /// How well it fits; only to be compared within one answer.
    pub score: f32,
}

/// Other spellings that were looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// What was asked.
    pub asked: String,
    /// How else it is written in this case, folded.
    pub found: Vec<String>,
}

/// An answer.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The best passages, the best first.
    pub hits: Vec<Hit>,
    /// All that were found; none if they were not counted.
    pub total: Option<u64>,
    /// Other spellings that were looked for.
    pub spellings: Vec<Spelling>,
    /// Words that no passage has, with words that are nearly the same.
    pub unknown: Vec<Spelling>,
    /// Words that stand for so many others that only the most frequent were looked for.
    pub cut: Vec<String>,
    /// What to mark in a passage: words and stems as the index has them.
    pub(crate) marked: HashSet<String>,
}

impl Index {
    /// The passages that a question fits best, of exhibits that `allowed` names, or of all. Counting all takes longer than finding the best.
    pub fn search(
        &self,
        query: &Query,
        allowed: Option<&Arc<HashSet<u64>>>,
        limit: usize,
        count: bool,
    ) -> Result<Found, SearchError> {
        // The library may not expect that a page fails to open; nothing is half changed by reading.
        let found = catch_unwind(AssertUnwindSafe(|| self.find(query, allowed, limit, count)));
        found
            .unwrap_or(Err(TantivyError::InternalError("a page did not open".to_owned())))
            .map_err(|error| self.failed(error))
    }

    fn find(
        &self,
        query: &Query,
        allowed: Option<&Arc<HashSet<u64>>>,
        limit: usize,
        count: bool,
    ) -> tantivy::Result<Found> {
        let searcher = self.reader.searcher();
        let mut found = Found::default();
        let asked = Asked { index: self, searcher: &searcher }.query(query, &mut found)?;
        let limit = limit.max(1);
        let collected = match allowed {
            None => collect(&searcher, &asked, limit, count)?,
            Some(allowed) => {
                let allowed = allowed.clone();
                let filter = move |number: u64| allowed.contains(&number);
                let top = TopDocs::with_limit(limit).order_by_score();
                let collector = FilterCollector::new("number".to_owned(), filter, (top, Count));
                let (top, total) = searcher.search(&asked, &collector)?;
                (top, Some(total as u64))
            }
        };
        found.total = collected.1;
        if !collected.0.is_empty() {
            let places = self.places(&searcher)?;
            let hit =
                |(score, at): (Score, DocAddress)| places[at.segment_ord as usize].hit(score, at.doc_id);
            found.hits = collected.0.into_iter().map(hit).collect();
        }
        Ok(found)
    }
}

type Collected = (Vec<(Score, DocAddress)>, Option<u64>);

fn collect(
    searcher: &Searcher,
    asked: &dyn tantivy::query::Query,
    limit: usize,
    count: bool,
) -> tantivy::Result<Collected> {
    let top = TopDocs::with_limit(limit).order_by_score();
    if !count {
        return Ok((searcher.search(asked, &top)?, None));
    }
    let (top, total) = searcher.search(asked, &(top, Count))?;
    Ok((top, Some(total as u64)))
}

/// Where the passages of one part of the index are.
pub(crate) struct Places {
    number: Column<u64>,
    start: Column<u64>,
    length: Column<u64>,
}

impl Places {
    fn hit(&self, score: Score, document: DocId) -> Hit {
        let value = |column: &Column<u64>| column.first(document).unwrap_or(0);
        let start = value(&self.start) as usize;
        Hit { number: value(&self.number), span: start..start + value(&self.length) as usize, score }
    }
}

impl Index {
    /// The places of every part, opened once for each state of the index: to open them is to read them whole.
    fn places(&self, searcher: &Searcher) -> tantivy::Result<Arc<Vec<Places>>> {
        let state = searcher.generation().generation_id();
        let mut kept = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, places)) = &*kept
            && *of == state
        {
            return Ok(places.clone());
        }
        let of_part = |part: &SegmentReader| {
            let fast = part.fast_fields();
            Ok(Places { number: fast.u64("number")?, start: fast.u64("start")?, length: fast.u64("length")? })
        };
        let places = searcher.segment_readers().iter().map(of_part).collect::<tantivy::Result<Vec<_>>>()?;
        let places = Arc::new(places);
        *kept = Some((state, places.clone()));
        Ok(places)
    }
}

type Boxed = Box<dyn tantivy::query::Query>;

/// A question on its way to the index.
struct Asked<'a> {
    index: &'a Index,
    searcher: &'a Searcher,
}

impl Asked<'_> {
    fn query(&self, query: &Query, found: &mut Found) -> tantivy::Result<Boxed> {
        let mut clauses: Vec<(Occur, Boxed)> = Vec::new();
        for group in &query.groups {
            let parts =
                group.iter().map(|part| self.part(part, found, true)).collect::<tantivy::Result<Vec<_>>>()?;
            clauses.push((Occur::Must, any(parts.into_iter().flatten().collect())));
        }
        if query.groups.is_empty() {
            // Only what the exhibits are was asked: each of them once.
            let term = Term::from_field_text(self.index.fields.dates, EXHIBIT);
            clauses.push((Occur::Must, Box::new(TermQuery::new(term, IndexRecordOption::Basic))));
        }
        for part in &query.without {
            let parts = self.part(part, &mut Found::default(), false)?;
            clauses.push((Occur::MustNot, any(parts)));
        }
        match (clauses.len(), clauses.pop()) {
            (1, Some((Occur::Must, only))) => Ok(only),
            (_, last) => {
                clauses.extend(last);
                Ok(Box::new(BooleanQuery::new(clauses)))
            }
        }
    }

    /// What stands for a part: passages that fit any of these have it.
    fn part(&self, part: &Part, found: &mut Found, is_wanted: bool) -> tantivy::Result<Vec<Boxed>> {
        let fields = &self.index.fields;
        if let Part::Phrase(words) = part {
            found.marked.extend(words.iter().map(|word| folded(word)));
            let terms: Vec<Term> =
                words.iter().map(|word| Term::from_field_text(fields.text, &folded(word))).collect();
            return Ok(vec![match &terms[..] {
                [only] => Box::new(TermQuery::new(only.clone(), IndexRecordOption::WithFreqs)),
                _ => Box::new(PhraseQuery::new(terms)),
            }]);
        }
        let dictionary = Dictionary { searcher: self.searcher, text: fields.text, dates: fields.dates };
        let expansion = dictionary.expand(part)?;
        let (asked, field) = match part {
            Part::Word(word) | Part::Name(word) | Part::Prefix(word) | Part::Fuzzy(word, _) => {
                (word.as_str(), fields.text)
            }
            _ => ("", fields.dates),
        };
        if is_wanted && !asked.is_empty() {
            tell(&dictionary, asked, &expansion, found)?;
        }
        if field == fields.text {
            found.marked.extend(expansion.terms.iter().map(|term| term.text.clone()));
        }
        Ok(of_terms(field, &expansion.terms))
    }
}

/// Says which spellings are looked for, and what is in no passage.
fn tell(
    dictionary: &Dictionary<'_>,
    asked: &str,
    expansion: &Expansion,
    found: &mut Found,
) -> tantivy::Result<()> {
    let spelling = |found| Spelling { asked: asked.to_owned(), found };
    if expansion.terms.is_empty() {
        found.unknown.push(spelling(dictionary.near(asked)?));
    } else if !expansion.spellings.is_empty() {
        found.spellings.push(spelling(expansion.spellings.clone()));
    }
    if expansion.is_cut {
        found.cut.push(asked.to_owned());
    }
    Ok(())
}

fn of_terms(field: Field, terms: &[KnownTerm]) -> Vec<Boxed> {
    if terms.len() > WEIGHED {
        let terms = terms.iter().map(|term| Term::from_field_text(field, &term.text));
        return vec![Box::new(TermSetQuery::new(terms))];
    }
    let of_term = |term: &KnownTerm| -> Boxed {
        let query = TermQuery::new(Term::from_field_text(field, &term.text), IndexRecordOption::WithFreqs);
        Box::new(BoostQuery::new(Box::new(query), term.weight))
    };
    terms.iter().map(of_term).collect()
}

fn any(mut parts: Vec<Boxed>) -> Boxed {
    match (parts.len(), parts.pop()) {
        (0, _) | (_, None) => Box::new(EmptyQuery),
        (1, Some(only)) => only,
        (_, last) => {
            parts.extend(last);
            Box::new(BooleanQuery::new(parts.into_iter().map(|part| (Occur::Should, part)).collect()))
        }
    }
}
