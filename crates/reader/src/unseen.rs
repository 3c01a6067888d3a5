//! Pictures in a document that nobody described: what they show is not read, so each is named with where it lies.
//!
//! A picture with an alternative text is told by it; one that is small as placed is an icon or a line.

use probata_report::Document;
use std::collections::BTreeMap;

/// As wide and high, in centimetres, a picture may show something that has to be read.
const LEAST: f64 = 2.0;
/// Letters of a block by which a person finds the place.
const LONGEST_HINT: usize = 40;

/// Width and height as placed on the page, in centimetres.
pub(crate) type Size = (f64, f64);

/// A picture that is not read.
pub(crate) struct Unseen {
    /// Where it stands in the text.
    pub at: usize,
    /// What it is, in words.
    pub what: String,
}

/// What a picture of this name and size is, in words; none if it is small.
pub(crate) fn named(name: &str, size: Option<Size>) -> Option<String> {
    let size = size.filter(|(width, height)| width.is_finite() && height.is_finite());
    if size.is_some_and(|(width, height)| width < LEAST || height < LEAST) {
        return None;
    }
    let name = name.rsplit('/').next().unwrap_or_default();
    let size = size.map(|(width, height)| format!("{width:.1} x {height:.1} cm"));
    let parts: Vec<String> =
        [Some(name.to_owned()).filter(|name| !name.is_empty()), size].into_iter().flatten().collect();
    Some(if parts.is_empty() { "of unknown size".to_owned() } else { parts.join(", ") })
}

/// What is missing with these pictures: by place, with why.
pub(crate) fn missing(document: &Document, pictures: &[Unseen]) -> Vec<(String, String)> {
    let mut by_place: BTreeMap<usize, (String, Vec<&str>)> = BTreeMap::new();
    for picture in pictures {
        let (key, place) = place(document, picture.at);
        by_place.entry(key).or_insert((place, Vec::new())).1.push(&picture.what);
    }
    by_place.into_values().map(|(place, whats)| (place, why(&whats))).collect()
}

/// Why, for the pictures of one place.
pub(crate) fn why(whats: &[&str]) -> String {
    let lie = match whats {
        [what] => format!("a picture without alternative text ({what}) lies here"),
        [first, ..] => {
            format!("{} pictures without alternative text (the first: {first}) lie here", whats.len())
        }
        [] => String::new(),
    };
    format!("{lie}; words in pictures are not read: look at it in the document")
}

/// The page, or the block that stands before.
fn place(document: &Document, at: usize) -> (usize, String) {
    let page = document.pages.partition_point(|(start, _)| *start <= at);
    if let Some((start, page)) = page.checked_sub(1).and_then(|index| document.pages.get(index)) {
        return (*start, format!("page {page}"));
    }
    let before = document.blocks.partition_point(|block| block.span.start < at);
    let (word, block) = match before.checked_sub(1) {
        Some(index) => ("behind", document.blocks.get(index)),
        None => ("before", document.blocks.first()),
    };
    let Some(block) = block else { return (0, "whole file".to_owned()) };
    let text: String = document.text[block.span].split_whitespace().collect::<Vec<_>>().join(" ");
    let hint: String = text.chars().take(LONGEST_HINT).collect();
    let cut = if hint.len() < text.len() { "…" } else { "" };
    (block.span.start + usize::from(word == "behind"), format!("{word} “{hint}{cut}”"))
}

/// A length with its unit as OpenDocument and style sheets write it, in centimetres.
pub(crate) fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    let number: f64 = text[..text.len() - unit.len()].parse().ok()?;
    Some(
        number
            * match unit.trim() {
                "cm" => 1.0,
                "mm" => 0.1,
                "in" => 2.54,
                "pt" => 2.54 / 72.0,
                "pc" => 2.54 / 6.0,
                "px" | "" => 2.54 / 96.0,
                _ => return None,
            },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_pictures_are_not_named() {
        assert_eq!(named("media/a.png", Some((1.9, 9.0))), None);
        assert_eq!(named("media/a.png", Some((2.0, 9.0))).as_deref(), Some("a.png, 2.0 x 9.0 cm"));
        assert_eq!(named("", None).as_deref(), Some("of unknown size"));
    }

    #[test]
    fn lengths_of_every_unit() {
        let shown: Vec<String> = ["1in", "10mm", "72pt", "96px", "2.5cm", "50%", ""]
            .map(|text| length(text).map_or("-".to_owned(), |size| format!("{size:.2}")))
            .to_vec();
        assert_eq!(shown.join(" "), "2.54 1.00 2.54 2.54 2.50 - -");
    }
}
