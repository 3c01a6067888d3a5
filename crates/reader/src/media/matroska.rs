//! Matroska and WebM: elements of EBML.

use super::Recording;
use super::time::{TO_2001, moment};
use crate::octets::{Order, index, words};

/// Elements that are looked at.
const MOST: usize = 200_000;

/// An element: its number, where its content begins and ends, whether it is as long as it says.
struct Element {
    id: u64,
    start: usize,
    end: usize,
    whole: bool,
}

fn element(bytes: &[u8], at: usize) -> Option<Element> {
    let (id, length) = number(bytes, at, false)?;
    let (size, size_length) = number(bytes, at + length, true)?;
    let start = at + length + size_length;
    // All ones: as long as the file.
    let unknown = size == (1 << (7 * size_length)) - 1;
    let end = start.saturating_add(index(size));
    let whole = unknown || end <= bytes.len();
    Some(Element { id, start, end: if unknown { bytes.len() } else { end.min(bytes.len()) }, whole })
}

/// A number whose first bits say how long it is.
fn number(bytes: &[u8], at: usize, cut: bool) -> Option<(u64, usize)> {
    let first = *bytes.get(at)?;
    let length = first.leading_zeros() as usize + 1;
    let value = Order::Big.wide(bytes, at, length)?;
    let mask = if cut && length <= 8 { (1u64 << (7 * length)) - 1 } else { u64::MAX };
    Some((value & mask, length))
}

pub(super) fn look(bytes: &[u8], recording: &mut Recording) {
    let mut walk = Walk { bytes, recording, left: MOST, scale: 1_000_000, length: 0.0, name: String::new() };
    walk.inside(0, bytes.len(), 0);
    let (length, scale) = (walk.length, walk.scale);
    if length > 0.0 {
        recording.length = Some(length * scale as f64 / 1e9);
    }
}

struct Walk<'r> {
    bytes: &'r [u8],
    recording: &'r mut Recording,
    left: usize,
    /// Nanoseconds of a tick.
    scale: u64,
    length: f64,
    /// Name of the tag whose value comes.
    name: String,
}

impl Walk<'_> {
    fn inside(&mut self, from: usize, to: usize, depth: usize) {
        let mut at = from;
        while at < to && self.left > 0 && depth < 8 {
            self.left -= 1;
            let Some(one) = element(&self.bytes[..to], at) else {
                self.recording.cut |= depth <= 1;
                return;
            };
            self.recording.cut |= !one.whole;
            self.take(&one, depth);
            at = one.end.max(at + 1);
        }
    }

    fn take(&mut self, one: &Element, depth: usize) {
        let content = self.bytes.get(one.start..one.end).unwrap_or_default();
        let number = || Order::Big.wide(content, 0, content.len().min(8)).unwrap_or(0);
        match one.id {
            // Segment, Info, Tracks, a track, its picture, Tags, a tag.
            0x1853_8067 | 0x1549_a966 | 0x1654_ae6b | 0xae | 0x1254_c367 | 0x7373 | 0x67c8 => {
                self.inside(one.start, one.end, depth + 1);
            }
            0xe0 => {
                let size = |wanted: u64| {
                    let mut at = one.start;
                    while let Some(part) = element(&self.bytes[..one.end], at) {
                        if part.id == wanted {
                            let value = self.bytes.get(part.start..part.end)?;
                            return Order::Big.wide(value, 0, value.len().min(8));
                        }
                        at = part.end.max(at + 1);
                    }
                    None
                };
                if let Some((width, height)) = size(0xb0).zip(size(0xba)) {
                    self.recording.fact("Matroska", "picture size", format!("{width} x {height} pixels"));
                }
            }
            0x2a_d7b1 => self.scale = number().max(1),
            0x4489 => {
                self.length = match content.len() {
                    4 => Order::Big.u32(content, 0).map_or(0.0, |bits| f64::from(f32::from_bits(bits))),
                    _ => Order::Big.u64(content, 0).map_or(0.0, f64::from_bits),
                };
            }
            0x4461 => {
                let seconds = number().cast_signed() / 1_000_000_000 + TO_2001;
                if let Some(date) = moment(seconds) {
                    self.recording.fact("Matroska", "date made", date);
                }
            }
            0x83 => {
                let what = match number() {
                    1 => "film",
                    2 => "sound",
                    17 => {
                        self.recording
                            .record
                            .lacks("subtitles", "the film has subtitles inside, which are not read");
                        return;
                    }
                    _ => return,
                };
                self.recording.fact("Matroska", "holds", what);
            }
            0x4d80 => self.recording.fact("Matroska", "put together by", words(content)),
            0x5741 => self.recording.fact("Matroska", "software", words(content)),
            0x7ba9 => self.recording.fact("Matroska", "title", words(content)),
            0x4282 => self.recording.fact("Matroska", "kind", words(content)),
            0x45a3 => self.name = words(content),
            0x4487 => {
                let name = std::mem::take(&mut self.name);
                self.recording.fact("Matroska tag", &name, words(content));
            }
            _ => {}
        }
    }
}
