//! Commands on a case.

mod add;
mod backup;
mod compartments;
mod custody;
mod erase;
mod error;
mod exhibits;
mod log;
mod members;
mod new;
mod opening;
mod passphrase;
mod record;
mod recovery;
mod rekey;
mod search;
mod timestamp;
mod verify;

pub(super) use add::add;
pub(super) use backup::{backup, rebuild};
pub(super) use compartments::compartment;
pub(super) use custody::custody;
pub(super) use erase::{erase, hold};
pub(super) use error::CaseCommandError;
pub(super) use exhibits::{export, list, show, text};
pub(super) use log::log;
pub(super) use members::{identity, members};
pub(super) use new::new;
pub(super) use passphrase::passphrase;
pub(super) use record::record;
pub(super) use recovery::recovery;
pub(super) use rekey::rekey;
pub(super) use search::search;
pub(super) use timestamp::timestamp;
pub(super) use verify::verify;

use crate::arguments::custody::Said;
use probata_casework::case::{CaseError, NewCustody, parse_date};

/// What is said of something that was done.
fn custody_of(said: &Said) -> Result<NewCustody, CaseError> {
    let words = |words: &Option<String>| words.clone().unwrap_or_default();
    Ok(NewCustody {
        reason: words(&said.reason),
        from: words(&said.from),
        to: words(&said.to),
        happened_at: said.date.as_deref().map(parse_date).transpose()?,
        ..NewCustody::default()
    })
}
