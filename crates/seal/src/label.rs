/// What a key is used for. Two uses never share a key: each label gives another one (HKDF-SHA256).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Label {
    /// Headers of log entries.
    EntryHeader,
    /// Bodies of log entries.
    EntryBody,
    /// Keys of subjects.
    Keyring,
    /// Content of an exhibit.
    Blob,
    /// The key of the epoch before.
    PreviousEpoch,
    /// What a device needs to write its log.
    Device,
    /// Tables that can be made again from the logs.
    Tables,
    /// The search index, which can be made again.
    Index,
    /// Names of the index's files.
    IndexName,
    /// A member's identity under a passphrase.
    Identity,
    /// Names of parts of the keyring.
    SegmentName,
    /// What the laptop of a field case keeps to go on with its log.
    Field,
}

impl Label {
    /// The words that enter the derivation.
    pub fn words(self) -> &'static str {
        match self {
            Self::EntryHeader => "probata/v1/entry-header",
            Self::EntryBody => "probata/v1/entry-body",
            Self::Keyring => "probata/v1/keyring",
            Self::Blob => "probata/v1/blob",
            Self::PreviousEpoch => "probata/v1/previous-epoch",
            Self::Device => "probata/v1/device",
            Self::Tables => "probata/v1/tables",
            Self::Index => "probata/v1/index",
            Self::IndexName => "probata/v1/index-name",
            Self::Identity => "probata/v1/identity",
            Self::Field => "probata/v1/field",
            Self::SegmentName => "probata/v1/segment-name",
        }
    }
}
