//! Pictures that say they are far larger than they are.

use super::container::{Member, zip};
use super::packed::swollen;
use crate::docx::{Docx, p};
use flate2::Crc;

/// More points a side than a number of four bytes with a sign holds.
const SIDE: u32 = 0x7fff_ffff;

/// A PNG of 2^31-1 points a side.
pub fn png() -> Vec<u8> {
    png_of(SIDE, SIDE, &swollen(b"", &[0], 64, b"").zlib())
}

/// A PNG of 30,000 points a side, white: 900 million points in a file of a megabyte.
pub fn white_png() -> Vec<u8> {
    png_of(30_000, 30_000, &swollen(b"", &[0], (30_000 * 30_001) >> 20, &vec![0; 1 << 20]).zlib())
}

fn png_of(width: u32, height: u32, data: &[u8]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    for (kind, bytes) in [(b"IHDR", head.as_slice()), (b"IDAT", data), (b"IEND", &[])] {
        out.extend_from_slice(&(bytes.len() as u32).to_be_bytes());
        let named = [&kind[..], bytes].concat();
        let mut crc = Crc::new();
        crc.update(&named);
        out.extend_from_slice(&named);
        out.extend_from_slice(&crc.sum().to_be_bytes());
    }
    out
}

/// A JPEG of 65,535 points a side, which is the most that it can say.
pub fn jpeg() -> Vec<u8> {
    crate::picture::jpeg(0xffff, 0xffff, &[])
}

/// A TIFF of 2^31-1 points a side whose strips lie everywhere and whose directories follow each other in a circle.
pub fn tiff() -> Vec<u8> {
    let mut out = b"II*\0\x08\0\0\0".to_vec();
    let entries: [(u16, u16, u32, u32); 7] = [
        (256, 4, 1, SIDE),
        (257, 4, 1, SIDE),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (273, 4, u32::MAX, 8),
        (279, 4, u32::MAX, 8),
        (0x8769, 4, 1, 8),
    ];
    out.extend_from_slice(&(entries.len() as u16).to_le_bytes());
    for (tag, kind, count, value) in entries {
        out.extend_from_slice(&tag.to_le_bytes());
        out.extend_from_slice(&kind.to_le_bytes());
        out.extend_from_slice(&count.to_le_bytes());
        out.extend_from_slice(&value.to_le_bytes());
    }
    out.extend_from_slice(&8_u32.to_le_bytes());
    out
}

/// A GIF of 65,535 points a side with 100,000 frames.
pub fn gif() -> Vec<u8> {
    let mut out = b"GIF89a\xff\xff\xff\xff\0\0\0".to_vec();
    for _ in 0..100_000 {
        out.extend_from_slice(b"\x2c\0\0\0\0\xff\xff\xff\xff\0\x02\x02\x44\x01\0");
    }
    out.push(b';');
    out
}

/// A Word document that shows a picture.
pub fn in_word(name: &str, picture: &[u8]) -> Vec<u8> {
    let kind = format!("image/{name}");
    let made = Docx::new().add(p("He was held in Doln.").picture("a plan")).member(
        &format!("word/media/huge.{name}"),
        &kind,
        picture,
    );
    zip(&made.members().iter().map(|(name, bytes)| Member::of(name, bytes)).collect::<Vec<_>>())
}
