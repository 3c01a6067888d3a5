//! Everything found in a document, put together once, for the rules to look at.

use crate::accusation::{Accusation, accusations};
use crate::attribution::{Scene, attributions};
use crate::carriage::Carrying;
use crate::citation::cite;
use crate::classes::Class;
use crate::coverage::Counting;
use crate::genre::{Genre, genre};
use crate::hedge::{hedges, speaking_over};
use crate::in_text::{InText, in_text, is_cited, trail};
use crate::kind::{Setting, kind};
use crate::language::Language;
use crate::losses::Losses;
use crate::mention::{Mentioned, mentioned};
use crate::quotations::{Quotation, quotations};
use crate::restatement::{Stems, restatements};
use crate::sections::{Section, chapters, sections};
use crate::words::Words;
use crate::{Settings, named_in};
use probata_grammar::{Model, Parser};
use probata_report::{
    Answers, Attribution, Checks, Citation, Coverage, Document, Finding, Judged, Report, Restatement, Span,
};
use probata_vocabulary::{Carriage, CarriedBy, CitationKind, MentionKind, SentenceKind, Zone};
use std::collections::HashMap;

/// A report with what the rules need beside it.
pub(crate) struct Case<'s> {
    /// The report; its findings are empty until the rules have run.
    pub report: Report,
    /// Its words.
    pub words: Words,
    /// Its quotations, in order.
    pub quotations: Vec<Quotation>,
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// For each sentence, mentions in it: index into `report.mentions` and place.
    pub named_in: Vec<Vec<(usize, Span)>>,
    /// For each sentence, attributions whose content or cue lies in it.
    pub reach: Vec<Vec<usize>>,
    /// For each sentence, whether it cites in the running text.
    pub in_text: Vec<InText>,
    /// Marks and notes that were lost on the way.
    pub losses: Losses,
    /// The mention that "he" or "she" means, by the byte at which the pronoun begins, where that is sure.
    pub meant: HashMap<usize, usize>,
    /// Pairs of mentions that look like one name in two spellings.
    pub likenesses: Vec<(usize, usize)>,
    /// Names of the report's author, in lower case.
    pub authors: Vec<String>,
    /// Who is said to have done what, in order.
    pub accusations: Vec<Accusation>,
    /// The word lists.
    pub language: &'static Language,
    /// What a person chose.
    pub settings: &'s Settings,
}

impl Case<'_> {
    /// Finds everything but findings.
    pub fn of(document: Document, settings: &Settings) -> Case<'_> {
        let language = Language::of("en");
        let genre = genre(&settings.genre);
        let words = Words::of(&document);
        let quotations = quotations(&document, &words, &language.classes);
        let sections = sections(&document, &language.kinds);
        let (citations, sources) = cite(&document);
        let mentioned = mentioned(&document, &words, &settings.same_names);
        let named_in = named_in(&document, &mentioned);
        let authors = authors(&citations, &mentioned);
        let scene = Scene {
            document: &document,
            words: &words,
            quotations: &quotations,
            mentioned: &mentioned,
            named_in: &named_in,
            lexicon: &language.attribution,
            classes: &language.classes,
            authors: &authors,
        };
        let mut parser = Parser::new(Model::shipped());
        let attributions = attributions(&scene, &mut parser);
        let doubt = (&language.hedges, &language.classes);
        let hedges = hedges(&document, &words, doubt, &mut parser, &attributions);
        let reach = speaking_over(&document, &attributions);
        let in_text = in_text(&document, &words, &language.cited);
        let losses = Losses::of(&document);
        let sentences = judged(&scene, language, &genre, &sections, &attributions, &reach, &in_text);
        let text_citations = trail(&document, &words, &language.cited, &in_text, &sentences);
        let chapters = chapters(&document, &sections);
        let meant = meant(&scene, language);
        let Mentioned { mentions, dates, quantities, likenesses, .. } = mentioned;
        let mut report = Report {
            document,
            genre: genre.code.to_owned(),
            sentences,
            attributions,
            hedges,
            citations,
            sources,
            text_citations,
            mentions,
            dates,
            quantities,
            chapters,
            findings: Vec::new(),
            answers: Answers::default(),
            checks: Checks::default(),
            accused: Vec::new(),
            quotations: quotations.iter().map(|quotation| quotation.inner).collect(),
            coverage: Coverage::default(),
            coverage_of_parts: Vec::new(),
        };
        count(&mut report, &reach);
        let authors = authors.clone();
        let mut case = Case {
            report,
            words,
            quotations,
            sections,
            named_in,
            reach,
            in_text,
            losses,
            meant,
            likenesses,
            authors,
            accusations: Vec::new(),
            language,
            settings,
        };
        case.accusations = accusations(&case, &case.language.accusations);
        case
    }

    /// True if a sentence was read whole: not cut by a page or note, ended by a stop, and begun where the one before ended.
    pub fn is_whole(&self, sentence: usize) -> bool {
        let document = &self.report.document;
        let this = &document.sentences[sentence];
        let before = sentence.checked_sub(1).map(|before| &document.sentences[before]);
        let begun = before.is_none_or(|before| {
            document.zone(before) != Zone::Body || is_ended(&self.words.text[before.span])
        });
        this.pieces.is_empty() && begun && is_ended(&self.words.text[this.span])
    }

    /// Takes up what the rules found. What says more than the body is not carried by what it restates.
    pub fn found(&mut self, findings: Vec<Finding>) {
        let mut firmer = false;
        for finding in findings.iter().filter(|finding| finding.rule == "summary-firmer-than-body") {
            let Some(sentence) = self.report.document.sentence_at(finding.span.start) else { continue };
            let judged = &mut self.report.sentences[sentence];
            if judged.carried_by == CarriedBy::Restated {
                judged.carried_by = CarriedBy::Neither;
                firmer = true;
            }
        }
        self.report.findings = findings;
        if firmer {
            count(&mut self.report, &self.reach);
        }
    }

    /// Counting over this report.
    pub fn counting(&self) -> Counting<'_> {
        counting(&self.report, &self.reach)
    }
}

