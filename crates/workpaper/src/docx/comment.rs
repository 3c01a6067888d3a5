//! What a comment says.

use super::naming::Naming;
use super::package::Styles;
use crate::place::{place, words};
use crate::sheet::check_said;
use probata_assay::AUTHOR;
use probata_report::{Check, Comment, Document, Finding, Report, Span, Stale};
use std::fmt::Write as _;

const WORD_2010: &str = "http://schemas.microsoft.com/office/word/2010/wordml";
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

/// How comments are written in a document.
pub(super) struct Look<'l> {
    pub naming: &'l Naming,
    pub styles: &'l Styles,
}

/// What a comment on a finding says beside the finding.
pub(super) struct Beside<'b> {
    pub id: i64,
    pub date: &'b str,
    /// It has to tell where the finding stands.
    pub told: bool,
    /// The seal of the finding's sentence.
    pub seal: &'b str,
    /// Answers to the same finding that do not count any more.
    pub stale: &'b [&'b Stale],
    /// Checks of the finding's sentence.
    pub checks: &'b [Check],
    /// Word's number for its last paragraph, where something answers it.
    pub paragraph: Option<&'b str>,
}

/// A comment on a finding.
pub(super) fn xml(report: &Report, finding: &Finding, look: &Look<'_>, beside: &Beside<'_>) -> String {
    let mut out = look.begin(beside.id, AUTHOR, beside.date, INITIALS);
    let mut writer = Writer { out: &mut out, w: &look.naming.prefix, styles: look.styles, is_first: true };
    let document = &report.document;
    let head = format!("{} {}", finding.level.code(), finding.rule);
    let said = format!(": {}", finding.message);
    writer.paragraph(&[Ink::Bold(&head), Ink::Plain(&said)], None);
    if finding.sensitive {
        writer.paragraph(&[Ink::Bold("Sensitive: take this comment out before you pass the file on.")], None);
    }
    if beside.told {
        writer.paragraph(&[Ink::Plain(&standing(document, finding.span))], None);
    }
    for related in finding.rests_on.iter().take(PLACES) {
        let seen = format!("See {}", quoted(document, related.span));
        writer.paragraph(&[Ink::Plain(&seen), Ink::Plain(&format!(": {}", related.why))], None);
    }
    if let Some(more @ 1..) = finding.rests_on.len().checked_sub(PLACES) {
        let more = crate::count(more, "more place", "more places");
        writer.paragraph(&[Ink::Plain(&format!("And {more}."))], None);
    }
    if !finding.remedy.is_empty() {
        writer.paragraph(&[Ink::Bold("Remedy: "), Ink::Plain(&finding.remedy)], None);
    }
    for check in beside.checks {
        writer.paragraph(&[Ink::Bold("Checked: "), Ink::Plain(&format!("{}.", check_said(check)))], None);
    }
    for stale in beside.stale {
        let said = format!("{}: {}.", crate::answers::answered(&stale.answer), stale.why);
        writer.paragraph(&[Ink::Bold("An answer that does not count any more: "), Ink::Plain(&said)], None);
    }
    let seal = format!(" [{}]", beside.seal);
    writer.paragraph(&[Ink::Quiet(ANSWER), Ink::Quiet(&seal)], beside.paragraph);
    look.end(&mut out);
    out
}

/// A person's comment again, as it was in another draft.
pub(super) fn again(comment: &Comment, look: &Look<'_>, id: i64, paragraph: &str) -> String {
    let initials: String = comment.author.split_whitespace().filter_map(|word| word.chars().next()).collect();
    let mut out = look.begin(id, &comment.author, &comment.date, &initials);
    let mut writer = Writer { out: &mut out, w: &look.naming.prefix, styles: look.styles, is_first: true };
    let mut lines = comment.text.lines().peekable();
    while let Some(line) = lines.next() {
        writer.paragraph(&[Ink::Plain(line)], lines.peek().is_none().then_some(paragraph));
    }
    if comment.text.is_empty() {
        writer.paragraph(&[], Some(paragraph));
    }
    look.end(&mut out);
    out
}

impl Look<'_> {
    fn begin(&self, id: i64, author: &str, date: &str, initials: &str) -> String {
        let w = &self.naming.prefix;
        let (author, initials) = (escaped(author), escaped(initials));
        let date = if date.is_empty() { String::new() } else { format!(" {w}:date=\"{}\"", escaped(date)) };
        let declaration = self.naming.declaration();
        format!(
            "<{w}:comment{declaration} {w}:id=\"{id}\" {w}:author=\"{author}\"{date} {w}:initials=\"{initials}\">"
        )
    }

    fn end(&self, out: &mut String) {
        let _ = write!(out, "</{}:comment>", self.naming.prefix);
    }
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
    /// `number`: Word's number for it, if something answers it.
    fn paragraph(&mut self, inks: &[Ink<'_>], number: Option<&str>) {
        let w = self.w;
        let style = self.styles.text.as_deref().map(escaped);
        let style = style.map_or_else(String::new, |id| format!("<{w}:pStyle {w}:val=\"{id}\"/>"));
        let _ = match number {
            Some(number) => write!(self.out, "<{w}:p xmlns:w14=\"{WORD_2010}\" w14:paraId=\"{number}\">"),
            None => write!(self.out, "<{w}:p>"),
        };
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
pub(crate) fn escaped(text: &str) -> String {
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
