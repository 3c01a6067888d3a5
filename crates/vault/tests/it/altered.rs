use crate::case::{contents, damage, files, open, opened, sample};
use probata_seal::{Checkpoint, Identity};
use probata_vault::{Folder, Vault, verify_without_key};
use std::fs;

/// What opening a case and reading all of it, and checking it without a key, say.
fn said(disk: &Folder, file: &[u8], held: &[Checkpoint]) -> Vec<String> {
    let mut said = match verify_without_key(disk, held, &mut |_| {}) {
        Ok(found) => found.damage.iter().map(ToString::to_string).collect(),
        Err(error) => vec![error.to_string()],
    };
    if !said.is_empty() {
        return said;
    }
    match open(disk, file) {
        Ok(vault) => {
            said.extend(damage(&vault));
            said.extend(contents(&vault).into_iter().filter_map(Result::err));
        }
        Err(error) => said.push(error.to_string()),
    }
    said
}

/// Every file of a case but the empty one that locks it.
fn all(disk: &Folder) -> Vec<(String, Vec<u8>)> {
    files(disk.path()).into_iter().filter(|(_, bytes)| !bytes.is_empty()).collect()
}

#[test]
fn one_bit_flipped_at_any_byte_is_seen() {
    let (disk, file) = sample("altered-bits");
    assert_eq!(said(&disk, &file, &[]), Vec::<String>::new());
    for (name, bytes) in all(&disk) {
        let path = disk.path().join(&name);
        // The chunks of blobs are tried at every place in the tests of their sealing.
        let step = if name.starts_with("blobs/") { 13 } else { 1 };
        for at in (0..bytes.len()).step_by(step) {
            let mut altered = bytes.clone();
            altered[at] ^= 1 << (at % 8);
            if name.starts_with("members/") {
                assert!(Identity::open(&altered, "pass").is_err(), "{name}, byte {at}");
                continue;
            }
            fs::write(&path, &altered).unwrap();
            let said = said(&disk, &file, &[]);
            assert!(!said.is_empty(), "{name}, byte {at}");
        }
        fs::write(&path, &bytes).unwrap();
    }
    assert_eq!(said(&disk, &file, &[]), Vec::<String>::new());
}

#[test]
fn every_cut_of_any_file_is_seen() {
    let (disk, file) = sample("altered-cuts");
    for (name, bytes) in all(&disk).into_iter().filter(|(name, _)| !name.starts_with("members/")) {
        let path = disk.path().join(&name);
        for length in (0..bytes.len()).step_by(3) {
            fs::write(&path, &bytes[..length]).unwrap();
            assert!(!said(&disk, &file, &[]).is_empty(), "{name}, cut at {length}");
        }
        fs::write(&path, &bytes).unwrap();
    }
}

#[test]
fn every_file_that_is_taken_away_is_missed() {
    let (disk, file) = sample("altered-missing");
    for (name, bytes) in all(&disk) {
        let path = disk.path().join(&name);
        fs::remove_file(&path).unwrap();
        // Without a device's secret another log is begun; without a member's file somebody else's passphrase is asked for.
        let is_missed = !said(&disk, &file, &[]).is_empty();
        let may_go = name.starts_with("members/") || name.ends_with("/device");
        assert!(is_missed || may_go, "{name}");
        fs::write(&path, &bytes).unwrap();
    }
}

#[test]
fn an_altered_key_is_told_when_the_case_is_opened() {
    let (disk, file) = sample("altered-keyring");
    let segments = all(&disk).into_iter().filter(|(name, _)| name.starts_with("keyring/"));
    for (name, bytes) in segments {
        for at in 0..bytes.len() {
            let mut altered = bytes.clone();
            altered[at] ^= 1 << (at % 8);
            fs::write(disk.path().join(&name), &altered).unwrap();
            let vault = Vault::open(&disk, opened(&file), crate::case::PLACE, 0, false).unwrap();
            assert_eq!(damage(&vault), [format!("{name}: is altered")], "byte {at}");
        }
        fs::write(disk.path().join(&name), &bytes).unwrap();
    }
}

#[test]
fn a_checkpoint_that_is_missing_is_told_and_signed_anew_by_whoever_writes() {
    let (disk, file) = sample("altered-checkpoint");
    let name =
        all(&disk).into_iter().map(|(name, _)| name).find(|name| name.ends_with("/checkpoint")).unwrap();
    fs::remove_file(disk.path().join(&name)).unwrap();
    let missing = [format!("{name} is missing")];
    let read = Vault::open(&disk, opened(&file), crate::case::PLACE, 0, false).unwrap();
    assert_eq!(damage(&read), missing);
    assert_eq!(verify_without_key(&disk, &[], &mut |_| {}).unwrap().damage.len(), 1);
    let mut written = open(&disk, &file).unwrap();
    assert_eq!(damage(&written), missing);
    crate::case::add(&mut written, b"goes on", &mut crate::case::Counting(25)).unwrap();
    drop(written);
    assert_eq!(said(&disk, &file, &[]), Vec::<String>::new());
}

#[test]
fn a_foreign_file_is_named() {
    let (disk, file) = sample("altered-foreign");
    fs::write(disk.path().join("blobs/notes.txt"), "x").unwrap();
    assert_eq!(said(&disk, &file, &[]), ["blobs/notes.txt does not belong to a case"]);
}

#[test]
fn an_older_copy_is_seen_by_whoever_holds_a_checkpoint_and_only_then() {
    let (disk, file) = sample("altered-older");
    let older = files(disk.path());
    let mut vault = open(&disk, &file).unwrap();
    crate::case::add(&mut vault, b"newer", &mut crate::case::Counting(21)).unwrap();
    let held = vault.heads();
    drop(vault);
    for (name, bytes) in &older {
        fs::write(disk.path().join(name), bytes).unwrap();
    }
    let without = said(&disk, &file, &[]);
    assert_eq!(without, Vec::<String>::new(), "without a checkpoint it cannot be excluded");
    let with = said(&disk, &file, &held);
    assert_eq!(with.len(), 1);
    assert!(with[0].contains("ends at entry 7, and a checkpoint says 8"), "{with:?}");
}

#[test]
fn a_log_that_was_written_anew_is_a_fork() {
    let (disk, file) = sample("altered-fork");
    let older = files(disk.path());
    let mut vault = open(&disk, &file).unwrap();
    crate::case::add(&mut vault, b"one story", &mut crate::case::Counting(22)).unwrap();
    let held = vault.heads();
    drop(vault);
    for (name, bytes) in &older {
        fs::write(disk.path().join(name), bytes).unwrap();
    }
    let mut vault = open(&disk, &file).unwrap();
    for seed in [23, 24] {
        crate::case::add(&mut vault, b"another", &mut crate::case::Counting(seed)).unwrap();
    }
    drop(vault);
    let said = said(&disk, &file, &held);
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("is not the one of the checkpoint of entry 8"), "{said:?}");
}

#[test]
fn a_log_of_another_case_does_not_fit() {
    let (disk, file) = sample("altered-splice");
    let (other, _) = {
        let mut random = crate::case::Counting(99);
        let root = crate::case::folder("altered-splice-other");
        let other = Folder::new(&root);
        let vault = crate::case::found(&other, &file, &mut random);
        drop(vault);
        (Folder::new(root), ())
    };
    for (name, bytes) in files(other.path()) {
        if name.starts_with("logs/") {
            let to = disk.path().join(&name);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, bytes).unwrap();
        }
    }
    let vault = Vault::open(&disk, opened(&file), crate::case::PLACE, 0, false).unwrap();
    assert!(!damage(&vault).is_empty());
}
