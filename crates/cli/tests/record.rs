//! What a case records beside files, as a person at a terminal enters it.

use expect_test::{Expect, expect};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A case with two statements.
fn case(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("record").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("evidence")).expect("the system does it");
    fs::write(folder.join("pass"), "seven small green boats\n").expect("the system does it");
    fs::write(folder.join("evidence/notes.txt"), "He said that the cellar had no window.\n")
        .expect("the system does it");
    fs::write(folder.join("evidence/transcript.txt"), "Q: Was there a window?\nA: There was none.\n")
        .expect("the system does it");
    assert!(run(&folder, &["new", "doln", "--name", "Mira"]).status.success());
    assert!(in_case(&folder, &["add", "evidence"]).status.success());
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_probata"));
    command
        .current_dir(folder)
        .env_remove("PROBATA_CASE")
        .args(arguments)
        .args(["--passphrase-file", "pass"]);
    command.output().expect("the system does it")
}

fn in_case(folder: &Path, arguments: &[&str]) -> Output {
    run(folder, &[arguments, &["--case", "doln"]].concat())
}

/// Status and what was said, without times.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let output = in_case(folder, arguments);
    let text = String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned();
    let mut out = format!("{}\n", output.status.code().expect("the system does it"));
    for line in text.lines() {
        let words = line.split(' ').map(|word| {
            let is_day = word.len() == 10
                && word.matches('-').count() == 2
                && word.starts_with("202")
                && !word.starts_with("2021");
            let is_time = word.len() >= 9 && word.matches(':').count() == 2 && word.ends_with('Z');
            if is_day || is_time { "T" } else { word }
        });
        out += &words.collect::<Vec<_>>().join(" ");
        out.push('\n');
    }
    out
}

fn check(folder: &Path, arguments: &[&str], expected: Expect) {
    expected.assert_eq(&said(folder, arguments));
}

