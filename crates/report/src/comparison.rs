use crate::Coverage;
use probata_vocabulary::CarriedBy;

/// A sentence in two drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aligned {
    /// Index in the earlier draft.
    pub old: usize,
    /// Index in the later draft.
    pub new: usize,
    /// True if its words are the same; signs and note marks do not count.
    pub same: bool,
    /// True if it stands in another order than the sentences around it.
    pub moved: bool,
}

/// How a draft differs from an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// Coverage of the earlier draft.
    pub before: Coverage,
    /// Coverage of the later draft.
    pub after: Coverage,
    /// Sentences in both, in order of the later draft.
    pub aligned: Vec<Aligned>,
    /// What differs in sentences of both, in order of the later draft; moved alone is a difference too.
    pub changed: Vec<Changed>,
    /// Sentences of the earlier draft that are gone.
    pub gone: Vec<usize>,
    /// Sentences that only the later draft has.
    pub added: Vec<usize>,
    /// Findings of the earlier draft that went, as indices.
    pub findings_gone: Vec<usize>,
    /// Findings that only the later draft has, as indices.
    pub findings_added: Vec<usize>,
    /// Findings in both: earlier and later index.
    pub findings_stayed: Vec<(usize, usize)>,
}

/// A sentence that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The sentence.
    pub aligned: Aligned,
    /// What differs in it; none if it only moved.
    pub differences: Vec<Difference>,
}

impl Changed {
    /// True if the later draft says it more firmly, false if less; none if neither, or both at once.
    pub fn firmer(&self) -> Option<bool> {
        let mut grades = self.differences.iter().filter_map(Difference::firmer);
        let first = grades.next()?;
        grades.all(|other| other == first).then_some(first)
    }
}

/// What differs in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// Other words that none of the following explains.
    Reworded,
    /// A word of doubt went: the sentence is firmer.
    HedgeGone(String),
    /// A word of doubt was added: the sentence is weaker.
    HedgeAdded(String),
    /// Somebody said it, now the report says it: the sentence is firmer.
    SourceGone(String),
    /// Now somebody says it: the sentence is weaker.
    SourceAdded(String),
    /// A number, date or amount went.
    NumberGone(String),
    /// A number, date or amount was added.
    NumberAdded(String),
    /// Somebody or something is no longer named.
    NameGone(String),
    /// Somebody or something is named now.
    NameAdded(String),
    /// Something else carries it.
    Carried(CarriedBy, CarriedBy),
}

impl Difference {
    /// True if the later draft says it more firmly, false if less, none if neither.
    pub fn firmer(&self) -> Option<bool> {
        match self {
            Self::HedgeGone(_) | Self::SourceGone(_) => Some(true),
            Self::HedgeAdded(_) | Self::SourceAdded(_) => Some(false),
            _ => None,
        }
    }
}
