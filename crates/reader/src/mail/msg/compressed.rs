//! Compressed rich text (MS-OXRTFCP), in which Outlook keeps bodies.

/// What the window holds before the first byte.
const BEFORE: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
const WINDOW: usize = 4096;

/// Unpacks; none if it is no such text. The second is true if it ended before it said it would.
pub(super) fn unpack(bytes: &[u8], most: usize) -> Option<(Vec<u8>, bool)> {
    let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize);
    let (raw, kind) = (number(4)?, bytes.get(8..12)?);
    let body = bytes.get(16..)?;
    if kind == b"MELA" {
        let end = raw.min(body.len());
        return Some((body[..end].to_vec(), end < raw));
    }
    if kind != b"LZFu" {
        return None;
    }
    let mut window = [0; WINDOW];
    window[..BEFORE.len()].copy_from_slice(BEFORE);
    let (mut at, mut write) = (0, BEFORE.len());
    let mut out = Vec::new();
    'all: while let Some(control) = body.get(at) {
        at += 1;
        for bit in 0..8 {
            if out.len() >= most {
                return Some((out, true));
            }
            if control >> bit & 1 == 0 {
                let Some(byte) = body.get(at) else { break 'all };
                at += 1;
                out.push(*byte);
                window[write] = *byte;
                write = (write + 1) % WINDOW;
                continue;
            }
            let Some(two) = body.get(at..at + 2) else { break 'all };
            at += 2;
            let pair = usize::from(two[0]) << 8 | usize::from(two[1]);
            let (offset, length) = (pair >> 4, (pair & 15) + 2);
            if offset == write {
                break 'all;
            }
            for step in 0..length {
                let byte = window[(offset + step) % WINDOW];
                out.push(byte);
                window[write] = byte;
                write = (write + 1) % WINDOW;
            }
        }
    }
    let is_short = out.len() < raw;
    Some((out, is_short))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_specification() {
        let packed = b"\x2d\x00\x00\x00\x2b\x00\x00\x00LZFu\xf1\xc5\xc7\xa7\x03\x00\x0a\x00rcpg125\x42\x32\x0a\xf3 hel\x09\x00 bw\x05\xb0ld}\x0a\x80\x0f\xa0";
        let (text, short) = unpack(packed, 1000).expect("it is compressed");
        assert_eq!(String::from_utf8_lossy(&text), "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
        assert!(!short);
        let packed = b"\x1a\x00\x00\x00\x1c\x00\x00\x00LZFu\xe2\xd4\x4b\x51\x41\x00\x04\x20WXYZ\x0d\x6e\x7d\x01\x0e\xb0";
        let (text, _) = unpack(packed, 1000).expect("it is compressed");
        assert_eq!(String::from_utf8_lossy(&text), "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}");
        assert!(unpack(b"short", 10).is_none());
    }
}
