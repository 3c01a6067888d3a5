//! A note's text as words, signs, quotations, addresses and dates: what splitting and reading work on.

use super::lexicon::{Lexicon, Meaning, role};
use crate::dates::{Calendar, FoundDate, Order};
use std::ops::Range;

/// What a word stays though a longer phrase begins with it.
const KEPT: u64 = role::BODY
    | role::ROLE
    | role::TELEPHONE
    | role::VIDEO
    | role::GROUP
    | role::CORRESPONDENCE
    | role::WITHHOLDS;

/// A word: letters and figures with what joins them inside ("A/HRC/13/42", "A.K", "e-mail").
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The longest phrase that begins here.
    pub(super) meaning: Meaning,
    /// One past the last word of that phrase.
    pub(super) phrase_end: usize,
    /// Brackets around it.
    pub(super) depth: u16,
    pub(super) quoted: bool,
    pub(super) capital: bool,
    /// Begins with a figure.
    pub(super) figure: bool,
}

impl Word {
    pub(super) fn is(&self, roles: u64) -> bool {
        self.meaning.roles & roles != 0
    }

    /// Outside quotations and brackets.
    pub(super) fn plain(&self) -> bool {
        !self.quoted && self.depth == 0
    }
}

/// A sign of punctuation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub(super) at: usize,
    pub(super) sign: char,
    /// Brackets around it.
    pub(super) depth: u16,
    pub(super) quoted: bool,
}

/// A note read into its parts.
pub(super) struct Scan<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) text: &'a str,
    pub(super) words: Vec<Word>,
    pub(super) points: Vec<Point>,
    /// Quotations, with their marks.
    pub(super) quotes: Vec<Range<usize>>,
    /// Addresses on the web.
    pub(super) addresses: Vec<Range<usize>>,
    pub(super) dates: Vec<FoundDate>,
    /// How many of the words before each are verbs outside quotations and brackets.
    verbs: Vec<usize>,
}

impl<'a> Scan<'a> {
    /// Reads `text`; dates in figures are read in `order`.
    pub(super) fn of(lexicon: &'a Lexicon, calendar: &Calendar, order: Order, text: &'a str) -> Self {
        let addresses = addresses(text);
        let quotes = quotes(text);
        let brackets = brackets(text, &quotes);
        let dates = calendar.dates_in(text, order);
        let mut scan = Self {
            lexicon,
            text,
            words: Vec::new(),
            points: Vec::new(),
            quotes,
            addresses,
            dates,
            verbs: vec![0],
        };
        scan.read(&brackets);
        scan.name_phrases();
        scan.count_verbs();
        scan
    }

    fn read(&mut self, brackets: &[(usize, bool)]) {
        let (mut at, mut quote, mut address, mut bracket, mut depth) = (0, 0, 0, 0, 0u16);
        while let Some(first) = self.text[at..].chars().next() {
            while brackets.get(bracket).is_some_and(|(place, _)| *place <= at) {
                let opens = brackets[bracket].1;
                depth = if opens { depth.saturating_add(1) } else { depth.saturating_sub(1) };
                bracket += 1;
            }
            if let Some(skipped) = self.addresses.get(address).filter(|range| range.start == at) {
                at = skipped.end;
                address += 1;
                continue;
            }
            while self.quotes.get(quote).is_some_and(|range| range.end <= at) {
                quote += 1;
            }
            let quoted = self.quotes.get(quote).is_some_and(|range| range.contains(&at));
            let length = word_length(&self.text[at..]);
            if length > 0 {
                let (capital, figure) = (first.is_uppercase(), first.is_ascii_digit());
                let end = at + length;
                let meaning = Meaning::default();
                self.words.push(Word {
                    start: at,
                    end,
                    meaning,
                    phrase_end: 0,
                    depth,
                    quoted,
                    capital,
                    figure,
                });
                at = end;
            } else {
                if !first.is_whitespace() {
                    self.points.push(Point { at, sign: first, depth, quoted });
                }
                at += first.len_utf8();
            }
        }
    }

