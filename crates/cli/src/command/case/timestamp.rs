use super::opening::{System, clock, file, in_case};
use crate::arguments::case::TimestampOf;
use crate::command::CommandError;
use crate::desk::Machine;
use crate::screen::Screen;
use probata_casework::Desk;
use probata_casework::case::{
    Case, CaseError, HeldLog, Kept, StampRequest, Stamped, TIMESTAMP_MOST, TrustRoots, enter_timestamp,
    request_timestamp, timestamps,
};
use probata_workpaper::{TimestampRow, covered, timestamp_rows};
use std::path::{Path, PathBuf};

/// `probata timestamp`.
pub(crate) fn timestamp(desk: &Machine, screen: &Screen, of: &TimestampOf) -> Result<u8, CommandError> {
    if let Some(path) = &of.request {
        return request(desk, screen, of, path);
    }
    if let Some(path) = &of.response {
        return enter(desk, screen, of, path);
    }
    in_case(&of.within, false, |case, _| {
        let all = timestamps(case);
        match &of.export {
            Some(name) => export(desk, screen, &all, name, of.number)?,
            None => screen.write(&timestamp_rows(&rows(&all), &screen.look(true, true)))?,
        }
        Ok(0)
    })
}

fn request(desk: &Machine, screen: &Screen, of: &TimestampOf, path: &Path) -> Result<u8, CommandError> {
    if desk.is_file(path) {
        return Err(file(path, std::io::ErrorKind::AlreadyExists.into()));
    }
    in_case(&of.within, true, |case, disk| {
        let request = request_timestamp(case, disk, clock(), &mut System)?;
        desk.create(path, &request.file).map_err(|source| file(path, source))?;
        screen.say(&said(&request, path))?;
        screen.write(&sending(path))?;
        Ok(0)
    })
}

fn said(request: &StampRequest, path: &Path) -> String {
    format!(
        "Wrote {}, a request for a timestamp of this case's head: {}. All that it tells the authority is this SHA-256:\n{}\nSend it, and enter the answer:\n\n",
        path.display(),
        covered(&sizes(&request.covers)),
        request.imprint
    )
}

/// The lines that are to be copied: never broken.
fn sending(path: &Path) -> String {
    let answer = quoted(&path.with_extension("tsr"));
    let request = quoted(Path::new(&format!("@{}", path.display())));
    format!(
        "  curl -H 'Content-Type: application/timestamp-query' \\\n    --data-binary {request} https://AUTHORITY > {answer}\n  probata timestamp --response {answer} --trust ROOT.pem\n"
    )
}

/// A path for a shell.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "@._-/".contains(c);
    if path.chars().all(is_plain) { path } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

fn enter(desk: &Machine, screen: &Screen, of: &TimestampOf, path: &Path) -> Result<u8, CommandError> {
    let read = |path: &Path| desk.read_file(path, TIMESTAMP_MOST + 1).map_err(|source| file(path, source));
    let answer = read(path)?;
    let roots = of.trust.as_deref().map(|path| {
        TrustRoots::read(&read(path)?).map_err(|error| {
            CommandError::from(CaseError::NothingToDo(format!("{}: {error}", path.display())))
        })
    });
    let roots = roots.transpose()?;
    in_case(&of.within, true, |case: &mut Case<'_>, _| {
        let stamped = enter_timestamp(case, &answer, roots.as_ref(), clock(), &mut System)?;
        let all = [Ok(stamped)];
        screen.write(&timestamp_rows(&rows(&all), &screen.look(true, true)))?;
        Ok(0)
    })
}

fn export(
    desk: &Machine,
    screen: &Screen,
    all: &[Kept],
    name: &Path,
    number: Option<u64>,
) -> Result<(), CommandError> {
    let good = all.iter().filter_map(|kept| kept.as_ref().ok());
    let wanted = |stamped: &&Stamped| number.is_none_or(|number| stamped.number == number);
    let stamped = good.filter(wanted).max_by_key(|stamped| stamped.at);
    let none = || CaseError::NothingToDo("there is no such timestamp: see \"probata timestamp\"".to_owned());
    let stamped = stamped.ok_or_else(none)?;
    let (answer, head) = (ending(name, ".tsr"), ending(name, ".head"));
    if let Some(there) = [&answer, &head].into_iter().find(|path| desk.is_file(path)) {
        return Err(file(there, std::io::ErrorKind::AlreadyExists.into()));
    }
    desk.create(&answer, &stamped.answer).map_err(|source| file(&answer, source))?;
    desk.create(&head, stamped.head.as_bytes()).map_err(|source| file(&head, source))?;
    screen.say(&format!(
        "Wrote T-{} to {} and what it stamps to {}. Anybody checks it with the root certificate of the authority:\n\n",
        stamped.number,
        answer.display(),
        head.display()
    ))?;
    screen.write(&format!(
        "  openssl ts -verify -in {} -data {} -CAfile ROOT.pem\n",
        quoted(&answer),
        quoted(&head)
    ))?;
    Ok(())
}

fn ending(name: &Path, ending: &str) -> PathBuf {
    let mut name = name.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Sizes of logs.
fn sizes(covers: &[HeldLog]) -> Vec<u64> {
    covers.iter().map(|held| held.checkpoint.size).collect()
}

pub(super) fn row(stamped: &Stamped) -> TimestampRow<'_> {
    TimestampRow {
        number: stamped.number,
        at: stamped.at,
        signer: &stamped.signer,
        root: stamped.root.as_deref(),
        covers: sizes(&stamped.covers),
        wrong: None,
    }
}

fn rows(all: &[Kept]) -> Vec<TimestampRow<'_>> {
    let rows = all.iter().map(|kept| match kept {
        Ok(stamped) => row(stamped),
        Err((number, why)) => TimestampRow { number: *number, wrong: Some(why), ..TimestampRow::default() },
    });
    rows.collect()
}
