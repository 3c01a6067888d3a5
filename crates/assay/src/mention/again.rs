//! Names known from the text, found again where capitals tell nothing: in headings and titles.

use super::group::Group;
use super::lexicon::flag;
use super::tagged::{Dress, Tagged};
use crate::words::Kind;
use probata_report::{MentionUse, Span};
use std::collections::HashMap;

/// Adds the uses that stand in headings and titles.
pub(super) fn find_again(tagged: &Tagged, groups: &mut [Group]) {
    let forms = Forms::of(tagged, groups);
    let mut added = false;
    for sentence in 0..tagged.dress.len() {
        let headed = tagged.dress[sentence] == Dress::Titled;
        if tagged.dress[sentence] == Dress::Skipped {
            continue;
        }
        let range = tagged.sentence(sentence);
        let mut at = range.start;
        while at < range.end {
            let looked_at = headed || tagged.titled[at];
            match looked_at.then(|| forms.longest(tagged, at, range.end)).flatten() {
                Some((group, end)) => {
                    let span = Span::new(tagged.token(at).span.start, tagged.token(end - 1).span.end);
                    groups[group].uses.push(MentionUse { span, sentence });
                    groups[group].speaks.push(false);
                    added = true;
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    if added {
        for group in groups.iter_mut() {
            group.sort_uses();
        }
        groups.sort_by_key(|group| group.uses[0].span.start);
    }
}

/// Most words of a form that is looked for.
const MOST_WORDS: usize = 16;

/// Forms of all names.
struct Forms<'a> {
    /// The mention of each form.
    of_words: HashMap<Vec<&'a str>, usize>,
    /// For each first word how many words its longest form has.
    longest: HashMap<&'a str, usize>,
}

impl<'a> Forms<'a> {
    fn of(tagged: &Tagged<'a>, groups: &[Group]) -> Self {
        let mut forms = Self { of_words: HashMap::new(), longest: HashMap::new() };
        for (index, group) in groups.iter().enumerate() {
            for one in &group.uses {
                let words = words_in(tagged, one);
                let Some(first) = words.first().copied() else { continue };
                let common =
                    tagged.lexicon.flags(first) & (flag::COMMON | flag::HEAD) != 0 || first.len() < 3;
                if words.len() > MOST_WORDS || words.len() == 1 && common {
                    continue;
                }
                let longest = forms.longest.entry(first).or_default();
                *longest = words.len().max(*longest);
                forms.of_words.entry(words).or_insert(index);
            }
        }
        forms
    }

    fn longest(&self, tagged: &Tagged<'a>, at: usize, end: usize) -> Option<(usize, usize)> {
        if tagged.token(at).kind != Kind::Word || !tagged.nameish[at] {
            return None;
        }
        let most = (*self.longest.get(tagged.low(at))?).min(end - at);
        let mut words: Vec<&str> = (at..at + most).map(|at| tagged.low(at)).collect();
        while !words.is_empty() {
            if let Some(group) = self.of_words.get(&words) {
                return Some((*group, at + words.len()));
            }
            words.pop();
        }
        None
    }
}

fn words_in<'a>(tagged: &Tagged<'a>, one: &MentionUse) -> Vec<&'a str> {
    let sentence = tagged.sentence(one.sentence);
    let tokens = &tagged.words.tokens[sentence.clone()];
    let from = sentence.start + tokens.partition_point(|token| token.span.start < one.span.start);
    (from..sentence.end)
        .take_while(|at| tagged.token(*at).span.end <= one.span.end)
        .map(|at| tagged.low(at))
        .collect()
}