    /// Finds at every word the longest phrase that begins there.
    fn name_phrases(&mut self) {
        let mut low = String::new();
        for at in 0..self.words.len() {
            let word = self.words[at];
            low.clear();
            push_low(&mut low, &self.text[word.start..word.end]);
            let longest = self.lexicon.longest(&low);
            let mut best = (Meaning::default(), at + 1);
            for last in at..(at + longest).min(self.words.len()) {
                if last > at {
                    let gap = &self.text[self.words[last - 1].end..self.words[last].start];
                    if gap.len() > 3 || !gap.chars().all(|c| matches!(c, ' ' | '.' | ',')) {
                        break;
                    }
                    low.push(' ');
                    push_low(&mut low, &self.text[self.words[last].start..self.words[last].end]);
                }
                if let Some(meaning) = self.lexicon.meaning(&low, word.capital) {
                    // "name" stays a noun in "name withheld", "telephone" a mode in "telephone interview".
                    let nouns = best.0.nouns | meaning.nouns;
                    let roles = (best.0.roles & KEPT) | meaning.roles;
                    best = (Meaning { nouns, roles, ..meaning }, last + 1);
                }
            }
            (self.words[at].meaning, self.words[at].phrase_end) = best;
        }
    }

    fn count_verbs(&mut self) {
        let mut verbs = 0;
        for at in 0..self.words.len() {
            verbs += usize::from(self.words[at].plain() && self.is_verb(&self.words[at]));
            self.verbs.push(verbs);
        }
    }

    /// True for a verb in lower case, by list or by ending.
    pub(super) fn is_verb(&self, word: &Word) -> bool {
        let text = &self.text[word.start..word.end];
        let ends =
            || self.lexicon.verb_endings.iter().any(|end| text.len() > 4 && text.ends_with(end.as_str()));
        !word.capital && (word.is(role::VERB) || (!word.is(role::NOT_VERB | role::CONTINUES) && ends()))
    }

    /// True if a verb outside quotations and brackets stands in the range.
    pub(super) fn has_verb(&self, range: &Range<usize>) -> bool {
        let words = self.words_in(range);
        self.verbs[words.end] > self.verbs[words.start]
    }

    /// The indices of the words of a range.
    pub(super) fn words_in(&self, range: &Range<usize>) -> Range<usize> {
        let from = self.words.partition_point(|word| word.start < range.start);
        let to = self.words.partition_point(|word| word.start < range.end);
        from..to.max(from)
    }

    /// The signs of a range.
    pub(super) fn points_in(&self, range: &Range<usize>) -> &[Point] {
        let from = self.points.partition_point(|point| point.at < range.start);
        let to = self.points.partition_point(|point| point.at < range.end);
        &self.points[from..to.max(from)]
    }

    /// The dates of a range.
    pub(super) fn dates_in(&self, range: &Range<usize>) -> &[FoundDate] {
        let from = self.dates.partition_point(|date| date.range.start < range.start);
        let to = self.dates.partition_point(|date| date.range.start < range.end);
        &self.dates[from..to.max(from)]
    }

    /// The first address of a range.
    pub(super) fn address_in(&self, range: &Range<usize>) -> Option<&Range<usize>> {
        let from = self.addresses.partition_point(|address| address.start < range.start);
        self.addresses.get(from).filter(|address| address.start < range.end)
    }

    /// The quotations of a range.
    pub(super) fn quotes_in(&self, range: &Range<usize>) -> &[Range<usize>] {
        let from = self.quotes.partition_point(|quote| quote.start < range.start);
        let to = self.quotes.partition_point(|quote| quote.start < range.end);
        &self.quotes[from..to.max(from)]
    }
}

/// Length of the word at the start of `text`, 0 if there is none. `¶`, `§` and `█` are words.
fn word_length(text: &str) -> usize {
    let first = text.chars().next();
    if let Some(sign @ ('¶' | '§' | '█')) = first {
        let run: usize = text.chars().take_while(|c| *c == sign).map(char::len_utf8).sum();
        return run;
    }
    let mut end = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let goes_on = letters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let belongs = match letter {
            '\'' | '’' | '-' | '/' | '_' | '\u{2011}' | '–' => at > 0 && goes_on && end == at,
            ':' => at > 0 && goes_on && end == at && text[..at].bytes().all(|b| b.is_ascii_digit()),
            '.' => at > 0 && goes_on && end == at && stop_joins(&text[..at], &text[at + 1..]),
            _ => letter.is_alphanumeric() || ('\u{0300}'..='\u{036F}').contains(&letter),
        };
        if !belongs {
            break;
        }
        end = at + letter.len_utf8();
    }
    end
}

