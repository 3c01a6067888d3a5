//! Reading a log's file: frames, their checkpoints, and what its end is.

use crate::disk::Disk;
use crate::error::{Damage, Told, VaultError};
use crate::frame::{Found, Frame, SealedEntry};
use crate::vault::Whole;
use crate::{Id, layout};
use probata_seal::{Checkpoint, Digest, Frontier, Signer, VerifierKey, root_of, sha256};

/// What stands behind a log's last frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tail {
    /// Nothing.
    Clean,
    /// A write that was never acknowledged: the power failed, or the disk was full.
    Unacknowledged {
        /// Where it begins, in bytes.
        from: u64,
        /// Its length.
        length: u64,
    },
}

/// A log as it lies on the disk, without a key.
#[derive(Debug, Clone)]
pub struct LogState {
    /// Which.
    pub id: Id,
    /// The public key that signs its checkpoints.
    pub key: VerifierKey,
    /// Hashes of its entries.
    pub leaves: Vec<Digest>,
    /// Their tree.
    pub tree: Frontier,
    /// Bytes of its whole frames.
    pub end: u64,
    /// What stands behind them.
    pub tail: Tail,
    /// Its own checkpoint, the last that was acknowledged; none if there is none or it is altered.
    pub held: Option<Checkpoint>,
    /// What does not fit.
    pub damage: Vec<Damage>,
}

/// A log with its sealed entries.
#[derive(Debug)]
pub(crate) struct ReadLog<'b> {
    pub state: LogState,
    pub entries: Vec<SealedEntry<&'b [u8]>>,
    /// So many of them were checked before, as they are.
    pub checked: u64,
    /// What may be written down as checked, once the entries are.
    pub whole: Option<Whole>,
    /// Whole frames.
    frames: usize,
    /// The last frame has fewer bytes than it says.
    is_short: bool,
}

/// The name by which a log signs.
pub(crate) fn origin(id: Id) -> String {
    format!("probata/{id}")
}

impl LogState {
    /// A log in which nothing stands yet.
    pub(crate) fn new(id: Id, signer: &Signer) -> Self {
        Self {
            id,
            key: VerifierKey { name: origin(id), key: signer.verifier() },
            leaves: Vec::new(),
            tree: Frontier::default(),
            end: 0,
            tail: Tail::Clean,
            held: None,
            damage: Vec::new(),
        }
    }

    /// Holds the log to a checkpoint from elsewhere: a package, another device, a sheet of paper.
    pub fn compare(&self, held: &Checkpoint) -> Result<(), Damage> {
        let has = self.leaves.len() as u64;
        if held.size > has {
            return Err(Damage::LogCut { log: self.id, has, said: held.size });
        }
        let is_same = root_of(&self.leaves[..held.size as usize]) == held.root;
        is_same.then_some(()).ok_or(Damage::LogForked { log: self.id, at: held.size })
    }
}

/// Reads a log. None if it was never begun: the first commit of its device was interrupted.
pub(crate) fn read(disk: &dyn Disk, id: Id) -> Result<Option<LogState>, VaultError> {
    Ok(read_since(disk, id, None, &mut Vec::new())?.map(|log| log.state))
}

/// As [`read`], with the entries, which lie in `bytes`; a part of it may have been checked before.
pub(crate) fn read_since<'b>(
    disk: &dyn Disk,
    id: Id,
    before: Option<Whole>,
    bytes: &'b mut Vec<u8>,
) -> Result<Option<ReadLog<'b>>, VaultError> {
    let key_path = layout::log_key(id);
    let mut damage = Vec::new();
    // Before the frames: another process may be committing, and its checkpoint is never ahead of them.
    let held = checkpoint(disk, id)?;
    let path = layout::frames(id);
    *bytes = match disk.length(&path).told("reading", &path)? {
        Some(_) => disk.read(&path).told("reading", &path)?,
        None => Vec::new(),
    };
    let bytes = &**bytes;
    let key = match disk.length(&key_path).told("reading", &key_path)? {
        Some(_) => verifier(&disk.read(&key_path).told("reading", &key_path)?, id),
        None if held.is_none() => return Ok(None),
        None => return Err(Damage::Missing { path: key_path }.into()),
    };
    let Some(key) = key else {
        return Err(Damage::File { path: key_path, why: "is not the key of its log" }.into());
    };
    let has_checkpoint = held.is_some();
    let held = held.and_then(|text| {
        let path = layout::checkpoint(id);
        let verified = Checkpoint::verified(&text, &key);
        verified.map_err(|_| damage.push(Damage::File { path, why: "is altered" })).ok()
    });
    let state = LogState {
        id,
        key,
        leaves: Vec::new(),
        tree: Frontier::default(),
        end: 0,
        tail: Tail::Clean,
        held,
        damage,
    };
    let begun = || ReadLog {
        state: state.clone(),
        entries: vec![],
        checked: 0,
        whole: None,
        frames: 0,
        is_short: false,
    };
    let mut log = match before.and_then(|before| Some((before, bytes.get(..before.bytes as usize)?))) {
        None => begun().taken(bytes, 0),
        Some((before, checked)) => {
            // That they are the bytes that were checked is found out meanwhile.
            let (is_same, log) = std::thread::scope(|scope| {
                let digest = scope.spawn(|| sha256(checked));
                let log = begun().taken(bytes, before.bytes);
                (digest.join().is_ok_and(|digest| digest == before.digest), log)
            });
            let fits = is_same && log.state.damage.is_empty() && log.entries.len() as u64 >= before.entries;
            match fits {
                true => ReadLog { checked: before.entries, ..log },
                false => begun().taken(bytes, 0),
            }
        }
    };
    log.compare_held();
    if log.state.damage.is_empty() {
        let entries = log.state.tree.size();
        log.whole = Whole::grown(before, &bytes[..log.state.end as usize], entries);
    }
    // The second commit comes after the checkpoint of the first.
    if !has_checkpoint && log.frames > 1 {
        log.state.damage.push(Damage::Missing { path: layout::checkpoint(id) });
    }
    let was_begun = !log.entries.is_empty() || log.state.held.is_some() || !log.state.damage.is_empty();
    Ok(was_begun.then_some(log))
}

