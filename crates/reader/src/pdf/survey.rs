//! A look at the packed streams of a file before anything unpacks them, so that no stream unpacks to more than is allowed.
//!
//! The library that reads the file's syntax unpacks a stream whole, whatever it unpacks to. Here each stream that could
//! become too large is unpacked into nothing and counted.
//!
//! Invariant: memory does not grow with what a stream unpacks to.
//!
//! Incomplete: in an encrypted file the streams are not what is packed, so their size is not known beforehand.

use memchr::memmem;

/// A packed byte becomes at most so many (DEFLATE's own limit is 1,032; LZW with runs comes to more).
const FLATE_RATIO: usize = 1_032;
/// Twice packed streams longer than this are looked at.
const SHORT: usize = 64;
/// A stream's dictionary is at most so long.
const DICTIONARY: usize = 16 << 10;

/// What a file's streams would unpack to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Survey {
    /// Nothing beyond the limit.
    Fits,
    /// A stream is beyond the limit; its place in the file.
    TooLarge(usize),
}

/// Looks at every stream of a file. `limit`: most bytes that one stream, and all streams of objects together, may hold.
pub(super) fn survey(bytes: &[u8], limit: usize) -> Survey {
    let mut objects = 0;
    let mut past = 0;
    for at in memmem::find_iter(bytes, b"stream") {
        if at < past || bytes[..at].ends_with(b"end") {
            continue;
        }
        let Some(start) = data_start(bytes, at + 6) else { continue };
        let dictionary = dictionary(bytes, at, past);
        let end = memmem::find(&bytes[start..], b"endstream").map_or(bytes.len(), |length| start + length);
        past = start;
        let packed = Packing::of(dictionary);
        let data = &bytes[start..end];
        if !packed.may_exceed(data.len(), limit) {
            continue;
        }
        let allowed = if packed.objects { limit.saturating_sub(objects) } else { limit };
        match unpacked(data, &packed.filters, allowed) {
            Some(size) if packed.objects => objects += size,
            // No image is ever unpacked; `content::unpack` sees to it that nothing else says that it is one.
            None if packed.image => {}
            Some(_) => {}
            None => return Survey::TooLarge(at),
        }
    }
    Survey::Fits
}

/// Where the data begins behind the word `stream`; none if the word is not that.
fn data_start(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at..)? {
        [b'\r', b'\n', ..] => Some(at + 2),
        [b'\n' | b'\r', ..] => Some(at + 1),
        [b' ', b'\n', ..] => Some(at + 2),
        [b' ', b'\r', b'\n', ..] => Some(at + 3),
        _ => None,
    }
}

/// The bytes before `stream` in which its dictionary stands.
fn dictionary(bytes: &[u8], at: usize, past: usize) -> &[u8] {
    let from = at.saturating_sub(DICTIONARY).max(past.min(at));
    let near = &bytes[from..at];
    let start = memmem::rfind(near, b" obj").map_or(0, |found| found + 4);
    &near[start..]
}

/// How a stream is packed.
#[derive(Debug, Default)]
struct Packing {
    /// Unpackers, the first to be applied first.
    filters: Vec<Filter>,
    /// Says that it is an image, which is never unpacked.
    image: bool,
    /// Holds objects or the table of objects, which the library keeps unpacked.
    objects: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filter {
    Flate,
    Lzw,
    /// Makes little more of its bytes than they are.
    Other,
    /// Makes up to 64 of two bytes.
    Runs,
}

impl Packing {
    fn of(dictionary: &[u8]) -> Self {
        let plain = unescaped(dictionary);
        let holds = |name: &[u8]| memmem::find(&plain, name).is_some();
        let mut filters = Vec::new();
        for at in memmem::find_iter(&plain, b"/") {
            let name = &plain[at + 1..];
            let length = name.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
            match &name[..length] {
                b"FlateDecode" | b"Fl" => filters.push(Filter::Flate),
                b"LZWDecode" | b"LZW" => filters.push(Filter::Lzw),
                b"RunLengthDecode" | b"RL" => filters.push(Filter::Runs),
                b"ASCII85Decode" | b"A85" | b"ASCIIHexDecode" | b"AHx" => filters.push(Filter::Other),
                _ => {}
            }
        }
        let objects = holds(b"/ObjStm") || holds(b"/XRef");
        Self { filters, image: !objects && is_image(&plain), objects }
    }

