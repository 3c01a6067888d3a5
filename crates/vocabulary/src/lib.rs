//! The field's words as types: dates with doubt, kinds, levels. No rules, no text, no files.
//!
//! Invariant: nothing here decides anything; a word's order is its sort order, `<` means weaker.
//! Invariant: every code is `snake_case` (rule levels and zones are single words) and round-trips.

mod date;
mod when;
mod words;

pub use date::{Month, NotADate, PartialDate, Precision, Qualifier, Weekday};
pub use when::When;
pub use words::{
    Carriage, CarriedBy, CitationKind, CustodyAction, Holder, InterviewMode, Level, MentionKind,
    SentenceKind, Signal, Stance, UnknownCode, WithheldItem, Zone,
};
