use serde::{Deserialize, Serialize};

/// A table as it was read from a file: rows of cells, with the number that the file's program shows for each row.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Grid {
    /// What a person calls it: `sheet "Facts"`, `table 1`.
    pub name: String,
    /// Rows that hold something, in order: number from 1, and cells from the first column on.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// A sentence that a person has checked against what it stands on, as a filled fact-check sheet says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Index of the sentence; of a stale check, the sentence that the checked one became, if that is known.
    pub sentence: Option<usize>,
    /// The sentence as it was checked.
    pub words: String,
    /// Where the person has seen what it says.
    pub seen_in: String,
    /// Who.
    pub by: String,
    /// When, as written in the sheet.
    pub at: String,
    /// The sheet's file.
    pub file: String,
    /// The table in it and the row: `sheet "Facts", row 12`.
    pub place: String,
}

/// What filled fact-check sheets say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checks {
    /// The sheets' files.
    pub files: Vec<String>,
    /// Checks of sentences that stand as they were checked, in order of sentence.
    pub checked: Vec<Check>,
    /// Checks that do not count any more, each with why.
    pub stale: Vec<(Check, String)>,
    /// Rows that are filled only in part, each with what is missing.
    pub unfinished: Vec<(Check, String)>,
}

impl Checks {
    /// The checks of a sentence.
    pub fn of(&self, sentence: usize) -> &[Check] {
        let from = self.checked.partition_point(|check| check.sentence < Some(sentence));
        let to = self.checked.partition_point(|check| check.sentence <= Some(sentence));
        &self.checked[from..to]
    }

    /// Number of sentences that are checked.
    pub fn sentences(&self) -> usize {
        let mut all: Vec<Option<usize>> = self.checked.iter().map(|check| check.sentence).collect();
        all.dedup();
        all.len()
    }
}
