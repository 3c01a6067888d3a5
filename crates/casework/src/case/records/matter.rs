use super::{Form, Kind, many, needed, one};

/// Standards of proof, the weaker first.
const STANDARDS: &[&str] = &[
    "reasonable_suspicion",
    "reasonable_grounds_to_believe",
    "balance_of_probabilities",
    "clear_and_convincing",
    "beyond_reasonable_doubt",
];

pub(super) static KIND: Kind = Kind {
    name: "matter",
    prefix: 'M',
    about: "One inquiry: its mandate, period, places and standard of proof.",
    fields: &[
        needed("title", Form::Text, "what it is called"),
        one("mandate", Form::Text, "who asked for what"),
        one("from", Form::Date, "the first day of the period that is looked at"),
        one("until", Form::Date, "its last day"),
        many("place", Form::Text, "where"),
        many("state", Form::Text, "a State concerned, by its code of ISO 3166"),
        one("standard", Form::Code(STANDARDS), "the standard of proof"),
        many("language", Form::Language, "a language of the evidence"),
        one(
            "transfer_days",
            Form::Number,
            "days that an exhibit may be on the way before its transfer is overdue; 30 where no matter says it, the \
             fewest where several do",
        ),
        one("note", Form::Text, "anything else"),
    ],
    of: None,
    is_identity: false,
    checks: |record, _, _| {
        let lacks = |name: &str| record.value(name).is_none();
        let missing: Vec<&str> =
            ["mandate", "from", "standard"].into_iter().filter(|name| lacks(name)).collect();
        match missing.is_empty() {
            true => Vec::new(),
            false => vec![format!("a report says in its method: {}", missing.join(", "))],
        }
    },
};
