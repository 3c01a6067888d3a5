//! What may be a note mark: numbers, symbols and brackets whose place in the line looks like a mark's.
//!
//! Invariant: a number that stands as a word of the sentence ("held 45 people") is never a candidate.

use super::label::{self, Label};
use super::words::words;
use probata_report::{BlockKind, Document, Span};

/// No more candidates than this are kept.
const MOST: usize = 6_000_000;

/// Most notes that one range calls.
const WIDEST: u32 = 20;

/// How a candidate is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Class {
    /// Glued to a word or a stop.
    Glued,
    /// The last digits of a longer number: `200414`.
    Split,
    /// Superscript digits, `^12^`, `<sup>12</sup>`.
    Raised,
    /// `[12]`
    Bracket,
    /// `(12)`
    Paren,
    /// `[^12]`
    Explicit,
    /// Behind a space.
    Spaced,
    /// `*`, `†`
    Symbol,
}

/// A possible mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub start: u32,
    pub end: u32,
    pub label: Label,
    /// How much it looks like a mark, 1 to 60; from [`STRONG`] on it needs no neighbours to be believed.
    pub score: u8,
    pub class: Class,
}

/// The score from which a candidate is a mark by its looks alone.
pub(super) const STRONG: u8 = 20;

/// The score of a number set raised behind 10 or a unit: only its neighbours can show that it is a mark.
const POWER: u8 = 13;

/// The score from which a candidate counts as a call when it is asked whether numbered items are notes.
pub(super) const FAIR: u8 = 10;

impl Candidate {
    pub fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// All candidates in order of start. `known` tells which labels have notes (only these are split off a longer number).
/// The second value is false if there were too many.
pub(super) fn find(
    document: &Document,
    superscripts: &[Span],
    known: &dyn Fn(Label) -> bool,
) -> (Vec<Candidate>, bool) {
    let mut finder = Finder { text: &document.text, superscripts, known, found: Vec::new() };
    for block in &document.blocks {
        if matches!(block.kind, BlockKind::Apparatus | BlockKind::Header | BlockKind::Footer) {
            continue;
        }
        finder.scan(block.span, block.kind);
        if finder.found.len() >= MOST {
            return (finder.found, false);
        }
    }
    (finder.found, true)
}

struct Finder<'a> {
    text: &'a str,
    superscripts: &'a [Span],
    known: &'a dyn Fn(Label) -> bool,
    found: Vec<Candidate>,
}

