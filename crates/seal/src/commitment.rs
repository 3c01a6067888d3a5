//! Salted digests of single fields, so that a package can open one and keep the others closed.

use crate::{Digest, Random, sha256};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::ZeroizeOnDrop;

/// The secret of an entry from which the salts of its fields are made. It stands in the erasable body: when that is gone, no field can be
/// guessed from its digest.
#[derive(Clone, PartialEq, Eq, ZeroizeOnDrop)]
pub struct EntrySalt(pub [u8; 32]);

impl EntrySalt {
    /// A salt that nobody has.
    pub fn new(random: &mut dyn Random) -> Self {
        let mut bytes = [0; 32];
        random.fill(&mut bytes);
        Self(bytes)
    }

    /// The salt of the field at this place.
    pub fn of_field(&self, index: u32) -> [u8; 32] {
        self.of_fields().of(index)
    }

    /// The salts of several fields.
    pub fn of_fields(&self) -> FieldSalts {
        FieldSalts(Hkdf::new(None, &self.0))
    }
}

/// Makes the salts of an entry's fields.
pub struct FieldSalts(Hkdf<Sha256>);

impl FieldSalts {
    /// The salt of the field at this place.
    pub fn of(&self, index: u32) -> [u8; 32] {
        let mut salt = [0; 32];
        let info = [b"probata/v1/field-salt".as_slice(), &index.to_le_bytes()].concat();
        self.0.expand(&info, &mut salt).expect("32 bytes are few");
        salt
    }
}

impl std::fmt::Debug for FieldSalts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("FieldSalts(secret)")
    }
}

impl std::fmt::Debug for EntrySalt {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("EntrySalt(secret)")
    }
}

/// SHA-256 of tag, salt, name and value, each with its length, so that no other pair gives the same bytes.
pub fn field_digest(salt: &[u8; 32], name: &str, value: &[u8]) -> Digest {
    let mut bytes = Vec::with_capacity(80 + name.len() + value.len());
    bytes.extend(b"probata/v1/field\0");
    bytes.extend(salt);
    bytes.extend((name.len() as u32).to_le_bytes());
    bytes.extend(name.as_bytes());
    bytes.extend((value.len() as u64).to_le_bytes());
    bytes.extend(value);
    sha256(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values_do_not_run_together() {
        let salt = EntrySalt([1; 32]).of_field(0);
        assert_ne!(field_digest(&salt, "ab", b"c"), field_digest(&salt, "a", b"bc"));
        assert_ne!(EntrySalt([1; 32]).of_field(1), salt);
    }
}
