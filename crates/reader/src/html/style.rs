//! What a style says about whether and how text is seen.
//!
//! Incomplete: selectors with more than one step, `@media` blocks and styles set by scripts are not looked at.

use super::tokens::StartTag;
use crate::signs::SignFont;
use std::collections::HashMap;

/// What a declaration block says; nothing said is `None`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// `display: none`, `visibility: hidden`, `font-size: 0`, Word's `mso-hide: all`: the text takes no ink.
    pub unseen: Option<bool>,
    /// The text is white or transparent.
    pub white: Option<bool>,
    /// There is a background on which white may be read.
    pub ground: bool,
    /// Raised like a note mark.
    pub raised: bool,
    /// White space is kept.
    pub pre: bool,
    /// The font of signs that the text is set in, or that it is one of letters.
    pub signs: Option<Option<SignFont>>,
}

impl Style {
    /// Reads a declaration block.
    pub fn parse(declarations: &str) -> Self {
        let mut style = Self::default();
        for declaration in declarations.split(';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            if name.len() < 40 && value.len() < 200 {
                style.declare(&name.trim().to_ascii_lowercase(), &value.trim().to_ascii_lowercase());
            }
        }
        style
    }

    fn declare(&mut self, name: &str, value: &str) {
        let value = value.trim_end_matches("!important").trim_end();
        match name {
            "display" => self.hide(value == "none"),
            "visibility" => self.hide(matches!(value, "hidden" | "collapse")),
            "mso-hide" => self.hide(value == "all"),
            "font-size" | "opacity" if is_nothing(value) => self.hide(true),
            "color" => self.white = Some(is_white(value)),
            "background" | "background-color" | "background-image" => {
                self.ground |= !value.starts_with("none") && value != "transparent" && !is_white(value);
            }
            "vertical-align" => self.raised = value == "super",
            "white-space" => self.pre = matches!(value, "pre" | "pre-wrap" | "pre-line" | "break-spaces"),
            "font-family" => self.signs = Some(sign_font(value)),
            // The family stands behind the size: `7.0pt "Times New Roman"`.
            "font" => {
                if let Some((_, families)) = value.rsplit_once(|c: char| c.is_ascii_digit()) {
                    let families = families.split_once(' ').map_or("", |(_, families)| families);
                    self.signs = Some(sign_font(families));
                }
            }
            _ => {}
        }
    }

    fn hide(&mut self, hides: bool) {
        self.unseen = Some(hides || self.unseen == Some(true));
    }

    /// This style with `over` laid over it.
    pub fn under(self, over: Self) -> Self {
        Self {
            unseen: over.unseen.or(self.unseen),
            white: over.white.or(self.white),
            ground: over.ground || self.ground,
            raised: over.raised || self.raised,
            pre: over.pre || self.pre,
            signs: over.signs.or(self.signs),
        }
    }
}

/// The first of several families, if it is one of signs.
fn sign_font(families: &str) -> Option<SignFont> {
    SignFont::named(families.split(',').next().unwrap_or_default())
}

fn is_nothing(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    number.parse::<f32>().is_ok_and(|size| size == 0.0)
}

fn is_white(value: &str) -> bool {
    let value: String = value.chars().filter(|c| !c.is_whitespace()).collect();
    matches!(value.as_str(), "white" | "#fff" | "#ffffff" | "transparent" | "rgb(255,255,255)" | "ffffff")
        || value.starts_with("rgba(255,255,255,")
        || value.starts_with("rgba(") && value.ends_with(",0)")
}

/// The simple rules of a file's `<style>` elements: one element, class or id.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rules: HashMap<String, Style>,
    /// True if a rule that is not understood sets a background, so that white text may well be seen.
    pub grounds: bool,
}

/// Rules beyond this many are not kept.
const MOST_RULES: usize = 1 << 16;

impl Sheet {
    /// Adds the rules of one `<style>` element.
    pub fn add(&mut self, css: &str) {
        let css = without_comments(css);
        let mut rest = css.as_str();
        while let Some(open) = rest.find('{') {
            let selectors = rest[..open].trim();
            let after = &rest[open + 1..];
            let end = if selectors.starts_with('@') { nested_end(after) } else { after.find('}') };
            let body = &after[..end.unwrap_or(after.len())];
            if !selectors.starts_with('@') {
                self.add_rule(selectors, body);
            }
            rest = end.map_or("", |end| &after[end + 1..]);
        }
    }

    fn add_rule(&mut self, selectors: &str, body: &str) {
        let style = Style::parse(body);
        if style == Style::default() {
            return;
        }
        for selector in selectors.split(',').map(str::trim) {
            let is_simple =
                selector.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.#".contains(&b) || b >= 0x80);
            self.grounds |= style.ground && !is_simple;
            if is_simple && !selector.is_empty() && self.rules.len() < MOST_RULES {
                let rule = self.rules.entry(selector.to_owned()).or_default();
                *rule = rule.under(style);
            }
        }
    }

    /// What the rules and the tag's own attributes say about it.
    pub fn of(&self, tag: &StartTag) -> Style {
        let mut style = Style::default();
        if !self.rules.is_empty() {
            let name = String::from_utf8_lossy(&tag.name);
            let mut lay = |selector: &str| {
                if let Some(rule) = self.rules.get(selector) {
                    style = style.under(*rule);
                }
            };
            lay(&name);
            for class in tag.get("class").unwrap_or_default().split_ascii_whitespace().take(32) {
                lay(&format!(".{class}"));
                lay(&format!("{name}.{class}"));
            }
            if let Some(id) = tag.get("id") {
                lay(&format!("#{id}"));
            }
        }
        if let Some(color) = tag.get("color") {
            style.white = Some(is_white(&color.to_ascii_lowercase()));
        }
        if let Some(face) = tag.get("face") {
            style.signs = Some(sign_font(face));
        }
        style.ground |= tag.has("bgcolor");
        match tag.get("style") {
            Some(own) => style.under(Style::parse(own)),
            None => style,
        }
    }
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        rest = rest[start + 2..].split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace("<!--", " ").replace("-->", " ")
}

/// The end of an `@` block that may hold blocks; an `@` rule with declarations only ends at its first brace.
fn nested_end(css: &str) -> Option<usize> {
    let mut depth = 1usize;
    for (at, byte) in css.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_that_hide() {
        for hides in
            ["display:none", "color: red; VISIBILITY: hidden", "font-size:0pt", "mso-hide:all", "opacity:0.0"]
        {
            assert_eq!(Style::parse(hides).unseen, Some(true), "{hides}");
        }
        for shows in ["display:block", "font-size:10pt", "opacity:.5", "", "::;;"] {
            assert_ne!(Style::parse(shows).unseen, Some(true), "{shows}");
        }
        assert_eq!(Style::parse("color:#FFFFFF").white, Some(true));
        assert!(Style::parse("background:#003; color:white").ground);
    }

    #[test]
    fn a_sheet_is_read_without_its_media_blocks() {
        let mut sheet = Sheet::default();
        sheet.add(
            "<!-- /* x */ .gone, p.x { display:none } @media print { .kept { display:none } } i{color:white",
        );
        assert_eq!(sheet.rules.get(".gone").and_then(|s| s.unseen), Some(true));
        assert_eq!(sheet.rules.get("p.x").and_then(|s| s.unseen), Some(true));
        assert!(!sheet.rules.contains_key(".kept"));
        assert_eq!(sheet.rules.get("i").and_then(|s| s.white), Some(true));
    }
}
