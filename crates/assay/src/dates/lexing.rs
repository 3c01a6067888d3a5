//! Text to the signs that dates are made of. Addresses and codes such as `A/HRC/13/42` give no numbers.

use super::calendar::{Calendar, Entry, role};

/// A word, number or sign with what it can be in a date.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) roles: u32,
    /// Number, month, weekday or day.
    pub(super) value: u32,
    /// Figures of a number.
    pub(super) width: usize,
    /// True if no space stands before it.
    pub(super) glued: bool,
}

impl Sign {
    pub(super) fn is(&self, roles: u32) -> bool {
        self.roles & roles != 0
    }
}

/// The signs of `text`; words that mean nothing in a date are signs without a role.
pub(super) fn signs(calendar: &Calendar, text: &str) -> Vec<Sign> {
    let mut lexer = Lexer { calendar, text, at: 0, glued: false, low: String::new(), signs: Vec::new() };
    while let Some(first) = text[lexer.at..].chars().next() {
        if first.is_whitespace() {
            lexer.at += first.len_utf8();
            lexer.glued = false;
        } else if first.is_alphabetic() {
            lexer.word();
        } else if digit(first).is_some() {
            lexer.number();
        } else {
            lexer.mark(first);
        }
    }
    lexer.signs
}

/// The value of a figure, European or Arabic.
fn digit(letter: char) -> Option<u32> {
    match letter {
        '0'..='9' => Some(letter as u32 - '0' as u32),
        '\u{660}'..='\u{669}' => Some(letter as u32 - 0x660),
        '\u{6F0}'..='\u{6F9}' => Some(letter as u32 - 0x6F0),
        _ => None,
    }
}

struct Lexer<'a> {
    calendar: &'a Calendar,
    text: &'a str,
    at: usize,
    glued: bool,
    /// Lower-case words of the phrase being looked up.
    low: String,
    signs: Vec<Sign>,
}

