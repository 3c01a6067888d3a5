//! Words of doubt, whose doubt they are and what they put in doubt.
//!
//! A hedge inside what a source says is the source's ("his interrogator *seemed* to be trying"); any other is the
//! author's ("the *supposedly* voluntary return").

mod scope;

use crate::attribution::{LONGEST, Tree};
use crate::classes::Classes;
use crate::phrases::Phrases;
use crate::words::{Token, Words};
use probata_grammar::Parser;
use probata_report::{Attribution, Document, Hedging, Span};
use probata_vocabulary::{Holder, Zone};
use scope::Sentence;
use serde::Deserialize;
use std::ops::Range;

/// The word lists.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    words: Phrases<()>,
    not: Phrases<()>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    words: Vec<String>,
    not: Vec<String>,
}

impl Lexicon {
    /// Reads `hedges.toml`; the message names what is wrong in it.
    pub fn parse(data: &str) -> Result<Self, String> {
        let file: File = toml::from_str(data).map_err(|error| format!("hedges.toml: {error}"))?;
        Ok(Self { words: Phrases::of(&file.words), not: Phrases::of(&file.not) })
    }

    /// Hedges in a sentence, as ranges of tokens.
    pub fn find(&self, words: &Words, tokens: &[Token]) -> Vec<Range<usize>> {
        let barred = self.not.find(words, tokens);
        let is_barred =
            |at: usize, count: usize| barred.iter().any(|(not, n, ())| *not < at + count && at < not + n);
        self.words
            .find(words, tokens)
            .iter()
            .filter(|(at, ..)| *at == 0 || !tokens[*at].capital)
            .filter(|(at, count, ())| !is_barred(*at, *count))
            .map(|(at, count, ())| *at..at + count)
            .collect()
    }
}

fn span(tokens: &[Token], range: &Range<usize>) -> Span {
    Span::new(tokens[range.start].span.start, tokens[range.end - 1].span.end)
}

/// Every hedge of the document, in order, with its holder and scope.
pub(crate) fn hedges(
    document: &Document,
    words: &Words,
    (lexicon, classes): (&Lexicon, &Classes),
    parser: &mut Parser,
    attributions: &[Attribution],
) -> Vec<Hedging> {
    let reach = speaking_over(document, attributions);
    let mut all = Vec::new();
    for (index, sentence) in document.sentences.iter().enumerate() {
        if matches!(document.zone(sentence), Zone::Header | Zone::Footer) {
            continue;
        }
        let tokens = words.sentence(index);
        let found = lexicon.find(words, tokens);
        if found.is_empty() {
            continue;
        }
        let tree = (tokens.len() <= LONGEST).then(|| Tree::of(parser, words, tokens, classes, &[]));
        let sentence = Sentence { words, tokens, classes, tree };
        for hedge in found {
            let place = span(tokens, &hedge);
            let attribution = holder(attributions, &reach[index], place);
            let scope: Vec<Span> = sentence.scope(&hedge).iter().map(|range| span(tokens, range)).collect();
            all.push(Hedging {
                sentence: index,
                span: place,
                holder: if attribution.is_some() { Holder::Source } else { Holder::Author },
                scope: match attribution {
                    Some(source) => within(&scope, &attributions[source].content),
                    None => scope,
                },
                attribution,
            });
        }
    }
    all
}

/// The parts of a scope that lie in what the source says.
fn within(scope: &[Span], content: &[Span]) -> Vec<Span> {
    let part =
        |a: &Span, b: &Span| Span::new(a.start.max(b.start), a.end.min(b.end).max(a.start.max(b.start)));
    let parts = scope.iter().flat_map(|doubted| content.iter().map(move |said| part(doubted, said)));
    parts.filter(|part| !part.is_empty()).collect()
}

/// For each sentence, the attributions whose content or cue lies in it.
pub(crate) fn speaking_over(document: &Document, attributions: &[Attribution]) -> Vec<Vec<usize>> {
    let mut reach = vec![Vec::new(); document.sentences.len()];
    for (index, attribution) in attributions.iter().enumerate() {
        let end = attribution.content.iter().map(|span| span.end).max().unwrap_or(0);
        let mut sentence = attribution.sentence;
        while document
            .sentences
            .get(sentence)
            .is_some_and(|s| s.span.start < end || sentence == attribution.sentence)
        {
            reach[sentence].push(index);
            sentence += 1;
        }
    }
    reach
}

/// The innermost attribution whose content holds the hedge; a hedge in a nested cue is held by the outer source.
fn holder(attributions: &[Attribution], near: &[usize], hedge: Span) -> Option<usize> {
    let held = |index: &&usize| attributions[**index].content.iter().any(|content| content.contains(hedge));
    let size = |index: &&usize| attributions[**index].content.iter().map(|span| span.len()).sum::<usize>();
    near.iter().filter(|i| !attributions[**i].source.is_empty()).filter(held).min_by_key(size).copied()
}

#[cfg(test)]
mod tests {
    use crate::{Settings, assay, testing};
    use expect_test::{Expect, expect};
    use std::fmt::Write as _;

