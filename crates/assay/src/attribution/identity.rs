//! Whom the words of a source mean, and whether a reader of the text can tell.

use super::discourse::{Discourse, Who};
use super::{Scene, span_of};
use crate::classes::Class;
use crate::mention::Gender;
use crate::words::{Kind, Token};
use probata_report::{Attribution, Span};
use probata_vocabulary::{MentionKind, Zone};
use std::collections::HashSet;
use std::ops::Range;

/// Tells each attribution, in order, who its source is.
pub(super) fn identify(scene: &Scene, all: &mut [Attribution]) {
    let mut discourse = Discourse::default();
    let surnames = surnames(scene);
    let mut from = 0;
    for sentence in 0..scene.document.sentences.len() {
        let until =
            from + all[from..].iter().take_while(|attribution| attribution.sentence == sentence).count();
        // What is said in a note or table stands outside the run of the text.
        let apart = Discourse::default();
        let zone = scene.document.zone(&scene.document.sentences[sentence]);
        let run = if matches!(zone, Zone::Body | Zone::Caption) { &discourse } else { &apart };
        let mut meant = Vec::with_capacity(until - from);
        for index in from..until {
            let parent = all[index].parent.map(|parent| (all[parent].source_name.clone(), all[parent].named));
            let inner = Inner { scene, surnames: &surnames, discourse: run, sentence };
            let Some(source) = all[index].source.first().copied() else {
                meant.push(None);
                continue;
            };
            let found = inner.source(source, parent.as_ref());
            all[index].source_name = found.name;
            all[index].named = found.named;
            meant.push(found.who);
        }
        let own: Vec<(&Attribution, Option<Who>)> = all[from..until].iter().zip(meant).collect();
        discourse.read(scene, sentence, &own);
        from = until;
    }
}

/// The last names of everybody named, in lower case.
fn surnames(scene: &Scene) -> HashSet<String> {
    let people = scene.mentioned.mentions.iter().filter(|mention| mention.kind == MentionKind::Person);
    people
        .flat_map(|mention| std::iter::once(&mention.name).chain(&mention.variants))
        .filter_map(|name| name.split_whitespace().last())
        .map(str::to_lowercase)
        .collect()
}

/// Who a source is.
#[derive(Debug, Clone, Default)]
struct Found {
    who: Option<Who>,
    name: Option<String>,
    named: bool,
}

/// One sentence in the run of the text.
struct Inner<'a> {
    scene: &'a Scene<'a>,
    surnames: &'a HashSet<String>,
    discourse: &'a Discourse,
    sentence: usize,
}

