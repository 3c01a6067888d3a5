use super::{Found, Rule, related};
use crate::case::Case;
use crate::classes::Class;
use crate::sections::Purpose;
use crate::words::Kind;
use probata_report::{Block, BlockKind, Citation, DateUse, Span};
use probata_vocabulary::{Carriage, CitationKind, Level, PartialDate, SentenceKind, Zone};

pub(super) const RULE: Rule = Rule {
    name: "impossible-date",
    summary: "a date, age or number of interviews that cannot be",
    level: Level::Deny,
    sensitive: false,
    explanation: include_str!("explanations/impossible-date.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    days_that_no_month_has(case, found);
    weekdays(case, found);
    older_than_told(case, found);
    ages(case, found);
    after_the_report(case, found);
    more_than_the_method_says(case, found);
}

/// "30 February 2004": such a date is read without its day, which still stands in its words.
fn days_that_no_month_has(case: &Case, found: &mut Found) {
    for used in case.report.dates.iter().filter(|used| used.until.is_none() && used.date.day().is_none()) {
        let Some(month) = used.date.month() else { continue };
        let words = case.words.plain(used.span);
        let day = words
            .split(|c: char| !c.is_ascii_digit())
            .filter(|digits| (1..=2).contains(&digits.len()))
            .find_map(|digits| digits.parse::<u8>().ok());
        let never =
            |day: &u8| (1..40).contains(day) && PartialDate::day_of(used.date.year(), month, *day).is_none();
        if let Some(day) = day.filter(never) {
            let message = format!("\"{words}\" cannot be: the month has no day {day}");
            found.at(used.span, message, "check the day against the source");
        }
    }
}

/// A weekday that the date did not have.
fn weekdays(case: &Case, found: &mut Found) {
    for used in &case.report.dates {
        let (Some(printed), Some(real)) = (used.weekday, used.date.weekday()) else { continue };
        if printed != real {
            let message = format!("{} was a {real:?}, not a {printed:?}", used.date);
            found.at(
                used.span,
                message,
                "check the day against the source, then correct the date or the weekday",
            );
        }
    }
}

/// An interview or letter that is older than what it is cited for.
fn older_than_told(case: &Case, found: &mut Found) {
    for (index, judged) in case.report.sentences.iter().enumerate() {
        let zone = case.report.document.zone(&case.report.document.sentences[index]);
        let tells =
            matches!(judged.kind, SentenceKind::Fact | SentenceKind::Attributed) && zone == Zone::Body;
        let direct: Vec<usize> = judged
            .supports
            .iter()
            .filter(|support| support.how == Carriage::Direct)
            .map(|support| support.note)
            .collect();
        if !tells || direct.is_empty() {
            continue;
        }
        let told: Vec<&DateUse> = dates_of(case, index).filter(|used| used.until.is_none()).collect();
        let citations: Vec<&Citation> =
            case.report.citations.iter().filter(|citation| direct.contains(&citation.note)).collect();
        let dated = |citation: &&Citation| {
            matches!(citation.kind, CitationKind::Interview | CitationKind::Letter | CitationKind::Email)
                && citation.date.is_some()
        };
        if citations.is_empty() || !citations.iter().all(dated) {
            continue;
        }
        let latest = citations.iter().filter_map(|citation| citation.date).max();
        let Some((used, source)) = told
            .first()
            .zip(latest)
            .filter(|_| told.len() == 1 && !told.first().is_some_and(|used| looks_ahead(case, used)))
        else {
            continue;
        };
        if source.surely_before(used.date) {
            let message = format!("tells of {}, but its source is dated {source}, before that", used.date);
            let finding = found.at(
                used.span,
                message,
                "check both dates against the record of the interview or letter",
            );
            finding.rests_on.push(related(citations[0].span, "the source"));
        }
    }
}

fn dates_of<'c>(case: &'c Case, sentence: usize) -> impl Iterator<Item = &'c DateUse> {
    let from = case.report.dates.partition_point(|used| used.sentence < sentence);
    case.report.dates[from..].iter().take_while(move |used| used.sentence == sentence)
}

/// "will be", "is due to", "by 4 May": the date lies ahead of the source.
fn looks_ahead(case: &Case, used: &DateUse) -> bool {
    let classes = &case.language.classes;
    case.words.sentence(used.sentence).iter().any(|token| {
        let low = case.words.low(token);
        let before_date =
            || case.words.lower[token.span.end..used.span.start.max(token.span.end)].trim().is_empty();
        let by = classes.has(Class::By, low);
        classes.has(Class::Ahead, low) && (!by || token.span.end <= used.span.start && before_date())
    })
}

/// "aged 34 ... born in 1990" in one sentence, or an age that the sentence's own dates contradict.
fn ages(case: &Case, found: &mut Found) {
    let counted = case.report.quantities.iter().filter(|quantity| quantity.thing == "age");
    let mut ages: Vec<Age> = counted
        .map(|quantity| Age { span: quantity.span, sentence: quantity.sentence, value: quantity.value })
        .collect();
    ages.extend((0..case.report.sentences.len()).flat_map(|sentence| bare_ages(case, sentence)));
    ages.sort_by_key(|age| age.span);
    ages.dedup_by(|later, earlier| earlier.span.overlaps(later.span));
    for age in ages {
        let Some((born, then)) = birth_and_day(case, age.sentence) else { continue };
        let (youngest, oldest) =
            (f64::from(then.year() - born.year() - 1), f64::from(then.year() - born.year()));
        if age.value < youngest || age.value > oldest {
            let message = format!(
                "born in {} and {} years old in {} do not go together",
                born.year(),
                age.value,
                then.year()
            );
            found.at(age.span, message, "check the year of birth, the age and the date against the source");
        }
    }
}

