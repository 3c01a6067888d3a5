//! A part of a note to a citation, before it is known to whom references back point.

use super::content::{Content, tidy};
use super::kind::{self, held_number};
use super::lexicon::role;
use super::note_text::NoteText;
use super::parties::{self, Parties};
use super::{withheld, works};
use crate::dates::{FoundDate, MonthDay, When};
use probata_report::Citation;
use probata_vocabulary::{CitationKind, PartialDate, Precision};
use std::ops::Range;

/// A citation, with what only resolving needs.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) citation: Citation,
    /// A day printed without its year.
    pub(super) month_day: Option<MonthDay>,
    /// Labels of the notes it refers to.
    pub(super) labels: Vec<String>,
    /// Names that later notes may use for it ("hereinafter").
    pub(super) short_names: Vec<String>,
    /// Its first words, up to a comma, date or locator: what a short form repeats.
    pub(super) head: String,
    /// See [`Parties::leading_person`].
    pub(super) leading_person: bool,
    /// Who wrote it, for a letter or message.
    pub(super) sender: Option<String>,
    /// A letter or message that the report's own organisation wrote.
    pub(super) outgoing: bool,
    /// "interviews": the parts that follow may go on with it.
    separate: bool,
}

/// The citations of one part of a note; several where separate interviews with named persons share it.
pub(super) fn read(
    text: &NoteText,
    content: &Content<'_>,
    note: usize,
    before: Option<&Draft>,
) -> Vec<Draft> {
    let inner = inner(content);
    let content = inner.as_ref().unwrap_or(content);
    let continued = continued(content, before);
    let kind = continued.map_or_else(|| kind::kind(content), |before| before.citation.kind);
    let mut draft = draft(text, content, note, kind);
    if kind == CitationKind::Interview {
        draft.citation.mode = Some(kind::mode(content));
    }
    if let Some(before) = continued {
        draft.citation.mode = before.citation.mode;
        draft.citation.organisation.clone_from(&before.citation.organisation);
    }
    let separate = kind == CitationKind::Interview && content.anywhere(role::SEPARATE).is_some();
    draft.separate = separate || continued.is_some_and(|before| before.separate);
    if separate { apart(text, content, draft) } else { vec![draft] }
}

/// What is cited, where a part wraps it: "This account is based on ...", "SSD-00014655 (letter from ...)".
fn inner<'a>(content: &Content<'a>) -> Option<Content<'a>> {
    if let Some(rests) = content.cue(role::RESTS_ON) {
        let from = content.phrase_end(rests);
        let rest = from..content.range.end;
        let cites = content
            .words_of(&rest)
            .iter()
            .any(|word| content.plain(word) && word.is(role::INTERVIEW | role::LETTER | role::EMAIL));
        let start = content.words_of(&rest).first().map_or(from, |word| word.start);
        return cites.then(|| content.narrowed(start..rest.end));
    }
    let number = held_number(content)?;
    let rest = content.text(&(number.end..content.range.end));
    let start = number.end + rest.find('(').filter(|at| rest[..*at].trim().is_empty())? + 1;
    let closes = content
        .scan
        .points_in(&(start..content.range.end))
        .iter()
        .find(|point| point.sign == ')' && !point.quoted && point.depth == content.depth + 1);
    let end = closes.map_or(content.range.end, |point| point.at);
    (content.words_of(&(start..end)).len() > 1).then(|| content.narrowed(start..end))
}

/// The interview before, if this part goes on with it: "; with B.R., Velsk, 6 May 2022", "; Mira Dessel, Doln, 4 May".
fn continued<'d>(content: &Content<'_>, before: Option<&'d Draft>) -> Option<&'d Draft> {
    let before = before
        .filter(|before| before.citation.kind == CitationKind::Interview && content.signal.is_none())?;
    let first = content.words.first()?;
    if first.is(role::WITH) && !first.capital {
        return Some(before);
    }
    let joined = content.range.start > content.whole.start;
    let person = content.segments.first().is_some_and(|segment| {
        let words = content.words_of(segment);
        let initials = words.iter().any(|word| content.text(&(word.start..word.end)).contains('.'));
        (1..=4).contains(&words.len())
            && words.iter().all(|word| word.capital && !word.quoted)
            && (words.len() > 1 || initials)
    });
    let short = (2..=4).contains(&content.segments.len()) && content.dates.len() == 1;
    let plain =
        matches!(kind::kind(content), CitationKind::Report | CitationKind::Other | CitationKind::Comment);
    let place_only = content
        .segments
        .iter()
        .skip(1)
        .all(|segment| content.words_of(segment).iter().all(|word| !word.is(role::BODY | role::LOCATOR)));
    ((joined || before.separate) && person && short && plain && place_only).then_some(before)
}

