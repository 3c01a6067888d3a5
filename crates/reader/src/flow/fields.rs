//! What a field's instruction means, as Word writes it; other programs keep it when they save in their own format.

use super::Field;
use crate::docx::fields::arguments;

/// Instructions that only lay out or count: nobody hides anything in them.
const PLAIN: [&str; 14] = [
    "PAGE",
    "NUMPAGES",
    "SECTIONPAGES",
    "SECTION",
    "TOC",
    "INDEX",
    "TOA",
    "STYLEREF",
    "SHAPE",
    "FORMTEXT",
    "FORMCHECKBOX",
    "FORMDROPDOWN",
    "QUOTE",
    "SYMBOL",
];

impl Field {
    /// By its instruction.
    pub fn of(code: &str) -> Self {
        let words = arguments(code);
        let kind = words.first().map(|word| word.to_uppercase()).unwrap_or_default();
        let first = words.get(1).filter(|word| !word.starts_with('\\')).cloned().unwrap_or_default();
        let refers = |what| Self::Refers { what, target: first.clone() };
        match kind.as_str() {
            "NOTEREF" | "FTNREF" => refers("note"),
            "PAGEREF" => refers("page"),
            "REF" if words.iter().any(|word| matches!(word.as_str(), "\\n" | "\\r" | "\\w")) => {
                refers("paragraph")
            }
            "REF" => refers("bookmark"),
            "SEQ" => Self::Counts(first),
            "HYPERLINK" => {
                let anchor = words.iter().position(|word| word == "\\l").and_then(|at| words.get(at + 1));
                match (first.is_empty(), anchor) {
                    (false, _) => Self::Link(first),
                    (true, Some(anchor)) => Self::to_anchor(anchor),
                    (true, None) => Self::Plain,
                }
            }
            "" => Self::Plain,
            kind if PLAIN.contains(&kind) => Self::Plain,
            _ => Self::Code(code.trim().to_owned()),
        }
    }

    /// A link to a named place of the document; one of a table of contents is none.
    pub fn to_anchor(anchor: &str) -> Self {
        if anchor.starts_with("_Toc") || anchor.starts_with("__RefHeading") || anchor == "_top" {
            return Self::Plain;
        }
        Self::Refers { what: "bookmark", target: anchor.to_owned() }
    }

    /// True if its result is a table of contents or an index.
    pub fn is_contents(code: &str) -> bool {
        matches!(code.split_whitespace().next().unwrap_or_default(), "TOC" | "INDEX" | "TOA")
    }
}
