//! Transfers: who has answered for what was given away (CU-4).

use super::CustodyEntry;
use super::correction::earlier;
use crate::case::dates::day_of;
use crate::case::{Case, Exhibit, Id};
use probata_vault::Clock;
use probata_vocabulary::CustodyAction::{TransferredIn, TransferredOut};
use probata_vocabulary::When;

/// Days that a transfer may be on the way where no matter says it.
const DAYS: i64 = 30;

/// An exhibit that was given to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// The number of the entry that says so.
    pub number: u64,
    /// Who gave it.
    pub by: String,
    /// To whom; empty if nobody said.
    pub to: String,
    /// Whole days since.
    pub days: i64,
    /// Days that it may be on the way.
    pub limit: i64,
    /// What became of it.
    pub state: TransferState,
}

/// What became of a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferState {
    /// The entry with this number answers for it: another member took it over, or there is a receipt.
    Answered(u64),
    /// Nobody has answered for it yet.
    OnTheWay,
    /// Nobody has for longer than the limit.
    Overdue,
    /// What was given or taken over by the entry with this number is not the exhibit: it has another digest.
    Differs(u64),
}

impl TransferState {
    /// True if somebody should look at it.
    pub fn is_wrong(self) -> bool {
        matches!(self, Self::Overdue | Self::Differs(_))
    }

    /// True if it is not answered for.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Answered(_))
    }
}

impl Case<'_> {
    /// The transfers of an exhibit, in order; none of one that is erased or closed.
    pub fn transfers(&self, exhibit: &Exhibit, clock: Clock) -> Vec<Transfer> {
        let is_known = !exhibit.is_erased && !exhibit.is_closed && self.was_given(exhibit.id);
        match is_known {
            true => transfers(&self.custody(exhibit), &exhibit.sha256, self.transfer_days(), clock),
            false => Vec::new(),
        }
    }

    /// The transfers that nobody has answered for, with the numbers of their exhibits (E-12).
    pub fn open_transfers(&self, clock: Clock) -> Vec<(String, Transfer)> {
        let open = self.exhibits().iter().flat_map(|exhibit| {
            let transfers = self.transfers(exhibit, clock).into_iter();
            transfers.filter(|transfer| transfer.state.is_open()).map(|transfer| (exhibit.label(), transfer))
        });
        open.collect()
    }

    fn was_given(&self, id: Id) -> bool {
        let mut at = self.custody_at_of(id).iter();
        at.any(|at| self.vault.entries()[*at].text("action") == Some(TransferredOut.code()))
    }

    /// How long a transfer may be on the way; of several matters the strictest says it.
    fn transfer_days(&self) -> i64 {
        let matters = self.records().iter().filter(|record| record.kind.name == "matter");
        let days = matters.filter_map(|matter| matter.value("transfer_days")?.parse().ok());
        days.min().unwrap_or(DAYS)
    }
}

/// The transfers among the entries of an exhibit, and what became of each.
pub(super) fn transfers(entries: &[CustodyEntry], sha256: &str, limit: i64, clock: Clock) -> Vec<Transfer> {
    let transfer = |(given, taken): (&CustodyEntry, Option<&CustodyEntry>)| {
        let (first, last) = possible_days(given);
        let days = day_of(clock) - day_of(given.recorded_at).clamp(first, last);
        let other = [Some(given), taken].into_iter().flatten().find(|entry| !is_of(entry, sha256));
        let state = match (other, taken) {
            (Some(other), _) => TransferState::Differs(other.number),
            (None, Some(taken)) => TransferState::Answered(taken.number),
            (None, None) if days > limit => TransferState::Overdue,
            (None, None) => TransferState::OnTheWay,
        };
        Transfer {
            number: given.number,
            by: giver(entries, given).to_owned(),
            to: given.to.clone(),
            days: days.max(0),
            limit,
            state,
        }
    };
    paired(entries, sha256).into_iter().map(transfer).collect()
}

/// What was given, with the entry that answers for it. First what has the exhibit's digest and names the other side,
/// then what does not; the oldest first.
fn paired<'e>(
    entries: &'e [CustodyEntry],
    sha256: &str,
) -> Vec<(&'e CustodyEntry, Option<&'e CustodyEntry>)> {
    let standing = |action| entries.iter().filter(move |entry| entry.is(action) && entry.stands());
    let mut pairs: Vec<_> =
        standing(TransferredOut).map(|given| (given, given.receipt.map(|_| given))).collect();
    let mut takings: Vec<&CustodyEntry> = standing(TransferredIn).collect();
    for (is_equal, fit) in [true, false].into_iter().flat_map(|is_equal| [2, 1, 0].map(|fit| (is_equal, fit)))
    {
        for (given, answer) in pairs.iter_mut().filter(|(_, answer)| answer.is_none()) {
            let giver = giver(entries, given);
            let fits = |taken: &&CustodyEntry| {
                is_of(taken, sha256) == is_equal && fit_of(given, giver, taken) == Some(fit)
            };
            *answer = takings.iter().position(fits).map(|at| takings.remove(at));
        }
    }
    pairs
}

/// How well an entry answers for a transfer: by how many names the two are tied. None if it does not.
fn fit_of(given: &CustodyEntry, giver: &str, taken: &CustodyEntry) -> Option<usize> {
    // Clocks and zones differ by less than a day.
    if possible_days(taken).1.saturating_add(1) < possible_days(given).0 {
        return None;
    }
    if taken.receipt.is_some() {
        let is_of_them = given.to.is_empty() || alike(&given.to, &taken.to);
        return is_of_them.then_some(usize::from(!given.to.is_empty()));
    }
    if taken.signed_by.is_empty() || taken.signed_by == giver {
        return None;
    }
    let ties = [
        alike(&given.to, &taken.signed_by),
        alike(&taken.from, giver),
        // Both name who carried it.
        alike(&given.to, &taken.from),
    ];
    let count = ties.into_iter().filter(|tie| *tie).count().min(2);
    let nobody_is_named = given.to.is_empty() && taken.from.is_empty();
    (count > 0 || nobody_is_named).then_some(count)
}

/// Who gave it: whoever first entered the transfer, though somebody else may have corrected the entry.
fn giver<'e>(entries: &'e [CustodyEntry], given: &'e CustodyEntry) -> &'e str {
    let first = earlier(entries, given).filter(|entry| entry.is(TransferredOut)).last();
    &first.unwrap_or(given).signed_by
}

/// True if what was seen is the exhibit.
fn is_of(entry: &CustodyEntry, sha256: &str) -> bool {
    entry.sha256.is_empty() || entry.sha256 == sha256
}

/// First and last day on which it can have happened.
fn possible_days(entry: &CustodyEntry) -> (i64, i64) {
    let day = day_of(entry.recorded_at);
    entry.happened_at.parse::<When>().map_or((day, day), When::days)
}

/// True if one text names what the other says: "Court registry" and "the court registry in Doln".
pub(super) fn alike(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let names = |text: &[String], name: &[String]| {
        !name.is_empty() && text.windows(name.len()).any(|words| words == name)
    };
    names(&one, &other) || names(&other, &one)
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
