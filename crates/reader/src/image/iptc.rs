//! IPTC: what an agency writes into a picture.

use super::Picture;
use crate::octets::{Order, index, words};

const FIELDS: [(u8, &str); 14] = [
    (5, "title"),
    (25, "keyword"),
    (55, "date taken"),
    (60, "time taken"),
    (80, "photographer"),
    (85, "photographer's title"),
    (90, "city"),
    (92, "place"),
    (95, "province"),
    (101, "country"),
    (105, "headline"),
    (110, "credit"),
    (115, "source"),
    (120, "caption"),
];

/// Blocks of Photoshop, one of which holds the records.
pub(super) fn look(bytes: &[u8], picture: &mut Picture) {
    let mut at = 0;
    while bytes.get(at..at + 4) == Some(b"8BIM") {
        let Some(id) = Order::Big.u16(bytes, at + 4) else { return };
        let name = 1 + bytes.get(at + 6).map_or(0, |length| usize::from(*length));
        let start = at + 6 + name + name % 2;
        let Some(length) = Order::Big.u32(bytes, start).map(index) else { return };
        let Some(inside) = start.checked_add(4 + length).and_then(|end| bytes.get(start + 4..end)) else {
            return;
        };
        if id == 0x0404 {
            records(inside, picture);
        }
        at = start + 4 + length + length % 2;
    }
}

/// The records themselves.
pub(super) fn records(bytes: &[u8], picture: &mut Picture) {
    let mut at = 0;
    while let Some([0x1c, record, field, high, low]) =
        bytes.get(at..at + 5).and_then(|head| <[u8; 5]>::try_from(head).ok())
    {
        let length = usize::from(u16::from_be_bytes([high, low]));
        // Longer ones say their length in another way, which none of these fields needs.
        let Some(value) = bytes.get(at + 5..at + 5 + length) else { return };
        let name = FIELDS.iter().find(|(number, _)| record == 2 && *number == field);
        if let Some((_, name)) = name {
            picture.record.fact("IPTC", name, words(value));
        } else if record == 2 && field == 116 {
            picture.record.fact("IPTC", "copyright", words(value));
        }
        at += 5 + length;
    }
}
