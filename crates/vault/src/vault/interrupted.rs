//! What a stop, a full disk or a failing one leaves, at every operation of every act.

use super::{Batch, NewEntry, Place, Vault};
use crate::disk::{Disk, Fault, Simulated};
use crate::{Field, Id, Remark, VaultError};
use probata_seal::{BlobName, Cost, Identity, Random};
use std::collections::BTreeSet;

mod large;
mod whole;

struct Counting(u64);

impl Random for Counting {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (self.0 >> 33) as u8;
        }
    }
}

const PLACE: Place = Place([1; 32]);
const NOON: i64 = 1_764_331_200_000_000;

fn member() -> Vec<u8> {
    let mut random = Counting(1);
    Identity::new(&mut random).seal("pass", Cost::TEST, &mut random)
}

fn opened(file: &[u8]) -> Identity {
    Identity::open(file, "pass").unwrap()
}

fn found(disk: &Simulated, file: &[u8]) -> Result<(), VaultError> {
    Vault::found(disk, opened(file), file, "Mira", PLACE, NOON, &mut Counting(2)).map(drop)
}

fn open<'d>(disk: &'d Simulated, file: &[u8]) -> Result<Vault<'d>, VaultError> {
    Vault::open(disk, opened(file), PLACE, NOON, true)
}

/// Adds a content under a new subject.
fn add(vault: &mut Vault<'_>, content: &str, random: &mut Counting) -> Result<(), VaultError> {
    let main = vault.main();
    add_to(vault, main, content, random)
}

/// Likewise, in a compartment.
fn add_to(vault: &mut Vault<'_>, to: Id, content: &str, random: &mut Counting) -> Result<(), VaultError> {
    let (subject, key) = (Id::new(random), vault.new_key(random));
    let stored = vault.store(subject, &key, &mut content.as_bytes(), random)?.expect("memory is read");
    let fields = vec![Field { name: "blob".into(), value: stored.name.0.to_vec() }];
    let entry = NewEntry { act: "added", compartment: to, subject: Some(subject), fields };
    vault.commit(Batch { entries: vec![entry], keys: vec![(to, subject, key)] }, NOON, random).map(drop)
}

/// Every content that an entry names, opened: it is there, whole.
fn contents(vault: &Vault<'_>) -> BTreeSet<String> {
    read(vault).unwrap()
}

/// Likewise, where the disk may fail.
fn read(vault: &Vault<'_>) -> Result<BTreeSet<String>, VaultError> {
    let added = vault.entries().iter().filter(|entry| entry.header.act == "added");
    let open = added.filter_map(|entry| Some((entry, entry.value("blob")?)));
    open.map(|(entry, name)| {
        let mut content = Vec::new();
        let subject = entry.header.subject.unwrap();
        let name = BlobName(name.try_into().unwrap());
        vault.content(subject, entry.header.segment, name, &mut |bytes| {
            content.extend(bytes);
            Ok(())
        })?;
        Ok(String::from_utf8(content).unwrap())
    })
    .collect()
}

fn damage(vault: &Vault<'_>) -> Vec<String> {
    let damage = vault.remarks.iter().filter(|remark| matches!(remark, Remark::Damaged(_)));
    damage.map(|remark| format!("{remark:?}")).collect()
}

/// Files that the tests of stops at every operation add.
const FEW: usize = 20;

fn texts(count: usize) -> impl Iterator<Item = String> {
    (0..count).map(|number| format!("statement {number}"))
}

/// Adds a few files, those that are not there yet; what was acknowledged before it failed.
fn ingest(disk: &Simulated, file: &[u8]) -> (BTreeSet<String>, Result<(), VaultError>) {
    ingest_all(disk, file, FEW)
}

/// Likewise, with so many files in all.
fn ingest_all(disk: &Simulated, file: &[u8], count: usize) -> (BTreeSet<String>, Result<(), VaultError>) {
    let mut acknowledged = BTreeSet::new();
    let done = (|| {
        let mut vault = open(disk, file)?;
        let there = read(&vault)?;
        let mut random = Counting(disk.operations() + 77);
        for text in texts(count).filter(|text| !there.contains(text)) {
            add(&mut vault, &text, &mut random)?;
            acknowledged.insert(text);
        }
        Ok(())
    })();
    (acknowledged, done)
}

/// The case as it is found again: all that was acknowledged, nothing in part, and the rest can be added.
fn found_again(disk: &Simulated, file: &[u8], acknowledged: &BTreeSet<String>, what: &str) {
    all_found_again(disk, file, acknowledged, FEW, what);
}

