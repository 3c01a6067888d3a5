//! Signs to atoms: a day, month, year or several of them together, complete or not.

use super::calendar::{Calendar, Order, role};
use super::lexing::Sign;

/// A stretch of signs that may be a date or half of one ("3" in "3 to 9 May").
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Atom {
    /// First sign, and one past the last.
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) year: Option<i32>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    pub(super) decade: bool,
    /// Weekday, from 0.
    pub(super) weekday: Option<u32>,
    /// "early", "mid-", or a season.
    pub(super) part: bool,
    /// The month stands before the day.
    pub(super) month_first: bool,
    /// A number that is a day only if a neighbour gives the month.
    pub(super) bare: bool,
    /// Last year of "1998-99".
    pub(super) until_year: Option<i32>,
    /// Last day of "10/3-5/16".
    pub(super) until_day: Option<u8>,
}

/// The atoms of `signs`, in order, not overlapping.
pub(super) fn atoms(calendar: &Calendar, signs: &[Sign], order: Order) -> Vec<Atom> {
    let scan = Scan { calendar, signs, order };
    let mut atoms = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        match scan.atom(at) {
            Some(atom) => {
                at = atom.last.max(at + 1);
                atoms.push(atom);
            }
            None => at += 1,
        }
    }
    atoms
}

pub(super) struct Scan<'a> {
    pub(super) calendar: &'a Calendar,
    pub(super) signs: &'a [Sign],
    pub(super) order: Order,
}

