//! Styles of an OpenDocument file: what a paragraph is, how its words look, how lists are numbered.

use super::lists::{LevelRule, ListStyle};
use crate::docx::styles::{Role, role};
use crate::docx::xml::{Cursor, Element, Piece};
use crate::flow::NoteRules;
use crate::signs::SignFont;
use std::collections::HashMap;
use std::rc::Rc;

/// Longest chain of styles followed.
const LONGEST_CHAIN: usize = 32;
/// Up to this size, in points, nobody can read a character on paper.
const UNREADABLE: f64 = 1.0;

/// In which member styles are looked up: those of its own, then the common ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Scope {
    Common,
    Content,
    Heads,
    /// An object put into a text: it has no styles here.
    Inner,
}

/// Where letters stand on their line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    OnTheLine,
    Raised,
    Lowered,
}

/// What a style says, with what it is based on; none: not said.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub role: Option<Role>,
    /// In twentieths of a point.
    pub left: Option<i32>,
    pub right: Option<i32>,
    pub indent: Option<i32>,
    pub list: Option<String>,
    pub hidden: Option<bool>,
    pub white: Option<bool>,
    pub shaded: Option<bool>,
    pub tiny: Option<bool>,
    pub position: Option<Position>,
    /// The font, if its letters are signs, or that they are none.
    pub signs: Option<Option<SignFont>>,
    pub page_break: bool,
    pub page_number: Option<i64>,
}

struct Raw {
    scope: Scope,
    parent: Option<String>,
    own: Style,
}

type Key = (Scope, String, String);

/// The styles of a file.
#[derive(Default)]
pub(super) struct Styles {
    by_name: HashMap<Key, Rc<Style>>,
    raws: HashMap<Key, Raw>,
    pub lists: HashMap<(Scope, String), Rc<ListStyle>>,
    pub outline: Option<Rc<ListStyle>>,
    pub notes: [NoteRules; 2],
    open: Option<Key>,
    open_list: Option<ListStyle>,
}

impl Styles {
    /// Takes the styles of a member.
    pub fn read(&mut self, text: &str, depth: usize, automatic: Scope) {
        let mut cursor = Cursor::new(text, depth);
        let mut scope = Scope::Common;
        while let Ok(piece) = cursor.next() {
            match piece {
                Piece::Open(element) => match element.local() {
                    "styles" => scope = Scope::Common,
                    "automatic-styles" => scope = automatic,
                    "body" | "master-styles" | "font-face-decls" | "settings" => {
                        if cursor.skip().is_err() {
                            break;
                        }
                    }
                    _ => self.element(&element, scope),
                },
                Piece::End => break,
                _ => {}
            }
        }
        self.end_list(scope);
    }

