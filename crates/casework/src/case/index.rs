//! Keeping the search index up with the case.

use super::exhibit::ACT as ADDED;
use super::{Case, CaseError, Exhibit, erase, export};
use probata_search::{Index, Language, Reading, SearchError, Writer};
use probata_vault::{Id, Random};
use std::collections::BTreeMap;
use std::path::Path;

/// Readings that are put into the index before it says how far it is.
const TOGETHER: usize = 2_000;

/// How far an index came, and why not further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Indexed {
    /// Readings that were put into it now.
    pub added: usize,
    /// Readings that it lacks, because another process is writing it or nothing can be written here.
    pub lacking: usize,
}

/// Brings the search indexes up to what the case holds: the main compartment's, that of the one in which is worked, and those that there are. They
/// lie sealed in the case's folder, for this device only; `told` hears how many readings of how many are done.
pub fn index(
    case: &Case<'_>,
    folder: &Path,
    random: impl Fn() -> Box<dyn Random + Send>,
    told: &mut dyn FnMut(usize, usize),
) -> Result<Indexed, CaseError> {
    let mut all = Indexed::default();
    for compartment in case.vault.compartments().iter().filter(|compartment| compartment.is_open) {
        let is_asked = compartment.id == case.vault.main() || compartment.id == case.compartment_of_new();
        let is_there =
            || case.vault.cache(compartment.id).is_some_and(|cache| folder.join(cache.folder).exists());
        if is_asked || is_there() {
            let (_, indexed) = opened(case, compartment.id, folder, &random, told)?;
            all = Indexed { added: all.added + indexed.added, lacking: all.lacking + indexed.lacking };
        }
    }
    Ok(all)
}

/// The index of a compartment, opened and brought up to what the case holds as far as that can be done here.
pub(super) fn opened(
    case: &Case<'_>,
    compartment: Id,
    folder: &Path,
    random: &dyn Fn() -> Box<dyn Random + Send>,
    told: &mut dyn FnMut(usize, usize),
) -> Result<(Index, Indexed), CaseError> {
    let cache = case.vault.cache(compartment).ok_or(probata_vault::VaultError::NotForYou)?;
    let case = OfCompartment { case, compartment };
    let at = folder.join(&cache.folder);
    let open = || Index::open(&at, cache.key.clone(), random());
    let brought = open().and_then(|index| Update::of(case, &index).map(|update| (index, update)));
    match brought {
        Ok((index, update)) => {
            let lacking = update.lacking();
            match update.write(&index, told) {
                Ok(added) => Ok((index, Indexed { added, lacking: 0 })),
                // Another process writes, or nothing can be written here: what is there can be searched.
                Err(CaseError::Search(SearchError::Busy | SearchError::Disk { .. })) => {
                    Ok((index, Indexed { added: 0, lacking }))
                }
                Err(CaseError::Search(SearchError::Damaged)) => again(case, &at, &open, told),
                Err(error) => Err(error),
            }
        }
        Err(SearchError::Damaged) => again(case, &at, &open, told),
        // A folder that cannot be written: the index is made in memory for this once.
        Err(SearchError::Disk { .. }) => {
            let index = Index::in_memory()?;
            let added = Update::of(case, &index)?.write(&index, told)?;
            Ok((index, Indexed { added, lacking: 0 }))
        }
        Err(error) => Err(error.into()),
    }
}

/// What one index is about.
#[derive(Clone, Copy)]
struct OfCompartment<'c, 'd> {
    case: &'c Case<'d>,
    compartment: Id,
}

/// Makes a damaged index again.
fn again(
    case: OfCompartment<'_, '_>,
    at: &Path,
    open: &dyn Fn() -> Result<Index, SearchError>,
    told: &mut dyn FnMut(usize, usize),
) -> Result<(Index, Indexed), CaseError> {
    Index::clear(at)?;
    let index = open()?;
    let added = Update::of(case, &index)?.write(&index, told)?;
    Ok((index, Indexed { added, lacking: 0 }))
}

/// What tells an exhibit in the index: numbers given on two laptops may be the same.
pub(super) fn key(id: Id) -> u64 {
    u64::from_le_bytes(id.0[..8].try_into().expect("8 of 16"))
}

