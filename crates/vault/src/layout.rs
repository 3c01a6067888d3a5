//! Where things lie in a case, and nothing else may lie there.

use crate::Id;
use probata_seal::{BlobName, Digest};

/// What the first file says.
pub(crate) const CASE: &str = "case";
pub(crate) const FORMAT: &str = "probata case 1";
pub(crate) const LOCK: &str = "lock";
pub(crate) const TEMPORARY: &str = "tmp";
/// Below it lies what can be made again.
pub(crate) const CACHE: &str = "cache/";

pub(crate) fn member(id: Id) -> String {
    format!("members/{id}")
}

/// An epoch's files without their endings: its envelope, and the keys before it. The first digits of the envelope's digest are in the name.
pub(crate) fn epoch(compartment: Id, epoch: u32, envelope: Digest) -> String {
    format!("keys/{compartment}/{epoch:08}-{}", &envelope.hex()[..32])
}

pub(crate) fn envelope(compartment: Id, number: u32, envelope: Digest) -> String {
    epoch(compartment, number, envelope) + ".age"
}

/// The name of an epoch's envelope where its digest is not known.
pub(crate) fn first_envelope(compartment: Id, epoch: u32) -> String {
    format!("keys/{compartment}/{epoch:08}.age")
}

/// True if an envelope has the digest that its name says, or its name says none.
pub(crate) fn is_named_by(path: &str, envelope: Digest) -> bool {
    let stem = path.rsplit('/').next().and_then(|name| name.strip_suffix(".age"));
    let named = stem.and_then(epoch_of).and_then(|(_, digits)| digits);
    named.is_none_or(|digits| envelope.hex().starts_with(digits))
}

/// The number of an epoch, and the digits of its envelope, from the name of a file without its ending.
pub(crate) fn epoch_of(stem: &str) -> Option<(u32, Option<&str>)> {
    let (number, digits) = stem.split_at_checked(8)?;
    let is_number = number.bytes().all(|digit| digit.is_ascii_digit());
    let number = number.parse().ok().filter(|number| is_number && *number > 0)?;
    match digits {
        "" => Some((number, None)),
        digits => digits
            .strip_prefix('-')
            .filter(|digits| Id::from_hex(digits).is_some())
            .map(|d| (number, Some(d))),
    }
}

pub(crate) fn segment(id: Id) -> String {
    format!("keyring/{id}")
}

pub(crate) fn log(id: Id) -> String {
    format!("logs/{id}")
}

pub(crate) fn frames(id: Id) -> String {
    format!("logs/{id}/frames")
}

pub(crate) fn checkpoint(id: Id) -> String {
    format!("logs/{id}/checkpoint")
}

pub(crate) fn log_key(id: Id) -> String {
    format!("logs/{id}/key")
}

pub(crate) fn device(id: Id) -> String {
    format!("logs/{id}/device")
}

/// What the laptop of a field case keeps to go on with its log.
pub(crate) fn field(id: Id) -> String {
    format!("logs/{id}/field")
}

pub(crate) fn aside(id: Id, from: u64) -> String {
    format!("logs/{id}/aside-{from}")
}

pub(crate) fn blob(name: BlobName) -> String {
    let name = name.hex();
    format!("blobs/{}/{}", &name[..2], &name[2..])
}

/// The folder of what a device can make again.
pub(crate) fn cache(name: &str) -> String {
    format!("{CACHE}{name}")
}

/// Below it lies what devices opened before, a file for each.
pub(crate) const OPENED: &str = "cache/opened";

/// What a device opened before.
pub(crate) fn opened(name: &str) -> String {
    format!("{OPENED}/{name}")
}

/// What a path in a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Case,
    Lock,
    Member,
    Envelope,
    Previous,
    Segment,
    Frames,
    Checkpoint,
    LogKey,
    Device,
    Field,
    Aside,
    Blob,
    /// Can be made again.
    Cache,
    /// Left by something that was interrupted.
    Temporary,
}

/// Tells what a path is; none if a case has no such file.
pub(crate) fn kind(path: &str) -> Option<Kind> {
    if path.strip_suffix(".new").is_some_and(|path| kind(path).is_some()) {
        return Some(Kind::Temporary);
    }
    let parts: Vec<&str> = path.split('/').collect();
    let is_id = |part: &str| Id::from_hex(part).is_some();
    let is_epoch = |part: &str, end: &str| part.strip_suffix(end).and_then(epoch_of).is_some();
    let is_hex = |part: &str, length: usize| {
        part.len() == length && part.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
    };
    match parts[..] {
        [CASE] => Some(Kind::Case),
        [LOCK] => Some(Kind::Lock),
        ["members", id] if is_id(id) => Some(Kind::Member),
        ["keys", id, file] if is_id(id) && is_epoch(file, ".age") => Some(Kind::Envelope),
        ["keys", id, file] if is_id(id) && is_epoch(file, ".previous") => Some(Kind::Previous),
        ["keyring", id] if is_id(id) => Some(Kind::Segment),
        ["logs", id, "frames"] if is_id(id) => Some(Kind::Frames),
        ["logs", id, "checkpoint"] if is_id(id) => Some(Kind::Checkpoint),
        ["logs", id, "key"] if is_id(id) => Some(Kind::LogKey),
        ["logs", id, "device"] if is_id(id) => Some(Kind::Device),
        ["logs", id, "field"] if is_id(id) => Some(Kind::Field),
        ["logs", id, file] if is_id(id) => {
            file.strip_prefix("aside-")?.parse::<u64>().ok().map(|_| Kind::Aside)
        }
        ["blobs", head, rest] if is_hex(head, 2) && is_hex(rest, 62) => Some(Kind::Blob),
        ["cache", "opened", file] if is_id(file) => Some(Kind::Cache),
        ["cache", id, file] if is_id(id) && (is_id(file) || file == "lock") => Some(Kind::Cache),
        [TEMPORARY, id] if is_id(id) => Some(Kind::Temporary),
        _ => None,
    }
}
