//! Formulas written in one line: what stands around each of their parts, so that no number of a line of text is false.
//!
//! A fraction is `3/4`, a power `10^6`, an index `x_1`, a root `√(x)`, a matrix `[1, 2; 3, 4]`; a part of more than one
//! term stands in brackets. The names are those of Word's formulas and of MathML, which agree in the order of parts.
//!
//! Invariant: no recursion; a formula's depth costs memory only.
//! Incomplete: accents over more than one character and scripts before a base in MathML are as they stand.

mod text;

pub(crate) use text::FormulaText;

use std::collections::HashMap;

/// Signs beyond this many are not kept; [`Signs::is_cut`] says so.
const MOST: usize = 1 << 18;
/// More of a part's text need not be known to tell that it is more than one term.
const LONGEST_TERM: usize = 60;

/// What stands around an element of a formula.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Around {
    /// Before its content.
    pub before: String,
    /// Behind its content.
    pub after: String,
    /// A letter or digit right before it would run into it.
    pub apart_before: bool,
    /// A letter or digit right behind it would run into it.
    pub apart_after: bool,
}

/// Signs by the place where an element begins.
#[derive(Debug, Default)]
pub(crate) struct Signs {
    by_place: HashMap<usize, Around>,
    /// True if there were more than are kept.
    pub is_cut: bool,
}

impl Signs {
    /// What stands around the element that begins here.
    pub fn at(&self, place: usize) -> Option<&Around> {
        self.by_place.get(&place)
    }

    fn around(&mut self, place: usize) -> Option<&mut Around> {
        if self.by_place.len() >= MOST && !self.by_place.contains_key(&place) {
            self.is_cut = true;
            return None;
        }
        Some(self.by_place.entry(place).or_default())
    }

    fn before(&mut self, place: usize, sign: &str) {
        if let Some(around) = self.around(place) {
            around.before.insert_str(0, sign);
        }
    }

    fn after(&mut self, place: usize, sign: &str) {
        if let Some(around) = self.around(place) {
            around.after.push_str(sign);
        }
    }

    fn apart(&mut self, place: usize, before: bool) {
        if let Some(around) = self.around(place) {
            around.apart_before |= before;
            around.apart_after = true;
        }
    }
}

/// How closely a part holds together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tight {
    Atom,
    Power,
    Loose,
}

#[derive(Debug)]
struct Part {
    at: usize,
    tight: Tight,
    is_empty: bool,
    /// One character that is no letter and no digit, as a bar above.
    is_sign: bool,
}

/// An element that is open.
#[derive(Debug, Default)]
struct Node {
    at: usize,
    name: String,
    parts: Vec<Part>,
    /// Its text as far as it stands in no fraction, power or the like.
    plain: String,
    /// How many fractions, powers and the like stand in it, and how closely the last holds together.
    built: usize,
    last: Option<Tight>,
    properties: HashMap<String, String>,
}

/// Takes the elements of formulas in their order.
#[derive(Debug, Default)]
pub(crate) struct Line {
    open: Vec<Node>,
    signs: Signs,
}

impl Line {
    /// An element begins.
    pub fn open(&mut self, name: &str, at: usize) {
        self.open.push(Node { at, name: name.to_owned(), ..Node::default() });
    }

    /// A property of the innermost element; in Word's formulas they stand in an element of their own (`fPr`).
    pub fn property(&mut self, name: &str, value: String) {
        let owner = self.open.iter_mut().rev().find(|node| !node.name.ends_with("Pr"));
        if let Some(node) = owner {
            node.properties.insert(name.to_owned(), value);
        }
    }

    /// True if the innermost element holds properties of another.
    pub fn is_in_properties(&self) -> bool {
        self.open.last().is_some_and(|node| node.name.ends_with("Pr"))
    }

    /// The innermost element's name, and how many are open.
    pub fn inside(&self) -> (&str, usize) {
        (self.open.last().map_or("", |node| node.name.as_str()), self.open.len())
    }

