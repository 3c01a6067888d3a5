//! Where in the main document a finding's comment begins and ends.

use super::survey::{Child, Survey, Unit};
use probata_report::{Document, Finding, Origin, Report, Span};

/// The main document, as the reader numbers members.
const BODY: u16 = 0;

/// Where a comment stands. All places are bytes of the main document's text.
pub(super) struct Anchor {
    pub start: Spot,
    pub end: Spot,
    /// Where the comment's own sign stands: behind the end, and behind links and changes around it.
    pub reference: usize,
    pub place: Place,
}

/// A place for a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub at: usize,
    pub cut: Cut,
}

/// What has to be cut for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// Nothing.
    Nothing,
    /// This unit, between two of its children.
    Run(usize),
    /// This unit, in the text of this child.
    Text(usize, usize),
}

/// How a comment's place comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The finding stands there.
    There,
    /// The finding stands in a note; this is the note's mark.
    Mark,
    /// The finding has no place in the text; this is the beginning.
    Beginning,
}

/// Which end of a stretch.
#[derive(Clone, Copy)]
enum Edge {
    Start,
    End,
}

impl Edge {
    fn of(self, span: Span) -> usize {
        match self {
            Self::Start => span.start,
            Self::End => span.end,
        }
    }
}

/// Where in a child of a run a place is.
enum Within {
    Edge,
    Middle,
    /// In it, and it cannot be cut there.
    Unsafe,
}

/// Finds places.
pub(super) struct Anchors<'r> {
    document: &'r Document,
    survey: &'r Survey<'r>,
    shift: usize,
}

impl<'r> Anchors<'r> {
    /// `shift`: bytes before the main document's text.
    pub fn new(report: &'r Report, survey: &'r Survey<'r>, shift: usize) -> Self {
        Self { document: &report.document, survey, shift }
    }

    /// The place of a finding; none if the document has no text at all.
    pub fn of(&self, finding: &Finding) -> Option<Anchor> {
        let at = finding.span.start;
        let there = || self.stretch(finding.span).or_else(|| self.point(finding.span));
        if let Some(anchor) = there() {
            return Some(anchor);
        }
        if let Some(note) = self.document.note_at(at) {
            let marks = self.document.notes[note].marks.iter();
            let mark = marks.filter_map(|mark| self.stretch(self.document.marks.get(*mark)?.span)).next();
            return mark.map(|anchor| Anchor { place: Place::Mark, ..anchor }).or_else(|| self.beginning());
        }
        self.block(at).or_else(|| self.beginning())
    }

    /// From the first to the last of the bytes that hold `span`.
    fn stretch(&self, span: Span) -> Option<Anchor> {
        let origins = &self.document.origins;
        let from = origins.partition_point(|origin| origin.span.end <= span.start);
        let to = origins.partition_point(|origin| origin.span.start < span.end);
        let within = origins.get(from..to)?;
        let first = within.iter().find(|origin| self.holds(origin))?;
        let last = within.iter().rev().find(|origin| self.holds(origin))?;
        let (start, end) = (self.start(first, span.start)?, self.end(last, span.end)?);
        Some(self.anchor(start, end))
    }

    /// An empty span: the place between two characters.
    fn point(&self, span: Span) -> Option<Anchor> {
        if !span.is_empty() || span.start == 0 {
            return None;
        }
        if let Some(origin) = self.document.origin_at(span.start).filter(|origin| self.holds(origin)) {
            let (spot, unit) = self.start(origin, span.start)?;
            return Some(self.anchor((spot, unit), (spot, unit)));
        }
        let origin = self.document.origin_at(span.start - 1).filter(|origin| self.holds(origin))?;
        let (spot, unit) = self.end(origin, span.start)?;
        Some(self.anchor((spot, unit), (spot, unit)))
    }

    /// The whole block in which a finding stands whose own words are not in the file (an automatic number).
    fn block(&self, at: usize) -> Option<Anchor> {
        let blocks = &self.document.blocks;
        let after = blocks.partition_point(|block| block.span.start <= at);
        let block = blocks.get(after.checked_sub(1)?)?;
        if at == 0 || !block.span.holds(at) { None } else { self.stretch(block.span) }
    }

