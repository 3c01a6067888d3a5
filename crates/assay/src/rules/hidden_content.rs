use super::{Found, Rule};
use crate::case::Case;
use probata_report::{Hidden, HiddenKind};
use probata_vocabulary::{Level, MentionKind};

pub(super) const RULE: Rule = Rule {
    name: "hidden-content",
    summary: "deleted, hidden or margin text that names somebody not printed or withheld",
    level: Level::Deny,
    sensitive: true,
    explanation: include_str!("explanations/hidden-content.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    let printed = case.words.lower.as_str();
    for hidden in &case.report.document.hidden {
        // Comments of an earlier audit only quote the report, and the summary counts them.
        let is_ours =
            hidden.kind == HiddenKind::Comment && crate::answers::is_ours(&hidden.author, &hidden.text);
        if is_ours || matches!(hidden.kind, HiddenKind::Inserted | HiddenKind::FieldCode) {
            continue;
        }
        let names = names_in(case, hidden);
        let unprinted: Vec<&String> = names.iter().filter(|name| !is_printed(printed, name)).collect();
        let where_ = hidden.kind.words();
        if !unprinted.is_empty() {
            let list = unprinted.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ");
            let message =
                format!("a {where_} ({}) names {list}, not printed anywhere in the report", hidden.place);
            found.at(hidden.span, message, remedy(hidden.kind));
        } else if let (Some(name), true) = (names.first(), stands_by_withheld(case, hidden)) {
            let message =
                format!("a {where_} ({}) names {name} beside a note that withholds its source", hidden.place);
            found.at(hidden.span, message, remedy(hidden.kind));
        }
    }
}

fn remedy(kind: HiddenKind) -> &'static str {
    match kind {
        HiddenKind::Property => {
            "clear the document's properties before the file leaves the desk (in Word: File, Info, Inspect Document)"
        }
        HiddenKind::Deleted => "accept the tracked changes before the file leaves the desk",
        HiddenKind::Comment => "delete the comment before the file leaves the desk",
        _ => "remove it before the file leaves the desk",
    }
}

/// People named in a hidden text; a property that holds a person's name is one.
fn names_in(case: &Case, hidden: &Hidden) -> Vec<String> {
    let mut document = probata_report::Document::empty("", "text");
    document.text.clone_from(&hidden.text);
    let span = probata_report::Span::new(0, hidden.text.len());
    document.blocks.push(probata_report::Block {
        span,
        kind: probata_report::BlockKind::Paragraph,
        language: "en".into(),
        boxed: false,
    });
    document.sentences.push(probata_report::Sentence { span, pieces: Vec::new(), block: 0 });
    let words = crate::words::Words::of(&document);
    let mentioned = crate::mention::mentioned(&document, &words, &case.settings.same_names);
    let mut names: Vec<String> =
        mentioned.mentions.into_iter().filter(|m| m.kind == MentionKind::Person).map(|m| m.name).collect();
    let is_author = ["creator", "lastModifiedBy", "manager", "author"]
        .iter()
        .any(|property| hidden.place.contains(property));
    if hidden.kind == HiddenKind::Property
        && is_author
        && names.is_empty()
        && hidden.text.split_whitespace().count() >= 2
    {
        names.push(hidden.text.trim().to_owned());
    }
    names
}

/// True if the name, or its last word, is printed in the report.
fn is_printed(text: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    let last = name.rsplit(' ').next().unwrap_or(&name);
    last.chars().count() > 1
        && text.match_indices(last).any(|(at, _)| {
            let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            let after = text[at + last.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
            before && after
        })
}

fn stands_by_withheld(case: &Case, hidden: &Hidden) -> bool {
    let document = &case.report.document;
    let Some(sentence) =
        document.sentence_at(hidden.span.start).filter(|_| hidden.kind != HiddenKind::Property)
    else {
        return false;
    };
    let notes: Vec<usize> =
        case.report.sentences[sentence].supports.iter().map(|support| support.note).collect();
    case.report.citations.iter().any(|citation| {
        notes.contains(&citation.note)
            && citation.source.is_some_and(|source| case.report.sources[source].withheld)
    })
}