    /// Words of the innermost element.
    pub fn text(&mut self, text: &str) {
        if let Some(node) = self.open.last_mut() {
            extend(&mut node.plain, text.trim());
        }
    }

    /// The innermost element ends.
    pub fn close(&mut self) {
        let Some(node) = self.open.pop() else { return };
        if node.name.ends_with("Pr") {
            return;
        }
        let is_built = self.build(&node);
        let part = node.part(is_built);
        let Some(parent) = self.open.last_mut() else { return };
        if let Some(tight) = is_built {
            parent.built += 1;
            parent.last = Some(tight);
        } else {
            parent.built += node.built;
            parent.last = node.last.or(parent.last);
            extend(&mut parent.plain, &node.plain);
        }
        parent.parts.push(part);
    }

    /// The signs of all elements that were closed.
    pub fn signs(mut self) -> Signs {
        while !self.open.is_empty() {
            self.close();
        }
        self.signs
    }

    /// Gives an element's parts their signs; says how closely the whole holds together, if it is more than a row.
    fn build(&mut self, node: &Node) -> Option<Tight> {
        match node.name.as_str() {
            "f" | "mfrac" => self.fraction(node),
            "sSup" | "msup" => return self.scripts(node, &["^"]),
            "sSub" | "msub" => return self.scripts(node, &["_"]),
            "sSubSup" | "msubsup" => return self.scripts(node, &["_", "^"]),
            "limLow" | "munder" => return self.scripts(node, &["_"]),
            "limUpp" | "mover" => return self.scripts(node, &["^"]),
            "munderover" => return self.scripts(node, &["_", "^"]),
            "sPre" => self.scripts_before(node),
            "nary" => self.nary(node),
            "rad" => return self.root(node),
            "msqrt" => return self.fenced(node, "√(", ")", ""),
            "mroot" => return self.root_as_power(node),
            "d" => {
                let of = |name: &str, usual: &str| node.property(name).unwrap_or(usual).to_owned();
                return self.fenced(node, &of("begChr", "("), &of("endChr", ")"), &of("sepChr", "|"));
            }
            "mfenced" => {
                let of = |name: &str, usual: &str| node.property(name).unwrap_or(usual).to_owned();
                return self.fenced(node, &of("open", "("), &of("close", ")"), &of("separators", ","));
            }
            "m" | "mtable" => return self.fenced(node, "[", "]", "; "),
            "mmultiscripts" => return self.fenced(node, "[", "]", ", "),
            "mr" | "mtr" | "mlabeledtr" => self.between(node, ", "),
            "eqArr" => self.between(node, "; "),
            "func" => self.between(node, " "),
            "acc" | "bar" => return self.accent(node),
            _ => return None,
        }
        Some(Tight::Loose)
    }

    fn wrap(&mut self, part: &Part, most: Tight) {
        if part.tight > most && !part.is_empty {
            self.signs.before(part.at, "(");
            self.signs.after(part.at, ")");
        }
    }

    fn fraction(&mut self, node: &Node) {
        let stroke = if node.property("type") == Some("noBar") { "¦" } else { "/" };
        for (index, part) in node.parts.iter().take(2).enumerate() {
            self.wrap(part, Tight::Power);
            if index == 1 {
                self.signs.before(part.at, stroke);
            }
        }
        self.signs.apart(node.at, true);
    }

    fn scripts(&mut self, node: &Node, signs: &[&str]) -> Option<Tight> {
        let mut parts = node.parts.iter();
        if let Some(base) = parts.next() {
            self.wrap(base, Tight::Atom);
        }
        for (part, sign) in parts.zip(signs).filter(|(part, _)| !part.is_empty && !part.is_sign) {
            self.wrap(part, Tight::Atom);
            self.signs.before(part.at, sign);
        }
        self.signs.apart(node.at, false);
        Some(Tight::Power)
    }

