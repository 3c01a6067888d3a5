//! What a part of a note is: a reference back, an interview, a document of some kind, or a remark.

use super::content::Content;
use super::lexicon::role;
use super::scan::Word;
use probata_vocabulary::{CitationKind, InterviewMode};
use std::ops::Range;

/// The kind of a part; a remark if it is no citation.
pub(super) fn kind(content: &Content<'_>) -> CitationKind {
    if is_ibid(content) {
        return CitationKind::Ibid;
    }
    if let Some(kind) = reference_back(content) {
        return kind;
    }
    if is_remark(content) {
        return CitationKind::Comment;
    }
    let form = || {
        let sentence = has_verb(content) && content.scan.address_in(&content.range).is_none();
        if sentence && last_locator(content).is_none() { CitationKind::Comment } else { by_form(content) }
    };
    spoken_or_sent(content).or_else(|| published(content)).unwrap_or_else(form)
}

/// "Ibid.", "Id. at 44".
fn is_ibid(content: &Content<'_>) -> bool {
    let Some(first) = content.words.first().filter(|word| word.is(role::IBID) && !word.quoted) else {
        return false;
    };
    let word = content.text(&(first.start..first.end));
    let rest = content.text(&(first.end..content.range.end)).trim_start();
    let shouted = word.chars().count() == 2 && word.chars().all(char::is_uppercase);
    let followed = rest.is_empty()
        || rest.starts_with(['.', ',', ';', ':', '('])
        || content.words.get(1).is_some_and(|next| next.is(role::LOCATOR));
    !shouted && followed
}

/// Labels of the notes that a part refers to ("supra note 12", "see notes 4 and 7 above").
pub(super) fn note_labels(content: &Content<'_>) -> Vec<String> {
    let mut labels = Vec::new();
    let mut in_list = false;
    for word in content.words.iter().filter(|word| !word.quoted) {
        if in_list && word.figure {
            labels.push(content.text(&(word.start..word.end)).to_owned());
        } else {
            in_list = (in_list && word.is(role::AND)) || word.is(role::NOTE);
        }
    }
    labels
}

/// True if the part points elsewhere in the notes or, as a remark, in the text.
fn reference_back(content: &Content<'_>) -> Option<CitationKind> {
    let back = content.anywhere(role::SUPRA | role::INFRA);
    let labels = note_labels(content);
    let first = content.words.first()?;
    if !labels.is_empty() && (back.is_some() || (first.is(role::NOTE) && content.signal.is_some())) {
        return (!has_verb(content)).then_some(CitationKind::Supra);
    }
    let inside = content.words.iter().any(|word| word.is(role::SECTION) && !word.quoted);
    if back.is_some() && inside {
        return Some(CitationKind::Comment);
    }
    if first.is(role::SECTION)
        && content.signal.is_some()
        && content.dates.is_empty()
        && content.segments.len() <= 2
    {
        return Some(CitationKind::Comment);
    }
    let ends = content.anywhere(role::SUPRA).filter(|word| {
        let rest = content.text(&(content.phrase_end(word)..content.range.end));
        let locators = content.words_of(&(content.phrase_end(word)..content.range.end));
        rest.trim_matches(['.', ' ']).is_empty()
            || rest.starts_with([',', '.']) && locators.iter().all(|w| w.figure || w.is(role::LOCATOR))
    });
    (ends.is_some() && !has_verb(content)).then_some(CitationKind::Supra)
}

/// True for a part that speaks in a sentence and does not end as a citation does.
fn is_remark(content: &Content<'_>) -> bool {
    has_verb(content) && !ends_apart(content, false) && !tells_interview(content) && !names_law(content)
}

/// "In an interview with Lantern on 3 May 2022, Verin said ..."
fn tells_interview(content: &Content<'_>) -> bool {
    let with = interview_cue(content).is_some_and(|cue| next_is(content, cue, role::WITH));
    with && !content.dates.is_empty()
}

/// True if the phrase that begins at `word` ends with one of the roles or is followed by one.
fn next_is(content: &Content<'_>, word: &Word, roles: u64) -> bool {
    let end = content.phrase_end(word);
    let inside = content.words_of(&(word.start..end)).iter().skip(1).any(|word| word.is(roles));
    inside || content.words_of(&(end..content.range.end)).first().is_some_and(|next| next.is(roles))
}

fn has_verb(content: &Content<'_>) -> bool {
    content.words.iter().any(|word| content.plain(word) && content.scan.is_verb(word))
}

/// True if the part has an address, a locator, a symbol, or a date set apart by a comma or bracket, and little after it.
pub(super) fn ends_as_citation(content: &Content<'_>) -> bool {
    ends_apart(content, true)
}

