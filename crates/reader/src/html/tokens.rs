//! Tokens of an HTML file with the exact bytes that each stretch of text comes from.
//!
//! html5gum tells where it stands after every stretch; here the stretch is compared with the file, so that
//! "verbatim" is never claimed of bytes that differ. Attributes that nobody asks for are not kept.
//!
//! Invariant: memory does not grow with the length of a tag, an attribute that is not kept, or a comment.

use html5gum::{Emitter, Error, State, Tokenizer};
use probata_report::Span;

/// Attributes that are kept; all others are thrown away unread.
const KEPT: &[&str] = &[
    "alt",
    "aria-hidden",
    "aria-label",
    "aria-level",
    "background",
    "bgcolor",
    "checked",
    "cite",
    "class",
    "close",
    "color",
    "face",
    "colspan",
    "content",
    "datetime",
    "epub:type",
    "height",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "lang",
    "multiple",
    "name",
    "open",
    "popover",
    "property",
    "rel",
    "reversed",
    "role",
    "rowspan",
    "selected",
    "separators",
    "size",
    "src",
    "srcdoc",
    "start",
    "style",
    "title",
    "type",
    "value",
    "width",
    "xml:lang",
];

/// Longest value kept, in bytes.
const LONGEST_VALUE: usize = 1 << 20;
/// As much of an address as is looked at: a picture that lies in the page is not kept.
const LONGEST_SOURCE: usize = 1 << 10;
/// Longest name looked at, in bytes; longer ones belong to nothing we know.
const LONGEST_NAME: usize = 64;

/// A start tag.
#[derive(Debug, Default)]
pub(super) struct StartTag {
    /// Its name in lower case.
    pub name: Vec<u8>,
    /// Attributes that are kept, the first of each name.
    attributes: Vec<(&'static str, Vec<u8>)>,
    /// True for `<br/>`.
    pub self_closing: bool,
    /// Where it stands, from `<` to `>`.
    pub source: Span,
    /// True if a kept attribute was longer than is kept.
    pub cut: bool,
}

impl StartTag {
    /// The value of an attribute; it must be one of those kept.
    pub fn get(&self, name: &str) -> Option<&str> {
        debug_assert!(KEPT.contains(&name), "{name} is not kept");
        let (_, value) = self.attributes.iter().find(|(known, _)| *known == name)?;
        match std::str::from_utf8(value) {
            Ok(text) => Some(text),
            Err(error) => std::str::from_utf8(&value[..error.valid_up_to()]).ok(),
        }
    }

    /// True if the attribute is there, with or without a value.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// True if one of the words of `class`, `role` or `epub:type` is `word`.
    pub fn is_called(&self, word: &str) -> bool {
        ["class", "role", "epub:type"]
            .iter()
            .filter_map(|name| self.get(name))
            .any(|value| value.split_ascii_whitespace().any(|class| class.eq_ignore_ascii_case(word)))
    }

    /// The two letters of the `lang` attribute, if it has two.
    pub fn language(&self) -> Option<[u8; 2]> {
        let code = self.get("lang").or_else(|| self.get("xml:lang"))?.trim();
        let primary = code.split(['-', '_']).next()?;
        match *primary.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some([a.to_ascii_lowercase(), b.to_ascii_lowercase()])
            }
            _ => None,
        }
    }
}

/// Takes tokens in the order of the file.
pub(super) trait Sink {
    /// Characters between tags, with references decoded.
    fn text(&mut self, text: &str, source: Span, verbatim: bool);
    /// A start tag. The answer tells how what follows is to be read, if not as markup.
    fn start(&mut self, tag: &StartTag) -> Option<State>;
    /// An end tag.
    fn end(&mut self, name: &[u8], source: Span);
    /// A comment, without its delimiters.
    fn comment(&mut self, text: &str, source: Span);
    /// True in `svg`, `math` and XHTML, where `<![CDATA[` is text.
    fn has_cdata(&self) -> bool;
    /// True if nothing more is wanted.
    fn is_full(&self) -> bool;
    /// The file ends inside a tag or comment that begins here.
    fn ends_inside(&mut self, start: usize);
}

/// Sends the tokens of `source` to `sink`; `base` is added to all offsets.
pub(super) fn tokens(source: &str, base: usize, sink: &mut impl Sink) {
    let emitter = Emit {
        source,
        base,
        sink,
        position: 0,
        done: 0,
        run: None,
        tag_start: 0,
        is_end: false,
        tag: StartTag::default(),
        last_start: Vec::new(),
        attribute: Vec::new(),
        value: None,
        pending: false,
    };
    // The iterator gives a token only when the sink is full.
    let _ = Tokenizer::new_with_emitter(source, emitter).next();
}

struct Emit<'s, S> {
    source: &'s str,
    base: usize,
    sink: &'s mut S,
    /// One past the byte that html5gum read last.
    position: usize,
    /// One past the last byte that a token came from.
    done: usize,
    /// Text equal to the file that was not sent yet.
    run: Option<Span>,
    tag_start: usize,
    is_end: bool,
    tag: StartTag,
    last_start: Vec<u8>,
    attribute: Vec<u8>,
    /// Index into the tag's attributes of the one whose value is being read.
    value: Option<usize>,
    /// True between `<` and the end of what it begins.
    pending: bool,
}

