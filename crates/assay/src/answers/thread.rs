//! Comments by thread, and what a thread comes to.

use super::AUTHOR;
use super::reply::{Said, said};
use probata_report::{Answer, AnsweredHow, Comment};

/// Steps from a reply to the comment that begins its thread.
const DEEP: usize = 64;

/// For each comment the replies in its thread, in order, if it begins one.
pub(super) fn threads(comments: &[Comment]) -> Vec<Vec<usize>> {
    let mut threads = vec![Vec::new(); comments.len()];
    for index in 0..comments.len() {
        if let Some(root) = root(comments, index).filter(|root| *root != index) {
            threads[root].push(index);
        }
    }
    for thread in &mut threads {
        // Dates are written alike, so that they sort as they are; a stable sort keeps the file's order of equal ones.
        if thread.iter().all(|index| !comments[*index].date.is_empty()) {
            thread.sort_by_key(|index| comments[*index].date.as_str());
        }
    }
    threads
}

fn root(comments: &[Comment], index: usize) -> Option<usize> {
    let mut at = index;
    for _ in 0..DEEP {
        match comments.get(at)?.reply_to {
            None => return Some(at),
            Some(parent) => at = parent,
        }
    }
    None
}

/// What a thread under one of our comments comes to.
pub(super) enum Verdict<'c> {
    /// Nobody has said anything.
    Open,
    /// The finding may stand.
    Answered(Answer),
    /// The last reply is no answer, because ...
    NotAnswered(&'c Comment, &'static str),
}

/// The last word in a thread counts. `rule` and `message` are of the comment that begins it, `passage` is what it stands on.
pub(super) fn verdict<'c>(
    comments: &'c [Comment],
    root: usize,
    thread: &[usize],
    answered: (&str, &str, &str),
) -> Verdict<'c> {
    let last = last_word(comments, thread);
    let heard = last.map(|reply| said(&reply.text));
    let (rule, message, passage) = answered;
    let answer = |how, reason: String| {
        Verdict::Answered(Answer {
            rule: rule.to_owned(),
            message: message.to_owned(),
            passage: passage.to_owned(),
            by: last.map_or_else(String::new, |reply| folded(&reply.author)),
            saved_by: String::new(),
            at: last.map_or_else(String::new, |reply| reply.date.trim().to_owned()),
            reason,
            how,
            thread: thread.iter().map(|index| comments[*index].clone()).collect(),
        })
    };
    match (heard, last) {
        (Some(Said::Ok(reason)), _) => answer(AnsweredHow::Reply, reason),
        (_, last) if comments[root].done => {
            answer(AnsweredHow::Resolved, last.map_or_else(String::new, |reply| folded(&reply.text)))
        }
        (Some(Said::OkAlone), Some(last)) => {
            Verdict::NotAnswered(last, "it gives no reason; an answer is \"ok: reason\"")
        }
        (Some(Said::Other), Some(last)) => {
            Verdict::NotAnswered(last, "it is the last word there and no answer; an answer is \"ok: reason\"")
        }
        _ => Verdict::Open,
    }
}

/// The last word in a thread. Word writes the hour of the writer's place, so that of two people far apart the order in the
/// file may be the right one: where order and dates differ, what is no answer is the last word.
fn last_word<'c>(comments: &'c [Comment], thread: &[usize]) -> Option<&'c Comment> {
    let is_word = |reply: &&Comment| reply.author.trim() != AUTHOR && !reply.text.trim().is_empty();
    let by_date = thread.iter().map(|index| &comments[*index]).rfind(is_word)?;
    let mut in_order = thread.to_vec();
    in_order.sort_unstable();
    let by_order = in_order.iter().map(|index| &comments[*index]).rfind(is_word)?;
    let agrees = matches!(said(&by_order.text), Said::Ok(_));
    Some(if agrees { by_date } else { by_order })
}

/// Text as one line.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
