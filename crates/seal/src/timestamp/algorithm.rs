//! Digests and signatures that authorities use. RSA by ring, curves by RustCrypto, since ring has no SHA-512 with them.

use super::{Algorithm, TimestampError};
use der::oid::ObjectIdentifier;
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use rustls_pki_types::{AlgorithmIdentifier, InvalidSignature, SignatureVerificationAlgorithm, alg_id};
use sha2::{Digest as _, Sha256, Sha384, Sha512};
use webpki::ring::{RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512};

pub(super) const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const SHA_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
const SHA_512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const RSA_SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
const RSA_SHA_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.12");
const RSA_SHA_512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.13");
const ECDSA_SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");
const ECDSA_SHA_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.3");
const ECDSA_SHA_512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.4");

/// A digest of RFC 5754.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// The digest that is named; weaker ones are not taken.
    pub(super) fn of(algorithm: &Algorithm<'_>) -> Result<Self, TimestampError> {
        match algorithm.oid {
            SHA_256 => Ok(Self::Sha256),
            SHA_384 => Ok(Self::Sha384),
            SHA_512 => Ok(Self::Sha512),
            other => Err(TimestampError::Algorithm(other.to_string())),
        }
    }

    pub(super) fn digest(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha256 => Sha256::digest(bytes).to_vec(),
            Self::Sha384 => Sha384::digest(bytes).to_vec(),
            Self::Sha512 => Sha512::digest(bytes).to_vec(),
        }
    }
}

/// How signatures under a statement may be checked. A signature of CMS names its digest beside, so that `rsaEncryption` alone is enough
/// (RFC 3370 section 3.2); where it names one too, it is the same.
pub(super) fn candidates(
    signature: &Algorithm<'_>,
    digest: Hash,
) -> Result<Vec<&'static dyn SignatureVerificationAlgorithm>, TimestampError> {
    let of_curves = match (signature.oid, digest) {
        (RSA | RSA_SHA_256, Hash::Sha256) => return Ok(vec![RSA_PKCS1_2048_8192_SHA256]),
        (RSA | RSA_SHA_384, Hash::Sha384) => return Ok(vec![RSA_PKCS1_2048_8192_SHA384]),
        (RSA | RSA_SHA_512, Hash::Sha512) => return Ok(vec![RSA_PKCS1_2048_8192_SHA512]),
        (ECDSA_SHA_256, Hash::Sha256) => alg_id::ECDSA_SHA256,
        (ECDSA_SHA_384, Hash::Sha384) => alg_id::ECDSA_SHA384,
        (ECDSA_SHA_512, Hash::Sha512) => alg_id::ECDSA_SHA512,
        (other, _) => return Err(TimestampError::Algorithm(other.to_string())),
    };
    let all = OF_CERTIFICATES.iter().copied();
    Ok(all.filter(|algorithm| algorithm.signature_alg_id() == of_curves).collect())
}

/// How certificates may be signed.
pub(super) static OF_CERTIFICATES: &[&dyn SignatureVerificationAlgorithm] = &[
    RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA384,
    RSA_PKCS1_2048_8192_SHA512,
    &Ecdsa(Curve::P256, Hash::Sha256),
    &Ecdsa(Curve::P384, Hash::Sha256),
    &Ecdsa(Curve::P256, Hash::Sha384),
    &Ecdsa(Curve::P384, Hash::Sha384),
    &Ecdsa(Curve::P256, Hash::Sha512),
    &Ecdsa(Curve::P384, Hash::Sha512),
];

#[derive(Debug, Clone, Copy)]
enum Curve {
    P256,
    P384,
}

/// ECDSA on a curve with a digest.
#[derive(Debug, Clone, Copy)]
struct Ecdsa(Curve, Hash);

impl SignatureVerificationAlgorithm for Ecdsa {
    fn verify_signature(&self, key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        let digest = self.1.digest(message);
        let verified = match self.0 {
            Curve::P256 => p256::ecdsa::VerifyingKey::from_sec1_bytes(key).and_then(|key| {
                let signature = p256::ecdsa::Signature::from_der(signature)?;
                key.verify_prehash(&digest, &signature)
            }),
            Curve::P384 => p384::ecdsa::VerifyingKey::from_sec1_bytes(key).and_then(|key| {
                let signature = p384::ecdsa::Signature::from_der(signature)?;
                key.verify_prehash(&digest, &signature)
            }),
        };
        verified.map_err(|_| InvalidSignature)
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        match self.0 {
            Curve::P256 => alg_id::ECDSA_P256,
            Curve::P384 => alg_id::ECDSA_P384,
        }
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        match self.1 {
            Hash::Sha256 => alg_id::ECDSA_SHA256,
            Hash::Sha384 => alg_id::ECDSA_SHA384,
            Hash::Sha512 => alg_id::ECDSA_SHA512,
        }
    }
}
