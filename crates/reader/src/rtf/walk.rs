//! The walk through a file: from tokens to paragraphs and their pieces.

use super::comments::Comments;
use super::fields::Instruction;
use super::formulas::Formula;
use super::pictures::{Picture, Shape};
use super::state::{Dest, Ending, State};
use super::tables::Tables;
use super::tokens::{Token, Tokens};
use crate::docx::forms::Form;
use crate::flow::{self, Builder, Cell, Flow, Look, Paragraph};
use probata_report::Span;
use std::collections::{BTreeMap, HashMap};

/// The name of the file as a member.
const FILE: &str = "the file";
/// Optional groups that are not known are named up to this number.
pub(super) const MOST_UNKNOWN: usize = 50;

/// A table that is open.
pub(super) struct TableAt {
    pub index: usize,
    pub row: u32,
    pub column: u32,
}

/// A walk through one file.
pub(super) struct Walk<'b> {
    tokens: Tokens<'b>,
    deepest: usize,
    pub builder: Builder,
    pub state: State,
    groups: Vec<State>,
    /// Groups that are open beyond the deepest that is followed.
    too_deep: usize,
    pub tables: Tables,
    /// Bytes of text that wait to be decoded, where they stand, and whether they are escaped.
    pub pending: Vec<u8>,
    pub pending_span: Span,
    pub pending_escaped: bool,
    /// The first half of a character of two units.
    pub surrogate: Option<u16>,
    /// Characters for older programs that are still to be passed over.
    pub passing: usize,
    pub paragraphs: u32,
    pub run: u32,
    /// For each open story: its tables and the number of its paragraph.
    pub at: Vec<StoryAt>,
    /// Note marks that wait for their note.
    pub mark: Option<(crate::draft::Place, Look)>,
    /// Instructions that wait for their results.
    pub codes: Vec<Instruction>,
    /// The fields whose results are open, with what was seen before each.
    pub results: Vec<(Instruction, usize)>,
    /// The form of the instruction being read.
    pub form: Form,
    pub contents: usize,
    pub comments: Comments,
    pub changes: HashMap<(bool, i32, i32), Option<u32>>,
    pub collected: Vec<String>,
    pub property: Option<String>,
    pub shape: String,
    /// The picture being read.
    pub picture: Option<Picture>,
    /// The shapes that are open, the innermost last.
    pub shapes: Vec<Shape>,
    pub formula: Formula,
    pub unknown: BTreeMap<String, usize>,
    pub seen: usize,
    pub aside: usize,
    pub continuous: bool,
    pub odd_letters: bool,
}

/// What holds in one story.
#[derive(Default)]
pub(super) struct StoryAt {
    pub tables: Vec<TableAt>,
    /// The printed number of the paragraph.
    pub number: String,
    /// The paragraph has a printed number or bullet.
    pub listed: bool,
}

impl<'b> Walk<'b> {
    /// A walk that has not begun.
    pub fn new(bytes: &'b [u8], deepest: usize) -> Self {
        Self {
            tokens: Tokens::new(bytes),
            deepest,
            builder: Builder::new(vec![FILE.to_owned()]),
            state: State::new(),
            groups: Vec::new(),
            too_deep: 0,
            tables: Tables::default(),
            pending: Vec::new(),
            pending_span: Span::default(),
            pending_escaped: false,
            surrogate: None,
            passing: 0,
            paragraphs: 0,
            run: 0,
            at: vec![StoryAt::default()],
            mark: None,
            codes: Vec::new(),
            results: Vec::new(),
            form: Form::default(),
            contents: 0,
            comments: Comments::default(),
            changes: HashMap::new(),
            collected: Vec::new(),
            property: None,
            shape: String::new(),
            picture: None,
            shapes: Vec::new(),
            formula: Formula::default(),
            unknown: BTreeMap::new(),
            seen: 0,
            aside: 0,
            continuous: false,
            odd_letters: false,
        }
    }

    /// Reads the file.
    pub fn read(mut self) -> Flow {
        let is_closed = self.walk();
        self.flush();
        while let Some(outer) = self.groups.pop() {
            self.end_group(outer);
        }
        self.end_paragraph();
        self.judge(is_closed);
        let (seen, aside) = (self.seen, self.aside);
        let mut flow = self.builder.end();
        (flow.seen, flow.aside) = (vec![seen], vec![aside]);
        flow
    }

