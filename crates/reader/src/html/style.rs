//! What a style says about whether and how text is seen.
//!
//! Incomplete: selectors with more than one step, `@media` blocks and styles set by scripts are not looked at.

use super::lists;
use super::tokens::StartTag;
use crate::signs::SignFont;
use std::collections::HashMap;

/// What a declaration block says; nothing said is `None`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// `display: none`, `opacity: 0`, Word's `mso-hide: all`: nothing inside is seen, whatever it says itself.
    pub gone: Option<bool>,
    /// What the text inside takes on unless it says otherwise.
    pub veil: Veil,
    /// There is a background on which white may be read.
    pub ground: bool,
    /// Raised like a note mark.
    pub raised: bool,
    /// Lowered like an index.
    pub lowered: bool,
    /// White space is kept.
    pub pre: bool,
    /// How items are numbered: the letter that `type` has for it, or none.
    pub marker: Option<Option<u8>>,
    /// The font of signs that the text is set in, or that it is one of letters.
    pub signs: Option<Option<SignFont>>,
}

/// What keeps text from sight and is inherited: the innermost element that says something decides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Veil {
    /// `font-size: 0`.
    pub tiny: Option<bool>,
    /// The text is white or transparent.
    pub white: Option<bool>,
    /// `visibility: hidden`.
    pub invisible: Option<bool>,
}

impl Veil {
    /// True if nothing is said.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// What is said here, or else what `around` says.
    pub fn or(self, around: Self) -> Self {
        Self {
            tiny: self.tiny.or(around.tiny),
            white: self.white.or(around.white),
            invisible: self.invisible.or(around.invisible),
        }
    }
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
        let value = match value.rsplit_once('!') {
            Some((value, mark)) if mark.trim() == "important" => value.trim_end(),
            _ => value,
        };
        match name {
            "display" => self.hide(value == "none"),
            "visibility" => {
                self.veil.invisible = said(value).then_some(matches!(value, "hidden" | "collapse"));
            }
            "mso-hide" => self.hide(value == "all"),
            "opacity" if is_nothing(value) => self.hide(true),
            "font-size" => self.veil.tiny = tiny(value),
            "color" => self.veil.white = said(value).then(|| is_white(value)),
            "background" | "background-color" | "background-image" => {
                self.ground |= !value.starts_with("none") && value != "transparent" && !is_white(value);
            }
            "vertical-align" => (self.raised, self.lowered) = (value == "super", value == "sub"),
            "white-space" => self.pre = matches!(value, "pre" | "pre-wrap" | "pre-line" | "break-spaces"),
            "list-style" | "list-style-type" => self.marker = lists::marker(value),
            "font-family" => self.signs = Some(sign_font(value)),
            // The family stands behind the size: `7.0pt "Times New Roman"`.
            "font" => {
                let size = value.split_whitespace().find_map(size_of);
                self.veil.tiny = size.and_then(tiny).or(self.veil.tiny);
                if let Some((_, families)) = value.rsplit_once(|c: char| c.is_ascii_digit()) {
                    let families = families.split_once(' ').map_or("", |(_, families)| families);
                    self.signs = Some(sign_font(families));
                }
            }
            _ => {}
        }
    }

    fn hide(&mut self, hides: bool) {
        self.gone = Some(hides || self.gone == Some(true));
    }

    /// This style with `over` laid over it.
    pub fn under(self, over: Self) -> Self {
        Self {
            gone: over.gone.or(self.gone),
            veil: over.veil.or(self.veil),
            ground: over.ground || self.ground,
            raised: over.raised || self.raised,
            lowered: over.lowered || self.lowered,
            pre: over.pre || self.pre,
            marker: over.marker.or(self.marker),
            signs: over.signs.or(self.signs),
        }
    }
}

/// The first of several families, if it is one of signs.
fn sign_font(families: &str) -> Option<SignFont> {
    SignFont::named(families.split(',').next().unwrap_or_default())
}

/// True unless the value is that around.
fn said(value: &str) -> bool {
    !matches!(value, "inherit" | "unset" | "currentcolor")
}

/// Whether a size is none; a size that is relative to that around says nothing.
fn tiny(size: &str) -> Option<bool> {
    let is_relative = size.ends_with('%')
        || size.ends_with("em") && !size.ends_with("rem")
        || ["ex", "ch", "ic", "lh"].iter().any(|unit| size.ends_with(unit))
        || matches!(size, "larger" | "smaller");
    if is_nothing(size) { Some(true) } else { (said(size) && !is_relative).then_some(false) }
}

