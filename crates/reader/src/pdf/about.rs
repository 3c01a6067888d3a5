//! What a person should know of a PDF besides its text: what is missing, what is hidden.

use super::content::is_drawn;
use super::leaf::Leaf;
use super::marked::decoded;
use crate::raised;
use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys::{ANNOTS, CONTENTS, COUNT, PAGES, SUBTYPE};
use hayro_syntax::object::{Array, Dict, Name, String as Bytes};
use hayro_syntax::page::Page;
use memchr::memmem;
use probata_report::{Document, Hidden, HiddenKind, Outcome, Span};
use std::collections::HashSet;

/// Comments of a file that are kept.
const MOST_COMMENTS: usize = 20_000;
/// Pictures that cover this share of a page beside its text may have words that matter; a head with a seal covers less.
const PICTURED: f32 = 0.05;
/// Faults that are told, each with its pages.
const MOST_FAULTS: usize = 50;
/// Notes and marks that are named.
const MOST_LABELS: usize = 8;
/// Bytes at the file's end in which its end mark stands.
const TAIL: usize = 2_048;

/// True if the file has the end that a PDF has, and no change begins behind it.
pub(super) fn ends_whole(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    match memmem::rfind(tail, b"%%EOF") {
        Some(end) => memmem::find(&tail[end..], b" obj").is_none(),
        None => memmem::find(tail, b"startxref").is_some(),
    }
}

/// Tells notes that no mark was found for, and raised numbers that stand in the row of the marks but call no note that was found, once
/// all that was typed as marks and notes is tied, and the rest of what is raised is shown as such.
pub(super) fn loose(document: &mut Document) {
    let mut outcome = document.parts[0].outcome.clone();
    let uncalled = document.notes.iter().filter(|note| note.marks.is_empty());
    let uncalled: Vec<(usize, String)> = uncalled.map(|note| (note.body.start, note.label.clone())).collect();
    if !uncalled.is_empty() {
        let why = "no mark was found in the text for what looks like a note there: compare with the page";
        outcome.lacks(labelled("note", &uncalled, document), why);
    }
    let called: HashSet<u32> = document.marks.iter().filter_map(|mark| mark.label.parse().ok()).collect();
    let in_row = |(_, label): &(usize, String)| {
        let number: Option<u32> = label.parse().ok();
        number.is_some_and(|number| {
            number > 3 && (called.contains(&(number - 1)) || called.contains(&(number + 1)))
        })
    };
    let untied: Vec<(usize, String)> = raised::numbers(&document.text).filter(in_row).collect();
    if !untied.is_empty() {
        let why = "it is raised as a mark is, and no note that it calls was found: compare with the page";
        outcome.lacks(labelled("number", &untied, document), why);
    }
    document.parts[0].outcome = outcome;
}

/// `note 4 (page 2), 7 (page 3)`; of many the first.
fn labelled(what: &str, all: &[(usize, String)], document: &Document) -> String {
    let shown = all.iter().take(MOST_LABELS).map(|(at, label)| match document.page_at(*at) {
        Some(page) => format!("{label} (page {page})"),
        None => label.clone(),
    });
    let shown = shown.collect::<Vec<_>>().join(", ");
    match all.len().saturating_sub(MOST_LABELS) {
        0 => format!("{what} {shown}"),
        more => format!("{what} {shown} and {more} more"),
    }
}

/// True for a form whose pages are made from a description in XML when it is opened (XFA): the pages in the file only ask to wait.
fn is_form_elsewhere(pdf: &Pdf) -> bool {
    let Some(root) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else { return false };
    let Some(form) = root.get::<Dict<'_>>(b"AcroForm".as_slice()) else { return false };
    let fields = form.get::<Array<'_>>(b"Fields".as_slice()).map_or(0, |fields| fields.raw_iter().count());
    let made = root.get::<bool>(b"NeedsRendering".as_slice()).unwrap_or(false);
    form.contains_key(b"XFA".as_slice()) && (made || fields == 0)
}

/// The pages of which something is true.
fn on(leaves: &[Leaf], is: impl Fn(&Leaf) -> bool) -> Vec<usize> {
    leaves.iter().enumerate().filter(|(_, leaf)| is(leaf)).map(|(page, _)| page).collect()
}

