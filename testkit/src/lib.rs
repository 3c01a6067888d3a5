//! Documents made for tests and for the worked example: Word files, whole or broken.
//!
//! Invariant: the same calls give the same bytes.

pub mod docx;
pub mod hostile;