    fn beginning(&self) -> Option<Anchor> {
        let first = self.survey.first()?;
        let around = self.survey.around(&self.survey.units[first]);
        let spot = |at| (Spot { at, cut: Cut::Nothing }, first);
        let anchor = self.anchor(spot(around.start), spot(around.end));
        Some(Anchor { place: Place::Beginning, ..anchor })
    }

    fn anchor(&self, start: (Spot, usize), end: (Spot, usize)) -> Anchor {
        // Text boxes are read behind their paragraph: what ends before it begins is put at its beginning.
        let (start, end) = if start.0.at > end.0.at {
            let around = self.survey.around(&self.survey.units[start.1]);
            let spot = |at| Spot { at, cut: Cut::Nothing };
            ((spot(around.start), start.1), (spot(around.end), start.1))
        } else {
            (start, end)
        };
        let behind = self.survey.behind(&self.survey.units[end.1]);
        Anchor { start: start.0, end: end.0, reference: behind.unwrap_or(end.0.at), place: Place::There }
    }

    /// True if the way back leads to a run of the main document that can carry a mark.
    fn holds(&self, origin: &Origin) -> bool {
        let unit = || self.survey.unit_at(origin.source.start.checked_sub(self.shift)?);
        origin.member == BODY && unit().is_some_and(|unit| !self.survey.units[unit].in_code)
    }

    /// The offset in the main document of the text's byte at `offset`, if it is certain.
    fn exactly(&self, origin: &Origin, offset: usize) -> Option<usize> {
        let source = origin.source;
        let (from, to) = (source.start.checked_sub(self.shift)?, source.end.checked_sub(self.shift)?);
        if offset <= origin.span.start {
            return Some(from);
        }
        if offset >= origin.span.end {
            return Some(to);
        }
        let is_same = origin.verbatim
            && self.survey.text.get(from..to).is_some()
            && self.survey.text.get(from..to) == self.document.text.get(origin.span.range());
        is_same.then(|| from + (offset - origin.span.start))
    }

    fn start(&self, origin: &Origin, offset: usize) -> Option<(Spot, usize)> {
        self.edge(origin, offset, Edge::Start)
    }

    fn end(&self, origin: &Origin, offset: usize) -> Option<(Spot, usize)> {
        self.edge(origin, offset, Edge::End)
    }

    /// Where a mark for one edge of a stretch goes: the exact place if it is safe, else around the whole run.
    fn edge(&self, origin: &Origin, offset: usize, edge: Edge) -> Option<(Spot, usize)> {
        let source = origin.source.start.checked_sub(self.shift)?;
        let index = self.survey.unit_at(source)?;
        let unit = &self.survey.units[index];
        let whole = Spot { at: edge.of(self.survey.around(unit)), cut: Cut::Nothing };
        Some((self.inside(unit, index, source, self.exactly(origin, offset), edge).unwrap_or(whole), index))
    }

    fn inside(
        &self,
        unit: &Unit,
        index: usize,
        source: usize,
        exact: Option<usize>,
        edge: Edge,
    ) -> Option<Spot> {
        let child = unit.children.iter().position(|child| child.span.holds(source))?;
        if !unit.is_divisible {
            return None;
        }
        let at = exact?;
        match self.within(&unit.children[child], at) {
            Within::Middle => return Some(Spot { at, cut: Cut::Text(index, child) }),
            Within::Unsafe => return None,
            Within::Edge => {}
        }
        let is_outermost = match edge {
            Edge::Start => child == 0,
            Edge::End => child + 1 == unit.children.len(),
        };
        (!is_outermost).then(|| Spot { at: edge.of(unit.children[child].span), cut: Cut::Run(index) })
    }

    /// Where in a child a place is.
    fn within(&self, child: &Child, at: usize) -> Within {
        match child.words {
            Some(words) if words.body.start < at && at < words.body.end => Within::Middle,
            Some(_) => Within::Edge,
            // The edges of an element that is no text, or cannot be cut: only its own are certain.
            None if at <= child.span.start || at >= child.span.end => Within::Edge,
            None => Within::Unsafe,
        }
    }
}
