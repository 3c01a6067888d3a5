//! MP3: tags before and behind, frames between.

use super::Recording;
use crate::octets::{Order, index, words};

const FRAMES: [(&[u8], &str); 16] = [
    (b"TIT2", "title"),
    (b"TPE1", "artist"),
    (b"TALB", "album"),
    (b"TDRC", "date recorded"),
    (b"TYER", "year"),
    (b"TDAT", "day"),
    (b"TIME", "time"),
    (b"TENC", "encoded by"),
    (b"TSSE", "software"),
    (b"TCOP", "copyright"),
    (b"TOWN", "owner"),
    (b"COMM", "comment"),
    (b"TXXX", "further"),
    (b"TT2", "title"),
    (b"TP1", "artist"),
    (b"TEN", "encoded by"),
];
/// Kilobits a second of layer III, of version 1 and of 2.
const RATES: [[u32; 15]; 2] = [
    [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
/// Bytes behind the tag in which the first frame is looked for.
const NEAR: usize = 64 << 10;

/// True if the bytes begin with a tag, or with two frames one behind the other.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let tagged = bytes.starts_with(b"ID3")
        && matches!(bytes.get(3), Some(2..=4))
        && bytes.get(6..10).is_some_and(|size| size.iter().all(|byte| *byte < 128));
    tagged || frame(bytes, 0).and_then(|first| frame(bytes, first.length)).is_some()
}

struct Frame {
    length: usize,
    /// Bits, samples a second, samples of a frame.
    bits: u32,
    rate: u32,
    samples: u32,
}

fn frame(bytes: &[u8], at: usize) -> Option<Frame> {
    let head = Order::Big.u32(bytes, at)?;
    let (version, layer) = (head >> 19 & 3, head >> 17 & 3);
    if head >> 21 != 0x7ff || version == 1 || layer != 1 {
        return None;
    }
    let first = version == 3;
    let bits =
        RATES[usize::from(!first)].get((head >> 12 & 15) as usize).copied().filter(|bits| *bits > 0)? * 1000;
    let rate = [44_100, 48_000, 32_000].get((head >> 10 & 3) as usize)? / [4, 1, 2, 1][version as usize];
    let samples = if first { 1152 } else { 576 };
    let length = (samples / 8 * bits / rate + (head >> 9 & 1)) as usize;
    Some(Frame { length, bits, rate, samples })
}

pub(super) fn look(bytes: &[u8], recording: &mut Recording) {
    recording.fact("MP3", "holds", "sound");
    let mut start = 0;
    if bytes.starts_with(b"ID3") {
        let size = safe(bytes, 6).unwrap_or(0);
        start = 10 + size;
        tag(
            bytes.get(10..start.min(bytes.len())).unwrap_or_default(),
            bytes.get(3).copied().unwrap_or(3),
            recording,
        );
    }
    let tail =
        bytes.len().checked_sub(128).and_then(|at| bytes.get(at..)).filter(|tail| tail.starts_with(b"TAG"));
    if let Some(tail) = tail {
        for (name, from, to) in
            [("title", 3, 33), ("artist", 33, 63), ("album", 63, 93), ("year", 93, 97), ("comment", 97, 127)]
        {
            recording.fact("MP3 end", name, words(&tail[from..to]));
        }
    }
    let near = bytes.get(start..bytes.len().min(start.saturating_add(NEAR))).unwrap_or_default();
    let Some((at, first)) = (0..near.len()).find_map(|at| Some((start + at, frame(bytes, start + at)?)))
    else {
        recording.cut = true;
        return;
    };
    let body = bytes.get(at..at + first.length).unwrap_or_default();
    let counted = memchr::memmem::find(body, b"Xing").or_else(|| memchr::memmem::find(body, b"Info"));
    let frames = counted.filter(|at| Order::Big.u32(body, at + 4).is_some_and(|flags| flags & 1 == 1));
    match frames.and_then(|at| Order::Big.u32(body, at + 8)) {
        Some(frames) => recording.lasts(u64::from(frames) * u64::from(first.samples), u64::from(first.rate)),
        None => recording.lasts(8 * (bytes.len() - at) as u64, u64::from(first.bits)),
    }
}

/// A number of four bytes of seven bits each.
fn safe(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at + 4)?;
    Some(four.iter().fold(0, |all, byte| all << 7 | usize::from(byte & 127)))
}

fn tag(bytes: &[u8], version: u8, recording: &mut Recording) {
    let (name, head) = if version == 2 { (3, 6) } else { (4, 10) };
    let mut at = 0;
    while let Some(id) = bytes.get(at..at + name).filter(|id| id[0] != 0) {
        let size = match version {
            2 => Order::Big.wide(bytes, at + 3, 3).map(index),
            4 => safe(bytes, at + 4),
            _ => Order::Big.u32(bytes, at + 4).map(index),
        };
        let Some(size) = size else { return };
        let start = at + head;
        let Some(content) = start.checked_add(size).and_then(|end| bytes.get(start..end)) else { return };
        if let Some((_, words)) = FRAMES.iter().find(|(known, _)| *known == id) {
            recording.fact("MP3", words, text(content, id == b"COMM"));
        }
        at = start + size;
    }
}

/// Text whose first byte says how it is written; before a comment stands its language.
fn text(content: &[u8], comment: bool) -> String {
    let Some((how, rest)) = content.split_first() else { return String::new() };
    let rest = if comment { rest.get(3..).unwrap_or_default() } else { rest };
    let wide = |rest: &[u8], order: Order| {
        let units: Vec<u16> = (0..rest.len() / 2).filter_map(|at| order.u16(rest, 2 * at)).collect();
        String::from_utf16_lossy(&units)
    };
    let text = match (how, rest) {
        (1, [0xff, 0xfe, rest @ ..]) => wide(rest, Order::Little),
        (1, [0xfe, 0xff, rest @ ..]) => wide(rest, Order::Big),
        (1 | 2, rest) => wide(rest, Order::Big),
        _ => words(rest),
    };
    text.replace(['\0', '\u{feff}'], " ")
}