impl Finder<'_> {
    fn scan(&mut self, block: Span, kind: BlockKind) {
        let bytes = self.text.as_bytes();
        let mut at = block.start;
        while at < block.end && self.found.len() < MOST {
            let byte = bytes[at];
            let next = match byte {
                b'0'..=b'9' => self.digits(at, block, kind),
                b'[' | b'(' | b'^' | b'<' => self.enclosed(at, block),
                b'*' => self.symbol(at, block),
                0xc2 | 0xd9 | 0xdb | 0xe2 => self.rare(at, block, kind),
                _ => at + 1,
            };
            at = next.max(at + 1);
        }
    }

    /// Characters beyond ASCII that matter: superscript and Arabic-Indic digits, printers' symbols.
    fn rare(&mut self, at: usize, block: Span, kind: BlockKind) -> usize {
        let Some(c) = self.text.get(at..).and_then(|rest| rest.chars().next()) else { return at + 1 };
        match label::digit(c) {
            Some((_, true)) => self.raised(at, block),
            Some((_, false)) => self.digits(at, block, kind),
            None if "†‡§¶".contains(c) => self.symbol(at, block),
            None => at + c.len_utf8(),
        }
    }

    fn before(&self, at: usize, block: Span) -> Option<char> {
        self.text[block.start..at].chars().next_back()
    }

    fn push(&mut self, span: Span, label: Label, score: u8, class: Class) {
        let (Ok(start), Ok(end)) = (u32::try_from(span.start), u32::try_from(span.end)) else { return };
        if score > 0 {
            self.found.push(Candidate { start, end, label, score, class });
        }
    }

    /// A run of plain digits at `at`.
    fn digits(&mut self, at: usize, block: Span, kind: BlockKind) -> usize {
        let rest = &self.text[at..block.end];
        let length: usize = rest
            .chars()
            .take_while(|c| matches!(label::digit(*c), Some((_, false))))
            .map(char::len_utf8)
            .sum();
        let end = at + length;
        let whole = Span::new(at, end);
        if self.is_superscript(whole) {
            if let Some((value, ..)) = label::number(rest) {
                let before = &self.text[block.start..at];
                let glued = before.ends_with(char::is_alphanumeric);
                let is_power = glued && raised_score(last_word(before), value) == 0;
                self.push(whole, Label::number(value), if is_power { POWER } else { 40 }, Class::Raised);
            }
            return end;
        }
        let left = Left::of(&self.text[block.start..at]);
        let right = right(&self.text[end..block.end]);
        if right.is_none()
            && let Some(end) = self.range(whole, left, block)
        {
            return end;
        }
        if let (Some((value, bytes, _)), Some(right)) = (label::number(rest), right)
            && bytes == length
        {
            let (score, class) = left.score(value, length, right, matches!(kind, BlockKind::Cell { .. }));
            let unknown = left == Left::WordSpace && !(self.known)(Label::number(value));
            let score = if unknown { 0 } else { score };
            self.push(whole, Label::number(value), score, class);
        }
        if right.is_some_and(|right| right != Right::Dash) && length > 1 && rest.is_char_boundary(1) {
            self.split(whole, &left);
        }
        end
    }

    /// `101-103` behind a stop or a word, both numbers being labels of notes: two candidates. Gives its end.
    fn range(&mut self, first: Span, left: Left, block: Span) -> Option<usize> {
        let rest = &self.text[first.end..block.end];
        let dash = rest.chars().next().filter(|c| matches!(c, '-' | '–'))?;
        let (from, bytes, _) = label::number(&self.text[first])?;
        let (to, length, raised) = label::number(&rest[dash.len_utf8()..])?;
        let second = Span::new(first.end + dash.len_utf8(), first.end + dash.len_utf8() + length);
        let right = right(&self.text[second.end..block.end])?;
        let labels = [Label::number(from), Label::number(to)];
        let rises = from < to && to - from <= WIDEST && bytes == first.len() && !raised;
        let (score, class) = left.score(from, bytes, right, false);
        if !rises || score < STRONG || !labels.into_iter().all(self.known) {
            return None;
        }
        self.push(first, labels[0], score, class);
        self.push(second, labels[1], score, class);
        Some(second.end)
    }

    /// The last digits of a longer run, where these are the label of a note: `200414`, `.4101`.
    fn split(&mut self, whole: Span, left: &Left) {
        let digits = &self.text[whole];
        for keep in (1..digits.len().min(8)).rev() {
            let cut = digits.len() - keep;
            // Digits of other scripts take more than one byte.
            let Some((value, bytes, _)) = digits.get(cut..).and_then(label::number) else { continue };
            let label = Label::number(value);
            if bytes != keep || !(self.known)(label) {
                continue;
            }
            let score = left.split_score(&digits[..cut], digits.len());
            self.push(Span::new(whole.start + cut, whole.end), label, score, Class::Split);
        }
    }

    fn is_superscript(&self, span: Span) -> bool {
        let after = self.superscripts.partition_point(|raised| raised.start <= span.start);
        after > 0 && self.superscripts[after - 1].contains(span)
    }

    fn raised(&mut self, at: usize, block: Span) -> usize {
        let rest = &self.text[at..block.end];
        let Some((value, bytes, _)) = label::number(rest) else {
            return at
                + rest
                    .chars()
                    .take_while(|c| matches!(label::digit(*c), Some((_, true))))
                    .map(char::len_utf8)
                    .sum::<usize>();
        };
        let score = raised_score(last_word(&self.text[block.start..at]), value);
        self.push(Span::new(at, at + bytes), Label::number(value), score, Class::Raised);
        at + bytes
    }

    fn enclosed(&mut self, at: usize, block: Span) -> usize {
        let rest = &self.text[at..block.end];
        if rest.starts_with("[^") {
            return self.explicit(at, rest);
        }
        let forms = [
            ("[", "]", 25, Class::Bracket),
            ("(", ")", 8, Class::Paren),
            ("^", "^", 40, Class::Raised),
            ("<sup>", "</sup>", 40, Class::Raised),
        ];
        for (open, close, score, class) in forms {
            let Some(inside) = rest.strip_prefix(open) else { continue };
            let read = match label::number(inside) {
                Some((value, bytes, _)) => Some((Label::number(value), bytes)),
                None if class == Class::Paren => None,
                None => label::roman(inside),
            };
            let Some((label, bytes)) = read else { continue };
            if !inside[bytes..].starts_with(close) || at == block.start {
                continue;
            }
            let end = at + open.len() + bytes + close.len();
            let word = last_word(self.text[block.start..at].trim_end());
            let year = class != Class::Raised && bytes == 4;
            let pointed = words().is_pointer(word) && self.text[..at].ends_with([' ', '.']);
            let before = self.text[..at].chars().next_back().unwrap_or(' ');
            let score = match class {
                Class::Paren if before == ')' || before.is_ascii_digit() => 0,
                Class::Raised => match label::number(inside) {
                    Some((value, ..)) => raised_score(last_word(&self.text[block.start..at]), value),
                    None => score,
                },
                _ if year || pointed => 4,
                Class::Paren if !before.is_whitespace() => 16,
                _ => score,
            };
            self.push(Span::new(at, end), label, score, class);
            return end;
        }
        at + 1
    }

    /// `[^name]` that is no definition.
    fn explicit(&mut self, at: usize, rest: &str) -> usize {
        let Some(close) = rest.as_bytes().iter().take(80).position(|b| *b == b']') else { return at + 2 };
        let Some(name) = rest.get(2..close) else { return at + 2 };
        let defines =
            rest[close..].starts_with("]:") && self.text[..at].trim_end_matches([' ', '\t']).ends_with('\n');
        if name.is_empty() || name.contains(|c: char| c.is_whitespace() || c == '[' || c == '^') || defines {
            return at + 2;
        }
        let label = match label::number(name) {
            Some((value, bytes, _)) if bytes == name.len() => Label::number(value),
            _ => Label::NAMED,
        };
        self.push(Span::new(at, at + close + 1), label, 60, Class::Explicit);
        at + close + 1
    }

    /// `word*`, `stop.†`: glued on the left, free on the right.
    fn symbol(&mut self, at: usize, block: Span) -> usize {
        let rest = &self.text[at..block.end];
        let Some((label, bytes)) = label::symbol(rest) else { return at + 1 };
        let end = at + bytes;
        let glued = self.before(at, block).is_some_and(|c| c.is_alphanumeric() || ".,;:!?”\"’)]".contains(c));
        let mut from = at.saturating_sub(80).max(block.start);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        let line = self.text[from..at].rsplit('\n').next().unwrap_or_default();
        let opened = rest.starts_with('*') && label::is_emphasis(line);
        let free = rest[bytes..].chars().next().is_none_or(|c| c.is_whitespace() || ".,;:”)".contains(c));
        if glued && free && !opened {
            self.push(Span::new(at, end), label, 30, Class::Symbol);
        }
        end
    }
}