/// True if the text ends as a sentence does; "Mr." and "X Corp." are no ends.
fn is_ended(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['”', '"', '’', '\'', ')', ']', '»', ' ', '*', '_']);
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let short = last.ends_with('.') && last.starts_with(char::is_uppercase) && last.chars().count() <= 4;
    text.ends_with(['.', '!', '?', '…', ':', ';', '؟', '。'])
        && !(short && last.chars().any(char::is_lowercase))
}

fn counting<'a>(report: &'a Report, reach: &'a [Vec<usize>]) -> Counting<'a> {
    Counting {
        document: &report.document,
        sentences: &report.sentences,
        attributions: &report.attributions,
        reach,
        citations: &report.citations,
        sources: &report.sources,
    }
}

fn count(report: &mut Report, reach: &[Vec<usize>]) {
    let whole = counting(report, reach).within(Span::new(0, report.document.text.len().max(1)));
    let by_chapter: Vec<Coverage> =
        report.chapters.iter().map(|chapter| counting(report, reach).within(chapter.span)).collect();
    report.coverage_of_parts =
        report.document.parts.iter().map(|part| counting(report, reach).within(part.span)).collect();
    report.coverage = whole;
    for (chapter, coverage) in report.chapters.iter_mut().zip(by_chapter) {
        chapter.coverage = coverage;
    }
}

