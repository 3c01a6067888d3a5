//! What a field shows whose result the file does not hold: a sign by its code, what was chosen in a form, the words of a button.

use super::fields::arguments;
use super::forms::Form;
use super::xml::shortened;
use crate::signs::SignFont;

/// What a reader of the page sees.
pub(crate) enum Shown {
    Words(String),
    /// A sign that no table knows: its font and its code.
    Unknown(String, u32),
    /// Something that is worked out by the program that shows the document: why it is missing.
    Unread(String),
}

impl Shown {
    /// By the instruction and the form; none if it shows nothing that these tell.
    pub fn of(code: &str, form: &Form) -> Option<Self> {
        let words = arguments(code);
        let kind = words.first()?.to_uppercase();
        match kind.as_str() {
            "SYMBOL" => Some(sign(&words).unwrap_or_else(|| Self::unread("sign", code))),
            "MACROBUTTON" | "GOTOBUTTON" => Some(Self::Words(behind_name(code)?.to_owned())),
            "EQ" => Some(Self::unread("formula", code)),
            "AUTONUM" | "AUTONUMLGL" | "AUTONUMOUT" | "LISTNUM" => Some(Self::unread("number", code)),
            _ => form.shown(&kind).map(Self::Words),
        }
    }

    fn unread(what: &str, code: &str) -> Self {
        let code = shortened(code.trim());
        Self::Unread(format!("a {what} (the field \"{code}\") was not read; check what it shows by hand"))
    }
}

/// The sign of a code: a letter of a font of signs, of Unicode (`\u`), or of Windows' Latin code page.
fn sign(words: &[String]) -> Option<Shown> {
    let said = words.get(1)?;
    let has = |switch: &str| words.iter().any(|word| word.eq_ignore_ascii_case(switch));
    let code = match said.strip_prefix("0x").or_else(|| said.strip_prefix("0X")) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => said.parse().ok()?,
    };
    let font =
        words.iter().position(|word| word.eq_ignore_ascii_case("\\f")).and_then(|at| words.get(at + 1));
    if let Some(font) = font.and_then(|font| SignFont::named(font)) {
        let unknown = || Shown::Unknown(font.name().to_owned(), code);
        return Some(font.sign(code).map_or_else(unknown, |sign| Shown::Words(sign.to_string())));
    }
    let letter = match u8::try_from(code) {
        Ok(byte) if !has("\\u") && !has("\\j") => encoding_rs::WINDOWS_1252.decode(&[byte]).0.chars().next(),
        _ if has("\\j") => None,
        _ => char::from_u32(code),
    };
    let letter = letter.filter(|c| !c.is_control() && !('\u{e000}'..='\u{f8ff}').contains(c))?;
    Some(Shown::Words(letter.to_string()))
}

/// What stands behind the name of a macro or a place: the words to click on.
fn behind_name(code: &str) -> Option<&str> {
    let (_, rest) = code.trim().split_once(char::is_whitespace)?;
    let (_, words) = rest.trim_start().split_once(char::is_whitespace)?;
    Some(words.trim()).filter(|words| !words.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, expected: &str) {
        let shown = match Shown::of(code, &Form::default()) {
            Some(Shown::Words(words)) => words,
            Some(Shown::Unknown(font, code)) => format!("? {font} {code:X}"),
            Some(Shown::Unread(why)) => format!("! {why}"),
            None => "nothing".to_owned(),
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn signs_by_their_codes() {
        check(r#" SYMBOL 254 \f "Wingdings" \s 11 "#, "☑");
        check(r"symbol 0xA8 \F Wingdings", "◻");
        check(r"SYMBOL 61608 \f Wingdings \h", "◻");
        check(r"SYMBOL 255 \f Wingdings", "? Wingdings FF");
        check(r"SYMBOL 8224 \u", "†");
        check(r#"SYMBOL 134 \a \f "Times New Roman""#, "†");
        check(
            r"SYMBOL 33440 \j",
            r#"! a sign (the field "SYMBOL 33440 \j") was not read; check what it shows by hand"#,
        );
        check("SYMBOL", r#"! a sign (the field "SYMBOL") was not read; check what it shows by hand"#);
    }

    #[test]
    fn buttons_show_their_words() {
        check(" MACROBUTTON NoMacro [Click here and type] ", "[Click here and type]");
        check("GOTOBUTTON  _Ref1  page 4", "page 4");
        check("MACROBUTTON NoMacro ", "nothing");
        check("DATE", "nothing");
    }
}
