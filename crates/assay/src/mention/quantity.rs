//! Numbers of things: "at least forty-two detainees", "aged 34", "half of the cells".
//!
//! Invariant: numbers that label something (articles, notes, pages, cases, dates, times) are no quantities.

use super::number_words::{Numerals, numerals};
use super::numeral::Numeral;
use super::tagged::Tagged;
use crate::words::Kind;
use probata_report::{Document, Quantity, QuantityBound, Span};
use probata_vocabulary::Zone;
use std::ops::Range;

/// The quantities of all sentences, in order. Numbers inside `dates` (in order) are left out.
pub(super) fn quantities(document: &Document, tagged: &Tagged, dates: &[Span]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let numerals = numerals();
    let begins = tagged.of_each_word(|low| numerals.may_begin(low));
    for (index, sentence) in document.sentences.iter().enumerate() {
        let zone = document.zone(sentence);
        if matches!(zone, Zone::Header | Zone::Footer) {
            continue;
        }
        let range = tagged.sentence(index);
        Counting {
            numerals,
            begins: &begins,
            tagged,
            dates,
            range,
            sentence: index,
            note: zone == Zone::Note,
            found: &mut found,
        }
        .run();
    }
    found.sort_by_key(|quantity| quantity.span.start);
    found
}

struct Counting<'a, 'b> {
    numerals: &'static Numerals,
    /// For each distinct word whether a number may begin with it.
    begins: &'a [bool],
    tagged: &'a Tagged<'a>,
    dates: &'a [Span],
    range: Range<usize>,
    sentence: usize,
    note: bool,
    found: &'b mut Vec<Quantity>,
}

/// What is counted: its word, where it ends.
struct Thing {
    word: String,
    end: usize,
}

impl Counting<'_, '_> {
    fn run(mut self) {
        let mut at = self.range.start;
        let mut labelled = false;
        while at < self.range.end {
            let Some(number) = self.number_at(at) else {
                labelled = labelled
                    && (self.tagged.token(at).kind == Kind::Punctuation
                        || self.numerals.range_joins.contains(self.tagged.low(at)));
                at += 1;
                continue;
            };
            labelled = number.figures && (labelled || self.is_label(&number));
            at = if labelled || self.is_other(&number) { number.tokens.end } else { self.take(number) };
        }
    }

    fn number_at(&self, at: usize) -> Option<Numeral> {
        let number = self.tagged.token(at).kind == Kind::Number || self.begins[self.tagged.word_id(at)];
        number.then(|| self.numerals.number_at(self.tagged, at, self.range.end)).flatten()
    }

    fn low(&self, at: usize) -> &str {
        if self.range.contains(&at) { self.tagged.low(at) } else { "" }
    }

    fn word(&self, at: usize) -> bool {
        self.range.contains(&at) && self.tagged.token(at).kind == Kind::Word
    }

    /// True for "Article 3", "No. 5", "(3)", "3." at a line's beginning, "12/2004".
    fn is_label(&self, number: &Numeral) -> bool {
        let (start, end) = (number.tokens.start, number.tokens.end);
        let before = if start > self.range.start {
            start - 1
        } else {
            // "12 The flights": a paragraph's number.
            let heads = self.range.contains(&end) && self.tagged.nameish[end];
            return heads || self.low(end) == "." || self.low(end) == ")";
        };
        let line =
            &self.tagged.words.text[self.tagged.token(before).span.end..self.tagged.token(start).span.start];
        if line.contains('\n') && self.range.contains(&end) && self.tagged.nameish[end] {
            return true;
        }
        let dotted = self.low(before) == "." && before > self.range.start;
        let label = if dotted { before - 1 } else { before };
        if self.numerals.labels.contains(self.low(label)) && !(dotted && self.tagged.low(label).len() > 5) {
            return true;
        }
        let bracketed = matches!(self.low(before), "(" | "[") && matches!(self.low(end), ")" | "]");
        let glued = |at: usize, sign: &str| matches!(sign, "/" | "_" | "#" | "\\") && self.touches(at);
        bracketed
            || glued(before, self.low(before))
            || glued(end - 1, self.low(end))
            || self.low(before) == "-"
                && self.touches(before)
                && before > self.range.start
                && self.word(before - 1)
            || self.tagged.nameish[before] && self.is_name_number(before, end)
    }

