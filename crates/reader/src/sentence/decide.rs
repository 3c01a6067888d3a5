//! Whether a stop ends its sentence: by the word before it, what closes behind it and what follows.

use super::abbreviations::Kinds;
use super::next::{Class, Next};
use super::passage::Passage;
use super::stop::{Closing, Form, Stop};

/// A stop with its surroundings.
pub(crate) struct Case<'p, 'a> {
    pub passage: &'p Passage<'a>,
    /// Where the sentence began.
    pub begin: usize,
    pub stop: Stop,
    pub closing: Closing,
    pub next: Next<'a>,
    /// A bracket that opened inside the sentence closes behind the stop.
    pub closes_aside: bool,
}

impl Case<'_, '_> {
    /// True if the sentence ends behind the stop and what closes it.
    pub fn ends(&self) -> bool {
        if matches!(self.next.class, Class::Nothing | Class::Continuing) || !self.parted() {
            return false;
        }
        match self.stop.form {
            Form::Strong => self.strong_ends(),
            Form::Ellipsis { dots, apart } => self.ellipsis_ends(dots, apart),
            Form::Period => self.period_ends(),
            Form::Redacted => self.redaction_ends(),
        }
    }

    /// True if white space, or a mark or quotation mark that does as well, parts the stop from the next word.
    fn parted(&self) -> bool {
        if self.next.spaced {
            return true;
        }
        let capital = self.next.class == Class::Capital;
        match self.next.class {
            Class::Caseless => self.stop.form == Form::Strong,
            _ if self.closing.marked => capital,
            _ if self.closing.quote && self.next.quoted => capital,
            _ => capital && !self.next.dashed && self.lacks_space(),
        }
    }

    /// A forgotten space: "in Velsk.The prisoners".
    fn lacks_space(&self) -> bool {
        let token = self.token();
        self.closing.end == self.stop.end
            && token.chars().count() >= 3
            && token.chars().skip(1).all(char::is_lowercase)
            && self.next.word.chars().skip(1).all(char::is_lowercase)
            && !self.next.token.contains(['.', '/', '@'])
            && self.opens_sentence()
    }

    /// Behind the black a note mark, or a word that begins sentences, tells that a stop was under it; a capital does
    /// if nothing of the sentence is left.
    fn redaction_ends(&self) -> bool {
        let whole = self.begin == self.stop.start && self.next.class == Class::Capital;
        match self.closing.marked {
            true => self.next.class != Class::Small,
            false => !self.next.quoted && (whole || self.opens_sentence()),
        }
    }

    fn strong_ends(&self) -> bool {
        let closed = self.closing.quote || self.closing.brackets > 0;
        match self.next.class {
            Class::Small => self.next.is_item() || self.next.is_mixed() && !self.next.dashed,
            _ if self.closes_aside => self.opens_sentence(),
            Class::Capital if closed || self.next.dashed => !self.reports(),
            _ => true,
        }
    }

    /// A quotation that begins the sentence ends here and its speaker follows: "Why?" Verin asked.
    fn reports(&self) -> bool {
        let words = self.passage.words;
        let quotes = self.passage.text[self.begin..]
            .starts_with(['“', '"', '‘', '\'', '«', '„', '—', '–', '-', '¿', '¡']);
        quotes
            && !self.closing.marked
            && !self.next.quoted
            && (words.is_reporting(self.next.second) || words.is_reporting(self.next.word))
    }

    fn ellipsis_ends(&self, dots: usize, apart: bool) -> bool {
        let omits = self.passage.char_before(self.stop.start).is_some_and(char::is_whitespace);
        match self.next.class {
            Class::Small => false,
            _ if omits && dots == 3 => !apart && self.opens_sentence(),
            _ if self.closes_aside => self.opens_sentence(),
            _ => true,
        }
    }

    fn token(&self) -> &str {
        self.passage.token_before(self.stop.start, self.begin)
    }

    fn period_ends(&self) -> bool {
        let token = self.token();
        if self.is_label(token) {
            return false;
        }
        if token.is_empty() {
            return self.ordinary_ends();
        }
        if is_day(token) && self.passage.words.is_month(self.next.word) {
            return false;
        }
        let kinds = self.kinds(token);
        if kinds.is_empty() { self.ordinary_ends() } else { self.abbreviation_ends(kinds) }
    }

    /// No abbreviation stands before the stop.
    fn ordinary_ends(&self) -> bool {
        match self.next.class {
            Class::Small => self.next.is_item() || self.next.is_mixed() && !self.closing.quote,
            _ => true,
        }
    }

    fn abbreviation_ends(&self, kinds: Kinds) -> bool {
        if self.next.class == Class::Small && !self.next.is_item() {
            return false;
        }
        if kinds.has(Kinds::BEFORE_NUMBER) && self.next.is_number() && !self.closing.marked {
            return false;
        }
        if kinds.has(Kinds::AFTER_NUMBER) && self.stands_behind_number() {
            return self.opens_sentence();
        }
        if kinds.has(Kinds::NEVER_ENDS) || kinds.has(Kinds::BEFORE_NAME) {
            // A mark or a closing bracket parts even "Mr." from what follows.
            return (self.closing.marked || self.closing.brackets > 0 || self.closing.quote)
                && self.opens_sentence();
        }
        if kinds.has(Kinds::MAY_END) {
            return self.may_end();
        }
        if kinds.has(Kinds::SELDOM_ENDS) {
            return self.closing.marked || self.opens_sentence();
        }
        true
    }

