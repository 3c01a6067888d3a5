//! Opening the entries of a log: headers for every member, what they say with the keys of subjects and compartments.

use crate::error::{Damage, VaultError};
use crate::frame::SealedEntry;
use crate::keyring::Held;
use crate::log::ReadLog;
use crate::parallel::in_parallel;
use crate::vault::{Kept, Known, Remark, Vault};
use crate::{Body, Entry, Header, Id};
use probata_seal::{Digest, Label, NotOpened, Opened, Sealed};
use std::collections::BTreeSet;

/// What an entry says, or why that is not known; none if its part of the keyring was not read.
type OpenedBody = Option<Result<Option<Body>, VaultError>>;

impl Vault<'_> {
    /// Opens the entries of a log and holds each to its place. True if something of what was opened before was erased since.
    pub(super) fn open_entries(&mut self, log: &ReadLog<'_>, known: Option<Known>) -> (Vec<Entry>, bool) {
        let mut found = Vec::new();
        let last = known.as_ref().and_then(|known| known.entries.last()).map(|last| &last.header);
        let last = last.map_or((i64::MIN, 0), |last| (last.at, last.lamport));
        let headers = self.open_headers(log, last, &mut found);
        let (mut entries, sealed) =
            known.map_or_else(Default::default, |known| (known.entries, known.sealed));
        self.read_segments(
            entries.iter().map(|entry| &entry.header).chain(headers.iter().map(|(header, _)| header)),
        );
        let is_erased = self.close_erased(&mut entries, &mut found);
        for (at, sealed) in sealed {
            let body = self.body(&entries[at].header, &Sealed::from_bytes(&sealed[..]), true);
            entries[at].body = or_damage(body, &mut found);
        }
        let bodies = self.open_bodies(&headers);
        entries.reserve(headers.len());
        for (body, (header, sealed)) in bodies.into_iter().zip(headers) {
            let body = body.unwrap_or_else(|| self.body(&header, sealed, false));
            entries.push(Entry { header, body: or_damage(body, &mut found) });
        }
        self.remarks.extend(found.into_iter().map(Remark::Damaged));
        (entries, is_erased)
    }

    /// Reads the parts of the keyring that entries need.
    fn read_segments<'h>(&self, headers: impl Iterator<Item = &'h Header>) {
        let mut kept: Vec<(Id, Id)> = headers
            .filter_map(|header| header.subject.map(|_| (header.segment, header.compartment)))
            .collect();
        // Those of one commit follow each other.
        kept.dedup();
        for (segment, compartment) in kept.into_iter().collect::<BTreeSet<_>>() {
            // One that cannot be read is told by each entry that needs it.
            let _ = self.with_segment(Kept { segment, compartment }, |_| ());
        }
    }

    /// Closes those of entries that were opened before whose key is gone since; true if there are such.
    fn close_erased(&self, entries: &mut [Entry], found: &mut Vec<Damage>) -> bool {
        let is_held = {
            let segments = self.segments.borrow();
            let segments = &*segments;
            in_parallel(entries, |entry, (): &mut ()| {
                let Some(subject) = entry.header.subject.filter(|_| entry.body.is_some()) else {
                    return true;
                };
                segments.get(&entry.header.segment).is_some_and(|segment| segment.keys.contains_key(&subject))
            })
        };
        for (entry, _) in entries.iter_mut().zip(&is_held).filter(|(_, is_held)| !**is_held) {
            entry.body = None;
            // It is erased, or the part of the keyring cannot be read.
            or_damage(self.key_of(&entry.header).map(|_| None), found);
        }
        is_held.contains(&false)
    }

    /// What new entries say, as far as the parts of the keyring that were read tell.
    fn open_bodies(&self, headers: &[(Header, &Sealed<&[u8]>)]) -> Vec<OpenedBody> {
        let segments = self.segments.borrow();
        let (epochs, segments) = (&self.epochs, &*segments);
        in_parallel(headers, |(header, sealed), plain: &mut Opened| {
            let opened = match header.subject {
                None => epochs.open_body(header, sealed, plain),
                Some(subject) => {
                    let held = segments.get(&header.segment)?.keys.get(&subject);
                    held.map(|held| open_with(held, header, sealed, plain))
                }
            };
            Some(body_of(header, opened.map(|opened| opened.map(|()| &plain[..])), false))
        })
    }

    /// Headers of new entries that stand where they were signed, with what is sealed of them; `last` are the time and lamport of the entry before.
    fn open_headers<'l, 'b>(
        &mut self,
        log: &'l ReadLog<'b>,
        last: (i64, u64),
        found: &mut Vec<Damage>,
    ) -> Vec<(Header, &'l Sealed<&'b [u8]>)> {
        let (id, main) = (log.state.id, self.main);
        let (mut at, mut lamport) = last;
        let mut previous = match log.known {
            0 => Digest::default(),
            known => log.state.leaves[known as usize - 1],
        };
        let epochs = &self.epochs;
        let numbered: Vec<(u64, &SealedEntry<&[u8]>)> = (log.known..).zip(&log.entries).collect();
        let opened = in_parallel(&numbered, |(seq, sealed), plain: &mut Opened| {
            let header = epochs.open_header((main, sealed.epoch), (id, *seq), &sealed.header, plain)?;
            Some(header.map(|header| (header.leaf() == sealed.leaf, header)))
        });
        let mut headers = Vec::with_capacity(log.entries.len());
        for ((seq, sealed), opened) in numbered.into_iter().zip(opened) {
            let mut damage = |why| found.push(Damage::Entry { log: id, seq, why });
            let before = std::mem::replace(&mut previous, sealed.leaf);
            let (is_signed, header) = match opened {
                Some(Ok(opened)) => opened,
                Some(Err(_)) => {
                    damage("its header does not open");
                    continue;
                }
                None => {
                    self.keyless.push((id, seq));
                    continue;
                }
            };
            if !is_signed || header.log != id || header.seq != seq || header.previous != before {
                damage("its header is not the one that was signed for this place");
                continue;
            }
            if header.at < at || header.lamport <= lamport {
                damage("it is older than the one before it");
            }
            (at, lamport) = (header.at, header.lamport);
            headers.push((header, &sealed.body));
        }
        headers
    }

    /// Opens what an entry says: none if it is erased or for others.
    fn body(
        &self,
        header: &Header,
        sealed: &Sealed<&[u8]>,
        is_checked: bool,
    ) -> Result<Option<Body>, VaultError> {
        let mut plain = Opened::default();
        let opened = self.open_body(header, sealed, &mut plain)?;
        body_of(header, opened.map(|opened| opened.map(|()| &plain[..])), is_checked)
    }

    /// Opens the bytes of a body, with the key of its subject or its compartment.
    pub(in crate::vault) fn open_body(
        &self,
        header: &Header,
        sealed: &Sealed<&[u8]>,
        plain: &mut Opened,
    ) -> Result<Option<Result<(), NotOpened>>, VaultError> {
        if header.subject.is_none() {
            return Ok(self.epochs.open_body(header, sealed, plain));
        }
        Ok(self.key_of(header)?.map(|held| open_with(&held, header, sealed, plain)))
    }

    /// What is held of an entry's subject: none if it is erased or for others.
    fn key_of(&self, header: &Header) -> Result<Option<Held>, VaultError> {
        let kept = Kept { segment: header.segment, compartment: header.compartment };
        match self.held(header.subject.unwrap_or_default(), kept) {
            Ok(held) => Ok(Some(held)),
            Err(VaultError::NotForYou | VaultError::Erased) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// What an entry says; why it is not known is noted if something is altered.
fn or_damage(body: Result<Option<Body>, VaultError>, found: &mut Vec<Damage>) -> Option<Body> {
    body.unwrap_or_else(|error| {
        if let VaultError::Damaged(damage) = error {
            found.push(damage);
        }
        None
    })
}

/// What an entry says: none if it is erased or for others. Of one that was checked before, the digests are not made again.
fn body_of(
    header: &Header,
    opened: Option<Result<&[u8], NotOpened>>,
    is_checked: bool,
) -> Result<Option<Body>, VaultError> {
    let damage = |why| VaultError::Damaged(Damage::Entry { log: header.log, seq: header.seq, why });
    let Some(opened) = opened else { return Ok(None) };
    let plain = opened.map_err(|_| damage("what it says does not open"))?;
    let body = Body::from_bytes(plain).ok_or_else(|| damage("what it says is not readable"))?;
    if is_checked || body.digests() == header.digests {
        Ok(Some(body))
    } else {
        Err(damage("what it says is not what was signed"))
    }
}

/// Opens a body with the keys of its subject.
fn open_with(
    held: &Held,
    header: &Header,
    sealed: &Sealed<&[u8]>,
    plain: &mut Opened,
) -> Result<(), NotOpened> {
    let context = header.context();
    let mut keys = std::iter::once(&held.key).chain(&held.before);
    let is_open = keys.any(|key| key.open_into(Label::EntryBody, &context, sealed, plain).is_ok());
    is_open.then_some(()).ok_or(NotOpened)
}
