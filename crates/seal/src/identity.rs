//! Who a member is to the case: a key that opens envelopes and one that signs, in one file under a passphrase.

use crate::key::{Key, purpose};
use crate::{Label, NotOpened, Random, Signer};
use age::secrecy::ExposeSecret;
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use hkdf::Hkdf;
use sha2::Sha256;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

const MAGIC: &[u8; 8] = b"PROIDEN1";
/// Magic, three numbers of cost, salt, commitment to the key, nonce.
const HEADER: usize = 8 + 12 + 32 + 32 + 24;
/// The letters of an age identity.
const AGE: usize = 74;

/// What trying one passphrase costs (Argon2id, RFC 9106).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Cost {
    /// What identities are sealed with: 64 MiB, three passes.
    pub const USUAL: Self = Self { memory: 64 * 1024, passes: 3, lanes: 1 };
    /// For tests, where thousands of passphrases are tried.
    pub const TEST: Self = Self { memory: 8, passes: 1, lanes: 1 };
    /// A file that asks for more is refused: it is altered, or made to use up the machine.
    pub const MOST: Self = Self { memory: 1024 * 1024, passes: 16, lanes: 8 };

    fn is_bearable(self) -> bool {
        self.memory <= Self::MOST.memory && self.passes <= Self::MOST.passes && self.lanes <= Self::MOST.lanes
    }
}

/// Why an identity's file does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// It is no identity's file, or of a later version.
    #[error("not a member's identity")]
    NotAnIdentity,
    /// It asks for more memory or time than any identity does.
    #[error("asks for more memory or time than any identity does")]
    Absurd,
    /// Another passphrase, or altered bytes: which of them cannot be told.
    #[error("the passphrase is another one, or the file is altered")]
    NotOpened,
}

/// A member's secrets.
pub struct Identity {
    age: age::x25519::Identity,
    signer: Signer,
    /// From which the keys of this member's devices are made.
    device: Zeroizing<[u8; 32]>,
}

/// A member's public key, to whom envelopes are sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient(age::x25519::Recipient);

impl Identity {
    /// A new member. The key for envelopes is drawn by `age` itself.
    pub fn new(random: &mut dyn Random) -> Self {
        let (mut seed, mut device) = (Zeroizing::new([0; 32]), Zeroizing::new([0; 32]));
        random.fill(&mut *seed);
        random.fill(&mut *device);
        Self { age: age::x25519::Identity::generate(), signer: Signer::from_seed(&seed), device }
    }

    /// A member with this age identity, whose other secrets are zeros.
    #[cfg(test)]
    pub(crate) fn of_age(secret: &str) -> Option<Self> {
        Self::from_plain(&[secret.as_bytes(), &[0; 64]].concat())
    }

    /// A member whose keys were made of something else: for envelopes, for signing, for devices.
    pub(crate) fn from_keys(scalar: &[u8; 32], seed: &[u8; 32], device: Zeroizing<[u8; 32]>) -> Self {
        let written = Zeroizing::new(bech32("age-secret-key-", scalar).to_uppercase());
        let age = written.parse().expect("32 bytes are an age identity");
        Self { age, signer: Signer::from_seed(seed), device }
    }

    /// Whom envelopes are sealed to.
    pub fn recipient(&self) -> Recipient {
        Recipient(self.age.to_public())
    }

    /// What signs in this member's name.
    pub fn signer(&self) -> &Signer {
        &self.signer
    }

    pub(crate) fn age(&self) -> &age::x25519::Identity {
        &self.age
    }

    /// The key of what one device keeps for itself.
    pub fn device_key(&self, device: &[u8; 16]) -> Key<purpose::Device> {
        let mut bytes = [0; 32];
        let info = [Label::Device.words().as_bytes(), &[0], device].concat();
        Hkdf::<Sha256>::new(None, &*self.device).expand(&info, &mut bytes).expect("32 bytes are few");
        Key::from_bytes(bytes)
    }

    /// Seals the member under a passphrase. It is put into Unicode's form C first, so that two keyboards give the same one.
    pub fn seal(&self, passphrase: &str, cost: Cost, random: &mut dyn Random) -> Vec<u8> {
        let mut file = Vec::from(MAGIC);
        for number in [cost.memory, cost.passes, cost.lanes] {
            file.extend(number.to_le_bytes());
        }
        let (mut salt, mut nonce) = ([0; 32], [0; 24]);
        random.fill(&mut salt);
        random.fill(&mut nonce);
        let derived = stretched(passphrase, cost, &salt).expect("the costs that we seal with are valid");
        file.extend(salt);
        file.extend(&derived[32..]);
        file.extend(nonce);
        let plain = self.plain();
        let payload = Payload { msg: &plain, aad: &file };
        let ciphertext = cipher(&derived).encrypt(&nonce.into(), payload).expect("few bytes");
        file.extend(ciphertext);
        file
    }

    /// Opens a member's file.
    pub fn open(file: &[u8], passphrase: &str) -> Result<Self, IdentityError> {
        let rest = file.strip_prefix(MAGIC).ok_or(IdentityError::NotAnIdentity)?;
        if file.len() < HEADER {
            return Err(IdentityError::NotAnIdentity);
        }
        let number = |at: usize| u32::from_le_bytes(rest[at..at + 4].try_into().expect("4 bytes"));
        let cost = Cost { memory: number(0), passes: number(4), lanes: number(8) };
        if !cost.is_bearable() {
            return Err(IdentityError::Absurd);
        }
        let (salt, commitment, nonce) = (&file[20..52], &file[52..84], &file[84..HEADER]);
        let derived = stretched(passphrase, cost, salt).ok_or(IdentityError::Absurd)?;
        if derived[32..] != *commitment {
            return Err(IdentityError::NotOpened);
        }
        let nonce: [u8; 24] = nonce.try_into().expect("24 bytes");
        let payload = Payload { msg: &file[HEADER..], aad: &file[..HEADER] };
        let plain = cipher(&derived).decrypt(&nonce.into(), payload).map(Zeroizing::new);
        plain.ok().and_then(|plain| Self::from_plain(&plain)).ok_or(IdentityError::NotOpened)
    }

