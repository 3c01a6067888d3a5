//! Code pages: which letters the bytes of a font are.

use encoding_rs::Encoding;

/// The letters of a font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// Of a code page.
    Page(&'static Encoding),
    /// Signs instead of letters.
    Signs,
    /// Of a code page that is not known, by its number.
    Unknown(i32),
}

/// A code page by its number.
pub(super) fn page(number: i32) -> Letters {
    use encoding_rs as e;
    Letters::Page(match number {
        874 => e::WINDOWS_874,
        866 => e::IBM866,
        932 => e::SHIFT_JIS,
        936 => e::GBK,
        949 => e::EUC_KR,
        950 => e::BIG5,
        1250 => e::WINDOWS_1250,
        1251 => e::WINDOWS_1251,
        1252 | 0 | 819 | 28591 => e::WINDOWS_1252,
        1253 => e::WINDOWS_1253,
        1254 => e::WINDOWS_1254,
        1255 => e::WINDOWS_1255,
        1256 => e::WINDOWS_1256,
        1257 => e::WINDOWS_1257,
        1258 => e::WINDOWS_1258,
        10000 => e::MACINTOSH,
        10007 => e::X_MAC_CYRILLIC,
        20866 => e::KOI8_R,
        21866 => e::KOI8_U,
        28592 => e::ISO_8859_2,
        28595 => e::ISO_8859_5,
        65001 => e::UTF_8,
        other => return Letters::Unknown(other),
    })
}

/// The code page of a font's character set; none: that of the document.
pub(super) fn of_charset(charset: i32) -> Option<Letters> {
    Some(match charset {
        0 => page(1252),
        2 => Letters::Signs,
        77 => page(10000),
        128 => page(932),
        129 | 130 => page(949),
        134 => page(936),
        136 => page(950),
        161 => page(1253),
        162 => page(1254),
        163 => page(1258),
        177 => page(1255),
        178 => page(1256),
        186 => page(1257),
        204 => page(1251),
        222 => page(874),
        238 => page(1250),
        _ => return None,
    })
}

impl Letters {
    /// The characters that bytes are, and whether all of them are known. Those of signs are as Windows has them elsewhere.
    pub fn decode(self, bytes: &[u8]) -> (String, bool) {
        match self {
            Self::Signs => {
                (encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), true)
            }
            Self::Page(encoding) => {
                let (text, broken) = encoding.decode_without_bom_handling(bytes);
                (text.into_owned(), !broken)
            }
            Self::Unknown(_) => {
                let all = bytes.is_ascii();
                let shown = |byte: &u8| if byte.is_ascii() { char::from(*byte) } else { '\u{FFFD}' };
                (bytes.iter().map(shown).collect(), all)
            }
        }
    }

    /// True if one character may be two bytes.
    pub fn is_wide(self) -> bool {
        matches!(self, Self::Page(encoding) if !encoding.is_single_byte())
    }
}
