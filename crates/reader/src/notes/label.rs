//! What a mark or a note prints: a number, a roman number, a symbol.

/// A label as a value that can be compared and counted on: numbers, then roman numbers, then symbols.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Label(pub u32);

const ROMAN: u32 = 1_000_000_000;
const SYMBOL: u32 = 2_000_000_000;
/// Symbols in their printers' order; `**` lies four behind `*`, so that both orders rise by small steps.
const SYMBOLS: [(&str, u32); 9] =
    [("***", 8), ("**", 4), ("††", 5), ("‡‡", 6), ("*", 0), ("†", 1), ("‡", 2), ("§", 3), ("¶", 7)];

impl Label {
    /// The label of a note that has a name instead of a number: told apart by its characters, not by its value.
    pub const NAMED: Self = Self(0);

    pub fn number(value: u32) -> Self {
        Self(value)
    }

    pub fn is_number(self) -> bool {
        self.0 < ROMAN
    }

    pub fn is_symbol(self) -> bool {
        self.0 >= SYMBOL
    }

    /// The label `by` steps on, of the same kind.
    pub fn plus(self, by: u32) -> Self {
        Self(self.0.saturating_add(by))
    }

    /// The label `by` steps back, if there is one of the same kind.
    pub fn minus(self, by: u32) -> Option<Self> {
        let floor = [SYMBOL, ROMAN + 1, 1].into_iter().find(|floor| self.0 >= *floor)?;
        (self.0 >= floor + by).then(|| Self(self.0 - by))
    }

    /// How many steps `later` lies behind `self`; none if it does not, or is of another kind.
    pub fn steps_to(self, later: Label) -> Option<u32> {
        let same = self.is_symbol() == later.is_symbol() && self.is_number() == later.is_number();
        (same && later.0 > self.0).then(|| later.0 - self.0)
    }
}

/// The value of one digit: ASCII, Arabic-Indic, or superscript.
pub(crate) fn digit(c: char) -> Option<(u32, bool)> {
    let value = match c {
        '0'..='9' => return Some((c as u32 - '0' as u32, false)),
        '\u{660}'..='\u{669}' => return Some((c as u32 - 0x660, false)),
        '\u{6f0}'..='\u{6f9}' => return Some((c as u32 - 0x6f0, false)),
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁰' => 0,
        '⁴'..='⁹' => c as u32 - '⁴' as u32 + 4,
        _ => return None,
    };
    Some((value, true))
}

/// Reads a number at the start: its value, its bytes, and whether it is set in superscript digits. At most seven digits.
pub(super) fn number(text: &str) -> Option<(u32, usize, bool)> {
    let (mut value, mut bytes, mut digits, mut raised) = (0u32, 0, 0, None);
    for c in text.chars() {
        let Some((next, is_raised)) = digit(c) else { break };
        if raised.is_some_and(|raised| raised != is_raised) {
            break;
        }
        raised = Some(is_raised);
        digits += 1;
        if digits > 7 {
            return None;
        }
        value = value * 10 + next;
        bytes += c.len_utf8();
    }
    let leading_zero = text.chars().next().and_then(digit).is_some_and(|(first, _)| first == 0);
    (digits > 0 && !leading_zero).then_some((value, bytes, raised.unwrap_or(false)))
}

/// Reads a lower-case roman number at the start, up to lxxxix: its label and bytes.
pub(super) fn roman(text: &str) -> Option<(Label, usize)> {
    let bytes = text.bytes().take(9).take_while(|b| matches!(b, b'i' | b'v' | b'x' | b'l')).count();
    let value = crate::roman::value(&text[..bytes])?;
    Some((Label(ROMAN + value), bytes))
}

/// Reads a symbol at the start: its label and bytes.
pub(super) fn symbol(text: &str) -> Option<(Label, usize)> {
    SYMBOLS
        .iter()
        .find(|(symbol, _)| text.starts_with(symbol))
        .map(|(symbol, rank)| (Label(SYMBOL + rank), symbol.len()))
}

/// A label as it is shown: superscript digits become plain ones.
pub(super) fn shown(printed: &str) -> String {
    printed
        .chars()
        .map(|c| match digit(c) {
            Some((value, true)) => char::from_digit(value, 10).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// True if at the end of a line an emphasis is open: `*very` stands there, and not `*very* ill`.
pub(super) fn is_emphasis(line: &str) -> bool {
    let (mut open, mut before) = (false, ' ');
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '*' && before != '*' {
            let begins = before.is_whitespace() || "(“\"‘'—–".contains(before);
            let is_close = |next: &char| !next.is_whitespace() && *next != '*' || begins && *next == '*';
            open = begins && rest.peek().is_none_or(is_close);
        }
        before = c;
    }
    open
}
