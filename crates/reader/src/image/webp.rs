//! WebP: chunks of a RIFF file.

use super::{Picture, cut, exif, xmp};
use crate::octets::{Order, index};

pub(super) fn look(bytes: &[u8], picture: &mut Picture) {
    let little = Order::Little;
    let said = little.u32(bytes, 4).map_or(usize::MAX, |length| index(length).saturating_add(8));
    if said > bytes.len() {
        cut(picture);
    }
    let mut at = 12;
    while let (Some(kind), Some(length)) = (bytes.get(at..at + 4), little.u32(bytes, at + 4)) {
        let start = at + 8;
        let end = start.saturating_add(index(length)).min(bytes.len());
        chunk(kind, &bytes[start..end], picture);
        at = end + end % 2;
    }
}

fn chunk(kind: &[u8], inside: &[u8], picture: &mut Picture) {
    let wide = |at| Order::Little.wide(inside, at, 3).and_then(|value| u32::try_from(value).ok());
    let short = |at| Order::Little.u16(inside, at).map(|value| u32::from(value & 0x3fff));
    match kind {
        b"VP8X" => picture.size = wide(4).zip(wide(7)).map(|(width, height)| (width + 1, height + 1)),
        b"VP8 " if picture.size.is_none() => picture.size = short(6).zip(short(8)),
        b"VP8L" if picture.size.is_none() => {
            let bits = Order::Little.u32(inside, 1);
            picture.size = bits.map(|bits| ((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1));
        }
        b"ANMF" => picture.pages += 1,
        b"EXIF" => exif::look(inside.strip_prefix(b"Exif\0\0").unwrap_or(inside), picture),
        b"XMP " => xmp::look(inside, picture),
        _ => {}
    }
}
