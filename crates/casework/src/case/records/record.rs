//! A record as the entries of the case say it.

use super::{Count, FieldOf, Form, KINDS, Kind};
use crate::case::{Case, CaseError, Exhibit, naming};
use probata_vault::{Entry, Id};
use std::collections::HashMap;

pub(super) const ADDED: &str = "record_added";
pub(super) const CHANGED: &str = "record_changed";
pub(in crate::case) const ERASED: &str = "record_erased";
/// Stands before names of fields, so that no field of a kind is taken for one of an entry.
pub(super) const FIELD: char = '=';
/// Names a field whose values are taken away.
pub(super) const CLEARED: &str = "cleared";

/// The field of a kind that a field of an entry sets: `note` of `=note` and of `=note@ru`.
pub(super) fn of_field(name: &str) -> Option<&str> {
    let name = name.strip_prefix(FIELD)?;
    Some(name.split_once('@').map_or(name, |(name, _)| name))
}

/// A value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// As it is written.
    pub text: String,
    /// The language of words, as a code, where somebody said it.
    pub language: Option<String>,
}

/// Something that a case records.
#[derive(Debug, Clone)]
pub struct Record {
    /// Which.
    pub id: Id,
    /// What it is.
    pub kind: &'static Kind,
    /// Its number among those of its kind, from 1.
    pub number: u64,
    /// Under whose key it is sealed.
    pub subject: Id,
    /// Whose members may open it.
    pub compartment: Id,
    /// When it was entered: microseconds since 1970.
    pub added: i64,
    /// By whom.
    pub by: String,
    /// Only that it existed is known.
    pub is_erased: bool,
    /// It is for other members.
    pub is_closed: bool,
    /// Another of its kind has the same number, given on another laptop.
    pub is_doubled: bool,
    /// Two members wrote a field without knowing of each other: the field, and the value that does not stand in it.
    conflicts: Vec<(&'static str, String)>,
    /// It is an identity, and an entry of this opening says that somebody looked at it.
    pub(super) is_seen: bool,
    fields: HashMap<&'static str, Written>,
}

/// The values of a field, and which entry wrote them.
#[derive(Debug, Clone)]
struct Written {
    values: Vec<Value>,
    by: (Id, u64),
}

impl Record {
    /// "I-3", or "I-3@3c90d4" where another has the number too.
    pub fn name(&self) -> String {
        naming::written(self.kind.prefix, self.number, self.id, self.is_doubled)
    }

    /// Its name, by whom it was entered.
    fn called(&self) -> String {
        match self.by.is_empty() {
            true => self.name(),
            false => format!("{} (entered by {})", self.name(), self.by),
        }
    }

    /// True if it says who somebody is and nobody has looked at it since the case was opened: what stands in it is not shown.
    pub fn is_withheld(&self) -> bool {
        self.kind.is_identity && !self.is_seen
    }

    /// A field's values; none of an identity that nobody looked at.
    pub fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.tagged(name).map(|value| value.text.as_str())
    }

    /// A field's values, with the language of words; none of an identity that nobody looked at.
    pub fn tagged(&self, name: &str) -> impl Iterator<Item = &Value> {
        let is_shown = !self.is_withheld();
        self.kept(name).filter(move |_| is_shown)
    }

    /// A field's first value; none of an identity that nobody looked at.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values(name).next()
    }

    /// A field's values, whoever they are about: for what shows them to nobody.
    pub(in crate::case) fn kept(&self, name: &str) -> impl Iterator<Item = &Value> {
        self.fields.get(name).into_iter().flat_map(|written| &written.values)
    }

    /// What should be known of it: what is missing or past.
    pub fn remarks(&self, case: &Case<'_>, clock: i64) -> Vec<String> {
        let mut remarks = (self.kind.checks)(self, case, clock);
        for (field, value) in self.conflicts.iter().filter(|_| !self.is_withheld()) {
            let value = self.kind.field(field).map_or_else(|_| value.clone(), |of| shown(of, value, case));
            remarks.push(format!(
                "another member wrote \"{value}\" for {field} at the same time: write it again to settle it"
            ));
        }
        remarks
    }

    /// Takes in what an entry says. `knows` tells whether who wrote it knew of an earlier entry.
    fn take(&mut self, entry: &Entry, knows: &dyn Fn((Id, u64)) -> bool) {
        let by = (entry.header.log, entry.header.seq);
        let cleared =
            |of: &FieldOf| entry.fields().any(|(name, value)| name == CLEARED && value == of.name.as_bytes());
        for field in self.kind.fields {
            let of = entry.fields().filter(|(name, _)| of_field(name) == Some(field.name));
            let value = |(name, value): (&str, &[u8])| Value {
                text: String::from_utf8_lossy(value).into_owned(),
                language: name.split_once('@').map(|(_, language)| language.to_owned()),
            };
            let values: Vec<Value> = of.map(value).collect();
            if values.is_empty() && !cleared(field) {
                continue;
            }
            let before = self.fields.get(field.name).cloned();
            let is_conflict =
                before.as_ref().is_some_and(|before| !knows(before.by) && before.values != values);
            let before = before.map(|before| before.values).unwrap_or_default();
            let values = match is_conflict {
                true => self.settled(field, before, values),
                false => {
                    self.conflicts.retain(|(name, _)| *name != field.name);
                    values
                }
            };
            self.fields.insert(field.name, Written { values, by });
        }
    }

    /// What stands in a field that two members wrote at once: the stricter value, or all, or the later with the other beside it.
    fn settled(&mut self, field: &FieldOf, before: Vec<Value>, values: Vec<Value>) -> Vec<Value> {
        if field.count == Count::Many {
            let mut all = before;
            all.extend(values.into_iter().filter(|value| !all.contains(value)).collect::<Vec<_>>());
            return all;
        }
        let text = |values: &[Value]| values.first().map(|value| value.text.clone()).unwrap_or_default();
        let (one, other) = (text(&before), text(&values));
        match stricter(self.kind, field, &one, &other) {
            Some(stricter) => vec![Value { text: stricter, language: None }],
            None => {
                self.conflicts.push((field.name, one));
                values
            }
        }
    }
}

