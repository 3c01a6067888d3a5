//! The machine as a desk.

use probata_casework::{Desk, Entry, EntryKind, Options};
use probata_confine::{Recogniser, Wall};
use probata_report::{Document, Grid};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Status of a program that Ctrl-C ended.
pub(crate) const INTERRUPTED: i32 = 130;

/// What names standard input in place of a file.
const STANDARD_INPUT: &str = "-";

/// This machine's files and clock, and a wall to read behind.
pub(crate) struct Machine {
    began: Instant,
    wall: io::Result<Wall>,
    stopped: Arc<AtomicBool>,
    told: Arc<OnceLock<Box<Tell>>>,
}

/// Told how many pages of a scan are done, of how many.
type Tell = dyn Fn(usize, usize) + Send + Sync;

impl Machine {
    pub fn new() -> Self {
        let (stopped, told): (Arc<AtomicBool>, Arc<OnceLock<Box<Tell>>>) = Default::default();
        let recogniser = tesseract().map(|program| {
            let data =
                std::env::var_os("TESSDATA_PREFIX").map(PathBuf::from).filter(|data| data.is_absolute());
            let to = Arc::clone(&told);
            let tell = move |done, of| to.get().into_iter().for_each(|tell| tell(done, of));
            Recogniser::of(program, data).until(Arc::clone(&stopped)).telling(Arc::new(tell))
        });
        let wall = Wall::new().map(|wall| match recogniser {
            Some(recogniser) => wall.with(recogniser),
            None => wall,
        });
        Self { began: Instant::now(), wall, stopped, told }
    }

    /// From now on Ctrl-C asks to stop and does not end the program; asked twice, it does.
    pub fn listen_for_stop(&self) {
        let stopped = Arc::clone(&self.stopped);
        let heard = ctrlc::set_handler(move || {
            if stopped.swap(true, Ordering::Relaxed) {
                std::process::exit(INTERRUPTED);
            }
        });
        // Without a handler Ctrl-C ends the program, as it does everywhere else.
        drop(heard);
    }

    /// From now on this is told how far the recognising of a scan's words has come. What is said first holds.
    pub fn tell_pages(&self, tell: impl Fn(usize, usize) + Send + Sync + 'static) {
        drop(self.told.set(Box::new(tell)));
    }

    fn wall(&self) -> Result<&Wall, String> {
        let told = |error| format!("The process that reads files cannot be started: {error}.");
        self.wall.as_ref().map_err(told)
    }
}

impl Machine {
    /// Seconds since 1970; 0 if the clock stands before.
    pub fn unix_seconds(&self) -> u64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
    }
}

impl Desk for Machine {
    fn read_file(&self, path: &Path, most: usize) -> io::Result<Vec<u8>> {
        if path == Path::new(STANDARD_INPUT) {
            return whole(io::stdin().lock(), most, 0);
        }
        let file = fs::File::open(path)?;
        let about = file.metadata()?;
        if about.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if about.len() > most as u64 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        whole(file, most, usize::try_from(about.len()).unwrap_or(0))
    }

    fn read_document(&self, name: &str, bytes: &[u8], options: &Options) -> Document {
        match self.wall() {
            Ok(wall) => wall.read(name, bytes, options),
            Err(why) => Document::refused(name, "", why),
        }
    }

    fn read_tables(&self, name: &str, bytes: &[u8], options: &Options) -> Result<Vec<Grid>, String> {
        self.wall()?.tables(name, bytes, options)
    }

    fn hands(&self) -> usize {
        std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
    }

    fn stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    fn open_file(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(fs::File::open(path)?))
    }

    fn modified(&self, path: &Path) -> Option<i64> {
        let since = fs::metadata(path).ok()?.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        i64::try_from(since.as_micros()).ok()
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            let kind = kind_of(entry.file_type()?, &path);
            entries.push(Entry { path, kind });
        }
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(entries)
    }

    fn kind(&self, path: &Path) -> io::Result<EntryKind> {
        Ok(kind_of(fs::metadata(path)?.file_type(), path))
    }

    fn link(&self, path: &Path) -> Option<PathBuf> {
        fs::read_link(path).ok()
    }

    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn absolute(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize().or_else(|_| std::path::absolute(path))
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
        let (draft, mut file) = fresh(folder, &name)?;
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        drop(file);
        let placed = written.and_then(|()| fs::rename(&draft, path));
        if placed.is_err() {
            // Nothing can be done if it stays; the error that matters is the first one.
            let _ = fs::remove_file(&draft);
        }
        placed
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = new_file(path)?;
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        if written.is_err() {
            drop(file);
            // Nothing can be done if it stays; the error that matters is the first one.
            let _ = fs::remove_file(path);
        }
        written
    }

    fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }
}

/// What the system says that lies at a path.
fn kind_of(kind: fs::FileType, path: &Path) -> EntryKind {
    match () {
        () if kind.is_file() => EntryKind::File,
        () if kind.is_dir() => EntryKind::Folder,
        () if kind.is_symlink() => kind_of_link(path),
        () => special(kind),
    }
}

fn kind_of_link(path: &Path) -> EntryKind {
    let to = fs::read_link(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(path) {
        Ok(there) if there.is_file() => EntryKind::LinkToFile(to),
        Ok(there) if there.is_dir() => EntryKind::LinkToFolder(to),
        Ok(_) => EntryKind::OtherLink(to),
        Err(error) if error.kind() == io::ErrorKind::NotFound => EntryKind::BrokenLink(to),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => EntryKind::OtherLink(to),
        // Too many links after each other; the standard library has no stable word for it.
        Err(_) => EntryKind::LinkLoop(to),
    }
}

#[cfg(unix)]
fn special(kind: fs::FileType) -> EntryKind {
    use std::os::unix::fs::FileTypeExt;
    match () {
        () if kind.is_fifo() => EntryKind::Pipe,
        () if kind.is_socket() => EntryKind::Socket,
        () => EntryKind::Device,
    }
}

#[cfg(not(unix))]
fn special(_: fs::FileType) -> EntryKind {
    EntryKind::Device
}

/// Where systems put programs that a person installs, before what the person's own list of folders says.
const PROGRAMS: [&str; 6] = [
    "/usr/bin",
    "/usr/local/bin",
    "/opt/homebrew/bin",
    "/opt/local/bin",
    "C:\\Program Files\\Tesseract-OCR",
    "C:\\Program Files (x86)\\Tesseract-OCR",
];

/// The program that recognises words in pictures, if it is installed. No folder that depends on where one stands is looked in.
fn tesseract() -> Option<PathBuf> {
    let name = if cfg!(windows) { "tesseract.exe" } else { "tesseract" };
    let listed = std::env::var_os("PATH").unwrap_or_default();
    let fixed = PROGRAMS.iter().map(PathBuf::from);
    let all = fixed.chain(std::env::split_paths(&listed)).filter(|folder| folder.is_absolute());
    all.map(|folder| folder.join(name)).find(|program| program.is_file())
}

/// All bytes of a file or pipe. A pipe has no length, and a file may grow while it is read.
fn whole(from: impl Read, most: usize, expected: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(expected);
    from.take(most as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// A new file beside the one to be replaced, readable by this person only until it is in place.
fn fresh(folder: &Path, name: &str) -> io::Result<(PathBuf, fs::File)> {
    for turn in 0..64 {
        let draft = folder.join(format!(".{name}.{}-{turn}.part", std::process::id()));
        match new_file(&draft) {
            Ok(file) => return Ok((draft, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// A new file that this person alone may read.
fn new_file(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
