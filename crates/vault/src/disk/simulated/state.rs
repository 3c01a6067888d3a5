use super::chance::Chance;
use super::fault::{Act, Fault};
use super::tree::Tree;
use std::io;

/// The files and what befalls them.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) tree: Tree,
    pub(super) operations: u64,
    pub(super) faults: Vec<Fault>,
    /// The file and the bytes of the write that a stop cut short.
    pub(super) in_flight: Option<(u64, Vec<u8>)>,
    pub(super) read_only: bool,
    pub(super) locked: bool,
}

impl State {
    pub(super) fn of(tree: Tree) -> Self {
        Self { tree, ..Self::default() }
    }

    /// Counts an operation; whether it may go on.
    pub(super) fn begin(&mut self, act: Act) -> io::Result<()> {
        self.count(act)?;
        self.writable(act)
    }

    pub(super) fn write(&mut self, file: u64, bytes: &[u8]) -> io::Result<()> {
        let number = self.operations;
        if let Err(fault) = self.count(Act::Grow) {
            match fault {
                Fault::Stop { at } if at == number => self.in_flight = Some((file, bytes.to_vec())),
                Fault::Full { at } if at == number => {
                    self.tree.push(file, &bytes[..Chance::of(at).below(bytes.len().max(1))]);
                }
                _ => {}
            }
            return Err(fault.into());
        }
        self.writable(Act::Grow)?;
        self.tree.push(file, bytes);
        Ok(())
    }

    pub(super) fn sync(&mut self, file: u64) -> io::Result<()> {
        let synced = self.count(Act::Sync);
        match synced {
            Ok(()) => self.tree.sync(file),
            Err(Fault::Stop { .. }) => {}
            Err(_) => self.tree.doubt(file),
        }
        Ok(synced?)
    }

    /// Gives the operation its number; the fault that befalls it, a stop before all others.
    fn count(&mut self, act: Act) -> Result<(), Fault> {
        let number = self.operations;
        self.operations += 1;
        let befalling = self.faults.iter().filter(|fault| fault.befalls(number, act));
        befalling.min_by_key(|fault| !matches!(fault, Fault::Stop { .. })).map_or(Ok(()), |fault| Err(*fault))
    }

    fn writable(&self, act: Act) -> io::Result<()> {
        let needed = !matches!(act, Act::Look | Act::Sync);
        if self.read_only && needed { Err(io::ErrorKind::ReadOnlyFilesystem.into()) } else { Ok(()) }
    }
}
