//! Raised and lowered digits as the characters that stand for them, so that 10³ is no 103 and m² no "m2".
//!
//! Raised digits that call a note are its mark and stay as they are; so what is raised is shown once marks and notes are tied, for
//! every format. Lowered digits are never marks, and are shown as they are read.
//!
//! Invariant: one character stands for one; the way back to the file leads to the same bytes as before.
//! Incomplete: letters stay as they are, and so do numbers in raised or lowered words (the small print of a page, "21st").

use probata_report::{Block, Document, Origin, Span};
use std::borrow::Cow;

/// A digit and its sign, on the line, raised and lowered.
const CHARACTERS: [(char, char, char); 14] = [
    ('0', '⁰', '₀'),
    ('1', '¹', '₁'),
    ('2', '²', '₂'),
    ('3', '³', '₃'),
    ('4', '⁴', '₄'),
    ('5', '⁵', '₅'),
    ('6', '⁶', '₆'),
    ('7', '⁷', '₇'),
    ('8', '⁸', '₈'),
    ('9', '⁹', '₉'),
    ('+', '⁺', '₊'),
    ('-', '⁻', '₋'),
    ('\u{2212}', '⁻', '₋'),
    ('–', '⁻', '₋'),
];

/// The digits of the longest number of a note.
const MARK: usize = 3;

/// A character that takes the place of another.
struct Change {
    /// Where the other stands, in bytes.
    at: usize,
    /// Its length.
    length: usize,
    character: char,
    /// By how many bytes the text has grown with this and all changes before.
    grown: usize,
}

/// Shows the digits of raised stretches as raised, but for those of marks and the labels of notes.
pub(crate) fn show(document: &mut Document, superscripts: &[Span]) {
    let changes = changes(document, &joined(superscripts));
    if changes.is_empty() {
        return;
    }
    let mut text = String::with_capacity(document.text.len() + 2 * changes.len());
    let mut from = 0;
    for change in &changes {
        text.push_str(&document.text[from..change.at]);
        text.push(change.character);
        from = change.at + change.length;
    }
    text.push_str(&document.text[from..]);
    split_origins(document, &changes);
    document.text = text;
    move_places(document, |place| moved(&changes, place));
}

/// The numbers in a text whose digits are raised, with their places; the power of ten is none.
pub(crate) fn numbers(text: &str) -> impl Iterator<Item = (usize, String)> {
    let plain = |c: char| CHARACTERS.iter().find(|(plain, raised, _)| plain.is_ascii_digit() && *raised == c);
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(|c| plain(c).is_some())?;
        let digits = || text[start..].chars().map_while(plain);
        from = start + digits().map(|(_, raised, _)| raised.len_utf8()).sum::<usize>();
        Some((start, digits().map(|(plain, ..)| plain).collect()))
    })
    .filter(|(at, _)| text[..*at].rsplit(|c: char| !c.is_alphanumeric()).next() != Some("10"))
}

/// True for digits with a sign, as exponents and charges have it, and no number of a note.
pub(crate) fn is_signed(text: &str) -> bool {
    text.chars().all(is_known) && text.contains(|c: char| !c.is_ascii_digit())
}

/// Lowered text as it is read: its digits lowered where they belong to what stands `before`.
pub(crate) fn lowered<'t>(text: &'t str, before: &str) -> Cow<'t, str> {
    index(text, before, |(plain, _, lowered)| (plain, lowered))
}

/// Raised text where no notes are (in a sheet), as [`lowered`].
pub(crate) fn raised<'t>(text: &'t str, before: &str) -> Cow<'t, str> {
    index(text, before, |(plain, raised, _)| (plain, raised))
}

