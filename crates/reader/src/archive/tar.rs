//! TAR archives: a header before each member (v7, ustar, GNU and pax).

use super::{CUT, Found, MOST, Member, SPARSE, What};
use crate::enclose::Enclosing;
use crate::encoding;
use probata_report::Span;

const BLOCK: usize = 512;
/// Longest record of names and other sayings, in bytes.
const LONGEST: usize = 1 << 20;

/// True if the bytes begin with the header of a member.
pub(crate) fn is_tar(bytes: &[u8]) -> bool {
    bytes.get(..BLOCK).is_some_and(is_header)
}

/// The sum over a header's bytes, with its own field as spaces, stands in it.
fn is_header(block: &[u8]) -> bool {
    let Some(stated) = octal(&block[148..156]) else { return false };
    let sum = |of: fn(u8) -> i64| -> i64 {
        let own = |index: usize| (148..156).contains(&index);
        block.iter().enumerate().map(|(index, byte)| if own(index) { 32 } else { of(*byte) }).sum()
    };
    // Old programs took bytes for numbers with a sign.
    let is_sum = stated == sum(i64::from) || stated == sum(|byte| i64::from(byte.cast_signed()));
    is_sum && block[0] != 0
}

fn octal(field: &[u8]) -> Option<i64> {
    if field[0] & 0x80 != 0 {
        // GNU: a binary number for what octal digits cannot hold.
        let rest = field[1..].iter().try_fold(i64::from(field[0] & 0x3f), |value, byte| {
            value.checked_mul(256)?.checked_add(i64::from(*byte))
        });
        return rest.filter(|_| field[0] & 0x40 == 0);
    }
    let digits = field.split(|byte| *byte == 0).next().unwrap_or_default().trim_ascii();
    let digits = std::str::from_utf8(digits).ok()?;
    if digits.is_empty() { Some(0) } else { i64::from_str_radix(digits, 8).ok() }
}

/// What records before a header say in its stead.
#[derive(Default)]
struct Said {
    name: Option<String>,
    link: Option<String>,
    size: Option<u64>,
    modified: Option<i64>,
    sparse: bool,
}

/// Walks over an archive.
struct Walk<'a, 'b> {
    file: &'b [u8],
    at: usize,
    found: Found,
    said: Said,
    enclosing: &'a mut Enclosing,
}

/// What is in the archive.
pub(super) fn members(file: &[u8], enclosing: &mut Enclosing) -> Found {
    let mut walk = Walk { file, at: 0, found: Found::default(), said: Said::default(), enclosing };
    let (mut ended, mut behind, mut damaged) = (false, 0, None);
    while let Some(block) = file.get(walk.at..walk.at + BLOCK) {
        if block.iter().all(|byte| *byte == 0) {
            ended = true;
            walk.at += BLOCK;
        } else if is_header(block) {
            behind += usize::from(ended);
            ended = false;
            walk.header(block);
        } else {
            damaged.get_or_insert(walk.at);
            walk.at += BLOCK;
        }
    }
    if let Some(at) = damaged {
        let why = "there is no member's header where one should stand: the archive is damaged; what stands behind was looked for; copy it again";
        walk.found.missing.push((format!("byte {at}"), why.to_owned()));
    } else if !ended {
        let why = "the archive has no end: it may have been cut off; copy it again";
        walk.found.missing.push(("end of the archive".to_owned(), why.to_owned()));
    }
    if behind > 0 {
        walk.found.remarks.push("members stand behind the archive's end: they were read too".to_owned());
    }
    walk.found
}

impl Walk<'_, '_> {
    fn header(&mut self, block: &[u8]) {
        let kind = block[156];
        let size = octal(&block[124..136]).and_then(|size| u64::try_from(size).ok()).unwrap_or(0);
        let data = self.at + BLOCK;
        match kind {
            b'L' | b'K' | b'x' | b'g' | b'X' => {
                let span = Span::new(
                    data,
                    data.saturating_add(usize::try_from(size).unwrap_or(usize::MAX)).min(self.file.len()),
                );
                self.record(kind, span);
                self.step(data, size);
            }
            _ => {
                let said = std::mem::take(&mut self.said);
                let size = said.size.unwrap_or(size);
                let has_data = matches!(kind, 0 | b'0' | b'7' | b'S' | b'M' | b'D' | b'V')
                    || !(b'0'..=b'6').contains(&kind);
                self.member(block, said, if has_data { size } else { 0 });
                self.step(data, if has_data { size } else { 0 });
            }
        }
    }