impl Scan<'_> {
    fn is(&self, at: usize, roles: u32) -> bool {
        self.signs.get(at).is_some_and(|sign| sign.is(roles))
    }

    fn glued(&self, at: usize) -> bool {
        self.signs.get(at).is_some_and(|sign| sign.glued)
    }

    /// The atom that begins at `first`, with weekday and "early" before it.
    fn atom(&self, first: usize) -> Option<Atom> {
        let interesting = role::NUMBER
            | role::MONTH
            | role::DECADE
            | role::WEEKDAY
            | role::PART
            | role::ORDINAL
            | role::APOSTROPHE;
        if !self.is(first, interesting) {
            return None;
        }
        let mut at = first;
        let mut weekday = None;
        if self.is(at, role::WEEKDAY) {
            weekday = Some(self.signs[at].value);
            at = self.past(at + 1, role::DOT);
            at = self.past(at, role::COMMA);
            at = self.past_articles(at);
        }
        let part = self.is(at, role::PART) && !self.is(at, role::MONTH);
        if part {
            at = self.past(at + 1, role::DASH);
            at = self.past_articles(at);
        }
        let core = self.core(at)?;
        if part && core.bare {
            return None;
        }
        let mut atom = Atom { first, weekday, part, ..core };
        self.weekday_after(&mut atom);
        Some(atom)
    }

    fn past(&self, at: usize, roles: u32) -> usize {
        at + usize::from(self.is(at, roles))
    }

    /// Past articles and the like: "l'année", "du mois d'".
    fn past_articles(&self, mut at: usize) -> usize {
        let end = at + 6;
        while at < end && self.is(at, role::ARTICLE) {
            at += 1 + usize::from(self.is(at + 1, role::APOSTROPHE) && self.glued(at + 1));
        }
        at
    }

    /// Past what stands between a month and its year: "of the year".
    fn past_of(&self, at: usize) -> usize {
        self.past_articles(self.past(at, role::OF))
    }

    /// Past a month and its other name: "April/April".
    fn past_month(&self, at: usize) -> usize {
        let slash = self.is(at + 1, role::SLASH) && self.is(at + 2, role::MONTH);
        if slash && self.signs[at + 2].value == self.signs[at].value { at + 3 } else { at + 1 }
    }

    /// Past a word for "year" behind a year.
    fn past_year_word(&self, at: usize) -> usize {
        let Some(word) = self.signs.get(at).filter(|sign| sign.is(role::YEAR_WORD) && !sign.is(role::NUMBER))
        else {
            return at;
        };
        // Two letters at most are cut off by a full stop.
        let is_short = word.end - word.start <= 4;
        at + 1 + usize::from(is_short && self.is(at + 1, role::DOT) && self.glued(at + 1))
    }

    /// "(Friday)" and ", a Friday" after the date.
    fn weekday_after(&self, atom: &mut Atom) {
        if atom.weekday.is_some() || atom.day.is_none() || atom.bare {
            return;
        }
        let at = atom.last;
        if self.is(at, role::OPEN) && self.is(at + 1, role::WEEKDAY) && self.is(at + 2, role::CLOSE) {
            (atom.weekday, atom.last) = (Some(self.signs[at + 1].value), at + 3);
        } else if self.is(at, role::COMMA) && self.is(at + 1, role::ARTICLE) && self.is(at + 2, role::WEEKDAY)
        {
            (atom.weekday, atom.last) = (Some(self.signs[at + 2].value), at + 3);
        }
    }

    fn core(&self, at: usize) -> Option<Atom> {
        let sign = self.signs.get(at)?;
        if sign.is(role::DECADE) {
            let year = i32::try_from(sign.value).ok().filter(|year| year % 10 == 0 && *year >= 1500)?;
            return Some(Atom { first: at, last: at + 1, year: Some(year), decade: true, ..Atom::default() });
        }
        if sign.is(role::MONTH) {
            return Some(self.month_first(at));
        }
        if sign.is(role::NUMBER)
            && !sign.is(role::ORDINAL)
            && let Some(atom) = self.figures(at)
        {
            return Some(atom);
        }
        if sign.is(role::NUMBER | role::ORDINAL) && (1..=31).contains(&sign.value) && sign.width <= 2 {
            if let Some(atom) = self.day_first(at) {
                return Some(atom);
            }
            return (sign.is(role::NUMBER) && !self.in_code(at)).then(|| self.bare_day(at));
        }
        self.year_alone(at)
    }

    /// "4 March", "4th of March, 2004", "14-Oct-2005".
    fn day_first(&self, at: usize) -> Option<Atom> {
        let day = u8::try_from(self.signs[at].value).ok();
        let mut month = at + 1;
        while self.is(month, role::OF | role::ARTICLE | role::APOSTROPHE) && month < at + 4 {
            month += 1;
        }
        let hyphen = self.is(month, role::DASH | role::SLASH) && self.glued(month) && self.glued(month + 1);
        month += usize::from(hyphen);
        if !self.is(month, role::MONTH) || self.is(at.wrapping_sub(1), role::SLASH) {
            return None;
        }
        let number = u8::try_from(self.signs[month].value).ok();
        let behind = self.past_month(month);
        let mut atom = Atom { first: at, last: behind, day, month: number, ..Atom::default() };
        let dot = behind + usize::from(self.is(behind, role::DOT) && self.glued(behind));
        let year =
            if hyphen { self.past(dot, role::DASH | role::SLASH) } else { self.past(dot, role::COMMA) };
        self.take_year(&mut atom, self.past_of(year));
        if atom.year.is_none() && dot > behind && self.signs[month].end - self.signs[month].start <= 4 {
            atom.last = dot;
        }
        Some(atom)
    }

    /// "March 4, 2004", "Oct. 2005", "March".
    fn month_first(&self, at: usize) -> Atom {
        let month = u8::try_from(self.signs[at].value).ok();
        let behind = self.past_month(at);
        let mut atom = Atom { first: at, last: behind, month, ..Atom::default() };
        let mut next = behind;
        if self.is(next, role::DOT) && self.glued(next) {
            next += 1;
        }
        let day = self.past(next, role::ARTICLE);
        let is_day = self.is(day, role::NUMBER | role::ORDINAL)
            && self.signs[day].width <= 2
            && (1..=31).contains(&self.signs[day].value)
            && !self.is(day + 1, role::MONTH)
            && !(self.glued(day + 1) && self.is(day + 1, role::SLASH));
        if is_day {
            atom.day = u8::try_from(self.signs[day].value).ok();
            (atom.month_first, atom.last) = (true, day + 1);
            self.take_year(&mut atom, self.past(day + 1, role::COMMA));
        } else {
            self.take_year(&mut atom, self.past_of(self.past(next, role::COMMA)));
        }
        atom
    }

    /// Takes the year at `at`: four figures, or two after an apostrophe.
    fn take_year(&self, atom: &mut Atom, at: usize) {
        let short = self.is(at, role::APOSTROPHE);
        let at = at + usize::from(short);
        let Some(sign) = self.signs.get(at).filter(|sign| sign.is(role::NUMBER) && !sign.is(role::ORDINAL))
        else {
            return;
        };
        if sign.width != if short { 2 } else { 4 } {
            return;
        }
        if let Some(year) = self.calendar.year(sign.value, sign.width) {
            (atom.year, atom.last) = (Some(year), self.past_year_word(at + 1));
        }
    }

    fn bare_day(&self, at: usize) -> Atom {
        let day = u8::try_from(self.signs[at].value).ok();
        let mut atom = Atom { first: at, last: at + 1, day, bare: true, ..Atom::default() };
        if self.is(at + 1, role::COMMA) {
            self.take_year(&mut atom, at + 2);
        }
        atom
    }

    /// True if the number is part of a code ("12-K/2021", "39/46") or of money or a decimal.
    fn in_code(&self, at: usize) -> bool {
        let before = self.glued(at) && self.is(at.wrapping_sub(1), role::SLASH | role::DOT);
        let after = self.glued(at + 1) && self.is(at + 1, role::SLASH | role::DOT) && self.glued(at + 2);
        before || after
    }

    /// "2005", "1998-99".
    pub(super) fn year_alone(&self, at: usize) -> Option<Atom> {
        let sign = self.signs.get(at)?;
        if !sign.is(role::NUMBER) || sign.is(role::ORDINAL) || sign.width != 4 {
            return None;
        }
        let year = self.calendar.year(sign.value, 4)?;
        let before = at.checked_sub(1).map(|before| self.signs[before]);
        let mut atom = Atom { first: at, last: at + 1, year: Some(year), ..Atom::default() };
        if let Some(end) = self.short_end(at, year) {
            (atom.until_year, atom.last) = (Some(end), at + 3);
        }
        if self.calendar.year_needs_word && !self.is_worded(at, atom.last) {
            return None;
        }
        atom.decade = year % 10 == 0 && before.is_some_and(|sign| sign.is(role::DECADE_WORD));
        let numbered = before.is_some_and(|sign| sign.is(role::NO_YEAR_AFTER))
            || at >= 2 && self.is(at - 1, role::DOT) && self.is(at - 2, role::NO_YEAR_AFTER);
        if numbered || self.is(atom.last, role::NO_YEAR_BEFORE) || self.year_in_code(at, atom.last) {
            return None;
        }
        let asked = role::MONTH_FOLLOWS | role::FROM | role::RANGE | role::PART | role::AROUND | role::AFTER;
        let old = year < 1900 && !before.is_some_and(|sign| sign.is(asked | role::OF));
        atom.last = self.past_year_word(atom.last);
        (!old).then_some(atom)
    }

    /// True if something says that the number is a year: a word or suffix, another year behind it, brackets, "early".
    fn is_worded(&self, at: usize, last: usize) -> bool {
        let is_year = |at: usize| self.is(at, role::NUMBER) && self.signs[at].width == 4;
        let before = |roles: u32| at > 0 && self.is(at - 1, roles);
        let joins = self.is(last, role::RANGE | role::DASH | role::LIST) && is_year(last + 1);
        self.is(at, role::YEAR_WORD)
            || self.is(last, role::YEAR_WORD)
            || joins
            || before(role::PART)
            || before(role::OPEN) && self.is(last, role::CLOSE)
    }

    /// True if signs glued to the year make it part of a code, unless they are a dash before another year.
    fn year_in_code(&self, at: usize, last: usize) -> bool {
        let joins = role::SLASH | role::DOT | role::DASH | role::APOSTROPHE;
        let is_year = |at: usize| self.is(at, role::NUMBER) && self.signs[at].width == 4;
        let before = self.glued(at)
            && at > 0
            && !self.is(at - 1, role::OPEN)
            && (!self.is(at - 1, role::DASH)
                || !(at > 1 && (is_year(at - 2) || self.is(at - 2, role::PART))));
        let after = self.glued(last)
            && self.glued(last + 1)
            && self.is(last, joins)
            && !(self.is(last, role::DASH) && (is_year(last + 1) || self.is(last + 1, role::PART)))
            && !(self.is(last, role::DASH) && self.short_follows(last));
        let quoted = before && self.signs[at - 1].roles == role::APOSTROPHE;
        (before && !quoted && !self.is(at - 1, role::COMMA) && self.is(at - 1, joins))
            || (after && !self.is(last, role::APOSTROPHE))
    }

    /// The last year of "1998-99" or "2003/04".
    ///
    /// "2002-04" may be April 2002 as well; only a longer dash makes it a span.
    fn short_end(&self, at: usize, year: i32) -> Option<i32> {
        let end = self.signs.get(at + 2).filter(|_| self.short_follows(at + 1))?;
        let last = year - year % 100 + i32::try_from(end.value).ok()?;
        let long_dash = self.signs[at + 1].end - self.signs[at + 1].start > 1;
        (last == year + 1 || (last > year && (end.value > 12 || long_dash))).then_some(last)
    }

    /// True if a glued dash or slash and two figures stand here.
    fn short_follows(&self, at: usize) -> bool {
        let joined = self.is(at, role::DASH | role::SLASH) && self.glued(at) && self.glued(at + 1);
        let goes_on = self.glued(at + 2) && self.is(at + 2, role::DASH | role::SLASH);
        joined && !goes_on && self.is(at + 1, role::NUMBER) && self.signs[at + 1].width == 2
    }
}
