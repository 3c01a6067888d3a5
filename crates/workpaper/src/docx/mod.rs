//! The editor's copy: the original Word document with a comment on each finding and nothing else changed.
//!
//! Only bytes are put in: a comment's marks, and where they fall inside a run, the run's end and its beginning again with
//! the same properties. Fields, notes, tracked changes, bookmarks and all other parts stay byte for byte; members of the
//! container that need no change are copied as they are packed. `docs/formats/annotated-docx.md` tells where a comment
//! is put.
//!
//! Invariant: no byte of the original's main document or comments is taken away or moved before another, but for the
//! `/` of an element without content that gets some.
//! Invariant: the same original, report and moment give the same bytes.
//!
//! Incomplete: a report whose text is held in another encoding than UTF-8 or UTF-16, or whose XML is broken, is refused.

mod anchor;
mod comment;
mod container;
mod member;
mod moment;
mod naming;
mod package;
mod root;
mod splice;
mod summary;
mod survey;
mod threads;

pub(crate) use comment::escaped;
pub use summary::annotated_summary;

use crate::ledger::Ledger;
use anchor::Anchors;
use comment::{Beside, Look};
use container::Container;
use probata_assay::Seals;
use probata_report::{Check, Finding, Report};
use splice::Splice;
use std::collections::HashSet;
use survey::Survey;
use threads::Threads;

/// The annotated copy.
#[derive(Debug, Default)]
pub struct Annotated {
    /// The Word document.
    pub bytes: Vec<u8>,
    /// Comments put in: one for each finding that is shown and has none yet.
    pub comments: usize,
    /// Findings that have a comment in the draft already, which stays as it is.
    pub kept: usize,
    /// Comments put in that carry an answer given in an earlier draft.
    pub answered: usize,
    /// Of these, how many stand at the beginning because their finding has no place in the text.
    pub unplaced: usize,
    /// Sensitive findings that were left out.
    pub left_out: usize,
}

/// Why a document cannot be annotated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnnotateError {
    /// The container cannot be opened or written.
    #[error("its container is damaged: open it in Word and save it again")]
    Container,
    /// A member that is needed is not there.
    #[error("it has no {0}: open it in Word and save it again")]
    Lacks(String),
    /// A member unpacks to more than is read.
    #[error("{0} in it unpacks to more than {limit} MiB", limit = container::LARGEST >> 20)]
    TooLarge(String),
    /// A member is in an encoding that Word does not write.
    #[error("{0} in it is not written in UTF-8 or UTF-16: open it in Word and save it again")]
    Encoding(String),
    /// The XML of a member is broken.
    #[error("{member} in it is broken at byte {at}: open it in Word and save it again")]
    Broken {
        /// The member's name.
        member: String,
        /// Where.
        at: usize,
    },
    /// There is nothing in the document that a comment could stand at.
    #[error("it has no text that a comment could stand at")]
    NoText,
}

/// Puts a comment on each finding of `report` that has none in the draft yet; answers carried from an earlier draft come with
/// their thread. `report` must be the reading of `original` and of nothing else.
///
/// `unix_seconds` is the moment that the comments bear. Without `sensitive`, sensitive findings are left out and counted.
///
/// # Errors
/// See [`AnnotateError`]; a document that Word has saved has none of these.
pub fn annotated(
    original: &[u8],
    report: &Report,
    unix_seconds: u64,
    sensitive: bool,
) -> Result<Annotated, AnnotateError> {
    let mut container = Container::open(original)?;
    let main = package::main_document(&mut container)?;
    let body = container.needed(&main)?;
    let survey = Survey::of(&body)?;
    let ledger = Ledger::new(report, sensitive);
    let shown = ledger.shown();
    let commented: HashSet<usize> = report.answers.commented.iter().map(|(finding, _)| *finding).collect();
    let (kept, new): (Vec<usize>, Vec<usize>) = shown.iter().partition(|finding| commented.contains(finding));
    let mut made = Annotated { kept: kept.len(), left_out: ledger.left_out, ..Annotated::default() };
    if new.is_empty() {
        made.bytes = original.to_vec();
        return Ok(made);
    }
    let mut comments = package::comments(&mut container, &main, &survey.naming)?;
    let styles = package::styles(&mut container, &comments.relations);
    let threads = Threads::of(report, &new, &comments, &survey, &body.text);
    let anchors = Anchors::new(report, &survey, body.shift);
    let mut splice = Splice::new(&survey, styles.reference.as_deref());
    let seals = Seals::new(report);
    let date = moment::written(unix_seconds);
    let look = Look { naming: &comments.naming, styles: &styles };
    let mut written = String::new();
    for thread in &threads.all {
        let finding = &report.findings[thread.finding];
        let anchor = anchors.of(finding).ok_or(AnnotateError::NoText)?;
        made.unplaced += usize::from(anchor.place == anchor::Place::Beginning);
        made.answered += usize::from(thread.answer.is_some());
        let beside = Beside {
            id: thread.id,
            date: &date,
            told: anchor.place != anchor::Place::There,
            seal: &seals.of(finding),
            stale: &threads::stale(report, finding),
            checks: checks_of(report, finding),
            paragraph: thread.paragraph.as_deref(),
        };
        splice.comment(thread.id, &anchor);
        written += &comment::xml(report, finding, &look, &beside);
        for reply in &thread.replies {
            splice.comment(reply.id, &anchor);
            written += &comment::again(reply.comment, &look, reply.id, &reply.paragraph);
        }
    }
    made.comments = threads.all.len();
    let text = splice.finish();
    let body = body.with_text(text);
    comments.append(&written);
    let tied = threads.xml();
    if !tied.is_empty() {
        comments.append_threads(&mut container, &tied)?;
    }
    let mut changed = comments.into_members();
    changed.push((main, body.into_bytes()));
    made.bytes = container.rebuilt(&changed)?;
    Ok(made)
}

/// Checks of the sentence in which a finding begins.
fn checks_of<'r>(report: &'r Report, finding: &Finding) -> &'r [Check] {
    let sentence = report.document.sentence_at(finding.span.start);
    sentence.map_or(&[], |sentence| report.checks.of(sentence))
}
