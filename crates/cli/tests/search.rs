//! Finding passages in a case, as a person at a terminal does.

use expect_test::{Expect, expect};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const EVIDENCE: [(&str, &str); 4] = [
    (
        "statement of the baker.txt",
        "Q: Where were you held?\nA: At Doln, in block four. They tortured my brother there.\n\nOn 3 September 2017 Investigator Nazarova took the register of visitors away, and I never saw it again.\n",
    ),
    (
        "протокол.txt",
        "Свидетель рассказал о пытках. Протокол вела следователь Назарова, а потом Назарову сменили.\n",
    ),
    ("شهادة.txt", "قال الشاهد إن المحققة نزاروفا كانت في السجن عندما ضربوه.\n"),
    (
        "attestation.txt",
        "Il a été arrêté dans la rue par des hommes masqués et les gardes ont gardé ses papiers.\n",
    ),
];

/// A case with evidence in four languages.
fn case(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("search").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("evidence")).expect("the system does it");
    fs::write(folder.join("pass"), "seven small green boats\n").expect("the system does it");
    for (name, text) in EVIDENCE {
        fs::write(folder.join("evidence").join(name), text).expect("the system does it");
    }
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

fn said(folder: &Path, arguments: &[&str]) -> String {
    let output = in_case(folder, arguments);
    let text = [&output.stdout[..], &output.stderr].concat();
    format!("{}\n{}", output.status.code().expect("the system does it"), String::from_utf8_lossy(&text))
}

fn check(folder: &Path, arguments: &[&str], expected: Expect) {
    expected.assert_eq(&said(folder, arguments));
}

