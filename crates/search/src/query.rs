//! What is asked: words, phrases, names, and what is known of the exhibits.

use crate::words::words;
use probata_vocabulary::PartialDate;

/// A question, read from what a person typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// All of these have to be in a passage, of each row one.
    pub(crate) groups: Vec<Vec<Part>>,
    /// None of these may be.
    pub(crate) without: Vec<Part>,
    /// What the exhibit has to be, all of it.
    pub filters: Vec<Filter>,
}

/// Something that stands in a passage or does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// In any of its forms, and a name in any of its scripts.
    Word(String),
    /// As a name, even if it is written small.
    Name(String),
    /// Words that begin so.
    Prefix(String),
    /// Words that differ by so many letters.
    Fuzzy(String, u8),
    /// Words one after the other, as they are written.
    Phrase(Vec<String>),
    /// A date in the text: first and last day.
    Mentioned(i64, i64),
}

/// What is known of an exhibit or a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilterKind {
    /// Its number, `E-12`.
    Exhibit,
    /// Part of its name or of where it lay.
    File,
    /// What it was recognised as.
    Format,
    /// The language of most of its text, as a code.
    Language,
    /// When it was received, captured or last changed.
    Date,
    /// When it was added.
    Added,
    /// Who added it.
    By,
    /// What is recorded: a kind of exhibit or of record, by its code.
    Kind,
}

/// Exhibits of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Of what.
    pub kind: FilterKind,
    /// As it was typed.
    pub value: String,
    /// First and last day, for dates: days since 1 January of year 1.
    pub days: Option<(i64, i64)>,
}

/// Fields as they are typed.
const FIELDS: [(&str, Field); 10] = [
    ("name", Field::Name),
    ("mentioned", Field::Mentioned),
    ("exhibit", Field::Of(FilterKind::Exhibit)),
    ("file", Field::Of(FilterKind::File)),
    ("format", Field::Of(FilterKind::Format)),
    ("language", Field::Of(FilterKind::Language)),
    ("date", Field::Of(FilterKind::Date)),
    ("added", Field::Of(FilterKind::Added)),
    ("by", Field::Of(FilterKind::By)),
    ("kind", Field::Of(FilterKind::Kind)),
];

#[derive(Clone, Copy)]
enum Field {
    Name,
    Mentioned,
    Of(FilterKind),
}

/// What is wrong with a question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// There is nothing to look for.
    #[error("nothing is asked: give a word, \"a phrase\" or a field such as format:pdf")]
    Empty,
    /// Only what is not wanted is named.
    #[error("say also what is to be found: only what is not wanted is named")]
    OnlyWithout,
    /// A quotation mark is open.
    #[error("the phrase that begins with {0} has no second quotation mark")]
    OpenPhrase(String),
    /// No such field.
    #[error(
        "there is no field \"{0}\"; there are name, mentioned, exhibit, file, format, kind, language, date, added and by"
    )]
    NoField(String),
    /// No such date.
    #[error("\"{0}\" is no date: write 2017, 2017-09 or 2017-09-03, or two of them with .. between")]
    Date(String),
}

impl Query {
    /// Reads what a person typed.
    ///
    /// Words that stand side by side have to be in a passage together; `OR` between two makes one enough; `-word` and what stands behind `NOT` must not be there;
    /// `"…"` is a phrase; `word*` the beginning of a word; `word~` a word with one letter different (`~2` with two); `field:value` what the
    /// exhibit is.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let mut query = Self::default();
        let (mut is_or, mut is_not) = (false, false);
        for (word, is_quoted) in cut(text)? {
            if !is_quoted && matches!(word, "OR" | "|") {
                is_or = !query.groups.is_empty();
                continue;
            }
            if !is_quoted && word == "AND" {
                continue;
            }
            if !is_quoted && word == "NOT" {
                is_not = true;
                continue;
            }
            let is_not = std::mem::take(&mut is_not);
            query.take(word, is_quoted, std::mem::take(&mut is_or), is_not)?;
        }
        match (query.groups.is_empty(), query.filters.is_empty(), query.without.is_empty()) {
            (true, true, true) => Err(QueryError::Empty),
            (true, true, false) => Err(QueryError::OnlyWithout),
            _ => Ok(query),
        }
    }

    fn take(&mut self, word: &str, is_quoted: bool, is_or: bool, is_not: bool) -> Result<(), QueryError> {
        let bare = word
            .strip_prefix('-')
            .filter(|bare| bare.starts_with(|first: char| first.is_alphanumeric() || first == '"'));
        let is_without = bare.is_some() || is_not;
        let part = match Said::of(bare.unwrap_or(word), is_quoted)? {
            Said::Nothing => return Ok(()),
            Said::Filter(filter) => {
                self.filters.push(filter);
                return Ok(());
            }
            Said::Part(part) => part,
        };
        match (is_without, self.groups.last_mut()) {
            (true, _) => self.without.push(part),
            (false, Some(last)) if is_or => last.push(part),
            (false, _) => self.groups.push(vec![part]),
        }
        Ok(())
    }
}

