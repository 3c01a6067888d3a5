use crate::case::{
    Counting, NOON, PLACE, add_to, contents, damage, folder, joined, member, open, opened, sample,
};
use probata_vault::{Folder, Id, Place, Standing, Vault, VaultError};

/// Adds a member by the file of their identity.
fn admit(vault: &mut Vault<'_>, name: &str, file: &[u8], random: &mut Counting) -> Id {
    let new = opened(file);
    vault
        .add_member(name, &new.recipient(), &new.signer().verifier(), NOON, random)
        .expect("a member is added")
}

/// What a member reads: whole contents, and how many are closed.
fn reads(vault: &Vault<'_>) -> (Vec<String>, usize) {
    let (open, closed): (Vec<_>, Vec<_>) = contents(vault).into_iter().partition(Result::is_ok);
    let words = open.into_iter().flatten().map(|words| String::from_utf8(words).expect("it is text"));
    (words.collect(), closed.len())
}

#[test]
fn what_is_in_a_compartment_opens_for_its_members_only() {
    let (disk, mira) = sample("compartments-open");
    let mut random = Counting(51);
    let (ilan, ana) = (member(2), member(3));
    let mut vault = open(&disk, &mira).unwrap();
    let id_of_ilan = admit(&mut vault, "Ilan", &ilan, &mut random);
    let id_of_ana = admit(&mut vault, "Ana", &ana, &mut random);
    let interviews = vault.begin_compartment("interviews", &[id_of_ilan], false, NOON, &mut random).unwrap();
    add_to(&mut vault, interviews, b"He named the guard.", &mut random).unwrap();
    drop(vault);

    let of_ilan = open(&disk, &ilan).unwrap();
    assert_eq!(damage(&of_ilan), Vec::<String>::new());
    let compartment = of_ilan.compartment(interviews).unwrap();
    assert_eq!(
        (compartment.number, compartment.name.as_deref(), compartment.is_open),
        (1, Some("interviews"), true)
    );
    assert_eq!(compartment.members.len(), 2);
    assert!(reads(&of_ilan).0.contains(&"He named the guard.".to_owned()));
    drop(of_ilan);

    let mut of_ana = open(&disk, &ana).unwrap();
    assert_eq!(damage(&of_ana), Vec::<String>::new());
    let compartment = of_ana.compartment(interviews).unwrap();
    assert_eq!((compartment.number, compartment.name.as_deref(), compartment.is_open), (1, None, false));
    assert_eq!((compartment.members.len(), reads(&of_ana).1), (0, 1));
    let refused = add_to(&mut of_ana, interviews, b"from outside", &mut random);
    assert!(matches!(refused, Err(VaultError::NotInCompartment(1))), "{refused:?}");
    let refused = of_ana.add_to_compartment(interviews, id_of_ana, NOON, &mut random);
    assert!(matches!(refused, Err(VaultError::NotInCompartment(1))), "{refused:?}");
    drop(of_ana);

    // Whoever is let in later reads what was there before; whoever is taken out reads nothing new.
    let mut vault = open(&disk, &mira).unwrap();
    vault.add_to_compartment(interviews, id_of_ana, NOON, &mut random).unwrap();
    vault.remove_from_compartment(interviews, id_of_ilan, NOON, &mut random).unwrap();
    add_to(&mut vault, interviews, b"after Ilan", &mut random).unwrap();
    drop(vault);
    let of_ana = open(&disk, &ana).unwrap();
    assert_eq!(reads(&of_ana).1, 0);
    assert_eq!(damage(&of_ana), Vec::<String>::new());
    drop(of_ana);
    let mut of_ilan = open(&disk, &ilan).unwrap();
    assert_eq!(reads(&of_ilan).1, 1, "what was entered after is closed");
    assert!(!of_ilan.compartment(interviews).unwrap().is_open);
    assert_eq!(of_ilan.me().unwrap().standing, Standing::Active);
    let refused = add_to(&mut of_ilan, interviews, b"more", &mut random);
    assert!(matches!(refused, Err(VaultError::NotInCompartment(1))), "{refused:?}");
    assert_eq!(damage(&of_ilan), Vec::<String>::new());
}

