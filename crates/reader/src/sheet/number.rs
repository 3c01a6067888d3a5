//! A number as its cell shows it: number formats as Excel writes them.
//!
//! Invariant: a number that its format cannot show (a day before the calendar) is shown as it is, never as nothing.
//!
//! Shown as ISO dates, because what a person sees of them depends on that person's computer: the built-in formats for short dates, and
//! names of months and weekdays in languages that are not known here.

mod code;
mod decimal;

pub(super) use decimal::general;

use super::days::{Era, Moment, month_name, weekday_name};
use code::{parse, split};
use decimal::{exponent, fixed, lead, nearest};
use std::fmt::Write;

/// A longer code of a format is one that no program writes.
const LONGEST: usize = 512;
/// More decimal places than any format asks for.
const MOST_PLACES: usize = 30;

/// A number format.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Format {
    sections: Vec<Section>,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Section {
    tokens: Vec<Token>,
    condition: Option<(Compare, f64)>,
    /// Windows' number of a language, from `[$-419]`.
    locale: u32,
    /// A date that the system writes as it likes (`[$-F800]`).
    is_system: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Compare {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    MoreOrEqual,
    More,
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Literal(String),
    /// `0`, `#` or `?`.
    Digit(char),
    Point,
    Comma,
    Percent,
    /// `E+` (true) or `E-`.
    Exponent(bool),
    Slash,
    General,
    Text,
    Year(usize),
    Month(usize),
    Day(usize),
    Hour(usize),
    Minute(usize),
    Second(usize),
    /// Parts of a second, in digits.
    Fraction(usize),
    /// `AM/PM` (true) or `A/P`.
    HalfDay(bool),
    /// `[h]`, `[m]`, `[s]`: all hours that passed.
    Elapsed(char, usize),
}

impl Format {
    /// The format that shows a number as it is.
    pub fn general() -> Self {
        Self { sections: vec![Section { tokens: vec![Token::General], ..Section::default() }] }
    }

    /// A format that comes with every workbook, by its number.
    pub fn built_in(id: u32) -> Option<Self> {
        let code = match id {
            1 => "0",
            2 => "0.00",
            3 | 37 | 38 => "#,##0",
            4 | 39 | 40 => "#,##0.00",
            5 | 6 | 41 | 42 => "#,##0",
            7 | 8 | 43 | 44 => "#,##0.00",
            9 => "0%",
            10 => "0.00%",
            11 => "0.00E+00",
            12 => "# ?/?",
            13 => "# ??/??",
            14 | 27..=31 | 36 | 50..=58 => "yyyy-mm-dd",
            15 => "d-mmm-yy",
            16 => "d-mmm",
            17 => "mmm-yy",
            18 => "h:mm AM/PM",
            19 => "h:mm:ss AM/PM",
            20 | 32 => "h:mm",
            21 | 33..=35 => "h:mm:ss",
            22 => "yyyy-mm-dd h:mm",
            45 => "mm:ss",
            46 => "[h]:mm:ss",
            47 => "mm:ss.0",
            48 => "##0.0E+0",
            49 => "@",
            _ => return None,
        };
        Some(Self::of(code))
    }

    /// A format by its code.
    pub fn of(code: &str) -> Self {
        if code.len() > LONGEST {
            return Self::general();
        }
        let sections: Vec<Section> = split(code).into_iter().map(|section| parse(&section)).collect();
        if sections.is_empty() { Self::general() } else { Self { sections } }
    }

    /// The number as a person sees it.
    pub fn show(&self, value: f64, era: Era) -> String {
        let Some((section, is_negative)) = self.section(value) else { return general(value) };
        let shown = section.show(value.abs(), if is_negative { -value.abs() } else { value }, era);
        match shown {
            Some(shown) if value < 0.0 && !is_negative && shown.contains(|c| ('1'..='9').contains(&c)) => {
                format!("-{shown}")
            }
            Some(shown) => shown,
            None => general(value),
        }
    }

    /// The text of a cell that is no number.
    pub fn show_text<'t>(&self, text: &'t str) -> std::borrow::Cow<'t, str> {
        let section = self.sections.get(3).or_else(|| {
            self.sections
                .first()
                .filter(|first| self.sections.len() == 1 && first.tokens.contains(&Token::Text))
        });
        let Some(section) = section else { return text.into() };
        let mut shown = String::new();
        for token in &section.tokens {
            match token {
                Token::Text => shown.push_str(text),
                Token::Literal(literal) => shown.push_str(literal),
                _ => {}
            }
        }
        if shown == text { text.into() } else { shown.into() }
    }

    /// The section for a value, and whether that section itself says that the value is negative.
    fn section(&self, value: f64) -> Option<(&Section, bool)> {
        let sections = &self.sections[..self.sections.len().min(3)];
        if sections.iter().any(|section| section.condition.is_some()) {
            let fits =
                |section: &&Section| section.condition.is_none_or(|(how, bound)| how.holds(value, bound));
            let found = sections.iter().find(fits)?;
            return Some((found, false));
        }
        let at = match sections.len() {
            0 => return None,
            1 => return Some((&sections[0], false)),
            _ if value < 0.0 => 1,
            3 if value == 0.0 => 2,
            _ => 0,
        };
        Some((&sections[at], at == 1))
    }
}

