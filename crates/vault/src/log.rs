//! Reading a log's file: frames, their checkpoints, and what its end is.

use crate::disk::Disk;
use crate::error::{Damage, Told, VaultError};
use crate::frame::{Found, Frame, SealedEntry};
use crate::vault::{Known, Whole};
use crate::{Id, layout};
use probata_seal::{BlobHasher, Checkpoint, Digest, Frontier, Signer, VerifierKey, root_of};

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
    /// Those that were not opened before.
    pub entries: Vec<SealedEntry<&'b [u8]>>,
    /// So many before them were opened before, as they are.
    pub known: u64,
    /// How much may be written down as whole, once its entries are opened.
    pub whole: Option<Whole>,
    /// Whole frames.
    frames: u64,
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
        let root = match held.size == has {
            true => self.tree.root(),
            false => root_of(&self.leaves[..held.size as usize]),
        };
        let is_same = root == held.root;
        is_same.then_some(()).ok_or(Damage::LogForked { log: self.id, at: held.size })
    }
}

/// Reads a log. None if it was never begun: the first commit of its device was interrupted.
pub(crate) fn read(disk: &dyn Disk, id: Id) -> Result<Option<LogState>, VaultError> {
    Ok(read_since(disk, id, None, &mut Vec::new())?.map(|log| log.state))
}

/// As [`read`], with the entries, which lie in `bytes`; those that were opened before are not read again if the log begins with the same bytes.
pub(crate) fn read_since<'b>(
    disk: &dyn Disk,
    id: Id,
    before: Option<&Known>,
    bytes: &'b mut Vec<u8>,
) -> Result<Option<ReadLog<'b>>, VaultError> {
    let key_path = layout::log_key(id);
    let mut damage = Vec::new();
    // Before the frames: another process may be committing, and its checkpoint is never ahead of them.
    let held = checkpoint(disk, id)?;
    let path = layout::frames(id);
    let length = disk.length(&path).told("reading", &path)?.unwrap_or(0);
    let mut begins = Begins::default();
    let before = match before.filter(|before| before.whole.bytes <= length) {
        Some(before) if begins.with(disk, id, &before.whole)? => Some(before),
        _ => None,
    };
    let from = before.map_or(0, |before| before.whole.bytes);
    *bytes = match before {
        None if length > 0 => disk.read(&path).told("reading", &path)?,
        Some(_) if length > from => {
            disk.read_at(&path, from, (length - from) as usize).told("reading", &path)?
        }
        _ => Vec::new(),
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
    let mut log = ReadLog {
        state: LogState {
            id,
            key,
            leaves: Vec::new(),
            tree: Frontier::default(),
            end: 0,
            tail: Tail::Clean,
            held,
            damage,
        },
        entries: vec![],
        known: 0,
        whole: None,
        frames: 0,
        is_short: false,
    };
    before.into_iter().for_each(|before| log.begin(before));
    log.take(bytes, from);
    log.compare_held();
    if log.state.damage.is_empty() {
        log.whole = log.grown(before.map(|before| before.whole), begins, bytes, from);
    }
    // The second commit comes after the checkpoint of the first.
    if !has_checkpoint && log.frames > 1 {
        log.state.damage.push(Damage::Missing { path: layout::checkpoint(id) });
    }
    let was_begun = log.state.tree.size() > 0 || log.state.held.is_some() || !log.state.damage.is_empty();
    Ok(was_begun.then_some(log))
}

/// How a log begins: BLAKE3 of its first bytes, as of all sealed files, taken piece by piece.
#[derive(Default)]
struct Begins(BlobHasher);

impl Begins {
    /// True if a log begins with bytes that were whole before.
    fn with(&mut self, disk: &dyn Disk, id: Id, whole: &Whole) -> Result<bool, VaultError> {
        /// Bytes that are read at once.
        const PIECE: u64 = 1 << 20;
        let path = layout::frames(id);
        let mut from = 0;
        while from < whole.bytes {
            let length = PIECE.min(whole.bytes - from);
            let piece = disk.read_at(&path, from, length as usize).told("reading", &path)?;
            if piece.len() as u64 != length {
                return Ok(false);
            }
            self.0.update(&piece);
            from += length;
        }
        Ok(self.0.finish().0 == whole.digest)
    }
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
    /// Begins behind what was opened before.
    fn begin(&mut self, before: &Known) {
        self.state.leaves.clone_from(&before.leaves);
        self.state.tree.clone_from(&before.tree);
        self.state.end = before.whole.bytes;
        self.frames = before.whole.frames;
        self.known = self.state.tree.size();
    }

    /// How much of the log is whole now, if that is worth to be written down, or what it was before.
    fn grown(&self, before: Option<Whole>, mut begins: Begins, bytes: &[u8], from: u64) -> Option<Whole> {
        let end = self.state.end;
        if !Whole::is_worth(before, end) {
            return before;
        }
        begins.0.update(&bytes[..(end - from) as usize]);
        let digest = begins.0.finish().0;
        Some(Whole { bytes: end, entries: self.state.tree.size(), frames: self.frames, digest })
    }

    /// Takes frames up to the first bytes that are none; `bytes` begin at a place in the log's file.
    fn take(&mut self, bytes: &'b [u8], begin: u64) {
        let id = self.state.id;
        while self.state.end - begin < bytes.len() as u64 {
            let from = self.state.end;
            let rest = &bytes[(from - begin) as usize..];
            let found = Frame::read(rest, id, from);
            let (frame, length) = match found {
                Found::Whole(frame, length) => (frame, length),
                Found::Short | Found::Altered => {
                    let length = rest.len() as u64;
                    self.state.tail = Tail::Unacknowledged { from, length };
                    self.is_short = matches!(found, Found::Short);
                    return;
                }
            };
            let mut tree = self.state.tree.clone();
            frame.entries.iter().for_each(|entry| tree.push(entry.leaf));
            let signed = Checkpoint::verified(&frame.checkpoint, &self.state.key).ok();
            let fits = signed.is_some_and(|signed| signed.size == tree.size() && signed.root == tree.root());
            if !fits {
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
