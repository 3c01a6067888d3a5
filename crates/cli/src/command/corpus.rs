use super::{CommandError, asked};
use crate::arguments::Corpus;
use crate::desk::{INTERRUPTED, Machine};
use crate::progress::Files;
use crate::screen::{Screen, complain};
use probata_casework::{CorpusFile, Desk, Progress, configure, corpus};
use probata_workpaper::{corpus_json, corpus_row, corpus_totals};
use std::io;

/// `probata corpus`.
pub(super) fn run(desk: &Machine, screen: &Screen, corpus_of: &Corpus) -> Result<u8, CommandError> {
    let choices = configure(desk, Some(&corpus_of.folder.join("x")), &asked(&corpus_of.reading))?;
    let look = screen.look(true, true);
    desk.listen_for_stop();
    let line = Files::new();
    desk.tell_pages(line.pages());
    let mut closed: io::Result<()> = Ok(());
    let mut show = |file: &CorpusFile, progress: Progress| {
        let row = if corpus_of.json { corpus_json(&row(file)) } else { corpus_row(&row(file), &look) };
        if closed.is_ok() {
            closed = line.beside(|| screen.write(&row));
        }
        line.tell(progress.done, progress.of);
    };
    let totals = corpus(desk, &corpus_of.folder, &choices, &mut show)?;
    line.end();
    closed?;
    if !corpus_of.json {
        screen.write(&corpus_totals(
            [totals.complete, totals.partial, totals.refused],
            totals.enclosed,
            totals.same,
        ))?;
    }
    if desk.stopped() {
        complain(&Stopped { left: totals.left });
        return Ok(INTERRUPTED as u8);
    }
    Ok(if totals.refused > 0 { 2 } else { 0 })
}

/// The person pressed Ctrl-C.
#[derive(Debug, thiserror::Error)]
#[error("stopped before the end; files not read: {left}")]
struct Stopped {
    left: usize,
}

fn row(file: &CorpusFile) -> probata_workpaper::CorpusRow<'_> {
    probata_workpaper::CorpusRow {
        path: &file.path,
        within: file.within.as_deref(),
        same_as: file.same_as.as_deref(),
        enclosed: file.enclosed,
        sha256: &file.sha256,
        format: &file.format,
        outcome: &file.outcome,
        pages: file.pages,
        text_bytes: file.text,
        sentences: file.sentences,
        notes: file.notes,
        marks: file.marks,
        milliseconds: file.took.as_millis().try_into().unwrap_or(u64::MAX),
    }
}
