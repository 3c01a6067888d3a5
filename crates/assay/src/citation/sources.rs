//! Who or what is cited, each once, as far as print tells.
//!
//! Two citations are of one source if they name the same person, give the same initials with no other description,
//! or the same title, number or address. An informant who is only described ("former detainee, name withheld") is a
//! source by itself, chained to the one described so before: perhaps they are the same.

use super::identity::{Identity, identity};
use super::lexicon::Lexicon;
use super::read::{Draft, plain_name};
use probata_report::Source;
use probata_vocabulary::{CitationKind, WithheldItem};
use std::collections::HashMap;

/// The sources found so far, and how to find one again.
pub(super) struct Sources<'a> {
    lexicon: &'a Lexicon,
    pub(super) list: Vec<Source>,
    by_key: HashMap<String, usize>,
    /// Full names by their last word.
    by_surname: HashMap<String, Vec<usize>>,
    /// The last source described so.
    described: HashMap<String, usize>,
}

/// How a source is known again.
#[derive(Default)]
struct Keys {
    /// Any of these finds it, the first that does; all are set for it.
    exact: Vec<String>,
    /// These find it too, but are not set for it.
    also: Vec<String>,
    /// Set for it if it is new.
    when_new: Vec<String>,
    /// Others of this description may be the same.
    chain: Option<String>,
    surname: Option<(String, bool)>,
    named: bool,
}

impl<'a> Sources<'a> {
    pub(super) fn new(lexicon: &'a Lexicon) -> Self {
        Self {
            lexicon,
            list: Vec::new(),
            by_key: HashMap::new(),
            by_surname: HashMap::new(),
            described: HashMap::new(),
        }
    }

    /// The source of a citation: one known already, or a new one.
    pub(super) fn of(&mut self, draft: &Draft, index: usize) -> usize {
        let keys = self.keys(draft);
        let known = keys.exact.iter().chain(&keys.also).find_map(|key| self.by_key.get(key)).copied();
        let known = known.or_else(|| self.by_name(&keys));
        if let (Some(source), Some((_, true)), [person]) =
            (known, &keys.surname, draft.citation.persons.as_slice())
            && self.list[source].name.split_whitespace().count() == 1
        {
            self.list[source].name.clone_from(person);
        }
        let source = known.unwrap_or_else(|| self.add(draft, &keys));
        for key in keys.exact {
            self.by_key.entry(key).or_insert(source);
        }
        if known.is_none() {
            for key in keys.when_new {
                self.by_key.entry(key).or_insert(source);
            }
        }
        self.cite(source, draft, index, keys.named);
        source
    }

    /// Adds a citation to a source.
    pub(super) fn refer(&mut self, source: usize, index: usize) {
        self.list[source].citations.push(index);
    }

    fn cite(&mut self, source: usize, draft: &Draft, index: usize, named: bool) {
        let hidden =
            draft.citation.withheld.iter().any(|item| {
                matches!(item, WithheldItem::Name | WithheldItem::Identity | WithheldItem::Document)
            });
        let found = &mut self.list[source];
        found.citations.push(index);
        found.withheld |= hidden;
        found.named = (found.named || named) && !found.withheld;
    }

    /// "Verin" is Tomas Verin if no other Verin is cited.
    fn by_name(&self, keys: &Keys) -> Option<usize> {
        let (surname, full) = keys.surname.as_ref()?;
        match self.by_surname.get(surname)?.as_slice() {
            // A full name takes up an earlier single one only.
            [one] if !*full || self.list[*one].name.split_whitespace().count() == 1 => Some(*one),
            _ => None,
        }
    }

    fn add(&mut self, draft: &Draft, keys: &Keys) -> usize {
        let source = self.list.len();
        self.list.push(Source {
            name: name(draft),
            kind: draft.citation.kind,
            named: false,
            withheld: false,
            citations: Vec::new(),
            perhaps_same_as: None,
        });
        if let Some(chain) = &keys.chain {
            self.list[source].perhaps_same_as = self.described.insert(chain.clone(), source);
        }
        if let Some((surname, _)) = &keys.surname {
            self.by_surname.entry(surname.clone()).or_default().push(source);
        }
        source
    }

    fn keys(&self, draft: &Draft) -> Keys {
        match draft.citation.kind {
            CitationKind::Interview
            | CitationKind::PressConference
            | CitationKind::Letter
            | CitationKind::Email => self.keys_of_speech(draft),
            _ => keys_of_work(draft),
        }
    }

    fn keys_of_speech(&self, draft: &Draft) -> Keys {
        let citation = &draft.citation;
        let sent = matches!(citation.kind, CitationKind::Letter | CitationKind::Email);
        if draft.outgoing {
            let key = format!("outgoing {} {:?}", citation.persons.join("|").to_lowercase(), citation.date);
            return Keys { exact: vec![key], named: true, ..Keys::default() };
        }
        let between_others = sent && citation.persons.len() > 1;
        match citation.persons.as_slice() {
            [] => keys_of_body(draft),
            _ if between_others => {
                let key = format!("sent {} {:?}", citation.persons.join("|").to_lowercase(), citation.date);
                let exact =
                    citation.number.iter().map(|number| format!("number {number}")).chain([key]).collect();
                Keys { exact, named: true, ..Keys::default() }
            }
            [person] => keys_of_person(&identity(self.lexicon, person), citation.kind),
            persons => {
                let mut names: Vec<String> = persons.iter().map(|person| plain_name(person)).collect();
                names.sort();
                let known = |person: &String| {
                    !matches!(identity(self.lexicon, person), Identity::Described(_) | Identity::Initials(..))
                };
                let described =
                    |person: &String| matches!(identity(self.lexicon, person), Identity::Described(_));
                let named = persons.iter().all(known);
                let joined = names.join("|");
                if persons.iter().any(described) {
                    return Keys { chain: Some(joined), ..Keys::default() };
                }
                Keys { exact: vec![format!("persons {joined}")], named, ..Keys::default() }
            }
        }
    }
}

