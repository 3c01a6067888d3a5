//! Recognised words as letters on a page, so that columns, notes and paragraphs of a scan are told as those of any page.
//!
//! The program that recognises gives a box for each word and says which words make a line. A line's height and the line
//! that its letters stand on are told from the shapes of its letters; a word's letters share its box evenly.

use super::sheet::{Glyph, Look, Sheet};
use super::words::is_mark;
use crate::recognised::RecognisedPage;

/// A word that the program is less sure of than this, in per cent, is in doubt.
const DOUBT: f32 = 60.0;
/// Lines whose letters differ in size by no more than this share of the page's are of its size.
const ALIKE: f32 = 0.22;
/// Least space between two words, as a share of the size.
const NARROW: f32 = 0.04;
/// Lines of a picture that lies askew rise or fall by this share of their length: less is as good as straight, more is no line.
const ASKEW: std::ops::Range<f32> = 0.001..0.12;
/// Words of a line, and lines, by which it is told how a picture lies.
const TELLING: usize = 3;
/// Words of one page.
const MOST_WORDS: usize = 50_000;
/// Doubted words that are named.
const NAMED: usize = 6;

/// How sure the program was of a page's words.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Trust {
    pub words: usize,
    pub doubted: usize,
    /// Some of the doubted words.
    pub named: Vec<String>,
    /// Sum of what it says of each word, in per cent.
    pub sum: f32,
}

/// A word of the table.
struct Word<'t> {
    /// Block, paragraph and line.
    line: (u32, u32, u32),
    left: f32,
    top: f32,
    width: f32,
    height: f32,
    text: &'t str,
}

/// Puts a page's recognised words on it.
pub(super) fn put(sheet: &mut Sheet, page: &RecognisedPage, table: &str) -> Trust {
    let (mut words, pixels, trust) = parse(table);
    let Some((mut width, mut height)) = pixels else { return trust };
    let turns = page.turns % 4;
    if !page.turned {
        for _ in 0..turns {
            words.iter_mut().for_each(|word| word.turn(height));
            (width, height) = (height, width);
        }
    }
    let slope = tilt(&words);
    // Set straight around the middle, so that what stands side by side has one height.
    words.iter_mut().for_each(|word| word.top -= slope * (word.left + 0.5 * word.width - 0.5 * width));
    let (across, down) =
        if turns % 2 == 1 { (sheet.height, sheet.width) } else { (sheet.width, sheet.height) };
    let scale = (across / width, down / height);
    let mut lines: Vec<&[Word<'_>]> = words.chunk_by(|a, b| a.line == b.line).collect();
    lines.retain(|line| !line.is_empty());
    let shapes: Vec<(f32, f32)> = lines.iter().map(|line| shape(line)).collect();
    let usual =
        median(shapes.iter().zip(&lines).flat_map(|((_, size), line)| line.iter().map(move |_| *size)));
    for (line, (base, size)) in lines.iter().zip(shapes) {
        let alike = if is_leftward(line) { 2.0 * ALIKE } else { ALIKE };
        let size = if (size - usual).abs() <= alike * usual { usual } else { size };
        let mut writer =
            Writer { sheet, scale, base: base * scale.1, size: size * scale.1, turns, across, down };
        writer.line(line);
    }
    trust
}

impl Word<'_> {
    /// True if its letters stand on the line and none reaches below it.
    fn stands(&self) -> bool {
        !self.text.contains(deep) && self.text.contains(char::is_alphanumeric)
    }

    /// Turns its box with the picture by a quarter to the right. `height`: that of the picture before.
    fn turn(&mut self, height: f32) {
        (self.left, self.top) = (height - self.top - self.height, self.left);
        (self.width, self.height) = (self.height, self.width);
    }
}