/// For consent and protection, the stricter of two values that were written at once holds.
fn stricter(kind: &Kind, field: &FieldOf, one: &str, other: &str) -> Option<String> {
    /// The stricter behind.
    const STATES: [&str; 8] = [
        "not_applicable",
        "active",
        "via_intermediary",
        "legacy_not_recorded",
        "superseded",
        "partly_withdrawn",
        "expired",
        "withdrawn",
    ];
    let rank = |value: &str| match (kind.name, field.name, field.form) {
        ("consent", "state", _) => STATES.iter().position(|state| *state == value),
        ("protection", "risk", Form::Code(codes)) => codes.iter().position(|code| *code == value),
        _ => None,
    };
    let (first, second) = (rank(one)?, rank(other)?);
    Some(if first >= second { one } else { other }.to_owned())
}

/// A value as a person reads it: a link by the name of what it leads to.
pub fn shown(field: &FieldOf, value: &str, case: &Case<'_>) -> String {
    match (field.form, Id::from_hex(value)) {
        (Form::Link(_), Some(id)) => case.name_of(id).unwrap_or_else(|| "(not here)".to_owned()),
        _ => value.to_owned(),
    }
}

/// The records of a case.
#[derive(Debug, Default)]
pub(crate) struct Records {
    pub all: Vec<Record>,
    at: HashMap<Id, usize>,
    /// Where the first record of a kind and number is.
    numbered: HashMap<(char, u64), usize>,
    /// How far each log said it knew the others, up to the entry that was taken in last.
    known: HashMap<(Id, Id), u64>,
}

impl Records {
    /// An entry says that somebody looked at an identity.
    pub(super) fn see(&mut self, id: Id) {
        if let Some(record) = self.at.get(&id).map(|at| &mut self.all[*at]) {
            record.is_seen = true;
        }
    }

    pub fn get(&self, id: Id) -> Option<&Record> {
        self.at.get(&id).map(|at| &self.all[*at])
    }

    /// Takes in an entry; those about other things only for what they tell of other logs.
    pub fn take(&mut self, entry: &Entry) {
        let header = &entry.header;
        for seen in &header.seen {
            self.known.insert((header.log, seen.log), seen.size);
        }
        match header.act.as_str() {
            ADDED => self.add(entry),
            CHANGED => self.change(entry),
            ERASED => self.erase(entry),
            _ => {}
        }
    }

    fn add(&mut self, entry: &Entry) {
        let subject = entry.header.subject.unwrap_or_default();
        let kind = entry.text("kind").and_then(Kind::of_name);
        let id = entry.text("record").and_then(Id::from_hex).unwrap_or(subject);
        if self.at.contains_key(&id) {
            return;
        }
        let mut record = Record {
            id,
            // Of one that is closed, its kind is not known either; it is counted with the inquiries' notes.
            kind: kind.unwrap_or(KINDS[0]),
            number: entry.text("number").and_then(|number| number.parse().ok()).unwrap_or(0),
            subject,
            compartment: entry.header.compartment,
            added: entry.header.at,
            by: entry.text("by").unwrap_or_default().to_owned(),
            is_erased: false,
            is_closed: entry.body.is_none(),
            is_doubled: false,
            conflicts: Vec::new(),
            is_seen: false,
            fields: HashMap::new(),
        };
        record.take(entry, &|_| true);
        let at = self.all.len();
        if !record.is_closed {
            let first = *self.numbered.entry((record.kind.prefix, record.number)).or_insert(at);
            if first != at {
                record.is_doubled = true;
                self.all[first].is_doubled = true;
            }
        }
        self.at.insert(id, at);
        self.all.push(record);
    }