    /// True if no space stands between the token and the next.
    fn touches(&self, at: usize) -> bool {
        at + 1 < self.range.end && self.tagged.token(at).span.end == self.tagged.token(at + 1).span.start
    }

    /// "Apollo 13": behind a name, and no noun follows.
    fn is_name_number(&self, before: usize, end: usize) -> bool {
        before > self.range.start
            && !self.tagged.begins(before, &self.range)
            && self.thing(end, 2.0).is_none()
            && self.low(end) != "%"
    }

    /// True for dates, years, times, pronouns and vague words that count nothing here.
    fn is_other(&self, number: &Numeral) -> bool {
        let (start, end) = (number.tokens.start, number.tokens.end);
        let span = self.tagged.token(start).span;
        let after = self.dates.partition_point(|date| date.end <= span.start);
        if self.dates.get(after).is_some_and(|date| date.overlaps(span)) && number.joined.is_none() {
            return true;
        }
        let before = if start > self.range.start { self.low(start - 1) } else { "" };
        let next = self.low(end);
        let time = self.numerals.time_after.contains(next);
        let day = number.figures
            && (self.numerals.months.contains(before)
                || self.numerals.months.contains(next) && self.word(end) && self.tagged.nameish[end]);
        time || day || self.is_year(number) || self.is_pronoun(number, before) || self.note && number.figures
    }

    fn is_year(&self, number: &Numeral) -> bool {
        let (start, end) = (number.tokens.start, number.tokens.end);
        let text = self.tagged.text(start);
        let year = number.figures
            && text.len() == 4
            && (1000.0..=2100.0).contains(&number.value)
            && !text.contains([',', '.']);
        year && (self.bound(start).is_none() || self.thing(end, 2.0).is_none())
    }

    fn is_pronoun(&self, number: &Numeral, before: &str) -> bool {
        let end = number.tokens.end;
        let low = self.low(number.tokens.start);
        let single = number.tokens.len() == 1;
        if number.vague {
            return self.numerals.vague_not_after.contains(before)
                && !self.numerals.vague_not_after.contains(low)
                || self.thing(end, 2.0).is_none();
        }
        if number.share {
            return !self.numerals.of.contains(self.low(end))
                && !self.numerals.partitive.contains(self.low(end));
        }
        single
            && number.joined.is_none()
            && self.numerals.pronouns.contains(low)
            && (self.numerals.not_after.contains(before) || self.thing(end, 1.0).is_none())
    }

    /// What is said about a number before it: the bound and its first token.
    fn bound(&self, start: usize) -> Option<(QuantityBound, usize)> {
        self.numerals.before.iter().find_map(|(words, code)| {
            let from = start.checked_sub(words.len()).filter(|from| *from >= self.range.start)?;
            let fits = words.iter().enumerate().all(|(nth, word)| self.low(from + nth) == word);
            fits.then(|| (bound_of(code), from))
        })
    }

    /// Takes a number with its thing; gives where to go on.
    fn take(&mut self, number: Numeral) -> usize {
        let end = number.tokens.end;
        if let Some((second, end)) = self.range_to(&number) {
            return self.take_range(&number, &second, end);
        }
        let (bound, thing) = self.told(&number);
        let stop = thing.as_ref().map_or(end, |thing| thing.end);
        let bare =
            thing.is_none() && bound == QuantityBound::Exactly && (number.figures && self.is_loose(&number));
        let joined = number
            .joined
            .as_ref()
            .is_some_and(|joined| self.numerals.stops.contains(joined.split('-').next().unwrap_or("")));
        if !bare && !joined {
            self.push(&number, bound, thing);
        }
        stop.max(end).min(self.next_number(end, stop))
    }

