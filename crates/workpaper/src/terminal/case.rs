//! What a case holds, for the screen and for programs.

use super::custody::{
    Correction, CustodyRow, TransferRow, custody, custody_json, custody_words, open_transfers, transfer_json,
};
use super::moment::moment;
use super::timestamp::{TimestampRow, newest};
use super::{Look, flat};
use crate::numerals::{count, thousands};
use crate::wrap::{fit_end, hang};
use serde_json::{Value, json};
use std::fmt::Write;

/// What became of a file that was to be added.
#[derive(Debug, Clone, Copy)]
pub struct AdmittedRow<'a> {
    /// The exhibit that has its content, as E-12; empty if none.
    pub exhibit: &'a str,
    /// Where it lay.
    pub path: &'a str,
    /// How reading it ended, `known`, or `not added`.
    pub outcome: &'a str,
    /// The heaviest thing that is missing, why it was not added, or what there is to say of it.
    pub why: Option<&'a str>,
    /// How many things more are missing.
    pub more: usize,
}

/// An exhibit.
#[derive(Debug, Clone)]
pub struct ExhibitRow<'a> {
    /// Its number, as E-12.
    pub exhibit: String,
    /// The file's name.
    pub name: &'a str,
    /// Where it lay when it was added.
    pub path: &'a str,
    /// SHA-256 of its bytes.
    pub sha256: &'a str,
    /// Its bytes.
    pub bytes: u64,
    /// What it was recognised as.
    pub format: &'a str,
    /// How reading it ended.
    pub outcome: &'a str,
    /// What is missing.
    pub missing: &'a [String],
    /// The language of most of its text.
    pub language: &'a str,
    /// Bytes of its text.
    pub text_bytes: u64,
    /// Which reader read it.
    pub reader: &'a str,
    /// The exhibit that it lay in, as E-12.
    pub within: Option<String>,
    /// Where the same bytes lay too.
    pub also: Vec<AlsoRow<'a>>,
    /// The compartment in which it lies; none if every member opens it.
    pub compartment: Option<CompartmentName<'a>>,
    /// When the file was last changed: microseconds since 1970.
    pub modified: Option<i64>,
    /// When it was added: microseconds since 1970.
    pub added: i64,
    /// By whom.
    pub by: &'a str,
    /// Only that it existed is known.
    pub is_erased: bool,
    /// It may not be erased.
    pub is_held: bool,
    /// It is for other members.
    pub is_closed: bool,
    /// To whom it was given, and what became of that.
    pub transfers: Vec<TransferRow<'a>>,
}

/// Where the bytes of an exhibit lay too.
#[derive(Debug, Clone)]
pub struct AlsoRow<'a> {
    /// The file's name.
    pub name: &'a str,
    /// Where it lay.
    pub path: &'a str,
    /// The exhibit that it lay in, as E-12.
    pub within: Option<String>,
}

/// A compartment, as far as its reader may know it.
#[derive(Debug, Clone, Copy)]
pub struct CompartmentName<'a> {
    /// Its number.
    pub number: u32,
    /// Its name; none where it is closed.
    pub name: Option<&'a str>,
}

/// A compartment with who belongs to it.
#[derive(Debug, Clone)]
pub struct CompartmentRow<'a> {
    /// Which.
    pub compartment: CompartmentName<'a>,
    /// It is kept out of the evidence.
    pub is_privileged: bool,
    /// Names of those who belong to it.
    pub members: Vec<&'a str>,
    /// Exhibits in it.
    pub exhibits: usize,
    /// It opens for its reader.
    pub is_open: bool,
}

/// An entry of the record.
#[derive(Debug, Clone)]
pub struct LogRow<'a> {
    /// The log.
    pub log: String,
    /// Its number there.
    pub seq: u64,
    /// When: microseconds since 1970.
    pub at: i64,
    /// What the clock said, if something else.
    pub clock: Option<i64>,
    /// What was done.
    pub act: &'a str,
    /// Of which exhibit, as E-12.
    pub exhibit: Option<&'a str>,
    /// Of which record, as I-3.
    pub record: Option<&'a str>,
    /// In which compartment; none if the main one.
    pub compartment: Option<u32>,
    /// What it says.
    pub said: &'a [(String, String)],
    /// Of an entry about custody, its number among those of its exhibit.
    pub number: Option<u64>,
    /// It is erased, or for others.
    pub is_closed: bool,
}

