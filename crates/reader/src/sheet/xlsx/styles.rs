//! Which number format a cell's style has.

use crate::docx::xml::{Cursor, Piece};
use crate::sheet::number::Format;
use std::collections::HashMap;
use std::rc::Rc;

/// More formats and styles than Excel allows.
const MOST: usize = 70_000;

/// Formats by style; none shows a number as it is.
#[derive(Default)]
pub(super) struct Styles {
    of_style: Vec<Option<Rc<Format>>>,
}

impl Styles {
    /// Takes what a member says, up to where it breaks off.
    pub fn read(text: &str, depth: usize) -> Self {
        let mut cursor = Cursor::new(text, depth);
        let (mut formats, mut of_style): (HashMap<u32, Option<Rc<Format>>>, Vec<_>) =
            (HashMap::new(), Vec::new());
        let mut is_in_cells = false;
        while let Ok(piece) = cursor.next() {
            match piece {
                Piece::Open(element) => match element.local() {
                    "numFmt" if formats.len() < MOST => {
                        let id = element.attribute("numFmtId").and_then(|id| id.trim().parse().ok());
                        let code = element.attribute("formatCode").unwrap_or_default();
                        formats.extend(id.map(|id| (id, Some(Rc::new(Format::of(&code))))));
                    }
                    "cellXfs" => is_in_cells = true,
                    "cellStyleXfs" | "cellStyles" => is_in_cells = false,
                    "xf" if is_in_cells && of_style.len() < MOST => {
                        let id: u32 =
                            element.attribute("numFmtId").and_then(|id| id.trim().parse().ok()).unwrap_or(0);
                        let format = formats.entry(id).or_insert_with(|| Format::built_in(id).map(Rc::new));
                        of_style.push(format.clone());
                    }
                    _ => {}
                },
                Piece::End => break,
                _ => {}
            }
        }
        Self { of_style }
    }

    pub fn format(&self, style: usize) -> Option<&Format> {
        self.of_style.get(style)?.as_deref()
    }
}
