//! Atoms to dates: what one leaves out its neighbour tells ("3 to 9 May 2004", "May 3 and 5, 2022").

use super::atoms::{Atom, Scan};
use super::calendar::role;
use super::{FoundDate, MonthDay, When};
use probata_vocabulary::{PartialDate, Qualifier, Weekday};

/// How two neighbours are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    None,
    /// "to", a dash, "between ... and".
    Range,
    /// "and".
    List,
    /// A comma, good only before a last "and".
    Comma,
}

/// The dates that the atoms make together.
pub(super) fn join(scan: &Scan<'_>, mut atoms: Vec<Atom>) -> Vec<FoundDate> {
    let mut joins: Vec<Join> = atoms.windows(2).map(|pair| between(scan, &pair[0], &pair[1])).collect();
    joins.push(Join::None);
    for at in (0..joins.len()).rev() {
        if joins[at] == Join::Comma && !matches!(joins.get(at + 1), Some(Join::List | Join::Comma)) {
            joins[at] = Join::None;
        }
    }
    fill(&mut atoms, &joins);
    let mut found = Vec::new();
    let mut at = 0;
    while at < atoms.len() {
        let next = (joins[at] == Join::Range).then(|| atoms.get(at + 1)).flatten();
        if let Some(span) = next.and_then(|next| spanned(scan, &atoms[at], next)) {
            found.push(span);
            at += 2;
        } else {
            found.extend(alone(scan, &atoms[at]));
            at += 1;
        }
    }
    found
}

/// The sign before `at`; articles do not count where the language has them between a preposition and a date.
fn before(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let mut before = at.checked_sub(1)?;
    while scan.calendar.skips_articles && scan.signs[before].is(role::ARTICLE | role::APOSTROPHE) {
        before = before.checked_sub(1)?;
    }
    Some(before)
}

/// What stands between two atoms.
fn between(scan: &Scan<'_>, left: &Atom, right: &Atom) -> Join {
    let gap = &scan.signs[left.last..right.first];
    let said = before(scan, left.first).is_some_and(|at| scan.signs[at].is(role::BETWEEN));
    let months = left.month.is_some() && left.day.is_none() && right.month.is_some() && right.day.is_none();
    let slash = |sign: &super::lexing::Sign| sign.is(role::SLASH) && months;
    match gap {
        [sign] if sign.is(role::RANGE | role::DASH) || slash(sign) => Join::Range,
        [sign, the] if sign.is(role::RANGE) && the.is(role::ARTICLE) => Join::Range,
        [sign, the] if said && sign.is(role::LIST) && the.is(role::ARTICLE) => Join::Range,
        [sign] if sign.is(role::LIST) => {
            if said {
                Join::Range
            } else {
                Join::List
            }
        }
        [comma, sign] if comma.is(role::COMMA) && sign.is(role::LIST) => Join::List,
        [sign] if sign.is(role::COMMA) && (left.bare || right.bare) => Join::Comma,
        _ => Join::None,
    }
}

/// Gives each atom what it leaves out and its neighbour tells.
fn fill(atoms: &mut [Atom], joins: &[Join]) {
    for at in 1..atoms.len() {
        let (left, join) = (atoms[at - 1], joins[at - 1]);
        let right = &mut atoms[at];
        let told =
            join == Join::Range || right.year.is_some() || matches!(joins[at], Join::List | Join::Comma);
        if right.bare && left.month_first && join != Join::None && told {
            (right.month, right.bare, right.month_first) = (left.month, false, true);
        }
    }
    for at in (1..atoms.len()).rev() {
        let (right, join) = (atoms[at], joins[at - 1]);
        let left = &mut atoms[at - 1];
        if join == Join::None || right.bare || right.month.is_none() {
            continue;
        }
        if left.bare && left.year.is_none() && right.day.is_some() && !right.month_first {
            (left.month, left.bare) = (right.month, false);
        }
        if let (None, Some(month), Some(year), false) = (left.year, left.month, right.year, left.bare) {
            let turns = join == Join::Range && right.month.is_some_and(|end| end < month);
            left.year = Some(year - i32::from(turns));
        }
    }
}