/// What a check of a case found.
#[derive(Debug, Clone)]
pub struct VerifiedRow<'a> {
    /// Sealed files.
    pub blobs: u64,
    /// Their size, in words.
    pub sealed: String,
    /// Logs.
    pub logs: u64,
    /// Entries.
    pub entries: u64,
    /// Heads from elsewhere that it was held to.
    pub held: usize,
    /// Whether exhibits were opened.
    pub with_key: bool,
    /// Exhibits that were opened and compared.
    pub exhibits: u64,
    /// Texts, likewise.
    pub readings: u64,
    /// Exhibits that are erased.
    pub erased: u64,
    /// Exhibits that lie in compartments of others.
    pub closed: u64,
    /// Timestamps that hold.
    pub timestamps: Vec<TimestampRow<'a>>,
    /// Files that something interrupted left.
    pub leftovers: u64,
    /// What does not fit.
    pub wrong: Vec<String>,
}

/// Sentences, line by line, broken between words.
pub fn sentences(text: &str, look: &Look) -> String {
    let line = |line: &str| if line.is_empty() { "\n".to_owned() } else { hang("", &flat(line), look.width) };
    text.lines().map(line).collect()
}

/// A line for a file that was added, or was not.
pub fn admitted_row(row: &AdmittedRow<'_>, look: &Look) -> String {
    let column = look.width.saturating_sub(21).max(12);
    let mut out =
        format!("{:8}  {:9}  {}\n", row.exhibit, row.outcome, fit_end(&flat(row.path), column).trim_end());
    if let Some(why) = row.why {
        out += &hang("          ", &flat(why), look.width);
    }
    match (row.more, row.exhibit.contains('-')) {
        (0, _) => {}
        (more, true) => {
            out += &format!("          and {} more: probata show {}\n", thousands(more), row.exhibit)
        }
        (more, false) => out += &format!("          and {} more\n", thousands(more)),
    }
    out
}

/// How many files were added, known, not added, left; and bytes.
pub fn admitted_totals(ended: [usize; 4], bytes: u64) -> String {
    let [added, known, failed, left] = ended;
    let bytes = thousands(usize::try_from(bytes).unwrap_or(usize::MAX));
    let mut out = format!("{} added ({bytes} bytes)", count(added, "exhibit", "exhibits"));
    if known > 0 {
        let _ = write!(out, ", {} in the case already", thousands(known));
    }
    if failed > 0 {
        let _ = write!(out, ", {} not added", thousands(failed));
    }
    if left > 0 {
        let _ =
            write!(out, ", {} left when you stopped: add them again to go on", count(left, "file", "files"));
    }
    out + "\n"
}

