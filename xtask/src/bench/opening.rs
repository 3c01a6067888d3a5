//! How long a large case takes to open.

use super::hostile::built;
use super::process::{Cost, cost};
use crate::arguments::Arguments;
use crate::{run, say};
use std::path::Path;
use std::process::Command;

/// Makes a case of `--exhibits N` (100,000) made exhibits, each with what `probata add` enters of it but without its sealed content, which opening
/// does not read, and says what opening costs: the first time, and again.
pub fn opening(arguments: &mut Arguments) -> Result<(), String> {
    let exhibits = arguments.number("--exhibits", 100_000)?;
    arguments.done()?;
    let program = built(false)?;
    let folder = std::env::temp_dir().join(format!("probata-opening-{}", std::process::id()));
    let measured = measure(&program, &folder, exhibits);
    // It lies among temporary files; if it stays, nothing is harmed.
    let _ = std::fs::remove_dir_all(&folder);
    measured
}

fn measure(program: &Path, folder: &Path, exhibits: u64) -> Result<(), String> {
    let made = ["run", "--release", "--locked", "-q", "-p", "probata-vault", "--example", "many", "--"];
    let mut made = run::cargo(&made);
    run::run(made.arg(folder).arg(exhibits.to_string()))?;
    let run = |words: &[&str]| {
        let mut command = Command::new(program);
        command.current_dir(folder).args(words).args(["--case", "case", "--passphrase-file", "pass"]);
        cost(&mut command).map_err(|error| error.to_string())
    };
    say::line(format!("a case of {exhibits} exhibits"));
    line("members, first", &run(&["members"])?);
    for _ in 0..3 {
        line("members, again", &run(&["members"])?);
    }
    line("list, to a file", &run(&["list"])?);
    line("show one", &run(&["show", "E-1"])?);
    Ok(())
}

fn line(name: &str, cost: &Cost) {
    let processor = cost.processor.map_or("?".to_owned(), |seconds| format!("{seconds:.2}"));
    let memory = cost.memory.map_or("?".to_owned(), |megabytes| format!("{megabytes:.0}"));
    let status = cost.status.map_or("killed".to_owned(), |status| status.to_string());
    say::line(format!(
        "{name:16} {:>6.2} s  {processor:>6} CPU s  {memory:>5} MB  status {status}",
        cost.wall
    ));
}
