//! What can be said about an exhibit's custody.

use super::case::InCase;
use clap::Args;
use std::path::PathBuf;

/// What is said of something that was done.
#[derive(Debug, Args)]
pub(crate) struct Said {
    /// Why, in words.
    #[arg(long, value_name = "WORDS")]
    pub reason: Option<String>,
    /// From whom.
    #[arg(long, value_name = "NAME")]
    pub from: Option<String>,
    /// To whom.
    #[arg(long, value_name = "NAME")]
    pub to: Option<String>,
    /// When it happened, as precisely as it is known: 2026-05-31, 2026-05, 2026 or 202X; "2026~" is about then, "<2026" before, ">2026" after,
    /// 2026-03..2026-05 some time between. The time of entering stands beside it.
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
}

/// Enter what was done with an exhibit
///
/// Actions: received, collected, captured, registered, hashed, sealed, unsealed, copied, transferred_out, transferred_in, stored,
/// moved, viewed, exported, derived, redacted, verified, timestamped, loaned, returned, released, lost, found, damaged, destroyed.
///
/// Nothing that was entered is ever changed. What was wrong is corrected by a new entry, which counts in its place:
/// enter what is true, in full, with --corrects and the number that "probata show" gives the wrong one. What did
/// not happen at all is corrected by what did, such as stored.
///
/// What was transferred_out is on the way until somebody answers for it: another member enters transferred_in; or,
/// for somebody who has no key (a court, a courier), you add their receipt as an exhibit and enter it with
/// --receipt, with the transfer itself or later, as their transferred_in. A transferred_in answers for the transfer
/// that names its member in --to, or whose giver it names in --from, or for one that names nobody. A transfer that
/// is open for longer than 30 days (or what a matter says in transfer_days) is overdue; "probata show", "list" and
/// "verify" say so.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  probata custody E-12 transferred_out --to Ilan --date 2026-05-03
  probata custody E-12 transferred_in --from Mira --file letter.pdf    (entered by Ilan)
  probata custody E-12 transferred_out --to \"Court registry\" --date 2026-05-03
  probata custody E-12 transferred_in --to \"Court registry\" --receipt E-14
  probata custody E-12 transferred_out --to \"Court registry\" --date 2026-05-04 --corrects 2")]
pub(crate) struct Custody {
    /// Its number, or the first digits of its SHA-256.
    #[arg(value_name = "EXHIBIT")]
    pub exhibit: String,
    /// What was done.
    #[arg(value_name = "ACTION")]
    pub action: String,
    /// The number of an earlier entry that this one corrects. Legal holds are corrected by "probata hold".
    #[arg(long, value_name = "NUMBER")]
    pub corrects: Option<u64>,
    /// The exhibit of the receipt of whoever has no key; --to says who they are.
    #[arg(long, value_name = "EXHIBIT")]
    pub receipt: Option<String>,
    /// The file that you hold: its digest is entered as the one that was seen, and compared with the exhibit's.
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    #[command(flatten)]
    pub said: Said,
    #[command(flatten)]
    pub within: InCase,
}

/// Keep an exhibit from being erased (or, with --lift, no longer)
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  probata hold E-12 --reason \"order of the court of 3 May\"\n  probata hold E-12 --lift --reason \"order withdrawn\""
)]
pub(crate) struct Hold {
    /// Its number, or the first digits of its SHA-256.
    #[arg(value_name = "EXHIBIT")]
    pub exhibit: String,
    /// Lift the hold.
    #[arg(long)]
    pub lift: bool,
    /// Why.
    #[arg(long, value_name = "WORDS")]
    pub reason: String,
    #[command(flatten)]
    pub within: InCase,
}
