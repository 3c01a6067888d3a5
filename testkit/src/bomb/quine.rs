//! A ZIP archive whose only member is the archive itself, byte for byte (after Russ Cox, "Zip Files All The Way Down").
//!
//! A packed stream is a list of commands: "put down these bytes" and "repeat the last n bytes". The list is made so that what it
//! puts down is the archive's head, the list itself and the archive's end. The check sum of the archive stands in the archive
//! four times; since a check sum is linear in every bit of what it sums, the one that is right is found by solving 32 equations.

use super::container::{Member, closed};
use flate2::Crc;

/// Bytes that the commands in the middle put down at a time.
const STEP: usize = 30;
/// Bytes of a command that repeats.
const REPEAT: usize = 10;
/// A command that does nothing.
const NOTHING: [u8; 5] = [0, 0, 0, 0xff, 0xff];
/// The name of the member.
const NAME: &[u8] = b"again.zip";

/// The archive.
pub fn quine() -> Option<Vec<u8>> {
    let plain = with_sum(0)?;
    let sum = |file: &[u8]| {
        let mut crc = Crc::new();
        crc.update(file);
        crc.sum()
    };
    let start = sum(&plain);
    let columns: Option<Vec<u32>> =
        (0..32).map(|bit| Some(sum(&with_sum(1 << bit)?) ^ start ^ (1 << bit))).collect();
    with_sum(solved(&columns?, start)?)
}

/// The `x` for which the columns chosen by its bits add up to `wanted`, without carrying.
fn solved(columns: &[u32], wanted: u32) -> Option<u32> {
    // Rows of 32 coefficients and what they add up to.
    let row = |bit: usize| {
        let row = columns
            .iter()
            .enumerate()
            .fold(0_u64, |row, (at, column)| row | u64::from(column >> bit & 1) << at);
        row | u64::from(wanted >> bit & 1) << 32
    };
    let mut rows: Vec<u64> = (0..32).map(row).collect();
    for at in 0..32 {
        let pivot = (at..32).find(|row| rows[*row] >> at & 1 == 1)?;
        rows.swap(at, pivot);
        let chosen = rows[at];
        for (other, row) in rows.iter_mut().enumerate() {
            if other != at && *row >> at & 1 == 1 {
                *row ^= chosen;
            }
        }
    }
    Some(rows.iter().enumerate().fold(0, |x, (at, row)| x | ((row >> 32 & 1) as u32) << at))
}

/// The archive as it would be if `crc` were its check sum.
fn with_sum(crc: u32) -> Option<Vec<u8>> {
    // The lengths do not depend on what the headers say.
    let (size, whole) = {
        let (head, stream) = parts(&Member { packed: Vec::new(), ..member(crc, 0) }, 0)?;
        (stream.len(), head.len() + stream.len() + tail(&member(crc, 0), 0, 0).len())
    };
    let told = member(crc, whole as u32);
    let (head, stream) = parts(&told, size)?;
    Some([head, stream, tail(&told, size, whole)].concat())
}

fn member(crc: u32, length: u32) -> Member {
    Member { name: NAME.to_vec(), method: 8, packed: Vec::new(), crc, length }
}

/// The archive's end; `whole` is the archive's length.
fn tail(told: &Member, size: usize, whole: usize) -> Vec<u8> {
    let mut entry = told.entry(0);
    entry[20..24].copy_from_slice(&(size as u32).to_le_bytes());
    let mut end = closed(Vec::new(), &entry, 1);
    let length = end.len();
    let list = whole.saturating_sub(length) as u32;
    end[length - 6..length - 2].copy_from_slice(&list.to_le_bytes());
    end
}

/// The archive's head and its packed stream.
fn parts(told: &Member, size: usize) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut head = told.head();
    head[18..22].copy_from_slice(&(size as u32).to_le_bytes());
    let whole = told.length as usize;
    // The last block of the stream, which is empty, and what stands behind the stream.
    let end = [&[1, 0, 0, 0xff, 0xff][..], &tail(told, size, whole)].concat();
    let first = head.len() + 5;
    let (again, step) = (repeat(first, REPEAT)?, repeat(STEP, REPEAT)?);
    // The commands before the last one and the end, and what the last one repeats.
    let last = (end.len() + 1..end.len() + 64).find_map(|all| repeat(all, all - end.len()))?;
    let closing = [&last[..], &end].concat();
    let (put_step, put_closing) = (put(STEP), put(closing.len()));
    let mut out = Vec::new();
    let mut say = |pieces: &[&[u8]]| pieces.iter().for_each(|piece| out.extend_from_slice(piece));
    say(&[&put(first), &head, &put(first)]);
    say(&[&again]);
    say(&[&put(REPEAT), &again]);
    say(&[&put(5), &put(REPEAT)]);
    say(&[&NOTHING]);
    say(&[&put_step, &again, &put(5), &put(REPEAT), &NOTHING, &put_step]);
    say(&[&step]);
    say(&[&put_step, &step, &put_step, &step, &put_step]);
    say(&[&step]);
    say(&[&put_step, &step, &NOTHING, &NOTHING, &NOTHING, &put_closing]);
    say(&[&step]);
    say(&[&NOTHING, &NOTHING, &NOTHING, &put_closing, &closing]);
    say(&[&last, &end[..5]]);
    Some((head, out))
}