impl<S: Sink> Emit<'_, S> {
    fn flush(&mut self) {
        let Some(run) = self.run.take() else { return };
        let at = run.shifted(self.base);
        match self.source.get(run.range()) {
            Some(text) => self.sink.text(text, at, true),
            None => {
                let bytes = &self.source.as_bytes()[run.range()];
                self.sink.text(&String::from_utf8_lossy(bytes), at, false);
            }
        }
    }

    /// Begins keeping the attribute whose name is complete, unless there is one of that name.
    fn take_attribute(&mut self) -> Option<usize> {
        if self.is_end || self.attribute.is_empty() {
            return None;
        }
        let known = *KEPT.iter().find(|name| name.as_bytes() == self.attribute)?;
        self.attribute.clear();
        if self.tag.attributes.iter().any(|(name, _)| *name == known) {
            return None;
        }
        self.tag.attributes.push((known, Vec::new()));
        Some(self.tag.attributes.len() - 1)
    }

    fn begin_tag(&mut self, is_end: bool) {
        self.is_end = is_end;
        self.tag.name.clear();
        self.tag.attributes.clear();
        self.tag.self_closing = false;
        self.tag.cut = false;
        self.attribute.clear();
        self.value = None;
    }

    fn finish_token(&mut self) {
        self.done = self.position;
        self.pending = false;
    }
}

impl<S: Sink> Emitter for Emit<'_, S> {
    type Token = ();

    fn set_last_start_tag(&mut self, last: Option<&[u8]>) {
        self.last_start = last.unwrap_or_default().to_vec();
    }

    fn emit_eof(&mut self) {
        self.flush();
        if self.pending && self.tag_start >= self.done && self.done < self.source.len() {
            self.sink.ends_inside(self.base + self.tag_start);
        }
    }

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<()> {
        self.sink.is_full().then_some(())
    }

    fn emit_string(&mut self, text: &[u8]) {
        let end = self.position;
        let bytes = self.source.as_bytes();
        let same = end
            .checked_sub(text.len())
            .filter(|start| *start >= self.done && bytes.get(*start..end) == Some(text));
        match (same, &mut self.run) {
            (Some(start), Some(run)) if run.end == start => run.end = end,
            (Some(start), _) => {
                self.flush();
                self.run = Some(Span::new(start, end));
            }
            (None, _) => {
                self.flush();
                let source = Span::new(self.done.min(end), end).shifted(self.base);
                self.sink.text(&String::from_utf8_lossy(text), source, false);
            }
        }
        self.finish_token();
    }

    fn init_start_tag(&mut self) {
        self.begin_tag(false);
    }

    fn init_end_tag(&mut self) {
        self.begin_tag(true);
    }

    fn init_comment(&mut self) {}

    fn emit_current_tag(&mut self) -> Option<State> {
        self.flush();
        self.take_attribute();
        let source = Span::new(self.tag_start, self.position).shifted(self.base);
        self.finish_token();
        if self.is_end {
            self.last_start.clear();
            self.sink.end(&self.tag.name, source);
            return None;
        }
        self.last_start.clone_from(&self.tag.name);
        self.tag.source = source;
        self.sink.start(&self.tag)
    }

    fn emit_current_comment(&mut self) {
        self.flush();
        let span = Span::new(self.tag_start.min(self.position), self.position);
        let raw = self.source.get(span.range()).unwrap_or_default();
        let is_cut = raw.starts_with("<!--") && !raw.ends_with('>');
        let inner = raw.strip_prefix("<!--").or_else(|| raw.strip_prefix("<!")).unwrap_or(raw);
        let inner = inner.strip_suffix("-->").or_else(|| inner.strip_suffix('>')).unwrap_or(inner);
        self.sink.comment(inner, span.shifted(self.base));
        if is_cut {
            self.sink.ends_inside(self.base + span.start);
        }
        self.finish_token();
    }

    fn emit_current_doctype(&mut self) {
        self.flush();
        self.finish_token();
    }

    fn set_self_closing(&mut self) {
        self.tag.self_closing = !self.is_end;
    }

    fn set_force_quirks(&mut self) {}

    fn push_tag_name(&mut self, name: &[u8]) {
        let room = LONGEST_NAME.saturating_sub(self.tag.name.len());
        self.tag.name.extend_from_slice(&name[..name.len().min(room)]);
    }

    fn push_comment(&mut self, _: &[u8]) {}

    fn push_doctype_name(&mut self, _: &[u8]) {}

    fn init_doctype(&mut self) {
        self.flush();
    }

    fn init_attribute(&mut self) {
        self.take_attribute();
        self.attribute.clear();
        self.value = None;
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        let room = LONGEST_NAME.saturating_sub(self.attribute.len());
        self.attribute.extend_from_slice(&name[..name.len().min(room)]);
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        if !self.attribute.is_empty() {
            self.value = self.take_attribute();
            self.attribute.clear();
        }
        let Some((name, kept)) = self.value.and_then(|index| self.tag.attributes.get_mut(index)) else {
            return;
        };
        let is_source = *name == "src";
        let longest = if is_source { LONGEST_SOURCE } else { LONGEST_VALUE };
        let room = longest.saturating_sub(kept.len());
        self.tag.cut |= value.len() > room && !is_source;
        kept.extend_from_slice(&value[..value.len().min(room)]);
    }

    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn start_open_tag(&mut self) {
        self.tag_start = self.position.saturating_sub(1);
        self.pending = true;
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && !self.last_start.is_empty() && self.last_start == self.tag.name
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.sink.has_cdata()
    }

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }
}
