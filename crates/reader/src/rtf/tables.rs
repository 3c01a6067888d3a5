//! The tables at a file's head: fonts, colours, styles, authors.

use super::pages::{Letters, of_charset, page};
use crate::docx::styles::{Role, role};
use crate::signs::SignFont;
use std::collections::HashMap;

/// Longest name of a style.
const LONGEST_NAME: usize = 200;
/// Longest chain of styles followed.
const LONGEST_CHAIN: usize = 32;
/// More entries than any table has.
const MOST: usize = 50_000;

/// A font.
#[derive(Debug, Clone, Default)]
struct Font {
    name: String,
    charset: Option<i32>,
    page: Option<i32>,
}

/// A style.
#[derive(Debug, Clone, Default)]
struct Style {
    name: String,
    based: Option<i32>,
    outline: Option<i32>,
}

/// What the tables say.
#[derive(Default)]
pub(super) struct Tables {
    fonts: HashMap<i32, Font>,
    font: i32,
    styles: HashMap<i32, Style>,
    style: i32,
    /// For each colour, whether it is white.
    white: Vec<bool>,
    colour: [Option<i32>; 3],
    authors: Vec<String>,
    author: String,
    /// Some font says that it has the letters of the document's code page.
    has_own: bool,
    /// The code page of the document.
    pub page: Option<i32>,
    /// The font of text that names none.
    pub default_font: Option<i32>,
}

/// The letters that older programs tell by the end of a font's name.
fn of_name(name: &str) -> Option<Letters> {
    let charset = match name.trim_end().rsplit(' ').next()?.to_lowercase().as_str() {
        "ce" => 238,
        "cyr" => 204,
        "greek" => 161,
        "tur" => 162,
        "baltic" => 186,
        "(hebrew)" => 177,
        "(arabic)" => 178,
        "(vietnamese)" => 163,
        _ => return None,
    };
    of_charset(charset)
}

impl Tables {
    /// A font's entry begins, or its properties go on.
    pub fn font_word(&mut self, word: &str, number: Option<i32>) {
        if word == "f" {
            self.font = number.unwrap_or(0);
            if self.fonts.len() < MOST {
                self.fonts.insert(self.font, Font::default());
            }
        } else if let Some(font) = self.fonts.get_mut(&self.font) {
            match word {
                "fcharset" => font.charset = number,
                "cpg" => font.page = number,
                _ => {}
            }
        }
    }

    /// The name of the font whose entry is open.
    pub fn font_name(&mut self, text: &str) {
        if let Some(font) = self.fonts.get_mut(&self.font)
            && font.name.len() < 100
        {
            font.name.push_str(text.trim_end_matches(';'));
        }
    }

    /// The letters of a font, and its name.
    pub fn letters(&self, font: Option<i32>) -> (Letters, &str) {
        let document = page(self.page.unwrap_or(1252));
        let Some(font) = font.or(self.default_font).and_then(|font| self.fonts.get(&font)) else {
            return (document, "");
        };
        let letters = match (font.page, font.charset) {
            _ if SignFont::named(&font.name).is_some() => Letters::Signs,
            (Some(number), _) if number > 0 => page(number),
            // Programs that do not know character sets write 0 for all fonts.
            (_, Some(0)) if !self.has_own => document,
            (_, Some(charset)) => of_charset(charset).unwrap_or(document),
            _ => of_name(&font.name).unwrap_or(document),
        };
        (letters, &font.name)
    }

    /// All fonts are known.
    pub fn fonts_end(&mut self) {
        let document = page(self.page.unwrap_or(1252));
        let mut known = self.fonts.values().filter_map(|font| font.charset).filter_map(of_charset);
        self.has_own = document == page(1252) || known.any(|letters| letters == document);
    }

    /// A part of a colour.
    pub fn colour_word(&mut self, word: &str, number: Option<i32>) {
        let at = match word {
            "red" => 0,
            "green" => 1,
            "blue" => 2,
            _ => return,
        };
        self.colour[at] = number;
    }

    /// The end of a colour's entry, once for each semicolon.
    pub fn colour_ends(&mut self, text: &[u8]) {
        for _ in text.iter().filter(|byte| **byte == b';') {
            if self.white.len() < MOST {
                self.white.push(self.colour == [Some(255); 3]);
            }
            self.colour = [None; 3];
        }
    }

    /// True if a colour is white.
    pub fn is_white(&self, colour: i32) -> bool {
        usize::try_from(colour).ok().and_then(|colour| self.white.get(colour)).copied().unwrap_or(false)
    }

    /// A style's entry begins, or its properties go on.
    pub fn style_word(&mut self, word: &str, number: Option<i32>) {
        if self.styles.len() >= MOST {
            return;
        }
        let entry = self.styles.entry(self.style);
        match word {
            // Styles of characters and of tables share their numbers with those of paragraphs in some files.
            "cs" | "ds" | "ts" | "tsrowd" => self.style = i32::MIN,
            "s" => self.style = number.unwrap_or(0),
            "sbasedon" => entry.or_default().based = number,
            "outlinelevel" => entry.or_default().outline = number,
            _ => {}
        }
    }

    /// A style's entry begins.
    pub fn style_begins(&mut self) {
        self.style = 0;
    }

    /// The name of the style whose entry is open.
    pub fn style_name(&mut self, text: &str) {
        if self.style == i32::MIN || self.styles.len() >= MOST {
            return;
        }
        let style = self.styles.entry(self.style).or_default();
        if style.name.len() < LONGEST_NAME {
            style.name.push_str(text.trim_end_matches(';'));
        }
    }

    /// What a style makes of a paragraph, and its level in the outline.
    pub fn style(&self, number: Option<i32>) -> (Option<Role>, Option<i32>) {
        let mut at = self.styles.get(&number.unwrap_or(0));
        let (mut found, mut outline) = (None, None);
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = at else { break };
            found = found.or_else(|| role(style.name.trim()));
            outline = outline.or(style.outline);
            at = style.based.and_then(|based| self.styles.get(&based));
        }
        (found, outline)
    }

    /// Names of authors of changes, each ended by a semicolon.
    pub fn author_text(&mut self, text: &str) {
        for c in text.chars() {
            if c != ';' {
                self.author.push(c);
            } else if self.authors.len() < MOST {
                self.authors.push(std::mem::take(&mut self.author).trim().to_owned());
            }
        }
    }

    /// The name of an author of changes; the first entry is always "Unknown".
    pub fn author(&self, index: i32) -> String {
        let name = usize::try_from(index).ok().and_then(|index| self.authors.get(index));
        name.filter(|name| name.as_str() != "Unknown").cloned().unwrap_or_default()
    }
}

/// A moment as Word packs it into 32 bits; empty for none.
pub(super) fn moment(packed: i32) -> String {
    let bits = packed as u32;
    let part = |from: u32, width: u32| (bits >> from) & ((1 << width) - 1);
    let (minute, hour, day, month, year) =
        (part(0, 6), part(6, 5), part(11, 5), part(16, 4), 1900 + part(20, 9));
    if !(1..=12).contains(&month) || day == 0 || hour > 23 || minute > 59 {
        return String::new();
    }
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00")
}
