//! Which sentence of a draft is which of an earlier draft.
//!
//! Sentences with the same words that occur once in both drafts hold the rest in place; those out of their order were moved;
//! between them sentences that share most of their words are one sentence reworded.
//!
//! Invariant: each sentence stands in one pair at most; what cannot be paired with some certainty is left alone.
//! Invariant: the time is bounded by the length of the drafts times a constant.

use probata_report::{Aligned, Document, Span};
use probata_vocabulary::Zone;
use std::collections::HashMap;

/// Smallest likeness of a sentence and its rewording in the same place.
const LIKE: f32 = 0.5;
/// Smallest likeness of a sentence and its rewording elsewhere.
const LIKE_ELSEWHERE: f32 = 0.75;
/// Fewest words of a sentence that is looked for elsewhere.
const TELLING: usize = 6;
/// How far apart two sentences of a gap may lie.
const BAND: usize = 60;
/// A word in more sentences than this tells nothing about where a sentence went.
const COMMON: usize = 12;

/// Pairs the sentences of two drafts, in order of the later one. Running heads and feet are left out.
pub(crate) fn align(old: &Document, new: &Document) -> Vec<Aligned> {
    let (old, new) = (Drafted::of(old), Drafted::of(new));
    let mut pairing = Pairing {
        of_new: vec![None; new.words.len()],
        taken: vec![false; old.words.len()],
        old: &old,
        new: &new,
    };
    pairing.hold();
    pairing.grow();
    pairing.reworded();
    pairing.elsewhere();
    pairing.finish()
}

/// The sentences of a draft as their words.
struct Drafted {
    words: Vec<Vec<String>>,
    keys: Vec<String>,
    zones: Vec<Zone>,
}

impl Drafted {
    fn of(document: &Document) -> Self {
        let words: Vec<Vec<String>> = document
            .sentences
            .iter()
            .map(|sentence| match document.zone(sentence) {
                Zone::Header | Zone::Footer => Vec::new(),
                _ => words_of(document, sentence.spans()),
            })
            .collect();
        let keys = words.iter().map(|words| words.join(" ")).collect();
        let zones = document.sentences.iter().map(|sentence| document.zone(sentence)).collect();
        Self { words, keys, zones }
    }

    /// Sentences that occur once, by their key.
    fn once(&self) -> HashMap<&str, usize> {
        let mut seen: HashMap<&str, Option<usize>> = HashMap::new();
        for (index, key) in self.keys.iter().enumerate().filter(|(_, key)| !key.is_empty()) {
            seen.entry(key).and_modify(|once| *once = None).or_insert(Some(index));
        }
        seen.into_iter().filter_map(|(key, index)| Some((key, index?))).collect()
    }
}

/// Lower-case words of a sentence without its note marks.
pub(crate) fn words_of(document: &Document, spans: &[Span]) -> Vec<String> {
    let mut words = Vec::new();
    for span in spans {
        let mut from = span.start;
        let marks = document.marks_in(*span).1;
        let ends = marks.iter().map(|mark| (mark.span.start, mark.span.end)).chain([(span.end, span.end)]);
        for (start, next) in ends {
            if from < start {
                let piece = &document.text[from..start];
                words.extend(
                    piece
                        .split(|c: char| !c.is_alphanumeric())
                        .filter(|word| !word.is_empty())
                        .map(str::to_lowercase),
                );
            }
            from = next.max(from);
        }
    }
    words
}

