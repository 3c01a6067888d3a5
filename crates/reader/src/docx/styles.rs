//! Styles: what a paragraph is, and whether its words are hidden, by name and by what a style is based on.

use super::xml::{Broken, Cursor, Element, Piece};
use crate::signs::SignFont;
use std::collections::HashMap;
use std::rc::Rc;

/// What a style makes of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Heading(u8),
    Quotation,
    Caption,
    ListItem,
    Apparatus,
}

/// How the characters of a run look, as far as it matters; none: not said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub hidden: Option<bool>,
    pub white: Option<bool>,
    /// In half points.
    pub size: Option<u32>,
    pub shaded: Option<bool>,
    pub superscript: Option<bool>,
    pub subscript: Option<bool>,
    /// The font of signs in which plain letters are set, and that of all others; none: a font of letters.
    pub signs: [Option<Option<SignFont>>; 2],
}

/// What a paragraph style says, with what it is based on.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub role: Option<Role>,
    pub list: Option<String>,
    pub level: Option<usize>,
    pub outline: Option<u8>,
    pub left: Option<i32>,
    pub right: Option<i32>,
    pub hanging: bool,
    pub look: Look,
    /// The style whose list it has, for lists whose levels are tied to styles.
    pub list_style: String,
}

#[derive(Default)]
struct Raw {
    id: String,
    name: String,
    based: Option<String>,
    style: Style,
}

/// The styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Rc<Style>>,
    /// Of paragraphs that name none.
    pub default: Rc<Style>,
    /// What holds where nothing else is said.
    pub base: Look,
}

/// Longest chain of styles followed.
const LONGEST_CHAIN: usize = 32;

impl Styles {
    /// Reads `styles.xml`; says where it broke off, if it did.
    pub fn read(text: &str, depth: usize) -> (Self, Result<(), Broken>) {
        let (mut raws, mut default, mut base) = (Vec::<Raw>::new(), None, Look::default());
        let mut open = false;
        let done = Cursor::new(text, depth).each(|cursor, piece| {
            match piece {
                Piece::Open(element) => match element.local() {
                    "style" => {
                        open = true;
                        let id = element.attribute("styleId").unwrap_or_default();
                        if element.attribute("default").is_some_and(|d| d == "1" || d == "true")
                            && element.attribute("type").is_some_and(|t| t == "paragraph")
                        {
                            default = Some(id.clone());
                        }
                        raws.push(Raw { id, ..Raw::default() });
                    }
                    "tblStylePr" | "tblPr" | "trPr" | "tcPr" | "latentStyles" => return cursor.skip(),
                    _ => match raws.last_mut().filter(|_| open) {
                        Some(raw) => raw.set(&element),
                        None => base.set(&element),
                    },
                },
                Piece::Close => open &= cursor.depth() > 1,
                Piece::Text(_) | Piece::End => {}
            }
            Ok(())
        });
        let mut styles = Self { by_id: HashMap::new(), default: Rc::default(), base };
        let index: HashMap<&str, usize> = raws.iter().enumerate().map(|(i, r)| (r.id.as_str(), i)).collect();
        for raw in &raws {
            styles.by_id.insert(raw.id.clone(), Rc::new(resolved(raw, &raws, &index)));
        }
        styles.default = default.and_then(|id| styles.by_id.get(&id).cloned()).unwrap_or_default();
        (styles, done)
    }

    /// The style with this id; one that is not in the file counts by its id.
    pub fn get(&self, id: &str) -> Rc<Style> {
        let unknown = || Rc::new(Style { role: role(id), ..Style::default() });
        self.by_id.get(id).cloned().unwrap_or_else(unknown)
    }
}

fn resolved(raw: &Raw, raws: &[Raw], index: &HashMap<&str, usize>) -> Style {
    let (mut style, mut at) = (Style::default(), Some(raw));
    for _ in 0..LONGEST_CHAIN {
        let Some(this) = at else { break };
        style.inherit(this);
        at = this.based.as_deref().and_then(|id| index.get(id)).map(|i| &raws[*i]);
    }
    style
}

impl Style {
    /// Takes from an ancestor what is not said yet.
    fn inherit(&mut self, from: &Raw) {
        let style = &from.style;
        // A role by name or by outline, whichever is nearer.
        self.role = self.role.or_else(|| role(&from.name)).or_else(|| role(&from.id)).or_else(|| {
            style.outline.filter(|_| self.outline.is_none()).filter(|o| *o < 9).map(|o| Role::Heading(o + 1))
        });
        self.outline = self.outline.or(style.outline);
        if self.list.is_none() && style.list.is_some() {
            self.list = style.list.clone();
            self.list_style = from.id.clone();
        }
        self.level = self.level.or(style.level);
        self.left = self.left.or(style.left);
        self.right = self.right.or(style.right);
        self.hanging |= style.hanging;
        self.look = self.look.or(style.look);
    }
}