/// How much a raised number behind a word looks like a mark: "km²" is a unit, "10⁶" a power.
fn raised_score(word: &str, value: u32) -> u8 {
    let is_unit =
        matches!(word, "m" | "km" | "cm" | "mm" | "dm" | "ft" | "м" | "км" | "in" | "mi") && value < 4;
    let is_number = word.chars().all(|c| c.is_ascii_digit()) && !word.is_empty();
    match () {
        () if is_unit || word == "10" => 0,
        () if is_number => 15,
        () => 40,
    }
}

fn last_word(text: &str) -> &str {
    let text = text.trim_end_matches(['.', ' ', '\u{a0}']);
    let from = text.char_indices().rev().take(32).find(|(_, c)| !c.is_alphanumeric());
    from.map_or_else(|| if text.len() > 200 { "" } else { text }, |(at, c)| &text[at + c.len_utf8()..])
}

/// What stands behind a number; none if that alone tells that it is no mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Right {
    /// The end of the block or line.
    End,
    /// A space and a capital, a quotation mark, or a redaction.
    Fresh,
    /// A space and more of the sentence.
    More,
    /// A space and a word that joins on to a clause: "and", "with".
    Joined,
    /// A stop or a closing bracket.
    Stop,
    /// A capital without a space.
    Glued,
    /// A dash and more of the sentence.
    Dash,
    /// A quotation mark, an exclamation mark, a star: after a stop before the number, what a scan made of a mark.
    Odd,
}

