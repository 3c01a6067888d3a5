use super::opening::in_case;
use crate::arguments::case::Log;
use crate::command::CommandError;
use crate::screen::Screen;
use probata_casework::case::{Line, history};
use probata_workpaper::{LogRow, log_json, log_rows};

/// `probata log`.
pub(crate) fn log(screen: &Screen, log: &Log) -> Result<u8, CommandError> {
    in_case(&log.within, false, |case, disk| {
        if log.head {
            for state in case.vault.logs() {
                let path = disk.path().join("logs").join(state.id.to_string()).join("checkpoint");
                let text =
                    std::fs::read_to_string(&path).map_err(|source| super::opening::file(&path, source))?;
                screen.write(&format!("{}\n{text}\n", state.key))?;
            }
            return Ok(0);
        }
        let lines = history(case);
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
        exhibit: line.exhibit,
        said: &line.said,
        is_closed: line.is_closed,
    }
}