/// Tells what of the pages could not be read.
pub(super) fn missing(
    outcome: &mut Outcome,
    leaves: &[Leaf],
    names: &[String],
    pdf: Option<&Pdf>,
    done: usize,
) {
    let unmapped = on(leaves, |leaf| !leaf.unmapped.is_empty());
    if !unmapped.is_empty() {
        let count: usize = leaves.iter().flat_map(|leaf| &leaf.unmapped).map(|(_, count)| count).sum();
        let mut fonts: Vec<&str> =
            leaves.iter().flat_map(|leaf| &leaf.unmapped).map(|(font, _)| font.as_str()).collect();
        fonts.sort_unstable();
        fonts.dedup();
        fonts.truncate(4);
        let fonts: Vec<&str> =
            fonts.into_iter().map(|font| if font.is_empty() { "without a name" } else { font }).collect();
        outcome.lacks(
            pages(&unmapped, names),
            format!(
                "{count} {} whose meaning the file does not tell (font {}): ask for the document in another format",
                if count == 1 { "letter is drawn" } else { "letters are drawn" },
                fonts.join(", ")
            ),
        );
    }
    let guessed = on(leaves, |leaf| leaf.guessed > 0);
    if !guessed.is_empty() {
        outcome.lacks(
            pages(&guessed, names),
            "the file numbers letters without telling what they mean; they were read as TeX numbers them: compare them with the page",
        );
    }
    let mut faults: Vec<(String, Vec<usize>)> = Vec::new();
    for (page, leaf) in leaves.iter().enumerate().filter(|(_, leaf)| !leaf.faults.is_empty()) {
        let fault = leaf.faults.join("; ");
        match faults.iter().position(|(known, _)| *known == fault) {
            Some(known) => faults[known].1.push(page),
            None if faults.len() < MOST_FAULTS => faults.push((fault, vec![page])),
            None => {}
        }
    }
    for (fault, at) in faults {
        outcome.lacks(pages(&at, names), fault);
    }
    let doubtful = on(leaves, |leaf| leaf.doubtful);
    if !doubtful.is_empty() {
        outcome.lacks(
            pages(&doubtful, names),
            "text stands in columns that the file draws line by line: the left column was read before the right one, which \
             may be wrong",
        );
    }
    misread(outcome, leaves, names);
    let pictured = on(leaves, |leaf| leaf.pictured >= PICTURED);
    if !pictured.is_empty() {
        let what = "pictures stand beside the text; words in them were not read: look at them";
        outcome.lacks(pages(&pictured, names), what);
    }
    let Some(pdf) = pdf else { return };
    if is_form_elsewhere(pdf) {
        let why = "it is a form whose questions and answers are drawn by Adobe's programs alone (XFA), and were not read: open it in \
                   Acrobat, print it as a PDF, and give that";
        outcome.lacks("whole file", why);
    }
    let all = pdf.pages().len();
    if done < all {
        let why = format!(
            "only the first {done} of {all} pages were read: the file asks for more work than any report does"
        );
        outcome.lacks("whole file", why);
    }
    if let Some(stated) = stated(pdf).filter(|stated| *stated > all) {
        outcome.lacks(
            "whole file",
            format!("it says that it has {stated} pages, but only {all} could be found"),
        );
    }
}

/// Tells words of which the file gives a wrong meaning: ideographs among Latin letters, in a file that has next to none otherwise.
fn misread(outcome: &mut Outcome, leaves: &[Leaf], names: &[String]) {
    let seen: usize = leaves.iter().map(|leaf| leaf.seen).sum();
    let signs: usize = leaves.iter().map(|leaf| leaf.ideographs).sum();
    let strange: Vec<&String> = leaves.iter().flat_map(|leaf| &leaf.strange).collect();
    if strange.is_empty() || signs * 20 > seen {
        return;
    }
    let at: Vec<usize> = leaves
        .iter()
        .enumerate()
        .filter(|(_, leaf)| !leaf.strange.is_empty())
        .map(|(page, _)| page)
        .collect();
    let shown: Vec<String> = strange.iter().take(3).map(|word| format!("\"{word}\"")).collect();
    let more = if strange.len() > shown.len() {
        format!(" and {} more", strange.len() - shown.len())
    } else {
        String::new()
    };
    outcome.lacks(
        pages(&at, names),
        format!(
            "the file gives wrong letters for some of those that it draws ({}{more}): compare them with the page",
            shown.join(", ")
        ),
    );
}

/// How many pages the file says that it has.
fn stated(pdf: &Pdf) -> Option<usize> {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    root.get::<Dict<'_>>(PAGES)?.get::<u32>(COUNT).map(|count| count as usize)
}

/// `page 3`, `pages 3, 5 to 9`.
pub(super) fn pages(pages: &[usize], names: &[String]) -> String {
    let name = |page: usize| names.get(page).cloned().unwrap_or_else(|| (page + 1).to_string());
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for page in pages {
        match runs.last_mut() {
            Some((_, end)) if *end + 1 == *page => *end = *page,
            _ => runs.push((*page, *page)),
        }
    }
    let more = runs.len() > 12;
    let mut said: Vec<String> = runs
        .iter()
        .take(12)
        .map(|(from, to)| match to - from {
            0 => name(*from),
            1 => format!("{}, {}", name(*from), name(*to)),
            _ => format!("{} to {}", name(*from), name(*to)),
        })
        .collect();
    if more {
        said.push("and others".to_owned());
    }
    format!("{} {}", if pages.len() == 1 { "page" } else { "pages" }, said.join(", "))
}