fn draft(text: &NoteText, content: &Content<'_>, note: usize, kind: CitationKind) -> Draft {
    let mut citation = blank(note, kind, content);
    citation.span = text.span(content.whole.start, content.whole.end);
    if kind == CitationKind::Comment {
        // It may still be a short form.
        let head = if content.words.len() <= 8 { head(content) } else { String::new() };
        return Draft { head, ..Draft::bare(citation) };
    }
    let accessed = accessed(content);
    citation.accessed = accessed.and_then(FoundDate::date);
    citation.address = content.scan.address_in(&content.whole).map(|range| content.text(range).to_owned());
    citation.withheld = withheld::withheld(content);
    let event = event_date(content, accessed);
    citation.date = event.and_then(FoundDate::date);
    let month_day = event.and_then(|date| match date.when {
        When::Yearless { on, .. } => Some(on),
        When::Dated { .. } => None,
    });
    let mut draft = Draft { labels: Vec::new(), month_day, head: head(content), ..Draft::bare(citation) };
    match kind {
        CitationKind::Ibid => {}
        _ if content.words.iter().all(|word| word.is(role::REDACTED)) => {}
        CitationKind::Supra => draft.labels = kind::note_labels(content),
        _ => {
            describe(content, kind, &mut draft);
            draft.short_names = short_names(content);
        }
    }
    draft
}

impl Draft {
    fn bare(citation: Citation) -> Self {
        Self {
            citation,
            month_day: None,
            labels: Vec::new(),
            short_names: Vec::new(),
            head: String::new(),
            leading_person: false,
            sender: None,
            outgoing: false,
            separate: false,
        }
    }
}

fn blank(note: usize, kind: CitationKind, content: &Content<'_>) -> Citation {
    Citation {
        note,
        span: probata_report::Span::default(),
        kind,
        mode: None,
        signal: content.signal,
        persons: Vec::new(),
        organisation: None,
        title: None,
        number: None,
        date: None,
        place: None,
        address: None,
        accessed: None,
        withheld: Vec::new(),
        refers_to: None,
        source: None,
    }
}

/// Parties, title and number, by kind.
fn describe(content: &Content<'_>, kind: CitationKind, draft: &mut Draft) {
    let cue = |roles| {
        content.words.iter().find(|word| !word.quoted && word.depth == content.depth && word.is(roles))
    };
    let parties = match kind {
        CitationKind::Interview => parties::of_interview(content),
        CitationKind::Letter => {
            cue(role::LETTER).map_or_else(Parties::default, |cue| parties::of_letter(content, cue))
        }
        CitationKind::Email => {
            cue(role::EMAIL).map_or_else(Parties::default, |cue| parties::of_letter(content, cue))
        }
        CitationKind::PressConference => {
            draft.citation.title =
                works::of(content, kind).title.filter(|title| title.split(' ').count() > 3);
            cue(role::PRESS_CONFERENCE).map_or_else(Parties::default, |cue| parties::of_speech(content, cue))
        }
        _ => {
            let work = works::of(content, kind);
            (draft.citation.title, draft.citation.number) = (work.title, work.number);
            work.parties
        }
    };
    if draft.citation.number.is_none() {
        draft.citation.number =
            content.scan.words.get(content.scan.words_in(&content.whole).start).and_then(|_| {
                held_number(&content.narrowed(content.whole.clone()))
                    .map(|range| content.text(&range).to_owned())
            });
    }
    draft.leading_person = parties.leading_person;
    draft.sender = parties.sender;
    draft.citation.persons = parties.persons;
    draft.citation.organisation = parties.organisation;
    draft.citation.place = parties.place;
}

/// The date after "accessed".
fn accessed<'a>(content: &Content<'a>) -> Option<&'a FoundDate> {
    let dates = content.scan.dates_in(&content.whole);
    dates.iter().find(|date| {
        let words = content.words_of(&(content.whole.start..date.range.start));
        words
            .iter()
            .rev()
            .take(3)
            .any(|word| word.is(role::ACCESSED) && content.text(&(word.end..date.range.start)).len() < 16)
    })
}

/// The date of the event or document: the finest of those outside quotations, the first of these.
fn event_date<'a>(content: &Content<'a>, accessed: Option<&FoundDate>) -> Option<&'a FoundDate> {
    let quotes = content.scan.quotes_in(&content.range);
    let fineness = |date: &FoundDate| match (date.when, date.date()) {
        (When::Yearless { .. }, _) => 0,
        (_, date) => match date.map(PartialDate::precision) {
            Some(Precision::Day) => 4,
            Some(Precision::Month) => 3,
            Some(Precision::Year) => 2,
            _ => 1,
        },
    };
    let mut best: Option<&FoundDate> = None;
    for date in content.dates {
        let quoted = quotes
            .get(quotes.partition_point(|quote| quote.end <= date.range.start))
            .is_some_and(|q| q.start <= date.range.start);
        let read = accessed.is_some_and(|accessed| accessed.range == date.range);
        if !quoted && !read && best.is_none_or(|best| fineness(date) > fineness(best)) {
            best = Some(date);
        }
    }
    best
}

