//! ZIP archives, by the directory at the end; by the headers before each member where that is gone.

use super::inflate::{End, unpack};
use super::{BOMB, CHECKSUM, CUT, DAMAGED, Found, METHOD, MOST, Member, PASSWORD, SHARED, What};
use crate::enclose::{Enclosing, shown};
use crate::encoding;
use flate2::bufread::DeflateDecoder;
use memchr::memmem;
use probata_report::Span;

/// A member as the directory or a header has it.
#[derive(Debug, Clone, Default)]
struct Entry {
    name: String,
    source: Span,
    flags: u16,
    method: u16,
    checksum: u32,
    packed: u64,
    unpacked: u64,
    /// Where its header stands, if anywhere.
    header: Option<usize>,
    /// Where its bytes stand; none if its header is broken.
    data: Option<Span>,
    modified: String,
    /// Type and rights as Unix has them; 0 if it was not packed there.
    mode: u32,
    shares: bool,
}

/// What is in the archive.
pub(super) fn members(file: &[u8], enclosing: &mut Enclosing) -> Found {
    let mut found = Found::default();
    let mut end = file.len();
    let mut entries = match directory(file) {
        Some(directory) => {
            end = directory.span.start;
            let entries = listed(file, &directory, &mut found);
            if let Some(more) =
                directory.count.checked_sub(entries.len() as u64).filter(|more| *more > 0 && found.more == 0)
            {
                let why = format!(
                    "the directory announces {more} members more than it has: the archive is damaged; copy it again"
                );
                found.missing.push(("directory".to_owned(), why));
            }
            entries
        }
        None => {
            let why = "the archive's directory, which stands at its end, is gone: its members were looked for one by one; copy it again";
            found.missing.push(("directory".to_owned(), why.to_owned()));
            by_headers(file)
        }
    };
    mark_shared(&mut entries);
    if found.missing.is_empty() && found.more == 0 {
        found.missing.extend(unlisted(&file[..end], &entries).map(|why| ("archive".to_owned(), why)));
    }
    for entry in entries {
        let what = content(file, &entry, enclosing);
        let place = format!("member {}", found.members.len() + 1);
        let Entry { name, source, unpacked, modified, .. } = entry;
        found.members.push(Member { name, source, bytes: unpacked, modified, place, what });
    }
    found
}

/// Where the directory stands.
struct Directory {
    span: Span,
    count: u64,
    /// Bytes before the archive that places do not count.
    shift: usize,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

/// The directory, by the last record in the file that could announce it.
fn directory(file: &[u8]) -> Option<Directory> {
    let from = file.len().saturating_sub(65_557);
    memmem::rfind_iter(&file[from..], b"PK\x05\x06").take(64).find_map(|at| directory_before(file, from + at))
}

fn directory_before(file: &[u8], end: usize) -> Option<Directory> {
    let (mut count, mut size) = (u64::from(u16_at(file, end + 10)?), u64::from(u32_at(file, end + 12)?));
    let (mut offset, mut end) = (u64::from(u32_at(file, end + 16)?), end);
    let locator = end.checked_sub(20).filter(|at| file[*at..].starts_with(b"PK\x06\x07"));
    if let Some(locator) = locator.filter(|_| count == 0xffff || size == 0xffff_ffff || offset == 0xffff_ffff)
    {
        let stated = usize::try_from(u64_at(file, locator + 8)?).ok();
        let is_record = |at: &usize| file.get(*at..).is_some_and(|rest| rest.starts_with(b"PK\x06\x06"));
        // Where bytes stand before the archive, the record stands later than it says.
        let record = stated.filter(is_record).or_else(|| memmem::rfind(&file[..locator], b"PK\x06\x06"))?;
        (count, size, offset) =
            (u64_at(file, record + 32)?, u64_at(file, record + 40)?, u64_at(file, record + 48)?);
        end = record;
    }
    let start = end.checked_sub(usize::try_from(size).ok()?)?;
    let stated = usize::try_from(offset).ok()?;
    let begins = |at: usize| file.get(at..at + 4) == Some(b"PK\x01\x02") || size == 0;
    if begins(start) && start >= stated {
        return Some(Directory { span: Span::new(start, end), count, shift: start - stated });
    }
    (stated <= end && begins(stated)).then(|| Directory { span: Span::new(stated, end), count, shift: 0 })
}

/// The members that the directory lists.
fn listed(file: &[u8], directory: &Directory, found: &mut Found) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut at = directory.span.start;
    while at < directory.span.end && file.get(at..at + 4) == Some(b"PK\x01\x02") {
        let Some((entry, next)) = entry(file, at, directory.shift) else { break };
        if entries.len() < MOST {
            entries.push(entry)
        } else {
            found.more += 1
        }
        at = next;
    }
    if at < directory.span.end {
        let rest = &file[at..directory.span.end];
        // A signature over the directory may stand behind it.
        if !rest.starts_with(b"PK\x05\x05") && !rest.starts_with(b"PK\x06") {
            let why =
                "the directory is damaged: members behind this place are not listed; copy the archive again";
            found.missing.push((format!("directory, byte {at}"), why.to_owned()));
        }
    }
    let differing: Vec<String> =
        entries.iter().filter(|entry| !agrees(file, entry)).map(|entry| shown(&entry.name)).collect();
    if !differing.is_empty() {
        found.remarks.push(format!(
            "members whose own header gives them another name than the directory: {}; programs differ in what they show",
            crate::enclose::listed(&differing)
        ));
    }
    entries
}

