//! What a person gets from a report made by hand, so that every shape of it is shown.

mod csv;
mod draft;
mod html;
mod json;
mod sorvania;
mod terminal;