fn right(rest: &str) -> Option<Right> {
    let mut chars = rest.chars();
    let Some(first) = chars.next() else { return Some(Right::End) };
    let second = chars.next();
    match first {
        '\n' | '\r' => Some(Right::End),
        c if is_space(c) => {
            let next = rest.trim_start_matches(is_space);
            let word: &str = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            match next.chars().next() {
                None | Some('\n' | '\r') => Some(Right::End),
                Some(c) if c.is_uppercase() || "“\"█‘[(—–«".contains(c) => Some(Right::Fresh),
                Some('%') => None,
                Some(_) if words().is_measure(word) && word.len() > 2 => None,
                Some(_) if words().is_joiner(word) => Some(Right::Joined),
                Some(_) => Some(Right::More),
            }
        }
        '.' | ',' | ':' if second.is_some_and(|c| c.is_ascii_digit()) => {
            (first == ',').then_some(Right::Stop)
        }
        '.' | ',' | ';' | ':' | ')' | ']' | '”' | '’' | '»' | '}' | '…' => Some(Right::Stop),
        '!' | '?' | '"' | '*' | '\'' => Some(Right::Odd),
        '-' | '–' if second.is_some_and(char::is_alphabetic) => {
            let word =
                rest[first.len_utf8()..].split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            let is_measure =
                word.len() > 2 && words().is_measure(word) || words().is_measure(&format!("{word}s"));
            (!is_measure).then_some(Right::Dash)
        }
        '“' | '—' | '█' | '(' | '‘' | '_' | '<' => Some(Right::Fresh),
        c if c.is_uppercase() => Some(Right::Glued),
        _ => None,
    }
}

fn is_space(c: char) -> bool {
    (c.is_whitespace() && c != '\n' && c != '\r') || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// What stands before a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    /// A stop or closing bracket behind a word: `intelligence.`
    Stop,
    /// A stop behind a single capital: `U.S.`, `Section IV.A.`
    Initial,
    /// A stop behind a number: `2004.`
    NumberStop,
    /// A comma or semicolon behind a number: `101,`
    NumberComma(u32),
    /// A lower-case word of three letters and more: `connection`
    Word,
    /// Capitals or a short word: `COVID`, `ie`
    Short,
    /// An abbreviation that a number belongs to: `para.`
    Pointer,
    /// A redaction bar.
    Bar,
    /// A redaction bar and a space.
    BarSpace,
    /// A stop and a space: `intelligence. `
    StopSpace,
    /// A comma behind a word, and a space: `negotiations, `
    CommaSpace,
    /// A lower-case word of three letters and more, and a space: `connection `
    WordSpace,
    /// Another number and a space.
    NumberSpace(u32),
    /// Anything else: the number is a word of the sentence.
    Free,
}