impl Compare {
    fn holds(self, value: f64, bound: f64) -> bool {
        match self {
            Self::Less => value < bound,
            Self::LessOrEqual => value <= bound,
            Self::Equal => value == bound,
            Self::NotEqual => value != bound,
            Self::MoreOrEqual => value >= bound,
            Self::More => value > bound,
        }
    }
}

impl Section {
    fn is_date(&self) -> bool {
        self.is_system
            || self.tokens.iter().any(|token| {
                matches!(
                    token,
                    Token::Year(_)
                        | Token::Month(_)
                        | Token::Day(_)
                        | Token::Hour(_)
                        | Token::Minute(_)
                        | Token::Second(_)
                        | Token::HalfDay(_)
                        | Token::Elapsed(..)
                )
            })
    }

    /// `size` without its sign; `value` with it.
    fn show(&self, size: f64, value: f64, era: Era) -> Option<String> {
        if self.is_date() {
            return self.show_moment(value, era);
        }
        let has = |wanted: fn(&Token) -> bool| self.tokens.iter().any(wanted);
        if has(|token| matches!(token, Token::General | Token::Text)) {
            let mut shown = String::new();
            for token in &self.tokens {
                match token {
                    Token::General | Token::Text => shown.push_str(&general(size)),
                    Token::Literal(literal) => shown.push_str(literal),
                    _ => {}
                }
            }
            return Some(shown.trim().to_owned());
        }
        if has(|token| *token == Token::Slash) && has(|token| matches!(token, Token::Digit(_))) {
            return Some(self.show_fraction(size));
        }
        if let Some(at) = self.tokens.iter().position(|token| matches!(token, Token::Exponent(_))) {
            return Some(self.show_scientific(size, at));
        }
        Some(self.show_number(size).trim().to_owned())
    }

    fn show_number(&self, size: f64) -> String {
        let point = self.tokens.iter().position(|token| *token == Token::Point).unwrap_or(self.tokens.len());
        let is_digit = |token: &&Token| matches!(token, Token::Digit(_));
        let places = self.tokens[point..].iter().filter(is_digit).count().min(MOST_PLACES);
        let last = self.tokens.iter().rposition(|token| matches!(token, Token::Digit(_)));
        let first = self.tokens.iter().position(|token| matches!(token, Token::Digit(_)));
        let percents = self.tokens.iter().filter(|token| **token == Token::Percent).count().min(4);
        let is_comma = |token: &&Token| **token == Token::Comma;
        let (mut thousands, mut scaled) = (false, 0);
        if let (Some(first), Some(last)) = (first, last) {
            let end = if point < self.tokens.len() && point <= last { point } else { last + 1 };
            let head = self.tokens[first..end].iter().rposition(|token| matches!(token, Token::Digit(_)));
            let inner = first + head.unwrap_or(0);
            thousands = self.tokens[first..=inner].contains(&Token::Comma);
            scaled = self.tokens[inner + 1..].iter().take_while(is_comma).count()
                + self.tokens[last + 1..].iter().take_while(is_comma).count() * usize::from(last != inner);
        }
        let size = size * 100f64.powi(percents as i32) / 1000f64.powi(scaled.min(8) as i32);
        let (whole, part) = fixed(size, places);
        let before: Vec<char> =
            self.tokens[..point.min(self.tokens.len())].iter().filter_map(digit).collect();
        let after: Vec<char> = self.tokens[point..].iter().filter_map(digit).collect();
        let whole = lead(&whole, &before, thousands);
        let mut part: Vec<char> = part.chars().collect();
        while part.len() > after.iter().rposition(|c| *c == '0').map_or(0, |at| at + 1)
            && part.last() == Some(&'0')
        {
            part.pop();
        }
        self.weave(&whole, &part.into_iter().collect::<String>(), first)
    }

