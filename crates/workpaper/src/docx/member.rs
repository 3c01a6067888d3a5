//! A member of the container as text, and back in the encoding that it had.

use super::AnnotateError;

/// How a member's text is turned into bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf8Marked,
    Utf16Little { marked: bool },
    Utf16Big { marked: bool },
}

/// A member.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub name: String,
    /// Its text without a byte order mark.
    pub text: String,
    /// Bytes before the text, as the reader's places count them.
    pub shift: usize,
    encoding: Encoding,
}

impl Member {
    /// A new member in UTF-8.
    pub fn new(name: String, text: String) -> Self {
        Self { name, text, shift: 0, encoding: Encoding::Utf8 }
    }

    /// The same member with another text.
    pub fn with_text(self, text: String) -> Self {
        Self { text, ..self }
    }

    /// Decodes a member.
    pub fn decode(name: &str, bytes: Vec<u8>) -> Result<Self, AnnotateError> {
        let strange = || AnnotateError::Encoding(name.to_owned());
        let (encoding, shift) = match bytes.as_slice() {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8Marked, 3),
            [0xFF, 0xFE, ..] => (Encoding::Utf16Little { marked: true }, 0),
            [0xFE, 0xFF, ..] => (Encoding::Utf16Big { marked: true }, 0),
            [b'<', 0, ..] => (Encoding::Utf16Little { marked: false }, 0),
            [0, b'<', ..] => (Encoding::Utf16Big { marked: false }, 0),
            _ => (Encoding::Utf8, 0),
        };
        let text = match encoding {
            Encoding::Utf8 => String::from_utf8(bytes).map_err(|_| strange())?,
            Encoding::Utf8Marked => String::from_utf8(bytes[3..].to_vec()).map_err(|_| strange())?,
            Encoding::Utf16Little { marked } => {
                utf16(&bytes[2 * usize::from(marked)..], u16::from_le_bytes).ok_or_else(strange)?
            }
            Encoding::Utf16Big { marked } => {
                utf16(&bytes[2 * usize::from(marked)..], u16::from_be_bytes).ok_or_else(strange)?
            }
        };
        let member = Self { name: name.to_owned(), text, shift, encoding };
        if member.declares_another() { Err(strange()) } else { Ok(member) }
    }

    /// True if the declaration names an encoding in which these bytes would be other characters.
    fn declares_another(&self) -> bool {
        let is_wide = !matches!(self.encoding, Encoding::Utf8 | Encoding::Utf8Marked);
        let declaration = self.text.split("?>").next().filter(|head| head.starts_with("<?xml")).unwrap_or("");
        let Some(named) = declaration.split("encoding=").nth(1) else { return false };
        let named = named.trim_start_matches(['"', '\'']).split(['"', '\'']).next().unwrap_or("");
        let known = ["utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii"];
        !is_wide && !self.text.is_ascii() && !known.contains(&named.to_ascii_lowercase().as_str())
    }

    /// Its bytes, in the encoding that it had.
    pub fn into_bytes(self) -> Vec<u8> {
        let wide = |marked: bool, to: fn(u16) -> [u8; 2]| {
            let mark = marked.then_some(0xFEFF_u16);
            mark.into_iter().chain(self.text.encode_utf16()).flat_map(to).collect()
        };
        match self.encoding {
            Encoding::Utf8 => self.text.into_bytes(),
            Encoding::Utf8Marked => [b"\xEF\xBB\xBF", self.text.as_bytes()].concat(),
            Encoding::Utf16Little { marked } => wide(marked, u16::to_le_bytes),
            Encoding::Utf16Big { marked } => wide(marked, u16::to_be_bytes),
        }
    }
}

fn utf16(bytes: &[u8], from: fn([u8; 2]) -> u16) -> Option<String> {
    let pairs = bytes.chunks(2).map(|pair| Some(from(pair.try_into().ok()?)));
    String::from_utf16(&pairs.collect::<Option<Vec<u16>>>()?).ok()
}
