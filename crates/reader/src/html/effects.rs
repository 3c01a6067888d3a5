//! What an element does to the text inside it.

use super::state::State;
use super::style::{Sheet, Style, Veil};
use super::tags::{Shape, Tag};
use super::tokens::StartTag;
use crate::signs::SignFont;

/// One thing that an element does to its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing in it is seen.
    Hide,
    /// It is raised, like a note mark.
    Raise,
    /// It is lowered, like an index.
    Lower,
    /// White space is kept.
    Pre,
    /// It was deleted.
    Deleted,
    /// It was inserted.
    Inserted,
    /// It is a list item.
    Item,
    /// It is a quotation set apart.
    Quotation,
    /// It is the words of a figure or table.
    Caption,
    /// It is a heading.
    Heading,
    /// It is a table cell.
    Cell,
    /// It leads through the document, or is code: read, not judged.
    Apparatus,
    /// It stands in a box.
    Boxed,
    /// It stands at the head of every page.
    Header,
    /// It stands at the foot of every page.
    Footer,
    /// It has a background on which white is seen.
    Ground,
    /// It leads back from a note.
    Back,
    /// It is a margin comment.
    Remark,
    /// It is a drawing or a formula.
    Drawing,
    /// It describes a drawing.
    Described,
    /// It is part of the running document, not of a page's furniture.
    Article,
}

impl Effect {
    /// All of them, in the order of their numbers.
    pub const ALL: [Effect; 21] = [
        Effect::Hide,
        Effect::Raise,
        Effect::Lower,
        Effect::Pre,
        Effect::Deleted,
        Effect::Inserted,
        Effect::Item,
        Effect::Quotation,
        Effect::Caption,
        Effect::Heading,
        Effect::Cell,
        Effect::Apparatus,
        Effect::Boxed,
        Effect::Header,
        Effect::Footer,
        Effect::Ground,
        Effect::Back,
        Effect::Remark,
        Effect::Drawing,
        Effect::Described,
        Effect::Article,
    ];
}

/// A set of effects, with the level of a heading and the font.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Effects {
    bits: u32,
    level: u8,
    /// What it says of the sight of its text.
    pub veil: Veil,
    /// How items are numbered, if it says so.
    pub marker: Option<Option<u8>>,
    /// The font of signs, or that it is one of letters; none if it is that around.
    pub signs: Option<Option<SignFont>>,
}

impl Effects {
    /// True if nothing is done.
    pub fn is_empty(self) -> bool {
        self.bits == 0 && self.signs.is_none() && self.veil.is_empty()
    }

    /// True if `effect` is among them.
    pub fn has(self, effect: Effect) -> bool {
        self.bits & (1 << effect as u32) != 0
    }

    /// True if text is kept from sight.
    pub fn hides(self) -> bool {
        let Veil { tiny, white, invisible } = self.veil;
        self.has(Effect::Hide) || [tiny, white, invisible].contains(&Some(true))
    }

    /// All of them.
    pub fn iter(self) -> impl Iterator<Item = Effect> {
        Effect::ALL.into_iter().filter(move |effect| self.has(*effect))
    }

    /// Makes it unseen.
    pub fn hide(&mut self) {
        self.add(Effect::Hide, true);
    }

    /// Level of the heading.
    pub fn level(self) -> u8 {
        self.level
    }

    fn add(&mut self, effect: Effect, holds: bool) {
        self.bits |= u32::from(holds) << effect as u32;
    }
}

