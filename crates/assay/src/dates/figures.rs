//! Dates in figures: 2005-10-14, 14.10.2005, 14/10/2005, 10/14/05, 8/18-19/16.

use super::atoms::{Atom, Scan};
use super::calendar::{Order, role};
use super::lexing::Sign;

impl Scan<'_> {
    /// The date in figures that begins at `at`.
    pub(super) fn figures(&self, at: usize) -> Option<Atom> {
        let [a, first, b, second, c] = *self.signs.get(at..at + 5)? else { return None };
        let numbers = [a, b, c].iter().all(|sign| sign.is(role::NUMBER) && !sign.is(role::ORDINAL));
        let glued = [first, b, second, c].iter().all(|sign| sign.glued);
        let inside =
            self.signs[at].glued && at > 0 && self.signs[at - 1].is(role::SLASH | role::DASH | role::DOT);
        if !numbers || !glued || inside {
            return None;
        }
        let kind = |sign: Sign| sign.roles & (role::DASH | role::SLASH | role::DOT);
        let separators = (kind(first), kind(second));
        if separators == (role::SLASH, role::DASH) {
            return self.day_range(at, a, b, c);
        }
        let goes_on = self.signs.get(at + 5).is_some_and(|sign| sign.glued && sign.roles == second.roles)
            && self.signs.get(at + 6).is_some_and(|sign| sign.glued);
        if separators.0 == 0 || separators.0 != separators.1 || goes_on {
            return None;
        }
        let (year, month, day) = match (separators.0, a.width) {
            (role::DASH | role::SLASH, 4) if b.width <= 2 && c.width <= 2 => {
                (self.calendar.year(a.value, 4)?, small(b), small(c))
            }
            _ => self.day_month_year(a, b, c, separators.0)?,
        };
        let atom = Atom { first: at, last: at + 5, year: Some(year), month, day, ..Atom::default() };
        (month.is_none_or(|m| m <= 12)).then_some(atom)
    }

    fn day_month_year(
        &self,
        a: Sign,
        b: Sign,
        c: Sign,
        separator: u32,
    ) -> Option<(i32, Option<u8>, Option<u8>)> {
        let short_is_dated =
            separator == role::SLASH || (separator == role::DOT && a.width == 2 && b.width == 2);
        if a.width > 2 || b.width > 2 || (c.width != 4 && !(c.width == 2 && short_is_dated)) {
            return None;
        }
        let year = self.calendar.year(c.value, c.width)?;
        let (first, second) = (small(a)?, small(b)?);
        if !(1..=31).contains(&first) || !(1..=31).contains(&second) || first > 12 && second > 12 {
            return None;
        }
        Some(match self.order {
            _ if separator != role::SLASH || first > 12 => (year, Some(second), Some(first)),
            _ if second > 12 => (year, Some(first), Some(second)),
            Order::DayFirst => (year, Some(second), Some(first)),
            Order::MonthFirst => (year, Some(first), Some(second)),
            Order::Unknown if first == second => (year, Some(first), Some(first)),
            Order::Unknown => (year, None, None),
        })
    }

    /// "8/18-19/16": days of one month, the month first.
    fn day_range(&self, at: usize, month: Sign, day: Sign, last: Sign) -> Option<Atom> {
        let [slash, year] = *self.signs.get(at + 5..at + 7)? else { return None };
        let is_date = slash.is(role::SLASH) && slash.glued && year.glued && year.is(role::NUMBER);
        if !is_date || month.width > 2 || day.width > 2 || last.width > 2 || last.value <= day.value {
            return None;
        }
        let year = self.calendar.year(year.value, year.width)?;
        Some(Atom {
            first: at,
            last: at + 7,
            year: Some(year),
            month: small(month).filter(|month| (1..=12).contains(month)),
            day: small(day),
            until_day: small(last),
            ..Atom::default()
        })
    }
}

fn small(sign: Sign) -> Option<u8> {
    u8::try_from(sign.value).ok()
}

/// The order of day and month that the unambiguous dates of a text tell.
///
/// `None` if there are none, or if they disagree: one stray in twenty is taken for a slip.
pub(super) fn order_of(text: &str) -> Option<Order> {
    let (mut day_first, mut month_first) = (0usize, 0usize);
    for at in memchr::memchr_iter(b'/', text.as_bytes()) {
        match parts_around(text.as_bytes(), at) {
            Some((13..=31, 1..=12)) => day_first += 1,
            Some((1..=12, 13..=31)) => month_first += 1,
            _ => {}
        }
    }
    match (day_first, month_first) {
        (days, months) if days > 20 * months => Some(Order::DayFirst),
        (days, months) if months > 20 * days => Some(Order::MonthFirst),
        _ => None,
    }
}

/// The first two numbers of "14/10/2005" whose first stroke stands at `at`.
fn parts_around(text: &[u8], at: usize) -> Option<(u32, u32)> {
    let figures = |bytes: &[u8]| bytes.iter().fold(0, |all, b| all * 10 + u32::from(b - b'0'));
    let before = text[..at].iter().rev().take(3).take_while(|b| b.is_ascii_digit()).count();
    let after = text[at + 1..].iter().take(3).take_while(|b| b.is_ascii_digit()).count();
    let stroke = at + 1 + after;
    let year = text.get(stroke + 1..)?.iter().take(5).take_while(|b| b.is_ascii_digit()).count();
    let inside = at > before && matches!(text[at - before - 1], b'/' | b'-' | b'.' | b'_');
    let fits = (1..=2).contains(&before)
        && (1..=2).contains(&after)
        && text.get(stroke) == Some(&b'/')
        && matches!(year, 2 | 4);
    (fits && !inside).then(|| (figures(&text[at - before..at]), figures(&text[at + 1..stroke])))
}
