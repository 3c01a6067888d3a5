//! Beside the text: notes at their marks, findings at their sentences.

use super::Page;
use crate::answers::answered;
use crate::place::{place, related};
use probata_report::{Finding, Report, Span};
use probata_vocabulary::{CitationKind, InterviewMode, Level};

impl<'r> Page<'r> {
    /// Notes called in a piece of a sentence, then the sentence's findings, if the piece is its first.
    pub(super) fn sides(&mut self, piece: Span, sentence: usize) {
        let (first, marks) = self.report.document.marks_in(piece);
        for index in first..first + marks.len() {
            let mark = &self.report.document.marks[index];
            let note = mark.note.filter(|note| self.placed.get(*note) == Some(&false));
            if let Some(note) = note.filter(|note| self.has_room(*note, mark.span.start)) {
                self.note(note);
            }
        }
        if self.report.document.sentences[sentence]
            .spans()
            .first()
            .is_some_and(|first| first.start >= piece.start)
        {
            for finding in self.ledger.findings[sentence].clone() {
                self.finding(finding);
            }
        }
    }

    /// A note with what it cites, unless it stands somewhere already.
    pub(super) fn note(&mut self, index: usize) {
        let Some(placed) = self.placed.get_mut(index).filter(|placed| !**placed) else { return };
        *placed = true;
        let note = &self.report.document.notes[index];
        self.out.raw("<span class=\"side note\" role=\"note\"").id("n", index).raw("><b class=\"label\">");
        match note.marks.first() {
            Some(mark) => self.out.raw("<a").link("m", *mark).raw(">").text(&note.label).raw("</a>"),
            None => self.out.text(&note.label),
        };
        self.out.raw("</b> ");
        let found = self.note_text(index);
        self.citations(index);
        self.out.raw("</span>");
        for finding in found {
            self.finding(finding);
        }
    }

    /// The words of a note; gives the findings in it.
    fn note_text(&mut self, index: usize) -> Vec<usize> {
        let note = &self.report.document.notes[index];
        let spans = if note.pieces.is_empty() { std::slice::from_ref(&note.span) } else { &note.pieces };
        let mut found = Vec::new();
        for span in spans.iter().map(|span| Span::new(span.start.max(note.body.start), span.end)) {
            let mut at = span.start;
            for (piece, sentence) in self.pieces_over(span) {
                let piece = Span::new(piece.start.max(at), piece.end.min(span.end));
                self.note_words(Span::new(at, piece.start), None);
                self.note_words(piece, Some(sentence));
                at = piece.end.max(at);
                if !self.begun[sentence] {
                    found.extend(&self.ledger.findings[sentence]);
                }
                self.begun[sentence] = true;
            }
            self.note_words(Span::new(at, span.end), None);
        }
        found
    }

    fn note_words(&mut self, span: Span, sentence: Option<usize>) {
        // The margin tells the pages of the text, not of the notes beside it.
        let pages = std::mem::replace(&mut self.next_page, usize::MAX);
        if !span.is_empty() {
            self.atoms(span, sentence);
        }
        self.next_page = pages;
    }

    /// What a note cites, in a word each.
    fn citations(&mut self, index: usize) {
        let citations = self.ledger.citations[index].clone();
        if citations.is_empty() {
            return;
        }
        self.out.raw("<span class=\"cits\">");
        let (mut last, mut times) = (String::new(), 1);
        for citation in citations {
            let citation = &self.report.citations[citation];
            let mut said = citation.mode.map_or_else(|| kind_words(citation.kind), mode_words).to_owned();
            if !citation.withheld.is_empty() {
                let withheld: Vec<_> =
                    citation.withheld.iter().map(|item| item.code().replace('_', " ")).collect();
                said.push_str(&format!("; withheld: {}", withheld.join(", ")));
            }
            // "document on file, no. 2, no. 3": the same again is told by its number.
            let follows = !last.is_empty();
            times = if said == last { times + 1 } else { 1 };
            last.clone_from(&said);
            let said = if times > 1 { format!("no. {times}") } else { said };
            self.out.raw(if times > 1 {
                ", "
            } else if follows {
                " · "
            } else {
                ""
            });
            self.out.raw("<span class=\"cit\">");
            match citation.source {
                Some(source) => self.out.raw("<a").link("q", source).raw(">").text(&said).raw("</a>"),
                None => self.out.text(&said),
            };
            self.out.raw("</span>");
        }
        self.out.raw("</span>");
    }

    /// A finding in the margin; one that was told in full since the last heading only by its rule.
    pub(super) fn finding(&mut self, index: usize) {
        let report: &'r Report = self.report;
        let finding = &report.findings[index];
        let told = (finding.rule, finding.message.as_str());
        let before = self.told.get(&told).copied().filter(|_| finding.rests_on.is_empty());
        self.told.entry(told).or_insert(index);
        self.margin_took(finding);
        let number = self.numbers[index];
        let denied = finding.level == Level::Deny;
        self.out.raw(if denied {
            "<span class=\"side finding deny"
        } else {
            "<span class=\"side finding warn"
        });
        self.out.raw(if before.is_some() { " brief\"" } else { "\"" }).raw(" role=\"note\"");
        self.out.id("f", number.saturating_sub(1)).raw("><b class=\"no\">F").number(number).raw("</b> ");
        self.level(finding.level);
        self.out.raw(" <b>").text(finding.rule).raw("</b>");
        self.out.raw(if finding.sensitive { " <i>sensitive</i> " } else { " " });
        match before.map(|before| self.numbers[before]) {
            None => self.finding_body(finding),
            Some(before) => {
                self.out.raw("<a").link("f", before.saturating_sub(1)).attribute("title", &finding.message);
                self.out.raw(">as F").number(before).raw("</a>");
            }
        }
        self.answer(index);
        self.out.raw("</span>");
    }

