//! The packed streams that a page draws from, and whether they are whole.

use super::super::survey::{self, says_image};
use hayro_syntax::Filter;
use hayro_syntax::object::dict::keys::{CONTENTS, F, FILTER};
use hayro_syntax::object::{Dict, Name, Object, Stream};
use std::borrow::Cow;

/// The page's content, unpacked and in one piece: an operator may stand in two streams.
pub(super) fn contents(page: &Dict<'_>, faults: &mut Vec<String>) -> Vec<Vec<u8>> {
    let mut whole = Vec::new();
    let streams: Vec<Stream<'_>> = match page.get::<Object<'_>>(CONTENTS) {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Array(array)) => {
            let streams: Vec<Stream<'_>> = array.iter::<Stream<'_>>().collect();
            if streams.len() < array.raw_iter().count() {
                faults.push("a part of the page is not in the file: ask for the document again".to_owned());
            }
            streams
        }
        Some(Object::Null(_)) => return Vec::new(),
        other => {
            if other.is_some() || page.contains_key(CONTENTS) {
                faults.push("what it shows is not in the file: ask for the document again".to_owned());
            }
            return Vec::new();
        }
    };
    for stream in &streams {
        let Some(data) = unpack(stream) else {
            faults.push("a part of the page could not be unpacked".to_owned());
            continue;
        };
        if !is_whole(stream) {
            faults.push(DAMAGED.to_owned());
        }
        whole.extend_from_slice(&data);
        whole.push(b' ');
    }
    vec![whole]
}

/// What is told of a page that draws from damaged bytes.
pub(super) const DAMAGED: &str =
    "a part of it is damaged, and words may be missing or wrong: ask for the document again";

/// The bytes of a stream that is no image.
pub(in crate::pdf) fn unpack<'a>(stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
    if says_image(stream.dict().data()) {
        return None;
    }
    stream.decoded_data().ok()
}

/// True if all that a stream was packed by is known, and its packed bytes go on to their end: the library gives what there is.
pub(super) fn is_whole(stream: &Stream<'_>) -> bool {
    let named = match stream.dict().get::<Object<'_>>(FILTER).or_else(|| stream.dict().get(F)) {
        Some(Object::Name(_)) => 1,
        Some(Object::Array(names)) => names.iter::<Name<'_>>().count(),
        _ => 0,
    };
    let filters = stream.filters();
    named <= filters.len()
        && (filters.first() != Some(&Filter::FlateDecode) || survey::is_whole(&stream.raw_data()))
}