/// Share of words that two sentences have in common, 0 to 1, counting each word as often as it occurs.
pub(crate) fn likeness(one: &[String], other: &[String]) -> f32 {
    let mut counts: HashMap<&str, i32> = HashMap::new();
    for word in one {
        *counts.entry(word).or_default() += 1;
    }
    let mut shared = 0;
    for word in other {
        if let Some(count) = counts.get_mut(word.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    2.0 * shared as f32 / (one.len() + other.len()).max(1) as f32
}

/// Pairs found so far.
struct Pairing<'a> {
    old: &'a Drafted,
    new: &'a Drafted,
    /// For each sentence of the later draft its earlier one, and whether it moved.
    of_new: Vec<Option<(usize, bool)>>,
    taken: Vec<bool>,
}

impl Pairing<'_> {
    fn pair(&mut self, old: usize, new: usize, moved: bool) {
        self.of_new[new] = Some((old, moved));
        self.taken[old] = true;
    }

    /// Sentences that occur once in both drafts; the longest run in order stays, the others moved.
    fn hold(&mut self) {
        let (before, after) = (self.old.once(), self.new.once());
        let mut pairs: Vec<(usize, usize)> =
            after.iter().filter_map(|(key, new)| Some((*new, *before.get(key)?))).collect();
        pairs.sort_unstable();
        let kept = longest_rising(&pairs.iter().map(|(_, old)| *old).collect::<Vec<_>>());
        for (at, (new, old)) in pairs.iter().enumerate() {
            self.pair(*old, *new, !kept[at]);
        }
    }

    /// From each pair on, forwards and backwards, while the words are the same.
    fn grow(&mut self) {
        for new in 0..self.of_new.len() {
            if let Some((old, moved)) = self.of_new[new] {
                self.try_same(old.checked_add(1), new.checked_add(1), moved);
            }
        }
        for new in (0..self.of_new.len()).rev() {
            if let Some((old, moved)) = self.of_new[new] {
                self.try_same(old.checked_sub(1), new.checked_sub(1), moved);
            }
        }
        if self.of_new.iter().all(Option::is_none) {
            // Nothing occurs once: begin at the beginning.
            self.try_same(Some(0), Some(0), false);
        }
    }

    fn try_same(&mut self, old: Option<usize>, new: Option<usize>, moved: bool) {
        let (Some(old), Some(new)) = (old, new) else { return };
        let (Some(before), Some(after)) = (self.old.keys.get(old), self.new.keys.get(new)) else { return };
        if before == after && !before.is_empty() && !self.taken[old] && self.of_new[new].is_none() {
            self.pair(old, new, moved);
        }
    }

    /// Between two sentences held in place, the likest pairs in order.
    fn reworded(&mut self) {
        let mut last_old = 0;
        let mut new = 0;
        while new < self.of_new.len() {
            if let Some((old, false)) = self.of_new[new] {
                last_old = old + 1;
                new += 1;
                continue;
            }
            let end = (new..self.of_new.len())
                .find(|at| matches!(self.of_new[*at], Some((_, false))))
                .unwrap_or(self.of_new.len());
            let until = self.of_new.get(end).copied().flatten().map_or(self.taken.len(), |(old, _)| old);
            self.gap(last_old..until.max(last_old), new..end);
            new = end;
        }
    }

    fn gap(&mut self, old: std::ops::Range<usize>, new: std::ops::Range<usize>) {
        let mut likely: Vec<(f32, usize, usize)> = Vec::new();
        for after in new.clone().filter(|at| self.of_new[*at].is_none() && !self.new.words[*at].is_empty()) {
            let near = old.start + (after - new.start);
            let from = near.saturating_sub(BAND).max(old.start);
            for before in (from..(near + BAND).min(old.end)).filter(|at| !self.taken[*at]) {
                if self.old.zones[before] == self.new.zones[after] {
                    let like = likeness(&self.old.words[before], &self.new.words[after]);
                    if like >= LIKE {
                        likely.push((like, before, after));
                    }
                }
            }
        }
        likely.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.2, a.1).cmp(&(b.2, b.1))));
        for (_, before, after) in likely {
            if !self.taken[before] && self.of_new[after].is_none() {
                self.pair(before, after, false);
            }
        }
    }

    /// What is left and is very like a sentence elsewhere: moved and reworded, or said twice and once no more.
    fn elsewhere(&mut self) {
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, words) in self.old.words.iter().enumerate().filter(|(index, _)| !self.taken[*index]) {
            for word in words {
                let list = places.entry(word).or_default();
                if list.last() != Some(&index) && list.len() <= COMMON {
                    list.push(index);
                }
            }
        }
        for after in 0..self.of_new.len() {
            let words = &self.new.words[after];
            if self.of_new[after].is_some() || words.len() < TELLING {
                continue;
            }
            let mut candidates: Vec<usize> = words
                .iter()
                .filter_map(|word| places.get(word.as_str()))
                .filter(|list| list.len() <= COMMON)
                .flatten()
                .copied()
                .filter(|old| !self.taken[*old])
                .collect();
            candidates.sort_unstable();
            candidates.dedup();
            let best = candidates
                .into_iter()
                .map(|old| (likeness(&self.old.words[old], words), old))
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            if let Some((like, old)) = best
                && like >= LIKE_ELSEWHERE
            {
                self.pair(old, after, true);
            }
        }
    }

    fn finish(self) -> Vec<Aligned> {
        let pairs = self.of_new.iter().enumerate().filter_map(|(new, pair)| Some((new, (*pair)?)));
        pairs
            .map(|(new, (old, moved))| Aligned {
                old,
                new,
                same: self.old.keys[old] == self.new.keys[new],
                moved,
            })
            .collect()
    }
}

