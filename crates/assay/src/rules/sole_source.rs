use super::{Found, Rule, related};
use crate::case::Case;
use crate::classes::Class;
use crate::restatement::{repeats, stems};
use crate::sections::section_at;
use crate::words::{Kind, Words};
use probata_report::Source;
use probata_vocabulary::{CitationKind, Level, MentionKind, SentenceKind, Stance};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const RULE: Rule = Rule {
    name: "sole-source",
    summary: "an accusation or incident that rests on a single origin",
    level: Level::Warn,
    sensitive: false,
    explanation: include_str!("explanations/sole-source.md"),
    look,
};

/// Telling words that two sentences about one thing share.
const SHARED: usize = 3;
/// Sentences around one in which the same may be told again.
const NEAR: usize = 40;

/// Where something comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    /// Index of a source that notes cite.
    Cited(usize),
    /// A name in the text.
    Spoken(String),
}

fn look(case: &Case, found: &mut Found) {
    let by_section = sentences_by_section(case);
    accused(case, found, &by_section);
    incidents(case, found, &by_section);
}

/// An accusation is what is told under one heading of one accused.
fn accused(case: &Case, found: &mut Found, by_section: &BTreeMap<usize, Vec<usize>>) {
    let mut told: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for accusation in &case.accusations {
        let section = section_of(case, accusation.sentence);
        if let (Some(section), Some(accused)) = (section, accusation.accused) {
            told.entry((section, accused)).or_default().push(accusation.sentence);
        }
    }
    for ((section, accused), sentences) in told {
        let blocks: Vec<usize> = sentences.iter().map(|s| case.report.document.sentences[*s].block).collect();
        let Some(here_told) = by_section.get(&section) else { continue };
        let beside = here_told.iter().copied().filter(|sentence| {
            let names = case.named_in[*sentence].iter().any(|(mention, _)| *mention == accused);
            let here = blocks.contains(&case.report.document.sentences[*sentence].block);
            names || here && speaks_of_act(case, *sentence)
        });
        let all: BTreeSet<Origin> = beside.flat_map(|sentence| origins(case, sentence)).collect();
        let of_accusations: BTreeSet<Origin> = sentences.iter().flat_map(|s| origins(case, *s)).collect();
        if let (1, Some(origin)) = (all.len(), of_accusations.first()) {
            let what = format!("what is said here of {}", case.report.mentions[accused].name);
            tell(case, found, &what, origin, &sentences);
        }
    }
}

/// An incident is what is stated as fact under one heading on one and the same origin; where the text itself says whose account it
/// is, the reader knows.
fn incidents(case: &Case, found: &mut Found, by_section: &BTreeMap<usize, Vec<usize>>) {
    for sentences in by_section.values() {
        let mut told: BTreeMap<Origin, Vec<usize>> = BTreeMap::new();
        for sentence in sentences.iter().copied().filter(|sentence| is_stated_incident(case, *sentence)) {
            let own = origins(case, sentence);
            if let (1, Some(origin)) = (own.len(), own.first())
                && !is_told_again(case, sentence, origin, sentences)
            {
                told.entry(origin.clone()).or_default().push(sentence);
            }
        }
        for (origin, sentences) in told {
            tell(case, found, "what is stated here as fact", &origin, &sentences);
        }
    }
}

fn is_stated_incident(case: &Case, sentence: usize) -> bool {
    let judged = &case.report.sentences[sentence];
    let attributed = case.reach[sentence].iter().any(|index| {
        let attribution = &case.report.attributions[*index];
        attribution.parent.is_none() && !is_author(case, attribution.source_name.as_deref())
    });
    let accuses = case.accusations.iter().any(|a| a.sentence == sentence && a.accused.is_some());
    let negated = case
        .words
        .sentence(sentence)
        .iter()
        .any(|token| case.language.classes.has(Class::Negation, case.words.low(token)));
    judged.kind == SentenceKind::Fact
        && !negated
        && judged.asserts
        && !judged.negative
        && !attributed
        && !accuses
        && speaks_of_act(case, sentence)
}

/// True if another sentence near by says the same on another origin.
fn is_told_again(case: &Case, sentence: usize, origin: &Origin, sentences: &[usize]) -> bool {
    let own = stems(&case.words, sentence, &case.language.stems);
    let near = sentences.iter().filter(|other| other.abs_diff(sentence) <= NEAR);
    near.into_iter().any(|other| {
        let others = origins(case, *other);
        let shared = || {
            stems(&case.words, *other, &case.language.stems).iter().filter(|stem| own.contains(stem)).count()
        };
        *other != sentence && others.iter().any(|known| known != origin) && shared() >= SHARED
    })
}

