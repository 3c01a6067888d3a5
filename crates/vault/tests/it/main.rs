//! A case on a disk: what is entered stays, what is altered is named, what is interrupted harms nothing.

mod altered;
mod backup;
mod case;
mod compartments;
mod copies;
mod faults;
mod field;
mod format;
mod life;
mod opened;
mod recovery;
mod rekey;
