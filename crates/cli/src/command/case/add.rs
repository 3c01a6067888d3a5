use super::custody_of;
use super::opening::{System, clock, in_any_case};
use super::search::keep_up;
use crate::arguments::case::Add;
use crate::command::{CommandError, asked};
use crate::desk::{INTERRUPTED, Machine};
use crate::screen::Screen;
use indicatif::{ProgressBar, ProgressStyle};
use probata_casework::case::{Admission, admit};
use probata_casework::configure;
use probata_workpaper::{AdmittedRow, admitted_row, admitted_totals};

/// `probata add`.
pub(crate) fn add(desk: &Machine, screen: &Screen, add: &Add) -> Result<u8, CommandError> {
    let choices = configure(desk, add.files.first().map(|file| file.as_path()), &asked(&add.reading))?;
    let custody = custody_of(&add.said)?;
    let look = screen.look(true, true);
    in_any_case(&add.within, true, |case, folder| {
        if let Some(compartment) = &add.compartment {
            case.work_in(compartment)?;
        }
        let bar = bar();
        let mut closed = Ok(());
        let mut told = |admission: &Admission, done: usize, of: usize| {
            if closed.is_ok() {
                closed = bar.suspend(|| screen.write(&admitted_row(&row(admission), &look)));
            }
            bar.set_length(of as u64);
            bar.set_position(done as u64);
        };
        let desk = desk.stoppable();
        let totals = admit(desk, case, &add.files, &choices, &custody, &clock, &mut System, &mut told)?;
        bar.finish_and_clear();
        closed?;
        keep_up(case, folder)?;
        screen
            .say(&admitted_totals([totals.added, totals.known, totals.failed, totals.left], totals.bytes))?;
        Ok(match totals.left {
            0 if totals.failed == 0 => 0,
            0 => 2,
            _ => INTERRUPTED as u8,
        })
    })
}

fn row(admission: &Admission) -> AdmittedRow<'_> {
    match admission {
        Admission::Added { exhibit, path, outcome, missing, .. } => {
            AdmittedRow { exhibit, path, outcome, why: missing.first().map(String::as_str) }
        }
        Admission::Known { exhibit, path } => AdmittedRow { exhibit, path, outcome: "known", why: None },
        Admission::Failed { path, why } => {
            AdmittedRow { exhibit: "", path, outcome: "not added", why: Some(why) }
        }
    }
}

/// Progress, files a second and time left, where somebody looks at standard error.
fn bar() -> ProgressBar {
    let form = "{pos} of {len} files  {bar:20}  {per_sec}, {eta} left";
    ProgressBar::new(0)
        .with_style(ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_bar()))
}
