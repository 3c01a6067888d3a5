use super::{Look, flat};
use crate::numerals::{count, thousands};
use crate::wrap::{fit, hang, width, wrap};
use anstyle::AnsiColor;
use probata_report::{Coverage, Document, Part, Report, Span};

/// Chapters that are shown unless all are asked for; more are headings that a scan made up.
const CHAPTERS: usize = 30;

/// Says that the draft is in the output, if any of it is.
pub(super) fn notice(document: &Document, look: &Look) -> String {
    if all_refused(document) {
        return String::new();
    }
    let lines = wrap(crate::NOTICE, look.width);
    lines.iter().map(|line| look.dim(line) + "\n").collect::<String>() + "\n"
}

/// True if no file could be read.
pub(super) fn all_refused(document: &Document) -> bool {
    document.parts.iter().all(|part| part.outcome.status() == "refused")
}

/// A line per file with its outcome, what is missing and what a person should know.
pub(super) fn parts(document: &Document, look: &Look) -> String {
    let mut out: String = document.parts.iter().map(|part| part_lines(document, part, look)).collect();
    if document.parts.len() > 1 {
        let whole = Span::new(0, document.text.len());
        let read = document.parts.iter().filter(|part| part.outcome.status() != "refused").count();
        let files = count(document.parts.len(), "file", "files");
        let of = match read {
            0 => return out + &hang("", &format!("none of {files} could be read"), look.width) + "\n",
            all if all == document.parts.len() => files,
            read => format!("{} of {files}", crate::thousands(read)),
        };
        let held = format!("{of} as one report: {}", holds(document, whole, None));
        out += &hang("", &held, look.width);
    }
    out + "\n"
}

fn part_lines(document: &Document, part: &Part, look: &Look) -> String {
    let status = part.outcome.status();
    let path = flat(&part.path);
    let rest = if status == "refused" {
        "refused: could not be read".to_owned()
    } else {
        format!("{status}, {}", holds(document, part.span, part.pages))
    };
    let mut out = if width(&path) + 2 + width(&rest) <= look.width {
        format!("{}  {}\n", look.bold(&path), rest)
    } else {
        format!("{}\n{}", look.bold(&path), hang("  ", &rest, look.width))
    };
    for missing in part.outcome.missing() {
        let what = if status == "refused" { "" } else { "missing: " };
        let place =
            if missing.place == "whole file" { String::new() } else { format!("{}: ", flat(&missing.place)) };
        out += &hang("  ", &format!("{what}{place}{}", flat(&missing.why)), look.width);
    }
    for remark in &part.remarks {
        out += &hang("  ", &flat(remark), look.width);
    }
    out
}

/// `34 pages, 1,012 sentences, 131 notes` of a stretch.
fn holds(document: &Document, stretch: Span, pages: Option<u32>) -> String {
    let within = |start: usize| stretch.start <= start && start < stretch.end;
    let counted = document.pages.iter().filter(|(start, _)| within(*start)).count();
    let pages = pages.map_or(counted, |pages| pages as usize);
    let sentences = document.sentences.iter().filter(|sentence| within(sentence.span.start)).count();
    let notes = document.notes.iter().filter(|note| within(note.span.start)).count();
    let mut said = Vec::new();
    if pages > 0 {
        let is_workbook = document.sheet_at(stretch.start).is_some();
        let (one, many) = if is_workbook { ("sheet", "sheets") } else { ("page", "pages") };
        said.push(count(pages, one, many));
    }
    said.push(count(sentences, "sentence", "sentences"));
    said.push(if notes == 0 { "no notes".to_owned() } else { count(notes, "note", "notes") });
    said.join(", ")
}

