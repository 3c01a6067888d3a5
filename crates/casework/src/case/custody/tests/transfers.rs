//! What becomes of transfers.

use crate::case::custody::{Corrects, CustodyEntry, correction, transfers};
use crate::case::{Id, TransferState};
use expect_test::{Expect, expect};
use std::fmt::Write;

const DAY: i64 = 86_400_000_000;
/// 2026-03-01.
const FIRST: i64 = 20_513 * DAY;

/// Entries, one a line: on which day of March 2026 it was entered, by whom, what was done (`out`, `in` or another
/// action), and what is said of it. Looked at on 30 April.
fn check(lines: &str, expected: Expect) {
    let mut corrects = Vec::new();
    let mut entries: Vec<CustodyEntry> =
        (1..).zip(lines.lines()).map(|(number, line)| entry(number, line, &mut corrects)).collect();
    let corrects: Vec<Option<&str>> = corrects.iter().map(Option::as_deref).collect();
    correction::tie(&mut entries, &corrects);
    let mut said = String::new();
    for transfer in transfers::transfers(&entries, "same", 30, FIRST + 60 * DAY) {
        let state = match transfer.state {
            TransferState::Answered(number) => format!("answered by {number}"),
            TransferState::Differs(number) => format!("differs in {number}"),
            TransferState::OnTheWay => "on the way".to_owned(),
            TransferState::Overdue => "overdue".to_owned(),
        };
        let _ = writeln!(said, "{} by {}: {state}, {} days", transfer.number, transfer.by, transfer.days);
    }
    expected.assert_eq(&said);
}

fn entry(number: u64, line: &str, corrects: &mut Vec<Option<String>>) -> CustodyEntry {
    let mut words = line.split(' ');
    let mut next = || words.next().unwrap().to_owned();
    let (day, actor, action) = (next(), next(), next());
    let action = match action.as_str() {
        "out" => "transferred_out".to_owned(),
        "in" => "transferred_in".to_owned(),
        _ => action,
    };
    let mut entry = CustodyEntry {
        number,
        place: (Id::default(), number),
        action,
        signed_by: actor.clone(),
        actor,
        recorded_at: FIRST + (day.parse::<i64>().unwrap() - 1) * DAY,
        sha256: "same".to_owned(),
        ..CustodyEntry::default()
    };
    corrects.push(None);
    for word in words {
        let (name, value) = word.split_once('=').unwrap();
        let value = value.replace('_', " ");
        match name {
            "to" => entry.to = value,
            "from" => entry.from = value,
            "on" => entry.happened_at = value,
            "digest" => entry.sha256 = value,
            "receipt" => entry.receipt = Some(Id([1; 16])),
            "corrects" => *corrects.last_mut().unwrap() = Some(format!("{}:{value}", Id::default())),
            _ => panic!("{word}"),
        }
    }
    entry
}