    /// Walks to the end of the outermost group; false if the file ends before.
    fn walk(&mut self) -> bool {
        while let Some((token, span)) = self.tokens.next() {
            if self.too_deep > 0 {
                match token {
                    Token::Open => self.too_deep += 1,
                    Token::Close => self.too_deep -= 1,
                    _ => {}
                }
                continue;
            }
            match token {
                Token::Open => self.open(),
                Token::Close => {
                    self.close();
                    if self.groups.is_empty() {
                        return true;
                    }
                }
                other => self.token(other, span),
            }
        }
        false
    }

    /// How far the file was read.
    pub fn tokens_at(&self) -> usize {
        self.tokens.position()
    }

    fn open(&mut self) {
        self.flush();
        self.passing = 0;
        self.run = self.run.saturating_add(1);
        if self.groups.len() >= self.deepest {
            self.too_deep = 1;
            let why = format!(
                "groups are nested more than {} deep; what stands in them was not read",
                self.deepest
            );
            return self.builder.flow.lacks(FILE, why);
        }
        self.state.fresh = false;
        let inner = self.state.inner();
        self.groups.push(std::mem::replace(&mut self.state, inner));
        let dest = |back: usize| self.groups.len().checked_sub(back).map(|at| &self.groups[at].dest);
        if dest(1) == Some(&Dest::Styles) && dest(2) != Some(&Dest::Styles) {
            self.tables.style_begins();
        }
    }

    fn close(&mut self) {
        self.flush();
        self.passing = 0;
        self.run = self.run.saturating_add(1);
        if let Some(outer) = self.groups.pop() {
            self.end_group(outer);
        }
    }

    fn end_group(&mut self, outer: State) {
        let ended = std::mem::replace(&mut self.state, outer);
        if ended.dest == Dest::Fonts && self.state.dest != Dest::Fonts {
            self.tables.fonts_end();
        }
        self.ended(ended.ending);
    }

    fn token(&mut self, token: Token<'b>, span: Span) {
        if self.passes(token) {
            return;
        }
        match token {
            Token::Word(word, number) => self.word(word, number, span),
            Token::Symbol(symbol) => self.symbol(symbol, span),
            Token::Hex(byte) => self.bytes(&[byte], span, true),
            Token::Text(text) => {
                let passed = self.passing.min(text.len());
                self.passing -= passed;
                let (rest, span) = (&text[passed..], Span::new(span.start + passed, span.end));
                if !rest.is_empty() {
                    self.bytes(rest, span, false);
                }
            }
            Token::Binary(lies) => {
                if lies {
                    let why = "raw data is said to be longer than the rest of the file; what stood behind it is lost";
                    self.builder.flow.lacks(format!("byte {}", span.start), why);
                }
            }
            Token::Open | Token::Close => {}
        }
        self.state.fresh = false;
    }

    /// True if a token is one of those that stand after `\u` for older programs.
    fn passes(&mut self, token: Token<'b>) -> bool {
        let is_one = matches!(token, Token::Hex(_) | Token::Word(..) | Token::Binary(_) | Token::Symbol(_));
        if self.passing == 0 || !is_one || matches!(token, Token::Word("u", _)) {
            return false;
        }
        self.passing -= 1;
        true
    }

    /// How words look here.
    pub fn look(&mut self) -> Look {
        let c = self.state.characters;
        let inserted = c.inserted.then(|| self.change(true, c.insert_author, c.insert_date)).flatten();
        let deleted = c.deleted.then(|| self.change(false, c.delete_author, c.delete_date)).flatten();
        let shaded = c.shaded || self.state.properties.shaded;
        let in_table = self.state.properties.in_table;
        let white =
            self.tables.is_white(c.colour) && c.colour > 0 && !shaded && !in_table && self.at.len() < 2;
        let tiny = c.size.is_some_and(|size| (0..=2).contains(&size));
        Look {
            hidden: c.hidden || white || tiny,
            superscript: c.superscript,
            subscript: c.subscript,
            inserted,
            deleted,
        }
    }

    fn change(&mut self, inserted: bool, author: i32, date: i32) -> Option<u32> {
        let key = (inserted, author, date);
        if let Some(known) = self.changes.get(&key) {
            return *known;
        }
        let (author, date) = (self.tables.author(author), super::tables::moment(date));
        let change = self.builder.change(flow::Change { inserted, author, date });
        if change.is_some() {
            self.changes.insert(key, change);
        }
        change
    }

