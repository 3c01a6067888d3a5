//! What is entered, what is refused, and what stands when entries of two laptops are joined.

use super::cases::{Counting, DAY, FIRST, add, enter, found, join, matter, open, shown};
use crate::case::custody::{ACT, Corrects};
use crate::case::exhibit::field;
use crate::case::{Case, NewCustody, TransferState, erase, set_hold};
use expect_test::expect;
use probata_vault::disk::Simulated;
use probata_vault::{Batch, NewEntry};
use probata_vocabulary::CustodyAction::{self, *};

fn correcting(number: u64) -> NewCustody {
    NewCustody { corrects: Some(number), ..NewCustody::default() }
}

fn to(name: &str) -> NewCustody {
    NewCustody { to: name.to_owned(), ..NewCustody::default() }
}

fn with_receipt(name: &str, receipt: &str) -> NewCustody {
    NewCustody { receipt: Some(receipt.to_owned()), ..to(name) }
}

fn refused(case: &mut Case<'_>, action: CustodyAction, custody: NewCustody) -> String {
    enter(case, "E-1", 9, action, custody).unwrap_err().to_string()
}

fn states(case: &Case<'_>, day: i64) -> Vec<(String, u64, TransferState)> {
    let open = case.open_transfers(FIRST + (day - 1) * DAY).into_iter();
    open.map(|(exhibit, transfer)| (exhibit, transfer.number, transfer.state)).collect()
}

