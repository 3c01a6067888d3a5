//! Fields and links: the result is text, the instruction is not.

use super::forms::Form;
use super::shown::Shown;
use super::story::{Frame, Step, Story};
use super::xml::{Element, visible};
use crate::base64::Base64;
use probata_report::{Hidden, HiddenKind, Span};

/// The most that is kept of a citation manager's record.
const LONGEST_DATA: usize = 1 << 20;

/// Fields within fields; Word itself stops at 20.
const MOST_FIELDS: usize = 100;

/// Instructions that only lay out or count: nobody hides anything in them.
const PLAIN: [&str; 12] = [
    "PAGE",
    "NUMPAGES",
    "SECTIONPAGES",
    "SECTION",
    "TOC",
    "SEQ",
    "PAGEREF",
    "NOTEREF",
    "FTNREF",
    "REF",
    "STYLEREF",
    "SYMBOL",
];

/// A field that is open.
#[derive(Default)]
pub(super) struct Field {
    code: String,
    /// True once its result has begun.
    result: bool,
    start: usize,
    data: String,
    form: Form,
    /// Characters of words, not of instructions, taken for its instruction.
    swallowed: usize,
}

/// A link that is open.
pub(super) struct Link {
    start: usize,
    anchor: Option<String>,
    address: Option<String>,
}

/// A reference to a place of the document, to be resolved when all of it is read.
pub(super) struct Reference {
    pub span: Span,
    pub bookmark: String,
    pub what: &'static str,
}

impl<'x> Story<'_, '_, 'x> {
    /// A field's character: begin, separate, end.
    pub fn field_char(&mut self, element: &Element<'x>) {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") if self.fields.len() >= MOST_FIELDS => {
                self.fields_too_deep += 1;
                let why = format!(
                    "fields stand in fields more than {MOST_FIELDS} deep; their codes may stand in the text"
                );
                self.reading.lacks(self.place_name(), why);
            }
            Some("separate" | "end") if self.fields_too_deep > 0 => {
                self.fields_too_deep -=
                    usize::from(element.attribute("fldCharType").as_deref() == Some("end"));
            }
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => self.field_result(),
            Some("end") => self.field_end(),
            _ => {}
        }
    }

    /// A field in the short form.
    pub fn simple_field(&mut self, element: &Element<'x>) -> Step {
        let code = element.attribute("instr").unwrap_or_default();
        self.fields.push(Field { code, ..Field::default() });
        self.field_result();
        Step::Into(Frame::SimpleField)
    }

    fn field_result(&mut self) {
        let start = self.reading.draft.position();
        if let Some(field) = self.fields.last_mut() {
            (field.result, field.start) = (true, start);
        }
    }

    /// A record that belongs to the innermost field.
    pub fn field_data(&mut self, text: &str) {
        if let Some(field) = self.fields.last_mut().filter(|field| field.data.len() < LONGEST_DATA) {
            field.data.extend(text.chars().filter(|c| !c.is_whitespace()));
        }
    }

    /// True within an instruction.
    pub fn in_code(&self) -> bool {
        self.fields.iter().any(|field| !field.result)
    }

    /// True within a table of contents.
    pub fn in_contents(&self) -> bool {
        self.fields.iter().any(|field| matches!(name(&field.code), "TOC" | "INDEX" | "TOA"))
    }

    /// Keeps characters that belong to an instruction (`code`: they are marked as such); false if they are words.
    pub fn taken_by_field(&mut self, text: &str, code: bool) -> bool {
        match self.fields.iter_mut().rev().find(|field| !field.result) {
            Some(field) => {
                field.code.push_str(text);
                field.swallowed += if code { 0 } else { visible(text) };
                true
            }
            None if code => {
                let (place, paragraph) = (self.place_name(), self.cursor.paragraphs);
                self.reading.hide_here(HiddenKind::FieldCode, text, place, paragraph);
                true
            }
            None => false,
        }
    }

    /// What a field of a form offers, and what was chosen.
    pub fn form_property(&mut self, element: &Element<'x>) -> Step {
        if let Some(field) = self.fields.last_mut() {
            field.form.set(element);
        }
        Step::Into(Frame::FormData)
    }

    /// The innermost field ends.
    pub fn field_end(&mut self) {
        let Some(field) = self.fields.pop() else { return };
        let at = self.reading.draft.position();
        let start = if field.result { field.start.min(at) } else { at };
        let result = Span::new(start, at).trimmed(&self.reading.draft.document.text);
        let words = arguments(&field.code);
        let kind = words.first().map(|word| word.to_uppercase()).unwrap_or_default();
        let first = words.get(1).filter(|word| !word.starts_with('\\')).cloned().unwrap_or_default();
        let what = match kind.as_str() {
            "NOTEREF" | "FTNREF" => Some("note"),
            "PAGEREF" => Some("page"),
            "REF" if words.iter().any(|w| matches!(w.as_str(), "\\n" | "\\r" | "\\w")) => Some("paragraph"),
            "REF" => Some("bookmark"),
            _ => None,
        };
        if result.is_empty() {
            self.without_result(&field);
        }
        if kind == "SEQ" {
            self.caption_field(&first, start);
        }
        if let Some(what) = what {
            self.refer(result, first, what);
        } else if kind == "HYPERLINK" {
            let anchor = words.iter().position(|w| w == "\\l").and_then(|at| words.get(at + 1)).cloned();
            let address = Some(first).filter(|address| !address.is_empty());
            self.linked(result, anchor, address);
        } else if !kind.is_empty() && !PLAIN.contains(&kind.as_str()) {
            self.keep_code(&field, result);
        }
    }

    fn without_result(&mut self, field: &Field) {
        match Shown::of(&field.code, &field.form) {
            Some(Shown::Words(words)) => self.words_of_field(&words),
            Some(Shown::Unknown(font, code)) => {
                let sign = self.unknown_sign(&font, code);
                self.words_of_field(&sign.to_string());
            }
            Some(Shown::Unread(why)) if !self.is_changed_away() => {
                self.reading.lacks(self.place_name(), why);
            }
            Some(Shown::Unread(_)) | None => {}
        }
    }

    fn keep_code(&mut self, field: &Field, result: Span) {
        let record = decoded(&field.data).unwrap_or_default();
        let text = format!("{} {record}", field.code.trim());
        self.reading.draft.document.hidden.push(Hidden {
            kind: HiddenKind::FieldCode,
            text: text.trim().to_owned(),
            span: result,
            author: String::new(),
            date: String::new(),
            place: self.place_name().to_owned(),
        });
    }

    fn refer(&mut self, span: Span, bookmark: String, what: &'static str) {
        let of_contents = what == "page" && self.in_contents();
        if !self.is_changed_away() && !of_contents && !span.is_empty() {
            self.reading.references.push(Reference { span, bookmark, what });
        }
    }

    /// A link begins.
    pub fn begin_link(&mut self, element: &Element<'x>) -> Step {
        let relation = element.relation("id").and_then(|id| self.part.relations.get(&id));
        self.links.push(Link {
            start: self.reading.draft.position(),
            anchor: element.attribute("anchor"),
            address: relation.map(|relation| relation.target.clone()),
        });
        Step::Into(Frame::Link)
    }

    /// A link ends.
    pub fn end_link(&mut self) {
        let Some(link) = self.links.pop() else { return };
        let at = self.reading.draft.position();
        let span = Span::new(link.start.min(at), at).trimmed(&self.reading.draft.document.text);
        self.linked(span, link.anchor, link.address);
    }

    /// A link's words lead to a place of the document, or to an address that is not printed.
    fn linked(&mut self, span: Span, anchor: Option<String>, address: Option<String>) {
        match (address, anchor) {
            (Some(address), _) if self.reading.draft.document.text[span].trim() != address => {
                let field = Field { code: format!("HYPERLINK {address}"), ..Field::default() };
                self.keep_code(&field, span);
            }
            (None, Some(anchor)) if !anchor.starts_with("_Toc") && anchor != "_top" => {
                self.refer(span, anchor, "bookmark");
            }
            _ => {}
        }
    }

    /// Fields that the story did not end.
    pub fn end_fields(&mut self) {
        let swallowed: usize =
            self.fields.iter().filter(|field| !field.result).map(|field| field.swallowed).sum();
        if swallowed > 0 {
            let why = format!(
                "a field is not ended: {swallowed} characters of words behind it belong to its code. Open the file in \
                 Word, press Alt+F9 to see field codes, and mend it"
            );
            self.reading.lacks(self.place_name(), why);
        }
        while !self.fields.is_empty() {
            self.field_end();
        }
    }
}

