//! Characters that stand in the file as an element, by font and code: signs (`w:sym`) and emoji (`w16se:symEx`).

use super::xml::Element;
use crate::signs::SignFont;

/// What such an element shows; the error is its font and code, if that is not known.
pub(super) fn shown(element: &Element<'_>) -> Result<char, (String, u32)> {
    let font = element.attribute("font").unwrap_or_default();
    let code = element.attribute("char").and_then(|c| u32::from_str_radix(&c, 16).ok()).unwrap_or(0xFFFD);
    let known = match SignFont::named(&font) {
        Some(font) => font.sign(code),
        None => char::from_u32(code).filter(|c| !c.is_control() && !('\u{e000}'..='\u{f8ff}').contains(c)),
    };
    known.ok_or((font, code & 0xFFFF))
}
