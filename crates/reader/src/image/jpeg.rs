//! JPEG: segments up to the picture's data.

use super::{Picture, cut, exif, iptc, xmp};
use crate::octets::{Order, words};
use memchr::memmem;

const EXIF: &[u8] = b"Exif\0\0";
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";
/// Bytes behind a picture's end that programs leave without meaning.
const PADDING: usize = 4096;

pub(super) fn look(bytes: &[u8], picture: &mut Picture) {
    let mut at = 2;
    // Padding of any number of FF bytes may stand before a marker.
    while let Some(marker) = marker(bytes, &mut at) {
        match marker {
            0xd8 | 0x01 | 0xd0..=0xd7 => continue,
            0xd9 => return behind(bytes, at, picture),
            _ => {}
        }
        let Some(length) = Order::Big.u16(bytes, at).map(usize::from).filter(|length| *length >= 2) else {
            break;
        };
        let Some(inside) = bytes.get(at + 2..at + length) else { break };
        segment(marker, inside, picture);
        at += length;
        if marker == 0xda {
            return match memmem::rfind(&bytes[at..], b"\xff\xd9") {
                Some(_) => behind(bytes, end_of_scans(bytes, at), picture),
                None => cut(picture),
            };
        }
    }
    cut(picture);
}

fn marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    if bytes.get(*at) != Some(&0xff) {
        return None;
    }
    *at += bytes[*at..].iter().take_while(|byte| **byte == 0xff).count();
    let marker = *bytes.get(*at)?;
    *at += 1;
    Some(marker)
}

fn segment(marker: u8, inside: &[u8], picture: &mut Picture) {
    match marker {
        // Frames of all kinds; C4, C8 and CC are tables.
        0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
            let number = |at| Order::Big.u16(inside, at).map(u32::from);
            picture.size = picture.size.or(number(3).zip(number(1)));
        }
        0xe1 if inside.starts_with(EXIF) => exif::look(&inside[EXIF.len()..], picture),
        0xe1 if inside.starts_with(XMP) => xmp::look(&inside[XMP.len()..], picture),
        0xed if inside.starts_with(PHOTOSHOP) => iptc::look(&inside[PHOTOSHOP.len()..], picture),
        0xfe => picture.record.fact("JPEG", "comment", words(inside)),
        _ => {}
    }
}

/// Where the end of the last scan stands: segments of a picture in several scans stand between them.
fn end_of_scans(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    loop {
        let Some(found) = memchr::memchr(0xff, &bytes[at..]) else { return bytes.len() };
        at += found + 1;
        match bytes.get(at) {
            None => return bytes.len(),
            Some(0x00 | 0xd0..=0xd7) => at += 1,
            Some(0xff) => {}
            Some(0xd9) => return at + 1,
            Some(_) => {
                let length = Order::Big.u16(bytes, at + 1).map_or(usize::MAX, usize::from);
                at = at.saturating_add(1).saturating_add(length);
                if at >= bytes.len() {
                    return bytes.len();
                }
            }
        }
    }
}

/// What stands behind the picture's end: films of phones, second pictures, or anything else.
fn behind(bytes: &[u8], end: usize, picture: &mut Picture) {
    let more = bytes.len().saturating_sub(end);
    if more > PADDING {
        picture.record.remark(format!(
            "{more} bytes stand behind the picture's end and were not looked at (a phone's short film or a second picture, or \
             anything else)"
        ));
    }
}