#[test]
fn entries_are_numbered_and_say_their_zone() {
    let disk = Simulated::new();
    let [mira, _] = found(&disk);
    let mut case = open(&disk, &mira, 1);
    add(&mut case, "a letter");
    add(&mut case, "b list");
    let stored = enter(&mut case, "E-1", 2, Stored, NewCustody::default()).unwrap();
    assert_eq!((stored.number, stored.zone.as_str()), (2, "+02:00"));
    let moved = enter(&mut case, "E-1", 3, Moved, correcting(2)).unwrap();
    assert_eq!((moved.number, moved.corrects), (3, Corrects::Entry(2)));
    assert_eq!(case.custody(case.exhibit("E-2").unwrap()).len(), 1);
    expect![[r#"
        1 received by Mira, corrects Nothing, corrected by []
        2 stored by Mira, corrects Nothing, corrected by [3]
        3 moved by Mira, corrects Entry(2), corrected by []
    "#]]
    .assert_eq(&shown(&case, "E-1"));
    drop(case);
    let case = open(&disk, &mira, 1);
    assert_eq!(case.custody(case.exhibit("E-1").unwrap())[2].corrects, Corrects::Entry(2));
}

#[test]
fn an_entry_that_cannot_be_corrected_is_told_why() {
    let disk = Simulated::new();
    let [mira, _] = found(&disk);
    let mut case = open(&disk, &mira, 1);
    add(&mut case, "a letter");
    expect!["E-1 has no custody entry 2; it has 1"].assert_eq(&refused(&mut case, Stored, correcting(2)));
    set_hold(&mut case, "E-1", true, "order", FIRST, &mut Counting(20)).unwrap();
    enter(&mut case, "E-1", 3, Exported, to("Court registry")).unwrap();
    enter(&mut case, "E-1", 4, Stored, NewCustody::default()).unwrap();
    enter(&mut case, "E-1", 5, Moved, correcting(4)).unwrap();
    let mut said = |action, number| refused(&mut case, action, correcting(number)) + "\n";
    let all =
        [said(Stored, 0), said(Stored, 9), said(Stored, 2), said(Stored, 3), said(Stored, 4), said(Lost, 1)];
    expect![[r#"
        E-1 has no custody entry 0; it has 1 to 5
        E-1 has no custody entry 9; it has 1 to 5
        2 of E-1 is not corrected: a legal hold is set and lifted by "probata hold"
        3 of E-1 is not corrected: that it was exported stays true; what is said of it is corrected by exported
        4 of E-1 is not corrected: 5 corrects it already; correct 5
        1 of E-1 is not corrected: it says how the exhibit came, and is corrected by received, collected, captured or derived
    "#]]
    .assert_eq(&all.concat());
    enter(&mut case, "E-1", 10, Exported, NewCustody { corrects: Some(3), ..to("Court of appeal") }).unwrap();
    enter(&mut case, "E-1", 10, Collected, correcting(1)).unwrap();
    // The chain of the first entry goes on saying how it came.
    assert!(refused(&mut case, Lost, correcting(7)).contains("how the exhibit came"));
    enter(&mut case, "E-1", 11, Stored, correcting(5)).unwrap();
    assert!(case.exhibit("E-1").unwrap().is_held);
}

#[test]
fn a_correction_by_another_program_lifts_no_hold() {
    let disk = Simulated::new();
    let [mira, _] = found(&disk);
    let mut case = open(&disk, &mira, 1);
    add(&mut case, "a letter");
    set_hold(&mut case, "E-1", true, "order", FIRST, &mut Counting(20)).unwrap();
    let exhibit = case.exhibit("E-1").unwrap().clone();
    let (log, seq) = case.custody(&exhibit)[1].place;
    let mut entry = NewCustody::default().entry(Stored, &exhibit, "Mira", None);
    entry.fields.push(field("corrects", format!("{log}:{seq}")));
    case.vault.commit(Batch { entries: vec![entry], keys: Vec::new() }, FIRST, &mut Counting(21)).unwrap();
    case.fold();
    assert!(case.exhibit("E-1").unwrap().is_held);
    let entries = case.custody(&exhibit);
    assert_eq!((entries[2].corrects, entries[1].stands()), (Corrects::NotHere, true));
}

#[test]
fn what_is_corrected_stays_so_when_entries_of_another_laptop_come_before_it() {
    let (here, there) = (Simulated::new(), Simulated::new());
    let [of_mira, of_ilan] = found(&here);
    let mut mira = open(&here, &of_mira, 1);
    add(&mut mira, "a letter");
    drop(mira);
    join(&here, &there);
    let mut ilan = open(&there, &of_ilan, 2);
    enter(&mut ilan, "E-1", 2, Verified, NewCustody::default()).unwrap();
    drop(ilan);
    let mut mira = open(&here, &of_mira, 1);
    for day in 3..6 {
        add(&mut mira, ["b", "c", "d"][day - 3]);
    }
    enter(&mut mira, "E-1", 6, Stored, NewCustody::default()).unwrap();
    enter(&mut mira, "E-1", 7, Moved, correcting(2)).unwrap();
    drop(mira);
    join(&there, &here);
    let mira = open(&here, &of_mira, 1);
    expect![[r#"
        1 received by Mira, corrects Nothing, corrected by []
        2 verified by Ilan, corrects Nothing, corrected by []
        3 stored by Mira, corrects Nothing, corrected by [4]
        4 moved by Mira, corrects Entry(3), corrected by []
    "#]]
    .assert_eq(&shown(&mira, "E-1"));
}

#[test]
fn two_members_answer_for_a_transfer_on_two_laptops() {
    let (here, there) = (Simulated::new(), Simulated::new());
    let [of_mira, of_ilan] = found(&here);
    let mut mira = open(&here, &of_mira, 1);
    add(&mut mira, "a letter");
    drop(mira);
    join(&here, &there);
    // Ilan has it before his laptop knows that it was given.
    let mut ilan = open(&there, &of_ilan, 2);
    enter(&mut ilan, "E-1", 4, TransferredIn, NewCustody { from: "Mira".to_owned(), ..Default::default() })
        .unwrap();
    assert_eq!(states(&ilan, 40), []);
    drop(ilan);
    let mut mira = open(&here, &of_mira, 1);
    enter(&mut mira, "E-1", 3, TransferredOut, to("Ilan")).unwrap();
    assert_eq!(states(&mira, 4), [("E-1".to_owned(), 2, TransferState::OnTheWay)]);
    assert_eq!(states(&mira, 40), [("E-1".to_owned(), 2, TransferState::Overdue)]);
    drop(mira);
    join(&there, &here);
    let mira = open(&here, &of_mira, 1);
    assert_eq!(states(&mira, 40), []);
    let exhibit = mira.exhibit("E-1").unwrap();
    assert_eq!(mira.transfers(exhibit, FIRST).len(), 1);
}

#[test]
fn a_receipt_is_an_exhibit_of_somebody_without_a_key() {
    let disk = Simulated::new();
    let [mira, _] = found(&disk);
    let mut case = open(&disk, &mira, 1);
    add(&mut case, "a letter");
    add(&mut case, "b receipt");
    add(&mut case, "c another");
    let all = [
        refused(&mut case, TransferredOut, with_receipt("Court registry", "E-9")),
        refused(&mut case, TransferredOut, with_receipt("Court registry", "E-1")),
        refused(&mut case, TransferredOut, with_receipt("", "E-2")),
        refused(&mut case, TransferredOut, with_receipt("ilan", "E-2")),
        refused(&mut case, Stored, with_receipt("Court registry", "E-2")),
        refused(&mut case, TransferredIn, with_receipt("Court registry", "E-2")),
    ];
    expect![[r#"
        there is no exhibit "E-9" in this case
        this receipt is not entered: E-1 is no receipt of itself
        this receipt is not entered: say whose receipt it is, such as --to "Court registry"
        this receipt is not entered: Ilan is a member and enters transferred_in; a receipt is for somebody who has no key
        this receipt is not entered: a receipt goes with transferred_out or transferred_in, and not with stored
        this receipt is not entered: no transfer of E-1 is open; enter what was given first, as transferred_out with --receipt"#]]
    .assert_eq(&all.join("\n"));
    enter(&mut case, "E-1", 3, TransferredOut, to("Court registry")).unwrap();
    enter(&mut case, "E-1", 3, TransferredOut, to("Ilan")).unwrap();
    expect![[r#"this receipt is not entered: no transfer of E-1 to "Cuort registry" is open; what is open: 2 to Court registry, 3 to Ilan"#]]
        .assert_eq(&refused(&mut case, TransferredIn, with_receipt("Cuort registry", "E-2")));
    let taken = enter(&mut case, "E-1", 5, TransferredIn, with_receipt("court registry", "E-2")).unwrap();
    assert_eq!(taken.receipt, Some(case.exhibit("E-2").unwrap().id));
    assert_eq!(states(&case, 5), [("E-1".to_owned(), 3, TransferState::OnTheWay)]);
    // It was another receipt.
    let other = NewCustody { corrects: Some(4), ..with_receipt("court registry", "E-3") };
    enter(&mut case, "E-1", 6, TransferredIn, other).unwrap();
    assert_eq!(states(&case, 6), [("E-1".to_owned(), 3, TransferState::OnTheWay)]);
    enter(
        &mut case,
        "E-1",
        7,
        TransferredOut,
        NewCustody { corrects: Some(3), ..with_receipt("Courier", "E-3") },
    )
    .unwrap();
    assert_eq!(states(&case, 7), []);
    erase(&mut case, "E-3", "asked for", false, FIRST, &mut Counting(50)).unwrap();
    assert_eq!(states(&case, 7), [], "that there was a receipt stays");
    drop(case);
    assert_eq!(states(&open(&disk, &mira, 1), 7), []);
}

#[test]
fn the_matter_says_how_long_a_transfer_may_take() {
    let disk = Simulated::new();
    let [mira, _] = found(&disk);
    let mut case = open(&disk, &mira, 1);
    add(&mut case, "a letter");
    enter(&mut case, "E-1", 1, TransferredOut, to("Ilan")).unwrap();
    let is_overdue = |case: &Case<'_>, day| states(case, day)[0].2 == TransferState::Overdue;
    assert!(!is_overdue(&case, 31) && is_overdue(&case, 32));
    matter(&mut case, "60").unwrap();
    assert!(!is_overdue(&case, 61) && is_overdue(&case, 62));
    matter(&mut case, "014").unwrap();
    assert!(!is_overdue(&case, 15) && is_overdue(&case, 16), "the strictest of them");
    for days in ["a month", "-1", "+3", "1.5", "99999999999"] {
        let said = matter(&mut case, days).unwrap_err().to_string();
        assert_eq!(said, format!("transfer_days: \"{days}\" is not a whole number, such as 30"));
    }
}

#[test]
fn nothing_is_told_of_transfers_of_what_is_erased_or_closed() {
    let disk = Simulated::new();
    let [mira, ilan] = found(&disk);
    let mut case = open(&disk, &mira, 1);
    add(&mut case, "a letter");
    enter(&mut case, "E-1", 1, TransferredOut, to("Ilan")).unwrap();
    case.vault.begin_compartment("interviews", &[], false, FIRST, &mut Counting(60)).unwrap();
    case.work_in("interviews").unwrap();
    add(&mut case, "b statement");
    enter(&mut case, "E-2", 1, TransferredOut, to("Ilan")).unwrap();
    assert_eq!(states(&case, 50).len(), 2);
    drop(case);
    let other = open(&disk, &ilan, 2);
    assert_eq!(states(&other, 50), [("E-1".to_owned(), 2, TransferState::Overdue)]);
    assert_eq!(other.custody(other.exhibit("E-2").unwrap()), []);
    drop(other);
    let mut case = open(&disk, &mira, 1);
    erase(&mut case, "E-1", "asked for", false, FIRST, &mut Counting(61)).unwrap();
    assert_eq!(states(&case, 50), [("E-2".to_owned(), 2, TransferState::Overdue)]);
    drop(case);
    assert_eq!(states(&open(&disk, &mira, 1), 50), [("E-2".to_owned(), 2, TransferState::Overdue)]);
}

#[test]
fn entries_from_before_there_were_zones_and_corrections_are_read() {
    let disk = Simulated::new();
    let [mira, _] = found(&disk);
    let mut case = open(&disk, &mira, 1);
    add(&mut case, "a letter");
    let exhibit = case.exhibit("E-1").unwrap().clone();
    let fields = vec![
        field("action", "transferred_out"),
        field("actor", "Mira"),
        field("sha256", &exhibit.sha256),
        field("to", "Ilan"),
    ];
    let entry = NewEntry { act: ACT, compartment: exhibit.compartment, subject: Some(exhibit.id), fields };
    case.vault.commit(Batch { entries: vec![entry], keys: Vec::new() }, FIRST, &mut Counting(22)).unwrap();
    case.fold();
    let entries = case.custody(&exhibit);
    assert_eq!(
        (entries[1].number, entries[1].zone.as_str(), entries[1].corrects),
        (2, "", Corrects::Nothing)
    );
    assert_eq!(states(&case, 40), [("E-1".to_owned(), 2, TransferState::Overdue)]);
    enter(&mut case, "E-1", 3, Stored, correcting(2)).unwrap();
    assert_eq!(states(&case, 40), []);
}
