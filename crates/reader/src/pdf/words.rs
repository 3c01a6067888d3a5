//! Segments to text: spaces where the page shows them, raised letters told apart, scripts from right to left in the
//! order in which they are read.

use super::segments::{SMALL, Segment, extent};
use super::sheet::{Glyph, Sheet};

/// A gap this wide is a space, in ems.
const SPACE: f32 = 0.16;

/// A stretch of a line that looks one way.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Run {
    pub text: String,
    /// Set small and high.
    pub raised: bool,
}

/// The text of a segment, with how much of it is thick and slanted.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    pub runs: Vec<Run>,
    /// Characters, thick ones, slanted ones.
    pub all: usize,
    pub bold: usize,
    pub italic: usize,
}

/// Reads a segment.
pub(super) fn words(sheet: &Sheet, segment: &Segment) -> Words {
    let letters = in_order(sheet, segment);
    let mut words = Words::default();
    let mut last: Option<&Glyph> = None;
    for glyph in letters {
        let text = sheet.words(glyph);
        if text.is_empty() {
            continue;
        }
        let raised = is_raised(segment, glyph);
        let (x0, x1) = extent(glyph);
        let apart = last.is_some_and(|last| {
            let (left, right) = extent(last);
            (x0 - right).max(left - x1) > SPACE * segment.size.min(glyph.size.max(last.size))
        });
        last = Some(glyph);
        if apart {
            words.space(raised);
        }
        if text.chars().all(char::is_whitespace) {
            words.space(raised);
            continue;
        }
        let count = text.chars().count();
        words.all += count;
        words.bold += if glyph.look.bold { count } else { 0 };
        words.italic += if glyph.look.italic { count } else { 0 };
        words.push(text, raised);
    }
    words
}

fn is_raised(segment: &Segment, glyph: &Glyph) -> bool {
    let by = (segment.base - glyph.from.1) / segment.size;
    glyph.look.superior || by > 0.12 && glyph.size <= SMALL * segment.size
}

impl Words {
    /// A space, unless there is one.
    fn space(&mut self, raised: bool) {
        let Some(last) = self.runs.last_mut() else { return };
        if last.text.ends_with(' ') {
            return;
        }
        // A space between a word and a mark belongs to neither; it is kept with the plain letters.
        if last.raised && !raised {
            self.runs.push(Run { text: " ".to_owned(), raised: false });
        } else {
            last.text.push(' ');
        }
    }

    fn push(&mut self, text: &str, raised: bool) {
        match self.runs.last_mut() {
            Some(last) if last.raised == raised => last.text.push_str(text),
            _ => self.runs.push(Run { text: text.to_owned(), raised }),
        }
    }
}

/// The letters as they are read.
fn in_order<'s>(sheet: &'s Sheet, segment: &Segment) -> Vec<&'s Glyph> {
    let mut letters: Vec<&Glyph> =
        segment.letters.iter().map(|index| &sheet.glyphs[*index as usize]).collect();
    let leftward = letters.iter().filter(|glyph| direction(sheet.words(glyph)) == Direction::Left).count();
    if leftward == 0 {
        return letters;
    }
    letters.sort_by(|a, b| extent(a).0.total_cmp(&extent(b).0));
    let rightward = letters.iter().filter(|glyph| direction(sheet.words(glyph)) == Direction::Right).count();
    if leftward >= rightward {
        letters.reverse();
        reverse_runs(sheet, &mut letters, |direction| {
            matches!(direction, Direction::Right | Direction::Number)
        });
    } else {
        reverse_runs(sheet, &mut letters, |direction| direction == Direction::Left);
    }
    letters
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Left,
    Right,
    /// From left to right in every script.
    Number,
    /// As its neighbours.
    Neutral,
}

fn direction(text: &str) -> Direction {
    let of = |c: char| match c {
        '\u{590}'..='\u{65f}'
        | '\u{66a}'..='\u{6ef}'
        | '\u{6fa}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{feff}' => Direction::Left,
        '0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => Direction::Number,
        c if c.is_alphabetic() => Direction::Right,
        _ => Direction::Neutral,
    };
    text.chars().map(of).find(|direction| *direction != Direction::Neutral).unwrap_or(Direction::Neutral)
}

/// Turns each run of letters of the given direction, with the neutral ones inside it.
fn reverse_runs(sheet: &Sheet, letters: &mut [&Glyph], of: impl Fn(Direction) -> bool) {
    let mut at = 0;
    while at < letters.len() {
        if !of(direction(sheet.words(letters[at]))) {
            at += 1;
            continue;
        }
        let (mut end, mut next) = (at + 1, at + 1);
        while next < letters.len() {
            match direction(sheet.words(letters[next])) {
                Direction::Neutral => {}
                direction if of(direction) => end = next + 1,
                _ => break,
            }
            next += 1;
        }
        letters[at..end].reverse();
        at = end;
    }
}