fn checkpoint(disk: &dyn Disk, id: Id) -> Result<Option<String>, VaultError> {
    let path = layout::checkpoint(id);
    if disk.length(&path).told("reading", &path)?.is_none() {
        return Ok(None);
    }
    let bytes = disk.read(&path).told("reading", &path)?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

fn verifier(bytes: &[u8], id: Id) -> Option<VerifierKey> {
    let text = std::str::from_utf8(bytes).ok()?;
    let key = VerifierKey::parse(text)?;
    (key.name == origin(id) && format!("{key}\n") == text).then_some(key)
}

impl<'b> ReadLog<'b> {
    /// Takes frames up to the first bytes that are none; those that end before `checked` are believed.
    fn taken(mut self, bytes: &'b [u8], checked: u64) -> Self {
        self.take(bytes, checked);
        self
    }

    fn take(&mut self, bytes: &'b [u8], checked: u64) {
        let id = self.state.id;
        while (self.state.end as usize) < bytes.len() {
            let from = self.state.end;
            let is_checked = from < checked;
            let rest =
                if is_checked { &bytes[from as usize..checked as usize] } else { &bytes[from as usize..] };
            let found = Frame::read(rest, id, from, is_checked);
            let (frame, length) = match found {
                Found::Whole(frame, length) => (frame, length),
                Found::Short | Found::Altered => {
                    let length = bytes.len() as u64 - from;
                    self.state.tail = Tail::Unacknowledged { from, length };
                    self.is_short = matches!(found, Found::Short);
                    return;
                }
            };
            let mut tree = self.state.tree.clone();
            frame.entries.iter().for_each(|entry| tree.push(entry.leaf));
            let signed = || Checkpoint::verified(&frame.checkpoint, &self.state.key).ok();
            let fits =
                || signed().is_some_and(|signed| signed.size == tree.size() && signed.root == tree.root());
            if !is_checked && !fits() {
                let after = self.state.leaves.len() as u64;
                self.state.damage.push(Damage::LogAltered { log: id, after, from });
                return;
            }
            self.state.tree = tree;
            self.state.leaves.extend(frame.entries.iter().map(|entry| entry.leaf));
            self.entries.extend(frame.entries);
            self.frames += 1;
            self.state.end += length as u64;
        }
    }

    /// Tells an unacknowledged write from altered bytes: what the log's own checkpoint covers was acknowledged.
    fn compare_held(&mut self) {
        let state = &mut self.state;
        let (log, has) = (state.id, state.leaves.len() as u64);
        let said = state.held.as_ref().map_or(0, |held| held.size);
        if let Tail::Unacknowledged { from, .. } = state.tail {
            // Nothing is written behind a frame before its checkpoint is durable.
            let was_acknowledged = said > has || (state.held.is_none() && has > 0);
            if was_acknowledged {
                state.tail = Tail::Clean;
                state.damage.push(match self.is_short && said > has {
                    true => Damage::LogCut { log, has, said },
                    false => Damage::LogAltered { log, after: has, from },
                });
            }
        } else if said > has && state.damage.is_empty() {
            state.damage.push(Damage::LogCut { log, has, said });
        }
        let held = state.held.clone().filter(|held| held.size <= has);
        let forked = held.and_then(|held| state.compare(&held).err());
        state.damage.extend(forked);
    }
}
