//! Cases for names, quantities, dates and pronouns, each answer as a person would note it.

use super::*;
use crate::testing::document;
use expect_test::{Expect, expect};
use probata_report::QuantityBound;

mod counts;
mod names;

fn found_in(text: &str) -> (Document, Words, Mentioned) {
    let document = document(text);
    let words = Words::of(&document);
    let found = mentioned(&document, &words, &[]);
    (document, words, found)
}

/// `person Tomas Verin [Mr. Verin, Verin] x3`, a line each.
fn listed(mentions: &[Mention]) -> String {
    let line = |mention: &Mention| {
        let variants = mention.variants.join(", ");
        let variants = if variants.is_empty() { variants } else { format!(" [{variants}]") };
        format!("{} {}{variants} x{}\n", mention.kind, mention.name, mention.uses.len())
    };
    mentions.iter().map(line).collect()
}

fn names(text: &str, expected: Expect) {
    let (document, _, found) = found_in(text);
    for used in found.mentions.iter().flat_map(|mention| &mention.uses) {
        assert!(
            !document.text[used.span].is_empty()
                && document.sentences[used.sentence].span.contains(used.span)
        );
    }
    expected.assert_eq(&listed(&found.mentions));
}

fn same(text: &str, lists: &[&[&str]], expected: Expect) {
    let document = document(text);
    let lists: Vec<Vec<String>> =
        lists.iter().map(|list| list.iter().map(|name| (*name).to_owned()).collect()).collect();
    let found = mentioned(&document, &Words::of(&document), &lists);
    expected.assert_eq(&listed(&found.mentions));
}

fn alike(text: &str, expected: Expect) {
    let (_, _, found) = found_in(text);
    let line = |(one, other): &(usize, usize)| {
        format!("{} ~ {}\n", found.mentions[*one].name, found.mentions[*other].name)
    };
    expected.assert_eq(&found.likenesses.iter().map(line).collect::<String>());
}

fn counted(text: &str, expected: Expect) {
    let (_, words, found) = found_in(text);
    let line = |one: &Quantity| {
        let bound = match one.bound {
            QuantityBound::Exactly => "",
            QuantityBound::AtLeast => "at least ",
            QuantityBound::AtMost => "at most ",
            QuantityBound::About => "about ",
        };
        let vague = if one.vague { ", vague" } else { "" };
        format!("“{}” {bound}{} {}{vague}\n", words.plain(one.span), one.value, one.thing)
    };
    expected.assert_eq(&found.quantities.iter().map(line).collect::<String>());
}

fn dates(text: &str, expected: Expect) {
    let (_, words, found) = found_in(text);
    let line = |one: &DateUse| {
        let until = one.until.map_or_else(String::new, |until| format!(" to {until}"));
        format!("“{}” {}{until}\n", words.plain(one.span), one.date)
    };
    expected.assert_eq(&found.dates.iter().map(line).collect::<String>());
}

/// Whom the word in `<>` means.
fn means(text: &str, expected: &str) {
    let at = text.find('<').expect("a word is marked");
    let (document, words, found) = found_in(&text.replace(['<', '>'], ""));
    let sentence = document.sentence_at(at).expect("the mark stands in a sentence");
    let token = words
        .sentence(sentence)
        .iter()
        .position(|token| token.span.start == at)
        .expect("a word begins there");
    let person = found.person_before(&document, &words, sentence, token);
    assert_eq!(person.map_or("nobody", |person| found.mentions[person].name.as_str()), expected, "{text}");
}

#[test]
fn any_text_is_read() {
    for text in [
        "",
        "A",
        ".",
        "Mr.",
        "“",
        "al-",
        "St.",
        "U.S.",
        "12",
        "12-",
        "§ 4",
        "Mr. Mr. Mr.",
        "of the",
        "(SSD)",
        "Ministry of",
        "A. B. C. D.",
    ] {
        let _ = found_in(text);
        let _ = found_in(&format!("{text} {text} é{text}"));
    }
    for many in
        ["France ", "Colonel Verin ", "Verin of the ", "the Court of ", "“A", "one hundred and ", "Mira and "]
    {
        let _ = found_in(&many.repeat(20_000));
    }
}
