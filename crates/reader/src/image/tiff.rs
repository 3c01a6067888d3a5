//! TIFF: directories of tags, which EXIF uses too.

use super::{Picture, cut, exif, iptc, xmp};
use crate::octets::{Order, index};
use std::collections::HashSet;

/// Pages that are counted.
const MOST_PAGES: usize = 100_000;
/// Tags of one directory that are looked at.
const MOST_TAGS: usize = 4_096;
/// Strips or tiles of one page that are looked at.
const MOST_STRIPS: usize = 1_000_000;

/// Bytes with directories in them; offsets count from their start.
#[derive(Clone, Copy)]
pub(super) struct Tiff<'b> {
    pub bytes: &'b [u8],
    pub order: Order,
}

/// One tag of a directory: its number, its type, how many values, and their bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'b> {
    pub number: u16,
    pub kind: u16,
    pub values: &'b [u8],
    pub order: Order,
}

/// One directory.
#[derive(Default)]
pub(super) struct Directory<'b> {
    pub tags: Vec<Tag<'b>>,
    /// Offset of the next one; 0 if it is the last.
    pub next: u32,
    /// Values that lie beyond the end.
    pub lost: usize,
}

impl<'b> Tiff<'b> {
    /// If the bytes begin as a TIFF does.
    pub fn of(bytes: &'b [u8]) -> Option<Self> {
        let order = match bytes.get(..4)? {
            b"II*\0" => Order::Little,
            b"MM\0*" => Order::Big,
            _ => return None,
        };
        Some(Self { bytes, order })
    }

    /// Offset of the first directory.
    pub fn first(&self) -> u32 {
        self.order.u32(self.bytes, 4).unwrap_or(0)
    }

    /// The directory at an offset; none if it lies beyond the end.
    pub fn directory(&self, at: u32) -> Option<Directory<'b>> {
        let at = index(at);
        let count = usize::from(self.order.u16(self.bytes, at)?);
        let mut found = Directory::default();
        for number in 0..count.min(MOST_TAGS) {
            match self.tag(at + 2 + 12 * number) {
                Some(tag) => found.tags.push(tag),
                None => found.lost += 1,
            }
        }
        found.next = self.order.u32(self.bytes, at + 2 + 12 * count).unwrap_or(0);
        Some(found)
    }

    fn tag(&self, at: usize) -> Option<Tag<'b>> {
        let (number, kind) = (self.order.u16(self.bytes, at)?, self.order.u16(self.bytes, at + 2)?);
        let count = index(self.order.u32(self.bytes, at + 4)?);
        let length = count.checked_mul(size(kind))?;
        let start = if length <= 4 { at + 8 } else { index(self.order.u32(self.bytes, at + 8)?) };
        let values = self.bytes.get(start..start.checked_add(length)?)?;
        Some(Tag { number, kind, values, order: self.order })
    }
}

/// Bytes of one value.
fn size(kind: u16) -> usize {
    match kind {
        3 | 8 => 2,
        4 | 9 | 11 | 13 => 4,
        5 | 10 | 12 => 8,
        _ => 1,
    }
}

impl<'b> Directory<'b> {
    pub fn tag(&self, number: u16) -> Option<&Tag<'b>> {
        self.tags.iter().find(|tag| tag.number == number)
    }

    pub fn number(&self, number: u16) -> Option<u32> {
        self.tag(number)?.number_at(0)
    }
}

impl Tag<'_> {
    /// A whole number.
    pub fn number_at(&self, at: usize) -> Option<u32> {
        match self.kind {
            1 | 7 => self.values.get(at).map(|value| u32::from(*value)),
            3 => self.order.u16(self.values, at.checked_mul(2)?).map(u32::from),
            4 | 9 | 13 => self.order.u32(self.values, at.checked_mul(4)?),
            _ => None,
        }
    }

    /// A fraction, as the two numbers that it is written with.
    pub fn fraction_at(&self, at: usize) -> Option<(i64, i64)> {
        let number = |at| self.order.u32(self.values, at);
        let (above, below) = (number(at.checked_mul(8)?)?, number(at.checked_mul(8)? + 4)?);
        match self.kind {
            5 => Some((i64::from(above), i64::from(below))),
            10 => Some((i64::from(above.cast_signed()), i64::from(below.cast_signed()))),
            _ => None,
        }
    }

    /// How many values.
    pub fn count(&self) -> usize {
        self.values.len() / size(self.kind)
    }
}

pub(super) fn look(bytes: &[u8], picture: &mut Picture) {
    let Some(tiff) = Tiff::of(bytes) else { return };
    exif::look(bytes, picture);
    let mut seen = HashSet::new();
    let (mut at, mut pages, mut whole) = (tiff.first(), 0, true);
    while at != 0 && pages < MOST_PAGES && seen.insert(at) {
        let Some(directory) = tiff.directory(at) else {
            whole = false;
            break;
        };
        // A smaller copy of the page is no page.
        let is_copy = directory.number(254).is_some_and(|kind| kind & 1 == 1);
        pages += usize::from(!is_copy);
        if !is_copy && picture.size.is_none() {
            picture.size = directory.number(256).zip(directory.number(257));
        }
        whole &= directory.lost == 0 && lies_in(&directory, bytes.len());
        if let Some(tag) = directory.tag(700) {
            xmp::look(tag.values, picture);
        }
        if let Some(tag) = directory.tag(33_723) {
            iptc::records(tag.values, picture);
        }
        if let Some(tag) = directory.tag(34_377) {
            iptc::look(tag.values, picture);
        }
        at = directory.next;
    }
    picture.pages = pages.max(1);
    if !whole {
        cut(picture);
    }
}

/// True if all strips or tiles of a page lie in the file.
fn lies_in(directory: &Directory<'_>, length: usize) -> bool {
    let lie = |starts: u16, lengths: u16| {
        let (Some(starts), Some(lengths)) = (directory.tag(starts), directory.tag(lengths)) else {
            return true;
        };
        (0..starts.count().min(MOST_STRIPS)).all(|at| {
            let end = starts.number_at(at).map(u64::from).unwrap_or(0)
                + lengths.number_at(at).map(u64::from).unwrap_or(0);
            end <= length as u64
        })
    };
    lie(273, 279) && lie(324, 325)
}