    /// What a person answered to a finding in Word.
    pub(super) fn answer(&mut self, finding: usize) {
        let Some(allowance) = self.report.answers.to(finding) else { return };
        self.out.raw("<span class=\"answer\"><b>Answered");
        self.out.raw(if allowance.carried { ", in the earlier draft:</b> " } else { ":</b> " });
        self.out.text(&answered(&allowance.answer)).raw("</span>");
    }

    fn finding_body(&mut self, finding: &Finding) {
        self.out.raw("<span class=\"msg\">").text(&finding.message).raw(".</span>");
        for (_, related, times) in related(&self.report.document, finding) {
            self.out.raw("<span class=\"also\">Also ");
            self.related(related.span);
            self.out.raw(": ").text(&related.why);
            if times > 1 {
                self.out.raw(" (").number(times).raw(" times)");
            }
            self.out.raw("</span>");
        }
        if !finding.remedy.is_empty() {
            self.out.raw("<span class=\"do\">").text(&finding.remedy).raw("</span>");
        }
    }

    /// A link to the note or sentence at `span`.
    pub(super) fn related(&mut self, span: Span) {
        let document = &self.report.document;
        let at = place(document, span.start);
        let note = document.note_at(span.start);
        let sentence = document.sentence_at(span.start);
        match (note, sentence) {
            (Some(note), _) => self.out.raw("<a").link("n", note).raw(">").text(&at).raw("</a>"),
            (_, Some(sentence)) => self.out.raw("<a").link("s", sentence).raw(">").text(&at).raw("</a>"),
            _ => self.out.text(&at),
        };
    }

    /// True if a note called in `span` has findings.
    pub(super) fn notes_have_findings(&self, span: Span) -> bool {
        let document = &self.report.document;
        let (_, marks) = document.marks_in(span);
        marks.iter().filter_map(|mark| document.notes.get(mark.note?)).any(|note| {
            let inside = self.pieces_over(note.span);
            inside.iter().any(|(_, sentence)| !self.ledger.findings[*sentence].is_empty())
        })
    }

    /// Pieces of sentences that lie in or reach into `span`.
    fn pieces_over(&self, span: Span) -> Vec<(Span, usize)> {
        let from = self.pieces.partition_point(|(piece, _)| piece.end <= span.start);
        self.pieces[from..].iter().take_while(|(piece, _)| piece.start < span.end).copied().collect()
    }

    /// Findings that hang on no sentence, and those of sentences that are not shown in the text.
    pub(super) fn stray_findings(&mut self) {
        let stray = self.ledger.stray.clone();
        if stray.is_empty() {
            return;
        }
        self.out.raw("<div class=\"row found loose\"><h3>On the document as a whole</h3>");
        for finding in stray {
            self.finding(finding);
        }
        self.out.raw("</div>\n");
    }

    /// Notes that no mark in the text calls.
    pub(super) fn unplaced_notes(&mut self) {
        let unplaced: Vec<usize> = (0..self.placed.len()).filter(|index| !self.placed[*index]).collect();
        if unplaced.is_empty() {
            return;
        }
        self.out.raw("<div class=\"row loose found\"><h3>Notes that no mark in the text calls</h3>");
        for note in unplaced {
            self.note(note);
        }
        self.out.raw("</div>\n");
    }
}

/// A kind of citation, as people say it.
pub(super) fn kind_words(kind: CitationKind) -> &'static str {
    match kind {
        CitationKind::Interview => "interview",
        CitationKind::Letter => "letter",
        CitationKind::Email => "e-mail",
        CitationKind::PressConference => "press conference",
        CitationKind::Report => "report",
        CitationKind::PressArticle => "press article",
        CitationKind::Judgment => "judgment",
        CitationKind::Treaty => "treaty",
        CitationKind::Legislation => "legislation",
        CitationKind::UnDocument => "UN document",
        CitationKind::WebPage => "web page",
        CitationKind::OnFile => "document on file",
        CitationKind::Ibid => "the source before (ibid.)",
        CitationKind::Supra => "a source given elsewhere",
        CitationKind::Comment => "remark, no source",
        CitationKind::Other => "other source",
    }
}

fn mode_words(mode: InterviewMode) -> &'static str {
    match mode {
        InterviewMode::Interview => "interview",
        InterviewMode::Telephone => "telephone interview",
        InterviewMode::Video => "video interview",
        InterviewMode::Group => "group interview",
        InterviewMode::Correspondence => "correspondence",
    }
}
