//! Who speaks, writes and publishes, and where.

use super::content::{Content, tidy};
use super::kind::interview_cue;
use super::lexicon::role;
use super::scan::Word;
use std::ops::Range;

/// Persons, body and place of a citation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Parties {
    pub(super) persons: Vec<String>,
    pub(super) organisation: Option<String>,
    pub(super) place: Option<String>,
    /// The words before "interview" name who was heard ("Verin interview"), unless they name the report's own
    /// organisation, which only the whole report tells.
    pub(super) leading_person: bool,
    /// Who wrote a letter or message, where it says so.
    pub(super) sender: Option<String>,
}

/// The parties of an interview.
pub(super) fn of_interview(content: &Content<'_>) -> Parties {
    let Some(cue) = interview_cue(content).or_else(|| content.cue(role::CORRESPONDENCE)) else {
        return of_continued(content);
    };
    if cue.figure {
        return of_dated_record(content, cue);
    }
    let lead = lead(content, cue);
    let end = content.phrase_end(cue);
    let with = with_after(content, cue, end);
    let mut parties = Parties::default();
    match with {
        Some(from) => {
            parties.organisation = lead.or_else(|| by(content, end..from));
            heard(content, from, &mut parties);
            if let Some(teller) = teller(content, from) {
                // "In an interview with Lantern, Verin said ..."
                parties.organisation = parties.persons.drain(..).next();
                parties.persons.push(teller);
            }
        }
        None => {
            parties.leading_person = lead.is_some();
            parties.persons.extend(lead);
            parties.place = place(content, end);
        }
    }
    parties
}

/// The capitalised words right before the verb of a sentence that tells of an interview.
fn teller(content: &Content<'_>, from: usize) -> Option<String> {
    let words = content.words_of(&(from..content.range.end));
    let verb = words.iter().position(|word| content.plain(word) && content.scan.is_verb(word))?;
    let run = words[..verb].iter().rev().take_while(|word| word.capital && content.plain(word)).count();
    let sentence = content.words.first().is_some_and(|word| word.is(role::CUTS));
    let name = content.wording(&(words[verb - run].start..words[verb].start));
    (sentence && run > 0 && !name.is_empty()).then_some(name)
}

/// "with B.R., Velsk, 6 May 2022", after a semicolon.
fn of_continued(content: &Content<'_>) -> Parties {
    let mut parties = Parties::default();
    let from =
        content.words.first().filter(|word| word.is(role::WITH)).map_or(content.range.start, |with| with.end);
    heard(content, from, &mut parties);
    parties
}

/// "Verin 5/3/22 302, at 4."
fn of_dated_record(content: &Content<'_>, cue: &Word) -> Parties {
    let date = content.dates.iter().rfind(|date| date.range.end <= cue.start);
    let name = content.wording(&(content.range.start..date.map_or(cue.start, |date| date.range.start)));
    Parties { persons: (!name.is_empty()).then_some(name).into_iter().collect(), ..Parties::default() }
}

/// Where the words after "with" begin, if "with" follows the cue, "by ..." between them perhaps.
fn with_after(content: &Content<'_>, cue: &Word, end: usize) -> Option<usize> {
    let inside = content.words_of(&(cue.start..end)).iter().rfind(|word| word.is(role::WITH));
    if let Some(with) = inside {
        return Some(with.end);
    }
    let after = content.words_of(&(end..content.range.end));
    let by = after.first().is_some_and(|word| word.is(role::BY));
    let limit = if by { 6 } else { 4 };
    let with = after
        .iter()
        .take(limit)
        .find(|word| word.is(role::WITH | role::OF) && (!by || word.is(role::WITH)))?;
    let between = content.text(&(end..with.start));
    let close = by || with.is(role::WITH) && !between.contains([',', '.']) || between.trim().is_empty();
    close.then_some(with.end)
}

/// The words before the cue, without the mode: an organisation or a person.
fn lead(content: &Content<'_>, cue: &Word) -> Option<String> {
    let modes = role::TELEPHONE | role::VIDEO | role::GROUP | role::CORRESPONDENCE;
    let before = content.words_of(&(content.range.start..cue.start));
    let last = before.iter().rev().find(|word| !word.is(modes) && (word.capital || word.is(role::OWN)))?;
    let first = before.iter().find(|word| word.capital || word.is(role::OWN))?;
    if first.is(role::CUTS) {
        return None;
    }
    if before.iter().any(|word| word.is(role::OWN) && !word.is(role::BODY)) && before.len() <= 3 {
        return None;
    }
    let wording = content.wording(&(first.start..last.end.max(first.end)));
    let wording = wording.strip_suffix("'s").or(wording.strip_suffix("’s")).unwrap_or(&wording).to_owned();
    (!wording.is_empty() && before.len() <= 9 && !first.is(modes | role::NUMBER_WORD)).then_some(wording)
}

