//! What can be said on the command line.

#[cfg(feature = "case")]
pub(crate) mod case;
#[cfg(feature = "case")]
pub(crate) mod custody;

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Shows for every sentence of a report what it asserts, who says so and what it stands on.
///
/// Probata reads a report as it is (Word, PDF, OpenDocument, RTF, web pages, plain text) and shows how each sentence is carried:
/// by a note, by a source named in the text, by both, or by nothing. What is wrong is a finding of a named rule. Evidence is kept in a
/// case: an encrypted folder that shows every change. Nothing leaves this machine.
#[derive(Debug, Parser)]
#[command(
    name = "probata",
    version,
    max_term_width = 100,
    after_help = "\
Start with:
  probata audit returned.docx
  probata audit returned.docx --format html -o returned.html

Everything that is shown quotes your draft and may name protected sources: keep it as you keep the draft."
)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Colours: always, never, or on a screen only.
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub color: Colour,
    /// Columns of the screen, if they cannot be told.
    #[arg(long, global = true, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=400))]
    pub width: Option<u16>,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a screen, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Audit(Audit),
    Read(Read),
    Explain(Explain),
    /// List the rules with their levels
    #[command(after_help = "What a rule looks for and why:\n  probata explain sole-source")]
    Rules,
    Corpus(Corpus),
    #[cfg(feature = "case")]
    New(case::New),
    #[cfg(feature = "case")]
    Add(case::Add),
    #[cfg(feature = "case")]
    List(case::List),
    #[cfg(feature = "case")]
    Search(case::Search),
    #[cfg(feature = "case")]
    Show(case::Show),
    #[cfg(feature = "case")]
    Record(case::Record),
    #[cfg(feature = "case")]
    Export(case::Export),
    #[cfg(feature = "case")]
    Custody(custody::Custody),
    #[cfg(feature = "case")]
    Hold(custody::Hold),
    #[cfg(feature = "case")]
    Erase(case::Erase),
    #[cfg(feature = "case")]
    Log(case::Log),
    #[cfg(feature = "case")]
    Verify(case::Verify),
    #[cfg(feature = "case")]
    Timestamp(case::TimestampOf),
    #[cfg(feature = "case")]
    Members(case::Members),
    #[cfg(feature = "case")]
    Compartment(case::Compartments),
    #[cfg(feature = "case")]
    Recovery(case::Recovery),
    #[cfg(feature = "case")]
    Rekey(case::Rekey),
    #[cfg(feature = "case")]
    Passphrase(case::Passphrase),
    #[cfg(feature = "case")]
    Backup(case::Backup),
    #[cfg(feature = "case")]
    Rebuild(case::Rebuild),
    #[cfg(feature = "case")]
    Identity(case::IdentityOf),
    /// Write the completions for a shell
    #[command(
        after_help = "Example:\n  probata completions bash > ~/.local/share/bash-completion/completions/probata"
    )]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Write the manual page
    #[command(after_help = "Examples:\n  probata man | man -l -\n  probata man audit | man -l -")]
    Man {
        /// Of which command; without it, of all in short.
        command: Option<String>,
    },
}

/// Audit a report: what every sentence stands on, and what is wrong
///
/// Several files are chapters of one report, in the order given. A file that cannot be read does not stop the others.
///
/// A finding is answered in Word by a reply to its comment, "ok: reason", or by marking the comment as resolved. Answers in
/// the report, and in the earlier draft given with --compare, are shown beside their findings and do not change the status.
///
/// The status at the end is 0 if nothing denied was found that nobody answered for, 1 if there is such a finding, 2 if a file
/// could not be read at all.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  probata audit returned.docx
  probata audit chapter-1.docx chapter-2.docx annex.docx
  probata audit returned.docx --format html -o returned.html
  probata audit returned.docx --format docx -o returned-annotated.docx
  probata audit returned.docx --format factcheck -o checking.xlsx
  probata audit returned.docx --checked checking.xlsx
  probata audit returned.docx --format accused -o accused.docx
  probata audit returned.docx --format csv -o tables
  probata audit returned-2.docx --compare returned-annotated.docx
  probata audit returned.docx --deny sole-source --allow name-variants")]
