//! Roman numbers in small letters.

const DIGITS: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];
/// The longest number that is read: mmmdccclxxxviii is 3888.
const LONGEST: usize = 15;

/// As it is printed: iv is 4. Above 3999 it has more than three m; nothing stands for 0.
pub(crate) fn write(value: u32) -> String {
    let (mut rest, mut text) = (value, String::new());
    for (worth, digit) in DIGITS {
        while rest >= worth {
            text.push_str(digit);
            rest -= worth;
        }
    }
    text
}

/// What a number prints; none if it is not written as it is printed (iiii, vx), or is longer than any.
pub(crate) fn value(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let (mut rest, mut value) = (text, 0);
    for (worth, digit) in DIGITS {
        while let Some(behind) = rest.strip_prefix(digit) {
            (rest, value) = (behind, value + worth);
        }
    }
    (rest.is_empty() && write(value) == text).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        assert_eq!([4, 14, 90, 1944].map(write), ["iv", "xiv", "xc", "mcmxliv"]);
        assert!((1..4000).all(|number| value(&write(number)) == Some(number)));
        assert!(["", "iiii", "vx", "ic", "mix in", "I", "iM", "e"].iter().all(|text| value(text).is_none()));
        assert_eq!(value(&"m".repeat(16)), None);
    }
}
