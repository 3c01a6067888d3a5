//! The zip container: which members there are, and their bytes within bounds.
//!
//! Invariant: no member is unpacked twice, none beyond the limits, and nothing is ever written.

use memchr::memmem;
use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::ops::Range;
use zip::result::ZipError;

/// More members than any word processor writes.
const MOST_MEMBERS: usize = 20_000;
/// From this size on, a member that was packed better than [`HIGHEST_RATIO`] is taken for an attack.
const RATIO_COUNTS_FROM: usize = 32 << 20;
const HIGHEST_RATIO: usize = 150;
/// How a member is packed that DEFLATE packs.
const DEFLATED: u16 = 8;
/// What is said of a member whose bytes are not those that were packed.
const DAMAGED: &str = "it is damaged in the container";

/// An opened container.
pub(crate) struct Container<'b> {
    bytes: &'b [u8],
    archive: Option<zip::ZipArchive<Cursor<&'b [u8]>>>,
    /// Names in lower case with `/`, to the name as stored and where to find it.
    names: HashMap<String, Found>,
    /// Names that occur more than once.
    pub doubled: Vec<String>,
    /// Relations that could not be read to their end: where, and why.
    pub broken: Vec<(String, String)>,
    /// True if the directory at the file's end is gone and members were looked for one by one.
    pub salvaged: bool,
    limit: usize,
    budget: usize,
}

struct Found {
    name: String,
    /// Index in the archive, or offset of the local header.
    at: usize,
}

/// Bytes of a member, and what was wrong with it.
pub(crate) struct Member {
    pub bytes: Vec<u8>,
    pub fault: Option<String>,
}

/// Why a container or a member cannot be read, for the person.
pub(crate) type Why = String;

impl<'b> Container<'b> {
    /// Opens a container; `limit` is the largest unpacked member in bytes.
    pub fn open(bytes: &'b [u8], limit: usize) -> Result<Self, Why> {
        if memmem::find_iter(bytes, b"PK\x01\x02").take(MOST_MEMBERS + 1).count() > MOST_MEMBERS {
            return Err(format!(
                "the container has more than {MOST_MEMBERS} members; it is no Word document"
            ));
        }
        let mut container = Self {
            bytes,
            archive: archive(bytes),
            names: HashMap::new(),
            doubled: Vec::new(),
            broken: Vec::new(),
            salvaged: false,
            limit,
            budget: limit.saturating_mul(2),
        };
        container.list();
        if container.names.is_empty() {
            container.archive = None;
            container.salvaged = true;
            container.search();
        }
        if container.names.is_empty() {
            return Err("the container is broken: not one of its members can be found".into());
        }
        Ok(container)
    }

    fn list(&mut self) {
        let Some(archive) = &mut self.archive else { return };
        let names: Vec<(usize, String)> = (0..archive.len())
            .filter_map(|index| Some((index, archive.name_for_index(index)?.ok()?.into_owned())))
            .collect();
        // The library keeps one member a name; that a name occurs twice is only seen in the directory itself.
        self.doubled = repeated(self.bytes, &data(archive));
        for (at, name) in names {
            self.enter(name, at);
        }
    }

    fn enter(&mut self, name: String, at: usize) {
        if let Some(old) = self.names.insert(key(&name), Found { name: name.clone(), at })
            && !self.doubled.contains(&old.name)
        {
            self.doubled.push(name);
        }
    }

    /// Looks for members by the header before each, for a file whose end is missing.
    fn search(&mut self) {
        let mut passed = 0;
        let headers: Vec<usize> = memmem::find_iter(self.bytes, b"PK\x03\x04").take(MOST_MEMBERS).collect();
        for at in headers {
            if at < passed {
                continue;
            }
            passed = end_of_container(self.bytes, at).unwrap_or(passed);
            let length = u16_at(self.bytes, at + 26).map_or(0, usize::from);
            let name = self.bytes.get(at + 30..at + 30 + length).and_then(|n| std::str::from_utf8(n).ok());
            if let Some(name) = name.filter(|n| !n.is_empty() && !n.contains(char::is_control)) {
                self.enter(name.to_owned(), at);
            }
        }
    }

