//! Marked content: what a file says about the letters between two operators.

use super::fonts::cleaned;
use hayro_syntax::object::dict::keys::ACTUAL_TEXT;
use hayro_syntax::object::{Dict, String as Bytes};

/// Marks within marks.
const DEEPEST: usize = 256;

/// The marks that are open.
#[derive(Debug, Default)]
pub(super) struct Marked {
    open: Vec<Open>,
    beyond: usize,
    /// What the last stretch of which the file says what it is says, and the letter that says it if that is a mark without its bearer.
    last: Option<(String, Option<usize>)>,
}

#[derive(Debug, Default)]
struct Open {
    artifact: bool,
    /// In a layer that is switched off.
    off: bool,
    /// What the letters say; empty once it has been said.
    says: Option<String>,
    said: bool,
    /// The letter that says it, if that is a mark over another, and whether it has no width.
    carrier: Option<(usize, bool)>,
}

impl Marked {
    /// A mark opens; `off` for a layer that is switched off.
    pub fn begin(&mut self, tag: &[u8], properties: Option<&Dict<'_>>, off: bool) {
        if self.open.len() >= DEEPEST {
            self.beyond += 1;
            return;
        }
        let says = properties.and_then(|dict| dict.get::<Bytes<'_>>(ACTUAL_TEXT));
        let says = says.and_then(|text| cleaned(&decoded(text.as_bytes())));
        self.open.push(Open { artifact: tag == b"Artifact", off, says, ..Open::default() });
    }

    /// A mark closes. Text that no letter has taken is lost with it; a soft hyphen mostly is. Where a file draws a letter and the mark over
    /// it apart and says of each what both are, this is the letter that says it a second time.
    pub fn end(&mut self) -> Option<usize> {
        if self.beyond > 0 {
            self.beyond -= 1;
            return None;
        }
        let closed = self.open.pop()?;
        let says = closed.says.filter(|_| closed.said)?;
        let mark = closed.carrier.map(|(letter, _)| letter);
        let before = self.last.take_if(|(said, _)| *said == says);
        match (before, mark) {
            (Some((_, Some(mark))), None) | (Some((_, None)), Some(mark)) => Some(mark),
            _ => {
                self.last = Some((says, mark));
                None
            }
        }
    }

    /// True if the letters are the page's, not the text's.
    pub fn in_artifact(&self) -> bool {
        self.open.iter().any(|open| open.artifact)
    }

    /// True if a layer that is switched off holds the letters.
    pub fn is_off(&self) -> bool {
        self.open.iter().any(|open| open.off)
    }

    /// True if the letters stand in a stretch of which the file says what it is.
    pub fn says(&self) -> bool {
        self.open.iter().any(|open| open.says.as_deref().is_some_and(|says| !says.is_empty()))
    }

    /// The letter is a mark over another, which comes behind it, and says what both are. `still`: it has no width.
    pub fn carried_by_mark(&mut self, letter: usize, still: bool) {
        if let Some(open) = self.open.iter_mut().find(|open| open.says.is_some()) {
            open.carrier = Some((letter, still));
        }
    }

    /// The mark that says what this letter, which says nothing, is the bearer of. `own`: the letter has a text of its own; else it is the
    /// bearer only if it has a width, and the mark has none.
    pub fn take_carrier(&mut self, own: bool, still: bool) -> Option<usize> {
        let open = self.open.iter_mut().find(|open| open.says.is_some())?;
        open.carrier.take_if(|(_, narrow)| own || *narrow && !still).map(|(letter, _)| letter)
    }

    /// What a letter says: its own text, or what the mark says in the place of all its letters.
    pub fn text<'t>(&'t mut self, own: &'t str) -> &'t str {
        let Some(open) = self.open.iter_mut().find(|open| open.says.is_some()) else { return own };
        if std::mem::replace(&mut open.said, true) {
            return "";
        }
        open.says.as_deref().unwrap_or(own)
    }
}

/// A text string: UTF-16, UTF-8 or, near enough, Latin-1.
pub(super) fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}