impl Inner<'_> {
    fn source(&self, source: Span, parent: Option<&(Option<String>, bool)>) -> Found {
        let scene = self.scene;
        let plain = scene.words.plain(source);
        let low = plain.to_lowercase();
        let quoted = scene.is_quoted(source);
        if scene.classes.has(Class::Author, &low) && !quoted || scene.authors.contains(&low) {
            return Found { name: Some(plain), ..Found::default() };
        }
        let tokens = scene.words.sentence(self.sentence);
        let range = range_of(tokens, source);
        if range.is_empty() {
            return Found { name: Some(plain), ..Found::default() };
        }
        if quoted && scene.classes.has(Class::FirstPerson, scene.words.low(&tokens[range.start])) {
            let (name, named) = parent.cloned().unwrap_or_default();
            return Found { who: None, name, named };
        }
        if self.joins_people(tokens, &range) {
            return Found { who: None, name: Some(plain), named: true };
        }
        if let Some(mention) = scene.named_by(self.sentence, tokens, &range) {
            return self.mention(mention);
        }
        if let Some(name) = self.by_name(tokens, &range) {
            return Found { who: Some(Who::Words(name.clone())), name: Some(name), named: true };
        }
        if range.len() == 1 && scene.classes.has(Class::Pronoun, &low) {
            // Whom a quoted "he" means is for the speaker to know; it is not the speaker.
            return if quoted { Found::default() } else { self.pronoun(&low, tokens[range.start].span) };
        }
        self.described(tokens, &range, plain)
    }

    /// "Dessel and Tarsk": two people who are mentions.
    fn joins_people(&self, tokens: &[Token], range: &Range<usize>) -> bool {
        let (scene, words) = (self.scene, self.scene.words);
        let head = range.start..scene.head_of(tokens, range);
        let joined = head.clone().any(|at| scene.classes.has(Class::And, words.low(&tokens[at])));
        let within = span_of(tokens, &head);
        let people = scene.named_in[self.sentence].iter().filter(|(mention, used)| {
            within.contains(*used) && scene.mentioned.mentions[*mention].kind == MentionKind::Person
        });
        joined && people.count() >= 2
    }

    fn mention(&self, mention: usize) -> Found {
        let name = self.scene.mentioned.mentions[mention].name.clone();
        Found { who: Some(Who::Mention(mention)), name: Some(name), named: true }
    }

    fn of_who(&self, who: &Who) -> Found {
        match who {
            Who::Mention(mention) => self.mention(*mention),
            Who::Words(name) => Found { who: Some(who.clone()), name: Some(name.clone()), named: true },
            Who::Described => Found { who: Some(who.clone()), ..Found::default() },
        }
    }

    /// "Verin" of whom there are several, "N.B.", "Dessel and Tarsk": all names, though no one mention.
    fn by_name(&self, tokens: &[Token], range: &Range<usize>) -> Option<String> {
        let (scene, words) = (self.scene, self.scene.words);
        let head = scene.head_of(tokens, range);
        // "the Governor", "Velsk's Chief Prosecutor": an office in capitals is one person's.
        let leads = |class: Class| scene.classes.has(class, words.low(&tokens[range.start]));
        let the = head > range.start + 1 && (leads(Class::Definite) || leads(Class::Collective));
        let all = &tokens[range.start + usize::from(the)..head];
        let joins =
            |token: &Token| scene.classes.has(Class::And, words.low(token)) || words.low(token) == ",";
        let is_name = |at: usize, token: &Token| {
            let low = words.low(token);
            let small =
                [Class::Determiner, Class::Pronoun, Class::Preposition, Class::Collective, Class::Numeral];
            let initials = low.contains('.') && low.split('.').all(|piece| piece.chars().count() <= 1);
            let owner = all.get(at + 1).is_some_and(|next| next.kind == Kind::Clitic);
            token.capital
                && (owner && at + 2 < all.len()
                    || self.surnames.contains(low)
                    || initials
                    || (range.start + at + usize::from(the) > 0
                        && !small.iter().any(|class| scene.classes.has(*class, low))))
        };
        let mut names = 0;
        for (at, token) in all.iter().enumerate() {
            if token.kind == Kind::Word && is_name(at, token) {
                names += 1;
            } else if !joins(token) && words.low(token) != "." && token.kind != Kind::Clitic {
                return None;
            }
        }
        (names > 0).then(|| words.plain(Span::new(all[0].span.start, all[all.len() - 1].span.end)))
    }

    fn pronoun(&self, low: &str, span: Span) -> Found {
        let scene = self.scene;
        let Some(gender) = scene.mentioned.pronoun(scene.document, low) else {
            let thing =
                scene.classes.has(Class::Neuter, low).then(|| self.discourse.thing(self.sentence)).flatten();
            return thing.map(|who| self.of_who(who)).unwrap_or_default();
        };
        if gender == Gender::Untold {
            if let Some(mention) = scene.mentioned.unnamed_one(scene.document, self.sentence, span.start) {
                return self.mention(mention);
            }
            return Found { named: self.discourse.are_named(), ..Found::default() };
        }
        if let Some(mention) = self.before_in_sentence(gender, span) {
            return self.mention(mention);
        }
        self.discourse.person(gender, self.sentence).map(|who| self.of_who(who)).unwrap_or_default()
    }

    /// The only fitting person named before the pronoun in its own sentence, where no other pronoun comes first.
    fn before_in_sentence(&self, gender: Gender, span: Span) -> Option<usize> {
        let scene = self.scene;
        let earlier =
            scene.words.sentence(self.sentence).iter().find(|token| {
                scene.mentioned.pronoun(scene.document, scene.words.low(token)) == Some(gender)
            })?;
        let mut fitting = scene.named_in[self.sentence].iter().filter(|(mention, used)| {
            used.end <= earlier.span.start.min(span.start)
                && scene.mentioned.mentions[*mention].kind == MentionKind::Person
                && scene.mentioned.gender(*mention).fits(gender)
                && !scene.is_quoted(*used)
                && !scene.is_possessive(self.sentence, *used)
        });
        let first = fitting.next()?.0;
        fitting.all(|(other, _)| *other == first).then_some(first)
    }

    fn described(&self, tokens: &[Token], range: &Range<usize>, plain: String) -> Found {
        let (scene, words) = (self.scene, self.scene.words);
        let first = words.low(&tokens[range.start]);
        if self.is_several(tokens, range) {
            let collective = scene.classes.has(Class::Collective, first);
            // "Three of them" leaves open who; "all of them" does not.
            let part =
                tokens.get(range.start + 1).is_some_and(|next| scene.classes.has(Class::Of, words.low(next)));
            let named = self.lists_people(tokens, range.end)
                || (collective || !part) && self.discourse.are_named()
                || collective && self.discourse.were_named();
            // Several people are no further origin beside those they stand for.
            return Found { who: None, name: (!named).then_some(plain), named };
        }
        if scene.classes.has(Class::Definite, first) {
            let role = scene.mentioned.person_before(scene.document, words, self.sentence, range.start);
            if let Some(mention) = role {
                return self.mention(mention);
            }
        }
        let head = scene.head_of(tokens, range);
        let findable =
            head > range.start && scene.lexicon.identifiable.contains(words.low(&tokens[head - 1]));
        let definite = scene.classes.has(Class::Definite, first)
            || scene.classes.has(Class::That, first)
            || tokens[range.clone()].iter().any(|token| token.kind == Kind::Clitic)
            || scene.named_in[self.sentence].iter().any(|(_, used)| span_of(tokens, range).contains(*used));
        if findable && definite {
            return Found { who: Some(Who::Words(plain.clone())), name: Some(plain), named: true };
        }
        Found { who: Some(Who::Described), name: Some(plain), named: false }
    }

    /// "both", "all nine", "four of the seven", "seven": people spoken of before.
    fn is_several(&self, tokens: &[Token], range: &Range<usize>) -> bool {
        let (scene, words) = (self.scene, self.scene.words);
        let class = |at: usize, class: Class| {
            tokens.get(at).is_some_and(|token| scene.classes.has(class, words.low(token)))
        };
        let numeral = class(range.start, Class::Numeral) || tokens[range.start].kind == Kind::Number;
        let lone = range.len() == 1 || class(range.start + 1, Class::Of);
        class(range.start, Class::Collective)
            || numeral && (lone || self.lists_people(tokens, range.end))
            || class(range.start, Class::Definite) && class(range.start + 1, Class::Numeral)
    }

    /// True if a colon follows and behind it at least two people are named ("Five described it: Verin, Dessel ...").
    fn lists_people(&self, tokens: &[Token], from: usize) -> bool {
        let Some(colon) = tokens[from..].iter().find(|token| self.scene.words.low(token) == ":") else {
            return false;
        };
        let named = self.scene.named_in[self.sentence].iter().filter(|(mention, used)| {
            used.start > colon.span.start
                && self.scene.mentioned.mentions[*mention].kind == MentionKind::Person
        });
        named.count() >= 2
    }
}

