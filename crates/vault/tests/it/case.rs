//! A small case for tests.

use probata_seal::{Cost, Identity};
use probata_vault::{
    Batch, Disk, Field, Folder, Id, NewEntry, Place, Random, Remark, Stored, Vault, VaultError,
};
use std::fs;
use std::path::{Path, PathBuf};

/// Bytes that look like chance and are the same each time.
pub struct Counting(pub u64);

impl Random for Counting {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (self.0 >> 33) as u8;
        }
    }
}

pub const PLACE: Place = Place([1; 32]);
pub const NOON: i64 = 1_764_331_200_000_000;

/// An empty folder of this name.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

/// A member and their file.
pub fn member(seed: u64) -> Vec<u8> {
    let mut random = Counting(seed);
    Identity::new(&mut random).seal("pass", Cost::TEST, &mut random)
}

pub fn opened(file: &[u8]) -> Identity {
    Identity::open(file, "pass").expect("the member opens")
}

/// A case with one member.
pub fn found<'d>(disk: &'d dyn Disk, file: &[u8], random: &mut Counting) -> Vault<'d> {
    Vault::found(disk, opened(file), file, "Mira", PLACE, NOON, random).expect("a case is made")
}

pub fn open<'d>(disk: &'d dyn Disk, file: &[u8]) -> Result<Vault<'d>, VaultError> {
    Vault::open(disk, opened(file), PLACE, NOON + 1, true)
}

/// Adds content under a new subject, with an entry that names it.
pub fn add(vault: &mut Vault<'_>, content: &[u8], random: &mut Counting) -> Result<(Id, Stored), VaultError> {
    let main = vault.main();
    add_to(vault, main, content, random)
}

/// Likewise, in a compartment.
pub fn add_to(
    vault: &mut Vault<'_>,
    compartment: Id,
    content: &[u8],
    random: &mut Counting,
) -> Result<(Id, Stored), VaultError> {
    let subject = Id::new(random);
    let key = vault.new_key(random);
    let stored = vault.store(subject, &key, &mut &content[..], random)?.expect("memory is read");
    let fields = vec![
        Field { name: "blob".into(), value: stored.name.0.to_vec() },
        Field { name: "sha256".into(), value: stored.sha256.0.to_vec() },
    ];
    let entry = NewEntry { act: "added", compartment, subject: Some(subject), fields };
    vault.commit(Batch { entries: vec![entry], keys: vec![(compartment, subject, key)] }, NOON, random)?;
    Ok((subject, stored))
}

/// Puts the files of one copy of a case into another: of a log, the longer one stays.
pub fn joined(from: &Path, to: &Path) {
    for (name, bytes) in files(from) {
        let path = to.join(name);
        let is_longer = fs::metadata(&path).is_ok_and(|there| there.len() >= bytes.len() as u64);
        if !is_longer {
            fs::create_dir_all(path.parent().expect("below the case")).expect("a folder is made");
            fs::write(path, bytes).expect("a file is written");
        }
    }
}

/// Contents by their order of adding; none where it is erased.
pub fn contents(vault: &Vault<'_>) -> Vec<Result<Vec<u8>, String>> {
    let added = vault.entries().iter().filter(|entry| entry.header.act == "added");
    let content = added.map(|entry| {
        let Some(blob) = entry.value("blob") else { return Err("closed".to_owned()) };
        let name = probata_seal::BlobName(blob.try_into().expect("32 bytes"));
        let mut content = Vec::new();
        let subject = entry.header.subject.expect("what was added is a subject");
        let told = vault.content(subject, entry.header.segment, name, &mut |bytes| {
            content.extend(bytes);
            Ok(())
        });
        let (digest, _) = told.map_err(|error| error.to_string())?;
        assert_eq!(entry.value("sha256"), Some(&digest.0[..]));
        Ok(content)
    });
    content.collect()
}

/// What was found to be altered or missing.
pub fn damage(vault: &Vault<'_>) -> Vec<String> {
    let damage = vault.remarks.iter().filter_map(|remark| match remark {
        Remark::Damaged(damage) => Some(damage.to_string()),
        _ => None,
    });
    damage.collect()
}

/// All files of a case with their bytes.
pub fn files(root: &Path) -> Vec<(String, Vec<u8>)> {
    let (mut found, mut waiting) = (Vec::new(), vec![root.to_owned()]);
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            match entry.path() {
                path if path.is_dir() => waiting.push(path),
                path => {
                    let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
                    found.push((name, fs::read(&path).expect("a file")));
                }
            }
        }
    }
    found.sort();
    found
}

/// A case with three contents in a folder.
pub fn sample(name: &str) -> (Folder, Vec<u8>) {
    let mut random = Counting(7);
    let root = folder(name);
    let disk = Folder::new(&root);
    let file = member(1);
    let mut vault = found(&disk, &file, &mut random);
    for content in [&b"He was held in Doln."[..], b"A letter.", b""] {
        add(&mut vault, content, &mut random).expect("added");
    }
    drop(vault);
    (Folder::new(root), file)
}

/// Texts that entries of this act name, by the digits of their sealed files.
pub fn contents_of(vault: &Vault<'_>, act: &str) -> Vec<String> {
    let named = vault.entries().iter().filter(|entry| entry.header.act == act);
    let opened = named.map(|entry| {
        let digest = probata_seal::Digest::from_hex(entry.text("blob").expect("it names a sealed file"));
        let name = probata_seal::BlobName(digest.expect("64 digits").0);
        let mut content = Vec::new();
        let subject = entry.header.subject.expect("what was added is a subject");
        let told = vault.content(subject, entry.header.segment, name, &mut |bytes| {
            content.extend(bytes);
            Ok(())
        });
        told.expect("it opens");
        String::from_utf8(content).expect("it is text")
    });
    opened.collect()
}
