//! A real process killed at any moment, and words looked for in every file that it leaves. All of it with `cargo xtask faults --full`.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// How many of something are tried: a few, or all.
fn size(few: usize, all: usize) -> usize {
    if std::env::var("PROBATA_FAULTS").is_ok_and(|which| which == "full") { all } else { few }
}

/// A folder with an empty case and so many files, each with a word that stands nowhere else.
fn made(name: &str, files: usize) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("faults").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("evidence")).expect("the system does it");
    fs::write(folder.join("pass"), "seven small green boats\n").expect("the system does it");
    for number in 0..files {
        let text =
            format!("Statement {number}.\nThe word is {}, and Naréma Волкова heard it.\n", canary(number));
        fs::write(folder.join(format!("evidence/{}.txt", file_name(number))), text)
            .expect("the system does it");
    }
    assert!(
        command(&folder, &["new", "doln", "--name", "Mirabelle"]).output().expect("it runs").status.success()
    );
    folder
}

/// A word that looks like one and is found nowhere by chance.
fn canary(number: usize) -> String {
    const SYLLABLES: [&str; 10] = ["bro", "qua", "xil", "zem", "vuk", "jor", "fyn", "wyx", "gha", "kve"];
    let digit = |place: u32| SYLLABLES[number / 10_usize.pow(place) % 10];
    format!("canar{}{}{}", digit(2), digit(1), digit(0))
}

fn file_name(number: usize) -> String {
    format!("slip of {}", canary(number).replacen("canar", "paper", 1))
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_probata"));
    command
        .current_dir(folder)
        .env_remove("PROBATA_CASE")
        .args(arguments)
        .args(["--passphrase-file", "pass"]);
    command
}

fn in_case(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, &[arguments, &["--case", "doln"]].concat()).output().expect("it runs")
}

/// Names of files that the case lists.
fn listed(folder: &Path) -> BTreeSet<String> {
    let output = in_case(folder, &["list", "--json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let names = text.lines().filter_map(|line| line.split("\"name\":\"").nth(1)?.split('"').next());
    let names: Vec<String> = names.map(str::to_owned).collect();
    let once: BTreeSet<String> = names.iter().cloned().collect();
    assert_eq!(once.len(), names.len(), "an exhibit is there twice");
    once
}

/// Lets `add` run for a while, kills it, and gives what it had said to be added.
fn killed(folder: &Path, after: Duration) -> BTreeSet<String> {
    let mut child: Child = command(folder, &["add", "evidence", "--case", "doln"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    std::thread::sleep(after);
    child.kill().expect("it is killed");
    let mut said = String::new();
    let mut out = child.stdout.take().expect("it was asked for");
    out.read_to_string(&mut said).expect("it says text");
    child.wait().expect("it ends");
    // A name may be cut where lines are broken: its own syllables tell it.
    let words = |number: usize| file_name(number).replace("slip of ", "");
    (0..1000)
        .map(words)
        .filter(|word| said.contains(word.as_str()))
        .map(|word| format!("slip of {word}.txt"))
        .collect()
}

#[test]
fn a_process_that_is_killed_loses_nothing_that_it_said() {
    let files = size(40, 400);
    let folder = made("killed", files);
    let mut slowest = Duration::ZERO;
    for turn in 0..size(3, 20) {
        let acknowledged = killed(&folder, Duration::from_millis(350 + 137 * turn as u64));
        let begun = Instant::now();
        let there = listed(&folder);
        slowest = slowest.max(begun.elapsed());
        assert!(there.is_superset(&acknowledged), "turn {turn}: lost {:?}", &acknowledged - &there);
        let verified = in_case(&folder, &["verify"]);
        assert!(verified.status.success(), "turn {turn}: {}", String::from_utf8_lossy(&verified.stdout));
    }
    let again = in_case(&folder, &["add", "evidence"]);
    assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stderr));
    assert_eq!(listed(&folder).len(), files);
    let found = in_case(&folder, &["search", &canary(files - 1)]);
    assert!(String::from_utf8_lossy(&found.stdout).contains(&canary(files - 1)));
    // Two seconds are what a person waits; on a machine that does other things it is more.
    assert!(slowest < Duration::from_secs(20), "{slowest:?}");
}

/// Forms in which a word may stand in a file.
fn forms(word: &str) -> Vec<Vec<u8>> {
    let wide = |bytes: fn(u16) -> [u8; 2]| word.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let mut forms = vec![word.as_bytes().to_vec(), wide(u16::to_le_bytes), wide(u16::to_be_bytes)];
    forms.push(word.bytes().flat_map(|byte| format!("%{byte:02X}").into_bytes()).collect());
    forms.push(word.bytes().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect());
    // In base64 a word looks otherwise at each of three places; its first and last letters depend on what is beside it.
    for before in 0..3 {
        let padded = [&vec![0; before][..], word.as_bytes()].concat();
        let whole = padded.len() / 3 * 3;
        let encoded = base64(&padded[..whole]);
        forms.push(encoded.as_bytes()[if before == 0 { 0 } else { 4 }..].to_vec());
    }
    forms
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let number = three.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
        (0..4).rev().for_each(|place| out.push(LETTERS[(number >> (6 * place) & 63) as usize] as char));
    }
    out
}

