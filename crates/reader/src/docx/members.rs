//! Members as text, and the relations between them.

use super::container::{Container, Why};
use super::symbols;
use super::xml::{Cursor, Element, Piece};
use crate::signs::UNKNOWN;
use probata_report::member_name;
use std::collections::HashMap;

/// A member read as text.
pub(crate) struct Source {
    /// Its name in the container, as the relations give it.
    pub name: String,
    pub text: String,
    /// Where the member's bytes are not this text (another encoding): nothing in it is verbatim.
    pub recoded: bool,
    /// Bytes before the text (a byte order mark).
    pub shift: usize,
    /// What was wrong with it.
    pub fault: Option<String>,
}

impl Source {
    /// What is wrong with it, for a member whose reading does not tell: places and why. `program` may mend the file.
    pub fn flaws(&self, depth: usize, program: &str) -> impl Iterator<Item = (String, String)> {
        let fault = self.fault.clone().map(|fault| (self.name.clone(), fault));
        let done = Cursor::new(&self.text, depth).each(|_, _| Ok(()));
        fault.into_iter().chain(done.err().map(|broken| broken.told(&self.name, program)))
    }
}

/// A relation of a member to another, or to an address outside.
#[derive(Debug, Clone)]
pub(crate) struct Relation {
    pub id: String,
    /// The last word of its type: `footnotes`, `hyperlink`.
    pub kind: String,
    /// The member's name, or the address.
    pub target: String,
    pub external: bool,
    /// Its place among the relations of its member.
    pub index: u16,
}

/// Unpacks and decodes a member; none if there is none.
pub(crate) fn source(container: &mut Container<'_>, name: &str) -> Option<Result<Source, Why>> {
    let member = match container.member(name)? {
        Ok(member) => member,
        Err(why) => return Some(Err(why)),
    };
    let (text, recoded, shift, fault) = decoded(member.bytes);
    Some(Ok(Source { name: name.to_owned(), text, recoded, shift, fault: member.fault.or(fault) }))
}

fn decoded(bytes: Vec<u8>) -> (String, bool, usize, Option<String>) {
    let encoding = match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, _)) => encoding,
        None => without_mark(&bytes),
    };
    if encoding != encoding_rs::UTF_8 {
        let (text, broken) = encoding.decode_with_bom_removal(&bytes);
        let fault = broken.then(|| format!("some bytes are no {} characters", encoding.name()));
        return (text.into_owned(), true, 0, fault);
    }
    let shift = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    match String::from_utf8(bytes) {
        Ok(text) if shift == 0 => (text, false, 0, None),
        Ok(text) => (text[shift..].to_owned(), false, shift, None),
        Err(error) => {
            let text = String::from_utf8_lossy(error.as_bytes());
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
            (text, true, 0, Some("some bytes are no UTF-8 characters".into()))
        }
    }
}

fn without_mark(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    match bytes {
        [b'<', 0, ..] => return encoding_rs::UTF_16LE,
        [0, b'<', ..] => return encoding_rs::UTF_16BE,
        _ => {}
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let declared = head.split("?>").next().and_then(|head| head.split("encoding=").nth(1));
    let name =
        declared.map(|d| d.trim_start_matches(['"', '\'']).split(['"', '\'']).next().unwrap_or_default());
    let found = name.and_then(|name| encoding_rs::Encoding::for_label(name.as_bytes()));
    // A declaration of UTF-16 that is itself readable as bytes is wrong.
    found.filter(|e| *e != encoding_rs::UTF_16LE && *e != encoding_rs::UTF_16BE).unwrap_or(encoding_rs::UTF_8)
}

/// The relations of a member (`""` for the package itself), in the file's order; what cannot be read of them is kept with the container.
pub(crate) fn relations(container: &mut Container<'_>, name: &str, depth: usize) -> Vec<Relation> {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let slash = if folder.is_empty() { "" } else { "/" };
    let path = format!("{folder}{slash}_rels/{file}.rels");
    let source = match source(container, &path) {
        Some(Ok(source)) => source,
        Some(Err(why)) => {
            container.broken.push((path, why));
            return Vec::new();
        }
        None => return Vec::new(),
    };
    let mut relations = Vec::new();
    let mut cursor = Cursor::new(&source.text, depth);
    while let Ok(piece) = cursor.next() {
        match piece {
            Piece::Open(element) if element.local() == "Relationship" => {
                let index = relations.len().try_into().unwrap_or(u16::MAX);
                relations.extend(relation(&element, folder, index));
            }
            Piece::End => break,
            _ => {}
        }
    }
    let program = if container.has("xl/workbook.xml") { "Excel" } else { "Word" };
    container.broken.extend(source.flaws(depth, program));
    relations
}

fn relation(element: &Element<'_>, folder: &str, index: u16) -> Option<Relation> {
    let kind = element.attribute("Type")?;
    let target = element.attribute("Target")?;
    let external = element.attribute("TargetMode").is_some_and(|mode| mode == "External");
    Some(Relation {
        id: element.attribute("Id")?,
        kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
        target: if external { target } else { member_name(folder, &target) },
        external,
        index,
    })
}

/// Relations by id.
pub(crate) fn by_id(relations: &[Relation]) -> HashMap<String, Relation> {
    relations.iter().map(|relation| (relation.id.clone(), relation.clone())).collect()
}

/// The plain text of the element just opened (paragraphs as lines, tabs, breaks; no field codes, no doubled drawings),
/// and Word's own id of its last paragraph.
pub(crate) fn plain_text(cursor: &mut Cursor<'_>) -> (String, Option<String>) {
    let (outside, mut words) = (cursor.depth().saturating_sub(1), PlainText::default());
    while cursor.depth() > outside {
        let Ok(piece) = cursor.next() else { break };
        if !words.take(piece, cursor) {
            break;
        }
    }
    (words.text.trim().to_owned(), words.paragraph)
}

/// Plain text as it comes.
#[derive(Debug, Default)]
pub(super) struct PlainText {
    pub text: String,
    /// Word's own id of the last paragraph.
    pub paragraph: Option<String>,
    wanted: bool,
}

impl PlainText {
    /// Takes the next piece; false where the walk ends.
    pub fn take(&mut self, piece: Piece<'_>, cursor: &mut Cursor<'_>) -> bool {
        match piece {
            Piece::Open(element) => {
                self.wanted = matches!(element.local(), "t" | "delText");
                if element.local() == "p" {
                    self.paragraph = element.attribute("paraId").or(self.paragraph.take());
                }
                match element.local() {
                    "p" if !self.text.is_empty() && !self.text.ends_with('\n') => self.text.push('\n'),
                    "tab" if !self.text.is_empty() => self.text.push('\t'),
                    "br" | "cr" => self.text.push('\n'),
                    "noBreakHyphen" => self.text.push('\u{2011}'),
                    "sym" | "symEx" => self.text.push(symbols::shown(&element).unwrap_or(UNKNOWN)),
                    "Fallback" | "pPr" | "rPr" => return cursor.skip().is_ok(),
                    _ => {}
                }
            }
            Piece::Text(chars) if self.wanted => self.text.push_str(&chars.text),
            Piece::Text(_) => {}
            Piece::Close => self.wanted = false,
            Piece::End => return false,
        }
        true
    }
}
