//! Documents: author, title, body that publishes, number.

use super::content::Content;
use super::kind::{held_number, press_segment, symbol, versus};
use super::lexicon::role;
use super::parties::Parties;
use crate::dates::FoundDate;
use probata_vocabulary::CitationKind;
use std::ops::Range;

/// What a document is called.
#[derive(Debug, Clone, Default)]
pub(super) struct Work {
    pub(super) parties: Parties,
    pub(super) title: Option<String>,
    pub(super) number: Option<String>,
}

/// Reads a document of the given kind.
pub(super) fn of(content: &Content<'_>, kind: CitationKind) -> Work {
    let mut work = Work { number: number(content), ..Work::default() };
    match kind {
        CitationKind::Judgment => judgment(content, &mut work),
        CitationKind::Treaty | CitationKind::Legislation => instrument(content, &mut work),
        CitationKind::PressArticle => press(content, &mut work),
        CitationKind::PressConference => {
            let cue = content
                .cue(role::PRESS_CONFERENCE)
                .and_then(|cue| content.segment_at(cue.start))
                .unwrap_or(0);
            let segment = content.segments.get(cue);
            let wording = || segment.map(|segment| content.wording(&before_date(content, segment)));
            work.title = quoted_title(content).or_else(wording).filter(|title| !title.is_empty());
        }
        CitationKind::OnFile => {
            work.title = quoted_title(content).or_else(|| first_wording(content));
        }
        CitationKind::WebPage | CitationKind::Other => {
            publication(content, &mut work);
        }
        _ => publication(content, &mut work),
    }
    work
}

/// Symbol, case number, number of a law, number of a held document.
fn number(content: &Content<'_>) -> Option<String> {
    if let Some(symbol) = symbol(content).or_else(|| held_number(content)) {
        return Some(content.text(&symbol).to_owned());
    }
    let cue = content.anywhere(role::CASE_NUMBER).or_else(|| content.anywhere(role::NUMBER))?;
    let end = content.phrase_end(cue);
    let next = content.words_of(&(end..content.range.end)).first()?;
    let close = content.text(&(end..next.start)).len() <= 3;
    let text = content.text(&(next.start..next.end));
    (close && text.contains(|c: char| c.is_ascii_digit())).then(|| text.to_owned())
}

/// The first quoted title, without its marks.
fn quoted_title(content: &Content<'_>) -> Option<String> {
    let quote = content.scan.quotes_in(&content.range).iter().find(|quote| quote.end <= content.range.end)?;
    let words = content.words_of(quote);
    let apart = words.first().is_none_or(|word| word.depth == content.depth);
    let title = content
        .text(quote)
        .trim_matches(|c: char| matches!(c, '"' | '“' | '”' | '«' | '»' | '„' | ',' | '.' | ' '));
    (apart && !title.is_empty()).then(|| title.to_owned())
}

/// The first segment, with the date in it: held documents are known by it ("Verin 5/3/22 notes").
fn first_wording(content: &Content<'_>) -> Option<String> {
    content.segments.first().map(|segment| content.wording(segment)).filter(|wording| !wording.is_empty())
}

/// A segment up to the date in it; a year alone may be part of the title ("Annual Report 2019").
fn before_date(content: &Content<'_>, segment: &Range<usize>) -> Range<usize> {
    let fine = |date: &&FoundDate| date.date().is_none_or(|date| date.month().is_some());
    let date =
        content.scan.dates_in(segment).iter().find(fine).filter(|date| date.range.start > segment.start);
    segment.start..date.map_or(segment.end, |date| date.range.start)
}

fn judgment(content: &Content<'_>, work: &mut Work) {
    let named = versus(content).and_then(|v| content.segment_at(v.start));
    let case = named.or_else(|| {
        (0..content.segments.len()).find(|at| content.segment_is(&content.segments[*at], role::JUDGMENT))
    });
    // "Benk, 104 F.3d at 12": the name stands before the reporter.
    let figure =
        |at: &usize| content.words_of(&content.segments[*at]).first().is_some_and(|word| word.figure);
    let titled = case.map(|at| if figure(&at) && named.is_none() { at.saturating_sub(1) } else { at });
    if let Some(segment) = titled.map(|at| &content.segments[at]) {
        work.title = Some(content.wording(&before_date(content, segment))).filter(|title| !title.is_empty());
    }
    let court = content.segments.iter().enumerate().find(|(at, segment)| {
        Some(*at) != named && content.segment_is(segment, role::BODY) && !content.is_date(segment)
    });
    if let Some((at, segment)) = court {
        work.parties.organisation =
            Some(content.wording(&before_date(content, segment))).filter(|body| !body.is_empty());
        if Some(at) == case {
            // "Velsk Military Court, Case No. 14/2021": the court is no title.
            work.title = quoted_title(content);
        }
    }
}

