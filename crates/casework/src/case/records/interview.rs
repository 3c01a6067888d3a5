use super::{Form, Kind, Record, exhibit, graded, many, needed, one};
use crate::case::Case;

const MEDIA: &[&str] = &["in_person", "telephone", "video", "correspondence", "group"];

pub(super) static KIND: Kind = Kind {
    name: "interview",
    prefix: 'I',
    about: "A session with a source, and the exhibits that came of it: recording, notes, transcript.",
    fields: &[
        needed("source", Form::Link("S"), "with whom"),
        one("date", Form::Date, "when"),
        one("place", Form::Text, "where"),
        one("medium", Form::Code(MEDIA), "how"),
        many("language", Form::Language, "in which language"),
        many("interviewer", Form::Text, "who asked; a pseudonym where a name would harm"),
        one("interpreter", Form::Text, "who interpreted; protected as a source is"),
        many("exhibit", Form::Link("E"), "what came of it; erased with the interview"),
        one(
            "grade",
            Form::Code(exhibit::INFORMATION),
            "of the information: 1 confirmed to 5 improbable, 6 cannot be judged",
        ),
        one("graded_by", Form::Text, "who gave the grade"),
        one("graded_on", Form::Date, "when"),
        one("note", Form::Text, "anything else"),
    ],
    of: None,
    is_identity: false,
    checks: |record, case, _| {
        let mut found: Vec<String> = graded(record, &["grade"]).into_iter().collect();
        if !has_consent(record, case) {
            found.push("no consent is recorded for it: record one (state=legacy_not_recorded if none was asked for then)".to_owned());
        }
        if record.value("exhibit").is_none() {
            found.push("no exhibit came of it: name the recording, the notes or the transcript".to_owned());
        }
        found
    },
};

/// A consent of its source that is for all interviews, or for this one.
fn has_consent(record: &Record, case: &Case<'_>) -> bool {
    let id = record.id.to_string();
    let source = record.value("source");
    case.records().iter().any(|other| {
        other.kind.name == "consent"
            && other.value("source") == source
            && other.value("interview").is_none_or(|interview| interview == id)
    })
}
