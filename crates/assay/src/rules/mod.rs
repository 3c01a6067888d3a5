//! The rules: one file each, with its explanation.

use probata_vocabulary::Level;

/// A named rule.
pub struct Rule {
    /// Its name, in words: `sole-source`.
    pub name: &'static str,
    /// One line on what it looks for.
    pub summary: &'static str,
    /// Its level unless a person sets another.
    pub level: Level,
    /// True if its findings may be sensitive.
    pub sensitive: bool,
    /// The explanation, Markdown with the headings Looks for / Why it matters / Example / Remedy / Authority / Blind spots.
    pub explanation: &'static str,
}

/// Every rule, in order of name.
pub fn rules() -> &'static [Rule] {
    &[]
}

/// The rule of this name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    rules().iter().find(|rule| rule.name == name)
}
