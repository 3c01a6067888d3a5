use serde::{Deserialize, Serialize};

/// A file that lies in another one: an attachment of a mail, a member of an archive, a page of a web capture.
///
/// Its bytes are as untrusted as those of the file around it; it is read by itself, as if it lay in a folder of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosed {
    /// Its name as the file around it gives it, for people: it may hold slashes, is never used as a path, and is not unique.
    pub name: String,
    /// Where it lies in the file around it ("attachment 2", "member 14", "record at byte 40312").
    pub place: String,
    /// Why its bytes are not whole or not sound, if the file around it shows that they are not.
    pub flaw: Option<String>,
    /// Its bytes.
    #[serde(with = "as_bytes")]
    pub bytes: Vec<u8>,
}

impl Enclosed {
    /// Its name as it can be shown: characters that are not seen, or that turn the direction of others, by their numbers; its place
    /// if it has no name.
    #[must_use]
    pub fn shown(&self) -> String {
        if self.name.trim().is_empty() { self.place.clone() } else { shown_name(&self.name) }
    }
}

/// A name given by a file as it can be shown; see [`Enclosed::shown`].
#[must_use]
pub fn shown_name(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars().take(300) {
        if is_unseen(c) { out.extend(c.escape_unicode()) } else { out.push(c) }
    }
    out
}

/// Control characters, signs of direction, and characters without width.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}' | '\u{ad}')
}

/// Bytes as a whole and not one by one: a hundred megabytes of them are handed from process to process.
mod as_bytes {
    use serde::de::{Deserializer, Error, SeqAccess, Visitor};
    use serde::ser::Serializer;

    pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(bytes)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        from.deserialize_byte_buf(Bytes)
    }

    struct Bytes;

    impl<'de> Visitor<'de> for Bytes {
        type Value = Vec<u8>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("bytes")
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
            Ok(bytes.to_vec())
        }

        fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Vec<u8>, E> {
            Ok(bytes)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<u8>, A::Error> {
            let mut bytes = Vec::new();
            while let Some(byte) = seq.next_element()? {
                bytes.push(byte);
            }
            Ok(bytes)
        }
    }
}
