//! Markdown of an explanation, for a terminal: headings, paragraphs, lists, quotations, code.

use super::Look;
use crate::wrap::{hang, wrap};
use anstyle::Style;

/// Shows an explanation.
pub fn explanation(markdown: &str, look: &Look) -> String {
    let mut page = Page { out: String::new(), paragraph: Vec::new(), first: String::new(), look };
    let mut code = false;
    for line in markdown.lines() {
        if line.trim_start().starts_with("```") {
            page.flush();
            code = !code;
        } else if code {
            page.out += &format!("    {line}\n");
        } else {
            page.line(line);
        }
    }
    page.flush();
    page.out.trim_start_matches('\n').to_owned()
}

struct Page<'l> {
    out: String,
    /// Lines of the paragraph or list item being collected.
    paragraph: Vec<String>,
    /// What stands before its first line.
    first: String,
    look: &'l Look,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        let text = line.trim();
        let item = text.strip_prefix("- ").or_else(|| text.strip_prefix("* "));
        if text.is_empty() {
            self.flush();
            self.gap();
        } else if text.starts_with('#') {
            self.flush();
            self.gap();
            let heading = self.look.bold(&plain(text.trim_start_matches('#').trim()));
            self.out += &format!("{heading}\n");
        } else if let Some(item) = item {
            self.flush();
            self.first = "  - ".to_owned();
            self.paragraph.push(item.to_owned());
        } else if let Some(quoted) = text.strip_prefix('>') {
            if self.first != "    " {
                self.flush();
            }
            self.first = "    ".to_owned();
            self.paragraph.push(quoted.trim().to_owned());
        } else if text.starts_with('|') {
            self.flush();
            self.out += &format!("  {}\n", plain(text));
        } else {
            if line.starts_with("    ") && self.paragraph.is_empty() {
                self.out += &format!("{line}\n");
                return;
            }
            self.paragraph.push(text.to_owned());
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.paragraph).join(" ");
        let first = std::mem::take(&mut self.first);
        if text.is_empty() {
            return;
        }
        if self.look.colour {
            let indent = first.chars().count();
            for (index, line) in wrap(&text, self.look.width.saturating_sub(indent)).iter().enumerate() {
                let before = if index == 0 { first.clone() } else { " ".repeat(indent) };
                self.out += &format!("{before}{}\n", self.inline(line));
            }
        } else {
            self.out += &hang(&first, &plain(&text), self.look.width);
        }
    }

    fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// Code in bold; other marks taken away.
    fn inline(&self, line: &str) -> String {
        let mut out = String::new();
        for (index, piece) in line.split('`').enumerate() {
            let style = if index % 2 == 1 { Style::new().bold() } else { Style::new() };
            out += &if index % 2 == 1 { self.look.paint(style, piece) } else { plain(piece) };
        }
        out
    }
}

/// Without the marks of emphasis; code keeps its words and loses its ticks.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, piece) in text.split('`').enumerate() {
        if index % 2 == 1 { out.push_str(piece) } else { out.push_str(&piece.replace("**", "")) }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn headings_lists_and_paragraphs_are_told_apart() {
        let markdown = "# sole-source\n\nAn accusation that rests on\none `interview` alone. It is **not** wrong to print it, but a reader should know.\n\n## Remedy\n\n- name a second source\n- or say that there is none, in the sentence itself or in the note that carries the sentence\n\n> He was beaten.12\n\n```text\nprobata audit\n```\n";
        expect![[r#"
            sole-source

            An accusation that rests on one interview alone. It is not
            wrong to print it, but a reader should know.

            Remedy

              - name a second source
              - or say that there is none, in the sentence itself or in
                the note that carries the sentence

                He was beaten.12

                probata audit
        "#]]
        .assert_eq(&explanation(markdown, &Look { width: 60, ..Look::default() }));
    }
}
