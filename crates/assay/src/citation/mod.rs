//! Notes to citations: who or what is cited, how, when and where, and what is withheld.
//!
//! A note is cut into parts ([`split`]), each part is told apart from a remark and given its kind ([`kind`]), read
//! ([`read`]), and what refers back is resolved ([`resolve`]). Citations of one source are joined ([`sources`]).
//!
//! Invariant: nothing that a note does not say is filled in; what is withheld stays empty.
//! Invariant: the language stands in `data/<language>/citations.toml`.
//!
//! Incomplete: an unquoted title with a comma in it is cut there; an interview with several people who are only
//! described is one source.

mod content;
mod identity;
mod kind;
mod lexicon;
mod note_text;
mod parties;
mod read;
mod resolve;
mod scan;
mod sources;
mod split;
#[cfg(test)]
mod tests;
mod withheld;
mod works;

use crate::dates::{Calendar, Order};
use content::Content;
use lexicon::Lexicon;
use note_text::NoteText;
use probata_report::{BlockKind, Citation, Document, Source};
use probata_vocabulary::CitationKind;
use read::{Draft, plain_name};
use resolve::Resolver;
use scan::Scan;
use std::collections::HashMap;

/// What the notes of a document cite, and who or what is cited, each once.
pub(crate) fn cite(document: &Document) -> (Vec<Citation>, Vec<Source>) {
    let lexicon = Lexicon::english();
    let (mut drafts, mut orders) = (Vec::new(), HashMap::new());
    for (note, language) in languages(document).into_iter().enumerate() {
        let calendar = Calendar::of(language);
        let order = *orders.entry(language).or_insert_with(|| calendar.order_in(&document.text));
        cite_note(&lexicon, calendar, order, document, note, &mut drafts);
    }
    tell_own_organisation(&mut drafts);
    let (drafts, sources) = Resolver::new(&lexicon, document, drafts).resolve();
    (drafts.into_iter().map(|draft| draft.citation).collect(), sources)
}

/// The language of each note, by which its dates are read.
fn languages(document: &Document) -> Vec<&str> {
    let mut languages = vec![""; document.notes.len()];
    for block in &document.blocks {
        if let BlockKind::Note(note) = block.kind
            && let Some(language) = languages.get_mut(note)
        {
            *language = &block.language;
        }
    }
    languages
}

/// "Lantern" for "Lantern Rights Watch", and the other way about.
fn is_called(own: &str, name: &str) -> bool {
    let begins = |long: &str, short: &str| {
        !short.is_empty()
            && long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    begins(own, name) || begins(name, own)
}

fn cite_note(
    lexicon: &Lexicon,
    calendar: &Calendar,
    order: Order,
    document: &Document,
    note: usize,
    drafts: &mut Vec<Draft>,
) {
    let text = NoteText::of(document, &document.notes[note]);
    let scan = Scan::of(lexicon, calendar, order, &text.text);
    let first = drafts.len();
    for part in split::split(&scan) {
        let content = Content::of(&scan, part);
        let read = read::read(&text, &content, note, drafts[first..].last());
        drafts.extend(read);
    }
}

/// "Lantern interview, Velsk" has the report's own organisation in front, "Verin interview, Velsk" who was heard:
/// the organisation is the one that most interviews "with" somebody have there.
fn tell_own_organisation(drafts: &mut [Draft]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let interviews = drafts.iter().filter(|draft| draft.citation.kind == CitationKind::Interview);
    for organisation in interviews.filter_map(|draft| draft.citation.organisation.as_deref()) {
        *counts.entry(plain_name(organisation)).or_default() += 1;
    }
    let most = counts.into_iter().max_by(|a, b| (a.1, &b.0).cmp(&(b.1, &a.0)));
    let Some((own, _)) = most else { return };
    for draft in drafts {
        let citation = &mut draft.citation;
        let is_own = |person: &String| is_called(&own, &plain_name(person));
        let led = draft.leading_person && citation.kind == CitationKind::Interview;
        let sent = matches!(citation.kind, CitationKind::Letter | CitationKind::Email);
        if !led && !sent {
            continue;
        }
        draft.outgoing = sent && draft.sender.as_ref().is_some_and(is_own);
        let Some(at) = citation.persons.iter().position(is_own) else { continue };
        let name = citation.persons.remove(at);
        if draft.outgoing {
            // Whom it wrote to is the other party, a body too.
            citation.persons.extend(citation.organisation.replace(name));
        } else if led {
            citation.organisation.get_or_insert(name);
        }
    }
}
