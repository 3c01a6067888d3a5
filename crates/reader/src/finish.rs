//! What every format needs once its text and blocks stand: marks and notes typed as text, languages, sentences,
//! cross-references in words.
//!
//! Invariant: the text and the origins are not changed, but for raised digits that call no note ([`raised`]).

use crate::{Changes, Options, language, notes, raised, references, sentence, title};
use probata_report::{Document, Outcome, Reading, Span};

/// Completes a document that has text, blocks and (where the format has real notes) marks and notes.
///
/// `superscripts`: stretches set as superscript. If the format brought no real notes, marks and notes typed as text
/// are looked for, as in a plain text file.
pub(crate) fn finish(document: Document, superscripts: &[Span], options: &Options) -> Document {
    finish_with(document, superscripts, &[], options)
}

/// As [`finish`], of a document in which some notes stand where they are called.
pub(crate) fn finish_with(
    mut document: Document,
    superscripts: &[Span],
    inline: &[notes::Inline],
    options: &Options,
) -> Document {
    notes::tie(&mut document, superscripts);
    notes::put_inline(&mut document, inline);
    raised::show(&mut document, superscripts);
    language::assign(&mut document);
    references::add(&mut document);
    sentence::split(&mut document, &options.abbreviations);
    title::tell(&mut document);
    document.reading = reading(options);
    if document.text.trim().is_empty() && document.parts.iter().all(|part| part.outcome == Outcome::Complete)
    {
        let why =
            "no text was found in it; if its pages are pictures, their words have to be recognised first";
        document.parts.iter_mut().for_each(|part| part.remarks.push(why.to_owned()));
    }
    debug_assert_eq!(fault(&document), None);
    document
}

/// Completes a document of cells, in which no notes or references are looked for.
pub(crate) fn finish_table(mut document: Document, options: &Options) -> Document {
    language::assign(&mut document);
    sentence::split(&mut document, &options.abbreviations);
    document.reading = reading(options);
    debug_assert_eq!(fault(&document), None);
    document
}

/// Which reader this is, and what was chosen.
fn reading(options: &Options) -> Reading {
    let changes = match options.changes {
        Changes::Final => "final",
        Changes::Original => "original",
        Changes::Both => "both",
    };
    let mut chosen = format!("changes={changes}");
    if !options.abbreviations.is_empty() {
        chosen.push_str(" abbreviations=");
        chosen.push_str(&options.abbreviations.join(","));
    }
    let seen = &options.recognised;
    if let Some(first) = seen.pages.first() {
        let mut languages: Vec<&str> = seen.pages.iter().map(|page| page.languages.as_str()).collect();
        languages.sort_unstable();
        languages.dedup();
        let first = if languages.is_empty() { first.languages.clone() } else { languages.join(",") };
        chosen.push_str(&format!(" recognised={} languages={first}", seen.by.replace(' ', "-")));
    }
    let reader = concat!("probata-reader ", env!("CARGO_PKG_VERSION")).to_owned();
    Reading { reader, options: chosen, confined: String::new() }
}

/// What is wrong with a document that a reader made; none if its spans keep their promises.
fn fault(document: &Document) -> Option<String> {
    let text = document.text.as_str();
    let broken = |span: &Span| span.start > span.end || text.get(span.range()).is_none();
    let blocks = document.blocks.iter().map(|block| ("block", block.span));
    let marks = document.marks.iter().map(|mark| ("mark", mark.span));
    let notes = document.notes.iter().map(|note| ("note", note.span));
    let bodies = document.notes.iter().map(|note| ("note body", note.body));
    let pieces =
        document.sentences.iter().flat_map(|sentence| sentence.spans()).map(|span| ("sentence", *span));
    let origins = document.origins.iter().map(|origin| ("origin", origin.span));
    let references = document.references.iter().map(|reference| ("reference", reference.span));
    let all = blocks.chain(marks).chain(notes).chain(bodies).chain(pieces).chain(origins).chain(references);
    for (what, span) in all {
        if broken(&span) {
            return Some(format!("{what} {span} does not lie in the text"));
        }
    }
    if let Some(pair) = document.blocks.windows(2).find(|pair| pair[0].span.end > pair[1].span.start) {
        return Some(format!("blocks {} and {} overlap or are out of order", pair[0].span, pair[1].span));
    }
    if let Some(pair) = document.marks.windows(2).find(|pair| pair[0].span.end > pair[1].span.start) {
        return Some(format!("marks {} and {} overlap or are out of order", pair[0].span, pair[1].span));
    }
    let bad = document
        .sentences
        .iter()
        .flat_map(|sentence| sentence.spans())
        .find(|span| span.is_empty() || span.trimmed(text) != **span);
    bad.map(|span| format!("sentence {span} is empty or not trimmed"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn a_reading_says_what_was_chosen() {
        let document = Document::empty("test.txt", "text");
        let options =
            Options { changes: Changes::Both, abbreviations: vec!["Sect.".into()], ..Options::default() };
        let chosen = finish(document, &[], &options).reading.options;
        expect!["changes=both abbreviations=Sect."].assert_eq(&chosen);
    }
}
