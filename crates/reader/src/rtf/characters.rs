//! From bytes to characters of the open story.

use super::pages::Letters;
use super::state::Dest;
use super::walk::{MOST_UNKNOWN, Walk};
use crate::docx::xml::visible;
use crate::draft::Place;
use crate::flow::Words;
use crate::signs::{self, SignFont};
use probata_report::Span;

/// The most that is kept of a property or an instruction.
const LONGEST_COLLECTED: usize = 1 << 20;

impl Walk<'_> {
    /// Bytes of text.
    pub fn bytes(&mut self, bytes: &[u8], span: Span, escaped: bool) {
        self.surrogate = None;
        match &self.state.dest {
            Dest::Skip | Dest::Holder | Dest::Form => return,
            Dest::Colours => return self.tables.colour_ends(bytes),
            _ => {}
        }
        let goes_on = self.pending.is_empty()
            || (self.pending_span.end == span.start && (self.pending_escaped == escaped || self.is_half()));
        if !goes_on {
            self.flush();
        }
        if self.pending.is_empty() {
            (self.pending_span, self.pending_escaped) = (span, escaped);
        }
        self.pending.extend_from_slice(bytes);
        self.pending_span.end = span.end;
        self.pending_escaped |= escaped;
    }

    /// True if the bytes that wait may end in half a character.
    fn is_half(&self) -> bool {
        self.tables.letters(self.state.characters.font).0.is_wide()
            && self.pending.last().is_some_and(|byte| *byte >= 0x80)
    }

    /// Decodes the bytes that wait.
    pub fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let letters = self.tables.letters(self.state.characters.font).0;
        let (text, is_whole) = match letters {
            Letters::Signs => (self.signs(bytes.iter().map(|byte| u32::from(*byte))), true),
            _ => letters.decode(&bytes),
        };
        let verbatim = !self.pending_escaped && text.as_bytes() == bytes && bytes.is_ascii();
        if self.state.is_text() {
            self.odd_letters |= !is_whole;
        }
        self.put(&text, self.pending_span, verbatim, false);
        self.pending = bytes;
        self.pending.clear();
    }

    /// A character by its number.
    pub fn unicode(&mut self, number: i32, span: Span) {
        self.flush();
        self.passing = self.state.fallback;
        let Ok(unit) = u16::try_from(number).or_else(|_| u16::try_from(number.saturating_add(65_536))) else {
            let one = u32::try_from(number).ok().and_then(char::from_u32).unwrap_or('\u{FFFD}');
            return self.put(&one.to_string(), span, false, false);
        };
        let text = match (self.surrogate.take(), unit) {
            (None, 0xD800..=0xDBFF) => {
                self.surrogate = Some(unit);
                return;
            }
            (Some(high), 0xDC00..=0xDFFF) => String::from_utf16_lossy(&[high, unit]),
            _ => String::from_utf16_lossy(&[unit]),
        };
        // Signs are numbered from U+F000, or as letters.
        let is_sign = self.tables.letters(self.state.characters.font).0 == Letters::Signs;
        let sign = text.chars().next().filter(|c| is_sign || *c > '\u{f000}').and_then(signs::code);
        let text = match sign {
            Some(code) => self.signs(std::iter::once(code)),
            None => text,
        };
        self.put(&text, span, false, false);
    }

    /// What signs with these codes show in the font that holds here; one that is not known is told where it stands in the text.
    fn signs(&mut self, codes: impl Iterator<Item = u32>) -> String {
        let name = self.tables.letters(self.state.characters.font).1.trim().to_owned();
        let font = if name.is_empty() { Some(SignFont::Symbol) } else { SignFont::named(&name) };
        let told = self.state.is_text();
        codes
            .map(|code| match font.map(|font| font.sign(code)) {
                Some(Some(sign)) => sign,
                _ if code <= 0x20 => ' ',
                Some(None) => {
                    let (place, why) = signs::unknown(&name, code);
                    told.then(|| self.builder.flow.lacks(place, why));
                    signs::UNKNOWN
                }
                None => {
                    let why = "its letters are signs that are not known here, and stand as letters: look at them in the document";
                    told.then(|| self.builder.flow.lacks(format!("font {name}"), why));
                    char::from_u32(code).unwrap_or(signs::UNKNOWN)
                }
            })
            .collect()
    }

    /// A character that a control word stands for; `added`: it is white space that is no character of the file.
    pub fn sign(&mut self, text: &str, span: Span, added: bool) {
        self.flush();
        self.put(text, span, false, added);
    }

    fn put(&mut self, text: &str, span: Span, verbatim: bool, added: bool) {
        match &self.state.dest {
            Dest::Text => self.words(text, span, verbatim, added),
            Dest::Unknown(name) => {
                let count = visible(text);
                let is_many = self.unknown.len() >= MOST_UNKNOWN && !self.unknown.contains_key(name.as_ref());
                let name = if is_many { "others".to_owned() } else { name.to_string() };
                if count > 0 {
                    *self.unknown.entry(name).or_default() += count;
                }
            }
            Dest::Collected => {
                if let Some(last) = self.collected.last_mut()
                    && last.len() < LONGEST_COLLECTED
                {
                    last.push_str(text);
                }
            }
            Dest::Formula => self.formula.put(text),
            Dest::Fonts => self.tables.font_name(text),
            Dest::Styles => self.tables.style_name(text),
            Dest::Authors => self.tables.author_text(text),
            Dest::Skip | Dest::Holder | Dest::Form | Dest::Colours => {}
        }
    }

    fn words(&mut self, text: &str, span: Span, verbatim: bool, added: bool) {
        if !added {
            self.count(text);
        }
        let (look, place) = (self.look(), self.place(span));
        // An escaped character is no run of its own: runs of the file's bytes stay apart all the same.
        self.builder.words(Words { text: text.to_owned(), place, verbatim, added, look });
    }

    /// Characters of the file were seen that are words of the document.
    pub fn count(&mut self, text: &str) {
        self.seen += visible(text);
        if self.mark.is_some() && !text.trim().is_empty() {
            self.lone_mark();
        }
    }

    /// Where something stands.
    pub fn place(&self, source: Span) -> Place {
        Place { member: 0, paragraph: self.paragraphs, run: self.run, source }
    }
}
