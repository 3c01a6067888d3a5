//! The rules: one file each, with its explanation.
//!
//! Invariant: a rule only looks; it changes nothing and never fails. Findings come in order of place.

use crate::case::Case;
use crate::levels::{Levels, section_of};
use probata_report::{Finding, Related, Span};
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
    /// Looks for it.
    look: fn(&Case, &mut Found),
}

/// Findings of one rule being collected.
pub(crate) struct Found {
    rule: &'static str,
    level: Level,
    sensitive: bool,
    all: Vec<Finding>,
}

impl Found {
    /// Adds a finding at `span`. `message` is a sentence without a full stop, `remedy` what the person can do.
    pub fn at(&mut self, span: Span, message: impl Into<String>, remedy: impl Into<String>) -> &mut Finding {
        let at = self.all.len();
        self.all.push(Finding {
            rule: self.rule,
            level: self.level,
            span,
            message: message.into(),
            rests_on: Vec::new(),
            remedy: remedy.into(),
            sensitive: self.sensitive,
        });
        &mut self.all[at]
    }
}

/// Another place that a finding rests on.
pub(crate) fn related(span: Span, why: impl Into<String>) -> Related {
    Related { span, why: why.into() }
}

macro_rules! rules {
    ($($module:ident)*) => {
        $(mod $module;)*
        /// Every rule, in order of name.
        pub fn rules() -> &'static [Rule] {
            static RULES: &[Rule] = &[$($module::RULE,)*];
            RULES
        }
    };
}

rules! {
    accusation_without_reply
    accused_on_withheld_only
    broken_ibid
    conflicting_counts
    conflicting_dates
    dangling_mark
    hidden_content
    impossible_date
    legal_term_as_fact
    name_variants
    orphan_note
    quotation_drift
    quotation_without_source
    same_origin
    sole_source
    summary_firmer_than_body
    undated_source
    unnamed_authority
    unresolved_cross_reference
    unsupported_assertion
    unsupported_number
    vague_quantity
    web_source_without_access_date
    withheld_elsewhere_given
}

pub(crate) use accused_on_withheld_only::rests_on_withheld_only;

/// The rule of this name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    rules().iter().find(|rule| rule.name == name)
}

/// What every rule that is not allowed finds, in order of place.
pub(crate) fn findings(case: &Case) -> Vec<Finding> {
    let (document, sections) = (&case.report.document, &case.sections);
    let levels = Levels::of(case.settings, document, &case.report.chapters, sections);
    let mut all = Vec::new();
    for rule in rules().iter().filter(|rule| !levels.is_allowed(rule.name, rule.level)) {
        let level = levels.everywhere(rule.name, rule.level);
        let mut found = Found { rule: rule.name, level, sensitive: rule.sensitive, all: Vec::new() };
        (rule.look)(case, &mut found);
        for finding in &mut found.all {
            finding.level = levels.at(section_of(document, sections, finding.span), rule.name, rule.level);
        }
        all.extend(found.all.into_iter().filter(|finding| finding.level != Level::Allow));
    }
    all.sort_by(|a, b| a.span.cmp(&b.span).then(a.rule.cmp(b.rule)).then(a.message.cmp(&b.message)));
    all
}

#[cfg(test)]
mod tests;
