//! One part of a note without its signals, cut into segments at its commas.

use super::lexicon::{Meaning, role};
use super::scan::{Scan, Word};
use crate::dates::FoundDate;
use probata_vocabulary::Signal;
use std::ops::Range;

/// A part of a note: what stands in it after the signal.
pub(super) struct Content<'a> {
    pub(super) scan: &'a Scan<'a>,
    /// The whole part, signal included.
    pub(super) whole: Range<usize>,
    /// What is cited.
    pub(super) range: Range<usize>,
    pub(super) signal: Option<Signal>,
    pub(super) words: &'a [Word],
    /// Brackets around all of it.
    pub(super) depth: u16,
    pub(super) dates: &'a [FoundDate],
    /// Stretches between commas outside quotations, brackets and dates.
    pub(super) segments: Vec<Range<usize>>,
}

impl<'a> Content<'a> {
    /// Reads a part.
    pub(super) fn of(scan: &'a Scan<'a>, whole: Range<usize>) -> Self {
        let (signal, start) = signal(scan, &whole);
        Self::within(scan, whole.clone(), start..whole.end, signal)
    }

    /// The same part, with only `range` of it taken for what is cited.
    pub(super) fn narrowed(&self, range: Range<usize>) -> Content<'a> {
        Self::within(self.scan, self.whole.clone(), range, self.signal)
    }

    fn within(scan: &'a Scan<'a>, whole: Range<usize>, range: Range<usize>, signal: Option<Signal>) -> Self {
        let words = &scan.words[scan.words_in(&range)];
        let depth = words.iter().map(|word| word.depth).min().unwrap_or(0);
        let dates = scan.dates_in(&range);
        let segments = segments(scan, &range, dates, depth);
        Self { scan, whole, range, signal, words, depth, dates, segments }
    }

    pub(super) fn text(&self, range: &Range<usize>) -> &'a str {
        self.scan.text.get(range.clone()).unwrap_or_default()
    }

    /// True outside quotations and brackets (those around the whole do not count).
    pub(super) fn plain(&self, word: &Word) -> bool {
        !word.quoted && word.depth == self.depth
    }

    /// The first word outside quotations and brackets with one of the roles.
    pub(super) fn cue(&self, roles: u64) -> Option<&'a Word> {
        self.words.iter().find(|word| self.plain(word) && word.is(roles))
    }

    /// The first word anywhere outside quotations with one of the roles.
    pub(super) fn anywhere(&self, roles: u64) -> Option<&'a Word> {
        self.words.iter().find(|word| !word.quoted && word.is(roles))
    }

    /// Words of a range of this part.
    pub(super) fn words_of(&self, range: &Range<usize>) -> &'a [Word] {
        &self.scan.words[self.scan.words_in(range)]
    }

    /// One past the last byte of the phrase that begins at `word`.
    pub(super) fn phrase_end(&self, word: &Word) -> usize {
        let last = self.scan.words_in(&(word.start..self.scan.text.len())).start;
        let last = self.scan.words[last].phrase_end.max(last + 1) - 1;
        self.scan.words[last].end
    }

    /// The index of the segment that holds the byte at `at`.
    pub(super) fn segment_at(&self, at: usize) -> Option<usize> {
        self.segments.iter().position(|segment| segment.contains(&at))
    }

    /// The range's wording without brackets, quotation marks and punctuation at its edges.
    pub(super) fn wording(&self, range: &Range<usize>) -> String {
        let mut out = String::new();
        let mut from = range.start;
        let mut depth = 0usize;
        for (offset, letter) in self.text(range).char_indices() {
            let at = range.start + offset;
            match letter {
                '(' | '[' => {
                    if depth == 0 {
                        out.push_str(&self.scan.text[from..at]);
                    }
                    depth += 1;
                }
                ')' | ']' if depth > 0 => {
                    depth -= 1;
                    from = at + 1;
                }
                _ => {}
            }
        }
        if depth == 0 {
            out.push_str(&self.scan.text[from.min(range.end)..range.end]);
        }
        tidy(&out).to_owned()
    }

    /// True if the segment is only a date, with brackets and a preposition perhaps.
    pub(super) fn is_date(&self, segment: &Range<usize>) -> bool {
        self.scan.dates_in(segment).iter().any(|date| {
            let before = self.text(&(segment.start..date.range.start));
            before.trim_matches(|c: char| !c.is_alphanumeric()).split(' ').count() <= 1
        })
    }

    /// True if one of the roles stands in the segment, outside quotations and brackets.
    pub(super) fn segment_is(&self, segment: &Range<usize>, roles: u64) -> bool {
        self.words_of(segment).iter().any(|word| self.plain(word) && word.is(roles))
    }
}