    fn element(&mut self, element: &Element<'_>, scope: Scope) {
        match element.local() {
            "style" => self.begin(element, scope),
            "default-style" => self.open = None,
            "list-style" | "outline-style" => {
                self.end_list(scope);
                let is_outline = element.local() == "outline-style";
                let name = element.attribute("name").unwrap_or_default();
                self.open_list = Some(ListStyle { name, is_outline, scope, levels: HashMap::new() });
            }
            "list-level-style-number"
            | "list-level-style-bullet"
            | "list-level-style-image"
            | "outline-level-style" => {
                if let (Some(list), Some(level)) = (&mut self.open_list, LevelRule::of(element)) {
                    list.levels.insert(level.0, level.1);
                }
            }
            "list-level-label-alignment" => {
                let glued = element.attribute("label-followed-by").is_some_and(|by| by == "nothing");
                if let Some(list) = &mut self.open_list {
                    list.glue(glued);
                }
            }
            "notes-configuration" => self.note_rules(element),
            "paragraph-properties" | "text-properties" | "section-properties" => {
                if let Some(raw) = self.open.as_ref().and_then(|key| self.raws.get_mut(key)) {
                    raw.own.set(element);
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, element: &Element<'_>, scope: Scope) {
        let said = |name: &str| element.attribute(name).filter(|value| !value.is_empty());
        let name = said("name").unwrap_or_default();
        let shown = said("display-name").unwrap_or_else(|| name.replace("_20_", " "));
        let own = Style {
            role: role(&shown).filter(|_| scope == Scope::Common),
            list: said("list-style-name"),
            page_break: said("master-page-name").is_some(),
            ..Style::default()
        };
        let key = (scope, said("family").unwrap_or_default(), name);
        self.raws.insert(key.clone(), Raw { scope, parent: said("parent-style-name"), own });
        self.open = Some(key);
    }

    fn end_list(&mut self, scope: Scope) {
        let Some(list) = self.open_list.take() else { return };
        let list = Rc::new(list);
        if list.is_outline {
            self.outline = Some(list);
        } else {
            let _ = scope;
            self.lists.insert((list.scope, list.name.clone()), list);
        }
    }

    fn note_rules(&mut self, element: &Element<'_>) {
        let said = |name: &str| element.attribute(name);
        let kind = usize::from(said("note-class").is_some_and(|class| class == "endnote"));
        let before: i64 = said("start-value").and_then(|value| value.parse().ok()).unwrap_or(0);
        self.notes[kind] = NoteRules {
            start: before.saturating_add(1),
            format: super::lists::format_name(&said("num-format").unwrap_or_else(|| "1".into())).to_owned(),
            by_page: said("start-numbering-at").is_some_and(|at| at == "page"),
        };
    }

    /// The style of a family with this name; one that is not in the file counts by its name.
    pub fn get(&mut self, scope: Scope, family: &str, name: &str) -> Rc<Style> {
        let key = (scope, family.to_owned(), name.to_owned());
        if let Some(known) = self.by_name.get(&key) {
            return Rc::clone(known);
        }
        let style = Rc::new(self.resolved(&key));
        self.by_name.insert(key, Rc::clone(&style));
        style
    }

    fn resolved(&self, key: &Key) -> Style {
        let common = |name: &str| (Scope::Common, key.1.clone(), name.to_owned());
        let mut at = self.raws.get(key).or_else(|| self.raws.get(&common(&key.2)));
        let Some(first) = at else {
            return Style { role: role(&key.2.replace("_20_", " ")), ..Style::default() };
        };
        let mut style = Style::default();
        (style.page_break, style.page_number) = (first.own.page_break, first.own.page_number);
        for _ in 0..LONGEST_CHAIN {
            let Some(raw) = at else { break };
            style.inherit(&raw.own);
            at = raw.parent.as_deref().and_then(|parent| {
                let own = (raw.scope, key.1.clone(), parent.to_owned());
                self.raws.get(&common(parent)).or_else(|| self.raws.get(&own))
            });
        }
        style
    }

    /// A list style by its name.
    pub fn list(&self, scope: Scope, name: &str) -> Option<Rc<ListStyle>> {
        let of = |scope| self.lists.get(&(scope, name.to_owned())).cloned();
        of(scope).or_else(|| of(Scope::Common))
    }
}

impl Style {
    /// Takes from an ancestor what is not said yet.
    fn inherit(&mut self, from: &Self) {
        self.role = self.role.or(from.role);
        self.left = self.left.or(from.left);
        self.right = self.right.or(from.right);
        self.indent = self.indent.or(from.indent);
        self.list = self.list.take().or_else(|| from.list.clone());
        self.hidden = self.hidden.or(from.hidden);
        self.white = self.white.or(from.white);
        self.shaded = self.shaded.or(from.shaded);
        self.tiny = self.tiny.or(from.tiny);
        self.position = self.position.or(from.position);
        self.signs = self.signs.or(from.signs);
    }

    /// This style, and where it is silent the other.
    pub fn or(&self, other: &Self) -> Self {
        let mut style = self.clone();
        style.inherit(other);
        style
    }

    /// True if words in it are not seen on the page.
    pub fn hides(&self) -> bool {
        let white = self.white == Some(true) && self.shaded != Some(true);
        self.hidden == Some(true) || white || self.tiny == Some(true)
    }

    fn set(&mut self, element: &Element<'_>) {
        let said = |name: &str| element.attribute(name);
        self.left = said("margin-left").and_then(|value| twips(&value)).or(self.left);
        self.right = said("margin-right").and_then(|value| twips(&value)).or(self.right);
        self.indent = said("text-indent").and_then(|value| twips(&value)).or(self.indent);
        self.page_break |= said("break-before").is_some_and(|value| value == "page");
        self.page_number = said("page-number").and_then(|value| value.parse().ok()).or(self.page_number);
        self.hidden = said("display").map(|value| value == "none").or(self.hidden);
        self.white = said("color").map(|value| value.eq_ignore_ascii_case("#ffffff")).or(self.white);
        self.shaded = said("background-color")
            .map(|value| value != "transparent" && !value.eq_ignore_ascii_case("#ffffff"))
            .or(self.shaded);
        self.tiny = said("font-size")
            .and_then(|value| value.strip_suffix("pt")?.parse::<f64>().ok())
            .map(|points| points <= UNREADABLE)
            .or(self.tiny);
        self.position = said("text-position").map(|value| position(&value)).or(self.position);
        let font = said("font-name").or_else(|| said("font-family"));
        self.signs = font.map(|font| sign_font(&font)).or(self.signs);
    }
}

/// By `style:text-position`: `super 58%`, `-33% 58%`.
pub(crate) fn position(value: &str) -> Position {
    let first = value.split_whitespace().next().unwrap_or_default();
    let by = first.strip_suffix('%').and_then(|by| by.parse::<f64>().ok()).unwrap_or(0.0);
    match first {
        "super" => Position::Raised,
        "sub" => Position::Lowered,
        _ if by > 0.0 => Position::Raised,
        _ if by < 0.0 => Position::Lowered,
        _ => Position::OnTheLine,
    }
}

/// The font of signs that a name means; LibreOffice numbers the names of fonts that it takes over ("Symbol1", "Wingdings 21").
fn sign_font(name: &str) -> Option<SignFont> {
    let name = name.trim_matches(['\'', '"', ' ']);
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let without = name.strip_suffix(|c: char| c.is_ascii_digit()).unwrap_or(name);
    [bare, name, without].into_iter().filter(|name| !name.ends_with(' ')).find_map(SignFont::named)
}

/// A length in twentieths of a point.
fn twips(length: &str) -> Option<i32> {
    let end = length.find(|c: char| c.is_ascii_alphabetic() || c == '%')?;
    let (number, unit) = length.split_at(end);
    let points = match unit {
        "in" => 72.0,
        "cm" => 72.0 / 2.54,
        "mm" => 72.0 / 25.4,
        "pt" => 1.0,
        "pc" => 12.0,
        _ => return None,
    };
    Some((number.parse::<f64>().ok()? * points * 20.0) as i32)
}
