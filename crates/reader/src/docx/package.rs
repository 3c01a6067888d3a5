//! From the container to the document: which members there are, and in which order they are read.

use super::calls::{Calls, Kind};
use super::changes;
use super::container::Container;
use super::drawings::RELATED;
use super::members::{Relation, Source, by_id, relations, source};
use super::numbering::Numbering;
use super::pages::Pages;
use super::reading::{Part, Reading};
use super::sections::Settings;
use super::story::{Mode, Story};
use super::styles::Styles;
use super::xml::{Broken, Cursor};
use super::{comments, notes, properties, sections};
use crate::Options;
use crate::draft::Draft;
use crate::unseen;
use memchr::memmem;
use probata_report::{BlockKind, Document, Span};
use std::collections::{HashMap, HashSet};

/// Reads the file, or says why it cannot be read at all.
pub(super) fn read(path: &str, bytes: &[u8], options: &Options) -> Result<(Document, Vec<Span>), String> {
    let mut container = Container::open(bytes, options.limits.member)?;
    let depth = options.limits.depth;
    let name = main_document(&mut container, depth)?;
    let main = match source(&mut container, &name) {
        Some(Ok(main)) => main,
        Some(Err(why)) => return Err(format!("its main part {name} cannot be read: {why}")),
        None => return Err(format!("its main part {name} is not in the container")),
    };
    if memmem::find(main.text.as_bytes(), b"body").is_none() {
        return Err(format!("its main part {name} is no Word document"));
    }
    let related = relations(&mut container, &name, depth);
    let whole = Whole { name, main, related };
    let mut reading = begin(path, options, container, &whole);
    whole.body(&mut reading);
    whole.notes(&mut reading, Kind::Footnote);
    whole.notes(&mut reading, Kind::Endnote);
    whole.running(&mut reading);
    whole.comments(&mut reading);
    let pages = whole.properties(&mut reading);
    Ok(end(reading, pages))
}

/// The member that holds the document itself.
fn main_document(container: &mut Container<'_>, depth: usize) -> Result<String, String> {
    let package = relations(container, "", depth);
    let named = package.iter().find(|relation| relation.kind == "officeDocument").map(|r| r.target.clone());
    let name = named.filter(|name| container.has(name)).unwrap_or_else(|| "word/document.xml".into());
    let folder = name.split('/').next().unwrap_or_default();
    let other = match folder {
        "xl" => Some("a spreadsheet"),
        "ppt" => Some("a presentation"),
        _ if container.has(&name) => None,
        _ if container.has("xl/workbook.xml") => Some("a spreadsheet"),
        _ if container.has("ppt/presentation.xml") => Some("a presentation"),
        _ if container.has("content.xml") => Some("an OpenDocument file; save it as DOCX"),
        _ if container.has("META-INF/container.xml") => Some("an electronic book"),
        _ => Some("no Word document: word/document.xml is not in it"),
    };
    match other {
        Some(what) => Err(format!("the container is {what}")),
        None => Ok(name),
    }
}

fn begin<'o>(path: &str, options: &'o Options, mut container: Container<'o>, whole: &Whole) -> Reading<'o> {
    let depth = options.limits.depth;
    let mut missing = Vec::new();
    let mut of = |container: &mut Container<'_>, kind: &str| match whole.source(container, kind) {
        Some(Ok(source)) => {
            missing.extend(source.fault.clone().map(|fault| (source.name.clone(), fault)));
            Some(source)
        }
        Some(Err(why)) => {
            missing.push((whole.member(container, kind).unwrap_or_else(|| kind.to_owned()), why));
            None
        }
        None => None,
    };
    let (styles, numbering, settings) =
        (of(&mut container, "styles"), of(&mut container, "numbering"), of(&mut container, "settings"));
    let styles = side_member(styles, Styles::read, depth, &mut missing);
    let numbering = side_member(numbering, Numbering::read, depth, &mut missing);
    let Settings { footnotes, endnotes, variables } =
        side_member(settings, sections::settings, depth, &mut missing);
    let sections = sections::sections(&whole.main.text, depth);
    let rendered = memmem::find(whole.main.text.as_bytes(), b"lastRenderedPageBreak").is_some();
    let pages = Pages::new(rendered, &sections);
    let mut draft = Draft::new(path, "docx", options.limits.text);
    for (name, value) in variables {
        draft.document.hidden.extend(properties::property(format!("word/settings.xml {name}"), &value));
    }
    Reading {
        options,
        container,
        draft,
        styles,
        numbering,
        calls: Calls::new(sections, footnotes, endnotes),
        pages,
        section: 0,
        tables: 0,
        pictures: 0,
        unseen: Vec::new(),
        references: Vec::new(),
        bookmarks: Default::default(),
        comments: HashMap::new(),
        delivered: 0,
        missing,
        hidden_in: 0,
        put_in: Vec::new(),
    }
}