fn every_file(root: &Path) -> Vec<PathBuf> {
    let (mut found, mut waiting) = (Vec::new(), vec![root.to_owned()]);
    while let Some(path) = waiting.pop() {
        match path.is_dir() {
            true => {
                waiting.extend(fs::read_dir(&path).expect("it is listed").flatten().map(|entry| entry.path()))
            }
            false => found.push(path),
        }
    }
    found
}

/// What may stand in clear: the case's own file, public keys and checkpoints of logs, and an empty lock.
fn may_be_clear(path: &str, bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let is_hex = |word: &str, length: usize| {
        word.len() == length && word.bytes().all(|digit| digit.is_ascii_hexdigit())
    };
    let is_id = |word: &str| is_hex(word, 32);
    match path.split('/').collect::<Vec<_>>()[..] {
        ["case"] => {
            let lines: Vec<&str> = text.lines().collect();
            matches!(lines[..], ["probata case 1", id, main]
                if id.strip_prefix("id ").is_some_and(is_id) && main.strip_prefix("main ").is_some_and(is_id))
        }
        ["lock"] | ["cache", _, "lock"] => bytes.is_empty(),
        ["logs", id, "key"] => {
            is_id(id) && text.starts_with(&format!("probata/{id}+")) && text.lines().count() == 1
        }
        ["logs", id, "checkpoint"] => {
            is_id(id) && text.starts_with(&format!("probata/{id}\n")) && text.lines().count() == 5
        }
        _ => false,
    }
}

/// How sealed files begin.
const SEALED: [(&str, &[u8]); 7] = [
    ("blobs", b"PROBLOB1"),
    ("tmp", b"PROBLOB1"),
    ("keyring", b"PROKEYS1"),
    ("members", b"PROIDEN1"),
    ("cache", b"PROPAGE1"),
    ("keys", b"age-encryption.org/v1\n"),
    ("logs", b"PROFRAM1"),
];

#[test]
fn no_word_of_the_evidence_stands_in_any_file_of_the_case() {
    let files = size(25, 500);
    let folder = made("canaries", files);
    killed(&folder, Duration::from_millis(500));
    assert!(in_case(&folder, &["add", "evidence"]).status.success());
    assert!(in_case(&folder, &["search", &canary(1)]).status.success());
    assert!(in_case(&folder, &["export", "E-1", "out.txt", "--reason", "for the court"]).status.success());
    let mut words: Vec<String> = (0..files).flat_map(|number| [canary(number), file_name(number)]).collect();
    words.extend(
        ["Mirabelle", "for the court", "Волкова", "Naréma", "seven small green boats"].map(str::to_owned),
    );
    let forms: Vec<(String, Vec<u8>)> =
        words.iter().flat_map(|word| forms(word).into_iter().map(move |form| (word.clone(), form))).collect();
    // Each place of a file is compared by its first four bytes, so that thousands of forms cost one pass.
    let mut by_start: std::collections::HashMap<[u8; 4], Vec<usize>> = std::collections::HashMap::new();
    for (at, (_, form)) in forms.iter().enumerate() {
        by_start.entry(form[..4].try_into().expect("four bytes")).or_default().push(at);
    }
    let root = folder.join("doln");
    let mut seen = 0;
    for path in every_file(&root) {
        let bytes = fs::read(&path).expect("it is read");
        let name = path.strip_prefix(&root).expect("below").to_string_lossy().replace('\\', "/");
        for at in 0..bytes.len().saturating_sub(3) {
            let start: [u8; 4] = bytes[at..at + 4].try_into().expect("four bytes");
            for form in by_start.get(&start).into_iter().flatten() {
                assert!(!bytes[at..].starts_with(&forms[*form].1), "\"{}\" stands in {name}", forms[*form].0);
            }
        }
        let top = name.split('/').next().expect("a name");
        let is_sealed = SEALED.iter().any(|(folder, magic)| *folder == top && bytes.starts_with(magic));
        let is_secret = name.ends_with("/device") || name.ends_with(".previous") || name.contains("/aside-");
        assert!(
            may_be_clear(&name, &bytes) || is_sealed || is_secret || bytes.is_empty(),
            "{name} is no file of a case"
        );
        seen += 1;
    }
    assert!(seen > files, "{seen}");
}
