//! The worked example in other formats, as LibreOffice saves it, against the DOCX: the same sentences, notes, marks and
//! coverage?
//!
//! Measured against the DOCX that LibreOffice saves, so that what it loses itself is not counted as the reader's; the row
//! `given` says how that DOCX differs from the example. `--show` prints every difference.

use crate::arguments::Arguments;
use crate::{place, say};
use probata_assay::{Settings, assay};
use probata_reader::{Options, read};
use probata_report::{Coverage, Document};
use std::collections::HashMap;
use std::path::Path;
use std::process::{Command, Stdio};

const FORMATS: [&str; 4] = ["odt", "fodt", "rtf", "html"];

/// Prints a row for each format.
///
/// # Errors
/// LibreOffice is not installed or does not save the file.
pub fn formats(arguments: &mut Arguments) -> Result<(), String> {
    let shows = arguments.flag("--show");
    arguments.done()?;
    let original = place::root().join("examples/returned.docx");
    let folder = place::target().join("formats");
    convert(&original, "docx", &folder.join("docx"))?;
    let first = told(&folder.join("docx/returned.docx"))?;
    let given = told(&original)?;
    say::line(format!(
        "{:6} {:>10} {:>8} {:>8} {:>10} {:>8} {:>9}  {}",
        "format", "sentences", "notes", "marks", "references", "hidden", "coverage", "outcome"
    ));
    given.say("given", &first, shows);
    for format in FORMATS {
        let saved = folder.join(format);
        convert(&original, format, &saved)?;
        let other = told(&saved.join(format!("returned.{format}")))?;
        other.say(format, &first, shows);
    }
    Ok(())
}

fn convert(original: &Path, format: &str, folder: &Path) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| place::told(folder, &error))?;
    let profile = place::target().join("formats/profile");
    let mut command = Command::new("soffice");
    command
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", format, "--outdir"])
        .args([folder, original])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let status = command.status().map_err(|error| format!("soffice (LibreOffice): {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("LibreOffice did not save the example as {format}")) }
}

/// What a file tells, as far as formats are compared.
struct Told {
    sentences: Vec<String>,
    notes: Vec<String>,
    marks: Vec<String>,
    references: Vec<String>,
    hidden: Vec<String>,
    coverage: Coverage,
    outcome: String,
}

fn told(path: &Path) -> Result<Told, String> {
    let bytes = std::fs::read(path).map_err(|error| place::told(path, &error))?;
    let document = read(&path.to_string_lossy(), &bytes, &Options::default());
    let part = &document.parts[0];
    let mut outcome = part.outcome.status().to_owned();
    for missing in part.outcome.missing() {
        outcome.push_str(&format!("; {}: {}", missing.place, missing.why));
    }
    let (sentences, notes) = (sentences(&document), notes(&document));
    let (marks, references, hidden) = (marks(&document), references(&document), hidden(&document));
    let coverage = assay(document, &Settings::default()).coverage;
    Ok(Told { sentences, notes, marks, references, hidden, coverage, outcome })
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sentences(document: &Document) -> Vec<String> {
    let text = |sentence: &probata_report::Sentence| {
        let spans = sentence.spans().iter().map(|span| &document.text[*span]);
        spans.collect::<Vec<_>>().join(" ")
    };
    let all = document.sentences.iter();
    all.map(|sentence| format!("{:?}: {}", document.zone(sentence), squeezed(&text(sentence)))).collect()
}

fn notes(document: &Document) -> Vec<String> {
    let notes = document.notes.iter();
    notes.map(|note| format!("{}: {}", note.label, squeezed(&document.text[note.body]))).collect()
}

fn marks(document: &Document) -> Vec<String> {
    let told = |mark: &probata_report::Mark| {
        let sentence = document.sentence_at(mark.span.start).map(|index| document.sentences[index].span);
        let note = mark.note.map(|note| document.notes[note].label.as_str()).unwrap_or("none");
        let stands = sentence.map(|span| squeezed(&document.text[span])).unwrap_or_default();
        format!("{} to {note} in {stands}", mark.label)
    };
    document.marks.iter().map(told).collect()
}

fn references(document: &Document) -> Vec<String> {
    let told = |reference: &probata_report::CrossReference| {
        let leads = reference.resolved.map(|span| squeezed(&document.text[span])).unwrap_or_default();
        format!("{} {} to {leads}", reference.what, squeezed(&document.text[reference.span]))
    };
    document.references.iter().map(told).collect()
}

fn hidden(document: &Document) -> Vec<String> {
    let told = |hidden: &probata_report::Hidden| {
        let on = squeezed(&document.text[hidden.span]);
        format!("{:?} by {}: {} [on {on}]", hidden.kind, hidden.author, squeezed(&hidden.text))
    };
    let mut all: Vec<String> = document.hidden.iter().map(told).collect();
    all.sort_unstable();
    all
}

impl Told {
    fn lists<'t>(&'t self, other: &'t Self) -> [(&'static str, &'t [String], &'t [String]); 5] {
        [
            ("sentence", &self.sentences, &other.sentences),
            ("note", &self.notes, &other.notes),
            ("mark", &self.marks, &other.marks),
            ("reference", &self.references, &other.references),
            ("hidden", &self.hidden, &other.hidden),
        ]
    }

    fn say(&self, format: &str, first: &Self, shows: bool) {
        say::line(self.row(format, first));
        for (what, ours, theirs) in first.lists(self).into_iter().filter(|_| shows) {
            differences(what, ours, theirs);
        }
    }

    fn row(&self, format: &str, first: &Self) -> String {
        let [sentences, notes, marks, references, hidden] =
            first.lists(self).map(|(_, ours, theirs)| share(ours, theirs));
        let coverage = if self.coverage == first.coverage { "equal" } else { "differs" };
        format!(
            "{format:6} {sentences:>10} {notes:>8} {marks:>8} {references:>10} {hidden:>8} {coverage:>9}  {}",
            self.outcome
        )
    }
}

/// How many of both lists are equal, in percent of the longer.
fn share(ours: &[String], theirs: &[String]) -> String {
    let mut counts: HashMap<&str, i64> = HashMap::new();
    ours.iter().for_each(|one| *counts.entry(one).or_default() += 1);
    let equal = theirs.iter().filter(|one| {
        let count = counts.entry(one).or_default();
        *count -= 1;
        *count >= 0
    });
    let (equal, all) = (equal.count(), ours.len().max(theirs.len()).max(1));
    format!("{:.2} %", 100.0 * equal as f64 / all as f64)
}

/// Prints what stands in one list only.
fn differences(what: &str, ours: &[String], theirs: &[String]) {
    let mut counts: HashMap<&str, i64> = HashMap::new();
    ours.iter().for_each(|one| *counts.entry(one).or_default() += 1);
    theirs.iter().for_each(|one| *counts.entry(one).or_default() -= 1);
    for (list, sign) in [(ours, '-'), (theirs, '+')] {
        for one in list {
            let wanted = if sign == '-' { 1 } else { -1 };
            let count = counts.entry(one).or_default();
            if *count * wanted > 0 {
                *count -= wanted;
                say::line(format!("  {sign} {what} {one}"));
            }
        }
    }
}
