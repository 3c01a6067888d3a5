//! Whether a stretch of text can be read as words: text recognised from pictures, tables run together and lines of
//! contents are no prose, and what is said about their quotations and notes would be noise.
//!
//! Incomplete: told by the shapes of words alone, so that sense is not asked for; scripts without capital letters are
//! judged by length only.

/// Least share of tokens, in hundredths, that must have the shape of words or numbers.
const SOUND: usize = 80;
/// Most tokens, in hundredths, that may be single letters.
const SINGLE: usize = 35;
/// Most tokens, in hundredths, that may be numbers.
const FIGURES: usize = 40;

/// True if most of the text has the shape of words.
pub(crate) fn is_legible(text: &str) -> bool {
    let (mut all, mut sound, mut single, mut figures) = (0usize, 0, 0, 0);
    for token in text.split_whitespace() {
        let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() {
            // Dashes and quotation marks that stand alone are no damage; strings of signs are.
            all += usize::from(token.chars().count() > 3);
            continue;
        }
        all += 1;
        let number = bare.starts_with(|c: char| c.is_numeric())
            && bare.chars().filter(|c| c.is_alphabetic()).count() <= 2;
        figures += usize::from(number);
        single += usize::from(bare.chars().count() == 1 && !number);
        sound += usize::from(number || is_word(bare));
    }
    all > 0 && sound * 100 >= all * SOUND && single * 100 <= all * SINGLE && figures * 100 <= all * FIGURES
}

/// Letters with inner hyphens, dots, apostrophes or brackets ("[t]he", "U.S"), not in a wild mixture of cases.
fn is_word(bare: &str) -> bool {
    let joins = |c: char| {
        matches!(
            c,
            '-' | '–' | '—' | '.' | '\'' | '’' | '[' | ']' | '/' | '‑' | '\u{AD}' | ',' | '“' | '”' | '"'
        )
    };
    let mut rises = 0;
    let mut before_low = false;
    for letter in bare.chars() {
        if !(letter.is_alphabetic() || joins(letter)) {
            return false;
        }
        rises += usize::from(before_low && letter.is_uppercase());
        before_low = letter.is_lowercase();
    }
    rises <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_told_from_damage() {
        for text in [
            "They came at night, and “[t]he lorry left” at 4.15 a.m. on 6 September 2019.",
            "Они пришли ночью и в доме никого не нашли.",
            "Y no volvió a su casa.",
            "McKenna’s co-operation with the U.S. embassy",
        ] {
            assert!(is_legible(text), "{text}");
        }
        for text in [
            "t o PreCiSlOn i s t h e p r e s e n c e o f",
            "I I I a n t - a c c s n Reference:",
            "a . - --=posed = ; c t i l i z e e x i s t i n g f a c i l i t i e s",
            "12 4 7 2020 33 14.5 Doln 8 9",
            "",
        ] {
            assert!(!is_legible(text), "{text}");
        }
    }
}
