//! Numbers as people read them.

/// `1012` as `1,012`.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number with its noun: `1 note`, `1,012 sentences`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(number), if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_and_nouns() {
        let said: Vec<_> = [0, 1, 12, 999, 1000, 1_012_345].map(|n| count(n, "note", "notes")).into();
        assert_eq!(said, ["0 notes", "1 note", "12 notes", "999 notes", "1,000 notes", "1,012,345 notes"]);
    }
}
