use super::CaseCommandError;
use super::opening::{System, clock, in_case};
use crate::arguments::case::{List, Record as Asked};
use crate::command::CommandError;
use crate::screen::Screen;
use probata_casework::case::{self, Case, Count, KINDS, Kind, Record, shown};
use probata_workpaper::{ExplainedRow, RecordRow, record_help, record_json, record_page, record_table};

/// `probata record`.
pub(crate) fn record(screen: &Screen, asked: &Asked) -> Result<u8, CommandError> {
    let kind = asked.what.as_deref().and_then(Kind::of_name);
    match (&asked.what, kind) {
        (None, _) => kinds(screen),
        (Some(_), Some(kind)) if asked.values.is_empty() => fields(screen, kind),
        (Some(what), None) if !what.contains('-') && !case::is_exhibit(what) => Err(unknown(what)),
        (Some(what), kind) => enter(screen, asked, what, kind),
    }
}

fn enter(
    screen: &Screen,
    asked: &Asked,
    what: &str,
    kind: Option<&'static Kind>,
) -> Result<u8, CommandError> {
    let values = asked.values.iter().map(|value| pair(value)).collect::<Result<Vec<_>, _>>()?;
    in_case(&asked.within, true, |case, _| {
        if let Some(compartment) = &asked.compartment {
            case.work_in(compartment)?;
        }
        let kept = match kind {
            Some(kind) => case::keep(case, kind, &values, clock(), &mut System)?,
            None => case::change(case, what, &values, clock(), &mut System)?,
        };
        if let Some(record) = case.record_of(kept.id) {
            let row = Row { gone: kept.gone, ..Row::whole(case, record) };
            screen.write(&record_page(&row.row(), &screen.look(true, true)))?;
        }
        Ok(0)
    })
}

/// "field=value".
fn pair(value: &str) -> Result<(String, String), CommandError> {
    let (name, text) = value.split_once('=').ok_or_else(|| CaseCommandError::NoPair(value.to_owned()))?;
    Ok((name.trim().to_owned(), text.trim().to_owned()))
}

/// The kind that is meant, or what there is.
pub(super) fn kind(name: &str) -> Result<&'static Kind, CommandError> {
    Kind::of_name(name).ok_or_else(|| unknown(name))
}

fn unknown(name: &str) -> CommandError {
    let near = probata_workpaper::nearest(name, KINDS.iter().map(|kind| kind.name));
    CommandError::Unknown {
        what: "kind of record",
        name: name.to_owned(),
        near: near.into_iter().map(str::to_owned).collect(),
        hint: "(\"probata record\" lists them)",
    }
}

fn kinds(screen: &Screen) -> Result<u8, CommandError> {
    let row =
        |kind: &&'static Kind| ExplainedRow { name: kind.name, about: kind.about, expects: "", count: "" };
    let rows: Vec<ExplainedRow> = KINDS.iter().map(row).collect();
    let title = "Kinds of records. \"probata record KIND\" shows the fields of one.";
    screen.write(&record_help(title, &rows, &screen.look(true, true)))?;
    Ok(0)
}

fn fields(screen: &Screen, kind: &'static Kind) -> Result<u8, CommandError> {
    let expects: Vec<String> = kind.fields.iter().map(case::FieldOf::expects).collect();
    let rows: Vec<ExplainedRow> = kind
        .fields
        .iter()
        .zip(&expects)
        .map(|(field, expects)| ExplainedRow {
            name: field.name,
            about: field.about,
            expects,
            count: match field.count {
                Count::Needed => "needed",
                Count::Many => "any number",
                Count::One => "",
            },
        })
        .collect();
    screen.write(&record_help(&format!("{}: {}", kind.name, kind.about), &rows, &screen.look(true, true)))?;
    Ok(0)
}

/// Records of a kind; who somebody is only if that is asked.
pub(super) fn list(
    screen: &Screen,
    case: &mut Case<'_>,
    name: &str,
    asked: &List,
) -> Result<u8, CommandError> {
    let kind = kind(name)?;
    if asked.identities {
        let ids: Vec<case::Id> = case
            .records()
            .iter()
            .filter(|record| record.kind.name == kind.name)
            .map(|record| record.id)
            .collect();
        case::identify(case, &ids, clock(), &mut System)?;
    }
    let case = &*case;
    let of_kind = case.records().iter().filter(|record| record.kind.name == kind.name);
    let rows: Vec<Row> = of_kind.map(|record| Row::new(case, record)).collect();
    let rows: Vec<RecordRow> = rows.iter().map(Row::row).collect();
    screen.write(&match asked.json {
        true => rows.iter().map(record_json).collect(),
        false => record_table(&rows, kind.name, &screen.look(true, true)),
    })?;
    if rows.iter().any(|row| row.is_withheld) {
        screen.say(
            "Who they are is shown by \"probata show P-1\" or with --identities, and entered in the log.\n",
        )?;
    }
    Ok(0)
}

