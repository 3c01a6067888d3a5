use super::opening::{System, clock, in_case};
use crate::arguments::case::Rekey;
use crate::command::CommandError;
use crate::screen::Screen;
use indicatif::{ProgressBar, ProgressStyle};
use probata_casework::case::{self, CaseError, Rekeyed};

/// `probata rekey`.
pub(crate) fn rekey(screen: &Screen, rekey: &Rekey) -> Result<u8, CommandError> {
    in_case(&rekey.within, true, |case, _| {
        if !rekey.deep {
            case.vault.rotate(clock(), &mut System).map_err(CaseError::from)?;
            screen.say("What is entered from now on is sealed with new keys.\n")?;
            return Ok(0);
        }
        let bar = ProgressBar::new_spinner().with_style(
            ProgressStyle::with_template("{spinner} {pos} parts sealed anew")
                .unwrap_or_else(|_| ProgressStyle::default_spinner()),
        );
        let done = case::rekey(case, clock(), &mut System, &mut || bar.inc(1))?;
        bar.finish_and_clear();
        screen.say(&said(&done))?;
        if case.vault.active().any(|member| member.recovery_of.is_some()) {
            screen.say(SHEET)?;
        }
        Ok(0)
    })
}

/// What sealing anew does not shut out.
const SHEET: &str = "A recovery sheet opens the case as before. If it may have been found, run \"probata recovery new\", which puts another in its place, and then this again.\n";

fn said(done: &Rekeyed) -> String {
    let closed = match done.closed {
        0 => String::new(),
        count => format!(
            "\n{count} entries are closed to you, or damaged, and stay as they were: members of their compartments do this too."
        ),
    };
    let damaged = match done.damaged {
        0 => String::new(),
        count => format!(
            "\n{count} sealed files are missing or altered and stay as they were: run \"probata verify\"."
        ),
    };
    format!(
        "Sealed anew: the keys of {} exhibits and records with {} sealed files, and {} entries. Keys from before open nothing of this copy any more. Copies, backups and other members' laptops are as they were until it is done there.{closed}{damaged}\n",
        done.subjects, done.blobs, done.entries
    )
}
