//! Files compressed by gzip: a TAR archive, or a single file.

use super::inflate::{End, unpack};
use super::{BOMB, DAMAGED, Found, Member, What, table, tar};
use crate::enclose::Enclosing;
use crate::{Options, encoding};
use flate2::bufread::MultiGzDecoder;
use probata_report::{Document, Span};

/// True if the bytes begin as gzip does.
pub(crate) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1f\x8b\x08")
}

/// Reads what is compressed by gzip.
pub(crate) fn read(path: &str, bytes: &[u8], options: &Options) -> Document {
    let mut enclosing = Enclosing::new(options.limits);
    let (unpacked, end) = unpack(MultiGzDecoder::new(bytes), bytes.len(), enclosing.room());
    if tar::is_tar(&unpacked) {
        let mut found = tar::members(&unpacked, &mut enclosing);
        drop(unpacked);
        // Places in the archive are none in the file.
        found.members.iter_mut().for_each(|member| member.source = Span::default());
        if end != End::Whole {
            let why =
                "the compressed archive is damaged or cut off; what stands before was read; copy it again";
            found.missing.push(("end of the archive".to_owned(), why.to_owned()));
        }
        return table::document(path, "tar, gzip", bytes, found, enclosing, options);
    }
    let head = Head::of(bytes);
    let name = head.name.filter(|name| !name.is_empty()).unwrap_or_else(|| bare(path));
    let size = unpacked.len() as u64;
    let what = match end {
        End::Whole | End::Damaged if !enclosing.reserve(unpacked.len()) => What::NoRoom,
        End::Whole => What::File(unpacked),
        End::Damaged => What::Faulty(unpacked, DAMAGED),
        End::Bomb => What::Closed(BOMB),
        End::NoRoom => What::NoRoom,
    };
    let member = Member {
        name,
        source: head.source,
        bytes: size,
        modified: head.modified,
        place: "member 1".to_owned(),
        what,
    };
    let found = Found { members: vec![member], ..Found::default() };
    table::document(path, "gzip", bytes, found, enclosing, options)
}

/// The file's name without what compression added to it.
fn bare(path: &str) -> String {
    let name = path.rsplit(['/', '\\', '»']).next().unwrap_or(path).trim();
    let low = name.to_ascii_lowercase();
    if low.ends_with(".tgz") {
        return format!("{}.tar", &name[..name.len() - 4]);
    }
    name[..name.len() - if low.ends_with(".gz") { 3 } else { 0 }].to_owned()
}

/// What the head of a compressed file says of the file.
#[derive(Default)]
struct Head {
    name: Option<String>,
    source: Span,
    modified: String,
}

impl Head {
    fn of(bytes: &[u8]) -> Self {
        let Some(fixed) = bytes.get(..10) else { return Self::default() };
        let seconds = u32::from_le_bytes([fixed[4], fixed[5], fixed[6], fixed[7]]);
        let modified = if seconds == 0 { String::new() } else { crate::mail::moment(i64::from(seconds)) };
        let (flags, mut at) = (fixed[3], 10);
        if flags & 4 != 0 {
            at += 2 + bytes.get(10..12).map_or(0, |two| usize::from(u16::from_le_bytes([two[0], two[1]])));
        }
        let name = (flags & 8 != 0).then(|| bytes.get(at..)).flatten();
        let end = name.and_then(|name| memchr::memchr(0, &name[..name.len().min(4096)]));
        let (Some(name), Some(end)) = (name, end) else { return Self { modified, ..Self::default() } };
        let source = Span::new(at, at + end);
        Self { name: Some(encoding::decode(&name[..end], None).text), source, modified }
    }
}
