//! What a comment says.

use super::naming::Naming;
use super::package::Styles;
use crate::place::{place, words};
use probata_report::{Document, Finding, Report, Span};
use std::fmt::Write as _;

const AUTHOR: &str = "Probata";
const INITIALS: &str = "P";
const ANSWER: &str = "To answer: reply \u{201c}ok: reason\u{201d}, or resolve this comment.";
/// Other places are told up to this number; the rest are counted.
const PLACES: usize = 8;
/// Columns of a quotation.
const QUOTED: usize = 90;

/// A stretch of a comment.
enum Ink<'t> {
    Bold(&'t str),
    Plain(&'t str),
    Quiet(&'t str),
}

/// A comment on a finding; `told` says that it has to tell where the finding stands.
pub(super) fn xml(
    report: &Report,
    finding: &Finding,
    naming: &Naming,
    styles: &Styles,
    id: i64,
    date: &str,
    told: bool,
) -> String {
    let w = &naming.prefix;
    let mut out = format!(
        "<{w}:comment{} {w}:id=\"{id}\" {w}:author=\"{AUTHOR}\" {w}:date=\"{date}\" {w}:initials=\"{INITIALS}\">",
        naming.declaration()
    );
    let mut writer = Writer { out: &mut out, w, styles, is_first: true };
    let document = &report.document;
    let head = format!("{} {}", finding.level.code(), finding.rule);
    let said = format!(": {}", finding.message);
    writer.paragraph(&[Ink::Bold(&head), Ink::Plain(&said)]);
    if finding.sensitive {
        writer.paragraph(&[Ink::Bold("Sensitive: take this comment out before you pass the file on.")]);
    }
    if told {
        writer.paragraph(&[Ink::Plain(&standing(document, finding.span))]);
    }
    for related in finding.rests_on.iter().take(PLACES) {
        let seen = format!("See {}", quoted(document, related.span));
        writer.paragraph(&[Ink::Plain(&seen), Ink::Plain(&format!(": {}", related.why))]);
    }
    if let Some(more @ 1..) = finding.rests_on.len().checked_sub(PLACES) {
        let more = crate::count(more, "more place", "more places");
        writer.paragraph(&[Ink::Plain(&format!("And {more}."))]);
    }
    if !finding.remedy.is_empty() {
        writer.paragraph(&[Ink::Bold("Remedy: "), Ink::Plain(&finding.remedy)]);
    }
    writer.paragraph(&[Ink::Quiet(ANSWER)]);
    let _ = write!(out, "</{w}:comment>");
    out
}

/// Where a finding stands whose comment could not be put there.
fn standing(document: &Document, span: Span) -> String {
    if span.is_empty() || document.origin_at(span.start).is_none() && span.start == 0 {
        return "On the document as a whole.".to_owned();
    }
    format!("In {}", quoted(document, span))
}

/// A place and the words there.
fn quoted(document: &Document, span: Span) -> String {
    let at = place(document, span.start);
    let at = if at.is_empty() { "the document".to_owned() } else { at };
    let line = words(document, span).split_whitespace().collect::<Vec<_>>().join(" ");
    let quoted = crate::wrap::cut(&line, QUOTED);
    if quoted.is_empty() { at } else { format!("{at} (\u{201c}{quoted}\u{201d})") }
}

struct Writer<'o> {
    out: &'o mut String,
    w: &'o str,
    styles: &'o Styles,
    is_first: bool,
}

impl Writer<'_> {
    fn paragraph(&mut self, inks: &[Ink<'_>]) {
        let w = self.w;
        let style = self.styles.text.as_deref().map(escaped);
        let style = style.map_or_else(String::new, |id| format!("<{w}:pStyle {w}:val=\"{id}\"/>"));
        let _ = write!(self.out, "<{w}:p>");
        if !style.is_empty() {
            let _ = write!(self.out, "<{w}:pPr>{style}</{w}:pPr>");
        }
        if std::mem::take(&mut self.is_first) {
            self.sign();
        }
        for ink in inks {
            let (properties, text) = match ink {
                Ink::Bold(text) => (format!("<{w}:b/>"), text),
                Ink::Plain(text) => (String::new(), text),
                Ink::Quiet(text) => (format!("<{w}:i/><{w}:color {w}:val=\"666666\"/>"), text),
            };
            let size = if style.is_empty() { format!("<{w}:sz {w}:val=\"20\"/>") } else { String::new() };
            let _ = write!(self.out, "<{w}:r>");
            if !properties.is_empty() || !size.is_empty() {
                let _ = write!(self.out, "<{w}:rPr>{properties}{size}</{w}:rPr>");
            }
            let _ = write!(self.out, "<{w}:t xml:space=\"preserve\">{}</{w}:t></{w}:r>", escaped(text));
        }
        let _ = write!(self.out, "</{w}:p>");
    }

    /// The sign of a comment in the comment itself, as Word writes it.
    fn sign(&mut self) {
        let w = self.w;
        let style = self.styles.reference.as_deref().map(escaped);
        let properties =
            style.map_or_else(String::new, |id| format!("<{w}:rPr><{w}:rStyle {w}:val=\"{id}\"/></{w}:rPr>"));
        let _ = write!(self.out, "<{w}:r>{properties}<{w}:annotationRef/></{w}:r>");
    }
}

/// Text as XML; characters that XML cannot hold are left out, line breaks are spaces.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c < ' ' || c == '\u{fffe}' || c == '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}
