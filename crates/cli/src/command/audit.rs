use super::{CommandError, asked};
use crate::arguments::{Audit, Format, Table};
use crate::desk::Machine;
use crate::progress;
use crate::screen::{Screen, file_look, remark, tell};
use probata_casework::{
    Asked, Audited, Choices, Compared, annotate, audit, compare, configure, save, take_checks,
};
use probata_vocabulary::Level;
use probata_workpaper::{self as workpaper, SheetForm};
use std::path::Path;

/// `probata audit`.
pub(super) fn run(
    desk: &Machine,
    screen: &Screen,
    width: Option<u16>,
    audit_of: Audit,
) -> Result<u8, CommandError> {
    if audit_of.table.is_some() && audit_of.format != Format::Csv {
        return Err(CommandError::TableFormat);
    }
    let choices = configure(desk, audit_of.files.first().map(|file| file.as_path()), &asked_of(&audit_of))?;
    sheet_form(&audit_of)?;
    desk.tell_pages(progress::pages());
    if audit_of.format == Format::Docx {
        return with_comments(desk, screen, &audit_of, &choices);
    }
    if !audit_of.compare.is_empty() {
        return with_earlier(desk, screen, width, &audit_of, &choices);
    }
    let mut audited = audit(desk, &audit_of.files, &choices)?;
    take_checks(desk, &mut audited.report, &audit_of.checked, &choices)?;
    match &audit_of.output {
        Some(output) => to_file(desk, output, width, &audit_of, &audited)?,
        None => to_screen(screen, &audit_of, &audited)?,
    }
    // The other outputs say it themselves.
    let hidden = audited.report.findings.iter().filter(|finding| finding.sensitive).count();
    if audit_of.format == Format::Csv && !audit_of.sensitive && hidden > 0 {
        let findings = workpaper::count(hidden, "sensitive finding", "sensitive findings");
        remark(&format!("{findings} left out of the tables: --sensitive puts them in."));
    }
    Ok(audited.status().code())
}

/// `probata audit DRAFT --format docx`: the copy to its file, what it holds to standard error.
fn with_comments(
    desk: &Machine,
    screen: &Screen,
    asked: &Audit,
    choices: &Choices,
) -> Result<u8, CommandError> {
    if asked.output.is_none() && screen.is_terminal() {
        return Err(CommandError::NotForTheScreen);
    }
    let (moment, sensitive) = (desk.unix_seconds(), asked.sensitive);
    let made = annotate(desk, &asked.files, &asked.compare, &asked.checked, choices, moment, sensitive)?;
    match &asked.output {
        Some(output) => save(desk, output, &made.copy.bytes, &inputs(asked))?,
        None => screen.write_raw(&made.copy.bytes)?,
    }
    tell(&workpaper::annotated_summary(&made.audited.report, &made.copy));
    Ok(made.audited.status().code())
}

/// `probata audit NEW --compare OLD`.
fn with_earlier(
    desk: &Machine,
    screen: &Screen,
    width: Option<u16>,
    asked: &Audit,
    choices: &Choices,
) -> Result<u8, CommandError> {
    let Compared { old, mut new, comparison } = compare(desk, &asked.compare, &asked.files, choices)?;
    take_checks(desk, &mut new.report, &asked.checked, choices)?;
    let sensitive = asked.sensitive;
    match (asked.format, &asked.output) {
        (Format::Text, None) => {
            let look = screen.look(sensitive, asked.all);
            screen.write(&workpaper::comparison(&old, &new.report, &comparison, &look))?;
        }
        (Format::Json, None) => {
            let text = workpaper::comparison_json(&old, &new.report, &comparison, sensitive);
            screen.write_raw(text.as_bytes())?;
        }
        (Format::Text | Format::Json, Some(output)) => {
            let text = if asked.format == Format::Json {
                workpaper::comparison_json(&old, &new.report, &comparison, sensitive)
            } else {
                workpaper::comparison(&old, &new.report, &comparison, &file_look(width, sensitive, asked.all))
            };
            save(desk, output, text.as_bytes(), &inputs(asked))?;
        }
        _ => return Err(CommandError::CompareFormat),
    }
    Ok(new.status().code())
}