/// Evidence coverage of the whole and of each chapter.
pub(super) fn coverage(report: &Report, look: &Look) -> String {
    let whole = report.coverage;
    if whole.assertions == 0 {
        return "No sentence was taken for an assertion of fact, so there is nothing to cover.\n".to_owned();
    }
    let of = format!("  of {}", count(whole.assertions, "assertion of fact", "assertions of fact"));
    let hint = "probata explain coverage";
    let fill = look.width.saturating_sub(17 + width(&of) + width(hint));
    let mut out = look.bold("Evidence coverage") + &of;
    if fill > 1 {
        out += &(" ".repeat(fill) + &look.dim(hint));
    }
    out.push('\n');
    out += &carried(whole, look);
    if let Some(said) = crate::ledger::lost_marks(&report.document) {
        out += &hang("  ", &said, look.width);
    }
    out + &chapters(report, look) + "\n"
}

fn carried(whole: Coverage, look: &Look) -> String {
    let lines = [
        (whole.by_note, "by a note"),
        (whole.by_text, "by a source named in the text"),
        (whole.by_both, "by a note and a source named in the text"),
        (whole.restated, "by another sentence that says the same and is carried"),
        (whole.by_neither, "by none of these: a worklist, not a grade"),
    ];
    let digits = width(&thousands(whole.assertions)).max(3);
    let mut out = String::new();
    for (index, (number, words)) in lines.into_iter().enumerate() {
        let number = format!("{:>digits$}", thousands(number));
        let number = if index == 4 { look.bold(&number) } else { number };
        let lines = wrap(words, look.width.saturating_sub(digits + 4));
        out += &format!("  {number}  {}\n", lines.join(&format!("\n{}", " ".repeat(digits + 4))));
    }
    out + &origins(whole, look)
}

fn origins(whole: Coverage, look: &Look) -> String {
    let (least, most) = (thousands(whole.origins_at_least), thousands(whole.origins_at_most));
    let mut said = match whole.origins_at_most {
        0 => return String::new(),
        _ if least == most => format!("Different origins: {most}"),
        _ => format!("Different origins: at least {least}, at most {most}"),
    };
    said = hang("  ", &said, look.width);
    if whole.withheld_only > 0 {
        let held = format!("Resting on withheld sources only: {}", thousands(whole.withheld_only));
        said += &hang("  ", &held, look.width);
    }
    said
}

fn chapters(report: &Report, look: &Look) -> String {
    let mut sizes: Vec<usize> = report.chapters.iter().map(|chapter| chapter.coverage.assertions).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let least = if look.all { 1 } else { sizes.get(CHAPTERS).map_or(1, |size| size + 1) };
    let covered = report.chapters.iter().filter(|chapter| chapter.coverage.assertions >= least);
    let titles: Vec<String> = covered.clone().map(|chapter| flat(&chapter.title)).collect();
    if titles.is_empty() {
        return String::new();
    }
    let longest = titles.iter().map(|title| width(title)).max().unwrap_or(0);
    let bar = 20.min(look.width.saturating_sub(40)).max(5);
    let column = longest.min(look.width.saturating_sub(bar + 22)).max(8);
    let mut out = String::from("\n");
    for (title, chapter) in titles.iter().zip(covered) {
        let coverage = chapter.coverage;
        out += &format!(
            "  {}  {}  {:>5} of {}\n",
            fit(title, column),
            self::bar(coverage, bar, look),
            thousands(coverage.carried()),
            thousands(coverage.assertions)
        );
    }
    let left = sizes.iter().filter(|size| **size > 0).count() - titles.len();
    if left > 0 {
        out += &format!(
            "  {}\n",
            look.dim(&format!("{} with fewer assertions not shown: --all", thousands(left)))
        );
    }
    out
}

/// Full only if all is carried, empty only if nothing is.
fn bar(coverage: Coverage, columns: usize, look: &Look) -> String {
    let (carried, all) = (coverage.carried(), coverage.assertions.max(1));
    let mut full = (carried * columns + all / 2) / all;
    if carried > 0 && full == 0 {
        full = 1;
    }
    if carried < all && full >= columns {
        full = columns - 1;
    }
    let full = full.min(columns);
    let green = AnsiColor::Green.on_default();
    look.paint(green, &"#".repeat(full)) + &look.dim(&".".repeat(columns - full))
}
