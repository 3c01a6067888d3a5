//! Text of four bytes a character (UTF-32).

use super::{BadBytes, Decoded, LOOK};
use crate::source_map::{SourceMap, Unit};

/// Which byte of four comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Little,
    Big,
}

/// UTF-32 and where its text begins: by its mark, or by zeros at the two places where no character has any other.
pub(super) fn utf32(bytes: &[u8]) -> Option<(Order, usize)> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] if bytes.len().is_multiple_of(4) => return Some((Order::Little, 4)),
        [0, 0, 0xFE, 0xFF, ..] => return Some((Order::Big, 4)),
        _ => {}
    }
    let look = &bytes[..bytes.len().min(LOOK) & !3];
    let is_all =
        |order: Order| look.chunks_exact(4).all(|four| one_of_four(four, order).is_some_and(|c| c != '\0'));
    let order = [Order::Little, Order::Big].into_iter().find(|order| is_all(*order))?;
    (look.len() >= 8 && bytes.len().is_multiple_of(4)).then_some((order, 0))
}

fn one_of_four(four: &[u8], order: Order) -> Option<char> {
    let four: [u8; 4] = four.try_into().ok()?;
    char::from_u32(match order {
        Order::Little => u32::from_le_bytes(four),
        Order::Big => u32::from_be_bytes(four),
    })
}

/// UTF-32 from `start` on; what is no character is replaced and listed.
pub(super) fn by_four(bytes: &[u8], order: Order, start: usize) -> Decoded {
    let mut map = SourceMap::new(Unit::Four, start, bytes.len());
    let (mut text, mut bad) = (String::with_capacity(bytes.len() / 4), BadBytes::default());
    for (index, four) in bytes[start..].chunks(4).enumerate() {
        let one = one_of_four(four, order);
        bad.line += usize::from(one == Some('\n'));
        if one.is_none() {
            bad.found(start + 4 * index, four.len());
        }
        text.push(one.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    map = map.with_marks(&text);
    let encoding = if order == Order::Little { "utf-32le" } else { "utf-32be" }.to_owned();
    Decoded { text, encoding, map, missing: bad.missing("UTF-32"), guessed: false, remarks: Vec::new() }
}
