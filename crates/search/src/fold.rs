//! Letters as they are compared: without case, accents and the ways in which one script writes one letter twice.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Small letters, composed, with their accents: what a stemmer expects.
pub(crate) fn lowered(word: &str) -> String {
    let lower = word.chars().filter(|letter| !is_silent(*letter)).flat_map(char::to_lowercase);
    lower.map(|letter| if letter == 'ё' { 'е' } else { letter }).nfc().collect()
}

/// The form in which two spellings of one word are the same.
pub(crate) fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
        return out;
    }
    for letter in word.nfkd().filter(|letter| !is_combining_mark(*letter) && !is_silent(*letter)) {
        for letter in letter.to_lowercase() {
            push(letter, &mut out);
        }
    }
    out
}

/// Marks that stretch a word or stand for a sound that other spellings leave out: tatweel, ayin, hamza, soft breaks, directions.
pub(crate) fn is_silent(letter: char) -> bool {
    matches!(
        letter,
        '\u{640}' | 'ʿ' | 'ʾ' | 'ʻ' | 'ʼ' | 'ʹ' | 'ʺ' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

fn push(letter: char, out: &mut String) {
    match letter {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'ı' => out.push('i'),
        // Alif with a wasla, yeh without dots, teh marbuta; Persian and Urdu forms.
        'ٱ' => out.push('ا'),
        'ى' | 'ی' => out.push('ي'),
        'ة' | 'ہ' => out.push('ه'),
        'ک' => out.push('ك'),
        '٠'..='٩' => out.push((b'0' + (letter as u32 - '٠' as u32) as u8) as char),
        '۰'..='۹' => out.push((b'0' + (letter as u32 - '۰' as u32) as u8) as char),
        _ => out.push(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_are_one() {
        for (one, other) in [
            ("Détention", "detention"),
            ("cafe\u{301}", "CAFÉ"),
            ("Ёлкин", "елкин"),
            ("مُحَمَّد", "محمد"),
            ("محـــمد", "محمد"),
            ("أحمد", "احمد"),
            ("فاطمة", "فاطمه"),
            ("مصطفى", "مصطفي"),
            ("٢٠١٧", "2017"),
            ("ﻣﺤﻤﺪ", "محمد"),
            ("Straße", "STRASSE"),
            ("Łódź", "lodz"),
            ("Qurʾan", "quran"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
        assert_ne!(folded("мир"), folded("мор"));
    }

    #[test]
    fn a_stemmer_gets_letters_with_their_accents() {
        assert_eq!(lowered("DÉTENTION"), "détention");
        assert_eq!(lowered("Ёлкин"), "елкин");
        assert_eq!(lowered("Cafe\u{301}"), "café");
    }
}
