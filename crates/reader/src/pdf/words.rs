//! Segments to text: spaces where the page shows them, raised letters told apart, scripts from right to left in the
//! order in which they are read.

use super::caps;
use super::segments::{SMALL, Segment, extent};
use super::sheet::{Glyph, Sheet, ink};
use crate::raised;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// A gap this wide is a space, in ems.
pub(super) const SPACE: f32 = 0.15;
/// A gap this wide is one in a line whose words are longer than this many letters without it.
const NARROW: f32 = 0.13;
const LONG_WORDS: usize = 8;
/// Letters are set apart if three in four stand so far from the next, in ems, and they are so many.
const APART: f32 = 0.05;
const FAR_APART: f32 = 0.6;
const FEW_TRACKED: usize = 4;
const FEWEST_TRACKED: usize = 2;
/// A space is wider than this, in ems.
const SURE: f32 = 0.2;
/// A space among them is wider by so much, in ems.
const TRACKED: f32 = 0.12;

/// A raised letter of more than this share of its line's size stands high: lower, it may be what was typed into a form.
const SMALLER: f32 = 0.75;

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
    /// Characters, thick ones, slanted ones, those of fields of forms.
    pub all: usize,
    pub bold: usize,
    pub italic: usize,
    pub field: usize,
}

/// Reads a segment. `leftward`: its line is read from right to left.
pub(super) fn words(sheet: &Sheet, segment: &Segment, leftward: bool) -> Words {
    let mut words = Words::default();
    let mut apart = false;
    // Lowered letters side by side.
    let mut low = String::new();
    for sign in in_order(sheet, segment, leftward) {
        let Some(glyph) = sign else {
            apart = true;
            continue;
        };
        let text = sheet.words(glyph);
        let raised = is_raised(segment, glyph);
        if std::mem::take(&mut apart) || text.chars().all(char::is_whitespace) {
            words.lower(&std::mem::take(&mut low));
            words.space(raised);
        }
        if text.chars().all(char::is_whitespace) {
            continue;
        }
        let count = text.chars().count();
        words.all += count;
        words.bold += if glyph.look.bold { count } else { 0 };
        words.italic += if glyph.look.italic { count } else { 0 };
        words.field += if glyph.look.field { count } else { 0 };
        if is_lowered(segment, glyph) {
            low.push_str(text);
            continue;
        }
        words.lower(&std::mem::take(&mut low));
        words.push(text, raised);
    }
    words.lower(&low);
    words
}

/// Makes soft hyphens that stand within a line hyphens: what is drawn there is seen. At the line's end one divides a word.
pub(super) fn show_hyphens(runs: &mut [Run]) {
    let last = runs.iter().rposition(|run| !run.text.trim().is_empty()).unwrap_or(0);
    for (at, run) in runs.iter_mut().enumerate().filter(|(_, run)| run.text.contains('\u{ad}')) {
        let keep = if at == last { run.text.trim_end().len() - '\u{ad}'.len_utf8() } else { run.text.len() };
        let behind = run.text.split_off(run.text.floor_char_boundary(keep));
        run.text = run.text.replace('\u{ad}', "-") + &behind;
    }
}

/// Raises the brackets around raised labels and the slash behind them: a font that has raised figures may have no raised brackets.
pub(super) fn raise_brackets(runs: &mut Vec<Run>) {
    for at in 0..runs.len() {
        let (before, rest) = runs.split_at_mut(at);
        let Some((run, behind)) = rest.split_first_mut() else { return };
        if !run.raised || !run.text.chars().all(char::is_alphanumeric) {
            continue;
        }
        let Some(behind) = behind.first_mut() else { continue };
        let begins = before.iter().all(|run| run.text.trim().is_empty());
        match (before.last_mut(), behind.text.chars().next()) {
            (Some(before), Some(')')) if before.text.ends_with('(') => surround(before, run, behind),
            (Some(before), Some(']')) if before.text.ends_with('[') => surround(before, run, behind),
            (_, Some('/')) if begins || !behind.text[1..].starts_with(char::is_alphanumeric) => {
                run.text.push('/');
                behind.text.remove(0);
            }
            _ => {}
        }
    }
    runs.retain(|run| !run.text.is_empty());
}

/// Moves the brackets on both sides of a run into it.
fn surround(before: &mut Run, run: &mut Run, behind: &mut Run) {
    if let Some(opening) = before.text.pop() {
        run.text.insert(0, opening);
    }
    run.text.push(behind.text.remove(0));
}

