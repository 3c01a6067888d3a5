//! The audit as one HTML file: text with coverage, notes beside it, findings at their sentences, sources.
//!
//! Works from a disk, without a network and without scripts; prints.
//!
//! Invariant: the file asks for nothing outside itself: no addresses, images, fonts, imports or scripts.
//! Invariant: what the draft says is escaped ([`escape::Html`]); an address in it is text, never a link.
//! Invariant: coverage and findings can be told apart without colour.

mod atoms;
mod blocks;
mod desk;
mod escape;
mod margin;
mod overview;
mod sides;
mod sources;
mod worklist;

use crate::ledger::{Ledger, pieces};
use escape::Html;
use probata_report::{Report, Span};
use probata_vocabulary::CarriedBy;
use std::collections::HashMap;

/// The audit as a page. Without `sensitive`, sensitive findings and the words of hidden content are left out.
pub fn html(report: &Report, sensitive: bool) -> String {
    let notes = report.document.notes.len();
    let ledger = Ledger::new(report, sensitive);
    let mut page = Page {
        report,
        numbers: numbers(report, &ledger),
        ledger,
        sensitive,
        out: Html::with_capacity(report.document.text.len() * 4 + 32_768),
        pieces: pieces(report),
        begun: vec![false; report.document.sentences.len()],
        placed: vec![false; notes],
        told: HashMap::new(),
        margin: margin::Margin::default(),
        first_cited: first_cited(report),
        next_page: 0,
    };
    page.whole();
    page.out.finish()
}

/// The page being written.
struct Page<'r> {
    report: &'r Report,
    ledger: Ledger,
    /// The number that each shown finding has on the page, from 1.
    numbers: Vec<usize>,
    sensitive: bool,
    out: Html,
    /// Where sentences stand, with their indices.
    pieces: Vec<(Span, usize)>,
    /// Sentences of which a piece was written.
    begun: Vec<bool>,
    /// Notes that were written.
    placed: Vec<bool>,
    /// Rules and messages told in full since the last heading, with the finding; said again they are told in short.
    told: HashMap<(&'r str, &'r str), usize>,
    margin: margin::Margin,
    /// Where the words of a source cited in the text stand first.
    first_cited: HashMap<&'r str, usize>,
    /// The next page of the document whose beginning was not written.
    next_page: usize,
}

impl Page<'_> {
    fn whole(&mut self) {
        self.head();
        self.out.raw("<body>\n<a class=\"skip\" href=\"#text\">Skip to the text</a>\n");
        self.banner();
        self.out.raw("<main>\n");
        self.coverage();
        self.worklist();
        self.fact_check();
        self.text();
        self.sources();
        self.hidden();
        self.out.raw("</main>\n");
        self.how_to_read();
        self.out.raw("</body>\n</html>\n");
    }

    fn head(&mut self) {
        self.out.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        self.out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        self.out.raw("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n");
        self.out.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        self.out.raw("<title>Working paper: ");
        let title =
            self.report.document.parts.first().map_or("", |part| part.title.as_deref().unwrap_or(&part.path));
        self.out.text(title).raw("</title>\n<style>\n");
        self.out.raw(include_str!("style.css")).raw("</style>\n</head>\n");
    }
}

fn first_cited(report: &Report) -> HashMap<&str, usize> {
    let cited = report.text_citations.iter().enumerate().rev();
    cited.map(|(index, citation)| (citation.name.as_str(), index)).collect()
}

/// Findings are numbered as they are shown, so that the numbers do not tell where something was left out.
fn numbers(report: &Report, ledger: &Ledger) -> Vec<usize> {
    let mut numbers = vec![0; report.findings.len()];
    for (number, finding) in ledger.shown().into_iter().enumerate() {
        numbers[finding] = number + 1;
    }
    numbers
}

/// Class of a sentence by what carries it.
fn carried_class(carried_by: CarriedBy) -> &'static str {
    match carried_by {
        CarriedBy::Note => "s cn",
        CarriedBy::Text => "s ct",
        CarriedBy::Both => "s cb",
        CarriedBy::Restated => "s cr",
        CarriedBy::Neither => "s cx",
        CarriedBy::NotNeeded => "s",
    }
}
