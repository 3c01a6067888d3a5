//! Faults by the hundred: a few in each test run, all of them with `cargo xtask faults --full`.

use crate::case::{Counting, add, add_to, contents, damage, files, found, member, open, sample};
use probata_seal::Checkpoint;
use probata_vault::{Folder, Id, Vault, VaultError, verify_without_key};
use std::fs;
use std::path::Path;

/// How many of something are tried: a few, or all.
fn size(few: usize, all: usize) -> usize {
    if std::env::var("PROBATA_FAULTS").is_ok_and(|which| which == "full") { all } else { few }
}

/// Numbers below a bound that look like chance.
fn below(random: &mut Counting, bound: usize) -> usize {
    let mut bytes = [0; 8];
    probata_vault::Random::fill(random, &mut bytes);
    (u64::from_le_bytes(bytes) % bound.max(1) as u64) as usize
}

/// What opening, reading all and checking without a key say.
fn said(disk: &Folder, file: &[u8], held: &[Checkpoint]) -> Vec<String> {
    let mut said: Vec<String> = match verify_without_key(disk, held, &mut |_| {}) {
        Ok(found) => found.damage.iter().map(ToString::to_string).collect(),
        Err(error) => vec![error.to_string()],
    };
    match open(disk, file) {
        Ok(vault) => {
            said.extend(damage(&vault));
            said.extend(contents(&vault).into_iter().filter_map(Result::err));
        }
        Err(error) => said.push(error.to_string()),
    }
    said
}

fn write_all(root: &Path, all: &[(String, Vec<u8>)]) {
    for (name, bytes) in all {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("below the case")).expect("a folder is made");
        fs::write(path, bytes).expect("a file is written");
    }
}

/// Makes the folder hold these files and no others.
fn put_back(root: &Path, all: &[(String, Vec<u8>)]) {
    let _ = fs::remove_dir_all(root);
    fs::create_dir_all(root).expect("a folder is made");
    for folder in ["members", "keys", "keyring", "logs", "blobs", "tmp"] {
        fs::create_dir_all(root.join(folder)).expect("a folder is made");
    }
    write_all(root, all);
}

/// The files of a case at one time.
type State = Vec<(String, Vec<u8>)>;

/// A case that grew by so many entries: it, its member, and its files and heads before each entry and at the end.
fn grown(name: &str, entries: usize) -> (Folder, Vec<u8>, Vec<State>, Vec<Vec<Checkpoint>>) {
    let (disk, file) = sample(name);
    let (mut states, mut heads) = (Vec::new(), Vec::new());
    let mut random = Counting(31);
    for number in 0..entries {
        let mut vault = open(&disk, &file).expect("it opens");
        states.push(files(disk.path()));
        heads.push(vault.heads());
        add(&mut vault, format!("statement {number}").as_bytes(), &mut random).expect("added");
    }
    states.push(files(disk.path()));
    heads.push(open(&disk, &file).expect("it opens").heads());
    (disk, file, states, heads)
}

#[test]
fn a_bit_flipped_anywhere_in_a_large_file_is_seen() {
    let (disk, file) = sample("faults-bits");
    let content: Vec<u8> = (0..300_000_u32).map(|at| (at * 7 % 251) as u8).collect();
    let mut vault = open(&disk, &file).unwrap();
    let (subject, stored) = add(&mut vault, &content, &mut Counting(41)).unwrap();
    let segment =
        vault.entries().iter().find(|entry| entry.header.subject == Some(subject)).unwrap().header.segment;
    let digits = stored.name.hex();
    let path = disk.path().join("blobs").join(&digits[..2]).join(&digits[2..]);
    let bytes = fs::read(&path).unwrap();
    let mut random = Counting(43);
    let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    for _ in 0..size(300, 100_000) {
        let at = below(&mut random, bytes.len());
        let altered = bytes[at] ^ (1 << below(&mut random, 8));
        write_at(&file, at, altered);
        let mut opened = 0;
        let told = vault.content(subject, segment, stored.name, &mut |piece| {
            // What comes before the altered chunk is right; nothing wrong is handed on.
            assert_eq!(piece, &content[opened..opened + piece.len()]);
            opened += piece.len();
            Ok(())
        });
        assert!(told.is_err(), "byte {at}");
        write_at(&file, at, bytes[at]);
    }
    assert!(vault.content(subject, segment, stored.name, &mut |_| Ok(())).is_ok());
}

fn write_at(file: &fs::File, at: usize, byte: u8) {
    use std::io::{Seek, SeekFrom, Write};
    let mut file = file;
    file.seek(SeekFrom::Start(at as u64)).expect("a place in the file");
    file.write_all(&[byte]).expect("a byte is written");
}

#[test]
fn a_cut_anywhere_is_seen() {
    let (disk, file, states, _) = grown("faults-cuts", 10);
    let all: Vec<_> = states
        .last()
        .unwrap()
        .iter()
        .filter(|(name, bytes)| !bytes.is_empty() && !name.starts_with("members/"))
        .collect();
    let mut random = Counting(47);
    for _ in 0..size(40, 1_000) {
        let (name, bytes) = all[below(&mut random, all.len())];
        let length = below(&mut random, bytes.len());
        fs::write(disk.path().join(name), &bytes[..length]).unwrap();
        let told = said(&disk, &file, &[]);
        assert!(!told.is_empty(), "{name} cut to {length}");
        // Opening may have put aside what it took for an interrupted write: everything is put back.
        put_back(disk.path(), states.last().unwrap());
    }
    assert_eq!(said(&disk, &file, &[]), Vec::<String>::new());
}

