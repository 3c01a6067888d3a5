//! Which pages are pictures, and what a person should know of them: whether their words were recognised, and how surely.

use super::about::pages;
use super::leaf::Leaf;
use super::sheet::Sheet;
use crate::recognised::{INSTALL, Recognised};
use probata_report::{Document, Outcome};
use std::collections::BTreeMap;

/// Pages of which each is told how sure the program was.
const TOLD: usize = 12;
/// Letters of a page that is a picture all the same: a stamp, a page number.
const STAMP: usize = 200;
/// Share of a page that pictures cover on such a page.
const COVERED: f32 = 0.4;

/// True if a page is pictures with no text, or a page's picture with a stamp.
pub(super) fn is_scan(sheet: &Sheet) -> bool {
    let letters = sheet.characters();
    let covered = sheet.pictured >= COVERED * sheet.width * sheet.height;
    let none = letters == 0 && sheet.unmapped.is_empty();
    let inked = sheet.glyphs.iter().all(|glyph| !glyph.look.invisible);
    sheet.pictures > 0 && (none || covered && inked && letters < STAMP)
}

/// Tells how surely, and which pages have words that may still be recognised.
pub(super) fn tell(
    document: &mut Document,
    outcome: &mut Outcome,
    leaves: &[Leaf],
    names: &[String],
    recognised: &Recognised,
) {
    let scans: Vec<usize> =
        leaves.iter().enumerate().filter(|(_, leaf)| leaf.scan).map(|(page, _)| page).collect();
    let waiting: Vec<usize> = scans.iter().copied().filter(|page| recognised.of(*page).is_none()).collect();
    if !waiting.is_empty() {
        let why = recognised.why_not.as_deref().unwrap_or(INSTALL);
        let what =
            if waiting.len() == 1 { "a picture, whose words are" } else { "pictures, whose words are" };
        outcome.lacks(pages(&waiting, names), format!("{what} not in the text: {why}"));
    }
    document.pictured = waiting;
    let mut failed: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for page in &scans {
        if let Some(Err(why)) = recognised.of(*page).map(|one| &one.words) {
            failed.entry(why).or_default().push(*page);
        }
    }
    for (why, at) in failed {
        outcome.lacks(pages(&at, names), format!("its words could not be recognised: {why}"));
    }
    trusted(document, outcome, leaves, names, recognised);
}

/// How sure the program was of what it recognised.
fn trusted(
    document: &mut Document,
    outcome: &mut Outcome,
    leaves: &[Leaf],
    names: &[String],
    recognised: &Recognised,
) {
    let told: Vec<_> =
        leaves.iter().enumerate().filter_map(|(page, leaf)| Some((page, leaf.trust.as_ref()?))).collect();
    let empty: Vec<usize> =
        told.iter().filter(|(_, trust)| trust.words == 0).map(|(page, _)| *page).collect();
    if !empty.is_empty() {
        let why = "no words were recognised in the picture; what it shows is for a person to see";
        outcome.lacks(pages(&empty, names), why);
    }
    let doubtful: Vec<_> = told.iter().filter(|(_, trust)| trust.doubted > 0).collect();
    if !doubtful.is_empty() {
        let doubted: usize = doubtful.iter().map(|(_, trust)| trust.doubted).sum();
        let words: usize = told.iter().map(|(_, trust)| trust.words).sum();
        let named: Vec<String> = doubtful
            .iter()
            .flat_map(|(_, trust)| &trust.named)
            .take(TOLD)
            .map(|word| format!("\"{word}\""))
            .collect();
        let at: Vec<usize> = doubtful.iter().map(|(page, _)| *page).collect();
        let were = if doubted == 1 { "words was" } else { "words were" };
        outcome.lacks(
            pages(&at, names),
            format!(
                "{doubted} of {words} {were} recognised with doubt ({}{}): compare them with the picture",
                named.join(", "),
                if doubted > named.len() { " and others" } else { "" }
            ),
        );
    }
    let read: Vec<_> = told.iter().filter(|(_, trust)| trust.words > 0).collect();
    if read.is_empty() {
        return;
    }
    let at: Vec<usize> = read.iter().map(|(page, _)| *page).collect();
    let sure = |sum: f32, words: usize| (sum / words as f32).round();
    let each = if read.len() <= TOLD && read.len() > 1 {
        let each: Vec<String> = read
            .iter()
            .map(|(page, trust)| format!("{} {} %", pages(&[*page], names), sure(trust.sum, trust.words)))
            .collect();
        format!(" ({})", each.join(", "))
    } else {
        String::new()
    };
    let mean =
        sure(read.iter().map(|(_, trust)| trust.sum).sum(), read.iter().map(|(_, trust)| trust.words).sum());
    document.parts[0].remarks.push(format!(
        "{}: the words were recognised from a picture by {}, and may be wrong; it calls itself {mean} % sure of them{each}",
        pages(&at, names),
        recognised.by
    ));
}
