//! Builds a flow: stories within stories, each with the paragraph that is open in it.

mod repeat;

use super::{Flow, Paragraph, Piece, Story, Words};
use crate::draft::Place;

/// A flow being built. One story is always open: the body at first.
pub(crate) struct Builder {
    /// What stands so far.
    pub flow: Flow,
    open: Vec<OpenStory>,
    /// Paragraphs without anything in them are kept too.
    pub keeps_empty: bool,
}

#[derive(Default)]
struct OpenStory {
    story: Story,
    paragraph: Option<Paragraph>,
    /// The last characters were white space, or there were none.
    spaced: bool,
    /// The last words were a formula.
    formula: bool,
}

impl Builder {
    /// With an empty body open.
    pub fn new(members: Vec<String>) -> Self {
        let count = members.len();
        let flow = Flow { members, seen: vec![0; count], aside: vec![0; count], ..Flow::default() };
        Self { flow, open: vec![OpenStory::default()], keeps_empty: false }
    }

    /// Ends all that is open and gives the flow.
    pub fn end(mut self) -> Flow {
        while self.open.len() > 1 {
            let story = self.close_story();
            self.put_behind(story);
        }
        self.flow.body = self.close_story();
        self.flow
    }

    /// A story begins inside the open one.
    pub fn open_story(&mut self) {
        self.open.push(OpenStory { spaced: true, ..OpenStory::default() });
    }

    /// The open story ends.
    pub fn close_story(&mut self) -> Story {
        self.end_paragraph(None);
        self.open.pop().unwrap_or_default().story
    }

    /// How many stories are open around the open one.
    pub fn nesting(&self) -> usize {
        self.open.len().saturating_sub(1)
    }

    fn last(&mut self) -> Option<&mut OpenStory> {
        self.open.last_mut()
    }

    /// The open paragraph.
    pub fn paragraph(&mut self) -> Option<&mut Paragraph> {
        self.last()?.paragraph.as_mut()
    }

    /// True if a paragraph is open.
    pub fn has_paragraph(&self) -> bool {
        self.open.last().is_some_and(|open| open.paragraph.is_some())
    }

    /// True if the paragraph has no characters, or white space was the last of them.
    pub fn is_spaced(&self) -> bool {
        self.open.last().is_none_or(|open| open.spaced)
    }

    /// Puts a formula, or what was filled into a form, into the open paragraph: no letter or digit runs into those of the words beside it.
    pub fn formula(&mut self, mut words: Words) {
        if words.text.starts_with(char::is_alphanumeric) && self.ends_in_word() {
            words.text.insert(0, ' ');
        }
        self.words(words);
        if let Some(open) = self.last() {
            open.formula = true;
        }
    }

    /// True if the last words of the open paragraph end in a letter or digit.
    fn ends_in_word(&self) -> bool {
        let paragraph = self.open.last().and_then(|open| open.paragraph.as_ref());
        match paragraph.and_then(|paragraph| paragraph.pieces.last()) {
            Some(Piece::Text(words)) => words.text.ends_with(char::is_alphanumeric),
            _ => false,
        }
    }

    /// A paragraph begins; an open one is ended.
    pub fn begin_paragraph(&mut self, paragraph: Paragraph) {
        self.end_paragraph(None);
        // Words that were deleted stood behind others: a space before them is one.
        let spaced = !self.keeps_empty;
        if let Some(open) = self.last() {
            (open.paragraph, open.spaced) = (Some(paragraph), spaced);
        }
    }

    /// The open paragraph ends; `end`: the change that its end belongs to. One that holds nothing is not kept.
    pub fn end_paragraph(&mut self, end: Option<u32>) {
        let Some(mut paragraph) = self.last().and_then(|open| open.paragraph.take()) else { return };
        paragraph.end = end;
        let is_empty = paragraph.pieces.is_empty() && paragraph.boxes.is_empty() && end.is_none();
        if is_empty && !self.keeps_empty {
            return;
        }
        self.keep(paragraph);
    }

    fn keep(&mut self, paragraph: Paragraph) {
        if self.flow.has_room()
            && let Some(open) = self.last()
        {
            open.story.paragraphs.push(paragraph);
        }
    }

    /// Puts something into the open paragraph; one is begun if there is none.
    pub fn push(&mut self, piece: Piece) {
        if !self.flow.has_room() {
            return;
        }
        if let Some(open) = self.open.last_mut() {
            if let Piece::Mark { .. } = piece {
                open.spaced = false;
            }
            open.paragraph.get_or_insert_with(Paragraph::default).pieces.push(piece);
        }
    }

    /// Puts words into the open paragraph, joined to those before them where both are one run of the file.
    pub fn words(&mut self, words: Words) {
        let behind = self.last().is_some_and(|open| std::mem::take(&mut open.formula));
        if behind && words.text.starts_with(char::is_alphanumeric) && self.ends_in_word() {
            self.words(Words { text: " ".to_owned(), verbatim: false, added: true, ..words });
        }
        let Some(open) = self.open.last_mut() else { return };
        open.spaced = words.text.ends_with(char::is_whitespace);
        let paragraph = open.paragraph.get_or_insert_with(Paragraph::default);
        if let Some(Piece::Text(last)) = paragraph.pieces.last_mut()
            && (last.verbatim, last.added, last.look) == (words.verbatim, words.added, words.look)
            && is_next(&last.place, &words.place, words.added)
        {
            last.text.push_str(&words.text);
            last.place.source.end = words.place.source.end;
            return;
        }
        if self.flow.has_room() {
            paragraph.pieces.push(Piece::Text(words));
        }
    }

    /// A story that stands beside the open paragraph, or behind the last one.
    pub fn put_beside(&mut self, story: Story) {
        if story.paragraphs.is_empty() {
            return;
        }
        match self.paragraph() {
            Some(paragraph) => paragraph.boxes.push(story),
            None => self.keep(Paragraph { boxes: vec![story], ..Paragraph::default() }),
        }
    }

    /// Puts the paragraphs of a story behind those of the open one.
    pub fn put_behind(&mut self, story: Story) {
        self.end_paragraph(None);
        if let Some(open) = self.last() {
            open.story.paragraphs.extend(story.paragraphs);
        }
    }

    /// Changes or comments are many: gives the index of a new one, or none if there are too many.
    pub fn change(&mut self, change: super::Change) -> Option<u32> {
        if let Some(last) = self.flow.changes.last()
            && *last == change
        {
            return u32::try_from(self.flow.changes.len() - 1).ok();
        }
        let index = u32::try_from(self.flow.changes.len()).ok()?;
        self.flow.has_room().then(|| self.flow.changes.push(change))?;
        Some(index)
    }
}

/// True if words that stand at `next` go on where those at `last` end.
fn is_next(last: &Place, next: &Place, added: bool) -> bool {
    let same = (last.member, last.paragraph, last.run) == (next.member, next.paragraph, next.run);
    same && (added || last.source.end == next.source.start)
}

impl Story {
    /// Its words as plain text, paragraphs as lines, and how many characters of the file they are.
    pub fn plain(&self) -> (String, usize) {
        let (mut text, mut count) = (String::new(), 0);
        for paragraph in &self.paragraphs {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&paragraph.number);
            for piece in &paragraph.pieces {
                if let Piece::Text(words) = piece {
                    text.push_str(&words.text);
                    count += if words.added { 0 } else { crate::docx::xml::visible(&words.text) };
                }
            }
        }
        (text.trim().to_owned(), count)
    }
}
