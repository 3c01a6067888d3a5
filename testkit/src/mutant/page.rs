//! Damage inside of a PDF's streams and objects; the table of objects is made anew, so that what is damaged is found.

use super::{Chance, bytes};
use crate::pdf::{deflate, file as whole, stream};
use std::io::Read;

/// A copy; none if the file is not one whose objects follow each other in order.
pub fn inside(file: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    let mut objects = objects(file)?;
    for _ in 0..=chance.below(3) {
        let at = chance.below(objects.len());
        objects[at] = match streamed(&objects[at]) {
            Some((dictionary, data)) if chance.below(4) > 0 => {
                let data = bytes::changed(&data, chance);
                let packed = if dictionary.contains("/FlateDecode") { deflate(&data) } else { data };
                stream(&dictionary, &packed)
            }
            _ => bytes::changed(&objects[at], chance),
        };
    }
    Some(whole(&objects))
}

/// The objects in order, if their numbers rise by one from one.
fn objects(file: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut all = Vec::new();
    let mut at = 0;
    loop {
        let head = format!("{} 0 obj\n", all.len() + 1);
        let Some(from) = find(file, head.as_bytes(), at) else { break };
        let from = from + head.len();
        let to = find(file, b"\nendobj", from)?;
        all.push(file[from..to].to_vec());
        at = to;
    }
    (!all.is_empty()).then_some(all)
}

/// The dictionary of a stream without its length, and its data unpacked.
fn streamed(object: &[u8]) -> Option<(String, Vec<u8>)> {
    let start = find(object, b"stream\n", 0)?;
    let end = find(object, b"\nendstream", start)?;
    let dictionary = String::from_utf8_lossy(&object[..start]).into_owned();
    let dictionary = dictionary.trim().strip_prefix("<<")?.strip_suffix(">>")?.to_owned();
    let data = &object[start + 7..end.max(start + 7)];
    let length = dictionary.rfind("/Length")?;
    let dictionary = dictionary[..length].to_owned();
    if !dictionary.contains("/FlateDecode") {
        return Some((dictionary, data.to_vec()));
    }
    let mut all = Vec::new();
    flate2::read::ZlibDecoder::new(data).take(1 << 24).read_to_end(&mut all).ok()?;
    Some((dictionary, all))
}

fn find(file: &[u8], what: &[u8], from: usize) -> Option<usize> {
    file.get(from..)?.windows(what.len()).position(|window| window == what).map(|at| at + from)
}
