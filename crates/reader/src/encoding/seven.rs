//! UTF-7 (RFC 2152), which old mail programs sent: `caf+AOk-`.

use super::{BadBytes, Decoded};
use crate::base64::six;
use crate::source_map::{SourceMap, Unit};

/// True for its names.
pub(super) fn is_utf7(label: &str) -> bool {
    ["utf-7", "utf7", "unicode-1-1-utf-7", "csunicode11utf7"]
        .iter()
        .any(|name| name.eq_ignore_ascii_case(label))
}

/// What is no UTF-7 is replaced and listed.
pub(super) fn by_seven(bytes: &[u8]) -> Decoded {
    let mut map = SourceMap::new(Unit::Line, 0, bytes.len());
    let (mut text, mut bad, mut at) = (String::with_capacity(bytes.len()), BadBytes::default(), 0);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if !decode(line, &mut text) {
            bad.found(at, line.len());
        }
        bad.line += usize::from(line.ends_with(b"\n"));
        at += line.len();
        map.mark(text.len(), at);
    }
    let missing = bad.missing("UTF-7");
    Decoded { text, encoding: "utf-7".to_owned(), map, missing, guessed: false, remarks: Vec::new() }
}

/// Decodes a line; false if something of it was replaced.
fn decode(line: &[u8], text: &mut String) -> bool {
    let (mut is_sound, mut at) = (true, 0);
    while let Some(byte) = line.get(at) {
        at += 1;
        if *byte != b'+' {
            is_sound &= byte.is_ascii();
            text.push(if byte.is_ascii() { char::from(*byte) } else { char::REPLACEMENT_CHARACTER });
            continue;
        }
        let length = line[at..].iter().take_while(|byte| six(**byte).is_some()).count();
        let shifted = &line[at..at + length];
        at += length;
        let closes = line.get(at) == Some(&b'-');
        at += usize::from(closes);
        if shifted.is_empty() {
            text.push('+');
            is_sound &= closes;
            continue;
        }
        for unit in char::decode_utf16(units(shifted)) {
            is_sound &= unit.is_ok();
            text.push(unit.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
    }
    is_sound
}

/// The sixteen bits that characters of base64 stand for.
fn units(shifted: &[u8]) -> Vec<u16> {
    let (mut held, mut count, mut units) = (0u32, 0, Vec::with_capacity(shifted.len() * 3 / 8));
    for six in shifted.iter().filter_map(|byte| six(*byte)) {
        held = held << 6 | u32::from(six);
        count += 6;
        if count >= 16 {
            count -= 16;
            units.push((held >> count) as u16);
            held &= (1 << count) - 1;
        }
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_in_shifts_are_decoded() {
        let decoded = by_seven(b"Hi +Jjo-! caf+AOk, 1 +- 1\n+2Dzf3w.\n");
        assert_eq!(decoded.text, "Hi \u{263A}! caf\u{e9}, 1 + 1\n\u{1F3DF}.\n");
        assert!(decoded.missing.is_empty());
        assert_eq!(by_seven(b"a +2Dw- b").missing.len(), 1);
    }
}
