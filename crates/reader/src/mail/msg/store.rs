//! What an Outlook message keeps: storages of properties in a compound file (MS-OXMSG).

use crate::encoding::{self, Decoded};
use std::collections::HashMap;
use std::io::{Cursor, Read};

pub(super) type File<'b> = cfb::CompoundFile<Cursor<&'b [u8]>>;

/// Largest stream that is taken for a property of words.
const LONGEST: usize = 64 << 20;

/// The properties of a message, a recipient or an attachment.
pub(super) struct Store {
    /// Its path in the compound file, without a slash at the end.
    pub path: String,
    /// Values that stand in the table itself, by number.
    fixed: HashMap<u16, u64>,
    /// Types of values that have a stream, by number.
    streams: HashMap<u16, Vec<u16>>,
    /// Storages in it.
    pub storages: Vec<String>,
    /// Code page of its 8-bit texts; 0 if not told.
    pub code_page: u32,
}

impl Store {
    /// Reads the properties at a path; `header` is the length of what stands before them.
    pub fn of(file: &mut File<'_>, path: &str, header: usize) -> Self {
        let mut store = Self {
            path: path.to_owned(),
            fixed: HashMap::new(),
            streams: HashMap::new(),
            storages: Vec::new(),
            code_page: 0,
        };
        let names: Vec<(String, bool)> = match file.read_storage(format!("{path}/")) {
            Ok(entries) => entries.map(|entry| (entry.name().to_owned(), entry.is_storage())).collect(),
            Err(_) => Vec::new(),
        };
        for (name, is_storage) in names {
            if is_storage {
                store.storages.push(name.clone());
            }
            let tag =
                name.strip_prefix("__substg1.0_").and_then(|tag| u32::from_str_radix(tag.get(..8)?, 16).ok());
            if let Some(tag) = tag {
                store.streams.entry((tag >> 16) as u16).or_default().push(tag as u16);
            }
        }
        let table = stream(file, &format!("{path}/__properties_version1.0"), LONGEST).unwrap_or_default();
        for entry in table.get(header..).unwrap_or_default().chunks_exact(16) {
            let number = u16::from_le_bytes([entry[2], entry[3]]);
            let value = entry[8..16].iter().rev().fold(0, |value, byte| value << 8 | u64::from(*byte));
            store.fixed.entry(number).or_insert(value);
        }
        let page = |number| {
            store.fixed.get(&number).and_then(|page| u32::try_from(*page).ok()).filter(|page| *page > 0)
        };
        store.code_page = page(0x3ffd).or(page(0x3fde)).unwrap_or(0);
        store
    }

    /// A number.
    pub fn number(&self, property: u16) -> Option<u64> {
        self.fixed.get(&property).copied()
    }

    /// A moment as seconds since 1970.
    pub fn moment(&self, property: u16) -> Option<i64> {
        let ticks = i64::try_from(self.number(property)? / 10_000_000).ok()?;
        Some(ticks - 11_644_473_600).filter(|seconds| (0..253_402_300_800).contains(seconds))
    }

    /// True if there is such a property with a storage.
    pub fn has_object(&self, property: u16) -> bool {
        self.streams.get(&property).is_some_and(|kinds| kinds.contains(&0x000d))
    }

    /// A text.
    pub fn text(&self, file: &mut File<'_>, property: u16) -> Option<String> {
        let (_, decoded) = self.decoded(file, property)?;
        let text = decoded.text.trim_end_matches('\0').trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A text with its bytes, and how they were decoded.
    pub fn decoded(&self, file: &mut File<'_>, property: u16) -> Option<(Vec<u8>, Decoded)> {
        let kinds = self.streams.get(&property)?;
        if kinds.contains(&0x001f) {
            let bytes = stream(file, &self.stream_path(property, 0x001f), LONGEST)?;
            let decoded = encoding::decode_as(&bytes, "utf-16le");
            return Some((bytes, decoded));
        }
        let bytes = stream(file, &self.stream_path(property, 0x001e), LONGEST)?;
        let decoded = encoding::decode_as(&bytes, label(self.code_page));
        Some((bytes, decoded))
    }

    /// Bytes.
    pub fn bytes(&self, file: &mut File<'_>, property: u16, most: usize) -> Option<Vec<u8>> {
        stream(file, &self.stream_path(property, 0x0102), most)
    }

    /// Length of bytes.
    pub fn length(&self, file: &File<'_>, property: u16) -> Option<u64> {
        file.entry(self.stream_path(property, 0x0102)).ok().map(|entry| entry.len())
    }

    pub fn stream_path(&self, property: u16, kind: u16) -> String {
        format!("{}/__substg1.0_{property:04X}{kind:04X}", self.path)
    }
}

/// A stream of at most so many bytes; none if there is none, or if it is longer.
pub(super) fn stream(file: &mut File<'_>, path: &str, most: usize) -> Option<Vec<u8>> {
    let stream = file.open_stream(path).ok()?;
    let length = usize::try_from(stream.len()).ok().filter(|length| *length <= most)?;
    let mut bytes = Vec::new();
    // What a damaged file still gives is better than nothing; it is told by its length.
    let _ = stream.take(length as u64).read_to_end(&mut bytes);
    Some(bytes)
}

/// The label of a code page of Windows; empty if there is none.
pub(super) fn label(page: u32) -> &'static str {
    match page {
        65001 => "utf-8",
        1200 => "utf-16le",
        874 => "windows-874",
        1250 => "windows-1250",
        1251 => "windows-1251",
        1252 => "windows-1252",
        1253 => "windows-1253",
        1254 => "windows-1254",
        1255 => "windows-1255",
        1256 => "windows-1256",
        1257 => "windows-1257",
        1258 => "windows-1258",
        866 => "ibm866",
        20866 => "koi8-r",
        21866 => "koi8-u",
        28591 => "iso-8859-1",
        28592 => "iso-8859-2",
        28593 => "iso-8859-3",
        28594 => "iso-8859-4",
        28595 => "iso-8859-5",
        28596 => "iso-8859-6",
        28597 => "iso-8859-7",
        28598 | 38598 => "iso-8859-8",
        28599 => "iso-8859-9",
        28605 => "iso-8859-15",
        932 => "shift_jis",
        936 | 54936 | 52936 => "gb18030",
        949 | 51949 => "euc-kr",
        950 => "big5",
        50220..=50222 => "iso-2022-jp",
        51932 => "euc-jp",
        _ => "",
    }
}
