//! Words of a sentence to parts of speech and a dependency tree, by a trained model.
//!
//! Invariant: a parse is a function of the words alone: no files, no clock, no chance; the same words give the same tree.
//! Invariant: no input makes it panic, and its time grows with the number of words.

mod features;
mod file;
mod lexicon;
mod model;
mod network;
mod parse;
mod parser;
mod tags;
mod tensor;
pub mod training;
mod transition;

pub use lexicon::Vectors;
pub use model::Model;
pub use parse::Parse;
pub use parser::Parser;
pub use tags::{Relation, Upos};