fn by(content: &Content<'_>, between: Range<usize>) -> Option<String> {
    let words = content.words_of(&between);
    let first = words.first().filter(|word| word.is(role::BY) && !word.is(role::TELEPHONE | role::VIDEO))?;
    let last = words.iter().rev().find(|word| !word.is(role::WITH))?;
    let wording = content.wording(&(first.end..last.end.max(first.end)));
    (!wording.is_empty()).then_some(wording)
}

/// Persons and place after "with".
fn heard(content: &Content<'_>, from: usize, parties: &mut Parties) {
    let segments: Vec<Range<usize>> = after(content, from);
    let listed = last_of_list(content, &segments);
    for (at, segment) in segments.iter().enumerate().take(listed + 1) {
        let aside = if at == 0 { names_nobody(content, segment) } else { is_aside(content, segment) };
        if aside || (at > 0 && is_role(content, segment)) {
            continue;
        }
        let end = name_end(content, segment, parties);
        parties.persons.extend(names(content, &(segment.start..end)));
    }
    parties.place = place_among(content, segments.get(listed + 1..).unwrap_or_default());
}

/// True if the words after "with" are only what is withheld.
fn names_nobody(content: &Content<'_>, segment: &Range<usize>) -> bool {
    let first = content.words_of(segment).first();
    let withheld = content.segment_is(segment, role::WITHHOLDS);
    content.is_date(segment) || (withheld && first.is_some_and(|word| word.meaning.nouns != 0))
}

/// Where the name in a segment ends: before the medium ("via WhatsApp"), a date, or who asked ("by Lantern").
fn name_end(content: &Content<'_>, segment: &Range<usize>, parties: &mut Parties) -> usize {
    let words = content.words_of(segment);
    let stops = |word: &&Word| content.plain(word) && word.is(role::MEDIUM | role::BY);
    let stop = words.iter().skip(1).find(stops);
    if let Some(by) = stop.filter(|word| word.is(role::BY) && !word.is(role::MEDIUM)) {
        let asker = content.wording(&(by.end..segment.end));
        if parties.organisation.is_none() && asker.starts_with(char::is_uppercase) {
            parties.organisation = Some(asker);
        }
    }
    let date = content.scan.dates_in(segment).first().map(|date| date.range.start);
    // "on 3 May": the preposition goes with the date.
    let on = date.and_then(|date| {
        words.iter().rfind(|word| word.end < date && word.is(role::CUTS) && date - word.end <= 1)
    });
    let ends = [stop.map(|word| word.start), on.map(|word| word.start), date];
    ends.into_iter().flatten().min().unwrap_or(segment.end).max(segment.start)
}

/// Segments from `from` on, the first cut there.
fn after(content: &Content<'_>, from: usize) -> Vec<Range<usize>> {
    let cut = content.segments.iter().filter(|segment| segment.end > from);
    cut.map(|segment| segment.start.max(from)..segment.end).collect()
}

/// The last segment of a list of persons: "Tomas Verin, Mira Dessel and A.K., Velsk" ends with the second.
///
/// "A.K., Velsk and Doln" lists places: a listed person has initials or two names, and the first is no description.
fn last_of_list(content: &Content<'_>, segments: &[Range<usize>]) -> usize {
    let dated = segments.iter().position(|segment| content.is_date(segment)).unwrap_or(segments.len());
    let described = |segment: &Range<usize>| {
        content.words_of(segment).first().is_some_and(|word| !word.capital && !word.quoted)
    };
    let joins = |segment: &Range<usize>| {
        let words = content.words_of(segment);
        let and = words.iter().position(|word| content.plain(word) && word.is(role::AND));
        let named = |words: &[Word]| {
            let capital = words.iter().filter(|word| word.capital).count();
            capital >= 2 || words.iter().any(|word| content.text(&(word.start..word.end)).contains('.'))
        };
        and.is_some_and(|at| {
            words.get(at + 1).is_some_and(|next| next.capital)
                && (named(&words[at + 1..]) || named(&words[..at]))
        }) && !content.segment_is(segment, role::BODY | role::WITHHOLDS)
    };
    if segments.first().is_none_or(described) {
        return 0;
    }
    (1..dated.min(12))
        .rev()
        .find(|at| joins(&segments[*at]) && !is_role(content, &segments[*at]))
        .unwrap_or(0)
}