    /// Scripts that stand before what they belong to.
    fn scripts_before(&mut self, node: &Node) {
        for (part, sign) in node.parts.iter().zip(["_", "^", " "]).filter(|(part, _)| !part.is_empty) {
            self.wrap(part, Tight::Atom);
            self.signs.before(part.at, sign);
        }
        self.signs.apart(node.at, true);
    }

    /// A sum, a product, an integral, with its bounds.
    fn nary(&mut self, node: &Node) {
        for (part, sign) in node.parts.iter().zip(["_", "^", " "]).filter(|(part, _)| !part.is_empty) {
            if sign != " " {
                self.wrap(part, Tight::Atom);
            }
            self.signs.before(part.at, sign);
        }
        self.signs.before(node.at, node.property("chr").unwrap_or("∫"));
    }

    /// A root whose degree stands first.
    fn root(&mut self, node: &Node) -> Option<Tight> {
        self.signs.before(node.at, "√");
        if let [degree, radicand, ..] = node.parts.as_slice() {
            if !degree.is_empty {
                self.signs.before(degree.at, "[");
                self.signs.after(degree.at, "]");
            }
            self.signs.before(radicand.at, "(");
            self.signs.after(radicand.at, ")");
        }
        Some(Tight::Atom)
    }

    /// A root whose degree stands last.
    fn root_as_power(&mut self, node: &Node) -> Option<Tight> {
        if let [radicand, degree, ..] = node.parts.as_slice() {
            self.wrap(radicand, Tight::Atom);
            self.wrap(degree, Tight::Atom);
            self.signs.before(degree.at, "^(1/");
            self.signs.after(degree.at, ")");
        }
        Some(Tight::Power)
    }

    fn fenced(&mut self, node: &Node, open: &str, close: &str, separator: &str) -> Option<Tight> {
        self.between(node, separator);
        self.signs.before(node.at, open);
        self.signs.after(node.at, close);
        Some(Tight::Atom)
    }

    fn between(&mut self, node: &Node, sign: &str) {
        for part in node.parts.iter().skip(1).filter(|_| !sign.is_empty()) {
            self.signs.before(part.at, sign);
        }
    }

    /// A sign above or below one character.
    fn accent(&mut self, node: &Node) -> Option<Tight> {
        let bar = if node.property("pos") == Some("top") { "\u{305}" } else { "\u{332}" };
        let usual = if node.name == "acc" { "\u{302}" } else { bar };
        if node.plain.chars().count() == 1 && node.built == 0 {
            self.signs.after(node.at, node.property("chr").unwrap_or(usual));
        }
        None
    }
}

impl Node {
    fn property(&self, name: &str) -> Option<&str> {
        self.properties.get(name).map(String::as_str)
    }

    fn part(&self, built: Option<Tight>) -> Part {
        let plain = self.plain.trim();
        let row = match self.built {
            0 => of_text(plain),
            1 if plain.is_empty() => self.last.unwrap_or(Tight::Loose),
            _ => Tight::Loose,
        };
        let mut characters = plain.chars();
        let first = characters.next().filter(|c| !c.is_alphanumeric());
        Part {
            at: self.at,
            tight: built.unwrap_or(row),
            is_empty: plain.is_empty() && self.built == 0 && built.is_none(),
            is_sign: self.built == 0 && built.is_none() && first.is_some() && characters.next().is_none(),
        }
    }
}

fn extend(plain: &mut String, text: &str) {
    if plain.len() < LONGEST_TERM {
        plain.push_str(text);
    }
}

/// How closely a text without structure holds together: a number, a word, one character, or what stands in brackets.
fn of_text(text: &str) -> Tight {
    let is_one = |text: &str| {
        text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
            || text.chars().all(char::is_alphabetic)
            || text.chars().count() == 1
    };
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    if is_one(text) || inner.is_some_and(|inner| !inner.contains(['(', ')'])) {
        return Tight::Atom;
    }
    let unsigned = text.strip_prefix(['-', '−', '+', '±']);
    if unsigned.is_some_and(is_one) { Tight::Power } else { Tight::Loose }
}
