//! Of whom the text speaks as one reads on: whom "he", "she", "it" and "they" go back to.
//!
//! Invariant: no person is carried over a heading except whom the heading names.

use super::Scene;
use super::identity::range_of;
use crate::classes::Class;
use crate::mention::Gender;
use crate::words::{Kind, Token};
use probata_report::{Attribution, Span};
use probata_vocabulary::{MentionKind, Zone};

/// Sentences after which a person who was not spoken of again is no longer meant.
const REACH: usize = 12;
/// The same for a body or document ("it").
const THING_REACH: usize = 3;

/// Somebody whom the text speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    /// A person or body that is named: index into the mentions.
    Mention(usize),
    /// Named by these words, but no mention.
    Words(String),
    /// Only described ("a former guard").
    Described,
}

/// Who is spoken of, and where last.
#[derive(Debug, Clone)]
struct Standing {
    who: Who,
    gender: Gender,
    sentence: usize,
}

/// The state of reading.
#[derive(Debug, Clone, Default)]
pub(super) struct Discourse {
    he: Option<Standing>,
    she: Option<Standing>,
    it: Option<Standing>,
    /// Whether the several people last spoken of are named.
    they: Option<bool>,
    /// True if several named people were spoken of before.
    several: bool,
}

impl Discourse {
    /// Whom a pronoun of this gender means in `sentence`.
    pub fn person(&self, gender: Gender, sentence: usize) -> Option<&Who> {
        let standing = match gender {
            Gender::Male => self.he.as_ref(),
            Gender::Female => self.she.as_ref(),
            Gender::Untold => None,
        };
        standing.filter(|standing| standing.sentence + REACH >= sentence).map(|standing| &standing.who)
    }

    /// What "it" means as a source in `sentence`.
    pub fn thing(&self, sentence: usize) -> Option<&Who> {
        self.it.as_ref().filter(|standing| standing.sentence + THING_REACH >= sentence).map(|it| &it.who)
    }

    /// True if the people of whom the text spoke last are named.
    pub fn are_named(&self) -> bool {
        self.they == Some(true)
    }

    /// True if several named people were spoken of before ("all nine").
    pub fn were_named(&self) -> bool {
        self.several
    }

    /// Reads on over a sentence whose attributions are `own`, each with whom its source means.
    pub fn read(&mut self, scene: &Scene, sentence: usize, own: &[(&Attribution, Option<Who>)]) {
        match scene.document.zone(&scene.document.sentences[sentence]) {
            Zone::Heading => {
                *self = Self { several: self.several, ..Self::default() };
                self.mentioned(scene, sentence);
            }
            Zone::Body => {
                self.mentioned(scene, sentence);
                self.spoken(scene, sentence, own);
            }
            _ => {}
        }
    }

    /// Those named or meant by a pronoun: who comes first in the sentence is its subject.
    fn mentioned(&mut self, scene: &Scene, sentence: usize) {
        let tokens = scene.words.sentence(sentence);
        let named = &scene.named_in[sentence];
        let free = |span: Span| !scene.is_quoted(span);
        let people: Vec<(usize, Span)> = named
            .iter()
            .copied()
            .filter(|(mention, span)| {
                scene.mentioned.mentions[*mention].kind == MentionKind::Person && free(*span)
            })
            .collect();
        for gender in [Gender::Male, Gender::Female] {
            let pronoun = tokens
                .iter()
                .find(|token| {
                    scene.mentioned.pronoun(scene.document, scene.words.low(token)) == Some(gender)
                        && free(token.span)
                })
                .map(|token| token.span.start);
            let fitting = people.iter().find(|(mention, span)| {
                scene.mentioned.gender(*mention).fits(gender) && !scene.is_possessive(sentence, *span)
            });
            let subject =
                fitting.is_some_and(|(_, span)| tokens.iter().take(3).any(|token| span.contains(token.span)));
            match (pronoun, fitting) {
                (Some(pronoun), fitting) if fitting.is_none_or(|(_, span)| pronoun < span.start) => {
                    self.touch(gender, sentence);
                }
                (_, Some((mention, _))) => self.stand(scene, gender, *mention, sentence, subject),
                (_, None) => {
                    let owner =
                        people.iter().find(|(mention, _)| scene.mentioned.gender(*mention).fits(gender));
                    if let Some((mention, _)) = owner.filter(|_| self.person(gender, sentence).is_none()) {
                        self.stand(scene, gender, *mention, sentence, false);
                    }
                }
            }
        }
        if let Some(gender) = scene.described_subject(sentence) {
            for other in [Gender::Male, Gender::Female].into_iter().filter(|other| gender.fits(*other)) {
                self.set(other, Standing { who: Who::Described, gender, sentence });
            }
        }
        let first = people.first().map(|(mention, _)| mention);
        if people.iter().any(|(mention, _)| Some(mention) != first) {
            self.they = Some(true);
            self.several = true;
        }
        let body = named.iter().find(|(mention, span)| {
            matches!(scene.mentioned.mentions[*mention].kind, MentionKind::Body | MentionKind::Instrument)
                && free(*span)
                && tokens.iter().take(6).any(|token| span.contains(token.span))
        });
        if let Some((mention, _)) = body {
            self.it = Some(Standing { who: Who::Mention(*mention), gender: Gender::Untold, sentence });
        }
    }

