//! MP4, MOV, M4A, 3GP: boxes.

use super::Recording;
use super::time::{FROM_1904, moment};
use crate::octets::{Boxes, Order, index, words};

const BIG: Order = Order::Big;
/// Boxes in boxes.
const DEEPEST: usize = 8;
/// Boxes that are looked at.
const MOST: usize = 100_000;
/// Facts by their four letters.
const FACTS: [(&[u8; 4], &str); 20] = [
    (b"\xa9xyz", "GPS position"),
    (b"\xa9mak", "device maker"),
    (b"\xa9mod", "device"),
    (b"\xa9swr", "software"),
    (b"\xa9too", "software"),
    (b"\xa9enc", "software"),
    (b"\xa9day", "date"),
    (b"\xa9nam", "title"),
    (b"\xa9cmt", "comment"),
    (b"\xa9des", "description"),
    (b"\xa9inf", "information"),
    (b"\xa9ART", "artist"),
    (b"\xa9aut", "author"),
    (b"\xa9alb", "album"),
    (b"\xa9cpy", "copyright"),
    (b"titl", "title"),
    (b"auth", "author"),
    (b"dscp", "description"),
    (b"cprt", "copyright"),
    (b"loci", "GPS position"),
];

pub(super) fn look(bytes: &[u8], recording: &mut Recording) {
    let mut walk = Walk { recording, keys: Vec::new(), left: MOST, moving: false };
    let mut boxes = Boxes::new(bytes);
    let mut whole = true;
    for one in &mut boxes {
        whole &= one.whole;
        match &one.kind {
            b"ftyp" => walk.recording.fact("MP4", "kind", words(one.inside.get(..4).unwrap_or_default())),
            b"moov" => {
                walk.moving = true;
                walk.inside(one.inside, 0);
            }
            _ => {}
        }
    }
    let found = walk.moving;
    recording.cut = !whole || boxes.passed() < bytes.len();
    if !found {
        recording.record.lacks(
            "head",
            "the part that says how long it is and how it is to be played is missing: the recording was broken off or is cut",
        );
    }
}

struct Walk<'r> {
    recording: &'r mut Recording,
    /// Names of facts in the newer way of Apple.
    keys: Vec<String>,
    left: usize,
    moving: bool,
}

impl Walk<'_> {
    fn inside(&mut self, bytes: &[u8], depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for one in Boxes::new(bytes) {
            if self.left == 0 {
                return;
            }
            self.left -= 1;
            let inside = one.inside;
            match &one.kind {
                b"trak" | b"mdia" | b"udta" | b"minf" => self.inside(inside, depth + 1),
                // In MP4 four bytes stand before its boxes, in MOV none.
                b"meta" => {
                    let skip = if inside.get(4..8) == Some(b"hdlr") { 0 } else { 4 };
                    self.inside(inside.get(skip..).unwrap_or_default(), depth + 1);
                }
                b"mvhd" => self.head(inside),
                b"tkhd" => self.track(inside),
                b"hdlr" => self.handler(inside),
                b"keys" => self.keys(inside),
                b"ilst" => self.list(inside),
                kind => {
                    if let Some((_, name)) = FACTS.iter().find(|(known, _)| *known == kind) {
                        self.fact(name, kind, inside);
                    }
                }
            }
        }
    }

    fn head(&mut self, inside: &[u8]) {
        let wide = inside.first() == Some(&1);
        let time = |at: usize| if wide { BIG.u64(inside, at) } else { BIG.u32(inside, at).map(u64::from) };
        let (made, changed, scale, length) = if wide {
            (time(4), time(12), BIG.u32(inside, 20), time(24))
        } else {
            (time(4), time(8), BIG.u32(inside, 12), time(16))
        };
        for (name, value) in [("date made", made), ("date changed", changed)] {
            let seconds = value.and_then(|value| i64::try_from(value).ok()).unwrap_or(0) - FROM_1904;
            if let Some(date) = moment(seconds) {
                self.recording.fact("MP4", name, date);
            }
        }
        if let Some((length, scale)) = length.zip(scale) {
            self.recording.lasts(length, u64::from(scale));
        }
    }

    fn track(&mut self, inside: &[u8]) {
        let at = if inside.first() == Some(&1) { 88 } else { 76 };
        // Fixed point: whole pixels in the upper half.
        if let Some((width, height)) =
            BIG.u16(inside, at).zip(BIG.u16(inside, at + 4)).filter(|size| size.0 > 0)
        {
            self.recording.fact("MP4", "picture size", format!("{width} x {height} pixels"));
        }
    }

    fn handler(&mut self, inside: &[u8]) {
        let what = match inside.get(8..12) {
            Some(b"vide") => "film",
            Some(b"soun") => "sound",
            Some(b"text" | b"sbtl" | b"subt") => {
                self.recording.record.lacks("subtitles", "the film has subtitles inside, which are not read");
                return;
            }
            _ => return,
        };
        self.recording.fact("MP4", "holds", what);
    }

    fn keys(&mut self, inside: &[u8]) {
        self.keys = Boxes::new(inside.get(8..).unwrap_or_default())
            .take(1_000)
            .map(|one| words(one.inside))
            .collect();
    }

    /// A list of facts, by letters or by numbers of the keys.
    fn list(&mut self, inside: &[u8]) {
        for one in Boxes::new(inside).take(1_000) {
            let Some(data) = Boxes::new(one.inside).find(|data| data.kind == *b"data") else { continue };
            // Type 1 is text.
            if BIG.u32(data.inside, 0) != Some(1) {
                continue;
            }
            let text = words(data.inside.get(8..).unwrap_or_default());
            let number = index(u32::from_be_bytes(one.kind));
            let name =
                FACTS.iter().find(|(known, _)| **known == one.kind).map(|(_, name)| (*name).to_owned());
            let name = name.or_else(|| {
                self.keys
                    .get(number.checked_sub(1)?)
                    .map(|key| key.rsplit("quicktime.").next().unwrap_or(key).to_owned())
            });
            if let Some(name) = name {
                self.recording.fact("MP4", &name, text);
            }
        }
    }

    /// A fact of a film: length and language before the text, or, in a telephone's, four bytes and a language.
    fn fact(&mut self, name: &str, kind: &[u8; 4], inside: &[u8]) {
        if kind == b"loci" {
            let end = inside.get(6..).and_then(|rest| memchr::memchr(0, rest)).map(|end| end + 8);
            let degrees =
                |at: usize| BIG.u32(inside, at).map(|value| f64::from(value.cast_signed()) / 65_536.0);
            if let Some((east, north)) = end.and_then(|end| degrees(end).zip(degrees(end + 4))) {
                self.recording.fact("MP4", name, format!("{north:.6}, {east:.6} degrees"));
            }
            return;
        }
        let text = if kind[0] == 0xa9 {
            let length = BIG.u16(inside, 0).map_or(0, usize::from);
            inside.get(4..4 + length)
        } else {
            inside.get(6..)
        };
        let text = words(text.unwrap_or_default());
        self.recording.fact("MP4", name, text.trim_end_matches('/'));
    }
}