fn is_raised(segment: &Segment, glyph: &Glyph) -> bool {
    let by = (segment.base - glyph.from.1) / segment.size;
    let high = match glyph.size / segment.size {
        share if share <= SMALLER => 0.12,
        share if share <= SMALL => 0.18,
        _ => 0.24,
    };
    glyph.look.superior || !glyph.look.field && by > high
}

/// True for a letter set small and low, as the digits of a formula are.
fn is_lowered(segment: &Segment, glyph: &Glyph) -> bool {
    let by = (glyph.from.1 - segment.base) / segment.size;
    !glyph.look.field && by > 0.08 && glyph.size <= SMALL * segment.size
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

    /// Lowered letters.
    fn lower(&mut self, text: &str) {
        if !text.is_empty() {
            let before = self.runs.last().map_or("", |run| run.text.as_str());
            let text = raised::lowered(text, before);
            self.push(&text, false);
        }
    }

    fn push(&mut self, text: &str, raised: bool) {
        match self.runs.last_mut() {
            Some(last) if last.raised == raised => last.text.push_str(text),
            _ => self.runs.push(Run { text: text.to_owned(), raised }),
        }
    }
}

/// By how many letters those from right to left outnumber the others in a segment.
pub(super) fn leftward(sheet: &Sheet, segment: &Segment) -> isize {
    let directions = segment.letters.iter().map(|index| &sheet.glyphs[*index as usize]);
    let worth = |glyph| match direction(sheet.words(glyph)) {
        Direction::Left => 1,
        Direction::Right => -1,
        Direction::Number | Direction::Neutral => 0,
    };
    directions.map(worth).sum()
}

/// True if a segment has letters from right to left.
pub(super) fn has_leftward(sheet: &Sheet, segment: &Segment) -> bool {
    segment
        .letters
        .iter()
        .any(|index| direction(sheet.words(&sheet.glyphs[*index as usize])) == Direction::Left)
}

/// True if the signs of a segment stand as in a line from right to left: a stop before the letters and none behind them, or
/// brackets that open to the left, whatever the letters are.
pub(super) fn ends_on_the_left(sheet: &Sheet, segment: &Segment) -> bool {
    let signs = signs(sheet, segment);
    let said: Vec<&str> =
        signs.iter().filter_map(|sign| sign.glyphs.first()).map(|glyph| sheet.words(glyph).trim()).collect();
    let is_word = |text: &&str| text.chars().any(char::is_alphanumeric);
    let Some(first) = said.iter().position(is_word) else { return false };
    let last = said.iter().rposition(is_word).unwrap_or(first);
    let stops = |part: &[&str]| part.iter().any(|text| STOPS.contains(text));
    let bracket = said.iter().find(|text| OPENING.contains(text) || CLOSING.contains(text));
    stops(&said[..first]) && !stops(&said[last..]) || bracket.is_some_and(|text| CLOSING.contains(text))
}

/// Signs that end a sentence or a part of one.
const STOPS: &[&str] = &[".", ",", ";", ":", "!", "?", "؟", "،", "؛"];
const OPENING: &[&str] = &["(", "["];
const CLOSING: &[&str] = &[")", "]"];

/// The letters as they are read; none for a gap that is a space. `line`: the line is read from right to left.
fn in_order<'s>(sheet: &'s Sheet, segment: &Segment, line: bool) -> Vec<Option<&'s Glyph>> {
    let drawn = || segment.letters.iter().map(|index| &sheet.glyphs[*index as usize]);
    let mut gaps = Gaps::new(segment.size, least(sheet, segment));
    if !(has_leftward(sheet, segment) || line && ends_on_the_left(sheet, segment)) {
        let mut letters = Vec::with_capacity(segment.letters.len() + 16);
        let label = caps::end_of_label(sheet, segment);
        for (at, glyph) in drawn().enumerate() {
            letters.extend((gaps.before(sheet, glyph) || label == Some(at)).then_some(None));
            letters.extend((!sheet.words(glyph).is_empty()).then_some(Some(glyph)));
        }
        return letters;
    }
    let mut signs: Vec<Sign<'_>> = Vec::with_capacity(segment.letters.len() + 16);
    for sign in self::signs(sheet, segment) {
        if gaps.before(sheet, sign.glyphs[0]) {
            signs.push(Sign { glyphs: Vec::new(), direction: Direction::Neutral });
        }
        if !sheet.words(sign.glyphs[0]).is_empty() {
            signs.push(sign);
        }
    }
    if line || leftward(sheet, segment) >= 0 {
        mirror(sheet, &mut signs);
    } else {
        let mut at = 0;
        while at < signs.len() {
            let end = leftward_run(&signs, at);
            mirror(sheet, &mut signs[at..end]);
            at = end.max(at + 1);
        }
    }
    signs.into_iter().flat_map(Sign::letters).collect()
}

