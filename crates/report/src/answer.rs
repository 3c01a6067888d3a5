use crate::Span;
use serde::{Deserialize, Serialize};

/// A comment in the margin of a file, as the file holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Its text; paragraphs are lines.
    pub text: String,
    /// Who wrote it, where the file says so.
    pub author: String,
    /// When, as the file says it.
    pub date: String,
    /// The place in the text that it stands on.
    pub span: Span,
    /// Index of the comment that it answers.
    pub reply_to: Option<usize>,
    /// True if somebody marked it as resolved.
    pub done: bool,
}

/// How a finding was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnsweredHow {
    /// By a reply to its comment.
    Reply,
    /// Its comment was marked as resolved.
    Resolved,
}

impl AnsweredHow {
    /// The code in files: `reply`, `resolved`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Resolved => "resolved",
        }
    }
}

/// A person's answer to a comment on a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The name of the rule whose finding was answered.
    pub rule: String,
    /// The message that was answered.
    pub message: String,
    /// The words that the answered comment stood on.
    pub passage: String,
    /// Who answered; empty where the file does not say it (a comment resolved without a reply).
    pub by: String,
    /// Who saved the file last, where it is not told who answered.
    pub saved_by: String,
    /// When, as the file says it; empty where it does not.
    pub at: String,
    /// Why it may stand, in the person's words; empty where none were given.
    pub reason: String,
    /// How.
    pub how: AnsweredHow,
    /// The comments of the thread after the first one, for a copy that keeps them.
    pub thread: Vec<Comment>,
}

/// An answer that counts: the finding may stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// Index of the finding.
    pub finding: usize,
    /// The answer.
    pub answer: Answer,
    /// True if it was given in an earlier draft and carried over.
    pub carried: bool,
}

/// An answer that does not count any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// The answer.
    pub answer: Answer,
    /// The sentence of this draft that it was about, if that is known.
    pub sentence: Option<usize>,
    /// True if the finding is a sensitive one.
    pub sensitive: bool,
    /// Why it does not count, as the end of a sentence ("the number \"22\" is gone").
    pub why: String,
}

/// A reply to one of our comments that is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoAnswer {
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: String,
    /// The rule whose comment it replies to; empty if it replies to none.
    pub rule: String,
    /// Where in this draft; none if it stands in an earlier one.
    pub span: Option<Span>,
    /// True if the finding is a sensitive one.
    pub sensitive: bool,
    /// Why it is none, as the end of a sentence.
    pub why: String,
}

/// What persons answered to comments on findings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// Answers that count, in order of finding; one for a finding.
    pub allowances: Vec<Allowance>,
    /// Answers that do not count any more.
    pub stale: Vec<Stale>,
    /// Replies that are no answers.
    pub no_answers: Vec<NoAnswer>,
    /// Answers whose finding is gone.
    pub settled: usize,
    /// Comments of an earlier audit in the file.
    pub comments: usize,
    /// Findings that have a comment of their own in the file and need no other, with the comment's index.
    pub commented: Vec<(usize, usize)>,
}

impl Answers {
    /// The answer to a finding, if there is one that counts.
    pub fn to(&self, finding: usize) -> Option<&Allowance> {
        let at = self.allowances.binary_search_by_key(&finding, |allowance| allowance.finding).ok()?;
        self.allowances.get(at)
    }

    /// Who gave the answers that count, each once, in order of name; an empty name for answers without one.
    pub fn people(&self) -> Vec<&str> {
        let mut people: Vec<&str> =
            self.allowances.iter().map(|allowance| allowance.answer.by.as_str()).collect();
        people.sort_unstable();
        people.dedup();
        people
    }
}
