//! Making a case.

use super::{Batch, Clock, NewEntry, Own, Place, Vault};
use crate::disk::{Disk, replace};
use crate::epochs::Epochs;
use crate::error::{Told, VaultError};
use crate::{Field, Id, LogState, layout};
use probata_seal::{Identity, Random};

/// A field of text.
pub(super) fn field(name: &str, value: impl Into<Vec<u8>>) -> Field {
    Field { name: name.to_owned(), value: value.into() }
}

impl<'d> Vault<'d> {
    /// Makes a case in an empty folder, with one member. `identity_file` is that member under a passphrase; `name` is what others read.
    ///
    /// The file that says that this is a case is written last: a founding that was interrupted leaves a folder that is none.
    pub fn found(
        disk: &'d dyn Disk,
        identity: Identity,
        identity_file: &[u8],
        name: &str,
        place: Place,
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<Self, VaultError> {
        let (mut vault, member, nonce) = Self::begin_founding(disk, identity, identity_file, place, random)?;
        let main = vault.main;
        let to = [(member, vault.identity.recipient())];
        let began = vault.begin_epoch(main, &to, random)?;
        vault.take_epoch(&began);
        let entries = vec![
            vault.entry("founded", vec![field("random", nonce), field("main", main.to_string())]),
            vault.member_added(member, name),
            began,
        ];
        vault.write(Batch { entries, keys: Vec::new() }, clock, random)?;
        vault.end_founding()?;
        Ok(vault)
    }

    /// Makes the folders of a case and writes its founder's identity; with the founder's id and the random bytes of the case's.
    pub(super) fn begin_founding(
        disk: &'d dyn Disk,
        identity: Identity,
        identity_file: &[u8],
        place: Place,
        random: &mut dyn Random,
    ) -> Result<(Self, Id, [u8; 32]), VaultError> {
        disk.make_folder("").told("making", "")?;
        if !disk.list("").told("listing", "")?.is_empty() {
            return Err(VaultError::NotEmpty);
        }
        let lock = disk.lock().told("locking", layout::LOCK)?.ok_or(VaultError::Locked)?;
        let mut nonce = [0; 32];
        random.fill(&mut nonce);
        let case = case_id(&identity.signer().verifier().bytes(), &nonce);
        let (main, member) = (Id::new(random), Id::new(random));
        for folder in ["members", "keys", "keyring", "logs", "blobs", layout::TEMPORARY] {
            disk.make_folder(folder).told("making", folder)?;
        }
        let path = layout::member(member);
        replace(disk, &path, identity_file).told("writing", &path)?;
        let epochs = Epochs::default();
        Ok((Self::unread(disk, identity, place, Some(lock), (case, main), epochs), member, nonce))
    }

    /// Writes the file that says that this is a case.
    pub(super) fn end_founding(&self) -> Result<(), VaultError> {
        let first = format!("{}\nid {}\nmain {}\n", layout::FORMAT, self.case, self.main);
        replace(self.disk, layout::CASE, first.as_bytes()).told("writing", layout::CASE)
    }

    /// An entry about the case itself.
    pub(super) fn entry(&self, act: &'static str, fields: Vec<Field>) -> NewEntry {
        NewEntry { act, compartment: self.main, subject: None, fields }
    }

    pub(super) fn member_added(&self, id: Id, name: &str) -> NewEntry {
        let verifier = self.identity.signer().verifier();
        self.member_entry(id, name, &self.identity.recipient().to_string(), verifier.bytes())
    }

    pub(super) fn member_entry(&self, id: Id, name: &str, recipient: &str, verifier: [u8; 32]) -> NewEntry {
        self.entry(
            "member_added",
            vec![
                field("member", id.to_string()),
                field("name", name),
                field("recipient", recipient),
                field("verifier", verifier),
            ],
        )
    }

    /// Makes the log of this device, unless it has one. The device's key is certified by its member.
    pub(super) fn own_log(
        &mut self,
        privilege: Option<Id>,
        random: &mut dyn Random,
    ) -> Result<Option<NewEntry>, VaultError> {
        // A log whose first commit failed is left, and another one begun: nothing may stand in it before its device is certified.
        let is_begun = |own: &Own| self.logs.get(&own.log).is_some_and(|log| log.tree.size() > 0);
        if self.own.get(&privilege).is_some_and(is_begun) {
            return Ok(None);
        }
        let (own, entry) = self.begin_log(privilege, random)?;
        self.privileged.extend(privilege.map(|privilege| (own.log, privilege)));
        self.own.insert(privilege, own);
        Ok(Some(entry))
    }

    fn begin_log(
        &mut self,
        privilege: Option<Id>,
        random: &mut dyn Random,
    ) -> Result<(Own, NewEntry), VaultError> {
        use probata_seal::{Key, Label, Signer, purpose};
        let log = Id::new(random);
        let seed: Key<purpose::Device> = Key::new(random);
        let signer = Signer::from_seed(seed.secret());
        let folder = layout::log(log);
        self.disk.make_folder(&folder).told("making", &folder)?;
        let device = [&self.place.0[..], seed.secret()].concat();
        let device = zeroize::Zeroizing::new(device);
        let sealed = self.identity.device_key(&log.0).seal(Label::Device, &log.0, &device, random);
        let path = layout::device(log);
        replace(self.disk, &path, sealed.bytes()).told("writing", &path)?;
        let state = LogState::new(log, &signer);
        let key = &state.key;
        let path = layout::log_key(log);
        replace(self.disk, &path, format!("{key}\n").as_bytes()).told("writing", &path)?;
        let certificate = self.identity.signer().sign(&certified(self.case, log, &key.key.bytes()));
        let mut fields = vec![
            field("verifier", self.identity.signer().verifier().bytes()),
            field("device", key.key.bytes()),
            field("certificate", certificate),
        ];
        fields.extend(privilege.map(|compartment| field("privileged", compartment.to_string())));
        let entry = self.entry("log_began", fields);
        self.authors.extend(self.me().map(|me| (log, me.id)));
        self.logs.insert(log, state);
        Ok((Own { log, signer }, entry))
    }
}

/// The name of a case: the first half of a digest of its founder's key and 32 random bytes, so that nobody else can have founded it.
pub(super) fn case_id(founder: &[u8; 32], random: &[u8; 32]) -> Id {
    let digest = probata_seal::sha256(&[b"probata/v1/case\0", &founder[..], random].concat());
    Id(digest.0[..16].try_into().expect("16 of 32"))
}

/// The name of a compartment, likewise of whoever began it.
pub(super) fn compartment_id(founder: &[u8; 32], random: &[u8; 32]) -> Id {
    let digest = probata_seal::sha256(&[b"probata/v1/compartment\0", &founder[..], random].concat());
    Id(digest.0[..16].try_into().expect("16 of 32"))
}

/// What a member signs to say that a device writes a log in their name.
pub(super) fn certified(case: Id, log: Id, device: &[u8; 32]) -> Vec<u8> {
    [b"probata/v1/device\0", &case.0[..], &log.0, device].concat()
}
