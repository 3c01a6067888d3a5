//! Files of other programs that lie in a document: objects shown in it, workbooks behind its charts, files put in. They are
//! enclosed, and read by themselves.
//!
//! Older programs lay such a file into a container of their own (OLE): a whole Office file as the stream `Package`, any file as
//! `Ole10Native`, a PDF as `CONTENTS`; old Word, Excel and PowerPoint files are that container.

use super::reading::Reading;
use crate::enclose::Enclosing;
use std::collections::HashMap;
use std::io::{Cursor, Read};

/// Programs by the beginning of their names, with the endings of their files before and since 2007.
const PROGRAMS: [(&str, &str, &str); 4] = [
    ("Word.", "doc", "docx"),
    ("Excel.", "xls", "xlsx"),
    ("PowerPoint.", "ppt", "pptx"),
    ("Visio.", "vsd", "vsdx"),
];
/// How the container begins.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0";
/// Files that are looked at.
const MOST: usize = 2000;

/// A member that is a file of another program.
pub(super) struct PutIn {
    pub member: String,
    /// The program as the document names it (`Excel.Sheet.12`); empty if it does not.
    pub program: String,
    pub role: Role,
}

/// What such a file is to the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It is shown, by a picture of it.
    Object,
    /// Its words are shown as part of the text.
    File,
    /// It holds the numbers of a chart.
    Workbook,
}

impl Role {
    fn words(self) -> &'static str {
        match self {
            Self::Object => "embedded object",
            Self::File => "file put in",
            Self::Workbook => "workbook of a chart",
        }
    }
}

impl Reading<'_> {
    /// Encloses what was put in, once all else is read: a large file takes no room from the text.
    pub fn enclose(&mut self) -> Enclosing {
        let (mut enclosing, mut known) = (Enclosing::new(self.options.limits), HashMap::new());
        let more = self.put_in.len().saturating_sub(MOST);
        if more > 0 {
            self.lacks("whole file", format!("{more} more embedded objects were not looked at"));
        }
        for PutIn { member, program, role } in std::mem::take(&mut self.put_in).into_iter().take(MOST) {
            let count = known.len() + 1;
            let is_enclosed = *known.entry(member.clone()).or_insert_with(|| {
                self.taken_out(&member, &program).is_some_and(|(name, bytes, fault)| {
                    let place = format!("{} {count}", role.words());
                    enclosing.put_flawed(name, place, bytes, fault.as_deref());
                    true
                })
            });
            if role == Role::Object {
                let how = match is_enclosed {
                    true => "is not in the text; its file is enclosed: read it by itself",
                    false => "was not read; check what it shows by hand",
                };
                self.lacks(member, format!("an embedded object ({program}) {how}"));
            }
        }
        enclosing
    }

    fn taken_out(&mut self, member: &str, program: &str) -> Option<(String, Vec<u8>, Option<String>)> {
        let read = self.container.member(member)?.ok()?;
        let named = member.rsplit('/').next().unwrap_or(member);
        let (name, bytes) = taken_out(named, program, read.bytes)?;
        Some((name, bytes, read.fault))
    }
}

/// The file in a member, with a name.
fn taken_out(named: &str, program: &str, bytes: Vec<u8>) -> Option<(String, Vec<u8>)> {
    if !bytes.starts_with(OLE) {
        return (!bytes.is_empty()).then(|| (named.to_owned(), bytes));
    }
    let stem = named.rsplit_once('.').map_or(named, |(stem, _)| stem);
    let of_program = PROGRAMS.iter().find(|(start, ..)| program.starts_with(start));
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes.as_slice())).ok()?;
    let mut stream = |path: &str| {
        let mut inside = Vec::new();
        file.open_stream(path).ok()?.take(bytes.len() as u64).read_to_end(&mut inside).ok()?;
        Some(inside)
    };
    if let Some(package) = stream("/Package") {
        let ending = of_program.map_or("bin", |(_, _, since)| since);
        return Some((format!("{stem}.{ending}"), package));
    }
    if let Some(native) = stream("/\u{1}Ole10Native") {
        return native_file(&native);
    }
    if let Some(pdf) = stream("/CONTENTS").filter(|contents| contents.starts_with(b"%PDF")) {
        return Some((format!("{stem}.pdf"), pdf));
    }
    let ending = of_program.map(|(_, before, _)| before)?;
    Some((format!("{stem}.{ending}"), bytes))
}

/// The file that a person dragged into a document: its size, a kind, two names that end with a zero byte, eight bytes with the length
/// of a third name, that name, and the file behind its length.
fn native_file(native: &[u8]) -> Option<(String, Vec<u8>)> {
    let number = |at: usize| Some(u32::from_le_bytes(native.get(at..at + 4)?.try_into().ok()?) as usize);
    let text = |at: usize| {
        let length = native.get(at..)?.iter().position(|byte| *byte == 0)?;
        Some((&native[at..at + length], at + length + 1))
    };
    let (label, at) = text(6)?;
    let (_, at) = text(at)?;
    let at = at + 8 + number(at + 4)?;
    let data = native.get(at + 4..(at + 4).checked_add(number(at)?)?)?;
    let name = String::from_utf8_lossy(label);
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim().to_owned();
    Some((if name.is_empty() { "object".to_owned() } else { name }, data.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn ole(stream: &str, bytes: &[u8]) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream(stream).unwrap().write_all(bytes).unwrap();
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    fn native(name: &str, bytes: &[u8]) -> Vec<u8> {
        let mut native = vec![0, 0, 0, 0, 2, 0];
        native.extend(format!("{name}\0C:\\Temp\\{name}\0").as_bytes());
        native.extend([0, 0, 3, 0, 2, 0, 0, 0]);
        native.extend(b"x\0");
        native.extend((bytes.len() as u32).to_le_bytes());
        native.extend(bytes);
        native
    }

    fn check(program: &str, member: Vec<u8>, expected: Option<(&str, &[u8])>) {
        let found = taken_out("oleObject1.bin", program, member);
        assert_eq!(found.as_ref().map(|(name, bytes)| (name.as_str(), bytes.as_slice())), expected);
    }

    #[test]
    fn files_are_taken_out_of_their_containers() {
        check("Excel.Sheet.12", b"PK\x03\x04 cells".to_vec(), Some(("oleObject1.bin", b"PK\x03\x04 cells")));
        check("Word.Document.12", ole("/Package", b"PK\x03\x04"), Some(("oleObject1.docx", b"PK\x03\x04")));
        check("AcroExch.Document", ole("/CONTENTS", b"%PDF-1.4"), Some(("oleObject1.pdf", b"%PDF-1.4")));
        let dragged = ole("/\u{1}Ole10Native", &native("list of names.txt", b"Ilan Kostrov"));
        check("Package", dragged, Some(("list of names.txt", b"Ilan Kostrov")));
        let old = ole("/Workbook", b"cells");
        check("Excel.Sheet.8", old.clone(), Some(("oleObject1.xls", &old)));
        check("Equation.3", ole("/Equation Native", b"x"), None);
    }

    #[test]
    fn a_broken_container_holds_nothing() {
        let whole = ole("/\u{1}Ole10Native", &native("list.txt", b"Ilan Kostrov"));
        for end in 0..whole.len() {
            let _ = taken_out("a.bin", "Package", whole[..end].to_vec());
        }
        let inner = native("list.txt", b"Ilan Kostrov");
        assert!((0..inner.len()).all(|end| native_file(&inner[..end]).is_none()));
    }
}
