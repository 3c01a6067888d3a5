//! Which notes carry a sentence: marks in it, a later mark of the same run, a note over a whole passage.

use crate::attribution::Scene;
use crate::classes::Class;
use crate::phrases::Phrases;
use crate::sections::{Section, section_at};
use crate::words::{Kind, Words};
use probata_report::{Attribution, Document, Span, Support};
use probata_vocabulary::{Carriage, MentionKind, Zone};
use serde::Deserialize;
use std::collections::HashSet;

/// The word lists.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    blanket: Phrases<()>,
    rests: Phrases<()>,
    paragraph: Phrases<()>,
    chapter: Phrases<()>,
    onward: Phrases<()>,
    connectives: HashSet<String>,
    subjects: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    blanket: Vec<String>,
    rests: Vec<String>,
    paragraph: Vec<String>,
    chapter: Vec<String>,
    onward: Vec<String>,
    connectives: String,
    subjects: String,
}

impl Lexicon {
    /// Reads `support.toml`; the message names what is wrong in it.
    pub fn parse(data: &str) -> Result<Self, String> {
        let file: File = toml::from_str(data).map_err(|error| format!("support.toml: {error}"))?;
        let set = |words: &str| words.split_whitespace().map(str::to_owned).collect();
        Ok(Self {
            blanket: Phrases::of(&file.blanket),
            rests: Phrases::of(&file.rests),
            paragraph: Phrases::of(&file.paragraph),
            chapter: Phrases::of(&file.chapter),
            onward: Phrases::of(&file.onward),
            connectives: set(&file.connectives),
            subjects: set(&file.subjects),
        })
    }
}

/// What carriage is told from.
pub(crate) struct Carrying<'a> {
    /// The scene of the attributions.
    pub scene: &'a Scene<'a>,
    /// The word lists.
    pub lexicon: &'a Lexicon,
    /// All sections.
    pub sections: &'a [Section],
    /// All attributions.
    pub attributions: &'a [Attribution],
    /// For each sentence, the attributions that reach into it.
    pub reach: &'a [Vec<usize>],
}