/// A line of the directory, and where the next one begins.
fn entry(file: &[u8], at: usize, shift: usize) -> Option<(Entry, usize)> {
    let length = |place: usize| u16_at(file, at + place).map(usize::from);
    let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
    let source = Span::new(at + 46, at + 46 + name);
    let raw = file.get(source.range())?;
    let extras = file.get(source.end..source.end + extra)?;
    let host = file[at + 5];
    let mut entry = Entry {
        source,
        flags: u16_at(file, at + 8)?,
        method: u16_at(file, at + 10)?,
        checksum: u32_at(file, at + 16)?,
        packed: u64::from(u32_at(file, at + 20)?),
        unpacked: u64::from(u32_at(file, at + 24)?),
        modified: dos_time(u16_at(file, at + 14)?, u16_at(file, at + 12)?),
        mode: if host == 3 || host == 19 { u32_at(file, at + 38)? >> 16 } else { 0 },
        ..Entry::default()
    };
    let mut offset = u64::from(u32_at(file, at + 42)?);
    entry.name = name_of(raw, entry.flags, extras);
    entry.more(extras, Some(&mut offset));
    entry.header = usize::try_from(offset)
        .ok()
        .and_then(|offset| offset.checked_add(shift))
        .filter(|at| *at < file.len());
    entry.data = entry.header.and_then(|header| data(file, header, entry.packed));
    Some((entry, source.end + extra + comment))
}

impl Entry {
    /// What extra fields say: sizes beyond 4 GiB, and the time with its zone.
    fn more(&mut self, extras: &[u8], offset: Option<&mut u64>) {
        let mut long = fields(extras).find(|(kind, _)| *kind == 1).map(|(_, body)| body).unwrap_or_default();
        for value in [Some(&mut self.unpacked), Some(&mut self.packed), offset].into_iter().flatten() {
            if *value == 0xffff_ffff
                && let Some(told) = u64_at(long, 0)
            {
                (*value, long) = (told, &long[8..]);
            }
        }
        self.more_time(extras);
    }

