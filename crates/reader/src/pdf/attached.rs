//! Files attached to a PDF, to the whole of it or to a place on a page: they are enclosed, and read by themselves.
//!
//! Invariant: none is unpacked for which there is no room, and none twice.
//!
//! Incomplete: files that hang on other objects than the file, a page or an annotation, and are not in the file's list.

use super::about::pages;
use super::content::unpack;
use super::marked::decoded;
use crate::Limits;
use crate::enclose::{Enclosing, shown};
use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys::{ANNOTS, EF, EMBEDDED_FILES, KIDS, NAMES};
use hayro_syntax::object::{Array, Dict, Object, Stream, String as Bytes};
use probata_report::Document;
use std::collections::HashSet;

/// Nodes of the list of files, and how deep they stand in each other.
const MOST_NODES: usize = 20_000;
const DEEPEST: usize = 32;
/// Annotations of a page that are looked at.
const MOST_ANNOTATIONS: usize = 5_000;
/// Keys of a file's name, and of its bytes, the best first; the last three are of old systems.
const KEYS: [&str; 5] = ["UF", "F", "Unix", "Mac", "DOS"];

/// A file as the PDF names it.
struct Attached<'a> {
    /// None if the file is only named.
    about: Option<Dict<'a>>,
    name: String,
    /// `, page 3`; empty if it hangs on no page.
    place: String,
}

/// Gives the attached files to the document, and says which could not be taken out.
pub(super) fn enclose(document: &mut Document, pdf: &Pdf, names: &[String], limits: Limits) {
    let mut enclosing = Enclosing::new(limits);
    let (mut taken, mut missing) = (HashSet::new(), Vec::new());
    for (index, file) in found(pdf, names).into_iter().enumerate() {
        let name = if file.name.trim().is_empty() { format!("attachment {}", index + 1) } else { file.name };
        let Some(stream) = file.about.as_ref().and_then(bytes) else {
            missing
                .push(format!("the file \"{}\" is named but does not lie in it: ask for it", shown(&name)));
            continue;
        };
        if !taken.insert(stream.obj_id()) {
            continue;
        }
        if enclosing.room() < stream.raw_data().len() {
            enclosing.leave_out(&name);
            continue;
        }
        match unpack(&stream) {
            Some(bytes) => {
                let place = format!("attachment {}{}", index + 1, file.place);
                enclosing.put(name, place, bytes.into_owned());
            }
            None => missing.push(format!(
                "the file \"{}\" could not be unpacked: save it with another program, and read it by itself",
                shown(&name)
            )),
        }
    }
    enclosing.into_document(document);
    missing.dedup();
    for why in missing {
        document.parts[0].outcome.lacks("attached files", why);
    }
}

/// The files of the list, those that belong to the whole, those on pages.
fn found<'a>(pdf: &'a Pdf, names: &[String]) -> Vec<Attached<'a>> {
    let mut found = Vec::new();
    let Some(root) = pdf.xref().get::<Dict<'a>>(pdf.xref().root_id()) else { return found };
    let tree = root.get::<Dict<'a>>(NAMES).and_then(|names| names.get::<Dict<'a>>(EMBEDDED_FILES));
    if let Some(tree) = tree {
        let mut nodes = 0;
        listed(&tree, 0, &mut nodes, &mut found);
    }
    associated(&root, "", &mut found);
    for (index, page) in pdf.pages().iter().enumerate() {
        let place = format!(", {}", pages(&[index], names));
        associated(page.raw(), &place, &mut found);
        let annotations = page.raw().get::<Array<'a>>(ANNOTS);
        let annotations = annotations.into_iter().flat_map(|all| all.iter::<Dict<'a>>());
        for annotation in annotations.take(MOST_ANNOTATIONS) {
            if let Some(file) = annotation.get::<Object<'a>>(b"FS".as_slice()) {
                add(file, "", &place, &mut found);
            }
        }
    }
    found
}

/// The files of a node of the list, and of those below it.
fn listed<'a>(node: &Dict<'a>, depth: usize, nodes: &mut usize, found: &mut Vec<Attached<'a>>) {
    *nodes += 1;
    if *nodes > MOST_NODES || depth > DEEPEST {
        return;
    }
    let mut name = String::new();
    for item in node.get::<Array<'a>>(NAMES).into_iter().flat_map(|all| all.iter::<Object<'a>>()) {
        match item {
            Object::String(text) => name = decoded(text.as_bytes()),
            file => add(file, &std::mem::take(&mut name), "", found),
        }
    }
    for below in node.get::<Array<'a>>(KIDS).into_iter().flat_map(|all| all.iter::<Dict<'a>>()) {
        listed(&below, depth + 1, nodes, found);
    }
}

/// The files that belong to an object.
fn associated<'a>(object: &Dict<'a>, place: &str, found: &mut Vec<Attached<'a>>) {
    for file in object.get::<Array<'a>>(b"AF".as_slice()).into_iter().flat_map(|all| all.iter::<Object<'a>>())
    {
        add(file, "", place, found);
    }
}

/// Adds a file. `name`: what the list calls it.
fn add<'a>(file: Object<'a>, name: &str, place: &str, found: &mut Vec<Attached<'a>>) {
    if found.len() >= MOST_NODES {
        return;
    }
    let (about, own) = match file {
        Object::Dict(about) => {
            let own = KEYS.iter().find_map(|key| about.get::<Bytes<'_>>(key.as_bytes()));
            let own = own.map(|name| decoded(name.as_bytes()));
            (Some(about), own)
        }
        Object::String(name) => (None, Some(decoded(name.as_bytes()))),
        _ => return,
    };
    let name = own.filter(|own| !own.trim().is_empty()).unwrap_or_else(|| name.to_owned());
    found.push(Attached { about, name, place: place.to_owned() });
}

/// The bytes of a file, packed.
fn bytes<'a>(about: &Dict<'a>) -> Option<Stream<'a>> {
    let all = about.get::<Dict<'a>>(EF)?;
    KEYS.iter().find_map(|key| all.get::<Stream<'a>>(key.as_bytes()))
}
