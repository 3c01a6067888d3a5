use crate::case::{
    Counting, NOON, PLACE, add, contents, damage, files, folder, member, open, opened, sample,
};
use expect_test::expect;
use probata_vault::{Folder, Remark, Standing, Vault, VaultError, verify_without_key};

#[test]
fn what_is_entered_is_there_when_the_case_is_opened_again() {
    let (disk, file) = sample("life-again");
    let vault = open(&disk, &file).unwrap();
    assert_eq!(damage(&vault), Vec::<String>::new());
    let acts: Vec<&str> = vault.entries().iter().map(|entry| entry.header.act.as_str()).collect();
    assert_eq!(acts, ["log_began", "founded", "member_added", "epoch_began", "added", "added", "added"]);
    let words = [&b"He was held in Doln."[..], b"A letter.", b""];
    assert_eq!(contents(&vault), words.map(|words| Ok(words.to_vec())));
    assert_eq!(vault.me().unwrap().name, "Mira");
    let checked = verify_without_key(&disk, &vault.heads(), &mut |_| {}).unwrap();
    assert_eq!(checked.damage, []);
    assert_eq!((checked.checked.blobs, checked.checked.logs, checked.checked.entries), (3, 1, 7));
}

#[test]
fn a_folder_that_holds_something_is_not_made_a_case() {
    let root = folder("life-full");
    std::fs::create_dir_all(&root).unwrap();
    std::fs::write(root.join("notes.txt"), "x").unwrap();
    let (disk, file) = (Folder::new(&root), member(1));
    let made = Vault::found(&disk, opened(&file), &file, "Mira", PLACE, NOON, &mut Counting(1));
    assert!(matches!(made, Err(VaultError::NotEmpty)));
    assert!(matches!(open(&disk, &file), Err(VaultError::NoCase)));
}

#[test]
fn nobody_else_opens_it() {
    let (disk, _) = sample("life-other");
    assert!(matches!(open(&disk, &member(2)), Err(VaultError::NotForYou)));
}

#[test]
fn one_process_writes_at_a_time_and_others_read() {
    let (disk, file) = sample("life-locked");
    let writing = open(&disk, &file).unwrap();
    assert!(matches!(open(&disk, &file), Err(VaultError::Locked)));
    let mut reading = Vault::open(&disk, opened(&file), PLACE, NOON, false).unwrap();
    let refused = add(&mut reading, b"x", &mut Counting(3));
    assert!(matches!(refused, Err(VaultError::ReadingOnly)));
    drop(writing);
    assert!(open(&disk, &file).is_ok());
}

#[test]
fn a_member_who_is_added_reads_all_and_one_who_is_removed_reads_nothing_new() {
    let (disk, mira) = sample("life-members");
    let mut random = Counting(11);
    let ilan = member(2);
    let mut vault = open(&disk, &mira).unwrap();
    let new = opened(&ilan);
    let id = vault.add_member("Ilan", &new.recipient(), &new.signer().verifier(), NOON, &mut random).unwrap();
    add(&mut vault, b"between", &mut random).unwrap();
    drop(vault);

    let mut of_ilan = open(&disk, &ilan).unwrap();
    assert_eq!(damage(&of_ilan), Vec::<String>::new());
    assert_eq!(contents(&of_ilan).len(), 4);
    assert!(contents(&of_ilan).iter().all(Result::is_ok));
    add(&mut of_ilan, b"by Ilan", &mut random).unwrap();
    assert_eq!(of_ilan.logs().count(), 2, "another device writes a log of its own");
    drop(of_ilan);

    let mut vault = open(&disk, &mira).unwrap();
    assert_eq!(damage(&vault), Vec::<String>::new());
    vault.remove_member(id, NOON, &mut random).unwrap();
    add(&mut vault, b"after", &mut random).unwrap();
    assert_eq!(vault.members()[1].standing, Standing::Removed);
    assert!(matches!(vault.remove_member(id, NOON, &mut random), Err(VaultError::NoSuchMember)));
    let me = vault.me().unwrap().id;
    assert!(matches!(vault.remove_member(me, NOON, &mut random), Err(VaultError::LastMember)));
    drop(vault);

    let mut of_ilan = open(&disk, &ilan).unwrap();
    assert_eq!(of_ilan.remarks, [Remark::Closed { entries: 1 }]);
    assert!(matches!(add(&mut of_ilan, b"more", &mut random), Err(VaultError::Removed)));
    assert_eq!(contents(&of_ilan).len(), 5, "what was entered after is closed");
    drop(of_ilan);
    let vault = open(&disk, &mira).unwrap();
    assert_eq!(contents(&vault).len(), 6);
    assert_eq!(damage(&vault), Vec::<String>::new());
}

#[test]
fn what_is_erased_is_gone_and_the_log_stays_whole() {
    let (disk, file) = sample("life-erased");
    let mut random = Counting(12);
    let mut vault = open(&disk, &file).unwrap();
    let (subject, stored) = add(&mut vault, b"a name", &mut random).unwrap();
    vault.forget(subject, &[stored.name], &mut random).unwrap();
    vault.forget(subject, &[stored.name], &mut random).unwrap();
    drop(vault);
    let vault = open(&disk, &file).unwrap();
    assert_eq!(contents(&vault)[3], Err("closed".to_owned()));
    assert_eq!(damage(&vault), Vec::<String>::new());
    let checked = verify_without_key(&disk, &vault.heads(), &mut |_| {}).unwrap();
    assert_eq!(checked.damage, []);
    assert_eq!(checked.checked.blobs, 3);
}

#[test]
fn a_clock_that_is_behind_is_told_and_does_not_turn_the_log() {
    let (disk, file) = sample("life-clock");
    let ten_years = 10 * 365 * 86_400 * 1_000_000;
    let mut random = Counting(13);
    let mut vault = Vault::open(&disk, opened(&file), PLACE, NOON - ten_years, true).unwrap();
    expect!["[ClockBehind { by: 315360000000000 }]"].assert_eq(&format!("{:?}", vault.remarks));
    let main = vault.main();
    let entry = probata_vault::NewEntry { act: "noted", compartment: main, subject: None, fields: vec![] };
    let batch = probata_vault::Batch { entries: vec![entry], keys: vec![] };
    vault.commit(batch, NOON - ten_years, &mut random).unwrap();
    let last = &vault.entries().last().unwrap().header;
    assert_eq!((last.at, last.clock), (NOON, NOON - ten_years));
}

#[test]
fn nothing_stands_in_clear() {
    let (disk, file) = sample("life-clear");
    let mut vault = open(&disk, &file).unwrap();
    add(&mut vault, b"Canary-4f1d9a Tovar", &mut Counting(14)).unwrap();
    let words = ["Canary-4f1d9a", "Mira", "He was held", "added", "member_added", "A letter"];
    for (name, bytes) in files(disk.path()) {
        for word in words {
            // Names of files are of hexadecimal digits, and some words are too.
            let may_be = word.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(may_be || !name.contains(word), "{word} stands in the name {name}");
            let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for needle in [word.as_bytes(), &wide] {
                let is_there = bytes.windows(needle.len()).any(|window| window == needle);
                assert!(!is_there, "{word} stands in {name}");
            }
        }
    }
}