fn index<'t>(text: &'t str, before: &str, of: impl Fn((char, char, char)) -> (char, char)) -> Cow<'t, str> {
    let end = if is_glued(before) { index_end(text) } else { 0 };
    let mut out = String::new();
    let mut from = 0;
    for (at, c, shown) in characters(&text[..end], of) {
        out.push_str(&text[from..at]);
        out.push(shown);
        from = at + c.len_utf8();
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// Stretches that touch are one; those that do not lie behind the one before are left out.
fn joined(stretches: &[Span]) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for stretch in stretches.iter().filter(|stretch| !stretch.is_empty()) {
        match joined.last_mut() {
            Some(last) if last.end == stretch.start => last.end = stretch.end,
            Some(last) if last.end > stretch.start => {}
            _ => joined.push(*stretch),
        }
    }
    joined
}

fn changes(document: &Document, stretches: &[Span]) -> Vec<Change> {
    let text = document.text.as_str();
    let (mut changes, mut grown) = (Vec::new(), 0);
    for stretch in stretches {
        let Some(whole) = text.get(stretch.range()) else { continue };
        let Some(block) = block_at(document, *stretch) else { continue };
        if stretch.contains(block.span) {
            continue;
        }
        let behind = text.get(stretch.end..block.span.end).unwrap_or_default();
        let before = text.get(block.span.start..stretch.start).unwrap_or_default();
        let end = match has_word(whole) {
            true if is_glued(before) => index_end(whole),
            false if is_glued(before) || is_index(whole, behind) => whole.len(),
            _ => 0,
        };
        for (at, c, character) in characters(&whole[..end], |(plain, raised, _)| (plain, raised)) {
            let here = Span::new(stretch.start + at, stretch.start + at + c.len_utf8());
            if !is_of_a_note(document, here) {
                grown += character.len_utf8().saturating_sub(c.len_utf8());
                changes.push(Change { at: here.start, length: here.len(), character, grown });
            }
        }
    }
    changes
}

/// The digits of `text`, and the signs that stand directly before or behind one, with what stands for them. Digits that a letter stands
/// before belong to its word ("B12").
fn characters(text: &str, of: impl Fn((char, char, char)) -> (char, char)) -> Vec<(usize, char, char)> {
    let mut found = Vec::new();
    let (mut before, mut is_in_word) = (None, false);
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let behind = rest.peek().map(|(_, c)| *c);
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        is_in_word = c.is_alphabetic() || is_in_word && c.is_ascii_digit();
        // A dash between two digits is that of a range.
        let counts = match c {
            '–' => digit(behind) && !digit(before),
            _ => c.is_ascii_digit() || digit(before) || digit(behind),
        };
        let known = CHARACTERS.into_iter().map(&of).find(|(plain, _)| *plain == c);
        found.extend(known.filter(|_| counts && !is_in_word).map(|(_, character)| (at, c, character)));
        before = Some(c);
    }
    found
}

fn block_at(document: &Document, stretch: Span) -> Option<&Block> {
    let at = document.blocks.partition_point(|block| block.span.end <= stretch.start);
    document.blocks.get(at).filter(|block| block.span.overlaps(stretch))
}

/// True for a place in a mark, or in the label of a note.
fn is_of_a_note(document: &Document, here: Span) -> bool {
    let mark = document.marks.partition_point(|mark| mark.span.end <= here.start);
    let note = document.notes.partition_point(|note| note.body.start <= here.start);
    document.marks.get(mark).is_some_and(|mark| mark.span.overlaps(here))
        || document.notes.get(note).is_some_and(|note| note.span.start <= here.start)
}

/// True if a text has a word: two letters side by side.
fn has_word(text: &str) -> bool {
    text.chars().zip(text.chars().skip(1)).any(|(one, next)| one.is_alphabetic() && next.is_alphabetic())
}

/// True if what follows belongs to what stands before.
fn is_glued(before: &str) -> bool {
    before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | ']' | '/' | '\u{2044}'))
}

/// True for raised text that belongs to what stands behind it, or may be the mark of a note: no date, sum or year that somebody
/// typed a little higher.
fn is_index(text: &str, behind: &str) -> bool {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    behind.starts_with(char::is_alphanumeric)
        || numbers.all(|digits| digits.len() <= MARK)
            && !text.contains(|c: char| matches!(c, '.' | '/' | ':') || c.is_whitespace())
}

