//! The parts that belong to comments: relations, content types, styles, the comments themselves.

use super::AnnotateError;
use super::container::Container;
use super::member::Member;
use super::naming::Naming;
use super::root::{Root, attribute};
use probata_report::member_name;
use quick_xml::events::BytesStart;
use std::collections::HashSet;

const TYPES: &str = "[Content_Types].xml";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const THREADS_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml";
const THREADS_RELATION: &str = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended";
const WORD_2012: &str = "http://schemas.microsoft.com/office/word/2012/wordml";
const STRICT_RELATION: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments";

/// A relation inside the package.
pub(super) struct Relation {
    id: String,
    /// The last word of its type.
    kind: String,
    /// The member's name.
    target: String,
}

/// The main document's name.
pub(super) fn main_document(container: &mut Container<'_>) -> Result<String, AnnotateError> {
    let usual = || "word/document.xml".to_owned();
    let Some(member) = container.member("_rels/.rels")? else { return Ok(usual()) };
    let mut relations = Vec::new();
    Root::of(&member, |element| relations.extend(relation(element, "")))?;
    let main = relations.into_iter().find(|relation| relation.kind == "officeDocument");
    Ok(main.map_or_else(usual, |relation| relation.target))
}

fn relation(element: &BytesStart<'_>, folder: &str) -> Option<Relation> {
    let is_outside = attribute(element, "TargetMode").is_some_and(|mode| mode == "External");
    if element.local_name().into_inner() != "Relationship" || is_outside {
        // Its id is taken all the same.
        let id = attribute(element, "Id")?;
        return Some(Relation { id, kind: String::new(), target: String::new() });
    }
    Some(Relation {
        id: attribute(element, "Id")?,
        kind: attribute(element, "Type")?.rsplit('/').next().unwrap_or_default().to_owned(),
        target: member_name(folder, &attribute(element, "Target")?),
    })
}

fn folder_and_file(name: &str) -> (&str, &str) {
    name.rsplit_once('/').unwrap_or(("", name))
}

/// The comments, old ones included, with what ties them to the main document.
pub(super) struct Comments {
    pub naming: Naming,
    /// Relations of the main document.
    pub relations: Vec<Relation>,
    comments: Part,
    /// Which comment answers which, and which are resolved; read when something is put in.
    threads: Option<Part>,
    /// The main document's relations.
    rels: Part,
    types: Part,
    /// The main document's folder.
    folder: String,
    ids: HashSet<i64>,
}

/// A member that something may be put into.
struct Part {
    member: Member,
    root: Root,
    changed: bool,
}

impl Part {
    fn of(member: Member, each: impl FnMut(&BytesStart<'_>)) -> Result<Self, AnnotateError> {
        let root = Root::of(&member, each)?;
        Ok(Self { member, root, changed: false })
    }

    fn append(&mut self, xml: &str) {
        self.root.append(&mut self.member.text, xml);
        self.changed = true;
    }
}

/// Finds the comments of the main document, or begins them in the main document's namespace.
pub(super) fn comments(
    container: &mut Container<'_>,
    main: &str,
    naming: &Naming,
) -> Result<Comments, AnnotateError> {
    let (folder, file) = folder_and_file(main);
    let slash = if folder.is_empty() { "" } else { "/" };
    let path = format!("{folder}{slash}_rels/{file}.rels");
    let rels = container.member(&path)?.unwrap_or_else(|| {
        Member::new(path, format!("{HEAD}<Relationships xmlns=\"{RELATIONS}\"></Relationships>"))
    });
    let mut relations = Vec::new();
    let mut rels = Part::of(rels, |element| relations.extend(relation(element, folder)))?;
    let mut types = Part::of(container.needed(TYPES)?, |_| {})?;
    let known = relations.iter().find(|relation| relation.kind == "comments");
    let member = match known {
        Some(known) => match container.member(&known.target)? {
            Some(member) => member,
            None => Member::new(known.target.clone(), begun(naming)),
        },
        None => {
            let name = free_name(container, folder, "comments");
            let kind = if naming.is_strict() { STRICT_RELATION } else { RELATION };
            relate(&mut rels, &mut relations, kind, &name);
            Member::new(name, begun(naming))
        }
    };
    typed(&mut types, &member.name, COMMENTS_TYPE)?;
    let mut ids = HashSet::new();
    let comments = Part::of(member, |element| {
        if element.local_name().into_inner() == "comment" {
            ids.extend(attribute(element, "id").and_then(|id| id.trim().parse::<i64>().ok()));
        }
    })?;
    Ok(Comments {
        naming: comments.root.naming.clone(),
        relations,
        comments,
        threads: None,
        rels,
        types,
        folder: folder.to_owned(),
        ids,
    })
}

/// Comments without a comment.
fn begun(naming: &Naming) -> String {
    let (prefix, namespace) = (&naming.prefix, &naming.namespace);
    format!("{HEAD}<{prefix}:comments xmlns:{prefix}=\"{namespace}\"></{prefix}:comments>")
}

/// Threads without a comment.
fn begun_threads() -> String {
    format!("{HEAD}<w15:commentsEx xmlns:w15=\"{WORD_2012}\"></w15:commentsEx>")
}

/// Relates the main document to a member of its folder.
fn relate(rels: &mut Part, relations: &mut Vec<Relation>, kind: &str, name: &str) {
    let (id, target) = (free_relation(relations), folder_and_file(name).1);
    let prefix = rels.root.prefix().to_owned();
    rels.append(&format!("<{prefix}Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>"));
    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
    relations.push(Relation { id, kind, target: name.to_owned() });
}

fn free_name(container: &Container<'_>, folder: &str, stem: &str) -> String {
    let slash = if folder.is_empty() { "" } else { "/" };
    let names = std::iter::once(String::new()).chain((1..).map(|number: usize| number.to_string()));
    let mut names = names.map(|number| format!("{folder}{slash}{stem}{number}.xml"));
    names.find(|name| !container.has(name)).unwrap_or_default()
}

fn free_relation(relations: &[Relation]) -> String {
    let taken: HashSet<&str> = relations.iter().map(|relation| relation.id.as_str()).collect();
    let mut ids = (1..).map(|number: usize| format!("rIdProbata{number}"));
    ids.find(|id| !taken.contains(id.as_str())).unwrap_or_default()
}

/// Tells the content type of a member unless it is told already.
fn typed(types: &mut Part, name: &str, content: &str) -> Result<(), AnnotateError> {
    let wanted = format!("/{name}").to_lowercase();
    let mut is_told = false;
    Root::of(&types.member, |element| {
        is_told |= attribute(element, "PartName").is_some_and(|part| part.to_lowercase() == wanted);
    })?;
    if !is_told {
        let prefix = types.root.prefix().to_owned();
        let name = super::comment::escaped(name);
        types.append(&format!("<{prefix}Override PartName=\"/{name}\" ContentType=\"{content}\"/>"));
    }
    Ok(())
}

impl Comments {
    /// Numbers for `count` new comments, above all that are used; from 0 where those would be too high for Word.
    pub fn free_ids(&self, in_text: &HashSet<i64>, count: usize) -> Vec<i64> {
        let highest = self.ids.iter().chain(in_text).copied().max().unwrap_or(-1).max(-1);
        let room = i64::from(i32::MAX) - count as i64;
        let from = if highest < room { highest + 1 } else { 0 };
        (from..).filter(|id| !self.ids.contains(id) && !in_text.contains(id)).take(count).collect()
    }

