//! Putting readings into the index and taking them out.

use crate::analyser::labelled;
use crate::index::{Index, SearchError, payload};
use crate::language::Language;
use crate::passage::passages;
use std::fs::File;
use std::ops::Range;
use tantivy::index::SegmentId;
use tantivy::indexer::NoMergePolicy;
use tantivy::{IndexWriter, TantivyDocument, Term};

/// Bytes that writing may take up before a part of the index is put on the disk.
const MEMORY: usize = 64 << 20;
/// Parts that an index may have after writing.
const PARTS: usize = 8;
/// Stands for an exhibit as a whole, so that it is found by what is known of it.
pub(crate) const EXHIBIT: &str = "\u{2}exhibit";

/// A text to be found in.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'r> {
    /// The exhibit's number.
    pub number: u64,
    /// Its file's name, which is found too.
    pub name: &'r str,
    /// The text.
    pub text: &'r str,
    /// What most of it is in.
    pub language: Option<Language>,
    /// Dates in it: where they stand, and their first and last day since 1 January of year 1.
    pub dates: &'r [(Range<usize>, i64, i64)],
}

/// Writes an index. What was added is found after [`Writer::commit`].
pub struct Writer<'i> {
    index: &'i Index,
    inner: IndexWriter,
    _lock: Option<File>,
}

impl<'i> Writer<'i> {
    pub(crate) fn new(index: &'i Index, lock: Option<File>) -> Result<Self, SearchError> {
        let inner: IndexWriter =
            index.inner.writer_with_num_threads(1, MEMORY).map_err(|error| index.failed(error))?;
        inner.set_merge_policy(Box::new(NoMergePolicy));
        Ok(Self { index, inner, _lock: lock })
    }

    /// Adds the passages of a reading.
    pub fn add(&self, reading: &Reading<'_>) -> Result<(), SearchError> {
        self.passage(reading, reading.name, 0..0, [EXHIBIT.to_owned()].into_iter())?;
        for range in passages(reading.text) {
            let dates = reading.dates.iter().filter(|(at, ..)| range.contains(&at.start));
            let dates = dates.map(|(_, first, last)| date_token(*first, *last));
            self.passage(reading, &reading.text[range.clone()], range.clone(), dates)?;
        }
        Ok(())
    }

    fn passage(
        &self,
        reading: &Reading<'_>,
        words: &str,
        range: Range<usize>,
        dates: impl Iterator<Item = String>,
    ) -> Result<(), SearchError> {
        let fields = &self.index.fields;
        let mut document = TantivyDocument::default();
        document.add_text(fields.text, labelled(words, Language::of_passage(words, reading.language)));
        document.add_u64(fields.number, reading.number);
        document.add_u64(fields.start, range.start as u64);
        document.add_u64(fields.length, range.len() as u64);
        dates.for_each(|date| document.add_text(fields.dates, date));
        self.inner.add_document(document).map_err(|error| self.index.failed(error))?;
        Ok(())
    }

    /// Takes an exhibit out. After [`Writer::commit`] its words are in no file of the index.
    pub fn forget(&self, number: u64) {
        self.inner.delete_term(Term::from_field_u64(self.index.fields.number, number));
    }

    /// Makes what was added and taken out count, and says how far the index is.
    pub fn commit(&mut self, watermark: &str) -> Result<(), SearchError> {
        self.write(watermark).and_then(|()| self.tidy()).map_err(|error| self.index.failed(error))
    }

    fn write(&mut self, watermark: &str) -> tantivy::Result<()> {
        let mut prepared = self.inner.prepare_commit()?;
        prepared.set_payload(&payload(watermark));
        prepared.commit()?;
        Ok(())
    }

    /// Writes parts anew in which something was taken out, and joins small ones.
    fn tidy(&mut self) -> tantivy::Result<()> {
        let mut parts = self.index.inner.searchable_segment_metas()?;
        let with_gaps: Vec<SegmentId> =
            parts.iter().filter(|part| part.num_deleted_docs() > 0).map(|part| part.id()).collect();
        for part in &with_gaps {
            self.inner.merge(&[*part]).wait()?;
        }
        if parts.len() > PARTS {
            parts = self.index.inner.searchable_segment_metas()?;
            parts.sort_by_key(|part| part.num_docs());
            let small: Vec<SegmentId> =
                parts.iter().take(parts.len() - PARTS / 2).map(|part| part.id()).collect();
            self.inner.merge(&small).wait()?;
        }
        self.inner.garbage_collect_files().wait()?;
        self.index.reader.reload()
    }
}

impl std::fmt::Debug for Writer<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Writer")
    }
}

/// How a date stands in the index: its class by length, its first day and its last.
fn date_token(first: i64, last: i64) -> String {
    let class = CLASSES.iter().find(|(_, days)| last - first < *days).map_or('z', |(class, _)| *class);
    format!("{class}{first:08}{last:08}")
}

/// Classes of dates by their days: a day, a month, a year, longer.
pub(crate) const CLASSES: [(char, i64); 4] = [('d', 1), ('m', 31), ('y', 366), ('z', i64::MAX)];

/// The last day of a date as it stands in the index.
pub(crate) fn last_day(token: &str) -> Option<i64> {
    token.get(9..17)?.parse().ok()
}
