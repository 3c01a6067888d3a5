//! Fonts of signs (Symbol, Wingdings and their like): what their letters show.
//!
//! A file keeps such a sign as a letter ("ü") or as one of private use (U+F0FC), with the font beside it; without the font's own table
//! a tick is a wrong letter.
//!
//! Invariant: a code that no table knows is never shown as a letter.

mod tables;

use tables::{ROW, SYMBOL, Table, WEBDINGS, WINGDINGS, WINGDINGS_2, WINGDINGS_3};

/// What stands for a sign that is not known.
pub(crate) const UNKNOWN: char = '\u{fffd}';
/// The codes of signs, and what is added to them where they are characters of private use.
const FIRST: u32 = 0x20;
const LAST: u32 = 0xFF;
const PRIVATE: u32 = 0xF000;

/// A font whose letters are signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SignFont {
    Symbol,
    Wingdings,
    Wingdings2,
    Wingdings3,
    Webdings,
}

impl SignFont {
    /// The font of this name, as any program writes it (`Wingdings 2`, `ABCDEF+SymbolMT`); none if its letters are letters.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.rsplit_once('+').map_or(name, |(_, name)| name);
        let kept = |c: &char| c.is_alphanumeric();
        let plain: String = name.to_lowercase().chars().filter(kept).collect();
        Some(match plain.strip_suffix("regular").unwrap_or(&plain) {
            "symbol" | "symbolmt" => Self::Symbol,
            "wingdings" => Self::Wingdings,
            "wingdings2" => Self::Wingdings2,
            "wingdings3" => Self::Wingdings3,
            "webdings" => Self::Webdings,
            _ => return None,
        })
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Symbol => "Symbol",
            Self::Wingdings => "Wingdings",
            Self::Wingdings2 => "Wingdings 2",
            Self::Wingdings3 => "Wingdings 3",
            Self::Webdings => "Webdings",
        }
    }

    fn table(self) -> &'static Table {
        match self {
            Self::Symbol => &SYMBOL,
            Self::Wingdings => &WINGDINGS,
            Self::Wingdings2 => &WINGDINGS_2,
            Self::Wingdings3 => &WINGDINGS_3,
            Self::Webdings => &WEBDINGS,
        }
    }

    /// What the sign with this code shows, from 20 to FF or in private use; none if that is not known.
    pub fn sign(self, code: u32) -> Option<char> {
        let code = if (PRIVATE..=PRIVATE + LAST).contains(&code) { code - PRIVATE } else { code };
        let at = usize::try_from(code.checked_sub(FIRST)?).ok()?;
        self.table().get(at / ROW)?.chars().nth(at % ROW).filter(|sign| *sign != UNKNOWN)
    }

    /// What a character of a text shows in this font; the error is its code, if that is not known. Characters that no such font has stay
    /// what they are.
    pub fn shown(self, c: char) -> Result<char, u32> {
        match code(c) {
            Some(code) => self.sign(code).ok_or(code),
            None => Ok(c),
        }
    }
}

/// The code of a sign that a text keeps as this character.
pub(crate) fn code(c: char) -> Option<u32> {
    match c {
        '\u{f020}'..='\u{f0ff}' => Some(c as u32 - PRIVATE),
        '!'..='~' | '\u{a1}'..='\u{ff}' => Some(c as u32),
        // Letters that Windows has between 80 and 9F; the quotation marks and dashes there may have been put in by a program.
        'Š' | 'Œ' | 'Ž' | 'š' | 'œ' | 'ž' | 'Ÿ' | 'ƒ' => {
            let mut room = [0; 4];
            let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut room));
            bytes.first().map(|byte| u32::from(*byte))
        }
        _ => None,
    }
}

/// What is missing by a sign that is not known: its font, and why.
pub(crate) fn unknown(font: &str, code: u32) -> (String, String) {
    let why = format!(
        "what its sign with the code {code:02X} shows is not known, so that {UNKNOWN} stands for it: look at it in the document"
    );
    (format!("font {font}"), why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(font: &str, text: &str, expected: Expect) {
        let font = SignFont::named(font).expect("a font of signs");
        let shown: String = text.chars().map(|c| font.shown(c).unwrap_or(UNKNOWN)).collect();
        expected.assert_eq(&shown);
    }

    #[test]
    fn every_row_has_all_its_codes() {
        use SignFont::{Symbol, Webdings, Wingdings, Wingdings2, Wingdings3};
        for font in [Symbol, Wingdings, Wingdings2, Wingdings3, Webdings] {
            for (row, signs) in font.table().iter().enumerate() {
                assert_eq!(signs.chars().count(), ROW, "{} row {row}", font.name());
            }
            assert_eq!(SignFont::named(font.name()), Some(font));
        }
    }

    #[test]
    fn letters_by_the_table_of_their_own_font() {
        check("Wingdings", "üûýþ noà§ØJ(*FGEÿ", expect!["✓✗☒☑ ■□→▪➢☺☎✉☞☝☜\u{fffd}"]);
        check("Wingdings", "\u{f0fc}\u{f08c}\u{f081}Œ“Ю", expect!["✓➊➀➊“Ю"]);
        check("wingdings 2", "PORQ£j", expect!["✓✗☑☒□①"]);
        check("Wingdings 3", "gfp", expect!["🡒🡐▲"]);
        check("Webdings", "acgi", expect!["✔⬜⬛🛈"]);
        check("Symbol", "abS®·\u{f0b3}1", expect!["αβΣ→•≥1"]);
    }

    #[test]
    fn names_as_programs_write_them() {
        let named = |name| SignFont::named(name).map(SignFont::name);
        assert_eq!(named("ABCDEF+Wingdings-Regular"), Some("Wingdings"));
        assert_eq!(named("SymbolMT"), Some("Symbol"));
        assert_eq!(named("WEBDINGS"), Some("Webdings"));
        assert_eq!(named("Segoe UI Symbol"), None);
    }
}
