//! Entering, changing and erasing records.

use super::record::{ADDED, CHANGED, CLEARED, ERASED, FIELD};
use super::{Count, Kind, Record};
use crate::case::exhibit::field;
use crate::case::{Case, CaseError, erase};
use probata_vault::{Batch, Clock, Field, Id, NewEntry, Random};

/// What was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// How the record is called.
    pub name: String,
}

/// Values by field, as they were typed.
type Values = [(String, String)];

/// Enters a new record.
pub fn keep(
    case: &mut Case<'_>,
    kind: &'static Kind,
    values: &Values,
    clock: Clock,
    random: &mut dyn Random,
) -> Result<Entered, CaseError> {
    if kind.prefix == 'E' {
        return Err(CaseError::NothingToDo(
            "an exhibit comes by \"probata add\"; what is known of it is said with \"probata record E-1 field=value\"".to_owned(),
        ));
    }
    let said = said(case, kind, values)?;
    for needed in kind.fields.iter().filter(|field| field.count == Count::Needed) {
        if !said.iter().any(|field| field.name == format!("{FIELD}{}", needed.name)) {
            return Err(CaseError::Needed {
                kind: kind.name,
                field: needed.name,
                expected: needed.expects(),
            });
        }
    }
    let id = Id::new(random);
    let owner = kind.of.and_then(|of| {
        let name = format!("{FIELD}{of}");
        let value = said.iter().find(|field| field.name == name)?;
        Id::from_hex(std::str::from_utf8(&value.value).ok()?)
    });
    let number = 1 + case
        .records()
        .iter()
        .filter(|record| record.kind.name == kind.name)
        .map(|record| record.number)
        .max()
        .unwrap_or(0);
    let mut fields =
        vec![field("record", id), field("kind", kind.name), field("number", number), field("by", case.me())];
    fields.extend(said);
    // What is said of somebody is sealed under their key, lies where they do, and goes with them.
    let of =
        owner.and_then(|owner| case.records.get(owner)).map(|record| (record.compartment, record.subject));
    let (compartment, subject) = of.unwrap_or((case.compartment_of_new(), id));
    let keys = if of.is_none() { vec![(compartment, id, case.vault.new_key(random))] } else { Vec::new() };
    let entry = NewEntry { act: ADDED, compartment, subject: Some(subject), fields };
    commit(case, entry, keys, clock, random)?;
    Ok(Entered { name: format!("{}-{number}", kind.prefix) })
}

/// Changes fields of a record, or of what is known of an exhibit. An empty value takes a field away.
pub fn change(
    case: &mut Case<'_>,
    name: &str,
    values: &Values,
    clock: Clock,
    random: &mut dyn Random,
) -> Result<Entered, CaseError> {
    let Meant { id, subject, compartment, kind, number } = meant(case, name)?;
    if values.is_empty() {
        return Err(CaseError::NothingToDo(format!("nothing was said of {name}: give field=value")));
    }
    let (cleared, values): (Vec<_>, Vec<_>) = values.iter().cloned().partition(|(_, value)| value.is_empty());
    let mut fields =
        vec![field("record", id), field("kind", kind.name), field("number", number), field("by", case.me())];
    fields.extend(said(case, kind, &values)?);
    for (name, _) in cleared {
        if kind.field(&name)?.count == Count::Needed {
            return Err(CaseError::Needed {
                kind: kind.name,
                field: kind.field(&name)?.name,
                expected: kind.field(&name)?.expects(),
            });
        }
        fields.push(field(CLEARED, name));
    }
    if let Some(of) = kind.of
        && fields.iter().any(|field| field.name == format!("{FIELD}{of}"))
    {
        return Err(CaseError::NothingToDo(format!(
            "whose {name} is cannot be changed: erase it and record another"
        )));
    }
    let entry = NewEntry { act: CHANGED, compartment, subject: Some(subject), fields };
    commit(case, entry, Vec::new(), clock, random)?;
    Ok(Entered { name: format!("{}-{number}", kind.prefix) })
}

/// What is changed.
struct Meant {
    id: Id,
    /// Under whose key it is sealed.
    subject: Id,
    compartment: Id,
    kind: &'static Kind,
    number: u64,
}

