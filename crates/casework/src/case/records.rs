//! What a case records beside files: the inquiry, people, sources, interviews, consent, protection. One file a kind.
//!
//! Invariant: a kind is data: its fields and what is said of a record that lacks something. How records are entered, sealed, shown and erased is the
//! same for all and stands in `record.rs` and `keep.rs`.
//! Invariant: an identity keeps its fields to itself until an entry says that somebody looked at it (`identity.rs`).

mod consent;
mod exhibit;
mod identity;
mod interview;
mod keep;
mod matter;
mod person;
mod profile;
mod protection;
mod record;
mod source;

pub use consent::{Answered, answers};
pub use identity::identify;
pub(super) use identity::says_who;
pub(super) use keep::erase_record;
pub use keep::{Entered, change, is_exhibit, keep};
pub(super) use record::ERASED;
pub(super) use record::Records;
pub use record::{Record, shown};

use super::{Case, CaseError};
use probata_vault::Clock;
use probata_vocabulary::When;

/// A kind of record.
#[derive(Debug)]
pub struct Kind {
    /// Its code.
    pub name: &'static str,
    /// Stands before its numbers.
    pub prefix: char,
    /// In a sentence.
    pub about: &'static str,
    /// What can be said of one, in order.
    pub fields: &'static [FieldOf],
    /// The field whose record it speaks of: it is sealed under that one's key, so that erasing the one closes the other.
    pub of: Option<&'static str>,
    /// It says who somebody is: what stands in one is shown once an entry says that somebody looked (CU-8, see [`identify`]).
    pub is_identity: bool,
    /// What a person should know of one: what is missing or past.
    checks: fn(&Record, &Case<'_>, Clock) -> Vec<String>,
}

/// What can be said of a record.
#[derive(Debug)]
pub struct FieldOf {
    /// Its name.
    pub name: &'static str,
    /// What its values are.
    pub form: Form,
    /// How many values it takes.
    pub count: Count,
    /// In a sentence.
    pub about: &'static str,
}

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// Words.
    Text,
    /// One of these codes.
    Code(&'static [&'static str]),
    /// One of these codes, `:` and a date or words: from when, or until what.
    CodeUntil(&'static [&'static str]),
    /// A date as precise as it is known.
    Date,
    /// A language by its code.
    Language,
    /// A whole number.
    Number,
    /// Another record, by the prefixes of its kinds; `E` for an exhibit.
    Link(&'static str),
}

/// How many values a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// At most one.
    One,
    /// One: without it nothing is recorded.
    Needed,
    /// Any number.
    Many,
}

/// Every kind, in the order in which they are listed.
pub static KINDS: [&Kind; 8] = [
    &matter::KIND,
    &exhibit::KIND,
    &interview::KIND,
    &source::KIND,
    &person::KIND,
    &consent::KIND,
    &profile::KIND,
    &protection::KIND,
];

impl Kind {
    /// By its name.
    pub fn of_name(name: &str) -> Option<&'static Self> {
        KINDS.into_iter().find(|kind| kind.name == name)
    }

    /// By the letter before a number.
    pub fn of_prefix(prefix: char) -> Option<&'static Self> {
        KINDS.into_iter().find(|kind| kind.prefix == prefix.to_ascii_uppercase())
    }

    /// A field by its name, and the language of the words that are given for it: `note@ru`.
    fn tagged<'n>(&self, name: &'n str) -> Result<(&FieldOf, Option<&'n str>), CaseError> {
        let Some((name, language)) = name.split_once('@') else { return Ok((self.field(name)?, None)) };
        let of = self.field(name)?;
        match of.form {
            Form::Text if is_language(language) => Ok((of, Some(language))),
            Form::Text => Err(CaseError::Value {
                field: of.name,
                value: format!("{name}@{language}"),
                expected: "a language code behind the @, such as note@ru".to_owned(),
            }),
            _ => Err(CaseError::NothingToDo(format!("only words are in a language: write {name}=..."))),
        }
    }

    /// A field by its name.
    pub fn field(&self, name: &str) -> Result<&FieldOf, CaseError> {
        self.fields.iter().find(|field| field.name == name).ok_or_else(|| CaseError::NoField {
            kind: self.name,
            name: name.to_owned(),
            known: self.fields.iter().map(|field| field.name).collect::<Vec<_>>().join(", "),
        })
    }
}