    fn more_time(&mut self, extras: &[u8]) {
        for (kind, body) in fields(extras) {
            let seconds = match kind {
                0x5455 if body.first().is_some_and(|flags| flags & 1 != 0) => {
                    u32_at(body, 1).map(|seconds| i64::from(seconds.cast_signed()))
                }
                // Hundreds of nanoseconds since 1601.
                0x000a => u64_at(body, 8)
                    .and_then(|ticks| i64::try_from(ticks / 10_000_000).ok())
                    .map(|s| s - 11_644_473_600),
                _ => None,
            };
            if let Some(seconds) =
                seconds.filter(|seconds| (-2_208_988_800..253_402_300_800).contains(seconds))
            {
                self.modified = crate::mail::moment(seconds);
            }
        }
    }
}

/// Extra fields: number and body.
fn fields(mut extras: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(extras, 0)?, usize::from(u16_at(extras, 2)?));
        let body = extras.get(4..4 + length)?;
        extras = &extras[4 + length..];
        Some((kind, body))
    })
}

/// UTF-8 if the archive says so or it is that; else the encoding of the system that packed it, judged by the letters.
fn name_of(raw: &[u8], flags: u16, extras: &[u8]) -> String {
    let unicode =
        fields(extras).find(|(kind, body)| *kind == 0x7075 && body.len() > 5).map(|(_, body)| &body[5..]);
    match unicode.and_then(|name| std::str::from_utf8(name).ok()) {
        Some(name) if flags & 0x800 == 0 => name.to_owned(),
        _ => encoding::decode(raw, None).text,
    }
}

/// A time without a zone, as DOS has it.
fn dos_time(date: u16, time: u16) -> String {
    let (year, month, day) = (1980 + (date >> 9), date >> 5 & 15, date & 31);
    let (hour, minute) = (time >> 11, time >> 5 & 63);
    let sound = (1..=12).contains(&month) && day > 0 && hour < 24 && minute < 60;
    if sound { format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}") } else { String::new() }
}

/// Where a member's bytes stand, by its own header.
fn data(file: &[u8], header: usize, packed: u64) -> Option<Span> {
    if file.get(header..header + 4)? != b"PK\x03\x04" {
        return None;
    }
    let (name, extra) = (usize::from(u16_at(file, header + 26)?), usize::from(u16_at(file, header + 28)?));
    let start = header + 30 + name + extra;
    let end = start.checked_add(usize::try_from(packed).ok()?)?;
    (start <= file.len()).then(|| Span::new(start, end.min(file.len())))
}

/// True if the header before a member names it as the directory does.
fn agrees(file: &[u8], entry: &Entry) -> bool {
    let Some((header, _)) = entry.header.zip(entry.data) else { return true };
    let length = u16_at(file, header + 26).map_or(0, usize::from);
    file.get(header + 30..header + 30 + length) == file.get(entry.source.range())
}

/// Members whose bytes are those of another one too.
fn mark_shared(entries: &mut [Entry]) {
    let stretch = |entry: &Entry| entry.header.zip(entry.data).map(|(header, data)| (header, data.end));
    let mut order: Vec<usize> =
        (0..entries.len()).filter(|index| stretch(&entries[*index]).is_some()).collect();
    order.sort_by_key(|index| stretch(&entries[*index]));
    let (mut reached, mut last) = (0, 0);
    for index in order {
        let Some((start, end)) = stretch(&entries[index]) else { continue };
        if start < reached {
            entries[index].shares = true;
            entries[last].shares = true;
        }
        if end > reached {
            (reached, last) = (end, index);
        }
    }
}

/// Headers of members that stand between those that the directory lists.
///
/// `file` ends where the directory begins.
fn unlisted(file: &[u8], entries: &[Entry]) -> Option<String> {
    let mut taken: Vec<(usize, usize)> =
        entries.iter().filter_map(|entry| Some((entry.header?, entry.data?.end))).collect();
    taken.sort_unstable();
    let (mut at, mut count) = (0, 0);
    for (start, stop) in taken.into_iter().chain([(file.len(), file.len())]) {
        if let Some(gap) = file.get(at..start) {
            count += memmem::find_iter(gap, b"PK\x03\x04").count();
        }
        at = at.max(stop);
    }
    (count > 0).then(|| {
        let they = if count == 1 { "member stands" } else { "members stand" };
        format!("{count} more {they} in the archive without being listed in its directory: deleted, or hidden on purpose; not read: a program that repairs archives may take it out")
    })
}