/// The narrowest gap of a segment that is a space, in ems: a file may set words closer together than most do, or letters apart.
fn least(sheet: &Sheet, segment: &Segment) -> f32 {
    if let Some(tracking) = tracking(sheet, segment) {
        return SPACE.max(1.5 * tracking + TRACKED);
    }
    let mut gaps = Gaps::new(segment.size, SPACE);
    let (mut letters, mut words) = (0, 1);
    for glyph in segment.letters.iter().map(|index| &sheet.glyphs[*index as usize]) {
        let is_blank = sheet.words(glyph).chars().all(char::is_whitespace);
        words += usize::from(gaps.before(sheet, glyph) || is_blank);
        letters += usize::from(!is_blank);
    }
    if letters > LONG_WORDS * words { NARROW } else { SPACE }
}

/// How far all letters of a segment are set apart, in ems, as in headings; none if only some are. A space stands among them for half
/// as much again, and a part of its own width.
fn tracking(sheet: &Sheet, segment: &Segment) -> Option<f32> {
    let glyphs: Vec<&Glyph> = segment.letters.iter().map(|index| &sheet.glyphs[*index as usize]).collect();
    // Where spaces are drawn, or would be wider, a gap without one parts no words.
    let spaced = glyphs.iter().any(|glyph| ink(sheet.words(glyph)) == 0);
    let is_letter = |glyph: &Glyph| sheet.words(glyph).chars().all(char::is_alphanumeric);
    let mut gaps: Vec<f32> = glyphs
        .windows(2)
        .filter(|pair| pair.iter().all(|glyph| is_letter(glyph) && glyph.size >= SMALL * segment.size))
        .map(|pair| {
            let ((left, right), (x0, x1)) = (extent(pair[0]), extent(pair[1]));
            (x0 - right).max(left - x1) / segment.size
        })
        .collect();
    let quarter = gaps.len() / 4;
    if gaps.len() < FEWEST_TRACKED {
        return None;
    }
    let gap = *gaps.select_nth_unstable_by(quarter, f32::total_cmp).1;
    let enough = gaps.len() >= FEW_TRACKED || spaced || gap < SURE;
    (enough && (APART..=FAR_APART).contains(&gap)).then_some(gap)
}

/// A letter behind a large first one, smaller than this share of it, and so near, in ems, goes on with it; a space there is drawn.
const CAP: f32 = 0.5;
const NEAR_CAP: f32 = 0.6;

/// Tells where letters, as they stand beside each other, stand apart.
struct Gaps {
    size: f32,
    /// The narrowest that is a space, in ems.
    least: f32,
    /// Left end, right end and size of what was drawn last.
    last: Option<(f32, f32, f32)>,
    /// A gap stands before letters that say nothing.
    open: bool,
}

impl Gaps {
    fn new(size: f32, least: f32) -> Self {
        Self { size, least, last: None, open: false }
    }

    /// True if a space stands before this letter. Those that say nothing fill their place. What joins the letter before it follows it
    /// wherever it is drawn; what has no width lies over a letter.
    fn before(&mut self, sheet: &Sheet, here: &Glyph) -> bool {
        let text = sheet.words(here);
        let joins = text.chars().next().is_some_and(is_combining_mark);
        let (x0, x1) = extent(here);
        let apart = !joins
            && self.last.is_some_and(|(left, right, size)| {
                let gap = (x0 - right).max(left - x1);
                let is_letter = text.starts_with(char::is_alphabetic);
                let behind_large = is_letter && here.size <= CAP * size && gap <= NEAR_CAP * here.size;
                gap > self.least * self.size.min(here.size.max(size)) && !behind_large
            });
        let silent = text.is_empty();
        if silent && x1 - x0 <= OVER * here.size {
            return false;
        }
        self.last = match self.last {
            None if silent => None,
            Some((left, right, size)) if joins || silent && !apart => {
                Some((left.min(x0), right.max(x1), size))
            }
            _ => Some((x0, x1, here.size)),
        };
        if silent {
            self.open |= apart;
            return false;
        }
        std::mem::take(&mut self.open) || apart
    }
}