#[test]
fn another_member_answers_for_a_transfer_and_its_giver_does_not() {
    check(
        "1 Mira received\n2 Mira out to=Ilan\n3 Ilan in",
        expect![[r#"
            2 by Mira: answered by 3, 59 days
        "#]],
    );
    check(
        "2 Mira out\n3 Mira in",
        expect![[r#"
        1 by Mira: overdue, 59 days
    "#]],
    );
    check(
        "2 Mira out\n3 Ilan in",
        expect![[r#"
        1 by Mira: answered by 2, 59 days
    "#]],
    );
    check(
        "29 Ilan in from=Mira\n30 Mira out to=Ilan",
        expect![[r#"
        2 by Mira: answered by 1, 31 days
    "#]],
    );
}

#[test]
fn a_transfer_is_overdue_after_the_limit() {
    check(
        "31 Mira out to=Ilan",
        expect![[r#"
        1 by Mira: on the way, 30 days
    "#]],
    );
    check(
        "30 Mira out to=Ilan",
        expect![[r#"
        1 by Mira: overdue, 31 days
    "#]],
    );
    // Of a date in doubt, the day that is nearest to when it was entered.
    check(
        "31 Mira out to=Ilan on=2026-03",
        expect![[r#"
        1 by Mira: on the way, 30 days
    "#]],
    );
    check(
        "31 Mira out to=Ilan on=<2026-03",
        expect![[r#"
        1 by Mira: on the way, 30 days
    "#]],
    );
    check(
        "31 Mira out to=Ilan on=2026-02-10",
        expect![[r#"
        1 by Mira: overdue, 79 days
    "#]],
    );
    check(
        "31 Mira out to=Ilan on=2026-05-10",
        expect![[r#"
        1 by Mira: on the way, 0 days
    "#]],
    );
}

#[test]
fn an_exhibit_that_wanders_is_answered_for_step_by_step() {
    check(
        "1 Mira out to=Ilan\n2 Ilan in\n3 Ilan out to=Petra\n4 Petra in\n5 Petra out to=Mira",
        expect![[r#"
            1 by Mira: answered by 2, 60 days
            3 by Ilan: answered by 4, 58 days
            5 by Petra: overdue, 56 days
        "#]],
    );
    // Ilan did not say that he had it.
    check(
        "1 Mira out to=Ilan\n3 Ilan out to=Petra\n4 Petra in from=Ilan",
        expect![[r#"
            1 by Mira: overdue, 60 days
            2 by Ilan: answered by 3, 58 days
        "#]],
    );
    // What he took over from somebody else before is no answer.
    check(
        "1 Ilan in from=Doln_clinic\n12 Mira out to=Ilan",
        expect![[r#"
            2 by Mira: overdue, 49 days
        "#]],
    );
    // It was given before it was entered.
    check(
        "1 Ilan in from=Mira\n12 Mira out to=Ilan on=2026-03-01",
        expect![[r#"
            2 by Mira: answered by 1, 60 days
        "#]],
    );
}

#[test]
fn names_tie_the_two_sides() {
    check(
        "1 Mira out to=Ilan_in_Doln\n2 Mira out to=Petra\n3 Petra in\n4 Ilan in",
        expect![[r#"
            1 by Mira: answered by 4, 60 days
            2 by Mira: answered by 3, 59 days
        "#]],
    );
    // By a courier whom both name.
    check(
        "1 Mira out to=Swift_Couriers\n3 Ilan in from=swift_couriers",
        expect![[r#"
            1 by Mira: answered by 2, 60 days
        "#]],
    );
    // Given to a court; what Ilan has came from elsewhere, or he does not say from where.
    check(
        "1 Mira out to=Court_registry\n2 Ilan in from=Doln_clinic\n3 Ilan in",
        expect![[r#"
            1 by Mira: overdue, 60 days
        "#]],
    );
    check(
        "1 Mira out\n2 Ilan in from=Doln_clinic",
        expect![[r#"
        1 by Mira: overdue, 60 days
    "#]],
    );
}

#[test]
fn a_receipt_answers_for_somebody_without_a_key() {
    check(
        "1 Mira out to=Court_registry receipt=1",
        expect![[r#"
        1 by Mira: answered by 1, 60 days
    "#]],
    );
    check(
        "1 Mira out to=Ilan\n1 Mira out to=Court_registry\n5 Mira in to=the_court_registry receipt=1",
        expect![[r#"
            1 by Mira: overdue, 60 days
            2 by Mira: answered by 3, 60 days
        "#]],
    );
    check(
        "1 Mira out to=Ilan\n5 Mira in to=Court_registry receipt=1",
        expect![[r#"
        1 by Mira: overdue, 60 days
    "#]],
    );
}

#[test]
fn something_else_that_came_is_told() {
    check(
        "1 Mira out to=Ilan\n2 Ilan in digest=other",
        expect![[r#"
        1 by Mira: differs in 2, 60 days
    "#]],
    );
    check(
        "1 Mira out to=Ilan digest=other\n2 Ilan in",
        expect![[r#"
        1 by Mira: differs in 1, 60 days
    "#]],
    );
    // Then the right one came.
    check(
        "1 Mira out to=Ilan\n2 Ilan in digest=other\n3 Ilan in",
        expect![[r#"
            1 by Mira: answered by 3, 60 days
        "#]],
    );
}

#[test]
fn what_is_corrected_counts_for_nothing_and_what_corrects_it_counts() {
    check(
        "1 Mira out to=Ilan\n2 Ilan in\n3 Ilan lost corrects=2",
        expect![[r#"
            1 by Mira: overdue, 60 days
        "#]],
    );
    check("1 Mira out to=Ilan\n3 Mira stored corrects=1", expect![""]);
    check(
        "1 Mira stored\n2 Mira out to=Ilan\n3 Mira out to=Petra corrects=2\n4 Petra in",
        expect![[r#"
            3 by Mira: answered by 4, 58 days
        "#]],
    );
    // A correction of a correction.
    check(
        "1 Mira out to=Ilan\n2 Mira stored corrects=1\n3 Mira out to=Ilan corrects=2\n4 Ilan in",
        expect![[r#"
            3 by Mira: answered by 4, 58 days
        "#]],
    );
    // Whoever corrects another's entry answers for nothing by it: Mira does not take over what she gave.
    check(
        "1 Mira out to=Ilan\n2 Ilan in digest=other\n3 Mira in corrects=2",
        expect![[r#"
            1 by Mira: overdue, 60 days
        "#]],
    );
    check(
        "1 Mira out to=Illan\n2 Ilan out to=Ilan corrects=1\n3 Ilan in",
        expect![[r#"
            2 by Mira: answered by 3, 59 days
        "#]],
    );
    check(
        "1 Mira stored\n2 Ilan out corrects=1\n3 Ilan in",
        expect![[r#"
            2 by Ilan: overdue, 59 days
        "#]],
    );
}

#[test]
fn corrections_lead_backwards_only() {
    let of = |lines: &str| {
        let mut corrects = Vec::new();
        let mut entries: Vec<CustodyEntry> =
            (1..).zip(lines.lines()).map(|(number, line)| entry(number, line, &mut corrects)).collect();
        let corrects: Vec<Option<&str>> = corrects.iter().map(Option::as_deref).collect();
        correction::tie(&mut entries, &corrects);
        entries
    };
    let ring = of("1 Mira stored corrects=2\n2 Mira moved corrects=1\n3 Mira moved corrects=3");
    let corrects: Vec<Corrects> = ring.iter().map(|entry| entry.corrects).collect();
    assert_eq!(corrects, [Corrects::NotHere, Corrects::Entry(1), Corrects::NotHere]);
    let held = of("1 Mira legal_hold_set\n2 Ilan stored corrects=1");
    assert_eq!((held[1].corrects, held[0].stands()), (Corrects::NotHere, true));
    // Two laptops corrected one entry without knowing of each other.
    let twice = of("1 Mira stored\n2 Mira moved corrects=1\n3 Ilan lost corrects=1");
    assert_eq!(twice[0].corrected_by, [2, 3]);
}
