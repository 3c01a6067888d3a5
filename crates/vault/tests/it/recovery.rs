use crate::case::{Counting, NOON, PLACE, add, add_to, contents, damage, member, open, opened, sample};
use probata_seal::{Cost, Identity, Recovery};
use probata_vault::{Place, Standing, Vault, VaultError};

/// Opens with the words of a sheet, on another machine.
fn open_by_words<'d>(disk: &'d probata_vault::Folder, words: &str) -> Result<Vault<'d>, VaultError> {
    let identity = Recovery::from_words(words).expect("words of a sheet").identity();
    Vault::open(disk, identity, Place([7; 32]), NOON, true)
}

#[test]
fn words_on_paper_bring_a_member_back_who_opens_all_that_they_opened() {
    let (disk, mira) = sample("recovery-back");
    let mut random = Counting(61);
    let mut vault = open(&disk, &mira).unwrap();
    let me = vault.me().unwrap().id;
    let inner = vault.begin_compartment("inner", &[], false, NOON, &mut random).unwrap();
    let legal = vault.begin_compartment("legal", &[], true, NOON, &mut random).unwrap();
    add_to(&mut vault, inner, b"in a compartment", &mut random).unwrap();
    let sheet = Recovery::new(&mut random);
    let words = sheet.words().join(" ");
    vault.add_recovery(&sheet.identity(), NOON, &mut random).unwrap();
    add_to(&mut vault, legal, b"a comment, after the sheet", &mut random).unwrap();
    let later = vault.begin_compartment("later", &[], false, NOON, &mut random).unwrap();
    add_to(&mut vault, later, b"in a later compartment", &mut random).unwrap();
    assert!(
        matches!(vault.remove_member(me, NOON, &mut random), Err(VaultError::LastMember)),
        "a sheet is nobody"
    );
    drop(vault);

    let mut by_words = open_by_words(&disk, &words).unwrap();
    assert_eq!(damage(&by_words), Vec::<String>::new());
    assert_eq!(contents(&by_words).iter().filter(|content| content.is_ok()).count(), 6);
    let new = Identity::new(&mut random);
    let file = new.seal("pass", Cost::TEST, &mut random);
    let id = by_words.recover(&new, &file, NOON, &mut random).unwrap();
    drop(by_words);

    // The new identity lies in the case, and opens all.
    let identities = Vault::identities(&disk).unwrap();
    let (_, file) = identities.iter().find(|(known, _)| *known == id).unwrap();
    let mut vault = Vault::open(&disk, opened(file), PLACE, NOON, true).unwrap();
    assert_eq!(damage(&vault), Vec::<String>::new());
    assert_eq!(contents(&vault).iter().filter(|content| content.is_ok()).count(), 6);
    assert_eq!((vault.me().unwrap().name.as_str(), vault.me().unwrap().standing), ("Mira", Standing::Active));
    for compartment in vault.compartments().iter().skip(1) {
        assert_eq!(compartment.members, [id], "{compartment:?}");
    }
    for compartment in [vault.main(), inner, legal] {
        add_to(&mut vault, compartment, b"afterwards", &mut random).unwrap();
    }
    drop(vault);
    // The sheet and the old identity read on up to then, and no further.
    for is_sheet in [true, false] {
        let mut old = if is_sheet { open_by_words(&disk, &words) } else { open(&disk, &mira) }.unwrap();
        assert_eq!(old.me().unwrap().standing, Standing::Removed);
        assert!(!contents(&old).contains(&Ok(b"afterwards".to_vec())));
        assert!(matches!(add(&mut old, b"x", &mut random), Err(VaultError::Removed)));
    }
}

#[test]
fn a_new_sheet_replaces_the_one_before_and_goes_with_its_maker() {
    let (disk, mira) = sample("recovery-replaced");
    let mut random = Counting(62);
    let mut vault = open(&disk, &mira).unwrap();
    let (first, second) = (Recovery::new(&mut random), Recovery::new(&mut random));
    vault.add_recovery(&first.identity(), NOON, &mut random).unwrap();
    vault.add_recovery(&second.identity(), NOON, &mut random).unwrap();
    add(&mut vault, b"after the second", &mut random).unwrap();
    let ilan = member(2);
    let new = opened(&ilan);
    vault.add_member("Ilan", &new.recipient(), &new.signer().verifier(), NOON, &mut random).unwrap();
    let me = vault.me().unwrap().id;
    drop(vault);
    let by_first = open_by_words(&disk, &first.words().join(" ")).unwrap();
    assert!(!contents(&by_first).contains(&Ok(b"after the second".to_vec())));
    drop(by_first);
    let mut by_second = open_by_words(&disk, &second.words().join(" ")).unwrap();
    assert!(contents(&by_second).contains(&Ok(b"after the second".to_vec())));
    assert!(matches!(
        by_second.add_recovery(&first.identity(), NOON, &mut random),
        Err(VaultError::RecoveryOnly)
    ));
    drop(by_second);
    let mut of_ilan = open(&disk, &ilan).unwrap();
    of_ilan.remove_member(me, NOON, &mut random).unwrap();
    add(&mut of_ilan, b"without Mira", &mut random).unwrap();
    drop(of_ilan);
    let by_second = open_by_words(&disk, &second.words().join(" ")).unwrap();
    assert!(!contents(&by_second).contains(&Ok(b"without Mira".to_vec())));
    let stranger = Recovery::new(&mut random).words().join(" ");
    drop(by_second);
    assert!(matches!(open_by_words(&disk, &stranger), Err(VaultError::NotForYou)));
}
