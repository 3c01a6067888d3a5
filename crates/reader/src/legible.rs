//! Whether a decoded text is text at all, or bytes that only came out as characters.
//!
//! Few bytes say little: almost any of them are letters in some encoding. So characters that no text holds are missing
//! text, and a text whose encoding was only guessed has to read as words.

use probata_report::Missing;

/// Of a guessed text, at least so many of a hundred characters stand in words.
const IN_WORDS: usize = 55;
/// So much of a text is looked at for words.
const LOOK: usize = 1 << 16;

/// What is to be said about a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Legible {
    /// It is text; what is missing in it, if anything.
    Yes(Vec<Missing>),
    /// It is none.
    No(&'static str),
}

/// Judges a decoded text. `guessed`: the encoding that was guessed, if it was; `signs`: control characters that its format may hold.
pub(crate) fn legible(text: &str, guessed: Option<&str>, signs: &[char]) -> Legible {
    if !text.chars().any(char::is_alphabetic) {
        return Legible::No(
            "there is not one letter in the file; if it is a picture or a table, save it as DOCX or text",
        );
    }
    let controls =
        text.trim_end_matches('\u{1a}').chars().filter(|c| is_odd_control(*c) && !signs.contains(c)).count();
    let in_words = guessed.is_none() || reads_as_words(text);
    if controls > 0 && !in_words {
        return Legible::No(
            "the bytes are no text in any encoding that Probata knows; open the file in the program that made it and \
             save it as DOCX or text",
        );
    }
    let mut missing = Vec::new();
    if controls > 0 {
        let (characters, they) =
            if controls == 1 { ("character", "it was") } else { ("characters", "they were") };
        missing.push(Missing {
            place: "text".to_owned(),
            why: format!(
                "it holds {controls} control {characters}, which no text has: the file is damaged, or {they} put there by \
                 a program; open it in the program that made it and save it anew"
            ),
        });
    }
    if let Some(encoding) = guessed.filter(|_| !in_words) {
        missing.push(Missing {
            place: "whole file".to_owned(),
            why: format!(
                "it does not say its encoding and hardly reads as words in {encoding}, the likeliest: what stands \
                 here may not be what was written; save it as UTF-8"
            ),
        });
    }
    Legible::Yes(missing)
}

/// A control character that is no white space. A zero byte is told apart.
fn is_odd_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\0' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}')
}

/// True if most of what stands there are words: letters of one case, or with a capital in front.
fn reads_as_words(text: &str) -> bool {
    let look = &text[..text.floor_char_boundary(LOOK)];
    let (mut all, mut in_words) = (0usize, 0usize);
    for run in look.split_whitespace() {
        all += run.chars().count();
        for word in run.split(|c: char| !c.is_alphabetic()) {
            let letters = word.chars().count();
            let rest = || word.chars().skip(1);
            let one_case = !rest().any(char::is_uppercase) || !word.chars().any(char::is_lowercase);
            let one_script = word.is_ascii() || whatlang::detect_script(word).is_some() && !mixed(word);
            if letters >= 2 && one_case && one_script {
                in_words += letters;
            }
        }
        // Numbers are as telling as words.
        in_words += run.chars().filter(char::is_ascii_digit).count();
    }
    in_words * 100 >= all * IN_WORDS
}

/// Latin letters beside those of another script.
fn mixed(word: &str) -> bool {
    let latin = |c: &char| matches!(*c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}');
    let count = word.chars().filter(latin).count();
    count > 0 && count < word.chars().count()
}

#[cfg(test)]
mod tests {
    use crate::{Options, read};
    use expect_test::{Expect, expect};

    fn check(bytes: &[u8], expected: Expect) {
        let document = read("a.txt", bytes, &Options::default());
        let outcome = &document.parts[0].outcome;
        let why: Vec<_> = outcome.missing().iter().map(|m| m.why.as_str()).collect();
        expected.assert_eq(&format!("{} {}", outcome.status(), why.join("; ")));
    }

    #[test]
    fn bytes_that_are_no_text_are_never_complete() {
        check(
            b"\x90\xe1K\xfe\x07\x9c\xf0\xa5\xdd",
            expect![
                "refused the bytes are no text in any encoding that Probata knows; open the file in the program that made it and save it as DOCX or text"
            ],
        );
        check(
            b"Kz\xfe\xa5\xdd\xe1\xb3k\xd0\xf7\xc9",
            expect![
                "partial it does not say its encoding and hardly reads as words in windows-1252, the likeliest: what stands here may not be what was written; save it as UTF-8"
            ],
        );
        check(
            b"--- 1977 ---",
            expect![
                "refused there is not one letter in the file; if it is a picture or a table, save it as DOCX or text"
            ],
        );
        check(
            b"He was held at Doln.\x08\n",
            expect![
                "partial it holds 1 control character, which no text has: the file is damaged, or it was put there by a program; open it in the program that made it and save it anew"
            ],
        );
    }

    #[test]
    fn short_texts_of_old_code_pages_are() {
        check(b"\xc2\xe5\xeb\xf1\xea, 4 \xec\xe0\xf0\xf2\xe0", expect!["complete "]);
        check(b"Caf\xe9 \xa7 12 in Doln", expect!["complete "]);
        check(b"He was held at Doln.\r\n\x1a", expect!["complete "]);
    }

    #[test]
    fn few_random_bytes_are_hardly_ever_complete() {
        let (mut state, mut complete) = (7u64, 0);
        for turn in 0..2_000usize {
            let bytes: Vec<u8> = (0..8 + turn % 23)
                .map(|_| {
                    state =
                        state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    (state >> 56) as u8
                })
                .collect();
            let document = read("a.txt", &bytes, &Options::default());
            complete += usize::from(document.parts[0].outcome.status() == "complete");
        }
        assert!(complete <= 20, "{complete} of 2,000 are read as complete");
    }
}
