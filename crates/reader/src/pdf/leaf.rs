//! A page as lines and tables in the order of reading.

use super::accents;
use super::counts::{self, Counts, Margin};
use super::inset;
use super::maker::Maker;
use super::order;
use super::parted;
use super::recognised::{self, Trust};
use super::ruled::{self, Grid};
use super::scans;
use super::segments::{Segment, Segments, segments};
use super::shapes::{is_ideograph, strange};
use super::sheet::{Rule, Sheet, ink};
use super::words::{Run, leftward};
use crate::recognised::RecognisedPage;
use probata_report::Frame;
use std::collections::BTreeMap;

/// A page.
#[derive(Debug, Default)]
pub(super) struct Leaf {
    pub width: f32,
    pub height: f32,
    pub items: Vec<Item>,
    /// Lines drawn along the text.
    pub rules: Vec<Rule>,
    /// Those that are part of no table or box: one may stand over notes.
    pub free_rules: Vec<Rule>,
    /// Text at an angle to the rest.
    pub aslant: Vec<(String, Frame)>,
    /// Text that a reader of the page does not see.
    pub unseen: String,
    /// True if letters of the page are drawn without ink over a picture of it.
    pub recognised: bool,
    /// True if most of it is pictures, with next to no text.
    pub scan: bool,
    /// How sure a program was of the words that it recognised in them.
    pub trust: Option<Trust>,
    /// Characters seen; those that are not in the items.
    pub seen: usize,
    pub aside: usize,
    /// Letters without a meaning, by font.
    pub unmapped: Vec<(String, usize)>,
    /// Letters whose meaning was taken from their numbers.
    pub guessed: usize,
    pub faults: Vec<String>,
    /// Words in which signs of another script stand among letters, as where a font tells the wrong meaning.
    pub strange: Vec<String>,
    /// Signs of Chinese, Japanese and Korean writing.
    pub ideographs: usize,
    /// True if its lines are numbered in the margin; the numbers are not in the items.
    pub counted: bool,
    /// Where they are; where numbers stand that may be such.
    pub margins: Vec<Margin>,
    pub maybe_counted: Vec<Margin>,
    /// Share of the page that pictures beside text cover.
    pub pictured: f32,
    /// True if it is in doubt in what order its columns are read.
    pub doubtful: bool,
    /// The columns of a table without lines that it ends with.
    pub open: Vec<(f32, f32)>,
}

/// A piece of a page.
#[derive(Debug)]
pub(super) enum Item {
    Line(Line),
    /// Cells by row and column, each with its lines.
    Table(BTreeMap<(usize, usize), Vec<Line>>),
}

/// A line of print.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Edges of the column that it stands in.
    pub left: f32,
    pub right: f32,
    pub x0: f32,
    pub x1: f32,
    pub base: f32,
    pub size: f32,
    pub frame: Frame,
    pub runs: Vec<Run>,
    /// How far its text begins behind its start, behind a first word or label set apart.
    pub second: Option<f32>,
    /// How wide its first word is, and the space behind it if that is wider than the next.
    pub first_word: f32,
    pub first_gap: f32,
    /// Read from right to left.
    pub leftward: bool,
    pub all: usize,
    pub bold: usize,
    pub italic: usize,
    pub field: usize,
    pub artifact: bool,
    /// Parts of it stand far apart, as at tabs, and no label is one of them.
    pub parted: bool,
    /// The box that it stands in.
    pub boxed: Option<usize>,
    /// The column, counted through the page.
    pub stream: usize,
    /// Stands in one of several columns.
    pub column: bool,
    /// A title and a page number of a table of contents.
    pub entry: bool,
    /// A space is drawn behind its last letter.
    pub blank: bool,
    /// Index of the page.
    pub page: usize,
}

impl Line {
    /// Its text.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// How far it begins behind the edge from which lines are read.
    pub fn inset(&self) -> f32 {
        if self.leftward { self.right - self.x1 } else { self.x0 - self.left }
    }