impl Left {
    fn of(before: &str) -> Self {
        match Self::beside(before) {
            Self::Stop | Self::Word | Self::NumberStop if in_address(before) => Self::Short,
            Self::Stop | Self::Initial | Self::NumberStop if is_section(before) => Self::Free,
            left => left,
        }
    }

    fn beside(before: &str) -> Self {
        let mut chars = before.chars().rev();
        let Some(last) = chars.next() else { return Self::Free };
        let second = chars.next();
        match last {
            '█' | '■' => Self::Bar,
            c if is_space(c) => Self::spaced(before),
            '!' | '?' | '\'' if second.is_some_and(|c| "\"'!?*\u{fffd}”>`".contains(c)) => Self::Short,
            '.' | ',' | ';' | ':' | '!' | '?' | '…' => Self::stopped(before, last, second),
            '”' | '"' | '’' | '\'' | ')' | ']' | '»' | '}' if second.is_some_and(|c| !c.is_whitespace()) => {
                Self::Stop
            }
            c if c.is_alphabetic() => Self::worded(before),
            _ => Self::Free,
        }
    }

    fn spaced(before: &str) -> Self {
        let trimmed = before.trim_end_matches(is_space);
        match trimmed.chars().next_back() {
            Some('█' | '■') => Self::BarSpace,
            Some('.' | '!' | '?' | '”' | '"' | ')') if !ends_in_pointer(trimmed) => Self::StopSpace,
            Some(c) if c.is_ascii_digit() => last_number(trimmed).map_or(Self::Free, Self::NumberSpace),
            Some(',' | ';') if trimmed[..trimmed.len() - 1].ends_with(char::is_alphabetic) => {
                Self::CommaSpace
            }
            Some(c) if c.is_lowercase() => {
                let word = last_word(trimmed);
                let small = word.len() > 2 && word.chars().all(char::is_lowercase);
                let announces = words().is_pointer(word) || words().is_month(word) || words().is_joiner(word);
                if small && !announces { Self::WordSpace } else { Self::Free }
            }
            _ => Self::Free,
        }
    }

    fn stopped(before: &str, last: char, second: Option<char>) -> Self {
        match second {
            Some(c) if c.is_ascii_digit() && last == '.' => Self::NumberStop,
            Some(c) if c.is_ascii_digit() && last == ':' => Self::Free,
            Some(c) if c.is_ascii_digit() => {
                last_number(&before[..before.len() - last.len_utf8()]).map_or(Self::Free, Self::NumberComma)
            }
            Some(c) if c.is_whitespace() && last != '.' => Self::Free,
            Some(_) if last == '.' && ends_in_pointer(before) => Self::Pointer,
            Some(c) if last == '.' && c.is_uppercase() && last_word(before).chars().count() == 1 => {
                Self::Initial
            }
            Some(_) => Self::Stop,
            None => Self::Free,
        }
    }

    fn worded(before: &str) -> Self {
        let word = last_word(before);
        let outside = before[..before.len() - word.len()].chars().next_back();
        if words().is_month(word) {
            return Self::Free;
        }
        if outside.is_some_and(|c| "_@/\\#=&".contains(c)) {
            return Self::Short;
        }
        let small = word.chars().count() >= 3 && word.chars().skip(1).all(char::is_lowercase);
        let bare = word.chars().count() >= 3 && !word.chars().any(has_case);
        if words().is_pointer(word) && word.chars().count() < 5 {
            Self::Pointer
        } else if small || bare {
            Self::Word
        } else {
            Self::Short
        }
    }

