use super::opening::{System, clock, in_case};
use crate::arguments::case::Search;
use crate::command::CommandError;
use crate::screen::Screen;
use indicatif::{ProgressBar, ProgressStyle};
use probata_casework::case::{self, Case, CaseError, Folder, FoundRecord, Passage, Random};
use probata_workpaper::{AnswerRow, FoundRecordRow, PassageRow, found, found_json, found_record_json};

/// Letters that are shown of a passage.
const LETTERS: usize = 280;

/// `probata search`.
pub(crate) fn search(screen: &Screen, search: &Search) -> Result<u8, CommandError> {
    in_case(&search.within, search.compartment.is_some() || search.identities, |case, folder| {
        if let Some(compartment) = &search.compartment {
            case.work_in(compartment)?;
            let id = case.compartment(compartment)?.id;
            case.vault.say_opened(id, clock(), &mut System).map_err(CaseError::from)?;
        }
        let bar = bar();
        let mut told = progress(&bar);
        let asked = asked(&search.words);
        let (path, size) = (folder.path(), (search.limit, LETTERS));
        let answer = match search.identities {
            true => case::search_identities(case, path, &asked, size, clock(), random, &mut told)?,
            false => case::search(case, path, &asked, size, random, &mut told)?,
        };
        bar.finish_and_clear();
        let rows: Vec<PassageRow> = answer.passages.iter().map(row).collect();
        let records: Vec<FoundRecordRow> = answer.records.iter().map(record_row).collect();
        let of_answer = AnswerRow {
            total: answer.total,
            records: &records,
            total_records: answer.total_records,
            spellings: &answer.spellings,
            unknown: &answer.unknown,
            cut: &answer.cut,
            lacking: answer.indexed.lacking,
            without_text: answer.without_text,
            not_searched: &answer.not_searched,
        };
        let text = match search.json {
            true => rows.iter().map(found_json).chain(records.iter().map(found_record_json)).collect(),
            false => found(&rows, &of_answer, &screen.look(true, true)),
        };
        screen.write(&text)?;
        Ok(u8::from(rows.is_empty() && records.is_empty()))
    })
}

/// The words as one question: what the shell took out of quotation marks is a phrase again.
fn asked(words: &[String]) -> String {
    let of_word = |word: &String| match word.contains(char::is_whitespace)
        && !word.contains(['"', ':'])
        && words.len() > 1
    {
        true => format!("\"{word}\""),
        false => word.clone(),
    };
    words.iter().map(of_word).collect::<Vec<_>>().join(" ")
}

/// Brings the index up to what was added or erased. Where it cannot be written now, the next search does it; a field case is searched at the office.
pub(super) fn keep_up(case: &Case<'_>, folder: &Folder) -> Result<(), CommandError> {
    if case.vault.is_write_only() {
        return Ok(());
    }
    let bar = bar();
    case::index(case, folder.path(), random, &mut progress(&bar))?;
    bar.finish_and_clear();
    Ok(())
}

fn random() -> Box<dyn Random + Send> {
    Box::new(System)
}

fn progress(bar: &ProgressBar) -> impl FnMut(usize, usize) {
    |done, of| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
    }
}

/// Shown where somebody looks at standard error.
fn bar() -> ProgressBar {
    let form = "{pos} of {len} texts indexed  {bar:20}  {per_sec}, {eta} left";
    ProgressBar::new(0)
        .with_style(ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn row(passage: &Passage) -> PassageRow<'_> {
    let reading = passage.exhibit.reading.as_ref();
    PassageRow {
        exhibit: passage.exhibit.label(),
        name: &passage.exhibit.name,
        language: reading.map_or("", |reading| reading.language.as_str()),
        line: (!passage.span.is_empty()).then_some(passage.line),
        characters: passage.characters.clone(),
        shown: &passage.shown,
        marked: &passage.marked,
        is_cut: passage.is_cut,
    }
}

fn record_row(found: &FoundRecord) -> FoundRecordRow<'_> {
    FoundRecordRow {
        record: found.record.name(),
        kind: found.record.kind.name,
        shown: &found.shown,
        marked: &found.marked,
        is_cut: found.is_cut,
    }
}