/// What the element does, by its name, attributes and style.
pub(super) fn effects(tag: Tag, start: &StartTag, state: &State, sheet: &Sheet) -> Effects {
    let mut found = Effects::default();
    let style = sheet.of(start);
    let shape = tag.shape();
    let is_aria_hidden = shape == Shape::Inline && tag != Tag::A && start.get("aria-hidden") == Some("true");
    let is_hidden = start.get("hidden").is_some_and(|value| value != "until-found");
    let is_closed = tag == Tag::DIALOG && !start.has("open") || start.has("popover");
    // A hidden element inside a hidden one adds nothing.
    let hides =
        shape == Shape::Unseen || style.gone == Some(true) || is_aria_hidden || is_hidden || is_closed;
    let describes = [Tag::TITLE, Tag::DESC, Tag::METADATA].contains(&tag) && state.is_in(Effect::Drawing);
    let element = start.get("style").and_then(word_element).unwrap_or_default();
    found.add(Effect::Hide, hides || describes || element == "comment");
    found.add(Effect::Described, describes);
    found.add(Effect::Remark, element == "comment");
    found.add(Effect::Raise, tag == Tag::SUP || style.raised);
    found.add(Effect::Lower, tag == Tag::SUB || style.lowered);
    let is_pre = [Tag::PRE, Tag::LISTING, Tag::PLAINTEXT, Tag::XMP, Tag::TEXTAREA].contains(&tag);
    found.add(Effect::Pre, is_pre || style.pre);
    found.add(Effect::Deleted, tag == Tag::DEL);
    found.add(Effect::Inserted, tag == Tag::INS);
    found.add(Effect::Ground, style.ground);
    found.add(Effect::Back, start.is_called("mw-cite-backlink"));
    found.add(Effect::Drawing, tag == Tag::SVG || tag == Tag::MATH);
    found.add(Effect::Article, [Tag::ARTICLE, Tag::MAIN, Tag::SECTION, Tag::BLOCKQUOTE].contains(&tag));
    found.marker = style.marker;
    found.veil = veil(tag, start, &style, sheet);
    found.signs = style.signs.filter(|signs| signs.is_some() || state.signs().is_some());
    add_kinds(&mut found, tag, start, state, &element);
    found
}

/// What the element says of the sight of its text; links and fields of forms have a colour, fields a size of their own.
fn veil(tag: Tag, start: &StartTag, style: &Style, sheet: &Sheet) -> Veil {
    let is_field = [Tag::INPUT, Tag::BUTTON, Tag::SELECT, Tag::TEXTAREA].contains(&tag);
    let is_sized = is_field || tag == Tag::FONT && start.has("size");
    let is_coloured = is_field || tag == Tag::A && start.has("href");
    let white = style.veil.white.or(is_coloured.then_some(false));
    Veil {
        tiny: style.veil.tiny.or(is_sized.then_some(false)),
        white: white.map(|is_white| is_white && !sheet.grounds),
        invisible: style.veil.invisible,
    }
}

/// What kind of block the element makes.
fn add_kinds(found: &mut Effects, tag: Tag, start: &StartTag, state: &State, element: &str) {
    found.add(Effect::Item, tag == Tag::LI);
    found.add(Effect::Quotation, tag == Tag::BLOCKQUOTE);
    let is_caption = [Tag::CAPTION, Tag::FIGCAPTION].contains(&tag) || start.is_called("MsoCaption");
    found.add(Effect::Caption, is_caption);
    found.add(Effect::Cell, tag.is_cell());
    let leads =
        tag == Tag::NAV || start.is_called("navigation") || start.is_called("doc-toc") || is_contents(start);
    found.add(Effect::Apparatus, leads || tag == Tag::CODE && state.is_in(Effect::Pre));
    let is_note = ["doc-footnote", "doc-endnotes", "footnote", "footnotes", "endnotes", "endnote"]
        .iter()
        .any(|word| start.is_called(word));
    let is_box = ["box", "textbox", "text-box", "callout"].iter().any(|word| start.is_called(word));
    found.add(Effect::Boxed, tag == Tag::ASIDE && !is_note || is_box);
    let title = start.get("title").filter(|_| tag == Tag::DIV).unwrap_or_default();
    let is_outside = !state.is_in(Effect::Article) && !state.is_in(Effect::Cell);
    let is_header = tag == Tag::HEADER && is_outside || element == "header" || title == "header";
    let is_footer = tag == Tag::FOOTER && is_outside && !is_note || element == "footer" || title == "footer";
    found.add(Effect::Header, is_header);
    found.add(Effect::Footer, is_footer);
    let level = tag.heading().or_else(|| {
        let by_role = start.get("role") == Some("heading");
        let level = || start.get("aria-level").and_then(|level| level.trim().parse::<u8>().ok()).unwrap_or(2);
        by_role.then(level).or_else(|| start.is_called("MsoTitle").then_some(1))
    });
    if let Some(level) = level {
        found.add(Effect::Heading, true);
        found.level = level.clamp(1, 9);
    }
}

fn is_contents(start: &StartTag) -> bool {
    start.get("id").is_some_and(|id| id.eq_ignore_ascii_case("toc")) || start.is_called("toc")
}

/// What Word says that an element was: `mso-element:footnote`.
pub(super) fn word_element(style: &str) -> Option<String> {
    let (_, value) = style.split_once("mso-element:")?;
    Some(value.split(';').next()?.trim().trim_matches(['"', '\'']).to_ascii_lowercase())
}
