//! What a single line looks like: heading, list item, caption, row of a table, entry of a table of contents.

use crate::notes::words;

/// The level of a heading, if the line looks like one. `alone`: blank lines stand around it.
pub(crate) fn heading(line: &str, alone: bool) -> Option<u8> {
    let line = without_mark(line);
    let words = line.split_whitespace().count();
    if line.len() > 140 || words > 18 || line.ends_with(['.', ',', ';', ':']) && !ends_in_numbering(line) {
        return None;
    }
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2 || letters * 2 < line.chars().filter(|c| !c.is_whitespace()).count() {
        return None;
    }
    if let Some((level, title)) = numbered(line) {
        let named = title.starts_with(|c: char| c.is_uppercase() || "“\"‘«".contains(c)) || title.is_empty();
        return (named && alone && !title.ends_with(['.', '?'])).then_some(level);
    }
    if !alone
        || line.starts_with(|c: char| !c.is_uppercase() && !"“\"‘«".contains(c))
        || line.ends_with(['?', '!', '”']) && words > 8
    {
        return None;
    }
    if crate::notes::words().is_heading(line) {
        return Some(1);
    }
    if is_capitals(line) {
        return Some(1);
    }
    let quoted = line.starts_with(['“', '"']) && line.ends_with(['”', '"']);
    (is_title(line) && words <= 14 && !quoted
        || words <= 7 && line.len() <= 60 && !quoted && !line.contains(", "))
    .then_some(2)
}

/// `Chapter 3`, `Annex A.`: a stop behind the number does not end a sentence.
fn ends_in_numbering(line: &str) -> bool {
    line.len() < 20 && numbered(line).is_some()
}

/// The line without a note mark at its end.
fn without_mark(line: &str) -> &str {
    let bare = line.trim_end_matches(|c: char| c.is_ascii_digit() || "¹²³⁰⁴⁵⁶⁷⁸⁹*†‡".contains(c));
    if bare.ends_with(|c: char| c.is_alphabetic() || ".”)?".contains(c)) { bare } else { line }
}

/// A heading's number: its level and the title behind it.
fn numbered(line: &str) -> Option<(u8, &str)> {
    let (first, title) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let title = title.trim_start();
    let lower = first.to_lowercase();
    if matches!(
        lower.as_str(),
        "chapter" | "part" | "annex" | "appendix" | "section" | "capítulo" | "chapitre" | "глава"
    ) {
        let number = title.split_whitespace().next().unwrap_or_default().trim_end_matches(['.', ':']);
        let is_number = number.len() <= 5
            && (number.chars().all(|c| c.is_ascii_digit() || "IVXLC".contains(c)) || number.len() == 1);
        let rest =
            title.get(title.find(number)? + number.len()..)?.trim_start_matches(['.', ':', ' ', '–', '—']);
        return (is_number && !number.is_empty()).then_some((1, rest));
    }
    let stopped = first.ends_with(['.', ')']);
    let number = first.trim_end_matches(['.', ')']);
    if title.is_empty() || number.is_empty() {
        return None;
    }
    if number.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        let depth = number.split('.').count();
        let small = number.split('.').all(|part| !part.is_empty() && part.len() <= 2);
        return (small && (stopped || depth > 1 || number.len() <= 2)).then_some((depth.min(6) as u8, title));
    }
    match number {
        _ if !stopped => None,
        _ if number.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L')) && number.len() <= 6 => {
            Some((1, title))
        }
        _ if number.len() == 1 && number.as_bytes()[0].is_ascii_uppercase() => Some((2, title)),
        _ if number.len() == 1 && number.as_bytes()[0].is_ascii_lowercase() => Some((4, title)),
        _ => None,
    }
}

fn is_capitals(line: &str) -> bool {
    let upper = line.chars().filter(|c| c.is_uppercase()).count();
    let lower = line.chars().filter(|c| c.is_lowercase()).count();
    upper >= 4 && upper > lower * 8
}

