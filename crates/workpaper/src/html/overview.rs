//! The top and the bottom of the page: what was read, how it is covered, how to read the page.

use super::Page;
use crate::numerals::count;
use probata_report::{Coverage, Part};

/// Class and words of each way to be carried, in the order of the bars.
const WAYS: [(&str, &str); 5] = [
    ("bn", "by a note"),
    ("bt", "by a source named in the text"),
    ("bb", "by a note and a source named in the text"),
    ("br", "by another sentence that says the same and is carried"),
    ("bx", "by none of these"),
];

fn numbers(coverage: Coverage) -> [usize; 5] {
    [coverage.by_note, coverage.by_text, coverage.by_both, coverage.restated, coverage.by_neither]
}

impl Page<'_> {
    /// What the page is and what was read.
    pub(super) fn banner(&mut self) {
        self.out.raw("<header>\n<p class=\"notice\"><strong>Internal working paper.</strong> ");
        self.out.raw(crate::NOTICE).raw("</p>\n");
        let parts = &self.report.document.parts;
        for (index, part) in parts.iter().enumerate() {
            self.out.raw(if index == 0 { "<h1><bdi>" } else { "<p class=\"another\"><bdi>" });
            self.out.text(part.title.as_deref().unwrap_or(&part.path));
            self.out.raw("</bdi>").raw(if index == 0 { "</h1>\n" } else { "</p>\n" });
            if part.title.is_some() {
                self.out.raw("<p class=\"path\"><bdi>").text(&part.path).raw("</bdi></p>\n");
            }
            self.part(part);
        }
        self.out.raw("<nav aria-label=\"Contents\"><a href=\"#coverage\">Coverage</a> <a href=\"#findings\">Findings</a> ");
        self.out.raw("<a href=\"#text\">Text</a> <a href=\"#sources\">Sources</a> <a href=\"#legend\">How to read this</a></nav>\n");
        self.out.raw("</header>\n");
    }

    fn part(&mut self, part: &Part) {
        let document = &self.report.document;
        let within = |start: usize| part.span.holds(start);
        let counted = document.pages.iter().filter(|(start, _)| within(*start)).count();
        let pages = part.pages.map_or(counted, |pages| pages as usize);
        let sentences = document.sentences.iter().filter(|s| within(s.span.start)).count();
        let notes = document.notes.iter().filter(|n| within(n.span.start)).count();
        let mut facts = vec![format!("Reading: {}", part.outcome.status())];
        if pages > 0 {
            facts.push(count(pages, "page", "pages"));
        }
        facts.push(count(sentences, "sentence", "sentences"));
        facts.push(count(notes, "note", "notes"));
        self.out.raw("<p class=\"facts\">").text(&facts.join(" · "));
        if !part.sha256.is_empty() {
            self.out.raw("<br><span class=\"hash\">SHA-256 ").text(&part.sha256).raw("</span>");
        }
        self.out.raw("</p>\n");
        let missing = part.outcome.missing();
        if missing.is_empty() && part.remarks.is_empty() {
            return;
        }
        self.out.raw("<ul class=\"remarks\">\n");
        for item in missing {
            self.out
                .raw("<li class=\"missing\">Missing: ")
                .text(&item.place)
                .raw(": ")
                .text(&item.why)
                .raw("</li>\n");
        }
        for remark in &part.remarks {
            self.out.raw("<li>").text(remark).raw("</li>\n");
        }
        self.out.raw("</ul>\n");
    }

    /// Evidence coverage of the whole and by chapter.
    pub(super) fn coverage(&mut self) {
        let whole = self.report.coverage;
        self.out.raw("<section id=\"coverage\" aria-labelledby=\"h-coverage\">\n<h2 id=\"h-coverage\">Evidence coverage</h2>\n");
        if whole.assertions == 0 {
            self.out.raw("<p>No sentence was taken for an assertion of fact, so there is nothing to cover.</p>\n</section>\n");
            return;
        }
        self.out.raw("<p class=\"lead\">What the ").text(&count(
            whole.assertions,
            "assertion of fact stands",
            "assertions of fact stand",
        ));
        self.out
            .raw(" on. A worklist, not a grade: it counts what is printed, not whether it is true.</p>\n");
        self.bar(whole, "bar whole");
        self.out.raw("<table class=\"ways\"><tbody>\n");
        for ((class, words), number) in WAYS.into_iter().zip(numbers(whole)) {
            self.out.raw("<tr><td><i class=\"key ").raw(class).raw("\"></i></td><td class=\"num\">");
            self.out.count(number).raw("</td><td>").raw(words).raw("</td></tr>\n");
        }
        self.out.raw("</tbody></table>\n<p>");
        self.origins(whole);
        self.out.raw("</p>\n");
        if let Some(said) = crate::ledger::lost_marks(&self.report.document) {
            self.out.raw("<p class=\"missing\">").text(&said).raw("</p>\n");
        }
        self.chapters();
        self.out.raw("</section>\n");
    }

    fn origins(&mut self, whole: Coverage) {
        let (least, most) = (whole.origins_at_least, whole.origins_at_most);
        if most > 0 && least == most {
            self.out.raw("Different origins: ").count(most).raw(". ");
        } else if most > 0 {
            self.out.raw("Different origins: at least ").count(least).raw(", at most ").count(most).raw(". ");
        }
        if whole.withheld_only > 0 {
            self.out.text(&count(whole.withheld_only, "assertion rests", "assertions rest"));
            self.out.raw(" on withheld sources only.");
        }
    }

    fn chapters(&mut self) {
        let covered = self.report.chapters.iter().enumerate().filter(|(_, c)| c.coverage.assertions > 0);
        let covered: Vec<_> = covered.collect();
        if covered.is_empty() {
            return;
        }
        self.out.raw("<table class=\"chapters\"><caption>By chapter</caption><thead><tr><th scope=\"col\">Chapter</th><th scope=\"col\">Coverage</th><th scope=\"col\">Carried</th></tr></thead><tbody>\n");
        for (index, chapter) in covered {
            self.out
                .raw("<tr><th scope=\"row\"><a")
                .link("c", index)
                .raw(">")
                .text(&chapter.title)
                .raw("</a></th><td>");
            self.bar(chapter.coverage, "bar");
            self.out.raw("</td><td class=\"num\">").count(chapter.coverage.carried()).raw(" of ");
            self.out.count(chapter.coverage.assertions).raw("</td></tr>\n");
        }
        self.out.raw("</tbody></table>\n");
    }

    fn bar(&mut self, coverage: Coverage, class: &'static str) {
        self.out.raw("<div class=\"").raw(class).raw("\" aria-hidden=\"true\">");
        for ((class, _), number) in WAYS.into_iter().zip(numbers(coverage)) {
            if number > 0 {
                self.out
                    .raw("<i class=\"")
                    .raw(class)
                    .raw("\" style=\"flex-grow:")
                    .number(number)
                    .raw("\"></i>");
            }
        }
        self.out.raw("</div>");
    }

    /// The legend, and what made the page.
    pub(super) fn how_to_read(&mut self) {
        self.out.raw(include_str!("legend.html"));
        let reading = &self.report.document.reading;
        self.out.raw("<footer>\n<p>").raw(crate::NOTICE).raw("</p>\n<p>Read by ").text(&reading.reader);
        if !reading.options.is_empty() {
            self.out.raw(" (").text(&reading.options).raw(")");
        }
        self.out.raw(", shown by Probata ").raw(env!("CARGO_PKG_VERSION"));
        if !self.report.genre.is_empty() {
            self.out.raw(", judged as genre ").text(&self.report.genre);
        }
        self.out.raw(".</p>\n</footer>\n");
    }
}
