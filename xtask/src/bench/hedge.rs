//! How well sentences that hedge are told from those that do not: on the encyclopaedia sentences of
//! `../shared/data/hedge`, each marked by people as certain or uncertain.
//!
//! Three readings of "hedges": the audit finds a word of doubt; or also an authority that it calls unnamed; or also an
//! amount that it calls vague ("some", "many": what the people who marked called weasel words). Lines with an odd number
//! (counted from one) were read while words were chosen; the figure is that of the even ones. Beside them stands a
//! plain list of single words, drawn from the odd lines.

use crate::arguments::Arguments;
use crate::{place, say};
use probata_assay::{Settings, assay};
use probata_reader::{Options, read};
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// The rules whose findings count beside hedges.
const UNNAMED: &str = "unnamed-authority";
const VAGUE: &str = "vague-quantity";
/// Words that stand in fewer sentences than this are not drawn into the list.
const FEWEST: usize = 5;
/// The readings, in the order of [`Sentence::found`].
const READINGS: [&str; 3] = ["a word of doubt", "or an unnamed authority", "or a vague amount"];

/// A sentence, what people said of it and what the audit finds.
struct Sentence {
    text: String,
    uncertain: bool,
    /// True if it is on a line that words may be chosen by.
    chosen_by: bool,
    /// A word of doubt; that or an unnamed authority; those or a vague amount.
    found: [bool; 3],
    /// The words of doubt, for reading by eye.
    words: Vec<String>,
}

/// Prints the table; `--show` also each sentence of the lines read for choice that is judged wrongly.
pub fn hedge(arguments: &mut Arguments) -> Result<(), String> {
    let show = arguments.flag("--show");
    arguments.done()?;
    let folder = place::shared("hedge")?;
    let settings = settings();
    let mut all = Vec::new();
    for (kind, uncertain) in [("uncertain", true), ("certain", false)] {
        let path = folder.join(format!("train_wikiweasel_{kind}_sentences.txt"));
        for (index, line) in place::load(&path)?.lines().enumerate() {
            let (found, words) = judged(&plain(line), &settings);
            all.push(Sentence { text: plain(line), uncertain, chosen_by: index % 2 == 0, found, words });
        }
    }
    if show {
        say::line(wrong(&all));
    }
    say::line(table(&all));
    Ok(())
}

/// Both rules on, whatever their default.
fn settings() -> Settings {
    let mut settings = Settings::default();
    for rule in [UNNAMED, VAGUE] {
        settings.levels.insert(rule.to_owned(), probata_vocabulary::Level::Warn);
    }
    settings
}

fn judged(text: &str, settings: &Settings) -> ([bool; 3], Vec<String>) {
    let report = assay(read("sentence.txt", text.as_bytes(), &Options::default()), settings);
    let rule = |name: &str| report.findings.iter().any(|finding| finding.rule == name);
    let doubt = !report.hedges.is_empty();
    let unnamed = doubt || rule(UNNAMED);
    let words = report.hedges.iter().map(|hedge| report.document.text[hedge.span].to_lowercase()).collect();
    ([doubt, unnamed, unnamed || rule(VAGUE)], words)
}

/// The line as it would be printed: brackets, quotation marks and endings back in their places.
fn plain(line: &str) -> String {
    let mut out = format!(" {} ", line.trim());
    let pairs = [
        ("-LRB- ", "("),
        (" -RRB-", ")"),
        ("`` ", "“"),
        (" ''", "”"),
        ("` ", "‘"),
        (" 's ", "’s "),
        (" n't ", "n’t "),
        (" ' ", "’ "),
        (" ,", ","),
        (" ;", ";"),
        (" :", ":"),
        (" .", "."),
        (" ?", "?"),
        (" !", "!"),
        (" %", "%"),
    ];
    for (from, to) in pairs {
        out = out.replace(from, to);
    }
    out.trim().to_owned()
}

/// Right, found and marked of the sentences given.
fn counts<'s>(all: impl Iterator<Item = &'s Sentence>, found: impl Fn(&Sentence) -> bool) -> [usize; 3] {
    let mut counts = [0; 3];
    for sentence in all {
        let found = found(sentence);
        counts[0] += usize::from(found && sentence.uncertain);
        counts[1] += usize::from(found);
        counts[2] += usize::from(sentence.uncertain);
    }
    counts
}

