//! Faults of disks, processes and people, by the hundred.

use crate::arguments::Arguments;
use crate::{run, say};

/// Runs the tests of faults: a few of each, or with `--full` all, which takes some minutes.
pub fn faults(arguments: &mut Arguments) -> Result<(), String> {
    let is_full = arguments.flag("--full");
    arguments.done()?;
    if !is_full {
        say::line("A few of each; \"cargo xtask faults --full\" tries all.");
    }
    let of_vault = ["-p", "probata-vault", "--", "faults", "interrupted", "altered", "disk"];
    for tests in [&of_vault[..], &["-p", "probata", "--test", "faults"]] {
        let mut command = run::cargo(&["test", "--release", "--locked"]);
        command.args(tests);
        if is_full {
            command.env("PROBATA_FAULTS", "full");
        }
        run::run(&mut command)?;
    }
    Ok(())
}
