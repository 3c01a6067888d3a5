use crate::case::{Counting, NOON, PLACE, add, contents, damage, files, folder, joined, member, opened};
use probata_vault::{Folder, Office, Place, Standing, Vault, VaultError, verify_without_key};

/// A field case with its recorder's and its office's files.
fn made(name: &str) -> (Folder, Vec<u8>, Vec<u8>) {
    let disk = Folder::new(folder(name));
    let (crane, office) = (member(1), member(2));
    let public = opened(&office);
    let offices = [Office {
        name: "Office".into(),
        recipient: public.recipient(),
        verifier: public.signer().verifier(),
    }];
    let random = &mut Counting(3);
    let made = Vault::found_field(&disk, opened(&crane), &crane, "Crane", &offices, PLACE, NOON, random);
    add(&mut made.expect("a field case is made"), b"in the first session", &mut Counting(4))
        .expect("it is added");
    (disk, crane, office)
}

fn here<'d>(disk: &'d Folder, crane: &[u8]) -> Vault<'d> {
    Vault::open(disk, opened(crane), PLACE, NOON + 5, true).expect("the case is opened to be written")
}

#[test]
fn what_is_recorded_opens_for_the_office_and_not_where_it_was_recorded() {
    let (disk, crane, office) = made("field-opens");
    for session in 0..3_u8 {
        let mut vault = here(&disk, &crane);
        assert!(vault.is_write_only() && vault.entries().is_empty());
        assert_eq!(damage(&vault), Vec::<String>::new());
        for number in 0..2_u8 {
            add(&mut vault, &[session, number], &mut Counting(10 + u64::from(2 * session + number))).unwrap();
        }
    }
    let again = here(&disk, &crane);
    assert_eq!((again.entries().len(), again.logs().count()), (0, 1));
    drop(again);
    let segments = files(disk.path())
        .into_iter()
        .filter(|(name, _)| name.starts_with("keys/") && name.ends_with(".age"));
    assert_eq!(segments.count(), 4, "a key for each session that wrote");

    let elsewhere = Folder::new(folder("field-opens-office"));
    joined(disk.path(), elsewhere.path());
    let mut vault = Vault::open(&elsewhere, opened(&office), Place([5; 32]), NOON, true).unwrap();
    assert_eq!(damage(&vault), Vec::<String>::new());
    assert!(contents(&vault).iter().all(Result::is_ok));
    assert_eq!(contents(&vault).len(), 7);
    let names: Vec<&str> = vault.members().iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["Crane", "Office"]);
    add(&mut vault, b"by the office", &mut Counting(30)).unwrap();
    assert_eq!(vault.author(vault.entries()[0].header.log).unwrap().name, "Crane");
    drop(vault);

    // Both go on, and are joined at the office.
    add(&mut here(&disk, &crane), b"afterwards", &mut Counting(31)).unwrap();
    joined(disk.path(), elsewhere.path());
    let mut vault = Vault::open(&elsewhere, opened(&office), Place([5; 32]), NOON, true).unwrap();
    assert_eq!(damage(&vault), Vec::<String>::new());
    assert_eq!(contents(&vault).iter().filter(|content| content.is_ok()).count(), 9);
    let checked = verify_without_key(&elsewhere, &vault.heads(), &mut |_| {}).unwrap();
    assert_eq!(checked.damage, []);
    // The office opens what it entered itself; the recorder does not, with all files of the office.
    let crane_id = vault.members()[0].id;
    add(&mut vault, b"for the office", &mut Counting(32)).unwrap();
    vault.remove_member(crane_id, NOON, &mut Counting(33)).unwrap();
    assert_eq!(vault.members()[0].standing, Standing::Removed);
    drop(vault);
    joined(elsewhere.path(), disk.path());
    assert!(here(&disk, &crane).entries().is_empty());
}

#[test]
fn nobody_else_goes_on_with_a_field_case_and_it_needs_an_office() {
    let (disk, crane, _) = made("field-others");
    let stranger = Vault::open(&disk, opened(&member(9)), PLACE, NOON, true);
    assert!(matches!(stranger, Err(VaultError::NotForYou)));
    // A copy elsewhere has no log of its own to go on with, and no key to begin one.
    let copy = Vault::open(&disk, opened(&crane), Place([6; 32]), NOON, true);
    assert!(matches!(copy, Err(VaultError::NotForYou)));
    let empty = Folder::new(folder("field-none"));
    let none =
        Vault::found_field(&empty, opened(&crane), &crane, "Crane", &[], PLACE, NOON, &mut Counting(1));
    assert!(matches!(none, Err(VaultError::NoOffice)));
}

#[test]
fn times_of_a_field_case_do_not_turn_when_the_clock_does() {
    let (disk, crane, office) = made("field-clock");
    let mut vault = Vault::open(&disk, opened(&crane), PLACE, NOON - 1_000_000, true).unwrap();
    assert_eq!(vault.remarks.len(), 1, "{:?}", vault.remarks);
    add(&mut vault, b"the clock is behind", &mut Counting(5)).unwrap();
    drop(vault);
    let vault = Vault::open(&disk, opened(&office), Place([5; 32]), NOON, false).unwrap();
    assert_eq!(damage(&vault), Vec::<String>::new());
}