    /// Puts digits among the words of the format. Where no thousands are set apart, each place takes its own digit, the first what is
    /// left over.
    fn weave(&self, whole: &str, part: &str, first: Option<usize>) -> String {
        let (mut shown, mut behind_point) = (String::new(), false);
        let point = self.tokens.iter().position(|token| *token == Token::Point).unwrap_or(self.tokens.len());
        let places = self.tokens[..point].iter().filter(|token| matches!(token, Token::Digit(_))).count();
        let mut whole = whole.chars();
        let mut left = whole.clone().count();
        let (mut digits, mut place) = (part.chars(), places);
        let is_together = whole.as_str().contains(',');
        for (at, token) in self.tokens.iter().enumerate() {
            match token {
                Token::Literal(literal) => shown.push_str(literal),
                Token::Percent => shown.push('%'),
                Token::Point => {
                    if first.is_none_or(|first| first > at) {
                        shown.extend(whole.by_ref());
                    }
                    behind_point = true;
                    shown.push('.');
                }
                Token::Digit(_) if behind_point => shown.extend(digits.next()),
                Token::Digit(_) => {
                    place -= 1;
                    let due = if is_together { left } else { left.saturating_sub(place) };
                    shown.extend(whole.by_ref().take(due));
                    left -= due;
                }
                _ => {}
            }
        }
        shown
    }

    fn show_scientific(&self, size: f64, at: usize) -> String {
        let point = self.tokens[..at].iter().position(|token| *token == Token::Point).unwrap_or(at);
        let count = |tokens: &[Token]| tokens.iter().filter(|token| matches!(token, Token::Digit(_))).count();
        let (before, places) =
            (count(&self.tokens[..point]).max(1), count(&self.tokens[point..at]).min(MOST_PLACES));
        let mut power = if size == 0.0 { 0 } else { exponent(size) };
        power = power.div_euclid(before as i32) * before as i32;
        let (mut whole, mut part) = fixed(size / 10f64.powi(power), places);
        if whole.len() > before {
            power += before as i32;
            (whole, part) = fixed(size / 10f64.powi(power), places);
        }
        let digits = count(&self.tokens[at..]).max(1);
        let plus = if power < 0 {
            "-"
        } else if self.tokens[at] == Token::Exponent(true) {
            "+"
        } else {
            ""
        };
        let point = if part.is_empty() { "" } else { "." };
        format!("{whole}{point}{part}E{plus}{:0digits$}", power.abs())
    }

