//! Numbers as Word prints them in lists, notes and pages.

use super::xml::Element;

/// A number in the format that the standard calls `format` (ECMA-376 part 1, 17.18.59).
///
/// Incomplete: numbers in words, and scripts of East Asia, print as digits.
pub(crate) fn numbered(number: i64, format: &str) -> String {
    let (Ok(count), true) = (usize::try_from(number), number > 0) else {
        return if matches!(format, "none" | "bullet") { String::new() } else { number.to_string() };
    };
    match format {
        "lowerRoman" => roman(count).to_lowercase(),
        "upperRoman" => roman(count),
        "lowerLetter" => letters(count, b'a'),
        "upperLetter" => letters(count, b'A'),
        "decimalZero" => format!("{count:02}"),
        "numberInDash" => format!("- {count} -"),
        "ordinal" => format!("{count}{}", ordinal_ending(count)),
        "chicago" => repeated(&['*', '†', '‡', '§'], count),
        "russianLower" => repeated(&RUSSIAN, count),
        "russianUpper" => repeated(&RUSSIAN, count).to_uppercase(),
        "arabicAlpha" => repeated(&ARABIC_ALPHABET, count),
        "arabicAbjad" => repeated(&ARABIC_ABJAD, count),
        "decimalFullWidth" => digits(count, '０'),
        "hindiNumbers" => digits(count, '०'),
        "thaiNumbers" => digits(count, '๐'),
        "decimalEnclosedCircle" => enclosed(count, '①', 20),
        "decimalEnclosedParen" => enclosed(count, '⑴', 20),
        "decimalEnclosedFullstop" => enclosed(count, '⒈', 20),
        "none" | "bullet" => String::new(),
        _ => padded(count, format),
    }
}

/// The format that an element names; one of a file's own by its pattern.
pub(super) fn named(element: &Element<'_>) -> Option<String> {
    let name = element.value()?;
    Some(if name == "custom" { element.attribute("format").unwrap_or(name) } else { name })
}

/// By a pattern that begins with the number one (`001, 002, 003, ...`): with zeros before it; digits by any other.
fn padded(count: usize, pattern: &str) -> String {
    let first = pattern.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let width = if first.ends_with('1') { first.len().min(LONGEST) } else { 0 };
    format!("{count:0width$}")
}

const RUSSIAN: [char; 29] = [
    'а', 'б', 'в', 'г', 'д', 'е', 'ж', 'з', 'и', 'к', 'л', 'м', 'н', 'о', 'п', 'р', 'с', 'т', 'у', 'ф', 'х',
    'ц', 'ч', 'ш', 'щ', 'ы', 'э', 'ю', 'я',
];
const ARABIC_ALPHABET: [char; 28] = [
    'أ', 'ب', 'ت', 'ث', 'ج', 'ح', 'خ', 'د', 'ذ', 'ر', 'ز', 'س', 'ش', 'ص', 'ض', 'ط', 'ظ', 'ع', 'غ', 'ف', 'ق',
    'ك', 'ل', 'م', 'ن', 'ه', 'و', 'ي',
];
const ARABIC_ABJAD: [char; 28] = [
    'أ', 'ب', 'ج', 'د', 'ه', 'و', 'ز', 'ح', 'ط', 'ي', 'ك', 'ل', 'م', 'ن', 'س', 'ع', 'ف', 'ص', 'ق', 'ر', 'ش',
    'ت', 'ث', 'خ', 'ذ', 'ض', 'ظ', 'غ',
];

/// Longest run of one repeated character; more is printed as digits.
const LONGEST: usize = 20;

/// The alphabet once, then each character doubled, then tripled.
fn repeated(alphabet: &[char], count: usize) -> String {
    let times = (count - 1) / alphabet.len() + 1;
    if times > LONGEST {
        return count.to_string();
    }
    std::iter::repeat_n(alphabet[(count - 1) % alphabet.len()], times).collect()
}

fn letters(count: usize, first: u8) -> String {
    let alphabet: Vec<char> = (first..first + 26).map(char::from).collect();
    repeated(&alphabet, count)
}

fn roman(count: usize) -> String {
    let small = u32::try_from(count).ok().filter(|count| *count <= 20_000);
    small.map_or_else(|| count.to_string(), |count| crate::roman::write(count).to_uppercase())
}

fn ordinal_ending(count: usize) -> &'static str {
    match (count % 100, count % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

fn digits(count: usize, zero: char) -> String {
    let shift = |c: char| char::from_u32(zero as u32 + (c as u32 - '0' as u32)).unwrap_or(c);
    count.to_string().chars().map(shift).collect()
}

fn enclosed(count: usize, one: char, last: usize) -> String {
    let sign = (count <= last).then(|| char::from_u32(one as u32 + count as u32 - 1)).flatten();
    sign.map_or_else(|| count.to_string(), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_print_as_word_prints_them() {
        let all = |format: &str, numbers: &[i64]| {
            numbers.iter().map(|n| numbered(*n, format)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(all("lowerRoman", &[1, 4, 9, 40, 1999]), "i iv ix xl mcmxcix");
        assert_eq!(all("upperLetter", &[1, 26, 27, 53]), "A Z AA AAA");
        assert_eq!(all("chicago", &[1, 2, 3, 4, 5]), "* † ‡ § **");
        assert_eq!(all("ordinal", &[1, 2, 3, 4, 11, 22]), "1st 2nd 3rd 4th 11th 22nd");
        assert_eq!(all("decimal", &[0, -1, 7]), "0 -1 7");
        assert_eq!(all("decimalZero", &[7, 12]), "07 12");
        assert_eq!(all("001, 002, 003, ...", &[1, 12, 1234]), "001 012 1234");
        assert_eq!(all("russianLower", &[1, 30]), "а аа");
    }
}