    /// Every word of doubt and whose doubt it is.
    #[expect(clippy::needless_pass_by_value, reason = "an answer is written where it is asked for")]
    fn check(text: &str, expected: Expect) {
        let report = assay(testing::document(text), &Settings::default());
        let mut out = String::new();
        for hedge in &report.hedges {
            let whose = hedge.attribution.map(|at| &report.attributions[at]);
            let whose = whose.and_then(|a| a.source.first()).map_or("author", |s| &report.document.text[*s]);
            let _ = writeln!(out, "{}: {whose}", &report.document.text[hedge.span]);
        }
        expected.assert_eq(&out);
    }

    #[test]
    fn a_doubt_belongs_to_whoever_says_it() {
        check(
            "Tomas Verin said that the officer was probably drunk. The supposedly voluntary return took a day.",
            expect![[r#"
                probably: Tomas Verin
                supposedly: author
            "#]],
        );
    }

    #[test]
    fn an_opinion_without_a_holder_is_a_doubt() {
        check(
            "Colonel Benk is widely regarded as the founder of the unit. The cell was considered to be the worst.",
            expect![[r#"
                is widely regarded: author
                was considered to: author
            "#]],
        );
        check(
            "It is alleged that the register was burnt. The convoy is said to have left Doln at night. The order was reported to have come from Velsk.",
            expect![[r#"
                It is alleged that: author
                is said to: author
                was reported to have: author
            "#]],
        );
        check(
            "It has been suggested that the list was longer. Legend has it that the tower was a prison.",
            expect![[r#"
                It has been suggested: author
                Legend has it: author
            "#]],
        );
        check(
            "There is a possibility that Kostrov was moved. It is also possible that he fled. To his knowledge nobody was charged.",
            expect![[r#"
                possibility that: author
                It is also possible: author
                To his knowledge: author
            "#]],
        );
    }

    #[test]
    fn what_some_believe_is_a_doubt_but_what_some_told_is_not() {
        check(
            "Some believe that the tower was mined. Many observers argue that the vote was bought. There is some evidence of fire.",
            expect![[r#"
                Some believe: author
                Many observers argue: author
                There is some evidence: author
            "#]],
        );
        check("Some said that they were beaten. Many told Lantern about the cell.", expect![[""]]);
    }

    #[test]
    fn an_opinion_with_a_holder_is_that_of_the_holder() {
        check(
            "The application was considered by the court on 3 May. The claim was regarded by the judge with care.",
            expect![[""]],
        );
        check(
            "The building was considered by many as the safest in Ustra.",
            expect![[r#"
            considered by many: author
        "#]],
        );
    }

    /// What each word of doubt puts in doubt.
    #[expect(clippy::needless_pass_by_value, reason = "an answer is written where it is asked for")]
    fn doubted(text: &str, expected: Expect) {
        let report = assay(testing::document(text), &Settings::default());
        let words = |span: &probata_report::Span| &report.document.text[*span];
        let line = |hedge: &probata_report::Hedging| {
            let scope: Vec<&str> = hedge.scope.iter().map(words).collect();
            format!("{}: {}\n", words(&hedge.span), scope.join(" … "))
        };
        expected.assert_eq(&report.hedges.iter().map(line).collect::<String>());
    }

    #[test]
    fn an_auxiliary_or_adverb_doubts_its_clause() {
        doubted(
            "Kostrov may have left Doln, but nobody saw him. The convoy probably left at night.",
            expect![[r#"
                may have: Kostrov … left Doln
                probably: The convoy … left at night
            "#]],
        );
        doubted(
            "The guards took the keys, and they probably opened the gate.",
            expect![[r#"
            probably: they … opened the gate
        "#]],
        );
        doubted(
            "Perhaps forty men were moved. The supposedly voluntary return took a day.",
            expect![[r#"
            Perhaps: forty men were moved
            supposedly: voluntary
        "#]],
        );
    }

    #[test]
    fn a_word_that_takes_a_clause_or_noun_doubts_that() {
        doubted(
            "The cell seems to have been used for punishment.",
            expect![[r#"
            seems: The cell … to have been used for punishment
        "#]],
        );
        doubted(
            "It is unclear whether the doctor signed the certificate.",
            expect![[r#"
            It is unclear: the doctor signed the certificate
        "#]],
        );
        doubted(
            "The alleged beating of detainees was denied. Rumours of a grave near Kareva spread in June.",
            expect![[r#"
                alleged: beating of detainees
                Rumours: of a grave near Kareva
            "#]],
        );
    }

    #[test]
    fn a_source_doubts_only_what_it_says() {
        doubted(
            "Tomas Verin said that the officer was probably drunk.",
            expect![[r#"
            probably: the officer was … drunk
        "#]],
        );
    }

    #[test]
    fn leave_distance_and_learning_are_no_doubt() {
        check(
            "A detainee may appeal within ten days. A fine may be imposed. They walked as far as the river. He had no legal knowledge.",
            expect![[""]],
        );
        check(
            "As far as is known, nobody was charged. The SSD was seen in Marnik. The appeal was considered on 3 May.",
            expect![[r#"
                As far as is known: author
            "#]],
        );
    }
}
