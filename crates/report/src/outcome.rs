use serde::{Deserialize, Serialize};

/// How a reading ended. There is no success with missing text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// Everything the format holds is in the document.
    Complete,
    /// The document is usable; what is missing is listed, never empty.
    Partial(Vec<Missing>),
    /// There is no document. The list says why, never empty.
    Refused(Vec<Missing>),
}

/// Something that a reading does not contain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// The part, page or byte where it is missing ("word/footnotes.xml", "page 12", "whole file").
    pub place: String,
    /// Why, and what the person can do about it, in a sentence.
    pub why: String,
}

impl Missing {
    /// How much it weighs beside others, the heaviest first: of the whole file, of its end, of one part.
    pub fn rank(&self) -> u8 {
        match () {
            () if self.place == "whole file" => 0,
            () if self.why.contains("cut off") || self.why.contains("cut short") => 1,
            () => 2,
        }
    }
}

impl Outcome {
    /// A refusal of the whole file.
    pub fn refused(why: impl Into<String>) -> Self {
        Self::Refused(vec![Missing { place: "whole file".into(), why: why.into() }])
    }

    /// `complete`, `partial` or `refused`.
    pub fn status(&self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Partial(_) => "partial",
            Self::Refused(_) => "refused",
        }
    }

    /// What is missing.
    pub fn missing(&self) -> &[Missing] {
        match self {
            Self::Complete => &[],
            Self::Partial(missing) | Self::Refused(missing) => missing,
        }
    }

    /// Notes that something is missing: complete becomes partial.
    pub fn lacks(&mut self, place: impl Into<String>, why: impl Into<String>) {
        let missing = Missing { place: place.into(), why: why.into() };
        match self {
            Self::Complete => *self = Self::Partial(vec![missing]),
            Self::Partial(list) | Self::Refused(list) => list.push(missing),
        }
    }
}
