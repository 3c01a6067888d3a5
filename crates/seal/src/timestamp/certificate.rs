//! The certificate that signed: that it is the one that the signature names, that its key made the signature, and that it is for timestamps.

use super::algorithm::{Hash, candidates};
use super::token::{Pieces, Token};
use super::{Algorithm, TimestampError};
use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use der::{Decode, Encode, Tag, TagNumber, Tagged};
use rustls_pki_types::CertificateDer;
use x509_cert::Certificate;
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::{ExtendedKeyUsage, KeyUsage, KeyUsages, SubjectKeyIdentifier};

/// `signingCertificate`, by SHA-1 (RFC 2634), and its successor (RFC 5035).
const NAMED: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.12");
const NAMED_V2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
const KEY_IDENTIFIER: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.14");
const KEY_USAGE: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.15");
const PURPOSES: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.37");
const TIMESTAMPING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");
/// Bytes that a certificate may have: names in it are sorted when they are read, which takes the square of their number.
pub(super) const MOST: usize = 16 * 1024;

/// The certificate that a signature names.
pub(super) struct SignerCertificate<'a> {
    pub der: &'a [u8],
    read: Certificate,
}

impl<'a> SignerCertificate<'a> {
    /// Finds it among those that came with the token. Both the signer's name and the signed digest say which one it is.
    pub(super) fn of(token: &Token<'a>) -> Result<Self, TimestampError> {
        let mut named =
            token.certificates.iter().filter(|der| is_named(token, der)).filter_map(|der| Self::read(der));
        named.find(|certificate| certificate.is_signer(token.signer)).ok_or(TimestampError::NoCertificate)
    }

    pub(super) fn read(der: &'a [u8]) -> Option<Self> {
        let read = (der.len() <= MOST).then(|| Certificate::from_der(der).ok()).flatten()?;
        Some(Self { der, read })
    }

    /// `SignerIdentifier`.
    fn is_signer(&self, named: AnyRef<'_>) -> bool {
        let certificate = &self.read.tbs_certificate;
        if named.tag() != Tag::Sequence {
            let identifier = (Tag::ContextSpecific { constructed: false, number: TagNumber::N0 }
                == named.tag())
            .then(|| self.extension(KEY_IDENTIFIER).ok().flatten())
            .flatten()
            .and_then(|found| SubjectKeyIdentifier::from_der(found.extn_value.as_bytes()).ok());
            return identifier.is_some_and(|identifier| identifier.0.as_bytes() == named.value());
        }
        let read = || -> der::Result<_> {
            let mut pieces = Pieces::of(named)?;
            let (issuer, number): (AnyRef<'_>, AnyRef<'_>) = (pieces.next()?, pieces.next()?);
            let is_issuer = issuer.to_der()? == certificate.issuer.to_der()?;
            Ok(is_issuer
                && number.tag() == Tag::Integer
                && number.value() == certificate.serial_number.as_bytes())
        };
        read().unwrap_or(false)
    }

    /// That its key made the signature.
    pub(super) fn verify(&self, token: &Token<'_>) -> Result<(), TimestampError> {
        let der = CertificateDer::from(self.der);
        let certificate = webpki::EndEntityCert::try_from(&der)
            .map_err(|_| TimestampError::NotForTimestamps("it asks for something that is not known here"))?;
        let candidates = candidates(&token.algorithm, token.digest)?;
        let holds = candidates.iter().any(|algorithm| {
            certificate.verify_signature(*algorithm, &token.attributes.signed, token.signature).is_ok()
        });
        holds.then_some(()).ok_or(TimestampError::NotSigned)
    }

    /// RFC 3161 section 2.3: timestamping is its only purpose, and that is critical. Like `openssl ts`, a key usage that is said is for
    /// signatures alone.
    pub(super) fn is_for_timestamps_at(&self, at: i64) -> Result<(), TimestampError> {
        let not = |why| Err(TimestampError::NotForTimestamps(why));
        let Some(purposes) = self.extension(PURPOSES)? else { return not("it does not say what it is for") };
        let said = ExtendedKeyUsage::from_der(purposes.extn_value.as_bytes()).map(|said| said.0);
        if said.ok().as_deref() != Some(&[TIMESTAMPING]) {
            return not("it is for something else too, or only");
        }
        if !purposes.critical {
            return not("its purpose is not marked critical");
        }
        if let Some(usage) = self.extension(KEY_USAGE)? {
            let may = KeyUsages::DigitalSignature | KeyUsages::NonRepudiation;
            let usage = KeyUsage::from_der(usage.extn_value.as_bytes()).map(|usage| usage.0);
            if !usage.is_ok_and(|usage| !usage.is_empty() && may.contains(usage)) {
                return not("its key is for something else too, or only");
            }
        }
        let validity = &self.read.tbs_certificate.validity;
        let seconds = u64::try_from(at / 1_000_000).unwrap_or(0);
        let is_valid = validity.not_before.to_unix_duration().as_secs() <= seconds
            && seconds <= validity.not_after.to_unix_duration().as_secs();
        is_valid.then_some(()).ok_or(TimestampError::NotValidThen)
    }

    /// Its subject, such as `CN=Lisk Time,O=Lisk`.
    pub(super) fn name(&self) -> String {
        self.read.tbs_certificate.subject.to_string()
    }

    /// An extension that stands in it at most once.
    fn extension(&self, kind: ObjectIdentifier) -> Result<Option<&Extension>, TimestampError> {
        let all = self.read.tbs_certificate.extensions.iter().flatten();
        let mut found = all.filter(|extension| extension.extn_id == kind);
        match (found.next(), found.next()) {
            (found, None) => Ok(found),
            _ => Err(TimestampError::NotForTimestamps("it says something twice")),
        }
    }
}

/// That the signed attributes name this certificate by its digest: the first of `ESSCertIDv2`, or of `ESSCertID` where there is no other. The
/// issuer and number that may stand beside say nothing that the digest does not.
fn is_named(token: &Token<'_>, der: &[u8]) -> bool {
    let named = || -> der::Result<bool> {
        let (value, is_old) = match (token.attributes.value(NAMED_V2), token.attributes.value(NAMED)) {
            (Some(value), _) => (value, false),
            (None, Some(value)) => (value, true),
            (None, None) => return Ok(false),
        };
        let list: AnyRef<'_> = Pieces::of(value)?.next()?;
        let mut first = Pieces::of(Pieces::of(list)?.next()?)?;
        let digest = match first.next_if(Tag::Sequence)? {
            Some(_) if is_old => return Ok(false),
            Some(algorithm) => {
                Hash::of(&algorithm.decode_as::<Algorithm<'_>>()?).map(|hash| hash.digest(der)).ok()
            }
            None if is_old => {
                Some(sha1::Digest::finalize(sha1::Digest::chain_update(sha1::Sha1::default(), der)).to_vec())
            }
            None => Some(Hash::Sha256.digest(der)),
        };
        let said: OctetStringRef<'_> = first.next()?;
        Ok(digest.as_deref() == Some(said.as_bytes()))
    };
    named().unwrap_or(false)
}
