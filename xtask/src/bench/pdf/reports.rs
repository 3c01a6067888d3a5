//! Published reports printed in other layouts than their own, against the text that was printed: marks, notes and words.
//!
//! The reports are those for development, which are not part of the repository. LibreOffice, typst and a browser print
//! them; what is not installed is named and left out.

mod layouts;
mod office;
mod printed;
mod scored;
mod typeset;
mod web;

use crate::{place, say};
use layouts::LAYOUTS;
use printed::Printed;
use probata_reader::{Options, read};
use scored::{Count, Scored};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Prints each report in each layout, reads it, and says what was kept. `folder`: of reports, else those for development; `only`: the
/// layouts that have this in their name.
///
/// # Errors
/// There are no reports.
pub fn reports(folder: Option<&str>, only: &str, python: &str, show: bool) -> Result<(), String> {
    let reports = all(folder)?;
    let target = place::target().join("bench-pdf-reports");
    heading();
    let mut total = Row::default();
    for layout in LAYOUTS.iter().filter(|layout| layout.name.contains(only)) {
        let mut whole = Row::default();
        for report in &reports {
            let row = layout.print(report, &target, python).and_then(|path| Row::of(report, &path, show));
            match row {
                Ok(row) => {
                    say::line(row.line(layout.name, &report.name));
                    whole.add(&row);
                }
                Err(why) => say::line(format!("{:41} {:26} left out: {why}", layout.name, report.name)),
            }
        }
        say::line(whole.line(layout.name, "all"));
        total.add(&whole);
    }
    say::line(total.line("all", "all"));
    say::line(
        "a mark is right behind the same 16 letters, tied to a note that begins with the same 32; runs: of five words \
         of the text, figures left out",
    );
    Ok(())
}

fn heading() {
    say::line(format!(
        "{:41} {:26} {:>5} {:>5} {:>6} {:>6} {:>6} {:>8} {:>8} {:>9}",
        "layout", "report", "pages", "marks", "P", "R", "F1", "notes F1", "runs", "pdftotext"
    ));
}

/// One file, or many.
#[derive(Default)]
struct Row {
    pages: u32,
    own: Scored,
    /// What pdftotext keeps of the runs of words.
    peer: Count,
}

impl Row {
    fn of(report: &Printed, path: &Path, show: bool) -> Result<Self, String> {
        let bytes = std::fs::read(path).map_err(|error| place::told(path, &error))?;
        let document = read(&path.to_string_lossy(), &bytes, &Options::default());
        if show {
            say::line(scored::differences(report, &document));
        }
        let text = Command::new("pdftotext").arg(path).arg("-").output().map(|output| output.stdout);
        let peer = text.map(|text| scored::runs(report, &String::from_utf8_lossy(&text))).unwrap_or_default();
        let pages = document.parts[0].pages.unwrap_or(0);
        Ok(Self { pages, own: Scored::of(report, &document), peer })
    }

    fn add(&mut self, other: &Self) {
        self.pages += other.pages;
        self.own.add(other.own);
        self.peer.add(other.peer);
    }

    fn line(&self, layout: &str, report: &str) -> String {
        let Scored { marks, notes, runs } = self.own;
        format!(
            "{layout:41} {report:26} {:>5} {:>5} {:>6.2} {:>6.2} {:>6.2} {:>8.2} {:>8.2} {:>9.2}",
            self.pages,
            marks.there,
            marks.precision(),
            marks.recall(),
            marks.f1(),
            notes.f1(),
            runs.recall(),
            self.peer.recall()
        )
    }
}

/// The reports of a folder, else those for development and the chapters beside them; those without any note are left out.
fn all(folder: Option<&str>) -> Result<Vec<Printed>, String> {
    let folders = match folder {
        Some(folder) => vec![PathBuf::from(folder)],
        None => vec![place::shared("reports")?, place::shared("footnotes")?],
    };
    let mut reports = Vec::new();
    for (folder, ending) in folders.iter().flat_map(|folder| ["md", "txt", "jsonl"].map(|e| (folder, e))) {
        for path in place::files(folder, ending)? {
            let text = std::fs::read(&path).map_err(|error| place::told(&path, &error))?;
            reports.push(match ending {
                "jsonl" => chapters(&name(&path), &String::from_utf8_lossy(&text))?,
                _ => Printed::of(&name(&path), &text),
            });
        }
    }
    let (reports, bare): (Vec<_>, Vec<_>) = reports.into_iter().partition(|report| !report.notes.is_empty());
    bare.iter().for_each(|report| say::line(format!("{}: no mark calls a note, left out", report.name)));
    if reports.is_empty() { Err("there is no report with notes".to_owned()) } else { Ok(reports) }
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A report of which each line is a chapter in JSON, with its text and notes in plain text.
fn chapters(name: &str, lines: &str) -> Result<Printed, String> {
    #[derive(serde::Deserialize)]
    struct Chapter {
        text: String,
    }
    let mut whole = Printed::of(name, b"");
    for line in lines.lines() {
        let chapter: Chapter = serde_json::from_str(line).map_err(|error| format!("{name}: {error}"))?;
        whole.append(Printed::of("chapter.txt", chapter.text.as_bytes()));
    }
    Ok(whole)
}
