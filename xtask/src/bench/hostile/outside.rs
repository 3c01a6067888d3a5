//! What a hostile file may not reach: a file, a server, and everything else in the folder.

use crate::place;
use probata_testkit::bomb::Reach;
use std::collections::BTreeMap;
use std::fs::{self, File, FileTimes};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

/// Words that stand in no other file.
const SECRET: &str = "the name that nobody may read is Ilan Kostrov-4f1d";

/// A temporary folder, removed when this goes.
pub struct Outside {
    folder: PathBuf,
    server: TcpListener,
    reach: Reach,
    tells_reads: bool,
}

/// Every file of the folder with its length and its time of change.
pub type Seen = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

impl Outside {
    /// Makes the folder, the secret and the server.
    pub fn new() -> Result<Self, String> {
        let folder = std::env::temp_dir().join(format!("probata-hostile-{}", std::process::id()));
        let secret = folder.join("secret.txt");
        place::save(&secret, SECRET)?;
        for name in ["work", "home", "tmp"] {
            place::save(&folder.join(name).join("kept.txt"), "kept")?;
        }
        let server = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
        server.set_nonblocking(true).map_err(|error| error.to_string())?;
        let port = server.local_addr().map_err(|error| error.to_string())?.port();
        let reach = Reach {
            path: secret.to_string_lossy().into_owned(),
            file: format!("file://{}", secret.display()),
            server: format!("http://127.0.0.1:{port}"),
        };
        // Does this file system note that a file was read?
        age(&secret)?;
        let _ = fs::read(&secret);
        let tells_reads = was_read(&secret);
        age(&secret)?;
        Ok(Self { folder, server, reach, tells_reads })
    }

    /// What files may try to reach.
    pub fn reach(&self) -> &Reach {
        &self.reach
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// An empty folder in it.
    pub fn fresh(&self, name: &str) -> Result<PathBuf, String> {
        let folder = self.folder.join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).map_err(|error| place::told(&folder, &error))?;
        Ok(folder)
    }

    /// Where the command works, so that what it writes by a relative path, into its home or among temporary files is seen.
    pub fn confine(&self, command: &mut Command) {
        command
            .current_dir(self.folder.join("work"))
            .env("HOME", self.folder.join("home"))
            .env("TMPDIR", self.folder.join("tmp"))
            .env_remove("XDG_CONFIG_HOME");
    }

    /// Everything in the folder.
    pub fn seen(&self) -> Result<Seen, String> {
        let (mut seen, mut waiting) = (Seen::new(), vec![self.folder.clone()]);
        while let Some(folder) = waiting.pop() {
            for entry in fs::read_dir(&folder).map_err(|error| place::told(&folder, &error))?.flatten() {
                let Ok(about) = entry.metadata() else { continue };
                if about.is_dir() {
                    waiting.push(entry.path());
                }
                let length = if about.is_dir() { 0 } else { about.len() };
                seen.insert(entry.path(), (length, about.modified().ok()));
            }
        }
        // The folder itself changes as the command's output is caught in it.
        seen.remove(&self.folder);
        Ok(seen)
    }

    /// What is there now and was not, or is other than it was; and whether the secret was read.
    pub fn changed(&self, before: &Seen) -> Result<Vec<String>, String> {
        let now = self.seen()?;
        let differs = |path: &&PathBuf| now.get(*path) != before.get(*path);
        let paths = now.keys().chain(before.keys().filter(|path| !now.contains_key(*path)));
        let mut all: Vec<String> =
            paths.filter(differs).map(|path| format!("{} was written or removed", path.display())).collect();
        let secret = Path::new(&self.reach.path);
        if self.tells_reads && was_read(secret) {
            all.push("the file that nobody may read was read".to_owned());
            age(secret)?;
        }
        Ok(all)
    }

    /// True if somebody called the server.
    pub fn calls(&self) -> bool {
        self.server.accept().is_ok()
    }

    /// True if some text holds what the secret says.
    pub fn is_told(&self, text: &str) -> bool {
        text.contains(SECRET)
    }

    /// How what was read is known.
    pub fn told(&self) -> &'static str {
        if self.tells_reads {
            "reading outside: by the time of last access of a file beside, and by its words in the output"
        } else {
            "reading outside: by a file's words in the output only, since this file system does not note when files are read"
        }
    }
}

impl Drop for Outside {
    fn drop(&mut self) {
        // It lies among temporary files; if it stays, nothing is harmed.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A time so long ago that any reading is noted.
fn long_ago() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000)
}

fn age(path: &Path) -> Result<(), String> {
    let file = File::options().append(true).open(path).map_err(|error| place::told(path, &error))?;
    let times = FileTimes::new().set_accessed(long_ago());
    file.set_times(times).map_err(|error| place::told(path, &error))
}

fn was_read(path: &Path) -> bool {
    fs::metadata(path).and_then(|about| about.accessed()).is_ok_and(|accessed| accessed != long_ago())
}
