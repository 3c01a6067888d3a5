//! From the container to the flow: which members there are, and in which order they are read.

use super::meta;
use super::objects::Fetch;
use super::styles::{Scope, Styles};
use super::walk::Walk;
use crate::Options;
use crate::docx::container::Container;
use crate::docx::members::{Source, source};
use crate::flow::{Builder, Flow};
use memchr::memmem;

/// The members as they are named in the container.
const CONTENT: &str = "content.xml";
const STYLES: &str = "styles.xml";

/// Reads the file, or says why it cannot be read at all.
pub(super) fn read(bytes: &[u8], options: &Options) -> Result<Flow, String> {
    let mut container = Container::open(bytes, options.limits.member)?;
    if is_encrypted(&mut container) {
        return Err(
            "the file is protected with a password; open it in LibreOffice and save a copy without one"
                .into(),
        );
    }
    let content = match source(&mut container, CONTENT) {
        Some(Ok(content)) => content,
        Some(Err(why)) => return Err(format!("its main part {CONTENT} cannot be read: {why}")),
        None => return Err(format!("its main part {CONTENT} is not in the container")),
    };
    if memmem::find(content.text.as_bytes(), b"body").is_none() {
        return Err(format!("its main part {CONTENT} is no OpenDocument text"));
    }
    let mut builder = Builder::new(vec![CONTENT.to_owned(), STYLES.to_owned()]);
    let styles = optional(&mut container, STYLES, &mut builder);
    let of_file = optional(&mut container, "meta.xml", &mut builder);
    let flow = &mut builder.flow;
    if let Some(of_file) = &of_file {
        let flaws = of_file.flaws(options.limits.depth, "LibreOffice");
        flaws.for_each(|(place, why)| flow.lacks(place, why));
        tell(flow, of_file, options);
    }
    if container.salvaged {
        let why = "the file is cut short: what is whole was taken from its beginning. Ask for the file again";
        flow.lacks("whole file", why);
    }
    for name in std::mem::take(&mut container.doubled) {
        flow.lacks(name, "the container holds this member twice, and programs differ in which they show");
    }
    let mut fetch = |name: &str| source(&mut container, name);
    Ok(walk(builder, &content, styles.as_ref(), (&mut fetch, options.limits.depth)))
}

/// Reads a flat file.
pub(super) fn read_flat(text: String, options: &Options) -> Result<Flow, String> {
    if memmem::find(text.as_bytes(), b"office:text").is_none() {
        return Err(
            "the file is an OpenDocument table, drawing or presentation; save the report as DOCX or text"
                .into(),
        );
    }
    let source = Source { name: "the file".to_owned(), text, recoded: false, shift: 0, fault: None };
    let mut builder = Builder::new(vec![source.name.clone()]);
    tell(&mut builder.flow, &source, options);
    let mut none = |_: &str| None;
    Ok(walk(builder, &source, None, (&mut none, options.limits.depth)))
}

/// Takes what the file says about itself.
fn tell(flow: &mut Flow, source: &Source, options: &Options) {
    let (hidden, pages) = meta::properties(&source.name, &source.text, options.limits.depth);
    flow.hidden.extend(hidden);
    flow.stated = pages;
}

fn optional(container: &mut Container<'_>, name: &str, builder: &mut Builder) -> Option<Source> {
    match source(container, name)? {
        Ok(source) => Some(source),
        Err(why) => {
            builder.flow.lacks(name, why);
            None
        }
    }
}

pub(crate) fn is_encrypted(container: &mut Container<'_>) -> bool {
    if container.has("encrypted-package") {
        return true;
    }
    let Some(Ok(manifest)) = source(container, "META-INF/manifest.xml") else { return false };
    memmem::find(manifest.text.as_bytes(), b"encryption-data").is_some()
}

/// The body, then the running heads. Of a flat file both stand in `content`.
fn walk(
    mut builder: Builder,
    content: &Source,
    styles: Option<&Source>,
    (fetch, depth): (Fetch<'_>, usize),
) -> Flow {
    let mut known = Styles::default();
    if let Some(styles) = styles {
        known.read(&styles.text, depth, Scope::Heads);
    }
    known.read(&content.text, depth, Scope::Content);
    builder.flow.rules = known.notes.clone();
    let heads = styles.map_or((content, 0, Scope::Content), |styles| (styles, 1, Scope::Heads));
    let fault = |source: &Source, flow: &mut Flow| {
        if let Some(fault) = &source.fault {
            flow.lacks(&source.name, fault);
        }
    };
    fault(content, &mut builder.flow);
    builder = Walk::new(builder, &mut known, content, 0, Scope::Content, (&mut *fetch, depth)).body();
    let (source, member, scope) = heads;
    if member == 1 {
        fault(source, &mut builder.flow);
    }
    builder = Walk::new(builder, &mut known, source, member, scope, (fetch, depth)).heads();
    builder.end()
}
