//! Public test vectors (`tests/vectors/`) for what we use, through our own functions where there is one that takes their values.
//!
//! Keys and blobs draw a salt and derive the cipher's key from it, so that no vector can be put through them: for the two ciphers the
//! library is asked directly, in the version that [`crate::key`], [`crate::blob`] and [`crate::identity`] use.

mod age_file;

use crate::envelope::opened;
use crate::identity::Identity;
use crate::{Bound, Digest, Verifier, open_envelope, sha256};
use age_file::{age_file, secret_words};
use base64::{Engine, engine::general_purpose::STANDARD};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, XChaCha20Poly1305};

/// The lines of a file of vectors, cut at blanks.
fn lines(file: &str) -> impl Iterator<Item = Vec<&str>> {
    file.lines().filter(|line| !line.starts_with('#')).map(|line| line.split(' ').collect())
}

fn bytes(digits: &str) -> Vec<u8> {
    let digits = digits.trim_matches('-');
    let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
    (0..digits.len()).step_by(2).map(byte).collect()
}

fn array<const N: usize>(digits: &str) -> [u8; N] {
    bytes(digits).try_into().unwrap()
}

#[test]
fn signatures_through_our_verifier() {
    let mut passed = 0;
    for line in lines(include_str!("../tests/vectors/ed25519.txt")) {
        let [number, result, _, key, message, signature] = line[..] else { panic!("{line:?}") };
        let holds = Verifier::from_bytes(&array(key)).is_some_and(|key| {
            let signature = bytes(signature).try_into();
            signature.is_ok_and(|signature| key.verify(&bytes(message), &signature))
        });
        assert_eq!(holds, result == "valid", "{number}");
        passed += 1;
    }
    assert_eq!(passed, 151);
}

/// Each secret wraps the key of an age file that our envelopes open if they agree on the same one. A secret of zeros, which a point of small
/// order gives whatever the private key is, opens nothing.
#[test]
fn agreed_secrets_through_our_envelopes() {
    let (mut opening, mut refused) = (0, 0);
    for line in lines(include_str!("../tests/vectors/x25519.txt")) {
        let [number, _, flags, public, private, shared] = line[..] else { panic!("{line:?}") };
        let identity = Identity::of_age(&secret_words(&array(private))).unwrap();
        let file = age_file(&array(public), &identity.recipient(), &array(shared), b"words");
        let found = opened(&file, &identity).ok();
        if flags.contains("ZeroSharedSecret") {
            assert_eq!(found, None, "{number}");
            refused += 1;
        } else {
            assert_eq!(found.as_deref().map(Vec::as_slice), Some(b"words".as_slice()), "{number}");
            opening += 1;
        }
    }
    assert_eq!((opening, refused), (487, 31));
}

/// Through the libraries' ciphers.
#[test]
fn sealed_messages() {
    let short = sealed::<ChaCha20Poly1305, 12>(include_str!("../tests/vectors/chacha20_poly1305.txt"));
    let long = sealed::<XChaCha20Poly1305, 24>(include_str!("../tests/vectors/xchacha20_poly1305.txt"));
    assert_eq!((short, long), (325, 315));
}

/// How many passed; those whose nonce has another length cannot be said to the cipher at all.
fn sealed<C: KeyInit + Aead, const NONCE: usize>(file: &str) -> usize {
    let mut passed = 0;
    for line in lines(file) {
        let [number, result, flags, key, nonce, aad, message, ciphertext, tag] = line[..] else {
            panic!("{line:?}")
        };
        let (aad, message, nonce) = (bytes(aad), bytes(message), bytes(nonce));
        let sealed = [bytes(ciphertext), bytes(tag)].concat();
        passed += 1;
        let Ok(nonce) = nonce.as_slice().try_into() else {
            assert!(nonce.len() != NONCE && flags.contains("InvalidNonceSize"), "{number}");
            continue;
        };
        let cipher = C::new_from_slice(&bytes(key)).unwrap();
        let opened = cipher.decrypt(nonce, Payload { msg: &sealed, aad: &aad }).ok();
        assert_eq!(opened, (result == "valid").then(|| message.clone()), "{number}");
        if result == "valid" {
            let again = cipher.encrypt(nonce, Payload { msg: &message, aad: &aad });
            assert_eq!(again.ok(), Some(sealed), "{number}");
        }
    }
    passed
}

/// What `age` opens although the format does not allow it: before 2021 a body of whole lines, or none, had no empty line behind it. No harm:
/// an envelope is held to a digest that was signed.
const OF_OLD: [&str; 2] = ["stanza_missing_body", "stanza_missing_final_line"];

/// What opens has the content that it should; and none of it passes for the key of an epoch.
#[test]
fn files_of_age_through_our_envelopes() {
    let bound = Bound { case: [0; 16], compartment: [0; 16], epoch: 1, previous: Digest::default() };
    let (mut opening, mut refused) = (0, 0);
    for line in lines(include_str!("../tests/vectors/age.txt")) {
        let [name, expected, content, identity, file] = line[..] else { panic!("{line:?}") };
        let (file, identity) = (STANDARD.decode(file).unwrap(), Identity::of_age(identity).unwrap());
        let found = opened(&file, &identity).ok().map(|found| sha256(&found).hex());
        match expected {
            "success" => {
                assert_eq!(found.as_deref(), Some(content), "{name}");
                opening += 1;
            }
            _ => {
                assert_eq!(found.is_some(), OF_OLD.contains(&name), "{name}");
                refused += 1;
            }
        }
        assert!(open_envelope(&file, &bound, &identity).is_err(), "{name}");
    }
    assert_eq!((opening, refused), (7, 40));
}
