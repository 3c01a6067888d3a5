//! What parent and child say to each other: a request's length, the request and the file's bytes to the end; an answer.

use probata_reader::{Options, Picture};
use probata_report::{Document, Grid};
use serde::{Deserialize, Serialize};

/// What the child is to do with the bytes that follow.
#[derive(Serialize, Deserialize)]
pub(crate) struct Request {
    pub what: What,
    pub name: String,
    pub options: Options,
}

/// See [`Request`].
#[derive(Serialize, Deserialize)]
pub(crate) enum What {
    Document,
    Tables,
    /// The picture on a page, turned by so many quarters to the right.
    Picture(usize, u8),
}

/// What the child made of the bytes, and what held it while it did.
#[derive(Serialize, Deserialize)]
pub(crate) struct Answer {
    pub confined: String,
    pub made: Made,
}

/// See [`Answer`].
#[derive(Serialize, Deserialize)]
pub(crate) enum Made {
    Document(Box<Document>),
    Tables(Result<Vec<Grid>, String>),
    Picture(Result<Picture, String>),
}
