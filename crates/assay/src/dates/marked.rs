//! Sentences marked by hand before the rules for their language were written: how many dates are found, and how many found ones are right.
//!
//! A line is a sentence; `[words=value]` marks a date. Values: `2007-08-12`, `2007-08`, `199X`, spans with `/`, `--08-12` without a year,
//! `~` an estimate, `<` before, `>` after, `!` behind a day that is in no calendar. Words marked without a value hold no date.

use super::*;
use expect_test::{Expect, expect};
use std::fmt::Write;

/// A date that should be found.
struct Marked {
    range: Range<usize>,
    value: String,
}

fn unmarked(line: &str) -> (String, Vec<Marked>) {
    let (mut text, mut marked, mut rest) = (String::new(), Vec::new(), line);
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, behind) = after.split_once(']').expect("a mark ends");
        let (words, value) = inside.rsplit_once('=').expect("a mark has a value");
        text.push_str(before);
        let start = text.len();
        text.push_str(words);
        if !value.is_empty() {
            marked.push(Marked { range: start..text.len(), value: value.to_owned() });
        }
        rest = behind;
    }
    text.push_str(rest);
    (text, marked)
}

fn value(found: &FoundDate) -> String {
    let day = |on: MonthDay| match on.day {
        Some(day) => format!("--{:02}-{day:02}", on.month),
        None => format!("--{:02}", on.month),
    };
    let mut out = match found.qualifier {
        Qualifier::Estimate => "~",
        Qualifier::Before => "<",
        Qualifier::After => ">",
        _ => "",
    }
    .to_owned();
    match found.when {
        When::Dated { date, until: None } => write!(out, "{date}"),
        When::Dated { date, until: Some(until) } => write!(out, "{date}/{until}"),
        When::Yearless { on, until: None } => write!(out, "{}", day(on)),
        When::Yearless { on, until: Some(until) } => write!(out, "{}/{}", day(on), day(until)),
    }
    .expect("a string takes any text");
    out + if found.impossible { "!" } else { "" }
}

/// Recall and precision, then what was missed and what was found wrongly.
fn check(language: &str, text: &str, expected: Expect) {
    let calendar = Calendar::of(language);
    let (mut right, mut wanted, mut found_in_all, mut out) = (0, 0, 0, String::new());
    for line in text.lines() {
        let (sentence, marked) = unmarked(line);
        let found = calendar.dates_in(&sentence, calendar.numeric_order);
        let is_right = |mark: &Marked, date: &FoundDate| {
            date.range.start < mark.range.end
                && mark.range.start < date.range.end
                && value(date) == mark.value
        };
        let good = marked.iter().filter(|mark| found.iter().any(|date| is_right(mark, date))).count();
        (right, wanted, found_in_all) = (right + good, wanted + marked.len(), found_in_all + found.len());
        if good < marked.len() || found.len() > good {
            let dates: Vec<String> = found
                .iter()
                .map(|date| format!("{} = {}", &sentence[date.range.clone()], value(date)))
                .collect();
            let _ = writeln!(out, "{line}\n    found: {}", dates.join("; "));
        }
    }
    expected.assert_eq(&format!("{right} of {wanted} found, {right} of {found_in_all} right\n{out}"));
}

#[test]
fn russian() {
    check(
        "ru",
        include_str!("marked/ru.txt"),
        expect![[r#"
            34 of 34 found, 34 of 34 right
        "#]],
    );
}

#[test]
fn arabic() {
    check(
        "ar",
        include_str!("marked/ar.txt"),
        expect![[r#"
            34 of 34 found, 34 of 34 right
        "#]],
    );
}

#[test]
fn spanish() {
    check(
        "es",
        include_str!("marked/es.txt"),
        expect![[r#"
            36 of 36 found, 36 of 36 right
        "#]],
    );
}

#[test]
fn french() {
    check(
        "fr",
        include_str!("marked/fr.txt"),
        expect![[r#"
        36 of 36 found, 36 of 36 right
    "#]],
    );
}
