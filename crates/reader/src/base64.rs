//! Base64 (RFC 4648): in mail, in pictures of web pages, in records of fields, and letter by letter in UTF-7.

/// The six bits that a character stands for.
pub(crate) fn six(byte: u8) -> Option<u8> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

/// The bytes, and how many characters do not belong to base64 or bring no byte.
pub(crate) fn decoded(raw: &[u8]) -> (Vec<u8>, usize) {
    let (mut state, mut out) = (Base64::default(), Vec::with_capacity(raw.len() / 4 * 3));
    let odd = state.take(raw, &mut out);
    (out, odd + state.end())
}

/// Base64 being undone piece by piece.
#[derive(Default)]
pub(crate) struct Base64 {
    held: u32,
    count: u32,
}

impl Base64 {
    /// Undoes a piece; gives how many characters do not belong to base64.
    pub fn take(&mut self, piece: &[u8], out: &mut Vec<u8>) -> usize {
        let mut odd = 0;
        for byte in piece {
            let Some(six) = six(*byte) else {
                match byte {
                    // Several pieces of base64 may stand behind each other.
                    b'=' => (self.held, self.count) = (0, 0),
                    _ => odd += usize::from(!byte.is_ascii_whitespace()),
                }
                continue;
            };
            self.held = self.held << 6 | u32::from(six);
            self.count += 1;
            match self.count {
                2 => out.push((self.held >> 4) as u8),
                3 => out.push((self.held >> 2) as u8),
                4 => {
                    out.push(self.held as u8);
                    (self.held, self.count) = (0, 0);
                }
                _ => {}
            }
        }
        odd
    }

    /// After the last piece: how many characters are left that bring no byte.
    pub fn end(&self) -> usize {
        usize::from(self.count == 1)
    }
}
