use probata_casework::{Desk, Entry, EntryKind};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

/// Files by their path from the root; `/home/mira` is where the person is.
#[derive(Default)]
pub struct Memory(pub Mutex<BTreeMap<PathBuf, Vec<u8>>>);

impl Memory {
    pub fn with(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| (whole(Path::new(path)), text.as_bytes().to_vec()));
        Self(Mutex::new(files.collect()))
    }
}

fn whole(path: &Path) -> PathBuf {
    Path::new("/home/mira").join(path)
}

impl Desk for Memory {
    fn read_file(&self, path: &Path, most: usize) -> io::Result<Vec<u8>> {
        let path = whole(path);
        let files = self.0.lock().expect("no test has failed while holding it");
        if files.keys().any(|file| file != &path && file.starts_with(&path)) {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let bytes = files.get(&path).ok_or(io::ErrorKind::NotFound)?;
        if bytes.len() > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes.clone()) }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let from = whole(folder);
        let mut entries: Vec<Entry> = Vec::new();
        for file in self.0.lock().expect("no test has failed while holding it").keys() {
            let Some(name) = file.strip_prefix(&from).ok().and_then(|inside| inside.components().next())
            else {
                continue;
            };
            let path = folder.join(name);
            let kind = if whole(&path) == *file { EntryKind::File } else { EntryKind::Folder };
            let entry = Entry { path, kind };
            if entries.last() != Some(&entry) {
                entries.push(entry);
            }
        }
        if entries.is_empty() { Err(io::ErrorKind::NotFound.into()) } else { Ok(entries) }
    }

    fn hands(&self) -> usize {
        3
    }

    fn is_file(&self, path: &Path) -> bool {
        self.0.lock().expect("no test has failed while holding it").contains_key(&whole(path))
    }

    fn absolute(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(whole(path))
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.0.lock().expect("no test has failed while holding it").insert(whole(path), bytes.to_vec());
        Ok(())
    }

    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }
}
