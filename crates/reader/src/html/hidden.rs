//! What an HTML file holds besides its visible text.

use probata_report::{Hidden, HiddenKind, Span};

/// Entries beyond this many are put into the last one.
const MOST_ENTRIES: usize = 1 << 16;

/// Collects hidden things; gives each the line of the file where it stands.
#[derive(Debug)]
pub(super) struct Collector<'s> {
    source: &'s [u8],
    /// A place of the file and its line, from which others are counted.
    counted: (usize, usize),
    /// What was found.
    pub found: Vec<Hidden>,
    open: Option<Hidden>,
    room: usize,
    /// True if there was more than is kept.
    pub is_cut: bool,
}

impl<'s> Collector<'s> {
    /// Begins with nothing; `room` is the most text that is kept, in bytes.
    pub fn new(source: &'s str, room: usize) -> Self {
        let source = source.as_bytes();
        Self { source, counted: (0, 1), found: Vec::new(), open: None, room, is_cut: false }
    }

    /// Line of the file, from 1, in which the byte at `offset` stands.
    pub fn line(&mut self, offset: usize) -> usize {
        let offset = offset.min(self.source.len());
        let (at, line) = self.counted;
        let newlines = |from: usize, to: usize| memchr::memchr_iter(b'\n', &self.source[from..to]).count();
        let line = match offset >= at {
            true => line + newlines(at, offset),
            false => line - newlines(offset, at),
        };
        self.counted = (offset, line);
        line
    }

    /// Where something stands, in words.
    pub fn place(&mut self, offset: usize) -> String {
        format!("line {}", self.line(offset))
    }

    /// Text that is not seen, at `at` of the visible text.
    pub fn add_text(&mut self, kind: HiddenKind, text: &str, offset: usize, at: usize) {
        let is_same = self.open.as_ref().is_some_and(|open| open.kind == kind && open.span.start == at);
        if !is_same {
            self.flush();
            if text.trim().is_empty() {
                return;
            }
            let place = self.place(offset);
            self.open = Some(hidden(kind, String::new(), Span::new(at, at), place));
        }
        if let Some(open) = &mut self.open {
            let kept = cut_at(text, self.room);
            self.is_cut |= kept.len() < text.len();
            self.room -= kept.len();
            open.text.push_str(kept);
        }
    }

    /// White space between hidden paragraphs.
    pub fn separate(&mut self) {
        if let Some(open) = self.open.as_mut().filter(|open| !open.text.ends_with('\n')) {
            open.text.push('\n');
        }
    }

    /// Ends the stretch of unseen text; `author` and `date` as the file tells them.
    pub fn flush_by(&mut self, author: &str, date: &str) {
        let Some(mut open) = self.open.take() else { return };
        open.text = squeezed(&open.text);
        open.author = author.to_owned();
        open.date = date.to_owned();
        self.keep(open);
    }

    /// Ends the stretch of unseen text.
    pub fn flush(&mut self) {
        self.flush_by("", "");
    }

    /// A thing with its text at once.
    pub fn add(&mut self, kind: HiddenKind, text: &str, span: Span, place: String) {
        let text = cut_at(text, self.room);
        self.room -= text.len();
        self.keep(hidden(kind, squeezed(text), span, place));
    }

    /// A thing that is complete.
    pub fn keep(&mut self, entry: Hidden) {
        if entry.text.is_empty() {
            return;
        }
        let is_full = self.found.len() >= MOST_ENTRIES;
        match self.found.last_mut().filter(|_| is_full) {
            Some(last) => {
                last.text.push('\n');
                last.text.push_str(&entry.text);
            }
            None => self.found.push(entry),
        }
    }
}

fn hidden(kind: HiddenKind, text: String, span: Span, place: String) -> Hidden {
    Hidden { kind, text, span, author: String::new(), date: String::new(), place }
}

/// At most `room` bytes of `text`.
fn cut_at(text: &str, room: usize) -> &str {
    let mut end = text.len().min(room);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// With single spaces; line ends are kept where they part paragraphs.
pub(super) fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Properties of the document that Word writes into a comment at the head of a saved page.
const PROPERTIES: [&str; 10] = [
    "Author",
    "LastAuthor",
    "Company",
    "Manager",
    "Title",
    "Subject",
    "Keywords",
    "Description",
    "Category",
    "Template",
];

/// What a comment holds: a kind, where it comes from (if a property), and the text.
pub(super) fn of_comment(comment: &str) -> Vec<(HiddenKind, Option<&'static str>, String)> {
    let trimmed = comment.trim();
    let is_conditional = trimmed.starts_with("[if ");
    let is_marker = ["StartFragment", "EndFragment", "[endif]", "more"].contains(&trimmed)
        || trimmed.starts_with("wp:")
        || trimmed.starts_with("/wp:")
        || trimmed.starts_with("<?xml")
        || trimmed.starts_with("<?mso")
        || trimmed.starts_with("[CDATA[")
        || trimmed.is_empty();
    if is_marker
        || !is_conditional && trimmed.starts_with('[') && trimmed.ends_with(']') && trimmed.len() < 60
    {
        return Vec::new();
    }
    if !is_conditional {
        return vec![(HiddenKind::HiddenText, None, comment.to_owned())];
    }
    if comment.contains("DocumentProperties") {
        return PROPERTIES
            .iter()
            .filter_map(|name| Some((HiddenKind::Property, Some(*name), element_text(comment, name)?)))
            .collect();
    }
    let inner = trimmed.split_once("]>").map_or("", |(_, inner)| inner);
    let text = without_tags(inner.strip_suffix("<![endif]").unwrap_or(inner));
    let is_field = trimmed.starts_with("[if supportFields");
    let kind = if is_field { HiddenKind::FieldCode } else { HiddenKind::HiddenText };
    if text.trim().is_empty() { Vec::new() } else { vec![(kind, None, text)] }
}

fn element_text(xml: &str, name: &str) -> Option<String> {
    let (_, after) = xml.split_once(&format!("<o:{name}>"))?;
    let (text, _) = after.split_once("</")?;
    Some(text.to_owned()).filter(|text| !text.trim().is_empty())
}

/// The text between tags; what styles, scripts and XML islands hold is left out.
fn without_tags(markup: &str) -> String {
    let mut out = String::new();
    let mut rest = markup;
    while let Some((text, after)) = rest.split_once('<') {
        out.push_str(text);
        let skipped = ["style", "script", "xml"]
            .iter()
            .find(|name| after.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)));
        let end = match skipped {
            Some(name) => after.split_once(&format!("</{name}")).map(|(_, after)| after),
            None => Some(after),
        };
        rest = end.and_then(|after| after.split_once('>')).map_or("", |(_, after)| after);
        out.push(' ');
    }
    out.push_str(rest);
    out.replace("&nbsp;", " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_told_apart() {
        let texts = |comment| of_comment(comment).into_iter().map(|(_, _, text)| text).collect::<Vec<_>>();
        assert_eq!(texts(" ask Mira "), [" ask Mira "]);
        assert!(texts("wp:paragraph").is_empty());
        assert!(texts("[if gte mso 9]><xml><w:View/></xml><![endif]").is_empty());
        let word = "[if gte mso 9]><xml><o:DocumentProperties><o:Author>M. Dessel</o:Author></o:DocumentProperties></xml>";
        assert_eq!(of_comment(word), [(HiddenKind::Property, Some("Author"), "M. Dessel".to_owned())]);
    }
}