fn keys_of_person(identity: &Identity, kind: CitationKind) -> Keys {
    match identity {
        Identity::Full(name) => {
            let last = name.rsplit(' ').next().unwrap_or(name).to_owned();
            Keys {
                exact: vec![format!("person {name}")],
                surname: Some((last, true)),
                named: true,
                ..Keys::default()
            }
        }
        Identity::Single(name) => Keys {
            exact: vec![format!("person {name}")],
            surname: Some((name.clone(), false)),
            named: true,
            ..Keys::default()
        },
        Identity::Initials(letters, description) => {
            let (bare, any) = (format!("initials {letters}"), format!("initials {letters} of anybody"));
            let chain = Some(bare.clone());
            if description.is_empty() {
                Keys { also: vec![bare.clone(), any], when_new: vec![bare], chain, ..Keys::default() }
            } else {
                let exact = vec![format!("initials {letters} {description}")];
                Keys { exact, also: vec![bare], when_new: vec![any], chain, ..Keys::default() }
            }
        }
        Identity::Described(description) => {
            Keys { chain: Some(format!("{kind} {description}")), ..Keys::default() }
        }
    }
}

/// A letter or statement of a body; letters of one body on different days may have one origin.
fn keys_of_body(draft: &Draft) -> Keys {
    let citation = &draft.citation;
    let numbered = citation.number.iter().map(|number| format!("number {number}"));
    let Some(body) =
        citation.organisation.as_deref().filter(|_| citation.kind != CitationKind::Interview).map(plain_name)
    else {
        let exact = numbered
            .chain(citation.title.iter().map(|title| format!("title {}", plain_name(title))))
            .collect();
        let described = citation.kind == CitationKind::Interview;
        return Keys {
            exact,
            chain: described.then(String::new),
            named: !described && citation.title.is_some(),
            ..Keys::default()
        };
    };
    let when = citation
        .date
        .map(|date| date.to_string())
        .or(draft.month_day.map(|day| format!("{day:?}")))
        .unwrap_or_default();
    let exact = numbered.chain([format!("{} {body} {when}", citation.kind)]).collect();
    Keys { exact, chain: Some(format!("{} {body}", citation.kind)), named: true, ..Keys::default() }
}

/// A document: by number, then title, then address, then body and date.
fn keys_of_work(draft: &Draft) -> Keys {
    let citation = &draft.citation;
    let kind = citation.kind;
    let mut exact = Vec::new();
    let symbol = kind == CitationKind::UnDocument;
    let title = citation.title.as_deref().map(plain_name).filter(|title| !title.is_empty());
    if let Some(number) = &citation.number {
        let numbered = if symbol || kind == CitationKind::OnFile { String::new() } else { kind.to_string() };
        let of =
            if kind == CitationKind::Legislation { title.clone().unwrap_or_default() } else { String::new() };
        exact.push(format!("number {numbered}{number}{of}"));
    }
    let (mut also, mut when_new) = (Vec::new(), Vec::new());
    if let Some(title) = title {
        match kind {
            _ if citation.number.is_none() => {
                exact.push(format!("title {title}"));
                if kind == CitationKind::Treaty {
                    also.push(format!("begins {title}"));
                    also.extend(beginnings(&title).map(|short| format!("title {short}")));
                    when_new.extend(beginnings(&title).map(|short| format!("begins {short}")));
                }
            }
            // A later citation may leave the number out.
            CitationKind::Judgment => when_new.push(format!("title {title}")),
            _ => {}
        }
    }
    if exact.is_empty() {
        exact.extend(citation.address.iter().map(|address| format!("address {address}")));
    }
    if let (true, Some(body)) = (exact.is_empty(), &citation.organisation) {
        exact.push(format!("{kind} {} {:?}", plain_name(body), citation.date));
    }
    let named = !exact.is_empty();
    Keys { exact, also, when_new, named, ..Keys::default() }
}

/// The beginnings of a treaty's title by which it may be called: three words at least ("convention against torture").
fn beginnings(title: &str) -> impl Iterator<Item = &str> {
    title.match_indices(' ').skip(2).take(8).map(|(at, _)| title[..at].trim_end_matches(','))
}

/// Short, as first printed.
fn name(draft: &Draft) -> String {
    let citation = &draft.citation;
    let of_body = || {
        let body = citation.organisation.clone()?;
        let date = citation.date.map(|date| format!(", {date}")).unwrap_or_default();
        Some(match citation.kind {
            CitationKind::Letter => format!("{body} letter{date}"),
            CitationKind::Interview => format!("interview by {body}{date}"),
            _ => format!("{body}{date}"),
        })
    };
    let persons = (!citation.persons.is_empty()).then(|| citation.persons.join(", "));
    if draft.outgoing {
        return of_body().unwrap_or_default();
    }
    let speech = matches!(
        citation.kind,
        CitationKind::Interview | CitationKind::Letter | CitationKind::Email | CitationKind::PressConference
    );
    let symbol = citation
        .number
        .clone()
        .filter(|_| matches!(citation.kind, CitationKind::UnDocument | CitationKind::OnFile));
    let first = if speech {
        persons.clone().or_else(of_body).or(citation.title.clone())
    } else {
        symbol.or(citation.title.clone())
    };
    let rest = || of_body().or(persons).or(citation.address.clone());
    first.or_else(rest).unwrap_or_else(|| citation.kind.code().replace('_', " "))
}