/// The command that puts down the `length` bytes behind it.
fn put(length: usize) -> [u8; 5] {
    let (length, other) = ((length as u16).to_le_bytes(), (!(length as u16)).to_le_bytes());
    [0, length[0], length[1], other[0], other[1]]
}

/// The command, in `size` bytes, that repeats the last `count` bytes.
fn repeat(count: usize, size: usize) -> Option<Vec<u8>> {
    let bits = (size * 8).checked_sub(10)?;
    // Blocks that are empty take 10 bits each.
    (0..=bits / 10).find_map(|blocks| {
        let lengths = copies(count, count, bits - 10 * blocks, 8)?;
        let mut out = Bits::default();
        for _ in 0..blocks {
            out.add(0b010, 3);
            out.add(0, 7);
        }
        out.add(0b010, 3);
        lengths.iter().for_each(|length| out.copy(*length, count));
        out.add(0, 7);
        Some(out.bytes)
    })
}

/// Lengths that add up to `left` and whose codes take `bits` in all.
fn copies(left: usize, distance: usize, bits: usize, most: usize) -> Option<Vec<usize>> {
    if left == 0 {
        return (bits == 0).then(Vec::new);
    }
    if most == 0 {
        return None;
    }
    // Long ones first; what is left over is none or enough for another.
    let fits = |length: &usize| left == *length || left >= *length + 3;
    (3..=left.min(114)).rev().filter(fits).find_map(|length| {
        let of_one = 7 + length_code(length).1 + 5 + distance_code(distance).1;
        let mut all = copies(left - length, distance, bits.checked_sub(of_one as usize)?, most - 1)?;
        all.push(length);
        Some(all)
    })
}

/// Code, extra bits and their value for a length up to 114.
fn length_code(length: usize) -> (u32, u32, u32) {
    let (mut code, mut from) = (257, 3);
    for extra in [0, 0, 1, 2, 3, 4] {
        for _ in 0..4 {
            if length < from + (1 << extra) {
                return (code, extra, (length - from) as u32);
            }
            (code, from) = (code + 1, from + (1 << extra));
        }
    }
    (code, 4, 0)
}

/// Code, extra bits and their value for a distance.
fn distance_code(distance: usize) -> (u32, u32, u32) {
    let (mut code, mut from) = (0, 1);
    for extra in [0, 0].into_iter().chain(1..14) {
        for _ in 0..2 {
            if distance < from + (1 << extra) {
                return (code, extra, (distance - from) as u32);
            }
            (code, from) = (code + 1, from + (1 << extra));
        }
    }
    (code, 0, 0)
}

/// Bits, the lowest of each byte first.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    count: usize,
}

impl Bits {
    fn add(&mut self, value: u32, bits: u32) {
        for bit in 0..bits {
            if self.count.is_multiple_of(8) {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= ((value >> bit & 1) as u8) << (self.count % 8);
            }
            self.count += 1;
        }
    }

    /// A code, whose highest bit comes first.
    fn code(&mut self, value: u32, bits: u32) {
        (0..bits).rev().for_each(|bit| self.add(value >> bit & 1, 1));
    }

    fn copy(&mut self, length: usize, distance: usize) {
        let (code, extra, value) = length_code(length);
        self.code(code - 256, 7);
        self.add(value, extra);
        let (code, extra, value) = distance_code(distance);
        self.code(code, 5);
        self.add(value, extra);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};

    #[test]
    fn the_archive_holds_itself() {
        let file = quine().expect("equations that can be solved");
        let mut archive = zip::ZipArchive::new(Cursor::new(&file)).expect("a container");
        let (mut inside, mut member) = (Vec::new(), archive.by_index(0).expect("a member"));
        member.read_to_end(&mut inside).expect("a whole member, its check sum right");
        assert_eq!(inside, file);
    }
}