/// A line an exhibit, and one about transfers that are open.
pub fn exhibit_table(rows: &[ExhibitRow<'_>], look: &Look) -> String {
    if rows.is_empty() {
        return "The case holds no exhibits yet. Add some: probata add FILE\n".to_owned();
    }
    let others = if rows.iter().any(|row| row.compartment.is_some()) { 53 } else { 48 };
    let column = look.width.saturating_sub(others).max(12);
    let mut out = String::new();
    for row in rows {
        let state = match row {
            row if row.is_erased => "erased",
            row if row.is_closed => "closed",
            row => row.outcome,
        };
        let hold = if row.is_held { "held" } else { "" };
        let within = row.within.as_ref().map_or_else(String::new, |within| format!("in {within}"));
        let compartment =
            row.compartment.map_or_else(String::new, |compartment| format!("[{}]", compartment.number));
        let _ = writeln!(
            out,
            "{:7}  {}  {:8}  {:>12}  {:4}  {}",
            row.exhibit,
            fit_end(&flat(row.name), column),
            state,
            thousands(usize::try_from(row.bytes).unwrap_or(usize::MAX)),
            hold,
            [within, compartment].join(" ").trim(),
        );
        let mut names: Vec<&str> = row.also.iter().map(|also| also.name).collect();
        names.sort_unstable();
        names.dedup();
        for name in names.into_iter().filter(|name| *name != row.name) {
            out += &hang("           also as ", &flat(name), look.width);
        }
    }
    let table = out.lines().fold(String::new(), |text, line| text + line.trim_end() + "\n");
    table + &open_transfers(rows.iter().flat_map(|row| &row.transfers), look)
}

/// A line a compartment.
pub fn compartment_table(rows: &[CompartmentRow<'_>], look: &Look) -> String {
    if rows.is_empty() {
        return hang(
            "",
            "The case has no compartments: every member reads all of it. Begin one: probata compartment new NAME",
            look.width,
        );
    }
    rows.iter().fold(String::new(), |out, row| out + &compartment_line(row, look))
}

fn compartment_line(row: &CompartmentRow<'_>, look: &Look) -> String {
    let privileged = if row.is_privileged { ", privileged" } else { "" };
    let head = format!("{:>3}  ", row.compartment.number);
    if !row.is_open {
        return format!("{head}closed to you{privileged}\n");
    }
    let name = flat(row.compartment.name.unwrap_or_default());
    let members = if row.members.is_empty() { "nobody".to_owned() } else { row.members.join(", ") };
    let said = format!("{name}{privileged}: {}; {members}", count(row.exhibits, "exhibit", "exhibits"));
    hang(&head, &flat(&said), look.width)
}

/// "compartment 1, interviews".
fn compartment_words(compartment: CompartmentName<'_>) -> String {
    let name = compartment.name.map_or_else(String::new, |name| format!(", {name}"));
    format!("compartment {}{name}", compartment.number)
}

/// What is recorded of an exhibit beside its file.
#[derive(Debug, Clone, Copy, Default)]
pub struct AboutRow<'a> {
    /// Fields and their values; one that has several stands several times.
    pub recorded: &'a [(String, String)],
    /// Records that name it, and as what: "I-3 (exhibit)".
    pub named_in: &'a [String],
    /// When it was erased (microseconds since 1970), by whom and why.
    pub erased: Option<(i64, &'a str, &'a str)>,
}

/// "erased 2026-05-03 09:12:44Z by Mira: consent withdrawn; only that it existed is kept".
pub(super) fn erased_words(erased: Option<(i64, &str, &str)>) -> String {
    match erased {
        Some((at, by, why)) => {
            let why = if why.is_empty() { String::new() } else { format!(": {why}") };
            format!("erased {} by {by}{why}; only that it existed is kept", moment(at))
        }
        None => "erased: only that it existed is kept".to_owned(),
    }
}

/// All that is known of an exhibit.
pub fn exhibit_page(
    row: &ExhibitRow<'_>,
    about: &AboutRow<'_>,
    entries: &[CustodyRow<'_>],
    look: &Look,
) -> String {
    let title = format!("{}  {}", row.exhibit, flat(row.name));
    let mut out = title.trim_end().to_owned() + "\n";
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            out += &hang(&format!("  {name:10}"), &flat(value), look.width);
        }
    };
    if row.is_erased {
        line("state", &erased_words(about.erased));
        return out;
    }
    if let Some(compartment) = row.compartment {
        line("lies in", &compartment_words(compartment));
    }
    if row.is_closed {
        line("state", "closed to you: it is for other members");
        return out;
    }
    line("hold", if row.is_held { "under a legal hold: it cannot be erased" } else { "" });
    line("path", row.path);
    line("within", row.within.as_deref().unwrap_or_default());
    // The same place from another giver is told by the custody.
    for also in row.also.iter().filter(|also| also.path != row.path) {
        let within = also.within.as_ref().map_or_else(String::new, |within| format!(" (in {within})"));
        line("also as", &format!("{}{within}", also.path));
    }
    line("sha256", row.sha256);
    line("size", &format!("{} bytes", thousands(usize::try_from(row.bytes).unwrap_or(usize::MAX))));
    line("format", row.format);
    line("changed", &row.modified.map_or_else(String::new, moment));
    line("added", &format!("{} by {}", moment(row.added), row.by));
    line(
        "reading",
        &format!(
            "{}{}",
            row.outcome,
            if row.text_bytes > 0 { format!(", {} bytes of text", row.text_bytes) } else { String::new() }
        ),
    );
    line("reader", row.reader);
    line("language", row.language);
    for missing in row.missing {
        line("missing", missing);
    }
    line("named in", &about.named_in.join(", "));
    if !about.recorded.is_empty() {
        out += "\nrecorded\n";
    }
    let recorded = about.recorded.iter();
    out = recorded
        .fold(out, |out, (name, value)| out + &hang(&format!("  {name:14}"), &flat(value), look.width));
    out + &custody(entries, &row.transfers, look)
}

