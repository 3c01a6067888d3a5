//! The parent's side.

use crate::wire::{Answer, Made, Request, What};
use crate::{ARGUMENT, Bounds, cause};
use probata_reader::Options;
use probata_report::{Document, Grid};
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

/// Starts a child for each file.
#[derive(Debug, Clone)]
pub struct Wall {
    program: PathBuf,
}

/// Why there is no answer, in a sentence.
type Lost = String;

const FAILED: &str =
    "The reader failed on this file. That is a mistake in Probata: please report it, without the file.";

impl Wall {
    /// A wall whose children are this very program, started again with [`ARGUMENT`].
    ///
    /// # Errors
    /// If the system does not tell where the program lies.
    pub fn new() -> io::Result<Self> {
        Ok(Self { program: std::env::current_exe()? })
    }

    /// A wall whose children are another program that calls [`serve`](crate::serve) when it is started with [`ARGUMENT`].
    #[must_use]
    pub fn of(program: PathBuf) -> Self {
        Self { program }
    }

    /// Reads a file as [`probata_reader::read`] does. What held the child stands in the document's reading.
    #[must_use]
    pub fn read(&self, name: &str, bytes: &[u8], options: &Options) -> Document {
        let request = Request { what: What::Document, name: name.to_owned(), options: options.clone() };
        let document = self.ask(&request, bytes).and_then(|answer| match answer.made {
            Made::Document(mut document) if document.is_sound() => {
                document.reading.confined = answer.confined;
                Ok(*document)
            }
            _ => Err(FAILED.to_owned()),
        });
        document.unwrap_or_else(|why| Document::refused(name, "", why))
    }

    /// The tables of a file as [`probata_reader::tables`] gives them.
    ///
    /// # Errors
    /// A sentence that says why the file cannot be read.
    pub fn tables(&self, name: &str, bytes: &[u8], options: &Options) -> Result<Vec<Grid>, String> {
        let request = Request { what: What::Tables, name: name.to_owned(), options: options.clone() };
        match self.ask(&request, bytes)?.made {
            Made::Tables(tables) => tables,
            Made::Document(_) => Err(FAILED.to_owned()),
        }
    }

    fn ask(&self, request: &Request, bytes: &[u8]) -> Result<Answer, Lost> {
        let mut command = Command::new(&self.program);
        command.arg(ARGUMENT).env_clear();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        // Ctrl-C is for the parent, which then ends its children; a child that dies of it would look like a failure.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let started = command.spawn();
        let mut child = started
            .map_err(|error| format!("The process that reads files could not be started: {error}."))?;
        match converse(&mut child, request, bytes) {
            Ok((said, _)) if said.len() as u64 > Bounds::OUTPUT => {
                Err(format!("What is in this file is more than {} MiB.", Bounds::OUTPUT >> 20))
            }
            Ok((said, status)) => postcard::from_bytes(&said).map_err(|_| {
                let cause = status.and_then(|status| cause(status, &Bounds::default()));
                cause.unwrap_or(FAILED.to_owned())
            }),
            Err(Silent) => Err(format!(
                "Reading this file took more than {} minutes and was stopped.",
                Bounds::CLOCK.as_secs() / 60
            )),
        }
    }
}

/// A child that neither answers nor ends.
struct Silent;

/// Gives a child the file and takes in what it says, up to one byte more than it may say, and how it ended if it did so by itself.
fn converse(
    child: &mut Child,
    request: &Request,
    bytes: &[u8],
) -> Result<(Vec<u8>, Option<ExitStatus>), Silent> {
    let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else { return Err(Silent) };
    let request = postcard::to_stdvec(request).unwrap_or_default();
    thread::scope(|scope| {
        // A child that has died takes nothing in; what befell it is told by how it ended.
        scope.spawn(move || {
            let length = (request.len() as u64).to_le_bytes();
            let _ = to
                .write_all(&length)
                .and_then(|()| to.write_all(&request))
                .and_then(|()| to.write_all(bytes));
        });
        let (tell, told) = channel();
        scope.spawn(move || {
            let mut said = Vec::new();
            let _ = from.take(Bounds::OUTPUT + 1).read_to_end(&mut said);
            let _ = tell.send(said);
        });
        let said = told.recv_timeout(Bounds::CLOCK).map_err(|_| Silent);
        // The threads end when the child does, and one that has said all and lives on would keep them waiting.
        let status = end(child, if said.is_ok() { Bounds::GRACE } else { Duration::ZERO });
        said.map(|said| (said, status))
    })
}

/// Waits until a child ends, so long at most; then ends it. How it ended, if it did so by itself.
fn end(child: &mut Child, grace: Duration) -> Option<ExitStatus> {
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if begun.elapsed() < grace => thread::sleep(Duration::from_micros(200)),
            _ => break,
        }
    }
    // It may end by itself at this very moment; then there is nothing to kill, and what it said is all the same.
    let _ = child.kill().and_then(|()| child.wait());
    None
}
