//! A case of each format that was ever written opens.

use crate::case::{NOON, PLACE, contents_of, damage};
use probata_seal::Identity;
use probata_vault::{Folder, Vault, verify_without_key};
use std::path::Path;

#[test]
fn a_case_of_format_1_opens() {
    let disk = Folder::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/format-1"));
    let identities = Vault::identities(&disk).unwrap();
    let identity = Identity::open(&identities[0].1, "seven small green boats").unwrap();
    let vault = Vault::open(&disk, identity, PLACE, NOON * 2, false).unwrap();
    assert_eq!(damage(&vault), Vec::<String>::new());
    let texts: Vec<String> = contents_of(&vault, "exhibit_added");
    assert_eq!(texts, ["Ana Tovar was held in Doln.\n", "The register is attached.\n"]);
    let checked = verify_without_key(&disk, &vault.heads(), &mut |_| {}).unwrap();
    assert_eq!(checked.damage, []);
}