/// The same; a locator counts only if `located`, since sentences have them too ("copies are in annex 2").
fn ends_apart(content: &Content<'_>, located: bool) -> bool {
    let address = content.scan.address_in(&content.range).map(|address| address.end);
    let date = content.dates.iter().rfind(|date| {
        let before = content.text(&(content.range.start..date.range.start)).trim_end();
        let bracketed = content.words_of(&date.range).first().is_some_and(|word| word.depth > content.depth);
        // "adopted 10 December 1984", "dated 3 May"
        let done = content.words_of(&(content.range.start..date.range.start)).last();
        let done = done.is_some_and(|word| !word.capital && word.is(role::CONTINUES | role::NOT_VERB));
        date.date().is_some() && (done || before.is_empty() || before.ends_with([',', '(', '[']) || bracketed)
    });
    let symbol = symbol(content).map(|symbol| symbol.end);
    let last =
        [address, date.map(|date| date.range.end), located.then(|| last_locator(content)).flatten(), symbol]
            .into_iter()
            .flatten()
            .max();
    last.is_some_and(|last| {
        let rest = content.words_of(&(last..content.range.end));
        !has_verb(content) || rest.iter().filter(|word| content.plain(word)).take(4).count() < 4
    })
}

/// One past the last "p. 3", "at 44", "¶ 12".
fn last_locator(content: &Content<'_>) -> Option<usize> {
    let pair = content.words.windows(2).rfind(|pair| {
        let short = pair[1].start - pair[0].end <= 2;
        pair[0].is(role::LOCATOR) && pair[1].figure && short && !pair[0].quoted
    });
    pair.map(|pair| pair[1].end)
}

/// The symbol of a United Nations document.
pub(super) fn symbol(content: &Content<'_>) -> Option<Range<usize>> {
    let is_symbol = |word: &&Word| {
        let text = content.text(&(word.start..word.end));
        let mut parts = text.split('/');
        let first = parts.next().unwrap_or_default();
        parts.clone().count() >= 1
            && text.contains(|c: char| c.is_ascii_digit())
            && content.scan.lexicon.symbols.contains(first)
    };
    content.words.iter().find(is_symbol).map(|word| word.start..word.end)
}

/// Conversations, letters, messages.
fn spoken_or_sent(content: &Content<'_>) -> Option<CitationKind> {
    let interview = interview_cue(content);
    let correspondence = content.cue(role::CORRESPONDENCE);
    let press = press_segment(content).is_some();
    if interview.or(correspondence).is_some() && !press {
        return Some(CitationKind::Interview);
    }
    if interview.is_some() {
        return Some(CitationKind::PressArticle);
    }
    let head = |cue: &&Word| content.segment_at(cue.start).is_some_and(|segment| segment <= 1);
    let (email, letter) = (content.cue(role::EMAIL).filter(head), content.cue(role::LETTER).filter(head));
    match (email, letter) {
        (Some(email), Some(letter)) if letter.start < email.start => Some(CitationKind::Letter),
        (Some(_), _) => Some(CitationKind::Email),
        (_, Some(_)) => Some(CitationKind::Letter),
        _ => None,
    }
}

/// The word that makes a part an interview.
///
/// A "meeting with" somebody is one only at the head of a part without a verb; a number ("302") only after a date.
pub(super) fn interview_cue<'a>(content: &Content<'a>) -> Option<&'a Word> {
    let verb = has_verb(content);
    let found = content.words.iter().enumerate().find(|(at, word)| {
        let dated = || {
            content.dates.iter().any(|date| date.range.end < word.start && word.start - date.range.end <= 2)
        };
        let head = || {
            *at <= 4 && !verb && !content.words[..*at].iter().any(|before| before.is(role::PRESS_CONFERENCE))
        };
        content.plain(word)
            && ((word.is(role::INTERVIEW)
                && (!word.figure || dated())
                && (*at <= 12 || next_is(content, word, role::WITH)))
                || (word.is(role::ENCOUNTER) && head()))
    });
    found.map(|(_, word)| word)
}

/// How an interview was held.
pub(super) fn mode(content: &Content<'_>) -> InterviewMode {
    let has = |roles| content.anywhere(roles).is_some();
    if has(role::CORRESPONDENCE) {
        InterviewMode::Correspondence
    } else if has(role::TELEPHONE) {
        InterviewMode::Telephone
    } else if has(role::VIDEO) {
        InterviewMode::Video
    } else if content
        .words
        .iter()
        .any(|word| content.plain(word) && word.is(role::GROUP) && before_interview(content, word))
    {
        InterviewMode::Group
    } else {
        InterviewMode::Interview
    }
}

fn before_interview(content: &Content<'_>, word: &Word) -> bool {
    interview_cue(content).is_none_or(|cue| word.start <= cue.start)
}

/// The segment that names a newspaper, agency or broadcaster.
pub(super) fn press_segment(content: &Content<'_>) -> Option<usize> {
    (0..content.segments.len()).rev().find(|at| {
        let segment = &content.segments[*at];
        let words = content.words_of(segment);
        let plain: Vec<&Word> = words.iter().filter(|word| word.depth == content.depth).collect();
        let named = plain.iter().any(|word| !word.quoted && word.is(role::PRESS));
        let other = content.segment_is(segment, role::REPORT | role::INTERVIEW);
        named && !other && plain.len() <= 6 && words.first().is_some_and(|word| word.capital && !word.quoted)
    })
}

