//! What befell an exhibit and what became of its transfers, for the screen and for programs.

use super::moment::moment;
use super::{Look, flat};
use crate::numerals::count;
use crate::wrap::hang;
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::fmt::Write;

/// Exhibits that a line about transfers names.
const NAMED: usize = 8;

/// One statement about an exhibit.
#[derive(Debug, Clone, Default)]
pub struct CustodyRow<'a> {
    /// Its number among those of the exhibit.
    pub number: u64,
    /// What was done.
    pub action: &'a str,
    /// By whom.
    pub actor: &'a str,
    /// Whose device signed it; empty if nobody looked.
    pub signed_by: &'a str,
    /// Why.
    pub reason: &'a str,
    /// From whom.
    pub from: &'a str,
    /// To whom.
    pub to: &'a str,
    /// When it was entered: microseconds since 1970.
    pub recorded_at: i64,
    /// How far local time was from UTC there, as `+02:00`; empty if that is not known.
    pub zone: &'a str,
    /// When it happened, if at another time.
    pub happened_at: &'a str,
    /// The digest that was seen.
    pub sha256: &'a str,
    /// The digest is not the exhibit's.
    pub is_other: bool,
    /// The exhibit of the receipt, as E-14.
    pub receipt: Option<String>,
    /// What it corrects.
    pub corrects: Correction<'a>,
    /// The numbers of the entries that correct it.
    pub corrected_by: &'a [u64],
}

/// What an entry corrects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Correction<'a> {
    /// Nothing.
    #[default]
    Nothing,
    /// The entry with this number.
    Entry(u64),
    /// The one that stands there in the record: the log's digits, `:` and its number.
    Place(&'a str),
    /// One that is not here.
    NotHere,
}

/// An exhibit that was given to somebody.
#[derive(Debug, Clone)]
pub struct TransferRow<'a> {
    /// The exhibit, as E-12.
    pub exhibit: String,
    /// The number of the entry that says so.
    pub number: u64,
    /// Who gave it.
    pub by: &'a str,
    /// To whom; empty if nobody said.
    pub to: &'a str,
    /// Whole days since.
    pub days: i64,
    /// Days that it may be on the way.
    pub limit: i64,
    /// What became of it: `answered`, `on_the_way`, `overdue` or `differs`.
    pub state: &'a str,
    /// The entry that answers for it, or whose digest differs.
    pub entry: Option<u64>,
}

impl TransferRow<'_> {
    fn is_wrong(&self) -> bool {
        matches!(self.state, "overdue" | "differs")
    }

    fn is_open(&self) -> bool {
        self.state != "answered"
    }

    /// "transfer 2 to Court registry is on the way, for 3 days so far".
    fn words(&self) -> String {
        let to = if self.to.is_empty() { String::new() } else { format!(" to {}", self.to) };
        let (transfer, days) = (format!("transfer {}{to}", self.number), days(self.days));
        match (self.state, self.entry) {
            ("overdue", _) => {
                let limit = self.limit;
                format!(
                    "{transfer} has been open for {days}, longer than {limit}: nobody has answered for it"
                )
            }
            ("differs", Some(entry)) if entry != self.number => format!(
                "{entry} took over something else than {} in answer to {transfer}: its digest differs",
                self.exhibit
            ),
            ("differs", _) => {
                format!("{transfer} gave something else than {}: its digest differs", self.exhibit)
            }
            _ if self.days == 0 => format!("{transfer} is on the way since today"),
            _ => format!("{transfer} is on the way, for {days} so far"),
        }
    }

    /// "E-12 (3 days)".
    fn short(&self) -> String {
        let said = match self.state {
            "overdue" => format!("{}, overdue", days(self.days)),
            "differs" => "another content".to_owned(),
            _ if self.days == 0 => "today".to_owned(),
            _ => days(self.days),
        };
        format!("{} ({said})", self.exhibit)
    }
}

fn days(days: i64) -> String {
    count(usize::try_from(days).unwrap_or(0), "day", "days")
}

/// The custody of an exhibit, and what is to be known of its transfers.
pub(super) fn custody(rows: &[CustodyRow<'_>], transfers: &[TransferRow<'_>], look: &Look) -> String {
    let digits = rows.last().map_or(1, |row| row.number.to_string().len());
    let with_zones = rows.iter().any(|row| !is_utc(row.zone));
    let mut out = "\ncustody\n".to_owned();
    for row in rows {
        let zone = match (with_zones, is_utc(row.zone)) {
            (false, _) => String::new(),
            (true, true) => format!("{:6}  ", ""),
            (true, false) => format!("{:6}  ", flat(row.zone)),
        };
        let head = format!("  {:digits$}  {}  {zone}", row.number, moment(row.recorded_at));
        let lines = hang(&head, &flat(&custody_words(row)), look.width);
        match row.corrected_by.is_empty() {
            true => out += &lines,
            // It counts for nothing any more.
            false => lines.lines().for_each(|line| out += &(look.dim(line) + "\n")),
        }
    }
    let open: Vec<&TransferRow<'_>> = transfers.iter().filter(|transfer| transfer.is_open()).collect();
    if !open.is_empty() {
        out.push('\n');
    }
    for transfer in open {
        let head = if transfer.is_wrong() { "  warning: " } else { "  note: " };
        out += &hang(head, &flat(&transfer.words()), look.width);
    }
    out
}

