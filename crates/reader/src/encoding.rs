//! Bytes to text.

/// Decodes; placeholder until the detection stands.
pub(crate) fn decode(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
