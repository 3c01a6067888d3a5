use super::super::folder_of;
use super::chance::{Chance, Spares};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Which file has a path.
pub(super) type Table = BTreeMap<Rc<str>, u64>;

/// The names of files: as they are, as they are durable, and what happened in between.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    now: Rc<Table>,
    durable: Rc<Table>,
    changes: Vec<Change>,
}

/// A creation gives a name, a removal takes one, a rename does both at once.
#[derive(Debug, Clone)]
struct Change {
    taken: Option<Rc<str>>,
    given: Option<(Rc<str>, u64)>,
}

impl Change {
    fn paths(&self) -> impl Iterator<Item = &Rc<str>> {
        self.taken.iter().chain(self.given.iter().map(|(path, _)| path))
    }

    fn folders(&self) -> BTreeSet<&str> {
        self.paths().map(|path| folder_of(path)).collect()
    }

    /// The folder whose sync makes it durable: of a rename, the one to which the file went.
    fn home(&self) -> Option<&str> {
        self.paths().last().map(|path| folder_of(path))
    }

    fn touches(&self, paths: &BTreeSet<Rc<str>>) -> bool {
        self.paths().any(|path| paths.contains(path))
    }

    fn make(&self, table: &mut Table) {
        if let Some(path) = &self.taken {
            table.remove(path);
        }
        if let Some((path, file)) = &self.given {
            table.insert(Rc::clone(path), *file);
        }
    }
}

impl Names {
    /// These, and no others.
    fn durable(table: Rc<Table>) -> Self {
        Self { now: Rc::clone(&table), durable: table, changes: Vec::new() }
    }

    pub(super) fn now(&self) -> &Table {
        &self.now
    }

    pub(super) fn create(&mut self, path: &str, file: u64) {
        self.change(Change { taken: None, given: Some((path.into(), file)) });
    }

    pub(super) fn remove(&mut self, path: &str) {
        self.change(Change { taken: Some(path.into()), given: None });
    }

    pub(super) fn rename(&mut self, from: &str, to: &str, file: u64) {
        self.change(Change { taken: Some(from.into()), given: Some((to.into(), file)) });
    }

    fn change(&mut self, change: Change) {
        change.make(Rc::make_mut(&mut self.now));
        self.changes.push(change);
    }

    pub(super) fn sync_folder(&mut self, folder: &str) {
        self.settle(BTreeSet::new(), Some(folder));
    }

    /// Makes all that happened to one name durable.
    pub(super) fn sync_path(&mut self, path: &str) {
        self.settle(BTreeSet::from([path.into()]), None);
    }

    /// Makes changes durable, and before them those they build on: earlier ones of the same names.
    fn settle(&mut self, mut paths: BTreeSet<Rc<str>>, folder: Option<&str>) {
        let (mut settled, mut open) = (Vec::new(), Vec::new());
        for change in self.changes.drain(..).rev() {
            if (folder.is_some() && change.home() == folder) || change.touches(&paths) {
                paths.extend(change.paths().cloned());
                settled.push(change);
            } else {
                open.push(change);
            }
        }
        let durable = Rc::make_mut(&mut self.durable);
        settled.iter().rev().for_each(|change| change.make(durable));
        open.reverse();
        self.changes = open;
    }

    /// What a power failure may leave.
    pub(super) fn after_crash(&self, chance: &mut Chance) -> Self {
        let mut durable = Rc::clone(&self.durable);
        let kept = match Spares::by(chance) {
            Spares::All => vec![true; self.changes.len()],
            Spares::Nothing => vec![false; self.changes.len()],
            Spares::Some if chance.coin() => self.kept_in_order(chance),
            Spares::Some => self.kept_in_any_order(chance),
        };
        for (change, _) in self.changes.iter().zip(kept).filter(|(_, kept)| *kept) {
            change.make(Rc::make_mut(&mut durable));
        }
        Self::durable(durable)
    }

    /// A journal: in each folder, the first so many changes.
    fn kept_in_order(&self, chance: &mut Chance) -> Vec<bool> {
        let mut left: BTreeMap<&str, usize> = BTreeMap::new();
        for folder in self.changes.iter().flat_map(Change::folders) {
            *left.entry(folder).or_default() += 1;
        }
        left.values_mut().for_each(|left| *left = chance.below(*left + 1));
        let mut kept = Vec::new();
        for change in &self.changes {
            let keep = change.folders().iter().all(|folder| left[folder] > 0);
            for folder in change.folders() {
                left.entry(folder).and_modify(|left| *left = if keep { *left - 1 } else { 0 });
            }
            kept.push(keep);
        }
        kept
    }

    /// Any changes, but none that builds on a lost one.
    fn kept_in_any_order(&self, chance: &mut Chance) -> Vec<bool> {
        let mut lost = BTreeSet::new();
        let keep = |change: &Change| {
            let keep = chance.coin() && !change.touches(&lost);
            if !keep {
                lost.extend(change.paths().cloned());
            }
            keep
        };
        self.changes.iter().map(keep).collect()
    }
}
