//! What a case records beside files, for the screen and for programs.

use super::moment::moment;
use super::{Look, flat};
use crate::wrap::hang;
use serde_json::{Map, Value, json};

/// A record.
#[derive(Debug, Clone)]
pub struct RecordRow<'a> {
    /// How it is called: `I-3`.
    pub name: &'a str,
    /// Its kind.
    pub kind: &'a str,
    /// Fields and their values, as a person reads them; one that has several stands several times.
    pub fields: &'a [(String, String)],
    /// Values that it had until now, by field.
    pub gone: &'a [(&'a str, String)],
    /// When it was erased (microseconds since 1970), by whom and why.
    pub erased: Option<(i64, &'a str, &'a str)>,
    /// Other records that name it, and as what: "I-3 (source)".
    pub named_in: &'a [String],
    /// What should be known of it.
    pub remarks: &'a [String],
    /// For a consent, what it answers about each use and detail, and whether that differs from its profile.
    pub answers: &'a [(&'a str, String, bool)],
    /// When it was entered: microseconds since 1970.
    pub added: i64,
    /// By whom.
    pub by: &'a str,
    /// Only that it existed is known.
    pub is_erased: bool,
    /// It is for other members.
    pub is_closed: bool,
    /// It says who somebody is, and what it says is left out.
    pub is_withheld: bool,
}

/// A kind of record, or one of its fields.
#[derive(Debug, Clone, Copy)]
pub struct ExplainedRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it is.
    pub about: &'a str,
    /// What its values are; empty for a kind.
    pub expects: &'a str,
    /// How many it takes: `needed`, `many` or nothing.
    pub count: &'a str,
}

/// A line a record.
pub fn record_table(rows: &[RecordRow<'_>], kind: &str, look: &Look) -> String {
    if rows.is_empty() {
        let said = format!(
            "Nothing of this kind is recorded yet. Record one: probata record {kind} field=value ..."
        );
        return hang("", &said, look.width);
    }
    rows.iter().fold(String::new(), |out, row| {
        let said = match (row.is_erased, row.is_closed) {
            (true, _) => "erased".to_owned(),
            (_, true) => "closed".to_owned(),
            _ if row.is_withheld => format!("entered {} by {}", moment(row.added), row.by),
            _ => row
                .fields
                .iter()
                .map(|(name, value)| format!("{name} {value}"))
                .collect::<Vec<_>>()
                .join(", "),
        };
        out + &hang(&format!("{:7}  ", row.name), &flat(&said), look.width)
    })
}

/// All that is recorded of one.
pub fn record_page(row: &RecordRow<'_>, look: &Look) -> String {
    let mut out = format!("{}  {}\n", row.name, row.kind);
    let mut line = |name: &str, value: &str| out += &hang(&format!("  {name:14}"), &flat(value), look.width);
    if row.is_erased || row.is_closed {
        let state = match row.is_erased {
            true => super::case::erased_words(row.erased),
            false => "closed: it is for other members".to_owned(),
        };
        line("state", &state);
        return out;
    }
    let mut last = "";
    for (name, value) in row.fields {
        line(if *name == last { "" } else { name }, value);
        last = name;
    }
    for (name, value) in row.gone {
        line(name, &format!("(no longer {value})"));
    }
    if !row.named_in.is_empty() {
        line("named in", &row.named_in.join(", "));
    }
    line("entered", &format!("{} by {}", moment(row.added), row.by));
    if !row.answers.is_empty() {
        out.push('\n');
        out += &answers(row, look);
    }
    if !row.remarks.is_empty() {
        out.push('\n');
    }
    row.remarks.iter().fold(out, |out, remark| out + &hang("  note: ", &flat(remark), look.width))
}

/// What is allowed, by answer; all that is not named is refused.
fn answers(row: &RecordRow<'_>, look: &Look) -> String {
    let mut by_answer: Vec<(&str, Vec<String>)> = Vec::new();
    for (code, answer, is_exception) in row.answers {
        let code = if *is_exception { format!("{code}*") } else { (*code).to_owned() };
        match by_answer.iter_mut().find(|(known, _)| known == answer) {
            Some((_, codes)) => codes.push(code),
            None => by_answer.push((answer, vec![code])),
        }
    }
    by_answer.sort_by_key(|(answer, _)| (*answer == "no", *answer != "yes"));
    let mut out = by_answer.iter().fold(String::new(), |out, (answer, codes)| {
        out + &hang(&format!("  {:12}  ", answer.replace('_', " ")), &codes.join(", "), look.width)
    });
    if row.answers.iter().any(|(_, _, is_exception)| *is_exception) {
        out += &hang("  ", "* differs from the profile", look.width);
    }
    out
}

/// Kinds of records, or fields of one.
pub fn record_help(title: &str, rows: &[ExplainedRow<'_>], look: &Look) -> String {
    let column = rows.iter().map(|row| row.name.len()).max().unwrap_or(0) + 2;
    rows.iter().fold(hang("", title, look.width) + "\n", |out, row| {
        let count = if row.count.is_empty() { String::new() } else { format!(" ({})", row.count) };
        let expects = if row.expects.is_empty() { String::new() } else { format!(": {}", row.expects) };
        let about = format!("{}{count}{expects}", row.about);
        out + &hang(&format!("  {:column$}", row.name), &about, look.width)
    })
}

/// A JSON object a record, on one line.
pub fn record_json(row: &RecordRow<'_>) -> String {
    let mut fields: Map<String, Value> = Map::new();
    for (name, value) in row.fields {
        let value = Value::from(value.as_str());
        match fields.get_mut(name) {
            Some(Value::Array(list)) => list.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
            None => drop(fields.insert(name.clone(), value)),
        }
    }
    let answers: Map<String, Value> = row
        .answers
        .iter()
        .map(|(code, answer, _)| ((*code).to_owned(), Value::from(answer.as_str())))
        .collect();
    let value = json!({
        "record": row.name,
        "kind": row.kind,
        "fields": fields,
        "answers": answers,
        "remarks": row.remarks,
        "added": moment(row.added),
        "by": row.by,
        "erased": row.is_erased,
        "closed": row.is_closed,
        "withheld": row.is_withheld,
    });
    format!("{value}\n")
}
