use super::{CommandError, asked};
use crate::arguments::Corpus;
use crate::desk::Machine;
use crate::screen::Screen;
use probata_casework::{CorpusFile, configure, corpus};
use probata_workpaper::{corpus_json, corpus_row, corpus_totals};
use std::io;

/// `probata corpus`.
pub(super) fn run(desk: &Machine, screen: &Screen, corpus_of: &Corpus) -> Result<u8, CommandError> {
    let choices = configure(desk, Some(&corpus_of.folder.join("x")), &asked(&corpus_of.reading))?;
    let look = screen.look(true, true);
    let mut closed: io::Result<()> = Ok(());
    let mut show = |file: &CorpusFile| {
        let line = if corpus_of.json { corpus_json(&row(file)) } else { corpus_row(&row(file), &look) };
        if closed.is_ok() {
            closed = screen.write(&line);
        }
    };
    let totals = corpus(desk, &corpus_of.folder, &choices, &mut show)?;
    closed?;
    if !corpus_of.json {
        screen.write(&corpus_totals(totals.complete, totals.partial, totals.refused))?;
    }
    Ok(if totals.refused > 0 { 2 } else { 0 })
}

fn row(file: &CorpusFile) -> probata_workpaper::CorpusRow<'_> {
    probata_workpaper::CorpusRow {
        path: &file.path,
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