fn tell(case: &Case, found: &mut Found, what: &str, origin: &Origin, sentences: &[usize]) {
    let testimony = match origin {
        Origin::Cited(source) => is_testimony(case, &case.report.sources[*source]),
        Origin::Spoken(name) => is_person(case, name),
    };
    if !testimony {
        return;
    }
    let name = match origin {
        Origin::Cited(source) => &case.report.sources[*source].name,
        Origin::Spoken(name) => name,
    };
    let finding = found.at(
        case.report.document.sentences[sentences[0]].span,
        format!("{what} rests on one origin alone: {name}"),
        "name a second, independent source, or say in the text that there is only one",
    );
    for other in sentences.iter().skip(1).take(5) {
        finding.rests_on.push(related(case.report.document.sentences[*other].span, "rests on the same"));
    }
}

/// What one person tells: a document or judgment may rest on many, and so does "interviews with three former detainees".
fn is_testimony(case: &Case, source: &Source) -> bool {
    let citations = source.citations.iter().map(|citation| &case.report.citations[*citation]);
    let persons: Vec<&String> = citations.flat_map(|citation| &citation.persons).collect();
    let one = !persons.is_empty() && !persons.iter().any(|person| is_several(case, person));
    match source.kind {
        CitationKind::Interview | CitationKind::Letter | CitationKind::Email => {
            one && is_somebody(case, &source.name)
        }
        CitationKind::PressArticle => true,
        _ => false,
    }
}

/// "Three former detainees", "former detainees".
fn is_several(case: &Case, person: &str) -> bool {
    let (words, tokens) = Words::of_text(person);
    let classes = &case.language.classes;
    let head = tokens.iter().take_while(|token| {
        token.kind == Kind::Word && !token.capital && !classes.has(Class::Preposition, words.low(token))
    });
    let plural = head.last().is_some_and(|token| classes.ends(words.low(token), "plural", "not_plural"));
    plural || tokens.first().is_some_and(|first| case.language.accusations.is_several(words.low(first)))
}

/// True for a person named in the text.
fn is_person(case: &Case, name: &str) -> bool {
    named(case, name).any(|kind| kind == MentionKind::Person)
}

/// True unless the name is that of a body or document.
fn is_somebody(case: &Case, name: &str) -> bool {
    named(case, name).all(|kind| kind == MentionKind::Person)
}

fn named<'c>(case: &'c Case, name: &'c str) -> impl Iterator<Item = MentionKind> + 'c {
    let mentions = case.report.mentions.iter();
    mentions
        .filter(move |mention| mention.name == name || mention.variants.iter().any(|variant| variant == name))
        .map(|mention| mention.kind)
}

/// What the sentence comes from: its notes' sources, and who says it in the text unless that is one of them.
fn origins(case: &Case, sentence: usize) -> BTreeSet<Origin> {
    let sources = case.counting().sources_of(sentence);
    let spoken = case.reach[sentence].iter().map(|index| &case.report.attributions[*index]);
    let names = spoken
        .filter(|a| a.named && a.parent.is_none() && a.stance != Stance::Denies)
        .filter_map(|a| a.source_name.as_deref())
        .filter(|name| !is_author(case, Some(name)))
        .filter(|name| {
            let last = name.rsplit(' ').next().unwrap_or(name);
            !sources
                .iter()
                .map(|source| &case.report.sources[*source])
                .any(|source| source.withheld || source.name.contains(last))
        })
        .map(|name| Origin::Spoken(name.to_owned()))
        .collect::<Vec<_>>();
    sources.into_iter().map(Origin::Cited).chain(names).collect()
}

fn is_author(case: &Case, name: Option<&str>) -> bool {
    name.is_some_and(|name| case.authors.contains(&name.to_lowercase()))
}

fn speaks_of_act(case: &Case, sentence: usize) -> bool {
    case.language.accusations.speaks_of_act(&case.words, case.words.sentence(sentence))
}

fn section_of(case: &Case, sentence: usize) -> Option<usize> {
    section_at(&case.sections, case.report.document.sentences[sentence].span.start)
}

/// Asserting sentences of the body under each heading; a summary only says again.
fn sentences_by_section(case: &Case) -> BTreeMap<usize, Vec<usize>> {
    let mut all: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for sentence in 0..case.report.sentences.len() {
        let asserts = case.report.sentences[sentence].asserts;
        if let Some(section) = section_of(case, sentence)
            && asserts
            && !repeats(&case.report.document, &case.sections, sentence)
        {
            all.entry(section).or_default().push(sentence);
        }
    }
    all
}
