//! The example's markup, read into blocks. `examples/README.md` describes the markup for those who write it.
//!
//! Invariant: a word of the source that cannot be understood is an error with its line, never left out.

use std::collections::{BTreeMap, BTreeSet};

/// The example as written.
#[derive(Debug, Default)]
pub struct Source {
    /// `@name value` lines of the head, in order.
    pub head: Vec<(String, String)>,
    /// Body, in order.
    pub blocks: Vec<Block>,
    /// Number of each note that is called, by key.
    pub numbers: BTreeMap<String, usize>,
    /// Notes in order of number, as `(key, contents)`; those that nothing calls (keys with `!`) come last.
    pub notes: Vec<(String, Vec<Inline>)>,
    /// Keys of notes that other places refer to.
    pub referred: BTreeSet<String>,
}

/// A block.
#[derive(Debug, Clone)]
pub enum Block {
    /// `# ` on a new page, `#- ` where it stands, or `## `.
    Heading {
        /// 1 or 2.
        level: u8,
        /// The heading.
        words: String,
        /// True if it begins a page.
        new_page: bool,
    },
    /// A line of its own.
    Paragraph(Vec<Inline>),
    /// `> `.
    Quote(Vec<Inline>),
    /// `- `.
    Item(Vec<Inline>),
    /// `::: box Title`: paragraphs in a frame; `::: textbox Title`: a floating text box.
    Boxed {
        /// Its heading.
        title: String,
        /// True for a text box.
        floating: bool,
        /// Its paragraphs and items.
        blocks: Vec<Block>,
    },
    /// `::: figure Caption`, with the words that stand in for the picture.
    Figure(String, String),
    /// `::: table Caption`, with rows of cells.
    Table(String, Vec<Vec<String>>),
    /// `@contents`, with `@entry PAGE HEADING` lines.
    Contents(Vec<(String, String)>),
}

/// A stretch of a line.
#[derive(Debug, Clone)]
pub enum Inline {
    /// Words.
    Text(String),
    /// `[^key]`: the mark of a note.
    Mark(String),
    /// `{n:key}`: the number of a note, as a cross-reference.
    NoteNumber(String),
    /// `{noteref-broken|words}`: a cross-reference whose goal is gone.
    BrokenReference(String),
    /// `{typed|214}`: a mark typed by hand.
    Typed(String),
    /// `{comment|author|date|words|comment}`.
    Comment([String; 4]),
    /// `{del|author|date|words}`: a tracked deletion.
    Deleted([String; 3]),
    /// `{ins|author|date|words}`: a tracked insertion.
    Inserted([String; 3]),
    /// `{hide|words}`: hidden text.
    Hidden(String),
    /// `{zotero|key|words}`: words written by a citation manager.
    Zotero([String; 2]),
}

impl Source {
    /// Reads the markup.
    pub fn parse(markup: &str) -> Result<Self, String> {
        let mut source = Self::default();
        let (mut defined, mut lines) = (Vec::new(), markup.lines().enumerate());
        while let Some((index, line)) = lines.next() {
            source
                .line(line, &mut lines, &mut defined)
                .map_err(|error| format!("line {}: {error}", index + 1))?;
        }
        source.number(defined)?;
        Ok(source)
    }

