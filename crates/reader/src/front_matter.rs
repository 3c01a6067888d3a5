//! YAML front matter of Markdown and text files: what the file says about itself, not sentences of the report.
//!
//! Incomplete: keys of the first level with their values as they are typed; what is nested stays one value.

use crate::plain::Line;
use probata_report::{Document, Hidden, HiddenKind, Span};

/// Longer front matter is taken for text.
const MOST_LINES: usize = 200;
/// Most keys named in the remark.
const MOST_NAMED: usize = 12;

/// How many lines of front matter stand at the start: between two fences, keys and what belongs to them.
pub(crate) fn lines(text: &str, lines: &[Line]) -> usize {
    let is = |index: usize, fences: &[&str]| lines.get(index).is_some_and(|l| fences.contains(&l.of(text)));
    if !is(0, &["---"]) || lines.get(1).is_none_or(|line| key(text, *line).is_none()) {
        return 0;
    }
    let closes = |index: &usize| is(*index, &["---", "..."]);
    let Some(end) = (1..lines.len().min(MOST_LINES)).find(closes) else { return 0 };
    let belongs =
        |line: &Line| line.indent > 0 || line.of(text).starts_with(['-', '#']) || key(text, *line).is_some();
    if lines[1..end].iter().all(belongs) { end + 1 } else { 0 }
}

/// Keeps the front matter as properties of the file, and says that it did.
pub(crate) fn keep(document: &mut Document, text: &str, found: &[Line]) {
    let mut kept: Vec<(&str, Hidden)> = Vec::new();
    for line in found.get(1..found.len().saturating_sub(1)).unwrap_or_default() {
        let words = line.of(text);
        let span = Span::new(line.start as usize, line.end as usize);
        if let Some(name) = key(text, *line) {
            kept.push((name, property(name, value(&words[name.len() + 1..]), span)));
        } else if let Some((_, last)) = kept.last_mut().filter(|_| !words.starts_with('#')) {
            let more = value(words.strip_prefix("- ").unwrap_or(words));
            last.text = if last.text.is_empty() { more.to_owned() } else { format!("{} {more}", last.text) };
            last.span.end = span.end;
        }
    }
    if let Some(part) = document.parts.first_mut().filter(|_| !kept.is_empty()) {
        let names: Vec<&str> = kept.iter().map(|(name, _)| *name).take(MOST_NAMED).collect();
        part.remarks.push(format!(
            "front matter is read as what the file says about itself, not as text: {}",
            names.join(", ")
        ));
    }
    document
        .hidden
        .extend(kept.into_iter().map(|(_, hidden)| hidden).filter(|hidden| !hidden.text.is_empty()));
}

/// The key of a line `key: value` that is not indented.
fn key(text: &str, line: Line) -> Option<&str> {
    let (key, rest) = line.of(text).split_once(':')?;
    let plain = key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let ends = rest.is_empty() || rest.starts_with([' ', '\t']);
    (line.indent == 0 && plain && ends && key.starts_with(char::is_alphabetic)).then_some(key)
}

/// A value without the quotes around it.
fn value(typed: &str) -> &str {
    let typed = typed.trim();
    let inner = |quote| typed.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    let block = matches!(typed, "|" | ">" | "|-" | ">-");
    if block { "" } else { inner('"').or_else(|| inner('\'')).unwrap_or(typed) }
}

fn property(name: &str, text: &str, span: Span) -> Hidden {
    Hidden {
        kind: HiddenKind::Property,
        text: text.to_owned(),
        span,
        author: String::new(),
        date: String::new(),
        place: format!("front matter {name}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Options, read};
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let document = read("a.md", text.as_bytes(), &Options::default());
        let mut said: Vec<String> =
            document.hidden.iter().map(|hidden| format!("{}: {}", hidden.place, hidden.text)).collect();
        said.extend(document.sentences.iter().map(|sentence| document.text[sentence.span].to_owned()));
        said.extend(document.parts[0].remarks.clone());
        expected.assert_eq(&said.join("\n"));
    }

    #[test]
    fn front_matter_is_no_text() {
        check(
            "---\r\ntitle: 'Returned'\r\nauthors:\r\n  - Mira Dessel\r\n  - T. Verin\r\nabstract: >\r\n  He was held.\r\n  Long.\r\n---\r\n\r\nHe was held at Doln.\r\n",
            expect![[r#"
                front matter title: Returned
                front matter authors: Mira Dessel T. Verin
                front matter abstract: He was held. Long.
                He was held at Doln.
                front matter is read as what the file says about itself, not as text: title, authors, abstract"#]],
        );
    }

    #[test]
    fn a_rule_before_a_paragraph_is_none() {
        check(
            "---\n\nHe said: no.\n\nHe was held at Doln.\n\n---\n\nNobody was told.\n",
            expect![[r#"
            He said: no.
            He was held at Doln.
            Nobody was told."#]],
        );
    }
}
