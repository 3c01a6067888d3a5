use super::{Form, Kind, many, needed, one};

pub(super) static KIND: Kind = Kind {
    name: "person",
    prefix: 'P',
    about: "Somebody's real identity. Everything else speaks of them by a number or a pseudonym.",
    fields: &[
        needed("name", Form::Text, "the real name"),
        many("other_name", Form::Text, "another spelling or name"),
        one("group", Form::Code(&["no", "yes"]), "whether it is several people"),
        one("born", Form::Date, "date of birth"),
        one("sex", Form::Text, "as they say"),
        many("nationality", Form::Text, "by its code of ISO 3166"),
        many("contact", Form::Text, "how to reach them safely"),
        many("role", Form::Text, "occupation or office"),
        one("note", Form::Text, "anything else"),
    ],
    of: None,
    is_identity: true,
    checks: |_, _, _| Vec::new(),
};
