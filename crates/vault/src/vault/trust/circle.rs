use super::past::Past;
use crate::{Header, Id};

/// Who was added to the case or to a compartment, and who was removed, by entries that count.
#[derive(Default, Clone, PartialEq)]
pub(super) struct Circle<'e> {
    /// Whom, and by which entry.
    pub(super) added: Vec<(Id, &'e Header)>,
    /// Whom, by whom, and by which entry.
    pub(super) removed: Vec<(Id, Id, &'e Header)>,
    /// Who was taken back into the case, and by which entry.
    pub(super) lifted: Vec<(Id, &'e Header)>,
}

impl<'e> Circle<'e> {
    /// True if somebody ever belonged to it.
    pub(super) fn has(&self, who: Id) -> bool {
        self.added.iter().any(|(added, _)| *added == who)
    }

    pub(super) fn has_removal(&self, header: &Header) -> bool {
        self.removed.iter().any(|(_, _, removal)| *removal == header)
    }

    /// Removals of somebody that were not taken back: a later addition or readmission that knows of it, or a readmission that the removal did not
    /// know of, takes it back.
    fn removals<'c>(&'c self, who: Id, past: &'c Past) -> impl Iterator<Item = &'e Header> + use<'c, 'e> {
        let of_them = self.removed.iter().filter(move |(removed, ..)| *removed == who);
        of_them.map(|(.., removal)| *removal).filter(move |removal| {
            !self.lifted.iter().any(|(lifted, header)| *lifted == who && !past.has(removal, header))
        })
    }

    /// True if somebody belongs to it now: of an addition and a removal that did not know of each other, the removal wins.
    pub(super) fn is_in(&self, who: Id, past: &Past) -> bool {
        let mut additions = self.added.iter().filter(|(added, _)| *added == who);
        additions.any(|(_, addition)| self.removals(who, past).all(|removal| past.has(addition, removal)))
    }

    /// True if an entry of somebody was seen by whoever removed them, or came when they were back.
    pub(super) fn allows(&self, who: Id, header: &Header, past: &Past) -> bool {
        let is_back = |removal: &Header| {
            let mut additions = self.added.iter().filter(|(added, _)| *added == who);
            additions.any(|(_, addition)| past.has(addition, removal) && past.has(header, addition))
        };
        let is_seen = |removal: &Header| past.has(removal, header) || removal == header;
        self.removals(who, past).all(|removal| is_seen(removal) || is_back(removal))
    }

    /// True if somebody who removes another belongs to it as far as they know.
    pub(super) fn may_remove(&self, author: Id, header: &Header, past: &Past) -> bool {
        let is_known = |removal: &Header| past.has(header, removal) && removal != header;
        self.allows(author, header, past) || !self.removals(author, past).any(is_known)
    }

    /// True if an entry was written when nobody was left: all who were added without knowing of it were removed.
    pub(super) fn is_nobody_left(&self, header: &Header, past: &Past) -> bool {
        let before = self.added.iter().filter(|(_, addition)| !past.has(addition, header));
        let is_removed = |who: Id| {
            let mut removals = self.removed.iter().filter(|(removed, ..)| *removed == who);
            removals.any(|(.., removal)| !past.has(removal, header))
        };
        before.map(|(who, _)| *who).all(is_removed)
    }

    /// True if somebody was removed and nobody but the remover removed others in the knowledge of it.
    pub(super) fn is_contested(&self, who: Id, past: &Past) -> bool {
        let mut removals = self.removed.iter().filter(|(removed, ..)| *removed == who).peekable();
        let is_settled = |by: Id, removal: &Header| {
            self.removed.iter().any(|(_, author, later)| *author != by && past.has(later, removal))
        };
        removals.peek().is_some() && removals.all(|(_, by, removal)| !is_settled(*by, removal))
    }
}
