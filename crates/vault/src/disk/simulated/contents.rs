use super::chance::{Chance, Spares};
use std::ops::Range;
use std::rc::Rc;

const SECTOR: usize = 512;

/// A file's bytes: those that are durable, and the writes since, one behind the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Contents {
    durable: Rc<Vec<u8>>,
    /// The first is not [`Standing::Durable`].
    writes: Vec<Written>,
}

#[derive(Debug, Clone)]
struct Written {
    bytes: Rc<[u8]>,
    standing: Standing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// The next sync makes it durable.
    Unsynced,
    /// Its sync failed: nobody writes it again, and nobody says so again.
    Doubtful,
    /// Synced, behind a doubtful one.
    Durable,
}

impl Contents {
    pub(super) fn durable(bytes: Vec<u8>) -> Self {
        Self { durable: Rc::new(bytes), writes: Vec::new() }
    }

    pub(super) fn is_durable(&self) -> bool {
        self.writes.is_empty()
    }

    pub(super) fn length(&self) -> usize {
        self.pieces().map(<[u8]>::len).sum()
    }

    /// So many bytes from a place on, fewer at the end.
    pub(super) fn range(&self, from: u64, length: usize) -> Vec<u8> {
        let mut skipped = usize::try_from(from).unwrap_or(usize::MAX);
        let mut bytes = Vec::new();
        for piece in self.pieces() {
            let start = skipped.min(piece.len());
            let end = piece.len().min(start.saturating_add(length - bytes.len()));
            bytes.extend_from_slice(&piece[start..end]);
            skipped -= start;
        }
        bytes
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        if !bytes.is_empty() {
            self.writes.push(Written { bytes: bytes.into(), standing: Standing::Unsynced });
        }
    }

    pub(super) fn sync(&mut self) {
        self.settle(Standing::Durable);
        let durable = |written: &Written| written.standing == Standing::Durable;
        let first = self.writes.iter().take_while(|written| durable(written)).count();
        for written in self.writes.drain(..first) {
            Rc::make_mut(&mut self.durable).extend_from_slice(&written.bytes);
        }
    }

    /// A sync failed.
    pub(super) fn doubt(&mut self) {
        self.settle(Standing::Doubtful);
    }

    fn settle(&mut self, standing: Standing) {
        let unsynced = self.writes.iter_mut().filter(|written| written.standing == Standing::Unsynced);
        unsynced.for_each(|written| written.standing = standing);
    }

    /// To this length, with zeros if it was shorter; syncs the file, as the trait's cut does.
    pub(super) fn cut(&mut self, length: usize) {
        let mut left = length;
        if self.durable.len() > left {
            Rc::make_mut(&mut self.durable).truncate(left);
        }
        left -= self.durable.len();
        self.writes.retain_mut(|written| {
            if written.bytes.len() > left {
                written.bytes = written.bytes[..left].into();
            }
            left -= written.bytes.len();
            !written.bytes.is_empty()
        });
        self.push(&vec![0; left]);
        self.sync();
    }

    /// What a power failure may leave.
    pub(super) fn after_crash(&self, spares: Spares, chance: &mut Chance) -> Self {
        let mut fates = Fates::by(spares, chance);
        let mut bytes = self.durable.to_vec();
        let mut kept = bytes.len();
        for written in &self.writes {
            let whole = bytes.len()..bytes.len() + written.bytes.len();
            bytes.extend_from_slice(&written.bytes);
            let lost = if written.standing == Standing::Durable { Vec::new() } else { fates.lost(&whole) };
            kept = end_of_kept(&whole, &lost).unwrap_or(kept);
            lost.into_iter().for_each(|lost| bytes[lost].fill(0));
        }
        // The length is written apart from the bytes: it may say more than what came.
        let behind = bytes.len() - kept;
        bytes.truncate(kept + [0, behind, fates.chance.below(behind + 1)][fates.chance.below(3)]);
        Self::durable(bytes)
    }

    fn pieces(&self) -> impl Iterator<Item = &[u8]> {
        std::iter::once(&self.durable[..]).chain(self.writes.iter().map(|written| &written.bytes[..]))
    }
}

/// Where the last bytes of a write end that are not lost.
fn end_of_kept(whole: &Range<usize>, lost: &[Range<usize>]) -> Option<usize> {
    let end = lost.iter().rev().fold(whole.end, |end, lost| if lost.end == end { lost.start } else { end });
    (end > whole.start).then_some(end)
}

/// What becomes of one file's writes.
struct Fates<'a> {
    /// Of four writes, so many are not kept whole.
    harmed: usize,
    /// Whether harm is a tear rather than a loss.
    tears: bool,
    chance: &'a mut Chance,
}

impl<'a> Fates<'a> {
    fn by(spares: Spares, chance: &'a mut Chance) -> Self {
        match spares {
            Spares::All => Self { harmed: 0, tears: false, chance },
            Spares::Nothing => Self { harmed: 4, tears: false, chance },
            Spares::Some => Self { harmed: chance.below(5), tears: chance.coin(), chance },
        }
    }

    /// Which bytes of a write are lost.
    fn lost(&mut self, whole: &Range<usize>) -> Vec<Range<usize>> {
        if self.chance.below(4) >= self.harmed {
            return Vec::new();
        }
        if !self.tears {
            return vec![whole.clone()];
        }
        let sectors = whole.start / SECTOR..whole.end.div_ceil(SECTOR);
        let border = sectors.start + self.chance.below(sectors.len() + 1);
        let style = self.chance.below(3);
        let lost = sectors.filter(|sector| match style {
            0 => *sector >= border,
            1 => *sector < border,
            _ => self.chance.coin(),
        });
        lost.map(|sector| whole.start.max(sector * SECTOR)..whole.end.min((sector + 1) * SECTOR)).collect()
    }
}
