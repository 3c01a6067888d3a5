//! Entering, changing and erasing records.

use super::identity::viewed;
use super::record::{ADDED, CHANGED, CLEARED, ERASED, FIELD, Value, of_field};
use super::{Count, FieldOf, Form, Kind, Record};
use crate::case::erase::{Erased, Eraser};
use crate::case::exhibit::field;
use crate::case::{Case, CaseError, erase};
use probata_vault::{Batch, Clock, Field, Id, NewEntry, Random};

/// What was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// The record.
    pub id: Id,
    /// What stood in fields before that now hold something else: the field, and each value that is gone.
    pub gone: Vec<(&'static str, String)>,
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
        if !said.iter().any(|field| of_field(&field.name) == Some(needed.name)) {
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
    commit(case, vec![entry], keys, clock, random)?;
    // Whoever entered it knows it; that they did is entered.
    case.records.see(id);
    Ok(Entered { id, gone: Vec::new() })
}

/// Changes fields of a record, or of what is known of an exhibit. What is given stands in place of what stood there; an empty value takes a field away;
/// for a field of any number `field+` adds a value and `field-` takes one away.
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
    let (amended, values): (Vec<_>, Vec<_>) =
        values.iter().cloned().partition(|(name, _)| name.ends_with(['+', '-']));
    let (mut cleared, values): (Vec<_>, Vec<_>) = values.into_iter().partition(|(_, value)| value.is_empty());
    let mut fields =
        vec![field("record", id), field("kind", kind.name), field("number", number), field("by", case.me())];
    fields.extend(said(case, kind, &values)?);
    for (of, values) in amended_lists(case, kind, id, &amended)? {
        if values.is_empty() {
            cleared.push((of.name.to_owned(), String::new()));
        }
        fields.extend(values.iter().map(|value| named(of, &value.text, value.language.as_deref())));
    }
    for (name, _) in cleared {
        let (of, _) = kind.tagged(&name)?;
        if of.count == Count::Needed {
            return Err(CaseError::Needed { kind: kind.name, field: of.name, expected: of.expects() });
        }
        fields.push(field(CLEARED, of.name));
    }
    if let Some(of) = kind.of
        && fields.iter().any(|field| field.name == format!("{FIELD}{of}"))
    {
        return Err(CaseError::NothingToDo(format!(
            "whose {name} is cannot be changed: erase it and record another"
        )));
    }
    let before = case.records.get(id).cloned();
    // Whoever changes an identity is shown what stood there and what stands there now.
    let looked = before.iter().filter(|before| before.is_withheld()).map(|before| viewed(case, before));
    let changed = NewEntry { act: CHANGED, compartment, subject: Some(subject), fields };
    let entries = looked.chain([changed]).collect();
    commit(case, entries, Vec::new(), clock, random)?;
    case.records.see(id);
    Ok(Entered { id, gone: before.map(|before| gone(case, kind, &before, id)).unwrap_or_default() })
}

/// Lists to which values are added or from which they are taken, as they are then.
fn amended_lists(
    case: &Case<'_>,
    kind: &'static Kind,
    id: Id,
    amended: &Values,
) -> Result<Vec<(&'static FieldOf, Vec<Value>)>, CaseError> {
    let mut lists: Vec<(&'static FieldOf, Vec<Value>)> = Vec::new();
    for (name, value) in amended {
        let (name, is_added) = (name.trim_end_matches(['+', '-']), name.ends_with('+'));
        let (of, language) = kind.tagged(name)?;
        if of.count != Count::Many {
            return Err(CaseError::NothingToDo(format!("{} has one value: write {name}=...", of.name)));
        }
        let at = lists.iter().position(|(known, _)| known.name == of.name).unwrap_or_else(|| {
            let before = case.records.get(id).into_iter().flat_map(|record| record.kept(of.name));
            lists.push((of, before.cloned().collect()));
            lists.len() - 1
        });
        let list = &mut lists[at].1;
        for text in texts(of, value) {
            let taken = of.taken(text, case)?;
            let is_there = list.iter().any(|known| known.text == taken);
            match is_added {
                true if !is_there => list.push(Value { text: taken, language: language.map(str::to_owned) }),
                false if is_there => list.retain(|known| known.text != taken),
                true => return Err(CaseError::NothingToDo(format!("{name} has {text} already"))),
                false => return Err(CaseError::NothingToDo(format!("{name} does not have {text}"))),
            }
        }
    }
    Ok(lists)
}

/// The values in what was typed: codes and links may be given in one word; words may have commas in them.
fn texts<'v>(of: &FieldOf, value: &'v str) -> Vec<&'v str> {
    let is_list = of.count == Count::Many && !matches!(of.form, Form::Text | Form::CodeUntil(_));
    let texts = if is_list { value.split(',').collect() } else { vec![value] };
    texts.into_iter().map(str::trim).filter(|text| !text.is_empty()).collect()
}