fn is_utc(zone: &str) -> bool {
    matches!(zone, "" | "+00:00")
}

/// "transferred out by Mira, to Court registry, on 2026-05: reason".
pub(super) fn custody_words(row: &CustodyRow<'_>) -> String {
    let mut said = corrections(row);
    let _ = write!(said, "{} by {}", row.action.replace('_', " "), row.actor);
    if !row.signed_by.is_empty() && row.signed_by != row.actor {
        let _ = write!(said, " (but signed by the device of {})", row.signed_by);
    }
    // Whoever enters a receipt took nothing over: somebody without a key did.
    let is_for = row.receipt.is_some() && row.action == "transferred_in";
    let to = if is_for { " for" } else { ", to" };
    for (word, value) in [(", from", row.from), (to, row.to), (", on", row.happened_at)] {
        if !value.is_empty() {
            let _ = write!(said, "{word} {value}");
        }
    }
    if let Some(receipt) = &row.receipt {
        let _ = write!(said, ", receipt {receipt}");
    }
    if row.is_other {
        let _ = write!(said, ", another content (SHA-256 {}...)", row.sha256.get(..8).unwrap_or(row.sha256));
    }
    if !row.reason.is_empty() {
        let _ = write!(said, ": {}", row.reason);
    }
    said
}

/// "(corrects 2, corrected by 5) ".
fn corrections(row: &CustodyRow<'_>) -> String {
    let corrects = match row.corrects {
        Correction::Nothing => None,
        Correction::Entry(number) => Some(format!("corrects {number}")),
        Correction::Place(place) => Some(format!("corrects {}", short_place(place))),
        Correction::NotHere => Some("corrects an entry that is not here".to_owned()),
    };
    let by: Vec<String> = row.corrected_by.iter().map(u64::to_string).collect();
    let corrected = (!by.is_empty()).then(|| format!("corrected by {}", by.join(" and ")));
    let said: Vec<String> = corrects.into_iter().chain(corrected).collect();
    if said.is_empty() { String::new() } else { format!("({}) ", said.join(", ")) }
}

/// A place as the lines of the record begin with it.
fn short_place(place: &str) -> String {
    match place.split_once(':') {
        Some((log, seq)) => format!("{}:{seq}", log.get(..8).unwrap_or(log)),
        None => place.to_owned(),
    }
}

/// A line that says which transfers are open; nothing if none is.
pub(super) fn open_transfers<'t>(
    transfers: impl Iterator<Item = &'t TransferRow<'t>>,
    look: &Look,
) -> String {
    let mut open: Vec<&TransferRow<'_>> = transfers.filter(|transfer| transfer.is_open()).collect();
    if open.is_empty() {
        return String::new();
    }
    open.sort_by_key(|transfer| (!transfer.is_wrong(), Reverse(transfer.days)));
    let are = if open.len() == 1 { "transfer is" } else { "transfers are" };
    let said = format!("{} {are} open: {}", open.len(), named(&open));
    "\n".to_owned() + &hang("", &said, look.width)
}

/// "E-12 (3 days), E-14 (today) and 3 more".
fn named(transfers: &[&TransferRow<'_>]) -> String {
    let named: Vec<String> = transfers.iter().take(NAMED).map(|transfer| transfer.short()).collect();
    let more = transfers.len().saturating_sub(NAMED);
    named.join(", ") + &if more > 0 { format!(" and {more} more") } else { String::new() }
}

/// What a check says of transfers: a sentence for each that is overdue or differs, and one for all that are on the way.
pub fn transfer_remarks(transfers: &[TransferRow<'_>]) -> Vec<String> {
    let open = transfers.iter().filter(|transfer| transfer.is_open());
    let (wrong, on_the_way): (Vec<_>, Vec<_>) = open.partition(|transfer| transfer.is_wrong());
    let mut said: Vec<String> =
        wrong.iter().map(|transfer| format!("{}: {}.", transfer.exhibit, transfer.words())).collect();
    match on_the_way.len() {
        0 => {}
        1 => said.push(format!("1 transfer is on the way: {}.", named(&on_the_way))),
        many => said.push(format!("{many} transfers are on the way: {}.", named(&on_the_way))),
    }
    said
}

pub(super) fn custody_json(row: &CustodyRow<'_>) -> Value {
    json!({
        "number": row.number,
        "at": moment(row.recorded_at),
        "zone": said(row.zone),
        "happened_at": said(row.happened_at),
        "action": row.action,
        "actor": row.actor,
        "signed_by": row.signed_by,
        "reason": said(row.reason),
        "from": said(row.from),
        "to": said(row.to),
        "receipt": row.receipt,
        "sha256": row.sha256,
        "corrects": match row.corrects {
            Correction::Entry(number) => Value::from(number),
            Correction::Place(place) => Value::from(place),
            Correction::Nothing | Correction::NotHere => Value::Null,
        },
        "corrected_by": row.corrected_by,
    })
}

pub(super) fn transfer_json(row: &TransferRow<'_>) -> Value {
    json!({
        "number": row.number,
        "by": row.by,
        "to": said(row.to),
        "days": row.days,
        "limit": row.limit,
        "state": row.state,
        "entry": row.entry,
    })
}

/// A text, or null if nobody said it.
fn said(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { Value::from(text) }
}
