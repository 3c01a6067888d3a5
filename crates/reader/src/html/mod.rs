//! Reads HTML as a browser shows it: what is seen is the text, what is not seen is reported as hidden.
//!
//! Two passes over the tokens. The first ([`survey`]) learns which links and targets there are; from them a [`plan`]
//! tells note marks and notes; the second ([`build`]) makes the text. Both see the file through the same [`walk`].
//!
//! Formulas stand in the line (`3/4`, `10^6`), fields of forms show their values (`☒`), a list the option chosen. A picture that lies
//! in the page itself and has no alternative text is reported.
//!
//! Invariant: nothing that a browser would show is dropped without standing in the outcome.
//! Invariant: entities that a file defines itself and files that it names are never looked at.
//! Incomplete: text made by scripts, style sheets in other files, selectors of several steps.

mod ahead;
mod build;
mod effects;
mod hidden;
mod labels;
mod lists;
mod pictures;
mod plan;
mod preamble;
mod state;
mod style;
mod survey;
mod tables;
mod tags;
#[cfg(test)]
mod tests;
mod tokens;
mod walk;
mod widgets;

use crate::Options;
use ahead::Ahead;
use build::Build;
use plan::Plan;
use preamble::Preamble;
use probata_report::{BlockKind, Document, HiddenKind, Outcome, Span};
use state::State;
use survey::Survey;
use walk::{Depth, Pass, Walker};

/// Control characters by which LibreOffice marks where a field begins and ends in a page that it saves; nobody sees them.
pub(crate) const FIELD_SIGNS: [char; 3] = ['\u{3}', '\u{7}', '\u{8}'];

/// Elements that matter for the text are looked at this many times deeper than others.
const DEEPER: usize = 64;

/// An origin covers whole characters of the file, and is verbatim only where the file's bytes are the text's, whatever
/// the tokenizer said of its place.
fn hold_to_the_file(document: &mut Document, file: &str) {
    for origin in &mut document.origins {
        let source = origin.source;
        origin.source =
            Span::new(file.floor_char_boundary(source.start), file.ceil_char_boundary(source.end));
        origin.verbatim &= file.get(origin.source.range()) == document.text.get(origin.span.range());
    }
}

/// Reads a page. Offsets of origins are bytes of `text`.
pub(crate) fn read(path: &str, text: &str, options: &Options) -> Document {
    let preamble = Preamble::of(text);
    let ahead = Ahead::of(text, &preamble);
    let (survey, _) = walk(text, &preamble, &ahead, Survey::default(), options);
    let survey = survey.complete();
    let plan = Plan::new(&survey);
    let is_cut = survey.is_cut;
    drop(survey);
    let build = Build::new(path, text, &plan, &preamble.entities, options);
    let (mut build, state) = walk(text, &preamble, &ahead, build, options);
    build.close();
    if ahead.signs.is_cut {
        build.lacks(
            usize::MAX,
            "there are more parts of formulas than are told apart; check their numbers by hand",
        );
    }
    if is_cut {
        build.lacks(
            usize::MAX,
            "there are more than a million links or link targets; notes beyond were not tied",
        );
    }
    let (mut document, superscripts) = assemble(build, &state, options);
    hold_to_the_file(&mut document, text);
    if document.text.trim().is_empty() {
        return without_text(document);
    }
    crate::finish::finish(document, &superscripts, options)
}

fn walk<P: Pass>(text: &str, preamble: &Preamble, ahead: &Ahead, pass: P, options: &Options) -> (P, State) {
    let plain = options.limits.depth;
    let depth = Depth { plain, most: plain.saturating_mul(DEEPER) };
    let mut walker = Walker::new(pass, options.changes, depth, preamble.is_xhtml, ahead);
    tokens::tokens(&text[preamble.end..], preamble.end, &mut walker);
    walker.finish()
}

/// Puts together what the second pass found.
fn assemble(build: Build, state: &State, options: &Options) -> (Document, Vec<Span>) {
    let Build { draft, hidden, missing, cells, arranging, title, scripts, changed, .. } = build;
    let (mut document, superscripts) = draft.into_parts();
    for (index, kind) in cells {
        let block = &mut document.blocks[index];
        let BlockKind::Cell { table, .. } = block.kind else { continue };
        if state.tables.is_box(table) {
            (block.kind, block.boxed) = (kind, true);
        } else if state.tables.is_arrangement(table) || arranging.contains(&table) {
            block.kind = kind;
        }
    }
    bracket_marks(&mut document);
    document.hidden = hidden.found;
    add_title(&mut document, &title);
    document.hidden.sort_by_key(|hidden| hidden.span.start);
    if !missing.is_empty() {
        document.parts[0].outcome = Outcome::Partial(missing);
    }
    let remarks = &mut document.parts[0].remarks;
    if changed != (0, 0) {
        remarks.push(changes_remark(changed, options));
    }
    if scripts > 0 {
        let they = if scripts == 1 { "it" } else { "they" };
        remarks
            .push(format!("{}: text that {they} would add is not in the file", counted(scripts, "script")));
    }
    if state.is_opened && !state.is_closed {
        remarks.push("the page has no closing </html>: the file may have been cut short".to_owned());
    }
    (document, superscripts)
}

/// `[1]` with brackets outside the link is one mark.
fn bracket_marks(document: &mut Document) {
    let text = document.text.as_bytes();
    for mark in &mut document.marks {
        let Span { start, end } = mark.span;
        let before = start.checked_sub(1).and_then(|at| text.get(at));
        if matches!((before, text.get(end)), (Some(b'['), Some(b']')) | (Some(b'('), Some(b')'))) {
            mark.span = Span::new(start - 1, end + 1);
        }
    }
}

/// The title in the browser's tab is hidden unless it is the first heading too.
fn add_title(document: &mut Document, title: &str) {
    let title = hidden::squeezed(title);
    let heading = document.blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading(_)));
    let is_heading = heading.is_some_and(|block| hidden::squeezed(&document.text[block.span]) == title);
    if !title.is_empty() && !is_heading {
        document.hidden.push(probata_report::Hidden {
            kind: HiddenKind::Property,
            text: title,
            span: Span::default(),
            author: String::new(),
            date: String::new(),
            place: "title".to_owned(),
        });
    }
}

fn changes_remark((insertions, deletions): (usize, usize), options: &Options) -> String {
    let read_as = match options.changes {
        crate::Changes::Final => "final",
        crate::Changes::Original => "original",
        crate::Changes::Both => "both",
    };
    let changed = match (insertions, deletions) {
        (_, 0) => counted(insertions, "tracked insertion"),
        (0, _) => counted(deletions, "tracked deletion"),
        _ => format!("{} and {}", counted(insertions, "tracked insertion"), counted(deletions, "deletion")),
    };
    format!("{changed}: read as {read_as}")
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// A page of which nothing is seen: said, never passed off as an empty document.
fn without_text(mut document: Document) -> Document {
    let hidden = document.hidden.iter().any(|hidden| hidden.kind == HiddenKind::HiddenText);
    let why = if hidden {
        "all text of the page is marked as not shown; open it in a browser and save what is seen as text"
    } else {
        "the page holds no text; if a browser shows some, a script puts it there: save what is seen as text"
    };
    let mut missing = document.parts[0].outcome.missing().to_vec();
    missing.push(probata_report::Missing { place: "whole file".to_owned(), why: why.to_owned() });
    document.parts[0].outcome = if hidden { Outcome::Partial(missing) } else { Outcome::Refused(missing) };
    document
}