/// Likewise, with so many files in all.
fn all_found_again(disk: &Simulated, file: &[u8], acknowledged: &BTreeSet<String>, count: usize, what: &str) {
    let vault = open(disk, file).unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_eq!(damage(&vault), Vec::<String>::new(), "{what}");
    let there = contents(&vault);
    assert!(there.is_superset(acknowledged), "{what}: lost {:?}", acknowledged - &there);
    drop(vault);
    let (_, done) = ingest_all(disk, file, count);
    done.unwrap_or_else(|error| panic!("{what}, again: {error}"));
    let vault = open(disk, file).unwrap();
    assert_eq!(contents(&vault), texts(count).collect(), "{what}");
    let added = vault.entries().iter().filter(|entry| entry.header.act == "added").count();
    assert_eq!(added, count, "{what}: twice");
    assert_eq!(damage(&vault), Vec::<String>::new(), "{what}");
}

fn made() -> (Simulated, Vec<u8>) {
    let (disk, file) = (Simulated::new(), member());
    found(&disk, &file).unwrap();
    (disk, file)
}

/// Operations of adding all twenty.
fn operations(disk: &Simulated, file: &[u8]) -> u64 {
    let whole = disk.clone();
    ingest(&whole, file).1.unwrap();
    whole.operations()
}

#[test]
fn the_power_fails_at_every_operation_of_adding_twenty_files() {
    let (disk, file) = made();
    for at in 0..operations(&disk, &file) {
        let stopped = disk.clone().with(Fault::Stop { at });
        let (acknowledged, done) = ingest(&stopped, &file);
        assert!(done.is_err());
        for seed in 0..3 {
            let what = format!("stopped at {at}, seed {seed}");
            found_again(&stopped.after_crash(seed), &file, &acknowledged, &what);
        }
        found_again(&stopped.as_it_is(), &file, &acknowledged, &format!("killed at {at}"));
    }
}

#[test]
fn the_disk_is_full_or_fails_at_every_operation_of_adding_twenty_files() {
    let (disk, file) = made();
    for at in 0..operations(&disk, &file) {
        for (name, fault) in
            [("full", Fault::Full { at }), ("error", Fault::Error { at }), ("broken", Fault::Broken { at })]
        {
            let failing = disk.clone().with(fault);
            let (acknowledged, _) = ingest(&failing, &file);
            let what = format!("{name} at {at}");
            found_again(&failing.after_crash(at), &file, &acknowledged, &what);
            failing.mended();
            found_again(&failing, &file, &acknowledged, &what);
        }
    }
}

#[test]
fn a_founding_that_was_interrupted_leaves_a_case_or_none() {
    let (whole, file) = made();
    for at in 0..whole.operations() {
        let stopped = Simulated::new().with(Fault::Stop { at });
        assert!(found(&stopped, &file).is_err());
        for seed in 0..20 {
            let after = stopped.after_crash(seed);
            match open(&after, &file) {
                Ok(vault) => assert_eq!(damage(&vault), Vec::<String>::new(), "stopped at {at}"),
                Err(VaultError::NoCase) => {}
                Err(error) => panic!("stopped at {at}: {error}"),
            }
        }
    }
}