/// Who wrote the report: the body that holds the interviews, with its longer names.
fn authors(citations: &[Citation], mentioned: &Mentioned) -> Vec<String> {
    let mut held: HashMap<&str, usize> = HashMap::new();
    for citation in citations.iter().filter(|citation| citation.kind == CitationKind::Interview) {
        if let Some(body) = &citation.organisation {
            *held.entry(body.as_str()).or_default() += 1;
        }
    }
    let Some((body, times)) = held.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0))) else {
        return Vec::new();
    };
    if times < 2 {
        return Vec::new();
    }
    let mut names = vec![body.to_lowercase()];
    for mention in mentioned.mentions.iter().filter(|mention| mention.kind != MentionKind::Place) {
        let forms: Vec<String> =
            std::iter::once(&mention.name).chain(&mention.variants).map(|name| name.to_lowercase()).collect();
        if forms.iter().any(|form| form == &names[0] || form.starts_with(&format!("{} ", names[0]))) {
            names.extend(forms);
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// Whom "he" and "she" mean at the head of a sentence, where nobody else can be meant: somebody named in the sentence
/// before, or meant by its own first word, in the same paragraph, with no other person before the name. Not in a
/// quotation, whose speaker may mean anybody.
fn meant(scene: &Scene, language: &Language) -> HashMap<usize, usize> {
    let Scene { document, words, mentioned, .. } = *scene;
    let classes = &language.classes;
    let mut meant: HashMap<usize, usize> = HashMap::new();
    for index in 1..document.sentences.len() {
        let Some(first) = words.sentence(index).first() else { continue };
        let low = words.low(first);
        let he = classes.has(Class::PersonSubject, low) && !classes.has(Class::PluralSubject, low);
        if !he || document.sentences[index - 1].block != document.sentences[index].block {
            continue;
        }
        let person = mentioned.person_before(document, words, index, 0);
        if let Some(person) = person.filter(|person| heads(scene, &meant, index - 1, *person)) {
            meant.insert(first.span.start, person);
        }
    }
    meant
}

/// True if the sentence begins with the person's name, but for words that are no person, or with a word that means them.
fn heads(scene: &Scene, meant: &HashMap<usize, usize>, sentence: usize, person: usize) -> bool {
    let (words, mentioned) = (scene.words, scene.mentioned);
    let tokens = words.sentence(sentence);
    if tokens.first().is_some_and(|first| meant.get(&first.span.start) == Some(&person)) {
        return true;
    }
    let named = scene.named_in[sentence].iter().find(|(mention, _)| *mention == person);
    named.is_some_and(|(_, name)| {
        let before = tokens.iter().take_while(|token| token.span.start < name.start);
        let is_person = |mention: usize| mentioned.mentions[mention].kind == MentionKind::Person;
        let other =
            |at: usize| scene.named_in[sentence].iter().any(|(m, span)| span.start == at && is_person(*m));
        before.into_iter().all(|token| {
            !mentioned.is_person_noun(scene.document, words.low(token)) && !other(token.span.start)
        })
    })
}

fn judged(
    scene: &Scene,
    language: &Language,
    genre: &Genre,
    sections: &[Section],
    attributions: &[Attribution],
    reach: &[Vec<usize>],
    in_text: &[InText],
) -> Vec<Judged> {
    let carrying = Carrying { scene, lexicon: &language.support, sections, attributions, reach };
    let supports = carrying.supports();
    let setting = Setting { scene, lexicon: &language.kinds, sections, attributions, reach };
    let mut judged: Vec<Judged> = supports
        .into_iter()
        .enumerate()
        .map(|(index, supports)| {
            let (mut kind, negative) = kind(&setting, index);
            if in_text[index] == InText::Whole {
                kind = SentenceKind::Citation;
            }
            // What has a note of its own tells more than how the report was made.
            if kind == SentenceKind::Method && supports.iter().any(|support| support.how == Carriage::Direct)
            {
                kind = SentenceKind::Fact;
            }
            let zone = scene.document.zone(&scene.document.sentences[index]);
            let asserts = genre.asserts.contains(&kind) && matches!(zone, Zone::Body | Zone::Caption);
            let cited = is_cited(scene.document, in_text, index);
            let named = genre.text_carries && (cited || is_named(scene, attributions, &reach[index]));
            let carried_by = carried(asserts, !supports.is_empty(), named);
            Judged { kind, asserts, negative, supports, restates: None, carried_by }
        })
        .collect();
    restate(scene, sections, &language.stems, &mut judged);
    judged
}

fn is_named(scene: &Scene, attributions: &[Attribution], reach: &[usize]) -> bool {
    reach
        .iter()
        .map(|index| &attributions[*index])
        .any(|a| a.named && a.parent.is_none() && a.says && !scene.is_author(a))
}

fn carried(asserts: bool, note: bool, named: bool) -> CarriedBy {
    match (asserts, note, named) {
        (false, ..) => CarriedBy::NotNeeded,
        (_, true, true) => CarriedBy::Both,
        (_, true, false) => CarriedBy::Note,
        (_, false, true) => CarriedBy::Text,
        _ => CarriedBy::Neither,
    }
}

/// Sentences that nothing carries, but that restate a carried one.
fn restate(scene: &Scene, sections: &[Section], stems: &Stems, judged: &mut [Judged]) {
    let asserts: Vec<bool> = judged.iter().map(|sentence| sentence.asserts).collect();
    let found = restatements(scene.document, scene.words, sections, stems, &|index| asserts[index]);
    for (index, restates) in found.into_iter().enumerate() {
        let carried = |restates: &Restatement| {
            !matches!(judged[restates.sentence].carried_by, CarriedBy::Neither | CarriedBy::NotNeeded)
        };
        let is_carried = restates.as_ref().is_some_and(carried);
        judged[index].restates = restates;
        if is_carried && judged[index].carried_by == CarriedBy::Neither {
            judged[index].carried_by = CarriedBy::Restated;
        }
    }
}