    /// Those who speak outrank those who are spoken of.
    fn spoken(&mut self, scene: &Scene, sentence: usize, own: &[(&Attribution, Option<Who>)]) {
        let outer = own
            .iter()
            .filter(|(attribution, _)| attribution.parent.is_none() && !scene.is_author(attribution));
        for (attribution, who) in outer {
            let Some(source) = attribution.source.first().filter(|span| !scene.is_quoted(**span)) else {
                continue;
            };
            let words = scene.head_words(sentence, *source);
            if scene.is_plural(words) {
                self.they = Some(attribution.named);
                continue;
            }
            let Some(who) = who else { continue };
            let gender = scene.gender_of_source(words, who);
            let is_person = match who {
                Who::Mention(mention) => scene.mentioned.mentions[*mention].kind == MentionKind::Person,
                Who::Words(_) => !scene.is_identifiable(words),
                Who::Described => true,
            };
            if !is_person {
                self.it = Some(Standing { who: who.clone(), gender, sentence });
                continue;
            }
            for other in [Gender::Male, Gender::Female] {
                if gender.fits(other) {
                    self.set(other, Standing { who: who.clone(), gender, sentence });
                }
            }
        }
    }

    fn stand(&mut self, scene: &Scene, pronoun: Gender, mention: usize, sentence: usize, subject: bool) {
        let gender = scene.mentioned.gender(mention);
        // Somebody of unknown gender does not push out a woman or man of whom the text has just spoken.
        let kept = self.slot(pronoun).as_ref().is_some_and(|standing| {
            gender == Gender::Untold
                && !subject
                && standing.gender == pronoun
                && standing.sentence + REACH / 2 >= sentence
        });
        if !kept {
            self.set(pronoun, Standing { who: Who::Mention(mention), gender, sentence });
        }
    }

    fn touch(&mut self, gender: Gender, sentence: usize) {
        if let Some(standing) =
            self.slot(gender).as_mut().filter(|standing| standing.sentence + REACH >= sentence)
        {
            standing.sentence = sentence;
        }
    }

    fn set(&mut self, gender: Gender, standing: Standing) {
        *self.slot(gender) = Some(standing);
    }

    fn slot(&mut self, gender: Gender) -> &mut Option<Standing> {
        if gender == Gender::Female { &mut self.she } else { &mut self.he }
    }
}

impl Scene<'_> {
    /// True if the span stands in a quotation.
    pub(super) fn is_quoted(&self, span: Span) -> bool {
        let at = self.quotations.partition_point(|quotation| quotation.span.end <= span.start);
        self.quotations.get(at).is_some_and(|quotation| quotation.span.contains(span))
    }

    /// If the sentence begins with somebody who is only described ("A former guard saw him"), what is known of the gender.
    fn described_subject(&self, sentence: usize) -> Option<Gender> {
        let tokens = self.words.sentence(sentence);
        let low = |at: usize| tokens.get(at).map_or("", |token| self.words.low(token));
        if !self.classes.has(Class::Determiner, low(0)) || self.classes.has(Class::Numeral, low(0)) {
            return None;
        }
        let most = tokens.len().min(6);
        let end = (1..most).find(|at| {
            tokens[*at].capital
                || tokens[*at].kind != Kind::Word
                || self.classes.has(Class::Auxiliary, low(*at))
                || self.classes.has(Class::Preposition, low(*at))
                || self.classes.has(Class::Relative, low(*at))
        });
        let end = end.unwrap_or(most);
        let noun = (1..end).rev().find(|at| self.mentioned.is_person_noun(self.document, low(*at)))?;
        let named = |used: &Span| used.start < tokens[end - 1].span.end && used.end > tokens[0].span.start;
        let free =
            !self.named_in[sentence].iter().any(|(_, used)| named(used)) && !self.is_quoted(tokens[0].span);
        free.then(|| self.mentioned.gender_of(self.document, low(noun)))
    }

    /// True if a possessive ending follows the span ("Verin's").
    pub(super) fn is_possessive(&self, sentence: usize, span: Span) -> bool {
        let tokens = self.words.sentence(sentence);
        let next = tokens.partition_point(|token| token.span.start < span.end);
        tokens.get(next).is_some_and(|token| token.kind == Kind::Clitic && token.span.start == span.end)
    }

    /// The words of a source up to its head, the head last.
    fn head_words(&self, sentence: usize, source: Span) -> &[Token] {
        let tokens = self.words.sentence(sentence);
        let range = range_of(tokens, source);
        if range.is_empty() { &[] } else { &tokens[range.start..self.head_of(tokens, &range)] }
    }

    fn is_plural(&self, words: &[Token]) -> bool {
        let is = |token: &Token, class: Class| self.classes.has(class, self.words.low(token));
        let collective =
            words.first().is_some_and(|first| is(first, Class::Collective) || is(first, Class::Numeral));
        collective
            || words.iter().any(|token| is(token, Class::And))
            || words.last().is_some_and(|last| {
                !last.capital && self.classes.ends(self.words.low(last), "plural", "not_plural")
            })
    }

    /// Whether the words are those of a body or document that a reader can find.
    fn is_identifiable(&self, words: &[Token]) -> bool {
        words.last().is_some_and(|last| self.lexicon.identifiable.contains(self.words.low(last)))
    }

    fn gender_of_source(&self, words: &[Token], who: &Who) -> Gender {
        if let Who::Mention(mention) = who {
            return self.mentioned.gender(*mention);
        }
        let told =
            words.iter().rev().map(|token| self.mentioned.gender_of(self.document, self.words.low(token)));
        told.into_iter().find(|gender| *gender != Gender::Untold).unwrap_or_default()
    }
}