/// The size in a part of a `font`: `12px`, `0/0`; a weight has no unit.
fn size_of(part: &str) -> Option<&str> {
    let size = part.split('/').next().unwrap_or_default();
    let is_size = size.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && (size.ends_with(|c: char| c.is_ascii_alphabetic() || c == '%') || is_nothing(size));
    is_size.then_some(size)
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
    /// True if the page has a background, or may have one by a rule that is not understood or stands in another
    /// file, so that white text may well be seen.
    pub grounds: bool,
    /// True if a rule prints numbers of its own counting.
    counts: bool,
}

/// Rules beyond this many are not kept.
const MOST_RULES: usize = 1 << 16;

impl Sheet {
    /// Adds the rules of one `<style>` element.
    pub fn add(&mut self, css: &str) {
        let css = without_comments(css);
        let mut rest = css.as_str();
        while let Some(open) = rest.find('{') {
            let selectors = self.without_statements(&rest[..open]);
            let after = &rest[open + 1..];
            let end = if selectors.starts_with('@') { nested_end(after) } else { after.find('}') };
            let body = &after[..end.unwrap_or(after.len())];
            if !selectors.starts_with('@') {
                self.add_rule(selectors, body);
            }
            rest = end.map_or("", |end| &after[end + 1..]);
        }
    }

    /// What follows `@import ..;` and its like.
    fn without_statements<'c>(&mut self, css: &'c str) -> &'c str {
        let mut rest = css.trim();
        while let Some((statement, after)) = rest.split_once(';').filter(|_| rest.starts_with('@')) {
            self.grounds |= statement.starts_with("@import");
            rest = after.trim_start();
        }
        rest
    }

    fn add_rule(&mut self, selectors: &str, body: &str) {
        self.counts |= body.contains("counter(") || body.contains("counters(");
        let style = Style::parse(body);
        if style == Style::default() {
            return;
        }
        for selector in selectors.split(',').map(str::trim) {
            let is_simple =
                selector.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.#".contains(&b) || b >= 0x80);
            self.grounds |= style.ground && (!is_simple || matches!(selector, "html" | "body"));
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
            style.veil.white = Some(is_white(&color.to_ascii_lowercase()));
        }
        if let Some(face) = tag.get("face") {
            style.signs = Some(sign_font(face));
        }
        style.ground |= tag.get("bgcolor").is_some_and(|color| !is_white(&color.to_ascii_lowercase()));
        style.ground |= tag.has("background");
        if let Some(own) = tag.get("style") {
            style = style.under(Style::parse(own));
        }
        // Numbers that a style prints of its own counting are not looked at; those of the list stand for them.
        style.marker = style.marker.filter(|marker| marker.is_some() || !self.counts);
        style
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
        for hides in ["display:none", "color: red; DISPLAY: none ! important", "mso-hide:all", "opacity:0.0"]
        {
            assert_eq!(Style::parse(hides).gone, Some(true), "{hides}");
        }
        for shows in ["display:block", "font-size:10pt", "opacity:.5", "", "::;;"] {
            assert_ne!(Style::parse(shows).gone, Some(true), "{shows}");
        }
        assert_eq!(Style::parse("color:#FFFFFF").veil.white, Some(true));
        assert_eq!(Style::parse("visibility:collapse").veil.invisible, Some(true));
        assert!(Style::parse("background:#003; color:white").ground);
    }

    #[test]
    fn sizes() {
        let said =
            ["font-size:0pt", "font: 0/0 a", "font-size:1px", "font: 700 13px/1.5 Arial", "font-size:1em"]
                .map(|style| Style::parse(style).veil.tiny);
        assert_eq!(said, [Some(true), Some(true), Some(false), Some(false), None]);
    }

    #[test]
    fn a_sheet_is_read_without_its_media_blocks() {
        let mut sheet = Sheet::default();
        sheet.add(
            "<!-- /* x */ .gone, p.x { display:none } @media print { .kept { display:none } } i{color:white",
        );
        assert_eq!(sheet.rules.get(".gone").and_then(|s| s.gone), Some(true));
        assert_eq!(sheet.rules.get("p.x").and_then(|s| s.gone), Some(true));
        assert!(!sheet.rules.contains_key(".kept"));
        assert_eq!(sheet.rules.get("i").and_then(|s| s.veil.white), Some(true));
    }
}
