//! Finds the words that refer and judges by what stands around them whether they mean this document.

use super::places::{Places, Toward, is_label};
use super::words::{What, Words, words};
use crate::sentence::abbreviations;
use probata_report::{Block, BlockKind, CrossReference, Document, Span};

/// Bytes before and behind that are looked at.
const AROUND: usize = 64;

/// All references in words, in order.
pub(crate) fn references(document: &Document) -> Vec<CrossReference> {
    let places = Places::of(document);
    let mut found = Vec::new();
    for block in &document.blocks {
        if !matches!(block.kind, BlockKind::Header | BlockKind::Footer | BlockKind::Apparatus) {
            let finder =
                Finder { places: &places, block, text: &document.text, words: words(&block.language) };
            finder.block(&mut found);
        }
    }
    found.sort_by_key(|reference| reference.span.start);
    found
}

struct Finder<'a> {
    places: &'a Places<'a>,
    block: &'a Block,
    text: &'a str,
    words: &'static Words,
}

/// What the words around a reference say.
#[derive(Debug, Default)]
struct Around {
    /// "see", "cf.", or an opening bracket before it.
    weak: bool,
    /// "supra", "above", "of this report".
    strong: Option<Toward>,
    /// It belongs to another work.
    elsewhere: bool,
}

/// A number that is referred to.
struct Label<'t> {
    span: Span,
    text: &'t str,
}

impl<'a> Finder<'a> {
    fn block(&self, found: &mut Vec<CrossReference>) {
        let Span { start, end } = self.block.span;
        let mut word = None;
        for (offset, c) in self.text[start..end].char_indices() {
            let at = start + offset;
            match (word, c.is_alphanumeric()) {
                (None, true) => word = Some(at),
                (Some(begin), false) => {
                    word = None;
                    if let Some(what) = self.words.what(&self.text[begin..at]) {
                        self.refer(what, Span::new(begin, at), found);
                    }
                }
                _ => {}
            }
        }
    }

    /// Looks for numbers behind the word and, if they mean this document, adds a reference for each.
    fn refer(&self, what: What, word: Span, found: &mut Vec<CrossReference>) {
        let Some(first) = self.label_behind(word) else { return };
        if self.is_word(word, &first) {
            return;
        }
        let mut labels = vec![first];
        let plural = matches!(&self.text[word], "nn" | "pp" | "пп") || self.text[word].ends_with(['s', 'S']);
        while let Some(next) = labels.last().and_then(|last| self.joined(last.span.end, plural)) {
            labels.push(next);
            if labels.len() == 8 {
                break;
            }
        }
        let end = labels.last().map_or(word.end, |label| label.span.end);
        let around = self.around(word, end);
        if around.elsewhere || self.is_title(word) {
            return;
        }
        let short = self.text[word].chars().count() <= 2;
        for (index, label) in labels.iter().enumerate() {
            let toward = around.strong.unwrap_or(Toward::Anywhere);
            let resolved = self.places.find(what, label.text, word.start, toward);
            if self.accepts(what, label.text, &around, resolved, short) && resolved != Some(self.block.span) {
                let span = if index == 0 { word.cover(label.span) } else { label.span };
                let (target, what) = (label.text.to_owned(), what.name().to_owned());
                found.push(CrossReference { span, target, what, resolved });
            }
        }
    }

    /// True if this is clearly a place of this document.
    fn accepts(&self, what: What, label: &str, around: &Around, resolved: Option<Span>, short: bool) -> bool {
        let (strong, pointed) = (around.strong.is_some(), around.weak || around.strong.is_some());
        let (some, many) = (self.places.count(what) > 0, self.places.count(what) >= 3);
        match (what, resolved.is_some()) {
            (What::Note, true) => pointed,
            (What::Note, false) => strong || around.weak && some && !short,
            (What::Footnote, true) => true,
            (What::Footnote, false) => strong || around.weak && some,
            (What::Section, true) => pointed || label.contains('.'),
            (What::Section | What::Chapter, false) => strong,
            (What::Chapter | What::Annex | What::Figure | What::Table, true) => true,
            (What::Annex, false) => strong || some,
            (What::Figure | What::Table, false) => pointed && some,
            (What::Paragraph, true) => strong || around.weak && many && !short,
            (What::Paragraph, false) | (What::Page, _) => strong && some,
        }
    }

    /// "Part A man", "it took part I think": the letter is a word.
    fn is_word(&self, word: Span, label: &Label) -> bool {
        let behind = self.text[label.span.end..self.block.span.end].trim_start_matches(' ');
        let letter = match label.text {
            "A" | "a" => true,
            "I" => self.text[word].starts_with(char::is_lowercase),
            _ => false,
        };
        letter && behind.starts_with(char::is_lowercase)
    }

    /// A heading or caption is no reference to itself.
    fn is_title(&self, word: Span) -> bool {
        word.start == self.block.span.start
            && matches!(self.block.kind, BlockKind::Heading(_) | BlockKind::Caption)
    }

