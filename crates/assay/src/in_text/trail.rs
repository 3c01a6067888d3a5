//! The words of citations in the running text, and the sentences that they carry.

use super::{InText, Lexicon, Reading};
use crate::words::{Kind, Words};
use probata_report::{Document, Judged, Span, TextCitation};
use probata_vocabulary::CarriedBy;
use std::ops::Range;

/// The citations in the running text, in order, each with what it carries.
pub(crate) fn trail(
    document: &Document,
    words: &Words,
    lexicon: &Lexicon,
    cited: &[InText],
    judged: &[Judged],
) -> Vec<TextCitation> {
    let mut all: Vec<TextCitation> = Vec::new();
    for (sentence, what) in cited.iter().enumerate().filter(|(_, what)| **what != InText::None) {
        let reading = Reading { lexicon, words, tokens: words.sentence(sentence) };
        let carries = carried(document, judged, sentence, *what);
        let ranges = if *what == InText::Whole { vec![reading.whole()] } else { reading.extents() };
        for range in ranges {
            let Some(span) = reading.span(&range) else { continue };
            let back = lexicon.back.contains(reading.low(range.start));
            let before = all.last().map(|before| before.refers_to.unwrap_or(all.len() - 1));
            all.push(TextCitation {
                sentence,
                span,
                name: words.plain(span),
                refers_to: before.filter(|_| back),
                carries: carries.clone(),
            });
        }
    }
    all
}

/// A citation carries its own sentence, or, if it is all of it, the one before.
fn carried(document: &Document, judged: &[Judged], sentence: usize, what: InText) -> Vec<usize> {
    let block = document.sentences[sentence].block;
    let before = sentence
        .checked_sub(1)
        .filter(|before| what == InText::Whole && document.sentences[*before].block == block);
    let by_text = |index: &usize| matches!(judged[*index].carried_by, CarriedBy::Text | CarriedBy::Both);
    before.into_iter().chain([sentence]).filter(by_text).collect()
}

