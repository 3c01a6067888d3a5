//! Acts on a whole case: coming back to it, sealing it anew, copying it, tidying it, recording for an office.

use super::super::{Named, Office, Place, Tidied, Vault};
use super::{Counting, NOON, PLACE, add, add_to, contents, damage, ingest, made, member, open, opened};
use crate::VaultError;
use crate::disk::{Fault, Simulated};
use probata_seal::{BlobName, Cost, Identity};
use std::collections::BTreeSet;

#[test]
fn a_recovery_sheet_is_made_and_used_after_every_stop() {
    let (disk, file) = made();
    let sheet = probata_seal::Recovery::new(&mut Counting(70));
    let inner = {
        let mut vault = open(&disk, &file).unwrap();
        let inner = vault.begin_compartment("inner", &[], false, NOON, &mut Counting(71)).unwrap();
        vault.begin_compartment("legal", &[], true, NOON, &mut Counting(72)).unwrap();
        add_to(&mut vault, inner, "kept", &mut Counting(73)).unwrap();
        inner
    };
    let make = |disk: &Simulated, seed: u64| {
        open(disk, &file)?.add_recovery(&sheet.identity(), NOON, &mut Counting(seed)).map(drop)
    };
    let other = probata_seal::Recovery::new(&mut Counting(74));
    let whole = disk.clone();
    make(&whole, 75).unwrap();
    for at in 0..whole.operations() {
        let stopped = disk.clone().with(Fault::Stop { at });
        assert!(make(&stopped, 75).is_err());
        let after = stopped.after_crash(at);
        let mut vault = open(&after, &file).unwrap();
        vault
            .add_recovery(&other.identity(), NOON, &mut Counting(76))
            .unwrap_or_else(|error| panic!("{at}: {error}"));
        assert_eq!(vault.active().count(), 2, "stopped at {at}: one sheet");
    }
    let elsewhere = Place([2; 32]);
    let come_back = |disk: &Simulated, seed: u64| {
        let random = &mut Counting(seed);
        let new = Identity::new(random);
        let file = new.seal("pass", Cost::TEST, random);
        Vault::open(disk, sheet.identity(), elsewhere, NOON, true)?
            .recover(&new, &file, NOON, random)
            .map(|_| file)
    };
    let ready = whole.clone();
    let whole = ready.clone();
    come_back(&whole, 77).unwrap();
    for at in 0..whole.operations() {
        let stopped = ready.clone().with(Fault::Stop { at });
        assert!(come_back(&stopped, 77).is_err());
        for seed in 0..2 {
            let after = stopped.after_crash(seed);
            // It was not acknowledged and is done again; or all of it but the last was done, and the sheet is used up.
            let again = come_back(&after, 78);
            let files: Vec<Vec<u8>> = match &again {
                Ok(file) => vec![file.clone()],
                Err(VaultError::Removed) => {
                    Vault::identities(&after).unwrap().into_iter().map(|(_, file)| file).collect()
                }
                Err(error) => panic!("stopped at {at}, again: {error}"),
            };
            let mut active = files.iter().filter_map(|file| {
                let vault = Vault::open(&after, opened(file), PLACE, NOON, false).ok()?;
                let me = vault.me()?.id;
                vault.is_active(me).then_some(vault)
            });
            let vault = active.next().unwrap_or_else(|| panic!("stopped at {at}: nobody is left"));
            assert_eq!(damage(&vault), Vec::<String>::new(), "stopped at {at}");
            assert_eq!(contents(&vault), BTreeSet::from(["kept".to_owned()]), "stopped at {at}");
            assert!(vault.may_enter(inner).is_ok(), "stopped at {at}");
            assert_eq!(vault.active().count(), 1, "stopped at {at}");
        }
    }
}

/// Sealed files that an entry of these tests speaks of.
fn named(entry: &crate::Entry) -> Vec<BlobName> {
    entry.value("blob").map(|name| BlobName(name.try_into().unwrap())).into_iter().collect()
}