pub(crate) struct Audit {
    /// The report, or its chapters in order; - reads standard input.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What to write: text for the screen, html to read and print, docx for the draft itself with a comment on each finding
    /// (one Word document at a time), factcheck for a sheet of the sentences to check and accused for a sheet of who is accused
    /// (as -o ends in .docx or .xlsx), csv for a spreadsheet, json for a program.
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    pub format: Format,
    /// Write into this file instead of the screen (for csv: into this folder).
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Which table to write if csv goes to the screen or a pipe (sentences if not said).
    #[arg(long, value_enum, value_name = "TABLE", conflicts_with = "output")]
    pub table: Option<Table>,
    /// Compare with this earlier draft: coverage, sentences and findings that came, went and changed (text or json), and carry
    /// over the answers given in it (docx too); may be repeated for the chapters of the earlier draft.
    #[arg(long, value_name = "OLD")]
    pub compare: Vec<PathBuf>,
    /// A filled fact-check sheet (.xlsx or .docx): the audit shows which sentences are checked and by whom, and which checks are
    /// stale because the sentence changed; may be repeated.
    #[arg(long, value_name = "SHEET")]
    pub checked: Vec<PathBuf>,
    /// Show every finding, however many there are of a rule.
    #[arg(long)]
    pub all: bool,
    /// Put sensitive findings into files too (on the screen they are always shown).
    #[arg(long)]
    pub sensitive: bool,
    #[command(flatten)]
    pub reading: Reading,
    /// The genre, which says what must carry a note: ngo_report, un_commission, court or desk.
    #[arg(long, value_name = "GENRE")]
    pub genre: Option<String>,
    /// Take findings of this rule as errors (status 1); may be repeated; "all" for every rule.
    #[arg(long, value_name = "RULE")]
    pub deny: Vec<String>,
    /// Show findings of this rule without changing the status; may be repeated.
    #[arg(long, value_name = "RULE")]
    pub warn: Vec<String>,
    /// Do not look for this; may be repeated.
    #[arg(long, value_name = "RULE")]
    pub allow: Vec<String>,
}

/// How files are read.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// Tracked changes: read the text as it would be after them, before them, or both.
    #[arg(long, value_enum, default_value_t = Changes::Final, value_name = "WHICH")]
    pub changes: Changes,
    /// Languages in which words of scans and pictures are recognised by tesseract, where it is installed, e.g. eng+rus; none to leave
    /// them unread. If not said: those installed among eng, rus, ara, spa and fra, by the script of each page.
    #[arg(long, value_name = "LANGUAGES", value_delimiter = '+')]
    pub recognise: Vec<String>,
    /// Settings file, instead of the probata.toml beside or above the report.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// Show a document as it was read, and how reading ended
///
/// Every block with its kind, pages, note marks in brackets (with a question mark if there is no such note), and what is
/// in the file but not on the printed page: comments, deleted and hidden text, properties.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  probata read returned.docx\n  probata read letter.eml --save-enclosed attachments\n  probata read E-12 --case doln-inquiry"
)]
pub(crate) struct Read {
    /// The document; - reads standard input. An exhibit of a case (E-12) is shown by the text that was read in it when it was added, and the
    /// case's record says that you did.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Write the files that lie in it (attachments, members of an archive) into this new or empty folder, under new names that
    /// begin with a number, and list them instead of the text.
    #[arg(long, value_name = "FOLDER")]
    pub save_enclosed: Option<PathBuf>,
    /// Show the words of hidden content even if the output does not go to a screen.
    #[arg(long)]
    pub sensitive: bool,
    #[command(flatten)]
    pub reading: Reading,
    #[cfg(feature = "case")]
    #[command(flatten)]
    pub within: case::InCase,
}

/// Explain a rule, or a word that is used here: coverage, carriage, kinds, levels, outcome, sensitive
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  probata explain sole-source\n  probata explain coverage")]
pub(crate) struct Explain {
    /// A rule (see "probata rules") or a topic: carriage, coverage, kinds, levels, outcome, sensitive.
    #[arg(value_name = "RULE")]
    pub name: String,
}

/// Read every file of a folder and say how each reading ended
///
/// Folders inside are read too, and so is what lies in a mail or an archive, each under the file that it lies in
/// ("letters.zip » mail.eml » letter.pdf"); of files with the same bytes in one file, one is read. Files whose name begins
/// with a full stop are passed over. The status at the end is 0 if all could
/// be read, at least in part, else 2.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  probata corpus drafts\n  probata corpus drafts --json > outcomes.jsonl")]
pub(crate) struct Corpus {
    /// The folder.
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    /// One JSON object a file, one a line.
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub reading: Reading,
}

/// What an audit is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For the screen.
    Text,
    /// For a program: one object a file.
    Json,
    /// For a spreadsheet.
    Csv,
    /// To read and print: one page, without a network.
    Html,
    /// For Word: the draft with a comment on each finding, nothing else changed.
    Docx,
    /// For the fact-checker: a sheet of the sentences to check (.docx or .xlsx).
    Factcheck,
    /// For the lawyer: a sheet of who is accused, on what, and whether they were heard (.docx or .xlsx).
    Accused,
}

/// A table of the csv format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Table {
    /// A row per sentence.
    Sentences,
    /// A row per citation.
    Citations,
}

/// Which side of tracked changes is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Changes {
    /// As it would be after them.
    Final,
    /// As it was before them.
    Original,
    /// Inserted and deleted words.
    Both,
}
