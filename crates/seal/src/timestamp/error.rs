/// Why an authority's answer is no timestamp of what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimestampError {
    /// More than a mebibyte.
    #[error("it is larger than any timestamp")]
    TooLarge,
    /// It does not read as one; with what does not.
    #[error("it is no answer of a timestamping authority: {0}")]
    NotAnAnswer(&'static str),
    /// The authority did not stamp.
    #[error("the authority refused (status {status}{})", if said.is_empty() { String::new() } else { format!(": {said}") })]
    Refused {
        /// Its status (RFC 3161 section 2.4.2): 0 and 1 are grants.
        status: u32,
        /// What it said, in words.
        said: String,
    },
    /// It stamps another digest than was asked.
    #[error("it is a timestamp of something else")]
    OtherImprint,
    /// It answers another request, or none.
    #[error("it answers another request for the same head")]
    OtherNonce,
    /// An algorithm that is too weak, or not known here; which.
    #[error("it is signed with an algorithm that Probata does not take ({0})")]
    Algorithm(String),
    /// The certificate that signed did not come with it.
    #[error(
        "the certificate that signed it did not come with it, or is not the one that the signature names"
    )]
    NoCertificate,
    /// The certificate may do something else than sign timestamps; with what is wrong.
    #[error("the certificate that signed it is not for timestamps: {0}")]
    NotForTimestamps(&'static str),
    /// The certificate was not valid at that time.
    #[error("the certificate that signed it was not valid at the time that it says")]
    NotValidThen,
    /// Altered, or signed by somebody else.
    #[error("its signature is not that of its certificate: it was altered, or somebody else signed it")]
    NotSigned,
    /// No root that was given issued the certificate; why.
    #[error("its certificate does not lead to a root that you trust: {0}")]
    NotTrusted(String),
    /// What should hold roots holds none.
    #[error("there is no certificate that could be a root (PEM or DER)")]
    NoRoots,
}
