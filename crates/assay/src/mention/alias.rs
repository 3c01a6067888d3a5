//! Short forms that the text itself introduces: "State Security Directorate (SSD)", `the "MoU"`.

use super::candidate::Candidate;
use super::evidence::Pooled;
use super::lexicon::flag;
use super::tagged::Tagged;
use crate::words::Kind;
use probata_vocabulary::MentionKind;
use std::collections::HashMap;

/// What a short form stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// The same as this candidate.
    To(usize),
    /// Something of this kind whose long form is no name ("memorandum of understanding (MoU)").
    Kind(MentionKind),
}

/// Entries that are short forms, each with what the first introduction binds it to.
pub(super) fn bound(tagged: &Tagged, candidates: &[Candidate], pooled: &Pooled) -> HashMap<usize, Bound> {
    let mut found = HashMap::new();
    for index in 0..candidates.len() {
        if let Some((quoted, bracket)) = in_brackets(tagged, &candidates[index]) {
            let long = index.checked_sub(1).filter(|long| {
                let long = &candidates[*long];
                long.sentence == candidates[index].sentence && long.tokens.end == bracket
            });
            bind(&mut found, (tagged, candidates, pooled), index, quoted, bracket, long);
        }
    }
    found
}

fn bind(
    found: &mut HashMap<usize, Bound>,
    (tagged, candidates, pooled): (&Tagged, &[Candidate], &Pooled),
    index: usize,
    quoted: bool,
    bracket: usize,
    long: Option<usize>,
) {
    let short = &candidates[index];
    let acronym = short.name.len() <= 2 && tagged.is_acronym(short.name.start);
    let (this, that) = (pooled.entry_of[index], long.map(|long| pooled.entry_of[long]));
    match long {
        Some(long)
            if (part_of(tagged, &candidates[long], short)
                || quoted
                || acronym && may_abbreviate(tagged, &candidates[long], short))
                && that != Some(this) =>
        {
            found.entry(this).or_insert(Bound::To(long));
        }
        // "SSD (State Security Directorate)".
        Some(long) if tagged.is_acronym(candidates[long].name.start) && candidates[long].name.len() <= 2 => {
            let letters = tagged.text(candidates[long].name.start);
            if stands_for(tagged, short, letters) {
                found.entry(pooled.entry_of[long]).or_insert(Bound::To(index));
            }
        }
        None if quoted || acronym => {
            if let Some(kind) = kind_before(tagged, bracket, tagged.sentence(short.sentence).start) {
                found.entry(this).or_insert(Bound::Kind(kind));
            }
        }
        _ => {}
    }
}

/// "Lantern Rights Watch (Lantern)": a word of the name itself.
fn part_of(tagged: &Tagged, long: &Candidate, short: &Candidate) -> bool {
    short.name.len() == 1
        && long.name.len() > 1
        && long.name.clone().any(|at| tagged.low(at) == tagged.low(short.name.start))
}

/// Letters in brackets are short for what has a head noun or the same initials; "Velsk (AP)" is a dateline.
fn may_abbreviate(tagged: &Tagged, long: &Candidate, short: &Candidate) -> bool {
    let known = matches!(short.sure, Some(super::candidate::Sure::Known(..)));
    let headed = long.name.clone().any(|at| tagged.is(at, flag::HEAD)) && long.titles == 0;
    !known && (headed || stands_for(tagged, long, tagged.text(short.name.start)))
}

/// If the candidate fills brackets: whether it is in quotation marks or after "hereinafter", and the bracket's token.
fn in_brackets(tagged: &Tagged, short: &Candidate) -> Option<(bool, usize)> {
    let sentence = tagged.sentence(short.sentence);
    let mut quoted = false;
    let quote = |at: usize| matches!(tagged.text(at), "“" | "”" | "\"" | "‘" | "’" | "«" | "»" | "„");
    let mut at = short.tokens.start;
    let earliest = sentence.start.max(at.saturating_sub(7));
    while at > earliest
        && (quote(at - 1) || tagged.is(at - 1, flag::ALIAS_OPENING) || tagged.sign(at - 1, ","))
    {
        at -= 1;
        quoted |= quote(at) || tagged.is(at, flag::ALIAS_OPENING);
    }
    if at <= sentence.start || !(tagged.sign(at - 1, "(") || tagged.sign(at - 1, "[")) {
        return None;
    }
    let mut after = short.tokens.end;
    while after < sentence.end && (quote(after) || tagged.sign(after, ".")) {
        after += 1;
    }
    let closed = after < sentence.end && matches!(tagged.text(after), ")" | "]" | ";" | ",");
    (closed && at - 1 > sentence.start).then_some((quoted, at - 1))
}

/// True if the letters begin words of the long form in order.
fn stands_for(tagged: &Tagged, long: &Candidate, letters: &str) -> bool {
    let mut wanted = letters.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).peekable();
    let firsts = long.name.clone().filter(|at| tagged.token(*at).kind == Kind::Word);
    for first in firsts.filter_map(|at| tagged.low(at).chars().next()) {
        wanted.next_if_eq(&first);
    }
    long.name.len() > 1 && wanted.peek().is_none()
}

/// What the lower-case words before a bracket are the name of.
fn kind_before(tagged: &Tagged, bracket: usize, start: usize) -> Option<MentionKind> {
    let words = (start.max(bracket.saturating_sub(8))..bracket)
        .rev()
        .take_while(|at| tagged.token(*at).kind == Kind::Word);
    let mut found = None;
    for at in words {
        let flags = tagged.flags[at];
        let kind = match () {
            () if flags & flag::INSTRUMENT != 0 => MentionKind::Instrument,
            () if flags & flag::BODY != 0 => MentionKind::Body,
            () if flags & (flag::PLACE | flag::EITHER) != 0 => MentionKind::Place,
            () if flags & flag::ARTICLE != 0 => break,
            () => continue,
        };
        found = Some(kind);
    }
    found
}