/// The record or exhibit of this name.
fn meant(case: &Case<'_>, name: &str) -> Result<Meant, CaseError> {
    if name.starts_with(['E', 'e', 'L', 'l']) {
        let exhibit = case.exhibit(name)?;
        case.may_open(exhibit)?;
        let kind = Kind::of_prefix('E').ok_or_else(|| CaseError::NoSuchRecord(name.to_owned()))?;
        let (id, number) = (exhibit.id, exhibit.number);
        return Ok(Meant { id, subject: id, compartment: exhibit.compartment, kind, number });
    }
    let record = case.record(name)?;
    if record.is_erased || record.is_closed {
        return Err(CaseError::RecordErased(record.name()));
    }
    let Record { id, subject, compartment, kind, number, .. } = *record;
    Ok(Meant { id, subject, compartment, kind, number })
}

/// Values as fields of an entry.
fn said(case: &Case<'_>, kind: &'static Kind, values: &Values) -> Result<Vec<Field>, CaseError> {
    let mut said: Vec<Field> = Vec::new();
    for (name, value) in values {
        let of = kind.field(name)?;
        let named = format!("{FIELD}{name}");
        let texts: Vec<&str> = match of.count {
            // Codes and links may be given in one word; words may have commas in them.
            Count::Many if !matches!(of.form, super::Form::Text | super::Form::CodeUntil(_)) => {
                value.split(',').map(str::trim).collect()
            }
            _ => vec![value.trim()],
        };
        if of.count != Count::Many && said.iter().any(|field| field.name == named) {
            return Err(CaseError::Twice { kind: kind.name, field: of.name });
        }
        for text in texts.into_iter().filter(|text| !text.is_empty()) {
            said.push(field(&named, of.taken(text, case)?));
        }
    }
    Ok(said)
}

fn commit(
    case: &mut Case<'_>,
    entry: NewEntry,
    keys: Vec<(Id, Id, probata_seal::Key<probata_seal::purpose::Subject>)>,
    clock: Clock,
    random: &mut dyn Random,
) -> Result<(), CaseError> {
    case.vault.commit(Batch { entries: vec![entry], keys }, clock, random)?;
    case.fold();
    Ok(())
}

/// Erases a record: what is sealed under the key of what it speaks of goes with it, as do the exhibits of an interview. The names of all that was erased.
pub(in crate::case) fn erase_record(
    case: &mut Case<'_>,
    name: &str,
    reason: &str,
    clock: Clock,
    random: &mut dyn Random,
) -> Result<Vec<String>, CaseError> {
    let record = case.record(name)?.clone();
    if record.kind.of.is_some() {
        return Err(CaseError::NothingToDo(format!(
            "{} is kept with whom it is about: change its state, or erase {}",
            record.name(),
            case.name_of(record.subject).unwrap_or_default()
        )));
    }
    let mut erased = Vec::new();
    let exhibits: Vec<String> = match record.kind.name {
        "interview" => {
            record.values("exhibit").filter_map(Id::from_hex).filter_map(|id| case.name_of(id)).collect()
        }
        _ => Vec::new(),
    };
    // A hold on one of them keeps all of it.
    for exhibit in &exhibits {
        erase::may_erase(case, exhibit)?;
    }
    for exhibit in exhibits {
        erased.extend(erase::erase(case, &exhibit, reason, clock, random)?);
    }
    let with_it: Vec<Record> =
        case.records().iter().filter(|other| other.subject == record.subject).cloned().collect();
    let actor = case.me();
    let open = with_it.iter().filter(|other| !other.is_erased);
    let entries: Vec<NewEntry> = open
        .map(|other| NewEntry {
            act: ERASED,
            compartment: other.compartment,
            subject: None,
            fields: vec![
                field("record", other.id),
                field("kind", other.kind.name),
                field("number", other.number),
                field("actor", &actor),
                field("reason", reason),
            ],
        })
        .collect();
    if !entries.is_empty() {
        case.vault.commit(Batch { entries, keys: Vec::new() }, clock, random)?;
        case.fold();
    }
    case.vault.forget(record.subject, &[], random)?;
    for other in &with_it {
        case.records.close(other.id);
        erased.push(other.name());
    }
    Ok(erased)
}