/// Values that a record had and has no more.
fn gone(case: &Case<'_>, kind: &'static Kind, before: &Record, id: Id) -> Vec<(&'static str, String)> {
    let after = case.records.get(id);
    let is_gone =
        |name: &str, value: &str| after.is_none_or(|after| after.kept(name).all(|kept| kept.text != value));
    let of_field = |field: &'static FieldOf| {
        let values = before.kept(field.name).map(|value| value.text.as_str());
        let values = values.filter(move |value| is_gone(field.name, value));
        values.map(move |value| (field.name, super::shown(field, value, case)))
    };
    kind.fields.iter().flat_map(of_field).collect()
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

/// True if a name can only be an exhibit's: its number, or the first digits of its digest.
pub fn is_exhibit(name: &str) -> bool {
    match name.split_once('-') {
        Some((prefix, _)) => matches!(prefix, "E" | "e" | "L" | "l"),
        None => {
            name.bytes().all(|digit| digit.is_ascii_hexdigit())
                && name.bytes().any(|digit| digit.is_ascii_digit())
        }
    }
}

/// The record or exhibit of this name.
fn meant(case: &Case<'_>, name: &str) -> Result<Meant, CaseError> {
    if is_exhibit(name) {
        let exhibit = case.exhibit(name)?;
        case.may_open(exhibit)?;
        let kind = &super::exhibit::KIND;
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
        let (of, language) = kind.tagged(name)?;
        if of.count != Count::Many && said.iter().any(|field| of_field(&field.name) == Some(of.name)) {
            return Err(CaseError::Twice { kind: kind.name, field: of.name });
        }
        for text in texts(of, value) {
            said.push(named(of, &of.taken(text, case)?, language));
        }
    }
    Ok(said)
}

/// A value as a field of an entry; `=note@ru` for words in a language.
fn named(of: &FieldOf, value: &str, language: Option<&str>) -> Field {
    let language = language.map(|language| format!("@{language}")).unwrap_or_default();
    field(&format!("{FIELD}{}{language}", of.name), value)
}

fn commit(
    case: &mut Case<'_>,
    entries: Vec<NewEntry>,
    keys: Vec<(Id, Id, probata_seal::Key<probata_seal::purpose::Subject>)>,
    clock: Clock,
    random: &mut dyn Random,
) -> Result<(), CaseError> {
    case.vault.commit(Batch { entries, keys }, clock, random)?;
    case.fold();
    Ok(())
}

/// Erases a record: what is sealed under the key of what it speaks of goes with it, as do the exhibits of an interview. The names of all that was erased.
pub(in crate::case) fn erase_record(
    case: &mut Case<'_>,
    name: &str,
    eraser: &Eraser<'_>,
    random: &mut dyn Random,
) -> Result<Erased, CaseError> {
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
        erase::may_erase(case, exhibit, eraser.keep_container)?;
    }
    let mut left: Vec<(String, String)> = Vec::new();
    for exhibit in exhibits {
        let id = case.exhibit(&exhibit)?.id;
        let around = erase::around(case, id);
        erased.extend(erase::erase(case, &exhibit, eraser, random)?);
        left.extend(around);
    }
    left.extend(named_by(case, &record));
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
                field("reason", eraser.reason),
            ],
        })
        .collect();
    if !entries.is_empty() {
        case.vault.commit(Batch { entries, keys: Vec::new() }, eraser.clock, random)?;
        case.fold();
    }
    case.vault.forget(record.subject, &[], random)?;
    for other in &with_it {
        case.records.close(other.id);
        erased.push(other.name());
        left.extend(erase::naming(case, other.id));
    }
    left.retain(|(name, _)| !erased.contains(name));
    left.sort();
    left.dedup_by(|one, other| one.0 == other.0);
    Ok(Erased { names: erased, left })
}

/// What a record names: records and exhibits that do not go with it.
fn named_by(case: &Case<'_>, record: &Record) -> Vec<(String, String)> {
    let links = record.kind.fields.iter().filter(|field| matches!(field.form, Form::Link(_)));
    let values = links.flat_map(|field| record.kept(field.name).map(move |value| (field.name, &*value.text)));
    let there = |id: Id| {
        let is_there = case.by_id(id).is_some_and(|exhibit| !exhibit.is_erased)
            || case.records.get(id).is_some_and(|other| !other.is_erased);
        case.name_of(id).filter(|_| is_there)
    };
    let named = |(field, value): (&str, &str)| {
        Some((there(Id::from_hex(value)?)?, format!("was named by {} as {field}", record.name())))
    };
    values.filter_map(named).collect()
}
