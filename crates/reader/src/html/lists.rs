//! Numbers of list items as a browser prints them.

/// `4.`, `d.`, `iv.`; `style` is the first letter of the list's `type`.
pub(super) fn number(value: i64, style: u8) -> String {
    let letters = match style {
        b'a' | b'A' => alphabetic(value),
        b'i' | b'I' => roman(value),
        _ => None,
    };
    match letters {
        Some(letters) if style.is_ascii_uppercase() => format!("{}.", letters.to_ascii_uppercase()),
        Some(letters) => format!("{letters}."),
        None => format!("{value}."),
    }
}

/// The letter of a `type` that numbers; `disc` and its like have none.
pub(super) fn of_type(kind: &str) -> Option<u8> {
    kind.trim().bytes().next().filter(|_| kind.trim().len() == 1)
}

/// What a `list-style` says of numbers; nothing if it is that around.
pub(super) fn marker(value: &str) -> Option<Option<u8>> {
    if matches!(value, "inherit" | "unset" | "initial" | "revert") {
        return None;
    }
    // Places, pictures and signs are no numbers.
    Some(value.split_whitespace().find_map(|word| match word {
        "lower-alpha" | "lower-latin" => Some(b'a'),
        "upper-alpha" | "upper-latin" => Some(b'A'),
        "lower-roman" => Some(b'i'),
        "upper-roman" => Some(b'I'),
        "none" | "disc" | "circle" | "square" | "inside" | "outside" | "disclosure-open"
        | "disclosure-closed" => None,
        _ if word.starts_with(['"', '\'']) || word.contains(['(', ')']) => None,
        _ => Some(b'1'),
    }))
}

fn alphabetic(value: i64) -> Option<String> {
    if !(1..=100_000).contains(&value) {
        return None;
    }
    let (mut value, mut letters) = (value, Vec::new());
    while value > 0 {
        let rest = (value - 1) % 26;
        letters.push(char::from(b'a' + rest as u8));
        value = (value - 1) / 26;
    }
    Some(letters.iter().rev().collect())
}

fn roman(value: i64) -> Option<String> {
    let value = u32::try_from(value).ok()?;
    (1..4000).contains(&value).then(|| crate::roman::write(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_as_the_list_says() {
        let printed = [(4, b'1'), (28, b'a'), (14, b'I'), (0, b'i'), (-3, b'1')]
            .map(|(value, style)| number(value, style));
        assert_eq!(printed, ["4.", "ab.", "XIV.", "0.", "-3."]);
    }
}
