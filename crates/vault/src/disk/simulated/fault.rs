use std::io;

/// What goes wrong, and at which operation. Operations are numbered from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The power fails before this operation takes effect: it and all later ones fail. See [`Fault::is_stop`].
    Stop {
        /// The operation.
        at: u64,
    },
    /// From this operation on there is no room ([`io::ErrorKind::StorageFull`]) for writes, new files and folders; a write at it leaves a first
    /// part of its bytes. If it is a sync or a rename it fails too, as
    /// with [`Fault::Error`]: room may be found missing as late as that.
    Full {
        /// The operation.
        at: u64,
    },
    /// This operation fails and does nothing. After a failed sync of a file, what it should have made durable may be lost even if a later sync
    /// succeeds, as on Linux; names that a failed sync of a folder left are made durable by the next.
    Error {
        /// The operation.
        at: u64,
    },
    /// This operation and all later ones fail, as [`Fault::Error`] does once.
    Broken {
        /// The operation.
        at: u64,
    },
}

const STOPPED: &str = "simulated: the power failed";
const FAILED: &str = "simulated: input/output error";

impl Fault {
    /// Whether this is what an operation says after [`Fault::Stop`].
    #[must_use]
    pub fn is_stop(error: &io::Error) -> bool {
        error.to_string() == STOPPED
    }

    /// Whether it befalls an operation.
    pub(super) fn befalls(self, number: u64, act: Act) -> bool {
        match self {
            Self::Stop { at } | Self::Broken { at } => number >= at,
            Self::Error { at } => number == at,
            Self::Full { at } if number == at => matches!(act, Act::Grow | Act::Sync | Act::Rename),
            Self::Full { at } => number > at && act == Act::Grow,
        }
    }
}

impl From<Fault> for io::Error {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Stop { .. } => Self::other(STOPPED),
            Fault::Full { .. } => io::ErrorKind::StorageFull.into(),
            Fault::Error { .. } | Fault::Broken { .. } => Self::other(FAILED),
        }
    }
}

/// What an operation needs of a disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Reads, lengths, lists.
    Look,
    /// To open for writing what is there.
    Open,
    /// To write, or to begin a file or folder.
    Grow,
    /// To make durable.
    Sync,
    Rename,
    /// To remove or to cut.
    Shrink,
}
