//! Who a person in a citation is, as far as print tells: a name, initials, or a description.

use super::lexicon::{Lexicon, Meaning, role};
use super::read::plain_name;

/// How a person is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Identity {
    /// "Tomas Verin", in lower case.
    Full(String),
    /// "Verin", "Colonel Benk": the one name, in lower case.
    Single(String),
    /// "former detainee A.K.": initials and what stands before them.
    Initials(String, String),
    /// "former detainee": singular, without numbers and what narrows it.
    Described(String),
}

/// Reads how a person is printed.
pub(super) fn identity(lexicon: &Lexicon, person: &str) -> Identity {
    let meaning = |word: &str| {
        let bare = word.trim_end_matches(['.', ',']);
        let capital = bare.chars().next().is_some_and(char::is_uppercase);
        lexicon.meaning(&bare.to_lowercase(), capital).unwrap_or_default()
    };
    let words: Vec<&str> = person.split_whitespace().collect();
    let is_name = |word: &str| {
        let capital = word
            .trim_start_matches(['"', '“', '«', '‘', '\''])
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase());
        let prefixed = word.starts_with("al-") || word.starts_with("el-");
        (capital || prefixed) && meaning(word).roles & (role::ROLE | role::BODY) == 0
    };
    let run = words.iter().rev().take_while(|word| is_name(word)).count();
    if let [.., kind, number] = words.as_slice() {
        // "Witness 14", "Detainee B-7": a code is as good as initials.
        let coded = number.bytes().any(|b| b.is_ascii_digit()) && number.len() <= 6;
        if coded && kind.chars().next().is_some_and(char::is_uppercase) {
            return Identity::Initials(format!("{kind} {number}").to_lowercase(), String::new());
        }
    }
    let (before, name) = words.split_at(words.len() - run);
    let narrowed = before.last().is_some_and(|word| is_narrowing(meaning(word)));
    if run == 0 || narrowed {
        return Identity::Described(description(&words, meaning));
    }
    if name.iter().all(|word| are_initials(word)) {
        let letters: String = name.concat().chars().filter(|c| c.is_alphanumeric()).collect();
        return Identity::Initials(letters.to_lowercase(), description(before, meaning));
    }
    let plain = plain_name(&name.join(" "));
    if name.len() > 1 { Identity::Full(plain) } else { Identity::Single(plain) }
}

fn is_narrowing(meaning: Meaning) -> bool {
    meaning.roles & (role::NARROWS | role::NUMBER_WORD) != 0
}

/// "A.K.", "A", "K.-L.".
fn are_initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let stops = word.chars().filter(|c| matches!(c, '.' | '-')).count();
    (1..=4).contains(&letters)
        && (letters == 1 || stops + 1 >= letters)
        && word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// A description for comparison.
fn description(words: &[&str], meaning: impl Fn(&str) -> Meaning) -> String {
    let counted = |word: &&&str| {
        meaning(word).roles & role::NUMBER_WORD != 0 || word.starts_with(|c: char| c.is_ascii_digit())
    };
    let start = words.iter().take_while(counted).count();
    let narrows = |word: &str| meaning(word).roles & role::NARROWS != 0;
    let kept = words[start..].iter().enumerate().take_while(|(at, word)| *at == 0 || !narrows(word));
    let joined = kept.map(|(_, word)| plain_name(word)).collect::<Vec<_>>().join(" ");
    joined.strip_suffix('s').filter(|one| !one.ends_with('s')).map_or(joined.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn names_initials_and_descriptions_are_told_apart() {
        let lexicon = Lexicon::english();
        let persons = [
            "Tomas Verin",
            "lawyer Mira Dessel",
            "Verin",
            "Colonel Radu Benk",
            "A.K.",
            "former detainee A.K.",
            "M.",
            "former detainee",
            "two senior officials of the Ministry of Justice",
            "five released men",
            "official from Velsk",
            "T. Verin",
            "Omar al-Doln",
            "three former detainees held in Ustra",
            "an officer",
            "Minister of Justice",
        ];
        let lines: Vec<String> =
            persons.iter().map(|person| format!("{person}: {:?}", identity(&lexicon, person))).collect();
        expect![[r#"
            Tomas Verin: Full("tomas verin")
            lawyer Mira Dessel: Full("mira dessel")
            Verin: Single("verin")
            Colonel Radu Benk: Full("radu benk")
            A.K.: Initials("ak", "")
            former detainee A.K.: Initials("ak", "former detainee")
            M.: Initials("m", "")
            former detainee: Described("former detainee")
            two senior officials of the Ministry of Justice: Described("senior official")
            five released men: Described("released men")
            official from Velsk: Described("official")
            T. Verin: Full("t. verin")
            Omar al-Doln: Full("omar al-doln")
            three former detainees held in Ustra: Described("former detainee")
            an officer: Described("officer")
            Minister of Justice: Described("minister")"#]]
        .assert_eq(&lines.join("\n"));
    }
}
