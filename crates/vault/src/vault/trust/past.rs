use crate::{Entry, Header, Id};
use std::collections::BTreeMap;

/// What was known when an entry was written: all before it in its log, and of other logs what it, or one before it, says that it saw.
pub(super) struct Past {
    /// For a log and another one: from which number on the first knew how many entries of the second. In order.
    seen: BTreeMap<(Id, Id), Vec<(u64, u64)>>,
}

impl Past {
    pub(super) fn of(entries: &[Entry]) -> Self {
        let mut seen: BTreeMap<(Id, Id), Vec<(u64, u64)>> = BTreeMap::new();
        for header in entries.iter().map(|entry| &entry.header) {
            for other in &header.seen {
                seen.entry((header.log, other.log)).or_default().push((header.seq, other.size));
            }
        }
        for known in seen.values_mut() {
            known.sort_unstable();
            let mut most = 0;
            for (_, size) in known {
                most = most.max(*size);
                *size = most;
            }
        }
        Self { seen }
    }

    /// True if whoever wrote `later` knew of `earlier`.
    pub(super) fn has(&self, later: &Header, earlier: &Header) -> bool {
        if later.log == earlier.log {
            return earlier.seq < later.seq;
        }
        let known = self.seen.get(&(later.log, earlier.log)).map_or(&[][..], Vec::as_slice);
        let until = known.partition_point(|(seq, _)| *seq <= later.seq);
        until > 0 && known[until - 1].1 > earlier.seq
    }
}
