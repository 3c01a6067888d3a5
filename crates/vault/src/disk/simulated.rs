//! A disk in memory: it stops, tears, fills up and fails where a test says, and shows what a power failure may leave.
//!
//! Invariant: nothing here is chance. The same calls, faults and seeds give the same bytes.
//! Invariant: what [`Disk`] promises to be durable is there after every crash; what it does not promise, each seed decides.

mod chance;
mod contents;
mod fault;
mod names;
mod state;
#[cfg(test)]
mod tests;
mod tree;

pub use fault::Fault;

use super::{Disk, Lock, Write};
use chance::Chance;
use fault::Act;
use state::State;
use std::cell::RefCell;
use std::io;
use std::rc::Rc;

/// A case in memory.
///
/// A clone is a copy of the folder as it is now: its operations are numbered from 0 again, no fault is set, and what was not durable is not
/// durable there either. For a second hand on the same disk there is [`Simulated::handle`].
///
/// Incomplete: a folder cannot be renamed, and [`Disk::lock`] leaves no file.
#[derive(Debug, Default)]
pub struct Simulated {
    state: Rc<RefCell<State>>,
}

impl Clone for Simulated {
    fn clone(&self) -> Self {
        State::of(self.state.borrow().tree.clone()).into()
    }
}

impl From<State> for Simulated {
    fn from(state: State) -> Self {
        Self { state: Rc::new(RefCell::new(state)) }
    }
}

impl Simulated {
    /// An empty folder.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same disk in a second hand, for a test that gave the first away.
    #[must_use]
    pub fn handle(&self) -> Self {
        Self { state: Rc::clone(&self.state) }
    }

    /// Sets a fault beside those that are set.
    #[must_use]
    pub fn with(self, fault: Fault) -> Self {
        self.strike(fault);
        self
    }

    /// As [`Simulated::with`], on a disk in use: its next operation has the number [`Simulated::operations`].
    pub fn strike(&self, fault: Fault) {
        self.state.borrow_mut().faults.push(fault);
    }

    /// Takes all faults back but [`Fault::Stop`]: there is room again, and the disk works.
    pub fn mended(&self) {
        self.state.borrow_mut().faults.retain(|fault| matches!(fault, Fault::Stop { .. }));
    }

    /// How many operations were asked for, those that failed and those that only read among them.
    #[must_use]
    pub fn operations(&self) -> u64 {
        self.state.borrow().operations
    }

    /// Whether nothing can be written. What is open stays open.
    pub fn read_only(&self, read_only: bool) {
        self.state.borrow_mut().read_only = read_only;
    }

    /// Whether another process writes to the case.
    pub fn locked_by_another(&self, locked: bool) {
        self.state.borrow_mut().locked = locked;
    }

    /// A new disk, as this one may look when the power failed now. All that is on it is durable.
    ///
    /// Writes that were not synced are kept, lost or torn at sectors of 512 bytes, each by itself; names whose folder was not synced come and
    /// go. Of a write that [`Fault::Stop`] cut short, any first part of its bytes had begun its way.
    #[must_use]
    pub fn after_crash(&self, seed: u64) -> Self {
        let state = self.state.borrow();
        let mut chance = Chance::of(seed);
        let mut tree = state.tree.clone();
        if let Some((file, bytes)) = &state.in_flight {
            tree.push(*file, &bytes[..chance.below(bytes.len() + 1)]);
        }
        State::of(tree.after_crash(&mut chance)).into()
    }

    /// A new disk, as this one is when the process was killed now: nothing is lost, nor is it more durable than before.
    ///
    /// Nothing of a write that [`Fault::Stop`] cut short is there.
    #[must_use]
    pub fn as_it_is(&self) -> Self {
        self.clone()
    }

    /// All files, sorted. This and the following are no operations: no fault strikes them.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        self.state.borrow().tree.paths()
    }

    /// What is in a file, none if it is not there.
    #[must_use]
    pub fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        let state = self.state.borrow();
        let contents = state.tree.contents(path).ok()?;
        Some(contents.range(0, contents.length()))
    }

    /// Puts bytes in a file in place of what was there, durably; makes it and its folder if they are not there.
    ///
    /// Panics if a folder has the path, or a file has the folder's.
    pub fn set(&self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.state.borrow_mut().tree.set(path, bytes.into());
    }

    /// Takes a file away, durably; whether it was there.
    pub fn take_away(&self, path: &str) -> bool {
        self.state.borrow_mut().tree.take_away(path)
    }

    fn writing(&self, file: u64) -> Box<dyn Write + '_> {
        Box::new(Writing { state: &self.state, file })
    }
}

impl Disk for Simulated {
    fn create(&self, path: &str) -> io::Result<Box<dyn Write + '_>> {
        let mut state = self.state.borrow_mut();
        state.begin(Act::Grow)?;
        Ok(self.writing(state.tree.create(path)?))
    }

    fn append(&self, path: &str) -> io::Result<Box<dyn Write + '_>> {
        let mut state = self.state.borrow_mut();
        let there = state.tree.file(path);
        state.begin(if there.is_ok() { Act::Open } else { Act::Grow })?;
        match there {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Ok(self.writing(state.tree.create(path)?))
            }
            there => Ok(self.writing(there?)),
        }
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.read_at(path, 0, usize::MAX)
    }

    fn read_at(&self, path: &str, from: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut state = self.state.borrow_mut();
        state.begin(Act::Look)?;
        Ok(state.tree.contents(path)?.range(from, length))
    }

    fn length(&self, path: &str) -> io::Result<Option<u64>> {
        let mut state = self.state.borrow_mut();
        state.begin(Act::Look)?;
        match state.tree.contents(path) {
            Ok(contents) => Ok(Some(contents.length() as u64)),
            Err(error) => match error.kind() {
                io::ErrorKind::NotFound | io::ErrorKind::IsADirectory => Ok(None),
                _ => Err(error),
            },
        }
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let mut state = self.state.borrow_mut();
        state.begin(Act::Look)?;
        state.tree.list(folder)
    }

    fn make_folder(&self, path: &str) -> io::Result<()> {
        let mut state = self.state.borrow_mut();
        let there = state.tree.is_folder(path);
        state.begin(if there { Act::Look } else { Act::Grow })?;
        state.tree.make_folder(path)
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let mut state = self.state.borrow_mut();
        state.begin(Act::Rename)?;
        state.tree.rename(from, to)
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        let mut state = self.state.borrow_mut();
        state.begin(Act::Shrink)?;
        state.tree.remove(path)
    }

    fn cut(&self, path: &str, length: u64) -> io::Result<()> {
        let mut state = self.state.borrow_mut();
        state.begin(Act::Shrink)?;
        state.tree.cut(path, length)
    }

    fn sync_folder(&self, path: &str) -> io::Result<()> {
        let mut state = self.state.borrow_mut();
        state.begin(Act::Sync)?;
        state.tree.sync_folder(path)
    }

    fn lock(&self) -> io::Result<Option<Lock>> {
        let mut state = self.state.borrow_mut();
        state.begin(Act::Open)?;
        Ok((!state.locked).then_some(Lock { _file: None }))
    }
}

struct Writing<'a> {
    state: &'a RefCell<State>,
    file: u64,
}

impl Write for Writing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.state.borrow_mut().write(self.file, bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.state.borrow_mut().sync(self.file)
    }
}
