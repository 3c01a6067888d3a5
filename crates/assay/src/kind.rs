//! What a sentence does.
//!
//! Incomplete: told by word patterns, headings and attributions; irony, rhetorical statements and verbless assertions are
//! not told.

use crate::attribution::Scene;
use crate::classes::Class;
use crate::phrases::Phrases;
use crate::sections::{Purpose, Section, section_at};
use crate::words::{Kind as Sign, Token, Words};
use probata_report::{Attribution, BlockKind, Document, Span};
use probata_vocabulary::{MentionKind, SentenceKind, Zone};
use serde::Deserialize;
use std::collections::HashSet;

/// Fewer words than this without a stop at the end are a title or an entry, not a sentence.
const SHORT: usize = 12;

/// The word lists.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    headings: Vec<(Purpose, Phrases<()>)>,
    method: Phrases<()>,
    author_verbs: Phrases<()>,
    recommendation: Phrases<()>,
    imperatives: HashSet<String>,
    legal_one: Phrases<()>,
    legal_strong: Phrases<()>,
    opinion: Phrases<()>,
    inference: Phrases<()>,
    background: Phrases<()>,
    negative: Phrases<()>,
    finite: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    headings: Headings,
    method: Method,
    recommendation: Recommendation,
    legal: Legal,
    opinion: Patterns,
    inference: Patterns,
    background: Background,
    negative: Patterns,
    finite: Finite,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Headings {
    method: Vec<String>,
    recommendation: Vec<String>,
    summary: Vec<String>,
    legal: Vec<String>,
    background: Vec<String>,
    annex: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Method {
    patterns: Vec<String>,
    author_verbs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Recommendation {
    patterns: Vec<String>,
    imperatives: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Legal {
    one: Vec<String>,
    strong: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Background {
    firm: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Patterns {
    patterns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Finite {
    words: String,
}

impl Lexicon {
    /// Reads `kinds.toml`; the message names what is wrong in it.
    pub fn parse(data: &str) -> Result<Self, String> {
        let file: File = toml::from_str(data).map_err(|error| format!("kinds.toml: {error}"))?;
        let heads = file.headings;
        let headings = [
            (Purpose::Method, heads.method),
            (Purpose::Recommendation, heads.recommendation),
            (Purpose::Background, heads.background),
            (Purpose::Annex, heads.annex),
            (Purpose::Legal, heads.legal),
            (Purpose::Summary, heads.summary),
        ];
        Ok(Self {
            headings: headings.iter().map(|(purpose, patterns)| (*purpose, Phrases::of(patterns))).collect(),
            method: Phrases::of(&file.method.patterns),
            author_verbs: Phrases::of(&file.method.author_verbs),
            recommendation: Phrases::of(&file.recommendation.patterns),
            imperatives: file.recommendation.imperatives.into_iter().collect(),
            legal_one: Phrases::of(&file.legal.one),
            legal_strong: Phrases::of(&file.legal.strong),
            opinion: Phrases::of(&file.opinion.patterns),
            inference: Phrases::of(&file.inference.patterns),
            background: Phrases::of(&file.background.firm),
            negative: Phrases::of(&file.negative.patterns),
            finite: file.finite.words.split_whitespace().map(str::to_owned).collect(),
        })
    }

    /// What a heading says that its passage is for.
    pub fn purpose(&self, heading: &str) -> Option<Purpose> {
        let (words, tokens) = Words::of_text(heading);
        // The pattern must begin the heading, behind its number.
        let first =
            tokens.iter().position(|token| token.kind == Sign::Word && token.span.len() > 2).unwrap_or(0);
        let numbered = first.min(4);
        self.headings
            .iter()
            .find(|(_, patterns)| (0..=numbered).any(|at| patterns.at(&words, &tokens, at).is_some()))
            .map(|(purpose, _)| *purpose)
    }
}

/// What is known about a sentence when its kind is told.
pub(crate) struct Setting<'a> {
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

/// The kind of a sentence, and whether it says that nothing was found.
pub(crate) fn kind(setting: &Setting, sentence: usize) -> (SentenceKind, bool) {
    let document = setting.scene.document;
    let words = setting.scene.words;
    let tokens = words.sentence(sentence);
    let negative = setting.lexicon.negative.occur(words, tokens);
    (Telling::of(setting, document, words, tokens, sentence).kind(), negative)
}

/// One sentence, with the tokens that are in the author's own voice.
struct Telling<'a> {
    setting: &'a Setting<'a>,
    words: &'a Words,
    tokens: &'a [Token],
    /// Tokens outside quotations and contents of others.
    own: Vec<Token>,
    zone: Zone,
    block: BlockKind,
    sentence: usize,
    purpose: Purpose,
    /// Share of the words that stand in quotation marks.
    quoted: f32,
    /// Share of the words that are what somebody else says.
    said: f32,
    /// True if the outermost source is an instrument.
    instrument_speaks: bool,
}

impl<'a> Telling<'a> {
    fn of(
        setting: &'a Setting<'a>,
        document: &Document,
        words: &'a Words,
        tokens: &'a [Token],
        sentence: usize,
    ) -> Self {
        let here = &document.sentences[sentence];
        let speaking: Vec<&Attribution> = setting.reach[sentence]
            .iter()
            .map(|index| &setting.attributions[*index])
            .filter(|a| a.says && a.parent.is_none() && !setting.scene.is_author(a))
            .collect();
        let contents: Vec<Span> = speaking.iter().flat_map(|a| a.content.iter().copied()).collect();
        let quotations = setting.scene.quotations;
        let from = quotations.partition_point(|q| q.span.end <= here.span.start);
        let quotes: Vec<Span> =
            quotations[from..].iter().take_while(|q| q.span.start < here.span.end).map(|q| q.span).collect();
        let inside = |spans: &[Span], token: &Token| spans.iter().any(|span| span.contains(token.span));
        let count = |spans: &[Span]| {
            tokens.iter().filter(|t| t.kind != Sign::Punctuation && inside(spans, t)).count() as f32
        };
        let all = tokens.iter().filter(|t| t.kind != Sign::Punctuation).count().max(1) as f32;
        let section = section_at(setting.sections, here.span.start);
        Self {
            own: tokens.iter().filter(|t| !inside(&contents, t) && !inside(&quotes, t)).copied().collect(),
            quoted: count(&quotes) / all,
            said: count(&contents) / all,
            instrument_speaks: speaking
                .first()
                .is_some_and(|a| setting.scene.source_kind(a) == Some(MentionKind::Instrument)),
            zone: document.zone(here),
            block: document.blocks[here.block].kind,
            purpose: section.map_or(Purpose::Body, |index| setting.sections[index].purpose),
            setting,
            words,
            tokens,
            sentence,
        }
    }

    fn kind(&self) -> SentenceKind {
        if self.zone == Zone::Note {
            return SentenceKind::Citation;
        }
        if self.is_furniture() {
            return SentenceKind::Background;
        }
        if let Some(kind) = self.by_heading() {
            return kind;
        }
        if !self.is_assertive() || self.own_has(&self.setting.lexicon.background) {
            return SentenceKind::Background;
        }
        if self.said < 0.5 && self.own_has(&self.setting.lexicon.recommendation) && !self.is_past() {
            return SentenceKind::Recommendation;
        }
        if self.is_method() {
            return SentenceKind::Method;
        }
        if self.quoted >= 0.6 || self.block == BlockKind::Quotation {
            return SentenceKind::Quotation;
        }
        if self.instrument_speaks {
            return SentenceKind::Legal;
        }
        if self.said >= 0.35 {
            return SentenceKind::Attributed;
        }
        self.in_own_voice()
    }

    fn is_furniture(&self) -> bool {
        matches!(self.zone, Zone::Heading | Zone::Header | Zone::Footer | Zone::Table)
            || self.block == BlockKind::Apparatus
    }

    fn by_heading(&self) -> Option<SentenceKind> {
        match self.purpose {
            Purpose::Background | Purpose::Annex | Purpose::Front => Some(SentenceKind::Background),
            Purpose::Recommendation => {
                let asks =
                    self.begins_with_imperative() || self.own_has(&self.setting.lexicon.recommendation);
                (asks || self.block == BlockKind::ListItem).then_some(SentenceKind::Recommendation)
            }
            Purpose::Method => Some(SentenceKind::Method),
            _ => None,
        }
    }

    fn begins_with_imperative(&self) -> bool {
        let first = self.tokens.iter().find(|token| token.kind == Sign::Word && token.span.len() > 1);
        first.is_some_and(|token| self.setting.lexicon.imperatives.contains(self.words.low(token)))
    }

    fn is_assertive(&self) -> bool {
        let question = self
            .tokens
            .iter()
            .rev()
            .find(|t| !matches!(self.words.word(t), "”" | "\"" | ")" | "’"))
            .is_some_and(|t| self.words.word(t) == "?");
        let asked_by_others =
            self.quoted > 0.0 && self.own.iter().any(|t| t.kind == Sign::Word) && self.said > 0.0;
        if question && self.quoted < 0.6 && !asked_by_others {
            return false;
        }
        if self.is_bare() {
            return false;
        }
        let count = self.tokens.iter().filter(|token| token.kind == Sign::Word).count();
        if !self.is_stopped() && (self.zone == Zone::Caption || count < SHORT) {
            return false;
        }
        self.is_stopped() && (count >= 4 || self.said >= 0.9 && count >= 2)
            || count >= 2 && self.tokens.iter().any(|token| self.is_finite(token))
    }

    /// True if it is names, numbers and signs without a verb: an address, "Dear Mr. Benk:", a signature, a line of contents
    /// or of a list of people, a piece of a citation that a full stop cut ("See Verin v.").
    fn is_bare(&self) -> bool {
        let (mut plain, mut names) = (0usize, 0usize);
        // Any word has a capital at the head of a sentence.
        let head = self.tokens.iter().position(|token| token.kind == Sign::Word);
        for (at, token) in self.tokens.iter().enumerate() {
            let long = token.span.len() > 3;
            match token.kind {
                Sign::Word if token.capital => names += usize::from(Some(at) != head),
                Sign::Word if self.is_finite(token) => return false,
                Sign::Word => plain += usize::from(long),
                Sign::Number => names += 1,
                Sign::Clitic | Sign::Punctuation => {}
            }
        }
        plain * 3 < names
    }

    /// True if it ends as sentences end; titles, entries of lists and lines of contents do not.
    fn is_stopped(&self) -> bool {
        self.tokens
            .iter()
            .rev()
            .find(|token| !matches!(self.words.word(token), "”" | "\"" | ")" | "’" | "»" | "]"))
            .is_some_and(|token| {
                matches!(self.words.word(token), "." | "!" | "?" | "…" | ":" | ";" | "؟" | "。" | ",")
                    || self.words.word(token).ends_with('.')
            })
    }

    fn is_finite(&self, token: &Token) -> bool {
        let (word, scene) = (self.words.low(token), self.setting.scene);
        self.setting.lexicon.finite.contains(word)
            || token.kind == Sign::Clitic && word.trim_start_matches(['\'', '’']) != "s"
            || token.kind == Sign::Word && scene.classes.is_past(word)
            || self
                .setting
                .scene
                .lexicon
                .verbs
                .get(word)
                .is_some_and(|verbs| verbs.iter().any(|v| !v.gerund && !v.base))
    }

    fn is_past(&self) -> bool {
        self.own_is(Class::Past) && !self.own_is(Class::Obligation)
    }

    fn is_method(&self) -> bool {
        if self.said >= 0.5 || self.quoted >= 0.6 {
            return false;
        }
        let (words, scene) = (self.words, self.setting.scene);
        let subject = (0..self.own.len()).find(|at| {
            scene.classes.has(Class::Author, words.low(&self.own[*at]))
                || scene.author_at(&self.own, *at).is_some()
        });
        let works = subject.is_some_and(|at| {
            let after = at + scene.author_at(&self.own, at).unwrap_or(1);
            (after..(after + 3).min(self.own.len()))
                .any(|i| self.setting.lexicon.author_verbs.at(words, &self.own, i).is_some())
        });
        works && !self.setting.scene.found_nothing(words, &self.own)
            || self.own_has(&self.setting.lexicon.method) && !self.names_somebody()
    }

    fn names_somebody(&self) -> bool {
        self.mentions().any(|kind| kind == MentionKind::Person)
    }

    fn mentions(&self) -> impl Iterator<Item = MentionKind> {
        let scene = self.setting.scene;
        scene.named_in[self.sentence].iter().map(|(mention, _)| scene.mentioned.mentions[*mention].kind)
    }

    fn in_own_voice(&self) -> SentenceKind {
        let lexicon = self.setting.lexicon;
        let points = lexicon.legal_one.find(self.words, &self.own).len()
            + 2 * lexicon.legal_strong.find(self.words, &self.own).len()
            + usize::from(self.mentions().any(|kind| kind == MentionKind::Instrument));
        let event = self.names_somebody()
            || self.own_is(Class::Past) && !lexicon.legal_strong.occur(self.words, &self.own);
        let needed = if self.purpose == Purpose::Legal { 1 } else { 2 };
        if points >= needed && !(event && points < 4) {
            return SentenceKind::Legal;
        }
        if self.own_has(&lexicon.negative) && self.author_speaks() {
            return SentenceKind::Inference;
        }
        if self.own_has(&lexicon.opinion) {
            return SentenceKind::Opinion;
        }
        if self.own_has(&lexicon.inference) {
            return SentenceKind::Inference;
        }
        SentenceKind::Fact
    }

    /// True if the author is named or says "we" in the sentence.
    fn author_speaks(&self) -> bool {
        let scene = self.setting.scene;
        self.own_is(Class::Author) || (0..self.own.len()).any(|at| scene.author_at(&self.own, at).is_some())
    }

    /// True if a word in the author's own voice is of the class.
    fn own_is(&self, class: Class) -> bool {
        self.own.iter().any(|token| self.setting.scene.classes.has(class, self.words.low(token)))
    }

    fn own_has(&self, patterns: &Phrases<()>) -> bool {
        patterns.occur(self.words, &self.own)
    }
}