    /// A second number may stand before the thing ends: "two of the nine detainees".
    fn next_number(&self, from: usize, to: usize) -> usize {
        (from..to).find(|at| self.number_at(*at).is_some()).unwrap_or(to)
    }

    /// Small figures alone tell nothing: they may be a page, a score, a code.
    fn is_loose(&self, number: &Numeral) -> bool {
        !self.tagged.text(number.tokens.start).contains(',') && number.tokens.len() == 1
    }

    fn told(&self, number: &Numeral) -> (QuantityBound, Option<Thing>) {
        let (start, end) = (number.tokens.start, number.tokens.end);
        let before = self.bound(start);
        let (mut bound, mut past) = (before.map_or(QuantityBound::Exactly, |(bound, _)| bound), end);
        if let Some((words, code)) = self.numerals.after.iter().find(|(words, _)| self.follow(end, words)) {
            bound = bound_of(code);
            past += words.len();
        }
        let thing = self.special(number, past).or_else(|| self.thing(past, number.value));
        let lasting = thing.as_ref().is_some_and(|thing| self.lasts(&thing.word));
        if lasting
            && before.is_some_and(|(_, from)| {
                from + 1 == start && self.numerals.not_with_durations.contains(self.low(from))
            })
        {
            bound = QuantityBound::Exactly;
        }
        (bound, thing)
    }

    fn lasts(&self, word: &str) -> bool {
        self.numerals.durations.contains(word)
    }

    fn follow(&self, at: usize, words: &[String]) -> bool {
        words.iter().enumerate().all(|(nth, word)| self.low(at + nth) == word)
    }

    /// Ages, percentages, shares, money and what a hyphen joins.
    fn special(&self, number: &Numeral, past: usize) -> Option<Thing> {
        let start = number.tokens.start;
        let before = if start > self.range.start { self.low(start - 1) } else { "" };
        if let Some(joined) = &number.joined {
            let age = self.numerals.age_joined.contains(joined);
            let word = joined.split('-').next().unwrap_or(joined);
            let word = self.numerals.singular(word).unwrap_or_else(|| word.to_owned());
            return Some(Thing { word: if age { self.numerals.age.clone() } else { word }, end: past });
        }
        if let Some(tail) = self.numerals.age_tail.iter().find(|tail| self.follow(past, tail)) {
            return Some(Thing { word: self.numerals.age.clone(), end: past + tail.len() });
        }
        if self.numerals.ages_before.contains(before) || self.is_age_between_commas(number) {
            return Some(Thing { word: self.numerals.age.clone(), end: past });
        }
        if let Some(words) = self.numerals.percents.iter().find(|words| self.follow(past, words)) {
            return Some(self.share(&self.numerals.percent, past + words.len()));
        }
        if number.share {
            return Some(self.share(&self.numerals.share, past));
        }
        self.numerals.currencies.get(before).map(|word| Thing { word: word.clone(), end: past })
    }

    /// "Tomas Verin, 34,".
    fn is_age_between_commas(&self, number: &Numeral) -> bool {
        let (start, end) = (number.tokens.start, number.tokens.end);
        number.figures
            && (10.0..=99.0).contains(&number.value)
            && start > self.range.start + 1
            && self.low(start - 1) == ","
            && self.low(end) == ","
            && self.tagged.nameish[start - 2]
            && !self.numerals.months.contains(self.low(start - 2))
    }

    /// "percent of detainee", or just "percent".
    fn share(&self, what: &str, past: usize) -> Thing {
        match self.thing(past, 2.0).filter(|_| {
            self.numerals.of.contains(self.low(past)) || self.numerals.partitive.contains(self.low(past))
        }) {
            Some(thing) => Thing { word: format!("{what} of {}", thing.word), end: thing.end },
            None => Thing { word: what.to_owned(), end: past },
        }
    }