/// The first words of a part, in lower case, without article, up to a comma, date, locator or bracket.
fn head(content: &Content<'_>) -> String {
    let first = content.segments.first().map_or(content.range.clone(), Clone::clone);
    let locator = content.words_of(&first).iter().skip(1).find(|word| word.is(role::LOCATOR | role::SUPRA));
    let date = content.scan.dates_in(&first).first().map_or(first.end, |date| date.range.start);
    let end = locator.map_or(first.end, |word| word.start).min(date);
    plain_name(&content.wording(&(first.start..end)))
}

/// A name for comparison: lower case, single spaces, no article, no quotation marks.
pub(super) fn plain_name(name: &str) -> String {
    let low = tidy(name).to_lowercase().replace(['“', '”', '"', '‘', '’', '\''], "");
    let low = low.split_whitespace().collect::<Vec<_>>().join(" ");
    low.strip_prefix("the ").map_or(low.clone(), str::to_owned)
}

/// Names set for later use: after "hereinafter", a quotation alone in brackets, or capitals in the last bracket.
fn short_names(content: &Content<'_>) -> Vec<String> {
    let mut names = Vec::new();
    if let Some(word) = content.anywhere(role::HEREINAFTER) {
        let start = content.phrase_end(word);
        let rest = content.text(&(start..content.whole.end));
        let end = rest.find([')', ']']).unwrap_or(rest.len());
        names.push(plain_name(rest[..end].trim_start_matches([':', ' ', ','])));
    }
    for quote in content.scan.quotes_in(&content.range).iter().take(20) {
        let before = content.text(&(content.range.start..quote.start)).trim_end();
        let opens = before.ends_with('(')
            || before.rsplit('(').next().is_some_and(|inside| {
                inside.len() < 14 && before.len() > inside.len() && !inside.contains(')')
            });
        if opens && content.text(&(quote.end..content.range.end)).starts_with(')') {
            names.push(plain_name(content.text(quote)));
        }
    }
    names.extend(last_bracket(content));
    names.retain(|name| !name.is_empty() && name.split(' ').count() <= 7);
    names
}

/// "(Benk Indictment)" at the end of a part.
fn last_bracket(content: &Content<'_>) -> Option<String> {
    let text = content.text(&content.whole).trim_end_matches(['.', ' ']).strip_suffix(')')?;
    let open = content.whole.start + text.rfind('(')? + 1;
    let range = open..content.whole.start + text.len();
    let words = content.words_of(&range);
    let capitals = words.iter().filter(|word| word.capital).count();
    let names = (2..=6).contains(&words.len())
        && capitals * 2 > words.len()
        && words.iter().all(|word| !word.figure && !word.quoted);
    let other = words.iter().any(|word| word.is(role::WITHHOLDS | role::CONTINUES));
    (names && !other && words[0].capital).then(|| plain_name(content.text(&range)))
}

/// One citation for each named person of separate interviews.
fn apart(text: &NoteText, content: &Content<'_>, draft: Draft) -> Vec<Draft> {
    let persons = &draft.citation.persons;
    if persons.len() < 2 {
        return vec![draft];
    }
    let named = |name: &String| name.chars().any(char::is_uppercase);
    let mut starts = Vec::new();
    let mut from = content.range.start;
    for person in persons {
        let Some(at) = content.text(&(from..content.range.end)).find(person.as_str()) else {
            return vec![draft];
        };
        // "And with a second detainee" is an interview of its own too.
        let with = content.words_of(&(from..from + at)).last().is_some_and(|word| word.is(role::WITH));
        if !named(person) && !with {
            return vec![draft];
        }
        starts.push(from + at);
        from += at + person.len();
    }
    starts[0] = content.whole.start;
    starts.push(content.whole.end);
    let one = |(at, person): (usize, &String)| {
        let range: Range<usize> = starts[at]..starts[at + 1];
        let joint = |c: char| c.is_whitespace() || matches!(c, ',' | '&');
        let cut = content.text(&range).trim_end_matches(joint);
        let cut = cut.strip_suffix(" with").unwrap_or(cut).trim_end_matches(joint);
        let cut = cut.strip_suffix(" and").unwrap_or(cut).trim_end_matches(joint);
        let mut one = draft.clone();
        one.citation.span = text.span(range.start, range.start + cut.len());
        one.citation.persons = vec![person.clone()];
        one
    };
    persons.iter().enumerate().map(one).collect()
}
