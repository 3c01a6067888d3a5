//! WAV and AVI: chunks.

use super::Recording;
use crate::octets::{Order, index, words};

const LITTLE: Order = Order::Little;
const INFO: [(&[u8; 4], &str); 10] = [
    (b"INAM", "title"),
    (b"IART", "artist"),
    (b"ICRD", "date"),
    (b"IDIT", "date recorded"),
    (b"ICMT", "comment"),
    (b"ISFT", "software"),
    (b"IENG", "engineer"),
    (b"ITCH", "technician"),
    (b"ICOP", "copyright"),
    (b"ISRC", "source"),
];

pub(super) fn look(bytes: &[u8], recording: &mut Recording) {
    let film = bytes.get(8..12) == Some(b"AVI ");
    recording.fact("RIFF", "holds", if film { "film" } else { "sound" });
    let said = LITTLE.u32(bytes, 4).map_or(0, |length| index(length).saturating_add(8));
    recording.cut = said > bytes.len();
    let mut walk = Walk { recording, rate: 0 };
    walk.chunks(bytes.get(12..).unwrap_or_default(), 0);
}

struct Walk<'r> {
    recording: &'r mut Recording,
    /// Bytes of a second of sound.
    rate: u32,
}

impl Walk<'_> {
    fn chunks(&mut self, bytes: &[u8], depth: usize) {
        let mut at = 0;
        while let (Some(kind), Some(length)) = (bytes.get(at..at + 4), LITTLE.u32(bytes, at + 4)) {
            let start = at + 8;
            let end = start.saturating_add(index(length));
            let inside = bytes.get(start..end.min(bytes.len())).unwrap_or_default();
            self.chunk(kind, inside, length, depth);
            at = end.saturating_add(end % 2);
        }
    }

    fn chunk(&mut self, kind: &[u8], inside: &[u8], length: u32, depth: usize) {
        match kind {
            b"LIST" if depth < 6 && inside.get(..4) != Some(b"movi") => {
                self.chunks(inside.get(4..).unwrap_or_default(), depth + 1);
            }
            b"fmt " => {
                self.rate = LITTLE.u32(inside, 8).unwrap_or(0);
                if let Some((channels, rate)) = LITTLE.u16(inside, 2).zip(LITTLE.u32(inside, 4)) {
                    let of = if channels == 1 { "channel" } else { "channels" };
                    let sound = format!("{channels} {of}, {rate} samples a second");
                    self.recording.fact("RIFF", "sound", sound);
                }
            }
            b"data" => self.recording.lasts(u64::from(length), u64::from(self.rate)),
            b"avih" => {
                let number = |at| LITTLE.u32(inside, at).unwrap_or(0);
                self.recording.lasts(u64::from(number(0)) * u64::from(number(16)), 1_000_000);
                self.recording.fact(
                    "RIFF",
                    "picture size",
                    format!("{} x {} pixels", number(32), number(36)),
                );
            }
            b"bext" => {
                let text =
                    |from: usize, length: usize| words(inside.get(from..from + length).unwrap_or_default());
                self.recording.fact("RIFF", "description", text(0, 256));
                self.recording.fact("RIFF", "recorded by", text(256, 32));
                self.recording.fact("RIFF", "reference", text(288, 32));
                self.recording.fact(
                    "RIFF",
                    "date recorded",
                    format!("{} {} (no time zone is given)", text(320, 10), text(330, 8)),
                );
            }
            _ => {
                if let Some((_, name)) = INFO.iter().find(|(known, _)| known.as_slice() == kind) {
                    self.recording.fact("RIFF", name, words(inside));
                }
            }
        }
    }
}
