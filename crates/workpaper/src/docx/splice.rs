//! Puts the marks of comments into the main document.
//!
//! Invariant: text is only put in; in the order given, what was there is all still there.

use super::anchor::{Anchor, Cut};
use super::survey::Survey;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The main document and what is to be put in.
pub(super) struct Splice<'x> {
    survey: &'x Survey<'x>,
    /// Properties of the runs that hold the comments' signs.
    properties: String,
    marks: BTreeMap<usize, Marks>,
    /// Ends of start tags of text elements that have to keep their white space.
    preserved: BTreeSet<usize>,
}

/// What is put in at one place.
struct Marks {
    cut: Cut,
    /// Ends of comments that began before, and the signs of comments.
    ends: String,
    /// Comments that begin and end here.
    points: String,
    begins: String,
}

impl<'x> Splice<'x> {
    /// `reference`: the style of comments' signs, where the document has it.
    pub fn new(survey: &'x Survey<'x>, reference: Option<&str>) -> Self {
        let prefix = &survey.naming.prefix;
        let properties = reference.map_or_else(String::new, |style| {
            let style = super::comment::escaped(style);
            format!("<{prefix}:rPr><{prefix}:rStyle {prefix}:val=\"{style}\"/></{prefix}:rPr>")
        });
        Self { survey, properties, marks: BTreeMap::new(), preserved: BTreeSet::new() }
    }

    /// Puts in a comment.
    pub fn comment(&mut self, id: i64, anchor: &Anchor) {
        let naming = &self.survey.naming;
        let (prefix, declaration) = (&naming.prefix, naming.declaration());
        let mark = |name: &str| format!("<{prefix}:{name}{declaration} {prefix}:id=\"{id}\"/>");
        let (begin, end) = (mark("commentRangeStart"), mark("commentRangeEnd"));
        let properties = &self.properties;
        let sign = format!(
            "<{prefix}:r{declaration}>{properties}<{prefix}:commentReference {prefix}:id=\"{id}\"/></{prefix}:r>"
        );
        if anchor.start.at == anchor.end.at {
            let marks = self.at(anchor.start.at, anchor.start.cut);
            marks.points += &(begin + &end);
        } else {
            self.at(anchor.start.at, anchor.start.cut).begins += &begin;
            self.at(anchor.end.at, anchor.end.cut).ends += &end;
        }
        if anchor.reference == anchor.end.at {
            let marks = self.at(anchor.end.at, anchor.end.cut);
            let to = if anchor.start.at == anchor.end.at { &mut marks.points } else { &mut marks.ends };
            *to += &sign;
        } else {
            self.at(anchor.reference, Cut::Nothing).ends += &sign;
        }
    }

    fn at(&mut self, at: usize, cut: Cut) -> &mut Marks {
        if let Cut::Text(unit, child) = cut
            && let Some(words) = self.survey.units[unit].children[child].words
            && !words.is_preserved
        {
            self.preserved.insert(words.head.end - ">".len());
        }
        let new = Marks { cut, ends: String::new(), points: String::new(), begins: String::new() };
        self.marks.entry(at).or_insert(new)
    }

    /// The main document with all of it.
    pub fn finish(self) -> String {
        const KEEPS: &str = " xml:space=\"preserve\"";
        let text = self.survey.text;
        let added: usize = self.marks.values().map(|m| m.ends.len() + m.points.len() + m.begins.len()).sum();
        let mut out = String::with_capacity(text.len() + added * 2);
        let (mut from, mut preserved) = (0, self.preserved.iter().copied().peekable());
        for (at, marks) in &self.marks {
            while let Some(tag) = preserved.next_if(|tag| tag < at) {
                out.push_str(&text[from..tag]);
                out.push_str(KEEPS);
                from = tag;
            }
            out.push_str(&text[from..*at]);
            from = *at;
            let (close, open) = self.cut(marks.cut, KEEPS);
            // Writing to a string does not fail.
            let _ = write!(out, "{close}{}{}{}{open}", marks.ends, marks.points, marks.begins);
        }
        out.push_str(&text[from..]);
        out
    }

    /// What ends a run where it is cut, and what begins it again.
    fn cut(&self, cut: Cut, keeps: &str) -> (String, String) {
        let (unit, child) = match cut {
            Cut::Nothing => return (String::new(), String::new()),
            Cut::Run(unit) => (unit, None),
            Cut::Text(unit, child) => (unit, Some(child)),
        };
        let text = self.survey.text;
        let unit = &self.survey.units[unit];
        let head = &text[unit.head.range()];
        let mut close = format!("</{}>", name(head));
        let mut open = head.to_owned() + &text[unit.properties.range()];
        if let Some(words) = child.and_then(|child| unit.children[child].words) {
            let tag = &text[words.head.range()];
            close.insert_str(0, &format!("</{}>", name(tag)));
            open += tag;
            if !words.is_preserved {
                open.insert_str(open.len() - ">".len(), keeps);
            }
        }
        (close, open)
    }
}

/// The name in a start tag.
fn name(tag: &str) -> &str {
    let inside = tag.trim_start_matches('<').trim_end_matches('>');
    inside.split(char::is_whitespace).next().unwrap_or(inside)
}
