//! Whose members may open what.

use crate::Id;
use probata_seal::Digest;
use std::collections::BTreeSet;

/// A part of a case that opens for its own members only. The main one opens for every member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compartment {
    /// Which.
    pub id: Id,
    /// Its number: 0 for the main one, and from 1 in the order in which they were begun.
    pub number: u32,
    /// Its name; none for the main one, and where it is closed.
    pub name: Option<String>,
    /// It is kept out of the evidence: its entries stand in logs of their own.
    pub is_privileged: bool,
    /// Who belongs to it; empty where it is closed.
    pub members: Vec<Id>,
    /// It opens for whoever reads.
    pub is_open: bool,
    /// Its epochs, as entries began them.
    pub(crate) epochs: Vec<Begun>,
}

/// An epoch that an entry began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Begun {
    pub number: u32,
    pub envelope: Digest,
    /// For whom its envelope is.
    pub members: BTreeSet<Id>,
}

impl Compartment {
    pub(crate) fn main(id: Id) -> Self {
        Self {
            id,
            number: 0,
            name: None,
            is_privileged: false,
            members: Vec::new(),
            is_open: true,
            epochs: Vec::new(),
        }
    }

    /// The number of the newest epoch; 0 if none was begun.
    pub(crate) fn newest(&self) -> u32 {
        self.epochs.iter().map(|epoch| epoch.number).max().unwrap_or(0)
    }

    /// Epochs of the newest number: several if they were begun without knowing of each other.
    pub(crate) fn tops(&self) -> impl Iterator<Item = &Begun> {
        let newest = self.newest();
        self.epochs.iter().filter(move |epoch| epoch.number == newest)
    }
}
