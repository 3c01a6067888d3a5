//! Where output goes, and how errors are told.

use crate::arguments::Colour;
use anstream::{AutoStream, ColorChoice};
use probata_workpaper::Look;
use std::error::Error;
use std::io::{self, IsTerminal, Write};

/// Standard output.
pub(crate) struct Screen {
    choice: ColorChoice,
    width: Option<u16>,
}

/// Columns of a screen whose width cannot be told, and of files.
const COLUMNS: u16 = 80;

impl Screen {
    pub fn new(colour: Colour, width: Option<u16>) -> Self {
        let choice = match colour {
            Colour::Auto => AutoStream::choice(&io::stdout()),
            Colour::Always => ColorChoice::Always,
            Colour::Never => ColorChoice::Never,
        };
        Self { choice, width }
    }

    /// How to show something here; sensitive things too on a screen, or if they are asked for.
    pub fn look(&self, sensitive: bool, all: bool) -> Look {
        let screen = io::stdout().is_terminal();
        let told = terminal_size::terminal_size().filter(|_| screen).map(|(width, _)| width.0);
        let width = self.width.or(told.map(|columns| columns.clamp(40, 120))).unwrap_or(COLUMNS);
        let colour = self.choice != ColorChoice::Never;
        Look { width: usize::from(width), colour, sensitive: sensitive || screen, all }
    }

    /// True if a person looks at it.
    pub fn is_terminal(&self) -> bool {
        io::stdout().is_terminal()
    }

    /// Writes text.
    pub fn write(&self, text: &str) -> io::Result<()> {
        let mut out = AutoStream::new(io::stdout().lock(), self.choice);
        unless_closed(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
    }

    /// Writes sentences, broken between words.
    #[cfg(feature = "case")]
    pub fn say(&self, text: &str) -> io::Result<()> {
        self.write(&probata_workpaper::sentences(text, &self.look(true, true)))
    }

    /// Writes bytes that are not for eyes.
    pub fn write_raw(&self, bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        unless_closed(out.write_all(bytes).and_then(|()| out.flush()))
    }
}

/// Whoever reads the output may have had enough ("probata audit ... | head"): that is no mistake, and the status stays.
fn unless_closed(written: io::Result<()>) -> io::Result<()> {
    written.or_else(|error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

/// How a text is shown in a file: no colours.
pub(crate) fn file_look(width: Option<u16>, sensitive: bool, all: bool) -> Look {
    Look { width: usize::from(width.unwrap_or(COLUMNS)), colour: false, sensitive, all }
}

/// Tells something on standard error, so that it is in no file or table.
pub(crate) fn remark(said: &str) {
    let mut out = anstream::stderr().lock();
    // There is nobody left to tell if standard error is closed.
    let _ = writeln!(out, "{}", broken(&probata_workpaper::flat(said)));
}

/// One line, or on a screen several, broken between words.
fn broken(line: &str) -> String {
    let width = terminal_size::terminal_size_of(io::stderr()).filter(|_| io::stderr().is_terminal());
    match width {
        Some((width, _)) => {
            let width = usize::from(width.0.clamp(40, 120));
            let look = Look { width, colour: false, sensitive: true, all: true };
            probata_workpaper::sentences(line, &look).trim_end().to_owned()
        }
        None => line.to_owned(),
    }
}

/// Tells something on standard error that is no error: standard output is for the result.
pub(crate) fn tell(text: &str) {
    // There is nobody left to tell if standard error is closed.
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// Tells an error on standard error.
pub(crate) fn complain(error: &dyn Error) {
    let style = anstyle::AnsiColor::Red.on_default().bold();
    let text = broken(&format!("error: {}", probata_workpaper::flat(&error.to_string())));
    let text = text.strip_prefix("error:").unwrap_or(&text);
    let mut out = anstream::stderr().lock();
    // There is nobody left to tell if standard error is closed.
    let _ = writeln!(out, "{style}error:{style:#}{text}");
}
