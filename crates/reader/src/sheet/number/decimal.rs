//! Decimal digits of numbers, rounded as spreadsheets round.

/// Decimal digits that spreadsheets keep of a number.
const DIGITS: usize = 15;

/// The whole part as the places before the point ask for: leading zeros, thousands.
pub(super) fn lead(whole: &str, places: &[char], thousands: bool) -> String {
    let least = places.iter().position(|c| *c == '0').map_or(0, |at| places.len() - at);
    let whole = whole.trim_start_matches('0');
    let digits: Vec<char> =
        std::iter::repeat_n('0', least.saturating_sub(whole.len())).chain(whole.chars()).collect();
    let mut shown = String::new();
    for (at, c) in digits.iter().enumerate() {
        if thousands && at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(*c);
    }
    shown
}

/// The fraction nearest to `part` (0 to 1, or more) with a denominator up to `most`.
pub(super) fn nearest(part: f64, most: u32) -> (f64, f64) {
    let distance = |under: u32| {
        let over = (part * f64::from(under)).round();
        ((part - over / f64::from(under)).abs(), over, f64::from(under))
    };
    let mut best = distance(1);
    for under in 2..=most {
        let next = distance(under);
        if next.0 + 1e-12 < best.0 {
            best = next;
        }
    }
    (best.1, best.2)
}

/// The decimal digits of a number, as many as spreadsheets keep, and the power of ten of the first.
fn digits(size: f64) -> (Vec<u8>, i32) {
    let written = format!("{size:.*e}", DIGITS - 1);
    let (mantissa, power) = written.split_once('e').unwrap_or((&written, "0"));
    (mantissa.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect(), power.parse().unwrap_or(0))
}

/// The power of ten of the first digit.
pub(super) fn exponent(size: f64) -> i32 {
    digits(size).1
}

/// A number with so many decimal places, halves rounded up: its whole part and the places.
pub(super) fn fixed(size: f64, places: usize) -> (String, String) {
    if !size.is_finite() {
        return (size.to_string(), String::new());
    }
    let (digits, power) = digits(size);
    // Digits from the first whole one, or zero, to the last place and one more.
    let whole = usize::try_from(power + 1).unwrap_or(0);
    let zeros = usize::try_from(-(power + 1)).unwrap_or(0);
    let wanted = whole + places;
    let mut all: Vec<u8> =
        std::iter::repeat_n(0, zeros.min(wanted + 1)).chain(digits).take(wanted + 1).collect();
    all.resize(wanted + 1, 0);
    let up = all.pop().is_some_and(|next| next >= 5);
    let mut carry = up;
    for digit in all.iter_mut().rev() {
        if !carry {
            break;
        }
        *digit = if *digit == 9 { 0 } else { *digit + 1 };
        carry = *digit == 0;
    }
    let mut text: String = all.iter().map(|digit| char::from(b'0' + digit)).collect();
    if carry {
        text.insert(0, '1');
    }
    let split = text.len() - places;
    let part = text.split_off(split);
    (if text.is_empty() { "0".to_owned() } else { text }, part)
}

/// A number as it is: no more digits than spreadsheets keep, no power of ten unless it is very large or small.
pub(in crate::sheet) fn general(value: f64) -> String {
    if !value.is_finite() {
        return value.to_string();
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    let (mut digits, power) = digits(value.abs());
    while digits.len() > 1 && digits.last() == Some(&0) {
        digits.pop();
    }
    let sign = if value < 0.0 { "-" } else { "" };
    if !(-10..21).contains(&power) {
        let mantissa: String = digits.iter().map(|d| char::from(b'0' + d)).collect();
        let (first, rest) = mantissa.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        let power_sign = if power < 0 { "-" } else { "+" };
        return format!("{sign}{first}{point}{rest}E{power_sign}{:02}", power.abs());
    }
    let places = usize::try_from(digits.len() as i32 - 1 - power).unwrap_or(0);
    let (whole, part) = fixed(value.abs(), places);
    let point = if part.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{part}")
}