    /// How far it ends before the edge to which lines are read.
    pub fn room(&self) -> f32 {
        if self.leftward { self.x0 - self.left } else { self.right - self.x1 }
    }

    /// Where it begins, rising in the direction of reading.
    pub fn start(&self) -> f32 {
        if self.leftward { -self.x1 } else { self.x0 }
    }

    /// True if it ends so early that the first word of `next` had found room.
    pub fn is_short_before(&self, next: &Line) -> bool {
        self.room() > next.first_word + 0.8 * self.size
    }

    pub fn is_bold(&self) -> bool {
        self.bold * 10 >= self.all * 9
    }

    pub fn is_italic(&self) -> bool {
        self.italic * 10 >= self.all * 9
    }

    /// True if most of it is what somebody filled into a form.
    pub fn is_filled_in(&self) -> bool {
        self.field * 2 > self.all
    }

    pub fn top(&self) -> f32 {
        self.base - 0.75 * self.size
    }
}

/// Reads a page that was drawn. `index`: which page of the file; `recognised`: words of its pictures; `known`: where lines of other pages
/// are numbered; `open`: the columns of a table without lines that the page before ended with.
pub(super) fn leaf(
    mut sheet: Sheet,
    index: usize,
    recognised: Option<&RecognisedPage>,
    known: &[Margin],
    open: &[(f32, f32)],
) -> Leaf {
    let scan = scans::is_scan(&sheet);
    let table = recognised.and_then(|page| Some((page, page.words.as_ref().ok()?)));
    let trust = table.filter(|_| scan).map(|(page, table)| recognised::put(&mut sheet, page, table));
    sheet.upright();
    accents::join(&mut sheet);
    let Segments { mut list, doubled, unseen, aslant } = segments(&sheet);
    let Counts { taken: counts, margins, doubtful } = counts::take(&sheet, &mut list, known);
    let inked = !sheet.glyphs.iter().all(|glyph| glyph.look.invisible);
    let mut leaf = Leaf {
        width: sheet.width,
        height: sheet.height,
        seen: sheet.characters(),
        recognised: !inked && !sheet.glyphs.is_empty(),
        scan,
        trust,
        aside: doubled
            + counts
                .iter()
                .flat_map(|count| &count.letters)
                .map(|at| ink(sheet.words(&sheet.glyphs[*at as usize])))
                .sum::<usize>(),
        counted: !counts.is_empty(),
        margins,
        maybe_counted: doubtful,
        unmapped: std::mem::take(&mut sheet.unmapped),
        guessed: sheet.guessed,
        faults: std::mem::take(&mut sheet.faults),
        pictured: if scan || !inked { 0.0 } else { sheet.pictured / (sheet.width * sheet.height).max(1.0) },
        ..Leaf::default()
    };
    if sheet.glyphs.is_empty() && sheet.pictures == 0 && sheet.shapes >= DRAWN {
        leaf.faults.push(OUTLINES.to_owned());
    }
    leaf.ideographs = sheet.text.chars().filter(|c| is_ideograph(*c)).count();
    leaf.unseen = loose(&sheet, &unseen).into_iter().map(|(text, _)| text).collect::<Vec<_>>().join(" ");
    leaf.aslant = loose(&sheet, &aslant);
    leaf.aside += ink(&leaf.unseen) + leaf.aslant.iter().map(|(text, _)| ink(text)).sum::<usize>();
    let grids: Vec<Grid> = ruled::grids(&sheet.rules);
    let (inside, mut outside) = sort_into(parted::at_edges(&sheet, parted::at_lines(&sheet, list)), &grids);
    let insets = inset::take(&mut outside);
    leaf.rules = sheet.rules.iter().filter(|rule| rule.is_flat()).copied().collect();
    let is_free = |rule: &&Rule| !grids.iter().any(|grid| grid.draws(rule));
    leaf.free_rules = leaf.rules.iter().filter(is_free).copied().collect();
    let is_leftward = outside.iter().map(|segment| leftward(&sheet, segment)).sum::<isize>() > 0;
    let mut maker = Maker::new(&sheet, index, is_leftward);
    for stream in parted::tables(order::order(&sheet, outside, is_leftward, open), is_leftward) {
        leaf.doubtful |= stream.doubtful;
        maker.stream(stream, &grids, &inside, &mut leaf.items);
    }
    leaf.open = std::mem::take(&mut maker.open);
    for (index, inset) in insets.into_iter().enumerate() {
        inset::put(&mut leaf.items, maker.inset(inset, grids.len() + index));
    }
    for grid in &grids {
        inset::give_room(&mut leaf.items, (grid.left(), grid.right()), (grid.top(), grid.bottom()));
    }
    if !scan {
        for frame in &sheet.frames {
            inset::give_room_beside_picture(&mut leaf.items, (frame.x0, frame.x1), (frame.y0, frame.y1));
        }
    }
    if leaf.ideographs > 0 {
        leaf.strange = strange(&leaf.items);
    }
    leaf
}