impl Reading<'_> {
    /// All tokens but the signal at the start and the stop at the end.
    fn whole(&self) -> Range<usize> {
        let mut start = 0;
        let (signals, after, back) = (&self.lexicon.signals, &self.lexicon.after_signal, &self.lexicon.back);
        let leads = |low: &str| (signals.contains(low) || after.contains(low)) && !back.contains(low);
        while leads(self.low(start)) || matches!(self.word(start), "," | "(" | "[") {
            start += 1;
        }
        self.trimmed(start..self.tokens.len())
    }

    /// The stretches that cite, among other words.
    fn extents(&self) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for sign in (0..self.tokens.len()).filter(|at| self.is_sign(*at)) {
            if found.last().is_some_and(|last| sign < last.end) {
                continue;
            }
            let floor = found.last().map_or(0, |last| last.end);
            let range = self.trimmed(self.start_of(sign, floor)..self.end_of(sign));
            match found.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => found.push(range),
            }
        }
        found
    }

    /// Names, numbers and the signs between them belong to the citation, back to a plain word or a bracket.
    fn start_of(&self, sign: usize, floor: usize) -> usize {
        let mut at = sign;
        while at > floor {
            let before = at - 1;
            let joins = matches!(self.word(before), "." | "§" | "-" | "–" | "/" | "&")
                || self.word(before) == "," && (self.is_number(at) || self.is_capital(at));
            let names = self.is_number(before)
                || self.is_capital(before)
                || self.lexicon.versus.contains(self.low(before));
            if !joins && !names {
                break;
            }
            at = before;
        }
        // "In Verin v. Sorvania": the sentence's own first word.
        let leads = at == 0 && at < sign && self.word(0).chars().count() == 2 && self.word(1) != ".";
        if leads { 1 } else { at }
    }

    fn end_of(&self, sign: usize) -> usize {
        let mut at = sign + 1;
        let mut depth = 0usize;
        while at < self.tokens.len() {
            let (word, low) = (self.word(at), self.low(at));
            let address = self.tokens[at - 1].span.end == self.tokens[at].span.start
                && matches!(self.low(sign), "http" | "https");
            match word {
                "(" => depth += 1,
                ")" if depth == 0 => break,
                ")" => depth -= 1,
                _ if depth > 0 || address => {}
                "." | "§" | "-" | "–" | "/" | "&" => {}
                "," => {
                    let onward = self.is_number(at + 1) || self.lexicon.locator.contains(self.low(at + 1));
                    if !onward {
                        break;
                    }
                }
                _ if self.is_number(at) || self.lexicon.locator.contains(low) => {}
                _ if self.is_capital(at) && self.tokens[at].kind == Kind::Word => {}
                _ => break,
            }
            at += 1;
        }
        at
    }

    /// Without signs at the edges.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let Range { mut start, mut end } = range;
        while start + 1 < end && matches!(self.word(start), "." | "," | ";" | "-" | "–" | "/" | "&") {
            start += 1;
        }
        while end > start + 1 && matches!(self.word(end - 1), "." | "," | ";" | "-" | "–" | "/" | "(" | "&")
        {
            end -= 1;
        }
        start..end
    }

    fn span(&self, range: &Range<usize>) -> Option<Span> {
        let tokens = self.tokens.get(range.clone())?;
        Some(Span::new(tokens.first()?.span.start, tokens.last()?.span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Reading;
    use crate::language::Language;
    use crate::testing::document;
    use crate::words::Words;
    use crate::{Settings, assay};
    use expect_test::{Expect, expect};

    fn words_of(text: &str, expected: Expect) {
        let (words, tokens) = Words::of_text(text);
        let reading = Reading { lexicon: &Language::of("en").cited, words: &words, tokens: &tokens };
        let found: Vec<_> = reading.extents().iter().filter_map(|range| reading.span(range)).collect();
        let found: Vec<&str> = found.into_iter().map(|span| &text[span]).collect();
        expected.assert_eq(&found.join("\n"));
    }

    #[test]
    fn the_words_of_a_citation_are_told_from_those_around_it() {
        words_of("The duty is owed to all (A/HRC/13/42).", expect!["A/HRC/13/42"]);
        words_of(
            "The court held that “no person shall be kept in secret.” 12 S.C. at 44.",
            expect!["12 S.C. at 44"],
        );
        words_of(
            "In Verin v. Sorvania, 12 S.C. 33, 40 (2019), the court freed him.",
            expect!["Verin v. Sorvania, 12 S.C. 33, 40 (2019)"],
        );
        words_of(
            "It was found so by A/HRC/13/42 and by A/HRC/16/2, which nobody read.",
            expect![[r#"
            A/HRC/13/42
            A/HRC/16/2"#]],
        );
        words_of(
            "The order stands at https://example.org/orders/12 and nowhere else.",
            expect!["https://example.org/orders/12"],
        );
    }

    fn trail_of(text: &str, expected: Expect) {
        let report = assay(document(text), &Settings::default());
        let told = report.text_citations.iter().map(|citation| {
            let text = &report.document.text;
            let carries: Vec<&str> =
                citation.carries.iter().map(|s| &text[report.document.sentences[*s].span]).collect();
            let back = citation.refers_to.map_or(String::new(), |at| format!(" = {}", at + 1));
            format!("{}{back}: {}", citation.name, carries.join(" | "))
        });
        expected.assert_eq(&told.collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn a_citation_carries_its_sentence_or_the_one_before() {
        trail_of(
            "The court found that he was held in secret. See Verin Trial, 12 S.C. 33, 40 (2019). He was \
             moved to Doln in March. Id. at 41. The guards beat him there.",
            expect![[r#"
                Verin Trial, 12 S.C. 33, 40 (2019): The court found that he was held in secret.
                Id. at 41 = 1: He was moved to Doln in March."#]],
        );
        trail_of(
            "The Directorate held forty men at Doln (A/HRC/13/42).",
            expect!["A/HRC/13/42: The Directorate held forty men at Doln (A/HRC/13/42)."],
        );
    }
}