/// True if a name is one of a record: its letter stands for a kind.
pub(super) fn is_named(name: &str) -> bool {
    let mut letters = name.chars();
    let kind = letters.next().and_then(Kind::of_prefix);
    kind.is_some_and(|kind| kind.prefix != 'E') && letters.next() == Some('-')
}

/// True if a name is one of a record that says who somebody is.
pub(super) fn is_identity(name: &str) -> bool {
    is_named(name) && name.chars().next().and_then(Kind::of_prefix).is_some_and(|kind| kind.is_identity)
}

/// A record's page. That somebody looked at an identity is entered before.
pub(super) fn page(screen: &Screen, case: &mut Case<'_>, name: &str, json: bool) -> Result<u8, CommandError> {
    let id = case.record(name)?.id;
    case::identify(case, &[id], clock(), &mut System)?;
    let row = Row::whole(case, case.record(name)?);
    screen.write(&match json {
        true => record_json(&row.row()),
        false => record_page(&row.row(), &screen.look(true, true)),
    })?;
    Ok(0)
}

/// Fields of a record with their values, as a person reads them; words in a language under `note@ru`.
pub(super) fn fields_of(case: &Case<'_>, record: &Record) -> Vec<(String, String)> {
    let named = |field: &'static case::FieldOf, language: &Option<String>| match language {
        Some(language) => format!("{}@{language}", field.name),
        None => field.name.to_owned(),
    };
    let values = |field: &'static case::FieldOf| {
        let values = record.tagged(field.name);
        values.map(move |value| (named(field, &value.language), shown(field, &value.text, case)))
    };
    record.kind.fields.iter().flat_map(values).collect()
}

/// Records that name an exhibit or a record: "I-3 (source)".
pub(super) fn named_in(case: &Case<'_>, id: case::Id) -> Vec<String> {
    case.named_in(id).into_iter().map(|(record, field)| format!("{} ({field})", record.name())).collect()
}

/// What a row of a table borrows from.
struct Row {
    name: String,
    kind: &'static str,
    fields: Vec<(String, String)>,
    gone: Vec<(&'static str, String)>,
    named_in: Vec<String>,
    erasure: Option<case::Erasure>,
    remarks: Vec<String>,
    answers: Vec<(&'static str, String, bool)>,
    added: i64,
    by: String,
    is_erased: bool,
    is_closed: bool,
    is_withheld: bool,
}

impl Row {
    fn new(case: &Case<'_>, record: &Record) -> Self {
        let is_open = !record.is_erased && !record.is_closed;
        let answers = match is_open && record.kind.name == "consent" {
            true => case::answers(record, case),
            false => Vec::new(),
        };
        Self {
            name: record.name(),
            kind: record.kind.name,
            fields: fields_of(case, record),
            named_in: Vec::new(),
            erasure: None,
            gone: Vec::new(),
            remarks: if is_open { record.remarks(case, clock()) } else { Vec::new() },
            answers: answers
                .into_iter()
                .map(|answer| (answer.code, answer.answer, answer.is_exception))
                .collect(),
            added: record.added,
            by: record.by.clone(),
            is_erased: record.is_erased,
            is_closed: record.is_closed,
            is_withheld: is_open && record.is_withheld(),
        }
    }

    /// Likewise, with what only a page of its own shows.
    fn whole(case: &Case<'_>, record: &Record) -> Self {
        let erasure = record.is_erased.then(|| case.erasure(record.id)).flatten();
        Self { named_in: named_in(case, record.id), erasure, ..Self::new(case, record) }
    }

    fn row(&self) -> RecordRow<'_> {
        RecordRow {
            name: &self.name,
            kind: self.kind,
            fields: &self.fields,
            gone: &self.gone,
            named_in: &self.named_in,
            erased: self.erasure.as_ref().map(|known| (known.at, known.by.as_str(), known.reason.as_str())),
            remarks: &self.remarks,
            answers: &self.answers,
            added: self.added,
            by: &self.by,
            is_erased: self.is_erased,
            is_closed: self.is_closed,
            is_withheld: self.is_withheld,
        }
    }
}