/// So many shapes on a page without a letter may be letters.
const DRAWN: usize = 40;
/// What is said of such a page.
const OUTLINES: &str = "what stands on it is drawn as shapes and not as letters: ask for a file with text in it, or print it as a picture and give that";

/// The segments of each grid that holds any, and the rest with one segment in the place of each such grid.
fn sort_into(list: Vec<Segment>, grids: &[Grid]) -> (Vec<Vec<Segment>>, Vec<Segment>) {
    let mut inside: Vec<Vec<Segment>> = vec![Vec::new(); grids.len()];
    let mut outside = Vec::new();
    for segment in list {
        match grids.iter().position(|grid| grid.holds(&segment)) {
            Some(grid) => inside[grid].push(segment),
            None => outside.push(segment),
        }
    }
    for (index, (grid, held)) in grids.iter().zip(&inside).enumerate() {
        let Some(order) = held.iter().map(|segment| segment.order).min() else { continue };
        outside.push(Segment {
            x0: grid.left(),
            x1: grid.right(),
            base: grid.top() + 9.0,
            size: 12.0,
            letters: Vec::new(),
            order,
            artifact: false,
            grid: Some(index),
        });
    }
    (inside, outside)
}

/// Text of letters that stand outside of the lines, as drawn, with their boxes.
fn loose(sheet: &Sheet, letters: &[u32]) -> Vec<(String, Frame)> {
    let mut found: Vec<(String, [f32; 4])> = Vec::new();
    let mut last: Option<(f32, f32)> = None;
    for glyph in letters.iter().map(|index| &sheet.glyphs[*index as usize]) {
        let text = sheet.words(glyph);
        let (x0, y0) = (glyph.from.0.min(glyph.to.0), glyph.from.1.min(glyph.to.1));
        let (x1, y1) = (glyph.from.0.max(glyph.to.0), glyph.from.1.max(glyph.to.1));
        let far = last.map(|(x, y)| (glyph.from.0 - x).hypot(glyph.from.1 - y) / glyph.size);
        last = Some(glyph.to);
        match found.last_mut().filter(|_| far.is_some_and(|far| far < 1.5)) {
            Some((words, frame)) => {
                if far.is_some_and(|far| far > 0.2) && !words.ends_with(' ') {
                    words.push(' ');
                }
                words.push_str(text);
                *frame = [frame[0].min(x0), frame[1].min(y0), frame[2].max(x1), frame[3].max(y1)];
            }
            None => found.push((text.to_owned(), [x0, y0, x1, y1])),
        }
    }
    found.retain(|(text, _)| ink(text) > 0);
    found.into_iter().map(|(text, [x0, y0, x1, y1])| (text, sheet.frame(x0, y0, x1, y1))).collect()
}