/// A treaty or law: its name up to what was done with it and to the article cited.
fn instrument(content: &Content<'_>, work: &mut Work) {
    let cue = content.cue(role::TREATY | role::LEGISLATION);
    let at = cue.and_then(|cue| content.segment_at(cue.start)).unwrap_or(0);
    let Some(segment) = content.segments.get(at) else { return };
    // "Article 3 of the Convention": the name begins at the cue's own words.
    let words = content.words_of(segment);
    let located = words.first().is_some_and(|word| word.is(role::LOCATOR));
    let start = match (located, cue) {
        (true, Some(cue)) => cue.start,
        _ => segment.start,
    };
    let stop = content.words_of(&(start..segment.end)).iter().skip(1).find(|word| {
        content.plain(word)
            && (word.is(role::CONTINUES)
                || (word.is(role::LOCATOR) && !word.capital && !word.is(role::NARROWS)))
    });
    let end = stop.map(|word| word.start).unwrap_or_else(|| title_end(content, at));
    let end = end.min(before_date(content, &(start..end)).end);
    let title = content.wording(&(start..end));
    work.title = (!title.is_empty()).then_some(title);
}

/// Where a title that begins in segment `at` ends, commas in it included ("Cruel, Inhuman or Degrading Treatment").
fn title_end(content: &Content<'_>, at: usize) -> usize {
    let goes_on = |segment: &&Range<usize>| {
        let words = content.words_of(segment);
        let first = words.first();
        first.is_some_and(|word| {
            word.capital && !word.is(role::LOCATOR | role::CONTINUES | role::BODY | role::SUPRA)
        }) && words
            .iter()
            .all(|word| !word.figure && content.plain(word) && !word.is(role::CASE_NUMBER | role::NUMBER))
            && content.scan.dates_in(segment).is_empty()
    };
    let more = content.segments[at + 1..].iter().take_while(goes_on).last();
    more.map_or(content.segments[at].end, |segment| segment.end)
}

fn press(content: &Content<'_>, work: &mut Work) {
    let publisher = press_segment(content);
    work.parties.organisation = publisher
        .map(|at| content.wording(&before_date(content, &content.segments[at])))
        .filter(|name| !name.is_empty());
    work.title = quoted_title(content);
    let last = publisher.unwrap_or(content.segments.len());
    let title_at = content
        .segments
        .iter()
        .position(|segment| content.words_of(segment).first().is_some_and(|word| word.quoted));
    let authors = match title_at {
        Some(at) => at.min(last),
        None if last >= 2 => usize::from(is_name(content, &content.segments[0])),
        None => 0,
    };
    work.parties.persons = content.segments[..authors]
        .iter()
        .map(|segment| content.wording(segment))
        .filter(|name| !name.is_empty())
        .collect();
    if work.title.is_none() && last > authors {
        let title = content.wording(&(content.segments[authors].start..content.segments[last - 1].end));
        work.title = (!title.is_empty()).then_some(title);
    }
}

/// A report, book or document: author or body, then the title.
fn publication(content: &Content<'_>, work: &mut Work) {
    work.title = quoted_title(content);
    let named: Vec<&Range<usize>> = content
        .segments
        .iter()
        .take_while(|segment| {
            !content.is_date(segment)
                && !content
                    .words_of(segment)
                    .first()
                    .is_none_or(|word| word.is(role::LOCATOR | role::CONTINUES) && !word.capital)
        })
        .collect();
    let symbol = symbol(content);
    let unnumbered =
        |segment: &&Range<usize>| symbol.as_ref().is_none_or(|symbol| !segment.contains(&symbol.start));
    let named: Vec<&Range<usize>> = named.into_iter().filter(unnumbered).collect();
    let is_title = |segment: &Range<usize>| content.words_of(segment).first().is_some_and(|word| word.quoted);
    let before: Vec<&Range<usize>> = named.iter().copied().take_while(|segment| !is_title(segment)).collect();
    let (Some(first), quoted) = (before.first(), work.title.is_some()) else { return };
    let whole = content.wording(&before_date(content, first));
    let alone = before.len() == 1 && !quoted;
    let body = content.segment_is(first, role::BODY);
    if alone {
        work.title = Some(whole).filter(|title| !title.is_empty());
        if body && content.words_of(first).len() <= 6 {
            work.parties.organisation.clone_from(&work.title);
        }
        return;
    }
    if is_name(content, first) && !body {
        work.parties.persons.push(whole);
    } else {
        work.parties.organisation = Some(whole).filter(|name| !name.is_empty());
    }
    if !quoted {
        let second = before.get(1).map(|segment| content.wording(&before_date(content, segment)));
        work.title = second.filter(|title| !title.is_empty()).or_else(|| work.parties.organisation.clone());
    }
}

/// Two to four words that all begin with a capital: a person's name, as far as print tells.
fn is_name(content: &Content<'_>, segment: &Range<usize>) -> bool {
    let words = content.words_of(segment);
    let capital = words.iter().filter(|word| word.capital).count();
    let small = words.len() - capital;
    (2..=8).contains(&words.len())
        && capital >= 2
        && small <= 2
        && !words.iter().any(|word| word.figure || word.is(role::BODY))
}
