//! Findings to be read by eye, so that a rule's precision can be judged by a person.
//!
//! Invariant: the same folder, seed and count give the same files.

use crate::arguments::Arguments;
use crate::{place, say};
use probata_assay::{Settings, assay, rules};
use probata_reader::{Options, read};
use probata_report::{Finding, Report, Span};
use probata_vocabulary::Level;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Bytes of text shown around a place.
const AROUND: usize = 320;

/// Writes a file a rule with some of its findings over a folder of reports; rules that are allowed by default too.
pub fn sample(arguments: &mut Arguments) -> Result<(), String> {
    let count = arguments.number("--count", 100)? as usize;
    let seed = arguments.number("--seed", 1)?;
    let only = arguments.value("--rule")?;
    let from = arguments.value("--from")?.map(PathBuf::from).map_or_else(|| place::shared("reports"), Ok)?;
    let out = arguments.value("--out")?.map_or_else(|| place::target().join("rules-sample"), PathBuf::from);
    arguments.done()?;
    if let Some(name) = only.as_ref().filter(|name| probata_assay::rule(name).is_none()) {
        return Err(format!("there is no rule \"{name}\""));
    }
    let levels: BTreeMap<String, Level> =
        rules().iter().map(|rule| (rule.name.to_owned(), Level::Warn)).collect();
    let settings = Settings { levels, ..Settings::default() };
    let reports = place::files(&from, "")?
        .iter()
        .map(|path| {
            let bytes = std::fs::read(path).map_err(|error| place::told(path, &error))?;
            Ok((path.clone(), assay(read(&path.to_string_lossy(), &bytes, &Options::default()), &settings)))
        })
        .collect::<Result<Vec<(PathBuf, Report)>, String>>()?;
    say::line(format!("{:32} {:>8} {:>8}  default", "rule", "found", "written"));
    for rule in rules().iter().filter(|rule| only.as_deref().is_none_or(|name| name == rule.name)) {
        let mut all: Vec<(&Path, &Report, &Finding)> = Vec::new();
        for (path, report) in &reports {
            let of_rule = report.findings.iter().filter(|finding| finding.rule == rule.name);
            all.extend(of_rule.map(|finding| (path.as_path(), report, finding)));
        }
        let found = all.len();
        let drawn = drawn(all, count, seed);
        say::line(format!("{:32} {found:>8} {:>8}  {}", rule.name, drawn.len(), rule.level));
        let head = format!(
            "{}: {}\n{found} found, {} drawn with seed {seed}\n\n",
            rule.name,
            rule.summary,
            drawn.len()
        );
        let body: String = drawn
            .iter()
            .enumerate()
            .map(|(at, (path, report, finding))| shown(at + 1, path, report, finding))
            .collect();
        place::save(&out.join(format!("{}.txt", rule.name)), head + &body)?;
    }
    say::line(format!("written to {}", out.display()));
    Ok(())
}

/// `count` of them, drawn by the seed, in their order.
fn drawn<T>(all: Vec<T>, count: usize, seed: u64) -> Vec<T> {
    let mut keyed: Vec<(u64, usize, T)> =
        all.into_iter().enumerate().map(|(at, one)| (mixed(seed ^ ((at as u64) << 20)), at, one)).collect();
    keyed.sort_by_key(|(key, ..)| *key);
    keyed.truncate(count);
    keyed.sort_by_key(|(_, at, _)| *at);
    keyed.into_iter().map(|(.., one)| one).collect()
}

/// Splitmix.
fn mixed(seed: u64) -> u64 {
    let mut x = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

fn shown(number: usize, path: &Path, report: &Report, finding: &Finding) -> String {
    let text = &report.document.text;
    let line = text[..finding.span.start].matches('\n').count() + 1;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut out = format!("--- {number}. {name}, line {line}, bytes {}\n", finding.span);
    let _ = writeln!(out, "{}", context(text, finding.span));
    let _ = writeln!(out, "=> {}", finding.message);
    for related in &finding.rests_on {
        let _ = writeln!(out, "   also ({}): {}", related.why, context(text, related.span));
    }
    let _ = writeln!(out, "   remedy: {}\n", finding.remedy);
    out
}

/// The words between `»` and `«`, with some text around them, on one line.
fn context(text: &str, span: Span) -> String {
    let before = text.floor_char_boundary(span.start.saturating_sub(AROUND));
    let after = text.ceil_char_boundary((span.end + AROUND).min(text.len()));
    let inside = if span.len() > 4 * AROUND {
        let cut = text.floor_char_boundary(span.start + 2 * AROUND);
        format!("{} [...]", &text[span.start..cut])
    } else {
        text[span].to_owned()
    };
    let whole = format!("{}»{inside}«{}", &text[before..span.start], &text[span.end..after]);
    whole.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_is_the_same_twice_and_in_order() {
        let some = drawn((0..1000).collect::<Vec<_>>(), 10, 7);
        assert_eq!(some, drawn((0..1000).collect::<Vec<_>>(), 10, 7));
        assert!(some.len() == 10 && some.is_sorted());
        assert_ne!(some, drawn((0..1000).collect::<Vec<_>>(), 10, 8));
        assert_eq!(drawn(vec![1, 2], 10, 7), vec![1, 2]);
    }

    #[test]
    fn a_place_is_shown_among_its_words() {
        assert_eq!(context("He was\nheld.\nHe left.", Span::new(7, 12)), "He was »held.« He left.");
    }
}
