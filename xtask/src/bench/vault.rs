//! What a case costs: adding files, opening it, checking it.

use super::hostile::built;
use super::process::{Cost, cost};
use crate::arguments::Arguments;
use crate::{place, say};
use std::path::Path;
use std::process::Command;

/// Makes a case of `--files N` (1,000) made statements and letters, 100 MB of made recordings, and says what adding, opening and checking cost; beside
/// bagit.py, b3sum and restic where they are installed.
pub fn vault(arguments: &mut Arguments) -> Result<(), String> {
    let files = arguments.number("--files", 1000)?;
    let megabytes = arguments.number("--megabytes", 100)?;
    arguments.done()?;
    let program = built(false)?;
    let folder = std::env::temp_dir().join(format!("probata-vault-{}", std::process::id()));
    let measured = measure(&program, &folder, files, megabytes);
    // It lies among temporary files; if it stays, nothing is harmed.
    let _ = std::fs::remove_dir_all(&folder);
    measured
}

fn measure(program: &Path, folder: &Path, files: u64, megabytes: u64) -> Result<(), String> {
    place::save(&folder.join("pass"), "seven small green boats\n")?;
    for number in 0..files {
        place::save(&folder.join(format!("small/{:02}/{number:05}.txt", number % 50)), statement(number))?;
    }
    for number in 0..megabytes / 10 {
        place::save(&folder.join(format!("large/{number:03}.bin")), recording(number))?;
    }
    let case = |words: &[&str]| {
        let mut command = Command::new(program);
        command.current_dir(folder).args(words).args(["--passphrase-file", "pass"]);
        command
    };
    let run = |mut command: Command| cost(&mut command).map_err(|error| error.to_string());
    let in_case = |words: &[&str]| run(case(&[words, &["--case", "case"]].concat()));
    run(case(&["new", "case", "--name", "Mira"]))?;

    let small = in_case(&["add", "small"])?;
    let rate = files as f64 / small.wall;
    line("add small files", &small, &format!("{rate:.0} files/s (30 a core)"));
    let large = in_case(&["add", "large"])?;
    line("add 10 MB files", &large, &format!("{:.0} MB/s (20 a core)", megabytes as f64 / large.wall));
    let again = in_case(&["add", "small"])?;
    line("add again", &again, &format!("{:.0} files/s passed over", files as f64 / again.wall));
    let listed = in_case(&["list"])?;
    line("list", &listed, &format!("opens {} exhibits", files + megabytes / 10));
    let open = in_case(&["verify", "--without-key"])?;
    line("verify --without-key", &open, "");
    let full = in_case(&["verify"])?;
    line("verify", &full, "");
    peers(folder)
}

fn line(name: &str, cost: &Cost, what: &str) {
    let processor = cost.processor.map_or("?".to_owned(), |seconds| format!("{seconds:.2}"));
    let memory = cost.memory.map_or("?".to_owned(), |megabytes| format!("{megabytes:.0}"));
    let status = cost.status.map_or("killed".to_owned(), |status| status.to_string());
    say::line(format!(
        "{name:22} {:>7.2} s  {processor:>7} CPU s  {memory:>5} MB  status {status}  {what}",
        cost.wall
    ));
}

/// The same bytes, checked or sealed by others.
fn peers(folder: &Path) -> Result<(), String> {
    let shell = |name: &str, words: &str| {
        let mut command = Command::new("sh");
        command.current_dir(folder).env("RESTIC_PASSWORD_FILE", "pass").args(["-c", words]);
        match cost(&mut command) {
            Ok(cost) if cost.status == Some(0) => line(name, &cost, ""),
            _ => say::line(format!("{name:22} not measured: it is not installed, or failed")),
        }
    };
    shell("b3sum of the blobs", "find case/blobs -type f -print0 | xargs -0 b3sum");
    shell("sha256sum of the files", "find small large -type f -print0 | xargs -0 sha256sum");
    shell("restic backup", "restic init -r repo -q && restic backup -q -r repo small large");
    shell("restic check", "restic check -q --read-data -r repo");
    shell("bagit.py make", "cp -r small bag && cp -r large bag/large && bagit.py --quiet bag");
    shell("bagit.py validate", "bagit.py --quiet --validate bag");
    Ok(())
}

/// A made statement of about 5 kB.
fn statement(number: u64) -> String {
    let mut text = format!("Statement {number}\n\n");
    for sentence in 0..60 {
        let day = (number + sentence) % 28 + 1;
        text += &format!(
            "Witness {number} said that on {day} May 2021 the guards of block {sentence} took the register away. "
        );
    }
    text
}

/// 10 MB that nobody can read.
fn recording(number: u64) -> Vec<u8> {
    let mut state = number + 1;
    let words = (0..10_000_000 / 8).flat_map(|_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state.rotate_left(17).to_le_bytes()
    });
    words.collect()
}
