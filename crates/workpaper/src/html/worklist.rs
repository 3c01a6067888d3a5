//! The findings as a list at the top, with links to their places.

use super::Page;
use crate::answers::answered_by;
use crate::numerals::count;
use crate::place::{place, words};
use probata_vocabulary::Level;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Longer lists are folded.
pub(super) const OPEN: usize = 12;
/// Longest quotation in the list, in bytes.
const QUOTED: usize = 110;

impl Page<'_> {
    pub(super) fn worklist(&mut self) {
        let mut rules: BTreeMap<(Reverse<Level>, &'static str), Vec<usize>> = BTreeMap::new();
        for index in self.ledger.shown() {
            let finding = &self.report.findings[index];
            rules.entry((Reverse(finding.level), finding.rule)).or_default().push(index);
        }
        self.out.raw(
            "<section id=\"findings\" aria-labelledby=\"h-findings\">\n<h2 id=\"h-findings\">Findings</h2>\n",
        );
        if rules.is_empty() {
            self.out.raw("<p>No findings.</p>\n");
        }
        if let Some(said) = answered_by(&self.report.answers) {
            self.out.raw("<p>").text(&said).raw(".</p>\n");
        }
        for ((level, rule), findings) in &rules {
            self.rule(level.0, rule, findings);
        }
        self.answers_told();
        if self.ledger.left_out > 0 {
            let left_out = count(self.ledger.left_out, "sensitive finding is", "sensitive findings are");
            self.out.raw("<p class=\"left-out\">").text(&left_out).raw(" left out of this file.</p>\n");
        }
        self.out.raw("</section>\n");
    }

    fn rule(&mut self, level: Level, rule: &str, findings: &[usize]) {
        self.out.raw(if findings.len() <= OPEN { "<details open>" } else { "<details>" });
        self.out.raw("<summary>");
        self.level(level);
        self.out.raw(" <strong>").text(rule).raw("</strong> <span class=\"num\">");
        self.out.count(findings.len()).raw("</span>");
        if let Some(known) = probata_assay::rule(rule) {
            self.out.raw(" <span class=\"about\">").text(known.summary).raw("</span>");
        }
        self.out.raw("</summary>\n<ol>\n");
        for index in findings {
            self.entry(*index);
        }
        self.out.raw("</ol>\n</details>\n");
    }

    fn entry(&mut self, index: usize) {
        let finding = &self.report.findings[index];
        let document = &self.report.document;
        let at = place(document, finding.span.start);
        let number = self.numbers[index];
        self.out
            .raw("<li><a")
            .link("f", number.saturating_sub(1))
            .raw("><b class=\"no\">F")
            .number(number)
            .raw("</b> ");
        self.out.text(if at.is_empty() { "whole document" } else { &at }).raw("</a> ");
        let quoted = shortened(words(document, finding.span));
        if !quoted.is_empty() {
            self.out.raw("<q>").text(&quoted).raw("</q> ");
        }
        self.out.raw(" <span class=\"about\">\u{2013} ").text(&finding.message).raw("</span>");
        self.answer(index);
        self.out.raw("</li>\n");
    }

    pub(super) fn level(&mut self, level: Level) {
        let class = if level == Level::Deny { "<b class=\"lv deny\">" } else { "<b class=\"lv warn\">" };
        self.out.raw(class).text(level.code()).raw("</b>");
    }
}

/// The beginning of a stretch of text, as one line.
pub(super) fn shortened(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.len() + word.len() > QUOTED {
            let room = if out.is_empty() { QUOTED } else { 0 };
            out.extend(word.chars().take(room));
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
