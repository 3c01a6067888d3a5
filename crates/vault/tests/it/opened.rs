//! What was opened before is not opened and checked again, unless it was altered since; and nothing that was erased is found in it.

use crate::case::{Counting, NOON, PLACE, damage, files, folder, found, member, open, opened};
use probata_vault::{Batch, Disk, Field, Folder, Id, NewEntry, Place, Vault};
use std::fs;
use std::path::{Path, PathBuf};

/// A case whose log is large enough to be written down as opened.
fn large(name: &str) -> (PathBuf, Vec<u8>) {
    let root = folder(name);
    let (disk, file, mut random) = (Folder::new(&root), member(1), Counting(5));
    let mut vault = found(&disk, &file, &mut random);
    (0..20).for_each(|number| enter(&mut vault, number, &mut random));
    drop(vault);
    (root, file)
}

fn enter(vault: &mut Vault<'_>, number: u32, random: &mut Counting) {
    let value = format!("note {number} ").repeat(8_000).into_bytes();
    let fields = vec![Field { name: "note".into(), value }];
    let entry = NewEntry { act: "noted", compartment: vault.main(), subject: None, fields };
    vault.commit(Batch { entries: vec![entry], keys: vec![] }, NOON, random).expect("it is entered");
}

/// Enters something about a new subject.
fn tell(vault: &mut Vault<'_>, random: &mut Counting) -> Id {
    let (subject, key, compartment) = (Id::new(random), vault.new_key(random), vault.main());
    let fields = vec![Field { name: "said".into(), value: b"He was held in Doln.".to_vec() }];
    let entry = NewEntry { act: "told", compartment, subject: Some(subject), fields };
    let batch = Batch { entries: vec![entry], keys: vec![(compartment, subject, key)] };
    vault.commit(batch, NOON, random).expect("it is entered");
    subject
}

fn said<'v>(vault: &'v Vault<'_>) -> Vec<&'v str> {
    vault.entries().iter().filter_map(|entry| entry.text("said")).collect()
}

/// Opens a case and writes down what was opened.
fn kept(root: &Path, file: &[u8]) {
    kept_at(root, file, PLACE);
}

/// Likewise, on a device.
fn kept_at(root: &Path, file: &[u8], place: Place) {
    let disk = Folder::new(root);
    let mut vault = Vault::open(&disk, opened(file), place, NOON + 1, false).expect("it opens");
    vault.keep_opened(&mut Counting(9));
}

fn caches(root: &Path) -> Vec<(String, Vec<u8>)> {
    files(root).into_iter().filter(|(name, _)| name.starts_with("cache/")).collect()
}

fn frames(root: &Path) -> PathBuf {
    let name = files(root).into_iter().map(|(name, _)| name).find(|name| name.ends_with("/frames"));
    root.join(name.expect("a log"))
}

#[test]
fn a_case_opens_alike_with_what_was_opened_and_without() {
    let (root, file) = large("opened-alike");
    let disk = Folder::new(&root);
    let first: Vec<_> =
        open(&disk, &file).unwrap().entries().iter().map(|entry| entry.header.leaf()).collect();
    assert_eq!(caches(&root), []);
    kept(&root, &file);
    let written = caches(&root);
    assert_eq!(written.len(), 1);
    let vault = open(&disk, &file).unwrap();
    assert_eq!(damage(&vault), Vec::<String>::new());
    let again: Vec<_> = vault.entries().iter().map(|entry| entry.header.leaf()).collect();
    assert_eq!(again, first);
    let notes = vault.entries().iter().filter_map(|entry| entry.text("note")).count();
    assert_eq!(notes, 20);
    drop(vault);
    let strictly = Vault::open_strictly(&disk, opened(&file), PLACE, NOON + 1).unwrap();
    assert_eq!(strictly.entries().len(), first.len());
    // What is entered since is checked, and little is not worth writing down.
    let mut vault = open(&disk, &file).unwrap();
    enter(&mut vault, 20, &mut Counting(77));
    drop(vault);
    kept(&root, &file);
    assert_eq!(caches(&root), written);
    assert_eq!(open(&disk, &file).unwrap().entries().len(), first.len() + 1);
}

#[test]
fn bytes_that_are_altered_after_they_were_opened_are_seen() {
    let (root, file) = large("opened-altered");
    kept(&root, &file);
    let path = frames(&root);
    let bytes = fs::read(&path).unwrap();
    for at in [40, 200, bytes.len() / 3, bytes.len() / 2, bytes.len() - 60] {
        let mut altered = bytes.clone();
        altered[at] ^= 4;
        fs::write(&path, altered).unwrap();
        let disk = Folder::new(&root);
        let said = open(&disk, &file).map(|vault| damage(&vault).len());
        assert!(!matches!(said, Ok(0)), "byte {at}");
    }
    fs::write(&path, &bytes[..bytes.len() - 70_000]).unwrap();
    let disk = Folder::new(&root);
    assert!(!matches!(open(&disk, &file).map(|vault| damage(&vault).len()), Ok(0)), "cut");
    fs::write(&path, &bytes).unwrap();
    assert_eq!(damage(&open(&disk, &file).unwrap()), Vec::<String>::new());
}

