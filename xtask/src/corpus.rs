//! How the reading of each file of a folder ends.

use crate::arguments::Arguments;
use crate::desk::ReadingDesk;
use crate::say;
use probata_casework::{Choices, CorpusFile, Progress, corpus as walk};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

/// Files of one format.
#[derive(Debug, Default)]
struct Row {
    /// Complete, partial, refused.
    ended: [usize; 3],
    sentences: usize,
    notes: usize,
    /// Marks of notes in the text.
    marks: usize,
    seconds: f64,
}

/// Prints an outcome for each file, then a table by format.
pub fn corpus(arguments: &mut Arguments) -> Result<(), String> {
    let folder = arguments.word().ok_or("which folder?")?;
    arguments.done()?;
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    let desk = ReadingDesk(Instant::now());
    let mut each = |file: &CorpusFile, _: Progress| {
        say::line(line(file));
        for missing in file.outcome.missing() {
            say::line(format!("          {}: {}", missing.place, missing.why));
        }
        let format = if file.format.is_empty() { "not told" } else { file.format.as_str() };
        rows.entry(format.to_owned()).or_default().add(file);
    };
    let all =
        walk(&desk, Path::new(&folder), &Choices::default(), &mut each).map_err(|error| error.to_string())?;
    say::line(format!(
        "\n{:28} {:>9} {:>9} {:>9} {:>10} {:>8} {:>8} {:>9}",
        "format", "complete", "partial", "refused", "sentences", "notes", "marks", "seconds"
    ));
    for (format, row) in &rows {
        let [complete, partial, refused] = row.ended;
        say::line(format!(
            "{format:28} {complete:>9} {partial:>9} {refused:>9} {:>10} {:>8} {:>8} {:>9.2}",
            row.sentences, row.notes, row.marks, row.seconds
        ));
    }
    let files = all.complete + all.partial + all.refused;
    say::line(format!(
        "{:28} {:>9} {:>9} {:>9}",
        format!("{files} files"),
        all.complete,
        all.partial,
        all.refused
    ));
    Ok(())
}

impl Row {
    fn add(&mut self, file: &CorpusFile) {
        let ended = match file.outcome.status() {
            "complete" => 0,
            "partial" => 1,
            _ => 2,
        };
        self.ended[ended] += 1;
        self.sentences += file.sentences;
        self.notes += file.notes;
        self.marks += file.marks;
        self.seconds += file.took.as_secs_f64();
    }
}

fn line(file: &CorpusFile) -> String {
    let status = file.outcome.status();
    format!(
        "{status:9} {:>7} sentences {:>6} notes {:>6} marks {:>7.3} s  {}",
        file.sentences,
        file.notes,
        file.marks,
        file.took.as_secs_f64(),
        file.path
    )
}
