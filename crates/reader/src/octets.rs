//! Numbers and names in binary files.
//!
//! Invariant: nothing is read beyond the bytes; what is not there is `None`.

/// Which byte of a number comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// The highest one.
    Big,
    /// The lowest one.
    Little,
}

impl Order {
    /// A number of two bytes.
    pub fn u16(self, bytes: &[u8], at: usize) -> Option<u16> {
        let two = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self == Self::Big { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) })
    }

    /// A number of four bytes.
    pub fn u32(self, bytes: &[u8], at: usize) -> Option<u32> {
        let four = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self == Self::Big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
    }

    /// A number of eight bytes.
    pub fn u64(self, bytes: &[u8], at: usize) -> Option<u64> {
        let eight = bytes.get(at..at.checked_add(8)?)?.try_into().ok()?;
        Some(if self == Self::Big { u64::from_be_bytes(eight) } else { u64::from_le_bytes(eight) })
    }

    /// A number of up to eight bytes.
    pub fn wide(self, bytes: &[u8], at: usize, length: usize) -> Option<u64> {
        let part = bytes.get(at..at.checked_add(length)?).filter(|part| part.len() <= 8)?;
        let add = |all: u64, byte: &u8| all << 8 | u64::from(*byte);
        Some(match self {
            Self::Big => part.iter().fold(0, add),
            Self::Little => part.iter().rev().fold(0, add),
        })
    }
}

/// An offset or length as an index.
pub(crate) fn index(value: impl TryInto<usize>) -> usize {
    value.try_into().unwrap_or(usize::MAX)
}

/// Bytes that stand for text: UTF-8, else one character a byte; without zeros and white space at its ends.
pub(crate) fn words(bytes: &[u8]) -> String {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    };
    clean(&text)
}

/// Text of a file's own facts: no control characters, no white space at its ends, not longer than anybody reads.
pub(crate) fn clean(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|c| if c == '\n' || c == '\r' || c == '\t' { ' ' } else { c })
        .filter(|c| !c.is_control())
        .take(MOST + 1)
        .collect();
    let kept = kept.trim();
    match kept.char_indices().nth(MOST) {
        Some((end, _)) => format!("{} ... (longer in the file)", &kept[..end]),
        None => kept.to_owned(),
    }
}

/// Characters of one fact that are kept.
const MOST: usize = 4_000;

/// The boxes of ISO media files (MP4, MOV, HEIC): kind and content, in order.
///
/// A box that is longer than what is there is given as far as it goes, with `whole` false.
pub(crate) struct Boxes<'b> {
    bytes: &'b [u8],
    at: usize,
}

/// One box.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Boxed<'b> {
    /// Four letters.
    pub kind: [u8; 4],
    /// What is in it.
    pub inside: &'b [u8],
    /// False if it says that it is longer.
    pub whole: bool,
}

impl<'b> Boxes<'b> {
    /// The boxes in these bytes.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Bytes passed.
    pub fn passed(&self) -> usize {
        self.at
    }
}

impl<'b> Iterator for Boxes<'b> {
    type Item = Boxed<'b>;

    fn next(&mut self) -> Option<Boxed<'b>> {
        let rest = self.bytes.get(self.at..)?;
        let kind = rest.get(4..8)?.try_into().ok()?;
        let (head, length) = match Order::Big.u32(rest, 0)? {
            0 => (8, rest.len()),
            1 => (16, index(Order::Big.u64(rest, 8)?)),
            length => (8, index(length)),
        };
        if length < head {
            self.at = self.bytes.len();
            return None;
        }
        let end = length.min(rest.len());
        self.at += end;
        Some(Boxed { kind, inside: rest.get(head..end)?, whole: length <= rest.len() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_end_with_the_bytes() {
        let bytes = [&[0, 0, 0, 9][..], b"freeX", &[0, 0, 1, 0][..], b"mdatcut"].concat();
        let found: Vec<_> = Boxes::new(&bytes).map(|one| (one.kind, one.inside.len(), one.whole)).collect();
        assert_eq!(found, [(*b"free", 1, true), (*b"mdat", 3, false)]);
        assert_eq!(Boxes::new(&[0, 0, 0, 4, b'a', b'b', b'c', b'd']).count(), 0);
    }

    #[test]
    fn numbers_stop_at_the_end() {
        assert_eq!(Order::Big.u16(&[1, 2], 0), Some(258));
        assert_eq!(Order::Little.u32(&[1, 2, 3], 0), None);
        assert_eq!(Order::Big.u64(&[0; 9], usize::MAX), None);
        assert_eq!(Order::Big.wide(&[1, 0, 2], 0, 3), Some(65538));
    }
}