    /// Goes behind a member's data.
    fn step(&mut self, data: usize, size: u64) {
        let size = usize::try_from(size).unwrap_or(usize::MAX).min(self.file.len());
        self.at = data.saturating_add(size.div_ceil(BLOCK) * BLOCK);
    }

    /// A record that says something of the next member.
    fn record(&mut self, kind: u8, span: Span) {
        let bytes = &self.file[span.start..span.end.min(span.start + LONGEST).max(span.start)];
        match kind {
            b'L' => self.said.name = Some(text(bytes)),
            b'K' => self.said.link = Some(text(bytes)),
            // What is said of all members is of no use here.
            b'g' => {}
            _ => self.pax(bytes),
        }
    }

    /// `22 path=scans/letter.pdf\n`, one behind the other.
    fn pax(&mut self, mut bytes: &[u8]) {
        while let Some(space) = memchr::memchr(b' ', &bytes[..bytes.len().min(20)]) {
            let length =
                std::str::from_utf8(&bytes[..space]).ok().and_then(|digits| digits.parse::<usize>().ok());
            let Some(length) = length.filter(|length| *length > space + 1 && *length <= bytes.len()) else {
                return;
            };
            let record = &bytes[space + 1..length];
            bytes = &bytes[length..];
            let record = record.strip_suffix(b"\n").unwrap_or(record);
            let Some(equals) = memchr::memchr(b'=', record) else { continue };
            let (key, value) = (&record[..equals], text(&record[equals + 1..]));
            match key {
                b"path" => self.said.name = Some(value),
                b"GNU.sparse.name" => (self.said.name, self.said.sparse) = (Some(value), true),
                b"linkpath" => self.said.link = Some(value),
                b"size" => self.said.size = value.parse().ok(),
                b"mtime" => {
                    self.said.modified = value.split('.').next().and_then(|seconds| seconds.parse().ok())
                }
                _ if key.starts_with(b"GNU.sparse") => self.said.sparse = true,
                _ => {}
            }
        }
    }

    fn member(&mut self, block: &[u8], said: Said, size: u64) {
        if self.found.members.len() >= MOST {
            self.found.more += 1;
            return;
        }
        let kind = block[156];
        let field =
            |from: usize, to: usize| block[from..to].split(|byte| *byte == 0).next().unwrap_or_default();
        let (short, prefix) = (field(0, 100), field(345, 500));
        let is_ustar = &block[257..262] == b"ustar" && &block[257..265] != b"ustar  \0";
        let (name, source) = match said.name {
            Some(name) => (name, Span::default()),
            None if is_ustar && !prefix.is_empty() => {
                (text(&[prefix, b"/", short].concat()), Span::default())
            }
            None => (text(short), Span::new(self.at, self.at + short.len())),
        };
        let link = said.link.unwrap_or_else(|| text(field(157, 257)));
        let seconds = said
            .modified
            .or_else(|| octal(&block[136..148]))
            .filter(|seconds| (1..253_402_300_800).contains(seconds));
        let what = match kind {
            b'1' => What::Other(format!("another name of {}", crate::enclose::shown(&link))),
            b'2' => What::Other(format!("link to {} (not followed)", crate::enclose::shown(&link))),
            b'3' | b'4' | b'6' => What::Other("device (not read)".to_owned()),
            b'5' => What::Folder,
            b'S' => What::Closed(SPARSE),
            _ if said.sparse => What::Closed(SPARSE),
            b'V' => What::Other("name of the volume".to_owned()),
            b'M' => What::Closed(CUT),
            _ if kind == 0 && name.ends_with('/') => What::Folder,
            _ => self.data(size),
        };
        let place = format!("member {}", self.found.members.len() + 1);
        let modified = seconds.map(crate::mail::moment).unwrap_or_default();
        self.found.members.push(Member { name, source, bytes: size, modified, place, what });
    }

    fn data(&mut self, size: u64) -> What {
        let start = self.at + BLOCK;
        let Ok(size) = usize::try_from(size) else { return What::Closed(CUT) };
        let whole = self.file.get(start..start.saturating_add(size));
        let bytes = whole.or_else(|| self.file.get(start..)).unwrap_or_default();
        if !self.enclosing.reserve(bytes.len()) {
            return What::NoRoom;
        }
        if whole.is_some() { What::File(bytes.to_vec()) } else { What::Faulty(bytes.to_vec(), CUT) }
    }
}

fn text(bytes: &[u8]) -> String {
    let bytes = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
    encoding::decode(bytes, None).text
}
