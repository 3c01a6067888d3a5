//! Finds where the sentences of a passage end, in one pass.

use super::decide::Case;
use super::next::Next;
use super::passage::Passage;
use super::stop::{Closing, Stop};

/// A bracket that is open.
struct Bracket {
    open: char,
    at: usize,
    /// It opened inside a sentence, not at its beginning.
    aside: bool,
    /// How many ends were known when it opened.
    ends: usize,
}

/// A bracket that closes further on than this does not hold a sentence together.
const LONGEST_ASIDE: usize = 600;
/// Brackets remembered at one time.
const DEEPEST: usize = 32;

struct Scan<'p, 'a> {
    passage: &'p Passage<'a>,
    at: usize,
    /// Where the passage's first sentence begins.
    first: usize,
    /// Where the current sentence begins.
    begin: usize,
    ends: Vec<usize>,
    brackets: Vec<Bracket>,
}

/// The offsets behind which sentences end, the passage's own end left out, in order.
pub(crate) fn ends(passage: &Passage) -> Vec<usize> {
    let begin = passage.skip_spaces(passage.floor.clamp(passage.span.start, passage.span.end));
    let mut scan = Scan { passage, at: begin, first: begin, begin, ends: Vec::new(), brackets: Vec::new() };
    scan.run();
    scan.ends
}

impl Scan<'_, '_> {
    fn run(&mut self) {
        let mut mark = self.passage.marks.partition_point(|mark| mark.end <= self.at);
        while let Some(at) = self.seek() {
            while self.passage.marks.get(mark).is_some_and(|known| known.end <= at) {
                mark += 1;
            }
            let inside = self
                .passage
                .marks
                .get(mark)
                .filter(|known| known.start <= at && known.end <= self.passage.span.end);
            if let Some(known) = inside {
                self.at = known.end;
                continue;
            }
            self.visit(at);
        }
    }

    /// The next byte that may matter.
    fn seek(&self) -> Option<usize> {
        let bytes = &self.passage.text.as_bytes()[self.at..self.passage.span.end];
        bytes.iter().position(|byte| MATTERS[usize::from(*byte)]).map(|offset| self.at + offset)
    }

    fn visit(&mut self, at: usize) {
        let Some(c) = self.passage.char_at(at) else { return };
        self.at = at + c.len_utf8();
        match c {
            '(' | '[' | '{' => self.open(c, at),
            ')' | ']' | '}' => {
                self.close(c, self.at);
            }
            _ => {
                if let Some(stop) = Stop::at(self.passage, at) {
                    self.stop(stop);
                }
            }
        }
    }

    fn open(&mut self, open: char, at: usize) {
        if self.brackets.len() == DEEPEST {
            self.brackets.remove(0);
        }
        let aside = at > self.begin;
        self.brackets.push(Bracket { open, at, aside, ends: self.ends.len() });
    }

    /// Closes a bracket; one that opened inside a sentence takes back the ends found inside it. True if it did open
    /// inside a sentence.
    fn close(&mut self, close: char, at: usize) -> bool {
        let open = match close {
            ')' => '(',
            ']' => '[',
            _ => '{',
        };
        let Some(index) = self.brackets.iter().rposition(|bracket| bracket.open == open) else {
            return false;
        };
        let bracket = &self.brackets[index];
        let (aside, ends) = (bracket.aside && at - bracket.at <= LONGEST_ASIDE, bracket.ends);
        if aside {
            self.ends.truncate(ends);
            self.begin = self.ends.last().map_or(self.first, |end| self.passage.skip_spaces(*end));
        }
        self.brackets.truncate(index);
        aside
    }

    fn stop(&mut self, stop: Stop) {
        self.at = stop.end;
        if stop.is_bracketed(self.passage) {
            return;
        }
        let closing = Closing::behind(self.passage, &stop);
        let closes_aside = self.close_behind(&stop, &closing);
        self.at = closing.end;
        let next = Next::behind(self.passage, closing.end);
        let case = Case { passage: self.passage, begin: self.begin, stop, closing, next, closes_aside };
        if case.ends() {
            self.ends.push(closing.end);
            self.begin = self.passage.skip_spaces(closing.end);
        }
    }

    fn close_behind(&mut self, stop: &Stop, closing: &Closing) -> bool {
        if closing.brackets == 0 {
            return false;
        }
        let mut aside = false;
        for (offset, c) in self.passage.text[stop.end..closing.end].char_indices() {
            if matches!(c, ')' | ']' | '}') {
                aside |= self.close(c, stop.end + offset);
            }
        }
        aside
    }
}

/// Bytes with which a stop, a bracket or a redaction may begin.
static MATTERS: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b".!?()[]{}\xE2\xD8\xDB\xE3\xEF\xE0";
    let mut index = 0;
    while index < bytes.len() {
        table[bytes[index] as usize] = true;
        index += 1;
    }
    table
};