/// True for a digit or a sign that may be raised.
fn is_known(c: char) -> bool {
    CHARACTERS.iter().any(|(plain, ..)| *plain == c)
}

/// The end of the digits and signs with which a text begins; 0 if a letter follows them, or if there are none.
fn index_end(text: &str) -> usize {
    let end = text.find(|c: char| !is_known(c)).unwrap_or(text.len());
    if text[end..].starts_with(char::is_alphabetic) { 0 } else { end }
}

/// Where a place of the old text stands in the new one.
fn moved(changes: &[Change], place: usize) -> usize {
    let before = changes.partition_point(|change| change.at < place);
    place + before.checked_sub(1).map_or(0, |last| changes[last].grown)
}

/// Cuts what is in the file byte for byte at the characters that no longer are.
fn split_origins(document: &mut Document, changes: &[Change]) {
    let mut origins = Vec::with_capacity(document.origins.len() + 2 * changes.len());
    for origin in document.origins.drain(..) {
        let first = changes.partition_point(|change| change.at < origin.span.start);
        let inside = changes[first..].iter().take_while(|change| change.at < origin.span.end);
        let mut part = |from: usize, to: usize, verbatim: bool| {
            let back = |place: usize| origin.source.start + (place - origin.span.start);
            if from < to {
                let (span, source) = (Span::new(from, to), Span::new(back(from), back(to)));
                origins.push(Origin { span, source, verbatim, ..origin });
            }
        };
        if !origin.verbatim {
            origins.push(origin);
            continue;
        }
        let mut from = origin.span.start;
        for change in inside {
            part(from, change.at, true);
            from = change.at + change.length;
            part(change.at, from, false);
        }
        part(from, origin.span.end, true);
    }
    document.origins = origins;
}

