//! Who and what is cited, with every place they carry; what is not visible on the printed page.

use super::Page;
use super::sides::kind_words;
use super::worklist::shortened;
use crate::numerals::count;
use crate::place::{leaf, words};
use probata_report::{Report, Source};
use probata_vocabulary::CarriedBy;
use std::collections::{BTreeMap, BTreeSet};

impl<'r> Page<'r> {
    pub(super) fn sources(&mut self) {
        self.out.raw(
            "<section id=\"sources\" aria-labelledby=\"h-sources\">\n<h2 id=\"h-sources\">Sources</h2>\n",
        );
        let spoken = self.spoken();
        let cited = self.cited();
        if self.report.sources.is_empty() && spoken.is_empty() && cited.is_empty() {
            self.out.raw("<p>No sources are cited.</p>\n</section>\n");
            return;
        }
        if !self.report.sources.is_empty() {
            self.out.raw("<h3>In the notes</h3>\n");
        }
        for (index, source) in self.report.sources.iter().enumerate() {
            self.source(index, source);
        }
        if !cited.is_empty() {
            self.out.raw("<h3>Cited in the text</h3>\n");
        }
        for (first, sentences) in cited {
            self.out.raw("<details class=\"source\"").id("t", first).raw("><summary><strong><bdi>");
            self.out.text(&shortened(&self.report.text_citations[first].name)).raw("</bdi></strong> ");
            self.carries(&sentences.into_iter().collect::<Vec<_>>());
        }
        if !spoken.is_empty() {
            self.out.raw("<h3>Named in the text</h3>\n");
        }
        for (name, sentences) in spoken {
            self.out
                .raw("<details class=\"source\"><summary><strong><bdi>")
                .text(name)
                .raw("</bdi></strong> ");
            self.carries(&sentences);
        }
        self.out.raw("</section>\n");
    }

    fn source(&mut self, index: usize, source: &Source) {
        self.out.raw("<details class=\"source\"").id("q", index).raw("><summary><strong><bdi>");
        self.out.text(&source.name).raw("</bdi></strong> <span class=\"about\">");
        self.out.raw(kind_words(source.kind));
        self.out.raw(if source.withheld { ", name or identity withheld; " } else { "; " });
        let notes: BTreeSet<usize> =
            source.citations.iter().filter_map(|c| Some(self.report.citations.get(*c)?.note)).collect();
        let sentences = notes.iter().filter_map(|note| self.ledger.carries.get(*note)).flatten();
        let sentences: BTreeSet<usize> = sentences.copied().collect();
        self.out.raw("in ").text(&count(notes.len(), "note", "notes")).raw(",</span> ");
        self.carries(&sentences.into_iter().collect::<Vec<_>>());
    }

    /// Ends a summary with a count, and lists the sentences.
    fn carries(&mut self, sentences: &[usize]) {
        let number = count(sentences.len(), "sentence", "sentences");
        self.out.raw("<span class=\"about\">carries ").text(&number).raw("</span></summary>\n<ul>\n");
        for index in sentences {
            let document = &self.report.document;
            let Some(sentence) = document.sentences.get(*index) else { continue };
            let at = leaf(document, sentence.span.start).unwrap_or_else(|| format!("sentence {}", index + 1));
            self.out.raw("<li><a").link("s", *index).raw(">").text(&at).raw("</a> <q>");
            self.out.text(&shortened(words(document, sentence.span))).raw("</q></li>\n");
        }
        self.out.raw("</ul></details>\n");
    }

    /// Under which citation a source cited in the text is listed: the first in the same words, or what "Id." is.
    pub(super) fn cited_as(&self, index: usize) -> usize {
        let all = &self.report.text_citations;
        let meant = all[index].refers_to.unwrap_or(index);
        self.first_cited.get(all[meant].name.as_str()).copied().unwrap_or(meant)
    }

    /// Sources cited in the text, by their first citation, with the sentences that they carry.
    fn cited(&self) -> BTreeMap<usize, BTreeSet<usize>> {
        let mut cited: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (index, citation) in self.report.text_citations.iter().enumerate() {
            cited.entry(self.cited_as(index)).or_default().extend(&citation.carries);
        }
        cited.retain(|_, sentences| !sentences.is_empty());
        cited
    }

    /// Sources named in the text, with the sentences that they carry.
    fn spoken(&self) -> BTreeMap<&'r str, Vec<usize>> {
        let report: &'r Report = self.report;
        let mut spoken: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for attribution in report.attributions.iter().filter(|attribution| attribution.named) {
            let Some(judged) = self.report.sentences.get(attribution.sentence) else { continue };
            let carries = matches!(judged.carried_by, CarriedBy::Text | CarriedBy::Both);
            let (Some(name), true) = (&attribution.source_name, carries) else { continue };
            let sentences = spoken.entry(name).or_default();
            if sentences.last() != Some(&attribution.sentence) {
                sentences.push(attribution.sentence);
            }
        }
        spoken
    }

    pub(super) fn hidden(&mut self) {
        let hidden = &self.report.document.hidden;
        if hidden.is_empty() {
            return;
        }
        self.out.raw("<section id=\"hidden\" aria-labelledby=\"h-hidden\">\n<h2 id=\"h-hidden\">Not visible on the printed page</h2>\n<ul>\n");
        if self.sensitive {
            for item in hidden {
                self.out.raw("<li><strong>").text(item.kind.words()).raw("</strong> <q>");
                self.out.text(&item.text).raw("</q> <span class=\"about\">").text(&item.author);
                self.out.raw(" ").text(&item.date).raw(" ").text(&item.place).raw("</span></li>\n");
            }
            self.out.raw("</ul>\n</section>\n");
            return;
        }
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        hidden.iter().for_each(|item| *counts.entry(item.kind.words()).or_default() += 1);
        for (kind, number) in counts {
            self.out.raw("<li>").text(kind).raw(": ").count(number).raw("</li>\n");
        }
        self.out.raw("</ul>\n<p class=\"left-out\">Their words are left out of this file.</p>\n</section>\n");
    }
}
