//! HEIC, HEIF and AVIF: boxes, items and their properties.

use super::{Picture, cut, exif, xmp};
use crate::octets::{Boxes, Order, index, words};
use std::collections::BTreeMap;

/// Brands of still pictures.
const BRANDS: [&[u8]; 10] =
    [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"];
/// Items that are looked at.
const MOST: usize = 10_000;

/// True if the bytes begin as such a picture does.
pub(super) fn is_brand(bytes: &[u8]) -> bool {
    let Some(head) = Boxes::new(bytes).next() else { return false };
    let brands = head.inside.get(..head.inside.len().min(256)).unwrap_or_default();
    let major = brands.get(..4);
    major.is_some_and(|major| BRANDS.contains(&major))
        || major == Some(b"mif2") && brands.chunks(4).any(|brand| BRANDS.contains(&brand))
}

pub(super) fn look(bytes: &[u8], picture: &mut Picture) {
    let mut whole = true;
    let mut boxes = Boxes::new(bytes);
    for one in &mut boxes {
        whole &= one.whole;
        if one.kind == *b"meta" {
            about(bytes, one.inside.get(4..).unwrap_or_default(), picture);
        }
    }
    if !whole || boxes.passed() < bytes.len() {
        cut(picture);
    }
}

/// The box that tells which items there are.
fn about(bytes: &[u8], inside: &[u8], picture: &mut Picture) {
    let mut kinds: BTreeMap<u32, Vec<u8>> = BTreeMap::new();
    let mut places: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for one in Boxes::new(inside) {
        match &one.kind {
            b"iinf" => kinds = items(one.inside),
            b"iloc" => places = locations(one.inside).unwrap_or_default(),
            b"iprp" => properties(one.inside, picture),
            _ => {}
        }
    }
    let found = |kind: &[u8]| {
        let ids = kinds.iter().filter(|(_, of)| of.starts_with(kind)).map(|(id, _)| *id).collect::<Vec<_>>();
        ids.into_iter()
            .filter_map(|id| places.get(&id))
            .filter_map(|(at, length)| bytes.get(*at..at.checked_add(*length)?))
            .collect::<Vec<_>>()
    };
    for exif in found(b"Exif") {
        // Four bytes say where the facts begin behind them.
        let start = Order::Big.u32(exif, 0).map_or(usize::MAX, |skip| index(skip).saturating_add(4));
        exif::look(exif.get(start..).unwrap_or_default(), picture);
    }
    found(b"mimeapplication/rdf+xml").into_iter().for_each(|xmp| xmp::look(xmp, picture));
}

/// Kinds of items by number; for `mime` items with the type behind.
fn items(inside: &[u8]) -> BTreeMap<u32, Vec<u8>> {
    let skip = if inside.first() == Some(&0) { 6 } else { 8 };
    let mut kinds = BTreeMap::new();
    for one in
        Boxes::new(inside.get(skip..).unwrap_or_default()).filter(|one| one.kind == *b"infe").take(MOST)
    {
        let version = one.inside.first().copied().unwrap_or(0);
        let (id, at) = match version {
            2 => (Order::Big.u16(one.inside, 4).map(u32::from), 8),
            3 => (Order::Big.u32(one.inside, 4), 10),
            _ => continue,
        };
        let Some((id, kind)) = id.zip(one.inside.get(at..at + 4)) else { continue };
        let mut kind = kind.to_vec();
        if kind == b"mime" {
            // Its name ends with a zero; the type follows.
            let rest = one.inside.get(at + 4..).unwrap_or_default();
            let named = memchr::memchr(0, rest).map_or(rest.len(), |end| end + 1);
            let named = rest.get(named..).unwrap_or_default();
            kind.extend_from_slice(
                words(&named[..memchr::memchr(0, named).unwrap_or(named.len())]).as_bytes(),
            );
        }
        kinds.insert(id, kind);
    }
    kinds
}

/// Where items lie in the file: those in one piece.
fn locations(inside: &[u8]) -> Option<BTreeMap<u32, (usize, usize)>> {
    let version = *inside.first()?;
    let sizes = Order::Big.u16(inside, 4)?;
    let size = |shift: u16| usize::from(sizes >> shift & 15);
    let (offset_size, length_size, base_size, index_size) =
        (size(12), size(8), size(4), if version > 0 { size(0) } else { 0 });
    let wide = if version < 2 { 2 } else { 4 };
    let mut at = 6;
    let mut take = |length: usize| {
        let value = Order::Big.wide(inside, at, length);
        at += length;
        value
    };
    let count = take(wide)?;
    let mut places = BTreeMap::new();
    for _ in 0..count.min(MOST as u64) {
        let id = u32::try_from(take(wide)?).ok()?;
        let method = if version > 0 { take(2)? & 15 } else { 0 };
        take(2)?;
        let base = take(base_size)?;
        for extent in 0..take(2)? {
            take(index_size)?;
            let (offset, length) = (take(offset_size)?, take(length_size)?);
            if extent == 0 && method == 0 {
                places.insert(id, (index(base.saturating_add(offset)), index(length)));
            }
        }
    }
    Some(places)
}

/// Sizes of pictures; the largest is the picture itself, others are its tiles and thumbnails.
fn properties(inside: &[u8], picture: &mut Picture) {
    let container = Boxes::new(inside).find(|one| one.kind == *b"ipco");
    for one in container.into_iter().flat_map(|one| Boxes::new(one.inside)).filter(|one| one.kind == *b"ispe")
    {
        let size = Order::Big.u32(one.inside, 4).zip(Order::Big.u32(one.inside, 8));
        let area =
            |size: Option<(u32, u32)>| size.map(|(width, height)| u64::from(width) * u64::from(height));
        if area(size) > area(picture.size) {
            picture.size = size;
        }
    }
}
