//! What control words and symbols mean.

use super::state::{Dest, State};
use super::walk::Walk;
use crate::flow::Piece;
use probata_report::Span;

impl Walk<'_> {
    /// A control word.
    pub fn word(&mut self, word: &str, number: Option<i32>, span: Span) {
        if word != "u" {
            self.flush();
        }
        let is_on = number != Some(0);
        if self.state.fresh || self.state.optional {
            let optional = self.state.optional;
            if self.begin_group(word, number) {
                self.state.optional = false;
                return;
            }
            if optional {
                self.state.optional = false;
                // A style of characters is one for programs that know it, whatever stands before its name.
                if word != "cs" {
                    self.unknown_group(word);
                    return;
                }
            }
        }
        if self.picture.is_some() {
            self.picture_word(word, number);
        } else if word.starts_with("shp") {
            self.shape_word(word, number);
        }
        match self.state.dest {
            Dest::Fonts => return self.tables.font_word(word, number),
            Dest::Colours => return self.tables.colour_word(word, number),
            Dest::Styles => return self.tables.style_word(word, number),
            Dest::Form => return self.form_word(word, number),
            _ => {}
        }
        match word {
            "u" => return self.unicode(number.unwrap_or(0xFFFD), span),
            "uc" => {
                self.state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(64);
                return;
            }
            _ => {}
        }
        if self.character_word(word, number, is_on) || self.paragraph_word(word, number, is_on) {
            return;
        }
        if !self.state.is_text() {
            return self.collected_word(word, number, span);
        }
        if !self.break_word(word, span) && !self.note_word(word, span) && !self.sign_word(word, span) {
            self.document_word(word, number);
        }
    }

    /// Signs in a property or an instruction.
    fn collected_word(&mut self, word: &str, number: Option<i32>, span: Span) {
        if word == "nofpages" {
            self.builder.flow.stated =
                number.and_then(|pages| u32::try_from(pages).ok()).filter(|pages| *pages > 0);
        }
        if self.state.dest == Dest::Collected {
            match word {
                "par" | "line" => self.sign("\n", span, true),
                _ => {
                    self.sign_word(word, span);
                }
            }
        }
    }

    /// Marks of notes.
    fn note_word(&mut self, word: &str, span: Span) -> bool {
        match word {
            "chftn" => self.note_mark(span),
            "ftnalt" => self.is_endnote(),
            "chatn" | "chftnsep" | "chftnsepc" => {}
            _ => return false,
        }
        true
    }

    /// What ends paragraphs, cells, rows, lines, pages.
    fn break_word(&mut self, word: &str, span: Span) -> bool {
        match word {
            "par" => self.end_paragraph(),
            "sect" => {
                self.end_paragraph();
                if !self.continuous {
                    self.builder.push(Piece::Page { typed: true, number: None });
                }
            }
            "page" => {
                self.builder.push(Piece::Page { typed: true, number: None });
                self.sign("\n", span, true);
            }
            "softpage" => self.builder.push(Piece::Page { typed: false, number: None }),
            "cell" => self.end_cell(1),
            "nestcell" => self.end_cell(2),
            "row" => self.end_row(1),
            "nestrow" => {
                let depth = self.at.last().map_or(0, |at| at.tables.len());
                self.end_row(depth);
            }
            _ => return false,
        }
        true
    }

    fn sign_word(&mut self, word: &str, span: Span) -> bool {
        let (text, added) = match word {
            "tab" => ("\t", true),
            "line" | "lbr" | "column" | "softline" => ("\n", true),
            "lquote" => ("\u{2018}", false),
            "rquote" => ("\u{2019}", false),
            "ldblquote" => ("\u{201C}", false),
            "rdblquote" => ("\u{201D}", false),
            "bullet" => ("\u{2022}", false),
            "endash" => ("\u{2013}", false),
            "emdash" => ("\u{2014}", false),
            "emspace" => ("\u{2003}", true),
            "enspace" | "qmspace" => ("\u{2002}", true),
            "zwj" => ("\u{200D}", false),
            "zwnj" => ("\u{200C}", false),
            "ltrmark" => ("\u{200E}", false),
            "rtlmark" => ("\u{200F}", false),
            _ => return false,
        };
        self.sign(text, span, added);
        true
    }

    /// What a control symbol means.
    pub fn symbol(&mut self, symbol: u8, span: Span) {
        match symbol {
            b'*' => {
                self.flush();
                self.state.optional = true;
            }
            b'{' | b'}' | b'\\' | b'\'' => self.bytes(&[symbol], span, true),
            b'~' => self.sign("\u{a0}", span, false),
            b'_' => self.sign("\u{2011}", span, true),
            b'\r' | b'\n' if self.state.is_text() => self.end_paragraph(),
            b'\t' if self.state.is_text() => self.sign("\t", span, true),
            _ => {}
        }
    }

    fn character_word(&mut self, word: &str, number: Option<i32>, is_on: bool) -> bool {
        let default = State::new().characters;
        let characters = &mut self.state.characters;
        match word {
            "plain" => *characters = default,
            "f" => characters.font = number,
            "v" => characters.hidden = is_on,
            "super" => (characters.superscript, characters.subscript) = (is_on, false),
            "sub" => (characters.superscript, characters.subscript) = (false, is_on),
            "nosupersub" => (characters.superscript, characters.subscript) = (false, false),
            "up" => characters.superscript = number.unwrap_or(6) > 0,
            "dn" => characters.subscript = number.unwrap_or(6) > 0,
            "cf" => characters.colour = number.unwrap_or(0),
            "cb" | "highlight" | "chcbpat" | "chshdng" => characters.shaded = number.unwrap_or(0) > 0,
            "fs" => characters.size = number,
            "revised" | "mvt" => characters.inserted = is_on,
            "deleted" | "mvf" => characters.deleted = is_on,
            "revauth" => characters.insert_author = number.unwrap_or(0),
            "revdttm" => characters.insert_date = number.unwrap_or(0),
            "revauthdel" => characters.delete_author = number.unwrap_or(0),
            "revdttmdel" => characters.delete_date = number.unwrap_or(0),
            "mvauth" => {
                (characters.insert_author, characters.delete_author) =
                    (number.unwrap_or(0), number.unwrap_or(0))
            }
            "mvdate" => {
                (characters.insert_date, characters.delete_date) = (number.unwrap_or(0), number.unwrap_or(0))
            }
            _ => return false,
        }
        true
    }

    fn paragraph_word(&mut self, word: &str, number: Option<i32>, is_on: bool) -> bool {
        let properties = &mut self.state.properties;
        let value = number.unwrap_or(0);
        match word {
            "pard" => *properties = State::new().properties,
            "s" => properties.style = number,
            "outlinelevel" => properties.outline = number,
            "li" | "lin" => properties.left = value,
            "ri" | "rin" => properties.right = value,
            "fi" => properties.first = value,
            "intbl" => properties.in_table = is_on,
            "itap" => properties.nesting = Some(value).filter(|_| value > 0 || !properties.in_table),
            "ls" => properties.list = value > 0,
            "cbpat" | "shading" => properties.shaded = value > 0,
            "pvpara" | "pvmrg" | "pvpg" | "phmrg" | "phpg" | "phcol" => properties.framed = true,
            "dropcapli" | "dropcapt" => properties.drop_cap = value > 0,
            "pagebb" if is_on => {
                if self.state.is_text() && self.builder.nesting() == 0 {
                    self.builder.push(Piece::Page { typed: true, number: None });
                }
            }
            _ => return false,
        }
        true
    }

    /// Settings of the document and of sections.
    fn document_word(&mut self, word: &str, number: Option<i32>) {
        let rules = &mut self.builder.flow.rules;
        match word {
            "ansicpg" => self.tables.page = number.filter(|page| *page > 0),
            "mac" => self.tables.page = Some(10000),
            "pc" => self.tables.page = Some(437),
            "pca" => self.tables.page = Some(850),
            "deff" => self.tables.default_font = number,
            "sectd" => self.continuous = false,
            "sbknone" => self.continuous = true,
            "sbkpage" | "sbkcol" | "sbkeven" | "sbkodd" => self.continuous = false,
            "ftnstart" => rules[0].start = i64::from(number.unwrap_or(1)),
            "aftnstart" => rules[1].start = i64::from(number.unwrap_or(1)),
            "ftnrstpg" => rules[0].by_page = true,
            _ => {
                let word = word.strip_prefix('s').filter(|rest| rest.contains("ftnn")).unwrap_or(word);
                let (kind, rest) = match (word.strip_prefix("aftnn"), word.strip_prefix("ftnn")) {
                    (Some(rest), _) => (1, rest),
                    (_, Some(rest)) => (0, rest),
                    _ => return,
                };
                if let Some(format) = note_format(rest) {
                    rules[kind].format = format.to_owned();
                }
            }
        }
    }
}

/// The format of notes' numbers, by the end of its control word.
fn note_format(word: &str) -> Option<&'static str> {
    Some(match word {
        "ar" => "decimal",
        "alc" => "lowerLetter",
        "auc" => "upperLetter",
        "rlc" => "lowerRoman",
        "ruc" => "upperRoman",
        "chi" => "chicago",
        _ => return None,
    })
}
