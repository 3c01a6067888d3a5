//! One file per act: configure, read, audit, annotate, read a folder, save, take out what lies in a file.
//!
//! An act says in what order things are done. The world (files, a clock) is a parameter, [`Desk`]; words for the person
//! are chosen by who calls, errors say what befell them.
//!
//! Invariant: no files, environment, clock or printing but through [`Desk`].
//! Invariant: a file that cannot be read, or that makes the reader fail, never stops the others.
//! Invariant: a name that a file gives to another one is shown, and never a path.
//! Invariant: the bytes of a file are hashed before anything else looks at them.

mod annotate;
mod audit;
#[cfg(feature = "case")]
pub mod case;
mod checks;
mod compare;
mod configure;
mod corpus;
mod desk;
mod disk;
mod enclosed;
mod genre;
mod read;
mod save;
mod settings_file;
mod take_out;

pub use annotate::{AnnotateError, AnnotatedAudit, AnnotatedAuditError, annotate};
pub use audit::{AuditError, Audited, Status, audit};
pub use checks::{ChecksError, take_checks};
pub use compare::{Compared, compare};
pub use configure::{Asked, Choices, ConfigureError, Place, configure};
pub use corpus::{Corpus, CorpusError, CorpusFile, Progress, corpus};
pub use desk::{Desk, Entry, EntryKind};
pub use disk::disk;
pub use probata_assay::{Rule, rule, rules};
pub use probata_reader::{Changes, Options};
pub use read::read;
pub use save::{SaveError, save};
pub use take_out::{TakeOutError, Taken, take_out};
