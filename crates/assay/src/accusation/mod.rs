//! Who is said to have done what is an abuse or a crime, and whether they were heard.
//!
//! Incomplete: told by verbs of abuse with a named subject or agent ("Benk kicked him", "was beaten by Benk"), by links to a noun
//! ("took part in the beatings") and by "was one of the men"; roles ("the director") count only where a name stands with them, and "he" only at the head of a
//! sentence behind one about somebody named.
//!
//! Invariant: what would, could or should happen, and what somebody denies, accuses nobody.

mod finder;
mod heard;
mod lexicon;
mod reply;
mod subject;

use crate::case::Case;
use finder::Finder;
pub(crate) use heard::all_accused;
pub(crate) use lexicon::Lexicon;
use probata_report::Span;
use probata_vocabulary::Zone;
pub(crate) use reply::Replies;
use std::collections::BTreeMap;

/// A sentence that says of somebody that they did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Accusation {
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the accused's mention; none where nobody is named ("guards beat him").
    pub accused: Option<usize>,
    /// The words of the act.
    pub act: Span,
}

/// Every accusation of the body, in order; at most one for each accused in a sentence.
pub(crate) fn accusations(case: &Case, lexicon: &Lexicon) -> Vec<Accusation> {
    let mut all = Vec::new();
    for sentence in 0..case.report.document.sentences.len() {
        let asserts = case.report.sentences[sentence].asserts && !case.report.sentences[sentence].negative;
        let zone = case.report.document.zone(&case.report.document.sentences[sentence]);
        if asserts && matches!(zone, Zone::Body | Zone::Caption) {
            let tokens = case.words.sentence(sentence);
            let mut found = Finder { case, lexicon, sentence, tokens }.all(&all);
            // Somebody named says more than nobody named.
            if found.iter().any(|accusation| accusation.accused.is_some()) {
                found.retain(|accusation| accusation.accused.is_some());
            }
            all.append(&mut found);
        }
    }
    all
}

/// The sentences that accuse each named person or body.
pub(crate) fn accused(case: &Case) -> BTreeMap<usize, Vec<usize>> {
    let mut accused: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for accusation in &case.accusations {
        if let Some(mention) = accusation.accused {
            accused.entry(mention).or_default().push(accusation.sentence);
        }
    }
    accused
}
