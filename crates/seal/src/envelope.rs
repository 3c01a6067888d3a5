//! The key of an epoch for all members: an age file that stock `age -d` opens.

use crate::identity::{Identity, Recipient};
use crate::key::{Key, purpose};
use crate::{Digest, NotOpened, sha256};
use zeroize::Zeroizing;

const MAGIC: &[u8; 8] = b"PROEPOC1";

/// What an envelope is bound to, so that it cannot be put in another's place: age has no associated data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// The case.
    pub case: [u8; 16],
    /// The compartment.
    pub compartment: [u8; 16],
    /// Number of the epoch, from 1.
    pub epoch: u32,
    /// Digest of the envelope before; zeros for the first.
    pub previous: Digest,
}

/// The digest by which a signed entry names an envelope.
pub fn envelope_digest(envelope: &[u8]) -> Digest {
    sha256(envelope)
}

/// Seals an epoch's key for recipients. The plaintext is: magic (8), case (16), compartment (16), epoch (4), previous (32), key (32).
pub fn seal_envelope(bound: &Bound, key: &Key<purpose::Epoch>, to: &[Recipient]) -> Vec<u8> {
    let plain = Zeroizing::new([&bound.prefix()[..], key.secret()].concat());
    let recipients = to.iter().map(|recipient| recipient.age() as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(recipients).expect("an epoch has a recipient");
    let mut envelope = Vec::new();
    let mut writer = encryptor.wrap_output(&mut envelope).expect("memory takes all");
    std::io::Write::write_all(&mut writer, &plain).expect("memory takes all");
    writer.finish().expect("memory takes all");
    envelope
}

/// Opens an envelope as a member and checks what it is bound to.
pub fn open_envelope(
    envelope: &[u8],
    bound: &Bound,
    identity: &Identity,
) -> Result<Key<purpose::Epoch>, NotOpened> {
    let plain = opened(envelope, identity)?;
    let secret = plain.strip_prefix(&bound.prefix()[..]).ok_or(NotOpened)?;
    Ok(Key::from_bytes(secret.try_into().map_err(|_| NotOpened)?))
}

/// What an age file holds, whatever it is.
pub(crate) fn opened(file: &[u8], identity: &Identity) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
    age::decrypt(identity.age(), file).map(Zeroizing::new).map_err(|_| NotOpened)
}

impl Bound {
    fn prefix(&self) -> [u8; 76] {
        let mut bytes = [0; 76];
        bytes[..8].copy_from_slice(MAGIC);
        bytes[8..24].copy_from_slice(&self.case);
        bytes[24..40].copy_from_slice(&self.compartment);
        bytes[40..44].copy_from_slice(&self.epoch.to_le_bytes());
        bytes[44..].copy_from_slice(&self.previous.0);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::tests::Counting;

    #[test]
    fn an_envelope_opens_for_members_in_its_place() {
        let mut random = Counting::default();
        let (ana, boris, other) =
            (Identity::new(&mut random), Identity::new(&mut random), Identity::new(&mut random));
        let bound = Bound { case: [1; 16], compartment: [2; 16], epoch: 1, previous: Digest::default() };
        let key = Key::new(&mut random);
        let envelope = seal_envelope(&bound, &key, &[ana.recipient(), boris.recipient()]);
        for member in [&ana, &boris] {
            let opened = open_envelope(&envelope, &bound, member).unwrap();
            assert_eq!(opened.secret(), key.secret());
        }
        assert!(open_envelope(&envelope, &bound, &other).is_err());
        for elsewhere in [
            Bound { case: [9; 16], ..bound },
            Bound { compartment: [9; 16], ..bound },
            Bound { epoch: 2, ..bound },
            Bound { previous: sha256(b""), ..bound },
        ] {
            assert!(open_envelope(&envelope, &elsewhere, &ana).is_err());
        }
    }
}
