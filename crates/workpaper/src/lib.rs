//! Internal copies of an audit for the desk: the terminal, JSON, CSV, HTML, the draft itself with comments, and sheets to fill in.
//!
//! Every copy quotes the draft and says so ([`NOTICE`]). What is shown is what the [`Report`](probata_report::Report)
//! holds: nothing is judged here.
//!
//! Invariant: no files, environment, clock, randomness or printing; the same report gives the same bytes.
//! Invariant: text of the draft never reaches an output raw: control characters are kept out of the terminal, markup out
//! of HTML, formulas out of CSV.
//! Invariant: sensitive findings and the words of hidden content are left out of files unless they are asked for; how
//! many were left out is always said. Of comments, only answers to findings that are shown are told.

mod answers;
mod csv;
mod docx;
mod html;
mod json;
mod ledger;
mod numerals;
mod place;
mod sheet;
mod terminal;
mod wrap;

pub use csv::{citations_csv, sentences_csv};
pub use docx::{AnnotateError, Annotated, annotated, annotated_summary};
pub use html::html;
pub use json::{comparison_json, json};
pub use numerals::{count, thousands};
pub use sheet::{SheetError, SheetForm, accused_sheet, factcheck_sheet, sheet_summary};
pub use terminal::{
    AboutRow, AdmittedRow, AlsoRow, CompartmentName, CompartmentRow, ExhibitRow, LogRow, VerifiedRow,
    admitted_row, admitted_totals, compartment_table, exhibit_json, exhibit_page, exhibit_page_json,
    exhibit_table, log_json, log_rows, sentences, verified,
};
pub use terminal::{AnswerRow, FoundRecordRow, PassageRow, found, found_json, found_record_json};
pub use terminal::{
    CorpusRow, Look, TakenRow, audit, comparison, corpus_json, corpus_row, corpus_totals, explanation, flat,
    nearest, reading, rule_table, taken_out, topic, topics,
};
pub use terminal::{Correction, CustodyRow, TransferRow, transfer_remarks};
pub use terminal::{ExplainedRow, RecordRow, record_help, record_json, record_page, record_table};
pub use terminal::{TimestampRow, covered, timestamp_rows};

/// Said by every output.
pub const NOTICE: &str =
    "This output quotes the draft and may name protected sources: keep it as you keep the draft.";
