//! The zip container: members by name, and the container again with some of them changed.
//!
//! Invariant: a member that is not changed is copied as it is packed, with its time and attributes.

use super::AnnotateError;
use super::member::Member;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The largest unpacked member that is looked at, in bytes; the reader has the same limit.
pub(super) const LARGEST: usize = 128 << 20;

/// An opened container.
pub(super) struct Container<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    names: Vec<String>,
}

impl<'b> Container<'b> {
    /// Opens it.
    pub fn open(bytes: &'b [u8]) -> Result<Self, AnnotateError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| AnnotateError::Container)?;
        let name = |index| match archive.name_for_index(index) {
            Some(Ok(name)) => Ok(name.into_owned()),
            _ => Err(AnnotateError::Container),
        };
        let names = (0..archive.len()).map(name).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { archive, names })
    }

    /// True if there is such a member; letters' case does not count.
    pub fn has(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    // The last one counts, as it does for the reader.
    fn position(&self, name: &str) -> Option<usize> {
        let wanted = key(name);
        self.names.iter().rposition(|name| key(name) == wanted)
    }

    /// A member as text; none if there is no such member.
    pub fn member(&mut self, name: &str) -> Result<Option<Member>, AnnotateError> {
        let Some(index) = self.position(name) else { return Ok(None) };
        let file = self.archive.by_index(index).map_err(|_| AnnotateError::Container)?;
        let mut bytes = Vec::new();
        file.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(|_| AnnotateError::Container)?;
        if bytes.len() > LARGEST {
            return Err(AnnotateError::TooLarge(name.to_owned()));
        }
        Member::decode(&self.names[index], bytes).map(Some)
    }

    /// A member that a Word document cannot do without.
    pub fn needed(&mut self, name: &str) -> Result<Member, AnnotateError> {
        self.member(name)?.ok_or_else(|| AnnotateError::Lacks(name.to_owned()))
    }

    /// The container with these members changed, or put behind the others if they are new.
    pub fn rebuilt(mut self, changed: &[(String, Vec<u8>)]) -> Result<Vec<u8>, AnnotateError> {
        self.rebuild(changed).map_err(|_| AnnotateError::Container)
    }

    fn rebuild(&mut self, changed: &[(String, Vec<u8>)]) -> Result<Vec<u8>, zip::result::ZipError> {
        let positions: Vec<Option<usize>> = changed.iter().map(|(name, _)| self.position(name)).collect();
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.set_raw_comment(self.archive.comment().into())?;
        for index in 0..self.names.len() {
            let file = self.archive.by_index_raw(index)?;
            match positions.iter().position(|position| *position == Some(index)) {
                None => writer.raw_copy_file(file)?,
                Some(at) => {
                    let options = file.options().compression_method(method(file.compression()));
                    drop(file);
                    writer.start_file(self.names[index].as_str(), options)?;
                    writer.write_all(&changed[at].1)?;
                }
            }
        }
        for ((name, bytes), position) in changed.iter().zip(positions) {
            if position.is_none() {
                let options = SimpleFileOptions::default()
                    .compression_method(CompressionMethod::Deflated)
                    .last_modified_time(zip::DateTime::default());
                writer.start_file(name.as_str(), options)?;
                writer.write_all(bytes)?;
            }
        }
        Ok(writer.finish()?.into_inner())
    }
}

/// The packing of a changed member: as it was, if it can be written.
fn method(was: CompressionMethod) -> CompressionMethod {
    if was == CompressionMethod::Stored { was } else { CompressionMethod::Deflated }
}

fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}
