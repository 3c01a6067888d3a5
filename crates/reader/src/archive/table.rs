//! The document of an archive: a table of its members.

use super::{Found, Member, What};
use crate::Options;
use crate::draft::{Draft, Place};
use crate::enclose::{Enclosing, listed, shown};
use probata_report::{BlockKind, Document};
use std::collections::HashMap;

const HEADS: [&str; 4] = ["Name", "Bytes", "Changed", "What"];

pub(super) fn document(
    path: &str,
    format: &str,
    file: &[u8],
    found: Found,
    mut enclosing: Enclosing,
    options: &Options,
) -> Document {
    let Found { members, more, missing, mut remarks } = found;
    let mut draft = Draft::new(path, format, options.limits.text);
    let cell = |draft: &mut Draft, row: usize, column: u32, text: &str| {
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        draft.begin(BlockKind::Cell { table: 0, row, column }, false);
        draft.add(text);
        draft.end();
    };
    for (column, head) in (0..).zip(HEADS) {
        cell(&mut draft, 0, column, head);
    }
    remarks.extend(twice(&members));
    let (mut faults, mut unlisted): (Vec<(&'static str, String)>, usize) = (Vec::new(), more);
    for (index, member) in members.into_iter().enumerate() {
        if draft.is_full() {
            unlisted += 1;
            continue;
        }
        let row = index + 1;
        let name = shown(&member.name);
        draft.begin(
            BlockKind::Cell { table: 0, row: u32::try_from(row).unwrap_or(u32::MAX), column: 0 },
            false,
        );
        let verbatim = file.get(member.source.range()) == Some(name.as_bytes());
        let paragraph = u32::try_from(index).unwrap_or(u32::MAX);
        let place = Place { member: 0, paragraph, run: 0, source: member.source };
        if member.source.is_empty() {
            draft.add(&name);
        } else {
            draft.push(&name, place, verbatim);
        }
        draft.end();
        let is_file = !matches!(member.what, What::Folder | What::Other(_));
        if is_file {
            cell(&mut draft, row, 1, &member.bytes.to_string());
        }
        cell(&mut draft, row, 2, &member.modified);
        cell(&mut draft, row, 3, words(&member.what));
        match member.what {
            What::File(bytes) => enclosing.keep(member.name, member.place, bytes, None),
            What::Faulty(bytes, why) => {
                faults.push((why, name));
                enclosing.keep(member.name, member.place, bytes, Some(why));
            }
            What::Closed(why) => faults.push((why, name)),
            What::NoRoom => {
                enclosing.look_at(&member.name);
                enclosing.leave_out(&member.name);
            }
            What::Folder | What::Other(_) => enclosing.look_at(&member.name),
        }
    }
    let (mut document, superscripts) = draft.into_parts();
    if unlisted > 0 {
        document.parts[0].outcome.lacks("table", format!("{unlisted} members were left out: there are too many; unpack the archive, and read its files by themselves"));
    }
    let mut document = crate::finish::finish(document, &superscripts, options);
    let part = &mut document.parts[0];
    for (place, why) in missing {
        part.outcome.lacks(place, why);
    }
    faults.sort_by_key(|(why, _)| *why);
    for same in faults.chunk_by(|one, other| one.0 == other.0) {
        let names: Vec<String> = same.iter().map(|(_, name)| format!("\"{name}\"")).collect();
        let why = same.first().map_or("", |(why, _)| why);
        let members =
            if names.len() == 1 { "1 member".to_owned() } else { format!("{} members", names.len()) };
        part.outcome.lacks(members, format!("{}: {why}", listed(&names)));
    }
    part.remarks.extend(remarks);
    enclosing.into_document(&mut document);
    document
}

fn words(what: &What) -> &str {
    match what {
        What::File(_) => "",
        What::Faulty(..) => "damaged",
        What::Closed(_) | What::NoRoom => "not unpacked",
        What::Folder => "folder",
        What::Other(words) => words,
    }
}

/// Names that several members have.
fn twice(members: &[Member]) -> Option<String> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut names = Vec::new();
    for member in members {
        let count = seen.entry(&member.name).or_default();
        *count += 1;
        if *count == 2 {
            names.push(format!("\"{}\"", shown(&member.name)));
        }
    }
    (!names.is_empty()).then(|| {
        format!(
            "names that several members have: {}; programs that unpack keep only one of them",
            listed(&names)
        )
    })
}