impl Carrying<'_> {
    /// The notes that carry each sentence.
    pub fn supports(&self) -> Vec<Vec<Support>> {
        let document = self.scene.document;
        let mut supports: Vec<Vec<Support>> =
            document.sentences.iter().map(|s| direct(document, s.spans())).collect();
        self.inherit(&mut supports);
        for (note, reach) in self.blankets() {
            let from = document.sentences.partition_point(|sentence| sentence.span.start < reach.start);
            let sentences = document.sentences.iter().zip(&mut supports).skip(from);
            for (sentence, supports) in sentences.take_while(|(sentence, _)| sentence.span.start < reach.end)
            {
                let known = supports.iter().any(|support| support.note == note);
                if !known && matches!(document.zone(sentence), Zone::Body | Zone::Caption) {
                    supports.push(Support { note, how: Carriage::Blanket });
                }
            }
        }
        supports
    }

    /// Sentences without a mark take the notes of the next one in their paragraph if it goes on with the same informant.
    fn inherit(&self, supports: &mut [Vec<Support>]) {
        let document = self.scene.document;
        for index in (0..document.sentences.len().saturating_sub(1)).rev() {
            let (this, next) = (&document.sentences[index], index + 1);
            if !supports[index].is_empty() || supports[next].is_empty() || document.zone(this) != Zone::Body {
                continue;
            }
            if self.goes_on(index, next) {
                let inherited =
                    supports[next].iter().map(|support| Support { how: Carriage::Inherited, ..*support });
                supports[index] = inherited.collect();
            }
        }
        // What introduces a quotation set apart carries it, and is carried by it.
        for attribution in self.attributions.iter().filter(|a| a.parent.is_none() && a.content.len() > 1) {
            self.share_with_quotation(attribution, supports);
        }
    }

    fn share_with_quotation(&self, attribution: &Attribution, supports: &mut [Vec<Support>]) {
        let document = self.scene.document;
        let notes = supports[attribution.sentence].clone();
        let mut index = attribution.sentence + 1;
        let end = attribution.content.iter().map(|span| span.end).max().unwrap_or(0);
        while document.sentences.get(index).is_some_and(|sentence| sentence.span.start < end) {
            if supports[index].is_empty() {
                supports[index] = notes.iter().map(|s| Support { how: Carriage::Inherited, ..*s }).collect();
            }
            index += 1;
        }
    }

    /// True if sentence `next` goes on with the informant or the subject of `index`.
    fn goes_on(&self, index: usize, next: usize) -> bool {
        let document = self.scene.document;
        let (this, following) = (&document.sentences[index], &document.sentences[next]);
        let same_quotation = self.quotation_over(this.span).is_some_and(|span| span.overlaps(following.span));
        let quotation_follows = following.block == this.block + 1
            && self.is_set_apart(following.block)
            && (self.is_set_apart(this.block) || self.scene.words.text[this.span].trim_end().ends_with(':'));
        if same_quotation || quotation_follows {
            return true;
        }
        if this.block != following.block {
            return false;
        }
        let opens = index == 0 || document.sentences[index - 1].block != this.block;
        match (self.informant(index), self.informant(next)) {
            // What opens a paragraph is what the next sentence sets out.
            (None, _) if opens => true,
            (Some(a), Some(b)) => {
                a == b
                    || self.is_again(next, &a, &b)
                    || self.begins_with_subject(next) && self.is_pronoun_source(next)
            }
            (Some(a), None) => self.begins_with_connective(next) || self.names(next, &a),
            (None, Some(b)) => {
                self.is_pronoun_source(next) || self.names(index, &b) || self.share_person(index, next)
            }
            (None, None) => {
                self.begins_with_subject(next)
                    || self.share_person(index, next)
                    || self.begins_with_connective(next)
            }
        }
    }

    fn is_set_apart(&self, block: usize) -> bool {
        let at = self.scene.quotations.partition_point(|quotation| quotation.block < block);
        self.scene.quotations.get(at).is_some_and(|quotation| quotation.block == block && quotation.set_apart)
    }

    fn quotation_over(&self, span: Span) -> Option<Span> {
        let quotations = self.scene.quotations;
        let at = quotations.partition_point(|quotation| quotation.span.end < span.end);
        quotations
            .get(at)
            .map(|quotation| quotation.span)
            .filter(|quotation| quotation.overlaps(span) && quotation.end > span.end)
    }

    /// Who speaks in the sentence, outermost; the author is nobody.
    fn informant(&self, sentence: usize) -> Option<String> {
        let mut speaking = self.reach[sentence].iter().map(|index| &self.attributions[*index]);
        let first = speaking.rfind(|a| {
            a.says
                && a.parent.is_none()
                && !a.source.is_empty()
                && !self.scene.is_author(a)
                && !self.is_relative(a)
        })?;
        first.source_name.clone()
    }

    /// "Telk, who told her": told of somebody whom the sentence is not about.
    fn is_relative(&self, attribution: &Attribution) -> bool {
        let source = attribution.source.last().map(|span| self.scene.words.plain(*span).to_lowercase());
        source.is_some_and(|words| {
            words
                .split_whitespace()
                .next_back()
                .is_some_and(|word| self.scene.classes.has(Class::Relative, word))
        })
    }

    /// "the official" after "a Foreign Office official": the informant of the sentence before, described again.
    fn is_again(&self, next: usize, before: &str, now: &str) -> bool {
        let classes = self.scene.classes;
        let (was, is) = (before.to_lowercase(), now.to_lowercase());
        let mut words = is.split_whitespace();
        let definite = words.next().is_some_and(|word| classes.has(Class::Definite, word));
        let head = words.next_back();
        let named = self.reach[next].iter().any(|index| self.attributions[*index].named);
        definite && !named && head.is_some_and(|head| was.split_whitespace().any(|word| word == head))
    }

    fn is_pronoun_source(&self, sentence: usize) -> bool {
        let own = self.reach[sentence].iter().map(|index| &self.attributions[*index]);
        own.filter(|a| a.sentence == sentence && a.parent.is_none()).any(|a| {
            a.source.first().is_some_and(|span| {
                self.lexicon.subjects.contains(self.scene.words.plain(*span).to_lowercase().as_str())
            })
        })
    }

    fn begins_with_subject(&self, sentence: usize) -> bool {
        self.first_word(sentence).is_some_and(|word| self.lexicon.subjects.contains(word))
    }

    fn begins_with_connective(&self, sentence: usize) -> bool {
        self.first_word(sentence).is_some_and(|word| self.lexicon.connectives.contains(word))
    }

    fn first_word(&self, sentence: usize) -> Option<&str> {
        let words: &Words = self.scene.words;
        let first = words.sentence(sentence).iter().find(|token| token.kind == Kind::Word)?;
        Some(words.low(first))
    }

    fn names(&self, sentence: usize, name: &str) -> bool {
        self.scene.named_in[sentence]
            .iter()
            .any(|(mention, _)| self.scene.mentioned.mentions[*mention].name == name)
    }

    fn share_person(&self, one: usize, other: usize) -> bool {
        let person = |mention: usize| self.scene.mentioned.mentions[mention].kind == MentionKind::Person;
        self.scene.named_in[one]
            .iter()
            .any(|(a, _)| person(*a) && self.scene.named_in[other].iter().any(|(b, _)| a == b))
    }

    /// Notes that carry a whole passage, with the passage.
    fn blankets(&self) -> Vec<(usize, Span)> {
        let document = self.scene.document;
        (0..document.notes.len()).filter_map(|note| Some((note, self.blanket_reach(note)?))).collect()
    }

    fn blanket_reach(&self, note: usize) -> Option<Span> {
        let (document, lexicon) = (self.scene.document, self.lexicon);
        let mark = document.marks[*document.notes[note].marks.first()?].span;
        let (words, tokens) = Words::of_text(&document.text[document.notes[note].body]);
        let says = |phrases: &Phrases<()>| phrases.occur(&words, &tokens);
        if !says(&lexicon.blanket) || !says(&lexicon.rests) {
            return None;
        }
        let sentence = &document.sentences[document.sentence_at(mark.start)?];
        let section = &self.sections[section_at(self.sections, mark.start)?];
        let block = &document.blocks[sentence.block];
        let whole = if says(&lexicon.paragraph) {
            block.span
        } else if says(&lexicon.chapter) {
            self.chapter_of(mark.start)
        } else {
            section.whole
        };
        let from = if says(&lexicon.onward) { sentence.span.start } else { whole.start };
        Some(Span::new(from, whole.end))
    }

    fn chapter_of(&self, offset: usize) -> Span {
        let holding = self.sections.iter().filter(|section| section.level > 0 && section.whole.holds(offset));
        // The title alone is over everything; a chapter is under it.
        let mut spans: Vec<&Section> = holding.collect();
        spans.sort_by_key(|section| section.level);
        let titles = self.sections.iter().filter(|section| section.level == 1).count() == 1;
        spans
            .get(usize::from(titles && spans.len() > 1))
            .map_or(Span::new(offset, offset), |section| section.whole)
    }
}

fn direct(document: &Document, spans: &[Span]) -> Vec<Support> {
    let mut supports: Vec<Support> = Vec::new();
    for span in spans {
        for mark in document.marks_in(*span).1 {
            let Some(note) = mark.note else { continue };
            if !supports.iter().any(|support| support.note == note) {
                supports.push(Support { note, how: Carriage::Direct });
            }
        }
    }
    supports
}
