//! Inside a sentence: note marks, findings, sources and doubts may overlap, so the text is cut at every edge.

use super::Page;
use crate::place::words;
use probata_report::Span;
use probata_vocabulary::Level;

/// What covers a stretch.
#[derive(Clone, Copy)]
enum Layer {
    Denied,
    Warned,
    Source,
    Cue,
    Doubt,
}

const LAYERS: usize = 5;

/// An edge: where, which layer, +1 or -1.
type Edge = (usize, usize, isize);

impl Page<'_> {
    /// The text of a stretch; with a sentence, its findings, sources and doubts are marked.
    pub(super) fn atoms(&mut self, span: Span, sentence: Option<usize>) {
        let edges = sentence.map_or(Vec::new(), |index| self.edges(span, index));
        let mut ties = sentence.map_or(Vec::new(), |index| self.ties(span, index)).into_iter().peekable();
        let (first, marks) = self.report.document.marks_in(span);
        let mut covers = [0isize; LAYERS];
        let mut edges = edges.into_iter().peekable();
        let mut marks = (first..first + marks.len()).peekable();
        let mut at = span.start;
        while at < span.end {
            while let Some((_, layer, by)) = edges.next_if(|edge| edge.0 <= at) {
                covers[layer] += by;
            }
            while let Some((_, finding)) = ties.next_if(|tie| tie.0 <= at) {
                self.tie(finding);
            }
            self.page_starts(at);
            let mark = marks.peek().map(|index| self.report.document.marks[*index].span);
            if let Some(mark) = mark.filter(|mark| mark.start <= at) {
                let index = marks.next().unwrap_or(first);
                if mark.end > at {
                    self.atom(covers, |page| page.mark(index));
                    at = mark.end.min(span.end);
                }
                continue;
            }
            let page = self.report.document.pages.get(self.next_page).map(|(start, _)| *start);
            let ends = [
                edges.peek().map(|edge| edge.0),
                mark.map(|mark| mark.start),
                page,
                ties.peek().map(|tie| tie.0),
            ];
            let end =
                ends.into_iter().flatten().filter(|end| *end > at).min().unwrap_or(span.end).min(span.end);
            self.atom(covers, |page| {
                let document = &page.report.document;
                page.out.text(words(document, Span::new(at, end)));
            });
            at = end;
        }
        for (_, finding) in ties {
            self.tie(finding);
        }
    }

    /// Where the words of the sentence's findings end, if this is its first stretch.
    fn ties(&self, span: Span, sentence: usize) -> Vec<(usize, usize)> {
        if self.begun[sentence] {
            return Vec::new();
        }
        let end = |finding: usize| self.report.findings[finding].span.end.clamp(span.start, span.end);
        let mut ties: Vec<_> = self.ledger.findings[sentence].iter().map(|f| (end(*f), *f)).collect();
        ties.sort_unstable();
        ties
    }

    /// Behind the words of a finding: its number, as it stands in the margin.
    fn tie(&mut self, finding: usize) {
        let number = self.numbers[finding];
        let denied = self.report.findings[finding].level == Level::Deny;
        self.out.raw(if denied { "<a class=\"tie deny\"" } else { "<a class=\"tie\"" });
        self.out.link("f", number.saturating_sub(1)).attribute("title", self.report.findings[finding].rule);
        self.out.raw(">F").number(number).raw("</a>");
    }

    fn edges(&self, span: Span, index: usize) -> Vec<Edge> {
        let mut edges = Vec::new();
        let mut cover = |layer: Layer, over: Span| {
            let (start, end) = (over.start.max(span.start), over.end.min(span.end));
            if start < end {
                edges.extend([(start, layer as usize, 1), (end, layer as usize, -1)]);
            }
        };
        let whole = self.report.document.sentences[index].span;
        for finding in self.ledger.findings[index].iter().map(|finding| &self.report.findings[*finding]) {
            // A finding about the whole sentence, or more, needs no mark: it stands beside it.
            if !finding.span.contains(whole.trimmed(&self.report.document.text)) {
                cover(if finding.level == Level::Deny { Layer::Denied } else { Layer::Warned }, finding.span);
            }
        }
        for attribution in self.ledger.attributions[index].iter().map(|a| &self.report.attributions[*a]) {
            attribution.source.iter().for_each(|source| cover(Layer::Source, *source));
            attribution.cue.iter().for_each(|cue| cover(Layer::Cue, *cue));
        }
        for hedge in &self.ledger.hedges[index] {
            cover(Layer::Doubt, self.report.hedges[*hedge].span);
        }
        edges.sort_unstable();
        edges
    }

    fn atom(&mut self, covers: [isize; LAYERS], write: impl FnOnce(&mut Self)) {
        let over = |layer: Layer| covers[layer as usize] > 0;
        let finding = over(Layer::Denied) || over(Layer::Warned);
        let who = over(Layer::Source) || over(Layer::Cue) || over(Layer::Doubt);
        if finding {
            self.out.raw(if over(Layer::Denied) { "<mark class=\"fd\">" } else { "<mark class=\"fw\">" });
        }
        if who {
            self.out.raw(if over(Layer::Doubt) {
                "<span class=\"h\">"
            } else if over(Layer::Source) {
                "<span class=\"a\">"
            } else {
                "<span class=\"u\">"
            });
        }
        write(self);
        self.out.raw(if who { "</span>" } else { "" }).raw(if finding { "</mark>" } else { "" });
    }

    /// A note mark: a link to the note, which stands beside the text.
    fn mark(&mut self, index: usize) {
        let mark = &self.report.document.marks[index];
        match mark.note {
            Some(note) => {
                self.out.raw("<sup").id("m", index).raw("><a").link("n", note);
                self.out.attribute("aria-label", &format!("note {}", mark.label)).raw(">");
                self.out.text(&mark.label).raw("</a></sup>");
            }
            None => {
                self.out.raw("<sup class=\"lost\" title=\"no such note\">").text(&mark.label).raw("</sup>");
            }
        }
    }

    /// Writes into the margin that pages begin at or before `offset`.
    pub(super) fn page_starts(&mut self, offset: usize) {
        let pages = &self.report.document.pages;
        let upto = pages.partition_point(|(start, _)| *start <= offset);
        if upto > self.next_page {
            self.next_page = upto;
            let (start, name) = &pages[upto - 1];
            let is_page = self.report.document.sheet_at(*start).is_none();
            self.out.raw("<span class=\"pg\" dir=\"ltr\">").raw(if is_page { "p. " } else { "" });
            self.out.text(name).raw("</span>");
        }
    }
}