    /// The first value of a head line, or nothing.
    pub fn value(&self, name: &str) -> &str {
        self.head.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    fn line<'a>(
        &mut self,
        line: &str,
        rest: &mut impl Iterator<Item = (usize, &'a str)>,
        defined: &mut Vec<(String, Vec<Inline>)>,
    ) -> Result<(), String> {
        if line.is_empty() || line.starts_with("//") {
            return Ok(());
        }
        if line == "@contents" {
            self.blocks.push(Block::Contents(Vec::new()));
        } else if let Some(entry) = line.strip_prefix("@entry ") {
            let (page, words) = entry.split_once(' ').ok_or("an entry is a page and a heading")?;
            let Some(Block::Contents(entries)) = self.blocks.last_mut() else {
                return Err("an entry stands under @contents".to_owned());
            };
            entries.push((words.to_owned(), page.to_owned()));
        } else if let Some(head) = line.strip_prefix('@') {
            let (name, value) = head.split_once(' ').ok_or("a head line is a name and a value")?;
            self.head.push((name.to_owned(), value.to_owned()));
        } else if let Some((key, words)) = definition(line) {
            defined.push((key.to_owned(), inlines(words)?));
        } else if let Some(opening) = line.strip_prefix("::: ") {
            let inner: Vec<&str> = rest.map(|(_, line)| line).take_while(|line| *line != ":::").collect();
            self.blocks.push(container(opening, &inner)?);
        } else {
            self.blocks.push(block(line)?);
        }
        Ok(())
    }

    /// Numbers the notes in the order of their marks and checks that keys and marks agree.
    fn number(&mut self, defined: Vec<(String, Vec<Inline>)>) -> Result<(), String> {
        let mut order = Vec::new();
        for block in &self.blocks {
            marks(block, &mut order);
        }
        let mut bodies: BTreeMap<String, Vec<Inline>> = BTreeMap::new();
        for (key, body) in &defined {
            if bodies.insert(key.clone(), body.clone()).is_some() {
                return Err(format!("note \"{key}\" is defined twice"));
            }
        }
        for key in order {
            let body = bodies.remove(&key).ok_or(format!("note \"{key}\" is called twice or not defined"))?;
            self.notes.push((key.clone(), body));
            self.numbers.insert(key, self.notes.len());
        }
        for (key, body) in defined {
            if bodies.remove(&key).is_some() {
                if !key.starts_with('!') {
                    return Err(format!("nothing calls note \"{key}\""));
                }
                self.notes.push((key, body));
            }
        }
        let notes = self.notes.iter().flat_map(|(_, body)| body);
        let all = self.blocks.iter().flat_map(Block::inlines).chain(notes);
        self.referred = all
            .filter_map(|inline| if let Inline::NoteNumber(key) = inline { Some(key.clone()) } else { None })
            .collect();
        match self.referred.iter().find(|key| !self.numbers.contains_key(*key)) {
            Some(key) => Err(format!("\"{key}\" is referred to and is no note")),
            None => Ok(()),
        }
    }
}

impl Block {
    /// The stretches that stand in it, those of a box included.
    fn inlines(&self) -> Vec<&Inline> {
        match self {
            Self::Paragraph(line) | Self::Quote(line) | Self::Item(line) => line.iter().collect(),
            Self::Boxed { blocks, .. } => blocks.iter().flat_map(Self::inlines).collect(),
            Self::Heading { .. } | Self::Figure(..) | Self::Table(..) | Self::Contents(_) => Vec::new(),
        }
    }
}

fn marks(block: &Block, order: &mut Vec<String>) {
    for inline in block.inlines() {
        if let Inline::Mark(key) = inline {
            order.push(key.clone());
        }
    }
}

/// `[^key]: words`
fn definition(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix("[^")?.split_once("]: ")
}

fn block(line: &str) -> Result<Block, String> {
    for (sign, level, new_page) in [("## ", 2, false), ("# ", 1, true), ("#- ", 1, false)] {
        if let Some(words) = line.strip_prefix(sign) {
            return Ok(Block::Heading { level, words: words.to_owned(), new_page });
        }
    }
    if let Some(words) = line.strip_prefix("> ") {
        return Ok(Block::Quote(inlines(words)?));
    }
    if let Some(words) = line.strip_prefix("- ") {
        return Ok(Block::Item(inlines(words)?));
    }
    Ok(Block::Paragraph(inlines(line)?))
}

fn container(opening: &str, inner: &[&str]) -> Result<Block, String> {
    let (kind, title) = opening.split_once(' ').ok_or("a container is a kind and a title")?;
    let title = title.to_owned();
    let lines = inner.iter().filter(|line| !line.is_empty());
    match kind {
        "box" | "textbox" => {
            let blocks = lines.map(|line| block(line)).collect::<Result<_, _>>()?;
            Ok(Block::Boxed { title, floating: kind == "textbox", blocks })
        }
        "figure" => Ok(Block::Figure(title, inner.join(" "))),
        "table" => Ok(Block::Table(title, lines.map(|line| cells(line)).collect())),
        other => Err(format!("\"{other}\" is no container")),
    }
}

/// `| a | b |`
fn cells(line: &str) -> Vec<String> {
    line.trim_matches(['|', ' ']).split('|').map(|cell| cell.trim().to_owned()).collect()
}

/// Reads the stretches of a line.
fn inlines(line: &str) -> Result<Vec<Inline>, String> {
    let (mut found, mut rest) = (Vec::new(), line);
    while let Some(at) = rest.find(['{', '[']) {
        let (before, here) = rest.split_at(at);
        if !here.starts_with('{') && !here.starts_with("[^") {
            found.push(Inline::Text(format!("{before}[")));
            rest = &here[1..];
            continue;
        }
        if !before.is_empty() {
            found.push(Inline::Text(before.to_owned()));
        }
        let closing = if here.starts_with('{') { '}' } else { ']' };
        let (inside, after) = here[1..].split_once(closing).ok_or(format!("\"{closing}\" is missing"))?;
        found.push(match inside.strip_prefix('^') {
            Some(key) => Inline::Mark(key.to_owned()),
            None => braces(inside)?,
        });
        rest = after;
    }
    if !rest.is_empty() {
        found.push(Inline::Text(rest.to_owned()));
    }
    Ok(found)
}

fn braces(inside: &str) -> Result<Inline, String> {
    if let Some(key) = inside.strip_prefix("n:") {
        return Ok(Inline::NoteNumber(key.to_owned()));
    }
    let parts: Vec<String> = inside.split('|').map(str::to_owned).collect();
    let [name, words @ ..] = parts.as_slice() else { return Err("empty braces".to_owned()) };
    let inline = match (name.as_str(), words) {
        ("noteref-broken", [words]) => Inline::BrokenReference(words.clone()),
        ("typed", [mark]) => Inline::Typed(mark.clone()),
        ("hide", [words]) => Inline::Hidden(words.clone()),
        ("zotero", [key, words]) => Inline::Zotero([key.clone(), words.clone()]),
        ("del", [author, date, words]) => Inline::Deleted([author.clone(), date.clone(), words.clone()]),
        ("ins", [author, date, words]) => Inline::Inserted([author.clone(), date.clone(), words.clone()]),
        ("comment", [author, date, words, comment]) => {
            Inline::Comment([author.clone(), date.clone(), words.clone(), comment.clone()])
        }
        _ => return Err(format!("\"{{{inside}}}\" is not understood")),
    };
    Ok(inline)
}
