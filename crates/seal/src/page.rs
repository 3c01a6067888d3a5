//! Files of the search index, sealed in pages that open by themselves.
//!
//! A header (magic, salt, commitment to the key), then the chunks of a STREAM of 16 KiB. There is no padding: the index can be made again, and
//! how large it is tells no more than the sizes of what it was made from.

use crate::chunks::{ChunkOpener, ChunkSealer};
use crate::digest::hex;
use crate::key::{Key, Opened, purpose};
use crate::{Label, NotOpened, Random, TAG};
use std::ops::Range;

/// Bytes of content in a page.
pub const PAGE: usize = 16 * 1024;
/// Bytes before the first page.
pub const PAGE_HEADER: usize = 72;
const MAGIC: &[u8; 8] = b"PROPAGE1";

/// The name under which a file lies on the disk: 32 digits that tell nothing to whoever lacks the key.
pub fn page_file(key: &Key<purpose::Index>, name: &str) -> String {
    hex(&key.derived(Label::IndexName, name.as_bytes(), &[]).cipher_key()[..16])
}

/// Seals a file from its beginning to its end.
pub struct PageSealer(ChunkSealer);

impl PageSealer {
    /// Begins a file with its header in `out`; its name is needed to open it.
    pub fn new(key: &Key<purpose::Index>, name: &str, random: &mut dyn Random, out: &mut Vec<u8>) -> Self {
        let mut salt = [0; 32];
        random.fill(&mut salt);
        let derived = key.derived(Label::Index, name.as_bytes(), &salt);
        out.extend(MAGIC);
        out.extend(salt);
        out.extend(derived.commitment());
        Self(ChunkSealer::new(&derived, PAGE))
    }

    /// Adds content; whole pages are put into `out`.
    pub fn push(&mut self, content: &[u8], out: &mut Vec<u8>) {
        self.0.push(content, &mut |sealed| out.extend(sealed));
    }

    /// Puts what is left into `out`.
    pub fn finish(self, out: &mut Vec<u8>) {
        out.extend(self.0.finish());
    }
}

impl std::fmt::Debug for PageSealer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("PageSealer")
    }
}

/// Opens pages of a file, in any order.
pub struct PageReader {
    chunks: ChunkOpener,
    length: u64,
}

impl PageReader {
    /// Begins with the file's name, its header and its length in bytes.
    pub fn new(key: &Key<purpose::Index>, name: &str, header: &[u8], total: u64) -> Result<Self, NotOpened> {
        let body = total.checked_sub(PAGE_HEADER as u64).ok_or(NotOpened)?;
        let rest = header.strip_prefix(MAGIC).ok_or(NotOpened)?;
        let (salt, commitment) = rest.split_at_checked(32).ok_or(NotOpened)?;
        let derived = key.derived(Label::Index, name.as_bytes(), salt);
        if derived.commitment() != commitment {
            return Err(NotOpened);
        }
        let chunks = ChunkOpener::new(&derived, PAGE, PAGE_HEADER, body);
        let length = body.checked_sub(u64::from(chunks.chunks()) * TAG as u64).ok_or(NotOpened)?;
        Ok(Self { chunks, length })
    }

    /// Bytes of the content.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Where in the file a page stands.
    pub fn place(&self, page: u32) -> Range<u64> {
        self.chunks.place(page)
    }

    /// How many pages there are.
    pub fn pages(&self) -> u32 {
        self.chunks.chunks()
    }

    /// Opens a page where it lies; the length of its content, which is at the beginning of those bytes then.
    pub fn open_in(&self, page: u32, sealed: &mut [u8]) -> Result<usize, NotOpened> {
        self.chunks.open_in(page, sealed)
    }

    /// Opens a page from its bytes.
    pub fn open(&self, page: u32, sealed: Vec<u8>) -> Result<Opened, NotOpened> {
        self.chunks.open(page, sealed)
    }
}

impl std::fmt::Debug for PageReader {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "PageReader({} bytes)", self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::tests::Counting;

    fn sealed(content: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut sealer =
            PageSealer::new(&Key::from_bytes([5; 32]), "terms", &mut Counting::default(), &mut out);
        content.chunks(1000).for_each(|piece| sealer.push(piece, &mut out));
        sealer.finish(&mut out);
        out
    }

    fn opened(file: &[u8], name: &str) -> Result<Vec<u8>, NotOpened> {
        let header = file.get(..PAGE_HEADER).ok_or(NotOpened)?;
        let reader = PageReader::new(&Key::from_bytes([5; 32]), name, header, file.len() as u64)?;
        let mut content = Vec::new();
        for page in 0..reader.pages() {
            let place = reader.place(page);
            let mut sealed = file[place.start as usize..place.end as usize].to_vec();
            content.extend(reader.open(page, sealed.clone())?.iter());
            let length = reader.open_in(page, &mut sealed)?;
            assert!(content.ends_with(&sealed[..length]), "it opens alike where it lies");
        }
        if content.len() as u64 == reader.length() { Ok(content) } else { Err(NotOpened) }
    }

    #[test]
    fn content_of_any_length_comes_back_under_its_name() {
        for length in [0, 1, PAGE - 1, PAGE, PAGE + 1, 3 * PAGE] {
            let content: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            let file = sealed(&content);
            assert_eq!(opened(&file, "terms"), Ok(content), "{length}");
            assert_eq!(opened(&file, "postings"), Err(NotOpened));
        }
    }

    #[test]
    fn no_altered_file_opens() {
        let file = sealed(&vec![7; 2 * PAGE + 10]);
        for at in (0..file.len()).step_by(331).chain(0..PAGE_HEADER) {
            let mut copy = file.clone();
            copy[at] ^= 1;
            assert_eq!(opened(&copy, "terms"), Err(NotOpened), "{at}");
        }
        for length in (0..file.len()).step_by(331) {
            assert_eq!(opened(&file[..length], "terms"), Err(NotOpened), "{length}");
        }
    }

    #[test]
    fn names_on_the_disk_depend_on_the_key() {
        let name = page_file(&Key::from_bytes([5; 32]), "meta.json");
        assert_eq!(name.len(), 32);
        assert_ne!(name, page_file(&Key::from_bytes([6; 32]), "meta.json"));
        assert_ne!(name, page_file(&Key::from_bytes([5; 32]), "meta.jso"));
    }
}