    /// True if there is such a member; letters' case does not count.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(&key(name))
    }

    /// Unpacks a member; none if there is no such member.
    pub fn member(&mut self, name: &str) -> Option<Result<Member, Why>> {
        let at = self.names.get(&key(name))?.at;
        let limit = self.limit.min(self.budget);
        let bytes = self.bytes;
        let read = match &mut self.archive {
            Some(archive) => match archive.by_index(at) {
                Ok(file) => {
                    let packed = file.compressed_size();
                    unpack(file, packed, limit)
                }
                Err(error) => Err(words(&error)),
            },
            None => salvage(bytes.get(at..).unwrap_or_default(), limit),
        };
        if let Ok(member) = &read {
            self.budget = self.budget.saturating_sub(member.bytes.len());
        }
        Some(read)
    }
}

/// The archive that these bytes are, if their directory is whole. Of one that is cut off, the directory of a container that lies
/// in it may be the last.
pub(crate) fn archive(bytes: &[u8]) -> Option<zip::ZipArchive<Cursor<&[u8]>>> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let is_within = archive.offset() > 0 && bytes.starts_with(b"PK\x03\x04");
    (!is_within).then_some(archive)
}

/// Where the bytes of the members lie before the directory, in order.
fn data(archive: &mut zip::ZipArchive<Cursor<&[u8]>>) -> Vec<Range<usize>> {
    let directory = archive.central_directory_start();
    let mut ranges: Vec<Range<usize>> = (0..archive.len())
        .filter_map(|index| {
            let file = archive.by_index_raw(index).ok()?;
            let start = file.data_start()?;
            let end = start.saturating_add(file.compressed_size()).min(directory);
            Some(usize::try_from(start).ok()?..usize::try_from(end).ok()?)
        })
        .collect();
    ranges.sort_unstable_by_key(|range| range.start);
    ranges
}

/// Names that the container's own directory lists more than once. Directories within the members' bytes are those of files
/// put in, as a chart's workbook.
fn repeated(bytes: &[u8], data: &[Range<usize>]) -> Vec<String> {
    let mut seen: HashMap<&[u8], usize> = HashMap::new();
    let (mut ranges, mut passed) = (data.iter().peekable(), 0);
    for at in memmem::find_iter(bytes, b"PK\x01\x02") {
        while let Some(range) = ranges.next_if(|range| range.start <= at) {
            passed = passed.max(range.end);
        }
        if at < passed {
            continue;
        }
        let length = u16_at(bytes, at + 28).map_or(0, usize::from);
        if let Some(name) = bytes.get(at + 46..at + 46 + length).filter(|name| !name.is_empty()) {
            *seen.entry(name).or_default() += 1;
        }
    }
    let mut names: Vec<String> = seen
        .into_iter()
        .filter(|(_, count)| *count > 1)
        .map(|(name, _)| String::from_utf8_lossy(name).into_owned())
        .collect();
    names.sort_unstable();
    names
}

/// Where a member ends that is a container itself, laid in as it is; none for others, and where its length is not told.
fn end_of_container(bytes: &[u8], at: usize) -> Option<usize> {
    let number = |from: usize| u16_at(bytes, at + from).map(usize::from);
    let start = at + 30 + number(26)? + number(28)?;
    let length = number(18)? | number(20)? << 16;
    let is_laid_in = number(8)? == 0 && bytes.get(start..)?.starts_with(b"PK\x03\x04");
    (is_laid_in && length > 0).then_some(start + length)
}

fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

