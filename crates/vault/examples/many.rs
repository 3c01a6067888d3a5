//! Makes a case of many exhibits: `many FOLDER EXHIBITS` leaves FOLDER/case and FOLDER/pass, its passphrase. Run by `cargo xtask bench opening`.
//!
//! Each exhibit has what `probata add` enters of it, but no sealed content, which opening a case does not read.

use probata_seal::{Cost, Identity};
use probata_vault::{Batch, Field, Folder, Id, NewEntry, Place, Random, Vault, VaultError};
use std::path::Path;

/// Exhibits that one commit enters, as `probata add` does.
const TOGETHER: u64 = 32;
const PASSPHRASE: &str = "seven small green boats";
const NOON: i64 = 1_764_331_200_000_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, folder, exhibits] = &arguments[..] else { return Err("many FOLDER EXHIBITS".into()) };
    let folder = Path::new(folder);
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("pass"), format!("{PASSPHRASE}\n"))?;
    Ok(make(&folder.join("case"), exhibits.parse()?)?)
}

/// A case with so many exhibits.
fn make(folder: &Path, exhibits: u64) -> Result<(), VaultError> {
    let (disk, mut random) = (Folder::new(folder), Made(7));
    let file = Identity::new(&mut random).seal(PASSPHRASE, Cost::USUAL, &mut random);
    let identity = Identity::open(&file, PASSPHRASE).expect("it was sealed so");
    let mut vault = Vault::found(&disk, identity, &file, "Mira", Place([1; 32]), NOON, &mut random)?;
    let main = vault.main();
    for first in (1..=exhibits).step_by(TOGETHER as usize) {
        let mut batch = Batch::default();
        for number in first..(first + TOGETHER).min(exhibits + 1) {
            let (id, key) = (Id::new(&mut random), vault.new_key(&mut random));
            let digest = hex(&mut random);
            let entry = |act, fields: &[(&str, &str)]| NewEntry {
                act,
                compartment: main,
                subject: Some(id),
                fields: fields.iter().map(|(name, value)| field(name, value)).collect(),
            };
            batch.entries.push(entry(
                "exhibit_added",
                &[
                    ("name", &format!("{number:05}.txt")),
                    ("path", &format!("statements/{:02}/{number:05}.txt", number % 50)),
                    ("sha256", &digest),
                    ("length", "1834"),
                    ("blob", &hex(&mut random)),
                    ("format", "text"),
                    ("outcome", "complete"),
                    ("by", "Mira"),
                    ("number", &number.to_string()),
                    ("modified", "1764331200000000"),
                    ("reading_blob", &hex(&mut random)),
                    ("reading_sha256", &digest),
                    ("reading_length", "1834"),
                    ("reading_by", "probata-reader 0.1.0"),
                    ("language", "en"),
                ],
            ));
            let received = [("action", "received"), ("actor", "Mira"), ("sha256", digest.as_str())];
            batch.entries.push(entry("custody", &received));
            batch.keys.push((main, id, key));
        }
        vault.commit(batch, NOON, &mut random)?;
    }
    Ok(())
}

fn field(name: &str, value: &str) -> Field {
    Field { name: name.to_owned(), value: value.as_bytes().to_vec() }
}

fn hex(random: &mut Made) -> String {
    let mut bytes = [0; 32];
    random.fill(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Numbers that look random and are the same each time.
struct Made(u64);

impl Random for Made {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (self.0 >> 33) as u8;
        }
    }
}