    fn show_fraction(&self, size: f64) -> String {
        let slash = self.tokens.iter().position(|token| *token == Token::Slash).unwrap_or(0);
        let is_digit = |token: &&Token| matches!(token, Token::Digit(_));
        let groups =
            self.tokens[..slash].split(|token| matches!(token, Token::Literal(text) if text.contains(' ')));
        let has_whole =
            groups.filter(|group| group.iter().any(|token| matches!(token, Token::Digit(_)))).count() > 1;
        let width = self.tokens[slash..].iter().skip(1).take_while(is_digit).count().clamp(1, 3);
        let stated: String = self.tokens[slash..]
            .iter()
            .filter_map(|token| if let Token::Literal(text) = token { Some(text.trim()) } else { None })
            .collect();
        let whole = if has_whole { size.trunc() } else { 0.0 };
        let (over, under) = match stated.parse::<u32>() {
            Ok(under) if under > 0 => (((size - whole) * f64::from(under)).round(), f64::from(under)),
            _ => nearest(size - whole, 10u32.pow(width as u32) - 1),
        };
        let (whole, over) = if has_whole && over == under { (whole + 1.0, 0.0) } else { (whole, over) };
        match (has_whole, over == 0.0) {
            (true, true) => format!("{whole:.0}"),
            (true, false) if whole == 0.0 => format!("{over:.0}/{under:.0}"),
            (true, false) => format!("{whole:.0} {over:.0}/{under:.0}"),
            (false, _) => format!("{over:.0}/{under:.0}"),
        }
    }

    fn show_moment(&self, value: f64, era: Era) -> Option<String> {
        let places = self
            .tokens
            .iter()
            .find_map(|token| if let Token::Fraction(places) = token { Some(*places) } else { None });
        let moment = Moment::of(value, era, places.unwrap_or(0))?;
        if self.is_system || self.names(&moment).is_none() {
            return Some(moment.iso());
        }
        let half = self.tokens.iter().any(|token| matches!(token, Token::HalfDay(_)));
        let mut shown = String::new();
        for token in &self.tokens {
            self.moment_token(token, &moment, half, &mut shown);
        }
        Some(shown.trim().to_owned())
    }

    /// Names that the format asks for; none if the language is not known here.
    fn names(&self, moment: &Moment) -> Option<()> {
        for token in &self.tokens {
            match token {
                Token::Month(3..) => _ = month_name(self.locale, moment.month, false)?,
                Token::Day(3..) => _ = weekday_name(self.locale, moment.weekday)?,
                _ => {}
            }
        }
        Some(())
    }

    fn moment_token(&self, token: &Token, moment: &Moment, half: bool, shown: &mut String) {
        let mut number = |value: u64, width: usize| _ = write!(shown, "{value:0width$}");
        match token {
            Token::Year(1 | 2) => number(moment.year % 100, 2),
            Token::Year(_) => number(moment.year, 4),
            Token::Month(width @ (1 | 2)) => number(moment.month, *width),
            Token::Month(width) => {
                let with_day = self.tokens.iter().any(|token| matches!(token, Token::Day(1 | 2)));
                let name = month_name(self.locale, moment.month, with_day).unwrap_or_default();
                let letters = match width {
                    3 => 3,
                    5 => 1,
                    _ => usize::MAX,
                };
                shown.extend(name.chars().take(letters));
            }
            Token::Day(width @ (1 | 2)) => number(moment.day, *width),
            Token::Day(width) => {
                let name = weekday_name(self.locale, moment.weekday).unwrap_or_default();
                shown.extend(name.chars().take(if *width == 3 { 3 } else { usize::MAX }));
            }
            Token::Hour(width) if half => number((moment.hour + 11) % 12 + 1, *width.min(&2)),
            Token::Hour(width) => number(moment.hour, *width.min(&2)),
            Token::Minute(width) => number(moment.minute, *width.min(&2)),
            Token::Second(width) => number(moment.second, *width.min(&2)),
            Token::Fraction(places) => _ = write!(shown, ".{:0places$}", moment.fraction),
            Token::HalfDay(is_long) => {
                shown.push(if moment.hour < 12 { 'A' } else { 'P' });
                shown.push_str(if *is_long { "M" } else { "" });
            }
            Token::Elapsed('h', width) => number(moment.elapsed / 3600, *width),
            Token::Elapsed('m', width) => number(moment.elapsed / 60, *width),
            Token::Elapsed(_, width) => number(moment.elapsed, *width),
            Token::Literal(literal) => shown.push_str(literal),
            Token::Slash => shown.push('/'),
            Token::Point => shown.push('.'),
            Token::Comma => shown.push(','),
            _ => {}
        }
    }
}

