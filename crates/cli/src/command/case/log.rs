use super::opening::{in_any_case, in_case};
use crate::arguments::case::Log;
use crate::command::CommandError;
use crate::screen::Screen;
use probata_casework::case::{Line, head, history};
use probata_workpaper::{LogRow, log_json, log_rows};

/// `probata log`.
pub(crate) fn log(screen: &Screen, log: &Log) -> Result<u8, CommandError> {
    if log.head {
        return in_any_case(&log.within, false, |case, disk| {
            screen.write(&head(case, disk, log.privileged)?)?;
            Ok(0)
        });
    }
    in_case(&log.within, false, |case, _| {
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

fn row(line: &Line) -> LogRow<'_> {
    LogRow {
        log: line.log.to_string(),
        seq: line.seq,
        at: line.at,
        clock: line.clock,
        act: &line.act,
        exhibit: line.exhibit.as_deref(),
        record: line.record.as_deref(),
        compartment: line.compartment,
        number: line.number,
        said: &line.said,
        is_closed: line.is_closed,
    }
}