enum Said {
    Nothing,
    Part(Part),
    Filter(Filter),
}

impl Said {
    fn of(word: &str, is_quoted: bool) -> Result<Self, QueryError> {
        if !is_quoted && let Some((name, value)) = field(word) {
            let known = FIELDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            let (_, field) = known.ok_or_else(|| QueryError::NoField(name.to_owned()))?;
            return Self::of_field(*field, value.trim_matches(QUOTES));
        }
        let all = || words(word).map(|range| word[range].to_owned()).collect::<Vec<_>>();
        if is_quoted {
            return Ok(Self::of_words(all()));
        }
        let (bare, distance) = match word.rsplit_once('~') {
            Some((bare, "" | "1")) => (bare, 1),
            Some((bare, "2")) => (bare, 2),
            _ => (word, 0),
        };
        let mut all = all();
        match &all[..] {
            [_] if word.ends_with('*') => Ok(Self::Part(Part::Prefix(all.remove(0)))),
            [..] if distance > 0 => match words(bare).next() {
                Some(range) => Ok(Self::Part(Part::Fuzzy(bare[range].to_owned(), distance))),
                None => Ok(Self::Nothing),
            },
            [_] => Ok(Self::Part(Part::Word(all.remove(0)))),
            _ => Ok(Self::of_words(all)),
        }
    }

    fn of_words(all: Vec<String>) -> Self {
        if all.is_empty() { Self::Nothing } else { Self::Part(Part::Phrase(all)) }
    }

    fn of_field(field: Field, value: &str) -> Result<Self, QueryError> {
        match field {
            Field::Name => match words(value).next() {
                Some(range) => Ok(Self::Part(Part::Name(value[range].to_owned()))),
                None => Ok(Self::Nothing),
            },
            Field::Mentioned => days(value).map(|(first, last)| Self::Part(Part::Mentioned(first, last))),
            Field::Of(kind) => {
                let is_date = matches!(kind, FilterKind::Date | FilterKind::Added);
                let days = is_date.then(|| days(value)).transpose()?;
                Ok(Self::Filter(Filter { kind, value: value.to_owned(), days }))
            }
        }
    }
}

/// A field and its value, if that is what a word is: "Q:" and "12:30" are none.
fn field(word: &str) -> Option<(&str, &str)> {
    let (name, value) = word.split_once(':')?;
    let is_name = name.len() > 1 && name.bytes().all(|letter| letter.is_ascii_alphabetic());
    (is_name && !value.is_empty() && !value.starts_with("//")).then_some((name, value))
}

/// First and last day of a date or of two with `..` between, either of which may be left out.
fn days(text: &str) -> Result<(i64, i64), QueryError> {
    let wrong = || QueryError::Date(text.to_owned());
    let bounds = |text: &str| text.parse::<PartialDate>().map(PartialDate::bounds).map_err(|_| wrong());
    match text.split_once("..") {
        None => bounds(text),
        Some(("", "")) => Err(wrong()),
        Some(("", until)) => Ok((0, bounds(until)?.1)),
        Some((from, "")) => Ok((bounds(from)?.0, i64::from(i32::MAX))),
        Some((from, until)) => {
            let (first, last) = (bounds(from)?.0, bounds(until)?.1);
            if first <= last { Ok((first, last)) } else { Err(wrong()) }
        }
    }
}

