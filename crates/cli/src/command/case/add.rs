use super::custody_of;
use super::opening::{System, clock, in_any_case};
use super::search::keep_up;
use crate::arguments::case::Add;
use crate::command::{CommandError, asked};
use crate::desk::{INTERRUPTED, Machine};
use crate::progress::Files;
use crate::screen::Screen;
use probata_casework::case::{Admission, Known, Step, admit};
use probata_casework::configure;
use probata_workpaper::{AdmittedRow, Look, admitted_row, admitted_totals};
use std::io;

/// `probata add`.
pub(crate) fn add(desk: &Machine, screen: &Screen, add: &Add) -> Result<u8, CommandError> {
    let choices = configure(desk, add.files.first().map(|file| file.as_path()), &asked(&add.reading))?;
    let custody = custody_of(&add.said)?;
    let look = screen.look(true, true);
    in_any_case(&add.within, true, |case, folder| {
        if let Some(compartment) = &add.compartment {
            case.work_in(compartment)?;
        }
        let line = Files::new();
        desk.tell_pages(line.pages());
        let mut closed = Ok(());
        let mut told = |step: Step<'_>| match step {
            Step::Begun { done, of } => line.tell(done, of),
            Step::Ended(admission) if closed.is_ok() => {
                closed = line.beside(|| shown(screen, admission, &look));
            }
            Step::Ended(_) => {}
        };
        let desk = desk.stoppable();
        let totals = admit(desk, case, &add.files, &choices, &custody, &clock, &mut System, &mut told)?;
        line.end();
        closed?;
        keep_up(case, folder)?;
        screen
            .say(&admitted_totals([totals.added, totals.known, totals.failed, totals.left], totals.bytes))?;
        Ok(match totals.left {
            0 if totals.failed + totals.amiss == 0 => 0,
            0 => 2,
            _ => INTERRUPTED as u8,
        })
    })
}

fn shown(screen: &Screen, admission: &Admission, look: &Look) -> io::Result<()> {
    let why = why(admission);
    let (exhibit, path, outcome, more) = match admission {
        Admission::Added { exhibit, path, outcome, missing, .. } => {
            (exhibit.as_str(), path, outcome.as_str(), missing.len().saturating_sub(1))
        }
        Admission::Known { exhibit, path, .. } => (exhibit.as_str(), path, "known", 0),
        Admission::Failed { path, .. } => ("", path, "not added", 0),
    };
    screen.write(&admitted_row(&AdmittedRow { exhibit, path, outcome, why: why.as_deref(), more }, look))
}

/// What there is to say beside how it ended.
fn why(admission: &Admission) -> Option<String> {
    match admission {
        Admission::Added { missing, .. } => missing.first().cloned(),
        Admission::Failed { why, .. } => Some(why.clone()),
        Admission::Known { exhibit, state, .. } => Some(match state {
            Known::There => return None,
            Known::Again => "the same bytes again, which was entered in its custody".to_owned(),
            Known::Open => format!(
                "it lies where every member reads it, and not in the compartment; nothing was entered. If only its members are to read it, erase it \
                 (probata erase {exhibit}) and add it again"
            ),
            Known::PutBack => "its sealed file was missing; it was put back".to_owned(),
            Known::Missing => {
                "its sealed file is missing, and could not be put back: take it from a backup".to_owned()
            }
        }),
    }
}