/// True for a segment that says what is withheld, or when.
fn is_aside(content: &Content<'_>, segment: &Range<usize>) -> bool {
    let words = content.words_of(segment);
    words.is_empty()
        || content.is_date(segment)
        || words
            .iter()
            .any(|word| word.depth == content.depth && (word.is(role::WITHHOLDS) || word.meaning.whole != 0))
            && !words.iter().any(|word| {
                word.capital && !word.is(role::WITHHOLDS | role::POSSESSIVE) && word.meaning.nouns == 0
            })
}

/// True for "lawyer", "Minister of Justice".
fn is_role(content: &Content<'_>, segment: &Range<usize>) -> bool {
    let words = content.words_of(segment);
    words.first().is_some_and(|word| !word.capital && !word.quoted && !word.is(role::AND))
        || words.iter().any(|word| word.is(role::ROLE))
}

/// The names or the description in a segment; what stands after sixty words is no name.
fn names(content: &Content<'_>, segment: &Range<usize>) -> Vec<String> {
    let words = content.words_of(segment);
    let words = &words[..words.len().min(60)];
    let mut cuts = vec![segment.start];
    for (at, word) in words.iter().enumerate().skip(1) {
        let sign = content.text(&(words[at - 1].end..word.start)).contains('&');
        let next = words.get(at + 1..).unwrap_or_default();
        let named = next.iter().any(|next| next.capital || next.quoted) || at + 1 == words.len();
        let body = words[..at].iter().any(|word| word.is(role::BODY | role::ROLE));
        // "and with a second detainee": another interview, whoever that is.
        let again = next.first().is_some_and(|next| next.is(role::WITH));
        let and = content.plain(word) && word.is(role::AND) && (again || named && !(body && next.len() < 2));
        if and || sign {
            cuts.push(word.start);
        }
    }
    cuts.push(segment.end);
    let name = |pair: &[usize]| {
        let words = content.words_of(&(pair[0]..pair[1]));
        let joins = words.iter().take(2).take_while(|word| word.is(role::AND | role::WITH));
        let start = joins.last().map_or(pair[0], |join| join.end);
        let wording = content.wording(&(start..pair[1]));
        tidy(wording.trim_start_matches('&').trim_end_matches('&')).to_owned()
    };
    cuts.windows(2).map(name).filter(|name| !name.is_empty()).collect()
}

fn place(content: &Content<'_>, from: usize) -> Option<String> {
    place_among(content, &after(content, from))
}

/// The place among segments: capitalised, no date, no function, no body; two at most ("Velsk, Sorvania").
fn place_among(content: &Content<'_>, segments: &[Range<usize>]) -> Option<String> {
    let mut found: Vec<String> = Vec::new();
    for segment in segments {
        let words = content.words_of(segment);
        let inside: Vec<&Word> = words.iter().filter(|word| word.depth <= content.depth).collect();
        let first = inside.iter().position(|word| word.capital);
        let prefix = first.is_some_and(|at| {
            at == 0
                || (at == 1
                    && !inside[0].figure
                    && content.text(&(inside[0].start..inside[0].end)).len() <= 4)
        });
        let fits = prefix
            && inside.len() <= 5
            && !is_aside(content, segment)
            && !inside.iter().any(|word| {
                word.quoted
                    || word.figure
                    || word.is(role::ROLE
                        | role::BODY
                        | role::PRESS
                        | role::LOCATOR
                        | role::CONTINUES
                        | role::ACCESSED)
            });
        if fits {
            let start = first.map_or(segment.start, |at| inside[at].start);
            let end = content.scan.dates_in(segment).first().map_or(segment.end, |date| date.range.start);
            found.push(content.wording(&(start..end)));
        } else if !found.is_empty() {
            break;
        }
    }
    found.truncate(2);
    (!found.is_empty()).then(|| found.join(", "))
}

