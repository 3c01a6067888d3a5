//! The child's side.

use crate::wire::{Answer, Made, Request, What};
use crate::{Bounds, give_up};
use std::io::{self, BufWriter, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

/// The one argument that makes the program a child that reads behind the wall; not for people.
pub const ARGUMENT: &str = "read-confined";

/// Longest request: what was recognised in a file's pictures is part of it.
const LONGEST: u64 = 128 << 20;

/// Gives up what a reader does not need, reads a request and a file from standard input, writes the answer to standard output.
///
/// A program that can be a child calls this first of all, and only then.
#[must_use]
pub fn serve() -> ExitCode {
    let confined = give_up(&Bounds::default());
    match answer(confined, &mut io::stdin().lock(), &mut BufWriter::new(io::stdout().lock())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answer(confined: String, from: &mut dyn Read, to: &mut dyn Write) -> io::Result<()> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let mut request = Vec::new();
    from.take(u64::from_le_bytes(length).min(LONGEST)).read_to_end(&mut request)?;
    let request: Request = postcard::from_bytes(&request).map_err(io::Error::other)?;
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes)?;
    let made = catch_unwind(AssertUnwindSafe(|| made(&request, &bytes)));
    let made = made.map_err(|_| io::Error::other("the reader failed"))?;
    postcard::to_io(&Answer { confined, made }, &mut *to).map_err(io::Error::other)?;
    to.flush()
}

fn made(request: &Request, bytes: &[u8]) -> Made {
    let Request { what, name, options } = request;
    match what {
        What::Document => Made::Document(Box::new(probata_reader::read(name, bytes, options))),
        What::Tables => Made::Tables(probata_reader::tables(name, bytes, options)),
        What::Picture(page, turns) => Made::Picture(probata_reader::picture(bytes, *page, *turns, options)),
    }
}