/// What nothing is missing by, but a person should know.
pub(super) fn remarks(leaves: &[Leaf], names: &[String], pdf: Option<&Pdf>) -> Vec<String> {
    let recognised = on(leaves, |leaf| leaf.recognised);
    let mut remarks = Vec::new();
    if !recognised.is_empty() {
        remarks.push(format!(
            "{}: the words were recognised from a picture by a program, and may be wrong",
            pages(&recognised, names)
        ));
    }
    let counted = on(leaves, |leaf| leaf.counted);
    if !counted.is_empty() {
        remarks.push(format!(
            "{}: lines are numbered in the margin; the numbers are not in the text",
            pages(&counted, names)
        ));
    }
    let told = [
        (b"Redact".as_slice(), "words are marked to be redacted, but are still in the file and in the text"),
        (b"StrikeOut".as_slice(), "words are struck out by a comment; they are in the text"),
    ];
    for (kind, what) in told {
        let marked: Vec<usize> = pdf.map_or_else(Vec::new, |pdf| annotated(pdf, leaves.len(), kind));
        if !marked.is_empty() {
            remarks.push(format!("{}: {what}", pages(&marked, names)));
        }
    }
    remarks
}

/// The pages with annotations of a kind.
fn annotated(pdf: &Pdf, pages: usize, kind: &[u8]) -> Vec<usize> {
    let has = |(_, page): &(usize, &Page<'_>)| {
        let all = page.raw().get::<Array<'_>>(ANNOTS);
        let is = |one: Dict<'_>| one.get::<Name<'_>>(SUBTYPE).is_some_and(|name| name.as_ref() == kind);
        all.is_some_and(|all| all.iter::<Dict<'_>>().take(MOST_COMMENTS).any(is))
    };
    pdf.pages().iter().take(pages).enumerate().filter(has).map(|(page, _)| page).collect()
}

/// Adds comments, properties and text that is not seen.
pub(super) fn hidden(document: &mut Document, leaves: &[Leaf], pdf: &Pdf) {
    let mut hidden = properties(pdf);
    for (page, leaf) in leaves.iter().enumerate() {
        let at = document.pages.get(page).map_or(0, |(at, _)| *at);
        let place = || format!("page {}", document.pages.get(page).map_or("", |(_, name)| name.as_str()));
        if !leaf.unseen.trim().is_empty() {
            hidden.push(found(HiddenKind::HiddenText, leaf.unseen.trim().to_owned(), at, place()));
        }
        let Some(page) = pdf.pages().get(page) else { continue };
        for annotation in
            page.raw().get::<Array<'_>>(ANNOTS).into_iter().flat_map(|all| all.iter::<Dict<'_>>())
        {
            if hidden.len() < MOST_COMMENTS {
                hidden.extend(comment(&annotation, at, place()));
            }
        }
    }
    hidden.sort_by_key(|hidden| hidden.span.start);
    document.hidden.extend(hidden);
}

fn found(kind: HiddenKind, text: String, at: usize, place: String) -> Hidden {
    Hidden { kind, text, span: Span::new(at, at), author: String::new(), date: String::new(), place }
}

fn comment(annotation: &Dict<'_>, at: usize, place: String) -> Option<Hidden> {
    let kind = annotation.get::<Name<'_>>(SUBTYPE);
    let text = |key: &[u8]| {
        annotation.get::<Bytes<'_>>(key).map(|text| decoded(text.as_bytes())).unwrap_or_default()
    };
    let is = |known: &[&[u8]]| kind.as_ref().is_some_and(|kind| known.contains(&kind.as_ref()));
    // Whose words are seen on the page; who wrote them is not seen.
    let is_seen = is_drawn(annotation) && (is(&[b"Widget"]) || text(b"T").trim().is_empty());
    if is(&[b"Link", b"Popup"]) || is_seen {
        return None;
    }
    let words = [text(CONTENTS), text(b"V")].into_iter().find(|words| !words.trim().is_empty())?;
    let hidden = found(HiddenKind::Comment, words.trim().to_owned(), at, place);
    Some(Hidden { author: text(b"T"), date: text(b"M"), ..hidden })
}

fn properties(pdf: &Pdf) -> Vec<Hidden> {
    let about = pdf.metadata();
    let all = [
        ("title", &about.title),
        ("author", &about.author),
        ("subject", &about.subject),
        ("keywords", &about.keywords),
        ("creator", &about.creator),
        ("producer", &about.producer),
    ];
    all.into_iter()
        .filter_map(|(name, value)| Some((name, decoded(value.as_deref()?))))
        .filter(|(_, value)| !value.trim().is_empty())
        .map(|(name, value)| {
            found(HiddenKind::Property, value.trim().to_owned(), 0, format!("properties {name}"))
        })
        .collect()
}