/// Unpacks the member whose header these bytes begin with, without the container's directory.
fn salvage(bytes: &[u8], limit: usize) -> Result<Member, Why> {
    /// The flag of a member whose size and sum stand behind it, as in all that LibreOffice writes.
    const BEHIND: u16 = 1 << 3;
    let number = |at| u16_at(bytes, at).unwrap_or(0);
    if number(6) & BEHIND == 0 {
        let mut rest = bytes;
        return match zip::read::read_zipfile_from_stream(&mut rest) {
            Ok(Some(file)) => {
                let packed = file.compressed_size();
                unpack(file, packed, limit)
            }
            Ok(None) => Err("its header is broken".into()),
            Err(error) => Err(words(&error)),
        };
    }
    if number(6) & 1 == 1 || number(8) != DEFLATED {
        return Err("it lies in a damaged container, packed so that its end cannot be told".into());
    }
    let data = bytes.get(30 + usize::from(number(26)) + usize::from(number(28))..).unwrap_or_default();
    let mut packed = flate2::bufread::DeflateDecoder::new(data);
    let mut member = unpack(&mut packed, data.len() as u64, limit)?;
    let behind = data.get(packed.total_in() as usize..).unwrap_or_default();
    let behind = behind.strip_prefix(b"PK\x07\x08").unwrap_or(behind);
    let mut sum = flate2::Crc::new();
    sum.update(&member.bytes);
    if member.fault.is_none() && !behind.starts_with(&sum.sum().to_le_bytes()) {
        member.fault = Some(DAMAGED.to_owned());
    }
    Ok(member)
}

fn unpack(mut file: impl Read, packed: u64, limit: usize) -> Result<Member, Why> {
    let (mut bytes, mut chunk) = (Vec::new(), vec![0; 64 << 10]);
    loop {
        let count = match file.read(&mut chunk) {
            Ok(0) => return Ok(Member { bytes, fault: None }),
            Ok(count) => count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(_) => {
                return Ok(Member { bytes, fault: Some(DAMAGED.to_owned()) });
            }
        };
        if bytes.len() + count > limit {
            return Err(format!("it unpacks to more than {} MiB, the limit", limit >> 20));
        }
        bytes.extend_from_slice(&chunk[..count]);
        let fair = (packed as usize).saturating_mul(HIGHEST_RATIO);
        if bytes.len() > RATIO_COUNTS_FROM && bytes.len() > fair {
            return Err(format!(
                "it unpacks to more than {HIGHEST_RATIO} times its size, as files do that are made to exhaust a computer"
            ));
        }
    }
}

fn words(error: &ZipError) -> Why {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            "it is protected by a password; save a copy without one".into()
        }
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
            "it is packed in a way that programs for documents do not use".into()
        }
        _ => DAMAGED.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    /// A member whose size and sum stand behind it.
    fn streamed(name: &str, text: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(text).unwrap();
        let packed = packed.finish().unwrap();
        let mut sum = flate2::Crc::new();
        sum.update(text);
        let mut bytes = b"PK\x03\x04\x14\x00\x08\x08\x08\x00".to_vec();
        bytes.extend([0; 16]);
        bytes.extend([name.len() as u8, 0, 0, 0]);
        bytes.extend(name.as_bytes());
        bytes.extend(&packed);
        bytes.extend(b"PK\x07\x08");
        bytes.extend(sum.sum().to_le_bytes());
        bytes.extend((packed.len() as u32).to_le_bytes());
        bytes.extend((text.len() as u32).to_le_bytes());
        bytes
    }

    #[test]
    fn members_whose_sizes_stand_behind_them_are_found_without_a_directory() {
        let text = b"<p>He was held in the cellar for nine days, and in the yard for two.</p>".repeat(3);
        let mut bytes = streamed("styles.xml", b"<styles/>");
        let whole = bytes.len();
        bytes.extend(streamed("content.xml", &text));
        let member = |bytes: &[u8], name| {
            let mut container = Container::open(bytes, 1 << 20).unwrap();
            assert!(container.salvaged);
            container.member(name).unwrap().unwrap()
        };
        let content = member(&bytes, "content.xml");
        assert_eq!((content.bytes.as_slice(), content.fault), (text.as_slice(), None));
        let cut = &bytes[..whole + (bytes.len() - whole) / 2];
        assert_eq!(member(cut, "styles.xml").fault, None);
        let half = member(cut, "content.xml");
        assert!(half.fault.is_some() && text.starts_with(&half.bytes), "{:?}", half.fault);
        let sum = bytes.len() - 12;
        bytes[sum] ^= 1;
        assert_eq!(member(&bytes, "content.xml").fault.as_deref(), Some(DAMAGED));
    }
}