/// Moves every place of a document.
fn move_places(document: &mut Document, to: impl Fn(usize) -> usize) {
    let moved = |span: &mut Span| *span = Span::new(to(span.start), to(span.end));
    document.parts.iter_mut().for_each(|part| moved(&mut part.span));
    document.blocks.iter_mut().for_each(|block| moved(&mut block.span));
    for sentence in &mut document.sentences {
        moved(&mut sentence.span);
        sentence.pieces.iter_mut().for_each(moved);
    }
    for note in &mut document.notes {
        moved(&mut note.span);
        moved(&mut note.body);
        note.pieces.iter_mut().for_each(moved);
    }
    document.marks.iter_mut().for_each(|mark| moved(&mut mark.span));
    for reference in &mut document.references {
        moved(&mut reference.span);
        reference.resolved.as_mut().map(moved);
    }
    document.hidden.iter_mut().for_each(|hidden| moved(&mut hidden.span));
    document.comments.iter_mut().for_each(|comment| moved(&mut comment.span));
    document.pages.iter_mut().for_each(|(at, _)| *at = to(*at));
    document.origins.iter_mut().for_each(|origin| moved(&mut origin.span));
    document.placed.iter_mut().for_each(|placed| moved(&mut placed.span));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::draft::{Draft, Place};
    use expect_test::{Expect, expect};

    /// Paragraphs in which `^..^` is raised, as they are read, and where what stands for a raised digit came from.
    fn check(paragraphs: &[&str], expected: Expect) {
        let mut draft = Draft::new("report.docx", "docx", 1 << 20);
        let mut file = String::new();
        for paragraph in paragraphs {
            draft.end();
            for (index, run) in paragraph.split('^').enumerate() {
                let start = draft.position();
                let source = Span::new(file.len(), file.len() + run.len());
                file.push_str(run);
                draft.push(run, Place { source, ..Place::default() }, true);
                if index % 2 == 1 {
                    draft.superscripts.push(Span::new(start, draft.position()));
                }
            }
        }
        let (document, superscripts) = draft.into_parts();
        let document = crate::finish::finish(document, &superscripts, &Options::default());
        for origin in &document.origins {
            let (text, source) = (&document.text[origin.span], &file[origin.source.range()]);
            assert_eq!(origin.verbatim, text == source);
            assert_eq!(text.chars().count(), source.chars().count());
        }
        let mut shown = String::new();
        for block in &document.blocks {
            shown.push_str(&document.text[block.span]);
            for mark in document.marks.iter().filter(|mark| block.span.contains(mark.span)) {
                shown.push_str(&format!(" [{} {:?}]", &document.text[mark.span], mark.note));
            }
            shown.push('\n');
        }
        for sentence in &document.sentences {
            shown.push_str(&format!("- {}\n", &document.text[sentence.span]));
        }
        expected.assert_eq(&shown);
    }

    #[test]
    fn powers_and_units_are_no_numbers_on_the_line() {
        check(
            &[
                "They counted 10^3^ litres in 20 m^2^. Then 6.02 · 10^-23^ and Ca^2+^.",
                "^14^C in 3^1^/2 hours, at 9^30^, x^n+1^ and a^–1^, with the ^B12^.",
            ],
            expect![[r#"
                They counted 10³ litres in 20 m². Then 6.02 · 10⁻²³ and Ca²⁺.
                ¹⁴C in 3¹/2 hours, at 9³⁰, xn⁺¹ and a⁻¹, with the B12.
                - They counted 10³ litres in 20 m².
                - Then 6.02 · 10⁻²³ and Ca²⁺.
                - ¹⁴C in 3¹/2 hours, at 9³⁰, xn⁺¹ and a⁻¹, with the B12.
            "#]],
        );
    }

    #[test]
    fn powers_in_series_are_no_marks_of_lost_notes() {
        check(
            &[
                "From 10^1^ over 10^2^ and 10^3^ to 10^4^ litres.",
                "They left.^1^ She saw it.^2^ It is so.^3^",
            ],
            expect![[r#"
                From 10¹ over 10² and 10³ to 10⁴ litres.
                They left.1 She saw it.2 It is so.3 [1 None] [2 None] [3 None]
                - From 10¹ over 10² and 10³ to 10⁴ litres.
                - They left.1
                - She saw it.2
                - It is so.3
            "#]],
        );
    }

    #[test]
    fn letters_and_small_print_stay() {
        check(
            &[
                "The 1^st^ and the ^21st^ man.",
                "^Held until 12.05.2017^",
                "Much more ^was said on 12 May in a smaller hand^ here.",
                "In 4 m^2 per man^ they slept.",
            ],
            expect![[r#"
                The 1st and the 21st man.
                Held until 12.05.2017
                Much more was said on 12 May in a smaller hand here.
                In 4 m² per man they slept.
                - The 1st and the 21st man.
                - Held until 12.05.2017
                - Much more was said on 12 May in a smaller hand here.
                - In 4 m² per man they slept.
            "#]],
        );
    }

    #[test]
    fn marks_of_notes_stay_as_they_are() {
        check(
            &[
                "He was held in 12 m^2^ at Velsk.^1^ She saw it.^2^ They left.^3^",
                "^1^ Lantern interview.",
                "^2^ Register of Doln, 4 m^3^ of paper.",
                "^3^ Ibid.",
            ],
            expect![[r#"
                He was held in 12 m² at Velsk.1 She saw it.2 They left.3 [1 Some(0)] [2 Some(1)] [3 Some(2)]
                1 Lantern interview.
                2 Register of Doln, 4 m³ of paper.
                3 Ibid.
                - He was held in 12 m² at Velsk.1
                - She saw it.2
                - They left.3
                - 1 Lantern interview.
                - 2 Register of Doln, 4 m³ of paper.
                - 3 Ibid.
            "#]],
        );
    }

    #[test]
    fn lowered_digits_belong_to_what_stands_before() {
        for (before, text, shown) in [
            ("CO", "2", "₂"),
            ("x", "10 ", "₁₀ "),
            ("", "2", "2"),
            ("the ", "45 men", "45 men"),
            ("VO", "2max", "2max"),
            ("C", "6H", "6H"),
            ("1/", "2", "₂"),
        ] {
            assert_eq!(lowered(text, before), shown);
        }
    }
}