    /// Puts comments behind those that are there.
    pub fn append(&mut self, xml: &str) {
        self.comments.append(xml);
    }

    /// Numbers for `count` paragraphs of comments that no paragraph of `body` or of the comments bears, in Word's form.
    pub fn free_paragraphs(&self, body: &str, count: usize) -> Vec<String> {
        const MARK: &str = "paraId=\"";
        let texts = [body, self.comments.member.text.as_str()];
        let ids = texts.iter().flat_map(|text| {
            text.match_indices(MARK).filter_map(|(at, _)| text.get(at + MARK.len()..at + MARK.len() + 8))
        });
        let taken: HashSet<String> =
            if count == 0 { HashSet::new() } else { ids.map(str::to_ascii_uppercase).collect() };
        let ids = (0x5000_0000_u32..).map(|number| format!("{number:08X}"));
        ids.filter(|id| !taken.contains(id)).take(count).collect()
    }

    /// Says which comments answer which; the part for it is begun where there is none.
    pub fn append_threads(&mut self, container: &mut Container<'_>, xml: &str) -> Result<(), AnnotateError> {
        let known = self.relations.iter().find(|relation| relation.kind == "commentsExtended");
        let member = match known.map(|known| known.target.clone()) {
            Some(target) => match container.member(&target)? {
                Some(member) => member,
                None => Member::new(target, begun_threads()),
            },
            None => {
                let name = free_name(container, &self.folder, "commentsExtended");
                relate(&mut self.rels, &mut self.relations, THREADS_RELATION, &name);
                Member::new(name, begun_threads())
            }
        };
        typed(&mut self.types, &member.name, THREADS_TYPE)?;
        let mut threads = Part::of(member, |_| {})?;
        threads.append(xml);
        self.threads = Some(threads);
        Ok(())
    }

    /// All members that changed.
    pub fn into_members(self) -> Vec<(String, Vec<u8>)> {
        let parts = [Some(self.rels), Some(self.types), Some(self.comments), self.threads];
        let changed = parts.into_iter().flatten().filter(|part| part.changed).map(|part| part.member);
        changed.map(|member| (member.name.clone(), member.into_bytes())).collect()
    }
}

/// Ids of the styles that Word gives to comments, where the document has them.
#[derive(Default)]
pub(super) struct Styles {
    /// `annotation text`.
    pub text: Option<String>,
    /// `annotation reference`.
    pub reference: Option<String>,
}

/// Looks for the styles by their names, which are the same in all languages; a document without styles is none the worse.
pub(super) fn styles(container: &mut Container<'_>, relations: &[Relation]) -> Styles {
    let mut styles = Styles::default();
    let Some(target) = relations.iter().find(|relation| relation.kind == "styles").map(|r| &r.target) else {
        return styles;
    };
    let Ok(Some(member)) = container.member(target) else { return styles };
    let mut style = None;
    let walked = Root::of(&member, |element| match element.local_name().into_inner() {
        "style" => style = attribute(element, "styleId"),
        "name" => match attribute(element, "val").unwrap_or_default().to_lowercase().as_str() {
            "annotation text" => styles.text = style.take(),
            "annotation reference" => styles.reference = style.take(),
            _ => {}
        },
        _ => {}
    });
    if walked.is_ok() { styles } else { Styles::default() }
}
