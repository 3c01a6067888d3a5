//! A case as a person at a terminal makes and uses it.

mod desk;

use desk::{Desk, copied, shown};
use expect_test::{Expect, expect};
use std::fs;
use std::path::PathBuf;

#[test]
fn evidence_is_added_listed_shown_and_checked() {
    let desk = Desk::made("added");
    desk.check(
        &[
            "add",
            "evidence",
            "--from",
            "Doln clinic",
            "--date",
            "2021-05",
            "--reason",
            "handed over by the director",
        ],
        expect![[r#"
            0
            E-1       complete   evidence/letters/copy.txt
            E-2       complete   evidence/mail.eml
            E-3       complete   evidence/mail.eml » register.csv
            E-4       refused    evidence/noise.bin
                      whole file: the bytes are no text in any encoding that Probata knows;
                      open the file in the program that made it and save it as DOCX or text
            E-1       known      evidence/statement.txt
                      the same bytes again, which was entered in its custody
            4 exhibits added (1,640 bytes), 1 in the case already
        "#]],
    );
    desk.check(
        &["add", "evidence"],
        expect![[r#"
        0
        E-1       known      evidence/letters/copy.txt
        E-2       known      evidence/mail.eml
        E-4       known      evidence/noise.bin
        E-1       known      evidence/statement.txt
        0 exhibits added (0 bytes), 4 in the case already
    "#]],
    );
    desk.check(
        &["list"],
        expect![[r#"
            0
            E-1      copy.txt                          complete            56
                       also as statement.txt
            E-2      mail.eml                          complete           360
            E-3      register.csv                      complete            24        in E-2
            E-4      noise.bin                         refused          1,200
        "#]],
    );
    desk.check(
        &["show", "E-4"],
        expect![[r#"
            0
            E-4  noise.bin
              path      evidence/noise.bin
              sha256    DIGITS
              size      1,200 bytes
              format    unknown
              changed   DAY TIME
              added     DAY TIME by Mira
              reading   refused
              missing   whole file: the bytes are no text in any encoding that Probata
                        knows; open the file in the program that made it and save it as DOCX
                        or text

            custody
              1  DAY TIME  received by Mira, from Doln clinic, on 2021-05:
                                       handed over by the director
        "#]],
    );
    desk.check(
        &["show", "E-3", "--text"],
        expect![[r#"
        0
        day

        name

        3 May

        Ana Tovar

    "#]],
    );
    desk.check(
        &["verify"],
        expect![[r#"
            0
                    7  sealed files have the name of their bytes (2.52 KiB)
                   14  entries in 1 log are those that were signed
                    4  exhibits were opened and have their digest
                    3  texts were opened and have their digest
                    0  exhibits are erased

            Everything fits.
            No head was held elsewhere: that the newest entries of a log were cut off, or that the case is an older copy of itself, cannot be excluded.
        "#]],
    );
    desk.check(
        &["verify", "--without-key"],
        expect![[r#"
            0
                    7  sealed files have the name of their bytes (2.52 KiB)
                   14  entries in 1 log are those that were signed

            Everything that can be checked without a key fits. Whether sealed files, keys or
            a whole log were taken out, only a member's check tells.
            No head was held elsewhere: that the newest entries of a log were cut off, or that the case is an older copy of itself, cannot be excluded.
        "#]],
    );
}

#[test]
fn what_leaves_the_case_is_entered_before() {
    let desk = Desk::made("exported");
    desk.case(&["add", "evidence/statement.txt"]);
    desk.check(
        &["export", "E-1", "out.txt", "--to", "Court registry"],
        expect![[r#"
            0
            Wrote E-1 to out.txt; its SHA-256 is
            DIGITS It is in clear
            there: keep it as you keep the case.
        "#]],
    );
    assert_eq!(
        fs::read(desk.folder.join("out.txt")).unwrap(),
        fs::read(desk.folder.join("evidence/statement.txt")).unwrap()
    );
    desk.check(
        &["export", "E-1", "out.txt"],
        expect![[r#"
        2
        error: out.txt: there is a file of this name
    "#]],
    );
    desk.check(
        &["custody", "E-1", "transferred_out", "--to", "Court registry", "--date", "2021-05-09"],
        expect![[r#"
            0
            Entered for E-1 as 3: transferred_out.

            The transfer is open until another member enters transferred_in, or until you
            enter the receipt of somebody who has no key (--receipt).
        "#]],
    );
    desk.check(
        &["custody", "E-1", "given"],
        expect![[r#"
        2
        error: there is no custody action "given" ("probata custody --help" lists them)
    "#]],
    );
    desk.check(
        &["custody", "E-1", "transferred_out", "--date", "May"],
        expect![[r#"
            2
            error: "May" is no date: write 2026, 2026-05 or 2026-05-31, with ~ behind it for about, or two with .. between
        "#]],
    );
    desk.check(
        &["log"],
        expect![[r#"
            0
            DAY TIME  DIGITS  log began
            DAY TIME  DIGITS  founded
            DAY TIME  DIGITS  member added: name Mira
            DAY TIME  DIGITS  epoch began: epoch 1
            DAY TIME  DIGITS  exhibit added E-1: name statement.txt, outcome
                                              complete, by Mira
            DAY TIME  DIGITS  E-1: received by Mira
            DAY TIME  DIGITS  E-1: exported by Mira, to Court registry
            DAY TIME  DIGITS  E-1: transferred out by Mira, to Court
                                              registry, on 2021-05-09
        "#]],
    );
}

/// A number of days that grows from run to run, as its digits' places.
fn without_days(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let shown = words.iter().enumerate().map(|(at, word)| {
        let is_count = words.get(at + 1).is_some_and(|next| next.starts_with("days"));
        match (is_count, word.strip_prefix('(')) {
            (true, _) if word.len() == 5 => "N,NNN".to_owned(),
            (true, Some(count)) if count.len() == 5 => "(N,NNN".to_owned(),
            _ => (*word).to_owned(),
        }
    });
    shown.collect::<Vec<_>>().join(" ")
}

#[test]
fn custody_is_corrected_and_transfers_are_answered_for() {
    let desk = Desk::made("custody");
    desk.case(&["add", "evidence/statement.txt", "--from", "Doln clinic"]);
    let check = |arguments: &[&str], expected: Expect| {
        expected.assert_eq(&without_days(&desk.said(arguments)));
    };
    let out = ["custody", "E-1", "transferred_out", "--to"];
    check(
        &[&out[..], &["Cuort registry"]].concat(),
        expect![[r#"
        0
        Entered for E-1 as 2: transferred_out.

        The transfer is open until another member enters transferred_in, or until you
        enter the receipt of somebody who has no key (--receipt).
    "#]],
    );
    check(
        &[&out[..], &["Court registry", "--date", "2021-05-09", "--corrects", "2"]].concat(),
        expect![[r#"
        0
        Entered for E-1 as 3: transferred_out. It corrects 2.

        The transfer is open until another member enters transferred_in, or until you
        enter the receipt of somebody who has no key (--receipt).
    "#]],
    );
    check(
        &[&out[..], &["Court registry", "--corrects", "2"]].concat(),
        expect![[r#"
        2
        error: 2 of E-1 is not corrected: 3 corrects it already; correct 3
    "#]],
    );
    check(
        &[&out[..], &["Court registry", "--corrects", "9"]].concat(),
        expect![[r#"
        2
        error: E-1 has no custody entry 9; it has 1 to 3
    "#]],
    );
    check(
        &["show", "E-1"],
        expect![[r#"
        0
        E-1  statement.txt
          path      evidence/statement.txt
          sha256    DIGITS
          size      56 bytes
          format    text
          changed   DAY TIME
          added     DAY TIME by Mira
          reading   complete, 56 bytes of text
          reader    probata-reader 0.1.0
          language  en

        custody
          1  DAY TIME  received by Mira, from Doln clinic
          2  DAY TIME  (corrected by 3) transferred out by Mira, to Cuort
                                   registry
          3  DAY TIME  (corrects 2) transferred out by Mira, to Court
                                   registry, on 2021-05-09

          warning: transfer 3 to Court registry has been open for N,NNN days, longer
                   than 30: nobody has answered for it
    "#]],
    );
    check(
        &["list"],
        expect![[r#"
        0
        E-1      statement.txt                     complete            56

        1 transfer is open: E-1 (N,NNN days, overdue)
    "#]],
    );
    check(
        &["verify"],
        expect![[r#"
            0
                    2  sealed files have the name of their bytes (304 B)
                    8  entries in 1 log are those that were signed
                    1  exhibit was opened and has its digest
                    1  text was opened and has its digest
                    0  exhibits are erased

            Everything fits.
            E-1: transfer 3 to Court registry has been open for N,NNN days, longer than 30: nobody has answered for it.
            No head was held elsewhere: that the newest entries of a log were cut off, or that the case is an older copy of itself, cannot be excluded.
        "#]],
    );

    // The receipt comes, is added and entered.
    desk.case(&["add", "evidence/mail.eml"]);
    let receipt = ["custody", "E-1", "transferred_in", "--receipt", "E-2"];
    check(
        &receipt,
        expect![[r#"
        2
        error: this receipt is not entered: say whose receipt it is, such as --to "Court registry"
    "#]],
    );
    check(
        &[&receipt[..], &["--to", "Prosecutor"]].concat(),
        expect![[r#"
        2
        error: this receipt is not entered: no transfer of E-1 to "Prosecutor" is open; what is open: 3 to Court registry
    "#]],
    );
    check(
        &[&receipt[..], &["--to", "Court registry", "--date", "2021-05-12"]].concat(),
        expect![[r#"
        0
        Entered for E-1 as 4: transferred_in. It answers for transfer 3.
    "#]],
    );

    // Given to a member, who receives something else first. He is two hours east.
    let identity = ["identity", "ilan", "--name", "Ilan", "--card", "ilan.card", "--passphrase-file", "pass"];
    assert!(desk.run(&identity).status.success());
    desk.case(&["members", "add", "ilan.card"]);
    check(
        &["custody", "E-2", "transferred_out", "--to", "Ilan"],
        expect![[r#"
        0
        Entered for E-2 as 2: transferred_out.

        The transfer is open until another member enters transferred_in, or until you
        enter the receipt of somebody who has no key (--receipt).
    "#]],
    );
    let as_ilan = |arguments: &[&str], expected: Expect| {
        let within = ["--case", "doln", "--identity", "ilan", "--passphrase-file", "pass"];
        expected.assert_eq(&shown(&desk.run_in("<+02>-2", &[arguments, &within].concat())));
    };
    let taken = ["custody", "E-2", "transferred_in"];
    as_ilan(
        &[&taken[..], &["--file", "evidence/noise.bin"]].concat(),
        expect![[r#"
        0
        Entered for E-2 as 3: transferred_in. Transfer 2 stays open: this is something
        else.
        The file is not E-2: its digest differs.
    "#]],
    );
    check(
        &["list"],
        expect![[r#"
        0
        E-1      statement.txt                     complete            56
        E-2      mail.eml                          complete           360
        E-3      register.csv                      complete            24        in E-2

        1 transfer is open: E-2 (another content)
    "#]],
    );
    check(
        &["verify"],
        expect![[r#"
        0
                6  sealed files have the name of their bytes (1.24 KiB)
               18  entries in 2 logs are those that were signed
                3  exhibits were opened and have their digest
                3  texts were opened and have their digest
                0  exhibits are erased

        Everything fits.
        E-2: 3 took over something else than E-2 in answer to transfer 2 to Ilan: its digest differs.
        No head was held elsewhere: that the newest entries of a log were cut off, or that the case is an older copy of itself, cannot be excluded.
    "#]],
    );
    as_ilan(
        &[&taken[..], &["--file", "evidence/mail.eml", "--corrects", "3"]].concat(),
        expect![[r#"
        0
        Entered for E-2 as 4: transferred_in. It corrects 3. It answers for transfer 2.
    "#]],
    );
    check(
        &["show", "E-2"],
        expect![[r#"
        0
        E-2  mail.eml
          path      evidence/mail.eml
          sha256    DIGITS
          size      360 bytes
          format    mail
          changed   DAY TIME
          added     DAY TIME by Mira
          reading   complete, 158 bytes of text
          reader    probata-reader 0.1.0

        custody
          1  DAY TIME          received by Mira
          2  DAY TIME          transferred out by Mira, to Ilan
          3  DAY TIME  +02:00  (corrected by 4) transferred in by Ilan,
                                           another content (SHA-256 DIGITS)
          4  DAY TIME  +02:00  (corrects 3) transferred in by Ilan
    "#]],
    );
    check(
        &["show", "E-1"],
        expect![[r#"
        0
        E-1  statement.txt
          path      evidence/statement.txt
          sha256    DIGITS
          size      56 bytes
          format    text
          changed   DAY TIME
          added     DAY TIME by Mira
          reading   complete, 56 bytes of text
          reader    probata-reader 0.1.0
          language  en

        custody
          1  DAY TIME  received by Mira, from Doln clinic
          2  DAY TIME  (corrected by 3) transferred out by Mira, to Cuort
                                   registry
          3  DAY TIME  (corrects 2) transferred out by Mira, to Court
                                   registry, on 2021-05-09
          4  DAY TIME  transferred in by Mira for Court registry, on
                                   2021-05-12, receipt E-2
    "#]],
    );
    check(
        &["list"],
        expect![[r#"
        0
        E-1      statement.txt                     complete            56
        E-2      mail.eml                          complete           360
        E-3      register.csv                      complete            24        in E-2
    "#]],
    );
    check(
        &["log"],
        expect![[r#"
        0
        DAY TIME  DIGITS  log began
        DAY TIME  DIGITS  founded
        DAY TIME  DIGITS  member added: name Mira
        DAY TIME  DIGITS  epoch began: epoch 1
        DAY TIME  DIGITS  exhibit added E-1: name statement.txt, outcome
                                          complete, by Mira
        DAY TIME  DIGITS  E-1: received by Mira, from Doln clinic
        DAY TIME  DIGITS  E-1: transferred out by Mira, to Cuort
                                          registry
        DAY TIME  DIGITS  E-1: (corrects DIGITS) transferred out by
                                          Mira, to Court registry, on 2021-05-09
        DAY TIME  DIGITS  exhibit added E-2: name mail.eml, outcome
                                          complete, by Mira
        DAY TIME  DIGITS  E-2: received by Mira
        DAY TIME  DIGITS  exhibit added E-3: name register.csv, outcome
                                           complete, by Mira
        DAY TIME  DIGITS  E-3: derived by Mira: lay in
                                           evidence/mail.eml » register.csv
        DAY TIME  DIGITS  E-1: transferred in by Mira for Court
                                           registry, on 2021-05-12, receipt E-2
        DAY TIME  DIGITS  epoch began: epoch 2
        DAY TIME  DIGITS  member added: name Ilan
        DAY TIME  DIGITS  E-2: transferred out by Mira, to Ilan
        DAY TIME  DIGITS  log began
        DAY TIME  DIGITS  E-2: transferred in by Ilan
        DAY TIME  DIGITS  E-2: (corrects DIGITS) transferred in by
                                          Ilan
    "#]],
    );
    let json = desk.case(&["show", "E-2", "--json"]);
    let mut json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    json["custody"].as_array_mut().unwrap().iter_mut().for_each(|entry| entry["at"] = "...".into());
    let last = serde_json::to_string_pretty(&[&json["custody"][3], &json["transfers"]]).unwrap();
    expect![[r#"
        [
          {
            "action": "transferred_in",
            "actor": "Ilan",
            "at": "...",
            "corrected_by": [],
            "corrects": 3,
            "from": null,
            "happened_at": null,
            "number": 4,
            "reason": null,
            "receipt": null,
            "sha256": "2c69f55b8364b7a7a4155f776169dbcc1d09dce256a696283d81f9b74826e029",
            "signed_by": "Ilan",
            "to": null,
            "zone": "+02:00"
          },
          [
            {
              "by": "Mira",
              "days": 0,
              "entry": 4,
              "limit": 30,
              "number": 2,
              "state": "answered",
              "to": "Ilan"
            }
          ]
        ]"#]]
    .assert_eq(&last);
    let log = desk.case(&["log", "--json"]);
    let lines = String::from_utf8(log.stdout).unwrap();
    let last: serde_json::Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert_eq!((&last["number"], &last["said"]["zone"]), (&4.into(), &"+02:00".into()));
}

#[test]
fn what_is_held_is_not_erased_and_what_is_erased_is_gone() {
    let desk = Desk::made("erased");
    desk.case(&["add", "evidence"]);
    desk.check(
        &["hold", "E-2", "--reason", "order of the court of 3 May"],
        expect![[r#"
        0
        E-2 is under a legal hold and cannot be erased.
    "#]],
    );
    desk.check(
        &["erase", "E-2", "--reason", "consent withdrawn"],
        expect![[r#"
        2
        error: E-2 is under a legal hold and is not erased: order of the court of 3 May (Mira)
    "#]],
    );
    desk.check(
        &["hold", "E-2", "--lift", "--reason", "order withdrawn"],
        expect![[r#"
        0
        E-2 may be erased again.
    "#]],
    );
    desk.check(
        &["erase", "E-2", "--reason", "consent withdrawn"],
        expect![[r#"
            0
            Erased here: E-2, E-3. Backups, copies and other members' laptops keep it until
            it is erased there. Your own files outside of the case stay where they are, and
            "probata add" would bring them back.
        "#]],
    );
    desk.check(
        &["list"],
        expect![[r#"
            0
            E-1      copy.txt                          complete            56
                       also as statement.txt
            E-2                                        erased               0
            E-3                                        erased               0
            E-4      noise.bin                         refused          1,200
        "#]],
    );
    desk.check(
        &["show", "E-2"],
        expect![[r#"
            0
            E-2
              state     erased DAY TIME by Mira: consent withdrawn; only that it
                        existed is kept
        "#]],
    );
    desk.check(
        &["export", "E-3", "gone.csv"],
        expect![[r#"
        2
        error: E-3 was erased: only that it existed is kept
    "#]],
    );
    desk.check(
        &["verify"],
        expect![[r#"
            0
                    3  sealed files have the name of their bytes (1.57 KiB)
                   17  entries in 1 log are those that were signed
                    2  exhibits were opened and have their digest
                    1  text was opened and has its digest
                    2  exhibits are erased

            Everything fits.
            No head was held elsewhere: that the newest entries of a log were cut off, or that the case is an older copy of itself, cannot be excluded.
        "#]],
    );
}

#[test]
fn a_member_is_added_by_a_card_and_removed() {
    let desk = Desk::made("members");
    desk.case(&["add", "evidence/statement.txt"]);
    let identity = ["identity", "ilan", "--name", "Ilan", "--card", "ilan.card", "--passphrase-file", "pass"];
    assert!(desk.run(&identity).status.success());
    let as_ilan = |arguments: &[&str]| shown(&desk.case(&[arguments, &["--identity", "ilan"]].concat()));
    expect![[r#"
        2
        error: the case is not sealed to this member
    "#]]
    .assert_eq(&as_ilan(&["list"]));
    desk.check(
        &["members", "add", "ilan.card"],
        expect![[r#"
            0
            Ilan is a member now and reads everything that is in the case.
        "#]],
    );
    expect![[r#"
        0
        E-2       complete   evidence/mail.eml
        E-3       complete   evidence/mail.eml » register.csv
        2 exhibits added (384 bytes)
    "#]]
    .assert_eq(&as_ilan(&["add", "evidence/mail.eml"]));
    desk.check(
        &["members"],
        expect![[r#"
            0
            DIGITS  member, you  Mira
            DIGITS  member       Ilan
        "#]],
    );
    desk.check(
        &["members", "remove", "Ilan"],
        expect![[r#"
            0
            Ilan is removed: nothing that is sealed from now on opens for them. What they
            copied before stays theirs.
        "#]],
    );
    desk.case(&["add", "evidence/noise.bin"]);
    expect![[r#"
        0
        E-1      statement.txt                     complete            56
        E-2      mail.eml                          complete           360
        E-3      register.csv                      complete            24        in E-2
        You were removed from this case; later entries, 2 so far, are closed to you.
    "#]]
    .assert_eq(&as_ilan(&["list"]));
    desk.check(
        &["verify"],
        expect![[r#"
            0
                    7  sealed files have the name of their bytes (2.52 KiB)
                   17  entries in 2 logs are those that were signed
                    4  exhibits were opened and have their digest
                    3  texts were opened and have their digest
                    0  exhibits are erased

            Everything fits.
            No head was held elsewhere: that the newest entries of a log were cut off, or that the case is an older copy of itself, cannot be excluded.
        "#]],
    );
    desk.check(
        &["rekey"],
        expect![[r#"
        0
        What is entered from now on is sealed with new keys.
    "#]],
    );
    desk.check(
        &["rekey", "--deep"],
        expect![[r#"
            0
            Sealed anew: the keys of 4 exhibits and records with 7 sealed files, and 19
            entries. Keys from before open nothing of this copy any more. Copies, backups
            and other members' laptops are as they were until it is done there.
        "#]],
    );
    expect![[r#"
        2
        error: the case is not sealed to this member
    "#]]
    .assert_eq(&as_ilan(&["list"]));
    desk.check(&["verify"], expect![[r#"
        0
                7  sealed files have the name of their bytes (2.52 KiB)
               19  entries in 2 logs are those that were signed
                4  exhibits were opened and have their digest
                3  texts were opened and have their digest
                0  exhibits are erased

        Everything fits.
        No head was held elsewhere: that the newest entries of a log were cut off, or that the case is an older copy of itself, cannot be excluded.
    "#]]);
}

#[test]
fn what_lies_in_a_compartment_is_closed_to_others() {
    let desk = Desk::made("compartments");
    let identity = ["identity", "ilan", "--name", "Ilan", "--card", "ilan.card", "--passphrase-file", "pass"];
    assert!(desk.run(&identity).status.success());
    desk.case(&["members", "add", "ilan.card"]);
    let as_ilan = |arguments: &[&str]| shown(&desk.case(&[arguments, &["--identity", "ilan"]].concat()));
    desk.check(
        &["compartment"],
        expect![[r#"
        0
        The case has no compartments: every member reads all of it. Begin one: probata
        compartment new NAME
    "#]],
    );
    desk.check(
        &["compartment", "new", "interviews"],
        expect![[r#"
        0
        Began compartment 1, interviews, for Mira. Other members see that it is there,
        and nothing of what is in it.

        Next: probata add FILE --compartment interviews
    "#]],
    );
    desk.check(
        &["compartment", "new", "legal", "--privileged"],
        expect![[r#"
        0
        Began compartment 2, legal, for Mira. Other members see that it is there, and
        nothing of what is in it. Its entries stand in a log of its own, and are shown
        and written out with --privileged only.

        Next: probata add FILE --compartment legal
    "#]],
    );
    desk.check(
        &["compartment", "new", "interviews"],
        expect![[r#"
        2
        error: "interviews" is taken by a compartment, or is a number: choose another name
    "#]],
    );
    desk.check(
        &["add", "evidence/noise.bin"],
        expect![[r#"
        0
        E-1       refused    evidence/noise.bin
                  whole file: the bytes are no text in any encoding that Probata knows;
                  open the file in the program that made it and save it as DOCX or text
        1 exhibit added (1,200 bytes)
    "#]],
    );
    desk.check(
        &["add", "evidence/statement.txt", "--compartment", "interviews"],
        expect![[r#"
        0
        E-2       complete   evidence/statement.txt
        1 exhibit added (56 bytes)
    "#]],
    );
    desk.check(
        &["add", "evidence/mail.eml", "--compartment", "legal"],
        expect![[r#"
        0
        L-1       complete   evidence/mail.eml
        L-2       complete   evidence/mail.eml » register.csv
        2 exhibits added (384 bytes)
    "#]],
    );
    desk.check(
        &["list"],
        expect![[r#"
            0
            E-1      noise.bin                    refused          1,200
            E-2      statement.txt                complete            56        [1]
        "#]],
    );
    desk.check(
        &["list", "--privileged"],
        expect![[r#"
            0
            E-1      noise.bin                    refused          1,200
            E-2      statement.txt                complete            56        [1]
            L-1      mail.eml                     complete           360        [2]
            L-2      register.csv                 complete            24        in L-1 [2]
        "#]],
    );
    desk.check(
        &["show", "E-2"],
        expect![[r#"
            0
            E-2  statement.txt
              lies in   compartment 1, interviews
              path      evidence/statement.txt
              sha256    DIGITS
              size      56 bytes
              format    text
              changed   DAY TIME
              added     DAY TIME by Mira
              reading   complete, 56 bytes of text
              reader    probata-reader 0.1.0
              language  en

            custody
              1  DAY TIME  received by Mira
        "#]],
    );
    desk.check(
        &["show", "E-2", "--text"],
        expect![[r#"
        0
        Ana Tovar said that she was held in Doln on 3 May 2021.
    "#]],
    );
    desk.check(
        &["compartment"],
        expect![[r#"
        0
          1  interviews: 1 exhibit; Mira
          2  legal, privileged: 2 exhibits; Mira
    "#]],
    );
    let all = [
        as_ilan(&["compartment"]),
        as_ilan(&["list"]),
        as_ilan(&["show", "E-2"]),
        as_ilan(&["show", "E-2", "--text"]),
        as_ilan(&["export", "E-2", "out.txt"]),
        as_ilan(&["hold", "E-2", "--reason", "order"]),
        as_ilan(&["erase", "E-2", "--reason", "order"]),
        as_ilan(&["add", "evidence/mail.eml", "--compartment", "interviews"]),
        as_ilan(&["compartment", "add", "1", "Ilan"]),
        as_ilan(&["add", "evidence/letters"]),
        as_ilan(&["verify"]),
    ];
    expect![[r#"
        0
          1  closed to you
          2  closed to you, privileged
        0
        E-1      noise.bin                    refused          1,200
        E-2                                   closed               0        [1]
        0
        E-2
          lies in   compartment 1
          state     closed to you: it is for other members
        2
        error: E-2 is closed to you: it lies in compartment 1, to which you do not belong
        2
        error: E-2 is closed to you: it lies in compartment 1, to which you do not belong
        2
        error: E-2 is closed to you: it lies in compartment 1, to which you do not belong
        2
        error: E-2 is closed to you: it lies in compartment 1, to which you do not belong
        2
        error: there is no compartment "interviews" that is open to you: see "probata compartment"
        2
        error: there is no compartment "1" that is open to you: see "probata compartment"
        0
        E-3       complete   evidence/letters/copy.txt
        1 exhibit added (56 bytes)
        0
                9  sealed files have the name of their bytes (2.81 KiB)
               24  entries in 3 logs are those that were signed
                2  exhibits were opened and have their digest
                1  text was opened and has its digest
                0  exhibits are erased
                3  exhibits are closed to you: their members check them

        Everything fits.
        No head was held elsewhere: that the newest entries of a log were cut off, or that the case is an older copy of itself, cannot be excluded.
    "#]].assert_eq(&all.concat());
    desk.check(
        &["compartment", "add", "interviews", "Ilan"],
        expect![[r#"
        0
        Ilan belongs to interviews now and reads everything that is in it.
    "#]],
    );
    expect![[r#"
        0
        Wrote E-2 to out.txt; its SHA-256 is
        DIGITS It is in clear
        there: keep it as you keep the case.
    "#]]
    .assert_eq(&as_ilan(&["export", "E-2", "out.txt"]));
    desk.check(
        &["compartment", "remove", "interviews", "Ilan"],
        expect![[r#"
        0
        Ilan does not belong to interviews any more: nothing that is sealed in it from
        now on opens for them. What they copied before stays theirs.
    "#]],
    );
    desk.check(&["compartment", "remove", "interviews", "Mira"], expect![[r#"
        2
        error: the only member of the compartment "interviews" cannot be removed, since nobody could open it: add somebody to it first
    "#]]);
    desk.check(
        &["erase", "E-2", "--reason", "consent withdrawn"],
        expect![[r#"
            0
            Erased here: E-2. Backups, copies and other members' laptops keep it until it is
            erased there. Your own files outside of the case stay where they are, and
            "probata add" would bring them back.
        "#]],
    );
    desk.check(
        &["log"],
        expect![[r#"
            0
            DAY TIME  DIGITS  log began
            DAY TIME  DIGITS  founded
            DAY TIME  DIGITS  member added: name Mira
            DAY TIME  DIGITS  epoch began: epoch 1
            DAY TIME  DIGITS  epoch began: epoch 2
            DAY TIME  DIGITS  member added: name Ilan
            DAY TIME  DIGITS  compartment began: name interviews [1]
            DAY TIME  DIGITS  epoch began: epoch 1 [1]
            DAY TIME  DIGITS  exhibit added E-1: name noise.bin, outcome
                                              refused, by Mira
            DAY TIME  DIGITS  E-1: received by Mira
            DAY TIME  DIGITS  exhibit added E-2: closed (erased, or for
                                               other members) [1]
            DAY TIME  DIGITS  custody E-2: closed (erased, or for other
                                               members) [1]
            DAY TIME  DIGITS  opened [1]
            DAY TIME  DIGITS  custody E-2: closed (erased, or for other
                                               members) [1]
            DAY TIME  DIGITS  log began
            DAY TIME  DIGITS  exhibit added E-3: name copy.txt, outcome
                                              complete, by Ilan
            DAY TIME  DIGITS  E-3: received by Ilan
            DAY TIME  DIGITS  epoch began: epoch 2 [1]
            DAY TIME  DIGITS  compartment member added: who Ilan [1]
            DAY TIME  DIGITS  opened [1]
            DAY TIME  DIGITS  custody E-2: closed (erased, or for other
                                              members) [1]
            DAY TIME  DIGITS  epoch began: epoch 3 [1]
            DAY TIME  DIGITS  compartment member removed: who Ilan [1]
            DAY TIME  DIGITS  erased E-2: actor Mira, reason consent
                                               withdrawn [1]
        "#]],
    );
    let with = desk.said(&["log", "--head", "--privileged"]).matches("probata/").count();
    let without = desk.said(&["log", "--head"]).matches("probata/").count();
    assert_eq!(with - without, 3, "one log more: its key, its origin, its signature");
    assert!(!desk.said(&["log", "--json"]).contains("register.csv"));
    assert!(desk.said(&["log", "--json", "--privileged"]).contains("register.csv"));
    desk.check(&["verify"], expect![[r#"
        0
                7  sealed files have the name of their bytes (2.52 KiB)
               31  entries in 3 logs are those that were signed
                4  exhibits were opened and have their digest
                3  texts were opened and have their digest
                1  exhibit is erased

        Everything fits.
        No head was held elsewhere: that the newest entries of a log were cut off, or that the case is an older copy of itself, cannot be excluded.
    "#]]);
}

#[test]
fn a_recovery_sheet_brings_back_whoever_forgot_their_passphrase() {
    let desk = Desk::new("recovery");
    let made =
        ["new", "doln", "--name", "Mira", "--passphrase-file", "pass", "--recovery-sheet", "sheet.txt"];
    expect![[r#"
        0
        Made the case DIGITS in doln.
        Its only member is Mira. Without the passphrase nobody opens it, you neither:
        write it down and keep it elsewhere.

        Wrote the recovery sheet sheet.txt. Whoever holds it opens the case without your
        passphrase: print it or copy its words, keep them where the laptop is not, and
        remove the file.

        Next: probata add FILE --case doln
    "#]]
    .assert_eq(&shown(&desk.run(&made)));
    let sheet = fs::read_to_string(desk.folder.join("sheet.txt")).unwrap();
    assert!(sheet.lines().all(|line| line.len() <= 78), "{sheet}");
    expect![[r#"
        RECOVERY SHEET

        For the case ...

        Whoever holds these words and a copy of the case's folder opens all that
        the maker of this sheet opens in it, without a passphrase. Keep it where
        the laptop is not: in a safe, or with a lawyer. Do not photograph it. If you
        copy it by hand, the first three letters of each word are enough.

        ------------------------------------------------------------
          ...
          ...
          ...
          ...
          ...
          ...
        ------------------------------------------------------------

        To use it:      probata recovery use --case FOLDER
        If it is lost:  make another with "probata recovery new FILE"; this one then
                        opens nothing that is sealed afterwards.
        If this is a file: print it, or copy the words, and remove it.
    "#]]
    .assert_eq(&shown_page(&sheet));
    desk.case(&["compartment", "new", "interviews"]);
    desk.case(&["add", "evidence/statement.txt", "--compartment", "interviews"]);
    desk.check(
        &["members"],
        expect![[r#"
        0
        DIGITS  member, you  Mira
        DIGITS  member       recovery sheet of Mira
    "#]],
    );
    fs::write(desk.folder.join("new"), "a passphrase that is new\n").unwrap();
    let said = |arguments: &[&str]| {
        let within = ["--case", "doln", "--passphrase-file", "new"];
        shown(&desk.run(&[arguments, &within].concat()))
    };
    fs::write(desk.folder.join("wrong"), sheet.replace("   1  ", "   1  qu")).unwrap();
    let few: String =
        sheet.lines().filter(|line| !line.starts_with("   1  ")).map(|line| format!("{line}\n")).collect();
    fs::write(desk.folder.join("few"), few).unwrap();
    let wrong = said(&["recovery", "use", "--words", "wrong"]);
    assert!(wrong.contains("is on no recovery sheet: look at it again"), "{wrong}");
    let all = [
        said(&["recovery", "use", "--words", "few"]),
        said(&["recovery", "use"]),
        said(&["recovery", "use", "--words", "sheet.txt"]),
        said(&["show", "E-1", "--text"]),
        said(&["members"]),
        said(&["recovery", "use", "--words", "sheet.txt"]),
        said(&["recovery", "new", "sheet.txt"]),
        said(&["recovery", "new", "second.txt"]),
        desk.said(&["list"]),
        said(&["verify"]),
    ];
    expect![[r#"
        2
        error: a recovery sheet has 18 words, and these are 15
        2
        error: the words cannot be asked for here: run this in a terminal, or say --words FILE
        0
        Mira is a member anew, with the new passphrase. The identity before and the
        sheet are removed: nothing that is sealed from now on opens with them.

        Make a new sheet: probata recovery new FILE
        0
        Ana Tovar said that she was held in Doln on 3 May 2021.
        0
        DIGITS  removed      Mira
        DIGITS  removed      recovery sheet of Mira
        DIGITS  member, you  Mira
        2
        You were removed from this case; later entries, 3 so far, are closed to you.
        error: this sheet was used, or another was put in its place: it opens what was entered until then, and brings nobody back
        2
        error: sheet.txt: there is a file of this name
        0
        Wrote the recovery sheet second.txt. Whoever holds it opens the case without
        your passphrase: print it or copy its words, keep them where the laptop is not,
        and remove the file.
        2
        error: the passphrase is another one, or the file is altered
        0
                2  sealed files have the name of their bytes (304 B)
               29  entries in 3 logs are those that were signed
                1  exhibit was opened and has its digest
                1  text was opened and has its digest
                0  exhibits are erased

        Everything fits.
        No head was held elsewhere: that the newest entries of a log were cut off, or that the case is an older copy of itself, cannot be excluded.
    "#]].assert_eq(&all.concat());
}

/// A page without the case's number and the words.
fn shown_page(page: &str) -> String {
    let line = |line: &str| match line {
        line if line.starts_with("For the case") => "For the case ...\n".to_owned(),
        line if line.trim_start().starts_with(|letter: char| letter.is_ascii_digit()) => "  ...\n".to_owned(),
        line => format!("{line}\n"),
    };
    page.lines().map(line).collect()
}

#[test]
fn a_backup_follows_the_case_and_never_goes_back() {
    let desk = Desk::made("backup");
    desk.case(&["add", "evidence/statement.txt", "evidence/mail.eml"]);
    desk.check(
        &["backup", "copy"],
        expect![[r#"
            0
            Backed up to copy: 14 files new or changed (SIZE KiB). Its logs are those of
            the case.
            Wrote the head to copy.head: keep it where neither the case nor the backup is.
        "#]],
    );
    let older = copied(&desk.folder.join("doln"));
    desk.case(&["erase", "E-2", "--reason", "consent withdrawn"]);
    desk.case(&["add", "evidence/noise.bin"]);
    desk.check(
        &["backup", "copy"],
        expect![[r#"
            0
            Backed up to copy: 5 files new or changed (SIZE KiB). 4 files of what was
            erased here removed from it. Its logs are those of the case.
            Wrote the head to copy.head: keep it where neither the case nor the backup is.
        "#]],
    );
    desk.check(
        &["backup", "evidence"],
        expect![[r#"
        2
        error: the folder holds something that is no backup of this case: choose an empty one
    "#]],
    );
    let of_copy = |arguments: &[&str]| {
        shown(&desk.run(&[arguments, &["--case", "copy", "--passphrase-file", "pass"]].concat()))
    };
    expect![[r#"
        0
        E-1      statement.txt                     complete            56
        E-2                                        erased               0
        E-3                                        erased               0
        E-4      noise.bin                         refused          1,200
    "#]]
    .assert_eq(&of_copy(&["list"]));
    expect![[r#"
        0
                3  sealed files have the name of their bytes (1.57 KiB)
               14  entries in 1 log are those that were signed
                1  head from elsewhere was compared
                2  exhibits were opened and have their digest
                1  text was opened and has its digest
                2  exhibits are erased

        Everything fits.
    "#]]
    .assert_eq(&of_copy(&["verify", "--held", "copy.head"]));
    desk.check(
        &["rebuild"],
        expect![[r#"
            0
            Made the search index again (removed 15 files of caches), and removed 0 files
            that interrupted acts left.
        "#]],
    );
    for (path, bytes) in older {
        fs::write(path, bytes).unwrap();
    }
    desk.check(&["backup", "copy"], expect![[r#"
        2
        error: the backup has entries that this case does not have: it was opened and written in, or this case is an older copy of itself, or its history was written anew. Nothing was changed
    "#]]);
}

#[test]
fn a_field_case_opens_for_the_office_only() {
    let desk = Desk::new("field");
    let office =
        ["identity", "office", "--name", "Office", "--card", "office.card", "--passphrase-file", "pass"];
    assert!(desk.run(&office).status.success());
    let made = ["new", "doln", "--name", "Crane", "--passphrase-file", "pass", "--field"];
    let with = [&made[..], &["--office", "office.card"]].concat();
    let all = [
        shown(&desk.run(&with)),
        desk.said(&["add", "evidence/statement.txt", "--from", "Ana Tovar"]),
        desk.said(&["add", "evidence/noise.bin", "evidence/statement.txt"]),
        desk.said(&["list"]),
        desk.said(&["export", "E-1", "out.txt"]),
        desk.said(&["recovery", "new", "sheet.txt"]),
        desk.said(&["verify"]),
        desk.said(&["verify", "--without-key"]),
        desk.said(&["backup", "usb"]),
    ];
    expect![[r#"
        0
        Made the field case in doln.
        What is added to it opens for the office only, with its identity; here it opens
        with no passphrase, yours neither. Your files stay where they are: remove them
        as your office taught you.

        Next: probata add FILE --case doln
        Then bring the folder to the office: probata backup FOLDER --case doln
        0
        sealed    complete   evidence/statement.txt
        1 exhibit added (56 bytes)
        0
        sealed    refused    evidence/noise.bin
                  whole file: the bytes are no text in any encoding that Probata knows;
                  open the file in the program that made it and save it as DOCX or text
        sealed    complete   evidence/statement.txt
        2 exhibits added (1,256 bytes)
        2
        error: this case is recorded for an office, and nothing of it opens on this laptop. What can be done here: "probata add", "probata backup" to bring it there, "probata verify --without-key"
        2
        error: this case is recorded for an office, and nothing of it opens on this laptop. What can be done here: "probata add", "probata backup" to bring it there, "probata verify --without-key"
        2
        error: this case is recorded for an office, and nothing of it opens on this laptop. What can be done here: "probata add", "probata backup" to bring it there, "probata verify --without-key"
        2
        error: this case is recorded for an office, and nothing of it opens on this laptop. What can be done here: "probata add", "probata backup" to bring it there, "probata verify --without-key"
        0
                5  sealed files have the name of their bytes (1.87 KiB)
               13  entries in 1 log are those that were signed

        Everything that can be checked without a key fits. Whether sealed files, keys or
        a whole log were taken out, only a member's check tells.
        No head was held elsewhere: that the newest entries of a log were cut off, or that the case is an older copy of itself, cannot be excluded.
        0
        Backed up to usb: 19 files new or changed (SIZE KiB). Its logs are those of the
        case.
        Wrote the head to usb.head: keep it where neither the case nor the backup is.
    "#]].assert_eq(&all.concat());
    assert!(!desk.run(&made).status.success(), "without an office");
    let at_office = |arguments: &[&str]| {
        shown(&desk.run(
            &[arguments, &["--case", "usb", "--identity", "office", "--passphrase-file", "pass"]].concat(),
        ))
    };
    let all = [
        at_office(&["members"]),
        at_office(&["list"]),
        at_office(&["show", "E-1", "--text"]),
        at_office(&["custody", "E-1", "transferred_in", "--from", "Crane"]),
        at_office(&["verify", "--held", "usb.head"]),
    ];
    expect![[r#"
        0
        DIGITS  records      Crane
        DIGITS  member, you  Office
        0
        E-1      statement.txt                     complete            56
        E-2      noise.bin                         refused          1,200
        E-3      statement.txt                     complete            56
        0
        Ana Tovar said that she was held in Doln on 3 May 2021.
        0
        Entered for E-1 as 3: transferred_in.
        0
                5  sealed files have the name of their bytes (1.87 KiB)
               16  entries in 2 logs are those that were signed
                1  head from elsewhere was compared
                3  exhibits were opened and have their digest
                2  texts were opened and have their digest
                0  exhibits are erased

        Everything fits.
    "#]]
    .assert_eq(&all.concat());
}

#[test]
fn an_altered_or_older_case_is_told() {
    let desk = Desk::made("altered");
    desk.case(&["add", "evidence/statement.txt"]);
    let older = copied(&desk.folder.join("doln"));
    desk.case(&["add", "evidence/mail.eml"]);
    let head = desk.case(&["log", "--head"]);
    fs::write(desk.folder.join("head.txt"), &head.stdout).unwrap();
    let newer = copied(&desk.folder.join("doln"));
    let restore =
        |files: &[(PathBuf, Vec<u8>)]| files.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
    restore(&older);
    desk.check(
        &["verify", "--held", "head.txt"],
        expect![[r#"
            1
                    6  sealed files have the name of their bytes (1.24 KiB)
                    6  entries in 1 log are those that were signed
                    1  head from elsewhere was compared
                    1  exhibit was opened and has its digest
                    1  text was opened and has its digest
                    0  exhibits are erased
                    4  files were left by something interrupted; they are sealed and of no
                       effect

            One thing does not fit:
              log DIGITS ends at entry 6, and a checkpoint says
              10: it was cut, or an older copy was put in its place
        "#]],
    );
    restore(&newer);
    desk.check(
        &["verify", "--held", "head.txt"],
        expect![[r#"
            0
                    6  sealed files have the name of their bytes (1.24 KiB)
                   10  entries in 1 log are those that were signed
                    1  head from elsewhere was compared
                    3  exhibits were opened and have their digest
                    3  texts were opened and have their digest
                    0  exhibits are erased

            Everything fits.
        "#]],
    );
    desk.check(
        &["verify", "--held", "pass"],
        expect![[r#"
        2
        error: pass is no head of a case, or it was altered: it is written by "probata log --head"
    "#]],
    );
    let (blob, bytes) = newer.iter().find(|(path, _)| path.to_string_lossy().contains("blobs")).unwrap();
    let mut altered = bytes.clone();
    altered[100] ^= 1;
    fs::write(blob, altered).unwrap();
    let said = desk.said(&["verify"]);
    assert!(said.starts_with("1\n") && said.contains("is altered"), "{said}");
}

#[test]
fn mistakes_are_told_in_a_sentence() {
    let desk = Desk::made("mistakes");
    fs::write(desk.folder.join("other"), "another passphrase\n").unwrap();
    fs::write(desk.folder.join("short"), "boats\n").unwrap();
    let said = |arguments: &[&str]| shown(&desk.run(arguments));
    let all = [
        said(&["list"]),
        said(&["list", "--case", "evidence", "--passphrase-file", "pass"]),
        said(&["list", "--case", "doln", "--passphrase-file", "other"]),
        said(&["list", "--case", "doln", "--passphrase-file", "nowhere"]),
        said(&["list", "--case", "doln"]),
        said(&["new", "doln", "--name", "Mira", "--passphrase-file", "pass"]),
        said(&["new", "second", "--name", "Mira", "--passphrase-file", "short"]),
        desk.said(&["show", "E-9"]),
        desk.said(&["add", "nothing.pdf"]),
        desk.said(&["members", "add", "pass"]),
        desk.said(&["members", "remove", "Ilan"]),
        desk.said(&["members", "remove", "Mira"]),
    ];
    expect![[r#"
        2
        error: there is no case here: go into its folder, or say --case FOLDER (make one with "probata new FOLDER")
        2
        error: there is no case in the folder
        2
        error: the passphrase is another one, or the file is altered
        2
        error: nowhere: there is no such file or folder
        2
        error: the passphrase cannot be asked for here: run this in a terminal, or say --passphrase-file FILE
        2
        error: there is something in the folder already
        2
        error: a passphrase of fewer than 10 letters is soon guessed by whoever has the laptop: take several words
        2
        error: there is no exhibit "E-9" in this case
        2
                  not added  nothing.pdf
                  there is no such file or folder
        0 exhibits added (0 bytes), 1 not added
        2
        error: this is no member's card: it does not begin with "probata-member-1" ("probata identity" writes a card beside the identity, which stays with you)
        2
        error: no member is called "Ilan": see "probata members"
        2
        error: the only member cannot be removed: nobody could open the case
    "#]].assert_eq(&all.concat());
}