#[test]
fn sealing_all_anew_is_done_again_after_every_stop() {
    let (disk, file) = made();
    let mut random = Counting(80);
    {
        let mut vault = open(&disk, &file).unwrap();
        let inner = vault.begin_compartment("inner", &[], false, NOON, &mut random).unwrap();
        let legal = vault.begin_compartment("legal", &[], true, NOON, &mut random).unwrap();
        for (compartment, text) in
            [(vault.main(), "one"), (vault.main(), "two"), (inner, "three"), (legal, "four")]
        {
            add_to(&mut vault, compartment, text, &mut random).unwrap();
        }
    }
    let all: BTreeSet<String> = ["one", "two", "three", "four"].map(str::to_owned).into();
    let rekey =
        |disk: &Simulated, seed: u64| open(disk, &file)?.rekey(&named, NOON, &mut Counting(seed), &mut || {});
    let whole = disk.clone();
    let done = rekey(&whole, 81).unwrap();
    assert_eq!((done.subjects, done.blobs, done.closed), (4, 4, 0));
    for at in 0..whole.operations() {
        let stopped = disk.clone().with(Fault::Stop { at });
        assert!(rekey(&stopped, 81).is_err());
        for seed in 0..3 {
            let after = stopped.after_crash(seed);
            let vault = open(&after, &file).unwrap();
            assert_eq!(damage(&vault), Vec::<String>::new(), "stopped at {at}");
            assert_eq!(contents(&vault), all, "stopped at {at}");
            drop(vault);
            rekey(&after, 82).unwrap_or_else(|error| panic!("stopped at {at}, again: {error}"));
            let vault = open(&after, &file).unwrap();
            assert_eq!(damage(&vault), Vec::<String>::new(), "stopped at {at}, again");
            assert_eq!(contents(&vault), all, "stopped at {at}, again");
        }
    }
}

/// All sealed files of which the case speaks.
fn all_named(vault: &Vault<'_>) -> Named {
    let added = vault.entries().iter().filter(|entry| entry.header.act == "added" && entry.body.is_some());
    let lying = |entry: &crate::Entry| {
        let subject = entry.header.subject.unwrap();
        named(entry).into_iter().map(|name| vault.lying(subject, name)).collect::<Vec<_>>()
    };
    Named { files: added.flat_map(lying).collect(), is_all: true }
}

#[test]
fn a_backup_is_whole_or_none_after_every_stop_and_is_ended_by_doing_it_again() {
    let (disk, file) = made();
    let mut random = Counting(85);
    let mut vault = open(&disk, &file).unwrap();
    for text in ["one", "two"] {
        add(&mut vault, text, &mut random).unwrap();
    }
    let run = |vault: &Vault<'_>, to: &Simulated| {
        vault.back_up(to, &all_named(vault), &mut Counting(to.operations() + 7), &mut |_| {})
    };
    let copied = |to: &Simulated| {
        let vault = Vault::open(to, opened(&file), Place([9; 32]), NOON, false)?;
        assert_eq!(damage(&vault), Vec::<String>::new());
        Ok::<_, VaultError>(contents(&vault))
    };
    let all = contents(&vault);
    let whole = Simulated::new();
    run(&vault, &whole).unwrap();
    for at in 0..whole.operations() {
        let stopped = Simulated::new().with(Fault::Stop { at });
        assert!(run(&vault, &stopped).is_err());
        for seed in 0..3 {
            let after = stopped.after_crash(seed);
            match copied(&after) {
                Ok(there) => assert_eq!(there, all, "stopped at {at}"),
                Err(VaultError::NoCase) => {}
                Err(error) => panic!("stopped at {at}: {error}"),
            }
            run(&vault, &after).unwrap_or_else(|error| panic!("stopped at {at}, again: {error}"));
            assert_eq!(copied(&after).unwrap(), all, "stopped at {at}, again");
        }
    }
    // Onto an earlier one, of which something was erased since.
    let first = vault.entries().iter().find(|entry| entry.header.act == "added").unwrap();
    let (subject, blob) = (first.header.subject.unwrap(), named(first));
    vault.forget(subject, &blob, &mut random).unwrap();
    add(&mut vault, "three", &mut random).unwrap();
    let again = whole.clone();
    run(&vault, &again).unwrap();
    for at in 0..again.operations() {
        let stopped = whole.clone().with(Fault::Stop { at });
        assert!(run(&vault, &stopped).is_err());
        for seed in 0..3 {
            let after = stopped.after_crash(seed);
            let there = copied(&after).unwrap_or_else(|error| panic!("stopped at {at}: {error}"));
            assert!(there.contains("two"), "stopped at {at}");
            run(&vault, &after).unwrap_or_else(|error| panic!("stopped at {at}, again: {error}"));
            assert_eq!(copied(&after).unwrap(), BTreeSet::from(["two".to_owned(), "three".to_owned()]));
            let blobs = after.paths().into_iter().filter(|path| path.starts_with("blobs/")).count();
            assert_eq!(blobs, 2, "stopped at {at}: what was erased is gone");
        }
    }
}

