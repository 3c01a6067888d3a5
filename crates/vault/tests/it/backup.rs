use crate::case::{Counting, NOON, add, add_to, contents, damage, files, folder, open, opened, sample};
use probata_seal::BlobName;
use probata_vault::{BackedUp, Damage, Folder, Named, Place, Vault, VaultError};
use std::fs;

/// Files of which the entries of these tests speak, as far as they open.
fn named(vault: &Vault<'_>) -> Named {
    let added = vault.entries().iter().filter(|entry| entry.header.act == "added");
    let name = |entry: &probata_vault::Entry| {
        let name = BlobName(entry.value("blob")?.try_into().ok()?);
        Some(vault.lying(entry.header.subject?, name))
    };
    let is_all = vault.compartments().iter().all(|known| known.is_open);
    Named { files: added.filter_map(name).collect(), is_all }
}

fn back_up(vault: &Vault<'_>, to: &Folder) -> Result<BackedUp, VaultError> {
    vault.back_up(to, &named(vault), &mut Counting(95), &mut |_| {})
}

#[test]
fn a_backup_opens_as_a_case_and_takes_only_what_is_new() {
    let (disk, mira) = sample("backup-new");
    let to = Folder::new(folder("backup-new-copy"));
    let mut random = Counting(94);
    let mut vault = open(&disk, &mira).unwrap();
    let legal = vault.begin_compartment("legal", &[], true, NOON, &mut random).unwrap();
    add_to(&mut vault, legal, b"a comment", &mut random).unwrap();
    let first = back_up(&vault, &to).unwrap();
    assert!(first.new > 10 && first.replaced == 0 && first.removed == 0 && first.damage.is_empty());
    let again = back_up(&vault, &to).unwrap();
    assert_eq!((again.new, again.replaced, again.removed, again.kept), (0, 0, 0, 0));

    let (subject, stored) = add(&mut vault, b"to be erased", &mut random).unwrap();
    assert!(back_up(&vault, &to).unwrap().new >= 2);
    vault.forget(subject, &[stored.name], &mut random).unwrap();
    let erased = back_up(&vault, &to).unwrap();
    assert_eq!((erased.removed, erased.kept), (1, 0), "what was erased is taken out of the backup too");
    drop(vault);

    let copy = Vault::open(&to, opened(&mira), Place([8; 32]), NOON, false).unwrap();
    assert_eq!(damage(&copy), Vec::<String>::new());
    let names = |disk: &Folder| {
        let names = files(disk.path()).into_iter().filter(|(name, _)| name != "lock");
        names.map(|(name, bytes)| (name, bytes.len())).collect::<Vec<_>>()
    };
    assert_eq!(names(&disk), names(&to));
    let open_here = contents(&open(&disk, &mira).unwrap());
    assert_eq!(open_here, contents(&copy));
}

#[test]
fn a_backup_goes_neither_back_nor_onto_something_else() {
    let (disk, mira) = sample("backup-refused");
    let to = Folder::new(folder("backup-refused-copy"));
    let older = files(disk.path());
    let mut vault = open(&disk, &mira).unwrap();
    add(&mut vault, b"newer", &mut Counting(96)).unwrap();
    back_up(&vault, &to).unwrap();
    drop(vault);
    let before = files(to.path());
    for (name, bytes) in &older {
        fs::write(disk.path().join(name), bytes).unwrap();
    }
    let vault = open(&disk, &mira).unwrap();
    assert!(matches!(back_up(&vault, &to), Err(VaultError::BackupAhead)), "an older copy");
    drop(vault);
    assert_eq!(files(to.path()), before, "nothing was changed");

    let other = Folder::new(folder("backup-refused-other"));
    let vault = crate::case::found(&other, &mira, &mut Counting(99));
    assert!(matches!(back_up(&vault, &to), Err(VaultError::NotABackup)), "another case");
    let notes = folder("backup-refused-notes");
    fs::create_dir_all(&notes).unwrap();
    fs::write(notes.join("notes.txt"), "x").unwrap();
    assert!(matches!(back_up(&vault, &Folder::new(notes)), Err(VaultError::NotABackup)));
    drop(vault);

    // Somebody opened the backup and wrote in it.
    let mut copy = Vault::open(&to, opened(&mira), Place([8; 32]), NOON, true).unwrap();
    add(&mut copy, b"written in the backup", &mut Counting(97)).unwrap();
    drop(copy);
    let vault = open(&disk, &mira).unwrap();
    assert!(matches!(back_up(&vault, &to), Err(VaultError::BackupAhead)));
}

#[test]
fn what_the_case_has_lost_stays_in_the_backup() {
    let (disk, mira) = sample("backup-lost");
    let to = Folder::new(folder("backup-lost-copy"));
    let vault = open(&disk, &mira).unwrap();
    back_up(&vault, &to).unwrap();
    drop(vault);
    let (name, bytes) = files(disk.path()).into_iter().find(|(name, _)| name.starts_with("blobs/")).unwrap();
    fs::remove_file(disk.path().join(&name)).unwrap();
    let vault = open(&disk, &mira).unwrap();
    let done = back_up(&vault, &to).unwrap();
    assert_eq!(done.damage, [Damage::Missing { path: name.clone() }]);
    assert_eq!((done.removed, done.kept), (0, 1));
    assert_eq!(fs::read(to.path().join(&name)).unwrap(), bytes);
    drop(vault);
    // One that is altered is not copied.
    let mut altered = bytes.clone();
    altered[70] ^= 1;
    fs::write(disk.path().join(&name), &altered).unwrap();
    fs::remove_file(to.path().join(&name)).unwrap();
    let vault = open(&disk, &mira).unwrap();
    let done = back_up(&vault, &to).unwrap();
    assert_eq!(done.damage.len(), 1, "{:?}", done.damage);
    assert!(!to.path().join(&name).exists());
}
