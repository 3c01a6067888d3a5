//! What weighs in a sentence: doubts, numbers, names, who says it, denials and acts. Where that changed, an answer given before
//! does not count any more.

use crate::alignment::words_of;
use crate::classes::Class;
use crate::comparison::Told;
use crate::language::Language;
use crate::words::Words;
use probata_report::Report;

/// The sentences of a report, weighed.
pub(super) struct Weighed<'r> {
    report: &'r Report,
    told: Told<'r>,
    words: Words,
}

impl<'r> Weighed<'r> {
    pub fn of(report: &'r Report) -> Self {
        Self { report, told: Told::of(report), words: Words::of(&report.document) }
    }

    /// The words of a sentence, in lower case, without note marks.
    pub fn words(&self, sentence: usize) -> Vec<String> {
        words_of(&self.report.document, self.report.document.sentences[sentence].spans())
    }

    /// What weighs in it, with what it is, in order.
    pub fn of_sentence(&self, sentence: usize) -> Vec<(&'static str, String)> {
        let told = &self.told;
        let mut all: Vec<(&'static str, String)> = Vec::new();
        all.extend(told.hedges[sentence].iter().map(|word| ("the doubt", word.clone())));
        all.extend(told.numbers[sentence].iter().map(|number| ("the number or date", bare(number))));
        all.extend(told.names[sentence].iter().map(|name| ("the name", name.clone())));
        all.extend(told.sources[sentence].first().map(|source| ("the source", source.clone())));
        let language = Language::of("en");
        let low = self.words.sentence(sentence).iter().map(|token| self.words.low(token));
        all.extend(low.filter_map(|word| {
            let weighs = language.classes.has(Class::Negation, word)
                || language.attribution.denies(word)
                || language.accusations.act(word).is_some();
            weighs.then(|| ("the word", word.to_owned()))
        }));
        all.sort_unstable();
        all
    }
}

/// Words without articles: "dozens of the men" says no more than "dozens of men".
fn bare(words: &str) -> String {
    let classes = &Language::of("en").classes;
    let kept = words.split(' ').filter(|word| !classes.has(Class::Article, &word.to_lowercase()));
    kept.collect::<Vec<_>>().join(" ")
}

/// What weighs in one sentence and not in the other, in words; none if they weigh the same.
pub(super) fn change(was: &[(&'static str, String)], is: &[(&'static str, String)]) -> Option<String> {
    let gone = missing(was, is).map(|(what, words)| format!("{what} \u{201c}{words}\u{201d} is gone"));
    let new = missing(is, was).map(|(what, words)| format!("{what} \u{201c}{words}\u{201d} is new"));
    let told: Vec<String> = gone.into_iter().chain(new).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// The first of `these` that occurs less often in `those`; both are in order.
fn missing<'w>(
    these: &'w [(&'static str, String)],
    those: &[(&'static str, String)],
) -> Option<&'w (&'static str, String)> {
    let times = |all: &[(&'static str, String)], one: &(&'static str, String)| {
        all.iter().filter(|other| *other == one).count()
    };
    these.iter().find(|one| times(these, one) > times(those, one))
}