#[test]
fn whoever_is_removed_from_the_case_is_removed_from_its_compartments() {
    let (disk, mira) = sample("compartments-removed");
    let mut random = Counting(52);
    let (ilan, ana) = (member(2), member(3));
    let mut vault = open(&disk, &mira).unwrap();
    let id_of_ilan = admit(&mut vault, "Ilan", &ilan, &mut random);
    let id_of_ana = admit(&mut vault, "Ana", &ana, &mut random);
    let shared = vault.begin_compartment("shared", &[id_of_ilan], false, NOON, &mut random).unwrap();
    drop(vault);
    let mut of_ilan = open(&disk, &ilan).unwrap();
    let unknown = of_ilan.begin_compartment("of two", &[id_of_ana], false, NOON, &mut random).unwrap();
    let alone = of_ilan.begin_compartment("alone", &[], false, NOON, &mut random).unwrap();
    drop(of_ilan);

    let mut vault = open(&disk, &mira).unwrap();
    vault.remove_member(id_of_ilan, NOON, &mut random).unwrap();
    add_to(&mut vault, shared, b"shared, after", &mut random).unwrap();
    assert_eq!(vault.compartment(shared).unwrap().members.len(), 1);
    drop(vault);
    // Mira could not begin an epoch of a compartment that is closed to her: Ana's next act in it does.
    let mut of_ana = open(&disk, &ana).unwrap();
    add_to(&mut of_ana, unknown, b"of two, after", &mut random).unwrap();
    assert_eq!(of_ana.compartment(unknown).unwrap().members, [id_of_ana]);
    drop(of_ana);
    let of_ilan = open(&disk, &ilan).unwrap();
    let (read, _) = reads(&of_ilan);
    assert!(read.iter().all(|words| !words.contains("after")), "{read:?}");
    assert!(of_ilan.compartment(alone).is_some());
    drop(of_ilan);
    for file in [&mira, &ana] {
        assert_eq!(damage(&open(&disk, file).unwrap()), Vec::<String>::new());
    }
}

#[test]
fn a_privileged_compartment_stands_in_a_log_of_its_own() {
    let (disk, mira) = sample("compartments-privileged");
    let mut random = Counting(53);
    let mut vault = open(&disk, &mira).unwrap();
    let legal = vault.begin_compartment("legal", &[], true, NOON, &mut random).unwrap();
    add_to(&mut vault, legal, b"He should not be named.", &mut random).unwrap();
    let main = vault.main();
    add_to(&mut vault, main, b"evidence", &mut random).unwrap();
    drop(vault);

    let mut vault = open(&disk, &mira).unwrap();
    assert_eq!(damage(&vault), Vec::<String>::new());
    assert!(reads(&vault).0.contains(&"He should not be named.".to_owned()));
    let logs: Vec<Id> = vault.logs().map(|log| log.id).collect();
    let (privileged, evidence): (Vec<Id>, Vec<Id>) =
        logs.into_iter().partition(|log| vault.is_privileged(*log));
    assert_eq!((privileged.len(), evidence.len()), (1, 1));
    for entry in vault.entries() {
        let is_legal = entry.header.compartment == legal;
        assert!(!is_legal || vault.is_privileged(entry.header.log), "{:?}", entry.header);
        // The log for evidence says nothing of the other one.
        let names_it = entry.header.seen.iter().any(|seen| privileged.contains(&seen.log));
        assert!(vault.is_privileged(entry.header.log) || !names_it);
    }
    // It goes on with the same two logs.
    add_to(&mut vault, legal, b"second comment", &mut random).unwrap();
    add_to(&mut vault, main, b"more evidence", &mut random).unwrap();
    assert_eq!(vault.logs().count(), 2);
    drop(vault);
    assert_eq!(damage(&open(&disk, &mira).unwrap()), Vec::<String>::new());
}