    /// The noun that is counted: the first plural before the noun phrase ends; for one, its last word.
    fn thing(&self, from: usize, value: f64) -> Option<Thing> {
        let mut at = from;
        let of = self.numerals.of.contains(self.low(at));
        if of {
            at += 1;
        }
        while self.numerals.partitive.contains(self.low(at)) && (of || at == from) {
            at += 1;
        }
        if let Some(number) = self.word(at).then(|| self.number_at(at)).flatten().filter(|_| of) {
            at = number.tokens.end;
        } else if of && self.range.contains(&at) && self.tagged.token(at).kind == Kind::Number {
            at += 1;
        }
        let noun_phrase = at..self.range.end.min(at + 7);
        let run = noun_phrase.take_while(|at| self.word(*at) && !self.numerals.stops.contains(self.low(*at)));
        if value == 1.0 && !of {
            let verbal = |at: &usize| {
                self.numerals.verbal_endings.iter().any(|ending| self.low(*at).ends_with(ending))
                    || self.tagged.is(*at, super::lexicon::flag::SAYS)
            };
            let last = run
                .take(3)
                .enumerate()
                .take_while(|(nth, at)| *nth == 0 || !self.tagged.nameish[*at] && !verbal(at))
                .last()?
                .1;
            let word = self.numerals.singular(self.low(last)).filter(|_| self.lasts(self.low(last)));
            return Some(Thing { word: word.unwrap_or_else(|| self.low(last).to_owned()), end: last + 1 });
        }
        for at in run {
            let low = self.low(at);
            if self.lasts(low)
                || self.numerals.plurals.contains_key(low)
                || self.numerals.singular(low).is_some()
            {
                let word = self.numerals.singular(low).unwrap_or_else(|| low.to_owned());
                return Some(Thing { word, end: at + 1 });
            }
        }
        None
    }

    /// "20 to 30 people", "between 20 and 30": the second number and where it ends.
    fn range_to(&self, number: &Numeral) -> Option<(Numeral, usize)> {
        let (start, end) = (number.tokens.start, number.tokens.end);
        if number.joined.is_some()
            || number.vague
            || number.share
            || !self.numerals.range_joins.contains(self.low(end))
        {
            return None;
        }
        let second = (end + 1 < self.range.end).then(|| self.number_at(end + 1)).flatten()?;
        let between = start > self.range.start && self.numerals.between.contains(self.low(start - 1));
        let dash = self.tagged.token(end).kind == Kind::Punctuation;
        let listing = !between && !dash && self.thing(second.tokens.end, 2.0).is_none();
        (second.value > number.value && !listing && !second.vague && !second.share && second.joined.is_none())
            .then(|| {
                let stop = second.tokens.end;
                (second, stop)
            })
    }

    fn take_range(&mut self, first: &Numeral, second: &Numeral, end: usize) -> usize {
        let (_, thing) = self.told(second);
        let stop = thing.as_ref().map_or(end, |thing| thing.end);
        let word = thing.as_ref().map_or_else(String::new, |thing| thing.word.clone());
        let dashed = self.tagged.token(first.tokens.end).kind == Kind::Punctuation;
        if dashed && word.is_empty() {
            return end;
        }
        let same = Thing { word, end: first.tokens.end };
        self.push(first, QuantityBound::AtLeast, Some(same));
        self.push(second, QuantityBound::AtMost, thing);
        stop
    }

    fn push(&mut self, number: &Numeral, bound: QuantityBound, thing: Option<Thing>) {
        let start = self.tagged.token(number.tokens.start).span.start;
        let end = thing.as_ref().map_or(number.tokens.end, |thing| thing.end.max(number.tokens.end));
        let span = Span::new(start, self.tagged.token(end - 1).span.end);
        self.found.push(Quantity {
            span,
            sentence: self.sentence,
            value: number.value,
            bound,
            thing: thing.map_or_else(String::new, |thing| thing.word),
            vague: number.vague,
        });
    }
}

fn bound_of(code: &str) -> QuantityBound {
    match code {
        "at_least" => QuantityBound::AtLeast,
        "at_most" => QuantityBound::AtMost,
        "about" => QuantityBound::About,
        _ => QuantityBound::Exactly,
    }
}
