//! An age file for one X25519 recipient, made from a secret that is given instead of agreed.

use crate::identity::Recipient;
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use bech32::{Bech32, Hrp};
use chacha20poly1305::ChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, KeyInit};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;

const FILE_KEY: [u8; 16] = [7; 16];
const PAYLOAD_NONCE: [u8; 16] = [9; 16];

/// A private key (32) as age writes it.
pub fn secret_words(private: &[u8; 32]) -> String {
    let prefix = Hrp::parse("age-secret-key-").unwrap();
    bech32::encode_upper::<Bech32>(prefix, private).unwrap()
}

/// The file: `share` (32) is what the sender's ephemeral key is said to be, `shared` (32) what both are said to have agreed on.
pub fn age_file(share: &[u8; 32], to: &Recipient, shared: &[u8; 32], content: &[u8]) -> Vec<u8> {
    let (_, recipient) = bech32::decode(&to.to_string()).unwrap();
    let wrap = derived(shared, &[&share[..], &recipient].concat(), b"age-encryption.org/v1/X25519");
    let header = format!(
        "age-encryption.org/v1\n-> X25519 {}\n{}\n---",
        STANDARD_NO_PAD.encode(share),
        STANDARD_NO_PAD.encode(sealed(&wrap, &[0; 12], &FILE_KEY))
    );
    let mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&derived(&FILE_KEY, &[], b"header")).unwrap();
    let mac = mac.chain_update(header.as_bytes()).finalize().into_bytes();
    let payload = derived(&FILE_KEY, &PAYLOAD_NONCE, b"payload");
    // The only chunk, so the last one.
    let last = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    let mut file = format!("{header} {}\n", STANDARD_NO_PAD.encode(mac)).into_bytes();
    file.extend(PAYLOAD_NONCE);
    file.extend(sealed(&payload, &last, content));
    file
}

fn derived(key: &[u8], salt: &[u8], info: &[u8]) -> [u8; 32] {
    let mut bytes = [0; 32];
    Hkdf::<Sha256>::new(Some(salt), key).expand(info, &mut bytes).unwrap();
    bytes
}

fn sealed(key: &[u8; 32], nonce: &[u8; 12], content: &[u8]) -> Vec<u8> {
    ChaCha20Poly1305::new(key.into()).encrypt(nonce.into(), content).unwrap()
}