/// Members by the header before each.
fn by_headers(file: &[u8]) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut at = 0;
    while let Some(next) = memmem::find(&file[at..], b"PK\x03\x04").map(|next| at + next) {
        at = next + 4;
        let Some(entry) = header_entry(file, next) else { continue };
        // Sizes may stand behind the bytes; then the next header, or the end, is where they end at the latest.
        at = entry.data.filter(|_| entry.flags & 8 == 0).map_or(at, |data| data.end.max(at));
        entries.push(entry);
        if entries.len() >= MOST {
            break;
        }
    }
    entries
}

fn header_entry(file: &[u8], at: usize) -> Option<Entry> {
    let source = Span::new(at + 30, at + 30 + usize::from(u16_at(file, at + 26)?));
    let extra = usize::from(u16_at(file, at + 28)?);
    let (raw, extras) = (file.get(source.range())?, file.get(source.end..source.end + extra)?);
    let mut entry = Entry {
        source,
        flags: u16_at(file, at + 6)?,
        method: u16_at(file, at + 8)?,
        checksum: u32_at(file, at + 14)?,
        packed: u64::from(u32_at(file, at + 18)?),
        unpacked: u64::from(u32_at(file, at + 22)?),
        modified: dos_time(u16_at(file, at + 12)?, u16_at(file, at + 10)?),
        header: Some(at),
        ..Entry::default()
    };
    entry.name = name_of(raw, entry.flags, extras);
    entry.more(extras, None);
    if entry.flags & 8 != 0 && entry.packed == 0 {
        let start = source.end + extra;
        let next = memmem::find(&file[start..], b"PK\x03\x04").map_or(file.len(), |next| start + next);
        entry.packed = (next - start) as u64;
        (entry.unpacked, entry.checksum) = (0, 0);
    }
    entry.data = data(file, at, entry.packed);
    (!entry.name.is_empty()).then_some(entry)
}

/// A member's bytes, or why they are not there.
fn content(file: &[u8], entry: &Entry, enclosing: &mut Enclosing) -> What {
    let is_folder = entry.name.ends_with('/') || entry.name.ends_with('\\') || entry.mode & 0xf000 == 0x4000;
    if is_folder && entry.packed <= 2 {
        return What::Folder;
    }
    let Some(data) = entry.data else { return What::Closed(DAMAGED) };
    if entry.flags & 1 != 0 || entry.method == 99 {
        return What::Closed(PASSWORD);
    }
    if entry.shares {
        return What::Closed(SHARED);
    }
    let packed = &file[data.range()];
    let is_link = entry.mode & 0xf000 == 0xa000;
    let (bytes, end) = match entry.method {
        0 if packed.len() > enclosing.room() => (Vec::new(), End::NoRoom),
        0 => (packed.to_vec(), End::Whole),
        8 => unpack(DeflateDecoder::new(packed), packed.len(), if is_link { 4096 } else { enclosing.room() }),
        _ => return What::Closed(METHOD),
    };
    if is_link && bytes.len() <= 4096 {
        let target = encoding::decode(&bytes, None).text;
        return What::Other(format!("link to {} (not followed)", shown(&target)));
    }
    match end {
        End::NoRoom => return What::NoRoom,
        End::Bomb => return What::Closed(BOMB),
        End::Whole | End::Damaged => {}
    }
    if !enclosing.reserve(bytes.len()) {
        return What::NoRoom;
    }
    let cut = packed.len() as u64 != entry.packed;
    let mut sum = flate2::Crc::new();
    sum.update(&bytes);
    match () {
        () if cut => What::Faulty(bytes, CUT),
        () if end == End::Damaged => What::Faulty(bytes, DAMAGED),
        () if sum.sum() != entry.checksum && entry.checksum != 0 => What::Faulty(bytes, CHECKSUM),
        () => What::File(bytes),
    }
}
