//! A full stop, question mark or the like, and what closes behind it: quotation marks, brackets, note marks.

use super::passage::Passage;

/// What ends a sentence, perhaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// One full stop.
    Period,
    /// Three dots or more.
    Ellipsis {
        /// How many dots.
        dots: usize,
        /// They stand apart: `. . .`
        apart: bool,
    },
    /// A question or exclamation mark, or the full stop of a script without capitals.
    Strong,
    /// Redacted words: perhaps the stop is under the black.
    Redacted,
}

/// A stop in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stop {
    pub start: usize,
    pub end: usize,
    pub form: Form,
}

/// What stands directly behind a stop and belongs to its sentence.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Closing {
    /// One past its last character.
    pub end: usize,
    /// A closing quotation mark is among it.
    pub quote: bool,
    /// How many closing brackets are.
    pub brackets: usize,
    /// A note mark is.
    pub marked: bool,
}

const BLACK: char = '█';

/// Question marks, exclamation marks and full stops that need no capital behind them.
pub(crate) fn is_strong(c: char) -> bool {
    matches!(c, '!' | '?' | '؟' | '۔' | '。' | '！' | '？' | '।' | '‽' | '⁇' | '⁈' | '⁉')
}

impl Stop {
    /// The stop that begins at `at`, if one does.
    pub fn at(passage: &Passage, at: usize) -> Option<Stop> {
        if passage.char_at(at) == Some(BLACK) {
            let rest = &passage.text[at..passage.span.end];
            let end = at + rest.len() - rest.trim_start_matches(BLACK).len();
            return Some(Stop { start: at, end, form: Form::Redacted });
        }
        let (mut end, mut dots, mut strong, mut apart) = (at, 0, false, false);
        while let Some(c) = passage.char_at(end) {
            match c {
                '.' => dots += 1,
                '…' => dots += 3,
                c if is_strong(c) => strong = true,
                ' ' | '\u{a0}' if dots > 0 && !strong && dot_stands_alone(passage, end + c.len_utf8()) => {
                    apart = true
                }
                _ => break,
            }
            end += c.len_utf8();
        }
        let form = match (strong, dots) {
            (true, _) => Form::Strong,
            (false, 0) => return None,
            (false, 1 | 2) => Form::Period,
            (false, _) => Form::Ellipsis { dots, apart },
        };
        Some(Stop { start: at, end, form })
    }

    /// True if it stands alone in brackets and ends nothing: `[...]`, `(?)`; but `[.]` is a stop that an editor added.
    pub fn is_bracketed(&self, passage: &Passage) -> bool {
        !matches!(self.form, Form::Period | Form::Redacted)
            && matches!(passage.char_before(self.start), Some('[' | '('))
            && matches!(passage.char_at(self.end), Some(']' | ')'))
    }
}

fn dot_stands_alone(passage: &Passage, at: usize) -> bool {
    passage.char_at(at) == Some('.') && !passage.char_at(at + 1).is_some_and(char::is_alphanumeric)
}

impl Closing {
    /// What closes behind `stop`. Runs over each character once.
    pub fn behind(passage: &Passage, stop: &Stop) -> Closing {
        let mut closing = Closing { end: stop.end, ..Closing::default() };
        while closing.end < passage.span.end && closing.step(passage, stop) {}
        closing
    }