    /// The number behind the word: " 12", ". 12", ".12".
    fn label_behind(&self, word: Span) -> Option<Label<'a>> {
        let rest = &self.text[word.end..self.block.span.end];
        let dotless = rest.strip_prefix('.').unwrap_or(rest);
        let bare = dotless.trim_start_matches([' ', '\u{a0}', '\n', '\u{202f}', '\r']);
        let gap = rest.len() - bare.len();
        if gap == 0 || gap > 6 {
            return None;
        }
        self.label_at(word.end + gap)
    }

    fn label_at(&self, at: usize) -> Option<Label<'a>> {
        let rest = &self.text[at..self.block.span.end];
        let mut end = 0;
        for (offset, c) in rest.char_indices().take(20) {
            let joins = c == '.' && rest[offset + 1..].starts_with(|c: char| c.is_ascii_alphanumeric());
            if !(c.is_ascii_alphanumeric() || joins) {
                break;
            }
            end = offset + 1;
        }
        let text = &rest[..end];
        let letters_follow =
            rest[end..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’'));
        (is_label(text) && !letters_follow).then_some(Label { span: Span::new(at, at + end), text })
    }

    /// A further number: "12-14", "12 and 14" behind a plural.
    fn joined(&self, at: usize, plural: bool) -> Option<Label<'a>> {
        let rest = &self.text[at..self.block.span.end];
        if let Some(behind) = rest.strip_prefix(['-', '–', '‑']) {
            let label = self.label_at(at + rest.len() - behind.len())?;
            return label.text.starts_with(|c: char| c.is_ascii_digit()).then_some(label);
        }
        let word = rest.trim_start();
        let end = word.find(char::is_whitespace)?;
        if !plural || word.len() == rest.len() || !self.words.joins.contains(&word[..end]) {
            return None;
        }
        self.label_at(at + rest.len() - word[end..].trim_start().len())
    }

    fn around(&self, word: Span, end: usize) -> Around {
        let mut around = Around::default();
        self.look_behind(end, &mut around);
        self.look_before(word.start, &mut around);
        around
    }

    fn look_before(&self, at: usize, around: &mut Around) {
        let from = self.text.ceil_char_boundary(at.saturating_sub(AROUND).max(self.block.span.start));
        let before = self.text[from..at].trim_end();
        around.weak |= before.ends_with('(');
        let mut only_pointers = true;
        for (index, token) in before.split_whitespace().rev().take(3).enumerate() {
            let word = token.trim_matches(|c: char| !c.is_alphanumeric());
            let lower = word.to_lowercase();
            let weak = self.words.weak.contains(&lower);
            let ended = token.ends_with(['.', ';', '!', '?', ':']) && !weak;
            let pointer = self.strong(&lower).filter(|_| !ended && only_pointers);
            if ended || word.contains(|c: char| c.is_numeric()) && index > 0 {
                break;
            }
            around.weak |= weak;
            around.strong = around.strong.or(pointer);
            if index == 0 && pointer.is_none() && !weak {
                around.elsewhere |=
                    around.strong.is_none() && (token.ends_with(',') || self.is_name(token, word));
            }
            only_pointers &= pointer.is_some() || weak;
        }
    }

    /// "Penal Code section 4": a name directly before, which the number belongs to.
    fn is_name(&self, token: &str, word: &str) -> bool {
        token.ends_with(char::is_alphanumeric)
            && word.starts_with(char::is_uppercase)
            && !abbreviations::words(&self.block.language).is_opener(word)
    }

    fn look_behind(&self, at: usize, around: &mut Around) {
        let to = self.text.floor_char_boundary((at + AROUND).min(self.block.span.end));
        let behind = &self.text[at..to];
        let clause = behind.starts_with('(');
        let rest = behind.trim_start_matches([',', ' ', '\n', '\u{a0}', '(', '\r']).to_lowercase();
        let mut tokens =
            rest.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|token| !token.is_empty());
        let (first, second) = (tokens.next().unwrap_or_default(), tokens.next().unwrap_or_default());
        let pointer = self.strong(first).or_else(|| self.strong(&format!("{first} {second}")));
        if !clause && pointer.is_some() {
            around.strong = pointer;
            return;
        }
        let this =
            self.words.this.iter().any(|this| rest.find(this.as_str()).is_some_and(|found| found <= 8));
        if this {
            around.strong = around.strong.or(Some(Toward::Anywhere));
            return;
        }
        let spaced = behind.starts_with(char::is_whitespace);
        let belongs = spaced && self.words.elsewhere.contains(first) && self.words.what(second).is_none();
        let capital = spaced && behind.trim_start().starts_with(char::is_uppercase);
        around.elsewhere |= (belongs || capital || clause) && around.strong.is_none();
    }

    fn strong(&self, lower: &str) -> Option<Toward> {
        if self.words.above.contains(lower) {
            return Some(Toward::Before);
        }
        self.words.below.contains(lower).then_some(Toward::Behind)
    }
}
