use ed25519_dalek::{Signature as Inner, Signer as _, SigningKey, VerifyingKey};

/// An Ed25519 signature.
pub type Signature = [u8; 64];

/// A secret key that signs.
#[derive(Clone)]
pub struct Signer(SigningKey);

/// A public key that checks signatures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verifier(VerifyingKey);

impl Signer {
    /// From its secret seed.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The secret seed, to be sealed.
    pub fn seed(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// Signs bytes.
    pub fn sign(&self, bytes: &[u8]) -> Signature {
        self.0.sign(bytes).to_bytes()
    }

    /// The public key.
    pub fn verifier(&self) -> Verifier {
        Verifier(self.0.verifying_key())
    }
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Signer(secret)")
    }
}

impl Verifier {
    /// From 32 bytes; none if they are no key.
    pub fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
        VerifyingKey::from_bytes(bytes).ok().map(Self)
    }

    /// The public key's bytes.
    pub fn bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// True if the holder of the key signed these bytes. Strict: keys and signatures of small order are refused.
    pub fn verify(&self, bytes: &[u8], signature: &Signature) -> bool {
        self.0.verify_strict(bytes, &Inner::from_bytes(signature)).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_of_these_bytes_by_this_key() {
        let signer = Signer::from_seed(&[1; 32]);
        let signature = signer.sign(b"words");
        assert!(signer.verifier().verify(b"words", &signature));
        assert!(!signer.verifier().verify(b"word", &signature));
        assert!(!Signer::from_seed(&[2; 32]).verifier().verify(b"words", &signature));
        assert_eq!(Verifier::from_bytes(&signer.verifier().bytes()), Some(signer.verifier()));
    }

    #[test]
    fn the_zero_key_signs_nothing() {
        let mut small = [0; 32];
        small[0] = 1;
        let key = Verifier::from_bytes(&small).unwrap();
        let mut signature = [0; 64];
        signature[0] = 1;
        assert!(!key.verify(b"anything", &signature));
    }
}
