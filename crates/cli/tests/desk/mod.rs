//! A case on a desk of its own, and what the command says about it.

use expect_test::Expect;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder with a passphrase and some evidence, and a case beside it.
pub struct Desk {
    pub folder: PathBuf,
}

const WORDS: &str = "seven small green boats";

impl Desk {
    pub fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("case").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("evidence/letters")).expect("the system does it");
        fs::write(folder.join("pass"), format!("{WORDS}\n")).expect("the system does it");
        let statement = "Ana Tovar said that she was held in Doln on 3 May 2021.\n";
        fs::write(folder.join("evidence/statement.txt"), statement).expect("the system does it");
        fs::write(folder.join("evidence/letters/copy.txt"), statement).expect("the system does it");
        fs::write(folder.join("evidence/noise.bin"), noise()).expect("the system does it");
        fs::write(folder.join("evidence/mail.eml"), MAIL).expect("the system does it");
        Self { folder }
    }

    pub fn made(name: &str) -> Self {
        let desk = Self::new(name);
        let made = desk.run(&["new", "doln", "--name", "Mira", "--passphrase-file", "pass"]);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        desk
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.run_in("UTC0", arguments)
    }

    /// Runs a command where the clocks on the wall are so far from UTC.
    pub fn run_in(&self, zone: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_probata"));
        command.current_dir(&self.folder).env_remove("PROBATA_CASE").env("TZ", zone).args(arguments);
        command.output().expect("the system does it")
    }

    /// Runs a command on the case.
    pub fn case(&self, arguments: &[&str]) -> Output {
        self.run(&[arguments, &["--case", "doln", "--passphrase-file", "pass"]].concat())
    }

    /// Status, output and errors, with what changes from run to run taken out.
    pub fn said(&self, arguments: &[&str]) -> String {
        shown(&self.case(arguments))
    }

    pub fn check(&self, arguments: &[&str], expected: Expect) {
        expected.assert_eq(&self.said(arguments));
    }
}

/// Bytes that are nothing.
fn noise() -> Vec<u8> {
    let mut state = 7_u64;
    let byte = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    (0..1200).map(byte).collect()
}

pub fn shown(output: &Output) -> String {
    let text = [&output.stdout[..], &output.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    let mut out = format!("{}\n", output.status.code().expect("the system does it"));
    for line in text.lines() {
        let words = line.split(' ').map(|word| {
            // In brackets: an entry by its place in the record.
            let bare = word.trim_end_matches(')');
            let digits = bare.len() >= 8 && bare.chars().all(|c| c.is_ascii_hexdigit() || ":.".contains(c));
            let is_day = word.len() == 10
                && word.matches('-').count() == 2
                && word.starts_with("202")
                && !word.starts_with("2021")
                && word != "2026-05-31";
            let is_time = word.len() >= 9
                && word.matches(':').count() == 2
                && word.trim_end_matches([',', ')']).ends_with('Z');
            // An envelope has some bytes of chance in it.
            let is_size = line.starts_with("Backed up") && word.starts_with('(');
            match () {
                () if is_size => "(SIZE",
                () if is_day => "DAY",
                () if is_time => "TIME",
                () if digits && bare.len() < word.len() => "DIGITS)",
                () if digits => "DIGITS",
                () => word,
            }
        });
        out += &(words.collect::<Vec<_>>().join(" ") + "\n");
    }
    out
}

const MAIL: &str = "From: clinic@doln.example\nTo: mira@lantern.example\nSubject: The register\nDate: Mon, 3 May 2021 10:00:00 +0000\n\
    MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: text/plain\n\nThe register is attached.\n--q\n\
    Content-Type: text/csv; name=register.csv\nContent-Disposition: attachment; filename=register.csv\n\nday,name\n3 May,Ana Tovar\n--q--\n";

pub fn copied(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let (mut files, mut waiting) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).expect("the system does it").flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                files.push((path.clone(), fs::read(path).expect("the system does it")));
            }
        }
    }
    files
}