    /// True if so many bytes could unpack to more than `limit`.
    fn may_exceed(&self, length: usize, limit: usize) -> bool {
        match self.filters.as_slice() {
            [] | [Filter::Other] => false,
            [Filter::Flate] if !self.objects => length > limit / FLATE_RATIO,
            [Filter::Runs] => length > limit / 64,
            _ => length > SHORT || self.filters.len() > 2,
        }
    }
}

/// True if a stream with this dictionary unpacks to no more than `limit` bytes.
pub(super) fn fits(dictionary: &[u8], data: &[u8], limit: usize) -> bool {
    let packed = Packing::of(dictionary);
    packed.filters.is_empty() || unpacked(data, &packed.filters, limit).is_some()
}

/// True if a stream with this dictionary may be too large, because it was not counted.
pub(super) fn says_image(dictionary: &[u8]) -> bool {
    is_image(&unescaped(dictionary))
}

/// True if `/Subtype` is `/Image`. Drawings name images too (`/ProcSet [ /PDF /ImageC ]`, `/XObject << /Image 5 0 R >>`).
fn is_image(plain: &[u8]) -> bool {
    memmem::find_iter(plain, b"/Image").any(|at| {
        let ends = plain.get(at + 6).is_none_or(|next| !next.is_ascii_alphanumeric());
        ends && plain[..at].trim_ascii_end().ends_with(b"/Subtype")
    })
}

/// Names with `#xx` for a character written plainly.
fn unescaped(bytes: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    if memchr::memchr(b'#', bytes).is_none() {
        return bytes.into();
    }
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'#');
        let code = digits
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        plain.push(code.unwrap_or(bytes[at]));
        at += if code.is_some() { 3 } else { 1 };
    }
    plain.into()
}

/// The size of what the filters make of `data`; none if it is more than `limit` at any step.
fn unpacked(data: &[u8], filters: &[Filter], limit: usize) -> Option<usize> {
    let (first, rest) = filters.split_first()?;
    let mut sink = Sink { kept: Vec::new(), keep: !rest.is_empty(), count: 0, limit };
    let fits = match first {
        Filter::Flate => inflate(data, &mut sink).is_some(),
        Filter::Lzw => lzw(data, &mut sink),
        Filter::Runs => sink.add_many(data.len().saturating_mul(64)),
        Filter::Other => sink.add(data),
    };
    if !fits {
        return None;
    }
    if rest.is_empty() { Some(sink.count) } else { unpacked(&sink.kept, rest, limit) }
}

/// Takes bytes, counts them, and keeps them where a further step needs them.
struct Sink {
    kept: Vec<u8>,
    keep: bool,
    count: usize,
    limit: usize,
}

impl Sink {
    /// False if it is too much.
    fn add(&mut self, bytes: &[u8]) -> bool {
        if self.keep && self.count + bytes.len() <= self.limit {
            self.kept.extend_from_slice(bytes);
        }
        self.add_many(bytes.len())
    }

    fn add_many(&mut self, count: usize) -> bool {
        self.count = self.count.saturating_add(count);
        self.count <= self.limit
    }
}

/// True if packed data goes on to its end mark, and its sum fits where it has one.
pub(super) fn is_whole(data: &[u8]) -> bool {
    let mut sink = Sink { kept: Vec::new(), keep: false, count: 0, limit: usize::MAX };
    inflate(data, &mut sink) == Some(true)
}

/// None if it is too much for the sink, else whether the data went on to its end mark.
fn inflate(data: &[u8], sink: &mut Sink) -> Option<bool> {
    use flate2::{Decompress, FlushDecompress, Status};
    let zlib = matches!(data, [first, second, ..] if first & 15 == 8 && (usize::from(*first) * 256 + usize::from(*second)) % 31 == 0);
    let mut stream = Decompress::new(zlib);
    let mut room = vec![0; 64 << 10];
    loop {
        let (read, written) = (stream.total_in(), stream.total_out());
        let Some(rest) = usize::try_from(read).ok().and_then(|read| data.get(read..)) else {
            return Some(false);
        };
        let status = stream.decompress(rest, &mut room, FlushDecompress::None);
        let made = usize::try_from(stream.total_out() - written).unwrap_or(0);
        if !sink.add(&room[..made.min(room.len())]) {
            return None;
        }
        let stuck = stream.total_in() == read && made == 0;
        if stuck || !matches!(status, Ok(Status::Ok | Status::BufError)) {
            return Some(matches!(status, Ok(Status::StreamEnd)));
        }
    }
}

/// Counts what LZW makes, without making it.
fn lzw(data: &[u8], sink: &mut Sink) -> bool {
    let mut lengths: Vec<u32> = vec![1; 258];
    let (mut bits, mut have, mut width, mut last) = (0u32, 0u32, 9u32, 0u32);
    for byte in data {
        bits = bits << 8 | u32::from(*byte);
        have += 8;
        if have < width {
            continue;
        }
        have -= width;
        let code = (bits >> have & ((1 << width) - 1)) as usize;
        bits &= (1 << have) - 1;
        if code == 257 {
            return true;
        }
        if code == 256 {
            lengths.truncate(258);
            (width, last) = (9, 0);
            continue;
        }
        let length = lengths.get(code).copied().unwrap_or(last + 1);
        if !sink.add_many(length as usize) {
            return false;
        }
        if last > 0 && lengths.len() < 4096 {
            lengths.push(last + 1);
        }
        last = length;
        width = match lengths.len() {
            ..511 => 9,
            511..1023 => 10,
            1023..2047 => 11,
            _ => 12,
        };
    }
    true
}