/// The tokens of a span.
pub(super) fn range_of(tokens: &[Token], span: Span) -> Range<usize> {
    let start = tokens.partition_point(|token| token.span.start < span.start);
    let end = tokens.partition_point(|token| token.span.start < span.end);
    start..end.max(start)
}

impl Scene<'_> {
    /// End of the head of a phrase: before its first preposition, comma or relative word.
    pub(super) fn head_of(&self, tokens: &[Token], range: &Range<usize>) -> usize {
        let words = self.words;
        let ends = |at: usize| {
            let low = words.low(&tokens[at]);
            self.classes.has(Class::Preposition, low) || self.classes.has(Class::Relative, low) || low == ","
        };
        let joined = |at: usize| {
            words.low(&tokens[at]) == ","
                && tokens.get(at + 1).is_some_and(|next| next.capital)
                && tokens[at..range.end].iter().any(|token| self.classes.has(Class::And, words.low(token)))
        };
        let mut end =
            range.clone().find(|at| *at > range.start && ends(*at) && !joined(*at)).unwrap_or(range.end);
        while end > range.start + 1 && self.classes.has(Class::Describer, words.low(&tokens[end - 1])) {
            end -= 1;
        }
        end
    }

    /// The person, body or state that the phrase names.
    fn named_by(&self, sentence: usize, tokens: &[Token], range: &Range<usize>) -> Option<usize> {
        let phrase = span_of(tokens, range);
        let head_end = self.head_of(tokens, range);
        let head = range.start..head_end;
        let last = tokens[head_end - 1].span;
        let inside = || self.named_in[sentence].iter().filter(|(_, used)| phrase.overlaps(*used));
        let kind = |mention: usize| self.mentioned.mentions[mention].kind;
        let telling = |mention: usize, used: Span| match kind(mention) {
            MentionKind::Person | MentionKind::Body | MentionKind::Instrument => true,
            MentionKind::Place => used.contains(span_of(tokens, &self.without_article(tokens, &head))),
            MentionKind::Date => false,
        };
        let is_head = inside().find(|(mention, used)| {
            used.contains(last) && telling(*mention, *used) && !self.is_possessive(sentence, *used)
        });
        if let Some((mention, _)) = is_head {
            return Some(*mention);
        }
        let apposed = inside().find(|(mention, used)| {
            let at = tokens.partition_point(|token| token.span.start < used.start);
            kind(*mention) == MentionKind::Person
                && at > range.start
                && self.words.low(&tokens[at - 1]) == ","
        });
        let speaks_for =
            || head.clone().any(|at| self.lexicon.speaks_for.contains(self.words.low(&tokens[at])));
        let body = |mention: usize| matches!(kind(mention), MentionKind::Body | MentionKind::Place);
        apposed
            .or_else(|| inside().find(|(mention, _)| body(*mention)).filter(|_| speaks_for()))
            .map(|(mention, _)| *mention)
    }

    fn without_article(&self, tokens: &[Token], range: &Range<usize>) -> Range<usize> {
        let article =
            range.len() > 1 && self.classes.has(Class::Article, self.words.low(&tokens[range.start]));
        range.start + usize::from(article)..range.end
    }
}
