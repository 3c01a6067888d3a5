//! The text, block by block.

use super::{Page, carried_class};
use crate::place::chapter_at;
use crate::sheet::check_said;
use probata_report::{Block, BlockKind, Span};
use probata_vocabulary::CarriedBy;

impl Page<'_> {
    pub(super) fn text(&mut self) {
        self.out.raw("<section id=\"text\" aria-labelledby=\"h-text\">\n<h2 id=\"h-text\">Text</h2>\n");
        self.out.raw(include_str!("filters.html"));
        self.out.raw("<div class=\"paper\">\n");
        let blocks = &self.report.document.blocks;
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            let end = at + group(&blocks[at..]);
            match block.kind {
                BlockKind::Note(_) => {}
                BlockKind::Cell { .. } => self.table(&blocks[at..end]),
                _ => self.row(block),
            }
            at = end;
        }
        self.stray_findings();
        self.unplaced_notes();
        self.out.raw("</div>\n</section>\n");
    }

    fn row(&mut self, block: &Block) {
        if let BlockKind::Heading(_) = block.kind {
            self.told.clear();
        }
        self.open_row(block, std::slice::from_ref(block));
        let (open, close) = match block.kind {
            BlockKind::Heading(0 | 1) => ("<h3", "</h3>"),
            BlockKind::Heading(2) => ("<h4", "</h4>"),
            BlockKind::Heading(3) => ("<h5", "</h5>"),
            BlockKind::Heading(_) => ("<h6", "</h6>"),
            BlockKind::Quotation => ("<blockquote", "</blockquote>"),
            BlockKind::ListItem => ("<p class=\"item\"", "</p>"),
            BlockKind::Caption => ("<p class=\"cap\"", "</p>"),
            BlockKind::Header | BlockKind::Footer => ("<p class=\"running\"", "</p>"),
            BlockKind::Apparatus => ("<p class=\"apparatus\"", "</p>"),
            _ => ("<p", "</p>"),
        };
        self.out.raw(open);
        self.chapter_id(block);
        self.language(block);
        self.out.raw(">");
        self.block_text(block.span, true);
        self.out.raw(close);
        self.below();
        self.out.raw("</div>\n");
    }

    /// Cells of one table; notes and findings come behind it.
    fn table(&mut self, cells: &[Block]) {
        let Some(first) = cells.first() else { return };
        self.open_row(first, cells);
        self.out.raw("<table class=\"drawn\"><tbody>");
        let (mut current, mut next) = (None, 0);
        for cell in cells {
            let BlockKind::Cell { row, column, .. } = cell.kind else { continue };
            if current != Some(row) {
                self.out.raw(if current.is_some() { "</tr>\n<tr>" } else { "<tr>" });
                (current, next) = (Some(row), 0);
            }
            let address = self.report.document.address_at(cell.span.start);
            // Empty cells of a sheet are no blocks; they keep the columns in line.
            if let Some(gap) = column.checked_sub(next).filter(|gap| *gap > 0 && address.is_some()) {
                self.out.raw("<td colspan=\"").number(gap as usize).raw("\"></td>");
            }
            next = column.saturating_add(1);
            self.out.raw("<td");
            if let Some(address) = address {
                self.out.attribute("title", &address);
            }
            self.language(cell);
            self.out.raw(">");
            self.block_text(cell.span, false);
            self.out.raw("</td>");
        }
        self.out.raw("</tr></tbody></table>\n");
        for cell in cells {
            for (piece, sentence) in self.pieces_in(cell.span) {
                self.sides(piece, sentence);
            }
        }
        self.below();
        self.out.raw("</div>\n");
    }

    /// Opens a row, with classes for the filters.
    fn open_row(&mut self, first: &Block, blocks: &[Block]) {
        self.open_margin(blocks);
        let sentences: Vec<_> =
            blocks.iter().flat_map(|block| self.pieces_in(block.span)).map(|(_, index)| index).collect();
        let bare = sentences.iter().any(|s| self.judged(*s) == CarriedBy::Neither);
        let found = sentences.iter().any(|s| !self.ledger.findings[*s].is_empty())
            || blocks.iter().any(|block| self.notes_have_findings(block.span));
        self.out.raw("<div class=\"row");
        self.out.raw(if bare { " bare" } else { "" }).raw(if found { " found" } else { "" });
        self.out.raw(if first.boxed { " boxed" } else { "" });
        self.out.raw(match first.kind {
            BlockKind::Heading(0 | 1) => " head top\">",
            BlockKind::Heading(_) => " head\">",
            _ => "\">",
        });
    }

    fn judged(&self, sentence: usize) -> CarriedBy {
        self.report.sentences.get(sentence).map_or(CarriedBy::NotNeeded, |judged| judged.carried_by)
    }

    fn chapter_id(&mut self, block: &Block) {
        let chapter = chapter_at(&self.report.chapters, block.span.start);
        let begins = chapter.filter(|index| block.span.holds(self.report.chapters[*index].span.start));
        if let Some(index) = begins {
            self.out.id("c", index);
        }
    }

    fn language(&mut self, block: &Block) {
        if block.language == "en" {
            return;
        }
        if !block.language.is_empty() {
            self.out.attribute("lang", &block.language);
        }
        self.out.raw(" dir=\"auto\"");
    }

    /// Pieces of sentences that begin in `span`.
    pub(super) fn pieces_in(&self, span: Span) -> Vec<(Span, usize)> {
        let from = self.pieces.partition_point(|(piece, _)| piece.start < span.start);
        let to = self.pieces.partition_point(|(piece, _)| piece.start < span.end);
        self.pieces[from..to.max(from)].to_vec()
    }

    /// The sentences of a stretch and what stands between them. What stands beside a sentence comes behind the space
    /// that follows it, so that the space belongs to the line of the text.
    fn block_text(&mut self, span: Span, with_sides: bool) {
        let mut at = span.start;
        let mut last = None;
        for (piece, sentence) in self.pieces_in(span) {
            let piece = Span::new(piece.start.max(at), piece.end.min(span.end).max(at));
            self.plain(Span::new(at, piece.start));
            self.beside(last.filter(|_| with_sides));
            self.sentence(piece, sentence);
            at = piece.end;
            last = Some((piece, sentence));
        }
        self.plain(Span::new(at, span.end));
        self.beside(last.filter(|_| with_sides));
    }

    fn beside(&mut self, last: Option<(Span, usize)>) {
        if let Some((piece, sentence)) = last {
            self.sides(piece, sentence);
        }
    }

    fn plain(&mut self, span: Span) {
        if !span.is_empty() {
            self.atoms(span, None);
        }
    }

    fn sentence(&mut self, piece: Span, index: usize) {
        let carried_by = self.judged(index);
        self.out.raw("<span class=\"").raw(carried_class(carried_by)).raw("\"");
        if !self.begun[index] {
            self.out.id("s", index);
        }
        let title = self.title(index);
        self.out.attribute("title", &title).raw(">");
        if carried_by == CarriedBy::Neither && !self.begun[index] {
            self.out.raw("<i class=\"dot\" aria-hidden=\"true\">●</i><span class=\"said\" dir=\"ltr\">(carried by nothing) </span>");
        }
        self.atoms(piece, Some(index));
        self.out.raw("</span>");
        if !self.begun[index] {
            self.references(piece, index);
            self.checked(index);
        }
        self.begun[index] = true;
    }

    /// A sign behind a sentence that somebody checked.
    fn checked(&mut self, index: usize) {
        let checks = self.report.checks.of(index);
        if checks.is_empty() {
            return;
        }
        let said = checks.iter().map(check_said).collect::<Vec<_>>().join("; ");
        self.out.raw("<span class=\"ref ok\"").attribute("title", &format!("checked by {said}")).raw(">");
        self.out.raw("<span aria-hidden=\"true\">✓</span><span class=\"said\">(checked by ");
        self.out.text(&said).raw(") </span></span>");
    }

    /// What the pointer shows over a sentence.
    fn title(&self, index: usize) -> String {
        let Some(judged) = self.report.sentences.get(index) else { return String::new() };
        let mut said = format!("{}: {}", index + 1, judged.kind);
        match judged.carried_by {
            CarriedBy::Neither => said.push_str(", carried by nothing that Probata sees"),
            CarriedBy::Restated => said.push_str(", says again what another sentence says"),
            _ => {}
        }
        let notes = judged.supports.iter().filter_map(|support| {
            let note = self.report.document.notes.get(support.note)?;
            Some(format!(", note {} ({})", note.label, support.how))
        });
        said.extend(notes);
        for citation in &self.ledger.text_citations[index] {
            said.push_str(&format!(", cited in the text: {}", self.report.text_citations[*citation].name));
        }
        for check in self.report.checks.of(index) {
            said.push_str(&format!(", checked by {}", check_said(check)));
        }
        for attribution in &self.ledger.attributions[index] {
            let attribution = &self.report.attributions[*attribution];
            if let Some(name) = &attribution.source_name {
                said.push_str(&format!(", {name} {}", attribution.stance));
            }
        }
        said
    }

    /// Links to notes that carry the sentence from elsewhere, and to the sentence that it restates.
    fn references(&mut self, piece: Span, index: usize) {
        let Some(judged) = self.report.sentences.get(index) else { return };
        let (_, marks) = self.report.document.marks_in(piece);
        for support in &judged.supports {
            if marks.iter().any(|mark| mark.note == Some(support.note)) {
                continue;
            }
            let Some(note) = self.report.document.notes.get(support.note) else { continue };
            self.out.raw("<a class=\"ref\"").link("n", support.note);
            self.out.attribute("title", &format!("carried by note {} ({})", note.label, support.how));
            self.out.raw(">↳").text(&note.label).raw("</a>");
        }
        for index in self.ledger.text_citations[index].clone() {
            let name = self.report.text_citations[index].name.as_str();
            let listed = self.cited_as(index);
            self.out.raw("<a class=\"ref\"").link("t", listed);
            self.out.attribute("title", &format!("carried by a source cited in the text: {name}"));
            self.out.raw(">↳cited</a>");
        }
        if let Some(restated) = judged.restates {
            self.out.raw("<a class=\"ref\"").link("s", restated.sentence);
            self.out.raw(" title=\"what it says again\">≈</a>");
        }
    }
}

/// How many of the first blocks belong together: the cells of one table, else one.
fn group(blocks: &[Block]) -> usize {
    let Some(Block { kind: BlockKind::Cell { table, .. }, .. }) = blocks.first() else { return 1 };
    let same = |block: &&Block| matches!(block.kind, BlockKind::Cell { table: other, .. } if other == *table);
    blocks.iter().take_while(same).count()
}
