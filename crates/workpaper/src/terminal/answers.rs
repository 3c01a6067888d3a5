//! What persons answered to findings in Word: beside each finding, and as a list of what does not count.

use super::{Look, flat};
use crate::answers::{answered, answered_by};
use crate::numerals::count;
use crate::place::place;
use crate::wrap::hang;
use probata_report::{NoAnswer, Report, Stale};

/// Stale answers and replies that are none that are shown unless all are asked for.
const SHOWN: usize = 8;

/// The answer to a finding, under it.
pub(super) fn line(report: &Report, finding: usize, indent: usize, look: &Look) -> String {
    let Some(allowance) = report.answers.to(finding) else { return String::new() };
    let carried = if allowance.carried { ", in the earlier draft" } else { "" };
    let lead = format!("{}answered{carried}: ", " ".repeat(indent));
    hang(&lead, &flat(&answered(&allowance.answer)), look.width)
}

/// How many findings are answered and by whom, what does not count, what else is to be known.
pub(super) fn answers(report: &Report, look: &Look) -> String {
    let answers = &report.answers;
    let mut out = String::new();
    if let Some(said) = answered_by(answers) {
        let said = format!("{}; they are counted above and do not change the status.", flat(&said));
        out += &hang("", &said, look.width);
    }
    if answers.settled > 0 {
        let said = count(answers.settled, "answer is", "answers are");
        out += &hang("", &format!("{said} about findings that are gone."), look.width);
    }
    let stale: Vec<&Stale> =
        answers.stale.iter().filter(|stale| look.sensitive || !stale.sensitive).collect();
    if !stale.is_empty() {
        let said = count(stale.len(), "answer does not count", "answers do not count");
        out += &hang("", &look.bold(&format!("{said} any more:")), look.width);
        out += &listed(&stale, look, |stale| self::stale(report, stale, look));
    }
    let others: Vec<&NoAnswer> =
        answers.no_answers.iter().filter(|told| look.sensitive || !told.sensitive).collect();
    if !others.is_empty() {
        let said = count(others.len(), "comment is", "comments are");
        out += &hang("", &look.bold(&format!("{said} no answer:")), look.width);
        out += &listed(&others, look, |told| no_answer(report, told, look));
    }
    if answers.comments > 0 {
        let said = count(answers.comments, "comment", "comments");
        let said =
            format!("{said} of an earlier audit in the file: delete all comments before it leaves the desk.");
        out += &hang("", &said, look.width);
    }
    out
}

fn listed<T>(all: &[&T], look: &Look, one: impl Fn(&T) -> String) -> String {
    let shown = if look.all { all.len() } else { SHOWN };
    let mut out: String = all.iter().take(shown).map(|item| one(item)).collect();
    if all.len() > shown {
        out += &format!("  and {} more: --all\n", all.len() - shown);
    }
    out
}

fn stale(report: &Report, stale: &Stale, look: &Look) -> String {
    let start = stale.sentence.map(|sentence| report.document.sentences[sentence].span.start);
    let at = start.map_or_else(String::new, |start| place(&report.document, start));
    let at = if at.is_empty() { String::new() } else { format!(", {at}") };
    let said = format!("{}{at}. {}: {}", stale.answer.rule, answered(&stale.answer), stale.why);
    hang("  ", &flat(&said), look.width)
}

fn no_answer(report: &Report, told: &NoAnswer, look: &Look) -> String {
    let by = if told.by.is_empty() { "somebody" } else { &told.by };
    let at = match told.span {
        None => "in the earlier draft".to_owned(),
        Some(span) => place(&report.document, span.start),
    };
    let rule = if told.rule.is_empty() { String::new() } else { format!("{}, ", told.rule) };
    let words = crate::wrap::cut(&told.text, 60);
    hang("  ", &flat(&format!("{rule}{at}: {by}: \u{201c}{words}\u{201d}: {}", told.why)), look.width)
}
