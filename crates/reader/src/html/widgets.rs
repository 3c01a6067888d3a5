//! Fields of forms and other elements that stand for characters: what a reader of the page sees in them.

use super::tags::Tag;
use super::tokens::StartTag;

/// What an `input` shows.
pub(super) enum Shown<'t> {
    /// These characters.
    Text(&'t str),
    /// Nothing: what was typed is kept from sight.
    Hidden(&'t str),
    /// No characters.
    Nothing,
}

/// What a reader sees in an `input`.
pub(super) fn of_input(tag: &StartTag) -> Shown<'_> {
    let kind = tag.get("type").unwrap_or_default().trim().to_ascii_lowercase();
    let value = tag.get("value").unwrap_or_default();
    let is_checked = tag.has("checked");
    match kind.as_str() {
        "checkbox" => Shown::Text(if is_checked { "☒" } else { "☐" }),
        "radio" => Shown::Text(if is_checked { "◉" } else { "○" }),
        "hidden" | "password" if !value.trim().is_empty() => Shown::Hidden(value),
        "hidden" | "password" | "file" | "image" | "color" | "range" => Shown::Nothing,
        _ if value.trim().is_empty() => Shown::Nothing,
        _ => Shown::Text(value),
    }
}

/// True for what stands apart in a line from the words around it.
pub(super) fn is_apart(tag: Tag) -> bool {
    [Tag::INPUT, Tag::BUTTON, Tag::SVG, Tag::TEXT].contains(&tag)
}

/// The characters that a browser sets around an element; `depth`: how many of its name are open, itself among them.
pub(super) fn around(tag: Tag, depth: usize) -> Option<(&'static str, &'static str)> {
    match tag {
        Tag::Q if depth % 2 == 1 => Some(("“", "”")),
        Tag::Q => Some(("‘", "’")),
        Tag::RT => Some(("(", ")")),
        _ => None,
    }
}
