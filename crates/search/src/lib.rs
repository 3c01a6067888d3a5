//! Finds passages of a case's readings by their words.
//!
//! Invariant: the index is a cache. It holds no text, lies sealed under a key of its device, and can be made again from the readings.
//! Invariant: what is found is a range of bytes of a reading, so that what is shown is the reading itself.
//! Invariant: a word is found in each of its forms (English, French, Spanish, Russian, Arabic), and a name in each of its scripts (Latin,
//! Cyrillic, Arabic); which spellings were looked for is said.

mod analyser;
mod expand;
mod find;
mod fold;
mod folder;
mod index;
mod language;
mod name;
mod passage;
mod query;
mod sealed;
mod snippet;
mod words;
mod writer;

pub use find::{Found, Hit, Spelling};
pub use index::{Index, SearchError};
pub use language::Language;
pub use passage::passages;
pub use query::{Filter, FilterKind, Query, QueryError};
pub use snippet::{Snippet, snippet};
pub use writer::{Reading, Writer};
