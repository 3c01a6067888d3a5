use super::window::{Window, window};
use super::{Look, flat};
use crate::numerals::{count, thousands};
use crate::place::{place, related};
use crate::wrap::{hang, width};
use probata_report::{Document, Finding, Report};
use probata_vocabulary::Level;
use std::collections::BTreeMap;

/// Findings of one rule that are shown unless all are asked for.
const SHOWN: usize = 8;
const INDENT: usize = 6;

type Counts = BTreeMap<(std::cmp::Reverse<Level>, &'static str), usize>;

/// The findings by level, those that nobody answered first, then in order of the text; how many there are of each rule.
pub(super) fn findings(report: &Report, look: &Look) -> String {
    let all = report.findings.iter().enumerate();
    let mut sorted: Vec<(usize, &Finding)> =
        all.filter(|(_, finding)| look.sensitive || !finding.sensitive).collect();
    let is_answered = |index: usize| report.answers.to(index).is_some();
    sorted.sort_by_key(|(index, finding)| (is_answered(*index), std::cmp::Reverse(finding.level)));
    let mut counts = Counts::new();
    let mut out = String::new();
    for (index, finding) in &sorted {
        let seen = counts.entry((std::cmp::Reverse(finding.level), finding.rule)).or_default();
        *seen += 1;
        if look.all || *seen <= SHOWN {
            out += &one(&report.document, finding, look);
            out += &super::answers::line(report, *index, INDENT, look);
            out.push('\n');
        }
    }
    if sorted.len() > SHOWN {
        out += &table(&counts, look);
    }
    let shown: Vec<&Finding> = sorted.into_iter().map(|(_, finding)| finding).collect();
    out + &closing(report, &shown, look)
}

/// One finding.
pub(super) fn one(document: &Document, finding: &Finding, look: &Look) -> String {
    let mut out = head(document, finding, look);
    out += &marked(document, finding, look);
    let indent = " ".repeat(INDENT);
    for (at, related, times) in related(document, finding) {
        let at = if at.is_empty() { String::new() } else { format!("{}: ", flat(&at)) };
        let often = if times > 1 { format!(" ({times} times)") } else { String::new() };
        out += &hang(&format!("{indent}also: "), &format!("{at}{}{often}", flat(&related.why)), look.width);
    }
    if !finding.remedy.is_empty() {
        out += &hang(&format!("{indent}remedy: "), &flat(&finding.remedy), look.width);
    }
    out
}

fn head(document: &Document, finding: &Finding, look: &Look) -> String {
    let level = finding.level.code();
    let mut at = flat(&place(document, finding.span.start));
    if finding.sensitive {
        at = if at.is_empty() { "sensitive".to_owned() } else { format!("{at}, sensitive") };
    }
    let used = INDENT + width(finding.rule) + 2;
    let at = crate::wrap::cut(&at, look.width.saturating_sub(used).max(10));
    let level = look.level(finding.level, level) + &" ".repeat(INDENT.saturating_sub(level.len()));
    format!("{level}{}  {}\n", look.bold(finding.rule), look.dim(&at))
}

/// The words with the message under them.
fn marked(document: &Document, finding: &Finding, look: &Look) -> String {
    let indent = " ".repeat(INDENT);
    let message = flat(&finding.message);
    match window(document, finding.span, look.width.saturating_sub(INDENT)) {
        Window::Line { line, column, columns } => {
            let carets = look.level(finding.level, &"^".repeat(columns));
            let mut out = format!("{indent}{line}\n{indent}{}{carets}", " ".repeat(column));
            if INDENT + column + columns + 1 + width(&message) <= look.width {
                out += &format!(" {message}\n");
                return out;
            }
            out + "\n" + &hang(&indent, &message, look.width)
        }
        Window::Lines(lines) => {
            let bar = look.level(finding.level, "|");
            let lines: String = lines.iter().map(|line| format!("{indent}{bar} {line}\n")).collect();
            lines + &hang(&indent, &message, look.width)
        }
        Window::Words { line, words } => {
            format!(
                "{indent}{line}\n{}{}",
                hang(&indent, &format!("at: {words}"), look.width),
                hang(&indent, &message, look.width)
            )
        }
        Window::Nothing => hang(&indent, &message, look.width),
    }
}

/// A line per rule.
fn table(counts: &Counts, look: &Look) -> String {
    let widest = counts.keys().map(|(_, rule)| rule.len()).max().unwrap_or(0);
    let mut out = String::new();
    for ((level, rule), number) in counts {
        let code = level.0.code();
        let level = look.level(level.0, code) + &" ".repeat(INDENT.saturating_sub(code.len()));
        let more = number.saturating_sub(SHOWN);
        let cut = if look.all || more == 0 {
            String::new()
        } else {
            look.dim(&format!("   {} of them not shown: --all", thousands(more)))
        };
        out += &format!("{level}{rule:widest$}  {:>5}{cut}\n", thousands(*number));
    }
    out + "\n"
}

/// How many there are, and what is not shown.
fn closing(report: &Report, shown: &[&Finding], look: &Look) -> String {
    let left_out = report.findings.len() - shown.len();
    let mut out = if shown.is_empty() && left_out > 0 {
        "No findings that may be shown here.\n".to_owned()
    } else if shown.is_empty() {
        "No findings.\n".to_owned()
    } else {
        let of = |level| shown.iter().filter(|finding| finding.level == level).count();
        let mut kinds = Vec::new();
        if of(Level::Deny) > 0 {
            kinds.push(format!("{} denied", thousands(of(Level::Deny))));
        }
        if of(Level::Warn) > 0 {
            kinds.push(count(of(Level::Warn), "warning", "warnings"));
        }
        let said = format!("{}: {}.", count(shown.len(), "finding", "findings"), kinds.join(", "));
        let hint = format!("What a rule looks for and why: probata explain {}", shown[0].rule);
        hang("", &said, look.width) + &hang("", &hint, look.width)
    };
    if left_out > 0 {
        let said = format!(
            "{} left out, because this output is not a screen: --sensitive puts {} in.",
            count(left_out, "sensitive finding", "sensitive findings"),
            if left_out == 1 { "it" } else { "them" }
        );
        out += &hang("", &said, look.width);
    }
    out
}
