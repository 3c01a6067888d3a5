//! PNG: chunks.

use super::{Picture, cut, exif, xmp};
use crate::octets::{Order, index, words};
use flate2::read::ZlibDecoder;
use std::io::Read;

/// Largest text that is unpacked.
const MOST: u64 = 1 << 20;

pub(super) fn look(bytes: &[u8], picture: &mut Picture) {
    let mut at = 8;
    let mut damaged = 0;
    while let Some((length, kind)) = Order::Big.u32(bytes, at).zip(bytes.get(at + 4..at + 8)) {
        let start = at + 8;
        let Some(end) = start.checked_add(index(length)) else { break };
        let (Some(inside), Some(sum)) = (bytes.get(start..end), Order::Big.u32(bytes, end)) else { break };
        let mut crc = flate2::Crc::new();
        crc.update(&bytes[at + 4..end]);
        damaged += usize::from(crc.sum() != sum);
        at = end + 4;
        if kind == b"IEND" {
            return ended(bytes.len() - at, damaged, picture);
        }
        chunk(kind, inside, picture);
    }
    cut(picture);
    told(damaged, picture);
}

fn ended(more: usize, damaged: usize, picture: &mut Picture) {
    if more > 0 {
        picture.record.remark(format!("{more} bytes stand behind the picture's end and were not looked at"));
    }
    told(damaged, picture);
}

fn told(damaged: usize, picture: &mut Picture) {
    if damaged > 0 {
        let why = format!(
            "{damaged} of its parts do not have the checksum that they say: the file is damaged; ask for it again"
        );
        picture.record.lacks("picture", why);
    }
}

fn chunk(kind: &[u8], inside: &[u8], picture: &mut Picture) {
    match kind {
        b"IHDR" => picture.size = Order::Big.u32(inside, 0).zip(Order::Big.u32(inside, 4)),
        b"eXIf" => exif::look(inside, picture),
        b"tIME" => {
            if let (Some(year), [_, _, month, day, hour, minute, second]) =
                (Order::Big.u16(inside, 0), inside)
            {
                let time = format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02} UTC");
                picture.record.fact("PNG", "last changed", time);
            }
        }
        b"tEXt" => {
            let (name, text) = split(inside);
            picture.record.fact("PNG text", &words(name), words(text));
        }
        b"zTXt" => {
            let (name, packed) = split(inside);
            picture.record.fact(
                "PNG text",
                &words(name),
                words(&unpacked(packed.get(1..).unwrap_or_default())),
            );
        }
        b"iTXt" => international(inside, picture),
        _ => {}
    }
}

/// Text in UTF-8: name, whether it is packed, how, language, translated name, text.
fn international(inside: &[u8], picture: &mut Picture) {
    let (name, rest) = split(inside);
    let packed = rest.first() == Some(&1);
    let (_, rest) = split(rest.get(2..).unwrap_or_default());
    let (_, text) = split(rest);
    let text = if packed { unpacked(text) } else { text.to_vec() };
    if name == b"XML:com.adobe.xmp" {
        return xmp::look(&text, picture);
    }
    picture.record.fact("PNG text", &words(name), words(&text));
}

/// What stands before and behind the first zero.
fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    match memchr::memchr(0, bytes) {
        Some(at) => (&bytes[..at], &bytes[at + 1..]),
        None => (bytes, &[]),
    }
}

fn unpacked(packed: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    // What could be unpacked before a fault is kept.
    let _ = ZlibDecoder::new(packed).take(MOST).read_to_end(&mut text);
    text
}
