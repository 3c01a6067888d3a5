//! Reads untrusted files in a child process that can reach nothing.
//!
//! The program starts itself again with [`ARGUMENT`]; that child gives up every path, the network and all but a few system calls
//! before it takes in a byte, reads one file and ends. What it sends back is checked before it is believed.
//!
//! Invariant: [`Wall`] never fails and never panics: a child that dies, takes too long or talks nonsense is a refused file.
//! Invariant: a child reads one file only, so that one file cannot change how another is read.
//! Words in pictures are recognised by another program (tesseract), if one is handed in: a child takes the picture out of the file,
//! a second one ([`RECOGNISE`]) becomes that program once it can reach nothing but its own files, and a third one reads the file again
//! with what was recognised.
//!
//! Invariant: no more than 384 MiB of what a child says are kept.

mod bounds;
mod child;
mod limits;
mod recogniser;
mod second;
mod wall;
mod wire;

pub use bounds::Bounds;
pub use child::{ARGUMENT, serve};
pub use limits::{cause, give_up};
pub use recogniser::Recogniser;
pub use second::{RECOGNISE, become_confined, recognise};
pub use wall::Wall;
