//! Answers that persons gave in Word, in words.

use crate::count;
use probata_report::{Answer, AnsweredHow, Answers};

/// `Mira Dessel on 2026-11-20: "legal has seen it"`, `resolved`.
pub(crate) fn answered(answer: &Answer) -> String {
    let day = answer.at.get(..10).unwrap_or(&answer.at);
    let by = match (answer.by.is_empty(), answer.saved_by.is_empty()) {
        (false, _) => answer.by.clone(),
        (_, false) => format!("somebody (the file was saved last by {})", answer.saved_by),
        _ => "somebody".to_owned(),
    };
    let on = if day.is_empty() { String::new() } else { format!(" on {day}") };
    let how = if answer.how == AnsweredHow::Resolved { ", resolved in Word" } else { "" };
    let why = if answer.reason.is_empty() {
        " without a reason".to_owned()
    } else {
        format!(": \u{201c}{}\u{201d}", answer.reason)
    };
    format!("{by}{on}{how}{why}")
}

/// `4 findings answered in Word by Imre Calder, Mira Dessel`; none if nothing is.
pub(crate) fn answered_by(answers: &Answers) -> Option<String> {
    let number = answers.allowances.len();
    let people: Vec<&str> = answers.people().into_iter().filter(|name| !name.is_empty()).collect();
    let unnamed = answers.allowances.iter().any(|allowance| allowance.answer.by.is_empty());
    let by = match (people.is_empty(), unnamed) {
        (true, _) => String::new(),
        (_, true) => format!(" by {} and somebody who is not named", people.join(", ")),
        _ => format!(" by {}", people.join(", ")),
    };
    (number > 0).then(|| format!("{} answered in Word{by}", count(number, "finding", "findings")))
}
