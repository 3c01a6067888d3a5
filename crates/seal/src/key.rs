use crate::{Label, NotOpened, Random, TAG};
use chacha20poly1305::ChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, AeadInOut, KeyInit, Payload};
use hkdf::Hkdf;
use sha2::Sha256;
use std::marker::PhantomData;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// What a key may open, so that one cannot be handed in for another.
pub mod purpose {
    /// Everything of a compartment in one epoch.
    #[derive(Debug, Clone, Copy)]
    pub struct Epoch;
    /// Everything of one subject: an exhibit, an interview, a person.
    #[derive(Debug, Clone, Copy)]
    pub struct Subject;
    /// What one device of one member keeps for itself.
    #[derive(Debug, Clone, Copy)]
    pub struct Device;
    /// The search index of one compartment on one device.
    #[derive(Debug, Clone, Copy)]
    pub struct Index;
}

/// A secret of 32 bytes, wiped when it goes.
pub struct Key<P> {
    bytes: [u8; 32],
    purpose: PhantomData<P>,
}

/// Bytes that only a key opens: salt (32), commitment to the key (32), ciphertext with its tag (16). They may lie in a larger piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed<B = Vec<u8>>(B);

/// Bytes that were sealed, wiped when they go.
pub type Opened = Zeroizing<Vec<u8>>;

/// Salt and commitment.
pub(crate) const PREFIX: usize = 64;

impl<P> Key<P> {
    /// A key that nobody has.
    pub fn new(random: &mut dyn Random) -> Self {
        let mut bytes = [0; 32];
        random.fill(&mut bytes);
        Self::from_bytes(bytes)
    }

    /// A key that was taken out of something sealed.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self { bytes, purpose: PhantomData }
    }

    /// The secret itself, to be sealed under another key.
    pub fn secret(&self) -> &[u8; 32] {
        &self.bytes
    }

    /// Seals bytes for one place. `context` says which (an entry's log and number, a file's name): what is moved to another does not open.
    pub fn seal(&self, label: Label, context: &[u8], plain: &[u8], random: &mut dyn Random) -> Sealed {
        let mut salt = [0; 32];
        random.fill(&mut salt);
        let derived = self.derived(label, context, &salt);
        let cipher = ChaCha20Poly1305::new(&derived.cipher_key().into());
        // The key is used once, so that the nonce may be constant.
        let payload = Payload { msg: plain, aad: derived.commitment() };
        let ciphertext = cipher.encrypt(&[0; 12].into(), payload).expect("fewer than 256 GiB");
        let mut sealed = Vec::with_capacity(PREFIX + ciphertext.len());
        sealed.extend(salt);
        sealed.extend(derived.commitment());
        sealed.extend(ciphertext);
        Sealed(sealed)
    }

    /// Opens what was sealed with this key, label and context.
    pub fn open<B: AsRef<[u8]>>(
        &self,
        label: Label,
        context: &[u8],
        sealed: &Sealed<B>,
    ) -> Result<Opened, NotOpened> {
        let mut opened = Opened::default();
        self.open_into(label, context, sealed, &mut opened).map(|()| opened)
    }

    /// As [`open`](Self::open), into bytes that are used again and again; they are empty where it does not open.
    pub fn open_into<B: AsRef<[u8]>>(
        &self,
        label: Label,
        context: &[u8],
        sealed: &Sealed<B>,
        opened: &mut Opened,
    ) -> Result<(), NotOpened> {
        opened.clear();
        let (salt, rest) = sealed.bytes().split_at_checked(32).ok_or(NotOpened)?;
        let (commitment, ciphertext) = rest.split_at_checked(32).ok_or(NotOpened)?;
        let derived = self.derived(label, context, salt);
        if derived.commitment() != commitment {
            return Err(NotOpened);
        }
        let cipher = ChaCha20Poly1305::new(&derived.cipher_key().into());
        opened.extend_from_slice(ciphertext);
        cipher.decrypt_in_place(&[0; 12].into(), commitment, &mut **opened).map_err(|_| {
            opened.clear();
            NotOpened
        })
    }

    /// A name that only holders of the key can tell beforehand, the same for the same context.
    pub fn name(&self, label: Label, context: &[u8]) -> [u8; 16] {
        let derived = self.derived(label, context, &[]);
        derived.cipher_key()[..16].try_into().expect("16 of 32")
    }

    /// What seals one thing and nothing else.
    pub(crate) fn derived(&self, label: Label, context: &[u8], salt: &[u8]) -> Derived {
        let mut bytes = [0; 64];
        let info = [label.words().as_bytes(), &[0], context].concat();
        Hkdf::<Sha256>::new(Some(salt), &self.bytes).expand(&info, &mut bytes).expect("64 bytes are few");
        Derived(bytes)
    }
}