fn name(code: &str) -> &str {
    code.split_whitespace().next().unwrap_or_default()
}

/// The first words of an instruction, without quotation marks.
pub(crate) fn arguments(code: &str) -> Vec<String> {
    const MOST: usize = 16;
    let (mut words, mut word, mut quoted, mut begun) = (Vec::new(), String::new(), false, false);
    for c in code.chars() {
        if words.len() >= MOST {
            break;
        }
        match c {
            '"' => {
                quoted = !quoted;
                begun = true;
            }
            c if c.is_whitespace() && !quoted => {
                if std::mem::take(&mut begun) {
                    words.push(std::mem::take(&mut word));
                }
            }
            c => {
                word.push(c);
                begun = true;
            }
        }
    }
    if begun {
        words.push(word);
    }
    words
}

/// A record in base 64, if it is text.
fn decoded(data: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(data.len() / 4 * 3);
    if Base64::default().take(data.as_bytes(), &mut bytes) > 0 {
        return None;
    }
    let text = String::from_utf8(bytes).ok()?;
    (!text.contains('\0')).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_fall_into_words() {
        assert_eq!(
            arguments(r#" HYPERLINK "https://lantern.example/a b" \l "x" "#).join("|"),
            r"HYPERLINK|https://lantern.example/a b|\l|x"
        );
        assert_eq!(arguments(" NOTEREF _Ref12 \\h ").join("|"), r"NOTEREF|_Ref12|\h");
    }

    #[test]
    fn records_are_decoded_where_they_are_text() {
        assert_eq!(decoded("PEVuZE5vdGU+").as_deref(), Some("<EndNote>"));
        assert_eq!(decoded("AAAA"), None);
        assert_eq!(decoded("!"), None);
    }
}
