//! What a person gets from a report made by hand, so that every shape of it is shown.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod csv;
mod draft;
mod html;
mod json;
mod sorvania;
mod terminal;
