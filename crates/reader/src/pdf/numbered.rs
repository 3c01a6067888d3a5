//! Fonts drawn as dots that name their letters by number, as TeX makes them: the numbers are codes in one of TeX's two encodings.
//!
//! pdfTeX calls letter 97 "a97", dvips "97" and dvipdfmx "x61"; none tells what it means. Which encoding it is shows in the codes that
//! a font uses. That a font holds letters at all is told by how many small ones it has: fonts of signs have none.
//! Source: D. Knuth, *The TeXbook*, appendix F (OT1); the TeX Users Group's Cork encoding of 1990 (T1).

use hayro_syntax::object::dict::keys::ENCODING;
use hayro_syntax::object::{Array, Dict, Object};
use std::collections::BTreeSet;

/// A font with at least so many small letters is one of text.
const SMALL_LETTERS: usize = 4;
/// Codes that are looked at.
const MOST: usize = 1_024;

/// What the codes of a font mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    /// Letters of the English alphabet, accents apart (OT1).
    Plain,
    /// Letters of most European languages (T1).
    Cork,
}

impl Coding {
    /// The encoding of a font drawn by operators; none if its letters have names that are no numbers, or are no letters.
    pub fn of(dict: &Dict<'_>) -> Option<Self> {
        let encoding = dict.get::<Dict<'_>>(ENCODING)?;
        let codes = codes(&encoding.get::<Array<'_>>(b"Differences".as_slice())?)?;
        let has = |range: std::ops::RangeInclusive<u32>| codes.range(range).next().is_some();
        let figures = codes.iter().all(|code| matches!(code, 40..=57));
        if codes.range(97..=122).count() < SMALL_LETTERS && !(figures && has(48..=57)) {
            return None;
        }
        let cork = has(128..=255) || has(27..=31) && !has(11..=15);
        Some(if cork { Self::Cork } else { Self::Plain })
    }

    /// What a code means; none if it is no letter in this encoding.
    pub fn meaning(self, code: u32) -> Option<&'static str> {
        let code = u8::try_from(code).ok()?;
        let at =
            |table: &'static str| table.split(' ').nth(usize::from(code % 0x20)).filter(|sign| *sign != "-");
        match (self, code) {
            (_, b'\'') => Some("’"),
            (_, b'`') => Some("‘"),
            (Self::Plain, b'"') => Some("”"),
            (Self::Plain, b'<') => Some("¡"),
            (Self::Plain, b'>') => Some("¿"),
            (Self::Plain, b'\\') => Some("“"),
            (Self::Plain, b'^') => Some("ˆ"),
            (Self::Plain, b'_') => Some("˙"),
            (Self::Plain, b'{') => Some("–"),
            (Self::Plain, b'|') => Some("—"),
            (Self::Plain, b'}') => Some("˝"),
            (Self::Plain, b'~') => Some("˜"),
            (Self::Plain, 0x7f) => Some("¨"),
            (Self::Cork, 0x7f) => Some("\u{ad}"),
            (_, 0x20) => Some(" "),
            (_, 0x21..=0x7e) => {
                let at = usize::from(code - 0x21);
                Some(&ASCII[at..=at])
            }
            (Self::Plain, 0x00..=0x1f) => at(PLAIN_LOW),
            (Self::Plain, 0x80..) => None,
            (Self::Cork, 0x00..=0x1f) => at(CORK_LOW),
            (Self::Cork, 0x80..=0x9f) => at(CORK_80),
            (Self::Cork, 0xa0..=0xbf) => at(CORK_A0),
            (Self::Cork, 0xc0..=0xdf) => at(CORK_C0),
            (Self::Cork, 0xe0..) => at(CORK_E0),
        }
    }
}

const ASCII: &str =
    "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