#[test]
fn tidying_removes_all_that_interrupted_acts_left_and_nothing_else() {
    let (disk, file) = made();
    let whole = disk.clone();
    ingest(&whole, &file).1.unwrap();
    let count_files = |disk: &Simulated| {
        let is_left = |path: &&String| {
            path.starts_with("blobs/")
                || path.starts_with("keyring/")
                || path.contains("tmp")
                || path.ends_with(".new")
        };
        disk.paths().iter().filter(is_left).count()
    };
    for at in (0..whole.operations()).step_by(3) {
        let stopped = disk.clone().with(Fault::Stop { at });
        let _ = ingest(&stopped, &file);
        let after = stopped.after_crash(at);
        after.set("cache/index", "made again");
        let tidy = |disk: &Simulated| {
            let mut vault = open(disk, &file)?;
            let named = all_named(&vault);
            vault.tidy(&named)
        };
        let held = |disk: &Simulated| contents(&open(disk, &file).unwrap()).len();
        let once = after.clone();
        let (done, count) = (tidy(&once).unwrap(), held(&once));
        assert_eq!((done.caches, done.kept), (1, 0), "stopped at {at}");
        assert_eq!(count_files(&once), 2 * count, "stopped at {at}: a file and a key for each");
        assert_eq!(tidy(&once).unwrap(), Tidied::default(), "stopped at {at}");
        // Stopped itself, it is done again.
        let second = after.clone().with(Fault::Stop { at: at % 40 + 30 });
        let _ = tidy(&second);
        let third = second.after_crash(at);
        tidy(&third).unwrap();
        assert_eq!(held(&third), count, "stopped at {at}, and again");
        assert_eq!(damage(&open(&third, &file).unwrap()), Vec::<String>::new());
    }
}

#[test]
fn a_field_case_goes_on_after_every_stop_and_opens_at_the_office() {
    let (crane, office) = (member(), {
        let mut random = Counting(40);
        Identity::new(&mut random).seal("pass", Cost::TEST, &mut random)
    });
    let found = |disk: &Simulated| {
        let public = opened(&office);
        let offices = [Office {
            name: "Office".into(),
            recipient: public.recipient(),
            verifier: public.signer().verifier(),
        }];
        let random = &mut Counting(41);
        Vault::found_field(disk, opened(&crane), &crane, "Crane", &offices, PLACE, NOON, random).map(drop)
    };
    let record = |disk: &Simulated, text: &str| {
        let mut vault = open(disk, &crane)?;
        add(&mut vault, text, &mut Counting(disk.operations() + 42))?;
        add(&mut vault, &format!("{text}, more"), &mut Counting(disk.operations() + 42))
    };
    let at_office = |disk: &Simulated, what: &str| {
        let vault = Vault::open(disk, opened(&office), Place([5; 32]), NOON, false)
            .unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(damage(&vault), Vec::<String>::new(), "{what}");
        contents(&vault)
    };
    let whole = Simulated::new();
    found(&whole).unwrap();
    for at in 0..whole.operations() {
        let stopped = Simulated::new().with(Fault::Stop { at });
        assert!(found(&stopped).is_err());
        let after = stopped.after_crash(at);
        match record(&after, "one") {
            Ok(()) => assert_eq!(at_office(&after, &format!("founding stopped at {at}")).len(), 2),
            Err(VaultError::NoCase) => {}
            Err(error) => panic!("founding stopped at {at}: {error}"),
        }
    }
    record(&whole, "one").unwrap();
    let again = whole.clone();
    record(&again, "two").unwrap();
    for at in 0..again.operations() {
        let stopped = whole.clone().with(Fault::Stop { at });
        assert!(record(&stopped, "two").is_err());
        for seed in 0..3 {
            let what = format!("stopped at {at}, seed {seed}");
            let after = stopped.after_crash(seed);
            assert!(at_office(&after, &what).contains("one, more"), "{what}");
            record(&after, "three").unwrap_or_else(|error| panic!("{what}, again: {error}"));
            let there = at_office(&after, &what);
            assert!(["one", "three", "three, more"].iter().all(|text| there.contains(*text)), "{what}");
        }
    }
}