#[test]
fn a_name_is_found_in_three_scripts_and_a_word_in_its_forms() {
    let folder = case("found");
    check(
        &folder,
        &["search", "Nazarova"],
        expect![[r#"
        0
        E-3  протокол.txt (ru)
               1  Свидетель рассказал о пытках. Протокол вела следователь Назарова, а
                  потом Назарову сменили.
        E-2  statement of the baker.txt (en)
               4  On 3 September 2017 Investigator Nazarova took the register of
                  visitors away, and I never saw it again.
        E-4  شهادة.txt (ar)
               1  قال الشاهد إن المحققة نزاروفا كانت في السجن عندما ضربوه.

        3 passages.
        For "Nazarova" also: назарова, назарову, نزاروفا.
    "#]],
    );
    check(
        &folder,
        &["search", "torture"],
        expect![[r#"
        0
        E-2  statement of the baker.txt (en)
               1  Q: Where were you held? A: At Doln, in block four. They tortured my
                  brother there.

        1 passage.
    "#]],
    );
    check(
        &folder,
        &["search", "пытка"],
        expect![[r#"
        0
        E-3  протокол.txt (ru)
               1  Свидетель рассказал о пытках. Протокол вела следователь Назарова, а
                  потом Назарову сменили.

        1 passage.
    "#]],
    );
    check(
        &folder,
        &["search", "mentioned:2017-09", "register of visitors", "NOT", "kitchen"],
        expect![[r#"
        0
        E-2  statement of the baker.txt (en)
               4  On 3 September 2017 Investigator Nazarova took the register of
                  visitors away, and I never saw it again.

        1 passage.
    "#]],
    );
    check(
        &folder,
        &["search", "arrêter", "language:fr"],
        expect![[r#"
        0
        E-1  attestation.txt (fr)
               1  Il a été arrêté dans la rue par des hommes masqués et les gardes ont
                  gardé ses papiers.

        1 passage.
    "#]],
    );
    check(
        &folder,
        &["search", "baker"],
        expect![[r#"
        0
        E-2  statement of the baker.txt (en)
            name  statement of the baker.txt

        1 passage.
    "#]],
    );
    check(
        &folder,
        &["search", "Nazarova", "file:протокол", "--json"],
        expect![[r#"
        0
        {"end":91,"exhibit":"E-3","language":"ru","line":1,"marked":[[56,64],[74,82]],"name":"протокол.txt","shown":"Свидетель рассказал о пытках. Протокол вела следователь Назарова, а потом Назарову сменили.","start":0}
    "#]],
    );
}

#[test]
fn what_is_not_found_or_not_understood_is_said() {
    let folder = case("said");
    check(
        &folder,
        &["search", "regixter"],
        expect![[r#"
        1
        Nothing was found.
        "regixter" stands nowhere; there is register.
    "#]],
    );
    check(
        &folder,
        &["search", "zzzz"],
        expect![[r#"
        1
        Nothing was found.
        "zzzz" stands nowhere.
    "#]],
    );
    check(
        &folder,
        &["search", "kund:letter"],
        expect![[r#"
            2
            error: there is no field "kund"; there are name, mentioned, exhibit, file, format, kind, language, date, added and by
        "#]],
    );
    check(
        &folder,
        &["search", "date:2017-13"],
        expect![[r#"
        2
        error: "2017-13" is no date: write 2017, 2017-09 or 2017-09-03, or two of them with .. between
    "#]],
    );
    check(
        &folder,
        &["search", "NOT", "guard"],
        expect![[r#"
        2
        error: say also what is to be found: only what is not wanted is named
    "#]],
    );
}

#[test]
fn what_is_erased_is_in_no_index_and_a_damaged_index_is_made_again() {
    let folder = case("erased");
    let before = said(&folder, &["search", "Nazarova"]);
    assert!(before.contains("протокол.txt"), "{before}");
    let erased = in_case(&folder, &["erase", "E-3", "--reason", "consent withdrawn"]);
    assert!(erased.status.success(), "{}", String::from_utf8_lossy(&erased.stderr));
    let after = said(&folder, &["search", "Nazarova"]);
    assert!(!after.contains("Назаров") && !after.contains("назаров"), "{after}");

    // One bit in each file of the index: the answer stays.
    let caches: Vec<PathBuf> =
        fs::read_dir(folder.join("doln/cache")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(caches.len(), 1);
    for entry in fs::read_dir(&caches[0]).unwrap() {
        let path = entry.unwrap().path();
        let mut bytes = fs::read(&path).unwrap();
        if let Some(last) = bytes.last_mut() {
            *last ^= 1;
            fs::write(&path, bytes).unwrap();
        }
    }
    assert_eq!(said(&folder, &["search", "Nazarova"]), after);
    let verified = in_case(&folder, &["verify"]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));

    // No index at all: it is made.
    fs::remove_dir_all(folder.join("doln/cache")).unwrap();
    assert_eq!(said(&folder, &["search", "Nazarova"]), after);
}

#[test]
fn nothing_of_what_can_be_found_is_in_clear() {
    let folder = case("clear");
    assert!(in_case(&folder, &["search", "Nazarova"]).status.success());
    let mut waiting = vec![folder.join("doln")];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        for word in [
            "azarova",
            "Назаров",
            "نزاروفا",
            "tortur",
            "register",
            "baker",
            "протокол",
            "arrêté",
            "meta.json",
        ] {
            let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for sought in [word.as_bytes(), &wide] {
                let is_there = bytes.windows(sought.len()).any(|window| window == sought);
                assert!(!is_there, "{word} in {}", path.display());
            }
        }
    }
}

/// What is recorded is found by its values, in each script and by date, while it stands; names of fields are not sought.
#[test]
fn a_record_is_found_while_it_stands() {
    let folder = case("recorded");
    for record in [
        &[
            "record",
            "source",
            "pseudonym=Benk",
            "note=reached through the baker",
            "connection=involved.victim",
        ][..],
        &["record", "interview", "source=S-1", "date=2017-09-03", "place=Doln", "interviewer=Назарова"],
        &["record", "E-2", "kind=witness_testimony"],
    ] {
        let output = in_case(&folder, record);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    check(
        &folder,
        &["search", "Бенк"],
        expect![[r#"
        0
        S-1  source
                  pseudonym: Benk; connection: involved.victim; note: reached through
                  the baker

        1 record.
        For "Бенк" also: benk.
    "#]],
    );
    check(
        &folder,
        &["search", "Doln"],
        expect![[r#"
        0
        E-2  statement of the baker.txt (en)
               1  Q: Where were you held? A: At Doln, in block four. They tortured my
                  brother there.
        I-1  interview
                  source: S-1; date: 2017-09-03; place: Doln; interviewer: Назарова

        1 passage.
        1 record.
    "#]],
    );
    check(
        &folder,
        &["search", "mentioned:2017-09", "kind:interview"],
        expect![[r#"
        0
        I-1  interview
                  source: S-1; date: 2017-09-03; place: Doln; interviewer: Назарова

        1 record.
    "#]],
    );
    check(
        &folder,
        &["search", "kind:witness_testimony", "brother"],
        expect![[r#"
        0
        E-2  statement of the baker.txt (en)
               1  Q: Where were you held? A: At Doln, in block four. They tortured my
                  brother there.

        1 passage.
    "#]],
    );
    check(
        &folder,
        &["search", "pseudonym"],
        expect![[r#"
        1
        Nothing was found.
        "pseudonym" stands nowhere.
    "#]],
    );
    check(
        &folder,
        &["search", "Nazarova", "date:2017-09-03", "--json"],
        expect![[r#"
        0
        {"kind":"interview","marked":[[57,65]],"record":"I-1","shown":"source: S-1; date: 2017-09-03; place: Doln; interviewer: Назарова"}
    "#]],
    );
    assert!(in_case(&folder, &["record", "S-1", "note=reached by post"]).status.success());
    check(
        &folder,
        &["search", "baker", "kind:source"],
        expect![[r#"
        1
        Nothing was found.
    "#]],
    );
    assert!(in_case(&folder, &["record", "person", "name=Orvan Tolk"]).status.success());
    assert!(said(&folder, &["search", "Tolk"]).contains("Nothing was found."), "an identity is not shown");
    check(
        &folder,
        &["search", "--identities", "Толк"],
        expect![[r#"
        0
        P-1  person
                  name: Orvan Tolk

        1 record.
        For "Толк" also: tolk.
    "#]],
    );
    let log = said(&folder, &["log"]);
    assert!(log.contains("identity viewed"), "what was found was looked at: {log}");
    assert!(in_case(&folder, &["erase", "S-1", "--reason", "asked"]).status.success());
    check(
        &folder,
        &["search", "Benk"],
        expect![[r#"
        1
        Nothing was found.
        "Benk" stands nowhere.
    "#]],
    );
}