/// A letter with the marks over and under it; a gap has none.
struct Sign<'s> {
    glyphs: Vec<&'s Glyph>,
    direction: Direction,
}

impl<'s> Sign<'s> {
    fn letters(self) -> impl Iterator<Item = Option<&'s Glyph>> {
        let gap = self.glyphs.is_empty().then_some(None);
        gap.into_iter().chain(self.glyphs.into_iter().map(Some))
    }
}

/// The letters of a segment from left to right, with their marks.
fn signs<'s>(sheet: &'s Sheet, segment: &Segment) -> Vec<Sign<'s>> {
    let (mut marks, mut letters): (Vec<u32>, Vec<u32>) =
        segment.letters.iter().partition(|index| is_mark(sheet.words(&sheet.glyphs[**index as usize])));
    if letters.is_empty() {
        letters = std::mem::take(&mut marks);
    }
    let glyph = |index: u32| &sheet.glyphs[index as usize];
    letters.sort_by(|a, b| extent(glyph(*a)).0.total_cmp(&extent(glyph(*b)).0));
    let sign = |index: &u32| {
        let letter = glyph(*index);
        Sign { glyphs: vec![letter], direction: direction(sheet.words(letter)) }
    };
    let mut signs: Vec<Sign<'_>> = letters.iter().map(sign).collect();
    marks.sort_unstable();
    for mark in marks {
        let at = bearer(sheet, &letters, mark);
        // What is drawn before its letter is drawn from left to right: the last mark of a letter comes first.
        let place = if mark < letters[at] { 1 } else { signs[at].glyphs.len() };
        signs[at].glyphs.insert(place, glyph(mark));
    }
    signs
}

/// How many letters on either side of a mark are looked at.
const BESIDE: usize = 6;
/// A mark so near to a letter, in ems, lies over it.
const OVER: f32 = 0.02;

/// Which of the letters, in order of place, a mark stands over or under; of two that it touches, that which a file that draws
/// from left to right draws after it, and one that draws from right to left before it.
fn bearer(sheet: &Sheet, letters: &[u32], mark: u32) -> usize {
    let glyph = |index: u32| &sheet.glyphs[index as usize];
    let (x0, x1) = extent(glyph(mark));
    let (middle, near) = (f32::midpoint(x0, x1), OVER * glyph(mark).size);
    let behind = letters.partition_point(|letter| extent(glyph(*letter)).0 <= middle);
    let window = behind.saturating_sub(BESIDE)..(behind + BESIDE).min(letters.len());
    let rightward = {
        let place = |index: u32| (index as usize) < sheet.glyphs.len();
        let (before, after) = (mark.checked_sub(1), mark.checked_add(1).filter(|next| place(*next)));
        before.zip(after).is_none_or(|(before, after)| extent(glyph(before)).0 < extent(glyph(after)).0)
    };
    let far = |at: &usize| {
        let letter = letters[*at];
        let (left, right) = extent(glyph(letter));
        let apart = (left - middle).max(middle - right).max(0.0);
        let blank = sheet.words(glyph(letter)).chars().all(char::is_whitespace);
        let apart = if apart <= near { 0.0 } else { apart };
        (blank, apart, (letter < mark) == rightward, letter.abs_diff(mark))
    };
    let order = |a: &usize, b: &usize| {
        let (a, b) = (far(a), far(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)).then(a.3.cmp(&b.3))
    };
    window.min_by(order).unwrap_or(0)
}

/// True if a text is of marks that stand over or under a letter.
pub(super) fn is_mark(text: &str) -> bool {
    let mark = |c: char| {
        matches!(c,
            '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}'
            | '\u{5c4}'..='\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
            | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}'
            | '\u{8d3}'..='\u{8e1}' | '\u{8e3}'..='\u{8ff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20f0}'
            | '\u{fe20}'..='\u{fe2f}')
            || canonical_combining_class(c) != 0
    };
    !text.is_empty() && text.chars().all(mark)
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
        '0'..='9' | '\u{660}'..='\u{669}' | '\u{66b}'..='\u{66c}' | '\u{6f0}'..='\u{6f9}' => {
            Direction::Number
        }
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => Direction::Left,
        c if c.is_alphabetic() => Direction::Right,
        _ => Direction::Neutral,
    };
    text.chars().map(of).find(|direction| *direction != Direction::Neutral).unwrap_or(Direction::Neutral)
}