impl Lexer<'_> {
    fn push(&mut self, end: usize, roles: u32, value: u32, width: usize) {
        self.signs.push(Sign { start: self.at, end, roles, value, width, glued: self.glued });
        self.at = end;
        self.glued = true;
    }

    fn run_end(&self, from: usize, belongs: fn(char) -> bool) -> usize {
        let rest = &self.text[from..];
        from + rest.find(|c| !belongs(c)).unwrap_or(rest.len())
    }

    fn word(&mut self) {
        let end = self.run_end(self.at, is_word_letter);
        let rest = &self.text[end..];
        if rest.starts_with("://")
            || (rest.starts_with('.') && self.text[self.at..end].eq_ignore_ascii_case("www"))
        {
            return self.push(self.run_end(end, |c| !c.is_whitespace()), 0, 0, 0);
        }
        if let Some(prefix) = self.prefix(end) {
            return self.push(self.at + prefix, role::LIST, 0, 0);
        }
        if rest.chars().next().is_some_and(|c| digit(c).is_some()) {
            return self.push(self.run_end(end, char::is_alphanumeric), 0, 0, 0);
        }
        let (end, entry) = self.phrase(end);
        let capital = self.text[self.at..].chars().next().is_some_and(char::is_uppercase);
        let mut roles = entry.roles;
        if self.calendar.capitalised && !capital {
            roles &= !(role::MONTH | role::WEEKDAY);
        }
        self.push(end, roles, entry.value, 0);
    }

    /// The length of a particle that is written onto a month, a number or "early" ("and March", "and 1999").
    fn prefix(&self, end: usize) -> Option<usize> {
        let word = &self.text[self.at..end];
        let prefix = self.calendar.prefixes.iter().find(|prefix| word.starts_with(prefix.as_str()))?.len();
        if word.len() == prefix {
            let digit_follows = self.text[end..].chars().next().is_some_and(|c| digit(c).is_some());
            return digit_follows.then_some(prefix);
        }
        let is_known = |word: &str| {
            self.calendar.phrases.get(word).is_some_and(|entry| {
                entry.longest > 1 || entry.roles & (role::MONTH | role::PART | role::WEEKDAY) != 0
            })
        };
        (!is_known(word) && is_known(&word[prefix..])).then_some(prefix)
    }

    /// The longest phrase that begins with the word that ends at `end`.
    fn phrase(&mut self, end: usize) -> (usize, Entry) {
        self.low.clear();
        push_low(&mut self.low, &self.text[self.at..end]);
        let Some(first) = self.calendar.phrases.get(self.low.as_str()) else {
            return (end, Entry::default());
        };
        let mut best = (end, first.clone());
        let mut reached = end;
        for _ in 1..first.longest {
            let rest = &self.text[reached..];
            let gap = rest.len() - rest.trim_start().len();
            let next = self.run_end(reached + gap, is_word_letter);
            if gap == 0 || next == reached + gap {
                break;
            }
            self.low.push(' ');
            push_low(&mut self.low, &self.text[reached + gap..next]);
            reached = next;
            if let Some(entry) = self.calendar.phrases.get(self.low.as_str()).filter(|entry| entry.roles != 0)
            {
                best = (reached, entry.clone());
            }
        }
        best
    }

    fn number(&mut self) {
        let end = self.run_end(self.at, |c| digit(c).is_some());
        let figures = &self.text[self.at..end];
        let width = figures.chars().count();
        let value =
            if width > 9 { 0 } else { figures.chars().filter_map(digit).fold(0, |all, d| all * 10 + d) };
        let suffix_end = self.run_end(end, char::is_alphabetic);
        let suffix = &self.text[end..suffix_end];
        if self.is_amount(end) || value == 0 && width > 2 {
            return self.push(self.run_end(end, |c| digit(c).is_some() || matches!(c, ',' | '.')), 0, 0, 0);
        }
        if let Some((length, roles)) = self.joined_suffix(end, width) {
            return self.push(end + length, roles, value, width);
        }
        if suffix.is_empty() {
            let apostrophe = self.text[end..].chars().next().filter(|c| matches!(c, '\'' | '’'));
            let after = end + apostrophe.map_or(0, char::len_utf8);
            let word = &self.text[after..self.run_end(after, char::is_alphabetic)];
            if apostrophe.is_some() && width == 4 && self.calendar.decade_suffixes.iter().any(|s| s == word) {
                return self.push(after + word.len(), role::DECADE, value, width);
            }
            return self.push(end, role::NUMBER, value, width);
        }
        let is_in = |list: &[String]| list.iter().any(|known| known.eq_ignore_ascii_case(suffix));
        let roles = match width {
            1 | 2 if is_in(&self.calendar.ordinal_suffixes) => role::NUMBER | role::ORDINAL,
            4 if is_in(&self.calendar.decade_suffixes) => role::DECADE,
            _ => 0,
        };
        let end = if roles == 0 { self.run_end(end, char::is_alphanumeric) } else { suffix_end };
        self.push(end, roles, value, width);
    }

    /// A suffix behind a sign: "2006-го", "1990-х", "1.º".
    fn joined_suffix(&self, end: usize, width: usize) -> Option<(usize, u32)> {
        let rest = &self.text[end..];
        let first = rest.chars().next().filter(|c| !c.is_alphabetic())?;
        let length = |suffix: &&String| {
            let bare = suffix.trim_start_matches('-');
            let hyphened = suffix.len() > bare.len() && matches!(first, '-' | '\u{2010}' | '\u{2011}');
            let found = if hyphened { &rest[first.len_utf8()..] } else { rest };
            let wanted = if hyphened { bare } else { suffix.as_str() };
            let ends = found.strip_prefix(wanted)?.chars().next().is_none_or(|c| !c.is_alphanumeric());
            (ends && !suffix.starts_with(char::is_alphabetic))
                .then(|| rest.len() - found.len() + wanted.len())
        };
        let of = |list: &[String]| list.iter().find_map(|suffix| length(&suffix));
        match width {
            1 | 2 => of(&self.calendar.ordinal_suffixes).map(|length| (length, role::NUMBER | role::ORDINAL)),
            4 => of(&self.calendar.decade_suffixes).map(|length| (length, role::DECADE)).or_else(|| {
                of(&self.calendar.year_suffixes).map(|length| (length, role::NUMBER | role::YEAR_WORD))
            }),
            _ => None,
        }
    }

    /// True for money and for numbers with thousands set apart by commas ("1,012").
    fn is_amount(&self, end: usize) -> bool {
        let before = self.text[..self.at].chars().next_back();
        let after = &self.text.as_bytes()[end..];
        let grouped =
            after.first() == Some(&b',') && after.get(1..4).is_some_and(|d| d.iter().all(u8::is_ascii_digit));
        let year_follows = grouped && after.get(4).is_some_and(u8::is_ascii_digit);
        matches!(before, Some('$' | '€' | '£' | '#' | '§' | '_' | '=')) || (grouped && !year_follows)
    }

    fn mark(&mut self, first: char) {
        let roles = match first {
            ',' | '،' => role::COMMA,
            '.' | '°' => role::DOT,
            '№' => role::NO_YEAR_AFTER,
            '/' => role::SLASH,
            '-' | '–' | '—' | '\u{2010}' | '\u{2011}' | '\u{2012}' => role::DASH,
            '(' | '[' => role::OPEN,
            ')' | ']' => role::CLOSE,
            '\'' | '’' | '‘' => role::APOSTROPHE,
            '&' => role::LIST,
            _ => 0,
        };
        self.push(self.at + first.len_utf8(), roles, 0, 0);
    }
}

fn is_word_letter(letter: char) -> bool {
    letter.is_alphabetic() || ('\u{0300}'..='\u{036F}').contains(&letter)
}

fn push_low(low: &mut String, word: &str) {
    if word.is_ascii() {
        low.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    } else {
        low.extend(word.chars().flat_map(char::to_lowercase));
    }
}
