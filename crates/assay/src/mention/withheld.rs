//! People who are not named: "Detainee 3", "witness B", "“Marek” (not his real name)".

use super::lexicon::flag;
use super::tagged::Tagged;
use crate::words::Kind;
use std::ops::Range;

/// The tokens of a person without a name that begins at `at`.
pub(super) fn person_at(tagged: &Tagged, at: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    labelled(tagged, at, sentence).or_else(|| pseudonym(tagged, at, sentence))
}

/// "Detainee 3", "Witness B"; in lower case only before a letter.
fn labelled(tagged: &Tagged, at: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let next = at + 1;
    if !tagged.is(at, flag::LABEL) || next >= sentence.end {
        return None;
    }
    let token = tagged.token(next);
    let text = tagged.text(next);
    let number =
        token.kind == Kind::Number && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_alphanumeric());
    let mut letters = text.chars();
    let letter = token.kind == Kind::Word
        && letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_none();
    let named_next = next + 2 < sentence.end
        && tagged.sign(next + 1, ".")
        && tagged.nameish[next + 2]
        && !tagged.is(next + 2, flag::LABEL);
    let article_like = letter && text == "I" && !tagged.nameish[at];
    let fits = if tagged.nameish[at] { number || letter } else { letter && !article_like };
    (fits && !named_next).then_some(at..next + 1)
}

/// A capitalised word or two alone in quotation marks, beside a word that says what it is.
fn pseudonym(tagged: &Tagged, at: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    if at == sentence.start || !matches!(tagged.text(at - 1), "“" | "\"" | "‘" | "«" | "„") {
        return None;
    }
    let mut end = at;
    while end < sentence.end
        && end < at + 3
        && tagged.nameish[end]
        && !tagged.is(end, flag::NOT_NAME | flag::HEAD)
    {
        end += 1;
    }
    let comma = usize::from(end < sentence.end && tagged.sign(end, ","));
    let close = end + comma;
    let closes = close < sentence.end && matches!(tagged.text(close), "”" | "\"" | "’" | "»" | "“");
    let fits = end > at && closes && !tagged.is_acronym(at);
    (fits && (said_before(tagged, at - 1, sentence) || said_after(tagged, close + 1, sentence)))
        .then_some(at..end)
}

/// "a former detainee, “Marek”", "known as “Abu Dunya”".
fn said_before(tagged: &Tagged, quote: usize, sentence: &Range<usize>) -> bool {
    let comma = quote > sentence.start && tagged.sign(quote - 1, ",");
    let end = quote - usize::from(comma);
    if end <= sentence.start {
        return false;
    }
    let role = tagged.is(end - 1, flag::ANY_ROLE | flag::LABEL) && !tagged.nameish[end - 1];
    role || tagged.lexicon.pseudonym_before.iter().any(|words| {
        let from = end.checked_sub(words.len()).filter(|from| *from >= sentence.start);
        from.is_some_and(|from| words.iter().enumerate().all(|(nth, word)| tagged.low(from + nth) == word))
    })
}

/// "“Marek” said", "“Marek” (a pseudonym)", "“Marek” (not his real name)".
fn said_after(tagged: &Tagged, after: usize, sentence: &Range<usize>) -> bool {
    if after >= sentence.end {
        return false;
    }
    if tagged.sign(after, "(") {
        return (after + 1..sentence.end.min(after + 6)).any(|at| tagged.is(at, flag::PSEUDONYM_AFTER));
    }
    tagged.is(after, flag::SAYS)
}
