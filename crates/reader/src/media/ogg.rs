//! Ogg (Vorbis, Opus) and FLAC.

use super::Recording;
use crate::octets::{Order, index, words};

const LITTLE: Order = Order::Little;
/// Comments that are kept.
const MOST: u32 = 1_000;
/// Bytes of the file's beginning in which its comments stand, and of its end in which its last page does.
const HEAD: usize = 1 << 20;
const TAIL: usize = 128 << 10;

pub(super) fn look(bytes: &[u8], recording: &mut Recording) {
    let head = &bytes[..bytes.len().min(HEAD)];
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    let find = |what: &[u8]| memchr::memmem::find(head, what);
    let film = find(b"\x80theora").is_some();
    recording.fact("Ogg", "holds", if film { "film" } else { "sound" });
    let opus = find(b"OpusHead");
    let vorbis = find(b"\x01vorbis");
    let rate = match (opus, vorbis) {
        (Some(_), _) => 48_000,
        (None, Some(at)) => LITTLE.u32(head, at + 12).map_or(0, u64::from),
        _ => 0,
    };
    if let Some(at) = find(b"OpusTags").map(|at| at + 8).or(find(b"\x03vorbis").map(|at| at + 7)) {
        comments(&joined(head, at), recording);
    }
    let skipped = opus.and_then(|at| LITTLE.u16(head, at + 10)).map_or(0, u64::from);
    let last = memchr::memmem::rfind(tail, b"OggS\0");
    if let Some(end) = last.and_then(|at| LITTLE.u64(tail, at + 6)).filter(|_| !film) {
        recording.lasts(end.saturating_sub(skipped), rate);
    }
    // The last page says that it is.
    recording.cut = last.and_then(|at| tail.get(at + 5)).is_none_or(|flags| flags & 4 == 0);
}

/// What begins at `at`, without the heads of pages that stand between.
fn joined(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut whole = Vec::new();
    let mut rest = &bytes[at..];
    while let Some(page) = memchr::memmem::find(rest, b"OggS\0") {
        whole.extend_from_slice(&rest[..page]);
        let segments = rest.get(page + 26).map_or(0, |count| usize::from(*count));
        rest = rest.get(page + 27 + segments..).unwrap_or_default();
    }
    whole.extend_from_slice(rest);
    whole
}

pub(super) fn look_flac(bytes: &[u8], recording: &mut Recording) {
    recording.fact("FLAC", "holds", "sound");
    let mut at = 4;
    loop {
        let (Some(kind), Some(length)) = (bytes.get(at), Order::Big.wide(bytes, at + 1, 3)) else {
            recording.cut = true;
            return;
        };
        let Some(inside) = bytes.get(at + 4..at + 4 + index(length)) else {
            recording.cut = true;
            return;
        };
        match kind & 127 {
            0 => {
                let bits = Order::Big.u64(inside, 10).unwrap_or(0);
                recording.lasts(bits & 0xf_ffff_ffff, bits >> 44);
            }
            4 => comments(inside, recording),
            _ => {}
        }
        at += 4 + index(length);
        if kind & 128 != 0 {
            return;
        }
    }
}

/// Comments as Vorbis writes them: `NAME=text`.
fn comments(bytes: &[u8], recording: &mut Recording) {
    let text = |at: usize| {
        let length = index(LITTLE.u32(bytes, at)?);
        bytes.get(at + 4..(at + 4).checked_add(length)?)
    };
    let Some(maker) = text(0) else { return };
    recording.fact("tags", "put together by", words(maker));
    let count = LITTLE.u32(bytes, 4 + maker.len()).unwrap_or(0).min(MOST);
    let mut at = 8 + maker.len();
    for _ in 0..count {
        let Some(text) = text(at) else { return };
        if let Some((name, value)) = words(text)
            .split_once('=')
            .filter(|(name, _)| !name.eq_ignore_ascii_case("METADATA_BLOCK_PICTURE"))
        {
            recording.fact("tags", &name.to_lowercase(), value);
        }
        at += 4 + text.len();
    }
}
