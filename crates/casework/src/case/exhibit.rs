use super::naming;
use probata_vault::{Entry, Field, Id, in_parallel};

/// What the entry that begins an exhibit does.
pub(super) const ACT: &str = "exhibit_added";

/// A preserved item: a file with its digest, as it came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exhibit {
    /// Which; the subject whose key seals all that is known of it.
    pub id: Id,
    /// Its number in the case, from 1; those of privileged compartments are counted by themselves.
    pub number: u64,
    /// Whose members may open it.
    pub compartment: Id,
    /// It is no part of the evidence.
    pub is_privileged: bool,
    /// The file's name.
    pub name: String,
    /// Where it lay when it was added.
    pub path: String,
    /// SHA-256 of its bytes, 64 digits.
    pub sha256: String,
    /// Its bytes.
    pub length: u64,
    /// Name of the sealed file, 64 digits.
    pub blob: String,
    /// The part of the keyring that holds its key.
    pub segment: Id,
    /// When the file said that it was last changed: microseconds since 1970.
    pub modified: Option<i64>,
    /// What it was recognised as.
    pub format: String,
    /// How reading it ended: `complete`, `partial`, `refused`, or `not_read` if it was too large.
    pub outcome: String,
    /// What is missing, or why it was refused; empty for a complete reading.
    pub missing: Vec<String>,
    /// Its text.
    pub reading: Option<Reading>,
    /// The exhibit that it lay in.
    pub within: Option<Id>,
    /// From whom it came first, if somebody said.
    pub from: String,
    /// Where the same bytes lay too.
    pub copies: Vec<FurtherCopy>,
    /// When it was added: microseconds since 1970.
    pub added: i64,
    /// Who added it.
    pub by: String,
    /// Only that it existed is known.
    pub is_erased: bool,
    /// It may not be erased.
    pub is_held: bool,
    /// It speaks to other members only.
    pub is_closed: bool,
    /// Another has the same number, given on another laptop.
    pub is_doubled: bool,
}

/// The text that a reader made of an exhibit: a derived exhibit with a digest of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Name of the sealed file.
    pub blob: String,
    /// SHA-256 of the text.
    pub sha256: String,
    /// Bytes of the text.
    pub length: u64,
    /// Which reader made it, in which version.
    pub reader: String,
    /// The language of most of it, as a code of ISO 639; empty if it is not told.
    pub language: String,
}

/// Where bytes that an exhibit has lay too, when they were to be added again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FurtherCopy {
    /// The file's name.
    pub name: String,
    /// Where it lay.
    pub path: String,
    /// The exhibit that it lay in.
    pub within: Option<Id>,
    /// When the file said that it was last changed: microseconds since 1970.
    pub modified: Option<i64>,
    /// From whom it came, if somebody said.
    pub from: String,
}

impl FurtherCopy {
    /// What an entry of custody says of one, if it is about one.
    pub(super) fn of_entry(entry: &Entry) -> Option<Self> {
        let text = |name: &str| entry.text(name).unwrap_or_default().to_owned();
        Some(Self {
            path: entry.text("path")?.to_owned(),
            name: text("name"),
            within: entry.text("within").and_then(Id::from_hex),
            modified: entry.text("modified").and_then(|number| number.parse().ok()),
            from: text("from"),
        })
    }
}

/// A field of text.
pub(super) fn field(name: &str, value: impl ToString) -> Field {
    Field { name: name.to_owned(), value: value.to_string().into_bytes() }
}

impl Exhibit {
    /// Its name as people write it: E-12 (E-12@3c90d4 where another has the number too), and L-3 for what lies in a privileged compartment (as legal comments do). In a field case it has none where
    /// it is recorded.
    pub fn label(&self) -> String {
        if self.number == 0 {
            return "sealed".to_owned();
        }
        let prefix = if self.is_privileged { 'L' } else { 'E' };
        naming::written(prefix, self.number, self.id, self.is_doubled)
    }

    /// The fields of its entry.
    pub(super) fn fields(&self) -> Vec<Field> {
        let mut fields = vec![
            field("name", &self.name),
            field("path", &self.path),
            field("sha256", &self.sha256),
            field("length", self.length),
            field("blob", &self.blob),
            field("format", &self.format),
            field("outcome", &self.outcome),
            field("by", &self.by),
        ];
        // On the laptop of a field case nobody knows how many there are: the office counts.
        fields.extend((self.number > 0).then(|| field("number", self.number)));
        fields.extend(self.missing.iter().map(|missing| field("missing", missing)));
        fields.extend(self.modified.map(|modified| field("modified", modified)));
        fields.extend(self.within.map(|within| field("within", within)));
        if let Some(reading) = &self.reading {
            fields.push(field("reading_blob", &reading.blob));
            fields.push(field("reading_sha256", &reading.sha256));
            fields.push(field("reading_length", reading.length));
            fields.push(field("reading_by", &reading.reader));
            fields.push(field("language", &reading.language));
        }
        fields
    }

    /// What an entry says of it. Of one that is erased, or for others, only that it is.
    pub(super) fn of_entry(entry: &Entry) -> Self {
        let mut exhibit = Self {
            id: entry.header.subject.unwrap_or_default(),
            compartment: entry.header.compartment,
            segment: entry.header.segment,
            added: entry.header.at,
            is_closed: entry.body.is_none(),
            ..Self::default()
        };
        let mut reading = Reading::default();
        for (name, value) in entry.fields() {
            let text = || String::from_utf8_lossy(value).into_owned();
            match name {
                "number" => exhibit.number = parsed(value).unwrap_or(0),
                "name" => exhibit.name = text(),
                "path" => exhibit.path = text(),
                "sha256" => exhibit.sha256 = text(),
                "length" => exhibit.length = parsed(value).unwrap_or(0),
                "blob" => exhibit.blob = text(),
                "modified" => exhibit.modified = parsed(value),
                "format" => exhibit.format = text(),
                "outcome" => exhibit.outcome = text(),
                "missing" => exhibit.missing.push(text()),
                "within" => exhibit.within = std::str::from_utf8(value).ok().and_then(Id::from_hex),
                "by" => exhibit.by = text(),
                "reading_blob" => reading.blob = text(),
                "reading_sha256" => reading.sha256 = text(),
                "reading_length" => reading.length = parsed(value).unwrap_or(0),
                "reading_by" => reading.reader = text(),
                "language" => reading.language = text(),
                _ => {}
            }
        }
        exhibit.reading = (!reading.blob.is_empty()).then_some(reading);
        exhibit
    }
}

/// Exhibits that entries begin, in their order: made on all cores, since a case may have a hundred thousand.
pub(super) fn of_entries(entries: &[Entry]) -> Vec<Exhibit> {
    let begun: Vec<&Entry> = entries.iter().filter(|entry| entry.header.act == ACT).collect();
    in_parallel(&begun, |entry, (): &mut ()| Exhibit::of_entry(entry))
}

/// A number as it is written.
fn parsed<N: std::str::FromStr>(value: &[u8]) -> Option<N> {
    std::str::from_utf8(value).ok()?.parse().ok()
}
