//! Which authorities a person trusts, and whether a certificate comes from one of them.

use super::TimestampError;
use super::algorithm::OF_CERTIFICATES;
use super::certificate::MOST;
use der::Decode;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, UnixTime};
use std::time::Duration;
use webpki::{EndEntityCert, KeyUsage, VerifiedPath, anchor_from_trusted_cert};
use x509_cert::Certificate;
use x509_cert::ext::pkix::KeyUsage as Usage;

/// `id-kp-timeStamping`, as the bytes of an object identifier. That the signer's certificate says it is looked at elsewhere; those that issue
/// others seldom do.
const TIMESTAMPING: KeyUsage = KeyUsage::required_if_present(&[0x2b, 6, 1, 5, 5, 7, 3, 8]);
/// Certificates that may be trusted at once.
const MOST_ROOTS: usize = 1024;

/// Certificates that somebody trusts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustRoots(Vec<CertificateDer<'static>>);

/// The root that a timestamp's certificate comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuingRoot {
    /// Its subject.
    pub name: String,
    /// Its bytes, as DER: enough to check the chain again.
    pub certificate: Vec<u8>,
}

impl TrustRoots {
    /// From a file: one certificate as DER, or any number as PEM.
    pub fn read(bytes: &[u8]) -> Result<Self, TimestampError> {
        let of_pem = CertificateDer::pem_slice_iter(bytes).take(MOST_ROOTS);
        let of_pem: Result<Vec<_>, _> = of_pem.collect();
        let mut found = of_pem.map_err(|_| TimestampError::NoRoots)?;
        if found.is_empty() {
            found.push(CertificateDer::from(bytes.to_vec()));
        }
        Self::checked(found)
    }

    fn checked(found: Vec<CertificateDer<'static>>) -> Result<Self, TimestampError> {
        let is_root = |der: &CertificateDer<'_>| der.len() <= MOST && anchor_from_trusted_cert(der).is_ok();
        if !found.is_empty() && found.iter().all(is_root) {
            Ok(Self(found))
        } else {
            Err(TimestampError::NoRoots)
        }
    }

    /// The root that issued a certificate, by way of the others.
    pub(super) fn issued(
        &self,
        signer: &[u8],
        others: &[Vec<u8>],
        at: i64,
    ) -> Result<IssuingRoot, TimestampError> {
        let not = |error: webpki::Error| TimestampError::NotTrusted(why(&error));
        let signer = CertificateDer::from(signer);
        let others: Vec<CertificateDer<'_>> =
            others.iter().map(|der| CertificateDer::from(&der[..])).collect();
        let anchors: Result<Vec<_>, _> = self.0.iter().map(anchor_from_trusted_cert).collect();
        let anchors = anchors.map_err(not)?;
        let signer = EndEntityCert::try_from(&signer).map_err(not)?;
        let at = UnixTime::since_unix_epoch(Duration::from_micros(u64::try_from(at).unwrap_or(0)));
        let path = signer
            .verify_for_usage(OF_CERTIFICATES, &anchors, &others, at, TIMESTAMPING, None, Some(&may_issue))
            .map_err(not)?;
        let is_anchor = |der: &&CertificateDer<'_>| {
            let anchor = anchor_from_trusted_cert(der);
            anchor.is_ok_and(|anchor| {
                let found = path.anchor();
                anchor.subject == found.subject
                    && anchor.subject_public_key_info == found.subject_public_key_info
            })
        };
        let root = self.0.iter().find(is_anchor).ok_or(TimestampError::NoRoots)?;
        let read = Certificate::from_der(root).map_err(|_| TimestampError::NoRoots)?;
        Ok(IssuingRoot { name: read.tbs_certificate.subject.to_string(), certificate: root.to_vec() })
    }
}

/// That every certificate between may sign certificates, where it says what its key is for: webpki does not look at it.
fn may_issue(path: &VerifiedPath<'_>) -> Result<(), webpki::Error> {
    let may = path.intermediate_certificates().all(|certificate| {
        let der = certificate.der();
        let read = (der.len() <= MOST).then(|| Certificate::from_der(&der).ok()).flatten();
        let usage = read.and_then(|read| read.tbs_certificate.get::<Usage>().ok());
        usage.is_some_and(|usage| usage.is_none_or(|(_, usage)| usage.key_cert_sign()))
    });
    may.then_some(()).ok_or(webpki::Error::EndEntityUsedAsCa)
}

/// In words, for what happens most.
fn why(error: &webpki::Error) -> String {
    match error {
        webpki::Error::UnknownIssuer => "none of them issued it".to_owned(),
        webpki::Error::InvalidSignatureForPublicKey => {
            "a certificate on the way is not signed by the one that it names".to_owned()
        }
        webpki::Error::CertExpired { .. } => "a certificate on the way had expired by then".to_owned(),
        webpki::Error::CertNotValidYet { .. } => "a certificate on the way was not valid yet".to_owned(),
        webpki::Error::EndEntityUsedAsCa | webpki::Error::CaUsedAsEndEntity => {
            "a certificate on the way may not issue others, or may where it should not".to_owned()
        }
        other => format!("{other:?}"),
    }
}
