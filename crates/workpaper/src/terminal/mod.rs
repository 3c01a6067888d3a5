//! What a person sees in the terminal.
//!
//! Invariant: no line is wider than [`Look::width`] columns, but for a single long path.
//! Invariant: text of the document passes [`flat`], so that it cannot steer the terminal.

mod answers;
mod case;
mod checks;
mod comparison;
mod custody;
mod explanation;
mod findings;
mod flat;
mod folder;
mod moment;
mod reading;
mod record;
mod rules;
mod search;
mod summary;
mod timestamp;
mod topics;
mod window;

pub use case::{
    AboutRow, AdmittedRow, AlsoRow, CompartmentName, CompartmentRow, ExhibitRow, LogRow, VerifiedRow,
    admitted_row, admitted_totals, compartment_table, exhibit_json, exhibit_page, exhibit_page_json,
    exhibit_table, log_json, log_rows, sentences, verified,
};
pub use comparison::comparison;
pub(crate) use comparison::said;
pub use custody::{Correction, CustodyRow, TransferRow, transfer_remarks};
pub use explanation::explanation;
pub use flat::flat;
pub use folder::{CorpusRow, TakenRow, corpus_json, corpus_row, corpus_totals, taken_out};
pub use reading::reading;
pub use record::{ExplainedRow, RecordRow, record_help, record_json, record_page, record_table};
pub use rules::{nearest, rule_table};
pub use search::{AnswerRow, FoundRecordRow, PassageRow, found, found_json, found_record_json};
pub use timestamp::{TimestampRow, covered, timestamp_rows};
pub use topics::{topic, topics};

use anstyle::{AnsiColor, Style};
use probata_report::Report;
use probata_vocabulary::Level;

/// How something is shown.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Columns of the screen.
    pub width: usize,
    /// With colours.
    pub colour: bool,
    /// With sensitive findings and the words of hidden content.
    pub sensitive: bool,
    /// With every finding, however many there are of a rule.
    pub all: bool,
}

impl Default for Look {
    /// 80 columns without colours, for a screen that only the person sees.
    fn default() -> Self {
        Self { width: 80, colour: false, sensitive: true, all: false }
    }
}

impl Look {
    fn paint(&self, style: Style, text: &str) -> String {
        if self.colour && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn bold(&self, text: &str) -> String {
        self.paint(Style::new().bold(), text)
    }

    fn dim(&self, text: &str) -> String {
        self.paint(Style::new().dimmed(), text)
    }

    fn level(&self, level: Level, text: &str) -> String {
        self.paint(level_style(level), text)
    }
}

fn level_style(level: Level) -> Style {
    match level {
        Level::Deny => AnsiColor::Red.on_default().bold(),
        Level::Warn => AnsiColor::Yellow.on_default().bold(),
        Level::Allow => Style::new().dimmed(),
    }
}

/// The audit: a summary of each file, evidence coverage, the findings marked under the words.
pub fn audit(report: &Report, look: &Look) -> String {
    let mut out = summary::notice(&report.document, look);
    out += &summary::parts(&report.document, look);
    if summary::all_refused(&report.document) {
        return out;
    }
    out += &summary::coverage(report, look);
    out += &checks::checks(report, look);
    out += &findings::findings(report, look);
    out += &answers::answers(report, look);
    out
}