    fn plain(&self) -> Zeroizing<Vec<u8>> {
        let age = self.age.to_string();
        let seed = Zeroizing::new(self.signer.seed());
        Zeroizing::new([age.expose_secret().as_bytes(), &*seed, &*self.device].concat())
    }

    fn from_plain(plain: &[u8]) -> Option<Self> {
        let (age, rest) = plain.split_at_checked(AGE)?;
        let (seed, device) = rest.split_at_checked(32)?;
        Some(Self {
            age: std::str::from_utf8(age).ok()?.parse().ok()?,
            signer: Signer::from_seed(seed.try_into().ok()?),
            device: Zeroizing::new(device.try_into().ok()?),
        })
    }
}

/// 64 bytes from a passphrase: a key and a commitment to it. None for costs that Argon2 does not take.
fn stretched(passphrase: &str, cost: Cost, salt: &[u8]) -> Option<Zeroizing<[u8; 64]>> {
    let normal = Zeroizing::new(passphrase.nfc().collect::<String>());
    let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(64)).ok()?;
    let mut derived = Zeroizing::new([0; 64]);
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(normal.as_bytes(), salt, &mut *derived).ok()?;
    Some(derived)
}

/// Bytes as age writes keys (BIP 173).
fn bech32(head: &str, bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    let mut digits: Vec<u8> = Vec::new();
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            digits.push((held >> bits) as u8 & 31);
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        digits.push((held << (5 - bits)) as u8 & 31);
    }
    let high = head.bytes().map(|letter| letter >> 5);
    let low = head.bytes().map(|letter| letter & 31);
    let sum = high.chain([0]).chain(low).chain(digits.iter().copied()).chain([0; 6]).fold(1, polymod) ^ 1;
    digits.extend((0..6).map(|at| (sum >> (5 * (5 - at))) as u8 & 31));
    let letters = digits.iter().map(|digit| char::from(LETTERS[usize::from(*digit)]));
    head.chars().chain(['1']).chain(letters).collect()
}

fn polymod(sum: u32, digit: u8) -> u32 {
    const TAPS: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    let top = sum >> 25;
    let shifted = ((sum & 0x01ff_ffff) << 5) ^ u32::from(digit);
    (0..5).filter(|at| top >> at & 1 == 1).fold(shifted, |sum, at| sum ^ TAPS[at])
}

fn cipher(derived: &[u8; 64]) -> XChaCha20Poly1305 {
    let key: [u8; 32] = derived[..32].try_into().expect("32 of 64");
    XChaCha20Poly1305::new(&key.into())
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Identity(secret)")
    }
}

impl Recipient {
    pub(crate) fn age(&self) -> &age::x25519::Recipient {
        &self.0
    }

    /// From `age1...`.
    pub fn parse(text: &str) -> Result<Self, NotOpened> {
        text.parse().map(Self).map_err(|_| NotOpened)
    }
}

impl std::fmt::Display for Recipient {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(formatter)
    }
}

impl std::fmt::Debug for Recipient {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Recipient({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::tests::Counting;

    fn sealed(passphrase: &str) -> (Identity, Vec<u8>) {
        let mut random = Counting::default();
        let identity = Identity::new(&mut random);
        let file = identity.seal(passphrase, Cost::TEST, &mut random);
        (identity, file)
    }

    #[test]
    fn a_member_comes_back() {
        let (identity, file) = sealed("four words make it");
        let opened = Identity::open(&file, "four words make it").unwrap();
        assert_eq!(opened.recipient(), identity.recipient());
        assert_eq!(opened.signer().seed(), identity.signer().seed());
        assert_eq!(opened.device_key(&[1; 16]).secret(), identity.device_key(&[1; 16]).secret());
        assert_ne!(opened.device_key(&[1; 16]).secret(), opened.device_key(&[2; 16]).secret());
        assert_eq!(Recipient::parse(&opened.recipient().to_string()).unwrap(), opened.recipient());
    }

    #[test]
    fn both_ways_to_write_an_accent_are_one_passphrase() {
        let (_, file) = sealed("caf\u{e9}");
        assert!(Identity::open(&file, "cafe\u{301}").is_ok());
    }

    #[test]
    fn ten_thousand_other_passphrases_give_one_error() {
        let (_, file) = sealed("right");
        for number in 0..10_000 {
            let error = Identity::open(&file, &format!("wrong {number}")).unwrap_err();
            assert_eq!(error, IdentityError::NotOpened);
        }
    }

    #[test]
    fn ten_other_passphrases_at_full_cost() {
        let mut random = Counting::default();
        let file = Identity::new(&mut random).seal("right", Cost::USUAL, &mut random);
        for number in 0..10 {
            let error = Identity::open(&file, &format!("wrong {number}")).unwrap_err();
            assert_eq!(error, IdentityError::NotOpened);
        }
        assert!(Identity::open(&file, "right").is_ok());
    }

    #[test]
    fn an_altered_file_does_not_open() {
        let (_, file) = sealed("right");
        for at in 0..file.len() {
            let mut copy = file.clone();
            copy[at] ^= 1;
            assert!(Identity::open(&copy, "right").is_err(), "byte {at}");
            assert!(Identity::open(&file[..at], "right").is_err(), "cut at {at}");
        }
        let mut absurd = file;
        absurd[8..12].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(Identity::open(&absurd, "right").unwrap_err(), IdentityError::Absurd);
    }
}