/// What a member says that is no text of the document; where it breaks off is told.
fn side_member<T: Default>(
    member: Option<Source>,
    read: impl Fn(&str, usize) -> (T, Result<(), Broken>),
    depth: usize,
    missing: &mut Vec<(String, String)>,
) -> T {
    let Some(source) = member else { return T::default() };
    let (told, done) = read(&source.text, depth);
    missing.extend(done.err().map(|broken| broken.told(&source.name, "Word")));
    told
}

/// The main document with what it is related to.
struct Whole {
    name: String,
    main: Source,
    related: Vec<Relation>,
}

impl Whole {
    /// The name of the member of a kind: as related, or at its usual place.
    fn member(&self, container: &Container<'_>, kind: &str) -> Option<String> {
        let related = self.related.iter().find(|r| r.kind == kind && !r.external).map(|r| r.target.clone());
        let folder = self.name.rsplit_once('/').map_or("", |(folder, _)| folder);
        related.or_else(|| Some(format!("{folder}/{kind}.xml")).filter(|name| container.has(name)))
    }

    fn source(&self, container: &mut Container<'_>, kind: &str) -> Option<Result<Source, String>> {
        let name = self.member(container, kind)?;
        let absent = || Err("it is not in the container".to_owned());
        Some(source(container, &name).unwrap_or_else(absent))
    }

    fn body(&self, reading: &mut Reading<'_>) {
        if let Some(fault) = &self.main.fault {
            reading.lacks(&self.name, fault);
        }
        let relations = by_id(&self.related);
        let part = Part { source: &self.main, member: 0, relations: &relations };
        let cursor = Cursor::new(&self.main.text, reading.options.limits.depth);
        let (seen, broken) = Story::new(reading, &part, cursor, Mode::Body).read();
        if let Some(broken) = &broken {
            reading.broke(&self.name, broken);
        }
        reading.settle(&self.name, seen);
    }

    fn notes(&self, reading: &mut Reading<'_>, kind: Kind) {
        let (word, member) = if kind == Kind::Footnote { ("footnotes", 1) } else { ("endnotes", 2) };
        let name = self.member(&reading.container, word).unwrap_or_else(|| format!("word/{word}.xml"));
        match source(&mut reading.container, &name) {
            Some(Ok(source)) => {
                if let Some(fault) = &source.fault {
                    reading.lacks(&name, fault);
                }
                let depth = reading.options.limits.depth;
                let related = by_id(&relations(&mut reading.container, &name, depth));
                notes::read(reading, &source, member, &related, kind);
            }
            Some(Err(why)) => {
                reading.lacks(&name, why);
                notes::absent(reading, kind, &name);
            }
            None => notes::absent(reading, kind, &name),
        }
    }

