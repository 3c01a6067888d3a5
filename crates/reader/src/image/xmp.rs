//! XMP: what programs write into a picture, as XML.

use super::Picture;
use crate::octets::words;
use quick_xml::events::{BytesStart, Event};

/// Properties worth showing, by their names without prefix, with what they are.
const TOLD: [(&str, &str); 24] = [
    ("CreatorTool", "made by"),
    ("CreateDate", "date made"),
    ("ModifyDate", "date changed"),
    ("MetadataDate", "date of these facts"),
    ("DateCreated", "date taken"),
    ("DateTimeOriginal", "date taken"),
    ("Headline", "headline"),
    ("Credit", "credit"),
    ("Source", "source"),
    ("City", "city"),
    ("State", "province"),
    ("Country", "country"),
    ("Location", "place"),
    ("creator", "creator"),
    ("description", "description"),
    ("title", "title"),
    ("rights", "rights"),
    ("subject", "keyword"),
    ("CaptionWriter", "caption's writer"),
    ("DerivedFrom", "made from"),
    ("softwareAgent", "edited with"),
    ("when", "edited"),
    ("GPSLatitude", "GPS latitude"),
    ("GPSLongitude", "GPS longitude"),
];
/// Elements within elements, and text that is looked at.
const DEEPEST: usize = 64;
const LONGEST: usize = 4 << 20;

/// Looks at a packet.
pub(super) fn look(bytes: &[u8], picture: &mut Picture) {
    let bytes = bytes.get(..LONGEST).unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes);
    let mut reader = quick_xml::Reader::from_str(text.trim_matches('\0'));
    reader.config_mut().check_end_names = false;
    let mut names: Vec<String> = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) if names.len() < DEEPEST => {
                attributes(&start, picture);
                names.push(start.name().local_name().into_inner().to_owned());
            }
            Ok(Event::Empty(start)) => attributes(&start, picture),
            Ok(Event::End(_)) => {
                names.pop();
            }
            Ok(Event::Text(text)) => {
                if let Some(name) = names.iter().rev().find_map(|name| told(name)) {
                    picture.record.fact("XMP", name, plain(&text.into_inner()));
                }
            }
            // What is broken says nothing more; the picture itself is whole.
            Ok(Event::Eof | Event::Start(_)) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

fn told(name: &str) -> Option<&'static str> {
    TOLD.iter().find(|(told, _)| *told == name).map(|(_, words)| *words)
}

/// Short properties are written as attributes.
fn attributes(start: &BytesStart<'_>, picture: &mut Picture) {
    for attribute in start.attributes().with_checks(false).flatten() {
        if let Some(name) = told(attribute.key.local_name().into_inner()) {
            picture.record.fact("XMP", name, plain(&attribute.value));
        }
    }
}

fn plain(text: &str) -> String {
    match quick_xml::escape::unescape(text) {
        Ok(plain) => words(plain.as_bytes()),
        Err(_) => words(text.as_bytes()),
    }
}
