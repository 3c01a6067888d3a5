//! What a citation says that it keeps back.

use super::content::Content;
use super::lexicon::{items, role};
use super::scan::Word;
use probata_vocabulary::WithheldItem;

/// What is withheld, each once, in the field's order.
///
/// Limit: initials alone withhold nothing; only words do.
pub(super) fn withheld(content: &Content<'_>) -> Vec<WithheldItem> {
    let words: Vec<&Word> = content.words_of(&content.whole).iter().filter(|word| !word.quoted).collect();
    let mut bits = words.iter().fold(0, |bits, word| bits | word.meaning.whole);
    for (at, word) in words.iter().enumerate() {
        if word.is(role::WITHHOLDS) {
            bits |= nouns_before(content, &words[..at]);
        }
        if word.is(role::WITHHOLDS_BEFORE) {
            bits |= words.get(at + 1).map_or(0, |next| next.meaning.nouns);
        }
    }
    let bare = words.iter().any(|word| word.is(role::WITHHOLDS) && stands_alone(content, word));
    let mut found = items(bits);
    if found.contains(&WithheldItem::ExactPlace) {
        // The noun inside "exact location".
        found.retain(|item| *item != WithheldItem::Place);
    }
    if !words.is_empty() && words.iter().all(|word| word.is(role::REDACTED)) {
        found.push(WithheldItem::Document);
    }
    if found.is_empty() && bare {
        found.push(WithheldItem::Identity);
    }
    found
}

/// The nouns that stand right before "withheld": "name, date and place", "all identifying details".
fn nouns_before(content: &Content<'_>, words: &[&Word]) -> u16 {
    let mut bits = 0;
    let mut end = None;
    for word in words.iter().rev() {
        let gap = end.map_or("", |end| content.text(&(word.end..end)));
        let apart = gap.contains(['.', ';', '(', ')']);
        let noun = word.meaning.nouns;
        if apart || (noun == 0 && !word.is(role::POSSESSIVE | role::AND)) {
            break;
        }
        bits |= noun;
        end = Some(word.start);
    }
    bits
}

/// "(withheld)": nothing says what, so whoever it is.
fn stands_alone(content: &Content<'_>, word: &Word) -> bool {
    let before = content.text(&(content.whole.start..word.start)).trim_end();
    let after = content.text(&(word.end..content.whole.end));
    let text = content.text(&(word.start..word.end));
    before.ends_with(['(', '['])
        && after.starts_with([')', ']'])
        && !word.is(role::REDACTED)
        && !text.contains(' ')
}
