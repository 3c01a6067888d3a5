use crate::case::{Counting, NOON, add, contents, damage, files, member, open, opened, sample};
use probata_vault::{Folder, Place, Remark, Standing, Vault, VaultError};
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

#[test]
fn what_a_removed_member_writes_afterwards_counts_for_nothing() {
    let (disk, mira) = sample("copies-removed");
    let mut random = Counting(41);
    let ilan = member(2);
    let mut vault = open(&disk, &mira).unwrap();
    let new = opened(&ilan);
    let id = vault.add_member("Ilan", &new.recipient(), &new.signer().verifier(), NOON, &mut random).unwrap();
    let ana = member(4);
    let new = opened(&ana);
    vault.add_member("Ana", &new.recipient(), &new.signer().verifier(), NOON, &mut random).unwrap();
    drop(vault);
    let mut of_ilan = open(&disk, &ilan).unwrap();
    add(&mut of_ilan, b"seen in time", &mut random).unwrap();
    drop(of_ilan);
    let before = files(disk.path());
    let mut vault = open(&disk, &mira).unwrap();
    vault.remove_member(id, NOON, &mut random).unwrap();
    drop(vault);

    // On a copy from before the removal Ilan goes on: in the log that was seen, in one of another laptop, and by removing Mira.
    let elsewhere = Folder::new(crate::case::folder("copies-removed-elsewhere"));
    for (name, bytes) in &before {
        let path = elsewhere.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let mut late = open(&elsewhere, &ilan).unwrap();
    add(&mut late, b"too late", &mut random).unwrap();
    let sock = member(3);
    let puppet = opened(&sock);
    late.add_member("Sock", &puppet.recipient(), &puppet.signer().verifier(), NOON, &mut random).unwrap();
    drop(late);
    let mut of_sock = Vault::open(&elsewhere, opened(&sock), Place([4; 32]), NOON, true).unwrap();
    add(&mut of_sock, b"by a member whom nobody added", &mut random).unwrap();
    drop(of_sock);
    let mut late = open(&elsewhere, &ilan).unwrap();
    let mira_id = late.members()[0].id;
    late.remove_member(mira_id, NOON, &mut random).unwrap();
    drop(late);
    let mut another = Vault::open(&elsewhere, opened(&ilan), Place([3; 32]), NOON, true).unwrap();
    add(&mut another, b"too late too", &mut random).unwrap();
    drop(another);
    for (name, bytes) in files(elsewhere.path()) {
        let is_of_ilan =
            name.starts_with("logs/") && !before.iter().any(|(known, old)| *known == name && *old == bytes);
        if is_of_ilan || name.starts_with("blobs/") || name.starts_with("keys/") {
            let path = disk.path().join(&name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
    let vault = open(&disk, &mira).unwrap();
    let words: Vec<Vec<u8>> = contents(&vault).into_iter().map(Result::unwrap).collect();
    assert!(words.contains(&b"seen in time".to_vec()));
    assert!(!words.contains(&b"too late".to_vec()) && !words.contains(&b"too late too".to_vec()));
    assert!(!words.contains(&b"by a member whom nobody added".to_vec()));
    assert_eq!(vault.members().len(), 3);
    let waits = vault
        .remarks
        .iter()
        .any(|remark| matches!(remark, Remark::Waiting { member, .. } if member == "Ilan"));
    assert!(waits, "{:?}", vault.remarks);
    // The two removals did not know of each other: both take effect, and somebody who is left takes Mira back.
    assert_eq!(vault.me().unwrap().standing, Standing::Removed);
    drop(vault);
    let mut of_ana = open(&disk, &ana).unwrap();
    let standing = of_ana.members().iter().map(|member| member.standing);
    assert!(standing.eq([Standing::Removed, Standing::Removed, Standing::Active]));
    of_ana.readmit(mira_id, NOON, &mut random).unwrap();
    drop(of_ana);
    let mut vault = open(&disk, &mira).unwrap();
    assert_eq!(vault.me().unwrap().standing, Standing::Active);
    add(&mut vault, b"after all", &mut random).unwrap();
}

#[test]
fn two_who_removed_each_other_take_each_other_back() {
    let (disk, mira) = sample("copies-mutual");
    let mut random = Counting(42);
    let ilan = member(2);
    let mut vault = open(&disk, &mira).unwrap();
    let new = opened(&ilan);
    let of_ilan =
        vault.add_member("Ilan", &new.recipient(), &new.signer().verifier(), NOON, &mut random).unwrap();
    let of_mira = vault.me().unwrap().id;
    drop(vault);
    let elsewhere = Folder::new(crate::case::folder("copies-mutual-elsewhere"));
    copy(disk.path(), elsewhere.path());
    let mut vault = open(&disk, &mira).unwrap();
    vault.remove_member(of_ilan, NOON, &mut random).unwrap();
    add(&mut vault, b"by Mira, alone", &mut random).unwrap();
    drop(vault);
    let mut there = Vault::open(&elsewhere, opened(&ilan), Place([2; 32]), NOON, true).unwrap();
    there.remove_member(of_mira, NOON, &mut random).unwrap();
    drop(there);
    crate::case::joined(elsewhere.path(), disk.path());

    let mut vault = open(&disk, &mira).unwrap();
    assert!(vault.members().iter().all(|member| member.standing == Standing::Removed));
    assert!(matches!(add(&mut vault, b"x", &mut random), Err(VaultError::Removed)));
    assert!(
        matches!(vault.readmit(of_mira, NOON, &mut random), Err(VaultError::NoSuchMember)),
        "nobody themselves"
    );
    vault.readmit(of_ilan, NOON, &mut random).unwrap();
    drop(vault);
    let mut there = open(&disk, &ilan).unwrap();
    assert_eq!(there.me().unwrap().standing, Standing::Active);
    add(&mut there, b"by Ilan again", &mut random).unwrap();
    there.readmit(of_mira, NOON, &mut random).unwrap();
    drop(there);
    let mut vault = open(&disk, &mira).unwrap();
    assert_eq!(damage(&vault), Vec::<String>::new());
    assert_eq!(vault.me().unwrap().standing, Standing::Active);
    add(&mut vault, b"by Mira again", &mut random).unwrap();
    drop(vault);
    for file in [&mira, &ilan] {
        let vault = open(&disk, file).unwrap();
        assert_eq!(damage(&vault), Vec::<String>::new());
        let words: Vec<Vec<u8>> = contents(&vault).into_iter().map(Result::unwrap).collect();
        for known in ["by Mira, alone", "by Ilan again", "by Mira again"] {
            assert!(words.contains(&known.as_bytes().to_vec()), "{known}");
        }
    }
}