    /// Running heads and feet: each distinct text once.
    fn running(&self, reading: &mut Reading<'_>) {
        let (mut known, depth) = (HashSet::new(), reading.options.limits.depth);
        for relation in &self.related {
            let kind = match relation.kind.as_str() {
                "header" => BlockKind::Header,
                "footer" => BlockKind::Footer,
                _ => continue,
            };
            let read = match source(&mut reading.container, &relation.target) {
                Some(Ok(read)) => read,
                Some(Err(why)) => {
                    reading.lacks(&relation.target, why);
                    continue;
                }
                None => {
                    reading.lacks(&relation.target, "a running head or foot is not in the file");
                    continue;
                }
            };
            let (text, _) = properties::whole_text(&read, depth);
            if !known.insert((relation.kind.clone(), text)) {
                continue;
            }
            let related = by_id(&relations(&mut reading.container, &relation.target, depth));
            let member = relation.index.saturating_add(RELATED);
            let part = Part { source: &read, member, relations: &related };
            let cursor = Cursor::new(&read.text, depth);
            let (seen, broken) = Story::new(reading, &part, cursor, Mode::Running(kind)).read();
            if let Some(broken) = &broken {
                reading.broke(&relation.target, broken);
            }
            reading.settle(&relation.target, seen);
        }
    }

    fn comments(&self, reading: &mut Reading<'_>) {
        let extended = self.source(&mut reading.container, "commentsExtended");
        let extended = extended.and_then(|read| reading.whole("commentsExtended", read));
        match self.source(&mut reading.container, "comments") {
            Some(Ok(source)) => comments::read(reading, &source, extended.as_ref()),
            Some(Err(why)) => reading.lacks("comments", why),
            None => {}
        }
    }

    /// Properties and people; gives the number of pages that the file states.
    fn properties(&self, reading: &mut Reading<'_>) -> Option<u32> {
        let (depth, mut pages) = (reading.options.limits.depth, None);
        let mut hidden = Vec::new();
        for relation in relations(&mut reading.container, "", depth) {
            if !relation.kind.ends_with("-properties") {
                continue;
            }
            let read = source(&mut reading.container, &relation.target);
            let Some(read) = read.and_then(|read| reading.whole(&relation.target, read)) else { continue };
            match relation.kind.as_str() {
                "core-properties" | "extended-properties" => {
                    let (found, stated) = properties::stated(&read, depth);
                    hidden.extend(found);
                    pages = stated.or(pages);
                }
                "custom-properties" => hidden.extend(properties::custom(&read, depth)),
                _ => {}
            }
        }
        let people = self.source(&mut reading.container, "people");
        if let Some(read) = people.and_then(|read| reading.whole("people", read)) {
            hidden.extend(properties::people(&read, depth));
        }
        reading.draft.document.hidden.extend(hidden);
        pages
    }
}

fn end(mut reading: Reading<'_>, stated: Option<u32>) -> (Document, Vec<Span>) {
    reading.draft.end();
    reading.refer();
    if reading.container.salvaged {
        let why = "the file is cut short: what is whole was taken from its beginning. Ask for the file again";
        reading.lacks("whole file", why);
    }
    for (place, why) in std::mem::take(&mut reading.container.broken) {
        reading.lacks(place, why);
    }
    for name in std::mem::take(&mut reading.container.doubled) {
        reading.lacks(name, "the container holds this member twice, and programs differ in which they show");
    }
    if reading.draft.document.text.trim().is_empty() && reading.pictures > 0 {
        let why =
            format!("the file holds {} pictures and no text; recognise the text first", reading.pictures);
        reading.lacks("whole file", why);
    }
    let enclosing = reading.enclose();
    let by_page = reading.calls.by_page;
    let Reading { draft, pages, mut missing, unseen, options, .. } = reading;
    let (mut document, superscripts) = draft.into_parts();
    document.hidden.sort_by_key(|hidden| hidden.span.start);
    document.pages = pages.known(stated);
    // A break behind a paragraph's last word: the page begins with the next words.
    for (at, _) in &mut document.pages {
        let rest = &document.text[*at..];
        *at += rest.len() - rest.trim_start().len();
    }
    missing.extend(unseen::missing(&document, &unseen));
    let part = &mut document.parts[0];
    part.pages = stated.or_else(|| u32::try_from(document.pages.len()).ok().filter(|count| *count > 0));
    part.remarks.extend(changes::remark(&document.hidden, options.changes));
    if by_page && document.pages.is_empty() {
        part.remarks.push(
            "notes are numbered anew on each page, and the file does not tell where pages begin: their numbers here may \
             differ from the printed ones"
                .into(),
        );
    }
    part.outcome = changes::outcome(missing);
    enclosing.into_document(&mut document);
    (document, superscripts)
}
