//! GIF: blocks.

use super::{Picture, cut};
use crate::octets::{Order, words};

pub(super) fn look(bytes: &[u8], picture: &mut Picture) {
    let number = |at| Order::Little.u16(bytes, at).map(u32::from);
    picture.size = number(6).zip(number(8));
    let mut at = 13 + colours(bytes.get(10));
    let mut pictures = 0;
    loop {
        match bytes.get(at) {
            Some(0x3b) => break,
            Some(0x2c) => {
                pictures += 1;
                // Place, size, colours, then the length of codes.
                at += 10 + colours(bytes.get(at + 9)) + 1;
            }
            Some(0x21) => {
                let is_comment = bytes.get(at + 1) == Some(&0xfe);
                at += 2;
                if is_comment {
                    picture.record.fact("GIF", "comment", words(&joined(bytes, at)));
                }
            }
            _ => {
                cut(picture);
                break;
            }
        }
        at = behind(bytes, at);
    }
    picture.pages = pictures.max(1);
}

/// Bytes of a table of colours.
fn colours(flags: Option<&u8>) -> usize {
    flags.filter(|flags| **flags & 0x80 != 0).map_or(0, |flags| 3 << ((flags & 7) + 1))
}

/// Where the blocks that begin at `at` end.
fn behind(bytes: &[u8], mut at: usize) -> usize {
    while let Some(length) = bytes.get(at) {
        at += 1 + usize::from(*length);
        if *length == 0 {
            break;
        }
    }
    at
}

fn joined(bytes: &[u8], mut at: usize) -> Vec<u8> {
    let mut all = Vec::new();
    while let Some(length) = bytes.get(at).map(|length| usize::from(*length)).filter(|length| *length > 0) {
        all.extend_from_slice(bytes.get(at + 1..at + 1 + length).unwrap_or_default());
        at += 1 + length;
    }
    all
}
