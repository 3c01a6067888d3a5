//! Documents made for tests and for the worked example: Word and OpenDocument files, PDFs, pictures, captures of the web, whole or broken.
//!
//! Invariant: the same calls give the same bytes, but for those to a timestamping authority (`authority`), which draws keys.

pub mod archive;
pub mod authority;
pub mod bomb;
pub mod capture;
pub mod docx;
pub mod hostile;
pub mod mutant;
pub mod odt;
pub mod pdf;
pub mod picture;
pub mod sheet;