#[test]
fn an_interview_is_recorded_with_its_source_and_consent_and_erased_whole() {
    let folder = case("interview");
    check(
        &folder,
        &["record", "source", "pseudonym=Heron", "connection=involved.witness"],
        expect![[r#"
        0
        S-1  source
          pseudonym     Heron
          connection    involved.witness
          entered       T T by Mira
    "#]],
    );
    check(
        &folder,
        &["record", "interview", "source=S-1", "date=2021-09", "exhibit=E-1,E-2", "language=ru"],
        expect![[r#"
            0
            I-1  interview
              source        S-1
              date          2021-09
              language      ru
              exhibit       E-1
                            E-2
              entered       T T by Mira

              note: no consent is recorded for it: record one (state=legacy_not_recorded if
                    none was asked for then)
        "#]],
    );
    check(
        &folder,
        &["record", "profile", "name=usual answers", "yes=internal_analysis,quotation,published_report"],
        expect![[r#"
            0
            F-1  profile
              name          usual answers
              yes           internal_analysis
                            quotation
                            published_report
              entered       T T by Mira
        "#]],
    );
    check(
        &folder,
        &[
            "record",
            "consent",
            "source=S-1",
            "state=active",
            "profile=F-1",
            "no=quotation",
            "until=media:the trial has ended",
        ],
        expect![[r#"
            0
            C-1  consent
              source        S-1
              state         active
              profile       F-1
              no            quotation
              until         media:the trial has ended
              entered       T T by Mira

              yes           internal_analysis, published_report
              until the trial has ended  media*
              no            anonymous_aggregate, quotation*, advocacy, un_mechanism,
                            regional_mechanism, domestic_prosecution,
                            international_prosecution, civil_litigation, asylum_case,
                            research_archive, share_with_partner, recontact, real_name,
                            initials, pseudonym, age, sex, nationality, role_or_occupation,
                            relation_to_victim, exact_place, city, country, exact_date,
                            month, voice, face_image, verbatim_words, medical_data,
                            existence_of_interview
              * differs from the profile

              note: it does not say that this was explained: who_we_are, purpose,
                    who_will_see_it, how_stored, uses_listed, risks, no_benefit_promised,
                    voluntary, may_stop_or_skip, may_withdraw_and_limits,
                    third_party_and_court_disclosure, language_understood
              note: it does not say its form
              note: it does not say its date
        "#]],
    );
    check(
        &folder,
        &["record", "protection", "of=S-1", "risk=high", "measure=meet in another town"],
        expect![[r#"
            0
            R-1  protection
              of            S-1
              risk          high
              measure       meet in another town
              entered       T T by Mira

              note: a high risk is looked at again: say when (review)
        "#]],
    );
    check(
        &folder,
        &["record", "I-1", "place=Doln", "grade=2"],
        expect![[r#"
        0
        I-1  interview
          source        S-1
          date          2021-09
          place         Doln
          language      ru
          exhibit       E-1
                        E-2
          grade         2
          entered       T T by Mira

          note: a grade is given by a named person on a day: say graded_by and graded_on
    "#]],
    );
    check(
        &folder,
        &["record", "E-1", "kind=witness_testimony", "source=S-1"],
        expect![[r#"
            0
            E-1  exhibit
              kind          witness_testimony
              source        S-1
              named in      I-1 (exhibit)
              entered       T T by Mira
        "#]],
    );
    check(
        &folder,
        &["list", "--kind", "interview"],
        expect![[r#"
        0
        I-1      source S-1, date 2021-09, place Doln, language ru, exhibit E-1, exhibit
                 E-2, grade 2
    "#]],
    );
    check(
        &folder,
        &["show", "C-1"],
        expect![[r#"
            0
            C-1  consent
              source        S-1
              state         active
              profile       F-1
              no            quotation
              until         media:the trial has ended
              entered       T T by Mira

              yes           internal_analysis, published_report
              until the trial has ended  media*
              no            anonymous_aggregate, quotation*, advocacy, un_mechanism,
                            regional_mechanism, domestic_prosecution,
                            international_prosecution, civil_litigation, asylum_case,
                            research_archive, share_with_partner, recontact, real_name,
                            initials, pseudonym, age, sex, nationality, role_or_occupation,
                            relation_to_victim, exact_place, city, country, exact_date,
                            month, voice, face_image, verbatim_words, medical_data,
                            existence_of_interview
              * differs from the profile

              note: it does not say that this was explained: who_we_are, purpose,
                    who_will_see_it, how_stored, uses_listed, risks, no_benefit_promised,
                    voluntary, may_stop_or_skip, may_withdraw_and_limits,
                    third_party_and_court_disclosure, language_understood
              note: it does not say its form
              note: it does not say its date
        "#]],
    );

    // A hold on one exhibit keeps the interview.
    assert!(in_case(&folder, &["hold", "E-2", "--reason", "order of the court"]).status.success());
    check(
        &folder,
        &["erase", "I-1", "--reason", "consent withdrawn"],
        expect![[r#"
        2
        error: E-2 is under a legal hold and is not erased: order of the court (Mira)
    "#]],
    );
    assert!(in_case(&folder, &["hold", "E-2", "--lift", "--reason", "order withdrawn"]).status.success());
    check(
        &folder,
        &["erase", "I-1", "--reason", "consent withdrawn"],
        expect![[r#"
            0
            Erased here: E-1, E-2, I-1. Backups, copies and other members' laptops keep it
            until it is erased there. Your own files outside of the case stay where they
            are, and "probata add" would bring them back.
            Still here, and to be erased by itself if it has to go:
            S-1: was named by I-1 as source
        "#]],
    );
    check(
        &folder,
        &["show", "I-1"],
        expect![[r#"
            0
            I-1  interview
              state         erased T T by Mira: consent withdrawn; only
                            that it existed is kept
        "#]],
    );
    check(
        &folder,
        &["search", "window"],
        expect![[r#"
        1
        Nothing was found.
        "window" stands nowhere.
    "#]],
    );

    // The source with consent and protection.
    check(
        &folder,
        &["erase", "S-1", "--reason", "asked for"],
        expect![[r#"
            0
            Erased here: S-1, C-1, R-1. Backups, copies and other members' laptops keep it
            until it is erased there.
        "#]],
    );
    check(
        &folder,
        &["list", "--kind", "consent"],
        expect![[r#"
            0
            C-1      erased
        "#]],
    );
    let verified = in_case(&folder, &["verify"]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}

#[test]
fn mistakes_are_told_with_what_can_be_said() {
    let folder = case("mistakes");
    check(
        &folder,
        &["record"],
        expect![[r#"
        0
        Kinds of records. "probata record KIND" shows the fields of one.

          matter      One inquiry: its mandate, period, places and standard of proof.
          exhibit     What is known of an exhibit beside its content. Exhibits come by
                      "probata add".
          interview   A session with a source, and the exhibits that came of it:
                      recording, notes, transcript.
          source      A person or body in the role of giving information, under a
                      pseudonym.
          person      Somebody's real identity. Everything else speaks of them by a
                      number or a pseudonym.
          consent     What a source allowed, by a profile and what differs from it. A
                      later one takes the place of an earlier.
          profile     What a project asks of everybody: the answers that hold for each
                      consent but for its exceptions.
          protection  How a source or a person is protected: the risk, what is done, and
                      when that is looked at again.
    "#]],
    );
    check(
        &folder,
        &["record", "protection"],
        expect![[r#"
            0
            protection: How a source or a person is protected: the risk, what is done, and
            when that is looked at again.

              of         who is protected (needed): S-1 or P-1
              risk       how high the risk is (needed): low, moderate, high, extreme
              threat_to  who else is in danger (any number): source, relatives, colleagues,
                         interpreter, intermediary, staff, community
              measure    what is done (any number): words
              review     when it is looked at again: a date: 2026-05-31, 2026-05, 2026,
                         202X; 2026~ is about, <2026 before, >2026 after, 2026-03..2026-05
                         between
              note       anything else: words
        "#]],
    );
    check(
        &folder,
        &["record", "intervew"],
        expect![[r#"
        2
        error: there is no kind of record "intervew"; did you mean interview? ("probata record" lists them)
    "#]],
    );
    check(
        &folder,
        &["record", "interview", "date=2021"],
        expect![[r#"
            2
            error: a record of kind interview needs source=... (S-1)
        "#]],
    );
    check(
        &folder,
        &["record", "interview", "source=S-9"],
        expect![[r#"
            2
            error: there is no record "S-9" in this case: see "probata list --kind source"
        "#]],
    );
    check(
        &folder,
        &["record", "source", "pseudonym=Heron", "colour=blue"],
        expect![[r#"
        2
        error: a record of kind source has no field "colour"; it has pseudonym, person, connection, access, same_as, grade, graded_by, graded_on, note
    "#]],
    );
    check(
        &folder,
        &["record", "source", "pseudonym=Heron", "connection=friend"],
        expect![[r#"
        2
        error: connection: "friend" is not one of involved, involved.victim, involved.witness, involved.perpetrator, related, related_to_victim, related_to_victim.relative, related_to_victim.colleague, related_to_victim.same_organisation, related_to_perpetrator, related_to_perpetrator.relative, related_to_perpetrator.colleague, related_to_perpetrator.same_organisation, third_party, third_party.reporter, service_provider, service_provider.lawyer, service_provider.medical, service_provider.financial, service_provider.ngo, service_provider.ngo_human_rights, unknown
    "#]],
    );
    check(
        &folder,
        &["record", "source", "pseudonym"],
        expect![[r#"
        2
        error: "pseudonym" says no field: write field=value, such as date=2017-09
    "#]],
    );
    check(
        &folder,
        &["record", "source", "pseudonym=Heron", "pseudonym=Ibis"],
        expect![[r#"
        2
        error: a record of kind source has one pseudonym, and two were given
    "#]],
    );
    check(
        &folder,
        &["record", "matter", "title=Doln", "from=2021-13"],
        expect![[r#"
            2
            error: from: "2021-13" is not a date: 2026-05-31, 2026-05, 2026 or 202X, with ~ behind it for about, < or > before it for before or after, or two with .. between
        "#]],
    );
    check(
        &folder,
        &["record", "exhibit", "kind=letter"],
        expect![[r#"
        2
        error: an exhibit comes by "probata add"; what is known of it is said with "probata record E-1 field=value"
    "#]],
    );
    check(
        &folder,
        &["show", "I-7"],
        expect![[r#"
            2
            error: there is no record "I-7" in this case: see "probata list --kind interview"
        "#]],
    );
}

/// Puts the files of one copy of the case into another, as a synchronised folder does.
fn joined(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let there = to.join(entry.file_name());
        match entry.file_type().expect("it is there").is_dir() {
            true => {
                fs::create_dir_all(&there).expect("the system does it");
                joined(&entry.path(), &there);
            }
            false if !there.exists() => {
                fs::copy(entry.path(), there).expect("the system does it");
            }
            false => {}
        }
    }
}

/// The marks behind numbers that two laptops gave are of chance.
fn unmarked(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('@') {
        let mark = behind.bytes().take_while(u8::is_ascii_hexdigit).count();
        out += before;
        out += if mark == 6 { "@MARK" } else { "@" };
        rest = &behind[if mark == 6 { mark } else { 0 }..];
    }
    out + rest
}

/// Names with their marks, as a command shows them.
fn marked(text: &str, name: &str) -> Vec<String> {
    let words = text.split_whitespace().filter(|word| word.starts_with(&format!("{name}@")));
    words.map(str::to_owned).collect()
}

#[test]
fn numbers_that_two_laptops_gave_are_told_apart() {
    let folder = case("doubled");
    let other = folder.join("elsewhere");
    fs::create_dir_all(other.join("doln")).expect("the system does it");
    joined(&folder.join("doln"), &other.join("doln"));
    fs::write(other.join("pass"), "seven small green boats\n").expect("the system does it");
    fs::write(other.join("letter.txt"), "They were taken to Ustra.\n").expect("the system does it");
    fs::write(folder.join("note.txt"), "Nobody came back.\n").expect("the system does it");
    for (at, pseudonym, file) in [(&folder, "Crow", "note.txt"), (&other, "Owl", "letter.txt")] {
        assert!(in_case(at, &["record", "source", &format!("pseudonym={pseudonym}")]).status.success());
        assert!(in_case(at, &["add", file]).status.success());
    }
    joined(&other.join("doln"), &folder.join("doln"));
    let list = said(&folder, &["list", "--kind", "source"]);
    let names = marked(&list, "S-1");
    assert_eq!(names.len(), 2, "{list}");
    assert_eq!(marked(&said(&folder, &["list"]), "E-3").len(), 2);
    let told = said(&folder, &["show", "S-1"]);
    assert!(names.iter().all(|name| told.contains(name.as_str())), "{told}");
    expect![[r#"
        2
        error: several are called "E-3", which two laptops numbered: name one of them: E-3@MARK (note.txt), E-3@MARK (letter.txt)
    "#]].assert_eq(
        &unmarked(&said(&folder, &["show", "E-3"]))
            .replace("(letter.txt), E-3@MARK (note.txt)", "(note.txt), E-3@MARK (letter.txt)"),
    );
    for name in &names {
        assert!(in_case(&folder, &["record", "interview", &format!("source={name}")]).status.success());
    }
    assert!(in_case(&folder, &["erase", &names[0], "--reason", "withdrawn"]).status.success());
    // Only one is left, and has the number alone.
    let left = said(&folder, &["show", "S-1"]);
    assert!(left.starts_with("0\nS-1  source\n"), "{left}");
}

#[test]
fn values_are_added_and_taken_away_and_what_went_is_told() {
    let folder = case("amended");
    for values in [["record", "source", "pseudonym=Heron"], ["record", "interview", "source=S-1"]] {
        assert!(in_case(&folder, &values).status.success());
    }
    assert!(in_case(&folder, &["record", "I-1", "exhibit=E-1,E-2"]).status.success());
    let mut all = String::new();
    for change in ["place=Doln", "exhibit-=E-1", "exhibit+=E-1", "exhibit+=E-1", "exhibit=E-2", "source+=S-1"]
    {
        all += &format!("\n$ record I-1 {change}\n{}", said(&folder, &["record", "I-1", change]));
    }
    expect![[r#"

        $ record I-1 place=Doln
        0
        I-1  interview
          source        S-1
          place         Doln
          exhibit       E-1
                        E-2
          entered       T T by Mira

          note: no consent is recorded for it: record one (state=legacy_not_recorded if
                none was asked for then)

        $ record I-1 exhibit-=E-1
        0
        I-1  interview
          source        S-1
          place         Doln
          exhibit       E-2
          exhibit       (no longer E-1)
          entered       T T by Mira

          note: no consent is recorded for it: record one (state=legacy_not_recorded if
                none was asked for then)

        $ record I-1 exhibit+=E-1
        0
        I-1  interview
          source        S-1
          place         Doln
          exhibit       E-2
                        E-1
          entered       T T by Mira

          note: no consent is recorded for it: record one (state=legacy_not_recorded if
                none was asked for then)

        $ record I-1 exhibit+=E-1
        2
        error: exhibit has E-1 already

        $ record I-1 exhibit=E-2
        0
        I-1  interview
          source        S-1
          place         Doln
          exhibit       E-2
          exhibit       (no longer E-1)
          entered       T T by Mira

          note: no consent is recorded for it: record one (state=legacy_not_recorded if
                none was asked for then)

        $ record I-1 source+=S-1
        2
        error: source has one value: write source=...
    "#]]
    .assert_eq(&all);
    let digest = said(&folder, &["show", "E-1"]);
    let digest =
        digest.lines().find_map(|line| line.trim().strip_prefix("sha256")).expect("it is shown").trim();
    let recorded = said(&folder, &["record", &digest[..12], "kind=letter"]);
    assert!(recorded.starts_with("0\n"), "{recorded}");
    let short = said(&folder, &["show", &digest[..6]]);
    assert!(short.contains("at least the first eight digits"), "{short}");
}

#[test]
fn what_lies_in_a_mail_is_not_erased_while_the_mail_stays() {
    let folder = case("within");
    let mail = "From: a@clinic.example\nTo: b@office.example\nSubject: the list\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=cut\n\n\
        --cut\nContent-Type: text/plain\n\nSee the list.\n--cut\nContent-Type: text/plain; name=list.txt\nContent-Disposition: attachment; filename=list.txt\n\nHeron was there.\n--cut--\n";
    fs::write(folder.join("mail.eml"), mail).expect("the system does it");
    assert!(in_case(&folder, &["add", "mail.eml"]).status.success());
    // The same list came with another mail, which would keep it.
    let other = mail.replace("Subject: the list", "Subject: once more");
    fs::write(folder.join("other.eml"), other).expect("the system does it");
    assert!(in_case(&folder, &["add", "other.eml"]).status.success());
    let refused = said(&folder, &["erase", "E-3", "--reason", "withdrawn"]);
    assert!(refused.starts_with("2\nerror: E-4 lies in E-5, which holds it whole"), "{refused}");
    assert!(in_case(&folder, &["erase", "E-5", "--reason", "withdrawn"]).status.success());
    check(
        &folder,
        &["erase", "E-4", "--reason", "withdrawn"],
        expect![[r#"
        2
        error: E-4 lies in E-3, which holds it whole: erase E-3 with all that lies in it, or say --keep-container to erase what was taken out of it and keep E-3
    "#]],
    );
    check(
        &folder,
        &["erase", "E-4", "--reason", "withdrawn", "--keep-container"],
        expect![[r#"
            0
            Erased here: E-4. Backups, copies and other members' laptops keep it until it is
            erased there. Your own files outside of the case stay where they are, and
            "probata add" would bring them back.
            Still here, and to be erased by itself if it has to go:
            E-3: E-4 lies in it, whole
        "#]],
    );
    check(
        &folder,
        &["erase", "E-3", "--reason", "withdrawn"],
        expect![[r#"
            0
            Erased here: E-3. Backups, copies and other members' laptops keep it until it is
            erased there. Your own files outside of the case stay where they are, and
            "probata add" would bring them back.
        "#]],
    );
}

#[test]
fn nothing_is_looked_for_in_silence_in_part_of_the_case() {
    let folder = case("compartments");
    assert!(in_case(&folder, &["compartment", "new", "interviews"]).status.success());
    fs::write(folder.join("heron.txt"), "Goshawk was seen on the quay.\n").expect("the system does it");
    assert!(in_case(&folder, &["add", "heron.txt", "--compartment", "interviews"]).status.success());
    check(
        &folder,
        &["search", "goshawk"],
        expect![[r#"
        1
        Nothing was found.
        "goshawk" stands nowhere that was searched.
        Not searched: interviews (--compartment NAME searches one too).
    "#]],
    );
    check(
        &folder,
        &["search", "goshawk", "--compartment", "interviews"],
        expect![[r#"
        0
        E-3  heron.txt
               1  Goshawk was seen on the quay.

        1 passage.
    "#]],
    );
}

#[test]
fn a_backup_overwrites_nothing_and_lies_outside_of_the_case() {
    let folder = case("backups");
    fs::write(folder.join("notes.txt"), "mine").expect("the system does it");
    let mut all = String::new();
    for words in [
        &["backup", "copy", "--head", "notes.txt"][..],
        &["backup", "doln/copy"],
        &["backup", "copy"],
        &["backup", "copy"],
    ] {
        let told = said(&folder, words);
        all += told.lines().take(2).collect::<Vec<_>>().join("\n").split(" (").next().unwrap_or_default();
        all += "\n";
    }
    let inner = run(&folder, &["new", "doln/inner", "--name", "Mira"]);
    all += &String::from_utf8_lossy(&inner.stderr);
    let path = std::path::absolute(&folder).expect("it is there");
    expect![[r#"
        2
        error: notes.txt: there is a file of this name
        2
        error: doln/copy lies in the case HERE/doln, where only its own files may lie: choose a folder outside of it
        0
        Backed up to copy: 12 files new or changed
        0
        Backed up to copy: 0 files new or changed
        error: doln/inner lies in the case HERE/doln, where only its own files may lie: choose a folder outside of it
    "#]].assert_eq(&all.replace(&path.display().to_string(), "HERE"));
    assert_eq!(fs::read_to_string(folder.join("notes.txt")).expect("it is there"), "mine");
}

#[test]
fn a_passphrase_is_changed_in_the_case_and_in_a_file() {
    let folder = case("passphrase");
    fs::write(folder.join("new"), "nine large red kites\n").expect("the system does it");
    fs::write(folder.join("short"), "red\n").expect("the system does it");
    let change = |words: &[&str]| said(&folder, &[&["passphrase"], words].concat());
    assert!(change(&["--new-passphrase-file", "short"]).starts_with("2\n"));
    expect![[r#"
        0
        The new passphrase opens your identity. Copies of it that lie elsewhere, as in a
        backup, open with the one before.
    "#]]
    .assert_eq(&change(&["--new-passphrase-file", "new"]));
    assert!(said(&folder, &["list"]).contains("passphrase"));
    let with_new = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_probata"));
        command.current_dir(&folder).args(words).args(["--case", "doln", "--passphrase-file", "new"]);
        command.output().expect("it runs").status.success()
    };
    assert!(with_new(&["list"]));
    assert!(with_new(&["verify"]));
    assert!(
        run(&folder, &["identity", "ilan.identity", "--card", "ilan.card", "--name", "Ilan"])
            .status
            .success()
    );
    assert!(with_new(&["members", "add", "ilan.card"]));
    let as_ilan = ["--identity", "ilan.identity"];
    assert!(
        in_case(&folder, &[&["passphrase", "--new-passphrase-file", "new"], &as_ilan[..]].concat())
            .status
            .success()
    );
    assert!(!in_case(&folder, &[&["list"], &as_ilan[..]].concat()).status.success());
    assert!(with_new(&["list", "--identity", "ilan.identity"]));
}

/// Words say their language, dates their doubt; what a consent answers twice is remarked.
#[test]
fn words_have_a_language_and_dates_doubt() {
    let folder = case("language");
    check(
        &folder,
        &["record", "source", "pseudonym=Heron", "note@ru=Он просил ждать", "graded_on=2021-03..2021-05"],
        expect![[r#"
            0
            S-1  source
              pseudonym     Heron
              graded_on     2021-03..2021-05
              note@ru       Он просил ждать
              entered       T T by Mira
        "#]],
    );
    check(
        &folder,
        &["record", "interview", "source=S-1", "date=<2021-06", "place@ar=الدولن"],
        expect![[r#"
        0
        I-1  interview
          source        S-1
          date          <2021-06
          place@ar      الدولن
          entered       T T by Mira

          note: no consent is recorded for it: record one (state=legacy_not_recorded if
                none was asked for then)
          note: no exhibit came of it: name the recording, the notes or the transcript
    "#]],
    );
    let listed = said(&folder, &["list", "--kind", "source", "--json"]);
    assert!(listed.contains(r#""note@ru":"Он просил ждать""#), "{listed}");
    check(
        &folder,
        &["record", "S-1", "note=He asked to wait"],
        expect![[r#"
        0
        S-1  source
          pseudonym     Heron
          graded_on     2021-03..2021-05
          note          He asked to wait
          note          (no longer Он просил ждать)
          named in      I-1 (source)
          entered       T T by Mira
    "#]],
    );
    check(
        &folder,
        &["record", "S-1", "note@russian-language=x"],
        expect![[r#"
        2
        error: note: "note@russian-language" is not a language code behind the @, such as note@ru
    "#]],
    );
    check(
        &folder,
        &["record", "S-1", "graded_on@ru=2021"],
        expect![[r#"
        2
        error: only words are in a language: write graded_on=...
    "#]],
    );
    check(
        &folder,
        &["record", "S-1", "graded_on=2021-05..2021-03"],
        expect![[r#"
        2
        error: graded_on: "2021-05..2021-03" is not a date: 2026-05-31, 2026-05, 2026 or 202X, with ~ behind it for about, < or > before it for before or after, or two with .. between
    "#]],
    );
    check(
        &folder,
        &["search", "date:2021-04"],
        expect![[r#"
        0
        S-1  source
                  pseudonym: Heron; graded_on: 2021-03..2021-05; note: He asked to wait
        I-1  interview
                  source: S-1; date: <2021-06; place: الدولن

        2 records.
    "#]],
    );
    check(
        &folder,
        &["record", "profile", "name=usual", "yes=media,quotation", "no=media", "until=quotation:2021-12"],
        expect![[r#"
            0
            F-1  profile
              name          usual
              yes           media
                            quotation
              until         quotation:2021-12
              no            media
              entered       T T by Mira

              note: it answers in several ways, of which the strictest holds: quotation,
                    media
        "#]],
    );
}

#[test]
fn who_somebody_is_is_shown_once_the_log_says_that_somebody_looked() {
    let folder = case("identity");
    let looked = || said(&folder, &["log"]).matches("identity viewed").count();
    assert!(in_case(&folder, &["record", "person", "name=Orvan Tolk", "born=1961"]).status.success());
    assert!(in_case(&folder, &["record", "person", "name=Edda Marun"]).status.success());
    check(
        &folder,
        &["list", "--kind", "person"],
        expect![[r#"
        0
        P-1      entered T T by Mira
        P-2      entered T T by Mira
        Who they are is shown by "probata show P-1" or with --identities, and entered in
        the log.
    "#]],
    );
    let listed = said(&folder, &["list", "--kind", "person", "--json"]);
    let log = [said(&folder, &["log"]), said(&folder, &["log", "--json"])].concat();
    for name in ["Tolk", "1961", "Marun"] {
        assert!(!listed.contains(name) && !log.contains(name), "{listed}{log}");
    }
    assert_eq!(looked(), 0, "the numbers alone tell nothing");
    check(
        &folder,
        &["show", "P-1"],
        expect![[r#"
        0
        P-1  person
          name          Orvan Tolk
          born          1961
          entered       T T by Mira
    "#]],
    );
    assert_eq!(looked(), 1);
    check(
        &folder,
        &["record", "P-1", "name=Orvan Tolkien", "contact=by post"],
        expect![[r#"
        0
        P-1  person
          name          Orvan Tolkien
          born          1961
          contact       by post
          name          (no longer Orvan Tolk)
          entered       T T by Mira
    "#]],
    );
    assert_eq!(looked(), 2, "whoever changes an identity sees it");
    check(
        &folder,
        &["list", "--kind", "person", "--identities"],
        expect![[r#"
        0
        P-1      name Orvan Tolkien, born 1961, contact by post
        P-2      name Edda Marun
    "#]],
    );
    assert_eq!(looked(), 4, "one for each");
    let log = said(&folder, &["log"]);
    let told = log.lines().filter_map(|line| line.split_once(" identity viewed ")).map(|(_, told)| told);
    assert_eq!(
        told.collect::<Vec<_>>(),
        ["P-1: kind person, actor Mira"; 3]
            .into_iter()
            .chain(["P-2: kind person, actor Mira"])
            .collect::<Vec<_>>()
    );
    assert!(in_case(&folder, &["erase", "P-1", "--reason", "asked"]).status.success());
    check(
        &folder,
        &["show", "P-1"],
        expect![[r#"
        0
        P-1  person
          state         erased T T by Mira: asked; only that it existed
                        is kept
    "#]],
    );
    check(
        &folder,
        &["verify"],
        expect![[r#"
        0
                4  sealed files have the name of their bytes (552 B)
               16  entries in 1 log are those that were signed
                2  exhibits were opened and have their digest
                2  texts were opened and have their digest
                0  exhibits are erased

        Everything fits.
        No head was held elsewhere: that the newest entries of a log were cut off, or that the case is an older copy of itself, cannot be excluded.
    "#]],
    );
}

#[test]
fn nobody_is_shown_while_nothing_can_be_entered() {
    let folder = case("identity-locked");
    assert!(in_case(&folder, &["record", "person", "name=Orvan Tolk"]).status.success());
    let lock = fs::File::open(folder.join("doln/lock")).expect("it was written");
    lock.try_lock().expect("nobody else has it");
    check(
        &folder,
        &["show", "P-1"],
        expect![[r#"
        2
        error: another program has the case open for writing
    "#]],
    );
    check(
        &folder,
        &["list", "--kind", "person", "--identities"],
        expect![[r#"
        2
        error: another program has the case open for writing
    "#]],
    );
    check(
        &folder,
        &["list", "--kind", "person"],
        expect![[r#"
        0
        P-1      entered T T by Mira
        Who they are is shown by "probata show P-1" or with --identities, and entered in
        the log.
    "#]],
    );
}
