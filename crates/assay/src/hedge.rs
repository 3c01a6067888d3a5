//! Words of doubt and whose doubt they are.
//!
//! A hedge inside what a source says is the source's ("his interrogator *seemed* to be trying"); any other is the
//! author's ("the *supposedly* voluntary return").

use crate::phrases::Phrases;
use crate::words::{Token, Words};
use probata_report::{Attribution, Document, Hedging, Span};
use probata_vocabulary::{Holder, Zone};
use serde::Deserialize;

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

    /// Places of hedges in a sentence, as token ranges.
    pub fn find(&self, words: &Words, tokens: &[Token]) -> Vec<Span> {
        let barred: Vec<Span> =
            self.not.find(words, tokens).iter().map(|(at, n, ())| span(tokens, *at, *n)).collect();
        self.words
            .find(words, tokens)
            .iter()
            .filter(|(at, ..)| *at == 0 || !tokens[*at].capital)
            .map(|(at, count, ())| span(tokens, *at, *count))
            .filter(|found| !barred.iter().any(|barred| barred.overlaps(*found)))
            .collect()
    }
}

fn span(tokens: &[Token], at: usize, count: usize) -> Span {
    Span::new(tokens[at].span.start, tokens[at + count - 1].span.end)
}

/// Every hedge of the document, in order, with its holder.
pub(crate) fn hedges(
    document: &Document,
    words: &Words,
    lexicon: &Lexicon,
    attributions: &[Attribution],
) -> Vec<Hedging> {
    let reach = speaking_over(document, attributions);
    let mut all = Vec::new();
    for (index, sentence) in document.sentences.iter().enumerate() {
        if matches!(document.zone(sentence), Zone::Header | Zone::Footer) {
            continue;
        }
        for span in lexicon.find(words, words.sentence(index)) {
            let attribution = holder(attributions, &reach[index], span);
            let holder = if attribution.is_some() { Holder::Source } else { Holder::Author };
            all.push(Hedging { sentence: index, span, holder, attribution });
        }
    }
    all
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