/// How old somebody is said to be.
struct Age {
    span: Span,
    sentence: usize,
    value: f64,
}

/// "born in 1979, was 34 when": a number without a thing behind "was" or a comma, in a sentence that tells of a birth.
fn bare_ages(case: &Case, sentence: usize) -> Vec<Age> {
    let classes = &case.language.classes;
    let tokens = case.words.sentence(sentence);
    let low = |at: usize| tokens.get(at).map_or("", |token| case.words.low(token));
    if !(0..tokens.len()).any(|at| classes.has(Class::Born, low(at))) {
        return Vec::new();
    }
    let is_free = |at: usize| {
        let next = low(at + 1);
        classes.has(Class::Be, low(at.wrapping_sub(1)))
            && (classes.has(Class::BeforeAct, next) || matches!(next, "." | "," | ";" | ""))
    };
    (1..tokens.len())
        .filter(|at| tokens[*at].kind == Kind::Number && is_free(*at))
        .filter_map(|at| {
            let value: f64 = low(at).parse().ok().filter(|value| (1.0..120.0).contains(value))?;
            Some(Age { span: tokens[at].span, sentence, value })
        })
        .collect()
}

/// The year of birth and the day of which an age is told, where the sentence (or a neighbour in its paragraph) has both.
fn birth_and_day(case: &Case, sentence: usize) -> Option<(PartialDate, PartialDate)> {
    let document = &case.report.document;
    let block = document.sentences[sentence].block;
    let near = (sentence.saturating_sub(2)..=(sentence + 2).min(document.sentences.len() - 1))
        .filter(|index| document.sentences[*index].block == block);
    let dates: Vec<&DateUse> = near.flat_map(|index| dates_of(case, index)).collect();
    let is_birth = |used: &&&DateUse| {
        let before = &case.words.lower[document.sentences[used.sentence].span.start..used.span.start];
        let words: Vec<&str> = before.split_whitespace().rev().take(2).collect();
        let is = |at: usize, class| words.get(at).is_some_and(|word| case.language.classes.has(class, word));
        is(0, Class::Born) || is(0, Class::BornOn) && is(1, Class::Born)
    };
    let born = dates.iter().find(is_birth)?;
    let then = dates
        .iter()
        .filter(|used| used.span != born.span && used.date.year() > born.date.year())
        .min_by_key(|used| used.sentence.abs_diff(sentence))?;
    Some((born.date, then.date))
}

/// An interview or letter dated after the report.
fn after_the_report(case: &Case, found: &mut Found) {
    let Some((report, place)) = report_date(case) else { return };
    for citation in &case.report.citations {
        let told = matches!(
            citation.kind,
            CitationKind::Interview
                | CitationKind::Letter
                | CitationKind::Email
                | CitationKind::PressConference
        );
        if let Some(date) = citation.date.filter(|date| told && report.surely_before(*date)) {
            let message = format!("is dated {date}, after the report itself ({report})");
            found
                .at(citation.span, message, "check the date of the source and the date on the title page")
                .rests_on
                .push(related(place, "the report's date"));
        }
    }
}

/// The date on the title page: the last one before the first chapter's text that stands in a short block of its own.
fn report_date(case: &Case) -> Option<(PartialDate, Span)> {
    let document = &case.report.document;
    // A table, a note mark or running text: there the title page is over.
    let over = |block: &Block| {
        let running = document.text[block.span].split_whitespace().count() > 40;
        running || matches!(block.kind, BlockKind::Cell { .. }) || !document.marks_in(block.span).1.is_empty()
    };
    let title_page = document.blocks.iter().take(12).take_while(|block| !over(block));
    let spans: Vec<Span> = title_page
        .filter(|block| document.text[block.span].split_whitespace().count() <= 8)
        .map(|block| block.span)
        .collect();
    let dated = case
        .report
        .dates
        .iter()
        .filter(|used| spans.iter().any(|span| span.contains(used.span)) && used.date.month().is_some());
    dated.max_by_key(|used| used.date).map(|used| (used.date, used.span))
}

/// The method chapter names fewer interviews than the notes cite.
fn more_than_the_method_says(case: &Case, found: &mut Found) {
    let interviews: Vec<usize> = (0..case.report.sources.len())
        .filter(|source| case.report.sources[*source].kind == CitationKind::Interview)
        .collect();
    // Those that may be the same are counted once.
    let distinct =
        interviews.iter().filter(|source| case.report.sources[**source].perhaps_same_as.is_none()).count();
    for section in case.sections.iter().filter(|section| section.purpose == Purpose::Method) {
        let said = case.report.quantities.iter().find(|quantity| {
            let document = &case.report.document;
            section.own.contains(quantity.span)
                && document.zone(&document.sentences[quantity.sentence]) == Zone::Body
                && case.language.classes.has(Class::Interviewed, &quantity.thing)
                && speaks_of_interviews(case, quantity.sentence)
        });
        if let Some(said) = said.filter(|said| {
            !said.vague
                && said.bound == probata_report::QuantityBound::Exactly
                && (said.value as usize) < distinct
        }) {
            let message = format!(
                "the method speaks of {} interviews, but the notes cite at least {distinct}",
                said.value
            );
            found.at(
                said.span,
                message,
                "count the interviews again, or say which of them the number leaves out",
            );
            return;
        }
    }
}

fn speaks_of_interviews(case: &Case, sentence: usize) -> bool {
    case.words.sentence(sentence).iter().any(|token| case.words.low(token).starts_with("interview"))
}
