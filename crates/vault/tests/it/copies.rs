use crate::case::{Counting, NOON, add, contents, damage, files, open, opened, sample};
use probata_vault::{Folder, Place, Vault};
use std::fs;
use std::path::Path;

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().expect("below the case")).expect("a folder is made");
        fs::write(path, bytes).expect("a file is written");
    }
}

#[test]
fn a_copy_elsewhere_writes_a_log_of_its_own_and_both_are_joined_by_their_files() {
    let (disk, file) = sample("copies-joined");
    let elsewhere = Folder::new(crate::case::folder("copies-joined-elsewhere"));
    copy(disk.path(), elsewhere.path());

    let mut here = open(&disk, &file).unwrap();
    add(&mut here, b"written here", &mut Counting(31)).unwrap();
    drop(here);
    let mut there = Vault::open(&elsewhere, opened(&file), Place([2; 32]), NOON, true).unwrap();
    add(&mut there, b"written there", &mut Counting(32)).unwrap();
    assert_eq!(there.logs().count(), 2);
    drop(there);

    // The log that both have is longer here.
    let longer = files(disk.path());
    copy(elsewhere.path(), disk.path());
    for (name, bytes) in longer {
        fs::write(disk.path().join(name), bytes).unwrap();
    }
    let mut joined = open(&disk, &file).unwrap();
    assert_eq!(damage(&joined), Vec::<String>::new());
    let words: Vec<Vec<u8>> = contents(&joined).into_iter().map(Result::unwrap).collect();
    assert!(words.contains(&b"written here".to_vec()) && words.contains(&b"written there".to_vec()));

    add(&mut joined, b"after both", &mut Counting(33)).unwrap();
    let seen = &joined.entries().last().unwrap().header.seen;
    assert_eq!(seen.len(), 1, "the log knows how far it knew the other");
    drop(joined);
    assert_eq!(damage(&open(&disk, &file).unwrap()), Vec::<String>::new());
}
