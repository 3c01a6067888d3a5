//! What was checked at an opening is not checked again, and whatever is altered since then is.

use crate::case::{Counting, NOON, damage, files, folder, found, member, open};
use probata_vault::{Batch, Field, Folder, NewEntry, Vault};
use std::fs;
use std::path::PathBuf;

/// A case whose log is large enough to be written down as checked.
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

/// Opens a case and writes down what was checked.
fn kept(root: &std::path::Path, file: &[u8]) {
    let disk = Folder::new(root);
    open(&disk, file).expect("it opens").keep_checked(&mut Counting(9));
}

fn caches(root: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    files(root).into_iter().filter(|(name, _)| name.starts_with("cache/")).collect()
}

fn frames(root: &std::path::Path) -> PathBuf {
    let name = files(root).into_iter().map(|(name, _)| name).find(|name| name.ends_with("/frames"));
    root.join(name.expect("a log"))
}

#[test]
fn a_case_opens_alike_with_what_was_checked_and_without() {
    let (root, file) = large("checked-alike");
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
    let strictly =
        Vault::open_strictly(&disk, crate::case::opened(&file), crate::case::PLACE, NOON + 1).unwrap();
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
fn bytes_that_are_altered_after_they_were_checked_are_seen() {
    let (root, file) = large("checked-altered");
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
    let (root, file) = large("checked-cache");
    kept(&root, &file);
    let (name, bytes) = caches(&root).remove(0);
    let disk = Folder::new(&root);
    for at in 0..bytes.len() {
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
    let (root, file) = large("checked-damaged");
    let path = frames(&root);
    let mut bytes = fs::read(&path).unwrap();
    let at = bytes.len() - 60;
    bytes[at] ^= 4;
    fs::write(&path, bytes).unwrap();
    kept(&root, &file);
    assert_eq!(caches(&root), []);
}
