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
            match forms.longest(tagged, at, range.end).filter(|_| looked_at) {
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

/// Forms of all names by first word.
struct Forms<'a> {
    by_first: HashMap<&'a str, Vec<(Vec<&'a str>, usize)>>,
}

impl<'a> Forms<'a> {
    fn of(tagged: &Tagged<'a>, groups: &[Group]) -> Self {
        let mut by_first: HashMap<&str, Vec<(Vec<&str>, usize)>> = HashMap::new();
        for (index, group) in groups.iter().enumerate() {
            for one in &group.uses {
                let words = words_in(tagged, one);
                let lone = words.len() == 1
                    && (tagged.lexicon.flags(words[0]) & (flag::COMMON | flag::HEAD) != 0
                        || words[0].len() < 3);
                if words.is_empty() || lone {
                    continue;
                }
                let list = by_first.entry(words[0]).or_default();
                if !list.iter().any(|(known, _)| *known == words) {
                    list.push((words, index));
                }
            }
        }
        for list in by_first.values_mut() {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Self { by_first }
    }

    fn longest(&self, tagged: &Tagged, at: usize, end: usize) -> Option<(usize, usize)> {
        if tagged.token(at).kind != Kind::Word || !tagged.nameish[at] {
            return None;
        }
        self.by_first.get(tagged.low(at))?.iter().find_map(|(words, group)| {
            let stop = at + words.len();
            let fits =
                stop <= end && words.iter().enumerate().all(|(nth, word)| tagged.low(at + nth) == *word);
            fits.then_some((*group, stop))
        })
    }
}

fn words_in<'a>(tagged: &Tagged<'a>, one: &MentionUse) -> Vec<&'a str> {
    let sentence = tagged.sentence(one.sentence);
    sentence.filter(|at| one.span.contains(tagged.token(*at).span)).map(|at| tagged.low(at)).collect()
}
