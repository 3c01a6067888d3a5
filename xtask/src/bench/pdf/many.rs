//! Two hundred PDFs read as a folder, beside pdftotext and PyMuPDF: pages per second on the processor.
//!
//! They are made of the worked example and of the reports for development, where those are there: pieces of four lengths, every
//! other one set by LibreOffice from a Word document, the rest by typst in one column or two.

use super::super::process::{cost, median};
use crate::{example, place, say};
use probata_reader::{Options, read};
use probata_report::BlockKind;
use probata_testkit::docx::{Docx, p};
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many.
const COUNT: usize = 200;
/// Paragraphs of a piece.
const LENGTHS: [usize; 4] = [6, 25, 80, 240];
/// Every page of every file, as a person who has PyMuPDF would.
const PYMUPDF: &str = "import glob, os, sys\nos.environ['PYTHONWARNINGS'] = 'ignore'\nimport pymupdf\n\
                       for path in sorted(glob.glob(sys.argv[1] + '/*.pdf')):\n    for page in pymupdf.open(path):\n        page.get_text()\n";
const TYPST: &str = "import glob, typst\n\
                     for path in sorted(glob.glob('*.typ')):\n    typst.compile(path, output=path[:-4] + '.pdf')\n";

/// Measures the PDFs of a folder; makes them first where it has none.
pub fn many(binary: &Path, folder: &Path, python: &str, runs: u64) -> Result<(), String> {
    if place::files(folder, "pdf").unwrap_or_default().is_empty() {
        make(folder, python)?;
    }
    let files = place::files(folder, "pdf")?;
    let pages: u64 = files.iter().map(|path| pages(path)).sum::<Result<u64, String>>()?;
    say::line(format!("\n{} PDFs, {pages} pages, {runs} runs", files.len()));
    let own = measured(runs, || seconds(Command::new(binary).args(["corpus", "--json"]).arg(folder)));
    let poppler = measured(runs, || {
        files.iter().map(|path| seconds(Command::new("pdftotext").arg(path).arg("-"))).sum()
    });
    let mupdf = measured(runs, || seconds(Command::new(python).args(["-c", PYMUPDF]).arg(folder)));
    say::line(format!("{:40} {:>8} {:>18} {:>8}", "", "CPU s", "pages per CPU s", "ratio"));
    for (name, taken) in [
        ("probata corpus, a child for each file", own),
        ("pdftotext, a process for each file", poppler),
        ("PyMuPDF, one process", mupdf),
    ] {
        say::line(match (taken, own) {
            (Some(taken), Some(own)) => {
                format!("{name:40} {taken:>8.2} {:>18.0} {:>8.2}", pages as f64 / taken, taken / own)
            }
            _ => format!("{name:40} not measured"),
        });
    }
    say::line("ratio: how many times as fast as it probata is");
    Ok(())
}

fn pages(path: &Path) -> Result<u64, String> {
    let bytes = std::fs::read(path).map_err(|error| place::told(path, &error))?;
    Ok(read(&path.to_string_lossy(), &bytes, &Options::default()).parts[0].pages.unwrap_or(0).into())
}

fn seconds(command: &mut Command) -> Option<f64> {
    cost(command).ok().filter(|cost| cost.status == Some(0)).and_then(|cost| cost.processor)
}

fn measured(runs: u64, once: impl Fn() -> Option<f64>) -> Option<f64> {
    median((0..runs).map(|_| once()).collect::<Option<Vec<f64>>>()?)
}

/// Makes the PDFs. What is not installed is left out, so that there are fewer.
fn make(folder: &Path, python: &str) -> Result<(), String> {
    let texts = texts()?;
    for (number, length) in (0..COUNT).zip(LENGTHS.into_iter().cycle()) {
        let paragraphs = &texts[number % texts.len()];
        let from = (number / texts.len() * 97) % paragraphs.len().saturating_sub(length).max(1);
        let piece = &paragraphs[from..(from + length).min(paragraphs.len())];
        let (ending, bytes) = match number % 2 {
            0 => ("docx", word(piece)),
            _ => ("typ", typst(piece, 1 + number / 2 % 2).into_bytes()),
        };
        place::save(&folder.join(format!("{number:03}.{ending}")), bytes)?;
    }
    let words: Vec<PathBuf> = place::files(folder, "docx")?;
    let mut office = Command::new("soffice");
    office.args(["--headless", "--convert-to", "pdf", "--outdir"]).arg(folder).args(words);
    let made = [cost(&mut office), cost(Command::new(python).args(["-c", TYPST]).current_dir(folder))];
    for (name, made) in ["LibreOffice", "typst"].into_iter().zip(made) {
        if !made.is_ok_and(|cost| cost.status == Some(0)) {
            say::line(format!("{name} is not installed or failed: its files are left out"));
        }
    }
    // `probata corpus` reads all that lies in the folder.
    for source in ["docx", "typ"]
        .iter()
        .map(|ending| place::files(folder, ending))
        .collect::<Result<Vec<_>, _>>()?
        .concat()
    {
        std::fs::remove_file(&source).map_err(|error| place::told(&source, &error))?;
    }
    Ok(())
}

/// Paragraphs and headings of each source.
fn texts() -> Result<Vec<Vec<(bool, String)>>, String> {
    let mut sources = vec![("example.md".to_owned(), example::printed()?.into_bytes())];
    let reports = place::shared("reports").and_then(|folder| place::files(&folder, "md")).unwrap_or_default();
    for path in reports {
        let bytes = std::fs::read(&path).map_err(|error| place::told(&path, &error))?;
        sources.push((path.to_string_lossy().into_owned(), bytes));
    }
    let of = |(name, bytes): &(String, Vec<u8>)| {
        let document = read(name, bytes, &Options::default());
        let all = document.blocks.iter().map(|block| {
            (matches!(block.kind, BlockKind::Heading(_)), document.text[block.span.range()].to_owned())
        });
        all.collect()
    };
    Ok(sources.iter().map(of).collect())
}

fn word(piece: &[(bool, String)]) -> Vec<u8> {
    let add = |docx: Docx, (is_heading, text): &(bool, String)| match is_heading {
        true => docx.add(p(text.as_str()).heading(1)),
        false => docx.add(p(text.as_str())),
    };
    piece.iter().fold(Docx::new(), add).build()
}

fn typst(piece: &[(bool, String)], columns: usize) -> String {
    let mut out = format!("#set page(columns: {columns}, numbering: \"1\")\n#set par(justify: true)\n\n");
    for (is_heading, text) in piece {
        let quoted = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " ");
        let line = if *is_heading { format!("= #\"{quoted}\"\n\n") } else { format!("#\"{quoted}\"\n\n") };
        out.push_str(&line);
    }
    out
}
