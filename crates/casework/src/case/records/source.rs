use super::{Form, Kind, graded, needed, one};

/// Who gives information, by what ties them to the facts (HURIDOCS lists 19 and 22).
const CONNECTIONS: &[&str] = &[
    "involved",
    "involved.victim",
    "involved.witness",
    "involved.perpetrator",
    "related",
    "related_to_victim",
    "related_to_victim.relative",
    "related_to_victim.colleague",
    "related_to_victim.same_organisation",
    "related_to_perpetrator",
    "related_to_perpetrator.relative",
    "related_to_perpetrator.colleague",
    "related_to_perpetrator.same_organisation",
    "third_party",
    "third_party.reporter",
    "service_provider",
    "service_provider.lawyer",
    "service_provider.medical",
    "service_provider.financial",
    "service_provider.ngo",
    "service_provider.ngo_human_rights",
    "unknown",
];

const ACCESS: &[&str] = &[
    "direct_observation",
    "own_experience",
    "told_by_participant",
    "hearsay_once_removed",
    "hearsay_further_removed",
    "document_only",
    "inference",
    "unknown",
];

pub(super) static KIND: Kind = Kind {
    name: "source",
    prefix: 'S',
    about: "A person or body in the role of giving information, under a pseudonym.",
    fields: &[
        needed("pseudonym", Form::Text, "how the case calls them; drawn at random, never made of the name"),
        one("person", Form::Link("P"), "who they are"),
        one("connection", Form::Code(CONNECTIONS), "what ties them to the facts"),
        one("access", Form::Code(ACCESS), "how they know"),
        one("same_as", Form::Link("S"), "another source that is the same person: they count once"),
        one(
            "grade",
            Form::Code(&["A", "B", "C", "D", "E", "F"]),
            "reliability: A completely reliable to E unreliable, F cannot be judged",
        ),
        one("graded_by", Form::Text, "who gave the grade; sources are never asked"),
        one("graded_on", Form::Date, "when"),
        one("note", Form::Text, "anything else"),
    ],
    of: None,
    is_identity: false,
    checks: |record, case, _| {
        let mut found: Vec<String> = graded(record, &["grade"]).into_iter().collect();
        let pseudonym = record.value("pseudonym");
        let others =
            case.records().iter().filter(|other| other.kind.name == "source" && other.id != record.id);
        if others
            .clone()
            .any(|other| other.value("pseudonym") == pseudonym && other.value("same_as").is_none())
        {
            found.push("another source has the same pseudonym".to_owned());
        }
        found
    },
};
