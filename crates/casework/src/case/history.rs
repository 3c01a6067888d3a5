use super::{Case, custody, records};
use probata_vault::{Entry, Id};
use std::collections::HashMap;

/// One entry, for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The log and the number in it.
    pub log: Id,
    /// From 0.
    pub seq: u64,
    /// When: microseconds since 1970.
    pub at: i64,
    /// What the clock said, if something else.
    pub clock: Option<i64>,
    /// What was done.
    pub act: String,
    /// Of which exhibit, as E-12; none if of the case.
    pub exhibit: Option<String>,
    /// Of which record, as I-3; none if of none, or that is closed.
    pub record: Option<String>,
    /// In which compartment; none if the main one.
    pub compartment: Option<u32>,
    /// What it says: name and value; of what is closed or erased, nothing.
    pub said: Vec<(String, String)>,
    /// Of an entry about custody, its number among those of its exhibit.
    pub number: Option<u64>,
    /// It is erased, or for others.
    pub is_closed: bool,
}

/// All entries, in their order; those of privileged compartments if they are asked for. Of an entry about an identity, not what it says of it.
pub fn history(case: &Case<'_>, with_privileged: bool) -> Vec<Line> {
    let number = |id: Id| case.numbers.get(&id).map(|at| case.exhibits[*at].label());
    let compartment = |id| case.vault.compartment(id).map(|known| known.number).filter(|number| *number > 0);
    let entries = case.vault.entries().iter();
    let entries = entries.filter(|entry| with_privileged || !case.vault.is_privileged(entry.header.log));
    let mut numbers: HashMap<Id, u64> = HashMap::new();
    let lines = entries.map(|entry| {
        let header = &entry.header;
        let said = entry.fields().filter(|(name, _)| !records::says_who(entry, name));
        let said = said.filter_map(|(name, value)| Some((name, std::str::from_utf8(value).ok()?)));
        let named = entry.text("exhibit").and_then(Id::from_hex);
        let record = entry.text("record").and_then(Id::from_hex).and_then(|id| case.record_of(id));
        let mut said: Vec<(String, String)> =
            said.map(|(name, text)| (name.to_owned(), value(case, entry, name, text))).collect();
        said.extend(about(case, entry).map(|name| ("who".to_owned(), name)));
        Line {
            log: header.log,
            seq: header.seq,
            at: header.at,
            clock: (header.clock != header.at).then_some(header.clock),
            act: header.act.clone(),
            exhibit: header.subject.or(named).and_then(number),
            record: record.map(records::Record::name),
            compartment: compartment(header.compartment),
            said,
            number: numbered(entry, &mut numbers),
            is_closed: entry.body.is_none(),
        }
    });
    lines.collect()
}

/// A field's value; a receipt by the number of its exhibit.
fn value(case: &Case<'_>, entry: &Entry, name: &str, text: &str) -> String {
    let is_receipt = entry.header.act == custody::ACT && name == "receipt";
    let id = Id::from_hex(text).filter(|_| is_receipt);
    id.and_then(|id| case.name_of(id)).unwrap_or_else(|| text.to_owned())
}

/// The number of an entry about custody, counted as it comes.
fn numbered(entry: &Entry, numbers: &mut HashMap<Id, u64>) -> Option<u64> {
    let subject = entry.header.subject.filter(|_| entry.header.act == custody::ACT)?;
    let number = numbers.entry(subject).or_default();
    *number += 1;
    Some(*number)
}

/// The name of the member whom an entry is about, where it gives their number only.
fn about(case: &Case<'_>, entry: &Entry) -> Option<String> {
    if matches!(entry.header.act.as_str(), "member_added" | "epoch_began") {
        return None;
    }
    let id = entry.text("member").and_then(Id::from_hex)?;
    let member = case.vault.members().iter().find(|member| member.id == id)?;
    Some(member.name.clone())
}
