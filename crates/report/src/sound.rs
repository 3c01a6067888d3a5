//! Whether a document holds together: asked of what another process made, before anybody relies on it.

use crate::{BlockKind, Document, Span};

impl Document {
    /// True if every span lies in the text on character boundaries, every index points to something, and what has to be in order
    /// is in order.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.flaw().is_none()
    }

    /// The first thing found that does not hold, in a few words for whoever works on the reader.
    #[must_use]
    pub fn flaw(&self) -> Option<String> {
        self.misplaced().or_else(|| self.misdirected()).or_else(|| self.disordered())
    }

    /// A span that does not lie in the text.
    fn misplaced(&self) -> Option<String> {
        let notes = self
            .notes
            .iter()
            .flat_map(|note| [note.span, note.body].into_iter().chain(note.pieces.iter().copied()));
        let references = self.references.iter().flat_map(|one| [Some(one.span), one.resolved]).flatten();
        let layers: [(&str, &mut dyn Iterator<Item = Span>); 10] = [
            ("part", &mut self.parts.iter().map(|part| part.span)),
            ("block", &mut self.blocks.iter().map(|block| block.span)),
            (
                "sentence",
                &mut self
                    .sentences
                    .iter()
                    .flat_map(|one| std::iter::once(one.span).chain(one.pieces.iter().copied())),
            ),
            ("note", &mut notes.into_iter()),
            ("mark", &mut self.marks.iter().map(|mark| mark.span)),
            ("reference", &mut references.into_iter()),
            ("hidden", &mut self.hidden.iter().map(|hidden| hidden.span)),
            ("comment", &mut self.comments.iter().map(|comment| comment.span)),
            ("origin", &mut self.origins.iter().map(|origin| origin.span)),
            ("place", &mut self.placed.iter().map(|placed| placed.span)),
        ];
        let lies_not = |span: &Span| self.text.get(span.range()).is_none();
        let found = layers
            .into_iter()
            .find_map(|(layer, mut spans)| Iterator::find(&mut spans, lies_not).map(|span| (layer, span)));
        let page = self.pages.iter().find(|(at, _)| !self.text.is_char_boundary(*at));
        found
            .map(|(layer, span)| format!("{layer} at {span} in {} bytes", self.text.len()))
            .or_else(|| page.map(|(at, name)| format!("page {name} at {at}")))
    }

    /// An index that points to nothing.
    fn misdirected(&self) -> Option<String> {
        let (blocks, notes, marks) = (self.blocks.len(), self.notes.len(), self.marks.len());
        let block =
            self.blocks.iter().find(|block| matches!(block.kind, BlockKind::Note(note) if note >= notes));
        let sentence = self.sentences.iter().find(|sentence| sentence.block >= blocks);
        let note = self.notes.iter().find(|note| note.marks.iter().any(|mark| *mark >= marks));
        let mark = self.marks.iter().find(|mark| mark.note.is_some_and(|note| note >= notes));
        let reply = |to: usize| to >= self.comments.len();
        let comment = self.comments.iter().find(|comment| comment.reply_to.is_some_and(reply));
        let placed = self.placed.iter().find(|placed| placed.page >= self.pages.len());
        let said = [
            placed.map(|placed| format!("place {} on no page", placed.span)),
            self.parts.is_empty().then(|| "no part".to_owned()),
            block.map(|block| format!("block {} of no note", block.span)),
            sentence.map(|sentence| format!("sentence {} in no block", sentence.span)),
            note.map(|note| format!("note {} called by no mark", note.id)),
            mark.map(|mark| format!("mark {} of no note", mark.span)),
            comment.map(|comment| format!("comment {} answers none", comment.span)),
        ];
        said.into_iter().flatten().next()
    }

    /// A layer that is not in order of start.
    fn disordered(&self) -> Option<String> {
        let rise = [
            ("blocks", self.blocks.is_sorted_by_key(|block| block.span.start)),
            ("sentences", self.sentences.is_sorted_by_key(|sentence| sentence.span.start)),
            ("marks", self.marks.is_sorted_by_key(|mark| mark.span.start)),
            ("pages", self.pages.is_sorted_by_key(|page| page.0)),
            ("origins", self.origins.is_sorted_by_key(|origin| origin.span.start)),
            ("places", self.placed.is_sorted_by_key(|placed| placed.span.start)),
        ];
        rise.into_iter().find(|(_, in_order)| !in_order).map(|(layer, _)| format!("{layer} out of order"))
    }
}
