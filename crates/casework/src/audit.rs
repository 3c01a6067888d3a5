use crate::read::all_read;
use crate::{Choices, Desk, read};
use probata_report::{Document, Outcome, Report};
use probata_vocabulary::Level;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// What an audit gives.
#[derive(Debug)]
pub struct Audited {
    /// The report with what was found; refused files are parts of it.
    pub report: Report,
}

/// How an audit ended, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// A file could not be read.
    Unread,
    /// All was read, and something is denied that no answer in Word allows.
    Denied,
    /// All was read, and nothing is denied.
    Clean,
}

impl Status {
    /// The exit status: 0, 1 or 2.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Denied => 1,
            Self::Unread => 2,
        }
    }
}

impl Audited {
    /// How it ended.
    pub fn status(&self) -> Status {
        if !all_read(&self.report.document) {
            Status::Unread
        } else if self.is_denied() {
            Status::Denied
        } else {
            Status::Clean
        }
    }

    /// The files and why they could not be read, if none of them could.
    pub fn nothing_read(&self) -> Option<String> {
        let whys = self.report.document.parts.iter().map(|part| match &part.outcome {
            Outcome::Refused(missing) => {
                let why = missing.first().map_or("it could not be read", |missing| missing.why.as_str());
                Some(format!("{}: {why}", part.path))
            }
            _ => None,
        });
        whys.collect::<Option<Vec<String>>>().map(|whys| whys.join("; "))
    }

    /// True if something is denied that nobody answered for.
    fn is_denied(&self) -> bool {
        let (findings, answers) = (self.report.findings.iter().enumerate(), &self.report.answers);
        findings
            .filter(|(_, finding)| finding.level == Level::Deny)
            .any(|(index, _)| answers.to(index).is_none())
    }
}

/// Chapters that are listed where one is not there.
const CHAPTERS: usize = 12;

/// Why there is no audit.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// No file was named.
    #[error("there is nothing to audit: name a file")]
    Nothing,
    /// A file of the earlier draft of a comparison could not be read.
    #[error("the earlier draft {} could not be read: {why}", path.display())]
    NoEarlier {
        /// The file.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// Judging failed on this text.
    #[error(
        "the text was read, but judging it failed. That is a mistake in Probata: please report it, without the file"
    )]
    JudgingFailed,
}

/// Without the files that hold the same bytes as an earlier one, which says so: a chapter given twice would restate
/// itself.
fn each_once(documents: Vec<Document>) -> Vec<Document> {
    let mut kept: Vec<Document> = Vec::with_capacity(documents.len());
    for document in documents {
        let Some(part) = document.parts.first() else { continue };
        let same = |other: &&mut Document| {
            !part.sha256.is_empty() && other.parts.first().is_some_and(|first| first.sha256 == part.sha256)
        };
        match kept.iter_mut().find(same) {
            Some(before) => {
                let again = if before.parts[0].path == part.path {
                    "given more than once: read once".to_owned()
                } else {
                    format!("{} holds the same bytes: read once", part.path)
                };
                before.parts[0].remarks.push(again);
            }
            None => kept.push(document),
        }
    }
    kept
}

/// Formats that hold files and have no words of their own.
const ARCHIVES: [&str; 5] = ["zip", "tar", "tar, gzip", "gzip", "mbox"];
/// Names of enclosed files that are told.
const NAMED: usize = 5;

/// A document without the files that lie in it, which are no part of an audit: it says so. An archive has nothing else to audit.
fn alone(mut document: Document) -> Document {
    let inside = std::mem::take(&mut document.enclosed);
    let Some(part) = document.parts.first_mut() else { return document };
    if inside.is_empty() {
        return document;
    }
    let names: Vec<String> = inside.iter().take(NAMED).map(probata_report::Enclosed::shown).collect();
    let more = inside.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let count =
        if inside.len() == 1 { "1 file lies".to_owned() } else { format!("{} files lie", inside.len()) };
    let said = format!(
        "{count} in it: {}{more}. Take out what is to be audited (\"probata read FILE --save-enclosed FOLDER\")",
        names.join(", ")
    );
    if ARCHIVES.contains(&part.format.as_str()) && part.outcome.status() != "refused" {
        let (path, format, sha256) = (part.path.clone(), part.format.clone(), part.sha256.clone());
        let mut refused = Document::refused(
            &path,
            &format,
            format!("This is no report but an archive. {said}, and audit it by itself."),
        );
        refused.parts[0].sha256 = sha256;
        return refused;
    }
    part.remarks.push(format!("{said}: it is no part of this audit."));
    document
}

/// Reads files in order and judges them as one report.
///
/// # Errors
/// A file that cannot be read is no error but a refused part. See [`AuditError`].
pub fn audit(desk: &dyn Desk, paths: &[PathBuf], choices: &Choices) -> Result<Audited, AuditError> {
    if paths.is_empty() {
        return Err(AuditError::Nothing);
    }
    let documents = paths.iter().map(|path| alone(read(desk, path, choices))).collect();
    let mut document = Document::join(each_once(documents));
    if let (Some(file), Some(first)) = (&choices.file, document.parts.first_mut()) {
        first.remarks.push(format!("Settings from {}", file.display()));
    }
    let judged = catch_unwind(AssertUnwindSafe(|| probata_assay::assay(document, &choices.judging)));
    let mut report = judged.map_err(|_| AuditError::JudgingFailed)?;
    let unknown = unknown_chapters(&report, choices);
    if let Some(first) = report.document.parts.first_mut() {
        first.remarks.extend(unknown);
    }
    Ok(Audited { report })
}

/// What to say of chapters that the settings name and the report does not have.
fn unknown_chapters(report: &Report, choices: &Choices) -> Vec<String> {
    if !all_read(&report.document) {
        return Vec::new();
    }
    let unknown = probata_assay::unknown_chapters(report, &choices.judging);
    let titles: Vec<String> =
        report.chapters.iter().map(|chapter| format!("\"{}\"", chapter.title)).collect();
    let more = titles.len().saturating_sub(CHAPTERS);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let told = unknown.into_iter().filter_map(|index| {
        let (place, chapter) = (choices.chapters.get(index)?, choices.judging.chapters.get(index)?);
        let has = match titles.get(..titles.len().min(CHAPTERS)) {
            Some(titles) if !titles.is_empty() => format!("its chapters are {}{more}", titles.join(", ")),
            _ => "it has no headings".to_owned(),
        };
        Some(format!(
            "{place}: no chapter of this report is called \"{}\", so its levels are not used; {has}",
            chapter.name
        ))
    });
    told.collect()
}
