//! Explanations of what is not a rule.

/// Topics in order of name, each with its Markdown.
const TOPICS: [(&str, &str); 6] = [
    ("carriage", include_str!("../../topics/carriage.md")),
    ("coverage", include_str!("../../topics/coverage.md")),
    ("kinds", include_str!("../../topics/kinds.md")),
    ("levels", include_str!("../../topics/levels.md")),
    ("outcome", include_str!("../../topics/outcome.md")),
    ("sensitive", include_str!("../../topics/sensitive.md")),
];

/// The explanation of a topic, as Markdown.
pub fn topic(name: &str) -> Option<&'static str> {
    TOPICS.iter().find(|(known, _)| *known == name).map(|(_, markdown)| *markdown)
}

/// Names of the topics.
pub fn topics() -> impl Iterator<Item = &'static str> {
    TOPICS.iter().map(|(name, _)| *name)
}
