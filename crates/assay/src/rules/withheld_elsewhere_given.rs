use super::{Found, Rule, related};
use crate::case::Case;
use probata_report::Citation;
use probata_vocabulary::{CitationKind, Level, WithheldItem};

pub(super) const RULE: Rule = Rule {
    name: "withheld-elsewhere-given",
    summary: "a detail withheld in one note and printed for the same source elsewhere",
    level: Level::Deny,
    sensitive: true,
    explanation: include_str!("explanations/withheld-elsewhere-given.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    let citations = &case.report.citations;
    for source in &case.report.sources {
        let cited: Vec<&Citation> = source.citations.iter().map(|index| &citations[*index]).collect();
        for detail in [Detail::Date, Detail::Place] {
            tell(case, found, &cited, detail);
        }
    }
    let interviews: Vec<&Citation> =
        citations.iter().filter(|citation| citation.kind == CitationKind::Interview).collect();
    for withheld in interviews.iter().filter(|citation| citation.withheld.contains(&WithheldItem::Name)) {
        for given in interviews
            .iter()
            .filter(|given| given.source != withheld.source && is_same_session(case, withheld, given))
        {
            let finding = found.at(
                withheld.span,
                format!("the name is withheld here, but {} is printed for an interview on the same day, in the same place, with a person of the same description", given.persons.join(", ")),
                REMEDY,
            );
            finding.rests_on.push(related(given.span, "prints the name"));
        }
    }
}

const REMEDY: &str =
    "withhold it in both places, or in neither if the source agrees; ask whoever holds the interview";

/// What is kept back of an interview beside the name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    Date,
    Place,
}

impl Detail {
    fn is_withheld(self, citation: &Citation) -> bool {
        let fits = |item: &WithheldItem| match self {
            Self::Date => *item == WithheldItem::Date,
            Self::Place => matches!(item, WithheldItem::Place | WithheldItem::ExactPlace),
        };
        citation.withheld.iter().any(fits)
    }

    fn printed(self, citation: &Citation) -> Option<String> {
        match self {
            Self::Date => citation.date.map(|date| date.to_string()),
            Self::Place => citation.place.clone(),
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Date => "the date is",
            Self::Place => "the place is",
        }
    }
}

/// One finding for each detail that is printed for a source and kept back for it elsewhere, however many notes do so.
fn tell(case: &Case, found: &mut Found, cited: &[&Citation], detail: Detail) {
    let kept = |citation: &&&Citation| detail.is_withheld(citation) && detail.printed(citation).is_none();
    let withheld: Vec<&&Citation> = cited.iter().filter(kept).collect();
    let Some(first) = withheld.first() else { return };
    let mut told: Vec<String> = Vec::new();
    for given in cited.iter().filter(|given| !detail.is_withheld(given)) {
        let Some(printed) = detail.printed(given).filter(|printed| !told.contains(printed)) else { continue };
        let label = &case.report.document.notes[given.note].label;
        let others = match withheld.len() - 1 {
            0 => String::new(),
            1 => " and in another note".to_owned(),
            others => format!(" and in {others} other notes"),
        };
        let message = format!(
            "{} withheld here{others}, but note {label} prints it for the same source: {printed}",
            detail.words()
        );
        found.at(first.span, message, REMEDY).rests_on.push(related(given.span, "prints it"));
        told.push(printed);
    }
}

/// Same interviewer, same day, same place, and the named person is described in the same words.
fn is_same_session(case: &Case, withheld: &Citation, given: &Citation) -> bool {
    let day = withheld.date.is_some_and(|date| date.day().is_some()) && withheld.date == given.date;
    let place = withheld.place.is_some() && withheld.place == given.place;
    let names_somebody =
        !given.withheld.contains(&WithheldItem::Name) && given.persons.iter().any(|person| has_name(person));
    let text = &case.report.document.text;
    let described = shares_description(&description(text, withheld), &description(text, given));
    day && place && names_somebody && described && withheld.organisation == given.organisation
}

/// The words of a citation outside brackets: who was interviewed, where and when.
fn description(text: &str, citation: &Citation) -> String {
    let mut depth = 0usize;
    let outside = |letter: &char| {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    text[citation.span].chars().filter(outside).collect()
}

fn has_name(person: &str) -> bool {
    person
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_uppercase) && word.chars().count() > 2)
        .count()
        >= 2
}

fn shares_description(one: &str, other: &str) -> bool {
    let telling = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphabetic())
            .filter(|word| word.chars().count() > 4 && word.starts_with(char::is_lowercase))
            .filter(|word| !word.starts_with("interview") && *word != "withheld")
            .map(str::to_owned)
            .collect()
    };
    let (one, other) = (telling(one), telling(other));
    !one.is_empty()
        && one.iter().all(|word| other.contains(word) || matches!(word.as_str(), "former" | "person"))
        && one.iter().any(|word| other.contains(word))
}
