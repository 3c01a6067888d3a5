//! Pictures that lie in the page itself (`data:`).

use super::tokens::StartTag;
use crate::unseen::{Size, length, named};

/// A pixel of a style sheet, in centimetres.
const PIXEL: f64 = 2.54 / 96.0;
/// Letters of base 64 that tell a picture's own size.
const HEAD: usize = 64;

/// What a picture is that lies in the page, in words; none if it is small, or lies elsewhere.
pub(super) fn unseen(tag: &StartTag) -> Option<String> {
    let source = tag.get("src")?.trim();
    let is_data = source.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("data:image/"));
    let kind = source.get(5..)?.split([';', ',']).next()?;
    if !is_data {
        return None;
    }
    let of = |name: &str| styled(tag, name).or_else(|| tag.get(name).and_then(length));
    named(kind.rsplit('/').next()?, of("width").zip(of("height")).or_else(|| own_size(source)))
}

fn styled(tag: &StartTag, wanted: &str) -> Option<f64> {
    let declared = tag.get("style")?.split(';').filter_map(|one| one.split_once(':'));
    declared.filter(|(name, _)| name.trim().eq_ignore_ascii_case(wanted)).find_map(|(_, value)| length(value))
}

/// The size that a PNG or GIF says that it has.
fn own_size(source: &str) -> Option<Size> {
    let (head, data) = source.split_once(',')?;
    if !head.ends_with("base64") {
        return None;
    }
    let head: Vec<u8> = data.bytes().filter(|byte| !byte.is_ascii_whitespace()).take(HEAD).collect();
    let (bytes, _) = crate::base64::decoded(&head);
    let (width, height) = if bytes.starts_with(b"\x89PNG") {
        let of = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        (f64::from(of(16)?), f64::from(of(20)?))
    } else if bytes.starts_with(b"GIF8") {
        let of = |at: usize| Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
        (f64::from(of(6)?), f64::from(of(8)?))
    } else {
        return None;
    };
    Some((width * PIXEL, height * PIXEL))
}
