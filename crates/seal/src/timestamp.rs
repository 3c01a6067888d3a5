//! Timestamps (RFC 3161, RFC 5816): what an authority is sent, and what is checked of its answer.
//!
//! Invariant: no clock. A timestamp is judged at the time that it says itself.
//! Invariant: whatever bytes an answer has, reading them ends in a [`Timestamp`] or a [`TimestampError`].
//!
//! Incomplete: whether the authority's certificate was revoked is not asked (there is no network); RSA-PSS, curves beside P-256 and P-384, and
//! answers in BER that is not DER are refused.

mod algorithm;
mod certificate;
mod error;
mod roots;
mod token;

pub use error::TimestampError;
pub use roots::{IssuingRoot, TrustRoots};

use crate::Digest;
use algorithm::SHA_256;
use certificate::SignerCertificate;
use der::asn1::{AnyRef, Null, OctetString, Uint};
use der::oid::ObjectIdentifier;
use der::{Encode, Sequence};
use token::Token;

/// Bytes that an answer may have. Usual ones have 2 to 10 thousand.
pub const MOST: usize = 1 << 20;

/// `MessageImprint`: what was hashed how.
#[derive(Sequence)]
struct Imprint<'a> {
    algorithm: Algorithm<'a>,
    hashed: OctetString,
}

/// `AlgorithmIdentifier`.
#[derive(Sequence)]
struct Algorithm<'a> {
    oid: ObjectIdentifier,
    #[asn1(optional = "true")]
    parameters: Option<AnyRef<'a>>,
}

/// `TimeStampReq` (RFC 3161 section 2.4.1), without a policy and extensions.
#[derive(Sequence)]
struct Request<'a> {
    version: u8,
    imprint: Imprint<'a>,
    nonce: Uint,
    certificates_wanted: bool,
}

/// What an authority is sent, as DER: a digest, a nonce, and the wish for its certificates. It learns nothing else.
pub fn timestamp_request(imprint: Digest, nonce: u64) -> Vec<u8> {
    let fits = "few bytes";
    let algorithm = Algorithm { oid: SHA_256, parameters: Some(Null.into()) };
    let request = Request {
        version: 1,
        imprint: Imprint { algorithm, hashed: OctetString::new(imprint.0).expect(fits) },
        nonce: Uint::new(&nonce.to_be_bytes()).expect(fits),
        certificates_wanted: true,
    };
    request.to_der().expect(fits)
}

/// A signed statement that a digest existed at a time. Only [`Timestamp::read`] makes one: its signature holds, by a certificate that is for
/// timestamps and was valid then. Who issued that certificate [`Timestamp::chain`] tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timestamp {
    /// The digest that was stamped.
    pub imprint: Digest,
    /// The number that was asked with, if any, as a big-endian number without leading zeros.
    nonce: Option<Vec<u8>>,
    /// When, as the authority says: microseconds since 1970, UTC.
    pub at: i64,
    /// Under which of its policies, as numbers with dots.
    pub policy: String,
    /// The authority's number for it, digits of bytes.
    pub serial: String,
    /// The subject of the certificate that signed, such as `CN=Lisk Time,O=Lisk`.
    pub signer: String,
    /// The certificate that signed, then the others that came with it, as DER.
    certificates: Vec<Vec<u8>>,
}

impl Timestamp {
    /// Reads an authority's answer (`TimeStampResp`, DER) and checks all that needs nothing else: that it was granted, that the statement is
    /// signed once, by the certificate that the signature names, which is for timestamps alone and valid at that time.
    pub fn read(untrusted_answer: &[u8]) -> Result<Self, TimestampError> {
        let token = Token::read(untrusted_answer)?;
        let signer = SignerCertificate::of(&token)?;
        signer.verify(&token)?;
        let statement = &token.statement;
        signer.is_for_timestamps_at(statement.at)?;
        let others = token.certificates.iter().filter(|other| ***other != *signer.der);
        Ok(Self {
            imprint: statement.imprint,
            nonce: statement.nonce.clone(),
            at: statement.at,
            policy: statement.policy.to_string(),
            serial: crate::digest::hex(&statement.serial),
            signer: signer.name(),
            certificates: std::iter::once(signer.der).chain(others.copied()).map(<[u8]>::to_vec).collect(),
        })
    }

    /// That it answers this request.
    pub fn answers(&self, imprint: Digest, nonce: u64) -> Result<(), TimestampError> {
        let bytes = nonce.to_be_bytes();
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count().min(7);
        if self.imprint != imprint {
            Err(TimestampError::OtherImprint)
        } else if self.nonce.as_deref() != Some(&bytes[zeros..]) {
            Err(TimestampError::OtherNonce)
        } else {
            Ok(())
        }
    }

    /// That the certificate that signed comes from one of these roots, every certificate between them being valid at the time of the
    /// timestamp: that root.
    pub fn chain(&self, roots: &TrustRoots) -> Result<IssuingRoot, TimestampError> {
        let (signer, others) = self.certificates.split_first().expect("that of the signer");
        roots.issued(signer, others, self.at)
    }
}

#[cfg(test)]
mod tests;
