//! An answer of a server: its head, and its body with what was done to send it undone.

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::Read;

/// The head of an answer.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// The number of the answer ("200").
    pub status: String,
    headers: Vec<(String, String)>,
}

/// Lines of a head that are kept.
const MOST: usize = 500;

/// Head and body.
pub(super) fn split(block: &[u8]) -> (Answer, &[u8]) {
    let wide = memchr::memmem::find(block, b"\r\n\r\n").map(|at| (at, at + 4));
    let narrow = memchr::memmem::find(block, b"\n\n").map(|at| (at, at + 2));
    let Some((end, start)) = [wide, narrow].into_iter().flatten().min() else {
        return (Answer::default(), block);
    };
    let head = String::from_utf8_lossy(&block[..end]);
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split_whitespace().nth(1)).unwrap_or("").to_owned();
    let headers = lines
        .take(MOST)
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    (Answer { status, headers }, &block[start..])
}

impl Answer {
    /// A header by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body put together, if it was sent in chunks.
    pub fn unchunked(&self, body: &[u8]) -> Option<Vec<u8>> {
        let coding = self.header("transfer-encoding")?;
        if !coding.to_ascii_lowercase().contains("chunked") {
            return None;
        }
        let mut whole = Vec::with_capacity(body.len());
        let mut rest = body;
        loop {
            let end = memchr::memchr(b'\n', rest)?;
            let line = std::str::from_utf8(&rest[..end]).ok()?;
            let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
            rest = &rest[end + 1..];
            if size == 0 {
                return Some(whole);
            }
            whole.extend_from_slice(rest.get(..size)?);
            rest = rest.get(size..)?;
            rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        }
    }

    /// The body unpacked, to no more than `most` bytes.
    ///
    /// # Errors
    /// Words that go on from "what was captured from (address)".
    pub fn unpacked(&self, body: &[u8], most: usize) -> Result<Vec<u8>, String> {
        let coding = self.header("content-encoding").unwrap_or("").trim().to_ascii_lowercase();
        // Programs that capture sometimes unpack and leave the header as it was.
        match coding.as_str() {
            "" | "identity" | "none" => whole(body, most),
            "gzip" | "x-gzip" if !body.starts_with(b"\x1f\x8b") => whole(body, most),
            "gzip" | "x-gzip" => whole(MultiGzDecoder::new(body), most),
            "deflate" => {
                let zlib = body.first().is_some_and(|first| first & 15 == 8);
                if zlib {
                    whole(ZlibDecoder::new(body), most)
                } else {
                    whole(DeflateDecoder::new(body), most)
                }
            }
            "br" | "zstd" => Err(format!(
                "is packed in a way that Probata does not unpack ({coding}): open it in a program that shows web archives (ReplayWeb.page), and save it from there"
            )),
            other => Err(format!("is packed in a way that is not known ({})", other.escape_default())),
        }
    }
}

fn whole(from: impl Read, most: usize) -> Result<Vec<u8>, String> {
    let mut body = Vec::new();
    match from.take(most as u64 + 1).read_to_end(&mut body) {
        Ok(_) if body.len() > most => Err("unpacks to more than there is room for".to_owned()),
        Ok(_) => Ok(body),
        Err(_) => Err("is packed and damaged, so that it cannot be unpacked".to_owned()),
    }
}