impl FieldOf {
    /// The value as it is kept, or why it is none.
    fn taken(&self, value: &str, case: &Case<'_>) -> Result<String, CaseError> {
        let wrong =
            |expected: String| CaseError::Value { field: self.name, value: value.to_owned(), expected };
        let is_code = |codes: &[&str], code: &str| codes.contains(&code);
        match self.form {
            Form::Text => Ok(value.to_owned()),
            Form::Code(codes) if is_code(codes, value) => Ok(value.to_owned()),
            Form::Code(codes) => Err(wrong(format!("one of {}", codes.join(", ")))),
            Form::CodeUntil(codes) => match value.split_once(':') {
                Some((code, until)) if is_code(codes, code) && !until.trim().is_empty() => {
                    Ok(value.to_owned())
                }
                _ => Err(wrong(format!(
                    "one of {}, then \":\" and a date or what has to happen",
                    codes.join(", ")
                ))),
            },
            Form::Date => match value.parse::<When>() {
                Ok(when) => Ok(when.to_string()),
                Err(_) => Err(wrong("a date: 2026-05-31, 2026-05, 2026 or 202X, with ~ behind it for about, < or > before it for before or after, or two with .. between".to_owned())),
            },
            Form::Language => is_language(value)
                .then(|| value.to_owned())
                .ok_or_else(|| wrong("a language code, such as ru".to_owned())),
            Form::Number => {
                let is_number = value.bytes().all(|digit| digit.is_ascii_digit());
                let number = is_number.then(|| value.parse::<u32>().ok()).flatten();
                number
                    .map(|number| number.to_string())
                    .ok_or_else(|| wrong("a whole number, such as 30".to_owned()))
            }
            Form::Link(prefixes) => case.linked(self.name, value, prefixes).map(|id| id.to_string()),
        }
    }

    /// What its values are, for a person.
    pub fn expects(&self) -> String {
        match self.form {
            Form::Text => "words".to_owned(),
            Form::Code(codes) => codes.join(", "),
            Form::CodeUntil(_) => "code:date or code:what has to happen".to_owned(),
            Form::Date => {
                "a date: 2026-05-31, 2026-05, 2026, 202X; 2026~ is about, <2026 before, >2026 after, 2026-03..2026-05 between"
                    .to_owned()
            }
            Form::Language => "a language code, such as ru".to_owned(),
            Form::Number => "a whole number".to_owned(),
            Form::Link(prefixes) => {
                prefixes.chars().map(|prefix| format!("{prefix}-1")).collect::<Vec<_>>().join(" or ")
            }
        }
    }
}

/// True if a word has the form of a code of a language.
fn is_language(code: &str) -> bool {
    (2..=8).contains(&code.len()) && code.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'-')
}

const fn one(name: &'static str, form: Form, about: &'static str) -> FieldOf {
    FieldOf { name, form, count: Count::One, about }
}

const fn needed(name: &'static str, form: Form, about: &'static str) -> FieldOf {
    FieldOf { name, form, count: Count::Needed, about }
}

const fn many(name: &'static str, form: Form, about: &'static str) -> FieldOf {
    FieldOf { name, form, count: Count::Many, about }
}

/// A grade needs who gave it and when (EV-6); grades themselves are never asked for.
fn graded(record: &Record, grades: &[&str]) -> Option<String> {
    let has = |name: &str| record.value(name).is_some();
    let is_graded = grades.iter().any(|grade| has(grade));
    (is_graded && !(has("graded_by") && has("graded_on")))
        .then(|| "a grade is given by a named person on a day: say graded_by and graded_on".to_owned())
}
