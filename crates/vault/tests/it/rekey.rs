use crate::case::{
    Counting, NOON, add, add_to, contents, damage, files, folder, joined, member, open, opened, sample,
};
use probata_seal::BlobName;
use probata_vault::{Entry, Folder, Place, Vault, VaultError, verify_without_key};

fn named(entry: &Entry) -> Vec<BlobName> {
    entry.value("blob").map(|name| BlobName(name.try_into().expect("32 bytes"))).into_iter().collect()
}

#[test]
fn after_sealing_all_anew_old_keys_open_nothing_of_the_folder() {
    let (disk, mira) = sample("rekey-deep");
    let mut random = Counting(91);
    let ilan = member(2);
    let mut vault = open(&disk, &mira).unwrap();
    let new = opened(&ilan);
    let id = vault.add_member("Ilan", &new.recipient(), &new.signer().verifier(), NOON, &mut random).unwrap();
    let inner = vault.begin_compartment("inner", &[id], false, NOON, &mut random).unwrap();
    add_to(&mut vault, inner, b"in a compartment", &mut random).unwrap();
    let (erased, stored) = add(&mut vault, b"erased later", &mut random).unwrap();
    drop(vault);
    let mut of_ilan = open(&disk, &ilan).unwrap();
    let alone = of_ilan.begin_compartment("alone", &[], false, NOON, &mut random).unwrap();
    add_to(&mut of_ilan, alone, b"of Ilan alone", &mut random).unwrap();
    drop(of_ilan);
    let mut vault = open(&disk, &mira).unwrap();
    vault.remove_member(id, NOON, &mut random).unwrap();
    let heads = vault.heads();
    let done = vault.rekey(&named, NOON, &mut random, &mut || {}).unwrap();
    assert!(done.closed > 0, "what is Ilan's alone stays as it was");
    vault.forget(erased, &[stored.name], &mut random).unwrap();
    drop(vault);

    let vault = open(&disk, &mira).unwrap();
    assert_eq!(damage(&vault), Vec::<String>::new());
    let readable = contents(&vault).into_iter().filter_map(Result::ok).collect::<Vec<_>>();
    assert_eq!(readable.len(), 4);
    assert!(readable.contains(&b"in a compartment".to_vec()));
    drop(vault);
    let checked = verify_without_key(&disk, &heads, &mut |_| {}).unwrap();
    assert_eq!(checked.damage, [], "trees and signatures are those from before");
    assert_eq!(checked.checked.blobs, 5);
    assert!(matches!(open(&disk, &ilan), Err(VaultError::NotForYou)));
}

#[test]
fn what_was_entered_elsewhere_with_old_keys_is_read_all_the_same() {
    let (disk, mira) = sample("rekey-joined");
    let elsewhere = Folder::new(folder("rekey-joined-elsewhere"));
    joined(disk.path(), elsewhere.path());
    let mut random = Counting(92);
    let mut there = Vault::open(&elsewhere, opened(&mira), Place([2; 32]), NOON, true).unwrap();
    let subject = there.entries().iter().find(|entry| entry.header.act == "added").unwrap().header.subject;
    let main = there.main();
    let noted = probata_vault::NewEntry { act: "noted", compartment: main, subject, fields: vec![] };
    there.commit(probata_vault::Batch { entries: vec![noted], keys: vec![] }, NOON, &mut random).unwrap();
    add(&mut there, b"entered there", &mut random).unwrap();
    drop(there);
    let mut vault = open(&disk, &mira).unwrap();
    vault.rekey(&named, NOON, &mut random, &mut || {}).unwrap();
    drop(vault);
    // Of a part that both have, the one with the later epoch stays: here it is ours.
    for (name, bytes) in files(elsewhere.path()) {
        let path = disk.path().join(&name);
        if !path.exists() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }
    let vault = open(&disk, &mira).unwrap();
    assert_eq!(damage(&vault), Vec::<String>::new());
    assert!(vault.entries().iter().any(|entry| entry.header.act == "noted" && entry.body.is_some()));
    assert!(contents(&vault).contains(&Ok(b"entered there".to_vec())));
}
