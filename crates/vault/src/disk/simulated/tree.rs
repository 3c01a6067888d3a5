use super::super::folder_of;
use super::chance::{Chance, Spares};
use super::contents::Contents;
use super::names::Names;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};
use std::ops::Bound;
use std::rc::Rc;

/// Folders, names and files. A file has a number that stays when its name changes; one without a name is kept for whoever writes to it.
#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    /// All but the case itself. They are durable at once.
    folders: Rc<BTreeSet<Rc<str>>>,
    names: Names,
    files: Rc<BTreeMap<u64, Rc<Contents>>>,
    begun: u64,
}

impl Tree {
    pub(super) fn is_folder(&self, path: &str) -> bool {
        path.is_empty() || self.folders.contains(path)
    }

    pub(super) fn paths(&self) -> Vec<String> {
        self.names.now().keys().map(|path| path.to_string()).collect()
    }

    /// The number of a file.
    pub(super) fn file(&self, path: &str) -> io::Result<u64> {
        self.within_folders(path)?;
        if self.is_folder(path) {
            return Err(ErrorKind::IsADirectory.into());
        }
        self.names.now().get(path).copied().ok_or_else(|| ErrorKind::NotFound.into())
    }

    pub(super) fn contents(&self, path: &str) -> io::Result<&Contents> {
        let file = self.file(path)?;
        Ok(self.files.get(&file).expect("a name is of a file"))
    }

    pub(super) fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        match self.folder(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            checked => checked?,
        }
        let within = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let from = (Bound::Included(within.as_str()), Bound::Unbounded);
        let files = self.names.now().range::<str, _>(from).map(|(path, _)| path);
        let folders = self.folders.range::<str, _>(from);
        let inside = |path: &&Rc<str>| path.starts_with(&*within);
        let names =
            files.take_while(inside).chain(folders.take_while(inside)).map(|path| &path[within.len()..]);
        let names: BTreeSet<&str> = names.filter(|name| !name.contains('/')).collect();
        Ok(names.into_iter().map(str::to_owned).collect())
    }

    pub(super) fn make_folder(&mut self, path: &str) -> io::Result<()> {
        if self.names.now().contains_key(path) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        match self.within_folders(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        for folder in above(path).chain([path]).filter(|folder| !folder.is_empty()) {
            Rc::make_mut(&mut self.folders).insert(folder.into());
        }
        Ok(())
    }

    pub(super) fn create(&mut self, path: &str) -> io::Result<u64> {
        self.within_folders(path)?;
        if self.is_folder(path) || self.names.now().contains_key(path) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        let file = self.begun;
        self.begun += 1;
        Rc::make_mut(&mut self.files).insert(file, Rc::default());
        self.names.create(path, file);
        Ok(file)
    }

    pub(super) fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        self.within_folders(from)?;
        self.within_folders(to)?;
        if self.is_folder(from) {
            return Err(ErrorKind::Unsupported.into());
        }
        let file = self.file(from)?;
        if self.is_folder(to) {
            return Err(ErrorKind::IsADirectory.into());
        }
        if from != to {
            self.names.rename(from, to, file);
        }
        Ok(())
    }

    pub(super) fn remove(&mut self, path: &str) -> io::Result<()> {
        self.file(path)?;
        self.names.remove(path);
        Ok(())
    }

    pub(super) fn cut(&mut self, path: &str, length: u64) -> io::Result<()> {
        let file = self.file(path)?;
        let length = usize::try_from(length).map_err(|_| ErrorKind::FileTooLarge)?;
        self.change(file, |contents| contents.cut(length));
        Ok(())
    }

    pub(super) fn sync_folder(&mut self, path: &str) -> io::Result<()> {
        self.folder(path)?;
        self.names.sync_folder(path);
        Ok(())
    }

    pub(super) fn push(&mut self, file: u64, bytes: &[u8]) {
        self.change(file, |contents| contents.push(bytes));
    }

    pub(super) fn sync(&mut self, file: u64) {
        self.change(file, Contents::sync);
    }

    /// A sync of the file failed.
    pub(super) fn doubt(&mut self, file: u64) {
        self.change(file, Contents::doubt);
    }

    /// Puts a file there by no operation, durably.
    pub(super) fn set(&mut self, path: &str, bytes: Vec<u8>) {
        self.make_folder(folder_of(path)).expect("a test puts a file into a folder");
        let file = self.file(path).or_else(|_| self.create(path)).expect("a test puts no file over a folder");
        self.change(file, |contents| *contents = Contents::durable(bytes));
        self.names.sync_path(path);
    }

    /// Takes a file away by no operation, durably; whether it was there.
    pub(super) fn take_away(&mut self, path: &str) -> bool {
        let there = self.remove(path).is_ok();
        self.names.sync_path(path);
        there
    }

    /// What a power failure may leave.
    pub(super) fn after_crash(&self, chance: &mut Chance) -> Self {
        let mut left = self.clone();
        left.names = self.names.after_crash(chance);
        let spares = Spares::by(chance);
        for (file, contents) in self.files.iter().filter(|(_, contents)| !contents.is_durable()) {
            let contents = contents.after_crash(spares, chance);
            Rc::make_mut(&mut left.files).insert(*file, Rc::new(contents));
        }
        left
    }

    fn change(&mut self, file: u64, change: impl FnOnce(&mut Contents)) {
        let contents = Rc::make_mut(&mut self.files).get_mut(&file).expect("a file is never forgotten");
        change(Rc::make_mut(contents));
    }

    /// That a folder is there.
    fn folder(&self, path: &str) -> io::Result<()> {
        self.within_folders(path)?;
        self.step(path)
    }

    /// That all above a path is there.
    fn within_folders(&self, path: &str) -> io::Result<()> {
        above(path).try_for_each(|folder| self.step(folder))
    }

    fn step(&self, folder: &str) -> io::Result<()> {
        if self.is_folder(folder) {
            return Ok(());
        }
        let file = self.names.now().contains_key(folder);
        Err(if file { ErrorKind::NotADirectory } else { ErrorKind::NotFound }.into())
    }
}

/// The folders above a path, from the top.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}