/// Two copies of a case go on without knowing of each other, and their files are joined.
#[test]
fn of_an_addition_and_a_removal_at_the_same_time_the_removal_wins() {
    let (disk, mira) = sample("compartments-stricter");
    let mut random = Counting(54);
    let (ilan, ana) = (member(2), member(3));
    let mut vault = open(&disk, &mira).unwrap();
    let id_of_ilan = admit(&mut vault, "Ilan", &ilan, &mut random);
    let id_of_ana = admit(&mut vault, "Ana", &ana, &mut random);
    let inner = vault.begin_compartment("inner", &[id_of_ilan, id_of_ana], false, NOON, &mut random).unwrap();
    drop(vault);
    let elsewhere = Folder::new(folder("compartments-stricter-elsewhere"));
    joined(disk.path(), elsewhere.path());

    let mut vault = open(&disk, &mira).unwrap();
    vault.remove_from_compartment(inner, id_of_ana, NOON, &mut random).unwrap();
    drop(vault);
    let mut there = Vault::open(&elsewhere, opened(&ilan), Place([2; 32]), NOON, true).unwrap();
    there.remove_from_compartment(inner, id_of_ana, NOON, &mut random).unwrap();
    there.add_to_compartment(inner, id_of_ana, NOON, &mut random).unwrap();
    drop(there);
    joined(elsewhere.path(), disk.path());

    let mut vault = open(&disk, &mira).unwrap();
    assert_eq!(damage(&vault), Vec::<String>::new());
    assert!(!vault.compartment(inner).unwrap().members.contains(&id_of_ana));
    // Two epochs were begun at once, one of them for Ana: what is entered now is sealed with a third.
    add_to(&mut vault, inner, b"after both", &mut random).unwrap();
    drop(vault);
    assert!(reads(&open(&disk, &mira).unwrap()).0.contains(&"after both".to_owned()));
    let of_ilan = Vault::open(&disk, opened(&ilan), PLACE, NOON, false).unwrap();
    assert_eq!(damage(&of_ilan), Vec::<String>::new());
    assert!(reads(&of_ilan).0.contains(&"after both".to_owned()));
    let of_ana = Vault::open(&disk, opened(&ana), PLACE, NOON, false).unwrap();
    assert!(!reads(&of_ana).0.contains(&"after both".to_owned()));
}

#[test]
fn whoever_was_taken_out_cannot_let_anybody_in_with_keys_of_their_time() {
    let (disk, mira) = sample("compartments-forged");
    let mut random = Counting(55);
    let (ilan, ana) = (member(2), member(3));
    let mut vault = open(&disk, &mira).unwrap();
    let id_of_ilan = admit(&mut vault, "Ilan", &ilan, &mut random);
    let id_of_ana = admit(&mut vault, "Ana", &ana, &mut random);
    let inner = vault.begin_compartment("inner", &[id_of_ilan], false, NOON, &mut random).unwrap();
    drop(vault);
    let elsewhere = Folder::new(folder("compartments-forged-elsewhere"));
    joined(disk.path(), elsewhere.path());
    let mut vault = open(&disk, &mira).unwrap();
    vault.remove_from_compartment(inner, id_of_ilan, NOON, &mut random).unwrap();
    drop(vault);
    // On a copy from before, Ilan lets Ana in.
    let mut there = Vault::open(&elsewhere, opened(&ilan), Place([2; 32]), NOON, true).unwrap();
    there.add_to_compartment(inner, id_of_ana, NOON, &mut random).unwrap();
    drop(there);
    joined(elsewhere.path(), disk.path());
    let mut vault = open(&disk, &mira).unwrap();
    assert_eq!(vault.compartment(inner).unwrap().members.len(), 1);
    add_to(&mut vault, inner, b"for Mira alone", &mut random).unwrap();
    drop(vault);
    for file in [&ilan, &ana] {
        let other = Vault::open(&disk, opened(file), PLACE, NOON, false).unwrap();
        assert!(!reads(&other).0.contains(&"for Mira alone".to_owned()));
    }
}
