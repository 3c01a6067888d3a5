//! Unpacks within bounds.

use std::io::{ErrorKind, Read};

/// From this size on, what was packed better than [`HIGHEST_RATIO`] is taken for an attack.
const RATIO_COUNTS_FROM: usize = 32 << 20;
const HIGHEST_RATIO: usize = 150;

/// Most bytes by which the room grows at once.
const STEP: usize = 16 << 20;

/// How unpacking ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Whole,
    /// The stream is damaged or cut off; what came before is there.
    Damaged,
    /// More than the room for it.
    NoRoom,
    /// Far more than its size.
    Bomb,
}

/// Unpacks a stream of `packed` bytes into at most `room` bytes.
pub(super) fn unpack(mut from: impl Read, packed: usize, room: usize) -> (Vec<u8>, End) {
    let (mut bytes, mut chunk) = (Vec::new(), vec![0; 64 << 10]);
    let fair = packed.saturating_mul(HIGHEST_RATIO);
    loop {
        let count = match from.read(&mut chunk) {
            Ok(0) => {
                bytes.shrink_to_fit();
                return (bytes, End::Whole);
            }
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => return (bytes, End::Damaged),
        };
        if bytes.len() + count > room {
            return (Vec::new(), End::NoRoom);
        }
        if bytes.capacity() - bytes.len() < count {
            // Not twice as much each time: what is large would not fit into the bound for memory. Not more than a small member
            // needs either: there may be very many.
            bytes.reserve_exact(bytes.len().clamp(count, STEP));
        }
        bytes.extend_from_slice(&chunk[..count]);
        if bytes.len() > RATIO_COUNTS_FROM && bytes.len() > fair {
            return (Vec::new(), End::Bomb);
        }
    }
}