fn digit(token: &Token) -> Option<char> {
    if let Token::Digit(c) = token { Some(*c) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(code: &str, values: &[f64], expected: Expect) {
        let format = Format::of(code);
        let shown: Vec<String> = values.iter().map(|value| format.show(*value, Era::Since1900)).collect();
        expected.assert_eq(&shown.join(" | "));
    }

    #[test]
    fn numbers_as_their_format_says() {
        check(
            "General",
            &[0.1 + 0.2, 380501234567.0, -2.5, 1e-12, 1e300, 1234567.891234],
            expect!["0.3 | 380501234567 | -2.5 | 1E-12 | 1E+300 | 1234567.891234"],
        );
        check("0", &[2.5, 0.4, -0.6, 1e20], expect!["3 | 0 | -1 | 100000000000000000000"]);
        check("0.00", &[1.005, 0.125, 99.999, 12345.678], expect!["1.01 | 0.13 | 100.00 | 12345.68"]);
        check("#,##0.00", &[1234567.891, 0.5, -1234.5], expect!["1,234,567.89 | 0.50 | -1,234.50"]);
        check("0%", &[0.256, 1.0], expect!["26% | 100%"]);
        check("0.0%", &[0.2564], expect!["25.6%"]);
        check("#,##0.00;(#,##0.00);\"none\"", &[12.5, -12.5, 0.0], expect!["12.50 | (12.50) | none"]);
        check("[$€-407] #,##0.00", &[1500.0], expect!["€ 1,500.00"]);
        check("\"No. \"000", &[7.0], expect!["No. 007"]);
        check("0.00E+00", &[12345.0, 0.00012, 9.999e9], expect!["1.23E+04 | 1.20E-04 | 1.00E+10"]);
        check("##0.0E+0", &[12345.0], expect!["12.3E+3"]);
        check("# ?/?", &[2.5, 0.75, 3.0, 0.333], expect!["2 1/2 | 3/4 | 3 | 1/3"]);
        check("#,##0,\"k\"", &[1234567.0], expect!["1,235k"]);
        check("[>=1000]#,##0;0.0", &[1500.0, 2.25], expect!["1,500 | 2.3"]);
        check("#.##", &[0.5, 3.0, 12.345], expect![".5 | 3. | 12.35"]);
        check(";;;", &[5.0], expect![[""]]);
        check("000-00-0000", &[123456789.0], expect!["123-45-6789"]);
        check("\"день \"0", &[3.0], expect!["день 3"]);
    }

    #[test]
    fn days_and_hours_as_their_format_says() {
        let noon = 45_355.75;
        check(
            "dd/mm/yyyy",
            &[noon, 1.0, 59.0, 60.0, 61.0, -3.0, 1e9],
            expect!["04/03/2024 | 01/01/1900 | 28/02/1900 | 29/02/1900 | 01/03/1900 | -3 | 1000000000"],
        );
        check("d mmmm yyyy", &[noon], expect!["4 March 2024"]);
        check("[$-419]d mmmm yyyy", &[noon], expect!["4 марта 2024"]);
        check("[$-419]mmmm yyyy", &[noon], expect!["Март 2024"]);
        check("[$-40C]dddd d mmmm yyyy", &[noon], expect!["lundi 4 mars 2024"]);
        check("[$-411]d mmmm yyyy", &[noon], expect!["2024-03-04 18:00"]);
        check("[$-F800]dddd, mmmm dd, yyyy", &[noon], expect!["2024-03-04 18:00"]);
        check("ddd d-mmm-yy", &[noon], expect!["Mon 4-Mar-24"]);
        check("h:mm AM/PM", &[noon, 0.0, 0.5], expect!["6:00 PM | 12:00 AM | 12:00 PM"]);
        check("hh:mm:ss", &[0.999_999, 0.25], expect!["00:00:00 | 06:00:00"]);
        check("mm:ss.00", &[0.000_123_45], expect!["00:10.67"]);
        check("[h]:mm", &[1.5], expect!["36:00"]);
        check("yyyy\\-mm\\-dd\\Thh:mm", &[noon], expect!["2024-03-04T18:00"]);
    }
}
