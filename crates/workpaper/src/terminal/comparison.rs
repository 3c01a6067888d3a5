//! How a draft differs from an earlier one, for the screen.

use super::findings::one;
use super::{Look, flat, summary};
use crate::numerals::{count, thousands};
use crate::place::place;
use crate::wrap::hang;
use probata_report::{Aligned, Changed, Comparison, Coverage, Difference, Report};
use probata_vocabulary::CarriedBy;

/// Sentences or findings of a kind that are shown unless all are asked for.
const SHOWN: usize = 12;

/// What differs between two drafts: coverage, sentences that say more or less than before, findings that came and went.
pub fn comparison(old: &Report, new: &Report, comparison: &Comparison, look: &Look) -> String {
    let mut out = summary::notice(&new.document, look);
    if out.is_empty() {
        out = summary::notice(&old.document, look);
    }
    out += "Earlier draft\n";
    out += &summary::parts(&old.document, look);
    out += "This draft\n";
    out += &summary::parts(&new.document, look);
    let paper = Paper { old, new, comparison, look };
    out += &paper.coverage();
    out += &super::checks::checks(new, look);
    out += &paper.sentences();
    out += &paper.findings();
    out + &super::answers::answers(new, look)
}

struct Paper<'a> {
    old: &'a Report,
    new: &'a Report,
    comparison: &'a Comparison,
    look: &'a Look,
}

impl Paper<'_> {
    fn coverage(&self) -> String {
        let (before, after) = (self.comparison.before, self.comparison.after);
        type Count = fn(Coverage) -> usize;
        let rows: [(&str, Count); 7] = [
            ("assertions of fact", |coverage| coverage.assertions),
            ("by a note", |coverage| coverage.by_note),
            ("by a source named in the text", |coverage| coverage.by_text),
            ("by both", |coverage| coverage.by_both),
            ("restated", |coverage| coverage.restated),
            ("by none of these", |coverage| coverage.by_neither),
            ("on withheld sources only", |coverage| coverage.withheld_only),
        ];
        let mut out = format!("{}{:>24}{:>8}\n", self.look.bold("Evidence coverage"), "before", "now");
        for (what, of) in rows {
            let (was, is) = (of(before), of(after));
            let step = match is.cmp(&was) {
                std::cmp::Ordering::Greater => format!("  +{}", thousands(is - was)),
                std::cmp::Ordering::Less => format!("  -{}", thousands(was - is)),
                std::cmp::Ordering::Equal => String::new(),
            };
            out += &format!("  {what:31}{:>8}{:>8}{step}\n", thousands(was), thousands(is));
        }
        out + "\n"
    }

    fn sentences(&self) -> String {
        let all = &self.comparison.changed;
        let same = self.comparison.aligned.iter().filter(|pair| pair.same && !pair.moved).count();
        let moved = all.iter().filter(|change| change.aligned.moved).count();
        let worded = all.iter().filter(|change| !change.aligned.same).count();
        let said = format!(
            "{} the same, {} changed, {} moved, {} new, {} gone",
            thousands(same),
            thousands(worded),
            thousands(moved),
            thousands(self.comparison.added.len()),
            thousands(self.comparison.gone.len())
        );
        let mut out = hang(&self.look.bold("Sentences  "), &said, self.look.width) + "\n";
        let told: [(&str, Vec<&Changed>); 4] = [
            ("firmer", all.iter().filter(|change| change.firmer() == Some(true)).collect()),
            ("weaker", all.iter().filter(|change| change.firmer() == Some(false)).collect()),
            (
                "changed",
                all.iter().filter(|change| change.firmer().is_none() && !is_moved_only(change)).collect(),
            ),
            ("moved", all.iter().filter(|change| is_moved_only(change)).collect()),
        ];
        for (what, changes) in told {
            let shown = if self.look.all { changes.len() } else { SHOWN };
            changes.iter().take(shown).for_each(|change| out += &self.change(what, change));
            out += &self.rest(changes.len().saturating_sub(shown), what);
        }
        out += &self.alone("new", self.new, &self.comparison.added);
        out + &self.alone("gone", self.old, &self.comparison.gone)
    }

    fn change(&self, what: &str, change: &Changed) -> String {
        let Aligned { old, new, same, .. } = change.aligned;
        let mut out = self.head(what, self.new, new);
        out += &self.words(self.new, new, "");
        if !same {
            out += &self.words(self.old, old, "was: ");
        } else if change.aligned.moved {
            let from = flat(&place(&self.old.document, self.old.document.sentences[old].span.start));
            out += &hang("      ", &format!("stood at {from}"), self.look.width);
        }
        for difference in change.differences.iter().filter(|difference| **difference != Difference::Reworded)
        {
            out += &hang("      ", &flat(&said(difference)), self.look.width);
        }
        out + "\n"
    }

    fn head(&self, what: &str, report: &Report, sentence: usize) -> String {
        let at = flat(&place(&report.document, report.document.sentences[sentence].span.start));
        format!("{}  {}\n", self.look.bold(what), self.look.dim(&at))
    }

    fn words(&self, report: &Report, sentence: usize, lead: &str) -> String {
        let words = report.document.text[report.document.sentences[sentence].span]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        hang(&format!("      {lead}"), &flat(&words), self.look.width)
    }

    fn alone(&self, what: &str, report: &Report, sentences: &[usize]) -> String {
        let shown = if self.look.all { sentences.len() } else { SHOWN };
        let mut out = String::new();
        for sentence in sentences.iter().take(shown) {
            out += &self.head(what, report, *sentence);
            out += &self.words(report, *sentence, "");
            out.push('\n');
        }
        out + &self.rest(sentences.len().saturating_sub(shown), what)
    }

    fn rest(&self, more: usize, what: &str) -> String {
        if more == 0 { String::new() } else { format!("and {} more {what}: --all\n\n", thousands(more)) }
    }

    fn findings(&self) -> String {
        let seen = |report: &Report, index: &usize| self.look.sensitive || !report.findings[*index].sensitive;
        let added: Vec<&usize> =
            self.comparison.findings_added.iter().filter(|index| seen(self.new, index)).collect();
        let gone: Vec<&usize> =
            self.comparison.findings_gone.iter().filter(|index| seen(self.old, index)).collect();
        let stayed =
            self.comparison.findings_stayed.iter().filter(|(_, index)| seen(self.new, index)).count();
        let said = format!(
            "{} new, {} gone, {} stay",
            thousands(added.len()),
            thousands(gone.len()),
            thousands(stayed)
        );
        let mut out = hang(&self.look.bold("Findings  "), &said, self.look.width) + "\n";
        for (what, report, list) in [("new", self.new, &added), ("gone", self.old, &gone)] {
            let shown = if self.look.all { list.len() } else { SHOWN };
            for index in list.iter().take(shown) {
                out += &format!("{what}:\n{}\n", one(&report.document, &report.findings[**index], self.look));
            }
            out += &self.rest(list.len().saturating_sub(shown), what);
        }
        let is_sensitive = |report: &Report, index: usize| report.findings[index].sensitive;
        let left_out = (0..self.new.findings.len()).filter(|index| is_sensitive(self.new, *index)).count()
            + self.comparison.findings_gone.iter().filter(|index| is_sensitive(self.old, **index)).count();
        if !self.look.sensitive && left_out > 0 {
            let said = format!(
                "{} left out, because this output is not a screen: --sensitive puts them in.",
                count(left_out, "sensitive finding", "sensitive findings")
            );
            out += &hang("", &said, self.look.width);
        }
        out
    }
}

