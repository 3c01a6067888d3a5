//! Damage to bytes, whatever they mean.

use super::Chance;

/// Numbers at the edge of what fits.
const NUMBERS: [&[u8]; 14] = [
    b"0",
    b"-1",
    b"1",
    b"255",
    b"65536",
    b"2147483647",
    b"2147483648",
    b"4294967295",
    b"9223372036854775807",
    b"18446744073709551616",
    b"-2147483648",
    b"0.0000001",
    b"1e400",
    b"99999999999999999999999999999999999999999",
];

/// A copy with one to eight changes.
pub fn changed(file: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut copy = file.to_vec();
    for _ in 0..=chance.below(8) {
        change(&mut copy, chance);
    }
    copy
}

/// The beginning of one file and the end of another.
pub fn spliced(file: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let (head, tail) = (chance.below(file.len()), chance.below(other.len()));
    [&file[..head], &other[tail..]].concat()
}

fn change(copy: &mut Vec<u8>, chance: &mut Chance) {
    let length = copy.len();
    if length == 0 {
        return;
    }
    let at = chance.below(length);
    match chance.below(11) {
        0 | 1 => copy[at] ^= 1 << chance.below(8),
        2 => copy[at] = [0, 0xff, 0x7f, 0x80, b'<', b'>', b'"', b'\n', b'(', b'\\'][chance.below(10)],
        3 => drop(copy.drain(chance.stretch(length, 64))),
        4 => {
            let piece = copy[chance.stretch(length, 200)].to_vec();
            let piece = piece.repeat(1 + chance.below(40));
            drop(copy.splice(at..at, piece));
        }
        5 => {
            let piece: Vec<u8> = copy.drain(chance.stretch(length, 400)).collect();
            let to = chance.below(copy.len() + 1);
            drop(copy.splice(to..to, piece));
        }
        6 => {
            let piece: Vec<u8> = (0..1 + chance.below(16)).map(|_| chance.number() as u8).collect();
            drop(copy.splice(at..at, piece));
        }
        7 if chance.below(3) == 0 => copy.truncate(at),
        8 => {
            let number = [0_u32, 1, 0x7fff_ffff, 0x8000_0000, u32::MAX][chance.below(5)];
            let bytes = if chance.below(2) == 0 { number.to_le_bytes() } else { number.to_be_bytes() };
            let wide = [1, 2, 4][chance.below(3)];
            copy.iter_mut().skip(at).zip(&bytes[..wide]).for_each(|(place, byte)| *place = *byte);
        }
        9 => {
            // Bytes of one place over those of another.
            let piece = copy[chance.stretch(length, 32)].to_vec();
            copy.iter_mut().skip(at).zip(piece).for_each(|(place, byte)| *place = byte);
        }
        _ => number(copy, at, chance),
    }
}

/// Another number in place of the next one written in digits.
fn number(copy: &mut Vec<u8>, at: usize, chance: &mut Chance) {
    let Some(from) = copy[at..].iter().position(u8::is_ascii_digit).map(|from| from + at) else { return };
    let length = copy[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let other = NUMBERS[chance.below(NUMBERS.len())].iter().copied();
    drop(copy.splice(from..from + length, other));
}