/// Precision, recall and F1, in percent.
fn shares([right, found, marked]: [usize; 3]) -> [f64; 3] {
    let share = |whole: usize| 100.0 * right as f64 / whole.max(1) as f64;
    let (p, r) = (share(found), share(marked));
    [p, r, if right == 0 { 0.0 } else { 2.0 * p * r / (p + r) }]
}

fn table(all: &[Sentence]) -> String {
    let mut out = format!("{:26} {:>16}   {:>16}", "", "held (even)", "read (odd)");
    let mut row = |name: &str, found: &dyn Fn(&Sentence) -> bool| {
        let half =
            |chosen: bool| shares(counts(all.iter().filter(|sentence| sentence.chosen_by == chosen), found));
        let [a, b, c] = half(false);
        let [d, e, f] = half(true);
        let _ = write!(out, "\n{name:24} {a:5.1} {b:5.1} {c:5.1}    {d:5.1} {e:5.1} {f:5.1}");
    };
    for (reading, name) in READINGS.iter().enumerate() {
        row(name, &|sentence| sentence.found[reading]);
    }
    let list = list(all);
    row("a list of single words", &|sentence| tokens(&sentence.text).iter().any(|word| list.contains(word)));
    out + "\nP, R and F1"
}

fn tokens(text: &str) -> HashSet<String> {
    text.to_lowercase()
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Single words of the lines read for choice, the most telling first, as many as help the F1 there.
fn list(all: &[Sentence]) -> HashSet<String> {
    let read: Vec<(HashSet<String>, bool)> =
        all.iter().filter(|s| s.chosen_by).map(|s| (tokens(&s.text), s.uncertain)).collect();
    let mut seen: HashMap<&str, [usize; 2]> = HashMap::new();
    for (words, uncertain) in &read {
        for word in words {
            let count = seen.entry(word).or_default();
            count[0] += usize::from(*uncertain);
            count[1] += 1;
        }
    }
    let mut words: Vec<(&str, [usize; 2])> = seen.into_iter().filter(|(_, [_, n])| *n >= FEWEST).collect();
    // By the share of uncertain sentences, without dividing.
    words.sort_by(|(a, [ua, na]), (b, [ub, nb])| (ub * na).cmp(&(ua * nb)).then(a.cmp(b)));
    let marked = read.iter().filter(|(_, uncertain)| *uncertain).count();
    let (mut covered, mut best, mut take) = (vec![false; read.len()], 0.0, 0);
    let (mut right, mut found) = (0, 0);
    for (at, (word, _)) in words.iter().enumerate() {
        for (index, (tokens, uncertain)) in read.iter().enumerate() {
            if !covered[index] && tokens.contains(*word) {
                covered[index] = true;
                found += 1;
                right += usize::from(*uncertain);
            }
        }
        let [_, _, f1] = shares([right, found, marked]);
        if f1 > best {
            (best, take) = (f1, at + 1);
        }
    }
    words.into_iter().take(take).map(|(word, _)| word.to_owned()).collect()
}

/// The sentences of the lines read for choice that are judged wrongly, by the first reading.
fn wrong(all: &[Sentence]) -> String {
    let mut out = String::new();
    for sentence in all.iter().filter(|s| s.chosen_by && s.found[0] != s.uncertain) {
        let kind = if sentence.uncertain { "missed" } else { "too much" };
        let beside = if sentence.found[2] { " (unnamed or vague)" } else { "" };
        let _ = writeln!(out, "{kind}{beside}: {} [{}]", sentence.text, sentence.words.join("; "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_printed_as_prose() {
        let line = "The guard 's list -LRB- `` the book '' -RRB- was , some say , lost .";
        assert_eq!(plain(line), "The guard’s list (“the book”) was, some say, lost.");
    }

    #[test]
    fn the_list_takes_words_that_help() {
        let one = |text: &str, uncertain| Sentence {
            text: text.to_owned(),
            uncertain,
            chosen_by: true,
            found: [false; 3],
            words: Vec::new(),
        };
        let mut all: Vec<Sentence> = (0..FEWEST).map(|_| one("perhaps the end", true)).collect();
        all.extend((0..FEWEST).map(|_| one("it is the end", false)));
        assert_eq!(list(&all), HashSet::from(["perhaps".to_owned()]));
    }
}
