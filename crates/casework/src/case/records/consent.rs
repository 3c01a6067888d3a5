//! What a source allowed: a profile and its exceptions. Nobody ticks 33 boxes honestly, so that only what differs is said.

use super::{Form, Kind, Record, many, needed, one};
use crate::case::Case;

/// What somebody may do with what was said, then what of a person may be told.
pub(super) const DETAILS_AND_USES: &[&str] = &[
    "internal_analysis",
    "anonymous_aggregate",
    "published_report",
    "quotation",
    "advocacy",
    "media",
    "un_mechanism",
    "regional_mechanism",
    "domestic_prosecution",
    "international_prosecution",
    "civil_litigation",
    "asylum_case",
    "research_archive",
    "share_with_partner",
    "recontact",
    "real_name",
    "initials",
    "pseudonym",
    "age",
    "sex",
    "nationality",
    "role_or_occupation",
    "relation_to_victim",
    "exact_place",
    "city",
    "country",
    "exact_date",
    "month",
    "voice",
    "face_image",
    "verbatim_words",
    "medical_data",
    "existence_of_interview",
];

const STATES: &[&str] = &[
    "active",
    "partly_withdrawn",
    "withdrawn",
    "expired",
    "superseded",
    "legacy_not_recorded",
    "via_intermediary",
    "not_applicable",
];

const FORMS: &[&str] = &["written", "recorded_oral", "witnessed_oral", "guardian_and_assent"];

/// What has to be explained (CN-4); `all` stands for all of them.
const EXPLAINED: &[&str] = &[
    "all",
    "who_we_are",
    "purpose",
    "who_will_see_it",
    "how_stored",
    "uses_listed",
    "risks",
    "no_benefit_promised",
    "voluntary",
    "may_stop_or_skip",
    "may_withdraw_and_limits",
    "third_party_and_court_disclosure",
    "language_understood",
];

/// Said of answers that hold later only.
pub(super) mod until {
    pub const ABOUT: &str = "allowed only from a day or once something has happened, such as published_report:2027-01 or media:the trial has ended";
}

pub(super) static KIND: Kind = Kind {
    name: "consent",
    prefix: 'C',
    about: "What a source allowed, by a profile and what differs from it. A later one takes the place of an earlier.",
    fields: &[
        needed("source", Form::Link("S"), "whose"),
        needed(
            "state",
            Form::Code(STATES),
            "whether it holds; legacy_not_recorded, via_intermediary and not_applicable where nobody could be asked",
        ),
        one("interview", Form::Link("I"), "for one interview only; without it, for all of the source"),
        one("profile", Form::Link("F"), "the project's usual answers"),
        one("form", Form::Code(FORMS), "how it was given"),
        one("date", Form::Date, "when"),
        many("yes", Form::Code(DETAILS_AND_USES), "allowed, against the profile"),
        many("no", Form::Code(DETAILS_AND_USES), "refused, against the profile"),
        many("ask_again", Form::Code(DETAILS_AND_USES), "allowed only after asking again"),
        many("until", Form::CodeUntil(DETAILS_AND_USES), until::ABOUT),
        many("explained", Form::Code(EXPLAINED), "what was explained; all, or each by itself"),
        one("interviewer", Form::Text, "who asked"),
        one("interpreter", Form::Text, "who interpreted"),
        one("intermediary", Form::Text, "through whom"),
        one("exhibit", Form::Link("E"), "the form or the recording of it"),
        one("note", Form::Text, "anything else"),
    ],
    of: Some("source"),
    is_identity: false,
    checks: |record, _, _| {
        let mut found = Vec::new();
        let state = record.value("state").unwrap_or_default();
        if matches!(state, "active" | "partly_withdrawn") {
            let missing = not_explained(record);
            if !missing.is_empty() {
                found.push(format!("it does not say that this was explained: {}", missing.join(", ")));
            }
            for name in ["form", "date"] {
                if record.value(name).is_none() {
                    found.push(format!("it does not say its {name}"));
                }
            }
        }
        found.extend(contradictions(record));
        if state == "via_intermediary" && record.value("intermediary").is_none() {
            found.push("it does not say through whom".to_owned());
        }
        found
    },
};

/// Uses and details that are answered in several ways at once.
pub(super) fn contradictions(record: &Record) -> Option<String> {
    let ways = |code: &str| {
        let plain = ["yes", "no", "ask_again"].into_iter();
        let plain = plain.filter(|name| record.values(name).any(|value| value == code)).count();
        let is_of_code = |value: &str| value.strip_prefix(code).is_some_and(|rest| rest.starts_with(':'));
        plain + usize::from(record.values("until").any(is_of_code))
    };
    let several: Vec<&str> = DETAILS_AND_USES.iter().copied().filter(|code| ways(code) > 1).collect();
    (!several.is_empty())
        .then(|| format!("it answers in several ways, of which the strictest holds: {}", several.join(", ")))
}

fn not_explained(record: &Record) -> Vec<&'static str> {
    let said: Vec<&str> = record.values("explained").collect();
    if said.contains(&"all") {
        return Vec::new();
    }
    EXPLAINED.iter().skip(1).copied().filter(|item| !said.contains(item)).collect()
}

/// What is answered about one use or detail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The use or detail.
    pub code: &'static str,
    /// `yes`, `no`, `ask_again`, or `until` and what has to come.
    pub answer: String,
    /// It is said here and not by the profile.
    pub is_exception: bool,
}

/// The answers that a consent and its profile give together. What neither names is refused; where the consent does not hold, everything is.
pub fn answers(record: &Record, case: &Case<'_>) -> Vec<Answered> {
    let profile =
        record.value("profile").and_then(|id| case.records().iter().find(|other| other.id.to_string() == id));
    let holds = matches!(record.value("state"), Some("active" | "partly_withdrawn" | "via_intermediary"));
    let answer = |code: &'static str| {
        if !holds {
            return Answered { code, answer: "no".to_owned(), is_exception: false };
        }
        let own = of_record(record, code);
        let usual = profile.and_then(|profile| of_record(profile, code));
        Answered {
            code,
            is_exception: own.is_some() && own != usual,
            answer: own.or(usual).unwrap_or_else(|| "no".to_owned()),
        }
    };
    DETAILS_AND_USES.iter().map(|code| answer(code)).collect()
}

/// The strictest answer that a record gives: a refusal is never outdone by a word beside it.
fn of_record(record: &Record, code: &str) -> Option<String> {
    let has = |name: &str| record.values(name).any(|value| value == code);
    let until = record.values("until").find_map(|value| value.strip_prefix(code)?.strip_prefix(':'));
    match (has("no"), has("ask_again"), until, has("yes")) {
        (true, ..) => Some("no".to_owned()),
        (_, true, ..) => Some("ask_again".to_owned()),
        (.., Some(until), _) => Some(format!("until {}", until.trim())),
        (.., true) => Some("yes".to_owned()),
        _ => None,
    }
}
