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
    /// Its bytes.
    pub bytes: Vec<u8>,
}