    /// The open paragraph ends, if there is one.
    pub fn end_paragraph(&mut self) {
        self.flush();
        let look = self.look();
        let (shape, cell) = (self.shape_here(), self.cell());
        let drop_cap = self.state.properties.drop_cap;
        let boxed = self.state.properties.framed && !drop_cap;
        if let Some(paragraph) = self.builder.paragraph() {
            (paragraph.shape, paragraph.cell, paragraph.boxed) = (shape, cell, boxed);
            paragraph.drop_cap = drop_cap;
        }
        let end = look.deleted.or(look.inserted);
        let has = self.builder.has_paragraph();
        if has || end.is_some() {
            if !has {
                self.builder.begin_paragraph(Paragraph { shape, cell, ..Paragraph::default() });
            }
            let number = self.at.last_mut().map(|at| std::mem::take(&mut at.number)).unwrap_or_default();
            if let Some(paragraph) = self.builder.paragraph() {
                paragraph.number = number;
            }
            self.builder.end_paragraph(end);
        }
        if let Some(at) = self.at.last_mut() {
            (at.listed, at.number) = (false, String::new());
        }
        self.paragraphs = self.paragraphs.saturating_add(1);
    }

    fn shape_here(&self) -> flow::Shape {
        let properties = self.state.properties;
        let (role, of_style) = self.tables.style(properties.style);
        let outline = properties.outline.or(of_style).and_then(|level| u8::try_from(level).ok());
        let listed = properties.list || self.at.last().is_some_and(|at| at.listed);
        flow::Shape {
            role,
            outline: outline.map(|level| if level <= 8 { level + 1 } else { 0 }),
            listed,
            contents: self.contents > 0,
            left: properties.left,
            right: properties.right,
            hanging: properties.first < 0,
        }
    }

    /// The cell that the paragraph stands in; the tables that it does not stand in end.
    pub fn cell(&mut self) -> Option<Cell> {
        let properties = self.state.properties;
        let nesting = match properties.nesting {
            Some(nesting) => usize::try_from(nesting).unwrap_or(0).min(16),
            None => usize::from(properties.in_table),
        };
        let at = self.at.last_mut()?;
        at.tables.truncate(nesting);
        while at.tables.len() < nesting && self.builder.flow.has_room() {
            at.tables.push(TableAt { index: self.builder.flow.cells.len(), row: 0, column: 0 });
            self.builder.flow.cells.push(0);
        }
        let table = at.tables.last()?;
        Some(Cell { table: table.index, row: table.row, column: table.column })
    }

    /// A cell of the table at this depth ends.
    pub fn end_cell(&mut self, depth: usize) {
        if self.state.properties.nesting.is_none() {
            self.state.properties.in_table = true;
        }
        self.end_paragraph();
        let Some(at) = self.at.last_mut() else { return };
        if at.tables.len() < depth {
            self.state.properties.in_table = true;
            self.cell();
        }
        let Some(table) = self.at.last_mut().and_then(|at| at.tables.last_mut()) else { return };
        table.column = table.column.saturating_add(1);
        if let Some(cells) = self.builder.flow.cells.get_mut(table.index) {
            *cells = cells.saturating_add(1);
        }
    }

    /// A row of the table at this depth ends.
    pub fn end_row(&mut self, depth: usize) {
        self.flush();
        let Some(at) = self.at.last_mut() else { return };
        at.tables.truncate(depth);
        if let Some(table) = at.tables.last_mut() {
            (table.row, table.column) = (table.row.saturating_add(1), 0);
        }
    }

    /// A story begins inside the open one.
    pub fn open_story(&mut self) {
        self.builder.open_story();
        self.at.push(StoryAt::default());
        self.state.dest = Dest::Text;
        (self.state.characters, self.state.properties) = Default::default();
    }

    /// The open story ends.
    pub fn close_story(&mut self) -> flow::Story {
        self.flush();
        self.builder.paragraph().is_some().then(|| self.end_paragraph());
        if self.at.len() > 1 {
            self.at.pop();
        }
        self.builder.close_story()
    }

    /// What is wrong with the file as a whole.
    fn judge(&mut self, is_closed: bool) {
        let rest = self.tokens.rest().iter().filter(|byte| byte.is_ascii_graphic() || **byte >= 0x80).count();
        let flow = &mut self.builder.flow;
        if !is_closed {
            let why = "the file ends before its groups do: it is cut short. Ask for the file again";
            flow.lacks("whole file", why);
        } else if rest > 0 {
            let why = format!("{rest} characters stand behind the file's end and were not read");
            flow.lacks("whole file", why);
        }
        if self.odd_letters {
            flow.lacks(FILE, "some bytes are no characters of the code page that the file names for them");
        }
        for (name, count) in std::mem::take(&mut self.unknown) {
            let why = format!("{count} characters stand in a group that Probata does not know");
            flow.lacks(format!("\\{name}"), why);
        }
    }

    /// True inside the text of a note.
    pub fn in_note(&self) -> bool {
        self.groups.iter().any(|group| group.ending == Ending::Note) || self.state.ending == Ending::Note
    }
}