/// The parties of a letter or message: "Letter from A to B", "Ministry of Justice letter", "6/3/16 Email, A to B".
pub(super) fn of_letter(content: &Content<'_>, cue: &Word) -> Parties {
    let mut parties = Parties::default();
    let words = content.words_of(&(content.phrase_end(cue)..content.range.end));
    let find = |roles: u64| words.iter().find(|word| content.plain(word) && word.is(roles));
    let phrase_from =
        content.words_of(&(cue.start..content.phrase_end(cue))).iter().find(|word| word.is(role::FROM));
    let from =
        phrase_from.or_else(|| find(role::FROM)).or_else(|| words.first().filter(|word| word.is(role::OF)));
    let to = find(role::TO).filter(|to| from.is_none_or(|from| from.start < to.start));
    let stop =
        |start: usize, word: Option<&Word>| word.filter(|word| word.start > start).map(|word| word.start);
    let end_of = |start: usize| {
        let end = content
            .segments
            .iter()
            .find(|segment| segment.end > start)
            .map_or(content.range.end, |segment| segment.end);
        let date =
            content.dates.iter().find(|date| date.range.start > start).map_or(end, |date| date.range.start);
        end.min(date)
    };
    if let Some(from) = from {
        let start = from.end;
        let end = stop(start, to).unwrap_or(usize::MAX).min(end_of(start));
        party(content, &(start..end), &mut parties);
    } else if let Some(lead) = lead(content, cue) {
        let body = content.words_of(&(content.range.start..cue.start)).iter().any(|word| word.is(role::BODY));
        if body { parties.organisation = Some(lead) } else { parties.persons.push(lead) }
    } else if let Some(to) = to {
        let start = content
            .segments
            .iter()
            .find(|segment| segment.end > to.start)
            .map_or(cue.end, |segment| segment.start.max(cue.end));
        party(content, &(start..to.start), &mut parties);
    }
    parties.sender = parties.organisation.clone().or_else(|| parties.persons.first().cloned());
    if let Some(to) = to {
        party(content, &(to.end..end_of(to.end)), &mut parties);
    } else if parties == Parties::default() {
        // "1/18/17 text messages, Verin & Benk"
        let next = content.segments.iter().find(|segment| segment.start > cue.end);
        parties.persons.extend(
            next.filter(|next| !is_aside(content, next)).map(|next| names(content, next)).unwrap_or_default(),
        );
    }
    parties
}

/// A person or a body, wherever it belongs; the first body is the one that speaks.
fn party(content: &Content<'_>, range: &Range<usize>, parties: &mut Parties) {
    let words = content.words_of(range);
    let body = words.iter().find(|word| word.is(role::BODY));
    let person = words
        .iter()
        .take_while(|word| body.is_none_or(|body| word.start < body.start))
        .any(|word| word.is(role::ROLE));
    if body.is_some() && !person {
        let wording = content.wording(range);
        let wording = without_article(content, range, wording);
        if parties.organisation.is_none() && !wording.is_empty() {
            parties.organisation = Some(wording);
        }
    } else {
        parties.persons.extend(names(content, range));
    }
}

/// "the Ministry of Justice" without its article.
fn without_article(content: &Content<'_>, range: &Range<usize>, wording: String) -> String {
    let first = content.words_of(range).first().filter(|word| word.is(role::NUMBER_WORD) && !word.figure);
    match first {
        Some(article) => content.wording(&(article.end..range.end)),
        None => wording,
    }
}

/// The parties of a press conference, speech or testimony.
pub(super) fn of_speech(content: &Content<'_>, cue: &Word) -> Parties {
    let mut parties = Parties::default();
    let end = content.phrase_end(cue);
    let speaks = role::OF | role::BY | role::FROM | role::WITH;
    let inside = content.words_of(&(cue.start..end)).iter().skip(1).rfind(|word| word.is(speaks));
    let next = content.words_of(&(end..content.range.end)).first().filter(|word| word.is(speaks));
    if let Some(of) = inside.or(next) {
        parties.place = speaker(content, of.end, &mut parties);
        return parties;
    }
    let lead = lead(content, cue);
    let body = content.words_of(&(content.range.start..cue.start)).iter().any(|word| word.is(role::BODY));
    if body {
        parties.organisation = lead
    } else {
        parties.persons.extend(lead)
    }
    parties.place = place(content, end);
    if parties.persons.is_empty() {
        // "Hearing ... (testimony of Mira Dessel)"
        let later = content.words_of(&(end..content.range.end)).iter();
        let testimony =
            later.filter(|word| !word.quoted && word.is(role::PRESS_CONFERENCE)).find_map(|word| {
                let end = content.phrase_end(word);
                content.words_of(&(word.start..end)).iter().skip(1).rfind(|word| word.is(role::OF | role::BY))
            });
        if let Some(of) = testimony {
            speaker(content, of.end, &mut parties);
        }
    }
    parties
}

/// Who speaks, from `start` on, and the place after.
fn speaker(content: &Content<'_>, start: usize, parties: &mut Parties) -> Option<String> {
    let segment =
        content.segments.iter().find(|segment| segment.end > start).map_or(content.range.end, |s| s.end);
    let date =
        content.dates.iter().find(|date| date.range.start > start).map_or(segment, |date| date.range.start);
    let stop = content.scan.points_in(&(start..segment)).iter().find(|point| matches!(point.sign, ',' | ')'));
    let cut = content.words_of(&(start..segment)).iter().skip(1).find(|word| word.is(role::CUTS));
    let end = [segment, date, stop.map_or(segment, |stop| stop.at), cut.map_or(segment, |word| word.start)];
    party(content, &(start..end.into_iter().min().unwrap_or(segment).max(start)), parties);
    place(content, segment)
}