/// Stops an act at every operation; afterwards the case opens, nothing is damaged, and the act can be done again.
fn at_every_operation(act: &dyn Fn(&mut Vault<'_>, &mut Counting) -> Result<(), VaultError>) {
    let (disk, file) = made();
    ingest(&disk, &file).1.unwrap();
    let run = |disk: &Simulated, seed: u64| {
        open(disk, &file).and_then(|mut vault| act(&mut vault, &mut Counting(seed)))
    };
    let whole = disk.clone();
    run(&whole, 5).unwrap();
    for at in 0..whole.operations() {
        let stopped = disk.clone().with(Fault::Stop { at });
        assert!(run(&stopped, 5).is_err());
        for seed in 0..3 {
            let after = stopped.after_crash(seed);
            let vault = open(&after, &file).unwrap();
            assert_eq!(damage(&vault), Vec::<String>::new(), "stopped at {at}");
            drop(vault);
            run(&after, 6).unwrap_or_else(|error| panic!("stopped at {at}, again: {error}"));
            let vault = open(&after, &file).unwrap();
            assert_eq!(damage(&vault), Vec::<String>::new(), "stopped at {at}, again");
        }
    }
}

#[test]
fn rotation_is_done_again_after_every_stop() {
    at_every_operation(&|vault, random| vault.rotate(NOON, random));
}

#[test]
fn a_rotation_that_is_stopped_twice_is_done_again() {
    let (disk, file) = made();
    let run = |disk: &Simulated, seed: u64| {
        open(disk, &file).and_then(|mut vault| vault.rotate(NOON, &mut Counting(seed)))
    };
    let whole = disk.clone();
    run(&whole, 5).unwrap();
    for first in 0..whole.operations() {
        let stopped = disk.clone().with(Fault::Stop { at: first });
        assert!(run(&stopped, 5).is_err());
        let once = stopped.after_crash(first);
        for second in (first % 3..whole.operations()).step_by(3) {
            let again = once.clone().with(Fault::Stop { at: second });
            let _ = run(&again, 6);
            let twice = again.after_crash(second);
            let what = format!("stopped at {first} and {second}");
            run(&twice, 7).unwrap_or_else(|error| panic!("{what}: {error}"));
            let vault = open(&twice, &file).unwrap();
            assert_eq!(damage(&vault), Vec::<String>::new(), "{what}");
        }
    }
}

#[test]
fn adding_and_removing_a_member_is_done_again_after_every_stop() {
    at_every_operation(&|vault, random| {
        let ilan = Identity::new(random);
        let id = vault.add_member("Ilan", &ilan.recipient(), &ilan.signer().verifier(), NOON, random)?;
        vault.remove_member(id, NOON, random)
    });
}

#[test]
fn a_compartment_is_begun_filled_and_changed_again_after_every_stop() {
    at_every_operation(&|vault, random| {
        let ilan = Identity::new(random);
        let id = vault.add_member("Ilan", &ilan.recipient(), &ilan.signer().verifier(), NOON, random)?;
        let inner = vault.begin_compartment("inner", &[id], false, NOON, random)?;
        add_to(vault, inner, "closed to others", random)?;
        vault.remove_from_compartment(inner, id, NOON, random)?;
        vault.say_opened(inner, NOON, random)
    });
}

#[test]
fn a_privileged_compartment_is_begun_and_filled_again_after_every_stop() {
    at_every_operation(&|vault, random| {
        let legal = vault.begin_compartment("legal", &[], true, NOON, random)?;
        add_to(vault, legal, "a comment", random)?;
        let main = vault.main();
        add_to(vault, main, "more evidence", random)
    });
}

#[test]
fn a_member_is_removed_from_the_case_and_two_compartments_after_every_stop() {
    let (disk, file) = made();
    let mut random = Counting(3);
    let ilan = Identity::new(&mut random);
    let mut vault = open(&disk, &file).unwrap();
    let id =
        vault.add_member("Ilan", &ilan.recipient(), &ilan.signer().verifier(), NOON, &mut random).unwrap();
    let inner = vault.begin_compartment("inner", &[id], false, NOON, &mut random).unwrap();
    let legal = vault.begin_compartment("legal", &[id], true, NOON, &mut random).unwrap();
    drop(vault);
    let remove = |disk: &Simulated, seed: u64| {
        let mut vault = open(disk, &file)?;
        // What was removed before the power failed stays so.
        if vault.is_active(id) {
            vault.remove_member(id, NOON, &mut Counting(seed))?;
        }
        add_to(&mut vault, inner, "after", &mut Counting(seed + 1))?;
        add_to(&mut vault, legal, "after", &mut Counting(seed + 2))
    };
    let whole = disk.clone();
    remove(&whole, 5).unwrap();
    for at in 0..whole.operations() {
        let stopped = disk.clone().with(Fault::Stop { at });
        assert!(remove(&stopped, 5).is_err());
        for seed in 0..3 {
            let after = stopped.after_crash(seed);
            remove(&after, 15).unwrap_or_else(|error| panic!("stopped at {at}, again: {error}"));
            let vault = open(&after, &file).unwrap();
            assert_eq!(damage(&vault), Vec::<String>::new(), "stopped at {at}");
            for compartment in vault.compartments() {
                let top = compartment.tops().next().unwrap();
                assert!(!top.members.contains(&id), "stopped at {at}: {compartment:?}");
            }
            assert!(vault.compartments()[1..].iter().all(|compartment| !compartment.members.contains(&id)));
        }
    }
}

/// Keys of subjects that no entry names.
fn keys_unnamed(disk: &Simulated, vault: &Vault<'_>) -> Vec<String> {
    let named: BTreeSet<String> =
        vault.entries().iter().map(|entry| entry.header.segment.to_string()).collect();
    disk.list("keyring")
        .unwrap()
        .into_iter()
        .filter(|name| !named.contains(name) && !name.ends_with(".new"))
        .collect()
}

#[test]
fn keys_that_an_interrupted_act_left_are_gone_at_the_next_opening() {
    let (disk, file) = made();
    let inner = {
        let mut vault = open(&disk, &file).unwrap();
        vault.begin_compartment("inner", &[], false, NOON, &mut Counting(4)).unwrap()
    };
    let run = |disk: &Simulated| {
        let mut vault = open(disk, &file)?;
        let main = vault.main();
        add_to(&mut vault, main, "one", &mut Counting(8))?;
        add_to(&mut vault, inner, "two", &mut Counting(9))
    };
    let whole = disk.clone();
    run(&whole).unwrap();
    let mut left = 0;
    for at in 0..whole.operations() {
        let stopped = disk.clone().with(Fault::Stop { at });
        assert!(run(&stopped).is_err());
        for seed in 0..3 {
            let after = stopped.after_crash(seed);
            let before = after.list("keyring").unwrap().len();
            let vault = open(&after, &file).unwrap();
            assert_eq!(keys_unnamed(&after, &vault), Vec::<String>::new(), "stopped at {at}");
            left += before - after.list("keyring").unwrap().len();
        }
    }
    assert!(left > 0, "nothing was ever left");
}

#[test]
fn erasing_is_done_again_after_every_stop() {
    at_every_operation(&|vault, random| {
        let first = vault.entries().iter().find(|entry| entry.header.act == "added").unwrap();
        let subject = first.header.subject.unwrap();
        let blob = first.value("blob").map(|name| BlobName(name.try_into().unwrap()));
        let entry = NewEntry { act: "erased", compartment: vault.main(), subject: None, fields: vec![] };
        vault.commit(Batch { entries: vec![entry], keys: vec![] }, NOON, random)?;
        vault.forget(subject, blob.as_slice(), random)
    });
}

#[test]
fn putting_a_missing_file_back_is_done_again_after_every_stop() {
    at_every_operation(&|vault, random| {
        let main = vault.main();
        let (subject, key) = (Id::new(random), vault.new_key(random));
        let stored = vault.store(subject, &key, &mut "lost".as_bytes(), random)?.expect("memory is read");
        let fields = vec![Field { name: "blob".into(), value: stored.name.0.to_vec() }];
        let entry = NewEntry { act: "added", compartment: main, subject: Some(subject), fields };
        vault.commit(Batch { entries: vec![entry], keys: vec![(main, subject, key)] }, NOON, random)?;
        let path = crate::layout::blob(stored.name);
        vault.disk.remove(&path).map_err(|source| VaultError::Disk { doing: "removing", path, source })?;
        assert!(!vault.is_there(subject, stored.name)?);
        let sha256 = stored.sha256.hex();
        let mut put =
            |content: &str| vault.put_back(subject, stored.name, &sha256, &mut content.as_bytes(), random);
        assert!(!put("something else")?);
        assert!(put("lost")?);
        assert!(vault.is_there(subject, stored.name)?);
        Ok(())
    });
}

#[test]
fn a_folder_that_is_read_only_is_read_and_says_so_when_written() {
    let (disk, file) = made();
    disk.read_only(true);
    let mut vault = Vault::open(&disk, opened(&file), PLACE, NOON, false).unwrap();
    assert!(matches!(
        add(&mut vault, "x", &mut Counting(9)),
        Err(VaultError::Disk { .. } | VaultError::ReadingOnly)
    ));
}

#[test]
fn what_was_not_acknowledged_is_put_aside_and_said() {
    let (disk, file) = made();
    let log = disk.list("logs").unwrap()[0].clone();
    let path = format!("logs/{log}/frames");
    let mut bytes = disk.bytes(&path).unwrap();
    bytes.extend(b"PROFRAM1 and then the power failed");
    disk.set(&path, bytes);
    let vault = open(&disk, &file).unwrap();
    assert!(matches!(vault.remarks[..], [Remark::SetAside { length: 34, .. }]), "{:?}", vault.remarks);
    drop(vault);
    assert_eq!(open(&disk, &file).unwrap().remarks, []);
}