    /// Takes one more piece; false if there is none.
    fn step(&mut self, passage: &Passage, stop: &Stop) -> bool {
        let at = self.end;
        if let Some(end) = passage.mark_at(at) {
            (self.end, self.marked) = (end, true);
            return true;
        }
        let Some(c) = passage.char_at(at) else { return false };
        let behind = passage.char_at(at + c.len_utf8());
        let end = at + c.len_utf8();
        let (end, marked) = match c {
            ')' | ']' | '}' => {
                self.brackets += 1;
                (end, false)
            }
            '”' | '’' | '»' | '›' | '』' | '」' => self.quoted(end),
            '"' | '\'' | '“' | '‘' | '«' | '‹' if !behind.is_some_and(char::is_alphabetic) => {
                self.quoted(end)
            }
            '*' | '_' => (end, false),
            '†' | '‡' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' => (end, true),
            '[' | '(' => match bracketed_mark(passage, at) {
                Some(end) => (end, true),
                None => return false,
            },
            ',' | '-' | '–' if self.marked => match passage.mark_at(passage.skip_spaces(end)) {
                Some(end) => (end, true),
                None => return false,
            },
            '0'..='9' if !self.marked => match glued_number(passage, stop, at) {
                Some(end) => (end, true),
                None => return false,
            },
            c if c.is_whitespace() => match self.across_space(passage, at) {
                Some(end) => return self.take(end),
                None => return false,
            },
            _ => return false,
        };
        self.marked |= marked;
        self.take(end)
    }

    fn quoted(&mut self, end: usize) -> (usize, bool) {
        self.quote = true;
        (end, false)
    }

    fn take(&mut self, end: usize) -> bool {
        self.end = end;
        true
    }

    /// A mark or a French closing quotation mark behind a space still belongs to the sentence.
    fn across_space(&mut self, passage: &Passage, at: usize) -> Option<usize> {
        let next = passage.skip_spaces(at);
        if let Some(end) = passage.mark_at(next) {
            self.marked = true;
            return Some(end);
        }
        match passage.char_at(next)? {
            '»' | '›' => {
                self.quote = true;
                Some(next + '»'.len_utf8().max(passage.char_at(next)?.len_utf8()))
            }
            '[' => {
                let end = bracketed_mark(passage, next)?;
                self.marked = true;
                Some(end)
            }
            _ => None,
        }
    }
}

/// The end of `[12]`, `[^14]`, `[^smith]`, `(12)` that begins at `at`.
fn bracketed_mark(passage: &Passage, at: usize) -> Option<usize> {
    const LONGEST: usize = 24;
    let inside = &passage.text[at + 1..passage.span.end];
    let (close, named) = match passage.char_at(at)? {
        '[' => (']', inside.starts_with('^')),
        _ => (')', false),
    };
    for (offset, c) in inside.char_indices().take(if named { LONGEST } else { 5 }) {
        match c {
            c if c == close && offset > usize::from(named) => return Some(at + 1 + offset + 1),
            '0'..='9' => {}
            '^' if named && offset == 0 => {}
            c if named && (c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':')) => {}
            ',' | '–' | '-' if close == ']' => {}
            _ => return None,
        }
    }
    None
}

/// The end of a number glued to a stop that no one has told to be a mark: `intelligence.101 The`.
///
/// Not one behind a digit ("12.5"), a short or abbreviated word ("p.5", "IV.2") or before a small letter.
fn glued_number(passage: &Passage, stop: &Stop, at: usize) -> Option<usize> {
    let rest = &passage.text[at..passage.span.end];
    let digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let behind = rest[digits..].chars().next();
    let ends_well =
        behind.is_none_or(|c| c.is_whitespace() || c.is_uppercase() || matches!(c, '”' | '’' | '"' | ')'));
    if digits > 4 || !ends_well || rest.starts_with('0') || stop.form == Form::Redacted {
        return None;
    }
    let token = passage.token_before(stop.start, passage.span.start);
    let ordinary = if token.is_empty() {
        passage.char_before(stop.start).is_some_and(|c| matches!(c, ')' | ']' | '”' | '"' | '’' | '»'))
    } else {
        let small = token.chars().filter(|c| c.is_lowercase()).count();
        let capitals = token.chars().filter(|c| c.is_uppercase()).count();
        let letters_last = token.chars().next_back().is_some_and(char::is_alphabetic);
        let known = passage.words.kinds(token).is_empty() && !passage.house.contains(token);
        letters_last && known && !token.contains('.') && (small >= 2 || capitals >= 3)
    };
    ordinary.then_some(at + digits)
}