/// Without spaces, quotation marks and punctuation at the edges; a full stop after a single letter stays ("A.K.").
pub(super) fn tidy(text: &str) -> &str {
    let edge =
        |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '"' | '“' | '”' | '«' | '»' | '(' | ')');
    let mut text = text.trim_matches(edge);
    while let Some(cut) = text.strip_suffix('.') {
        let last = cut.rsplit([' ', '.', '-']).next().unwrap_or_default();
        if last.chars().count() == 1 && last.chars().all(char::is_uppercase) {
            break;
        }
        text = cut.trim_end_matches(edge);
    }
    text
}

/// The signal before a citation, and where the citation begins.
fn signal(scan: &Scan<'_>, whole: &Range<usize>) -> (Option<Signal>, usize) {
    let words = scan.words_in(whole);
    let (mut signal, mut at, mut start) = (None, words.start, whole.start);
    while at < words.end {
        let word = &scan.words[at];
        let between = &scan.text[start.min(word.start)..word.start];
        let joins = word.is(role::AND) && !word.capital && signal.is_none();
        let Meaning { signal: next, .. } = word.meaning;
        if word.quoted
            || !between.chars().all(|c| matches!(c, ' ' | ',' | '.' | ':' | '('))
            || (next.is_none() && !joins)
        {
            break;
        }
        signal = match (signal, next) {
            (Some(Signal::See) | None, Some(Signal::ForExample)) => Some(Signal::ForExample),
            (None, next) => next,
            (before, _) => before,
        };
        at = word.phrase_end.max(at + 1);
        start = scan.words[at - 1].end;
    }
    let rest = &scan.text[start..whole.end];
    let skipped = if signal.is_some() || start > whole.start {
        rest.len() - rest.trim_start_matches([' ', ',', '.', ':', ';']).len()
    } else {
        0
    };
    (signal, start + skipped)
}

fn segments(scan: &Scan<'_>, range: &Range<usize>, dates: &[FoundDate], depth: u16) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = range.start;
    let mut date = 0;
    for point in scan.points_in(range) {
        while dates.get(date).is_some_and(|found| found.range.end <= point.at) {
            date += 1;
        }
        let in_date = dates.get(date).is_some_and(|found| found.range.contains(&point.at));
        if point.sign == ',' && point.depth == depth && !point.quoted && !in_date {
            push(scan.text, &mut found, from..point.at);
            from = point.at + 1;
        }
        // A quoted title ends its segment ("Three men flown out," Aldmark Courier).
        if matches!(point.sign, '"' | '”') && point.at > from && ends_title(scan, point.at) {
            push(scan.text, &mut found, from..point.at + point.sign.len_utf8());
            from = point.at + point.sign.len_utf8();
        }
    }
    push(scan.text, &mut found, from..range.end);
    found
}

fn ends_title(scan: &Scan<'_>, at: usize) -> bool {
    let before = scan.text[..at].chars().next_back();
    let quote = scan.quotes.partition_point(|quote| quote.start < at).checked_sub(1);
    let closes = quote.is_some_and(|index| scan.quotes[index].contains(&at));
    closes && matches!(before, Some(',' | '.' | '?' | '!'))
}

fn push(text: &str, found: &mut Vec<Range<usize>>, range: Range<usize>) {
    let inside = text.get(range.clone()).unwrap_or_default();
    let start = range.end - inside.trim_start().len();
    let end = start + inside.trim().len();
    if end > start {
        found.push(start..end);
    }
}
