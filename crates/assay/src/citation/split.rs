//! A note to its parts: at semicolons, at signals, and at full stops that end a sentence.

use super::lexicon::role;
use super::scan::{Point, Scan, Word};
use probata_vocabulary::Signal;
use std::ops::Range;

/// Ranges of the text, trimmed, none empty.
pub(super) fn split(scan: &Scan<'_>) -> Vec<Range<usize>> {
    let mut cuts: Vec<usize> = Vec::new();
    for point in &scan.points {
        let from = cuts.last().copied().unwrap_or(0);
        cuts.extend(cut_at(scan, point, from));
    }
    cuts.extend((1..scan.words.len()).filter(|at| signal_begins(scan, *at)).map(|at| scan.words[at].start));
    cuts.extend(scan.words.iter().filter(|word| begins_after_date(scan, word)).map(|word| word.start));
    cuts.push(scan.text.len());
    cuts.sort_unstable();
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for cut in cuts {
        let piece = trimmed(scan.text, from..cut);
        from = cut;
        if piece.is_empty() {
            continue;
        }
        match parts.last_mut() {
            Some(last) if continues(scan, &piece) => last.end = piece.end,
            _ => parts.push(piece),
        }
    }
    parts
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let blank = |c: char| c.is_whitespace() || matches!(c, ';' | ',');
    let inside = &text[range.clone()];
    let start = range.end - inside.trim_start_matches(blank).len();
    start..start + text[start..range.end].trim_end_matches(blank).len()
}

/// Where the text is cut because of a sign; it was cut last at `from`.
fn cut_at(scan: &Scan<'_>, point: &Point, from: usize) -> Option<usize> {
    let end = point.at + point.sign.len_utf8();
    let plain = !point.quoted && point.depth == 0;
    match point.sign {
        ';' if plain => Some(end),
        '.' if plain && ends_sentence(scan, point.at, end) => Some(end),
        // "Yahoo! News": only a sentence ends so.
        '?' | '!' if plain && scan.has_verb(&(from..end)) && ends_sentence(scan, point.at, end) => Some(end),
        '"' | '”' | '»' | ')' => {
            let stop = scan.text[..point.at].ends_with(['.', '?', '!']);
            (stop && quotation_ends_sentence(scan, from, end)).then_some(end)
        }
        _ => None,
    }
}

/// The word at or after `at`, if only opening signs stand between.
fn next_word<'a>(scan: &'a Scan<'_>, at: usize) -> Option<&'a Word> {
    let word = scan.words.get(scan.words.partition_point(|word| word.start < at))?;
    let gap = &scan.text[at..word.start];
    gap.chars().all(|c| matches!(c, ' ' | '"' | '“' | '«' | '„' | '[' | '‘')).then_some(word)
}

fn word_before<'a>(scan: &'a Scan<'_>, at: usize) -> Option<&'a Word> {
    let index = scan.words.partition_point(|word| word.start < at).checked_sub(1)?;
    scan.words.get(index).filter(|word| word.end == at)
}

fn ends_sentence(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    if !scan.text[end..].starts_with(' ') {
        return false;
    }
    let Some(next) = next_word(scan, end) else {
        // A bracket or an address follows: it belongs to what stands before.
        return false;
    };
    let signals = next.capital && (next.meaning.signal.is_some() || next.is(role::IBID));
    let Some(before) = word_before(scan, at) else { return next.capital || next.figure };
    if signals {
        return before.meaning.signal.is_none_or(|signal| signal != Signal::ForExample);
    }
    let word = &scan.text[before.start..before.end];
    let single = word.chars().count() == 1 && !before.figure;
    let initials = word.contains('.') && !before.figure;
    if before.is(role::ABBREVIATION) || single || (initials && !next.is(role::CONTINUES)) {
        return before.is(role::IBID) && next.capital;
    }
    let opens = scan.text[end..next.start].contains(['"', '“', '«', '„']);
    next.capital || next.figure || opens || next.is(role::REDACTED)
}

/// True if the sentence ends inside the quotation or bracket. A title ends so as well ("... at night." Aldmark
/// Courier), so a signal or a reference back must follow, or a sentence with a verb stand before.
fn quotation_ends_sentence(scan: &Scan<'_>, from: usize, end: usize) -> bool {
    let follows = scan.text[end..].starts_with(' ').then(|| next_word(scan, end)).flatten();
    follows.is_some_and(|next| {
        let refers = next.capital && (next.meaning.signal.is_some() || next.is(role::IBID));
        next.depth == 0 && (refers || ((next.capital || next.figure) && scan.has_verb(&(from..end))))
    })
}

/// True if a signal inside a sentence begins another citation (", see also", "quoted in").
fn signal_begins(scan: &Scan<'_>, at: usize) -> bool {
    let word = &scan.words[at];
    let Some(signal) = word.meaning.signal.filter(|_| word.plain()) else { return false };
    let before = scan.text[..word.start].trim_end();
    let inside = scan.words[..at].last().is_some_and(|last| last.meaning.signal.is_some());
    if inside || before.ends_with(';') {
        return false;
    }
    match signal {
        Signal::QuotedIn => before.ends_with(',') || before.ends_with(')'),
        Signal::See | Signal::SeeAlso | Signal::ButSee | Signal::Compare | Signal::SeeGenerally => {
            !word.capital && (before.ends_with(',') || before.ends_with('█'))
        }
        Signal::ForExample => false,
    }
}

/// True for "and" after a date and a comma: "..., 5 May 2022, and Velsk Times, 6 May 2022".
fn begins_after_date(scan: &Scan<'_>, word: &Word) -> bool {
    if !word.is(role::AND) || word.capital || !word.plain() {
        return false;
    }
    let Some(before) = scan.text[..word.start].trim_end().strip_suffix(',') else { return false };
    let date = scan.dates.partition_point(|date| date.range.end <= before.len());
    let dated = date
        .checked_sub(1)
        .is_some_and(|at| scan.dates[at].range.end == before.len() && scan.dates[at].date().is_some());
    let next = next_word(scan, word.end);
    dated && next.is_some_and(|next| next.capital || next.quoted || next.is(role::WITH))
}

/// True if a part belongs to the citation before it: "On file with Lantern.", "paras. 14-16".
fn continues(scan: &Scan<'_>, piece: &Range<usize>) -> bool {
    let words = &scan.words[scan.words_in(piece)];
    let Some(first) = words.first() else {
        return scan.address_in(piece).is_some_and(|address| address.start == piece.start);
    };
    if first.is(role::CONTINUES) && first.start - piece.start <= 1 {
        return !words.iter().any(|word| word.plain() && scan.is_verb(word) && !word.is(role::CONTINUES));
    }
    if scan.dates_in(piece).iter().any(|date| date.range.end == piece.end) && words.len() <= 4 {
        let date = &scan.dates_in(piece)[0];
        return words.iter().all(|word| word.start >= date.range.start || word.is(role::AND));
    }
    let locating = |word: &Word| word.figure || word.is(role::LOCATOR | role::AND | role::TO);
    first.is(role::LOCATOR) && words.iter().all(locating) && words.iter().any(|word| word.figure)
}
