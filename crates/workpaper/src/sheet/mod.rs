//! Sheets for the desk: a table of one kind of row, as a Word document or a workbook.
//!
//! Invariant: every sheet says on its face that it is internal and quotes the draft, on each printed page too.
//! Invariant: what the draft says is text in a cell: never a formula, a link or markup.

mod accused;
mod checks;
mod factcheck;
mod word;
mod workbook;

use probata_report::Outcome;

pub use accused::accused_sheet;
pub use factcheck::factcheck_sheet;

pub(crate) use checks::{check_said, checked_by, checks_told};

/// What a sheet is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetForm {
    /// A Word document.
    Word,
    /// A workbook for a spreadsheet program.
    Workbook,
}

/// Why a sheet cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the sheet could not be put together ({0}); write it as the other of .docx and .xlsx")]
pub struct SheetError(String);

/// What a person is told about a sheet that was made: what of the report is not in it, and that it quotes the draft.
pub fn sheet_summary(report: &probata_report::Report) -> String {
    let mut out = String::new();
    for part in &report.document.parts {
        let path = crate::flat(&part.path);
        match &part.outcome {
            Outcome::Complete => {}
            Outcome::Partial(missing) => {
                let places = crate::count(missing.len(), "place", "places");
                out += &format!("{path} could be read only in part ({places}): see \"probata read\".\n");
            }
            Outcome::Refused(missing) => {
                let why = missing.first().map_or("", |missing| missing.why.as_str());
                out += &format!("{path} could not be read and is not in the sheet: {}\n", crate::flat(why));
            }
        }
    }
    out += &checks::checks_summary(report);
    out + crate::NOTICE + "\n"
}

/// Said at the top of every sheet and at the foot of every page.
const INTERNAL: &str = "INTERNAL. NOT FOR CIRCULATION.";

/// What is said of notes: how one carries a sentence.
const NOTES_LEGEND: &str = "Notes: \u{201c}direct\u{201d}, the note's mark stands in the sentence; \u{201c}inherited\u{201d}, it stands in \
     a later sentence of the paragraph and is taken to carry this one too; \u{201c}blanket\u{201d}, the note says that it carries a passage.";

/// A sheet before it is written.
struct Sheet {
    title: String,
    /// Said under the title.
    lines: Vec<String>,
    /// The name of the workbook's sheet.
    name: &'static str,
    columns: Vec<Column>,
    rows: Vec<Row>,
}

struct Column {
    head: &'static str,
    /// Its width, in characters of a workbook; in Word its share of the page.
    width: u32,
}

struct Row {
    cells: Vec<String>,
    /// To be looked at first.
    is_marked: bool,
}

impl Sheet {
    fn written(&self, form: SheetForm) -> Result<Vec<u8>, SheetError> {
        match form {
            SheetForm::Word => word::written(self),
            SheetForm::Workbook => workbook::written(self),
        }
    }
}

fn column(head: &'static str, width: u32) -> Column {
    Column { head, width }
}

/// Text of a sentence without its note marks, as one line.
fn bare(document: &probata_report::Document, spans: &[probata_report::Span]) -> String {
    let mut pieces = Vec::new();
    for span in spans {
        let mut from = span.start;
        for mark in document.marks_in(*span).1 {
            pieces.extend(document.text.get(from..mark.span.start));
            from = mark.span.end.max(from);
        }
        pieces.extend(document.text.get(from..span.end));
        pieces.push(" ");
    }
    let text = pieces.concat();
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // Where a mark stood between a word and its stop.
    line.replace(" ,", ",").replace(" .", ".")
}

/// The files of a report.
fn files(report: &probata_report::Report) -> String {
    let parts = report.document.parts.iter();
    parts.map(|part| name_of(&part.path)).collect::<Vec<_>>().join(", ")
}

/// The last step of a path: folders may tell more than the sheet should.
fn name_of(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// A note as a sheet shows it: `note 12 (direct): Lantern interview with ...`.
fn note_line(report: &probata_report::Report, support: probata_report::Support) -> Option<String> {
    let note = report.document.notes.get(support.note)?;
    let text = report.document.text.get(note.body.range())?;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(format!("note {} ({}): {text}", note.label, support.how))
}