#[test]
fn every_older_state_is_seen_by_whoever_holds_a_head() {
    let count = size(6, 50);
    let (disk, file, states, heads) = grown("faults-rollbacks", count);
    let held = heads.last().unwrap();
    for (number, state) in states[..count].iter().enumerate() {
        put_back(disk.path(), state);
        let told = said(&disk, &file, held);
        assert!(told.iter().any(|told| told.contains("a checkpoint says")), "state {number}: {told:?}");
        // Nobody who holds no later head can tell.
        assert_eq!(said(&disk, &file, &heads[number]), Vec::<String>::new(), "state {number}");
    }
    put_back(disk.path(), states.last().unwrap());
    assert_eq!(said(&disk, &file, held), Vec::<String>::new());
}

#[test]
fn a_log_whose_end_was_cut_off_with_its_checkpoint_is_seen_by_whoever_holds_a_head() {
    let count = size(6, 100);
    let (disk, file, states, heads) = grown("faults-tails", count);
    let held = heads.last().unwrap();
    let newest = states.last().unwrap();
    for cut in 1..=count {
        // Log and checkpoint as they were so many commits ago, everything else as it is now.
        let logs = states[count - cut].iter().filter(|(name, _)| name.starts_with("logs/"));
        put_back(disk.path(), newest);
        write_all(disk.path(), &logs.cloned().collect::<Vec<_>>());
        let told = said(&disk, &file, held);
        assert!(told.iter().any(|told| told.contains("a checkpoint says")), "cut by {cut}: {told:?}");
    }
}

/// Frames of a log's file: where each begins and ends.
fn frames(bytes: &[u8]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at + 20 <= bytes.len() {
        let length = u32::from_le_bytes(bytes[at + 8..at + 12].try_into().expect("four bytes")) as usize;
        found.push(at..at + 20 + length);
        at += 20 + length;
    }
    found
}

#[test]
fn frames_that_are_moved_doubled_dropped_or_of_another_case_are_seen() {
    let (disk, file, states, heads) = grown("faults-frames", size(5, 20));
    let newest = states.last().unwrap();
    let held = heads.last().unwrap();
    let (name, log) = newest.iter().find(|(name, _)| name.ends_with("/frames")).unwrap();
    let (_, _, others, _) = grown("faults-frames-other", 3);
    let (_, other) = others.last().unwrap().iter().find(|(name, _)| name.ends_with("/frames")).unwrap();
    let (of_log, of_other) = (frames(log), frames(other));
    let piece = |range: &std::ops::Range<usize>| log[range.clone()].to_vec();
    let mut altered: Vec<Vec<u8>> = Vec::new();
    for at in 0..of_log.len() {
        let before = &log[..of_log[at].start];
        let after = &log[of_log[at].end..];
        altered.push([before, after].concat());
        // Behind the last frame a copy of it is an interrupted write, which was never acknowledged: it is put aside and said.
        if !after.is_empty() {
            altered.push([before, &piece(&of_log[at]), &piece(&of_log[at]), after].concat());
        }
        altered.push([before, &other[of_other[at % of_other.len()].clone()], after].concat());
        if let Some(next) = of_log.get(at + 1) {
            altered.push([before, &piece(next), &piece(&of_log[at]), &log[next.end..]].concat());
        }
    }
    for (number, bytes) in altered.iter().enumerate() {
        put_back(disk.path(), newest);
        fs::write(disk.path().join(name), bytes).unwrap();
        assert!(!said(&disk, &file, held).is_empty(), "alteration {number}");
    }
    put_back(disk.path(), newest);
    assert_eq!(said(&disk, &file, held), Vec::<String>::new());
}

#[test]
fn ten_thousand_passphrases_open_nothing_and_the_right_one_does() {
    use probata_seal::{Cost, Identity};
    let mut random = Counting(53);
    let file = Identity::new(&mut random).seal("pass", Cost::TEST, &mut random);
    for number in 0..size(100, 10_000) {
        let error = Identity::open(&file, &format!("pass {number}")).unwrap_err();
        assert_eq!(error.to_string(), Identity::open(&file, "").unwrap_err().to_string());
    }
    assert!(Identity::open(&file, "pass").is_ok());
    // At the cost that a person's identity has.
    let file = Identity::new(&mut random).seal("seven small green boats", Cost::USUAL, &mut random);
    for number in 0..size(1, 10) {
        assert!(Identity::open(&file, &format!("seven small green boat{number}")).is_err());
    }
    assert!(Identity::open(&file, "seven small green boats").is_ok());
}

#[test]
fn a_case_does_not_open_for_a_member_of_another() {
    let (disk, _) = sample("faults-stranger");
    let stranger = member(2);
    assert!(matches!(open(&disk, &stranger), Err(VaultError::NotForYou)));
    // Nor does what lies in one when it is put into the other.
    let mut random = Counting(59);
    let root = crate::case::folder("faults-stranger-other");
    let other = Folder::new(&root);
    let mut vault = found(&other, &stranger, &mut random);
    let main: Id = vault.main();
    add_to(&mut vault, main, b"their own", &mut random).unwrap();
    drop(vault);
    let keys =
        files(disk.path()).into_iter().filter(|(name, _)| name.starts_with("keys/")).collect::<Vec<_>>();
    write_all(&root, &keys);
    let opened: Result<Vault<'_>, _> = open(&other, &stranger);
    let vault = opened.expect("foreign keys do not keep it from opening");
    assert_eq!(
        contents(&vault).into_iter().filter_map(Result::ok).collect::<Vec<_>>(),
        [b"their own".to_vec()]
    );
}
