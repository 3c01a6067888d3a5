//! Timestamps of a case, by an authority of one's own.

mod desk;

use desk::{Desk, copied, shown};
use expect_test::expect;
use probata_testkit::authority::{Authority, Nature};
use std::fs;
use std::process::Command;

/// An authority in the desk's folder, if one can be made here.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn authority(desk: &Desk, name: &str) -> Option<Authority> {
    if !Authority::is_there() {
        eprintln!("skipped: openssl is not installed");
        return None;
    }
    Some(Authority::new(&desk.folder.join(name), &Nature::default()))
}

/// Has a request answered into `name.tsr`.
fn answered(desk: &Desk, authority: &Authority, name: &str) {
    let request = fs::read(desk.folder.join(format!("{name}.tsq"))).expect("the system does it");
    fs::write(desk.folder.join(format!("{name}.tsr")), authority.answer(&request))
        .expect("the system does it");
}

#[test]
fn the_head_is_stamped_checked_and_handed_out() {
    let desk = Desk::made("stamped");
    desk.case(&["add", "evidence/statement.txt"]);
    desk.check(
        &["timestamp"],
        expect![[r#"
        0
        The case has no timestamps yet. Ask for one: probata timestamp --request FILE
    "#]],
    );
    desk.check(
        &["timestamp", "--request", "may.tsq"],
        expect![[r#"
            0
            Wrote may.tsq, a request for a timestamp of this case's head: 7 entries in 1
            log. All that it tells the authority is this SHA-256:
            DIGITS
            Send it, and enter the answer:

              curl -H 'Content-Type: application/timestamp-query' \
                --data-binary @may.tsq https://AUTHORITY > may.tsr
              probata timestamp --response may.tsr --trust ROOT.pem
        "#]],
    );
    desk.check(
        &["timestamp", "--request", "may.tsq"],
        expect![[r#"
        2
        error: may.tsq: there is a file of this name
    "#]],
    );
    let Some(lisk) = authority(&desk, "lisk") else { return };
    answered(&desk, &lisk, "may");
    let older = copied(&desk.folder.join("doln"));
    desk.check(
        &["timestamp", "--response", "may.tsr", "--trust", "lisk/root.pem"],
        expect![[r#"
        0
        T-1     DAY TIME by CN=Lisk Time,O=Lisk
                covers 7 entries in 1 log; its certificate comes from CN=Lisk Root
    "#]],
    );
    desk.check(
        &["timestamp", "--response", "may.tsr", "--trust", "lisk/root.pem"],
        expect![[r#"
        2
        error: this timestamp is in the case already
    "#]],
    );
    desk.check(&["verify"], expect![[r#"
        0
                2  sealed files have the name of their bytes (304 B)
                9  entries in 1 log are those that were signed
                1  exhibit was opened and has its digest
                1  text was opened and has its digest
                0  exhibits are erased
                1  timestamp holds: DAY TIME by CN=Lisk Time,O=Lisk, covers
                   7 entries in 1 log

        Everything fits.
        No head was held elsewhere: that the newest entries of a log were cut off, or that the case is an older copy of itself, cannot be excluded.
    "#]]);
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
            DAY TIME  DIGITS  heads: actor Mira
            DAY TIME  DIGITS  timestamp requested: actor Mira
            DAY TIME  DIGITS  timestamped: signer CN=Lisk Time,O=Lisk, actor
                                              Mira
        "#]],
    );
    desk.check(
        &["timestamp", "--export", "out"],
        expect![[r#"
        0
        Wrote T-1 to out.tsr and what it stamps to out.head. Anybody checks it with the
        root certificate of the authority:

          openssl ts -verify -in out.tsr -data out.head -CAfile ROOT.pem
    "#]],
    );
    let (holds, said) = lisk.verifies(&desk.folder.join("out.head"), &desk.folder.join("out.tsr"));
    assert!(holds, "{said}");
    let (holds, _) = lisk.verifies(&desk.folder.join("pass"), &desk.folder.join("out.tsr"));
    assert!(!holds);
    // Put back to before the answer was entered, the case still has all that was stamped; put back further, it has not.
    let restore = |files: &[(std::path::PathBuf, Vec<u8>)]| {
        files.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
    };
    restore(&older);
    let said = desk.said(&["verify", "--held", "out.head"]);
    assert!(said.starts_with("0\n"), "{said}");
}

#[test]
fn a_case_older_than_its_timestamp_is_told() {
    let desk = Desk::made("older");
    let older = copied(&desk.folder.join("doln"));
    desk.case(&["add", "evidence/statement.txt"]);
    desk.case(&["timestamp", "--request", "may.tsq"]);
    let Some(lisk) = authority(&desk, "lisk") else { return };
    answered(&desk, &lisk, "may");
    desk.check(
        &["timestamp", "--response", "may.tsr"],
        expect![[r#"
        0
        T-1     DAY TIME by CN=Lisk Time,O=Lisk
                covers 7 entries in 1 log; its chain is not checked: anybody could have
                signed it (enter it with --trust)
    "#]],
    );
    desk.check(&["verify"], expect![[r#"
        0
                2  sealed files have the name of their bytes (304 B)
                9  entries in 1 log are those that were signed
                1  exhibit was opened and has its digest
                1  text was opened and has its digest
                0  exhibits are erased
                1  timestamp holds: DAY TIME by CN=Lisk Time,O=Lisk, covers
                   7 entries in 1 log; its chain was not checked

        Everything fits.
        No head was held elsewhere: that the newest entries of a log were cut off, or that the case is an older copy of itself, cannot be excluded.
    "#]]);
    // Its chain can be checked later.
    desk.check(
        &["timestamp", "--response", "may.tsr", "--trust", "lisk/root.pem"],
        expect![[r#"
        0
        T-1     DAY TIME by CN=Lisk Time,O=Lisk
                covers 7 entries in 1 log; its certificate comes from CN=Lisk Root
    "#]],
    );
    desk.check(
        &["timestamp"],
        expect![[r#"
        0
        T-1     DAY TIME by CN=Lisk Time,O=Lisk
                covers 7 entries in 1 log; its certificate comes from CN=Lisk Root
    "#]],
    );
    desk.case(&["timestamp", "--export", "out"]);
    older.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
    let said = shown(&desk.run(&["verify", "--without-key", "--held", "out.head", "--case", "doln"]));
    expect![[r#"
        1
                2  sealed files have the name of their bytes (304 B)
                4  entries in 1 log are those that were signed
                1  head from elsewhere was compared

        One thing does not fit:
          log DIGITS ends at entry 4, and a checkpoint says 7:
          it was cut, or an older copy was put in its place
    "#]]
    .assert_eq(&said);
}

#[test]
fn answers_to_something_else_are_refused() {
    let desk = Desk::made("refused");
    desk.case(&["timestamp", "--request", "may.tsq"]);
    let mut said = desk.said(&["timestamp", "--response", "evidence/statement.txt"]);
    said += &desk.said(&["timestamp", "--export", "out"]);
    said += &desk.said(&["timestamp", "--response", "may.tsr", "--request", "may.tsq"]);
    if let Some(lisk) = authority(&desk, "lisk") {
        authority(&desk, "other").unwrap();
        answered(&desk, &lisk, "may");
        said += &desk.said(&["timestamp", "--response", "may.tsr", "--trust", "other/root.pem"]);
        said += &desk.said(&["timestamp", "--response", "may.tsr", "--trust", "may.tsr"]);
        let mut altered = fs::read(desk.folder.join("may.tsr")).unwrap();
        let last = altered.len() - 1;
        altered[last] ^= 1;
        fs::write(desk.folder.join("altered.tsr"), altered).unwrap();
        said += &desk.said(&["timestamp", "--response", "altered.tsr"]);
        // The head of the request, asked for with another number, and something else.
        let log = desk.case(&["log", "--json"]).stdout;
        let entries = log.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok());
        let head = entries
            .filter_map(|entry: serde_json::Value| entry["said"]["head"].as_str().map(str::to_owned))
            .next_back();
        fs::write(desk.folder.join("now.head"), head.unwrap()).unwrap();
        for (of, name) in [("now.head", "now"), ("pass", "else")] {
            let request = ["ts", "-query", "-sha256", "-cert", "-data", of, "-out", &format!("{name}.tsq")];
            let asked = Command::new("openssl").current_dir(&desk.folder).args(request).output().unwrap();
            assert!(asked.status.success());
            answered(&desk, &lisk, name);
            said += &desk.said(&["timestamp", "--response", &format!("{name}.tsr")]);
        }
        expect![[r#"
            2
            error: this timestamp is not taken: it is no answer of a timestamping authority: it is no sequence of DER
            2
            error: there is no such timestamp: see "probata timestamp"
            2
            error: the argument '--response <FILE>' cannot be used with '--request <FILE>'

            Usage: probata timestamp --response <FILE> --case <FOLDER> --passphrase-file <FILE>

            For more information, try '--help'.
            2
            error: this timestamp is not taken: its certificate does not lead to a root that you trust: a certificate on the way is not signed by the one that it names
            2
            error: may.tsr: there is no certificate that could be a root (PEM or DER)
            2
            error: this timestamp is not taken: its signature is not that of its certificate: it was altered, or somebody else signed it
            2
            error: this timestamp is not taken: it answers another request for the same head
            2
            error: this timestamp is not taken: it is a timestamp of something else
        "#]].assert_eq(&said);
    }
}
