//! WACZ: captures in a ZIP, with a list of what is in it and a list of pages.

use super::Capture;
use super::digest::base16;
use crate::Options;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Members that are looked at.
const MOST: usize = 10_000;
/// Largest list.
const LONGEST_LIST: u64 = 32 << 20;

type Zip<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// True if an archive with these member names is one, names in small letters.
pub(crate) fn is_wacz(names: &[String]) -> bool {
    let captures = |name: &String| {
        name.starts_with("archive/") && (name.ends_with(".warc.gz") || name.ends_with(".warc"))
    };
    names.iter().any(|name| name == "datapackage.json") && names.iter().any(captures)
}

/// Takes in all captures.
pub(super) fn add(capture: &mut Capture, bytes: &[u8], options: &Options) {
    let mut zip = match crate::docx::container::archive(bytes) {
        Some(zip) => zip,
        None => return capture.lacks(
            "whole file",
            "the archive is damaged or cut off, so that its list of members cannot be read; ask for it again",
        ),
    };
    let names: Vec<String> =
        (0..zip.len().min(MOST)).filter_map(|at| Some(zip.name_for_index(at)?.ok()?.into_owned())).collect();
    let package = member(&mut zip, "datapackage.json", LONGEST_LIST)
        .and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
    let digests = package.as_ref().map(told).unwrap_or_default();
    if let Some(package) = &package {
        for name in ["title", "description", "software", "created", "modified", "mainPageURL", "mainPageDate"]
        {
            if let Some(value) = package.get(name).and_then(Value::as_str) {
                capture.facts.push((name.to_owned(), value.to_owned()));
            }
        }
    } else {
        capture.lacks("datapackage.json", "the list of what is in the file is missing or damaged, so that nothing could be compared with it");
    }
    let titles = pages(&mut zip);
    for name in names.iter().filter(|name| name.ends_with(".warc.gz") || name.ends_with(".warc")) {
        match member(&mut zip, name, options.limits.member as u64) {
            Some(bytes) => {
                if digests
                    .get(name)
                    .is_some_and(|said| !said.eq_ignore_ascii_case(&base16(&Sha256::digest(&bytes))))
                {
                    capture.lacks(name.as_str(), "it does not have the digest that the file's own list says: it was changed or damaged since");
                }
                capture.add(name, &bytes);
            }
            None => capture
                .lacks(name.as_str(), "it could not be unpacked: it is damaged, or larger than the limit"),
        }
    }
    for name in digests.keys().filter(|name| !names.contains(name)) {
        capture.lacks(name.as_str(), "the file's own list names it, but it is not there");
    }
    for row in &mut capture.table.rows {
        if let Some(title) = titles.get(&row.address) {
            row.title.clone_from(title);
        }
    }
}

/// Digests by member that the list says.
fn told(package: &Value) -> HashMap<String, String> {
    let resources = package.get("resources").and_then(Value::as_array);
    let one = |resource: &Value| {
        let path = resource.get("path").and_then(Value::as_str)?;
        let hash = resource.get("hash").and_then(Value::as_str)?.strip_prefix("sha256:")?;
        Some((path.to_owned(), hash.to_owned()))
    };
    resources.into_iter().flatten().take(MOST).filter_map(one).collect()
}

/// Titles by address.
fn pages(zip: &mut Zip<'_>) -> HashMap<String, String> {
    let list = member(zip, "pages/pages.jsonl", LONGEST_LIST).unwrap_or_default();
    let text = String::from_utf8_lossy(&list);
    let one = |line: &str| {
        let page = serde_json::from_str::<Value>(line).ok()?;
        let (url, title) = (page.get("url")?.as_str()?, page.get("title")?.as_str()?);
        Some((url.to_owned(), title.to_owned()))
    };
    text.lines().take(super::MOST).filter_map(one).collect()
}

fn member(zip: &mut Zip<'_>, name: &str, most: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    zip.by_name(name).ok()?.take(most + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= most).then_some(bytes)
}
