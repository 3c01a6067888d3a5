//! Which comments are put in, with the answers that persons gave to them in an earlier draft.

use super::package::Comments;
use super::survey::Survey;
use probata_report::{Answer, AnsweredHow, Comment, Finding, Report, Stale};
use std::fmt::Write as _;

const WORD_2012: &str = "http://schemas.microsoft.com/office/word/2012/wordml";

/// All comments to be put in.
pub(super) struct Threads<'r> {
    pub all: Vec<Thread<'r>>,
}

/// A comment on a finding, and what answers it.
pub(super) struct Thread<'r> {
    /// Index of the finding.
    pub finding: usize,
    pub id: i64,
    /// Word's number for the last paragraph of the comment, where there is an answer.
    pub paragraph: Option<String>,
    pub answer: Option<&'r Answer>,
    pub replies: Vec<Reply<'r>>,
}

/// A reply that is put in again.
pub(super) struct Reply<'r> {
    pub comment: &'r Comment,
    pub id: i64,
    pub paragraph: String,
}

impl<'r> Threads<'r> {
    /// Numbers comments for these findings, their answers behind them.
    pub fn of(
        report: &'r Report,
        findings: &[usize],
        comments: &Comments,
        survey: &Survey<'_>,
        body: &str,
    ) -> Self {
        let answers: Vec<Option<&Answer>> =
            findings.iter().map(|finding| report.answers.to(*finding).map(|found| &found.answer)).collect();
        let replies: usize = answers.iter().flatten().map(|answer| answer.thread.len()).sum();
        let ids = comments.free_ids(&survey.comment_ids, findings.len() + replies);
        let paragraphs = comments.free_paragraphs(body, replies + answers.iter().flatten().count());
        let (mut ids, mut paragraphs) = (ids.into_iter(), paragraphs.into_iter());
        let mut all = Vec::new();
        for (finding, answer) in findings.iter().zip(answers) {
            let Some(id) = ids.next() else { break };
            let paragraph = answer.and_then(|_| paragraphs.next());
            let thread = answer.map_or(&[][..], |answer| answer.thread.as_slice()).iter();
            let replies = thread
                .filter_map(|comment| Some(Reply { comment, id: ids.next()?, paragraph: paragraphs.next()? }))
                .collect();
            all.push(Thread { finding: *finding, id, paragraph, answer, replies });
        }
        Self { all }
    }

    /// What Word has to know of them: which answers which, and which are resolved.
    pub fn xml(&self) -> String {
        let mut out = String::new();
        for thread in &self.all {
            let (Some(paragraph), Some(answer)) = (&thread.paragraph, thread.answer) else { continue };
            let done = u8::from(answer.how == AnsweredHow::Resolved);
            // Writing to a string does not fail.
            let mut entry = |paragraph: &str, parent: &str| {
                let _ = write!(
                    out,
                    "<w15:commentEx xmlns:w15=\"{WORD_2012}\" w15:paraId=\"{paragraph}\"{parent} w15:done=\"{done}\"/>"
                );
            };
            entry(paragraph, "");
            let parent = format!(" w15:paraIdParent=\"{paragraph}\"");
            thread.replies.iter().for_each(|reply| entry(&reply.paragraph, &parent));
        }
        out
    }
}

/// Answers to a finding that do not count any more.
pub(super) fn stale<'r>(report: &'r Report, finding: &Finding) -> Vec<&'r Stale> {
    let Some(sentence) = report.document.sentence_at(finding.span.start) else { return Vec::new() };
    let all = report.answers.stale.iter();
    all.filter(|stale| stale.answer.rule == finding.rule && stale.sentence == Some(sentence)).collect()
}