/// A full stop joins single letters ("A.K", "U.S"), figures, and the parts of a symbol ("E/CN.4/2004/56").
fn stop_joins(before: &str, after: &str) -> bool {
    let next_figure = after.starts_with(|c: char| c.is_ascii_digit());
    let single = |letters: &mut dyn Iterator<Item = char>| {
        letters.take_while(|c| c.is_alphabetic()).take(2).count() == 1
    };
    let single_before = single(&mut before.chars().rev());
    (next_figure && (single_before || before.ends_with(|c: char| c.is_ascii_digit()) || before.contains('/')))
        || (single_before && single(&mut after.chars()))
}

fn push_low(low: &mut String, word: &str) {
    if word.is_ascii() {
        low.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    } else {
        low.extend(word.chars().flat_map(char::to_lowercase));
    }
}

/// Addresses, in order, without the punctuation after them.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = next_address(text, from) {
        let scheme = text[from..at].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        let start = if text[at..].starts_with(':') { at - scheme } else { at };
        let rest = &text[start..];
        let stop = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”' | '|');
        let whole = &rest[..rest.find(stop).unwrap_or(rest.len())];
        found.push(start..start + trimmed_address(whole).len());
        from = start + whole.len();
    }
    found
}

/// Where the next "://" or "www." stands.
fn next_address(text: &str, from: usize) -> Option<usize> {
    let rest = &text[from..];
    let first = rest
        .match_indices(['w', ':'])
        .find(|(at, _)| rest[*at..].starts_with("://") || rest[*at..].starts_with("www."));
    first.map(|(at, _)| from + at)
}

/// Without the punctuation and the unpartnered brackets at its end.
fn trimmed_address(mut address: &str) -> &str {
    let mut surplus = address.matches(')').count().saturating_sub(address.matches('(').count());
    loop {
        let cut = address.trim_end_matches(['.', ',', ';', ':', '*', '\'', '’', ']']);
        let bracket = surplus > 0 && cut.ends_with(')');
        surplus -= usize::from(bracket);
        let next = if bracket { &cut[..cut.len() - 1] } else { cut };
        if next.len() == address.len() {
            return address;
        }
        address = next;
    }
}

/// Quotations with their marks; a mark without its partner is none.
fn quotes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, letter) in text.char_indices() {
        let closes = match letter {
            '“' => '”',
            '«' => '»',
            '„' => '“',
            '"' => '"',
            '”' | '»' => letter,
            _ => continue,
        };
        match open {
            Some((start, close)) if letter == close || (close == '“' && letter == '”') => {
                found.push(start..at + letter.len_utf8());
                open = None;
            }
            // A second opening mark: the first had no partner.
            Some((_, close)) if closes == close && letter != close => open = Some((at, closes)),
            Some(_) => {}
            None if matches!(letter, '”' | '»') => {}
            None => open = Some((at, closes)),
        }
    }
    found
}

/// Where brackets open (true, counted from there) and close (false), matched ones outside quotations only.
fn brackets(text: &str, quotes: &[Range<usize>]) -> Vec<(usize, bool)> {
    let (mut found, mut open, mut quote) = (Vec::new(), Vec::new(), 0);
    for (at, letter) in text.char_indices() {
        if !matches!(letter, '(' | '[' | ')' | ']') {
            continue;
        }
        while quotes.get(quote).is_some_and(|range| range.end <= at) {
            quote += 1;
        }
        if quotes.get(quote).is_some_and(|range| range.contains(&at)) {
            continue;
        }
        match letter {
            '(' | '[' => open.push((at, letter)),
            _ => {
                let partner = if letter == ')' { '(' } else { '[' };
                if let Some((start, _)) = open.pop_if(|(_, sign)| *sign == partner) {
                    found.push((start, true));
                    found.push((at + 1, false));
                }
            }
        }
    }
    found.sort_unstable();
    found
}
