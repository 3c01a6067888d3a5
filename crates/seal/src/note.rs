//! A signed checkpoint of a log: what C2SP's `tlog-checkpoint` and `signed-note` say. Size and root are signed together.

use crate::{Digest, Signer, Verifier, sha256};
use base64::{Engine, engine::general_purpose::STANDARD};

/// Size and root of a log at one moment, with the log's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name, such as `probata/4f1d...`.
    pub origin: String,
    /// Entries in it.
    pub size: u64,
    /// Root of their tree.
    pub root: Digest,
}

/// Why a text is no signed checkpoint of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// It does not read as one.
    #[error("not a signed checkpoint")]
    Malformed,
    /// No signature of the key stands under it, or a wrong one.
    #[error("not signed by the log's device")]
    NotSigned,
}

/// The public key of a log with its name, as C2SP writes it: `name+hash+key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    /// The log's name.
    pub name: String,
    /// The key.
    pub key: Verifier,
}

/// Ed25519, in C2SP's numbers.
const ED25519: u8 = 1;

impl VerifierKey {
    /// First four bytes of SHA-256 of name, line end, kind and key.
    fn id(&self) -> [u8; 4] {
        let bytes = [self.name.as_bytes(), b"\n", &[ED25519], &self.key.bytes()].concat();
        sha256(&bytes).0[..4].try_into().expect("4 of 32")
    }

    /// Reads `name+hash+key`; none if it is none or its hash is another.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim_end_matches('\n').splitn(3, '+');
        let (name, id, key) = (parts.next()?, parts.next()?, base64(parts.next()?)?);
        let (kind, key) = key.split_first()?;
        let key = Self {
            name: name.to_owned(),
            key: Verifier::from_bytes(key.try_into().ok()?).filter(|_| *kind == ED25519)?,
        };
        (crate::digest::hex(&key.id()) == id).then_some(key)
    }
}

impl std::fmt::Display for VerifierKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let key = [&[ED25519][..], &self.key.bytes()].concat();
        write!(formatter, "{}+{}+{}", self.name, crate::digest::hex(&self.id()), to_base64(&key))
    }
}

impl Checkpoint {
    /// The three lines that are signed.
    fn body(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, to_base64(&self.root.0))
    }

    /// The signed text.
    pub fn signed(&self, signer: &Signer) -> String {
        let body = self.body();
        let key = VerifierKey { name: self.origin.clone(), key: signer.verifier() };
        let signature = [&key.id()[..], &signer.sign(body.as_bytes())].concat();
        format!("{body}\n\u{2014} {} {}\n", self.origin, to_base64(&signature))
    }

    /// Reads a signed text and checks who signed it. Signatures of others may stand beside.
    pub fn verified(text: &str, key: &VerifierKey) -> Result<Self, NoteError> {
        let at = text.rfind("\n\n").ok_or(NoteError::Malformed)? + 1;
        let (body, signatures) = (&text[..at], &text[at + 1..]);
        let checkpoint = Self::parse(body).ok_or(NoteError::Malformed)?;
        if checkpoint.origin != key.name {
            return Err(NoteError::NotSigned);
        }
        if !signatures.ends_with('\n') || signatures.is_empty() {
            return Err(NoteError::Malformed);
        }
        let head = format!("\u{2014} {} ", key.name);
        let is_signed = signatures.lines().filter_map(|line| line.strip_prefix(&head)).any(|words| {
            let Some(bytes) = base64(words) else { return false };
            let Some((id, signature)) = bytes.split_first_chunk::<4>() else { return false };
            let Ok(signature) = signature.try_into() else { return false };
            *id == key.id() && key.key.verify(body.as_bytes(), signature)
        });
        is_signed.then_some(checkpoint).ok_or(NoteError::NotSigned)
    }

    /// Reads the lines; exactly those, so that one checkpoint has one text.
    fn parse(body: &str) -> Option<Self> {
        let mut lines = body.lines();
        let (origin, size, root) = (lines.next()?, lines.next()?, base64(lines.next()?)?);
        let checkpoint =
            Self { origin: origin.to_owned(), size: size.parse().ok()?, root: Digest(root.try_into().ok()?) };
        (!origin.is_empty() && checkpoint.body() == body).then_some(checkpoint)
    }
}

fn to_base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Bytes of base64 with padding (RFC 4648 section 4); none if another text would give the same bytes.
fn base64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkpoint() -> Checkpoint {
        Checkpoint { origin: "probata/0102".into(), size: 3, root: sha256(b"root") }
    }

    #[test]
    fn a_checkpoint_is_signed_and_read_back() {
        let signer = Signer::from_seed(&[4; 32]);
        let key = VerifierKey { name: "probata/0102".into(), key: signer.verifier() };
        let text = checkpoint().signed(&signer);
        expect_test::expect![[r#"
            probata/0102
            3
            SBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=

            — probata/0102 "#]]
        .assert_eq(text.rsplit_once(' ').map(|(head, _)| format!("{head} ")).as_deref().unwrap());
        assert_eq!(Checkpoint::verified(&text, &key), Ok(checkpoint()));
        assert_eq!(VerifierKey::parse(&key.to_string()), Some(key.clone()));
        let another = VerifierKey { name: key.name.clone(), key: Signer::from_seed(&[5; 32]).verifier() };
        assert_eq!(Checkpoint::verified(&text, &another), Err(NoteError::NotSigned));
    }

    #[test]
    fn no_altered_checkpoint_is_taken() {
        let signer = Signer::from_seed(&[4; 32]);
        let key = VerifierKey { name: "probata/0102".into(), key: signer.verifier() };
        let text = checkpoint().signed(&signer).into_bytes();
        for at in 0..text.len() {
            for bit in 0..8 {
                let mut bytes = text.clone();
                bytes[at] ^= 1 << bit;
                let Ok(text) = String::from_utf8(bytes) else { continue };
                assert!(Checkpoint::verified(&text, &key).is_err(), "{text}");
            }
            let Ok(cut) = std::str::from_utf8(&text[..at]) else { continue };
            assert!(Checkpoint::verified(cut, &key).is_err(), "{cut}");
        }
    }
}