    fn may_end(&self) -> bool {
        if self.next.class == Class::Sign {
            return false;
        }
        let zone = self.next.word.chars().all(char::is_uppercase) && (2..=4).contains(&self.next.word.len());
        let so_far = &self.passage.text[self.begin..self.stop.start];
        if !so_far.ends_with(['m', 'M']) {
            return true;
        }
        // "at 5 p.m. Friday", "at 5 p.m. EST", "At 5 p.m. Verin called"
        let opening = so_far.split_whitespace().nth(4).is_none();
        !(zone || self.passage.words.is_month(self.next.word)) && (!opening || self.opens_sentence())
    }

    /// The next word is one that begins sentences, not an initial or "No. 5".
    fn opens_sentence(&self) -> bool {
        let doubtful = self.next.is_dotted() && self.next.word.chars().count() <= 2;
        matches!(self.next.class, Class::Capital | Class::Caseless)
            && !doubtful
            && self.passage.words.is_opener(self.next.word)
    }

    fn stands_behind_number(&self) -> bool {
        let before = self.passage.text[self.begin..self.stop.start - self.token().len()].trim_end();
        before.ends_with(|c: char| c.is_numeric() || matches!(c, 'I' | 'V' | 'X'))
    }

    /// What the token before the stop is as an abbreviation.
    fn kinds(&self, token: &str) -> Kinds {
        if self.passage.house.contains(token) {
            return Kinds::SELDOM_ENDS;
        }
        let listed = self.listed(token);
        if !listed.is_empty() {
            return listed;
        }
        let last = token.rsplit(['-', '&']).next().unwrap_or_default();
        if last.len() < token.len() {
            let kinds = self.passage.words.kinds(last);
            if !kinds.is_empty() {
                return kinds;
            }
        }
        if looks_abbreviated(token) { Kinds::SELDOM_ENDS } else { Kinds::default() }
    }

    /// As the data has it; "т. д." and "p. m." are found as "т.д" and "p.m".
    fn listed(&self, token: &str) -> Kinds {
        let words = self.passage.words;
        if token.chars().count() == 1 {
            let before = self.passage.text[self.begin..self.stop.start - token.len()].trim_end();
            if let Some(first) = before.strip_suffix('.') {
                let mut chars = first.chars().rev();
                if let Some(letter) = chars.next()
                    && !chars.next().is_some_and(char::is_alphanumeric)
                {
                    let kinds = words.kinds(&format!("{letter}.{token}"));
                    if !kinds.is_empty() {
                        return kinds;
                    }
                }
            }
        }
        words.kinds(token)
    }

    /// The number of an item or a title at the sentence's beginning: "2. The second", "Figure 3. The prison".
    fn is_label(&self, token: &str) -> bool {
        let at_start = self.begin <= self.passage.floor.max(self.passage.span.start);
        let so_far = self.passage.text[self.begin..self.stop.start]
            .trim_start_matches(['“', '"', '(', ' ', '*', '_', '#']);
        if so_far.len() == token.len() {
            return is_item_number(token, if at_start { 4 } else { 3 });
        }
        if !at_start || so_far.len() > 48 {
            return false;
        }
        let mut words = so_far.split_whitespace();
        let (title, number, more) = (words.next(), words.next(), words.next());
        let numbered = |number: &str| {
            is_item_number(number, 4) || number.chars().all(|c| c.is_numeric() || ".-–".contains(c))
        };
        more.is_none()
            && title.is_some_and(|title| self.passage.words.is_numbered(title.trim_end_matches('.')))
            && number.is_some_and(numbered)
    }
}

/// `4`, `31`: a day before a month.
fn is_day(token: &str) -> bool {
    (1..=2).contains(&token.len()) && token.bytes().all(|b| b.is_ascii_digit())
}

/// `2`, `1.2.3`, `b`, `iv`.
fn is_item_number(token: &str, digits: usize) -> bool {
    let number =
        |part: &str| !part.is_empty() && part.len() <= digits && part.bytes().all(|b| b.is_ascii_digit());
    let roman = |set: &[char]| token.len() <= 6 && token.chars().all(|c| set.contains(&c));
    let letter = || token.chars().count() == 1 && token.chars().all(char::is_alphabetic);
    !token.is_empty()
        && (token.split('.').all(number)
            || letter()
            || roman(&['i', 'v', 'x', 'l'])
            || roman(&['I', 'V', 'X', 'L']))
}

/// Not in the data, yet an abbreviation by its shape: an initial, letters with stops, a word without vowels.
fn looks_abbreviated(token: &str) -> bool {
    let single = |part: &str| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    };
    let consonants = |c: char| c.is_ascii_alphabetic() && !"aeiouyAEIOUY".contains(c);
    token.split('.').all(single)
        || (2..=5).contains(&token.len())
            && token.chars().all(consonants)
            && token.chars().any(|c| c.is_ascii_lowercase())
}
