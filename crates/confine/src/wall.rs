//! The parent's side.

use crate::wire::{Answer, Made, Request, What};
use crate::{ARGUMENT, Bounds, Recogniser, cause};
use probata_reader::{Options, Picture, Recognised, RecognisedPage};
use probata_report::{Document, Grid, Outcome};
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

/// Starts a child for each file.
#[derive(Debug, Clone)]
pub struct Wall {
    program: PathBuf,
    recogniser: Option<Recogniser>,
}

/// Pages of a file whose words are recognised.
const MOST_PAGES: usize = 2_000;

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
        Ok(Self::of(std::env::current_exe()?))
    }

    /// A wall whose children are another program that calls [`serve`](crate::serve) when it is started with [`ARGUMENT`].
    #[must_use]
    pub fn of(program: PathBuf) -> Self {
        Self { program, recogniser: None }
    }

    /// The same wall, behind which words of pictures are recognised too. The program must then also call
    /// [`recognise`](crate::recognise) when it is started with [`RECOGNISE`](crate::RECOGNISE).
    #[must_use]
    pub fn with(self, recogniser: Recogniser) -> Self {
        Self { recogniser: Some(recogniser), ..self }
    }

    /// Reads a file as [`probata_reader::read`] does; where pages are pictures and there is a [`Recogniser`], their words are
    /// recognised and read too. What held the child stands in the document's reading.
    #[must_use]
    pub fn read(&self, name: &str, bytes: &[u8], options: &Options) -> Document {
        let mut document = self.read_once(name, bytes, options);
        let Some(recogniser) = self.recogniser.as_ref().filter(|_| !document.pictured.is_empty()) else {
            return document;
        };
        let recognised = self.recognise(recogniser, bytes, &document.pictured, options);
        let again = self.read_once(name, bytes, &Options { recognised, ..options.clone() });
        match again.parts[0].outcome.clone() {
            Outcome::Refused(why) => {
                let why = why.into_iter().map(|one| one.why).collect::<Vec<_>>().join(" ");
                document.parts[0].outcome.lacks("recognised words", why);
                document
            }
            _ => again,
        }
    }

    /// Has the words of these pages recognised, as many pages at a time as the machine has hands.
    fn recognise(&self, by: &Recogniser, bytes: &[u8], pages: &[usize], options: &Options) -> Recognised {
        let not = |why: String| Recognised { why_not: Some(why), ..Recognised::default() };
        if options.languages.iter().any(|language| language == "none") {
            return not("it was asked for that no words be recognised".to_owned());
        }
        let known = match by.known() {
            Ok(known) => known,
            Err(why) => return not(why),
        };
        let asked = &pages[..pages.len().min(MOST_PAGES)];
        let next = AtomicUsize::new(0);
        let found: Mutex<Vec<RecognisedPage>> = Mutex::default();
        let hands = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        by.tell(0, asked.len());
        thread::scope(|scope| {
            for _ in 0..hands.min(asked.len()) {
                scope.spawn(|| {
                    while let Some(page) =
                        asked.get(next.fetch_add(1, Ordering::Relaxed)).filter(|_| !by.is_stopped())
                    {
                        let page = self.recognise_page(by, bytes, *page, options);
                        let mut found = found.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                        found.push(page);
                        // In turn, so that the number told only grows.
                        by.tell(found.len(), asked.len());
                    }
                });
            }
        });
        let mut pages = found.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        pages.sort_by_key(|page| page.page);
        let why_not = if by.is_stopped() {
            "you stopped it before this page was reached".to_owned()
        } else {
            format!(
                "the words of {MOST_PAGES} pages of a file are recognised at most: give the rest as a file of its own"
            )
        };
        Recognised { by: known.by.clone(), why_not: Some(why_not), pages }
    }

    fn recognise_page(
        &self,
        by: &Recogniser,
        bytes: &[u8],
        page: usize,
        options: &Options,
    ) -> RecognisedPage {
        let seen = self.picture(bytes, page, 0, options).and_then(|picture| {
            // A picture that is a file of its own is handed on as it is, and cannot be turned.
            let can_turn = picture.density.is_some();
            let again = |turns: u8| self.picture(bytes, page, turns, options).ok().filter(|_| can_turn);
            by.recognise(&self.program, picture, &options.languages, &again)
        });
        match seen {
            Ok(seen) => RecognisedPage {
                page,
                turns: seen.turns,
                turned: seen.turned,
                languages: seen.languages,
                words: Ok(seen.table),
            },
            Err(why) => {
                RecognisedPage { page, turns: 0, turned: false, languages: String::new(), words: Err(why) }
            }
        }
    }

    fn picture(&self, bytes: &[u8], page: usize, turns: u8, options: &Options) -> Result<Picture, String> {
        let options = Options { recognised: Recognised::default(), ..options.clone() };
        let request = Request { what: What::Picture(page, turns), name: String::new(), options };
        match self.ask(&request, bytes)?.made {
            Made::Picture(picture) => picture,
            _ => Err(FAILED.to_owned()),
        }
    }

    fn read_once(&self, name: &str, bytes: &[u8], options: &Options) -> Document {
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
            _ => Err(FAILED.to_owned()),
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
        let request = postcard::to_stdvec(request).unwrap_or_default();
        let length = (request.len() as u64).to_le_bytes();
        match converse(&mut child, &[&length, &request, bytes], Bounds::OUTPUT, Bounds::CLOCK) {
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
pub(crate) struct Silent;

/// Gives a child what it is to take in and takes in what it says, up to one byte more than it may say, and how it ended if it did so by itself.
pub(crate) fn converse(
    child: &mut Child,
    given: &[&[u8]],
    most: u64,
    clock: Duration,
) -> Result<(Vec<u8>, Option<ExitStatus>), Silent> {
    let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else { return Err(Silent) };
    thread::scope(|scope| {
        // A child that has died takes nothing in; what befell it is told by how it ended.
        scope.spawn(move || {
            let _ = given.iter().try_for_each(|part| to.write_all(part));
        });
        let (tell, told) = channel();
        scope.spawn(move || {
            let mut said = Vec::new();
            let _ = from.take(most + 1).read_to_end(&mut said);
            let _ = tell.send(said);
        });
        let said = told.recv_timeout(clock).map_err(|_| Silent);
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