/// Most of the longer words begin with a capital.
fn is_title(line: &str) -> bool {
    let mut long = 0;
    let mut capital = 0;
    for word in line.split_whitespace().filter(|word| word.chars().count() >= 4) {
        long += 1;
        capital += usize::from(
            word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase),
        );
    }
    long > 0 && capital * 10 >= long * 7 && line.len() <= 110
}

/// How a line begins as an item of a list: bytes of its bullet or number and the white space behind.
pub(crate) fn list_item(line: &str) -> Option<usize> {
    let mut chars = line.chars();
    let first = chars.next()?;
    let skip = if "•·▪◦‣●■□➢–-*o".contains(first) {
        first.len_utf8()
    } else {
        let close = line.bytes().take(8).position(|b| matches!(b, b'.' | b')'))?;
        let number = line[..close].trim_start_matches('(');
        let digits = number.bytes().all(|b| b.is_ascii_digit()) && number.len() <= 3;
        let letter = number.len() == 1 && number.as_bytes()[0].is_ascii_lowercase();
        let roman = number.len() <= 5 && number.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
        let lettered = letter && (line.as_bytes()[close] == b')' || !number.starts_with('o'));
        if number.is_empty() || !(digits || lettered || roman) {
            return None;
        }
        close + 1
    };
    let rest = &line[skip..];
    let gap = rest.len() - rest.trim_start().len();
    (gap > 0 && rest.len() > gap).then_some(skip + gap)
}

/// True for the words of a figure, table, photograph, map or box.
pub(crate) fn caption(line: &str) -> bool {
    const KINDS: [&str; 14] = [
        "figure",
        "fig.",
        "table",
        "photo",
        "photograph",
        "map",
        "chart",
        "graph",
        "box",
        "image",
        "illustration",
        "diagram",
        "screenshot",
        "plate",
    ];
    if line.len() > 400 {
        return false;
    }
    let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
    let kind = first.trim_end_matches([':', '.']).to_lowercase();
    if !first.starts_with(char::is_uppercase) || !KINDS.iter().any(|k| k.trim_end_matches('.') == kind) {
        return false;
    }
    if first.ends_with(':') {
        return true;
    }
    let number = rest.split_whitespace().next().unwrap_or_default();
    let bare = number.trim_end_matches(['.', ':', '–', '—', ',']);
    let numbered =
        bare.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase()) && bare.len() <= 5;
    let behind = rest[number.len().min(rest.len())..].trim_start();
    let set_off = number.len() > bare.len() || behind.starts_with(['–', '—', '-', ':', '(']);
    numbered
        && (set_off || behind.is_empty() || (behind.starts_with(char::is_uppercase) && !line.ends_with('.')))
}

/// True for an entry of a table of contents: dots that lead to a page number.
pub(crate) fn contents_entry(line: &str) -> bool {
    let tail = line.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == ' ');
    let bare = line.trim_end();
    let number = &bare[bare.trim_end_matches(|c: char| c.is_ascii_digit() || "ivxlc".contains(c)).len()..];
    let dots = tail.chars().rev().take(60).take_while(|c| matches!(c, '.' | ' ' | '…' | '·' | '_'));
    let dots = dots.map(|c| if c == '…' { 3 } else { usize::from(c != ' ') }).sum::<usize>();
    !number.is_empty() && number.len() <= 5 && dots >= 5 && line.len() <= 240
}

/// True for a heading that opens a table of contents.
pub(crate) fn contents_heading(line: &str) -> bool {
    let lower = line.to_lowercase();
    matches!(
        lower.trim_matches(|c: char| !c.is_alphabetic()),
        "contents" | "table of contents" | "índice" | "table des matières" | "содержание"
    )
}

/// True for a short entry that ends in a page number, as under a heading "Contents".
pub(crate) fn plain_entry(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = line.len() - bare.len();
    (1..=3).contains(&number)
        && bare.ends_with([' ', '\t'])
        && line.len() < 160
        && !words().reads_like_note(line)
}

/// A line of stars between passages: `***`, `* * *`.
pub(crate) fn is_break(line: &str) -> bool {
    line.len() >= 3 && line.bytes().all(|b| matches!(b, b'*' | b' '))
}
