//! ZIP and TAR containers written byte by byte, so that they can say what is not so.

use super::packed::Packed;
use crate::pdf::deflate;
use flate2::Crc;

/// A member as its headers tell it.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its name, whatever it may be.
    pub name: Vec<u8>,
    /// 0 for stored, 8 for deflated.
    pub method: u16,
    /// Its bytes as they lie in the container.
    pub packed: Vec<u8>,
    /// The check sum that the headers tell.
    pub crc: u32,
    /// The length of what unpacks that they tell.
    pub length: u32,
}

impl Member {
    /// A member that is what it says.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        let zlib = deflate(bytes);
        // Behind the head of two bytes and before the check sum of four.
        let packed = zlib.get(2..zlib.len().saturating_sub(4)).unwrap_or_default().to_vec();
        let mut crc = Crc::new();
        crc.update(bytes);
        Self { name: name.into(), method: 8, packed, crc: crc.sum(), length: bytes.len() as u32 }
    }

    /// A member that unpacks to much.
    pub fn swollen(name: &str, packed: Packed) -> Self {
        Self {
            name: name.into(),
            method: 8,
            packed: packed.bytes,
            crc: packed.sum.sum(),
            length: u32::try_from(packed.length).unwrap_or(u32::MAX),
        }
    }

    /// The header before the member.
    pub fn head(&self) -> Vec<u8> {
        let mut out = b"PK\x03\x04\x14\0\0\x08".to_vec();
        out.extend_from_slice(&self.about());
        out.extend_from_slice(&[0, 0]);
        out.extend_from_slice(&self.name);
        out
    }

    /// Its entry in the list at the end.
    pub fn entry(&self, at: u32) -> Vec<u8> {
        let mut out = b"PK\x01\x02\x14\0\x14\0\0\x08".to_vec();
        out.extend_from_slice(&self.about());
        out.extend_from_slice(&[0; 12]);
        out.extend_from_slice(&at.to_le_bytes());
        out.extend_from_slice(&self.name);
        out
    }

    /// Method, time, check sum, lengths, length of the name: the same in both places.
    fn about(&self) -> Vec<u8> {
        let mut out = self.method.to_le_bytes().to_vec();
        // The first of January 1980, which is the first day that there is.
        out.extend_from_slice(&[0, 0, 0x21, 0]);
        out.extend_from_slice(&self.crc.to_le_bytes());
        out.extend_from_slice(&(self.packed.len() as u32).to_le_bytes());
        out.extend_from_slice(&self.length.to_le_bytes());
        out.extend_from_slice(&(self.name.len() as u16).to_le_bytes());
        out
    }
}

/// A container of these members.
pub fn zip(members: &[Member]) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for member in members {
        list.extend_from_slice(&member.entry(out.len() as u32));
        out.extend_from_slice(&member.head());
        out.extend_from_slice(&member.packed);
    }
    closed(out, &list, members.len())
}

/// The list of members and what ends a container, behind the members.
pub fn closed(mut out: Vec<u8>, list: &[u8], count: usize) -> Vec<u8> {
    let at = out.len() as u32;
    out.extend_from_slice(list);
    let count = (count as u16).to_le_bytes();
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    out.extend_from_slice(&[count, count].concat());
    out.extend_from_slice(&(list.len() as u32).to_le_bytes());
    out.extend_from_slice(&at.to_le_bytes());
    out.extend_from_slice(&[0, 0]);
    out
}

/// `count` members, each of which holds the header of the next in its stream as stored bytes, so that all of them unpack the same
/// packed bytes at the end (the overlapping files of Fifield's "A better zip bomb").
pub fn overlapping(count: usize, kernel: Packed) -> Vec<u8> {
    let Packed { bytes: mut packed, mut sum, mut length } = kernel;
    let mut members = Vec::new();
    for number in (0..count).rev() {
        let name = format!("{number}.txt").into_bytes();
        let member =
            Member { name, method: 8, packed: packed.clone(), crc: sum.sum(), length: length as u32 };
        let head = member.head();
        // How far before the end of all members this one begins.
        members.push((
            packed.len() + head.len(),
            Member { packed: Vec::new(), ..member.clone() },
            packed.len(),
        ));
        let size = head.len() as u16;
        // A stored block, not the last one, whose bytes are the header that follows.
        let block: &[u8] = &[&[0][..], &size.to_le_bytes(), &(!size).to_le_bytes()].concat();
        let mut longer = Crc::new();
        longer.update(&head);
        longer.combine(&sum);
        (sum, length) = (longer, length + head.len() as u64);
        packed = [if number == 0 { &[] } else { block }, &head, &packed].concat();
    }
    let whole = packed.len();
    let list: Vec<u8> = members
        .iter()
        .rev()
        .flat_map(|(from_end, member, size)| {
            let mut entry = member.entry((whole - from_end) as u32);
            entry[20..24].copy_from_slice(&(*size as u32).to_le_bytes());
            entry
        })
        .collect();
    closed(packed, &list, count)
}

/// A TAR member: its header, its bytes, and zeros up to the next one.
pub fn tar_member(name: &[u8], kind: u8, link: &[u8], length: u64, bytes: &[u8]) -> Vec<u8> {
    let mut head = vec![0; 512];
    let mut put = |at: usize, what: &[u8]| head[at..at + what.len()].copy_from_slice(what);
    put(0, &name[..name.len().min(100)]);
    put(100, b"0000644\0");
    put(108, b"0000000\0");
    put(116, b"0000000\0");
    put(124, format!("{length:011o}\0").as_bytes());
    put(136, b"00000000000\0");
    put(148, b"        ");
    put(156, &[kind]);
    put(157, &link[..link.len().min(100)]);
    put(257, b"ustar\x0000");
    let sum: u32 = head.iter().map(|byte| u32::from(*byte)).sum();
    head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    head.extend_from_slice(bytes);
    head.resize(head.len().next_multiple_of(512), 0);
    head
}

/// A TAR file of members.
pub fn tar(members: &[Vec<u8>]) -> Vec<u8> {
    let mut out = members.concat();
    out.resize(out.len() + 1024, 0);
    out
}

#[cfg(test)]
mod tests {
    use super::super::packed::swollen;
    use super::*;
    use std::io::{Cursor, Read};

    #[test]
    fn overlapping_members_all_unpack_the_same_bytes() {
        let file = overlapping(5, swollen(b"", b"Velsk ", 1, b"end"));
        let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a container");
        assert_eq!(archive.len(), 5);
        for number in 0..5 {
            let (mut all, mut member) = (Vec::new(), archive.by_index(number).expect("a member"));
            member.read_to_end(&mut all).expect("a whole member");
            assert!(all.ends_with(b"end") && all.len() > 1 << 20, "{number}: {}", all.len());
        }
    }
}