impl Raw {
    fn set(&mut self, element: &Element<'_>) {
        let style = &mut self.style;
        match element.local() {
            "name" => self.name = element.value().unwrap_or_default(),
            "basedOn" => self.based = element.value(),
            "outlineLvl" => style.outline = element.number(),
            "numId" => style.list = element.value(),
            "ilvl" => style.level = element.number(),
            "ind" => {
                let twips = |name: &str| element.attribute(name).and_then(|v| v.parse().ok());
                style.left = twips("left").or_else(|| twips("start")).or(style.left);
                style.right = twips("right").or_else(|| twips("end")).or(style.right);
                style.hanging |= element.attribute("hanging").is_some();
            }
            _ => style.look.set(element),
        }
    }
}

impl Look {
    /// Takes what one element of run properties says.
    pub fn set(&mut self, element: &Element<'_>) {
        match element.local() {
            "vanish" => self.hidden = Some(element.is_on()),
            "color" => {
                let value = element.value().unwrap_or_default();
                let theme = element.attribute("themeColor");
                self.white = Some(match theme.as_deref() {
                    Some(theme) => theme == "background1" && element.attribute("themeShade").is_none(),
                    None => value.eq_ignore_ascii_case("FFFFFF"),
                });
            }
            "sz" => self.size = element.number(),
            "shd" => {
                let fill = element.attribute("fill").unwrap_or_else(|| "auto".into());
                let themed = element.attribute("themeFill").is_some_and(|t| t != "background1");
                let plain = fill.eq_ignore_ascii_case("auto") || fill.eq_ignore_ascii_case("FFFFFF");
                self.shaded = Some(themed || !plain);
            }
            "highlight" => {
                self.shaded = Some(element.is_on() && element.value().is_none_or(|v| v != "white"))
            }
            "vertAlign" => {
                let value = element.value().unwrap_or_default();
                self.superscript = Some(value == "superscript");
                self.subscript = Some(value == "subscript");
            }
            "rFonts" => {
                for (signs, [name, themed]) in
                    self.signs.iter_mut().zip([["ascii", "asciiTheme"], ["hAnsi", "hAnsiTheme"]])
                {
                    let of_theme = element.attribute(themed).map(|_| None);
                    let font = || element.attribute(name).map(|font| SignFont::named(&font));
                    *signs = of_theme.or_else(font).or(*signs);
                }
            }
            _ => {}
        }
    }

    /// This look, and where it is silent the other.
    pub fn or(self, other: Self) -> Self {
        Self {
            hidden: self.hidden.or(other.hidden),
            white: self.white.or(other.white),
            size: self.size.or(other.size),
            shaded: self.shaded.or(other.shaded),
            superscript: self.superscript.or(other.superscript),
            subscript: self.subscript.or(other.subscript),
            signs: [self.signs[0].or(other.signs[0]), self.signs[1].or(other.signs[1])],
        }
    }

    /// The font of signs that a character is set in.
    pub fn sign_font(self, c: char) -> Option<SignFont> {
        let [plain, other] = self.signs.map(Option::flatten);
        match c {
            '\0'..='\x7f' => plain,
            '\u{e000}'..='\u{f8ff}' => other.or(plain),
            _ => other,
        }
    }
}

/// What the name or id of a style says, in the languages in which Word and its rivals name them.
pub(crate) fn role(name: &str) -> Option<Role> {
    let name: String = name.to_lowercase().chars().filter(|c| !matches!(c, ' ' | '-' | '_')).collect();
    // Word writes names of its own styles in English whatever its language; others write their own.
    const HEADINGS: [&str; 18] = [
        "heading",
        "überschrift",
        "berschrift",
        "titre",
        "título",
        "titulo",
        "ttulo",
        "titolo",
        "kop",
        "rubrik",
        "overskrift",
        "otsikko",
        "nagłówek",
        "nagwek",
        "nadpis",
        "заголовок",
        "عنوان",
        "başlık",
    ];
    for word in HEADINGS {
        if let Some(level) = name.strip_prefix(word).and_then(|rest| rest.parse::<u8>().ok()) {
            return (1..=9).contains(&level).then_some(Role::Heading(level));
        }
    }
    match name.as_str() {
        "title" | "titel" | "название" => return Some(Role::Heading(1)),
        "subtitle" | "untertitel" | "tocheading" | "contentsheading" | "bibliography" | "indexheading" => {
            return Some(Role::Apparatus);
        }
        "caption"
        | "beschriftung"
        | "légende"
        | "legende"
        | "epígrafe"
        | "didascalia"
        | "названиеобъекта" => {
            return Some(Role::Caption);
        }
        "listparagraph" | "bodytext" | "normal" => return None,
        _ => {}
    }
    const BEGINNINGS: [(&str, Role); 10] = [
        ("toc", Role::Apparatus),
        ("contents", Role::Apparatus),
        ("tableof", Role::Apparatus),
        ("verzeichnis", Role::Apparatus),
        ("quot", Role::Quotation),
        ("blockquot", Role::Quotation),
        ("intensequot", Role::Quotation),
        ("blocktext", Role::Quotation),
        ("listbullet", Role::ListItem),
        ("listnumber", Role::ListItem),
    ];
    if let Some((_, role)) = BEGINNINGS.iter().find(|(word, _)| name.starts_with(word)) {
        return Some(*role);
    }
    const WITHIN: [&str; 6] = ["quote", "quotation", "zitat", "citation", "цитата", "اقتباس"];
    WITHIN.iter().any(|word| name.contains(word)).then_some(Role::Quotation)
}
