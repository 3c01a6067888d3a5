//! Our own comments, known again in a file that somebody else has saved.

use super::AUTHOR;
use probata_report::Comment;

/// What one of our comments says about its finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ours<'c> {
    pub rule: &'c str,
    pub message: String,
    /// Hashes of its sentence's words and of what weighs in it, where the comment bears them.
    pub seal: Option<(&'c str, &'c str)>,
}

/// True if a comment with this author and text is one of ours.
pub(crate) fn is_ours(author: &str, text: &str) -> bool {
    author.trim() == AUTHOR && head(text).is_some()
}

/// Reads a comment of ours: its first paragraph is `warn sole-source: rests on one origin alone`.
pub(super) fn ours(comment: &Comment) -> Option<Ours<'_>> {
    if comment.author.trim() != AUTHOR || comment.reply_to.is_some() {
        return None;
    }
    let (rule, message) = head(&comment.text)?;
    Some(Ours { rule, message: key(message), seal: seal(&comment.text) })
}

fn head(text: &str) -> Option<(&str, &str)> {
    let line = text.lines().next()?.trim();
    let said = line.strip_prefix("warn ").or_else(|| line.strip_prefix("deny "))?;
    let (rule, message) = said.split_once(':')?;
    let is_name = !rule.is_empty() && rule.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    is_name.then_some((rule, message))
}

/// `[3f2a91c0-77ab0c1d]` at the end of the last paragraph.
fn seal(text: &str) -> Option<(&str, &str)> {
    let inside = text.trim_end().strip_suffix(']')?;
    let (words, weight) = inside.get(inside.rfind('[')? + 1..)?.split_once('-')?;
    let is_hash = |hash: &str| hash.len() == 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_hash(words) && is_hash(weight)).then_some((words, weight))
}

/// A message as it is compared: numbers of notes change when a note is put in before them, and so do places in the file and how
/// often a name stands in it ("(2 times)", "(once)").
pub(super) fn key(message: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut in_place = false;
    for word in message.split_whitespace() {
        let word: String =
            word.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
        in_place |= word.starts_with('(') && word.contains(".xml");
        let is_number = word.starts_with(|c: char| c.is_ascii_digit());
        let of_note = words.iter().rev().find(|word| !matches!(word.as_str(), "and" | "or"));
        let of_note = of_note.is_some_and(|last| matches!(last.as_str(), "note" | "notes" | "#"));
        let times = word == "times)" && words.last().is_some_and(|last| is_count(last));
        if times || word == "(once)" {
            words.truncate(words.len() - usize::from(times));
            words.push("(#)".to_owned());
        } else if in_place {
            in_place = !word.ends_with(')');
        } else if is_number && of_note {
            words.push("#".to_owned());
        } else if !word.is_empty() {
            words.push(word);
        }
    }
    words.join(" ")
}

/// `(2`, `(1,012`.
fn is_count(word: &str) -> bool {
    let number = word.strip_prefix('(').unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use probata_report::Span;

    fn check(author: &str, text: &str, expected: Option<(&str, &str, bool)>) {
        let comment = Comment {
            text: text.to_owned(),
            author: author.to_owned(),
            date: String::new(),
            span: Span::default(),
            reply_to: None,
            done: false,
        };
        let read = ours(&comment).map(|ours| (ours.rule, ours.message.clone(), ours.seal.is_some()));
        let read = read.as_ref().map(|(rule, message, sealed)| (*rule, message.as_str(), *sealed));
        assert_eq!(read, expected, "{text}");
        assert_eq!(is_ours(author, text), expected.is_some());
    }

    #[test]
    fn a_comment_of_ours_knows_itself() {
        let sealed =
            "warn sole-source: rests on one origin\u{a0}alone\nTo answer: reply. [00ff00ff-12345678]";
        check("Probata", sealed, Some(("sole-source", "rests on one origin alone", true)));
        check(
            "Probata ",
            "deny orphan-note: note 12 is called",
            Some(("orphan-note", "note # is called", false)),
        );
        check("Probata", "warn x-y: see notes 4 and 6 [12]", Some(("x-y", "see notes # and # [12]", false)));
        check(
            "Probata",
            "warn hidden-content: a comment (word/comments.xml comment 3, done) names Benk",
            Some(("hidden-content", "a comment names Benk", false)),
        );
        check(
            "Probata",
            "deny name-variants: \"Kostrow\" (once) and \"Kostrov\" (1,012 times) look (alike)",
            Some(("name-variants", "\"Kostrow\" (#) and \"Kostrov\" (#) look (alike)", false)),
        );
        check("Mira Dessel", sealed, None);
        check("Probata", "warn: nothing", None);
        check("Probata", "warn of rain: tomorrow", None);
        check("Probata", "", None);
    }
}
