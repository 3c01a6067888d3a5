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

pub use summary::annotated_summary;

use crate::ledger::Ledger;
use anchor::Anchors;
use container::Container;
use probata_report::Report;
use splice::Splice;
use survey::Survey;

/// The annotated copy.
#[derive(Debug)]
pub struct Annotated {
    /// The Word document.
    pub bytes: Vec<u8>,
    /// Comments put in: one for each finding that is shown.
    pub comments: usize,
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

/// Puts a comment on each finding of `report`, which must be the reading of `original` and of nothing else.
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
    let left_out = ledger.left_out;
    if shown.is_empty() {
        return Ok(Annotated { bytes: original.to_vec(), comments: 0, unplaced: 0, left_out });
    }
    let mut comments = package::comments(&mut container, &main, &survey.naming)?;
    let ids = comments.free_ids(&survey.comment_ids, shown.len());
    let styles = package::styles(&mut container, &comments.relations);
    let anchors = Anchors::new(report, &survey, body.shift);
    let mut splice = Splice::new(&survey, styles.reference.as_deref());
    let (mut written, mut unplaced) = (String::new(), 0);
    let date = moment::written(unix_seconds);
    for (index, id) in shown.iter().zip(ids) {
        let finding = &report.findings[*index];
        let anchor = anchors.of(finding).ok_or(AnnotateError::NoText)?;
        unplaced += usize::from(anchor.place == anchor::Place::Beginning);
        splice.comment(id, &anchor);
        let told = anchor.place != anchor::Place::There;
        written += &comment::xml(report, finding, &comments.naming, &styles, id, &date, told);
    }
    let text = splice.finish();
    let body = body.with_text(text);
    comments.append(&written);
    let mut changed = comments.into_members();
    changed.push((main, body.into_bytes()));
    let bytes = container.rebuilt(&changed)?;
    Ok(Annotated { bytes, comments: shown.len(), unplaced, left_out })
}
