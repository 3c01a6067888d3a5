use super::{Form, Kind, graded, many, one};

/// What an exhibit is (HURIDOCS lists 16 and 27, and what has come since).
const KINDS: &[&str] = &[
    "abstract",
    "appeal",
    "audio_recording",
    "autopsy_result",
    "chemical_analysis",
    "court_record",
    "interview",
    "leaflet",
    "letter",
    "press_article",
    "photograph",
    "physician_examination",
    "poster",
    "press_release_government",
    "press_release_ngo",
    "press_release_perpetrator",
    "questionnaire",
    "radio_broadcast",
    "affidavit_signed",
    "telephone_conversation",
    "television_broadcast",
    "translation",
    "victim_testimony",
    "video_or_film",
    "witness_testimony",
    "web_capture",
    "satellite_image",
    "dataset",
    "flight_record",
    "official_document",
    "treaty",
    "judgment",
    "physical_object",
    "medico_legal_report",
    "message_export",
    "other",
    "unknown",
];

/// How a copy was made of another exhibit.
const DERIVATIONS: &[&str] = &[
    "bitwise_copy",
    "working_copy",
    "format_conversion",
    "transcript",
    "translation",
    "extract",
    "redaction",
    "enhancement",
    "ocr",
    "thumbnail",
];

/// What a capture of a web page has to say of itself (EV-10).
const CAPTURE: [&str; 5] = ["target_address", "captured_at", "collector", "tool", "clock_source"];

pub(super) const VERIFICATION: &[&str] =
    &["unreviewed", "in_review", "verified", "partly_verified", "disputed", "false", "cannot_verify"];

pub(super) const INFORMATION: &[&str] = &["1", "2", "3", "4", "5", "6"];

pub(super) static KIND: Kind = Kind {
    name: "exhibit",
    prefix: 'E',
    about: "What is known of an exhibit beside its content. Exhibits come by \"probata add\".",
    fields: &[
        one("kind", Form::Code(KINDS), "what it is"),
        one("title", Form::Text, "what it is called"),
        one("date", Form::Date, "when it was made"),
        one("place", Form::Text, "where it was made"),
        many("author", Form::Text, "who made it"),
        many("language", Form::Language, "what it is in"),
        one("source", Form::Link("S"), "who gave it"),
        one("derived_from", Form::Link("E"), "the exhibit of which it is a copy"),
        one("derivation", Form::Code(DERIVATIONS), "how it was made of that one"),
        one("tool", Form::Text, "with what, in which version"),
        one("translator", Form::Text, "who translated it; a pseudonym where a name would harm"),
        one("target_address", Form::Text, "the address of a web page"),
        one("captured_at", Form::Text, "when it was captured, in UTC"),
        one("collector", Form::Text, "who captured it"),
        one("clock_source", Form::Text, "by which clock"),
        one("verification", Form::Code(VERIFICATION), "how far it was verified"),
        one(
            "grade",
            Form::Code(INFORMATION),
            "of the information: 1 confirmed to 5 improbable, 6 cannot be judged",
        ),
        one("graded_by", Form::Text, "who gave the grade"),
        one("graded_on", Form::Date, "when"),
        one("note", Form::Text, "anything else"),
    ],
    of: None,
    is_identity: false,
    checks: |record, _, _| {
        let has = |name: &str| record.value(name).is_some();
        let mut found: Vec<String> = graded(record, &["grade"]).into_iter().collect();
        if record.value("kind") == Some("web_capture") {
            let missing: Vec<&str> = CAPTURE.into_iter().filter(|name| !has(name)).collect();
            if !missing.is_empty() {
                found.push(format!("the capture is incomplete: it does not say {}", missing.join(", ")));
            }
        }
        if has("derived_from") && !(has("derivation") && has("tool")) {
            found.push("a copy says how it was made and with what: derivation and tool".to_owned());
        }
        found
    },
};