/// Entries that an index does not know yet.
struct Update<'c, 'd> {
    case: &'c Case<'d>,
    /// What is to be done, with the log and number of the entry that says so.
    steps: Vec<(Step<'c>, Id, u64)>,
    /// How far the index is in each log.
    known: BTreeMap<Id, u64>,
}

enum Step<'c> {
    Add(&'c Exhibit),
    Forget(Id),
    Nothing,
}

impl<'c, 'd> Update<'c, 'd> {
    fn of(of: OfCompartment<'c, 'd>, index: &Index) -> Result<Self, SearchError> {
        let OfCompartment { case, compartment } = of;
        let known = index.watermark().map_or_else(BTreeMap::new, |watermark| sizes(&watermark));
        let sizes: BTreeMap<Id, u64> = case.vault.logs().map(|log| (log.id, log.tree.size())).collect();
        // An index of more than there is belongs to another state of the case.
        if known.iter().any(|(log, size)| sizes.get(log).copied().unwrap_or(0) < *size) {
            return Err(SearchError::Damaged);
        }
        let entries = case.vault.entries().iter().filter(|entry| {
            let header = &entry.header;
            header.compartment == compartment && header.seq >= known.get(&header.log).copied().unwrap_or(0)
        });
        let steps = entries.map(|entry| {
            let step = match entry.header.act.as_str() {
                ADDED => {
                    case.by_id(entry.header.subject.unwrap_or_default()).map_or(Step::Nothing, Step::Add)
                }
                erase::ACT => {
                    entry.text("exhibit").and_then(Id::from_hex).map_or(Step::Nothing, Step::Forget)
                }
                _ => Step::Nothing,
            };
            (step, entry.header.log, entry.header.seq)
        });
        Ok(Self { case, steps: steps.collect(), known })
    }

    /// Readings that the index lacks.
    fn lacking(&self) -> usize {
        self.steps.iter().filter(|(step, ..)| matches!(step, Step::Add(exhibit) if is_open(exhibit))).count()
    }

    fn write(mut self, index: &Index, told: &mut dyn FnMut(usize, usize)) -> Result<usize, CaseError> {
        if self.steps.iter().all(|(step, ..)| matches!(step, Step::Nothing)) {
            return Ok(0);
        }
        let mut writer = index.writer()?;
        let all = self.lacking();
        let (mut added, mut waiting) = (0, 0);
        for (step, log, seq) in std::mem::take(&mut self.steps) {
            match step {
                Step::Add(exhibit) if is_open(exhibit) => {
                    self.add(&writer, exhibit)?;
                    (added, waiting) = (added + 1, waiting + 1);
                    told(added, all);
                }
                Step::Forget(id) => writer.forget(key(id)),
                _ => {}
            }
            self.known.insert(log, seq + 1);
            if waiting == TOGETHER {
                writer.commit(&watermark(&self.known))?;
                waiting = 0;
            }
        }
        writer.commit(&watermark(&self.known))?;
        Ok(added)
    }

    fn add(&self, writer: &Writer<'_>, exhibit: &Exhibit) -> Result<(), CaseError> {
        let text = match &exhibit.reading {
            None => String::new(),
            // What is altered is told by `verify`; the rest can be found meanwhile.
            Some(_) => export::text(self.case, exhibit).unwrap_or_default(),
        };
        let code = exhibit.reading.as_ref().map_or("", |reading| reading.language.as_str());
        let dates: Vec<_> = probata_assay::dates_in(&text, code)
            .into_iter()
            .map(|(span, first, last)| (span.start..span.end, first, last))
            .collect();
        let language = Language::of_code(code);
        Ok(writer.add(&Reading {
            number: key(exhibit.id),
            name: &exhibit.name,
            text: &text,
            language,
            dates: &dates,
        })?)
    }
}

fn is_open(exhibit: &Exhibit) -> bool {
    !exhibit.is_erased && !exhibit.is_closed
}

/// "log:size" for each log.
fn watermark(known: &BTreeMap<Id, u64>) -> String {
    known.iter().map(|(log, size)| format!("{log}:{size}")).collect::<Vec<_>>().join(" ")
}

fn sizes(watermark: &str) -> BTreeMap<Id, u64> {
    let size = |word: &str| {
        let (log, size) = word.split_once(':')?;
        Some((Id::from_hex(log)?, size.parse().ok()?))
    };
    watermark.split(' ').filter_map(size).collect()
}