/// A JSON object an exhibit, on one line.
pub fn exhibit_json(row: &ExhibitRow<'_>) -> String {
    format!("{}\n", exhibit_value(row))
}

/// The same with its custody.
pub fn exhibit_page_json(row: &ExhibitRow<'_>, about: &AboutRow<'_>, entries: &[CustodyRow<'_>]) -> String {
    let mut value = exhibit_value(row);
    value["recorded"] = about.recorded.iter().map(|(name, value)| json!([name, value])).collect();
    value["named_in"] = about.named_in.iter().map(String::as_str).collect();
    value["custody"] = entries.iter().map(custody_json).collect();
    format!("{value}\n")
}

fn exhibit_value(row: &ExhibitRow<'_>) -> Value {
    json!({
        "exhibit": row.exhibit,
        "name": row.name,
        "path": row.path,
        "sha256": row.sha256,
        "bytes": row.bytes,
        "format": row.format,
        "outcome": row.outcome,
        "missing": row.missing,
        "language": row.language,
        "text_bytes": row.text_bytes,
        "reader": row.reader,
        "within": row.within,
        "also": row.also.iter().map(|also| json!({"name": also.name, "path": also.path, "within": also.within})).collect::<Vec<Value>>(),
        "compartment": row.compartment.map(|compartment| compartment.number),
        "compartment_name": row.compartment.and_then(|compartment| compartment.name),
        "modified": row.modified.map(moment),
        "added": moment(row.added),
        "by": row.by,
        "erased": row.is_erased,
        "hold": row.is_held,
        "closed": row.is_closed,
        "transfers": row.transfers.iter().map(transfer_json).collect::<Vec<_>>(),
    })
}

/// Entries of the record, oldest first.
pub fn log_rows(rows: &[LogRow<'_>], look: &Look) -> String {
    rows.iter().fold(String::new(), |out, row| out + &log_row(row, look))
}

fn log_row(row: &LogRow<'_>, look: &Look) -> String {
    // What is said of an exhibit has its name.
    let named = row.exhibit.or(row.record).map_or_else(String::new, |name| format!(" {name}"));
    let mut said = match row.act {
        "custody" if !row.is_closed => format!("{}: {}", named.trim(), custody_words(&custody_of(row))),
        act => format!("{}{named}{}", act.replace('_', " "), told(row)),
    };
    if let Some(compartment) = row.compartment {
        let _ = write!(said, " [{compartment}]");
    }
    if let Some(clock) = row.clock {
        let _ = write!(said, " (the clock said {})", moment(clock));
    }
    let head = format!("{}  {}:{}  ", moment(row.at), &row.log[..8.min(row.log.len())], row.seq);
    hang(&head, &flat(&said), look.width)
}

fn told(row: &LogRow<'_>) -> String {
    if row.is_closed {
        return ": closed (erased, or for other members)".to_owned();
    }
    let shown = row.said.iter().filter(|(name, _)| is_for_people(name));
    let shown: Vec<String> = shown.map(|(name, value)| format!("{name} {value}")).collect();
    if shown.is_empty() { String::new() } else { format!(": {}", shown.join(", ")) }
}

/// An entry about custody. What it corrects is named by its place in the record, as it stands before each line.
fn custody_of<'r>(row: &'r LogRow<'_>) -> CustodyRow<'r> {
    let text = |name: &str| {
        let field = row.said.iter().find(|(known, _)| known == name);
        field.map_or("", |(_, value)| value.as_str())
    };
    CustodyRow {
        action: text("action"),
        actor: text("actor"),
        reason: text("reason"),
        from: text("from"),
        to: text("to"),
        recorded_at: row.at,
        happened_at: text("happened_at"),
        receipt: Some(text("receipt")).filter(|receipt| !receipt.is_empty()).map(str::to_owned),
        corrects: match text("corrects") {
            "" => Correction::Nothing,
            place => Correction::Place(place),
        },
        ..CustodyRow::default()
    }
}

/// Fields that help nobody to read: keys, digests and numbers of sealed files stand in the JSON.
fn is_for_people(name: &str) -> bool {
    matches!(name, "kind" | "name" | "actor" | "reason" | "outcome" | "by" | "epoch" | "who" | "signer")
}

/// A JSON object an entry, on one line. A field that an entry has several times is a list.
pub fn log_json(row: &LogRow<'_>) -> String {
    let mut said = serde_json::Map::new();
    for (name, value) in row.said {
        let value = Value::from(value.as_str());
        match said.get_mut(name) {
            Some(Value::Array(list)) => list.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
            None => drop(said.insert(name.clone(), value)),
        }
    }
    let value = json!({
        "log": row.log,
        "seq": row.seq,
        "at": moment(row.at),
        "clock": row.clock.map(moment),
        "act": row.act,
        "exhibit": row.exhibit,
        "record": row.record,
        "compartment": row.compartment,
        "number": row.number,
        "said": said,
        "closed": row.is_closed,
    });
    format!("{value}\n")
}

/// What a check of a case found.
pub fn verified(row: &VerifiedRow<'_>, look: &Look) -> String {
    let number = |count: u64| thousands(usize::try_from(count).unwrap_or(usize::MAX));
    let mut out = String::new();
    let mut line = |count: u64, one: &str, many: &str| {
        let what = if count == 1 { one } else { many };
        out += &hang(&format!("{:>9}  ", number(count)), &flat(what), look.width);
    };
    let sealed = |words: &str| format!("{words} ({})", row.sealed);
    line(
        row.blobs,
        &sealed("sealed file has the name of its bytes"),
        &sealed("sealed files have the name of their bytes"),
    );
    let logs = number(row.logs) + if row.logs == 1 { " log" } else { " logs" };
    line(
        row.entries,
        &format!("entry in {logs} is the one that was signed"),
        &format!("entries in {logs} are those that were signed"),
    );
    if row.held > 0 {
        line(row.held as u64, "head from elsewhere was compared", "heads from elsewhere were compared");
    }
    if row.with_key {
        line(
            row.exhibits,
            "exhibit was opened and has its digest",
            "exhibits were opened and have their digest",
        );
        line(row.readings, "text was opened and has its digest", "texts were opened and have their digest");
        line(row.erased, "exhibit is erased", "exhibits are erased");
        if row.closed > 0 {
            line(
                row.closed,
                "exhibit is closed to you: its members check it",
                "exhibits are closed to you: their members check them",
            );
        }
    }
    if let Some(said) = newest(&row.timestamps) {
        line(row.timestamps.len() as u64, &said, &said);
    }
    if row.leftovers > 0 {
        match row.closed > 0 {
            true => line(
                row.leftovers,
                "file is named by no entry that you can read: it may be of what is closed to you",
                "files are named by no entry that you can read: they may be of what is closed to you",
            ),
            false => line(
                row.leftovers,
                "file was left by something interrupted; it is sealed and of no effect",
                "files were left by something interrupted; they are sealed and of no effect",
            ),
        }
    }
    out.push('\n');
    if row.wrong.is_empty() {
        let said = match row.with_key {
            true => "Everything fits.",
            false => {
                "Everything that can be checked without a key fits. Whether sealed files, keys or a whole log were taken out, only a member's check tells."
            }
        };
        out += &hang("", said, look.width);
        return out;
    }
    let _ =
        writeln!(out, "{} not fit:", if row.wrong.len() == 1 { "One thing does" } else { "These things do" });
    for wrong in &row.wrong {
        out += &hang("  ", &flat(wrong), look.width);
    }
    out
}
