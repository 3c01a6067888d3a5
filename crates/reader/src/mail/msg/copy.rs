//! Makes a file of its own of a message or object that is a storage in another message.

use super::store::{File, stream};
use std::io::{Cursor, Write};

/// Copies a storage with what is in it into a new compound file; none if that is more than `most` bytes or cannot be done.
///
/// `message`: it is a message, whose table of properties has a longer head as a file of its own, and which shares the names of
/// properties with the message around it.
pub(super) fn file_of(file: &mut File<'_>, storage: &str, message: bool, most: usize) -> Option<Vec<u8>> {
    let mut new = cfb::CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    let mut room = most;
    copy(file, storage, "", &mut new, &mut room, message)?;
    if message && file.is_storage("/__nameid_version1.0") {
        new.create_storage("/__nameid_version1.0").ok()?;
        copy(file, "/__nameid_version1.0", "/__nameid_version1.0", &mut new, &mut room, false)?;
    }
    new.flush().ok()?;
    Some(new.into_inner().into_inner())
}

fn copy(
    file: &mut File<'_>,
    from: &str,
    to: &str,
    new: &mut cfb::CompoundFile<Cursor<Vec<u8>>>,
    room: &mut usize,
    message: bool,
) -> Option<()> {
    let mut waiting = vec![(from.to_owned(), to.to_owned())];
    while let Some((from, to)) = waiting.pop() {
        let entries: Vec<(String, bool)> = file
            .read_storage(format!("{from}/"))
            .ok()?
            .map(|entry| (entry.name().to_owned(), entry.is_storage()))
            .collect();
        for (name, is_storage) in entries {
            let (source, target) = (format!("{from}/{name}"), format!("{to}/{name}"));
            // Each thing costs a little even if it is empty.
            *room = room.checked_sub(128)?;
            if is_storage {
                new.create_storage(&target).ok()?;
                waiting.push((source, target));
                continue;
            }
            let mut bytes = stream(file, &source, *room)?;
            *room = room.checked_sub(bytes.len())?;
            if message && to.is_empty() && name == "__properties_version1.0" && bytes.len() >= 24 {
                bytes.splice(24..24, [0; 8]);
            }
            new.create_stream(&target).ok()?.write_all(&bytes).ok()?;
        }
    }
    Some(())
}