/// Judgments, law, press, and what bodies publish.
fn published(content: &Content<'_>) -> Option<CitationKind> {
    let has_case = versus(content).is_some();
    if has_case {
        return Some(CitationKind::Judgment);
    }
    let at = |roles| content.cue(roles).map_or(usize::MAX, |word| word.start);
    let first_end = content.segments.first().map_or(0, |segment| segment.end);
    if symbol(content).is_some() {
        let treaty = at(role::TREATY) < first_end;
        return Some(if treaty { CitationKind::Treaty } else { CitationKind::UnDocument });
    }
    let dated = !content.dates.is_empty() || content.range.end - first_end > 2;
    if press_segment(content).is_some() && dated && at(role::PRESS_CONFERENCE) > first_end {
        return Some(CitationKind::PressArticle);
    }
    if is_titled_report(content) {
        return Some(CitationKind::Report);
    }
    let candidates = [
        (at(role::JUDGMENT), CitationKind::Judgment),
        (at(role::TREATY), CitationKind::Treaty),
        (at(role::LEGISLATION), CitationKind::Legislation),
        (at(role::PRESS_CONFERENCE), CitationKind::PressConference),
        (at(role::REPORT), CitationKind::Report),
        (at(role::ON_FILE), CitationKind::OnFile),
        (at(role::WEB), CitationKind::WebPage),
    ];
    let (place, kind) = candidates.into_iter().min_by_key(|(place, _)| *place)?;
    (place < usize::MAX).then_some(kind)
}

/// "Constitutional Court, Annual Report 2019": a report by the words that follow its author or title, whatever these
/// name. Not where a case is numbered.
fn is_titled_report(content: &Content<'_>) -> bool {
    let opens = |word: &&Word| {
        let before = content.text(&(content.range.start..word.start)).trim_end();
        word.capital && content.plain(word) && word.is(role::REPORT) && before.ends_with([',', ':'])
    };
    content.cue(role::CASE_NUMBER).is_none() && content.words.iter().any(|word| opens(&word))
}

/// "Criminal Code of Sorvania, Law No. 3 of 1998, article 14, under which ...": begins with the name of a treaty or law
/// and goes on with its article or number, so that a clause behind does not make it a remark.
fn names_law(content: &Content<'_>) -> bool {
    let [first, second, ..] = content.segments.as_slice() else { return false };
    let named = content.segment_is(first, role::TREATY | role::LEGISLATION);
    let verb = content.words_of(first).iter().any(|word| content.plain(word) && content.scan.is_verb(word));
    let mut behind = content.words_of(second).iter();
    let goes_on = behind.next().is_some_and(|word| word.is(role::LOCATOR | role::LEGISLATION));
    named && !verb && goes_on && content.words_of(second).iter().any(|word| word.figure)
}

/// "Prosecutor v. Benk".
pub(super) fn versus<'a>(content: &Content<'a>) -> Option<&'a Word> {
    content.words.windows(3).find_map(|three| {
        let named = three[0].capital && three[2].capital;
        (three[1].is(role::VERSUS) && !three[1].quoted && named && three[1].start > content.range.start)
            .then_some(&three[1])
    })
}

/// By form alone: a held document, a page, a titled work, something else, a remark.
fn by_form(content: &Content<'_>) -> CitationKind {
    if content.anywhere(role::ON_FILE).is_some() || held_number(content).is_some() {
        return CitationKind::OnFile;
    }
    let titled =
        content.scan.quotes_in(&content.range).iter().any(|quote| quote.start - content.range.start < 120);
    let address = content.scan.address_in(&content.range).is_some();
    let set_apart = ends_as_citation(content);
    let capital = content.words.first().is_some_and(|word| word.capital || word.quoted);
    if address && (content.segments.len() < 3 || !capital) {
        return CitationKind::WebPage;
    }
    if content.words.iter().all(|word| word.is(role::REDACTED)) {
        return CitationKind::Other;
    }
    if capital && (titled && !has_verb(content) || set_apart && content.segments.len() >= 2) {
        return CitationKind::Report;
    }
    if set_apart { CitationKind::Other } else { CitationKind::Comment }
}

/// The number of a document held by somebody ("SSD-00014655", "RG000061").
pub(super) fn held_number(content: &Content<'_>) -> Option<Range<usize>> {
    let first = content.words.first().filter(|word| word.capital)?;
    let text = content.text(&(first.start..first.end));
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let figures = text
        .bytes()
        .rev()
        .take_while(|b| b.is_ascii_digit() || matches!(b, b'-' | b'_' | 0xE2 | 0x80 | 0x93))
        .filter(u8::is_ascii_digit)
        .count();
    (letters >= 1 && figures >= 4).then_some(first.start..first.end)
}