/// Sets signs from left to right in the order in which a line from right to left is read: what runs to the right in it
/// stays as it is.
fn mirror(sheet: &Sheet, signs: &mut [Sign<'_>]) {
    let arabic = behind_arabic(sheet, signs);
    let mut at = 0;
    while at < signs.len() {
        let end = rightward_run(sheet, signs, &arabic, at);
        signs[at..end].reverse();
        at = end.max(at + 1);
    }
    signs.reverse();
}

/// Where a run of letters or figures from left to right ends that begins at `at`, with the neutral signs inside it.
///
/// Numbers go on in each other over a single sign as Unicode's rules have it (UAX #9, W2, W4, W6): of two with a space
/// between, the right one is read first; so it is with a hyphen behind Arabic letters, where a program that follows the rules
/// has set "2019-2021" as "2021-2019". Brackets belong to the run if both stand in it (N0), a per cent sign if it stands
/// on the right of its number (W5).
fn rightward_run(sheet: &Sheet, signs: &[Sign<'_>], arabic: &[bool], at: usize) -> usize {
    let (mut end, mut open) = (at, 0usize);
    for (next, sign) in signs.iter().enumerate().skip(at) {
        let runs = matches!(sign.direction, Direction::Right | Direction::Number);
        let numbers = end > at && [signs[end - 1].direction, sign.direction] == [Direction::Number; 2];
        let between = if numbers { &signs[end..next] } else { &[] };
        if next == at && !runs
            || sign.direction == Direction::Left
            || numbers && !joins(sheet, between, arabic[next])
        {
            break;
        }
        let said = sign.glyphs.first().map_or("", |glyph| sheet.words(glyph).trim());
        if runs {
            end = next + 1;
        } else if OPENING.contains(&said) && closes(sheet, &signs[next + 1..]) {
            open += 1;
        } else if CLOSING.contains(&said) && open > 0 {
            (open, end) = (open - 1, next + 1);
        } else if OPENING.contains(&said) || CLOSING.contains(&said) {
            break;
        }
    }
    let of_hundred =
        |sign: &Sign<'_>| sign.glyphs.first().is_some_and(|glyph| matches!(sheet.words(glyph), "%" | "‰"));
    let number = end > at && signs[end - 1].direction == Direction::Number && !arabic[end - 1];
    end + usize::from(number && signs.get(end).is_some_and(of_hundred))
}

/// True if a bracket that has opened before these signs closes among those that run to the right.
fn closes(sheet: &Sheet, signs: &[Sign<'_>]) -> bool {
    let inside = signs.iter().take_while(|sign| sign.direction != Direction::Left);
    let mut brackets = inside.filter_map(|sign| sign.glyphs.first()).map(|glyph| sheet.words(glyph).trim());
    brackets
        .find(|text| OPENING.contains(text) || CLOSING.contains(text))
        .is_some_and(|text| CLOSING.contains(&text))
}

/// For each sign from left to right, whether the next letter on its right is an Arabic one.
fn behind_arabic(sheet: &Sheet, signs: &[Sign<'_>]) -> Vec<bool> {
    let is_arabic =
        |c: char| matches!(c, '\u{600}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    let mut behind = vec![false; signs.len()];
    let mut arabic = false;
    for (at, sign) in signs.iter().enumerate().rev() {
        behind[at] = arabic;
        match (sign.direction, sign.glyphs.first()) {
            (Direction::Left, Some(glyph)) => arabic = sheet.words(glyph).chars().any(is_arabic),
            (Direction::Right, _) => arabic = false,
            _ => {}
        }
    }
    behind
}

/// True if what stands between two numbers makes them one.
fn joins(sheet: &Sheet, between: &[Sign<'_>], arabic: bool) -> bool {
    let [sign] = between else { return between.is_empty() };
    match sign.glyphs.first().map(|glyph| sheet.words(glyph)) {
        Some("/" | "." | "," | ":") => true,
        Some("-" | "+") => !arabic,
        _ => false,
    }
}

/// Where a run of letters from right to left ends that begins at `at`, with the neutral signs and numbers inside it.
fn leftward_run(signs: &[Sign<'_>], at: usize) -> usize {
    let mut end = at;
    for (next, sign) in signs.iter().enumerate().skip(at) {
        match sign.direction {
            Direction::Left => end = next + 1,
            _ if end == at => break,
            Direction::Right => break,
            Direction::Neutral | Direction::Number => {}
        }
    }
    end
}
