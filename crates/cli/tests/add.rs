//! What `probata add` says of what it takes, has already, and cannot take.

mod desk;

use desk::{Desk, copied, shown};
use expect_test::expect;
use probata_testkit::archive::{Zipped, tar, tarred, zip};
use std::fs;

#[cfg(unix)]
#[test]
fn what_cannot_be_added_is_told_and_stops_nothing() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::made("odd");
    let at = |name: &str| desk.folder.join(name);
    fs::create_dir_all(at("odd/shut")).unwrap();
    fs::write(at("odd/zz.txt"), "Read to the end.\n").unwrap();
    symlink("nowhere", at("odd/interview.docx")).unwrap();
    symlink("loop-b", at("odd/loop-a")).unwrap();
    symlink("loop-a", at("odd/loop-b")).unwrap();
    symlink("../evidence/letters", at("odd/letters")).unwrap();
    symlink("../evidence/noise.bin", at("odd/noise.bin")).unwrap();
    symlink("/dev/null", at("odd/null")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(at("odd/pipe")).status().unwrap().success());
    desk.check(
        &["add", "missing.txt", "odd", "odd/pipe"],
        expect![[r#"
        2
                  not added  missing.txt
                  there is no such file or folder
                  not added  odd/interview.docx
                  a link to nowhere, which is not there; find the file and add it itself
                  not added  odd/letters
                  a link to ../evidence/letters, a folder; add ../evidence/letters
                  itself
                  not added  odd/loop-a
                  a link to loop-b that leads back to itself; find the file and add it
                  itself
                  not added  odd/loop-b
                  a link to loop-a that leads back to itself; find the file and add it
                  itself
                  not added  odd/noise.bin
                  a link to ../evidence/noise.bin; add ../evidence/noise.bin itself
                  not added  odd/null
                  a link to /dev/null, which is neither a file nor a folder that you may
                  open
                  not added  odd/pipe
                  a pipe, not a file; save what comes out of it as a file, and add that
        E-1       complete   odd/zz.txt
                  not added  odd/pipe
                  a pipe, not a file; save what comes out of it as a file, and add that
        1 exhibit added (17 bytes), 9 not added
    "#]],
    );
    desk.check(
        &["add", "odd/noise.bin", "odd/letters"],
        expect![[r#"
        0
        E-2       refused    odd/noise.bin
                  whole file: the bytes are no text in any encoding that Probata knows;
                  open the file in the program that made it and save it as DOCX or text
        E-3       complete   odd/letters/copy.txt
        2 exhibits added (1,256 bytes)
    "#]],
    );
    desk.check(
        &["show", "E-2"],
        expect![[r#"
            0
            E-2  noise.bin
              path      odd/noise.bin
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
              1  DAY TIME  received by Mira: odd/noise.bin is a link to
                                       ../evidence/noise.bin
        "#]],
    );
    // How long reading took changes from run to run.
    let corpus = shown(&desk.run(&["corpus", "odd"]));
    let untimed: String =
        corpus.lines().map(|line| line.split("      0 notes").next().unwrap().to_owned() + "\n").collect();
    expect![[r#"
        2
        odd/interview.docx    refused      0 sentences
            whole file: It is a link to nowhere, which is not there; find the file and
            add it itself.
        odd/letters           refused      0 sentences
            whole file: It is a link to ../evidence/letters, a folder; add
            ../evidence/letters itself.
        odd/loop-a            refused      0 sentences
            whole file: It is a link to loop-b that leads back to itself; find the file
            and add it itself.
        odd/loop-b            refused      0 sentences
            whole file: It is a link to loop-a that leads back to itself; find the file
            and add it itself.
        odd/noise.bin         refused      0 sentences
            whole file: the bytes are no text in any encoding that Probata knows; open
            the file in the program that made it and save it as DOCX or text
        odd/null              refused      0 sentences
            whole file: It is a link to /dev/null, which is neither a file nor a folder
            that you may open.
        odd/pipe              refused      0 sentences
            whole file: It is a pipe, not a file; save what comes out of it as a file,
            and add that.
        odd/zz.txt            complete      1 sentence
        8 files: 1 complete, 0 partial, 7 refused
    "#]]
    .assert_eq(&untimed);
    // Whoever may read everything (root) sees nothing of the following.
    fs::set_permissions(at("odd/shut"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read_dir(at("odd/shut")).is_err() {
        let said = desk.said(&["add", "odd/shut", "evidence/statement.txt"]);
        assert!(said.contains("not added  odd/shut") && said.contains("1 in the case already"), "{said}");
    }
    fs::set_permissions(at("odd/shut"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_further_copy_of_the_same_bytes_leaves_a_trace() {
    let desk = Desk::made("copies");
    desk.case(&["add", "evidence/statement.txt"]);
    fs::write(desk.folder.join("register.csv"), "day,name\n3 May,Ana Tovar").unwrap();
    desk.case(&["add", "register.csv"]);
    let again = ["add", "evidence", "--from", "Ana's lawyer", "--reason", "given by hand"];
    desk.check(
        &again,
        expect![[r#"
        0
        E-1       known      evidence/letters/copy.txt
                  the same bytes again, which was entered in its custody
        E-3       complete   evidence/mail.eml
        E-2       known      evidence/mail.eml » register.csv
                  the same bytes again, which was entered in its custody
        E-4       refused    evidence/noise.bin
                  whole file: the bytes are no text in any encoding that Probata knows;
                  open the file in the program that made it and save it as DOCX or text
        E-1       known      evidence/statement.txt
                  the same bytes again, which was entered in its custody
        2 exhibits added (1,560 bytes), 3 in the case already
    "#]],
    );
    // The same once more, and from elsewhere.
    desk.check(
        &again,
        expect![[r#"
        0
        E-1       known      evidence/letters/copy.txt
        E-3       known      evidence/mail.eml
        E-4       known      evidence/noise.bin
        E-1       known      evidence/statement.txt
        0 exhibits added (0 bytes), 4 in the case already
    "#]],
    );
    desk.check(
        &["add", "evidence"],
        expect![[r#"
        0
        E-1       known      evidence/letters/copy.txt
        E-3       known      evidence/mail.eml
        E-4       known      evidence/noise.bin
        E-1       known      evidence/statement.txt
        0 exhibits added (0 bytes), 4 in the case already
    "#]],
    );
    desk.check(
        &["add", "./evidence/../evidence/statement.txt"],
        expect![[r#"
        0
        E-1       known      ./evidence/../evidence/statement.txt
        0 exhibits added (0 bytes), 1 in the case already
    "#]],
    );
    desk.check(
        &["show", "E-1"],
        expect![[r#"
            0
            E-1  statement.txt
              path      evidence/statement.txt
              also as   evidence/letters/copy.txt
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
              2  DAY TIME  received by Mira, from Ana's lawyer: the same bytes
                                       again: evidence/letters/copy.txt; given by hand
              3  DAY TIME  received by Mira, from Ana's lawyer: the same bytes
                                       again: evidence/statement.txt; given by hand
        "#]],
    );
    desk.check(
        &["show", "E-2"],
        expect![[r#"
            0
            E-2  register.csv
              path      register.csv
              also as   evidence/mail.eml » register.csv (in E-3)
              sha256    DIGITS
              size      24 bytes
              format    csv
              changed   DAY TIME
              added     DAY TIME by Mira
              reading   complete, 29 bytes of text
              reader    probata-reader 0.1.0

            custody
              1  DAY TIME  received by Mira
              2  DAY TIME  derived by Mira: the same bytes lay in
                                       evidence/mail.eml » register.csv
        "#]],
    );
    desk.check(
        &["list"],
        expect![[r#"
        0
        E-1      statement.txt                     complete            56
                   also as copy.txt
        E-2      register.csv                      complete            24
        E-3      mail.eml                          complete           360
        E-4      noise.bin                         refused          1,200
    "#]],
    );
    assert!(desk.said(&["verify"]).contains("Everything fits."));
}

#[test]
fn what_was_cut_off_with_its_archive_is_partial() {
    let desk = Desk::made("cut");
    let words = "Ilan Kostrov was held in Kareva and came back.\n".repeat(9);
    let archive = zip(&[Zipped::stored("one.txt", b"Whole.\n"), Zipped::stored("two.txt", words.as_bytes())]);
    fs::write(desk.folder.join("cut.zip"), &archive[..300]).unwrap();
    let words = format!("Another: {words}");
    let archive =
        tar(&[tarred("one.txt", b'0', "", b"One, whole.\n"), tarred("two.txt", b'0', "", words.as_bytes())]);
    fs::write(desk.folder.join("cut.tar"), &archive[..1700]).unwrap();
    desk.check(
        &["add", "cut.zip", "cut.tar"],
        expect![[r#"
        0
        E-1       partial    cut.zip
                  1 member: "two.txt": cut off with the archive's end; copy the archive
                  again
                  and 1 more: probata show E-1
        E-2       complete   cut.zip » one.txt
        E-3       partial    cut.zip » two.txt
                  whole file: cut off with the archive's end; copy the archive again
        E-4       partial    cut.tar
                  end of the archive: the archive has no end: it may have been cut off;
                  copy it again
                  and 1 more: probata show E-4
        E-5       complete   cut.tar » one.txt
        E-6       partial    cut.tar » two.txt
                  whole file: cut off with the archive's end; copy the archive again
        6 exhibits added (2,402 bytes)
    "#]],
    );
    desk.check(
        &["show", "E-3"],
        expect![[r#"
            0
            E-3  two.txt
              path      cut.zip » two.txt
              within    E-1
              sha256    DIGITS
              size      219 bytes
              format    text
              added     DAY TIME by Mira
              reading   partial, 219 bytes of text
              reader    probata-reader 0.1.0
              language  en
              missing   whole file: cut off with the archive's end; copy the archive again

            custody
              1  DAY TIME  derived by Mira: lay in cut.zip » two.txt
        "#]],
    );
}

#[test]
fn a_missing_sealed_file_is_put_back() {
    let desk = Desk::made("put-back");
    desk.case(&["add", "evidence/statement.txt"]);
    for (path, _) in copied(&desk.folder.join("doln/blobs")) {
        fs::remove_file(path).unwrap();
    }
    assert!(desk.said(&["verify"]).contains("missing"));
    desk.check(
        &["add", "evidence/statement.txt"],
        expect![[r#"
        0
        E-1       known      evidence/statement.txt
                  its sealed file was missing; it was put back
        0 exhibits added (0 bytes), 1 in the case already
    "#]],
    );
    desk.check(&["verify"], expect![[r#"
        0
                2  sealed files have the name of their bytes (304 B)
                7  entries in 1 log are those that were signed
                1  exhibit was opened and has its digest
                1  text was opened and has its digest
                0  exhibits are erased

        Everything fits.
        No head was held elsewhere: that the newest entries of a log were cut off, or that the case is an older copy of itself, cannot be excluded.
    "#]]);
    desk.check(
        &["add", "evidence/statement.txt"],
        expect![[r#"
        0
        E-1       known      evidence/statement.txt
        0 exhibits added (0 bytes), 1 in the case already
    "#]],
    );
    desk.case(&["export", "E-1", "out.txt"]);
    assert_eq!(
        fs::read(desk.folder.join("out.txt")).unwrap(),
        fs::read(desk.folder.join("evidence/statement.txt")).unwrap()
    );
    // What was put back is sealed anew, backed up and erased as any other.
    for act in [&["rekey", "--deep"][..], &["backup", "copy"]] {
        let said = desk.said(act);
        assert!(said.starts_with("0\n"), "{said}");
    }
    assert!(desk.said(&["verify"]).contains("Everything fits."));
    assert!(desk.said(&["erase", "E-1", "--reason", "asked"]).starts_with("0\n"));
    assert!(copied(&desk.folder.join("doln/blobs")).is_empty());
}

#[test]
fn what_lies_open_is_not_said_to_be_in_a_compartment() {
    let desk = Desk::made("open");
    desk.case(&["compartment", "new", "counsel"]);
    desk.case(&["add", "evidence/statement.txt"]);
    desk.check(
        &["add", "evidence/letters", "--compartment", "counsel", "--from", "Ana's lawyer"],
        expect![[r#"
            2
            E-1       known      evidence/letters/copy.txt
                      it lies where every member reads it, and not in the compartment;
                      nothing was entered. If only its members are to read it, erase it
                      (probata erase E-1) and add it again
            0 exhibits added (0 bytes), 1 in the case already
        "#]],
    );
    assert!(!desk.said(&["show", "E-1"]).contains("lawyer"));
}