fn is_moved_only(change: &Changed) -> bool {
    change.aligned.moved && change.differences.is_empty()
}

/// A difference in a person's words.
pub(crate) fn said(difference: &Difference) -> String {
    match difference {
        Difference::Reworded => "other words".to_owned(),
        Difference::HedgeGone(word) => format!("the doubt \"{word}\" is gone"),
        Difference::HedgeAdded(word) => format!("the doubt \"{word}\" is new"),
        Difference::SourceGone(who) => format!("{who} said it before; now the report does"),
        Difference::SourceAdded(who) => format!("now {who} says it"),
        Difference::NumberGone(number) => format!("\"{number}\" is gone"),
        Difference::NumberAdded(number) => format!("\"{number}\" is new"),
        Difference::NameGone(name) => format!("{name} is no longer named"),
        Difference::NameAdded(name) => format!("{name} is named now"),
        Difference::Carried(was, is) => format!("before: {}; now: {}", carried(*was), carried(*is)),
    }
}

fn carried(by: CarriedBy) -> &'static str {
    match by {
        CarriedBy::Note => "carried by a note",
        CarriedBy::Text => "carried by a source named in the text",
        CarriedBy::Both => "carried by a note and a source named in the text",
        CarriedBy::Restated => "carried by a sentence that it restates",
        CarriedBy::Neither => "carried by nothing",
        CarriedBy::NotNeeded => "no assertion",
    }
}