/// How far lines fall for each pixel to the right: the median over those that have words enough; 0 where they lie straight or too few tell.
fn tilt(words: &[Word<'_>]) -> f32 {
    let of_line = |line: &[Word<'_>]| {
        let feet = || {
            let standing = line.iter().filter(|word| word.stands());
            standing.map(|word| (word.left + 0.5 * word.width, word.top + word.height))
        };
        let count = feet().count();
        if count < TELLING {
            return None;
        }
        let sum = feet().fold((0.0, 0.0), |sum, at| (sum.0 + at.0, sum.1 + at.1));
        let middle = (sum.0 / count as f32, sum.1 / count as f32);
        let spread: f32 = feet().map(|(x, _)| (x - middle.0).powi(2)).sum();
        let fall: f32 = feet().map(|(x, y)| (x - middle.0) * (y - middle.1)).sum();
        (spread > 0.0).then(|| fall / spread)
    };
    let slopes: Vec<f32> = words.chunk_by(|a, b| a.line == b.line).filter_map(of_line).collect();
    let slope = if slopes.len() < TELLING { 0.0 } else { median(slopes.into_iter()) };
    if ASKEW.contains(&slope.abs()) { slope } else { 0.0 }
}

/// Places, from the left, of the letters of a word (marks have none) as they are printed. `leftward`: in a line from right to
/// left, where a figure's comma stands on its left.
fn in_sight(letters: &[char], leftward: bool) -> Vec<usize> {
    let letters: Vec<char> =
        letters.iter().copied().filter(|c| !is_mark(c.encode_utf8(&mut [0; 4]))).collect();
    let is_left = |c: char| ('\u{590}'..'\u{8ff}').contains(&c) && c.is_alphabetic();
    let mut places: Vec<usize> = (0..letters.len()).collect();
    if !leftward && !letters.iter().any(|c| is_left(*c)) {
        return places;
    }
    let last = letters.len().saturating_sub(1);
    places.iter_mut().for_each(|place| *place = last - *place);
    let mut at = 0;
    while at < letters.len() {
        let runs = |c: char| c.is_alphanumeric() && !is_left(c);
        let mut end = at;
        for (next, c) in letters.iter().enumerate().skip(at) {
            match *c {
                c if runs(c) => end = next + 1,
                c if end == at || is_left(c) => break,
                _ => {}
            }
        }
        places[at..end].reverse();
        at = end.max(at + 1);
    }
    places
}

/// A letter that reaches below the line.
fn deep(c: char) -> bool {
    "gjpqyQ,;()[]{}|/\u{201e}çщцдруфДЦЩ".contains(c) || ('\u{600}'..'\u{700}').contains(&c)
}

/// True if most letters of a line are of a script from right to left.
fn is_leftward(line: &[Word<'_>]) -> bool {
    let letters = || line.iter().flat_map(|word| word.text.chars()).filter(|c| c.is_alphabetic());
    2 * letters().filter(|c| ('\u{590}'..'\u{8ff}').contains(c)).count() > letters().count()
}

/// The words of a table, the size of the picture in pixels, and how sure the program was.
fn parse(table: &str) -> (Vec<Word<'_>>, Option<(f32, f32)>, Trust) {
    let (mut words, mut pixels, mut trust) = (Vec::new(), None, Trust::default());
    for row in table.lines() {
        let mut fields = row.splitn(12, '\t');
        let mut number = || fields.next().and_then(|field| field.parse::<f32>().ok());
        let Some(level) = number() else { continue };
        let numbers: Vec<f32> = (0..10).map_while(|_| number()).collect();
        let [_, block, paragraph, line, _, left, top, width, height, sure] = numbers[..] else { continue };
        let text = fields.next().unwrap_or("").trim();
        if level == 1.0 && width >= 1.0 && height >= 1.0 {
            pixels = Some((width, height));
        }
        if level != 5.0 || text.is_empty() || words.len() >= MOST_WORDS {
            continue;
        }
        trust.words += 1;
        trust.sum += sure.clamp(0.0, 100.0);
        if sure < DOUBT {
            trust.doubted += 1;
            if trust.named.len() < NAMED {
                trust.named.push(text.chars().filter(|c| !c.is_control()).take(30).collect());
            }
        }
        let line = (block as u32, paragraph as u32, line as u32);
        words.push(Word { line, left, top, width, height, text });
    }
    (words, pixels, trust)
}

/// Where the letters of a line stand, and the size of its font, in pixels.
fn shape(line: &[Word<'_>]) -> (f32, f32) {
    if is_leftward(line) {
        // Its letters have no common height; most reach a little below the line.
        let height = median(line.iter().map(|word| word.height)).max(1.0);
        return (median(line.iter().map(|word| word.top + word.height)) - 0.25 * height, height / 0.8);
    }
    let high = |c: char| c.is_uppercase() || c.is_numeric() || "bdfhkltßéèáíóúñбфё".contains(c);
    let bottom = |word: &Word<'_>| word.top + word.height;
    let standing: Vec<f32> = line.iter().filter(|word| word.stands()).map(bottom).collect();
    let whole = median(line.iter().map(|word| word.height));
    let base = if standing.is_empty() {
        median(line.iter().map(|word| word.top + 0.78 * word.height))
    } else {
        median(standing.into_iter())
    };
    let sizes: Vec<f32> = line
        .iter()
        .filter(|word| word.text.contains(char::is_alphanumeric))
        .map(|word| {
            let share = match (word.text.contains(high), word.text.contains(deep)) {
                (true, true) => 0.93,
                (true, false) => 0.72,
                (false, true) => 0.74,
                (false, false) => 0.53,
            };
            word.height / share
        })
        .collect();
    let size = if sizes.is_empty() { whole } else { median(sizes.into_iter()) };
    (base, size.max(1.0))
}

fn median(values: impl Iterator<Item = f32>) -> f32 {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

struct Writer<'s> {
    sheet: &'s mut Sheet,
    scale: (f32, f32),
    base: f32,
    size: f32,
    turns: u8,
    /// Size of the page as it was turned.
    across: f32,
    down: f32,
}

impl Writer<'_> {
    fn line(&mut self, line: &[Word<'_>]) {
        let mut places: Vec<(f32, f32)> = line
            .iter()
            .map(|word| (word.left * self.scale.0, (word.left + word.width) * self.scale.0))
            .collect();
        let narrow = NARROW * self.size;
        for at in 1..places.len() {
            let (before, here) = (places[at - 1], places[at]);
            // Boxes of neighbours may overlap; their letters must not, or they would be read in each other's place.
            let rightward = before.0 + before.1 <= here.0 + here.1;
            let (end, start) = if rightward { (before.1, here.0) } else { (here.1, before.0) };
            if start - end < narrow {
                let middle = f32::midpoint(start, end);
                let (end, start) = (middle - 0.5 * narrow, middle + 0.5 * narrow);
                if rightward {
                    (places[at - 1].1, places[at].0) = (end, start);
                } else {
                    (places[at].1, places[at - 1].0) = (end, start);
                }
            }
        }
        let leftward = is_leftward(line);
        for (at, (word, (x0, x1))) in line.iter().zip(&places).enumerate() {
            if let Some((left, right)) = at.checked_sub(1).map(|before| places[before]) {
                // The space between two words, whichever way they are written.
                let (from, to) = if left <= *x0 { (right, *x0) } else { (*x1, left) };
                self.letter(" ", from, to);
            }
            self.word(word.text, *x0, x1.max(*x0), leftward);
        }
    }

    fn word(&mut self, text: &str, x0: f32, x1: f32, leftward: bool) {
        let marks = |c: &char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let letters: Vec<char> = text.chars().filter(|c| !c.is_control() && !marks(c)).collect();
        let width = |letter: &char| usize::from(!is_mark(letter.encode_utf8(&mut [0; 4])));
        let count: usize = letters.iter().map(width).sum();
        let step = (x1 - x0) / count.max(1) as f32;
        let order = in_sight(&letters, leftward);
        let (mut room, mut at) = ([0; 4], 0);
        for letter in &letters {
            // A mark stands where the letter before it stands.
            at += width(letter);
            let place = order.get(at.saturating_sub(1)).copied().unwrap_or(0);
            let from = x0 + step * place as f32;
            self.letter(letter.encode_utf8(&mut room), from, from + step);
        }
    }

    fn letter(&mut self, text: &str, from: f32, to: f32) {
        let Ok(start) = u32::try_from(self.sheet.text.len()) else { return };
        self.sheet.text.push_str(text);
        let (from, to) = (self.back((from, self.base)), self.back((to, self.base)));
        let look = Look { turn: (4 - self.turns % 4) % 4, ..Look::default() };
        let length = text.len() as u16;
        self.sheet.glyphs.push(Glyph { start, length, look, from, to, size: self.size });
    }

    /// A point of the turned picture as one of the page.
    fn back(&self, (x, y): (f32, f32)) -> (f32, f32) {
        match self.turns % 4 {
            0 => (x, y),
            1 => (y, self.across - x),
            2 => (self.across - x, self.down - y),
            _ => (self.down - y, x),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
                        1\t1\t0\t0\t0\t0\t0\t0\t1000\t2000\t-1\t\n";

    fn page(turns: u8, turned: bool) -> RecognisedPage {
        RecognisedPage { page: 0, turns, turned, languages: String::new(), words: Ok(String::new()) }
    }

    #[test]
    fn words_of_a_picture_that_lies_on_its_side() {
        // The upper end of the words is at the left: a turn to the right sets them upright.
        let table = format!("{HEAD}5\t1\t1\t1\t1\t1\t200\t100\t20\t80\t96.5\tDoln\n");
        let mut sheet = Sheet { width: 1000.0, height: 2000.0, ..Sheet::default() };
        put(&mut sheet, &page(1, false), &table);
        sheet.upright();
        assert_eq!((sheet.width, sheet.height), (2000.0, 1000.0));
        assert_eq!((sheet.glyphs[0].from, sheet.glyphs[3].to), ((1820.0, 220.0), (1900.0, 220.0)));
    }

    #[test]
    fn words_stand_where_they_were_seen() {
        let table = format!(
            "{HEAD}5\t1\t1\t1\t1\t1\t100\t200\t80\t20\t96.5\tDoln\n5\t1\t1\t1\t1\t2\t200\t200\t60\t20\t31\tMaw1n\n"
        );
        let mut sheet = Sheet { width: 500.0, height: 1000.0, ..Sheet::default() };
        let trust = put(&mut sheet, &page(0, true), &table);
        assert_eq!((trust.words, trust.doubted, trust.named), (2, 1, vec!["Maw1n".to_owned()]));
        assert_eq!(sheet.text, "Doln Maw1n");
        let letter = sheet.glyphs[0];
        assert_eq!((letter.from, letter.to), ((50.0, 110.0), (60.0, 110.0)));
    }

    #[test]
    fn a_picture_that_lies_askew_is_set_straight() {
        let mut table = HEAD.to_owned();
        for (number, (left, right)) in
            [("Name", "Ilan"), ("Born", "1974"), ("Died", "2021"), ("Town", "Doln")].into_iter().enumerate()
        {
            // Two columns, each a block of its own, on lines that fall by one in fifty.
            let top = |x: usize| 200 + 40 * number + x / 50;
            for (block, x, words) in [(1, 100, [left, "of", "man"]), (2, 700, [right, "in", "hut"])] {
                for (at, word) in words.iter().enumerate() {
                    let x = x + 80 * at;
                    table +=
                        &format!("5\t1\t{block}\t1\t{number}\t{at}\t{x}\t{}\t60\t20\t96\t{word}\n", top(x));
                }
            }
        }
        let mut sheet = Sheet { width: 1000.0, height: 2000.0, ..Sheet::default() };
        put(&mut sheet, &page(0, true), &table);
        let base = |word: &str| {
            let at = sheet.text.find(word).unwrap();
            sheet.glyphs.iter().find(|glyph| glyph.start as usize == at).unwrap().from.1
        };
        for (left, right) in [("Name", "Ilan"), ("Born", "1974"), ("Died", "2021"), ("Town", "Doln")] {
            assert!(
                (base(left) - base(right)).abs() < 2.0,
                "{left}: {} {right}: {}",
                base(left),
                base(right)
            );
        }
    }

    #[test]
    fn a_turned_picture_is_turned_back() {
        let table = format!("{HEAD}5\t1\t1\t1\t1\t1\t100\t200\t80\t20\t96.5\tDoln\n");
        let mut sheet = Sheet { width: 2000.0, height: 1000.0, ..Sheet::default() };
        put(&mut sheet, &page(1, true), &table);
        sheet.upright();
        assert_eq!((sheet.width, sheet.height), (1000.0, 2000.0));
        assert_eq!(sheet.glyphs[0].from, (100.0, 220.0));
    }

    #[test]
    fn nonsense_is_no_word() {
        let mut sheet = Sheet { width: 500.0, height: 1000.0, ..Sheet::default() };
        for table in ["", "5", "5\t1\t1\t1\t1\t1\tNaN\tinf\t-1\t2\t3\tx", "\u{0}\t\t\t", HEAD] {
            put(&mut sheet, &page(1, false), table);
        }
        assert_eq!(sheet.text, "");
    }
}
