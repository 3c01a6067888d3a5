//! A document as it was read, and what was found in it.
//!
//! [`Document`] is what the reader makes: one text with layers of spans. [`Report`] is a document with
//! what the assay found. Both are plain data.
//!
//! Invariant: spans are byte ranges into [`Document::text`] on character boundaries; code points exist only in
//! wire formats, made by [`CodePoints`].
//! Invariant: nothing here reads files, judges or prints.

mod accused;
mod address;
mod answer;
mod check;
mod code_points;
mod comparison;
mod document;
mod enclosed;
mod finding;
mod member;
mod outcome;
mod report;
mod sound;
mod span;

pub use accused::{Accused, Reply};
pub use address::{cell_name, column_name, sheet_name};
pub use answer::{Allowance, Answer, AnsweredHow, Answers, Comment, NoAnswer, Stale};
pub use check::{Check, Checks, Grid};
pub use code_points::CodePoints;
pub use comparison::{Aligned, Changed, Comparison, Difference};
pub use document::{
    Block, BlockKind, CrossReference, Document, Frame, Hidden, HiddenKind, Mark, Note, NoteIds, Origin,
    PageStart, Part, Placed, Reading, Sentence,
};
pub use enclosed::{Enclosed, is_unseen, shown_name};
pub use finding::{Finding, Related};
pub use member::member_name;
pub use outcome::{Missing, Outcome};
pub use report::{
    Attribution, Chapter, Citation, Coverage, DateUse, Hedging, Judged, Mention, MentionUse, Quantity,
    QuantityBound, Report, Restatement, Source, Support, TextCitation,
};
pub use span::Span;