/// A key for the cipher and a commitment to it, so that nothing opens under two keys.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct Derived([u8; 64]);

impl Derived {
    pub(crate) fn cipher_key(&self) -> [u8; 32] {
        self.0[..32].try_into().expect("32 of 64")
    }

    pub(crate) fn commitment(&self) -> &[u8] {
        &self.0[32..]
    }
}

impl<B: AsRef<[u8]>> Sealed<B> {
    /// Bytes that were read from somewhere; whether they are sealed shows when they are opened.
    pub fn from_bytes(bytes: B) -> Self {
        Self(bytes)
    }

    /// As they are written.
    pub fn bytes(&self) -> &[u8] {
        self.0.as_ref()
    }
}

impl Sealed {
    /// Bytes that sealing adds.
    pub const OVERHEAD: usize = PREFIX + TAG;
}

impl<P> Clone for Key<P> {
    fn clone(&self) -> Self {
        Self::from_bytes(self.bytes)
    }
}

impl<P> Drop for Key<P> {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}

impl<P> std::fmt::Debug for Key<P> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Key(secret)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::tests::Counting;

    #[test]
    fn what_is_sealed_opens_in_its_place_only() {
        let mut random = Counting::default();
        let key: Key<purpose::Subject> = Key::new(&mut random);
        let other: Key<purpose::Subject> = Key::new(&mut random);
        let sealed = key.seal(Label::EntryBody, b"log 1, entry 2", b"He was held.", &mut random);
        assert_eq!(sealed.bytes().len(), 12 + Sealed::OVERHEAD);
        let opened = key.open(Label::EntryBody, b"log 1, entry 2", &sealed).unwrap();
        assert_eq!(opened.as_slice(), b"He was held.");
        assert_eq!(key.open(Label::EntryBody, b"log 1, entry 3", &sealed), Err(NotOpened));
        assert_eq!(key.open(Label::EntryHeader, b"log 1, entry 2", &sealed), Err(NotOpened));
        assert_eq!(other.open(Label::EntryBody, b"log 1, entry 2", &sealed), Err(NotOpened));
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_seen() {
        let mut random = Counting::default();
        let key: Key<purpose::Subject> = Key::new(&mut random);
        let sealed = key.seal(Label::Keyring, b"", b"words", &mut random);
        for bit in 0..sealed.bytes().len() * 8 {
            let mut bytes = sealed.bytes().to_vec();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(key.open(Label::Keyring, b"", &Sealed::from_bytes(bytes)), Err(NotOpened));
        }
        for length in 0..sealed.bytes().len() {
            let cut = Sealed::from_bytes(sealed.bytes()[..length].to_vec());
            assert_eq!(key.open(Label::Keyring, b"", &cut), Err(NotOpened));
        }
    }

    #[test]
    fn a_key_does_not_show_itself() {
        let key: Key<purpose::Epoch> = Key::from_bytes([7; 32]);
        assert_eq!(format!("{key:?}"), "Key(secret)");
    }
}
