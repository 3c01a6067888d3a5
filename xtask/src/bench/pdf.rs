//! PDFs made of the worked example, against the example: words, order, sentences, notes; and pages per second.
//!
//! LibreOffice sets the Word document in one column, typst (its program, or its Python package) sets the source in one
//! and in two. What is not installed is named and left out. With `--reports` it is published reports, in more layouts.

mod compared;
mod many;
mod reports;

use super::hostile::built;
use super::process::cost;
use crate::arguments::Arguments;
use crate::{example, place, say};
use probata_assay::{Settings, assay};
use probata_reader::{Options, read};
use probata_report::Document;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Makes the files, compares them, and measures.
pub fn pdf(arguments: &mut Arguments) -> Result<(), String> {
    let runs = arguments.number("--runs", 20)?.max(1);
    let show = arguments.flag("--show");
    let (many, python) = (arguments.value("--many")?, arguments.value("--python")?);
    if arguments.flag("--reports") {
        let only = arguments.value("--only")?.unwrap_or_default();
        let folder = arguments.word();
        arguments.done()?;
        return reports::reports(folder.as_deref(), &only, python.as_deref().unwrap_or("python3"), show);
    }
    arguments.done()?;
    if let Some(folder) = many {
        let python = python.as_deref().unwrap_or("python3");
        return many::many(&built(false)?, Path::new(&folder), python, runs);
    }
    let folder = place::target().join("bench-pdf");
    let markup = example::printed()?;
    let word = example::word(&markup)?;
    place::save(&folder.join("report.docx"), &word)?;
    let reference = read("report.docx", &word, &Options::default());
    let mut files = Vec::new();
    let mut covered = vec![format!("{:26} {}", "the Word document", coverage(&reference))];
    let made = [
        ("LibreOffice, one column", libreoffice(&folder)),
        ("typst, one column", typst(&folder, &markup, 1)),
        ("typst, two columns", typst(&folder, &markup, 2)),
    ];
    say::line(format!(
        "{:26} {:>6} {:>8} {:>11} {:>10} {:>11} {:>11}  outcome",
        "made by", "pages", "marks", "similarity", "sentences", "notes found", "notes tied"
    ));
    for (name, made) in made {
        match made {
            Ok(path) => {
                let document = reading(&path)?;
                say::line(row(name, &reference, &document));
                covered.push(format!("{name:26} {}", coverage(&document)));
                if show {
                    say::line(compared::differences(&reference, &document));
                }
                files.push((path, document.parts[0].pages.unwrap_or(0)));
            }
            Err(why) => say::line(format!("{name:26} left out: {why}")),
        }
    }
    say::line(format!(
        "\n{:26} assertions, by note, by text, by both, restated, by neither",
        "evidence coverage"
    ));
    covered.into_iter().for_each(say::line);
    speed(&files, runs)
}

/// Evidence coverage of a reading.
fn coverage(document: &Document) -> String {
    let whole = assay(document.clone(), &Settings::default()).coverage;
    format!(
        "{}, {}, {}, {}, {}, {}",
        whole.assertions, whole.by_note, whole.by_text, whole.by_both, whole.restated, whole.by_neither
    )
}

fn reading(path: &Path) -> Result<Document, String> {
    let bytes = std::fs::read(path).map_err(|error| place::told(path, &error))?;
    Ok(read(&path.to_string_lossy(), &bytes, &Options::default()))
}

fn row(name: &str, reference: &Document, document: &Document) -> String {
    let compared = compared::compared(reference, document);
    let share = |(found, all): (usize, usize)| format!("{:.2} %", 100.0 * found as f64 / all.max(1) as f64);
    format!(
        "{name:26} {:>6} {:>8} {:>11.5} {:>10} {:>11} {:>11}  {}",
        document.parts[0].pages.unwrap_or(0),
        document.marks.len(),
        compared.similarity,
        share(compared.sentences),
        share(compared.notes),
        share(compared.tied),
        document.parts[0].outcome.status()
    )
}

fn libreoffice(folder: &Path) -> Result<PathBuf, String> {
    let mut command = Command::new("soffice");
    command.args(["--headless", "--convert-to", "pdf", "report.docx"]).current_dir(folder);
    cost(&mut command).map_err(|error| format!("soffice: {error}"))?;
    let path = folder.join("report.pdf");
    if path.exists() { Ok(path) } else { Err("soffice made nothing".to_owned()) }
}

fn typst(folder: &Path, markup: &str, columns: u8) -> Result<PathBuf, String> {
    let source = format!("typst-{columns}.typ");
    let target = format!("typst-{columns}.pdf");
    place::save(&folder.join(&source), example::typst(markup, columns)?.as_bytes())?;
    let python = format!("import typst; typst.compile({source:?}, output={target:?})");
    let tries: [(&str, Vec<&str>); 2] =
        [("typst", vec!["compile", &source, &target]), ("python3", vec!["-c", &python])];
    for (program, words) in tries {
        let ended = cost(Command::new(program).args(words).current_dir(folder));
        if ended.is_ok_and(|cost| cost.status == Some(0)) {
            return Ok(folder.join(&target));
        }
    }
    Err("neither typst nor its Python package is installed, or it failed".to_owned())
}

/// Pages per second on the processor, reading included all that a document needs, beside what pdftotext takes.
fn speed(files: &[(PathBuf, u32)], runs: u64) -> Result<(), String> {
    let binary = built(false)?;
    say::line(format!("\n{:26} {:>18} {:>18}", "pages per CPU second", "probata read", "pdftotext"));
    for (path, pages) in files {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let own = rate(Command::new(&binary).arg("read").arg(path), *pages, runs);
        let peer = rate(Command::new("pdftotext").arg(path).arg("-"), *pages, runs);
        say::line(format!("{name:26} {own:>18} {peer:>18}"));
    }
    Ok(())
}

fn rate(command: &mut Command, pages: u32, runs: u64) -> String {
    let mut seconds = 0.0;
    for _ in 0..runs {
        match cost(command).ok().and_then(|cost| cost.processor) {
            Some(processor) => seconds += processor,
            None => return "not measured".to_owned(),
        }
    }
    if seconds > 0.0 {
        format!("{:.0}", f64::from(pages) * runs as f64 / seconds)
    } else {
        "too fast".to_owned()
    }
}