    fn score(self, value: u32, length: usize, right: Right, cell: bool) -> (u8, Class) {
        let year = length == 4 && (1800..2100).contains(&value);
        let runs_on = matches!(right, Right::More | Right::Joined);
        let (score, class): (u8, Class) = match self {
            Self::Stop => (30, Class::Glued),
            Self::Bar => (26, Class::Glued),
            Self::Word => (22, Class::Glued),
            Self::Initial => (if matches!(right, Right::Fresh | Right::End) { 18 } else { 5 }, Class::Glued),
            Self::NumberStop => (if runs_on { 6 } else { 16 }, Class::Glued),
            Self::NumberComma(previous) if previous + 1 == value => (18, Class::Glued),
            Self::NumberComma(_) => (if length == 3 || runs_on { 8 } else { 16 }, Class::Glued),
            Self::CommaSpace => (if right == Right::Joined { 6 } else { 0 }, Class::Spaced),
            Self::Short => (6, Class::Glued),
            Self::Pointer => (2, Class::Glued),
            Self::BarSpace => (14, Class::Spaced),
            Self::StopSpace => {
                (if matches!(right, Right::Fresh | Right::End) { 10 } else { 0 }, Class::Spaced)
            }
            // What a converter left of a raised mark; its neighbours in the sequence must prove it.
            Self::WordSpace => {
                (if matches!(right, Right::Joined | Right::Dash) { 3 } else { 0 }, Class::Spaced)
            }
            Self::NumberSpace(previous) => (if previous + 1 == value { 10 } else { 0 }, Class::Spaced),
            Self::Free => (0, Class::Spaced),
        };
        let (score, class) = match right {
            Right::Dash if self != Self::WordSpace => (0, class),
            Right::Odd if self != Self::Word => (score / 3, class),
            Right::Glued if score > 0 => (score.saturating_sub(12).max(1), class),
            Right::Stop if self == Self::Stop && score > 0 => (score - 6, class),
            _ => (score, class),
        };
        let score = if year { score / 2 } else { score };
        (if cell && score < STRONG { 0 } else { score }, class)
    }

    /// How likely a longer number ends in a mark. `head`: the digits before the mark.
    fn split_score(self, head: &str, length: usize) -> u8 {
        let year = head.len() == 4 && (head.starts_with("19") || head.starts_with("20"));
        match self {
            Self::Stop | Self::Bar => 18,
            Self::Word => 14,
            Self::NumberStop | Self::Initial => 10,
            Self::NumberComma(_) if length > 3 => {
                if head.len() == 3 {
                    14
                } else {
                    8
                }
            }
            Self::BarSpace | Self::Short => 6,
            Self::Free | Self::StopSpace | Self::NumberSpace(_) if year => 12,
            Self::Free | Self::StopSpace | Self::NumberSpace(_) if length >= 5 => 6,
            _ => 0,
        }
    }
}

/// The number that a text ends in.
fn last_number(text: &str) -> Option<u32> {
    let bytes = text.bytes().rev().take(6).take_while(u8::is_ascii_digit).count();
    text[text.len() - bytes..].parse().ok()
}

/// True if a block holds nothing before a number but the first parts of a paragraph's number: `6.`, `12.3.`, `§ 4.`, `A.`, `IV.`
fn is_section(before: &str) -> bool {
    let parts = before.trim_start_matches(|c: char| c.is_whitespace() || "§([*_#".contains(c));
    let part = |part: &str| {
        let digits = part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit());
        let roman = part.len() <= 6 && part.bytes().all(|b| b"IVXLC".contains(&b));
        let letter = part.chars().count() == 1 && part.chars().all(char::is_uppercase);
        !part.is_empty() && (digits || roman || letter)
    };
    parts.len() <= 24 && parts.strip_suffix('.').is_some_and(|parts| parts.split('.').all(part))
}

/// True if a web address runs up to here.
fn in_address(before: &str) -> bool {
    let mut from = before.len().saturating_sub(96);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let word = before[from..].rsplit(char::is_whitespace).next().unwrap_or_default();
    (word.contains("://") || word.contains("www.")) && !word.ends_with([')', '”', '"', ','])
}

fn has_case(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase()
}

fn ends_in_pointer(before: &str) -> bool {
    before.ends_with('.') && {
        let word = last_word(before);
        words().is_pointer(word) || word.chars().count() == 1 && word.chars().all(char::is_lowercase)
    }
}