const QUOTES: [char; 6] = ['"', '“', '”', '„', '«', '»'];

/// Words between white space, and what stands in quotation marks, which are taken off.
fn cut(text: &str) -> Result<Vec<(&str, bool)>, QueryError> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let minus = usize::from(rest.starts_with('-'));
        if let Some(open) = rest[minus..].chars().next().filter(|first| QUOTES.contains(first)) {
            let from = minus + open.len_utf8();
            let length = rest[from..]
                .find(QUOTES)
                .ok_or_else(|| QueryError::OpenPhrase(rest.chars().take(30).collect()))?;
            let end = from + length;
            let close = rest[end..].chars().next().map_or(0, char::len_utf8);
            // The mark that stands before a phrase stays with it.
            let phrase = &rest[from..end];
            if minus == 1 {
                found.push((&rest[..end], true));
            } else {
                found.push((phrase, true));
            }
            rest = rest[end + close..].trim_start();
            continue;
        }
        let end = word_end(rest);
        found.push((&rest[..end], false));
        rest = rest[end..].trim_start();
    }
    Ok(found)
}

/// Where a word ends; a field's value in quotation marks belongs to it.
fn word_end(text: &str) -> usize {
    let mut is_open = false;
    for (at, letter) in text.char_indices() {
        if QUOTES.contains(&letter) {
            is_open = !is_open;
        } else if letter.is_whitespace() && !is_open {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Part {
        Part::Word(text.to_owned())
    }

    #[test]
    fn words_phrases_and_marks_are_read() {
        let query =
            Query::parse("register \"block four\" guard OR sentry -kitchen prison* Dolln~ tartur~2").unwrap();
        let phrase = Part::Phrase(vec!["block".to_owned(), "four".to_owned()]);
        let expected = vec![
            vec![word("register")],
            vec![phrase],
            vec![word("guard"), word("sentry")],
            vec![Part::Prefix("prison".to_owned())],
            vec![Part::Fuzzy("Dolln".to_owned(), 1)],
            vec![Part::Fuzzy("tartur".to_owned(), 2)],
        ];
        assert_eq!(query.groups, expected);
        assert_eq!(query.without, [word("kitchen")]);
        assert_eq!(Query::parse("guard NOT kitchen OR yard").unwrap().without, [word("kitchen")]);
    }

    #[test]
    fn fields_are_read_and_times_are_words() {
        let query =
            Query::parse("at 12:30 Q: name:назарова file:\"visit log\" date:2017-09..2018 mentioned:2017")
                .unwrap();
        let phrase = Part::Phrase(vec!["12".to_owned(), "30".to_owned()]);
        let first = "2017-01-01".parse::<PartialDate>().unwrap().bounds().0;
        let mentioned = Part::Mentioned(first, first + 364);
        let name = Part::Name("назарова".to_owned());
        assert_eq!(
            query.groups,
            [vec![word("at")], vec![phrase], vec![word("Q")], vec![name], vec![mentioned]]
        );
        assert_eq!(query.filters[0].value, "visit log");
        assert_eq!(query.filters[1].days, Some((first + 243, first + 365 + 364)));
    }

    #[test]
    fn an_excluded_phrase_is_one() {
        let query = Query::parse("guard -\"block four\"").unwrap();
        assert_eq!(query.without, [Part::Phrase(vec!["block".to_owned(), "four".to_owned()])]);
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, error) in [
            ("", QueryError::Empty),
            (" ... ", QueryError::Empty),
            ("-guard", QueryError::OnlyWithout),
            ("\"block four", QueryError::OpenPhrase("\"block four".to_owned())),
            ("kund:letter", QueryError::NoField("kund".to_owned())),
            ("date:2017-13", QueryError::Date("2017-13".to_owned())),
            ("date:2018..2017", QueryError::Date("2018..2017".to_owned())),
            ("mentioned:..", QueryError::Date("..".to_owned())),
        ] {
            assert_eq!(Query::parse(text), Err(error), "{text}");
        }
    }
}