/// A sheet as the output's ending asks.
fn sheet(audit: &Audit, audited: &Audited) -> Result<Vec<u8>, CommandError> {
    let (report, form) = (&audited.report, sheet_form(audit)?.unwrap_or(SheetForm::Workbook));
    // An empty sheet is not to stand where a filled one may have stood.
    if let Some(why) = audited.nothing_read() {
        return Err(CommandError::NothingForSheet(why));
    }
    let made = if audit.format == Format::Accused {
        workpaper::accused_sheet(report, form)
    } else {
        workpaper::factcheck_sheet(report, form)
    };
    made.map_err(CommandError::Sheet)
}

/// What a sheet is written as, if one is asked for; told before the audit, which may take a while.
fn sheet_form(audit: &Audit) -> Result<Option<SheetForm>, CommandError> {
    let is_sheet = matches!(audit.format, Format::Factcheck | Format::Accused);
    if !audit.checked.is_empty() && audit.format == Format::Accused {
        return Err(CommandError::CheckedFormat);
    }
    if !is_sheet {
        return Ok(None);
    }
    if !audit.compare.is_empty() {
        return Err(CommandError::CompareFormat);
    }
    let ending =
        audit.output.as_ref().and_then(|output| output.extension()).and_then(|ending| ending.to_str());
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("xlsx") => Ok(Some(SheetForm::Workbook)),
        Some("docx") => Ok(Some(SheetForm::Word)),
        _ => Err(CommandError::SheetEnding),
    }
}

/// Files that nothing may be written over: drafts and filled sheets.
fn inputs(asked: &Audit) -> Vec<std::path::PathBuf> {
    asked.files.iter().chain(&asked.compare).chain(&asked.checked).cloned().collect()
}

fn asked_of(audit: &Audit) -> Asked {
    let levels = [(&audit.deny, Level::Deny), (&audit.warn, Level::Warn), (&audit.allow, Level::Allow)];
    let levels =
        levels.into_iter().flat_map(|(rules, level)| rules.iter().map(move |rule| (rule.clone(), level)));
    Asked { genre: audit.genre.clone(), levels: levels.collect(), ..asked(&audit.reading) }
}

fn to_screen(screen: &Screen, audit: &Audit, audited: &Audited) -> Result<(), CommandError> {
    let report = &audited.report;
    let sensitive = audit.sensitive;
    let text = match (audit.format, audit.table.unwrap_or(Table::Sentences)) {
        (Format::Text, _) => {
            return Ok(screen.write(&workpaper::audit(report, &screen.look(sensitive, audit.all)))?);
        }
        (Format::Json, _) => workpaper::json(report, sensitive),
        (Format::Html, _) => workpaper::html(report, sensitive),
        // Written by `with_comments`, and sheets to a file only.
        (Format::Docx | Format::Factcheck | Format::Accused, _) => return Ok(()),
        (Format::Csv, Table::Sentences) => workpaper::sentences_csv(report, sensitive),
        (Format::Csv, Table::Citations) => workpaper::citations_csv(report),
    };
    Ok(screen.write_raw(text.as_bytes())?)
}

fn to_file(
    desk: &Machine,
    output: &Path,
    width: Option<u16>,
    audit: &Audit,
    audited: &Audited,
) -> Result<(), CommandError> {
    let (report, sensitive) = (&audited.report, audit.sensitive);
    let inputs = inputs(audit);
    let put = |path: &Path, text: String| save(desk, path, text.as_bytes(), &inputs);
    match audit.format {
        Format::Text => put(output, workpaper::audit(report, &file_look(width, sensitive, audit.all)))?,
        Format::Json => put(output, workpaper::json(report, sensitive))?,
        Format::Html => put(output, workpaper::html(report, sensitive))?,
        // Written by `with_comments`.
        Format::Docx => {}
        Format::Factcheck | Format::Accused => {
            let bytes = sheet(audit, audited)?;
            save(desk, output, &bytes, &inputs)?;
            tell(&workpaper::sheet_summary(report));
        }
        Format::Csv => {
            std::fs::create_dir_all(output)
                .map_err(|error| CommandError::Folder(output.to_owned(), error))?;
            put(&output.join("sentences.csv"), workpaper::sentences_csv(report, sensitive))?;
            put(&output.join("citations.csv"), workpaper::citations_csv(report))?;
        }
    }
    Ok(())
}
