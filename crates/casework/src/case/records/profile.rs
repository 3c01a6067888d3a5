use super::consent::{DETAILS_AND_USES, contradictions, until};
use super::{Form, Kind, many, needed, one};

pub(super) static KIND: Kind = Kind {
    name: "profile",
    prefix: 'F',
    about: "What a project asks of everybody: the answers that hold for each consent but for its exceptions.",
    fields: &[
        needed("name", Form::Text, "what it is called"),
        many("yes", Form::Code(DETAILS_AND_USES), "a use or detail that is allowed"),
        many("ask_again", Form::Code(DETAILS_AND_USES), "allowed only after asking again"),
        many("until", Form::CodeUntil(DETAILS_AND_USES), until::ABOUT),
        many(
            "no",
            Form::Code(DETAILS_AND_USES),
            "a use or detail that is refused; what is not named is refused too",
        ),
        one("note", Form::Text, "what was explained, and how"),
    ],
    of: None,
    is_identity: false,
    checks: |record, _, _| contradictions(record).into_iter().collect(),
};