    /// What is left of a record is said by the entry about its erasure: the one that began it is closed.
    fn erase(&mut self, entry: &Entry) {
        let Some(id) = entry.text("record").and_then(Id::from_hex) else { return };
        if !self.at.contains_key(&id) {
            self.at.insert(id, self.all.len());
            self.all.push(Record {
                id,
                kind: KINDS[0],
                number: 0,
                subject: id,
                compartment: entry.header.compartment,
                added: entry.header.at,
                by: String::new(),
                is_erased: true,
                is_closed: true,
                is_doubled: false,
                conflicts: Vec::new(),
                is_seen: false,
                fields: HashMap::new(),
            });
        }
        let Some(record) = self.at.get(&id).map(|at| &mut self.all[*at]) else { return };
        record.is_erased = true;
        record.kind = entry.text("kind").and_then(Kind::of_name).unwrap_or(record.kind);
        record.number = entry.text("number").and_then(|number| number.parse().ok()).unwrap_or(record.number);
        record.fields.clear();
    }

    fn change(&mut self, entry: &Entry) {
        let Some(id) = entry.text("record").and_then(Id::from_hex) else { return };
        if !self.at.contains_key(&id) {
            // What is said of an exhibit begins with its first change.
            self.add(entry);
            return;
        }
        let log = entry.header.log;
        let known = &self.known;
        let knows = |(by, seq): (Id, u64)| by == log || known.get(&(log, by)).is_some_and(|size| *size > seq);
        if let Some(record) = self.at.get(&id).map(|at| &mut self.all[*at]).filter(|record| !record.is_erased)
        {
            record.take(entry, &knows);
        }
    }

    /// What was known of a record is forgotten.
    pub fn close(&mut self, id: Id) {
        if let Some(record) = self.at.get(&id).map(|at| &mut self.all[*at]) {
            record.is_erased = true;
            record.is_closed = true;
            record.fields.clear();
            record.conflicts.clear();
        }
    }
}

impl Case<'_> {
    /// Records in the order in which they were entered, erased ones too; what is said of exhibits among them.
    pub fn records(&self) -> &[Record] {
        &self.records.all
    }

    /// Open records that name an exhibit or another record, each with the field that does.
    pub fn named_in(&self, id: Id) -> Vec<(&Record, &'static str)> {
        let digits = id.to_string();
        let open =
            self.records().iter().filter(|record| !record.is_erased && !record.is_closed && record.id != id);
        let field = |record: &'_ Record| {
            let mut links = record.kind.fields.iter().filter(|field| matches!(field.form, Form::Link(_)));
            links.find(|field| record.values(field.name).any(|value| value == digits)).map(|field| field.name)
        };
        open.filter_map(|record| Some((record, field(record)?))).collect()
    }

    /// The record with this identity.
    pub fn record_of(&self, id: Id) -> Option<&Record> {
        self.records.get(id)
    }

    /// The record with this name ("I-3"; "I-3@3c90d4" where two have the number). Of several, the only one that is not erased is meant.
    pub fn record(&self, name: &str) -> Result<&Record, CaseError> {
        let parsed = naming::Name::parse(name);
        let kind = parsed.and_then(|parsed| Kind::of_prefix(parsed.prefix));
        let missing = || CaseError::NoSuchRecord {
            name: name.to_owned(),
            kind: kind.map_or("interview", |kind| kind.name),
            is_known: kind.is_some(),
        };
        let (parsed, kind) = parsed.zip(kind).ok_or_else(missing)?;
        let fits = |record: &&Record| record.kind.name == kind.name && parsed.fits(record.number, record.id);
        let found: Vec<&Record> = self.records().iter().filter(fits).collect();
        let mut open = found.iter().filter(|record| !record.is_erased);
        match (&found[..], open.next(), open.next()) {
            ([], ..) => Err(missing()),
            ([only], ..) | (_, Some(only), None) => Ok(only),
            _ => {
                let names: Vec<String> = found.iter().map(|record| record.called()).collect();
                Err(CaseError::Several(name.to_owned(), names.join(", ")))
            }
        }
    }

    /// What a name leads to, if it is of one of these kinds.
    pub(super) fn linked(&self, field: &'static str, name: &str, prefixes: &str) -> Result<Id, CaseError> {
        let prefix = name.chars().next().map(|first| first.to_ascii_uppercase()).unwrap_or_default();
        if !prefixes.contains(prefix) || !name[prefix.len_utf8().min(name.len())..].starts_with('-') {
            let expected =
                prefixes.chars().map(|prefix| format!("{prefix}-1")).collect::<Vec<_>>().join(" or ");
            return Err(CaseError::Value {
                field,
                value: name.to_owned(),
                expected: format!("a name such as {expected}"),
            });
        }
        if prefix == 'E' {
            let exhibit = self.exhibit(name)?;
            self.may_open(exhibit)?;
            return Ok(exhibit.id);
        }
        let record = self.record(name)?;
        if record.is_erased { Err(CaseError::RecordErased(record.name())) } else { Ok(record.id) }
    }

    /// How a record or an exhibit is called.
    pub fn name_of(&self, id: Id) -> Option<String> {
        let exhibit = self.by_id(id).map(Exhibit::label);
        exhibit.or_else(|| self.records.get(id).map(Record::name))
    }
}