#[test]
fn what_was_written_down_may_be_altered_or_of_another_device() {
    let (root, file) = large("opened-cache");
    kept(&root, &file);
    let (name, bytes) = caches(&root).remove(0);
    let disk = Folder::new(&root);
    for at in (0..72).chain((72..bytes.len()).step_by(40_009)) {
        let mut altered = bytes.clone();
        altered[at] ^= 1;
        fs::write(root.join(&name), altered).unwrap();
        assert_eq!(damage(&open(&disk, &file).unwrap()), Vec::<String>::new(), "byte {at}");
    }
    fs::write(root.join(&name), &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(open(&disk, &file).unwrap().entries().len(), 24);
}

#[test]
fn nothing_is_written_down_of_a_case_that_is_damaged() {
    let (root, file) = large("opened-damaged");
    let path = frames(&root);
    let mut bytes = fs::read(&path).unwrap();
    let at = bytes.len() - 60;
    bytes[at] ^= 4;
    fs::write(&path, bytes).unwrap();
    kept(&root, &file);
    assert_eq!(caches(&root), []);
}

#[test]
fn erasing_removes_what_every_device_wrote_down() {
    let (root, file) = large("opened-erased");
    let disk = Folder::new(&root);
    let mut vault = open(&disk, &file).unwrap();
    let subject = tell(&mut vault, &mut Counting(31));
    drop(vault);
    kept(&root, &file);
    kept_at(&root, &file, Place([2; 32]));
    assert_eq!(caches(&root).len(), 2);
    let mut vault = open(&disk, &file).unwrap();
    assert_eq!(said(&vault), ["He was held in Doln."]);
    vault.forget(subject, &[], &mut Counting(32)).unwrap();
    assert_eq!(caches(&root), []);
    drop(vault);
    assert_eq!(said(&open(&disk, &file).unwrap()), Vec::<&str>::new());
}

#[test]
fn what_was_erased_elsewhere_is_not_taken_from_what_was_written_down() {
    let (root, file) = large("opened-elsewhere");
    let disk = Folder::new(&root);
    let mut vault = open(&disk, &file).unwrap();
    let subject = tell(&mut vault, &mut Counting(41));
    drop(vault);
    kept(&root, &file);
    let written = caches(&root);
    let mut vault = open(&disk, &file).unwrap();
    vault.forget(subject, &[], &mut Counting(42)).unwrap();
    drop(vault);
    // The keyring came from the other laptop, what this one wrote down is as it was.
    fs::write(root.join(&written[0].0), &written[0].1).unwrap();
    let mut vault = open(&disk, &file).unwrap();
    assert_eq!(said(&vault), Vec::<&str>::new());
    assert_eq!(damage(&vault), Vec::<String>::new());
    assert_eq!(caches(&root), [], "it held what was erased");
    vault.keep_opened(&mut Counting(43));
    drop(vault);
    assert_eq!(caches(&root).len(), 1);
    assert_eq!(said(&open(&disk, &file).unwrap()), Vec::<&str>::new());
}

#[test]
fn nothing_is_written_down_while_or_after_somebody_else_writes() {
    let (root, file) = large("opened-meanwhile");
    let disk = Folder::new(&root);
    let read = || Vault::open(&disk, opened(&file), PLACE, NOON + 1, false).unwrap();
    let mut reading = read();
    let lock = disk.lock().unwrap().expect("nobody else has it");
    reading.keep_opened(&mut Counting(51));
    assert_eq!(caches(&root), [], "somebody writes");
    drop(lock);
    let mut reading = read();
    enter(&mut open(&disk, &file).unwrap(), 20, &mut Counting(52));
    reading.keep_opened(&mut Counting(53));
    assert_eq!(caches(&root), [], "somebody wrote since");
    read().keep_opened(&mut Counting(54));
    assert_eq!(caches(&root).len(), 1);
}

#[test]
fn what_lies_in_a_compartment_is_written_down_as_it_is_sealed() {
    let (root, file) = large("opened-compartment");
    let disk = Folder::new(&root);
    kept(&root, &file);
    let (mut vault, mut random) = (open(&disk, &file).unwrap(), Counting(61));
    let inner = vault.begin_compartment("inner", &[], false, NOON, &mut random).unwrap();
    for number in 0..20 {
        let value = format!("inner {number} ").repeat(8_000).into_bytes();
        let fields = vec![Field { name: "note".into(), value }];
        let entry = NewEntry { act: "noted", compartment: inner, subject: None, fields };
        vault.commit(Batch { entries: vec![entry], keys: vec![] }, NOON, &mut random).unwrap();
    }
    drop(vault);
    kept(&root, &file);
    let notes = || {
        let vault = open(&disk, &file).unwrap();
        vault.entries().iter().filter_map(|entry| entry.text("note")).count()
    };
    assert_eq!(notes(), 40);
    fs::remove_dir_all(root.join("keys").join(inner.to_string())).unwrap();
    assert_eq!(notes(), 20, "without its keys it does not open");
}

#[test]
fn sealing_anew_removes_what_was_written_down() {
    let (root, file) = large("opened-rekey");
    kept(&root, &file);
    let disk = Folder::new(&root);
    let mut vault = open(&disk, &file).unwrap();
    vault.rekey(&|_| Vec::new(), NOON, &mut Counting(71), &mut || {}).unwrap();
    assert_eq!(caches(&root), []);
}
