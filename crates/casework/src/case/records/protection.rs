use super::{Form, Kind, many, needed, one};
use crate::case::dates::day_of;
use probata_vocabulary::When;

const RISKS: &[&str] = &["low", "moderate", "high", "extreme"];
const THREATS: &[&str] =
    &["source", "relatives", "colleagues", "interpreter", "intermediary", "staff", "community"];

pub(super) static KIND: Kind = Kind {
    name: "protection",
    prefix: 'R',
    about: "How a source or a person is protected: the risk, what is done, and when that is looked at again.",
    fields: &[
        needed("of", Form::Link("SP"), "who is protected"),
        needed("risk", Form::Code(RISKS), "how high the risk is"),
        many("threat_to", Form::Code(THREATS), "who else is in danger"),
        many("measure", Form::Text, "what is done"),
        one("review", Form::Date, "when it is looked at again"),
        one("note", Form::Text, "anything else"),
    ],
    of: Some("of"),
    is_identity: false,
    checks: |record, _, clock| {
        let today = day_of(clock);
        let review = record.value("review").and_then(|date| date.parse::<When>().ok());
        let is_high = matches!(record.value("risk"), Some("high" | "extreme"));
        match review {
            Some(review) if review.days().1 < today => {
                vec![format!("it was to be looked at again by {review}")]
            }
            None if is_high => vec!["a high risk is looked at again: say when (review)".to_owned()],
            _ => Vec::new(),
        }
    },
};
