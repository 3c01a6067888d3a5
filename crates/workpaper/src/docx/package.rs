//! The parts that belong to comments: relations, content types, styles, the comments themselves.

use super::AnnotateError;
use super::container::Container;
use super::member::Member;
use super::naming::Naming;
use super::root::{Root, attribute};
use quick_xml::events::BytesStart;
use std::collections::HashSet;

const TYPES: &str = "[Content_Types].xml";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
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
    let (_, relations) = relations(&member, "")?;
    let main = relations.into_iter().find(|relation| relation.kind == "officeDocument");
    Ok(main.map_or_else(usual, |relation| relation.target))
}

fn relations(member: &Member, folder: &str) -> Result<(Root, Vec<Relation>), AnnotateError> {
    let mut relations = Vec::new();
    let root = Root::of(member, |element| relations.extend(relation(element, folder)))?;
    Ok((root, relations))
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
        target: resolved(folder, &attribute(element, "Target")?),
    })
}

/// A target as a member's name: relative to `folder` unless it begins with a slash.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let path = if target.starts_with('/') { target } else { format!("{folder}/{target}") };
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn folder_and_file(name: &str) -> (&str, &str) {
    name.rsplit_once('/').unwrap_or(("", name))
}

/// The comments, old ones included, with what ties them to the main document.
pub(super) struct Comments {
    pub naming: Naming,
    /// Relations of the main document.
    pub relations: Vec<Relation>,
    member: Member,
    root: Root,
    ids: HashSet<i64>,
    /// The relations and content types, where they had to be changed.
    tied: Vec<Member>,
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
    let (rels_root, relations) = relations(&rels, folder)?;
    let known = relations.iter().find(|relation| relation.kind == "comments");
    let mut tied = Vec::new();
    let member = match known {
        Some(known) => match container.member(&known.target)? {
            Some(member) => member,
            None => Member::new(known.target.clone(), begun(naming)),
        },
        None => {
            let name = free_name(container, folder);
            let target = folder_and_file(&name).1.to_owned();
            let kind = if naming.is_strict() { STRICT_RELATION } else { RELATION };
            let id = free_relation(&relations);
            let (mut rels, prefix) = (rels, rels_root.prefix());
            let xml = format!("<{prefix}Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>");
            rels_root.append(&mut rels.text, &xml);
            tied.push(rels);
            Member::new(name, begun(naming))
        }
    };
    tied.extend(typed(container, &member.name)?);
    let mut ids = HashSet::new();
    let root = Root::of(&member, |element| {
        if element.local_name().into_inner() == "comment" {
            ids.extend(attribute(element, "id").and_then(|id| id.trim().parse::<i64>().ok()));
        }
    })?;
    Ok(Comments { naming: root.naming.clone(), relations, member, root, ids, tied })
}

/// Comments without a comment.
fn begun(naming: &Naming) -> String {
    let (prefix, namespace) = (&naming.prefix, &naming.namespace);
    format!("{HEAD}<{prefix}:comments xmlns:{prefix}=\"{namespace}\"></{prefix}:comments>")
}

fn free_name(container: &Container<'_>, folder: &str) -> String {
    let slash = if folder.is_empty() { "" } else { "/" };
    let names = std::iter::once(String::new()).chain((1..).map(|number: usize| number.to_string()));
    let mut names = names.map(|number| format!("{folder}{slash}comments{number}.xml"));
    names.find(|name| !container.has(name)).unwrap_or_default()
}

fn free_relation(relations: &[Relation]) -> String {
    let taken: HashSet<&str> = relations.iter().map(|relation| relation.id.as_str()).collect();
    let mut ids = (1..).map(|number: usize| format!("rIdProbata{number}"));
    ids.find(|id| !taken.contains(id.as_str())).unwrap_or_default()
}

/// The content types with that of the comments; none if it is told already.
fn typed(container: &mut Container<'_>, name: &str) -> Result<Option<Member>, AnnotateError> {
    let mut types = container.needed(TYPES)?;
    let wanted = format!("/{name}").to_lowercase();
    let mut is_told = false;
    let root = Root::of(&types, |element| {
        is_told |= attribute(element, "PartName").is_some_and(|part| part.to_lowercase() == wanted);
    })?;
    if is_told {
        return Ok(None);
    }
    let prefix = root.prefix();
    let name = super::comment::escaped(name);
    let xml = format!("<{prefix}Override PartName=\"/{name}\" ContentType=\"{COMMENTS_TYPE}\"/>");
    root.append(&mut types.text, &xml);
    Ok(Some(types))
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
        self.root.append(&mut self.member.text, xml);
    }

    /// All members that changed.
    pub fn into_members(self) -> Vec<(String, Vec<u8>)> {
        let members = self.tied.into_iter().chain([self.member]);
        members.map(|member| (member.name.clone(), member.into_bytes())).collect()
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