/// The span of two atoms, if both are dates of one kind.
fn spanned(scan: &Scan<'_>, left: &Atom, right: &Atom) -> Option<FoundDate> {
    let lone = |atom: &Atom| atom.year.is_none() && atom.day.is_none();
    let led =
        left.first > 0 && scan.signs[left.first - 1].is(role::BETWEEN | role::FROM | role::MONTH_FOLLOWS);
    if left.bare || right.bare || (lone(left) && !led) {
        return None;
    }
    let range = scan.signs[left.first].start..scan.signs[right.last - 1].end;
    let (when, impossible) = match (left.year, right.year) {
        (Some(_), Some(_)) => {
            let ((date, wrong), (until, late)) = (dated(left)?, dated(right)?);
            if until.bounds().1 < date.bounds().0 {
                return None;
            }
            (When::Dated { date, until: Some(until) }, wrong || late)
        }
        (None, None) => (When::Yearless { on: month_day(left)?, until: Some(month_day(right)?) }, false),
        _ => return None,
    };
    let qualifier = Qualifier::Exact;
    Some(FoundDate { range, when, weekday: weekday(left), qualifier, impossible })
}

fn alone(scan: &Scan<'_>, atom: &Atom) -> Option<FoundDate> {
    if atom.bare {
        // "5, 2004" that found no month may still end in a year.
        let year = scan.year_alone(atom.last - 1).filter(|_| atom.year.is_some())?;
        return alone(scan, &year);
    }
    let before = atom.first.checked_sub(1).map(|at| scan.signs[at]);
    let range = scan.signs[atom.first].start..scan.signs[atom.last - 1].end;
    let qualifier = qualifier(scan, atom);
    if atom.year.is_none() {
        let asked =
            atom.part || before.is_some_and(|sign| sign.is(role::MONTH_FOLLOWS | role::FROM | role::AFTER));
        if atom.day.is_none() && !asked {
            return None;
        }
        let when = When::Yearless { on: month_day(atom)?, until: None };
        return Some(FoundDate { range, when, weekday: weekday(atom), qualifier, impossible: false });
    }
    let (date, impossible) = dated(atom)?;
    let until = match (atom.until_year, atom.until_day) {
        (Some(year), _) => PartialDate::year_only(year),
        (_, Some(day)) => PartialDate::day_of(date.year(), date.month()?, day),
        _ => None,
    };
    let qualifier = if until.is_some() { Qualifier::Exact } else { qualifier };
    let when = When::Dated { date: date.qualified(qualifier), until };
    Some(FoundDate { range, when, weekday: weekday(atom), qualifier, impossible })
}

/// What the words before the date say about it.
fn qualifier(scan: &Scan<'_>, atom: &Atom) -> Qualifier {
    let first = self::before(scan, atom.first).map_or(0, |at| at + 1);
    let before = |back: usize| first.checked_sub(back).map(|at| scan.signs[at]);
    let around = |sign: super::lexing::Sign| sign.is(role::AROUND);
    match before(1) {
        _ if atom.part => Qualifier::Estimate,
        Some(sign) if around(sign) => Qualifier::Estimate,
        Some(sign) if sign.is(role::BEFORE) => Qualifier::Before,
        Some(sign) if sign.is(role::AFTER) => Qualifier::After,
        Some(sign) if sign.is(role::DOT) && before(2).is_some_and(around) => Qualifier::Estimate,
        _ => Qualifier::Exact,
    }
}

/// The date, and whether its day is not in the calendar.
fn dated(atom: &Atom) -> Option<(PartialDate, bool)> {
    let year = atom.year?;
    let date = match (atom.month, atom.day) {
        _ if atom.decade => PartialDate::decade(year),
        (Some(month), Some(day)) => match PartialDate::day_of(year, month, day) {
            Some(date) => Some(date),
            None => return PartialDate::month_of(year, month).map(|date| (date, true)),
        },
        (Some(month), None) => PartialDate::month_of(year, month),
        _ => PartialDate::year_only(year),
    }?;
    Some((if atom.part { date.qualified(Qualifier::Estimate) } else { date }, false))
}

fn month_day(atom: &Atom) -> Option<MonthDay> {
    Some(MonthDay { month: atom.month?, day: atom.day })
}

fn weekday(atom: &Atom) -> Option<Weekday> {
    Weekday::ALL.get(usize::try_from(atom.weekday?).ok()?).copied()
}
