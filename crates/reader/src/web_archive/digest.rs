//! Digests that a WARC file says of what it holds.

use super::record::Record;
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// Whether a digest is that of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is.
    Agrees,
    /// It is not.
    Differs,
    /// There is none, or of a kind that is not known.
    Untold,
}

impl Verdict {
    pub fn words(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Differs => "differs",
            Self::Untold => "none",
        }
    }
}

/// Compares the digests of a record. `raw` and `body`: its payload as it was sent, and put together from its chunks; programs
/// differ in which of the two they mean.
pub(super) fn verdict(record: &Record, raw: &[u8], body: &[u8]) -> Verdict {
    let of = |name: &str, contents: &[&[u8]]| match record.header(name) {
        Some(said) => agrees(said, contents),
        None => Verdict::Untold,
    };
    let block = of("WARC-Block-Digest", &[&record.block]);
    let payload = of("WARC-Payload-Digest", &[raw, body]);
    match (block, payload) {
        (Verdict::Differs, _) | (_, Verdict::Differs) => Verdict::Differs,
        (Verdict::Agrees, _) | (_, Verdict::Agrees) => Verdict::Agrees,
        _ => Verdict::Untold,
    }
}

fn agrees(said: &str, contents: &[&[u8]]) -> Verdict {
    let Some((kind, value)) = said.split_once(':') else { return Verdict::Untold };
    let digests = |content: &&[u8]| -> Option<Vec<u8>> {
        match kind.to_ascii_lowercase().as_str() {
            "sha1" | "sha-1" => Some(Sha1::digest(content).to_vec()),
            "sha256" | "sha-256" => Some(Sha256::digest(content).to_vec()),
            _ => None,
        }
    };
    let value = value.trim();
    let mut known = contents.iter().filter_map(digests).peekable();
    if known.peek().is_none() {
        return Verdict::Untold;
    }
    if known.any(|digest| {
        value.eq_ignore_ascii_case(&base16(&digest)) || value.eq_ignore_ascii_case(&base32(&digest))
    }) {
        Verdict::Agrees
    } else {
        Verdict::Differs
    }
}

/// Hexadecimal.
pub(super) fn base16(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Base 32 of RFC 4648, with its padding.
fn base32(bytes: &[u8]) -> String {
    let mut text = String::new();
    for five in bytes.chunks(5) {
        let bits = (0..5).fold(0u64, |bits, at| bits << 8 | u64::from(five.get(at).copied().unwrap_or(0)));
        let letters = (five.len() * 8).div_ceil(5);
        for at in 0..8 {
            let letter = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(bits >> (35 - 5 * at) & 31) as usize];
            text.push(if at < letters { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_in_both_ways_of_writing() {
        let agrees = |said: &str| agrees(said, &[b"He was held."]);
        let hash = Sha1::digest(b"He was held.");
        assert_eq!(agrees(&format!("sha1:{}", base32(&hash))), Verdict::Agrees);
        assert_eq!(agrees(&format!("sha1:{}", base16(&hash))), Verdict::Agrees);
        assert_eq!(agrees(&format!("SHA-256:{}", base16(&Sha256::digest(b"He was held.")))), Verdict::Agrees);
        assert_eq!(agrees("sha1:AAAA"), Verdict::Differs);
        assert_eq!(agrees("md5:AAAA"), Verdict::Untold);
        assert_eq!(agrees("AAAA"), Verdict::Untold);
    }

    #[test]
    fn base_32_is_that_of_the_standard() {
        assert_eq!(base32(b"foobar"), "MZXW6YTBOI======");
        assert_eq!(base32(b"fooba"), "MZXW6YTB");
    }
}