/// For each number, true if it belongs to the longest rising subsequence.
fn longest_rising(numbers: &[usize]) -> Vec<bool> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; numbers.len()];
    for (at, number) in numbers.iter().enumerate() {
        let place = ends.partition_point(|end| numbers[*end] < *number);
        before[at] = place.checked_sub(1).map(|last| ends[last]);
        if place == ends.len() {
            ends.push(at);
        } else {
            ends[place] = at;
        }
    }
    let mut kept = vec![false; numbers.len()];
    let mut at = ends.last().copied();
    while let Some(index) = at {
        kept[index] = true;
        at = before[index];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use probata_report::{Block, BlockKind, Sentence};

    /// A document of one sentence a line.
    fn draft(lines: &[&str]) -> Document {
        let mut document = Document::empty("draft.txt", "text");
        for (block, line) in lines.iter().enumerate() {
            let start = document.text.len();
            document.text.push_str(line);
            let span = Span::new(start, document.text.len());
            document.text.push('\n');
            document.blocks.push(Block {
                kind: BlockKind::Paragraph,
                span,
                language: "en".into(),
                boxed: false,
            });
            document.sentences.push(Sentence { span, pieces: Vec::new(), block });
        }
        document
    }

    fn check(old: &[&str], new: &[&str], expected: &str) {
        let shown: Vec<String> = align(&draft(old), &draft(new))
            .iter()
            .map(|pair| {
                let same = if pair.same { "" } else { "~" };
                let moved = if pair.moved { "!" } else { "" };
                format!("{}>{}{same}{moved}", pair.old, pair.new)
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn sentences_are_followed_from_draft_to_draft() {
        let old = [
            "Tomas Verin was flown to Velsk in May.",
            "He was held at Doln for 22 days.",
            "Nobody told his family where he was.",
            "The Ministry denied that force was used.",
        ];
        check(&old, &old, "0>0 1>1 2>2 3>3");
        check(&old, &[old[0], old[1], "A lawyer asked for a visit.", old[2], old[3]], "0>0 1>1 2>3 3>4");
        check(&old, &[old[0], "He was held at Doln for 26 days.", old[3]], "0>0 1>1~ 3>2");
        check(&old, &[old[3], old[0], old[1], old[2]], "3>0! 0>1 1>2 2>3");
        check(&old, &["Something else was written here.", "And it says nothing of the kind."], "");
        check(&["He wept.", "He wept.", "He left."], &["He wept.", "He left."], "1>0 2>1");
    }

    #[test]
    fn a_sentence_that_moved_and_changed_is_found_where_it_went() {
        let filler =
            |n: usize| format!("Filler number {n} says that the road to town {n} was closed on day {n}.");
        let mut old: Vec<String> = (0..200).map(filler).collect();
        let mut new = old.clone();
        old.insert(3, "Colonel Radu Benk ordered the guards to take the prisoner to the stable.".into());
        new.insert(190, "Colonel Radu Benk ordered guards to take the prisoner to the old stable.".into());
        let (old, new): (Vec<&str>, Vec<&str>) =
            (old.iter().map(String::as_str).collect(), new.iter().map(String::as_str).collect());
        let pairs = align(&draft(&old), &draft(&new));
        assert_eq!(pairs.len(), 201);
        assert!(pairs.contains(&Aligned { old: 3, new: 190, same: false, moved: true }));
    }
}
