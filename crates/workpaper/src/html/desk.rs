//! What persons wrote at the desk: answers in Word that do not count, filled fact-check sheets.

use super::Page;
use super::worklist::{OPEN, shortened};
use crate::answers::answered;
use crate::numerals::count;
use crate::place::place;
use crate::sheet::{checked_by, checks_told};
use probata_report::{NoAnswer, Report, Stale};

impl<'r> Page<'r> {
    /// Answers that do not count any more, comments that are no answer, and what else is told of answers.
    pub(super) fn answers_told(&mut self) {
        let report: &'r Report = self.report;
        let answers = &report.answers;
        let stale: Vec<&Stale> =
            answers.stale.iter().filter(|stale| self.sensitive || !stale.sensitive).collect();
        self.folded(
            &count(stale.len(), "answer does not count", "answers do not count"),
            " any more",
            &stale,
            Self::stale,
        );
        let others: Vec<&NoAnswer> =
            answers.no_answers.iter().filter(|told| self.sensitive || !told.sensitive).collect();
        self.folded(
            &count(others.len(), "comment is", "comments are"),
            " no answer",
            &others,
            Self::no_answer,
        );
        if answers.settled > 0 {
            let said = count(answers.settled, "answer is", "answers are");
            self.out.raw("<p class=\"about\">").text(&said).raw(" about findings that are gone.</p>\n");
        }
        if answers.comments > 0 {
            let said = count(answers.comments, "comment", "comments");
            self.out.raw("<p class=\"about\">").text(&said);
            self.out.raw(
                " of an earlier audit in the file: delete all comments before it leaves the desk.</p>\n",
            );
        }
    }

    /// A list under a line that can be folded; nothing if it is empty.
    fn folded<T>(&mut self, said: &str, rest: &'static str, all: &[&'r T], one: fn(&mut Self, &'r T)) {
        if all.is_empty() {
            return;
        }
        self.out.raw(if all.len() <= OPEN { "<details open>" } else { "<details>" });
        self.out.raw("<summary><strong>").text(said).raw(rest).raw("</strong></summary>\n<ol>\n");
        for item in all {
            self.out.raw("<li>");
            one(self, item);
            self.out.raw("</li>\n");
        }
        self.out.raw("</ol>\n</details>\n");
    }

    fn stale(&mut self, stale: &'r Stale) {
        self.out.raw("<b>").text(&stale.answer.rule).raw("</b> ");
        match stale.sentence {
            Some(sentence) => self.sentence_link(sentence),
            None => {
                self.out.raw("<q>").text(&shortened(&stale.answer.passage)).raw("</q>");
            }
        }
        self.out.raw(" <span class=\"answer\">").text(&answered(&stale.answer)).raw("</span>");
        self.out.raw("<span class=\"about\">\u{2013} ").text(&stale.why).raw("</span>");
    }

    fn no_answer(&mut self, told: &'r NoAnswer) {
        if !told.rule.is_empty() {
            self.out.raw("<b>").text(&told.rule).raw("</b> ");
        }
        match told.span {
            Some(span) => self.related(span),
            None => {
                self.out.raw("in the earlier draft");
            }
        }
        let by = if told.by.is_empty() { "somebody" } else { &told.by };
        self.out.raw(" <span class=\"answer\">").text(by).raw(": <q>").text(&shortened(&told.text));
        self.out.raw("</q></span><span class=\"about\">\u{2013} ").text(&told.why).raw("</span>");
    }

    /// A link to a sentence, called by its place.
    fn sentence_link(&mut self, sentence: usize) {
        let document = &self.report.document;
        let at = place(document, document.sentences[sentence].span.start);
        self.out.raw("<a").link("s", sentence).raw(">").text(&at).raw("</a>");
    }

    /// What filled fact-check sheets say; nothing if none was given.
    pub(super) fn fact_check(&mut self) {
        let report: &'r Report = self.report;
        let Some(said) = checked_by(report) else { return };
        self.out.raw("<section id=\"fact-check\" aria-labelledby=\"h-fact-check\">\n<h2 id=\"h-fact-check\">Fact-check</h2>\n");
        self.out
            .raw("<p>")
            .text(&said)
            .raw(". <span class=\"ref ok\">✓</span> stands behind a checked sentence.</p>\n");
        let (stale, unfinished) = checks_told(&report.checks);
        let lists = [
            (&stale, count(stale.len(), "check does not count", "checks do not count"), " any more"),
            (&unfinished, count(unfinished.len(), "row is filled", "rows are filled"), " only in part"),
        ];
        for (lines, said, rest) in lists {
            if lines.is_empty() {
                continue;
            }
            self.out.raw(if lines.len() <= OPEN { "<details open>" } else { "<details>" });
            self.out.raw("<summary><strong>").text(&said).raw(rest).raw("</strong></summary>\n<ol>\n");
            for line in lines {
                self.out.raw("<li>").text(line).raw("</li>\n");
            }
            self.out.raw("</ol>\n</details>\n");
        }
        self.out.raw("</section>\n");
    }
}
