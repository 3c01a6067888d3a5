use super::opening::{file, in_case};
use crate::arguments::case::Log;
use crate::command::CommandError;
use crate::screen::Screen;
use probata_casework::case::{Case, Disk, Line, history};
use probata_workpaper::{LogRow, log_json, log_rows};

/// `probata log`.
pub(crate) fn log(screen: &Screen, log: &Log) -> Result<u8, CommandError> {
    in_case(&log.within, false, |case, disk| {
        if log.head {
            screen.write(&heads(case, disk, log.privileged)?)?;
            return Ok(0);
        }
        let lines = history(case, log.privileged);
        let rows: Vec<LogRow> = lines.iter().map(row).collect();
        let text = match log.json {
            true => rows.iter().map(log_json).collect(),
            false => log_rows(&rows, &screen.look(true, true)),
        };
        screen.write(&text)?;
        Ok(0)
    })
}

/// Keys and signed checkpoints of the logs.
pub(super) fn heads(case: &Case<'_>, disk: &dyn Disk, with_privileged: bool) -> Result<String, CommandError> {
    let logs = case.vault.logs().filter(|state| with_privileged || !case.vault.is_privileged(state.id));
    let mut heads = String::new();
    for state in logs {
        let path = format!("logs/{}/checkpoint", state.id);
        let bytes = disk.read(&path).map_err(|source| file(path.as_ref(), source))?;
        heads += &format!("{}\n{}\n", state.key, String::from_utf8_lossy(&bytes));
    }
    Ok(heads)
}

fn row(line: &Line) -> LogRow<'_> {
    LogRow {
        log: line.log.to_string(),
        seq: line.seq,
        at: line.at,
        clock: line.clock,
        act: &line.act,
        exhibit: line.exhibit.as_deref(),
        compartment: line.compartment,
        said: &line.said,
        is_closed: line.is_closed,
    }
}