// Each 32 signs; a hyphen where there is none. Accents that stand alone are joined with their letters later.
const PLAIN_LOW: &str = "Γ Δ Θ Λ Ξ Π Σ Υ Φ Ψ Ω ff fi fl ffi ffl ı ȷ ` ´ ˇ ˘ ¯ ˚ ¸ ß æ œ ø Æ Œ Ø";
const CORK_LOW: &str = "` ´ ˆ ˜ ¨ ˝ ˚ ˇ ˘ ¯ ˙ ¸ ˛ ‚ ‹ › “ ” „ « » – — - - ı ȷ ff fi fl ffi ffl";
const CORK_80: &str = "Ă Ą Ć Č Ď Ě Ę Ğ Ĺ Ľ Ł Ń Ň Ŋ Ő Ŕ Ř Ś Š Ş Ť Ţ Ű Ů Ÿ Ź Ž Ż Ĳ İ đ §";
const CORK_A0: &str = "ă ą ć č ď ě ę ğ ĺ ľ ł ń ň ŋ ő ŕ ř ś š ş ť ţ ű ů ÿ ź ž ż ĳ ¡ ¿ £";
const CORK_C0: &str = "À Á Â Ã Ä Å Æ Ç È É Ê Ë Ì Í Î Ï Ð Ñ Ò Ó Ô Õ Ö Œ Ø Ù Ú Û Ü Ý Þ SS";
const CORK_E0: &str = "à á â ã ä å æ ç è é ê ë ì í î ï ð ñ ò ó ô õ ö œ ø ù ú û ü ý þ ß";

/// The codes that a font uses, if each is named by its number.
fn codes(differences: &Array<'_>) -> Option<BTreeSet<u32>> {
    let mut codes = BTreeSet::new();
    let mut code = 0;
    for item in differences.iter::<Object<'_>>().take(MOST) {
        match item {
            Object::Number(number) => code = u32::try_from(number.as_i64()).ok()?,
            Object::Name(name) => {
                if name.as_ref() != b".notdef" {
                    is_number(name.as_ref(), code).then(|| codes.insert(code))?;
                }
                code += 1;
            }
            _ => return None,
        }
    }
    Some(codes)
}

/// True if a name is the number of its code: "a97", "97", "x61".
fn is_number(name: &[u8], code: u32) -> bool {
    let Ok(name) = std::str::from_utf8(name) else { return false };
    let digits = name.strip_prefix(|c: char| c.is_ascii_alphabetic()).unwrap_or(name);
    let decimal = digits.parse() == Ok(code);
    decimal || name.starts_with('x') && u32::from_str_radix(digits, 16) == Ok(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_mean_what_the_two_encodings_say() {
        let plain = |code| Coding::Plain.meaning(code);
        assert_eq!(
            [plain(12), plain(16), plain(25), plain(92), plain(123)],
            ["fi", "ı", "ß", "“", "–"].map(Some)
        );
        assert_eq!([plain(65), plain(122), plain(126), plain(127)], ["A", "z", "˜", "¨"].map(Some));
        assert_eq!(plain(200), None);
        let cork = |code| Coding::Cork.meaning(code);
        assert_eq!(
            [cork(16), cork(28), cork(0x9b), cork(0xaa), cork(0xe4)],
            ["“", "fi", "Ż", "ł", "ä"].map(Some)
        );
        assert_eq!([cork(0xff), cork(0xdf), cork(92), cork(23)], [Some("ß"), Some("SS"), Some("\\"), None]);
        for table in [PLAIN_LOW, CORK_LOW, CORK_80, CORK_A0, CORK_C0, CORK_E0] {
            assert_eq!(table.split(' ').count(), 32, "{table}");
        }
        assert_eq!(ASCII.len(), 94);
    }

    #[test]
    fn letters_are_named_by_number_in_three_ways() {
        assert!(is_number(b"a97", 97) && is_number(b"97", 97) && is_number(b"x61", 97));
        assert!(!is_number(b"a98", 97) && !is_number(b"comma", 44) && !is_number(b"one", 49));
    }
}
