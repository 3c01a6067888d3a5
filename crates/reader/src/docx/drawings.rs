//! Text of diagrams and charts, which stands in members of its own: boxed blocks behind the paragraph that holds them.

use super::embedded::{PutIn, Role};
use super::members::{Relation, Source, source};
use super::reading::Reading;
use super::xml::{Chars, Cursor, Piece, visible};
use crate::draft::Place;
use probata_report::BlockKind;
use std::collections::HashMap;

/// The first number of members that the main document's relations name, in their order.
pub(super) const RELATED: u16 = 3;

impl Reading<'_> {
    /// The words of a diagram (SmartArt).
    pub fn diagram(&mut self, target: &str, relations: &HashMap<String, Relation>) {
        self.beside(target, relations, "the words of a diagram", |reading, source, member| {
            reading.words(source, member, BlockKind::Paragraph, false)
        });
    }

    /// The words and numbers of a chart, and the words drawn over it. The workbook behind it, which may hold more than it shows, is
    /// enclosed.
    pub fn chart(&mut self, target: &str, relations: &HashMap<String, Relation>) {
        self.beside(target, relations, "the words of a chart", |reading, source, member| {
            let seen = reading.words(source, member, BlockKind::Caption, false);
            reading.words(source, member, BlockKind::Apparatus, true);
            seen
        });
        let own = super::members::relations(&mut self.container, target, self.options.limits.depth);
        for workbook in own.iter().filter(|relation| relation.kind == "package" && !relation.external) {
            let (member, program) = (workbook.target.clone(), "Excel.Sheet".to_owned());
            self.put_in.push(PutIn { member, program, role: Role::Workbook });
        }
        for drawn in own.iter().filter(|relation| relation.kind == "chartUserShapes" && !relation.external) {
            self.beside(
                &drawn.target,
                &HashMap::new(),
                "the words over a chart",
                |reading, source, member| reading.words(source, member, BlockKind::Caption, false),
            );
        }
    }

    fn beside(
        &mut self,
        target: &str,
        relations: &HashMap<String, Relation>,
        what: &str,
        read: impl Fn(&mut Self, &Source, u16) -> usize,
    ) {
        let member = relations
            .values()
            .find(|r| r.target == target)
            .map_or(u16::MAX, |r| r.index.saturating_add(RELATED));
        let outside = std::mem::take(&mut self.delivered);
        match source(&mut self.container, target) {
            Some(Ok(source)) => {
                let seen = read(self, &source, member);
                self.settle(&source.name, seen);
            }
            Some(Err(why)) => self.lacks(target, why),
            None => self.lacks(target, format!("{what} are not in the file")),
        }
        self.delivered = outside;
    }

    /// Words by paragraph, or (`values`) the values of a chart in one block.
    fn words(&mut self, source: &Source, member: u16, kind: BlockKind, values: bool) -> usize {
        let mut cursor = Cursor::new(&source.text, self.options.limits.depth);
        let (mut wanted, mut paragraph, mut first) = (false, 0, true);
        loop {
            match cursor.next() {
                Ok(Piece::Open(element)) => {
                    wanted = element.local() == if values { "v" } else { "t" };
                    if element.local() == "p" && !values {
                        self.draft.end();
                        paragraph += 1;
                    }
                    if wanted && values && !std::mem::take(&mut first) {
                        self.draft.add("; ");
                    }
                }
                Ok(Piece::Text(chars)) if wanted => self.word(&chars, source, member, paragraph, kind),
                Ok(Piece::Text(_)) => {}
                Ok(Piece::Close) => wanted = false,
                Ok(Piece::End) => break,
                Err(broken) => {
                    self.broke(&source.name, &broken);
                    break;
                }
            }
        }
        self.draft.end();
        cursor.seen
    }

    fn word(&mut self, chars: &Chars<'_>, source: &Source, member: u16, paragraph: u32, kind: BlockKind) {
        if !self.draft.is_open() {
            if chars.text.trim().is_empty() {
                return;
            }
            self.draft.begin(kind, true);
        }
        let place = Place {
            member,
            paragraph: paragraph.saturating_sub(1),
            run: 0,
            source: chars.source.shifted(source.shift),
        };
        self.draft.push(&chars.text, place, chars.verbatim && !source.recoded);
        if !self.draft.is_full() {
            self.delivered += visible(&chars.text);
        }
    }
}
